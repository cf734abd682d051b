/* etalon undo: takes a batch back. */
#include <stddef.h>

#include "cli/command.h"
#include "records/undo.h"

struct undo_args { bool dry_run, cascade; const char *actor, *reason; };

enum { FILES_NAMED = 10 };

#define AT(member) offsetof(struct undo_args, member)
static const struct opt options[] = {
    { 'n', "dry-run", NULL, OPT_FLAG, AT(dry_run), "say what would be done, and do nothing", NULL },
    { 0, "cascade", NULL, OPT_FLAG, AT(cascade),
      "take back the later batches too that hang on it, the newest first", NULL },
    { 0, "reason", "TEXT", OPT_TEXT, AT(reason), "why, for the log", NULL },
    { 0, "actor", "NAME", OPT_TEXT, AT(actor), "who does it, if not the one who is logged in", NULL },
};

static str word(struct run *r, const char *things)
{
    return str_format(r->arena, "%c%s", things[0] - 32, things + 1);
}

static void add_done(struct run *r, struct table *t, const struct undone *d)
{
    for (int p = 0; p < PASTS; p++) {
        const struct undo_count *c = &d->of[p];
        if (!c->reversed && !c->kept && !c->failed)
            continue;
        table_add(t, val_int(d->target));
        table_add(t, val_text(word(r, past_table((enum past)p)->things)));
        table_add(t, val_int(c->reversed));
        table_add(t, val_int(c->kept));
        table_add(t, val_int(c->failed));
    }
}

static void note_files(struct run *r, struct table *t, const struct undo *u)
{
    for (size_t i = 0; i < u->again.n && i < FILES_NAMED; i++)
        if (u->again.v[i].name.n)
            table_note(t, str_format(r->arena, "%s (batch %lld) may be imported again.",
                                     str_dup(r->arena, u->again.v[i].name).p,
                                     (long long)u->again.v[i].batch));
    if (u->again.n > FILES_NAMED)
        table_note(t, str_format(r->arena, "So may later files, %zu more; \"etalon batches\" lists them.",
                                 u->again.n - FILES_NAMED));
}

static bool show(struct run *r, const struct undo *u, bool dry_run)
{
    struct table *t = table_new(r->arena, dry_run ? S("What would be taken back")
                                                  : S("What was taken back"));
    table_column(t, S("batch"), S("Batch"), UNIT_NONE);
    table_column(t, S("entity"), S("What"), UNIT_NONE);
    table_column(t, S("reversed"), S("Reversed"), UNIT_COUNT);
    table_column(t, S("kept"), S("Kept, edited since"), UNIT_COUNT);
    table_column(t, S("failed"), S("Failed"), UNIT_COUNT);
    for (size_t i = 0; i < u->done.n; i++)
        add_done(r, t, &u->done.v[i]);
    note_files(r, t, u);
    if (!run_report(r, report_of_table(t)))
        return false;
    if (!dry_run)
        run_note(r, "The undo is batch %lld.", (long long)u->done.v[u->done.n - 1].batch);
    return true;
}

static bool refuse(struct run *r, const struct undo *u, int64_t batch)
{
    struct buf b = buf_new(r->arena);
    for (size_t i = 0; i < u->hanging.n; i++)
        buf_printf(&b, "%s%lld", i ? ", " : "", (long long)u->hanging.v[i]);
    return err_set(&r->err, ERR_FOUND, "nothing was undone: what later batches brought hangs on batch "
                   "%lld: " STR_FMT "; undo those before, or all of it with --cascade",
                   (long long)batch, STR_ARG(buf_str(&b)));
}

static bool work(struct run *r, struct tracker *t, const struct undo_args *x, int64_t batch)
{
    struct undo u;
    const struct undo_how how = {
        .actor = str_of(x->actor ? x->actor : run_actor()), .reason = str_of(x->reason), .cascade = x->cascade,
        .dry_run = x->dry_run, .progress = &r->progress };
    progress_begin(&r->progress, "taking back", "batches", 0);
    if (!undo_batch(t, r->arena, batch, &how, &u, &r->err))
        return false;
    return u.hanging.n ? refuse(r, &u, batch) : show(r, &u, x->dry_run);
}

static bool undo(struct run *r, void *args, char **rest)
{
    int64_t batch;
    if (!run_words(r, rest, 1, 1, "the number of a batch"))
        return false;
    if (!str_int(str_of(rest[0]), &batch))
        return err_set(&r->err, ERR_USAGE, "\"%s\" is no number of a batch; \"etalon log\" lists them",
                       rest[0]);
    struct tracker *t = run_tracker(r, TRACKER_CHANGE);
    bool ok = t && work(r, t, args, batch);
    tracker_close(t);
    return ok;
}

const struct command command_undo = {
    .name = "undo",
    .usage = "BATCH [--dry-run] [--cascade] [--reason TEXT]",
    .summary = "take back what a batch changed",
    .uses = USES_DB | USES_FORMAT | USES_OUTPUT,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct undo_args),
    .run = undo,
};
