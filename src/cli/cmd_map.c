/*
 * map: a mapping proposed for a file, and those the store has.
 */
#include <inttypes.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/fs.h"
#include "cli/command.h"
#include "import/fields.h"
#include "import/propose.h"
#include "format/format.h"
#include "tracker/mappings.h"

struct map_args {
    const char *rows, *sheet, *encoding, *show, *format;
    bool list;
};

static const char *kind_choice(size_t i)
{
    return i <= RECORD_INITIATIVE ? record_kind_name((enum record_kind)i) : NULL;
}

static const char *format_choice(size_t i)
{
    const struct format *f = format_next(NULL);
    for (; f != NULL && i > 0; i--)
        f = format_next(f);
    return f != NULL ? f->name : NULL;
}

static const struct opt options[] = {
    { 'f', "format", "FORMAT", OPT_ONE_OF, offsetof(struct map_args, format),
      "how --list is written", format_choice },
    { 0, "rows", "KIND", OPT_ONE_OF, offsetof(struct map_args, rows),
      "what a row is, when that cannot be seen", kind_choice },
    { 0, "sheet", "NAME", OPT_TEXT, offsetof(struct map_args, sheet),
      "the sheet of a spreadsheet", NULL },
    { 0, "encoding", "NAME", OPT_TEXT, offsetof(struct map_args, encoding),
      "the encoding of a file that is not UTF-8 and has no mark: windows-1252", NULL },
    { 0, "list", NULL, OPT_FLAG, offsetof(struct map_args, list),
      "the mappings of the store, by name and version", NULL },
    { 0, "show", "NAME[:VERSION]", OPT_TEXT, offsetof(struct map_args, show),
      "one of them", NULL },
};

static bool put_list(struct run *r, struct tracker *t)
{
    struct mapping_kept *list;
    size_t n;
    if (!run_can_write(r) || !mapping_list(t, r->arena, &list, &n, &r->err))
        return false;
    struct table *table = table_new(r->arena, S("Mappings"));
    table_column(table, S("name"), S("Name"), UNIT_NONE);
    table_column(table, S("version"), S("Version"), UNIT_NONE);
    table_column(table, S("batch"), S("First batch"), UNIT_NONE);
    table_column(table, S("recorded"), S("Recorded"), UNIT_NONE);
    table_column_as(table, (struct column){ .id = S("sha256"), .title = S("SHA-256"),
                                            .seen_by = SEEN_BY_MACHINES });
    for (size_t i = 0; i < n; i++) {
        struct buf at = buf_new(r->arena);
        if (list[i].batch != 0)
            date_put_instant(&at, list[i].recorded);
        table_add(table, val_text(list[i].name));
        table_add(table, val_int(list[i].version));
        table_add(table, list[i].batch != 0 ? val_int(list[i].batch) : val_nil());
        table_add(table, list[i].batch != 0 ? val_text(buf_str(&at)) : val_nil());
        table_add(table, val_text(list[i].sha256));
    }
    if (n == 0)
        table_note(table, S("There is none yet; import --map FILE keeps the one it reads by."));
    return run_report(r, report_of_table(table));
}

static bool put_one(struct run *r, struct tracker *t, const char *called)
{
    struct mapping_kept kept;
    return mapping_find(t, r->arena, str_of(called), &kept, &r->err) && run_put(r, kept.text);
}

static bool look_up(struct run *r, const struct map_args *x)
{
    struct tracker *t = run_tracker(r, TRACKER_READ);
    bool ok = t != NULL && (x->list ? put_list(r, t) : put_one(r, t, x->show));
    tracker_close(t);
    return ok;
}

static bool put_proposal(struct run *r, const char *path, const struct proposal *p)
{
    if (!run_put(r, p->text))
        return false;
    for (size_t i = 0; i < p->open.n; i++)
        run_note(r, "%s: " STR_FMT, path, STR_ARG(p->open.v[i]));
    return true;
}

static bool propose_for(struct run *r, struct tracker *t, const struct map_args *x, const char *path)
{
    struct propose_how how = { path, x->rows, x->encoding, x->sheet };
    struct proposal proposal;
    struct input *in = input_open(r->arena, path, x->encoding, &r->err);
    struct grid *g = in != NULL ? grid_open(r->arena, in, x->sheet, &r->err) : NULL;
    bool ok = g != NULL && propose(r->arena, t, g, &how, &proposal, &r->err)
              && put_proposal(r, path, &proposal);
    grid_close(g);
    input_close(in);
    return ok;
}

static bool map(struct run *r, void *args, char **rest)
{
    const struct map_args *x = args;
    bool asks = x->list || x->show != NULL;
    r->format = x->format;
    if (!run_words(r, rest, asks ? 0 : 1, asks ? 0 : 1, "a file"))
        return false;
    if (asks)
        return look_up(r, x);
    struct tracker *t = run_tracker(r, fs_kind(r->db) == FS_ABSENT ? TRACKER_TRY : TRACKER_READ);
    bool ok = t != NULL && propose_for(r, t, x, rest[0]);
    tracker_close(t);
    return ok;
}

const struct command command_map = {
    .name = "map",
    .usage = "FILE [--rows KIND] [--sheet NAME] [--encoding NAME] | --list [-f FORMAT] | --show NAME[:VERSION]",
    .summary = "propose how to read a table that nobody knows",
    .uses = USES_DB | USES_OUTPUT,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct map_args),
    .run = map,
};
