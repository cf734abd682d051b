#include "tracker/match.h"

static instant span_end(struct stamp s)
{
    struct civil c = date_to_civil(date_of_instant(s.at));
    switch (s.precision) {
    case PRECISION_YEAR:
        return date_to_instant(date_of_civil((struct civil){ c.year + 1, 1, 1 }));
    case PRECISION_MONTH:
        return date_to_instant(date_of_civil((struct civil){ c.year + c.month / 12,
                                                             c.month % 12 + 1, 1 }));
    case PRECISION_DAY:
        return s.at + DAY_MS;
    case PRECISION_SECOND:
        return s.at + 1000;
    default:
        return s.at + 1;
    }
}

bool stamp_same(struct stamp x, struct stamp y)
{
    return x.precision == y.precision && (x.precision == PRECISION_NONE || x.at == y.at);
}

bool stamp_is_better(struct stamp x, struct stamp than)
{
    return x.precision && (!than.precision || span_end(x) - x.at < span_end(than) - than.at);
}

/* One is known more exactly, and lies within the other. */
static bool agree(struct stamp x, struct stamp y)
{
    return x.precision && y.precision
        && ((x.at <= y.at && span_end(y) <= span_end(x))
            || (y.at <= x.at && span_end(x) <= span_end(y)));
}

enum test { SAME_DATE, AGREEING_DATE, UNDATED, TOLD, OPEN, ANY };

static bool passes(const struct reg *r, enum test test, struct stamp at)
{
    switch (test) {
    case SAME_DATE:     return stamp_same(r->is.at, at);
    case AGREEING_DATE: return agree(r->is.at, at);
    case UNDATED:       return r->is.at.precision == PRECISION_NONE;
    case TOLD:          return r->line != 0;
    case OPEN:          return !r->is.withdrawn;
    case ANY:           return true;
    }
    return false;
}

struct asked { struct stamp at; bool joins; str key; };

/* A key excludes registrations with another. */
static struct match count(const regs *all, bool kin, enum test test, const struct asked *a)
{
    struct match m = { 0 };
    for (size_t i = all->n; i-- > 0;) {
        const struct reg *r = &all->v[i];
        if (r->kin == kin && (!a->key.n || !r->is.key.n) && passes(r, test, a->at)) {
            m.n++;
            m.at = i;
        }
    }
    return m;
}

static struct match by_key(const regs *all, bool kin, str key)
{
    struct match m = { 0 };
    for (size_t i = 0; key.n && i < all->n && !m.n; i++)
        if (all->v[i].kin == kin && str_eq(all->v[i].is.key, key))
            m = (struct match){ 1, i };
    return m;
}

/* The first test that somebody passes decides. Dates rise within a file, so that the
 * first of rows that join says when it was. */
static struct match find(const regs *all, bool kin, const struct asked *a)
{
    static const enum test dated[] = { SAME_DATE, AGREEING_DATE, UNDATED };
    static const enum test undated[] = { OPEN, ANY };
    bool has_date = a->at.precision != PRECISION_NONE;
    const enum test *tests = has_date ? dated : undated;
    struct match m = by_key(all, kin, a->key);
    if (a->joins && !m.n)
        m = count(all, kin, TOLD, a);
    for (size_t i = 0; i < (has_date ? 3 : 2) && !m.n; i++)
        m = count(all, kin, tests[i], a);
    return m;
}

struct match match_find(const regs *all, struct stamp at, bool joins, str key)
{
    const struct asked a = { at, joins, key };
    struct match m = find(all, false, &a);
    return m.n ? m : find(all, true, &a);
}
