/*
 * Memberships are versions; that no two of one economy overlap is asked before they are
 * written, so that the sentence can name the other, and held by triggers below.
 */
#include "records/economies.h"

#include "base/asset.h"
#include "base/near.h"
#include "base/tsv.h"
#include "intl/text.h"
#include "records/find.h"
#include "tracker/edit.h"
#include "tracker/numbers.h"
#include "tracker/reference.h"

struct job {
    struct tracker *t;
    struct arena *arena;
    struct table *table;                  /* what was done, row by row */
};

static str or_else(str s, str other) { return s.n ? s : other; }
static struct val text_or_nil(str s) { return s.n ? val_text(s) : val_nil(); }

static struct table *table_of_memberships(struct arena *a)
{
    struct table *x = table_new(a, S(""));
    static const char *const ids[] = { "group", "economy", "role", "from", "to", "change" };
    static const char *const titles[] = { "Group", "Economy", "Role", "From", "To", "Change" };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        table_column(x, str_of(ids[i]), str_of(titles[i]), UNIT_NONE);
    return x;
}

static bool begin(struct job *j, struct tracker *t, const struct by_hand *by, struct report *r,
                  struct err *e)
{
    *j = (struct job){ .t = t, .arena = r->arena, .table = table_of_memberships(r->arena) };
    return edit_begin(t, "edit", by->actor, by->reason, e) != 0;
}

static bool end(struct job *j, bool ok, const struct by_hand *by, struct report *r, struct err *e)
{
    if (ok) {
        by_hand_note(j->t, by, j->table);
        report_table(r, j->table);
    }
    return by_hand_end(j->t, ok, by, e);
}

/* --- spellings ------------------------------------------------------------------------- */

static bool put_alias(struct job *j, str spelling, str economy, struct err *e)
{
    str code, norm = intl_alias_key(j->arena, spelling);
    if (!norm.n)
        return err_set(e, ERR_INPUT, "a spelling needs a letter");
    if (!find_economy(j->t, j->arena, economy, &code, e))
        return false;
    table_add(j->table, val_text(norm));
    table_add(j->table, val_text(code));
    edit_say(j->t, "a spelling of an economy: " STR_FMT, STR_ARG(code));
    return edit_put(j->t, PAST_ECONOMY_ALIAS, (struct val[]){
        val_text(S("admin")), val_text(norm), val_text(code), val_text(S("")),
        val_text(S("administrator")) }, e);
}

bool economies_alias(struct tracker *t, str spelling, str economy, const struct by_hand *by,
                     struct report *r, struct err *e)
{
    struct job j;
    if (!begin(&j, t, by, r, e))
        return false;
    j.table = table_new(r->arena, S(""));
    table_column(j.table, S("spelling"), S("Spelling"), UNIT_NONE);
    table_column(j.table, S("economy"), S("Economy"), UNIT_NONE);
    return end(&j, put_alias(&j, spelling, economy, e), by, r, e);
}

/* --- schemes ------------------------------------------------------------------------------ */

static bool is_code(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == ':' || s.p[i] == '\t' || (unsigned char)s.p[i] < ' ')
            return false;
    return s.n > 0;
}

/* Schemes and groups are names and have no past: an empty one changes no figure. */
static bool put_scheme(struct job *j, str code, str name, bool multi, struct err *e)
{
    int64_t overlaps = 0;
    if (!is_code(code))
        return err_set(e, ERR_INPUT, "\"" STR_FMT "\" cannot be the code of a scheme; use letters, like CEEMS",
                       STR_ARG(code));
    if (!multi && !NUMBER(tracker_db(j->t),
            "SELECT count(*) FROM group_membership a JOIN economy_group g ON g.id = a.grp"
            " JOIN economy_group h ON h.scheme = g.scheme"
            " JOIN group_membership b ON b.grp = h.id AND b.economy = a.economy AND b.id > a.id"
            " WHERE g.scheme = ? AND (a.valid_from IS NULL OR b.valid_to IS NULL OR a.valid_from < b.valid_to)"
            " AND (b.valid_from IS NULL OR a.valid_to IS NULL OR b.valid_from < a.valid_to)",
            &overlaps, e, val_text(code)))
        return false;
    if (overlaps)
        return err_set(e, ERR_INPUT, "economies are in several groups of " STR_FMT " at one time; say --multi",
                       STR_ARG(code));
    struct stmt *q = db_stmt(tracker_db(j->t),
        S("INSERT INTO group_scheme (code, name, multi) VALUES (?1, ?2, ?3) ON CONFLICT (code)"
          " DO UPDATE SET name = ?2, multi = ?3"));
    stmt_set(q, 1, val_text(code));
    stmt_set(q, 2, val_text(or_else(name, code)));
    stmt_set(q, 3, val_int(multi));
    return stmt_run(q, e);
}

bool economies_scheme(struct tracker *t, str code, str name, bool multi, const struct by_hand *by,
                      struct report *r, struct err *e)
{
    struct job j;
    if (!begin(&j, t, by, r, e))
        return false;
    j.table = table_new(r->arena, S(""));
    table_column(j.table, S("scheme"), S("Scheme"), UNIT_NONE);
    table_column(j.table, S("name"), S("Name"), UNIT_NONE);
    table_column(j.table, S("multi"), S("At one time"), UNIT_NONE);
    table_add(j.table, val_text(code));
    table_add(j.table, val_text(or_else(name, code)));
    table_add(j.table, val_text(multi ? S("several") : S("one")));
    edit_say(t, "a scheme of groups: " STR_FMT, STR_ARG(code));
    bool ok = put_scheme(&j, code, name, multi, e);
    if (ok)
        report_table(r, j.table);
    bool keep = ok && !by->dry_run, ended = edit_end(t, keep, e);
    return ok && (ended || !keep);
}

/* --- groups --------------------------------------------------------------------------------- */

static bool no_group(struct job *j, str scheme, str group, struct err *e)
{
    struct near n = near_to(group);
    struct stmt *q = db_stmt(tracker_db(j->t), S("SELECT code FROM economy_group WHERE scheme = ?"));
    stmt_set(q, 1, val_text(scheme));
    while (stmt_row(q))
        near_offer(&n, str_dup(j->arena, stmt_str(q, 0)));
    if (!stmt_end(q, e))
        return false;
    return err_set(e, ERR_INPUT, "the scheme " STR_FMT " has no group " STR_FMT "%s" STR_FMT "%s --new-group "
                   "makes it", STR_ARG(scheme), STR_ARG(group), n.best.n ? "; did you mean " : "",
                   STR_ARG(n.best), n.best.n ? "?" : ";");
}

static bool find_group(struct job *j, str asked, bool make, int64_t *id, struct err *e)
{
    int64_t schemes;
    str group = asked, scheme = str_cut(&group, ':');
    if (!group.p || !is_code(group))
        return err_set(e, ERR_USAGE, "say the group as SCHEME:GROUP, like RMO:SIM, not \"" STR_FMT "\"",
                       STR_ARG(asked));
    if (!NUMBER(tracker_db(j->t), "SELECT count(*) FROM group_scheme WHERE code = ?", &schemes, e,
                val_text(scheme))
        || !NUMBER(tracker_db(j->t), "SELECT id FROM economy_group WHERE scheme = ? AND code = ?", id, e,
                   val_text(scheme), val_text(group)))
        return false;
    if (!schemes)
        return err_set(e, ERR_INPUT, "there is no scheme " STR_FMT "; \"etalon economies scheme " STR_FMT
                       " --name TEXT\" makes it", STR_ARG(scheme), STR_ARG(scheme));
    if (*id)
        return true;
    if (!make)
        return no_group(j, scheme, group, e);
    struct stmt *q = db_stmt(tracker_db(j->t),
        S("INSERT INTO economy_group (scheme, code, name) VALUES (?, ?, ?)"));
    stmt_set(q, 1, val_text(scheme));
    stmt_set(q, 2, val_text(group));
    stmt_set(q, 3, val_text(group));
    bool ok = stmt_run(q, e);
    *id = db_last_id(tracker_db(j->t));
    return ok;
}

/* --- memberships ------------------------------------------------------------------------------ */

static bool day_of(str text, const char *what, char *out, bool *uncertain, struct err *e)
{
    return reference_date(text, out, uncertain)
        || err_set(e, ERR_INPUT, "%s is no day: \"" STR_FMT "\"; write it like 2024-02-29, 2024-02 or 2024",
                   what, STR_ARG(text));
}

/* Another membership of the economy that holds at some time of this one. */
static bool overlaps(struct job *j, int64_t id, int64_t group, str code, struct val from,
                     struct val to, struct err *e)
{
    struct asset f;
    if (!asset_find(S("tracker/overlap.sql"), &f))
        return err_set(e, ERR_STORE, "tracker/overlap.sql is missing");
    struct stmt *q = db_stmt(tracker_db(j->t), f.bytes);
    stmt_set(q, 1, val_int(id));
    stmt_set(q, 2, val_int(group));
    stmt_set(q, 3, val_text(code));
    stmt_set(q, 4, from);
    stmt_set(q, 5, to);
    bool other = stmt_row(q);
    if (other)
        err_set(e, ERR_INPUT, STR_FMT " is in " STR_FMT " already (%s" STR_FMT "%s" STR_FMT "); end that first with "
                "\"etalon economies leave\"", STR_ARG(code), STR_ARG(stmt_str(q, 0)),
                stmt_str(q, 1).n ? "from " : "always", STR_ARG(stmt_str(q, 1)),
                stmt_str(q, 2).n ? " to " : "", STR_ARG(stmt_str(q, 2)));
    struct err second = { 0 };
    return stmt_end(q, other ? &second : e) && !other;
}

struct period { char from[12], to[12]; bool uncertain; };

static void tell(struct job *j, str group, str code, str role, str from, str to, str change)
{
    const str cells[] = { group, code, role, from, to, change };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        table_add(j->table, val_text(str_dup(j->arena, cells[i])));
}

/* The membership that begins on that day stays itself, with when it was recorded. */
static bool find_same(struct job *j, int64_t group, str code, struct val from, int64_t *id,
                      int64_t *recorded, struct err *e)
{
    struct stmt *q = db_stmt(tracker_db(j->t),
        S("SELECT id, recorded_at FROM group_membership WHERE grp = ? AND economy = ? AND valid_from IS ?"));
    stmt_set(q, 1, val_int(group));
    stmt_set(q, 2, val_text(code));
    stmt_set(q, 3, from);
    *id = 0;
    *recorded = edit_recorded(j->t);
    if (stmt_row(q)) {
        *id = stmt_int(q, 0);
        *recorded = stmt_int(q, 1);
    }
    return stmt_end(q, e);
}

static bool put_membership(struct job *j, const struct membership_of *m, bool make, struct err *e)
{
    struct period p = { .uncertain = false };
    int64_t group, id, recorded, before = edit_changes(j->t);
    str code;
    if (!find_group(j, m->group, make, &group, e) || !find_economy(j->t, j->arena, m->economy, &code, e)
        || !day_of(m->from, "the first day", p.from, &p.uncertain, e)
        || !day_of(m->to, "the day it ends", p.to, &p.uncertain, e))
        return false;
    if (!m->source.n)
        return err_set(e, ERR_INPUT, "say where this is known from, with --source");
    struct val from = text_or_nil(str_of(p.from)), to = text_or_nil(str_of(p.to));
    if (p.from[0] && p.to[0] && str_cmp(str_of(p.from), str_of(p.to)) >= 0)
        return err_set(e, ERR_INPUT, "a membership ends after it begins, not %s to %s", p.from, p.to);
    if (!find_same(j, group, code, from, &id, &recorded, e)
        || !overlaps(j, id, group, code, from, to, e))
        return false;
    bool is_new = !id;
    if (is_new && !number_next(tracker_db(j->t), "group_membership", &id, e))
        return false;
    str role = or_else(m->role, S("member"));
    if (!edit_put(j->t, PAST_MEMBERSHIP, (struct val[]){
            val_int(id), val_int(group), val_text(code), val_text(role), from, to,
            val_int(p.uncertain), val_text(m->source),
            val_text(or_else(m->confidence, S("administrator"))), val_text(m->note),
            val_int(recorded) }, e))
        return false;
    bool changed = edit_changes(j->t) > before;
    tell(j, m->group, code, role, str_of(p.from), str_of(p.to),
         is_new ? S("new") : changed ? S("changed") : S("as it was"));
    return true;
}

bool economies_join(struct tracker *t, const struct membership_of *m, bool make,
                    const struct by_hand *by, struct report *r, struct err *e)
{
    struct job j;
    if (!begin(&j, t, by, r, e))
        return false;
    bool ok = put_membership(&j, m, make, e);
    edit_say(t, "a membership: " STR_FMT " in " STR_FMT, STR_ARG(m->economy), STR_ARG(m->group));
    return end(&j, ok, by, r, e);
}

/* The group must be one of the scheme, and is made in the scheme of primary groups. */
static bool put_primary(struct job *j, const struct membership_of *asked, struct err *e)
{
    int64_t group, there = 0;
    struct membership_of m = *asked;
    str code = asked->group, scheme = str_cut(&code, ':');
    str own = str_cat(j->arena, scheme, S(SCHEME_PRIMARY));
    str name = str_cat(j->arena, S("Primary group in "), scheme);
    m.group = str_cat(j->arena, own, S(":"), code);
    m.source = or_else(m.source, S("administrator"));
    return find_group(j, asked->group, false, &group, e)
        && NUMBER(tracker_db(j->t), "SELECT count(*) FROM group_scheme WHERE code = ?", &there, e,
                  val_text(own))
        && (there > 0 || put_scheme(j, own, name, false, e)) && put_membership(j, &m, true, e);
}

bool economies_primary(struct tracker *t, const struct membership_of *m, const struct by_hand *by,
                       struct report *r, struct err *e)
{
    struct job j;
    if (!begin(&j, t, by, r, e))
        return false;
    bool ok = put_primary(&j, m, e);
    edit_say(t, "a primary group: " STR_FMT " in " STR_FMT, STR_ARG(m->economy), STR_ARG(m->group));
    return end(&j, ok, by, r, e);
}

static bool end_membership(struct job *j, str asked, str economy, str on, struct err *e)
{
    struct period p = { .uncertain = false };
    int64_t group;
    str code;
    if (!find_group(j, asked, false, &group, e) || !find_economy(j->t, j->arena, economy, &code, e)
        || !day_of(on, "the day it ends", p.to, &p.uncertain, e))
        return false;
    struct stmt *q = db_stmt(tracker_db(j->t),
        S("SELECT id, role, coalesce(valid_from, '') FROM group_membership WHERE grp = ? AND economy = ?"
          " AND (valid_from IS NULL OR valid_from < ?3) AND (valid_to IS NULL OR valid_to >= ?3)"));
    stmt_set(q, 1, val_int(group));
    stmt_set(q, 2, val_text(code));
    stmt_set(q, 3, val_text(str_of(p.to)));
    struct val id = stmt_row(q) ? val_int(stmt_int(q, 0)) : val_nil();
    if (id.kind == VAL_INT)
        tell(j, asked, code, stmt_str(q, 1), stmt_str(q, 2), str_of(p.to), S("ended"));
    if (!stmt_end(q, e))
        return false;
    if (id.kind != VAL_INT)
        return err_set(e, ERR_INPUT, STR_FMT " is not in " STR_FMT " on the day before %s", STR_ARG(code),
                       STR_ARG(asked), p.to);
    return edit_set(j->t, PAST_MEMBERSHIP, &id, "valid_to", val_text(str_of(p.to)), e)
        && (!p.uncertain || edit_set(j->t, PAST_MEMBERSHIP, &id, "uncertain", val_int(1), e));
}

bool economies_leave(struct tracker *t, str group, str economy, str on, const struct by_hand *by,
                     struct report *r, struct err *e)
{
    struct job j;
    if (!begin(&j, t, by, r, e))
        return false;
    bool ok = end_membership(&j, group, economy, on, e);
    edit_say(t, "a membership ended: " STR_FMT " in " STR_FMT, STR_ARG(economy), STR_ARG(group));
    return end(&j, ok, by, r, e);
}

/* --- a whole list ------------------------------------------------------------------------------- */

static const char *const headings[] = {
    "scheme", "group", "economy", "role", "from", "to", "source", "confidence", "note",
};

static bool headings_are_good(const struct tsv *t, struct err *e)
{
    for (size_t i = 0; i < t->n; i++) {
        struct near n = near_to(t->heading[i]);
        bool known = false;
        for (size_t k = 0; k < sizeof headings / sizeof *headings; k++) {
            known |= str_eq(t->heading[i], str_of(headings[k]));
            near_offer(&n, str_of(headings[k]));
        }
        if (!known)
            return err_set(e, ERR_INPUT, "the column \"" STR_FMT "\" is not known%s" STR_FMT "%s; columns are "
                           "parted by tabs", STR_ARG(t->heading[i]), n.best.n ? " (did you mean " : "",
                           STR_ARG(n.best), n.best.n ? "?)" : "");
    }
    return t->n > 0;
}

static bool load_row(struct job *j, const struct tsv *t, struct err *e)
{
    struct membership_of m = {
        .group = str_cat(j->arena, tsv_cell(t, S("scheme")), S(":"), tsv_cell(t, S("group"))),
        .economy = tsv_cell(t, S("economy")), .role = tsv_cell(t, S("role")),
        .from = tsv_cell(t, S("from")), .to = tsv_cell(t, S("to")), .source = tsv_cell(t, S("source")),
        .confidence = tsv_cell(t, S("confidence")), .note = tsv_cell(t, S("note")) };
    return put_membership(j, &m, true, e);
}

static bool load(struct job *j, str bytes, const char *name, struct err *e)
{
    struct tsv t;
    int64_t rows = 0;
    if (str_utf8_bad(bytes) < bytes.n)
        return err_set(e, ERR_INPUT, "%s is not UTF-8", name);
    tsv_of(&t, str_starts(bytes, S("\xEF\xBB\xBF")) ? str_from(bytes, 3) : bytes);
    if (!headings_are_good(&t, e))
        return err_in(e, "%s", name);
    for (; tsv_next(&t); rows++)
        if (!load_row(j, &t, e))
            return err_in(e, "%s, line %lld", name, (long long)t.line);
    edit_say(j->t, "%lld memberships from a list", (long long)rows);
    return true;
}

bool economies_load(struct tracker *t, str bytes, const char *name, const struct by_hand *by,
                    struct report *r, struct err *e)
{
    struct job j;
    if (!begin(&j, t, by, r, e))
        return false;
    return end(&j, load(&j, bytes, name, e), by, r, e);
}
