/*
 * All is made in memory within one transaction, so that an import meanwhile is in all
 * figures or in none; then written; then recorded, for which alone the store is
 * opened to write.
 */
#include "cli/reported.h"

#include <string.h>

#include "base/fs.h"
#include "crypto/sha256.h"
#include "format/format.h"
#include "report/answer.h"
#include "tracker/office.h"

/* Into a folder: what people read, what programs read. */
static const char *const folder_formats[] = { "html", "xlsx", "json", "csv" };

struct sheet {                            /* one output, made and not written yet */
    const struct format *format;
    int64_t part;
    const struct setting *group;          /* of "per:"; NULL: none */
    str path;                             /* empty: where the command's result goes */
    str bytes;
};
typedef VEC(struct sheet) sheets;

/* --- made ---------------------------------------------------------------------------------- */

static bool is_folder(const char *path)
{
    size_t n = path ? strlen(path) : 0;
    return n > 0 && (path[n - 1] == '/' || fs_kind(path) == FS_FOLDER);
}

static bool write_bytes(struct report_job *job, const struct report *report, struct sheet *s)
{
    const struct write_how plain = { .width = 0 };
    struct buf b = buf_new(job->run->arena);
    bool ok = s->format->write(report, &plain, &b, &job->run->err);
    s->bytes = buf_str(&b);
    return ok;
}

static const struct table *table_number(const struct report *report, int64_t part)
{
    for (size_t i = 0; i < report->parts.n; i++) {
        const struct table *t = report_table_at(report, i);
        if (t != NULL && --part == 0)
            return t;
    }
    return NULL;
}

static str name_of(struct report_job *job, const struct sheet *s)
{
    struct arena *a = job->run->arena;
    str file = job->template.name, folder = str_of(job->run->output);
    size_t slash = 0;
    for (size_t i = 0; i < file.n; i++)
        slash = file.p[i] == '/' ? i + 1 : slash;
    file = str_from(file, slash);
    file = str_head(file, file.n - fs_suffix_of(file).n);
    str group = s->group ? str_format(a, "-" STR_FMT, STR_ARG(s->group->value)) : S("");
    str part = s->part ? str_format(a, "-%d", (int)s->part) : S("");
    return fs_join(a, folder, str_cat(a, file, group, part, str_of(s->format->suffix)));
}

static bool put_sheet(struct report_job *job, const struct report *report, struct sheet s, sheets *out)
{
    if (!write_bytes(job, s.part ? report_of_table(table_number(report, s.part)) : report, &s))
        return false;
    if (is_folder(job->run->output))
        s.path = name_of(job, &s);
    *vec_push(job->run->arena, out) = s;
    return true;
}

/* A file for each table, where the format holds no more. */
static bool put_tables(struct report_job *job, const struct report *report, struct sheet s, sheets *out)
{
    for (s.part = 1; table_number(report, s.part) != NULL; s.part++)
        if (!put_sheet(job, report, s, out))
            return false;
    return true;
}

static bool put_folder(struct report_job *job, const struct report *report, const struct setting *group,
                       sheets *out)
{
    const char *only = job->run->format;
    for (size_t i = 0; i < sizeof folder_formats / sizeof *folder_formats; i++) {
        const struct format *f = format_named(str_of(only ? only : folder_formats[i]));
        struct sheet s = { .format = f, .group = group };
        if (f == NULL)
            continue;
        if (!(f->one_table ? put_tables(job, report, s, out) : put_sheet(job, report, s, out)))
            return false;
        if (only)
            break;
    }
    return true;
}

/* One report for each group of "per:". */
static bool make_each(struct report_job *job, const named_list *groups, sheets *out)
{
    struct run *r = job->run;
    struct kept_answers *kept = answers_kept_new(r->arena);
    for (size_t i = 0; i < groups->n; i++) {
        struct make_how how = job->how;
        how.kept = kept;
        struct setting *group = NEW(r->arena, struct setting);
        *group = (struct setting){ .name = job->template.per.name, .value = groups->v[i].id };
        how.values = (settings){ 0 };
        for (size_t k = 0; k < job->how.values.n; k++)
            *vec_push(r->arena, &how.values) = job->how.values.v[k];
        *vec_push(r->arena, &how.values) = *group;
        const struct report *report = report_make(r->arena, &job->template, &how, &r->err);
        if (report == NULL || !put_folder(job, report, group, out))
            return false;
    }
    return true;
}

/* As -f and --table say. */
static bool put_chosen(struct report_job *job, const struct report *report, sheets *out)
{
    size_t number;
    struct sheet s = { .format = format_named(run_format(job->run)) };
    if (run_chosen(job->run, report, &number) == NULL)
        return false;
    s.part = (int64_t)number;
    return put_sheet(job, report, s, out);
}

static bool make_one(struct report_job *job, bool plain, const struct report **shown, sheets *out)
{
    struct run *r = job->run;
    const struct report *report = report_make(r->arena, &job->template, &job->how, &r->err);
    if (report == NULL)
        return false;
    if (is_folder(r->output))
        return put_folder(job, report, NULL, out);
    *shown = report;
    return !plain || put_chosen(job, report, out);
}

static bool make_all(struct report_job *job, bool plain, const struct report **shown, sheets *out)
{
    struct run *r = job->run;
    const struct template *t = &job->template;
    named_list groups = { 0 };
    bool each = t->per.name.n > 0 && !setting_of(&job->how.values, t->per.name) && is_folder(r->output);
    struct db *db = job->how.reading->db;
    if (plain && !run_basis_of(r->arena, db, &job->basis, &r->err))
        return false;
    if (!each)
        return make_one(job, plain, shown, out);
    if (!report_groups(r->arena, db, t->per.scheme, &groups, &r->err))
        return false;
    if (groups.n == 0)
        return err_set(&r->err, ERR_INPUT, "a report is made for each of the " STR_FMT ", and there are none; etalon "
                       "report " STR_FMT " without a folder makes one of all", STR_ARG(t->per.scheme), STR_ARG(job->template.name));
    return make_each(job, &groups, out);
}

static bool read_and_make(struct report_job *job, struct db *db, bool plain, const struct report **shown,
                          sheets *out)
{
    struct reading *reading = job->how.reading = reading_open(job->run->arena, db, &job->run->err);
    bool ok = reading != NULL && make_all(job, plain, shown, out);
    reading_close(reading);
    return ok;
}

/* --- recorded ------------------------------------------------------------------------------ */

static void note_done(struct report_job *job, const struct sheet *s)
{
    struct run *r = job->run;
    struct report_run x = {
        .at = job->at, .actor = str_of(run_actor()), .name = job->template.name, .text = job->template.text,
        .options = job->how.common, .lang = job->how.lang, .format = str_of(s->format->name), .part = s->part,
        .has_known_as_of = job->has_known_as_of, .known_as_of = job->known_as_of, .batch = job->batch,
        .basis = job->basis, .output = s->path.n ? s->path : str_of(r->output),
        .output_sha256 = sha256_hex(r->arena, sha256_of(s->bytes)),
    };
    for (size_t i = 0; i < job->how.values.n; i++)
        *vec_push(r->arena, &x.parameters) = job->how.values.v[i];
    if (s->group)
        *vec_push(r->arena, &x.parameters) = *s->group;
    *vec_push(r->arena, &job->done) = x;
}

static bool write_rows(struct report_job *job, struct tracker *t, struct err *e)
{
    bool ok = tracker_begin(t, e);
    if (!ok)
        return false;
    for (size_t i = 0; ok && i < job->done.n; i++)
        ok = run_record(job->run->arena, tracker_db(t), &job->done.v[i], e);
    return tracker_end(t, ok, e);
}

/* The report is there already: that it cannot be recorded is a note, unless that was asked for. */
static bool record_all(struct report_job *job, bool asked)
{
    struct run *r = job->run;
    struct err e = { 0 };
    struct tracker *t = tracker_open(r->db, TRACKER_CHANGE, &e);
    bool ok = t && write_rows(job, t, &e);
    tracker_close(t);
    if (!ok && asked) {
        r->err = e;
        return err_in(&r->err, "the report was not recorded");
    }
    if (!ok)
        run_note(r, "The report was written but not recorded, so that it cannot be verified later: %s", e.text);
    else if (job->done.n == 1)
        run_note(r, "Recorded as run %lld.", (long long)job->done.v[0].id);
    else
        run_note(r, "Recorded as runs %lld to %lld.", (long long)job->done.v[0].id,
                 (long long)job->done.v[job->done.n - 1].id);
    return true;
}

/* --- written ------------------------------------------------------------------------------- */

static bool write_out(struct report_job *job, const sheets *all)
{
    struct run *r = job->run;
    if (is_folder(r->output) && !fs_make_folder(r->output, &r->err))
        return false;
    for (size_t i = 0; i < all->n; i++) {
        const struct sheet *s = &all->v[i];
        if (!(s->path.n ? fs_write(s->path.p, s->bytes, FS_PUBLIC, &r->err) : run_put(r, s->bytes)))
            return false;
        if (s->path.n)
            run_note(r, STR_FMT, STR_ARG(s->path));
        note_done(job, s);
    }
    return true;
}

/* The store, or a temporary one with what it knew. */
static struct tracker *open_store(struct report_job *job)
{
    struct run *r = job->run;
    struct tracker *t = run_tracker(r, TRACKER_READ);
    const instant *at = job->has_known_as_of ? &job->known_as_of : NULL;
    if (t == NULL)
        return NULL;
    bool ok = tracker_last_batch(t, at, &job->batch, &r->err);
    struct tracker *known = ok && at ? tracker_as_known_by(t, job->batch, &r->err) : NULL;
    if (ok && at == NULL)
        return t;
    tracker_close(t);
    return known;
}

/* It goes with the options into the record of the run. */
static bool add_threshold(struct report_job *job, struct db *db, struct err *e)
{
    const struct choice *c = choice_named(S("public-threshold"), e);
    str text = job->template.text;
    int64_t k;
    if (c == NULL || !choice_read(db, c, &k, e))
        return false;
    if (k != c->usual && (setting_of(&job->how.common, S("public")) || str_find(text, S("public")) < text.n))
        *vec_push(job->run->arena, &job->how.common) = (struct setting){
            .name = str_of(c->name), .value = str_format(job->run->arena, "%d", (int)k) };
    return true;
}

bool reported_write(struct report_job *job, bool record)
{
    struct run *r = job->run;
    bool plain = record || r->output;
    const struct report *shown = NULL;
    sheets all = { 0 };
    struct tracker *t = open_store(job);
    if (t == NULL)
        return false;
    struct db *db = tracker_db(t);
    bool ok = add_threshold(job, db, &r->err) && db_begin(db, &r->err) && db_end(db, read_and_make(job, db, plain, &shown, &all), &r->err);
    tracker_close(t);
    if (!ok)
        return false;
    if (!plain)
        return run_report(r, shown);
    return write_out(job, &all) && record_all(job, record);
}

/* --- verified ------------------------------------------------------------------------------- */

static bool make_again(struct run *r, struct tracker *known, const struct report_run *x, struct sheet *s,
                       struct run_basis *basis)
{
    struct report_job job = { .run = r };
    job.how = (struct make_how){ .common = x->options, .values = x->parameters,
                                 .lang = x->lang, .today = date_of_instant(x->has_known_as_of ? x->known_as_of : x->at),
                                 .known_as_of = x->has_known_as_of ? &x->known_as_of : NULL, .progress = &r->progress };
    s->format = format_named(x->format);
    s->part = x->part;
    if (s->format == NULL)
        return err_set(&r->err, ERR_INPUT, "this program has no format " STR_FMT, STR_ARG(x->format));
    if (!template_read(&job.template, r->arena, x->name, x->text, &r->diags)
        || !run_basis_of(r->arena, tracker_db(known), basis, &r->err))
        return false;
    struct reading *reading = job.how.reading = reading_open(r->arena, tracker_db(known), &r->err);
    const struct report *report = reading ? report_make(r->arena, &job.template, &job.how, &r->err) : NULL;
    reading_close(reading);
    if (report == NULL)
        return false;
    const struct table *t = s->part ? table_number(report, s->part) : NULL;
    if (s->part && t == NULL)
        return err_set(&r->err, ERR_FOUND, "the report has no table %d any more", (int)s->part);
    return write_bytes(&job, t ? report_of_table(t) : report, s);
}

static bool tell(struct run *r, struct tracker *t, const struct report_run *x, const struct sheet *s,
                 const struct run_basis *basis)
{
    run_reasons reasons = { 0 };
    str sha256 = sha256_hex(r->arena, sha256_of(s->bytes));
    bool same = str_eq(sha256, x->output_sha256);
    if (same) {
        run_note(r, "Run %lld: the same bytes, SHA-256 " STR_FMT ".", (long long)x->id, STR_ARG(sha256));
        return true;
    }
    if (!run_differences(r->arena, tracker_db(t), x, basis, &reasons, &r->err))
        return false;
    for (size_t i = 0; i < reasons.n; i++)
        run_note(r, "Not as then: " STR_FMT ".", STR_ARG(reasons.v[i]));
    return err_set(&r->err, ERR_FOUND, "run %lld does not give the same bytes%s", (long long)x->id, reasons.n ? "" :
                   ", and nothing that was recorded differs; etalon verify checks the store");
}

bool reported_verify(struct run *r, int64_t id)
{
    struct report_run x;
    struct sheet s = { 0 };
    struct run_basis basis;
    struct tracker *t = run_tracker(r, TRACKER_READ);
    bool ok = t && run_find(r->arena, tracker_db(t), id, &x, &r->err);
    struct tracker *known = ok ? tracker_as_known_by(t, x.batch, &r->err) : NULL;
    ok = known && make_again(r, known, &x, &s, &basis) && run_put(r, s.bytes) && tell(r, t, &x, &s, &basis);
    tracker_close(known);
    tracker_close(t);
    return ok;
}

bool reported_list(struct run *r, str lang)
{
    struct tracker *t = run_tracker(r, TRACKER_READ);
    const struct table *list = t ? run_list(r->arena, tracker_db(t), lang, &r->err) : NULL;
    return t && run_done(r, t, list ? report_of_table(list) : NULL, list != NULL);
}
