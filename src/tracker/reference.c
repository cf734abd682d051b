/*
 * One table is one loop over the rows of a tab-separated asset: columns are
 * found by their heading, and each loop fills one table of the store.
 */
#include "tracker/reference.h"

#include <string.h>

#include "base/asset.h"
#include "base/date.h"
#include "base/tsv.h"

/* Binds all of v, in order, to a statement and runs it. */
static bool put(struct db *db, str sql, const struct val *v, int n, struct err *e)
{
    struct stmt *q = db_stmt(db, sql);
    for (int i = 0; i < n; i++)
        stmt_set(q, i + 1, v[i]);
    return stmt_run(q, e);
}
#define PUT(db, sql, e, ...)                                                  \
    put((db), S(sql), (struct val[]){ __VA_ARGS__ },                          \
        (int)(sizeof((struct val[]){ __VA_ARGS__ }) / sizeof(struct val)), (e))

static struct val text(str s)         { return val_text(s); }
static struct val text_or_nil(str s)  { return s.n ? val_text(s) : val_nil(); }
static str or_else(str s, str other)  { return s.n ? s : other; }

bool reference_date(str s, char *out, bool *uncertain)
{
    struct stamp stamp;
    struct buf b = { .p = out, .cap = 11, .limit = 11 };
    out[0] = 0;
    if (!s.n)
        return true;
    if (!date_read_stamp(s, &stamp) || stamp.precision == PRECISION_SECOND
        || stamp.precision == PRECISION_MS)
        return false;
    *uncertain |= stamp.precision != PRECISION_DAY;
    date_put_day(&b, date_of_instant(stamp.at));
    out[b.n] = 0;
    return true;
}

/* --- economies ------------------------------------------------------------------ */

/* A name is the one the BIPM publishes, where that is another than ISO's. */
static bool put_economy(struct db *db, const struct tsv *t, str kind, bool selectable,
                        struct err *e)
{
    return PUT(db, "INSERT OR REPLACE INTO economy VALUES (?,?,?,?,?,?,?,?,?)", e,
               text(tsv_cell(t, S("alpha2"))), text(tsv_cell(t, S("alpha3"))),
               text_or_nil(tsv_cell(t, S("numeric"))),
               text(or_else(tsv_cell(t, S("name_en_bipm")), tsv_cell(t, S("name_en")))),
               text(or_else(tsv_cell(t, S("name_fr_bipm")), tsv_cell(t, S("name_fr")))), text(kind), val_int(selectable),
               text(tsv_cell(t, S("source"))), text(or_else(tsv_cell(t, S("confidence")), S("primary"))));
}

static bool load_economies(struct db *db, struct err *e)
{
    struct tsv t;
    if (!tsv_open(&t, S("schemas/data/economies.tsv"), e))
        return false;
    while (tsv_next(&t))
        if (!put_economy(db, &t, S("economy"), true, e))
            return false;
    return true;
}

static str kind_of_special(str code)
{
    return str_eq(code, S("XK")) ? S("economy")
         : str_eq(code, S("ZZ")) ? S("unknown") : S("organisation");
}

/* CARICOM stands in both tables: it has a status and is nobody's country. */
static bool load_specials(struct db *db, struct err *e)
{
    struct tsv t;
    if (!tsv_open(&t, S("schemas/data/economies_special.tsv"), e))
        return false;
    while (tsv_next(&t)) {
        str code = tsv_cell(&t, S("alpha2"));
        if (!put_economy(db, &t, kind_of_special(code), !str_eq(code, S("XC")), e))
            return false;
    }
    return PUT(db, "INSERT INTO economy VALUES ('XQ','XQQ',NULL,?,?,'placeholder',0,?,'placeholder')",
               e, text(S("Unidentified Associate (2024 to 2025)")),
               text(S("Associé non identifié (2024 à 2025)")), text(S("published counts only")));
}

static bool load_spellings(struct db *db, const char *file, const char *scope, struct err *e)
{
    struct tsv t;
    if (!tsv_open(&t, str_of(file), e))
        return false;
    while (tsv_next(&t))
        if (!PUT(db, "INSERT OR IGNORE INTO economy_alias (scope, alias_norm, economy, lang, source) VALUES (?,?,?,?,?)", e,
                 text(str_of(scope)), text(tsv_cell(&t, S("normalised"))),
                 text(tsv_cell(&t, S("alpha2"))), text(tsv_cell(&t, S("lang"))),
                 text(tsv_cell(&t, S("source")))))
            return false;
    return true;
}

/* Anybody's spellings, and those of Moodle, which go first in its own files. */
static bool load_aliases(struct db *db, struct err *e)
{
    return load_spellings(db, "schemas/data/country_aliases.tsv", "", e)
        && load_spellings(db, "schemas/data/moodle_countries.tsv", "moodle", e);
}

static bool load_asks(struct db *db, struct err *e)
{
    struct tsv t;
    if (!tsv_open(&t, S("schemas/data/alias_ask.tsv"), e))
        return false;
    while (tsv_next(&t))
        if (!PUT(db, "INSERT INTO economy_alias_ask VALUES (?,?)", e,
                 text(tsv_cell(&t, S("normalised"))), text(tsv_cell(&t, S("what_it_may_mean")))))
            return false;
    return true;
}

/* --- memberships ------------------------------------------------------------------ */

struct membership {
    str scheme, group, economy, role, from, to, source, confidence, note;
};

static bool put_membership(struct db *db, const struct membership *m, struct err *e)
{
    char from[12], to[12];
    bool uncertain = false;
    if (!reference_date(m->from, from, &uncertain) || !reference_date(m->to, to, &uncertain))
        return err_set(e, ERR_STORE, "reference data: " STR_FMT " in " STR_FMT " has no usable date",
                       STR_ARG(m->economy), STR_ARG(m->group));
    return PUT(db, "INSERT OR IGNORE INTO economy_group (scheme, code, name) VALUES (?,?,?)", e,
               text(m->scheme), text(m->group), text(m->group))
        && PUT(db, "INSERT INTO group_membership (grp, economy, role, valid_from, valid_to, uncertain,"
                   " source, confidence, note, recorded_at)"
                   " SELECT id,?3,?4,?5,?6,?7,?8,?9,?10,?11 FROM economy_group"
                   " WHERE scheme = ?1 AND code = ?2", e,
               text(m->scheme), text(m->group), text(m->economy), text(m->role),
               text_or_nil(str_of(from)), text_or_nil(str_of(to)), val_int(uncertain),
               text(m->source), text(or_else(m->confidence, S("secondary"))), text(m->note),
               val_int(date_now()));
}

/* Ghana and Nigeria stand in two sub-regions of one RMO: that is one membership. */
static bool is_second_subregion(struct db *db, const struct membership *m, bool *is, struct err *e)
{
    bool ok = PUT(db, "UPDATE group_membership SET note = note || ', ' || ?1 WHERE economy = ?2"
                      " AND grp = (SELECT id FROM economy_group WHERE scheme = 'RMO' AND code = ?3)",
                  e, text(m->note), text(m->economy), text(m->group));
    *is = db_changes(db) > 0;
    return ok;
}

static bool load_rmo(struct db *db, struct err *e)
{
    struct tsv t;
    if (!tsv_open(&t, S("schemas/data/rmo_membership.tsv"), e))
        return false;
    while (tsv_next(&t)) {
        struct membership m = {
            .scheme = S("RMO"), .group = tsv_cell(&t, S("rmo")), .economy = tsv_cell(&t, S("alpha2")),
            .role = tsv_cell(&t, S("kind")), .from = tsv_cell(&t, S("since")),
            .source = tsv_cell(&t, S("source")), .confidence = tsv_cell(&t, S("confidence")),
            .note = tsv_cell(&t, S("subregion")) };
        bool again;
        if (!is_second_subregion(db, &m, &again, e) || (!again && !put_membership(db, &m, e)))
            return false;
    }
    return true;
}

bool reference_load_subregions(struct db *db, struct err *e)
{
    struct tsv t;
    if (!PUT(db, "INSERT INTO group_scheme (code, name, multi) VALUES ('RMOSUB', ?, 1)", e,
             text(S("Sub-region of an RMO")))
        || !tsv_open(&t, S("schemas/data/rmo_membership.tsv"), e))
        return false;
    while (tsv_next(&t)) {
        struct membership m = {
            .scheme = S("RMOSUB"), .group = tsv_cell(&t, S("subregion")),
            .economy = tsv_cell(&t, S("alpha2")), .role = tsv_cell(&t, S("kind")),
            .from = tsv_cell(&t, S("since")), .source = tsv_cell(&t, S("source")),
            .confidence = tsv_cell(&t, S("confidence")), .note = tsv_cell(&t, S("rmo")) };
        if (m.group.n && !put_membership(db, &m, e))
            return false;
    }
    return true;
}

static bool load_bipm(struct db *db, struct err *e)
{
    struct tsv t;
    if (!tsv_open(&t, S("schemas/data/bipm_history.tsv"), e))
        return false;
    while (tsv_next(&t)) {
        struct membership m = {
            .scheme = S("BIPM"), .group = tsv_cell(&t, S("status")), .economy = tsv_cell(&t, S("alpha2")),
            .role = tsv_cell(&t, S("status")), .from = tsv_cell(&t, S("since")),
            .to = tsv_cell(&t, S("until")), .source = tsv_cell(&t, S("source")),
            .confidence = tsv_cell(&t, S("confidence")), .note = tsv_cell(&t, S("note")) };
        if (!put_membership(db, &m, e))
            return false;
    }
    return true;
}

/* Since when a state is covered is known no better than since when the community
 * is an Associate; the list itself is of 2012. */
static bool load_coverage(struct db *db, struct err *e)
{
    struct tsv t;
    if (!tsv_open(&t, S("schemas/data/associate_coverage.tsv"), e))
        return false;
    while (tsv_next(&t)) {
        struct membership m = {
            .scheme = S("BIPM"), .group = S("covered"), .economy = tsv_cell(&t, S("covers_alpha2")),
            .role = S("covered"), .from = S("2005"), .source = tsv_cell(&t, S("source")),
            .note = tsv_cell(&t, S("note")) };
        if (!put_membership(db, &m, e))
            return false;
    }
    return true;
}

/* The columns of economies.tsv and groupings.tsv that name a group. */
static const struct { const char *file, *column, *scheme, *only; } columns[] = {
    { "schemas/data/economies.tsv", "oiml_status",   "OIML",    NULL },
    { "schemas/data/groupings.tsv", "m49_region",    "UNM49",   NULL },
    { "schemas/data/groupings.tsv", "m49_subregion", "UNM49SUB", NULL },
    { "schemas/data/groupings.tsv", "ldc",           "LDC",     "yes" },
    { "schemas/data/groupings.tsv", "lldc",          "LLDC",    "yes" },
    { "schemas/data/groupings.tsv", "sids",          "SIDS",    "yes" },
    { "schemas/data/groupings.tsv", "wb_region",     "WB",      NULL },
};

/* "corresponding?" is the group corresponding, and unverified. */
static bool put_column(struct db *db, const struct tsv *t, size_t i, struct err *e)
{
    str value = tsv_cell(t, str_of(columns[i].column)), scheme = str_of(columns[i].scheme);
    if (!value.n || str_eq(value, S("none")) || str_eq(value, S("no")))
        return true;
    bool unsure = str_ends(value, S("?"));
    struct membership m = {
        .scheme = scheme, .group = columns[i].only ? scheme : str_head(value, value.n - unsure),
        .economy = tsv_cell(t, S("alpha2")), .role = S("member"),
        .source = or_else(tsv_cell(t, S("source")), S("groupings.tsv")),
        .confidence = unsure ? S("unverified") : S("secondary"),
        .note = columns[i].only ? tsv_cell(t, S("ldc_note")) : S("") };
    return put_membership(db, &m, e);
}

static bool load_columns(struct db *db, struct err *e)
{
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        struct tsv t;
        if (!tsv_open(&t, str_of(columns[i].file), e))
            return false;
        while (tsv_next(&t))
            if (!put_column(db, &t, i, e))
                return false;
    }
    return true;
}

bool reference_load(struct db *db, struct err *e)
{
    struct asset schemes;
    return asset_find(S("tracker/schemes.sql"), &schemes)
        && db_script(db, schemes.bytes, e) && load_economies(db, e)
        && load_specials(db, e) && load_aliases(db, e) && load_asks(db, e) && load_rmo(db, e)
        && load_bipm(db, e) && load_coverage(db, e) && load_columns(db, e);
}
