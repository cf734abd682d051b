/*
 * Four queries, each read once in the order of its key.
 */
#include "stats/world.h"

#include <assert.h>

#include "base/asset.h"

enum { ECONOMIES_MOST = 60000, COURSES_MOST = 65534, COURSE_KEYS_MOST = 1 << 24 };

struct stmt *world_query(struct db *db, str path)
{
    struct asset file = { 0 };
    bool found = asset_find(path, &file);
    assert(found);
    (void)found;
    return db_stmt(db, file.bytes);
}

static size_t two_bytes(str code)
{
    return (size_t)(unsigned char)code.p[0] << 8 | (unsigned char)code.p[1];
}

static bool load_economies(struct world *w, struct arena *a, struct db *db, struct err *e)
{
    struct stmt *q = world_query(db, S("stats/economies.sql"));
    while (stmt_row(q)) {
        str code = str_dup(a, stmt_str(q, 0));
        if (code.n != 2 || w->economies.n == ECONOMIES_MOST)
            continue;
        *vec_push(a, &w->economies) = (struct world_economy){
            .code = code, .name = str_dup(a, stmt_str(q, 1)), .counted = stmt_int(q, 2) != 0,
            .french = str_dup(a, stmt_str(q, 3)) };
        w->by_code[two_bytes(code)] = (uint16_t)w->economies.n;
    }
    if (!stmt_end(q, e))
        return false;
    int unknown = world_find(w, S("ZZ"));
    if (unknown < 0)
        return err_set(e, ERR_STORE, "the store has no economy ZZ for what is unknown");
    w->unknown = (uint16_t)unknown;
    return true;
}

static bool load_course(struct world *w, struct arena *a, const struct stmt *q, struct err *e)
{
    int64_t key = stmt_int(q, 0);
    if (key < 0 || key >= COURSE_KEYS_MOST || w->courses.n == COURSES_MOST)
        return err_set(e, ERR_STORE, "the store has more than %d courses, or keys of courses above %d; "
                       "figures are made for less", COURSES_MOST, COURSE_KEYS_MOST);
    *vec_push(a, &w->courses) = (struct world_course){
        .key = key, .code = str_dup(a, stmt_str(q, 1)), .title = str_dup(a, stmt_str(q, 2)) };
    w->course_keys = (size_t)key < w->course_keys ? w->course_keys : (size_t)key + 1;
    return true;
}

static bool load_courses(struct world *w, struct arena *a, struct db *db, struct err *e)
{
    bool ok = true;
    struct err late = { 0 };
    struct stmt *q = db_stmt(db, S("SELECT id, code, title FROM course ORDER BY code"));
    while (ok && stmt_row(q))
        ok = load_course(w, a, q, e);
    if (!stmt_end(q, ok ? e : &late) || !ok)
        return false;
    w->by_course = NEW_N(a, uint16_t, w->course_keys);
    for (size_t i = 0; i < w->courses.n; i++)
        w->by_course[w->courses.v[i].key] = (uint16_t)(i + 1);
    return true;
}

static bool count_learners(struct world *w, struct db *db, struct err *e)
{
    int64_t last = 0;
    struct stmt *q = db_stmt(db, S("SELECT max(id) FROM learner"));
    if (stmt_row(q))
        last = stmt_int(q, 0);
    if (!stmt_end(q, e))
        return false;
    if (last < 0 || last >= UINT32_MAX)
        return err_set(e, ERR_STORE, "the keys of learners go up to %lld; figures are made for "
                       "less than 4 294 967 295", (long long)last);
    w->learners = (size_t)last + 1;
    return true;
}

/* Chains of merges to their end; a circle is nobody. */
static uint32_t end_of_merges(const struct world *w, size_t learner)
{
    size_t end = learner, steps = 0;
    while (world_is_other(w, end)) {
        if (w->home[end] == 0 || ++steps == w->learners)
            return 0;
        end = w->home[end];
    }
    return (uint32_t)end;
}

static bool load_persons(struct world *w, struct arena *a, struct db *db, struct err *e)
{
    w->home = NEW_N(a, uint32_t, w->learners);
    w->other = NEW_N(a, unsigned char, w->learners / 8 + 1);
    struct stmt *q = world_query(db, S("stats/persons.sql"));
    while (stmt_row(q)) {
        size_t id = (size_t)stmt_int(q, 0);
        int64_t into = stmt_int(q, 1);
        w->other[id / 8] |= (unsigned char)(1 << (id % 8));
        w->home[id] = into > 0 && (uint64_t)into < w->learners ? (uint32_t)into : 0;
    }
    for (size_t id = 1; id < w->learners; id++)
        if (world_is_other(w, id))
            w->home[id] = end_of_merges(w, id);
    return stmt_end(q, e);
}

static bool read_bound(const struct stmt *q, int column, day open, day *out, struct err *e)
{
    if (stmt_nil(q, column))
        return *out = open, true;
    return date_read_day(stmt_str(q, column), out)
        || err_set(e, ERR_STORE, "the store has \"" STR_FMT "\" where a date is expected",
                   STR_ARG(stmt_str(q, column)));
}

bool world_period(const struct stmt *q, int from_column, day *from, day *to, struct err *e)
{
    return read_bound(q, from_column, DAY_ALWAYS, from, e)
        && read_bound(q, from_column + 1, DAY_NEVER, to, e);
}

/* Where somebody lives for good needs no period. Stays come in order of learner. */
static void add_stay(struct world *w, struct arena *a, size_t learner, struct stay s)
{
    bool is_first = w->home[learner] == w->unknown;
    if (is_first && s.from == DAY_ALWAYS && s.to == DAY_NEVER) {
        w->home[learner] = s.economy;
        return;
    }
    if (is_first)
        w->home[learner] = WORLD_MOVES + (uint32_t)w->stays.n;
    else
        w->stays.v[w->stays.n - 1].last = false;
    s.last = true;
    *vec_push(a, &w->stays) = s;
}

static bool load_stays(struct world *w, struct arena *a, struct db *db, struct err *e)
{
    bool ok = true;
    for (size_t i = 0; i < w->learners; i++)
        if (!world_is_other(w, i))
            w->home[i] = w->unknown;
    struct stmt *q = world_query(db, S("stats/affiliations.sql"));
    while (ok && stmt_row(q)) {
        struct stay s = { 0 };
        uint64_t learner = (uint64_t)stmt_int(q, 0);
        int economy = world_find(w, stmt_str(q, 1));
        ok = world_period(q, 2, &s.from, &s.to, e);
        s.economy = economy < 0 ? w->unknown : (uint16_t)economy;
        if (ok && learner < w->learners && !world_is_other(w, learner))
            add_stay(w, a, learner, s);
    }
    struct err late = { 0 };
    return stmt_end(q, ok ? e : &late) && ok;
}

struct world *world_load(struct arena *a, struct db *db, struct err *e)
{
    struct world *w = NEW(a, struct world);
    return load_economies(w, a, db, e) && load_courses(w, a, db, e) && count_learners(w, db, e)
        && load_persons(w, a, db, e) && load_stays(w, a, db, e) ? w : NULL;
}

int world_find(const struct world *w, str code)
{
    return code.n == 2 ? w->by_code[two_bytes(code)] - 1 : -1;
}

uint16_t world_moved_to(const struct world *w, uint32_t first_stay, day d)
{
    for (const struct stay *s = &w->stays.v[first_stay];; s++) {
        if (s->from <= d && d < s->to)
            return s->economy;
        if (s->last)
            return w->unknown;
    }
}
