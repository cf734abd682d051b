/* SCORM 2004 4th Edition. */
#include "pack/scorm2004.h"
#include "pack/target.h"

/* Completed is who has made all the progress there is; of the progress in the course a unit
 * is worth as much as it has lessons. */
static void put_threshold(struct xml_out *o, const struct packing *p, const struct pack_unit *u)
{
    xml_open(o, "adlcp:completionThreshold");
    xml_put_attr(o, "completedByMeasure", S("true"));
    xml_put_attr(o, "minProgressMeasure", S("1.0"));
    xml_put_attr(o, "progressWeight", scorm2004_progress_weight(o->to->arena, p, u));
    manifest_close(o);
}

static bool finish(const struct packing *p, struct bundle *site, struct err *e)
{
    static const struct scorm2004 edition = {
        "2004 4th Edition", "scorm2004-4", put_threshold,
    };
    return scorm2004_finish(&edition, p, site, e);
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
    .next_units = SCORM_NEXT_UNITS,
};
