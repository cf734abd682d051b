/*
 * What facts come to: a table of facts as SQL and the states they make, whatever the
 * order of the facts; and that rebuilding and checking say the same.
 *
 * The course C (1) has the lessons a (1), b (2), c (3); edition 1 counts a and b.
 * A fact is "activity at completion success score by_hand batch"; a day counts from 1.
 */
#include <string.h>

#include "store.h"
#include "tracker/state.h"

enum { FACTS_MOST = 6 };

static void ok(bool so)
{
    if (!so)
        fail_msg("%s", e.text);
}

static void put_fact(struct db *db, str fact, int64_t n)
{
    struct stmt *q = db_stmt(db,
        S("INSERT INTO result (registration, activity, n, at, precision, completion, success, score,"
          " by_hand, batch) VALUES (1, ?1, ?2, ?3, iif(?3 IS NULL, NULL, 'd'), ?4, ?5, ?6, ?7, ?8)"));
    stmt_set(q, 2, val_int(n));
    static const int parameters[] = { 1, 3, 4, 5, 6, 7, 8 };
    for (size_t i = 0; i < LENGTH(parameters); i++) {
        str word = str_cut(&fact, ' ');
        int64_t number = 0;
        double real = 0;
        bool has = parameters[i] == 6 ? str_real(word, &real) : str_int(word, &number);
        stmt_set(q, parameters[i], !has ? val_nil() : parameters[i] == 6 ? val_real(real)
                                                                         : val_int(number));
    }
    ok(stmt_run(q, &e));
}

/* "0: 2 2 0.5 3 4" for every state: activity, completion, success, score, days. */
static str states_of(struct db *db)
{
    struct buf b = buf_new(arena);
    struct stmt *q = db_stmt(db,
        S("SELECT 0, completion, success, score, completed_at, passed_at FROM registration_state"
          " UNION ALL SELECT activity, completion, success, score, completed_at, passed_at"
          " FROM activity_state ORDER BY 1"));
    while (stmt_row(q)) {
        buf_puts(&b, b.n ? "; " : "");
        for (int i = 0; i < stmt_columns(q); i++) {
            struct val v = stmt_val(q, i);
            buf_puts(&b, i == 0 ? "" : i == 1 ? ": " : " ");
            if (v.kind == VAL_NIL)
                buf_byte(&b, '-');
            else
                val_put(&b, v);
        }
    }
    ok(stmt_end(q, &e));
    return buf_str(&b);
}

static const char *setup =
    "INSERT INTO import_batch (id, kind, file_name, file_sha256, parameters, actor, recorded_at)"
    "  VALUES (1,'','','','','',1), (2,'','','','','',2), (3,'','','','','',3), (4,'','','','','',4);"
    "INSERT INTO learner (id) VALUES (1);"
    "INSERT INTO course (id, code) VALUES (1, 'C'), (2, 'D');"
    "INSERT INTO activity (id, course, ident) VALUES (1,1,'a'), (2,1,'b'), (3,1,'c'), (4,1,'m:a'), (5,1,'x:a');"
    "INSERT INTO registration (id, learner, course, seq) VALUES (1, 1, 1, 1);";

#define EDITION                                                                     \
    "INSERT INTO course_version (id, course, label) VALUES (1, 1, '1');"               \
    "INSERT INTO version_activity (version, activity, counts) VALUES (1,1,1), (1,2,1), (1,3,0);"
#define SECOND_EDITION                                                              \
    "INSERT INTO course_version (id, course, label) VALUES (2, 1, '2');"               \
    "INSERT INTO version_activity (version, activity, counts) VALUES (2,1,1), (2,2,1), (2,3,1);"
#define LINKED "UPDATE activity SET same_as = 1 WHERE id = 4;"
#define CHAINED LINKED "UPDATE activity SET same_as = 4 WHERE id = 5;"

static const struct {
    const char *what, *catalogue, *facts[FACTS_MOST], *states;
} cases[] = {
    { "nothing", "", { 0 }, "0: 0 0 - - -" },
    { "the highest, its earliest day, the best score", "",
      { "0 9 2 1 0.5 0 1", "0 3 2 0 - 0 1", "0 5 1 2 0.25 0 1" }, "0: 2 2 0.5 3 5" },
    { "an activity begins the course", "", { "1 5 2 0 - 0 1" }, "0: 1 0 - - -; 1: 2 0 - 5 -" },
    { "all that counts is the course", EDITION,
      { "1 5 2 0 - 0 1", "2 7 2 0 - 0 1", "2 9 2 0 - 0 1" }, "0: 2 0 - 7 -; 1: 2 0 - 5 -; 2: 2 0 - 7 -" },
    { "one lacks", EDITION, { "1 5 2 0 - 0 1", "2 7 1 0 - 0 1" },
      "0: 1 0 - - -; 1: 2 0 - 5 -; 2: 1 0 - - -" },
    { "one without a day leaves the course without", EDITION,
      { "1 - 2 0 - 0 1", "2 7 2 0 - 0 1" }, "0: 2 0 - - -; 1: 2 0 - - -; 2: 2 0 - 7 -" },
    { "a new edition takes nothing back", EDITION SECOND_EDITION,
      { "1 5 2 0 - 0 1", "2 7 2 0 - 0 1" }, "0: 2 0 - 7 -; 1: 2 0 - 5 -; 2: 2 0 - 7 -" },
    { "a course is complete with its first complete edition", EDITION SECOND_EDITION,
      { "1 5 2 0 - 0 1", "2 7 2 0 - 0 1", "3 9 2 0 - 0 1" },
      "0: 2 0 - 7 -; 1: 2 0 - 5 -; 2: 2 0 - 7 -; 3: 2 0 - 9 -" },
    { "what a source calls it counts", EDITION LINKED,
      { "4 5 2 0 - 0 1", "1 6 1 0 0.5 0 1", "2 7 2 0 - 0 1" },
      "0: 2 0 - 7 -; 1: 2 0 0.5 5 -; 2: 2 0 - 7 -" },
    { "chains", CHAINED, { "5 5 2 0 - 0 1", "4 4 0 2 - 0 1" }, "0: 1 0 - - -; 1: 2 2 - 5 4" },
    { "an activity that is the course itself", "UPDATE activity SET same_as = 0 WHERE id = 4;",
      { "4 5 2 0 0.75 0 1" }, "0: 2 0 0.75 5 -" },
    { "an override lowers", "", { "0 3 2 2 0.5 0 1", "0 - 1 0 - 1 2" }, "0: 1 2 0.5 - 3" },
    { "field by field, the newest", "",
      { "0 3 2 2 0.5 0 4", "0 - 1 1 - 1 2", "0 8 2 0 0.25 1 3" }, "0: 2 1 0.25 8 -" },
    { "back to nothing", "", { "0 3 2 2 0.5 0 1", "0 - -1 -1 - 1 2" }, "0: 0 0 0.5 - -" },
    { "without a day, the day of the facts", "", { "0 3 2 0 - 0 1", "0 - 2 0 - 1 2" }, "0: 2 0 - 3 -" },
    { "by hand incomplete though all is done", EDITION,
      { "1 5 2 0 - 0 1", "2 7 2 0 - 0 1", "0 - 1 0 - 1 2" },
      "0: 1 0 - - -; 1: 2 0 - 5 -; 2: 2 0 - 7 -" },
    { "an activity by hand makes the course complete", EDITION,
      { "1 5 2 0 - 0 1", "2 7 2 0 - 1 2" }, "0: 2 0 - 7 -; 1: 2 0 - 5 -; 2: 2 0 - 7 -" },
    { "taken back before it began", "", { "1 - -1 0 - 1 2" }, "0: 0 0 - - -; 1: 0 0 - - -" },
};

static void same(const char *what, str have, const char *want)
{
    if (!str_eq(have, str_of(want)))
        fail_msg("%s: " STR_FMT "\nnot " "%s", what, STR_ARG(have), want);
}

static void sound(struct db *db, const char *what)
{
    int64_t wrong = 0;
    ok(state_check(db, &wrong, &e));
    if (wrong)
        fail_msg("%s: the check finds %lld", what, (long long)wrong);
}

static void try_case(struct db *db, size_t c, bool backwards)
{
    int n = 0;
    ok(db_script(db, str_of(setup), &e) && db_script(db, str_of(cases[c].catalogue), &e));
    while (n < FACTS_MOST && cases[c].facts[n])
        n++;
    for (int i = 0; i < n; i++)
        put_fact(db, str_of(cases[c].facts[backwards ? n - 1 - i : i]), i);
    struct kin kin;
    ok(kin_read(&kin, arena, db, &e) && state_renew(db, &kin, 1, &e));
    same(cases[c].what, states_of(db), cases[c].states);
    sound(db, cases[c].what);
    ok(state_rebuild(db, &e));
    same(cases[c].what, states_of(db), cases[c].states);
}

static void facts_come_to_states(void **state)
{
    (void)state;
    struct db *db = tracker_db(tracker);
    for (size_t i = 0; i < 2 * LENGTH(cases); i++) {
        ok(tracker_begin(tracker, &e));
        try_case(db, i / 2, i % 2);
        (void)!tracker_end(tracker, false, &e);
    }
}

static void wrong_states_are_found(void **state)
{
    (void)state;
    struct db *db = tracker_db(tracker);
    static const char *wrong[] = {
        "UPDATE registration_state SET completion = 0",
        "UPDATE activity_state SET completed_at = 1 WHERE activity = 1",
        "DELETE FROM activity_state WHERE activity = 2",
        "INSERT INTO activity_state (registration, activity, completion, success) VALUES (1, 3, 0, 0)",
    };
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        int64_t n = 0;
        ok(tracker_begin(tracker, &e));
        try_case(db, 3, false);
        ok(db_script(db, str_of(wrong[i]), &e) && state_check(db, &n, &e));
        assert_int_equal(n, 1);
        ok(state_renew_course(db, 1, &e));
        sound(db, wrong[i]);
        (void)!tracker_end(tracker, false, &e);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(facts_come_to_states, begin, end),
        cmocka_unit_test_setup_teardown(wrong_states_are_found, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
