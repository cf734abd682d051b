/* SCORM 2004 4th Edition. */
#include "pack/scorm2004.h"
#include "pack/target.h"

/* Completed is who has made all the progress there is; of the progress in the course a unit
 * is worth as much as it has lessons. */
static void put_item(struct xml_out *o, const struct packing *p, const struct pack_unit *u)
{
    xml_open(o, "adlcp:completionThreshold");
    xml_put_attr(o, "completedByMeasure", S("true"));
    xml_put_attr(o, "minProgressMeasure", S("1.0"));
    xml_put_attr(o, "progressWeight", scorm2004_progress_weight(o->to->arena, p, u));
    manifest_close(o);
    scorm2004_put_leaf(o, p, u);
}

static const struct scorm edition = {
    .schemaversion = "2004 4th Edition",
    .namespaces = scorm2004_namespaces,
    .type = "adlcp:scormType",
    .documents = "scorm2004-4",
    .put_metadata = scorm2004_put_metadata,
    .organization = "adlseq:objectivesGlobalToSystem",
    .put_organization = scorm2004_put_root,
    .put_item = put_item,
};

static bool finish(const struct packing *p, struct bundle *site, struct err *e)
{
    return scorm_finish(&edition, p, site, e);
}

extern const struct target target_scorm2004_4;

const struct target target_scorm2004_4 = {
    .name = "scorm2004-4",
    .title = "SCORM 2004 4th Edition",
    .store = "scorm2004",
    .has_units = true,
    .state_most = 64000,                  /* cmi.suspend_data: SPM 64000 */
    .finish = finish,
    .losses = scorm2004_losses,
    .next = "Upload it to the learning platform as a SCORM package.",
};
