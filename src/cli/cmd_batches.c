/* etalon batches: what was imported. */
#include "cli/command.h"
#include "tracker/batch.h"

static void add_columns(struct table *t)
{
    table_column(t, S("batch"), S("Batch"), UNIT_NONE);
    table_column(t, S("recorded_at"), S("Recorded"), UNIT_NONE);
    table_column(t, S("file"), S("File"), UNIT_NONE);
    table_column(t, S("kind"), S("Kind"), UNIT_NONE);
    table_column(t, S("source"), S("Source"), UNIT_NONE);
    table_column_as(t, (struct column){ .id = S("actor"), .title = S("By"),
                                        .seen_by = SEEN_BY_MACHINES });
    table_column(t, S("rows"), S("Rows"), UNIT_COUNT);
    for (int i = 0; i < OUTCOMES; i++) {
        str name = str_of(outcome_name((enum outcome)i));
        table_column(t, name, str_format(t->arena, "%c" STR_FMT, name.p[0] - 32,
                                         STR_ARG(str_from(name, 1))), UNIT_COUNT);
    }
    table_column(t, S("undone_by"), S("Undone by"), UNIT_NONE);
}

static void add_batch(struct table *t, const struct batch_summary *b)
{
    struct buf at = buf_new(t->arena);
    date_put_stamp(&at, (struct stamp){ b->recorded / 1000 * 1000, PRECISION_SECOND });
    table_add(t, val_int(b->batch));
    table_add(t, val_text(buf_str(&at)));
    table_add(t, val_text(b->file_name));
    table_add(t, val_text(b->kind));
    table_add(t, val_text(b->source));
    table_add(t, val_text(b->actor));
    table_add(t, val_int(b->rows));
    for (int i = 0; i < OUTCOMES; i++)
        table_add(t, val_int(b->of[i]));
    table_add(t, b->undone_by ? val_int(b->undone_by) : val_nil());
}

static bool show(struct run *r, struct tracker *tracker)
{
    struct batch_summary *list;
    size_t n;
    struct table *t = table_new(r->arena, S("Imports"));
    if (!batch_list(tracker, r->arena, &list, &n, &r->err))
        return false;
    add_columns(t);
    for (size_t i = 0; i < n; i++)
        add_batch(t, &list[i]);
    if (!n)
        table_note(t, S("Nothing was imported yet."));
    return run_report(r, report_of_table(t));
}

static bool batches(struct run *r, void *args, char **rest)
{
    (void)args;
    if (!run_words(r, rest, 0, 0, ""))
        return false;
    struct tracker *t = run_tracker(r, TRACKER_READ);
    bool ok = t && show(r, t);
    tracker_close(t);
    return ok;
}

const struct command command_batches = {
    .name = "batches",
    .usage = "",
    .summary = "list what was imported",
    .uses = USES_DB | USES_FORMAT | USES_OUTPUT,
    .run = batches,
};
