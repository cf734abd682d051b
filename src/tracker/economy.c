/*
 * Every spelling is looked up in the store once and remembered with its answer;
 * a file has a few hundred, whatever its length. A hostile one may have
 * millions: beyond a limit answers are not remembered and have no hints.
 */
#include "tracker/economy.h"

#include <string.h>

#include "intl/text.h"
#include "tracker/inside.h"

enum { REMEMBERED_MOST = 20000, HINTED_MOST = 200, CANDIDATES = 3 };

struct economies {
    struct keymap seen;                   /* scope, spelling -> index in answers */
    VEC(struct economy *) answers;
    struct economy transient;
    size_t hinted;
    bool selectable[26 * 26];
};

bool economy_selected(const bool *flags, str code)
{
    unsigned a = (unsigned char)code.p[0] - 'A', b = (unsigned char)code.p[1] - 'A';
    return a < 26 && b < 26 && flags[a * 26 + b];
}

bool economies_selectable(struct db *db, bool *flags, struct err *e)
{
    struct stmt *q = db_stmt(db, S("SELECT code FROM economy WHERE selectable"));
    while (stmt_row(q)) {
        str code = stmt_str(q, 0);
        unsigned a = (unsigned char)code.p[0] - 'A', b = (unsigned char)code.p[1] - 'A';
        if (a < 26 && b < 26)
            flags[a * 26 + b] = true;
    }
    return stmt_end(q, e);
}

/* --- hints ----------------------------------------------------------------------------- */

static void put_candidate(struct buf *b, str code, str name)
{
    if (b->n)
        buf_puts(b, ", ");
    buf_printf(b, STR_FMT " (" STR_FMT ")", STR_ARG(code), STR_ARG(name));
}

static bool name_of(struct db *db, str code, struct buf *b, struct err *e)
{
    struct stmt *q = db_stmt(db, S("SELECT name_en FROM economy WHERE code = ?"));
    stmt_set(q, 1, val_text(code));
    if (stmt_row(q))
        put_candidate(b, code, stmt_str(q, 0));
    return stmt_end(q, e);
}

struct near { int distance; char code[2]; };

/* The nearest first, one row per economy. */
static void keep_near(struct near *best, int distance, str code)
{
    struct near x = { .distance = distance };
    memcpy(x.code, code.p, 2);
    for (int i = 0; i < CANDIDATES; i++) {
        bool same = best[i].distance && memcmp(best[i].code, x.code, 2) == 0;
        if (same && best[i].distance <= x.distance)
            return;
        if (best[i].distance && best[i].distance <= x.distance && !same)
            continue;
        struct near out = best[i];
        best[i] = x;
        if (same || !out.distance)
            return;
        x = out;
    }
}

static bool hint_nearest(struct tracker *t, str norm, struct buf *b, struct err *e)
{
    struct near best[CANDIDATES] = { 0 };
    int most = norm.n < 4 ? 1 : norm.n < 8 ? 2 : (int)(norm.n / 4);
    struct stmt *q = db_stmt(t->db, S("SELECT a.alias_norm, a.economy FROM economy_alias a"
                                      " JOIN economy c ON c.code = a.economy WHERE c.selectable"));
    while (stmt_row(q)) {
        str have = stmt_str(q, 0);
        int d = str_distance(norm, have, most);
        if (d <= most)
            keep_near(best, d ? d : 1, stmt_str(q, 1));
    }
    bool ok = stmt_end(q, e);
    for (int i = 0; i < CANDIDATES && ok && best[i].distance; i++)
        ok = name_of(t->db, (str){ best[i].code, 2 }, b, e);
    return ok;
}

/* "KR|KP" -> "KR (Korea, Republic of), KP (...)"; a remark is kept as it is. */
static bool hint_asked(struct tracker *t, str candidates, struct buf *b, struct err *e)
{
    if (str_find(candidates, S("|")) == candidates.n)
        return buf_put(b, candidates), true;
    while (candidates.p && candidates.n)
        if (!name_of(t->db, str_cut(&candidates, '|'), b, e))
            return false;
    return true;
}

/* --- answers ------------------------------------------------------------------------------- */

static bool look(struct db *db, str sql, str scope, str norm, struct arena *a, str *out,
                 struct err *e)
{
    struct stmt *q = db_stmt(db, sql);
    stmt_bind(q, ":norm", val_text(norm));
    if (scope.p)
        stmt_bind(q, ":scope", val_text(scope));
    *out = stmt_row(q) ? str_dup(a, stmt_str(q, 0)) : (str){ 0 };
    return stmt_end(q, e);
}

static bool find_alias(struct tracker *t, str scope, str norm, struct arena *a, str *out,
                       struct err *e)
{
    return look(t->db, S("SELECT economy FROM economy_alias"
                         " WHERE scope = :scope AND alias_norm = :norm"), scope, norm, a, out, e);
}

/* Codes are in the table of spellings, but for the few that are ours. */
static bool find_own_code(struct tracker *t, str norm, struct arena *a, str *out, struct err *e)
{
    *out = (str){ 0 };
    return norm.n != 2
        || look(t->db, S("SELECT code FROM economy WHERE code = upper(:norm) AND selectable"),
                (str){ 0 }, norm, a, out, e);
}

static bool answer(struct tracker *t, str scope, str norm, struct arena *a, struct economy *x,
                   struct err *e)
{
    str code = { 0 }, ask = { 0 };
    if ((scope.n && !find_alias(t, scope, norm, a, &code, e))
        || (!code.p && !find_alias(t, S("admin"), norm, a, &code, e))
        || (!code.p && !look(t->db, S("SELECT candidates FROM economy_alias_ask"
                                      " WHERE alias_norm = :norm"), (str){ 0 }, norm, a, &ask, e))
        || (!code.p && !ask.p && !find_alias(t, S(""), norm, a, &code, e))
        || (!code.p && !ask.p && !find_own_code(t, norm, a, &code, e)))
        return false;
    if (code.p) {
        *x = (struct economy){ .answer = ECONOMY_KNOWN, .code = code };
        return true;
    }
    struct buf hint = buf_new(a);
    bool ok = ask.p ? hint_asked(t, ask, &hint, e)
            : t->economies->hinted++ >= HINTED_MOST || hint_nearest(t, norm, &hint, e);
    *x = (struct economy){ .answer = ask.p ? ECONOMY_ASK : ECONOMY_UNKNOWN,
                           .code = S(""), .hint = buf_str(&hint) };
    return ok;
}

static bool not_stated(str scope, str spelling)
{
    return !spelling.n || (str_eq(spelling, S("0")) && str_starts(scope, S("moodle")));
}

static bool resolve(struct tracker *t, str scope, str spelling, struct arena *a,
                    struct economy *x, struct err *e)
{
    if (not_stated(scope, spelling)) {
        *x = (struct economy){ .answer = ECONOMY_KNOWN, .code = S("ZZ") };
        return true;
    }
    return answer(t, scope, intl_alias_key(a, spelling), a, x, e);
}

static struct economies *economies_of(struct tracker *t)
{
    if (!t->economies) {
        t->economies = NEW(t->arena, struct economies);
        keymap_open(&t->economies->seen, t->arena, 512);
    }
    return t->economies;
}

void economies_forget(struct tracker *t)
{
    if (t->economies)
        keymap_close(&t->economies->seen);
    t->economies = NULL;
}

static str memory_key(str scope, str spelling, char *room, size_t size)
{
    if (scope.n + 1 + spelling.n > size)
        return (str){ 0 };
    memcpy(room, scope.p, scope.n);
    room[scope.n] = '\t';
    memcpy(room + scope.n + 1, spelling.p, spelling.n);
    return (str){ room, scope.n + 1 + spelling.n };
}

bool economy_resolve(struct tracker *t, str scope, str spelling, const struct economy **out,
                     struct err *e)
{
    struct economies *all = economies_of(t);
    char room[256];
    spelling = str_trim(spelling);
    str key = memory_key(scope.n ? scope : S(""), spelling, room, sizeof room);
    uint32_t at = key.p ? keymap_get(&all->seen, key, UINT32_MAX) : UINT32_MAX;
    if (at != UINT32_MAX)
        return *out = all->answers.v[at], true;
    bool remember = key.p && all->answers.n < REMEMBERED_MOST;
    struct economy *x = remember ? NEW(t->arena, struct economy) : &all->transient;
    *out = x;
    if (!remember) {
        /* an answer nobody remembers must not cost memory for ever: code or nothing */
        static const struct economy unknown = { .answer = ECONOMY_UNKNOWN, .code = { "", 0 },
                                                .hint = { "", 0 } };
        struct arena *once = arena_new();
        bool ok = resolve(t, scope, spelling, once, x, e);
        if (x->answer == ECONOMY_KNOWN)
            x->code = str_dup(t->arena, x->code);
        else
            *x = unknown;
        arena_free(once);
        return ok;
    }
    if (!resolve(t, scope, spelling, t->arena, x, e))
        return false;
    *keymap_at(&all->seen, key, 0, NULL) = (uint32_t)all->answers.n;
    *vec_push(t->arena, &all->answers) = x;
    return true;
}
