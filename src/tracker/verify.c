/*
 * Each check is a query that gives one row per fault, and the sentence for it.
 */
#include "base/asset.h"
#include "crypto/sha256.h"
#include "tracker/affiliation.h"
#include "tracker/derived.h"
#include "tracker/inside.h"
#include "tracker/log.h"
#include "tracker/past.h"
#include "tracker/state.h"

enum { FAULTS_MOST = 100 };

typedef VEC(str) faults;

static const struct { const char *sql, *sentence; } checks[] = {
    { "SELECT * FROM pragma_integrity_check(20) WHERE integrity_check <> 'ok'",
      "the file is damaged" },
    { "SELECT \"table\" || ' row ' || coalesce(rowid, '') || ' -> ' || parent"
      " FROM pragma_foreign_key_check LIMIT 20",
      "a row speaks of another that is not there" },
    { "SELECT 'learner ' || a.learner FROM learner_affiliation a JOIN learner_affiliation b"
      " ON b.learner = a.learner AND b.n > a.n"
      " WHERE (a.valid_from IS NULL OR b.valid_to IS NULL OR a.valid_from < b.valid_to)"
      " AND (b.valid_from IS NULL OR a.valid_to IS NULL OR b.valid_from < a.valid_to) LIMIT 20",
      "a learner has two economies at one time" },
    { "SELECT 'learner ' || l.id FROM learner l JOIN learner m ON m.id = l.merged_into"
      " WHERE m.status = 'merged' LIMIT 20",
      "a merged learner points at another merged one" },
    { "WITH RECURSIVE led (start, at, n) AS (SELECT learner, into_learner, 1 FROM learner_merge"
      " UNION ALL SELECT l.start, m.into_learner, l.n + 1 FROM led l"
      " JOIN learner_merge m ON m.learner = l.at WHERE l.n < 1000 AND l.at <> l.start)"
      " SELECT 'learner ' || start FROM led WHERE at = start LIMIT 20",
      "learners are merged in a circle" },
    { "SELECT 'of registration ' || registration FROM statement WHERE id IN (SELECT id FROM voiding) LIMIT 20",
      "a statement that is void counts" },
    { "SELECT 'of registration ' || s.registration FROM statement s WHERE s.completion > 0 AND NOT EXISTS"
      " (SELECT 1 FROM result x WHERE x.registration = s.registration AND x.activity = s.activity"
      " AND (s.at IS NULL OR x.at = s.at) AND x.completion = s.completion) LIMIT 20",
      "what a statement says is not among the results" },
};

static bool check(struct db *db, size_t i, struct arena *a, faults *f, struct err *e)
{
    struct stmt *q = db_stmt(db, str_of(checks[i].sql));
    while (stmt_row(q) && f->n < FAULTS_MOST)
        *vec_push(a, f) = str_format(a, "%s: " STR_FMT, checks[i].sentence, STR_ARG(stmt_str(q, 0)));
    return stmt_end(q, e);
}

/* Of one thing two versions at one time, or one that ended before it began. */
static bool check_versions(struct db *db, const struct past_table *of, struct arena *a, faults *f,
                           struct err *e)
{
    struct asset text;
    int64_t wrong = 0;
    if (!asset_find(S("tracker/versions.sql"), &text))
        return err_set(e, ERR_STORE, "tracker/versions.sql is missing");
    struct stmt *q = db_stmt(db, past_sql(a, of, text.bytes));
    if (stmt_row(q))
        wrong = stmt_int(q, 0);
    if (wrong)
        *vec_push(a, f) = str_format(a, "versions of %s are at odds with each other: %lld", of->things,
                                     (long long)wrong);
    return stmt_end(q, e);
}

static bool check_history(struct db *db, struct arena *a, faults *f, struct err *e)
{
    int64_t wrong = 0;
    log_faults log = { 0 };
    for (int p = 0; p < PASTS; p++)
        if (!check_versions(db, past_table((enum past)p), a, f, e))
            return false;
    if (!derived_check(db, &wrong, e) || !log_check(db, a, &log, e))
        return false;
    if (wrong)
        *vec_push(a, f) = str_format(a, "the status of %lld learners is not what follows from merges and "
                                     "erasures; \"etalon rebuild\" makes it again", (long long)wrong);
    for (size_t i = 0; i < log.n; i++)
        *vec_push(a, f) = log.v[i];
    return true;
}

/* A recorded report can be made again from its text alone. */
static bool check_reports(struct db *db, struct arena *a, faults *f, struct err *e)
{
    struct stmt *q = db_stmt(db, S("SELECT sha256, text FROM report_text"));
    while (stmt_row(q) && f->n < FAULTS_MOST)
        if (!str_eq(stmt_str(q, 0), sha256_hex(a, sha256_of(stmt_str(q, 1)))))
            *vec_push(a, f) = str_format(a, "the text of a recorded report was changed: " STR_FMT,
                                         STR_ARG(stmt_str(q, 0)));
    return stmt_end(q, e);
}

static bool check_all(struct db *db, struct arena *a, faults *f, struct err *e)
{
    int64_t wrong = 0;
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        if (!check(db, i, a, f, e))
            return false;
    if (!state_check(db, &wrong, e))
        return false;
    if (wrong)
        *vec_push(a, f) = str_format(a, "%lld states are not what the results come to; "
                                      "\"etalon rebuild\" makes them again", (long long)wrong);
    if (!affiliation_check(db, &wrong, e))
        return false;
    if (wrong)
        *vec_push(a, f) = str_format(a, "the economies of %lld learners are not what their records "
                                      "come to; \"etalon rebuild\" makes them again", (long long)wrong);
    return check_history(db, a, f, e) && check_reports(db, a, f, e);
}

/* In one transaction: an import meanwhile is no fault. */
bool tracker_verify(struct tracker *t, struct arena *a, str **list, size_t *n, struct err *e)
{
    faults f = { 0 };
    if (!db_begin(t->db, e) || !db_end(t->db, check_all(t->db, a, &f, e), e))
        return false;
    *list = f.v;
    *n = f.n;
    return true;
}
