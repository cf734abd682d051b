/* etalon rebuild: the states anew, from the results. */
#include "cli/command.h"
#include "tracker/tracker.h"

static bool rebuild(struct run *r, void *args, char **rest)
{
    (void)args;
    if (!run_words(r, rest, 0, 0, ""))
        return false;
    struct tracker *t = run_tracker(r, TRACKER_CHANGE);
    bool ok = t && tracker_rebuild(t, &r->err);
    tracker_close(t);
    if (ok)
        run_note(r, "The states in %s were made again from the results.", r->db);
    return ok;
}

const struct command command_rebuild = {
    .name = "rebuild",
    .usage = "",
    .summary = "make the states of the store again from its results",
    .uses = USES_DB,
    .run = rebuild,
};
