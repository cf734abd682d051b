/*
 * What files say besides registrations: initiatives, who was there, how many
 * were there, attempts with their answers, cohorts.
 */
#include "door.h"

#include "tracker/edit.h"
#include "tracker/log.h"

static void holds(const char *sql)
{
    if (ask(tracker, sql) != 1)
        fail_msg("not so: %s", sql);
}

static void all_is_sound(void)
{
    log_faults faults = { 0 };
    is_sound(tracker);
    assert_true(log_check(tracker_db(tracker), arena, &faults, &e));
    if (faults.n)
        fail_msg(STR_FMT, STR_ARG(faults.v[0]));
}

/* --- initiatives ------------------------------------------------------------------------ */

/* "kind of row|initiative|email|economy|role|status|days|ini kind|title|parent|starts|ends|n|channel|gender" */
static struct record event_of(str line, int64_t number)
{
    str c[15] = { 0 };
    struct record r = { .line = number };
    for (int i = 0; i < 15 && line.p; i++)
        c[i] = str_trim(str_cut(&line, '|'));
    r.kind = str_eq(c[0], S("i")) ? RECORD_INITIATIVE : str_eq(c[0], S("p")) ? RECORD_PARTICIPATION
                                                                           : RECORD_HEADCOUNT;
    r.initiative = c[1];
    r.email = c[2];
    r.economy = c[3];
    r.role = c[4].n || r.kind != RECORD_PARTICIPATION ? c[4] : S("participant");
    r.status = c[5];
    r.has_days = str_real(c[6], &r.days);
    r.initiative_kind = c[7];
    r.title = c[8];
    r.parent = c[9];
    date_read_stamp(c[10], &r.starts);
    date_read_stamp(c[11], &r.ends);
    if (!str_int(c[12], &r.n))
        r.n = 0;
    r.channel = c[13];
    r.gender = c[14];
    return r;
}

static struct batch_plan events(const char *text)
{
    struct record r[40];
    size_t n = 0;
    str rest = str_of(text);
    for (int64_t line = 1; rest.p && n < 40; line++) {
        str row = str_cut(&rest, '\n');
        if (str_trim(row).n)
            r[n++] = event_of(row, line);
    }
    return take(tracker, r, n, true);
}

#define W "i|W1|||||| workshop|Kibble balances||2024-03-04|2024-03-08\n"

static const struct {
    const char *what, *before, *file;
    int64_t of[OUTCOMES];
    const char *want;
} cases[] = {
    { "a workshop", "", W, { 1 }, "SELECT kind = 'workshop' AND starts_on = '2024-03-04' FROM initiative" },
    { "its title is mended", W, "i|w1|||||||Kibble Balances", { [OUTCOME_UPDATED] = 1 },
      "SELECT title = 'Kibble Balances' AND kind = 'workshop' AND code = 'W1' FROM initiative" },
    { "twice in a file", "", W W, { 1, [OUTCOME_SKIPPED] = 1 }, "SELECT count(*) = 1 FROM initiative" },
    { "a lecture before its workshop", "", "i|L1||||||lecture|||\ni|L2||||||lecture||W1\n" W, { 3 },
      "SELECT parent = (SELECT id FROM initiative WHERE code = 'W1') FROM initiative WHERE code = 'L2'" },
    { "a lecture of nothing", W, "i|L1||||||lecture||W9", { [OUTCOME_REJECTED] = 1 },
      "SELECT count(*) = 1 FROM initiative" },
    { "its own parent", W, "i|W1||||||workshop||W1", { [OUTCOME_REJECTED] = 1 },
      "SELECT parent IS NULL FROM initiative" },
    { "ends before it begins", W, "i|W1|||||||||2024-04-01", { [OUTCOME_REJECTED] = 1 },
      "SELECT starts_on = '2024-03-04' FROM initiative" },
    { "a participant", W, "p|W1|" A "|DE||attended|4.5", { 1 },
      "SELECT status = 'attended' AND role = 'participant' AND economy = 'DE' AND days = 4.5 FROM participation" },
    { "who was there was in an economy on that day", W, "p|W1|" A "|DE||attended", { 1 },
      "SELECT on_day = '2024-03-04' AND dated = 1 AND economy = 'DE' FROM learner_sighting" },
    { "a list that says what it is a list of", "", "p|W1|" A "|DE||attended||workshop|Kibble||2024-03-04\n"
      "p|W1|" B "|FR||attended||workshop|Kibble||2024-03-04", { 2 }, "SELECT count(*) = 1 FROM initiative" },
    { "an unknown initiative", W, "p|W2|" A, { [OUTCOME_REJECTED] = 1 }, "SELECT count(*) = 0 FROM learner" },
    { "the status rises", W "p|W1|" A "|||registered", "p|W1|" A "|||completed", { [OUTCOME_UPDATED] = 1 },
      "SELECT status = 'completed' FROM participation" },
    { "the status is not lowered", W "p|W1|" A "|||completed", "p|W1|" A "|||no_show",
      { [OUTCOME_UNCHANGED] = 1 }, "SELECT status = 'completed' FROM participation" },
    { "in two roles", W, "p|W1|" A "\np|W1|" A "||lecturer", { 2 }, "SELECT count(*) = 2 FROM participation" },
    { "twice in one role", W, "p|W1|" A "\np|w1|" A, { 1, [OUTCOME_SKIPPED] = 1 },
      "SELECT count(*) = 1 FROM participation" },
    { "nobody", W, "p|W1|", { [OUTCOME_REJECTED] = 1 }, "SELECT count(*) = 0 FROM participation" },
    { "heads", W, "h|W1||DE|||||||||12|stream\nh|W1||DE|||||||||7||f", { 2 },
      "SELECT sum(n) = 19 AND count(DISTINCT channel) = 2 FROM headcount" },
    { "heads corrected", W "h|W1||DE|||||||||12", "h|W1||DE|||||||||13", { [OUTCOME_UPDATED] = 1 },
      "SELECT n = 13 FROM headcount" },
    { "heads twice", W, "h|W1|||||||||||3\nh|W1|||||||||||4", { 1, [OUTCOME_SKIPPED] = 1 },
      "SELECT n = 3 FROM headcount" },
    { "heads of nothing", W, "h|X|||||||||||3", { [OUTCOME_REJECTED] = 1 }, "SELECT count(*) = 0 FROM headcount" },
};

static void test_events(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        fresh();
        events(cases[i].before);
        struct batch_plan plan = events(cases[i].file);
        for (int o = 0; o < OUTCOMES; o++)
            if (plan.of[o] != cases[i].of[o])
                fail_msg("%s: %s %d, not %d", cases[i].what, outcome_name((enum outcome)o), (int)plan.of[o],
                         (int)cases[i].of[o]);
        if (ask(tracker, cases[i].want) != 1)
            fail_msg("%s: not so: %s", cases[i].what, cases[i].want);
        all_is_sound();
        plan = events(cases[i].file);
        if (plan.of[OUTCOME_INSERTED] + plan.of[OUTCOME_UPDATED])
            fail_msg("%s: the second time something changed", cases[i].what);
        done();
    }
}

static void test_status_set_by_hand(void **state)
{
    (void)state;
    events(W "p|W1|" A "|||registered");
    assert_true(db_script(tracker_db(tracker), S("UPDATE participation SET by_hand = 1"), &e));
    assert_int_equal(events("p|W1|" A "|||completed").warnings, 1);
    holds("SELECT status = 'registered' FROM participation");
}

/* --- attempts ----------------------------------------------------------------------------------- */

struct answer { const char *question, *response, *result, *at; double mark; };

static struct batch_plan attempt(int64_t n, const char *started, const char *last, double score,
                                 const struct answer *answers, size_t nanswers)
{
    struct record_interaction *x = NEW_N(arena, struct record_interaction, nanswers + 1);
    for (size_t i = 0; i < nanswers; i++) {
        x[i] = (struct record_interaction){
            .question = str_of(answers[i].question), .type = S("choice"), .latency_ms = 1500,
            .response = str_of(answers[i].response), .result = str_of(answers[i].result),
            .has_mark = answers[i].mark >= 0, .mark = answers[i].mark };
        if (answers[i].at)
            date_read_stamp(str_of(answers[i].at), &x[i].at);
    }
    struct record_attempt a = { .activity = S("Quiz"), .n = n, .has_score = score >= 0, .score = score,
                                .interactions = x, .ninteractions = nanswers };
    date_read_stamp(str_of(started), &a.started);
    date_read_stamp(str_of(last), &a.last);
    struct record r = record_of(S(A "|||||NMS|2024-01-01"), 1);
    r.joins = true;
    r.attempts = &a;
    r.nattempts = 1;
    return take(tracker, &r, 1, true);
}

static void test_attempts(void **state)
{
    (void)state;
    struct batch_plan plan = attempt(1, "2024-02-01T10:00:00Z", "2024-02-01T10:30:00Z", 0.5, NULL, 0);
    assert_int_equal(plan.rows_of[PAST_ATTEMPT].brought, 1);
    plan = attempt(1, "2024-02-01T10:00:00Z", "", -1, NULL, 0);
    assert_int_equal(plan.of[OUTCOME_UNCHANGED], 1);
    plan = attempt(1, "2024-02-01", "2024-02-01T11:00:00Z", 0.75, NULL, 0);      /* later, and better */
    assert_int_equal(plan.rows_of[PAST_ATTEMPT].changed, 1);
    holds("SELECT score = 0.75 AND started_precision = 's'"
          " AND last_at = unixepoch('2024-02-01T11:00:00') * 1000 FROM attempt");
    holds("SELECT score = 0.5 AND retired_by = 3 FROM attempt_past");
    plan = attempt(2, "2024-03-01T10:00:00Z", "", -1, NULL, 0);
    holds("SELECT count(*) = 2 FROM attempt");
    assert_int_equal(attempt(0, "", "", -1, NULL, 0).of[OUTCOME_REJECTED], 1);
    assert_int_equal(attempt(1, "", "", 1.5, NULL, 0).of[OUTCOME_REJECTED], 1);
    all_is_sound();
}

static void test_answers(void **state)
{
    (void)state;
    const struct answer first[] = { { "q1", "a", "wrong", NULL, 0 }, { "q2", "b", "correct", NULL, 1 },
                                    { "q1", "c", "correct", NULL, 1 } };
    struct batch_plan plan = attempt(1, "2024-02-01", "", -1, first, 3);
    assert_int_equal(plan.rows_of[PAST_QUESTION].brought, 2);
    assert_int_equal(plan.rows_of[PAST_INTERACTION].brought, 3);
    holds("SELECT n = 2 AND mark = 1 AND latency_ms = 1500 FROM interaction WHERE response = 'c'");
    assert_int_equal(attempt(1, "2024-02-01", "", -1, first, 3).of[OUTCOME_UNCHANGED], 1);
    const struct answer mended[] = { { "q1", "a", "correct", NULL, 1 } };
    plan = attempt(1, "2024-02-01", "", -1, mended, 1);
    assert_int_equal(plan.rows_of[PAST_INTERACTION].changed, 1);
    /* with a time of its own an answer is another one, and in another attempt too */
    const struct answer timed[] = { { "q2", "x", "wrong", "2024-02-01T10:00:00Z", 0 },
                                    { "q2", "y", "wrong", "2024-02-01T10:05:00Z", 0 } };
    attempt(2, "2024-02-01", "", -1, timed, 1);
    plan = attempt(2, "2024-02-01", "", -1, timed + 1, 1);
    assert_int_equal(plan.rows_of[PAST_INTERACTION].brought, 1);
    assert_int_equal(attempt(2, "2024-02-01", "", -1, timed, 2).of[OUTCOME_UNCHANGED], 1);
    holds("SELECT count(*) = 2 FROM interaction WHERE attempt = 2");
    holds("SELECT count(*) = 2 FROM question");
    all_is_sound();
}

/* Many of them do not stay in memory. */
static void test_a_long_tape(void **state)
{
    (void)state;
    enum { MANY = 400 };
    struct record *r = NEW_N(arena, struct record, MANY);
    struct buf text = buf_new(arena);
    buf_fill(&text, 'x', 10000);
    for (int i = 0; i < MANY; i++) {
        struct record_interaction *x = NEW(arena, struct record_interaction);
        *x = (struct record_interaction){ .question = S("q"), .latency_ms = -1,
            .response = str_format(arena, "%d" STR_FMT, i, STR_ARG(buf_str(&text))) };
        struct record_attempt *a = NEW(arena, struct record_attempt);
        *a = (struct record_attempt){ .activity = S("Quiz"), .n = 1, .interactions = x, .ninteractions = 1 };
        r[i] = record_of(str_format(arena, "p%d@example.org|||||NMS", i), i + 1);
        r[i].attempts = a;
        r[i].nattempts = 1;
    }
    assert_int_equal(take(tracker, r, MANY, true).of[OUTCOME_INSERTED], MANY);
    holds("SELECT count(*) = 0 FROM interaction i JOIN registration r ON r.id = i.registration"
          " JOIN learner_identity k ON k.learner = r.learner"
          " WHERE 'p' || CAST(i.response AS INTEGER) || '@example.org' <> k.value_norm");
    assert_int_equal(take(tracker, r, MANY, true).of[OUTCOME_UNCHANGED], MANY);
    all_is_sound();
}

/* --- cohorts, and cells that clear ------------------------------------------------------------- */

static const struct { const char *what, *before, *file, *want; } cleared[] = {
    { "a cohort", A "|||||NMS|2024-01-01", A "|||||NMS|2024-01-01||||cohort=Spring  2024", "cohort = 'Spring 2024'" },
    { "the later cohort", A "|||||NMS|2024-01-01||||cohort=A", A "|||||NMS|2024-01-01||||cohort=B", "cohort = 'B'" },
    { "left empty", A "|||||NMS|2024-01-01||||cohort=A", A "|||||NMS|2024-01-01|w", "cohort = 'A' AND withdrawn" },
    { "cleared", A "|||||NMS|2024-01-01||||cohort=A", A "|||||NMS|2024-01-01||||clears=256", "cohort IS NULL" },
    { "the country cleared", A "||||DE|NMS|2024-01-01", A "|||||NMS|2024-01-01||||clears=32", "economy IS NULL" },
    { "the date cleared", A "||||DE|NMS|2024-01-01", A "|||||NMS|||||clears=128", "registered_at IS NULL" },
};

static void test_cleared(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(cleared); i++) {
        fresh();
        import(tracker, cleared[i].before);
        assert_int_equal(import(tracker, cleared[i].file).of[OUTCOME_UPDATED], 1);
        str sql = str_format(arena, "SELECT %s FROM registration", cleared[i].want);
        if (ask(tracker, sql.p) != 1)
            fail_msg("%s: not %s", cleared[i].what, cleared[i].want);
        assert_int_equal(import(tracker, cleared[i].file).of[OUTCOME_UNCHANGED], 1);
        all_is_sound();
        done();
    }
}

static void test_where_to_look(void **state)
{
    (void)state;
    import(tracker, A "||An|A||NMS|2024-01-01");
    struct batch_plan plan = import(tracker, "\nno address\n" B "|||||NMS\n" A "||Ann|||NMS|2024-01-01|c");
    static const struct plan_line want[] = {
        { 2, "rejected", false }, { 3, "inserted", false }, { 4, "updated", false },
        { 3, "learner", false }, { 4, "learner", true }, { 3, "registration", false }, { 4, "result", false },
    };
    for (size_t i = 0; i < LENGTH(want); i++) {
        bool found = false;
        for (size_t k = 0; k < plan.nlines; k++)
            found |= plan.lines[k].line == want[i].line && plan.lines[k].changed == want[i].changed
                  && strcmp(plan.lines[k].what, want[i].what) == 0;
        if (!found)
            fail_msg("no line for %s", want[i].what);
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(test_events), TEST(test_status_set_by_hand), TEST(test_attempts), TEST(test_answers),
        TEST(test_a_long_tape), TEST(test_cleared), TEST(test_where_to_look),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
