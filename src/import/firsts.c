#include "import/firsts.h"

#include "base/buf.h"

static void put(struct buf *b, const char *before, str s)
{
    if (s.n > 0)
        buf_printf(b, "%s" STR_FMT, b->n > 0 ? before : "", STR_ARG(s));
}

static void put_stamp(struct buf *b, const char *what, struct stamp s)
{
    if (s.precision == PRECISION_NONE)
        return;
    buf_puts(b, what);
    date_put_stamp(b, s);
}

static void put_person(struct buf *b, const struct record *x)
{
    const str keys[] = { x->email, x->uid, x->external, x->account, x->display };
    for (size_t i = 0; i < sizeof keys / sizeof *keys && b->n == 0; i++)
        put(b, "", keys[i]);
}

static void put_results(struct buf *b, const struct record *x)
{
    static const char *const completions[] = { "", "incomplete", "completed" };
    static const char *const successes[] = { "", "failed", "passed" };
    if (x->nresults > 1)
        buf_printf(b, ", %zu results", x->nresults);
    for (size_t i = 0; i < x->nresults && x->nresults == 1; i++) {
        const struct record_result *result = &x->results[i];
        put(b, ", ", result->activity);
        put(b, ", ", str_of(successes[result->success]));
        if (result->success == SUCCESS_NONE)
            put(b, ", ", str_of(completions[result->completion]));
        put_stamp(b, " ", result->at);
        if (result->has_score)
            buf_printf(b, ", %g", result->score);
    }
    if (x->nattempts > 0)
        buf_printf(b, ", %zu attempt%s", x->nattempts, x->nattempts == 1 ? "" : "s");
}

static void put_event(struct buf *b, const struct record *x)
{
    put(b, ": ", x->initiative);
    put(b, ", ", x->initiative_kind);
    put(b, ", ", x->title);
    put(b, ", ", x->role);
    put(b, ", ", x->status);
    put(b, ", ", x->channel);
    if (x->kind == RECORD_HEADCOUNT)
        buf_printf(b, ", %lld", (long long)x->n);
    for (size_t i = 0; i < x->nheads; i++)
        buf_printf(b, "%s%lld %s", i ? ", " : " and ", (long long)x->heads[i].n, x->heads[i].gender);
    put_stamp(b, ", from ", x->starts);
}

static void put_record(struct buf *b, const struct record *x)
{
    put_person(b, x);
    put(b, ": ", x->course);
    put_stamp(b, ", registered ", x->registered);
    if (x->withdrawn)
        buf_puts(b, ", withdrawn");
    put_results(b, x);
    put_event(b, x);
    put(b, ", ", x->economy);
}

/* Why it is not taken, when it is not. */
static str reason(const struct import_file *f, int64_t row)
{
    for (size_t i = 0; i < f->issues.n; i++)
        if (f->issues.v[i].row == row && !f->issues.v[i].warning)
            return f->issues.v[i].text;
    return S("");
}

static bool describe(const struct import_file *f, struct reader *r, str *out, struct err *e)
{
    struct record x = { .line = r->row.number };
    struct buf b = buf_new(r->arena);
    if (!r->refused && !r->skipped && !r->source->read(r, &x, e))
        return false;
    if (!r->refused && !r->skipped)
        put_record(&b, &x);
    put(&b, ": ", reason(f, r->row.number));
    *out = buf_str(&b);
    return true;
}

static bool take_row(struct import_file *f, struct reader *r, bool *wanted, struct err *e)
{
    const struct batch_plan *p = &f->plan;
    str text = S("");
    bool described = false;
    *wanted = false;
    for (size_t i = 0; i < p->nlines; i++) {
        *wanted = *wanted || p->lines[i].line > r->row.number;
        if (p->lines[i].line != r->row.number)
            continue;
        if (!described && !describe(f, r, &text, e))
            return false;
        described = true;
        f->firsts[i] = (struct import_first){ reader_place(r, NO_FIELD), text };
    }
    return true;
}

bool firsts_read(struct import_file *f, struct reader *r, struct err *e)
{
    struct pass p;
    f->firsts = NEW_N(r->arena, struct import_first, f->plan.nlines + 1);
    bool ok = pass_begin(&p, r, NULL, e), wanted = f->plan.nlines > 0;
    while (ok && wanted) {
        enum pass_step step = pass_next(&p, e);
        if (step != PASS_ROW)
            return step == PASS_END;
        struct arena_mark mark = arena_mark(r->scratch);
        ok = take_row(f, r, &wanted, e);
        arena_rewind(r->scratch, mark);
    }
    return ok;
}
