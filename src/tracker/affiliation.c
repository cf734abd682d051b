/*
 * Periods are kept in memory as a list in order of time, each with the days it
 * was first and last seen; a sighting changes at most one boundary, adds one
 * period, or parts one in two with itself between.
 */
#include "tracker/affiliation.h"

#include <stdlib.h>
#include <string.h>

#include "tracker/people.h"

struct period {
    int64_t n;                            /* in the store; -1: new */
    char economy[2];
    day seen, last;
    uint32_t line;
    bool changed;                         /* its boundaries or economy */
    bool seen_otherwise;                  /* only the day it was first or last seen */
    bool stated, stated_undated;          /* a row of this file says that it begins so */
};

struct periods {
    VEC(struct period) list;
    VEC(struct period) gone;
    int64_t next;
};

void affiliation_see(struct arena *a, struct sightings *s, struct sighting x)
{
    const struct sighting *last = s->list.n ? &s->list.v[s->list.n - 1] : NULL;
    if (last && memcmp(last->economy, x.economy, 2) == 0 && last->dated == x.dated
        && last->on == x.on)
        return;
    *vec_push(a, &s->list) = x;
}

static int by_day(const void *a, const void *b)
{
    const struct sighting *x = a, *y = b;
    if (x->dated != y->dated)
        return x->dated ? -1 : 1;
    if (x->on != y->on)
        return x->on < y->on ? -1 : 1;
    int economy = memcmp(x->economy, y->economy, 2);
    return economy ? economy : x->line < y->line ? -1 : x->line > y->line;
}

/* --- the list -------------------------------------------------------------------------- */

static bool load(struct batch *b, uint32_t learner, struct periods *p, struct err *e)
{
    struct stmt *q = db_stmt(b->db,
        S("SELECT n, economy, coalesce(seen_from, valid_from, '1970-01-01'),"
          " coalesce(seen_to, seen_from, valid_from, '1970-01-01'), retired_by IS NOT NULL"
          " FROM learner_affiliation WHERE learner = ? ORDER BY valid_from, n"));
    stmt_set(q, 1, val_int(learner));
    while (stmt_row(q)) {
        struct period x = { .n = stmt_int(q, 0) };
        if (x.n >= p->next)
            p->next = x.n + 1;
        if (stmt_int(q, 4))
            continue;
        memcpy(x.economy, stmt_str(q, 1).p, 2);
        if (date_read_day(stmt_str(q, 2), &x.seen) && date_read_day(stmt_str(q, 3), &x.last))
            *vec_push(b->scratch, &p->list) = x;
    }
    return stmt_end(q, e);
}

static void insert(struct batch *b, struct periods *p, size_t at, struct period x)
{
    (void)vec_push(b->scratch, &p->list);
    memmove(&p->list.v[at + 1], &p->list.v[at], (p->list.n - 1 - at) * sizeof *p->list.v);
    p->list.v[at] = x;
}

static struct period period_of(const struct sighting *s)
{
    struct period x = { .n = -1, .seen = s->on, .last = s->on, .line = s->line, .changed = true,
                        .stated = true, .stated_undated = !s->dated };
    memcpy(x.economy, s->economy, 2);
    return x;
}

/* Seen on the day and later: from its last day on it is a period of its own. */
static void part(struct batch *b, struct periods *p, size_t i, const struct sighting *s)
{
    struct period again = p->list.v[i];
    again.n = -1;
    again.seen = again.last;
    again.line = s->line;
    again.changed = true;
    again.stated = false;
    p->list.v[i].last = p->list.v[i].seen;
    insert(b, p, i + 1, again);
}

static void see_again(struct period *x, const struct sighting *s)
{
    if (s->on <= x->last)
        return;
    x->last = s->on;
    x->seen_otherwise = true;
}

static bool same(const struct period *p, const struct sighting *s)
{
    return memcmp(p->economy, s->economy, 2) == 0;
}

static void begin_earlier(struct period *x, const struct sighting *s, bool is_first)
{
    x->seen = s->on;
    x->line = s->line;
    if (is_first)
        x->seen_otherwise = true;
    else
        x->changed = true;
}

/* `i` periods have been seen by that day, none of them on that day. */
static void fold_at(struct batch *b, struct periods *p, size_t i, const struct sighting *s)
{
    if (i > 0 && same(&p->list.v[i - 1], s)) {
        see_again(&p->list.v[i - 1], s);
        return;
    }
    if (i > 0 && p->list.v[i - 1].last > s->on)
        part(b, p, i - 1, s);
    struct period *v = p->list.v;
    if (i < p->list.n && same(&v[i], s)) {
        begin_earlier(&v[i], s, i == 0);
        if (i > 0)
            v[i - 1].changed = true;
        return;
    }
    insert(b, p, i, period_of(s));
    if (i > 0)
        p->list.v[i - 1].changed = true;
    else if (p->list.n > 1)
        p->list.v[1].changed = true;
}

static void contradicts(struct batch *b, const struct period *x, const struct sighting *s)
{
    rowlog_warn(&b->log, s->line, "other-country", S("country"), (str){ s->economy, 2 },
                "another row of this file says %.2s of the same person and day, which is kept",
                x->economy);
}

static void take_out(struct batch *b, struct periods *p, size_t i)
{
    struct period *v = p->list.v;
    *vec_push(b->scratch, &p->gone) = v[i];
    memmove(&v[i], &v[i + 1], (--p->list.n - i) * sizeof *v);
    if (i > 0)
        v[i - 1].changed = true;
    if (i < p->list.n)
        v[i].changed = true;
}

/* A period that begins on the day itself: within a file one of two stands,
 * a later file is right against an earlier one. */
static void fold_on_its_day(struct batch *b, struct periods *p, size_t i, const struct sighting *s)
{
    struct period *x = &p->list.v[i];
    if (same(x, s)) {
        x->stated = true;
        x->stated_undated |= !s->dated;
    } else if (x->stated) {
        contradicts(b, x, s);
    } else {
        if (x->last > s->on)
            part(b, p, i, s);
        take_out(b, p, i);
        fold_at(b, p, i, s);
    }
}

static void fold(struct batch *b, struct periods *p, const struct sighting *s)
{
    size_t i = 0;
    struct period *last = p->list.n ? &p->list.v[p->list.n - 1] : NULL;
    if (!s->dated && last && same(last, s)) {
        last->stated_undated = true;
        see_again(last, s);
        return;
    }
    if (!s->dated && last && last->stated_undated) {
        contradicts(b, last, s);
        return;
    }
    while (i < p->list.n && p->list.v[i].seen <= s->on)
        i++;
    if (i > 0 && p->list.v[i - 1].seen == s->on)
        fold_on_its_day(b, p, i - 1, s);
    else
        fold_at(b, p, i, s);
}

/* --- the table ----------------------------------------------------------------------------- */

static struct val day_val(struct batch *b, day d)
{
    struct buf text = buf_new(b->scratch);
    date_put_day(&text, d);
    return val_text(buf_str(&text));
}

static bool retire(struct batch *b, uint32_t learner, const struct period *p, struct err *e)
{
    struct stmt *q = db_stmt(b->db,
        S("UPDATE learner_affiliation SET retired_by = ? WHERE learner = ? AND n = ?"));
    stmt_set(q, 1, val_int(b->id));
    stmt_set(q, 2, val_int(learner));
    stmt_set(q, 3, val_int(p->n));
    return stmt_run(q, e);
}

static bool note_seen(struct batch *b, uint32_t learner, const struct period *p, struct err *e)
{
    struct stmt *q = db_stmt(b->db,
        S("UPDATE learner_affiliation SET seen_from = ?, seen_to = ? WHERE learner = ? AND n = ?"));
    stmt_set(q, 1, day_val(b, p->seen));
    stmt_set(q, 2, day_val(b, p->last));
    stmt_set(q, 3, val_int(learner));
    stmt_set(q, 4, val_int(p->n));
    return stmt_run(q, e);
}

static bool add(struct batch *b, uint32_t learner, struct periods *p, size_t i, struct err *e)
{
    const struct period *x = &p->list.v[i];
    const struct val v[] = {
        val_int(learner), val_int(p->next++), val_text((str){ x->economy, 2 }),
        i ? day_val(b, x->seen) : val_nil(),
        i + 1 < p->list.n ? day_val(b, x[1].seen) : val_nil(), day_val(b, x->seen),
        day_val(b, x->last), val_int(b->id), x->line ? val_int(x->line) : val_nil(), val_nil() };
    b->plan.affiliations_new++;
    return rows_put(b->into.affiliation, v, e);
}

static bool store(struct batch *b, uint32_t learner, struct periods *p, struct err *e)
{
    for (size_t i = 0; i < p->gone.n; i++)
        if (p->gone.v[i].n >= 0 && !retire(b, learner, &p->gone.v[i], e))
            return false;
    for (size_t i = 0; i < p->list.n; i++) {
        const struct period *x = &p->list.v[i];
        if (x->changed && x->n >= 0 && !retire(b, learner, x, e))
            return false;
        if (x->changed && !add(b, learner, p, i, e))
            return false;
        if (!x->changed && x->seen_otherwise && !note_seen(b, learner, x, e))
            return false;
        if (x->line)
            rowlog_raise(&b->log, x->line);
    }
    return true;
}

bool affiliation_fold(struct batch *b, uint32_t learner, struct sightings *s, struct err *e)
{
    struct periods p = { 0 };
    if (!s->list.n)
        return true;
    if (!people_is_new(b, learner) && !load(b, learner, &p, e))
        return false;
    if (s->list.n > 1)
        qsort(s->list.v, s->list.n, sizeof *s->list.v, by_day);
    for (size_t i = 0; i < s->list.n; i++)
        fold(b, &p, &s->list.v[i]);
    return store(b, learner, &p, e);
}
