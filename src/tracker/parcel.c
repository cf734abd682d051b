#include "tracker/parcel.h"


#include <assert.h>
#include <string.h>

#include "base/arena.h"

enum { CLEARS = CLEAR_ECONOMY | CLEAR_REGISTERED | CLEAR_COHORT };

bool parcel_is_needed(const struct record *r)
{
    return (r->clears & CLEARS) || r->cohort.n || r->registration_key.n || r->nattempts || r->has_statement;
}

static void put(struct buf *b, const void *p, size_t n) { buf_put(b, (str){ p, n }); }

static void put_number(struct buf *b, int64_t i) { put(b, &i, sizeof i); }

static void put_real(struct buf *b, double d) { put(b, &d, sizeof d); }

static void put_text(struct buf *b, str s)
{
    put_number(b, (int64_t)s.n);
    buf_put(b, s);
}

static void put_stamp(struct buf *b, struct stamp s)
{
    put_number(b, s.precision ? s.at : 0);
    put_number(b, s.precision);
}

static void put_interaction(struct buf *b, const struct record_interaction *x)
{
    put_text(b, str_trim(x->question));
    put_text(b, x->type);
    put_text(b, x->response);
    put_text(b, x->result);
    put_number(b, x->has_mark);
    put_real(b, x->has_mark ? x->mark : 0);
    put_number(b, x->latency_ms);
    put_stamp(b, x->at);
}

void parcel_put(struct buf *b, const struct record *r, const uint32_t *activities)
{
    put_text(b, str_trim(r->registration_key));
    put_number(b, r->has_statement);
    put(b, &r->statement, sizeof r->statement);
    put_number(b, r->clears & CLEARS);
    put_text(b, str_trim(r->cohort));
    put_number(b, (int64_t)r->nattempts);
    for (size_t i = 0; i < r->nattempts; i++) {
        const struct record_attempt *x = &r->attempts[i];
        put_number(b, activities[i]);
        put_number(b, x->n);
        put_stamp(b, x->started);
        put_stamp(b, x->last);
        put_number(b, x->has_score);
        put_real(b, x->has_score ? x->score : 0);
        put_number(b, (int64_t)x->ninteractions);
        for (size_t k = 0; k < x->ninteractions; k++)
            put_interaction(b, &x->interactions[k]);
    }
}

/* --- back ----------------------------------------------------------------------------- */

static void get(str *rest, void *p, size_t n)
{
    assert(rest->n >= n);
    memcpy(p, rest->p, n);
    *rest = str_from(*rest, n);
}

static int64_t get_number(str *rest)
{
    int64_t i;
    get(rest, &i, sizeof i);
    return i;
}

static double get_real(str *rest)
{
    double d;
    get(rest, &d, sizeof d);
    return d;
}

static str get_text(str *rest)
{
    size_t n = (size_t)get_number(rest);
    assert(rest->n >= n);
    str s = str_head(*rest, n);
    *rest = str_from(*rest, n);
    return s;
}

static struct stamp get_stamp(str *rest)
{
    struct stamp s = { .at = get_number(rest) };
    s.precision = (enum precision)get_number(rest);
    return s;
}

static struct record_interaction get_interaction(str *rest)
{
    struct record_interaction x = { .question = get_text(rest) };
    x.type = get_text(rest);
    x.response = get_text(rest);
    x.result = get_text(rest);
    x.has_mark = get_number(rest) != 0;
    x.mark = get_real(rest);
    x.latency_ms = get_number(rest);
    x.at = get_stamp(rest);
    return x;
}

static struct parcel_attempt get_attempt(struct arena *a, str *rest)
{
    struct parcel_attempt x = { .activity = (uint32_t)get_number(rest) };
    x.said.n = get_number(rest);
    x.said.started = get_stamp(rest);
    x.said.last = get_stamp(rest);
    x.said.has_score = get_number(rest) != 0;
    x.said.score = get_real(rest);
    x.said.ninteractions = (size_t)get_number(rest);
    struct record_interaction *all = NEW_N(a, struct record_interaction, x.said.ninteractions + 1);
    for (size_t i = 0; i < x.said.ninteractions; i++)
        all[i] = get_interaction(rest);
    x.said.interactions = all;
    return x;
}

str parcel_key(str bytes)
{
    return bytes.n ? get_text(&bytes) : S("");
}

void parcel_get(struct arena *a, str bytes, struct parcel *out)
{
    *out = (struct parcel){ .key = get_text(&bytes) };
    out->has_statement = get_number(&bytes) != 0;
    get(&bytes, &out->statement, sizeof out->statement);
    out->clears = (uint32_t)get_number(&bytes);
    out->cohort = get_text(&bytes);
    out->nattempts = (size_t)get_number(&bytes);
    out->attempts = NEW_N(a, struct parcel_attempt, out->nattempts + 1);
    for (size_t i = 0; i < out->nattempts; i++)
        out->attempts[i] = get_attempt(a, &bytes);
    assert(!bytes.n);
}
