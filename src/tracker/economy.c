/*
 * A file has a few hundred spellings, whatever its length: each is looked for once and
 * remembered with its answer. A hostile one may have millions: beyond a limit answers are not
 * remembered and have no hints.
 */
#include "tracker/economy.h"

#include <string.h>

#include "base/buf.h"
#include "base/keymap.h"
#include "intl/text.h"

enum { REMEMBERED_MOST = 20000, HINTED_MOST = 200, CANDIDATES = 3 };

struct spelling { str scope, norm, code; };
struct named { str code, name; };
struct asked { str norm, candidates; };

struct economies {
    struct arena *arena, *scratch;        /* scratch: one question */
    VEC(struct spelling) spellings;       /* by scope and norm, bytes compared */
    VEC(struct asked) asked;
    VEC(struct named) names;
    bool selectable[26 * 26];
    struct keymap seen;                   /* scope, spelling -> index in answers */
    VEC(struct economy) answers;
    size_t hinted;
};

/* --- the tables ------------------------------------------------------------------------ */

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

static str kept(struct economies *all, const struct stmt *q, int column)
{
    return str_dup(all->arena, stmt_str(q, column));
}

static bool read_spellings(struct economies *all, struct db *db, struct err *e)
{
    str scope = S("");
    struct stmt *q = db_stmt(db, S("SELECT scope, alias_norm, economy FROM economy_alias ORDER BY 1, 2"));
    while (stmt_row(q)) {
        if (!str_eq(stmt_str(q, 0), scope))
            scope = kept(all, q, 0);
        *vec_push(all->arena, &all->spellings) = (struct spelling){ scope, kept(all, q, 1), kept(all, q, 2) };
    }
    return stmt_end(q, e);
}

static bool read_asked(struct economies *all, struct db *db, struct err *e)
{
    struct stmt *q = db_stmt(db, S("SELECT alias_norm, candidates FROM economy_alias_ask"));
    while (stmt_row(q))
        *vec_push(all->arena, &all->asked) = (struct asked){ kept(all, q, 0), kept(all, q, 1) };
    return stmt_end(q, e);
}

static bool read_names(struct economies *all, struct db *db, struct err *e)
{
    struct stmt *q = db_stmt(db, S("SELECT code, name_en FROM economy"));
    while (stmt_row(q))
        *vec_push(all->arena, &all->names) = (struct named){ kept(all, q, 0), kept(all, q, 1) };
    return stmt_end(q, e);
}

struct economies *economies_read(struct db *db, struct err *e)
{
    struct arena *a = arena_new();
    struct economies *all = NEW(a, struct economies);
    *all = (struct economies){ .arena = a, .scratch = arena_new() };
    keymap_open(&all->seen, a, 512);
    if (read_spellings(all, db, e) && read_asked(all, db, e) && read_names(all, db, e)
        && economies_selectable(db, all->selectable, e))
        return all;
    economies_close(all);
    return NULL;
}

void economies_close(struct economies *all)
{
    if (!all)
        return;
    keymap_close(&all->seen);
    arena_free(all->scratch);
    arena_free(all->arena);
}

/* --- hints ----------------------------------------------------------------------------- */

static void put_candidate(const struct economies *all, str code, struct buf *b)
{
    for (size_t i = 0; i < all->names.n; i++)
        if (str_eq(all->names.v[i].code, code))
            buf_printf(b, "%s" STR_FMT " (" STR_FMT ")", b->n ? ", " : "", STR_ARG(code),
                       STR_ARG(all->names.v[i].name));
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

static str hint_nearest(const struct economies *all, str norm)
{
    struct near best[CANDIDATES] = { 0 };
    int most = norm.n < 4 ? 1 : norm.n < 8 ? 2 : (int)(norm.n / 4);
    for (size_t i = 0; i < all->spellings.n; i++) {
        const struct spelling *x = &all->spellings.v[i];
        int d = economy_selected(all->selectable, x->code) ? str_distance(norm, x->norm, most) : most + 1;
        if (d <= most)
            keep_near(best, d ? d : 1, x->code);
    }
    struct buf b = buf_new(all->arena);
    for (int i = 0; i < CANDIDATES && best[i].distance; i++)
        put_candidate(all, (str){ best[i].code, 2 }, &b);
    return buf_str(&b);
}

/* "KR|KP" -> "KR (Korea, Republic of), KP (...)"; a remark is kept as it is. */
static str hint_asked(const struct economies *all, str candidates)
{
    if (str_find(candidates, S("|")) == candidates.n)
        return candidates;
    struct buf b = buf_new(all->arena);
    while (candidates.p && candidates.n)
        put_candidate(all, str_cut(&candidates, '|'), &b);
    return buf_str(&b);
}

/* --- answers ------------------------------------------------------------------------------- */

static int compare(const struct spelling *x, str scope, str norm)
{
    int by = str_cmp(x->scope, scope);
    return by != 0 ? by : str_cmp(x->norm, norm);
}

/* The code; nothing when the scope does not know the spelling. */
static str find_spelling(const struct economies *all, str scope, str norm)
{
    size_t low = 0, high = all->spellings.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int by = compare(&all->spellings.v[middle], scope, norm);
        if (by == 0)
            return all->spellings.v[middle].code;
        if (by < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return (str){ 0 };
}

static str find_asked(const struct economies *all, str norm)
{
    for (size_t i = 0; i < all->asked.n; i++)
        if (str_eq(all->asked.v[i].norm, norm))
            return all->asked.v[i].candidates;
    return (str){ 0 };
}

/* Codes are in the table of spellings, but for the few that are ours. */
static str find_own_code(const struct economies *all, str norm)
{
    for (size_t i = 0; i < all->names.n; i++) {
        str code = all->names.v[i].code;
        if (str_eq_nocase(code, norm) && economy_selected(all->selectable, code))
            return code;
    }
    return (str){ 0 };
}

static struct economy known(str code)
{
    return (struct economy){ .answer = ECONOMY_KNOWN, .code = code, .hint = S("") };
}

static struct economy answer(struct economies *all, str scope, str norm, bool hints)
{
    str code = scope.n ? find_spelling(all, scope, norm) : (str){ 0 };
    if (!code.p)
        code = find_spelling(all, S("admin"), norm);
    str asked = code.p ? (str){ 0 } : find_asked(all, norm);
    if (!code.p && !asked.p)
        code = find_spelling(all, S(""), norm);
    if (!code.p && !asked.p)
        code = find_own_code(all, norm);
    if (code.p)
        return known(code);
    if (!hints)
        return (struct economy){ .answer = ECONOMY_UNKNOWN, .code = S(""), .hint = S("") };
    if (asked.p)
        return (struct economy){ .answer = ECONOMY_ASK, .code = S(""), .hint = hint_asked(all, asked) };
    str hint = all->hinted++ < HINTED_MOST ? hint_nearest(all, norm) : S("");
    return (struct economy){ .answer = ECONOMY_UNKNOWN, .code = S(""), .hint = hint };
}

static bool not_stated(str scope, str spelling)
{
    return !spelling.n || (str_eq(spelling, S("0")) && str_starts(scope, S("moodle")));
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

struct economy economy_resolve(struct economies *all, str scope, str spelling)
{
    char room[256];
    spelling = str_trim(spelling);
    if (not_stated(scope, spelling))
        return known(S("ZZ"));
    str key = memory_key(scope.n ? scope : S(""), spelling, room, sizeof room);
    uint32_t at = key.p ? keymap_get(&all->seen, key, UINT32_MAX) : UINT32_MAX;
    if (at != UINT32_MAX)
        return all->answers.v[at];
    bool remember = key.p && all->answers.n < REMEMBERED_MOST;
    struct economy x = answer(all, scope, intl_alias_key(all->scratch, spelling), remember);
    arena_rewind(all->scratch, (struct arena_mark){ 0 });
    if (remember) {
        *keymap_at(&all->seen, key, 0, NULL) = (uint32_t)all->answers.n;
        *vec_push(all->arena, &all->answers) = x;
    }
    return x;
}
