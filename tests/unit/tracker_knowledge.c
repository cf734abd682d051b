/*
 * What an import leaves behind of what was known before: versions and their
 * past, digests, names and who may change them, economies over time, persons
 * who are one, keys nobody may come back by.
 */
#include "door.h"

#include "tracker/affiliation.h"
#include "tracker/edit.h"
#include "tracker/log.h"
#include "tracker/people.h"
#include "tracker/tombstone.h"
#include "tracker/uid.h"

static struct db *db(void) { return tracker_db(tracker); }

static void run(const char *sql)
{
    if (!db_script(db(), str_of(sql), &e))
        fail_msg("%s: %s", sql, e.text);
}

/* Also the chain of the log, whose digests were summed while the import wrote. */
static void all_is_sound(void)
{
    log_faults faults = { 0 };
    is_sound(tracker);
    assert_true(log_check(db(), arena, &faults, &e));
    if (faults.n)
        fail_msg(STR_FMT, STR_ARG(faults.v[0]));
}

static void holds(const char *sql)
{
    if (ask(tracker, sql) != 1)
        fail_msg("not so: %s", sql);
}

static void test_digests(void **state)
{
    (void)state;
    import(tracker, A "|7|An|A|DE|NMS|2024-01-01|c|2024-02-01|0.5|gender=f;org=PTB\n" B "|8||||SI||M1=c");
    import(tracker, A "|9|Ann||FR|NMS|2024-01-01|w||\n" B "||B||KE\n" B "|||Bee||SI||p|2024-02-02|1");
    import(tracker, A "||||||||||seen=2025-01-01;org=NMIJ\n" "c@example.org|8");
    import(tracker, "");
    assert_int_equal(ask(tracker, "SELECT count(*) FROM change_log"), 4);
    all_is_sound();
    run("UPDATE registration SET withdrawn = 0");
    log_faults faults = { 0 };
    assert_true(log_check(db(), arena, &faults, &e) && faults.n > 0);
}

static void test_versions(void **state)
{
    (void)state;
    import(tracker, A "||An|A|DE|NMS|2024-01-01");
    import(tracker, "\n" A "||Ann||FR|NMS|2024-01-01|w");
    holds("SELECT given = 'Ann' AND family = 'A' AND batch = 2 AND line = 2 AND since IS NULL FROM learner");
    holds("SELECT given = 'An' AND batch = 1 AND retired_by = 2 AND salt IS (SELECT salt FROM learner)"
          " FROM learner_past");
    holds("SELECT withdrawn = 1 AND economy = 'FR' AND batch = 2 FROM registration");
    holds("SELECT withdrawn = 0 AND economy = 'DE' AND batch = 1 AND retired_by = 2 FROM registration_past");
    import(tracker, A "||Ann|A|FR|NMS|2024-01-01");
    holds("SELECT count(*) = 1 FROM registration_past");
    /* of one batch the second version leaves no past */
    import(tracker, B "||Bo||||||||\n" B "|||Bee||NMS|2024-01-01");
    holds("SELECT count(*) = 1 FROM learner WHERE given = 'Bo' AND family = 'Bee'");
    holds("SELECT count(*) = 1 FROM learner_past");
    all_is_sound();
}

/* Numbers of what was taken back are not given again. */
static void test_numbers_are_not_used_again(void **state)
{
    (void)state;
    import(tracker, A "||||DE|NMS|2024-01-01|c|2024-02-01");
    run("INSERT INTO registration_past SELECT id, learner, course, 7, registered_at, precision, withdrawn,"
        " economy, cohort, source_key, by_hand, batch, line, since, 1 FROM registration;"
        "UPDATE registration_past SET id = 40;"
        "INSERT INTO result_past SELECT registration, activity, 5, at, precision, completion, success,"
        " score, by_hand, batch, line, since, 1 FROM result;"
        "INSERT INTO learner_past SELECT 30, given, family, display, gender, lang, registered_at,"
        " registered_precision, is_test, by_hand, salt, batch, line, since, 1 FROM learner");
    people_forget(tracker);
    import(tracker, A "|||||NMS|2024-01-01|c|2024-03-01\n" A "|||||NMS|2025-01-01\n" B);
    holds("SELECT max(n) = 6 FROM result");
    holds("SELECT max(seq) = 8 AND max(id) = 41 FROM registration");
    holds("SELECT max(id) = 31 FROM learner");
}

static void test_recorded_at_rises(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++)
        import(tracker, A);
    holds("SELECT count(*) = 0 FROM import_batch a JOIN import_batch b ON b.id > a.id"
          " AND b.recorded_at <= a.recorded_at");
}

/* --- fields of a person --------------------------------------------------------------------- */

static const struct { const char *what, *before, *sql, *file, *want; int warnings; } fields[] = {
    { "the later file wins", A "||An|A", "", A "||Ann", "given = 'Ann' AND family = 'A'", 0 },
    { "the first row of a file", "", "", A "||An\n" A "||Ann|||NMS", "given = 'An'", 1 },
    { "a further row adds", "", "", A "||An\n" A "|||Ay||NMS|||||gender=f", "family = 'Ay' AND gender = 'f'", 0 },
    { "clears", A "||An|A|||||||gender=f;lang=de", "", A "||||||||||clears=26",
      "given = 'An' AND family IS NULL AND gender IS NULL AND lang IS NULL", 0 },
    { "a whole name until there are parts", A "||||||||||name=An A", "", A "||An|A", "display IS NULL", 0 },
    { "no whole name beside parts", A "||An|A", "", A "||||||||||name=Ann Ay", "display IS NULL", 0 },
    { "set by hand", A "||An|A", "UPDATE learner SET by_hand = 1, given = 'Anna'", A "||Ann|Ay",
      "given = 'Anna' AND family = 'Ay'", 1 },
    { "set by hand to the same", A "||An|A", "UPDATE learner SET by_hand = 1", A "||An", "given = 'An'", 0 },
    { "joined", A "||||||||||joined=2020-01-01", "", A "||||||||||joined=2020-01-02T10:00:00Z",
      "registered_at = unixepoch('2020-01-02T10:00:00') * 1000 AND registered_precision = 's'", 0 },
    { "a test account", A, "", A "||||||||||test", "is_test = 1 AND status = 'test'", 0 },
    { "a new test account", "", "", A "||||||||||test", "is_test = 1 AND status = 'test'", 0 },
};

static void test_fields(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(fields); i++) {
        fresh();
        import(tracker, fields[i].before);
        run(fields[i].sql);
        struct batch_plan plan = import(tracker, fields[i].file);
        str sql = str_format(arena, "SELECT %s FROM learner", fields[i].want);
        if (ask(tracker, sql.p) != 1)
            fail_msg("%s: not %s", fields[i].what, fields[i].want);
        if (plan.warnings != fields[i].warnings)
            fail_msg("%s: %d warnings", fields[i].what, (int)plan.warnings);
        is_sound_but_for_the_log(tracker);
        plan = import(tracker, fields[i].file);
        assert_int_equal(plan.of[OUTCOME_INSERTED] + plan.of[OUTCOME_UPDATED], 0);
        done();
    }
}

static void test_registration_set_by_hand(void **state)
{
    (void)state;
    import(tracker, A "||||DE|NMS|2024-01-01");
    run("UPDATE registration SET by_hand = 6, digest = NULL");
    struct batch_plan plan = import(tracker, A "||||FR|NMS|2024-01-01|w");
    assert_int_equal(plan.warnings, 2);
    holds("SELECT withdrawn = 0 AND economy = 'DE' FROM registration");
}

/* --- uids, erased persons ------------------------------------------------------------------- */

static void test_uids(void **state)
{
    (void)state;
    import(tracker, A);
    str ours = tracker_uid(tracker, arena, 1);
    struct batch_plan plan = import(tracker, str_format(arena, "|||||NMS|||||uid=" STR_FMT, STR_ARG(ours)).p);
    assert_int_equal(plan.rows_of[PAST_LEARNER].brought, 0);
    plan = import(tracker, str_format(arena, "|||||NMS|||||uid=" STR_FMT "9", STR_ARG(ours)).p);
    assert_int_equal(plan.of[OUTCOME_REJECTED], 1);
    plan = import(tracker, "|||||NMS|||||uid=no uid");
    assert_int_equal(plan.of[OUTCOME_REJECTED], 1);
    plan = import(tracker, str_format(arena, B "||||||||||uid=" STR_FMT, STR_ARG(ours)).p);
    holds("SELECT count(*) = 2 FROM learner_identity WHERE learner = 1");     /* one more address of hers */
    plan = import(tracker, "c@example.org\nc@example.org||||||||||uid=ZZZZZZ-5");
    holds("SELECT count(*) = 1 FROM learner_identity WHERE issuer = 'etalon:ZZZZZZ'"
          " AND value_norm = 'ZZZZZZ-5' AND learner = 2");
    plan = import(tracker, str_format(arena, "c@example.org||||||||||uid=" STR_FMT, STR_ARG(ours)).p);
    assert_int_equal(plan.of[OUTCOME_CONFLICT], 1);
    all_is_sound();
}

static void test_nobody_comes_back(void **state)
{
    (void)state;
    struct tombstones t;
    import(tracker, B);
    assert_true(tombstones_open(&t, db(), &e)
                && tombstone_add(&t, S("email"), S(""), S("a@example.org"), 1, &e));
    str before = content(tracker);
    struct batch_plan plan = import(tracker, "A@example.org|9|An|A|DE|NMS|2024-01-01");
    assert_int_equal(plan.of[OUTCOME_SKIPPED], 1);
    assert_int_equal(plan.warnings, 1);
    assert_true(str_eq(before, content(tracker)));
    holds("SELECT count(*) = 1 FROM import_issue WHERE code = 'erased-person' AND value = '' AND field = ''");
    assert_int_equal(import(tracker, B "||B").of[OUTCOME_UPDATED], 1);
}

/* --- economies -------------------------------------------------------------------------------- */

static const struct { const char *what, *files[3], *sql, *want; } economies[] = {
    { "the first holds from the beginning", { A "||||DE|X|2024-03-01" }, "", "DE - -" },
    { "another from its day", { A "||||DE|X|2024-03-01", A "||||FR|Y|2024-05-01" }, "",
      "DE - 2024-05-01 FR 2024-05-01 -" },
    { "an earlier file that comes later", { A "||||FR|Y|2024-05-01", A "||||DE|X|2024-03-01" }, "",
      "DE - 2024-05-01 FR 2024-05-01 -" },
    { "one day: the later file", { A "||||DE|X|2024-03-01", A "||||FR|Y|2024-03-01" }, "", "FR - -" },
    { "one day of one file: the alphabet", { A "||||FR|X|2024-03-01\n" A "||||DE|Y|2024-03-01" }, "", "DE - -" },
    { "corrected", { A "||||DE|X|2024-03-01", A "||||FR|X|2024-03-01" }, "", "FR - -" },
    { "seen on a day", { A "||||DE|X|2024-03-01", A "||||FR||||||seen=2023-01-01" }, "",
      "FR - 2024-03-01 DE 2024-03-01 -" },
    { "a row about a course that says where the person is now",
      { A "||||DE|X|2024-03-01", A "||||FR|X|2024-03-01||||seen=2025-06-01" }, "",
      "DE - 2025-06-01 FR 2025-06-01 -" },
    { "by hand for a time", { A "||||DE|X|2024-03-01" },
      "INSERT INTO learner_sighting (learner, n, on_day, until_day, dated, by_hand, economy, batch) VALUES"
      " (1, 1, '2024-06-01', '2024-07-01', 1, 1, 'KE', 1)",
      "DE - 2024-06-01 KE 2024-06-01 2024-07-01 DE 2024-07-01 -" },
    { "by hand for good", { A "||||DE|X|2024-03-01", A "||||FR|Y|2025-01-01" },
      "INSERT INTO learner_sighting (learner, n, on_day, dated, by_hand, economy, batch) VALUES"
      " (1, 1, '2024-06-01', 1, 1, 'KE', 1)", "DE - 2024-06-01 KE 2024-06-01 -" },
    { "by hand alone", { A },
      "INSERT INTO learner_sighting (learner, n, on_day, dated, by_hand, economy, batch) VALUES"
      " (1, 1, '2024-06-01', 1, 1, 'KE', 1)", "KE - -" },
    { "two by hand: the later", { A "||||DE|X|2024-03-01", A },
      "INSERT INTO learner_sighting (learner, n, on_day, until_day, dated, by_hand, economy, batch) VALUES"
      " (1, 1, '2024-06-01', '2024-08-01', 1, 1, 'KE', 2),"
      " (1, 2, '2024-01-01', '2024-07-01', 1, 1, 'JP', 1)",
      "DE - 2024-01-01 JP 2024-01-01 2024-06-01 KE 2024-06-01 2024-08-01 DE 2024-08-01 -" },
};

static str periods(void)
{
    struct buf b = buf_new(arena);
    struct stmt *q = db_stmt(db(), S("SELECT economy, coalesce(valid_from, '-'), coalesce(valid_to, '-')"
                                     " FROM learner_affiliation ORDER BY n"));
    while (stmt_row(q))
        for (int i = 0; i < 3; i++) {
            buf_puts(&b, b.n ? " " : "");
            buf_put(&b, stmt_str(q, i));
        }
    assert_true(stmt_end(q, &e));
    return buf_str(&b);
}

static void test_economies(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(economies); i++) {
        fresh();
        for (int f = 0; f < 3 && economies[i].files[f]; f++)
            import(tracker, economies[i].files[f]);
        if (economies[i].sql[0]) {
            run(economies[i].sql);
            assert_true(affiliation_refresh(db(), 1, &e));
        }
        if (!str_eq(periods(), str_of(economies[i].want)))
            fail_msg("%s: " STR_FMT, economies[i].what, STR_ARG(periods()));
        is_sound_but_for_the_log(tracker);
        assert_true(affiliation_rebuild(db(), &e));
        if (!str_eq(periods(), str_of(economies[i].want)))
            fail_msg("%s, rebuilt: " STR_FMT, economies[i].what, STR_ARG(periods()));
        done();
    }
}

/* What is said without a day is kept only when it is news. */
static void test_undated_economies(void **state)
{
    (void)state;
    static const struct { const char *file; int sightings; } steps[] = {
        { A "||||DE", 1 }, { A "||||DE", 1 }, { A "||||DE|NMS", 1 }, { A "||||FR|NMS", 2 },
        { A "||||FR", 2 }, { A "||||DE|SI|2024-01-01", 2 }, { A "||||FR", 2 },
        { A "||||KE|SI|2099-01-01", 2 }, { A "||||FR", 3 },
    };
    for (size_t i = 0; i < LENGTH(steps); i++) {
        import(tracker, steps[i].file);
        if (ask(tracker, "SELECT count(*) FROM learner_sighting") != steps[i].sightings)
            fail_msg("step %zu: %d", i, (int)ask(tracker, "SELECT count(*) FROM learner_sighting"));
    }
    all_is_sound();
}

static void test_organisations(void **state)
{
    (void)state;
    import(tracker, A "||||DE|NMS|2024-01-01||||org=Physikalisch-Technische  Bundesanstalt\n"
                    B "||||||||||org=physikalisch-technische bundesanstalt");
    holds("SELECT count(*) = 1 FROM organisation WHERE economy IS NULL");
    holds("SELECT count(*) = 2 FROM learner_sighting WHERE organisation = 1 AND economy IS NULL");
    holds("SELECT count(*) = 1 FROM learner_sighting WHERE on_day = '2024-01-01' AND dated = 1");
    struct batch_plan plan = import(tracker, A "||||DE|NMS|2024-01-01||||org=Physikalisch-Technische Bundesanstalt\n"
                                    B "||||||||||org=PHYSIKALISCH-TECHNISCHE BUNDESANSTALT");
    assert_int_equal(plan.of[OUTCOME_UNCHANGED], 2);
    import(tracker, B "||||||||||org=NMIJ");
    holds("SELECT count(*) = 3 FROM learner_sighting");
    all_is_sound();
}

/* --- persons who are one ------------------------------------------------------------------------ */

static void merge(int64_t learner, int64_t into)
{
    const struct val row[] = { val_int(learner), val_int(into) };
    assert_true(edit_begin(tracker, "merge", S("me"), S(""), &e) != 0);
    assert_true(edit_put(tracker, PAST_MERGE, row, &e));
    edit_say(tracker, "2 learners are one");
    if (!edit_end(tracker, true, &e))
        fail_msg("%s", e.text);
}

static void test_merged(void **state)
{
    (void)state;
    import(tracker, A "||||DE|NMS|2024-01-01\n" B "||||FR|SI|2024-02-01");
    merge(1, 2);
    assert_true(str_eq(periods(), S("DE - 2024-02-01 FR 2024-02-01 -")));
    /* what comes by the key of one is stored with that one; registrations of both are hers */
    struct batch_plan plan = import(tracker, A "|||||SI|2024-02-01|c|2024-03-01\n" A "||||KE|X|2024-05-01\n"
                                             B "|||||NMS|2024-01-01|c|2024-04-01");
    assert_int_equal(plan.rows_of[PAST_REGISTRATION].brought, 1);
    assert_int_equal(plan.rows_of[PAST_RESULT].brought, 2);
    holds("SELECT learner = 1 FROM registration WHERE course = (SELECT id FROM course WHERE code = 'X')");
    assert_true(str_eq(periods(), S("DE - 2024-02-01 FR 2024-02-01 2024-05-01 KE 2024-05-01 -")));
    /* keys of both in one row are no contradiction */
    plan = import(tracker, A "|77\n" B "|||||NMS|2024-01-01\n");
    plan = import(tracker, B "|77||||SI|2024-02-01");
    assert_int_equal(plan.of[OUTCOME_CONFLICT], 0);
    all_is_sound();
}

static void test_shared_ids_are_candidates(void **state)
{
    (void)state;
    import(tracker, A "|7\n" B "|7\nc@example.org|7\nd@example.org|8");
    holds("SELECT count(*) = 2 AND min(a) = 1 AND max(b) = 3 FROM duplicate_candidate"
          " WHERE rule = 'shared-id' AND decision IS NULL");
}

/* --- files that came before ------------------------------------------------------------------------ */

static int64_t seen(const char *sha)
{
    struct batch_spec spec = { .kind = S("test"), .sha256 = str_of(sha), .new_courses = true };
    struct batch *b = batch_begin(tracker, &spec, &e);
    assert_non_null(b);
    int64_t n = batch_seen(b);
    struct record r = { .line = 1, .email = S(A) };
    struct batch_plan plan;
    if (!n)
        assert_true(batch_take(b, &r, 1, &e) && batch_finish(b, &plan, &e) && batch_commit(b, &e));
    else
        batch_drop(b);
    return n;
}

static void test_seen_after_an_undo(void **state)
{
    (void)state;
    assert_int_equal(seen("1"), 0);
    assert_int_equal(seen("2"), 0);
    assert_int_equal(seen("3"), 0);
    assert_int_equal(seen("2"), 2);
    run("INSERT INTO import_batch (kind, file_name, file_sha256, parameters, actor, recorded_at, op, target)"
        " VALUES ('undo', '', '', '', 'me', 9e15, 'undo', 2); UPDATE import_batch SET undone_by = 4 WHERE id = 2");
    assert_int_equal(seen("1"), 1);       /* before what was undone */
    assert_int_equal(seen("2"), 0);
    assert_int_equal(seen("3"), 0);       /* behind it: some of it may have been known */
    assert_int_equal(seen("3"), 6);
}

/* --- files that list everybody ------------------------------------------------------------------------ */

static bool snapshot(const char *text, int at_most, struct batch_plan *plan)
{
    static int n;
    struct record r[20];
    size_t nr = 0;
    str rest = str_of(text), sha = str_format(arena, "%064d", ++n);
    for (int64_t line = 1; rest.p; line++)
        r[nr++] = record_of(str_cut(&rest, '\n'), line);
    struct batch_spec spec = { .kind = S("test"), .source_name = S("here"), .file_name = S("all.csv"),
                               .sha256 = sha, .actor = S("me"), .new_courses = true, .snapshot = true,
                               .withdraw_at_most = at_most };
    struct batch *b = batch_begin(tracker, &spec, &e);
    assert_non_null(b);
    assert_true(batch_take(b, r, nr, &e));
    if (batch_finish(b, plan, &e))
        return batch_commit(b, &e);
    batch_drop(b);
    return false;
}

static void test_snapshot(void **state)
{
    (void)state;
    struct batch_plan plan;
    import(tracker, A "|||||NMS|2024-01-01\n" B "|||||NMS|2024-01-01\nc@example.org|||||NMS|2024-01-01\n"
                    A "|||||SI|2024-01-01");
    source_name = "elsewhere";
    import(tracker, "d@example.org|||||NMS|2024-01-01");
    source_name = "here";
    /* one of three is missing: too many for the guard, and nothing happens */
    str before = content(tracker);
    static const char *const list = A "|||||NMS|2024-01-01\n" B "|||||NMS|2024-01-01";
    assert_false(snapshot(list, 10, &plan));
    assert_true(strstr(e.text, "1 of the 3") && strstr(e.text, "--withdraw-at-most 34%"));
    assert_true(str_eq(before, content(tracker)));
    e = (struct err){ 0 };
    assert_true(snapshot(list, 34, &plan));
    assert_int_equal(plan.withdrawn, 1);
    assert_int_equal(plan.of[OUTCOME_UNCHANGED], 2);
    holds("SELECT count(*) = 1 FROM registration WHERE withdrawn");
    holds("SELECT learner = 3 AND line IS NULL FROM registration WHERE withdrawn");
    all_is_sound();
    /* who is named again is there again */
    assert_true(snapshot(A "|||||NMS|2024-01-01\n" B "|||||NMS|2024-01-01\nc@example.org|||||NMS|2024-01-01",
                         10, &plan));
    assert_int_equal(plan.of[OUTCOME_UPDATED], 1);
    holds("SELECT count(*) = 0 FROM registration WHERE withdrawn");
    /* rows that were refused might be those that are missing */
    assert_true(snapshot(A "|||||NMS|2024-01-01\nnobody", 100, &plan));
    assert_int_equal(plan.withdrawn, 0);
    assert_int_equal(plan.warnings, 1);
    /* what was set by hand stays, and new ones are no part of the share */
    assert_true(db_script(db(), S("UPDATE registration SET by_hand = 2"), &e));
    assert_true(snapshot("e@example.org|||||NMS|2024-01-01", 0, &plan));
    holds("SELECT count(*) = 0 FROM registration WHERE withdrawn");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(test_digests), TEST(test_versions), TEST(test_numbers_are_not_used_again),
        TEST(test_recorded_at_rises), TEST(test_fields), TEST(test_registration_set_by_hand),
        TEST(test_uids), TEST(test_nobody_comes_back), TEST(test_economies),
        TEST(test_undated_economies), TEST(test_organisations), TEST(test_merged),
        TEST(test_shared_ids_are_candidates), TEST(test_seen_after_an_undo), TEST(test_snapshot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
