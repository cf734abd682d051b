/*
 * status: the first look; also what etalon says without a word.
 */
#include "base/asset.h"
#include "base/fs.h"
#include "cli/command.h"
#include "report/look.h"
#include "tracker/tracker.h"

/* Where there is no store: what etalon is and how to begin. */
static bool welcome(struct run *r)
{
    struct asset text = { 0 };
    bool found = asset_find(S("cli/help/welcome.txt"), &text);
    return found && run_put(r, text.bytes);
}

static bool status(struct run *r, void *args, char **rest)
{
    (void)args;
    if (!run_words(r, rest, 0, 0, ""))
        return false;
    if (fs_kind(r->db) == FS_ABSENT)
        return welcome(r);
    struct tracker *t = run_tracker(r, TRACKER_READ);
    const struct report *look = t ? look_report(r->arena, tracker_db(t), str_of(r->db), &r->err) : NULL;
    return t && run_done(r, t, look, look != NULL);
}

const struct command command_status = {
    .name = "status",
    .usage = "",
    .summary = "say what is in the store and what wants attention",
    .uses = USES_DB | USES_FORMAT | USES_TABLES | USES_OUTPUT,
    .run = status,
};
