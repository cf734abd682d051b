/*
 * By the groups of a scheme (RMO, BIPM status, any other): a fact is in every group its
 * economy is a member of on the day. The row of the dimension names the scheme.
 *
 * The primary group of an economy that is in several is its membership in the scheme that has
 * "-PRIMARY" behind the name: etalon economies primary puts it there.
 */
#include "stats/dimension.h"

#include "stats/scheme.h"
#include "tracker/reference.h"

struct own {
    const struct scheme *scheme, *primary;
    bool *used;                           /* member -> something was counted by it */
    uint32_t *primary_group;              /* group of the primary scheme -> its group here */
    bool *lacks;                          /* economy -> is in several groups and has no primary one */
};

static bool load_primary(struct axis *x, struct arena *a, struct err *e)
{
    struct own *own = x->own;
    const struct scheme *s = own->scheme;
    struct question all = *x->question;
    all.associates = true;
    all.members_only = false;
    own->lacks = NEW_N(a, bool, x->world->economies.n);
    x->overlaps = false;
    own->primary = scheme_load(x->facts->reading, &all, str_cat(a, s->code, S(SCHEME_PRIMARY)), true, e);
    if (own->primary == NULL)
        return false;
    own->primary_group = NEW_N(a, uint32_t, own->primary->groups.n);
    for (size_t i = 0; i < own->primary->groups.n; i++) {
        uint32_t g = 0;
        while (g < s->groups.n && !str_eq(s->groups.v[g].code, own->primary->groups.v[i].code))
            g++;
        own->primary_group[i] = g;
    }
    return true;
}

static bool is_multi(struct axis *x, struct db *db, struct err *e)
{
    struct stmt *q = db_stmt(db, S("SELECT multi FROM group_scheme WHERE code = :scheme COLLATE NOCASE"));
    stmt_bind(q, ":scheme", val_text(str_of(x->dimension->detail)));
    if (stmt_row(q))
        x->overlaps = stmt_int(q, 0) != 0;
    return stmt_end(q, e);
}

/* What administrators call a group is no sentence to put texts into. */
static str name_of(const struct axis *x, struct arena *a, str name)
{
    bool plain = str_find(name, S("{")) == name.n;
    return plain ? say(a, question_words(x->question), name.p) : name;
}

static bool prepare(struct axis *x, struct arena *a, struct db *db, struct err *e)
{
    struct own *own = x->own = NEW(a, struct own);
    const struct scheme *s = own->scheme = scheme_load(x->facts->reading, x->question,
                                                       str_of(x->dimension->detail), false, e);
    if (s == NULL || !is_multi(x, db, e))
        return false;
    own->used = NEW_N(a, bool, s->members.n);
    for (size_t i = 0; i < s->groups.n; i++)
        *vec_push(a, &x->groups) = (struct group){
            .id = s->groups.v[i].code, .name = name_of(x, a, s->groups.v[i].name), .always = true };
    return !x->question->primary || !x->dimension->overlaps || load_primary(x, a, e);
}

/* Of several groups the primary one. */
static size_t keep_primary(const struct axis *x, uint16_t economy, day d, uint32_t *in, size_t n)
{
    const struct own *own = x->own;
    const struct scheme *s = own->primary;
    for (size_t i = s->first[economy]; i < s->first[economy + 1]; i++)
        for (size_t k = 0; k < n; k++)
            if (in[k] == own->primary_group[s->members.v[i].group] && member_holds(&s->members.v[i], d))
                return in[0] = in[k], 1;
    own->lacks[economy] = true;
    return n;
}

static size_t place(const struct axis *x, const struct fact *f, uint32_t in[GROUPS_MOST],
                    enum line *line)
{
    const struct own *own = x->own;
    uint16_t economy = facts_economy(x->facts, f);
    day d = facts_day(x->facts, f);
    size_t n = 0;
    *line = economy == x->world->unknown ? LINE_UNKNOWN : LINE_NONE;
    for (size_t i = own->scheme->first[economy]; i < own->scheme->first[economy + 1]; i++) {
        const struct member *m = &own->scheme->members.v[i];
        if (!member_holds(m, d) || (n > 0 && in[n - 1] == m->group) || n == GROUPS_MOST)
            continue;
        own->used[i] = true;
        in[n++] = m->group;
    }
    return n > 1 && own->lacks != NULL ? keep_primary(x, economy, d, in, n) : n;
}

/* ---- what is to be said ------------------------------------------------------- */

/* The list and, behind it, the unverified memberships of one group that were counted: "APMP (BD, MV)". */
static str remark_group(const struct axis *x, struct arena *a, uint32_t group, str list)
{
    const struct own *own = x->own;
    const struct scheme *s = own->scheme;
    struct buf codes = buf_new(a);
    for (size_t economy = 0; economy < x->world->economies.n; economy++)
        for (size_t i = s->first[economy]; i < s->first[economy + 1]; i++) {
            const struct member *m = &s->members.v[i];
            if (m->group != group || !m->unverified || !own->used[i])
                continue;
            buf_puts(&codes, codes.n > 0 ? ", " : "");
            buf_put(&codes, x->world->economies.v[economy].code);
        }
    const struct words *words = question_words(x->question);
    const struct group *g = &x->groups.v[group];
    str here = str_cat(a, x->dimension->shows_id ? g->id : g->name, S(" ("), buf_str(&codes), S(")"));
    return codes.n == 0 ? list : list.n == 0 ? here : say(a, words, "{1}; {2}", list, here);
}

static void remark(const struct axis *x, struct arena *a, struct buf *sentences)
{
    str list = S("");
    for (uint32_t g = 0; g < x->groups.n; g++)
        list = remark_group(x, a, g, list);
    if (list.n > 0)
        buf_put(sentences, say(a, question_words(x->question), "Memberships counted here that no "
                               "source confirms: {1}.", list));
}

static bool check(const struct axis *x, struct arena *a, struct err *e)
{
    const struct own *own = x->own;
    struct buf list = buf_new(a);
    size_t first = 0;
    for (size_t i = x->world->economies.n; own->lacks != NULL && i-- > 0;)
        if (own->lacks[i])
            first = i;
    for (size_t i = first; own->lacks != NULL && i < x->world->economies.n; i++)
        if (own->lacks[i])
            buf_printf(&list, "%s" STR_FMT, list.n > 0 ? ", " : "", STR_ARG(x->world->economies.v[i].code));
    return list.n == 0
        || err_set(e, ERR_USAGE, "these economies are in several groups of %s on a day that counts and have no "
                   "primary one: " STR_FMT "; set it, as in: etalon economies primary " STR_FMT " %s:"
                   STR_FMT, x->dimension->detail, STR_ARG(buf_str(&list)),
                   STR_ARG(x->world->economies.v[first].code), x->dimension->detail,
                   STR_ARG(x->groups.v[0].id));
}

/* ---- schemes -------------------------------------------------------------------- */

#define OF_SCHEME                                                                              \
    .of_economies = true, .prepare = prepare, .place = place, .remark = remark, .check = check

const struct dimension dimension_rmo = {
    .name = "rmo", .id = "rmo", .noun = TO_SAY("RMO"),
    .title = TO_SAY("RMO"), .name_title = TO_SAY("Name"),
    .help = "Regional Metrology Organization of the economy on the day; some are in two",
    .shows_id = true, .overlaps = true,
    .lines = { [LINE_NONE] = TO_SAY("no RMO"), [LINE_UNKNOWN] = TO_SAY("unknown economy") },
    .detail = "RMO", OF_SCHEME,
};

const struct dimension dimension_rmo_subregion = {
    .name = "rmo-subregion", .id = "rmo_subregion", .noun = TO_SAY("sub-region of RMOs"),
    .title = TO_SAY("Sub-region"), .name_title = TO_SAY("Name"),
    .help = "sub-region of an RMO, as SADCMET; some economies are in two",
    .shows_id = true, .overlaps = true,
    .lines = { [LINE_NONE] = TO_SAY("no sub-region"), [LINE_UNKNOWN] = TO_SAY("unknown economy") },
    .detail = "RMOSUB", OF_SCHEME,
};

#define BY_SCHEME(word, named, what, scheme, called, headed, names, nothing)                   \
    const struct dimension dimension_##word = {                                                \
        .name = named, .id = #word, .noun = called, .title = headed, .name_title = names,      \
        .help = what, .detail = scheme,                                                        \
        .lines = { [LINE_NONE] = nothing, [LINE_UNKNOWN] = TO_SAY("unknown economy") },        \
        OF_SCHEME,                                                                             \
    };
BY_SCHEME(bipm_status, "bipm-status", "Member State, Associate or covered by one, on the day", "BIPM",
          TO_SAY("BIPM status"), TO_SAY("Status"), TO_SAY("BIPM status"), TO_SAY("neither"))
BY_SCHEME(oiml_status, "oiml-status", "Member State or Corresponding Member of the OIML, on the day", "OIML",
          TO_SAY("OIML status"), TO_SAY("Status"), TO_SAY("OIML status"), TO_SAY("neither"))
BY_SCHEME(m49_region, "m49-region", "region of the UN (M49)", "UNM49",
          TO_SAY("region"), TO_SAY("Region"), TO_SAY("Region"), TO_SAY("no region"))
BY_SCHEME(m49_subregion, "m49-subregion", "sub-region of the UN (M49)", "UNM49SUB",
          TO_SAY("sub-region"), TO_SAY("Sub-region"), TO_SAY("Sub-region"), TO_SAY("no sub-region"))
BY_SCHEME(ldc, "ldc", "least developed countries (UN) and others", "LDC",
          TO_SAY("LDC"), TO_SAY("LDC"), TO_SAY("Least developed countries (UN)"), TO_SAY("others"))
BY_SCHEME(lldc, "lldc", "landlocked developing countries (UN) and others", "LLDC",
          TO_SAY("LLDC"), TO_SAY("LLDC"), TO_SAY("Landlocked developing countries (UN)"), TO_SAY("others"))
BY_SCHEME(sids, "sids", "small island developing states (UN) and others", "SIDS",
          TO_SAY("SIDS"), TO_SAY("SIDS"), TO_SAY("Small island developing states (UN)"), TO_SAY("others"))

/* "CEEMS" has columns ceems, ceems_name. */
static const char *column_of(struct arena *a, str scheme)
{
    char *id = arena_get(a, scheme.n + 1);
    for (size_t i = 0; i < scheme.n; i++) {
        char c = scheme.p[i];
        bool upper = c >= 'A' && c <= 'Z', other = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        id[i] = upper ? (char)(c + 'a' - 'A') : other ? c : '_';
    }
    return id;
}

struct dimension dimension_of_scheme(struct arena *a, str scheme)
{
    const char *code = str_dup(a, scheme).p;
    return (struct dimension){
        .name = str_cat(a, S("group:"), scheme).p, .id = column_of(a, scheme), .noun = code,
        .title = code, .name_title = TO_SAY("Group"), .help = code, .shows_id = true, .overlaps = true,
        .lines = { [LINE_NONE] = TO_SAY("no group"), [LINE_UNKNOWN] = TO_SAY("unknown economy") }, .detail = code,
        OF_SCHEME,
    };
}
