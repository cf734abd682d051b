/* SCORM 2004 4th Edition; see scorm2004.h. */
#include "pack/scorm2004.h"
#include "pack/target.h"

static bool finish(const struct course *c, struct bundle *site, struct err *e)
{
    return scorm2004_finish(SCORM2004_4TH, c, site, e);
}

extern const struct target target_scorm2004_4;

const struct target target_scorm2004_4 = {
    .name = "scorm2004-4",
    .title = "SCORM 2004 4th Edition",
    .store = "scorm2004",
    .state_most = 64000,                  /* cmi.suspend_data: SPM 64000 */
    .finish = finish,
    .next = "Upload it to the learning platform as a SCORM package.",
};
