/* etalon verify: is the store sound? */
#include "cli/command.h"
#include "tracker/tracker.h"

static bool look(struct run *r, struct tracker *t)
{
    str *faults;
    size_t n;
    struct buf b = buf_new(r->arena);
    if (!tracker_verify(t, r->arena, &faults, &n, &r->err))
        return false;
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, STR_FMT "\n", STR_ARG(faults[i]));
    if (!n)
        buf_puts(&b, "The store is sound.\n");
    if (!run_put(r, buf_str(&b)))
        return false;
    return !n || err_set(&r->err, ERR_STORE, "%s has faults: %zu", r->db, n);
}

static bool verify(struct run *r, void *args, char **rest)
{
    (void)args;
    if (!run_words(r, rest, 0, 0, ""))
        return false;
    struct tracker *t = run_tracker(r, TRACKER_READ);
    bool ok = t && look(r, t);
    tracker_close(t);
    return ok;
}

const struct command command_verify = {
    .name = "verify",
    .usage = "",
    .summary = "check the store",
    .uses = USES_DB | USES_OUTPUT,
    .run = verify,
};
