/*
 * The table of tables; statements are put together from its rows, so that every
 * table with versions is treated alike.
 */
#include "tracker/past.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"

static const struct past_table tables[PASTS] = {
    [PAST_ORGANISATION] = {
        .name = "organisation", .thing = "organisation", .things = "organisations",
        .columns = { "id", "name_norm", "name", "type", "economy" }, .nkey = 1, .numbered = true },
    [PAST_LEARNER] = {
        .name = "learner", .thing = "learner", .things = "learners",
        .columns = { "id", "given", "family", "display", "gender", "lang", "registered_at",
                     "registered_precision", "is_test", "by_hand" },
        .nkey = 1, .numbered = true, .has_line = true, .carried = "salt", .of = OF_LEARNER },
    [PAST_IDENTITY] = {
        .name = "learner_identity", .thing = "key", .things = "keys of persons",
        .columns = { "value_norm", "kind", "issuer", "learner", "value_raw" }, .nkey = 3,
        .has_line = true, .of = OF_LEARNER, .person = 3,
        .refers = { { 3, PAST_LEARNER } }, .nrefers = 1 },
    [PAST_SHARED] = {
        .name = "shared_id", .thing = "shared id", .things = "shared ids",
        .columns = { "value_norm", "issuer", "learner" }, .nkey = 3,
        .has_line = true, .of = OF_LEARNER, .person = 2,
        .refers = { { 2, PAST_LEARNER } }, .nrefers = 1 },
    [PAST_MERGE] = {
        .name = "learner_merge", .thing = "merge", .things = "merges",
        .columns = { "learner", "into_learner" }, .nkey = 1,
        .refers = { { 0, PAST_LEARNER }, { 1, PAST_LEARNER } }, .nrefers = 2 },
    [PAST_SIGHTING] = {
        .name = "learner_sighting", .thing = "affiliation", .things = "affiliations",
        .columns = { "learner", "n", "on_day", "until_day", "dated", "by_hand", "economy",
                     "organisation" },
        .nkey = 2, .has_line = true, .of = OF_LEARNER,
        .refers = { { 0, PAST_LEARNER }, { 7, PAST_ORGANISATION } }, .nrefers = 2 },
    [PAST_COURSE] = {
        .name = "course", .thing = "course", .things = "courses",
        .columns = { "id", "code", "title" }, .nkey = 1, .numbered = true },
    [PAST_ACTIVITY] = {
        .name = "activity", .thing = "activity", .things = "activities",
        .columns = { "id", "course", "ident", "title", "kind", "parent", "same_as" },
        .nkey = 1, .numbered = true,
        .refers = { { 1, PAST_COURSE }, { 5, PAST_ACTIVITY }, { 6, PAST_ACTIVITY } }, .nrefers = 3 },
    [PAST_COURSE_ALIAS] = {
        .name = "course_alias", .thing = "name of a course", .things = "names of courses",
        .columns = { "scope", "name_norm", "course" }, .nkey = 2,
        .refers = { { 2, PAST_COURSE } }, .nrefers = 1 },
    [PAST_VERSION] = {
        .name = "course_version", .thing = "edition", .things = "editions",
        .columns = { "id", "course", "label", "package_sha256", "standard", "manifest_id", "mastery",
                     "languages", "published_on", "supersedes" },
        .nkey = 1, .numbered = true,
        .refers = { { 1, PAST_COURSE }, { 9, PAST_VERSION } }, .nrefers = 2 },
    [PAST_VERSION_ACTIVITY] = {
        .name = "version_activity", .thing = "activity of an edition",
        .things = "activities of editions",
        .columns = { "version", "activity", "counts", "weight" }, .nkey = 2,
        .refers = { { 0, PAST_VERSION }, { 1, PAST_ACTIVITY } }, .nrefers = 2 },
    [PAST_QUESTION] = {
        .name = "question", .thing = "question", .things = "questions",
        .columns = { "id", "activity", "ident", "type", "max_mark" }, .nkey = 1, .numbered = true,
        .refers = { { 1, PAST_ACTIVITY } }, .nrefers = 1 },
    [PAST_REGISTRATION] = {
        .name = "registration", .thing = "registration", .things = "registrations",
        .columns = { "id", "learner", "course", "seq", "registered_at", "precision", "withdrawn",
                     "economy", "cohort", "source_key", "by_hand" },
        .nkey = 1, .numbered = true, .has_line = true, .cache = "digest",
        .refers = { { 1, PAST_LEARNER }, { 2, PAST_COURSE } }, .nrefers = 2 },
    [PAST_RESULT] = {
        .name = "result", .thing = "result", .things = "results",
        .columns = { "registration", "activity", "n", "at", "precision", "completion", "success",
                     "score", "by_hand" },
        .nkey = 3, .has_line = true,
        .refers = { { 0, PAST_REGISTRATION }, { 1, PAST_ACTIVITY } }, .nrefers = 2 },
    [PAST_ATTEMPT] = {
        .name = "attempt", .thing = "attempt", .things = "attempts",
        .columns = { "registration", "activity", "n", "started_at", "started_precision", "last_at",
                     "last_precision", "score" },
        .nkey = 3, .has_line = true,
        .refers = { { 0, PAST_REGISTRATION }, { 1, PAST_ACTIVITY } }, .nrefers = 2 },
    [PAST_INTERACTION] = {
        .name = "interaction", .thing = "answer", .things = "answers",
        .columns = { "registration", "question", "attempt", "n", "response", "result", "mark",
                     "latency_ms", "at", "precision" },
        .nkey = 4, .has_line = true, .of = OF_REGISTRATION,
        .refers = { { 0, PAST_REGISTRATION }, { 1, PAST_QUESTION } }, .nrefers = 2 },
    [PAST_STATEMENT] = {
        .name = "statement", .thing = "statement", .things = "statements",
        .columns = { "registration", "id", "activity", "at", "precision", "completion", "success",
                     "score", "question", "brought" },
        .nkey = 2, .has_line = true, .of = OF_REGISTRATION,
        .refers = { { 0, PAST_REGISTRATION }, { 2, PAST_ACTIVITY }, { 8, PAST_QUESTION } }, .nrefers = 3 },
    [PAST_VOIDING] = {
        .name = "voiding", .thing = "voided statement", .things = "voided statements",
        .columns = { "id" }, .nkey = 1, .has_line = true, .carried = "salt", .of = OF_VOIDING },
    [PAST_INITIATIVE] = {
        .name = "initiative", .thing = "initiative", .things = "initiatives",
        .columns = { "id", "code", "kind", "title", "programme", "parent", "host", "host_economy",
                     "mode", "starts_on", "ends_on" },
        .nkey = 1, .numbered = true, .has_line = true,
        .refers = { { 5, PAST_INITIATIVE }, { 6, PAST_ORGANISATION } }, .nrefers = 2 },
    [PAST_PARTNER] = {
        .name = "initiative_partner", .thing = "partner", .things = "partners",
        .columns = { "initiative", "organisation", "role" }, .nkey = 3,
        .refers = { { 0, PAST_INITIATIVE }, { 1, PAST_ORGANISATION } }, .nrefers = 2 },
    [PAST_PARTICIPATION] = {
        .name = "participation", .thing = "participation", .things = "participations",
        .columns = { "initiative", "learner", "role", "status", "economy", "days", "by_hand" },
        .nkey = 3, .has_line = true,
        .refers = { { 0, PAST_INITIATIVE }, { 1, PAST_LEARNER } }, .nrefers = 2 },
    [PAST_HEADCOUNT] = {
        .name = "headcount", .thing = "head-count", .things = "head-counts",
        .columns = { "initiative", "economy", "gender", "channel", "n" }, .nkey = 4,
        .has_line = true, .refers = { { 0, PAST_INITIATIVE } }, .nrefers = 1 },
    [PAST_ECONOMY_ALIAS] = {
        .name = "economy_alias", .thing = "spelling of an economy",
        .things = "spellings of economies",
        .columns = { "scope", "alias_norm", "economy", "lang", "source" }, .nkey = 2 },
    [PAST_MEMBERSHIP] = {
        .name = "group_membership", .thing = "membership", .things = "memberships",
        .columns = { "id", "grp", "economy", "role", "valid_from", "valid_to", "uncertain", "source",
                     "confidence", "note", "recorded_at" },
        .nkey = 1, .numbered = true },
};

const struct past_table *past_table(enum past p) { return &tables[p]; }

int past_columns(const struct past_table *t)
{
    int n = 0;
    while (t->columns[n])
        n++;
    return n;
}

/* --- words of SQL ------------------------------------------------------------------- */

static void put_list(struct buf *b, const struct past_table *t, int n, const char *prefix)
{
    for (int i = 0; i < n; i++)
        buf_printf(b, "%s%s%s", i ? ", " : "", prefix, t->columns[i]);
}

void past_put_key(struct buf *b, const struct past_table *t, const char *prefix)
{
    put_list(b, t, t->nkey, prefix);
}

void past_put_columns(struct buf *b, const struct past_table *t, const char *prefix)
{
    put_list(b, t, past_columns(t), prefix);
}

void past_put_where(struct buf *b, const struct past_table *t)
{
    for (int i = 0; i < t->nkey; i++)
        buf_printf(b, "%s%s IS ?%d", i ? " AND " : " WHERE ", t->columns[i], i + 1);
}

/* --- texts with words ------------------------------------------------------------------ */

static void put_k(struct buf *b, const struct past_table *t)
{
    for (int i = 0; i < t->nkey; i++)
        buf_printf(b, "%sk%d", i ? ", " : "", i);
}

static void put_one_key(struct buf *b, const struct past_table *t, bool entry)
{
    for (int i = 0; i < t->nkey; i++) {
        buf_printf(b, "%sm.%s = ", i ? " AND " : "", t->columns[i]);
        if (entry)
            buf_printf(b, "e.k%d", i);
        else
            buf_printf(b, "p.%s", t->columns[i]);
    }
}

static void put_m_is_e(struct buf *b, const struct past_table *t) { put_one_key(b, t, true); }
static void put_m_is_p(struct buf *b, const struct past_table *t) { put_one_key(b, t, false); }

static void put_said(struct buf *b, const struct past_table *t, const char *left, const char *is,
                     const char *between)
{
    for (int i = t->nkey; t->columns[i]; i++)
        buf_printf(b, "%s%s %s p.%s%s", left, t->columns[i], is, t->columns[i], between);
    if (t->has_line)
        buf_printf(b, "%sline %s p.line%s", left, is, between);
    buf_printf(b, "%sbatch %s p.batch", left, is);
}

static void put_m_as_p(struct buf *b, const struct past_table *t)
{
    put_said(b, t, "m.", "IS", " AND ");
}

static void put_m_from_p(struct buf *b, const struct past_table *t)
{
    put_said(b, t, "", "=", ", ");
    if (t->cache)
        buf_printf(b, ", %s = NULL", t->cache);
}

static void put_rest(struct buf *b, const struct past_table *t, const char *prefix)
{
    past_put_columns(b, t, prefix);
    if (t->carried)
        buf_printf(b, ", %s%s", prefix, t->carried);
    buf_printf(b, ", %sbatch", prefix);
    if (t->has_line)
        buf_printf(b, ", %sline", prefix);
}

static void put_p_but_since(struct buf *b, const struct past_table *t) { put_rest(b, t, "p."); }

static void put_m_copied(struct buf *b, const struct past_table *t)
{
    put_rest(b, t, "m.");
    buf_puts(b, ", m.since");
}

static void put_copied(struct buf *b, const struct past_table *t)
{
    put_rest(b, t, "");
    buf_puts(b, ", since");
}

static void put_p_refers(struct buf *b, const struct past_table *t)
{
    buf_puts(b, "1");
    for (int i = 0; i < t->nrefers; i++)
        buf_printf(b, " AND (p.%s IS NULL OR EXISTS (SELECT 1 FROM %s x WHERE x.id = p.%s))",
                   t->columns[t->refers[i].column], tables[t->refers[i].to].name,
                   t->columns[t->refers[i].column]);
}

static void put_name(struct buf *b, const struct past_table *t) { buf_puts(b, t->name); }
static void put_keys(struct buf *b, const struct past_table *t) { past_put_key(b, t, ""); }
static void put_columns(struct buf *b, const struct past_table *t) { past_put_columns(b, t, ""); }

static const struct {
    const char *name;
    void (*put)(struct buf *b, const struct past_table *t);
} words[] = {
    { "NAME", put_name }, { "KEYS", put_keys }, { "K", put_k }, { "COLUMNS", put_columns },
    { "M_IS_E", put_m_is_e }, { "M_IS_P", put_m_is_p }, { "M_AS_P", put_m_as_p },
    { "COPIED", put_copied }, { "M_COPIED", put_m_copied },
    { "P_COPIED_BUT_SINCE", put_p_but_since }, { "M_FROM_P", put_m_from_p },
    { "P_REFERS", put_p_refers },
};

static void put_word(struct buf *b, const struct past_table *t, str word)
{
    size_t i = 0;
    while (i < sizeof words / sizeof *words && !str_eq(str_of(words[i].name), word))
        i++;
    assert(i < sizeof words / sizeof *words);
    words[i].put(b, t);
}

str past_sql(struct arena *a, const struct past_table *t, str text)
{
    struct buf b = buf_new(a);
    for (str rest = text; rest.p; ) {
        buf_put(&b, str_cut(&rest, '@'));
        if (rest.p)
            put_word(&b, t, str_cut(&rest, '@'));
    }
    return buf_str(&b);
}

/* --- one row --------------------------------------------------------------------------- */

static struct val kept(struct arena *a, struct val v)
{
    if (v.kind == VAL_TEXT || v.kind == VAL_BLOB)
        v.as.s = str_dup(a, v.as.s);
    return v;
}

bool past_read(struct db *db, enum past p, struct arena *a, const struct val *key,
               struct val row[PAST_ROW], bool *found, struct err *e)
{
    const struct past_table *t = &tables[p];
    struct buf sql = buf_new(a);
    int n = past_columns(t) + 3;
    buf_puts(&sql, "SELECT ");
    past_put_columns(&sql, t, "");
    buf_printf(&sql, ", batch, %s, since FROM %s", t->has_line ? "line" : "NULL", t->name);
    past_put_where(&sql, t);
    struct stmt *q = db_stmt(db, buf_str(&sql));
    for (int i = 0; i < t->nkey; i++)
        stmt_set(q, i + 1, key[i]);
    *found = stmt_row(q);
    for (int i = 0; i < n && *found; i++)
        row[i] = kept(a, stmt_val(q, i));
    return stmt_end(q, e);
}

/* --- salts ------------------------------------------------------------------------------- */

/* The salt of a row of the table in the query, as an expression; of learners that
 * were taken back it is in their past. */
static void put_salt(struct buf *b, const struct past_table *t)
{
    const char *whose = t->columns[t->person];
    if (t->carried)
        buf_puts(b, "salt");
    else if (t->of == OF_LEARNER)
        buf_printf(b, "coalesce((SELECT salt FROM learner WHERE id = m.%s),"
                   " (SELECT salt FROM learner_past WHERE id = m.%s))", whose, whose);
    else if (t->of == OF_REGISTRATION)
        buf_printf(b, "(SELECT coalesce(l.salt, (SELECT salt FROM learner_past WHERE id = r.learner))"
                   " FROM (SELECT learner FROM registration WHERE id = m.%s UNION ALL"
                   " SELECT learner FROM registration_past WHERE id = m.%s) r"
                   " LEFT JOIN learner l ON l.id = r.learner LIMIT 1)", whose, whose);
    else if (t->of == OF_VOIDING)
        buf_printf(b, "(SELECT salt FROM voiding WHERE id = m.%s)", whose);
    else
        buf_puts(b, "''");
}

bool past_salt(struct db *db, struct arena *a, enum past p, const struct val *row, str *salt,
               struct err *e)
{
    const struct past_table *t = &tables[p];
    struct buf sql = buf_new(a);
    *salt = S("");
    if (t->of == OF_NOBODY)
        return true;
    buf_puts(&sql, "SELECT ");
    put_salt(&sql, &(struct past_table){ .columns = { "person" }, .of = t->of });
    buf_puts(&sql, " FROM (SELECT ? AS person) m");
    struct stmt *q = db_stmt(db, buf_str(&sql));
    stmt_set(q, 1, row[t->person]);
    if (stmt_row(q))
        *salt = str_dup(a, stmt_str(q, 0));
    return stmt_end(q, e);
}

/* A row as it is read, without since. */
static struct digest digest_of(const struct past_table *t, str salt, const struct val *row)
{
    return digest_of_row(str_of(t->name), salt, row, (size_t)(past_columns(t) + 1 + t->has_line));
}

bool past_digest(struct db *db, struct arena *a, enum past p, const struct val *row,
                 struct digest *sum, struct err *e)
{
    str salt;
    if (!past_salt(db, a, p, row, &salt, e))
        return false;
    if (tables[p].of == OF_NOBODY || salt.n)
        digest_add(sum, digest_of(&tables[p], salt, row));
    return true;
}

/* --- retiring ------------------------------------------------------------------------------- */

void past_put_copy(struct buf *b, const struct past_table *t, const char *retired_by)
{
    buf_printf(b, "INSERT INTO %s_past (", t->name);
    put_copied(b, t);
    buf_puts(b, ", retired_by) SELECT ");
    put_copied(b, t);
    buf_printf(b, ", %s FROM %s", retired_by, t->name);
}

static bool copy(struct db *db, struct arena *a, const struct past_table *t, const struct val *key,
                 int64_t batch, struct err *e)
{
    struct buf sql = buf_new(a);
    char number[8] = { '?', (char)('1' + t->nkey), 0 };
    past_put_copy(&sql, t, number);
    past_put_where(&sql, t);
    struct stmt *q = db_stmt(db, buf_str(&sql));
    for (int i = 0; i < t->nkey; i++)
        stmt_set(q, i + 1, key[i]);
    stmt_set(q, t->nkey + 1, val_int(batch));
    return stmt_run(q, e);
}

int64_t past_began(const struct past_table *t, const struct val row[PAST_ROW])
{
    int n = past_columns(t);
    return row[n + 2].kind == VAL_INT ? row[n + 2].as.i : row[n].kind == VAL_INT ? row[n].as.i : 0;
}

static bool retire(struct db *db, struct arena *a, enum past p, const struct val *key, int64_t batch,
                   struct digest *d, struct err *e)
{
    const struct past_table *t = &tables[p];
    struct val row[PAST_ROW];
    bool found;
    if (!past_read(db, p, a, key, row, &found, e))
        return false;
    if (!found || past_began(t, row) == batch)
        return true;
    return copy(db, a, t, key, batch, e) && (!d || past_digest(db, a, p, row, d, e));
}

bool past_retire(struct db *db, enum past p, const struct val *key, int64_t batch,
                 struct digest *d, struct err *e)
{
    struct arena *a = arena_new();
    bool ok = retire(db, a, p, key, batch, d, e);
    arena_free(a);
    return ok;
}

/* --- digests of batches ------------------------------------------------------------------------ */

struct sums { int64_t first, last; struct digest *of; const char *const *lists; };

static void add_to(const struct sums *s, int64_t batch, struct digest d)
{
    if (batch >= s->first && batch <= s->last)
        digest_add(&s->of[batch - s->first], d);
}

/* Behind the columns, batch and line: when it began, when it was retired, the salt. */
static void sum_row(const struct sums *s, const struct past_table *t, int n, const struct stmt *q)
{
    struct val v[PAST_ROW];
    if (stmt_nil(q, n + 4))
        return;
    for (int i = 0; i < n + 2; i++)
        v[i] = stmt_val(q, i);
    struct digest d = digest_of(t, stmt_str(q, n + 4), v);
    add_to(s, stmt_int(q, n + 2), d);
    add_to(s, stmt_int(q, n + 3), d);
}

static bool sum_rows(struct db *db, const struct sums *s, const struct past_table *t, bool past,
                     struct err *e)
{
    struct arena *a = arena_new();
    struct buf sql = buf_new(a);
    const char *retired = past ? "retired_by" : "-1";
    buf_puts(&sql, "SELECT ");
    past_put_columns(&sql, t, "");
    buf_printf(&sql, ", batch, %s, coalesce(since, batch, 0) AS began, %s AS retired, ",
               t->has_line ? "line" : "NULL", retired);
    put_salt(&sql, t);
    buf_printf(&sql, " FROM %s%s m WHERE (coalesce(since, batch, 0) BETWEEN ?1 AND ?2"
               " OR %s BETWEEN ?1 AND ?2)", t->name, past ? "_past" : "", retired);
    if (s->lists)
        buf_printf(&sql, " AND m.%s IN (SELECT id FROM %s)", t->columns[t->person], s->lists[t->of]);
    struct stmt *q = db_stmt(db, buf_str(&sql));
    stmt_set(q, 1, val_int(s->first));
    stmt_set(q, 2, val_int(s->last));
    while (stmt_row(q))
        sum_row(s, t, past_columns(t), q);
    arena_free(a);
    return stmt_end(q, e);
}

static bool sum_all(struct db *db, const struct sums *s, struct err *e)
{
    memset(s->of, 0, (size_t)(s->last - s->first + 1) * sizeof *s->of);
    for (int p = 0; p < PASTS; p++)
        if ((!s->lists || tables[p].of != OF_NOBODY)
            && (!sum_rows(db, s, &tables[p], false, e) || !sum_rows(db, s, &tables[p], true, e)))
            return false;
    return true;
}

bool past_digests(struct db *db, int64_t first, int64_t last, struct digest *of, struct err *e)
{
    const struct sums s = { first, last, of, NULL };
    return sum_all(db, &s, e);
}

bool past_digests_of(struct db *db, const char *const lists[OF_VOIDING + 1], int64_t first,
                     int64_t last, struct digest *of, struct err *e)
{
    const struct sums s = { first, last, of, lists };
    return sum_all(db, &s, e);
}
