/* SCORM 2004 3rd Edition. */
#include "pack/scorm2004.h"
#include "pack/target.h"

/* Completed is who has made all the progress there is (cmi.completion_threshold). */
static void put_threshold(struct xml_out *o, const struct packing *p, const struct pack_unit *u)
{
    (void)p, (void)u;
    manifest_leaf(o, "adlcp:completionThreshold", S("1.0"));
}

static bool finish(const struct packing *p, struct bundle *site, struct err *e)
{
    static const struct scorm2004 edition = {
        "2004 3rd Edition", "scorm2004-3", put_threshold,
    };
    return scorm2004_finish(&edition, p, site, e);
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
    .next_units = SCORM_NEXT_UNITS,
};
