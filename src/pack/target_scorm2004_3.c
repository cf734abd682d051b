/* SCORM 2004 3rd Edition. */
#include "pack/scorm2004.h"
#include "pack/target.h"

/* Completed is who has made all the progress there is (cmi.completion_threshold). */
static void put_item(struct xml_out *o, const struct packing *p, const struct pack_unit *u)
{
    manifest_leaf(o, "adlcp:completionThreshold", S("1.0"));
    scorm2004_put_leaf(o, p, u);
}

static const struct scorm edition = {
    .schemaversion = "2004 3rd Edition",
    .namespaces = scorm2004_namespaces,
    .type = "adlcp:scormType",
    .documents = "scorm2004-3",
    .put_metadata = scorm2004_put_metadata,
    .organization = "adlseq:objectivesGlobalToSystem",
    .put_organization = scorm2004_put_root,
    .put_item = put_item,
};

static bool finish(const struct packing *p, struct bundle *site, struct err *e)
{
    return scorm_finish(&edition, p, site, e);
}

extern const struct target target_scorm2004_3;

const struct target target_scorm2004_3 = {
    .name = "scorm2004-3",
    .title = "SCORM 2004 3rd Edition",
    .store = "scorm2004",
    .has_units = true,
    .state_most = 64000,                  /* cmi.suspend_data: SPM 64000 */
    .finish = finish,
    .losses = scorm2004_losses,
    .next = "Upload it to the learning platform as a SCORM package.",
};
