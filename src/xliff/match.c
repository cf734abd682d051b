#include "xliff/match.h"

#include <stdlib.h>

/* What a kept unit is known by: the text its target translates. */
struct kept { str key, now; bool stale; };

struct matching {
    struct arena *arena;
    const struct wanted *wanted;
    size_t n;
    const struct xliff *from;
    struct kept *kept;
    struct matches out;
};

/* ------------------------------------------------------------ lookup by any text */

/* Chains of units with equal hash, in order: heads by hash, next by index; both
 * count from 1. */
struct index { uint32_t *heads, *next; size_t size; };

typedef uint64_t hash_of(const struct matching *m, size_t unit);

static uint64_t joined(str a, str b)
{
    return str_hash(a) * 31 + str_hash(b);
}

static uint64_t hash_id_key(const struct matching *m, size_t i)
{
    return joined(m->from->units.v[i].id, m->kept[i].key);
}

static uint64_t hash_scope_key(const struct matching *m, size_t i)
{
    return joined(m->from->units.v[i].scope, m->kept[i].key);
}

static uint64_t hash_key(const struct matching *m, size_t i)
{
    return str_hash(m->kept[i].key);
}

static uint64_t hash_now(const struct matching *m, size_t i)
{
    return joined(m->from->units.v[i].scope, m->kept[i].now);
}

static uint64_t hash_id(const struct matching *m, size_t i)
{
    return str_hash(m->from->units.v[i].id);
}

static struct index index_by(struct matching *m, hash_of *hash)
{
    struct index x = { .size = 64 };
    while (x.size < 2 * m->from->units.n)
        x.size *= 2;
    x.heads = NEW_N(m->arena, uint32_t, x.size);
    x.next = NEW_N(m->arena, uint32_t, m->from->units.n + 1);
    for (size_t i = m->from->units.n; i-- > 0; ) {
        if (m->out.used[i])
            continue;
        uint32_t *head = &x.heads[hash(m, i) & (x.size - 1)];
        x.next[i + 1] = *head;
        *head = (uint32_t)i + 1;
    }
    return x;
}

/* Takes those behind that are used up out of the chain, so that a thousand
 * equal texts are not walked a thousand times. */
static uint32_t first_free(const struct matching *m, uint32_t *at, struct index *x)
{
    while (*at && m->out.used[*at - 1])
        *at = x->next[*at];
    return *at;
}

typedef bool fits(const struct matching *m, const struct wanted *w, size_t unit);

static bool fits_id_key(const struct matching *m, const struct wanted *w, size_t i)
{
    const struct xliff_unit *u = &m->from->units.v[i];
    return !u->gone && str_eq(u->id, w->id) && str_eq(m->kept[i].key, w->key);
}

static bool fits_scope_key(const struct matching *m, const struct wanted *w, size_t i)
{
    const struct xliff_unit *u = &m->from->units.v[i];
    return !u->gone && str_eq(u->scope, w->scope) && str_eq(m->kept[i].key, w->key);
}

static bool fits_key(const struct matching *m, const struct wanted *w, size_t i)
{
    return str_eq(m->kept[i].key, w->key);
}

static bool fits_now(const struct matching *m, const struct wanted *w, size_t i)
{
    return m->kept[i].stale && !m->from->units.v[i].gone && str_eq(m->kept[i].now, w->key)
           && str_eq(m->from->units.v[i].scope, w->scope);
}

static bool fits_id(const struct matching *m, const struct wanted *w, size_t i)
{
    const struct xliff_unit *u = &m->from->units.v[i];
    return !u->gone && str_eq(u->id, w->id);
}

static void take(struct matching *m, size_t wanted, size_t unit, enum match_kind kind)
{
    if (kind != MATCH_STALE && !str_eq(m->wanted[wanted].id, m->from->units.v[unit].id))
        kind = MATCH_MOVED;
    m->out.v[wanted] = (struct match){ .kind = kind, .unit = unit, .was = m->kept[unit].key };
    m->out.used[unit] = true;
}

static uint64_t hash_wanted(const struct wanted *w, hash_of *hash)
{
    return hash == hash_id_key ? joined(w->id, w->key)
           : hash == hash_scope_key || hash == hash_now ? joined(w->scope, w->key)
           : hash == hash_id ? str_hash(w->id) : str_hash(w->key);
}

static void pass(struct matching *m, hash_of *hash, fits *fit, enum match_kind kind)
{
    struct index x = index_by(m, hash);
    for (size_t i = 0; i < m->n; i++) {
        if (m->out.v[i].kind != MATCH_NONE)
            continue;
        uint32_t *at = &x.heads[hash_wanted(&m->wanted[i], hash) & (x.size - 1)];
        while (first_free(m, at, &x) && !fit(m, &m->wanted[i], *at - 1))
            at = &x.next[*at];
        if (*at)
            take(m, i, *at - 1, kind);
    }
}

/* ------------------------------------------------------------ likeness */

enum { WORDS_MOST = 200, COMPARISONS_MOST = 100000, LIKE_ENOUGH = 50 };

struct words { uint64_t v[WORDS_MOST]; size_t n; };

static int by_value(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

static void read_words(struct words *w, str text)
{
    w->n = 0;
    while (text.p && w->n < WORDS_MOST) {
        str one = str_cut(&text, ' ');
        if (one.n)
            w->v[w->n++] = str_hash(one);
    }
    qsort(w->v, w->n, sizeof *w->v, by_value);
}

/* Dice's measure of the two bags of words, in percent. */
static int likeness(const struct words *a, const struct words *b)
{
    size_t i = 0, k = 0, common = 0;
    while (i < a->n && k < b->n) {
        if (a->v[i] == b->v[k])
            common++, i++, k++;
        else if (a->v[i] < b->v[k])
            i++;
        else
            k++;
    }
    return a->n + b->n ? (int)(200 * common / (a->n + b->n)) : 0;
}

/* What was translated and is looked for, and what has no translation yet. */
struct rest { VEC(size_t) v; };

static void find_like(struct matching *m, const struct rest *wanted, size_t unit, size_t *budget)
{
    const struct xliff_unit *u = &m->from->units.v[unit];
    struct words of, one;
    int best = LIKE_ENOUGH - 1;
    size_t at = m->n;
    read_words(&of, m->kept[unit].key);
    for (size_t k = 0; k < wanted->v.n && *budget > 0; k++) {
        size_t i = wanted->v.v[k];
        if (m->out.v[i].kind != MATCH_NONE || !str_eq(m->wanted[i].scope, u->scope))
            continue;
        --*budget;
        read_words(&one, m->wanted[i].key);
        int like = likeness(&of, &one);
        if (like > best || (like == best && str_eq(m->wanted[i].id, u->id))) {
            best = like;
            at = i;
        }
    }
    if (at < m->n)
        take(m, at, unit, MATCH_STALE);
}

/* Not more than a budget: comparing all with all of a course that is new from
 * its first word to its last finds nothing. */
static void pass_likeness(struct matching *m)
{
    size_t budget = COMPARISONS_MOST;
    struct rest wanted = { 0 };
    for (size_t i = 0; i < m->n; i++)
        if (m->out.v[i].kind == MATCH_NONE)
            *vec_push(m->arena, &wanted.v) = i;
    for (size_t i = 0; i < m->from->units.n && wanted.v.n > 0 && budget > 0; i++) {
        const struct xliff_unit *u = &m->from->units.v[i];
        if (!m->out.used[i] && !u->gone && !pieces_empty(&u->target))
            find_like(m, &wanted, i, &budget);
    }
}

/* ------------------------------------------------------------ the order of passes */

static void read_kept(struct matching *m)
{
    for (size_t i = 0; i < m->from->units.n; i++) {
        const struct xliff_unit *u = &m->from->units.v[i];
        struct kept *k = &m->kept[i];
        str was;
        k->now = k->key = pieces_key(m->arena, &u->source);
        k->stale = xliff_stale(u, &was);
        if (k->stale && was.n)
            k->key = was;
    }
}

struct matches xliff_match(struct arena *a, const struct wanted *wanted, size_t n,
                           const struct xliff *x)
{
    struct matching m = { .arena = a, .wanted = wanted, .n = n, .from = x };
    m.kept = NEW_N(a, struct kept, x->units.n + 1);
    m.out.v = NEW_N(a, struct match, n + 1);
    m.out.used = NEW_N(a, bool, x->units.n + 1);
    read_kept(&m);
    pass(&m, hash_id_key, fits_id_key, MATCH_SAME);
    pass(&m, hash_scope_key, fits_scope_key, MATCH_MOVED);
    pass(&m, hash_key, fits_key, MATCH_MOVED);
    pass(&m, hash_now, fits_now, MATCH_STALE);
    pass_likeness(&m);
    pass(&m, hash_id, fits_id, MATCH_STALE);
    return m.out;
}
