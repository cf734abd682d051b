/* etalon export: what the store holds, as text. */
#include <stddef.h>

#include "cli/command.h"
#include "tracker/tracker.h"

struct export_args { bool canonical; };

static const struct opt options[] = {
    { 0, "canonical", NULL, OPT_FLAG, offsetof(struct export_args, canonical),
      "sorted lines without numbers of rows, batches and recording times, to compare stores", NULL },
};

static bool write_all(struct run *r, struct tracker *t)
{
    struct buf b = buf_new(r->arena);
    b.limit = SIZE_MAX / 4;
    return tracker_canonical(t, &b, &r->err) && run_put(r, buf_str(&b));
}

static bool export(struct run *r, void *args, char **rest)
{
    const struct export_args *x = args;
    if (!run_words(r, rest, 0, 0, ""))
        return false;
    if (!x->canonical)
        return err_set(&r->err, ERR_USAGE, "say what form the export has: --canonical");
    struct tracker *t = run_tracker(r, TRACKER_READ);
    bool ok = t && write_all(r, t);
    tracker_close(t);
    return ok;
}

const struct command command_export = {
    .name = "export",
    .usage = "--canonical",
    .summary = "write what the store holds",
    .uses = USES_DB | USES_OUTPUT,
    .personal = true,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct export_args),
    .run = export,
};
