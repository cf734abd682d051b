/* etalon export: what the store holds, as files that import reads back, or as lines to compare. */
#include <stddef.h>

#include "base/fs.h"
#include "cli/command.h"
#include "records/export.h"

struct export_args {
    bool canonical;
    const char *course, *learner, *profile, *format, *table, *known_as_of;
};

static const char *profile_choice(size_t i)
{
    static const char *const profiles[] = { "raw", "spreadsheet", NULL };
    return profiles[i];
}

static const char *table_choice(size_t i)
{
    return exchange_at(i) ? exchange_at(i)->name : NULL;
}

#define AT(member) offsetof(struct export_args, member)
static const struct opt options[] = {
    { 'f', "format", "FORMAT", OPT_ONE_OF, AT(format),
      "how the files are written; else as the name ends, else csv", export_format_name },
    { 0, "table", "NAME", OPT_ONE_OF, AT(table),
      "only this kind of thing; with csv it is one file", table_choice },
    { 0, "course", "CODE", OPT_TEXT, AT(course), "only this course, and who is registered in it", NULL },
    { 0, "learner", "KEY", OPT_TEXT, AT(learner),
      "only this person: an e-mail address, another key, or a uid", NULL },
    { 0, "profile", "NAME", OPT_ONE_OF, AT(profile),
      "raw is exact (the default); spreadsheet takes texts apart from formulas", profile_choice },
    { 0, "canonical", NULL, OPT_FLAG, AT(canonical),
      "sorted lines without numbers of rows, batches and recording times, to compare stores", NULL },
    { 0, "known-as-of", "INSTANT", OPT_TEXT, AT(known_as_of),
      "what the store knew then: 2024-03-31T12:00:00Z, or at the end of a day", NULL },
};

/* --- lines ------------------------------------------------------------------------------ */

static bool put_line(void *self, str line, struct err *e)
{
    return fwrite(line.p, 1, line.n, self) == line.n || err_system(e, "the result cannot be written");
}

static bool write_to_file(struct run *r, struct tracker *t)
{
    struct fs_draft d;
    if (fs_is_same(r->output, r->db))
        return err_set(&r->err, ERR_USAGE, "%s is the store; name another file for the result", r->output);
    if (!fs_draft_open(&d, r->output, FS_PRIVATE, &r->err))
        return false;
    if (tracker_canonical_lines(t, put_line, d.to, &r->err))
        return fs_draft_keep(&d, &r->err);
    fs_draft_drop(&d);
    return false;
}

static bool canonical(struct run *r, struct tracker *t)
{
    if (r->output)
        return write_to_file(r, t);
    r->has_result = true;
    return tracker_canonical_lines(t, put_line, stdout, &r->err)
        && (fflush(stdout) == 0 || err_system(&r->err, "the result cannot be written"));
}

/* --- files ------------------------------------------------------------------------------- */

static bool write_files(struct run *r, struct tracker *t, const struct export_args *x, const char *path)
{
    int64_t rows;
    struct export_how how = { { str_of(x->course), str_of(x->learner) }, str_of(x->table),
                              str_eq(str_of(x->profile), S("spreadsheet")) };
    const struct export_format *f = export_format_of(str_of(x->format), str_of(path));
    if (!x->table && !x->format && str_eq_nocase(fs_suffix_of(str_of(path)), S(".csv")))
        return err_set(&r->err, ERR_USAGE, "%s would be one file, and an export as CSV is a folder with a file for "
                       "each kind of thing: name a folder, or say which kind with --table (learners, "
                       "registrations, ...), or write .xlsx or .jsonl, which hold all in one", path);
    if (fs_is_same(path, r->db))
        return err_set(&r->err, ERR_USAGE, "%s is the store; name another file", path);
    progress_begin(&r->progress, "writing", "rows", 0);
    if (!export_write(t, path, f, &how, &r->progress, &rows, &r->err))
        return false;
    run_note(r, "%lld rows are in %s.", (long long)rows, path);
    return true;
}

static struct tracker *open_store(struct run *r, const struct export_args *x)
{
    instant at = 0;
    if (!x->known_as_of)
        return run_tracker(r, TRACKER_READ);
    return tracker_read_known(str_of(x->known_as_of), &at, &r->err) ? tracker_open_as_known(r->db, at, &r->err) : NULL;
}

static bool export(struct run *r, void *args, char **rest)
{
    const struct export_args *x = args;
    if (!run_words(r, rest, x->canonical ? 0 : 1, x->canonical ? 0 : 1,
                   "the folder or the file to write (or --canonical)"))
        return false;
    if (r->output && !x->canonical)
        return err_set(&r->err, ERR_USAGE, "the folder or the file is a word of its own, without -o");
    struct tracker *t = open_store(r, x);
    bool ok = t && (x->canonical ? canonical(r, t) : write_files(r, t, x, rest[0]));
    tracker_close(t);
    return ok;
}

const struct command command_export = {
    .name = "export",
    .usage = "(DIR|FILE [-f csv|jsonl|xlsx] [--table NAME] [--course CODE] [--learner KEY] [--profile raw|spreadsheet] | --canonical) "
             "[--known-as-of INSTANT]",
    .summary = "write what the store holds, to be read back or compared",
    .uses = USES_DB | USES_OUTPUT,
    .personal = true,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct export_args),
    .run = export,
};
