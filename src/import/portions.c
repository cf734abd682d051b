/*
 * A portion is what some thousand rows say, each with what it is about copied out of the row, so that
 * the next portion can be read.
 */
#include "import/portions.h"

#include "base/ahead.h"

enum { PORTION = 1024, PORTIONS = 3 };    /* rows; portions on the way */

struct told { struct row_issue issue; bool skipped; };

struct portion {
    struct arena *arena;                  /* of what is in it */
    VEC(struct told) issues;
    struct record *records;
    size_t n;
};

struct supply {
    struct pass pass;
    bool survey;                          /* else take */
    bool ended, failed;
    struct err err;                       /* why it failed */
};

/* --- the reader's side ------------------------------------------------------------------ */

static void tell_issues(struct reader *r, struct portion *q)
{
    for (size_t i = 0; i < r->issues.n; i++) {
        struct told *x = vec_push(q->arena, &q->issues);
        *x = (struct told){ r->issues.v[i], r->skipped && !r->refused };
        x->issue.text = str_dup(q->arena, x->issue.text);
        x->issue.value = str_dup(q->arena, x->issue.value);
    }
}

static bool read_row(struct supply *x, struct portion *q)
{
    struct reader *r = x->pass.reader;
    struct record *record = &q->records[q->n];
    *record = (struct record){ .line = r->row.number };
    if (!r->refused && !r->skipped && !r->source->read(r, record, &x->err))
        return false;
    if (!x->survey)
        tell_issues(r, q);
    q->n += !r->refused && !r->skipped;
    return true;
}

static bool make_portion(void *self, void *slot)
{
    struct supply *x = self;
    struct portion *q = slot;
    arena_rewind(q->arena, (struct arena_mark){ 0 });
    *q = (struct portion){ .arena = q->arena, .records = q->records };
    x->pass.reader->scratch = q->arena;
    for (size_t rows = 0; rows < PORTION && !x->ended && !x->failed; rows++) {
        enum pass_step step = pass_next(&x->pass, &x->err);
        x->ended = step == PASS_END;
        x->failed = step == PASS_FAILED || (step == PASS_ROW && !read_row(x, q));
    }
    return !x->failed && (!x->ended || q->n > 0 || q->issues.n > 0);
}

/* --- the tracker's side ------------------------------------------------------------------- */

static bool use_portion(const struct portion *q, bool survey, struct batch *b, struct err *e)
{
    if (survey)
        return batch_survey(b, q->records, q->n, e);
    for (size_t i = 0; i < q->issues.n; i++) {
        const struct told *x = &q->issues.v[i];
        if (!(x->skipped ? batch_skip : batch_reject)(b, &x->issue, e))
            return false;
    }
    return batch_take(b, q->records, q->n, e);
}

static bool use_all(struct supply *x, struct batch *b, struct err *e)
{
    struct reader *r = x->pass.reader;
    struct arena *scratch = r->scratch;
    struct portion portions[PORTIONS];
    void *slots[PORTIONS];
    for (size_t i = 0; i < PORTIONS; i++) {
        portions[i] = (struct portion){ .arena = arena_new(), .records = NEW_N(scratch, struct record, PORTION) };
        slots[i] = &portions[i];
    }
    struct ahead *ahead = ahead_begin(scratch, make_portion, x, slots, r->source->asks ? 1 : PORTIONS);
    bool ok = true;
    for (const struct portion *q; ok && (q = ahead_next(ahead)) != NULL;)
        ok = use_portion(q, x->survey, b, e);
    ahead_end(ahead);
    for (size_t i = 0; i < PORTIONS; i++)
        arena_free(portions[i].arena);
    r->scratch = scratch;
    if (ok && x->failed)
        *e = x->err;
    return ok && !x->failed;
}

bool portions_survey(struct reader *r, struct batch *b, struct err *e)
{
    struct supply x = { .survey = true };
    return pass_begin(&x.pass, r, NULL, e) && use_all(&x, b, e);
}

bool portions_take(struct reader *r, struct batch *b, struct progress *p, int64_t *blank, struct err *e)
{
    struct supply x = { 0 };
    bool ok = pass_begin(&x.pass, r, p, e) && use_all(&x, b, e);
    *blank = x.pass.blank;
    return ok;
}
