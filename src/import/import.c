/*
 * Each file is a batch of the tracker; all batches are one transaction, which
 * is kept only when no row of any file was refused.
 */
#include "import/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fs.h"
#include "crypto/sha256.h"
#include "import/pass.h"
#include "import/rejects.h"

enum { PORTION = 2048 };                  /* rows handed to the tracker at a time */

static const struct formats as_plain = { 0 };

struct import *import_new(struct arena *a, const struct import_options *how, struct err *e)
{
    struct import *im = NEW(a, struct import);
    *im = (struct import){ .arena = a, .how = *how };
    if (how->source != NULL && source_named(str_of(how->source)) == NULL) {
        (void)err_set(e, ERR_USAGE, "there is no source \"%s\"", how->source);
        return NULL;
    }
    if (how->zone != NULL && (im->zone = zone_open(a, how->zone, e)) == NULL)
        return NULL;
    return im;
}

void import_close(struct import *im)
{
    if (im == NULL)
        return;
    for (size_t i = 0; i < im->files.n; i++) {
        grid_close(im->files.v[i].grid);
        input_close(im->files.v[i].in);
    }
    zone_close(im->zone);
}

static bool recognise(struct import *im, struct import_file *f, struct err *e)
{
    f->grid = grid_open(im->arena, f->in, im->how.sheet, e);
    if (f->grid == NULL || !detect(im->arena, f->grid, str_of(f->path), im->how.source, &f->kind, e))
        return false;
    const struct source *source = f->kind.source;
    if (source->declined != NULL)
        return err_set(e, ERR_INPUT, "%s %s", f->path, source->declined);
    detect_names(im->arena, f->path, source->of_activity, &f->course, &f->activity);
    if (im->how.course != NULL)
        f->course = str_of(im->how.course);
    if (im->how.activity != NULL)
        f->activity = str_of(im->how.activity);
    return true;
}

bool import_add(struct import *im, const char *path, struct err *e)
{
    struct import_file f = { .path = path };
    f.in = input_open(im->arena, path, im->how.encoding, e);
    if (f.in == NULL)
        return false;
    if (!recognise(im, &f, e)) {
        grid_close(f.grid);
        input_close(f.in);
        return false;
    }
    *vec_push(im->arena, &im->files) = f;
    return true;
}

/* --- one file ---------------------------------------------------------------------- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static struct reader reader_of(const struct import *im, struct import_file *f,
                               struct tracker *t, struct arena *scratch)
{
    return (struct reader){
        .arena = im->arena, .scratch = scratch, .tracker = t,
        .source = f->kind.source, .file = str_of(f->path), .header = &f->kind.header,
        .grid = f->grid, .table = f->kind.table,
        .zone = im->zone, .formats = &as_plain, .dates = longdates_new(im->arena), .activity = f->activity,
        .course = f->course, .course_told = im->how.course != NULL,
        .ids_count = im->how.source_name != NULL, .now = date_now(),
        .row = { .number = f->kind.header.number },
    };
}

static void keep_issue(struct import *im, struct import_file *f, const struct row_issue *x,
                       struct place at)
{
    f->issues_all++;
    if (f->issues.n == ISSUE_LIMIT)
        return;
    *vec_push(im->arena, &f->issues) = (struct import_issue){
        .row = x->line, .sheet = at.sheet, .line = at.line, .column = x->column,
        .warning = x->warning,
        .code = str_dup(im->arena, str_of(x->code)), .field = str_dup(im->arena, x->field),
        .value = str_dup(im->arena, x->value), .text = str_dup(im->arena, x->text),
    };
}

static void keep_notes(struct import *im, struct import_file *f, const struct reader *r,
                       int64_t blank)
{
    for (size_t i = 0; i < r->notes.n; i++)
        *vec_push(im->arena, &f->notes) = r->notes.v[i];
    if (blank > 0)
        *vec_push(im->arena, &f->notes) = str_format(im->arena, "%lld %s whose fields are all empty "
            "passed over", (long long)blank, blank == 1 ? "row is" : "rows are");
}

/* Everything besides the bytes that decides what the file means. */
static str parameters(struct import *im, const struct import_file *f)
{
    struct buf b = buf_new(im->arena);
    if (im->how.zone != NULL)
        buf_printf(&b, "zone=%s ", im->how.zone);
    if (f->course.n > 0)
        buf_printf(&b, "course=" STR_FMT " ", STR_ARG(f->course));
    if (f->activity.n > 0)
        buf_printf(&b, "activity=" STR_FMT " ", STR_ARG(f->activity));
    if (im->how.encoding != NULL)
        buf_printf(&b, "encoding=%s ", im->how.encoding);
    if (grid_has_sheets(f->grid))
        buf_printf(&b, "sheet=" STR_FMT " ", STR_ARG(grid_table(f->grid, f->kind.table)));
    return str_trim(buf_str(&b));
}

static bool spec_of(struct import *im, const struct import_file *f, struct batch_spec *out,
                    struct err *e)
{
    struct sha256 digest;
    if (!input_digest(f->in, &digest, e))
        return false;
    *out = (struct batch_spec){
        .kind = str_of(f->kind.source->name), .source_name = str_of(im->how.source_name),
        .file_name = str_of(base_name(f->path)), .sha256 = sha256_hex(im->arena, digest),
        .parameters = parameters(im, f), .actor = str_of(im->how.actor),
        .new_courses = im->how.new_courses,
    };
    return true;
}

/* Records on their way to the tracker. */
struct portion {
    struct batch *batch;
    struct reader *reader;
    bool survey;                          /* else take */
    struct record records[PORTION];
    size_t n;
    struct arena_mark mark;
};

static bool portion_send(struct portion *q, struct err *e)
{
    bool ok = q->survey ? batch_survey(q->batch, q->records, q->n, e)
                        : batch_take(q->batch, q->records, q->n, e);
    q->n = 0;
    arena_rewind(q->reader->scratch, q->mark);
    return ok;
}

static bool send_issues(struct portion *q, struct err *e)
{
    struct reader *r = q->reader;
    bool skipped = r->skipped && !r->refused;
    for (size_t i = 0; i < r->issues.n && !q->survey; i++)
        if (!(skipped ? batch_skip : batch_reject)(q->batch, &r->issues.v[i], e))
            return false;
    return true;
}

static bool portion_row(struct portion *q, struct err *e)
{
    struct reader *r = q->reader;
    struct record *record = &q->records[q->n];
    *record = (struct record){ .line = r->row.number };
    if (!r->refused && !r->source->read(r, record, e))
        return false;
    if (!send_issues(q, e))
        return false;
    if (record->kind != RECORD_LEARNING)
        return err_set(e, ERR_INPUT, STR_FMT ": the store does not take records of initiatives yet",
                       STR_ARG(r->file));
    q->n += !r->refused && !r->skipped;
    return q->n < PORTION || portion_send(q, e);
}

static bool read_all(struct portion *q, struct progress *p, int64_t *blank,
                     struct err *e)
{
    struct pass pass;
    bool ok = pass_begin(&pass, q->reader, p, e);
    enum pass_step step = ok ? PASS_ROW : PASS_FAILED;
    while (ok && (step = pass_next(&pass, e)) == PASS_ROW)
        ok = portion_row(q, e);
    *blank = pass.blank;
    return ok && step == PASS_END && portion_send(q, e);
}

/* FILE for the first file that has any, FILE-2 before the suffix for the next. */
static const char *rejects_path(struct import *im)
{
    if (im->how.rejects == NULL)
        return NULL;
    size_t before = 0;
    for (size_t i = 0; i < im->files.n; i++)
        before += im->files.v[i].rejects.n > 0;
    if (before == 0)
        return im->how.rejects;
    const char *dot = strrchr(base_name(im->how.rejects), '.');
    str whole = str_of(im->how.rejects);
    size_t stem = dot != NULL ? (size_t)(dot - im->how.rejects) : whole.n;
    return str_format(im->arena, STR_FMT "-%zu" STR_FMT, STR_ARG(str_head(whole, stem)), before + 1,
                      STR_ARG(str_from(whole, stem))).p;
}

static bool look_back(struct import *im, struct import_file *f, struct reader *r,
                      const struct batch *b, struct err *e)
{
    for (size_t i = 0; i < f->plan.nissues; i++)
        keep_issue(im, f, &f->plan.issues[i], (struct place){ .line = (int)f->plan.issues[i].line });
    f->issues_all = f->plan.issues_all;
    f->plan.issues = NULL;
    const char *path = f->issues_all > 0 ? rejects_path(im) : NULL;
    for (size_t i = 0; path != NULL && i < im->files.n; i++)
        if (fs_is_same(path, im->files.v[i].path))
            return err_set(e, ERR_USAGE, "the refused rows of %s would be written over %s; name "
                           "another file for them", f->path, path);
    return f->issues_all == 0 || rejects_write(f, r, b, path, e);
}

static bool take_file(struct import *im, struct import_file *f, struct reader *r,
                      struct batch *b, struct progress *p, struct err *e)
{
    struct portion *q = NEW(r->scratch, struct portion);
    int64_t blank;
    *q = (struct portion){ .batch = b, .reader = r, .survey = true };
    q->mark = arena_mark(r->scratch);
    if (r->ids_count && !read_all(q, NULL, &blank, e))
        return false;
    q->survey = false;
    if (!read_all(q, p, &blank, e) || !progress_step(p, 0, e)
        || !batch_finish(b, &f->plan, e) || !progress_step(p, 0, e))
        return false;
    keep_notes(im, f, r, blank);
    return look_back(im, f, r, b, e);
}

static bool batch_file(struct import *im, struct import_file *f, struct reader *r,
                       struct progress *p, struct err *e)
{
    struct batch_spec spec;
    struct batch *b = spec_of(im, f, &spec, e) ? batch_begin(r->tracker, &spec, e) : NULL;
    if (b == NULL)
        return false;
    f->seen = batch_seen(b);
    if (f->seen != 0) {
        batch_drop(b);
        return true;
    }
    if (!take_file(im, f, r, b, p, e)) {
        batch_drop(b);
        return false;
    }
    return batch_commit(b, e);
}

static bool run_file(struct import *im, struct import_file *f, struct tracker *t,
                     struct progress *p, struct err *e)
{
    struct arena *scratch = arena_new();
    struct reader r = reader_of(im, f, t, scratch);
    bool ok = r.source->begin(&r, e);
    if (ok && r.refused) {
        f->bad_header = true;
        for (size_t i = 0; i < r.issues.n; i++)
            keep_issue(im, f, &r.issues.v[i], f->kind.header.places[0]);
        keep_notes(im, f, &r, 0);
    } else if (ok) {
        ok = batch_file(im, f, &r, p, e);
    }
    arena_free(scratch);
    return ok;
}

/* --- all of them ---------------------------------------------------------------------- */

/* Who people are before what they did; then by name, so that the order in which
 * the files were given does not matter. */
static int file_order(const void *a, const void *b)
{
    const struct import_file *x = a, *y = b;
    int by = x->kind.source->order - y->kind.source->order;
    return by != 0 ? by : strcmp(x->path, y->path);
}

int64_t import_refused(const struct import *im)
{
    int64_t n = 0;
    for (size_t i = 0; i < im->files.n; i++) {
        const struct import_file *f = &im->files.v[i];
        n += f->plan.of[OUTCOME_REJECTED] + f->plan.of[OUTCOME_CONFLICT] + f->bad_header;
    }
    return n;
}

static uint64_t bytes_of_all(const struct import *im)
{
    uint64_t n = 0;
    for (size_t i = 0; i < im->files.n; i++)
        n += input_size(im->files.v[i].in);
    return n;
}

bool import_run(struct import *im, struct tracker *t, struct progress *p, struct err *e)
{
    qsort(im->files.v, im->files.n, sizeof *im->files.v, file_order);
    progress_begin(p, "reading", "bytes", bytes_of_all(im));
    if (!tracker_begin(t, e))
        return false;
    bool ok = true;
    for (size_t i = 0; i < im->files.n && ok; i++)
        ok = run_file(im, &im->files.v[i], t, p, e);
    bool keep = ok && import_refused(im) == 0 && !im->how.dry_run;
    im->committed = tracker_end(t, keep, e);
    return ok && (im->committed || !keep);
}
