/*
 * Each check is a query that gives one row per fault, and the sentence for it.
 */
#include "tracker/affiliation.h"
#include "tracker/inside.h"
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
};

static bool check(struct db *db, size_t i, struct arena *a, faults *f, struct err *e)
{
    struct stmt *q = db_stmt(db, str_of(checks[i].sql));
    while (stmt_row(q) && f->n < FAULTS_MOST)
        *vec_push(a, f) = str_format(a, "%s: " STR_FMT, checks[i].sentence, STR_ARG(stmt_str(q, 0)));
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
    return true;
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
