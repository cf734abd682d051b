/*
 * import: recognise the files, run them through the one door, show the plan or
 * what became of the rows.
 */
#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fs.h"
#include "cli/command.h"
#include "cli/imported.h"
#include "import/import.h"

struct import_args {
    const char *source, *source_name, *map, *zone, *course, *activity, *encoding, *sheet, *rejects;
    const char *withdraw_at_most;
    bool new_courses, dry_run, partial, snapshot;
};

static const char *source_choice(size_t i)
{
    return source_at(i) != NULL ? source_at(i)->name : NULL;
}

static const struct opt options[] = {
    { 0, "source", "KIND", OPT_ONE_OF, offsetof(struct import_args, source),
      "what the files are, when that cannot be seen", source_choice },
    { 0, "source-name", "NAME", OPT_TEXT, offsetof(struct import_args, source_name),
      "the platform they come from; then its account and ID numbers identify people too", NULL },
    { 0, "map", "FILE|NAME", OPT_TEXT, offsetof(struct import_args, map),
      "the mapping that says what the columns are: a file, or the name of one in the store", NULL },
    { 0, "zone", "ZONE", OPT_TEXT, offsetof(struct import_args, zone),
      "where the clock hung that times without a zone were read from: Europe/Paris", NULL },
    { 0, "course", "CODE", OPT_TEXT, offsetof(struct import_args, course),
      "the course of files that do not say theirs", NULL },
    { 0, "activity", "NAME", OPT_TEXT, offsetof(struct import_args, activity),
      "the activity of files about one that do not say which: its title or ID number", NULL },
    { 0, "new-courses", NULL, OPT_FLAG, offsetof(struct import_args, new_courses),
      "let courses in that the catalogue does not have", NULL },
    { 0, "snapshot", NULL, OPT_FLAG, offsetof(struct import_args, snapshot),
      "the file lists everybody: whom it does not name any more is withdrawn", NULL },
    { 0, "withdraw-at-most", "N%", OPT_TEXT, offsetof(struct import_args, withdraw_at_most),
      "of a snapshot: what share may be withdrawn (10%)", NULL },
    { 0, "encoding", "NAME", OPT_TEXT, offsetof(struct import_args, encoding),
      "the encoding of files that are not UTF-8 and have no mark: windows-1252", NULL },
    { 0, "sheet", "NAME", OPT_TEXT, offsetof(struct import_args, sheet),
      "the sheet of a spreadsheet, when several could be meant", NULL },
    { 'n', "dry-run", NULL, OPT_FLAG, offsetof(struct import_args, dry_run),
      "say what would happen and leave the store as it is", NULL },
    { 0, "partial", NULL, OPT_FLAG, offsetof(struct import_args, partial),
      "take the good rows though others are refused", NULL },
    { 0, "rejects", "FILE", OPT_TEXT, offsetof(struct import_args, rejects),
      "write the rows that were refused, each with its reason, to be mended and imported", NULL },
};

enum { SHOWN = 20, ALIKE = 3, SHOWN_VALUE = 40 };

static bool is_for_machines(const struct run *r)
{
    return !str_eq(run_format(r), S("text"));
}

/* A file that was imported before counts as what it said then. */
static bool has_rows(const struct import *im)
{
    for (size_t i = 0; i < im->files.n; i++)
        if (im->files.v[i].plan.rows > 0 || im->files.v[i].seen != 0)
            return true;
    return false;
}

/* Each of them says so itself. */
static bool all_seen(const struct import *im)
{
    for (size_t i = 0; i < im->files.n; i++)
        if (im->files.v[i].seen == 0)
            return false;
    return true;
}

static bool has_left_out(const struct import *im)
{
    for (size_t i = 0; i < im->files.n; i++)
        if (im->files.v[i].plan.of[OUTCOME_SKIPPED] > 0)
            return true;
    return false;
}

/* --- what is wrong, for people ------------------------------------------------------ */

static void put_issue(struct buf *b, struct run *r, const char *path, const struct import_issue *x)
{
    const char *colour = x->warning ? "\033[33m" : "\033[31m";
    buf_puts(b, path);
    if (x->line != 0) {
        buf_byte(b, ':');
        grid_put_place(b, (struct place){ .sheet = x->sheet, .line = (int)x->line,
                                          .column = x->column });
    }
    buf_printf(b, ": %s%s:%s ", r->colour ? colour : "", x->warning ? "warning" : "error",
               r->colour ? "\033[0m" : "");
    if (x->value.n > 0)
        buf_printf(b, "\"" STR_FMT "\": ", STR_ARG(imported_text(r->arena, x->value, SHOWN_VALUE)));
    buf_printf(b, STR_FMT " [" STR_FMT "]\n", STR_ARG(x->text), STR_ARG(x->code));
}

/* The rows shown, and how many of the rest are like one of them. */
struct shown {
    size_t n;
    struct { const struct import_issue *like; int64_t times; } of[SHOWN];
    int64_t others;
};

static bool is_alike(const struct import_issue *a, const struct import_issue *b)
{
    return str_eq(a->code, b->code) && str_eq(a->value, b->value) && str_eq(a->text, b->text);
}

static void show_issue(struct buf *b, struct run *r, struct shown *s, const char *path,
                       const struct import_issue *x)
{
    for (size_t i = 0; i < s->n; i++)
        if (is_alike(s->of[i].like, x) && ++s->of[i].times > ALIKE)
            return;
    if (s->n == SHOWN) {
        s->others++;
        return;
    }
    put_issue(b, r, path, x);
    s->of[s->n].like = x;
    s->of[s->n++].times = 1;
}

/* Of issues alike, the first of them counts for all. */
static void put_repeats(struct buf *b, const struct shown *s)
{
    for (size_t i = 0; i < s->n; i++) {
        bool first = true;
        for (size_t k = 0; k < i; k++)
            first = first && !is_alike(s->of[k].like, s->of[i].like);
        if (first && s->of[i].times > ALIKE)
            buf_printf(b, "    and %" PRId64 " more row%s like line %" PRId64 " [" STR_FMT "]\n",
                       s->of[i].times - ALIKE, s->of[i].times - ALIKE == 1 ? "" : "s",
                       s->of[i].like->row, STR_ARG(s->of[i].like->code));
    }
}

static void put_issues(struct run *r, const struct import *im, bool warnings)
{
    struct buf b = buf_new(r->arena);
    struct shown s = { 0 };
    for (size_t i = 0; i < im->files.n; i++) {
        const struct import_file *f = &im->files.v[i];
        for (size_t k = 0; k < f->issues.n; k++)
            if (f->issues.v[k].warning == warnings)
                show_issue(&b, r, &s, f->path, &f->issues.v[k]);
    }
    put_repeats(&b, &s);
    if (s.others > 0)
        buf_printf(&b, "    and %" PRId64 " more; -f json lists them%s\n", s.others,
                   im->how.rejects == NULL && !warnings ? ", --rejects FILE writes their rows" : "");
    fwrite(buf_str(&b).p, 1, buf_str(&b).n, stderr);
}

/* --- sentences ------------------------------------------------------------------------ */

static void tell_file(struct run *r, const struct import_file *f)
{
    str table = grid_table(f->grid, f->kind.table);
    run_note(r, "%s: %s, because " STR_FMT "; %s, %s" STR_FMT "%s" STR_FMT, f->path,
             f->kind.source->title, STR_ARG(f->kind.why),
             grid_has_sheets(f->grid) ? grid_format(f->grid) : input_encoding(f->in),
             grid_has_sheets(f->grid) ? "sheet " : "", STR_ARG(table),
             f->course.n > 0 ? "; course " : "", STR_ARG(f->course));
}

/* "batch 2 (b.csv), batch 5 (override)"; of many the last. */
static str told_by(struct arena *a, const struct since *x)
{
    enum { MOST = 5 };
    struct buf b = buf_new(a);
    for (size_t i = x->by.n > MOST ? x->by.n - MOST : 0; i < x->by.n; i++) {
        const struct since_by *by = &x->by.v[i];
        buf_printf(&b, "%sbatch %" PRId64 " (" STR_FMT ")", b.n ? ", " : "", by->batch,
                   STR_ARG(by->file_name.n ? by->file_name : by->op));
    }
    if (x->by.n > MOST)
        buf_printf(&b, " and %zu before", x->by.n - MOST);
    return buf_str(&b);
}

/* What came in later holds; so a file that comes again brings nothing back. */
static void tell_seen(struct run *r, const struct import_file *f)
{
    struct buf when = buf_new(r->arena);
    date_put_instant(&when, f->since.recorded / 1000 * 1000);
    run_note(r, "%s: the same file was imported as batch %" PRId64 ", on " STR_FMT "; nothing to do", f->path,
             f->seen, STR_ARG(buf_str(&when)));
    if (f->since.changes > 0)
        run_note(r, "%s: %" PRId64 " of the records it brought %s changed since, by " STR_FMT
                 ", and what came later holds; \"etalon undo\" takes such a batch back", f->path, f->since.changes,
                 f->since.changes == 1 ? "was" : "were", STR_ARG(told_by(r->arena, &f->since)));
}

static void tell_notes(struct run *r, const struct import_file *f)
{
    for (size_t i = 0; i < f->notes.n; i++)
        run_note(r, "%s: " STR_FMT, f->path, STR_ARG(f->notes.v[i]));
    if (f->seen != 0)
        tell_seen(r, f);
    if (f->plan.withdrawn > 0)
        run_note(r, "%s: %" PRId64 " of the %" PRId64 " registrations that are open in its courses and came from this "
                 "source %s not named and thereby withdrawn", f->path, f->plan.withdrawn, f->plan.withdrawn_of,
                 f->plan.withdrawn == 1 ? "is" : "are");
    if (f->rejects.n > 0)
        run_note(r, "%s: the rows to mend are in " STR_FMT, f->path, STR_ARG(f->rejects));
}

static void tell_end(struct run *r, const struct import *im)
{
    if (im->how.dry_run)
        run_note(r, "dry run: the store was left as it is");
    else if (!has_rows(im))
        run_note(r, "nothing changed: there are no rows");
    else if (imported_nothing(im) && !all_seen(im))
        run_note(r, "nothing changed: %s", has_left_out(im) ? "rows were left out, and the store said the others already"
                                                            : "the store said all of it already");
}

/* What came, or would come, of it all the same. */
static const char *outcome_of(const struct import *im, bool header)
{
    if (im->how.partial && !header)
        return im->how.dry_run ? "dry run: all the rest would be imported"
                               : "all the rest was imported";
    return im->how.dry_run ? "dry run: nothing would be imported" : "nothing was imported";
}

static bool refuse(struct run *r, const struct import *im)
{
    for (size_t i = 0; i < im->files.n; i++)
        if (im->files.v[i].bad_header)
            return err_set(&r->err, ERR_FOUND, "%s: the header of %s has to be mended first",
                           outcome_of(im, true), im->files.v[i].path);
    int64_t n = import_refused(im);
    return err_set(&r->err, ERR_FOUND, "%s: %" PRId64 " %s to be mended or taken out%s",
                   outcome_of(im, false), n, n == 1 ? "row has" : "rows have",
                   im->how.partial ? "" : " first");
}

static bool show(struct run *r, const struct import *im)
{
    for (size_t i = 0; i < im->files.n; i++)
        tell_notes(r, &im->files.v[i]);
    if (!is_for_machines(r)) {
        if (!r->quiet)
            put_issues(r, im, true);
        put_issues(r, im, false);
    }
    if (!imported_report(r, im))
        return false;
    if (import_refused(im) > 0)
        return refuse(r, im);
    tell_end(r, im);
    return true;
}

/* --- the command ---------------------------------------------------------------------- */

static bool recognise_all(struct run *r, struct import *im, char **paths)
{
    for (size_t i = 0; paths[i] != NULL; i++) {
        if (!import_add(im, paths[i], &r->err))
            return false;
        tell_file(r, &im->files.v[i]);
    }
    return true;
}

/* What is written must not be what is read: the good rows would be lost. */
static bool spares(struct run *r, const struct import *im, const char *written)
{
    for (size_t i = 0; written != NULL && i < im->files.n; i++)
        if (fs_is_same(written, im->files.v[i].path))
            return err_set(&r->err, ERR_USAGE, "%s is read and cannot be written at the same time; "
                           "name another file", written);
    return written == NULL || !fs_is_same(written, r->db)
           || err_set(&r->err, ERR_USAGE, "%s is the store; name another file", written);
}

/* All mistakes of a mapping at once, each with its line. */
static bool is_good_mapping(struct run *r, const struct import *im)
{
    struct buf b = buf_new(r->arena);
    const struct mapping *m = im->mapping;
    size_t n = m != NULL ? m->faults.n : 0;
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s:%d: %serror:%s " STR_FMT "\n", im->how.map != NULL ? im->how.map : "mapping",
                   m->faults.v[i].line, r->colour ? "\033[31m" : "", r->colour ? "\033[0m" : "",
                   STR_ARG(imported_text(r->arena, m->faults.v[i].text, SIZE_MAX)));
    fwrite(buf_str(&b).p, 1, buf_str(&b).n, stderr);
    return n == 0 || err_set(&r->err, ERR_INPUT, "nothing was read: the mapping has to be mended first");
}

static bool import_all(struct run *r, struct tracker *t, const struct import_options *how, char **files)
{
    struct import *im = import_new(r->arena, t, how, &r->err);
    bool ok = im != NULL && is_good_mapping(r, im) && recognise_all(r, im, files)
              && spares(r, im, how->rejects) && spares(r, im, r->output)
              && import_run(im, &r->progress, &r->err) && show(r, im);
    import_close(im);
    return ok;
}

/* "10%", or 10. */
static bool percent(struct run *r, const char *word, int *out)
{
    int64_t n = 10;
    str s = str_of(word);
    if (str_ends(s, S("%")))
        s = str_head(s, s.n - 1);
    if (word != NULL && (!str_int(s, &n) || n < 0 || n > 100))
        return err_set(&r->err, ERR_USAGE, "--withdraw-at-most is a share from 0%% to 100%%, not \"%s\"",
                       word);
    *out = (int)n;
    return true;
}

static bool snapshot_is_one(struct run *r, const struct import_args *o, char **files)
{
    return !o->snapshot || files[1] == NULL
        || err_set(&r->err, ERR_USAGE, "--snapshot takes one file that lists everybody; import the "
                   "others in calls of their own");
}

static bool import(struct run *r, void *args, char **rest)
{
    const struct import_args *o = args;
    struct import_options how = {
        .source = o->source, .source_name = o->source_name, .map = o->map, .zone = o->zone,
        .course = o->course, .activity = o->activity, .encoding = o->encoding, .sheet = o->sheet,
        .rejects = o->rejects, .actor = run_actor(), .new_courses = o->new_courses,
        .dry_run = o->dry_run, .partial = o->partial, .snapshot = o->snapshot,
    };
    if (!run_words(r, rest, 1, SIZE_MAX, "a file") || !snapshot_is_one(r, o, rest)
        || !percent(r, o->withdraw_at_most, &how.withdraw_at_most))
        return false;
    struct tracker *t = run_tracker(r, o->dry_run ? TRACKER_TRY : TRACKER_WRITE);
    bool ok = t != NULL && import_all(r, t, &how, rest);
    tracker_close(t);
    return ok;
}

const struct command command_import = {
    .name = "import",
    .usage = "FILE... [--source KIND] [--source-name NAME] [--map FILE|NAME] [--zone ZONE] [--course CODE] "
             "[--activity NAME] "
             "[--new-courses] [--snapshot] [--encoding NAME] [--sheet NAME] [--dry-run] [--partial] "
             "[--rejects FILE]",
    .summary = "take records of learners into the store",
    .uses = USES_DB | USES_FORMAT | USES_OUTPUT,
    .personal = true,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct import_args),
    .run = import,
};
