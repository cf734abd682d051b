/*
 * What is said without a hand makes a list of changes in order of days; what was set by
 * hand is laid over it, piece by piece.
 */
#include "tracker/affiliation.h"

#include <stdlib.h>
#include <string.h>

#include "base/asset.h"
#include "base/buf.h"

/* Of one day the one that is right comes last. */
static int order(const void *a, const void *b)
{
    const struct sighting *x = a, *y = b;
    if (x->by_hand != y->by_hand)
        return x->by_hand ? 1 : -1;
    if (!x->by_hand && x->on != y->on)
        return x->on < y->on ? -1 : 1;
    if (x->batch != y->batch)
        return x->batch < y->batch ? -1 : 1;
    if (x->dated != y->dated)
        return x->dated ? 1 : -1;
    int economy = memcmp(y->economy, x->economy, 2);
    return economy ? economy : x->n < y->n ? -1 : x->n > y->n;
}

static void put(struct arena *a, affiliations *out, struct affiliation x)
{
    struct affiliation *last = out->n ? &out->v[out->n - 1] : NULL;
    if (x.from >= x.to)
        return;
    if (last && last->to == x.from && memcmp(last->economy, x.economy, 2) == 0)
        last->to = x.to;
    else
        *vec_push(a, out) = x;
}

/* What facts say; *hand is the first that was set by hand. */
static void derive_facts(struct arena *a, const sightings *said, affiliations *out, size_t *hand)
{
    size_t i = 0;
    for (; i < said->n && !said->v[i].by_hand; i++) {
        const struct sighting *s = &said->v[i], *next = i + 1 < said->n ? s + 1 : NULL;
        bool is_last_of_day = !next || next->by_hand || next->on != s->on;
        if (!is_last_of_day)
            continue;
        day from = out->n ? s->on : INT32_MIN;
        if (out->n)
            out->v[out->n - 1].to = from;
        *vec_push(a, out) = (struct affiliation){ { s->economy[0], s->economy[1] }, from, DAY_OPEN };
    }
    *hand = i;
}

/* The list with x in place of what there was between its days. */
static void lay_over(struct arena *a, affiliations *list, struct affiliation x)
{
    affiliations out = { 0 };
    for (size_t i = 0; i < list->n; i++) {
        struct affiliation before = list->v[i];
        if (before.to > x.from)
            before.to = x.from;
        put(a, &out, before);
    }
    put(a, &out, x);
    for (size_t i = 0; i < list->n; i++) {
        struct affiliation behind = list->v[i];
        if (behind.from < x.to)
            behind.from = x.to;
        put(a, &out, behind);
    }
    *list = out;
}

static void merge_equal(struct arena *a, affiliations *list)
{
    affiliations out = { 0 };
    for (size_t i = 0; i < list->n; i++)
        put(a, &out, list->v[i]);
    *list = out;
}

/* Those that speak of an economy. */
static void keep_economies(sightings *said)
{
    size_t n = 0;
    for (size_t i = 0; i < said->n; i++)
        if (said->v[i].economy[0])
            said->v[n++] = said->v[i];
    said->n = n;
}

void affiliation_derive(struct arena *a, sightings *said, affiliations *out)
{
    size_t i = 0;
    out->n = 0;
    keep_economies(said);
    if (said->n > 1)
        qsort(said->v, said->n, sizeof *said->v, order);
    derive_facts(a, said, out, &i);
    if (out->n > 1)
        merge_equal(a, out);
    for (; i < said->n; i++) {
        const struct sighting *s = &said->v[i];
        day from = out->n ? s->on : INT32_MIN;    /* the first known holds from the beginning */
        lay_over(a, out, (struct affiliation){ { s->economy[0], s->economy[1] }, from, s->until });
    }
}

/* --- the table ------------------------------------------------------------------------ */

static struct val day_or_open(struct arena *a, day d)
{
    struct buf text = buf_new(a);
    if (d == INT32_MIN || d == DAY_OPEN)
        return val_nil();
    date_put_day(&text, d);
    return val_text(buf_str(&text));
}

void affiliation_vals(struct arena *a, int64_t learner, int64_t n, const struct affiliation *x,
                      struct val *out)
{
    out[0] = val_int(learner);
    out[1] = val_int(n);
    out[2] = val_text((str){ x->economy, 2 });
    out[3] = day_or_open(a, x->from);
    out[4] = day_or_open(a, x->to);
}

static bool write(struct db *db, struct arena *a, int64_t person, const affiliations *list,
                  struct err *e)
{
    for (size_t i = 0; i < list->n; i++) {
        struct val v[AFFILIATION_COLUMNS];
        struct stmt *q = db_stmt(db, S("INSERT INTO learner_affiliation VALUES (?,?,?,?,?)"));
        affiliation_vals(a, person, (int64_t)i + 1, &list->v[i], v);
        for (int k = 0; k < AFFILIATION_COLUMNS; k++)
            stmt_set(q, k + 1, v[k]);
        if (!stmt_run(q, e))
            return false;
    }
    return true;
}

static bool is_stored(struct db *db, struct arena *a, int64_t person, const affiliations *list,
                      bool *same, struct err *e)
{
    size_t n = 0;
    *same = true;
    struct stmt *q = db_stmt(db, S("SELECT learner, n, economy, valid_from, valid_to"
                                   " FROM learner_affiliation WHERE learner = ? ORDER BY n"));
    stmt_set(q, 1, val_int(person));
    for (; stmt_row(q); n++) {
        struct val v[AFFILIATION_COLUMNS];
        if (n >= list->n)
            continue;
        affiliation_vals(a, person, (int64_t)n + 1, &list->v[n], v);
        *same &= v[1].as.i == stmt_int(q, 1);
        for (int k = 2; k < AFFILIATION_COLUMNS; k++)
            *same &= stmt_nil(q, k) ? v[k].kind == VAL_NIL
                                    : v[k].kind == VAL_TEXT && str_eq(v[k].as.s, stmt_str(q, k));
    }
    *same &= n == list->n;
    return stmt_end(q, e);
}

/* --- from what is said ------------------------------------------------------------------- */

struct walk {
    struct db *db;
    bool check;                           /* compare; else write */
    int64_t persons, wrong;               /* of check: those with affiliations */
    int64_t person;
    sightings said;
    struct arena *arena, *scratch;
};

static bool leave(struct walk *w, struct err *e)
{
    affiliations list = { 0 };
    bool same = true, ok = true;
    struct arena_mark mark = arena_mark(w->scratch);
    affiliation_derive(w->scratch, &w->said, &list);
    if (w->check)
        ok = is_stored(w->db, w->scratch, w->person, &list, &same, e);
    else
        ok = write(w->db, w->scratch, w->person, &list, e);
    w->wrong += !same;
    w->persons += list.n > 0;
    w->said.n = 0;
    arena_rewind(w->scratch, mark);
    return ok;
}

static struct sighting read_row(const struct stmt *q)
{
    struct sighting s = {
        .on = (day)stmt_int(q, 1), .until = stmt_nil(q, 2) ? DAY_OPEN : (day)stmt_int(q, 2),
        .dated = stmt_int(q, 3) != 0, .by_hand = stmt_int(q, 4) != 0, .batch = stmt_int(q, 6) };
    memcpy(s.economy, stmt_str(q, 5).p, 2);
    return s;
}

static bool walk_rows(struct walk *w, struct stmt *q, struct err *e)
{
    bool ok = true;
    struct err late = { 0 };
    w->arena = arena_new();
    w->scratch = arena_new();
    while (ok && stmt_row(q)) {
        if (w->person && stmt_int(q, 0) != w->person)
            ok = leave(w, e);
        w->person = stmt_int(q, 0);
        *vec_push(w->arena, &w->said) = read_row(q);
    }
    ok = stmt_end(q, ok ? e : &late) && ok && (!w->person || leave(w, e));
    arena_free(w->arena);
    arena_free(w->scratch);
    return ok;
}

static struct stmt *query(struct db *db, str path)
{
    struct asset f;
    return db_stmt(db, asset_find(path, &f) ? f.bytes : S("a missing asset"));
}

bool affiliation_refresh(struct db *db, int64_t learner, struct err *e)
{
    struct walk w = { .db = db };
    int64_t person = learner;
    struct stmt *q = db_stmt(db, S("SELECT coalesce(merged_into, id) FROM learner WHERE id = ?"));
    stmt_set(q, 1, val_int(learner));
    if (stmt_row(q))
        person = stmt_int(q, 0);
    if (!stmt_end(q, e))
        return false;
    q = db_stmt(db, S("DELETE FROM learner_affiliation WHERE learner = ? OR learner = ? OR learner IN"
                      " (SELECT id FROM learner WHERE merged_into = ?)"));
    stmt_set(q, 1, val_int(learner));
    stmt_set(q, 2, val_int(person));
    stmt_set(q, 3, val_int(person));
    if (!stmt_run(q, e))
        return false;
    q = query(db, S("tracker/affiliation/said_of.sql"));
    stmt_set(q, 1, val_int(person));
    return walk_rows(&w, q, e);
}

bool affiliation_rebuild(struct db *db, struct err *e)
{
    struct walk w = { .db = db };
    return db_script(db, S("DELETE FROM learner_affiliation"), e)
        && walk_rows(&w, query(db, S("tracker/affiliation/said.sql")), e);
}

bool affiliation_check(struct db *db, int64_t *wrong, struct err *e)
{
    struct walk w = { .db = db, .check = true };
    int64_t stored = 0;
    struct stmt *q = db_stmt(db, S("SELECT count(DISTINCT learner) FROM learner_affiliation"));
    if (stmt_row(q))
        stored = stmt_int(q, 0);
    if (!stmt_end(q, e) || !walk_rows(&w, query(db, S("tracker/affiliation/said.sql")), e))
        return false;
    *wrong = w.wrong + (stored > w.persons ? stored - w.persons : 0);
    return true;
}
