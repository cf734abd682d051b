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
#include "import/firsts.h"
#include "import/mapped.h"
#include "import/portions.h"
#include "import/rejects.h"
#include "tracker/mappings.h"

/* --- what was said --------------------------------------------------------------------- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static struct mapping *kept_mapping(struct import *im, str called, struct err *e)
{
    struct mapping_kept kept;
    if (mapping_find(im->tracker, im->arena, called, &kept, e))
        return mapping_read(im->arena, kept.name, kept.text);
    if (e->kind == ERR_INPUT)
        (void)err_in(e, "there is no file " STR_FMT, STR_ARG(called));
    return NULL;
}

static struct mapping *file_mapping(struct import *im, const char *path, struct err *e)
{
    str text, name = str_of(base_name(path));
    if (!fs_read(im->arena, path, MAPPING_BYTES + 1, &text, e))
        return NULL;
    str suffix = fs_suffix_of(name);
    return mapping_read(im->arena, str_head(name, name.n - suffix.n), text);
}

static bool choose_mapping(struct import *im, str of_source, struct err *e)
{
    if (im->how.map == NULL && of_source.n == 0)
        return true;
    if (im->how.map == NULL)
        im->mapping = kept_mapping(im, of_source, e);
    else if (fs_kind(im->how.map) == FS_FILE)
        im->mapping = file_mapping(im, im->how.map, e);
    else
        im->mapping = kept_mapping(im, str_of(im->how.map), e);
    if (im->mapping == NULL)
        return false;
    const char *zone = im->mapping->zone.p;
    return zone == NULL || im->mapping->faults.n > 0
        || (im->mapping_zone = zone_open(im->arena, zone, e)) != NULL;
}

static bool choose_settings(struct import *im, struct err *e)
{
    struct source_settings kept = { 0 };
    if (im->how.source_name != NULL
        && !source_settings(im->tracker, im->arena, str_trim(str_of(im->how.source_name)), &kept, e))
        return false;
    const char *zone = im->how.zone != NULL ? im->how.zone : kept.zone.n > 0 ? kept.zone.p : NULL;
    if (zone != NULL && (im->zone = zone_open(im->arena, zone, e)) == NULL)
        return false;
    return choose_mapping(im, im->how.source == NULL ? kept.mapping : S(""), e);
}

struct import *import_new(struct arena *a, struct tracker *t, const struct import_options *how,
                          struct err *e)
{
    struct import *im = NEW(a, struct import);
    *im = (struct import){ .arena = a, .tracker = t, .how = *how };
    if (how->source != NULL && how->map != NULL) {
        (void)err_set(e, ERR_USAGE, "--map says how the columns are read and --source that they are known; "
                      "leave one out");
        return NULL;
    }
    if (how->source != NULL && source_named(str_of(how->source)) == NULL) {
        (void)err_set(e, ERR_USAGE, "there is no source \"%s\"", how->source);
        return NULL;
    }
    if (choose_settings(im, e))
        return im;
    import_close(im);
    return NULL;
}

static void close_file(struct import_file *f)
{
    grid_close(f->grid);
    input_close(f->in);
    arena_free(f->arena);
}

void import_close(struct import *im)
{
    if (im == NULL)
        return;
    for (size_t i = 0; i < im->files.n; i++)
        close_file(&im->files.v[i]);
    zone_close(im->zone);
    zone_close(im->mapping_zone);
}

/* --- what the files are ----------------------------------------------------------------- */

static const char *text_or_null(str s)
{
    return s.n > 0 ? s.p : NULL;
}

/* By the mapping, or without one. */
static bool recognise(struct import *im, struct import_file *f, const struct mapping *m, struct err *e)
{
    const char *encoding = im->how.encoding != NULL || m == NULL ? im->how.encoding
                                                                 : text_or_null(m->encoding);
    struct wanted wanted = { im->how.source, m, m != NULL };
    f->arena = arena_new();
    f->in = input_open(f->arena, f->path, encoding, e);
    if (f->in == NULL)
        return false;
    const char *sheet = im->how.sheet != NULL || m == NULL || !input_is_archive(f->in)
        ? im->how.sheet : text_or_null(m->sheet);
    f->grid = grid_open(f->arena, f->in, sheet, e);
    if (f->grid == NULL || !detect(f->arena, f->grid, str_of(f->path), wanted, &f->kind, e))
        return false;
    const char *declined = f->kind.source->declined;
    return declined == NULL || err_set(e, ERR_INPUT, "%s %s", f->path, declined);
}

/* What the call says goes before what the name of the file says. */
static void name_course(struct import *im, struct import_file *f)
{
    detect_names(im->arena, f->path, f->kind.source->of_activity, &f->course, &f->activity);
    if (im->how.course != NULL)
        f->course = str_of(im->how.course);
    if (im->how.activity != NULL)
        f->activity = str_of(im->how.activity);
}

static void forget(struct import_file *f)
{
    close_file(f);
    *f = (struct import_file){ .path = f->path };
}

/* What is kept for a source is for those of its files that it fits; when nobody else
 * knows a file that it nearly fits, it is that what is wrong with it. */
static bool recognise_by_source(struct import *im, struct import_file *f, struct err *e)
{
    struct err first = { 0 };
    struct import_file other = { .path = f->path };
    bool near = recognise(im, f, im->mapping, &first);
    if (near && f->kind.fit == FITS)
        return true;
    if (recognise(im, &other, NULL, e)) {
        forget(f);
        *f = other;
        return true;
    }
    forget(&other);
    if (near)
        *e = (struct err){ 0 };
    return near;
}

static void add_file(struct import *im, struct import_file *f)
{
    name_course(im, f);
    bool mapped = f->kind.source == &source_mapped && im->how.zone == NULL && im->mapping_zone != NULL;
    f->zone = mapped ? im->mapping_zone : im->zone;
    *vec_push(im->arena, &im->files) = *f;
}

/* The other sheets of the workbook that are of the same source. */
static void add_sheets(struct import *im, const struct import_file *f)
{
    const char *said = im->how.sheet;
    for (size_t t = 0; said == NULL && t < grid_tables(f->grid); t++) {
        struct import_file other = { .path = f->path };
        struct err of_another_kind = { 0 };
        if (t == f->kind.table)
            continue;
        im->how.sheet = str_dup(im->arena, grid_table(f->grid, t)).p;
        if (recognise(im, &other, NULL, &of_another_kind) && other.kind.source == f->kind.source)
            add_file(im, &other);
        else
            forget(&other);
    }
    im->how.sheet = said;
}

bool import_add(struct import *im, const char *path, struct err *e)
{
    struct import_file f = { .path = path };
    bool by_source = im->mapping != NULL && im->how.map == NULL;
    if (!(by_source ? recognise_by_source(im, &f, e) : recognise(im, &f, im->mapping, e))) {
        forget(&f);
        return false;
    }
    add_file(im, &f);
    if (f.kind.source->every_sheet && grid_has_sheets(f.grid))
        add_sheets(im, &f);
    return true;
}

/* --- one file ---------------------------------------------------------------------- */

static bool is_mapped(const struct import_file *f)
{
    return f->kind.source == &source_mapped;
}

static struct reader reader_of(const struct import *im, struct import_file *f, struct arena *scratch)
{
    static const struct formats as_plain = { 0 };
    return (struct reader){
        .arena = f->arena, .scratch = scratch, .tracker = im->tracker,
        .source = f->kind.source, .file = str_of(f->path), .header = &f->kind.header,
        .grid = f->grid, .table = f->kind.table,
        .zone = f->zone, .formats = is_mapped(f) ? &im->mapping->formats : &as_plain,
        .mapping = im->mapping, .dates = longdates_new(f->arena), .activity = f->activity,
        .course = f->course, .course_told = im->how.course != NULL,
        .ids_count = im->how.source_name != NULL, .now = date_now(), .shared = f->shared,
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
        *vec_push(im->arena, &f->notes) = str_format(im->arena, blank == 1 ? "%lld row is empty and passed over"
            : "%lld rows are empty and passed over", (long long)blank);
}

/* "office:2" */
static str mapping_title(const struct import *im)
{
    return str_format(im->arena, STR_FMT ":%lld", STR_ARG(im->mapping->name), (long long)im->mapping->version);
}

/* Everything besides the bytes that decides what the file means. */
static str parameters(struct import *im, const struct import_file *f)
{
    struct buf b = buf_new(im->arena);
    if (f->zone != NULL && f->zone != im->mapping_zone)
        buf_printf(&b, "zone=" STR_FMT " ", STR_ARG(zone_name(f->zone)));
    if (is_mapped(f))
        buf_printf(&b, "mapping=" STR_FMT " ", STR_ARG(mapping_title(im)));
    if (f->course.n > 0)
        buf_printf(&b, "course=" STR_FMT " ", STR_ARG(f->course));
    if (f->activity.n > 0)
        buf_printf(&b, "activity=" STR_FMT " ", STR_ARG(f->activity));
    if (im->how.encoding != NULL)
        buf_printf(&b, "encoding=%s ", im->how.encoding);
    if (grid_has_sheets(f->grid))
        buf_printf(&b, "sheet=" STR_FMT " ", STR_ARG(grid_table(f->grid, f->kind.table)));
    if (im->how.snapshot)
        buf_puts(&b, "snapshot ");
    return str_trim(buf_str(&b));
}

static bool spec_of(struct import *im, const struct import_file *f, struct progress *p,
                    struct batch_spec *out, struct err *e)
{
    struct sha256 digest;
    if (!input_digest(f->in, &digest, e))
        return false;
    *out = (struct batch_spec){
        .kind = str_of(f->kind.source->name), .source_name = str_of(im->how.source_name),
        .file_name = str_of(base_name(f->path)), .sha256 = sha256_hex(im->arena, digest),
        .parameters = parameters(im, f), .actor = str_of(im->how.actor),
        .encoding = str_of(input_encoding(f->in)), .format = str_of(grid_format(f->grid)),
        .mapping = is_mapped(f) ? mapping_title(im) : S(""), .progress = p,
        .work = input_size(f->in) - input_size(f->in) / 2,
        .new_courses = im->how.new_courses, .snapshot = im->how.snapshot,
        .withdraw_at_most = im->how.withdraw_at_most,
    };
    return true;
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
    return (f->issues_all == 0 || rejects_write(f, r, b, path, e))
        && (!im->how.dry_run || firsts_read(f, r, e));
}

static bool take_file(struct import *im, struct import_file *f, struct reader *r,
                      struct batch *b, struct progress *p, struct err *e)
{
    int64_t blank;
    if ((r->ids_count && !portions_survey(r, b, e)) || !portions_take(r, b, p, &blank, e)
        || !progress_step(p, 0, e) || !batch_finish(b, &f->plan, e) || !progress_step(p, 0, e))
        return false;
    keep_notes(im, f, r, blank);
    return look_back(im, f, r, b, e);
}

static bool batch_file(struct import *im, struct import_file *f, struct reader *r,
                       struct progress *p, struct err *e)
{
    struct batch_spec spec;
    struct batch *b = spec_of(im, f, p, &spec, e) ? batch_begin(r->tracker, &spec, e) : NULL;
    if (b == NULL)
        return false;
    f->seen = batch_seen(b);
    if (f->seen != 0) {
        batch_drop(b);
        return since_batch(im->tracker, im->arena, f->seen, &f->since, e);
    }
    if (!take_file(im, f, r, b, p, e)) {
        batch_drop(b);
        return false;
    }
    return batch_commit(b, e);
}

static bool run_file(struct import *im, struct import_file *f, struct progress *p, struct err *e)
{
    struct arena *scratch = arena_new();
    struct reader r = reader_of(im, f, scratch);
    r.economies = economies_read(tracker_db(im->tracker), e);
    bool ok = r.economies != NULL && r.source->begin(&r, e);
    if (ok && r.refused) {
        f->bad_header = true;
        for (size_t i = 0; i < r.issues.n; i++)
            keep_issue(im, f, &r.issues.v[i], f->kind.header.places[0]);
        keep_notes(im, f, &r, 0);
    } else if (ok) {
        ok = batch_file(im, f, &r, p, e);
    }
    economies_close(r.economies);
    arena_free(scratch);
    return ok;
}

/* --- all of them ---------------------------------------------------------------------- */

static int rank(const struct import_file *f)
{
    return f->kind.source->rank != NULL ? f->kind.source->rank(&f->kind.header) : 0;
}

/* Who people are before what they did; then by name, so that the order in which
 * the files were given does not matter. */
static int file_order(const void *a, const void *b)
{
    const struct import_file *x = a, *y = b;
    int by = x->kind.source->order - y->kind.source->order;
    if (by == 0)
        by = rank(x) - rank(y);
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

/* What a file says to the others of its source stands together before one of them is read. */
static bool share_file(struct import *im, size_t i, struct arena *scratch, struct err *e)
{
    struct import_file *f = &im->files.v[i];
    for (size_t k = 0; k < i && f->shared == NULL; k++)
        if (im->files.v[k].kind.source == f->kind.source)
            f->shared = im->files.v[k].shared;
    struct reader r = reader_of(im, f, scratch);
    bool ok = r.source->share == NULL || r.source->share(&r, im->arena, e);
    f->shared = r.shared;
    return ok;
}

static bool share(struct import *im, struct err *e)
{
    struct arena *scratch = arena_new();
    bool ok = true;
    for (size_t i = 0; ok && i < im->files.n; i++)
        ok = share_file(im, i, scratch, e);
    arena_free(scratch);
    return ok;
}

static bool has_bad_header(const struct import *im)
{
    for (size_t i = 0; i < im->files.n; i++)
        if (im->files.v[i].bad_header)
            return true;
    return false;
}

static uint64_t bytes_of_all(const struct import *im)
{
    uint64_t n = 0;
    for (size_t i = 0; i < im->files.n; i++)
        n += input_size(im->files.v[i].in);
    return n;
}

/* The mapping becomes a version of the store before a batch can say that it was read by it. */
static bool keep_mapping(struct import *im, struct err *e)
{
    struct mapping *m = im->mapping;
    for (size_t i = 0; i < im->files.n; i++)
        if (is_mapped(&im->files.v[i]))
            return mapping_keep(im->tracker, m->name, m->text, m->sha256, &m->version, e);
    return true;
}

/* What the next import of the source need not say again. */
static bool keep_settings(struct import *im, struct err *e)
{
    const struct mapping *m = im->how.map != NULL ? im->mapping : NULL;
    struct source_settings s = { str_of(im->how.zone), m != NULL ? m->name : S("") };
    for (size_t i = 0; m != NULL && i < im->files.n; i++)
        if (is_mapped(&im->files.v[i]) && im->files.v[i].plan.batch != 0
            && !mapping_used(im->tracker, m->name, m->version, im->files.v[i].plan.batch, e))
            return false;
    return im->how.source_name == NULL
        || source_keep(im->tracker, str_trim(str_of(im->how.source_name)), s, e);
}

bool import_run(struct import *im, struct progress *p, struct err *e)
{
    qsort(im->files.v, im->files.n, sizeof *im->files.v, file_order);
    progress_begin(p, "importing", "bytes", bytes_of_all(im));
    if (!tracker_begin(im->tracker, e))
        return false;
    bool ok = keep_mapping(im, e) && share(im, e);
    for (size_t i = 0; i < im->files.n && ok; i++)
        ok = run_file(im, &im->files.v[i], p, e);
    ok = ok && keep_settings(im, e);
    bool keep = ok && !im->how.dry_run && (im->how.partial ? !has_bad_header(im) : import_refused(im) == 0);
    im->committed = tracker_end(im->tracker, keep, e);
    return ok && (im->committed || !keep);
}
