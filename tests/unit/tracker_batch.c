/*
 * The one door for records: what becomes of rows, and the properties every
 * import has: twice is once, the order of rows and files does not matter,
 * states are what the facts come to.
 */
#include "door.h"

/* --- what becomes of rows ---------------------------------------------------------------- */

static const struct {
    const char *what, *before, *file;
    int64_t of[OUTCOMES];
} outcomes[] = {
    { "a new person and course", "", A "||An|A|DE|NMS|2024-01-01|c|2024-02-01|0.5", { 1 } },
    { "a person without a course", "", A "||An|A|DE", { 1 } },
    { "the same file again", A "||||DE|NMS|2024-01-01|c|2024-02-01|0.5",
      A "||||DE|NMS|2024-01-01|c|2024-02-01|0.5", { [OUTCOME_UNCHANGED] = 1 } },
    { "the address in other letters", A "|||||NMS|2024-01-01", "A@Example.ORG|||||NMS|2024-01-01",
      { [OUTCOME_UNCHANGED] = 1 } },
    { "the course in other letters", A "|||||NMS|2024-01-01", A "|||||nms|2024-01-01",
      { [OUTCOME_UNCHANGED] = 1 } },
    { "blank cells leave what is there", A "||An|A|DE|NMS|2024-01-01|c|2024-02-01",
      A "|||||NMS|2024-01-01", { [OUTCOME_UNCHANGED] = 1 } },
    { "another name in a later file", A "||An|A", A "||Ann|A", { [OUTCOME_UPDATED] = 1 } },
    { "another name in the same file", "", A "||An|A||NMS|2024-01-01\n" A "||Ann|A||SI|2024-01-01",
      { 2 } },
    { "the same registration twice", "", A "|||||NMS|2024-01-01\n" A "|||||NMS|2024-01-01|c",
      { 1, [OUTCOME_SKIPPED] = 1 } },
    { "the same person twice", "", A "\n" A, { 1, [OUTCOME_SKIPPED] = 1 } },
    { "rows that join", "", A "|||||NMS||+c|2024-03-01\n" A "|||||NMS|2024-01-01|+M1=c|2024-02-01\n"
                            A "|||||NMS|2024-05-01|+\n" A "|||||NMS|2024-05-01|+M2=i\n" A "|||||NMS||+M2=i",
      { 2, 1, 2 } },
    { "rows that join one in the store", A "|||||NMS|2024-01-01",
      A "|||||NMS|2024-01-01|+\n" A "|||||NMS|2024-01-03|+c|2024-03-01",
      { [OUTCOME_UPDATED] = 1, [OUTCOME_UNCHANGED] = 1 } },
    { "rows that join, of two persons", "", A "||An|||||+\n" B "|||||NMS||+\n" A "|||||||+\n" B "|||||NMS||+c",
      { 2, 1, 1 } },
    { "two registrations of a person", "", A "|||||NMS|2024-01-01\n" A "|||||NMS|2024-05-01", { 2 } },
    { "a completion after the registration", A "|||||NMS|2024-01-01",
      A "|||||NMS|2024-01-01|c|2024-02-01", { [OUTCOME_UPDATED] = 1 } },
    { "no date: the sole registration", A "|||||NMS|2024-01-01", A "|||||NMS||c|2024-02-01",
      { [OUTCOME_UPDATED] = 1 } },
    { "no date: several registrations", A "|||||NMS|2024-01-01\n" A "|||||NMS|2024-05-01",
      A "|||||NMS||c", { [OUTCOME_CONFLICT] = 1 } },
    { "no date: the open one of several", A "|||||NMS|2024-01-01|w\n" A "|||||NMS|2024-05-01",
      A "|||||NMS||c", { [OUTCOME_UPDATED] = 1 } },
    { "a date for one that had none", A "|||||NMS", A "|||||NMS|2024-01-01",
      { [OUTCOME_UPDATED] = 1 } },
    { "a more exact date", A "|||||NMS|2024-01-01", A "|||||NMS|2024-01-01T10:00:00Z",
      { [OUTCOME_UPDATED] = 1 } },
    { "a less exact date", A "|||||NMS|2024-01-01T10:00:00Z", A "|||||NMS|2024-01",
      { [OUTCOME_UNCHANGED] = 1 } },
    { "a day that may be two", A "|||||NMS|2024-01-01T10:00:00Z\n" A "|||||NMS|2024-01-01T11:00:00Z",
      A "|||||NMS|2024-01-01|c", { [OUTCOME_CONFLICT] = 1 } },
    { "an undated completion that is known", A "|||||NMS|2024-01-01|c|2024-02-01",
      A "|||||NMS|2024-01-01|c", { [OUTCOME_UNCHANGED] = 1 } },
    { "a withdrawal", A "|||||NMS|2024-01-01", A "|||||NMS|2024-01-01|w",
      { [OUTCOME_UPDATED] = 1 } },
    { "an id is enough", A "|7||||NMS", "|7||||SI", { 1 } },
    { "keys of two people", A "|7\n" B "|8", A "|8||||NMS", { [OUTCOME_CONFLICT] = 1 } },
    { "an id of two people in the file", "", A "|7||||NMS\n" B "|7||||NMS", { 2 } },
    { "nothing says who", "", "||An|A||NMS", { [OUTCOME_REJECTED] = 1 } },
    { "an address that is none", "", "an.example.org|||||NMS", { [OUTCOME_REJECTED] = 1 } },
    { "a status holder is no country", "", A "||||XC|NMS", { [OUTCOME_REJECTED] = 1 } },
    { "a score above 1", "", A "|||||NMS||c||7", { [OUTCOME_REJECTED] = 1 } },
    { "an activity", A "|||||NMS", A "|||||NMS||Module 1=c|2024-02-01", { [OUTCOME_UPDATED] = 1 } },
    { "another country", A "||||DE|NMS|2024-01-01", A "||||FR|NMS|2024-01-01",
      { [OUTCOME_UPDATED] = 1 } },
    { "another country on another day", A "||||DE|NMS|2024-01-01", A "||||FR|NMS|2024-02-01", { 1 } },
    { "two countries on one day", "", A "||||DE|NMS|2024-01-01\n" A "||||FR|SI|2024-01-01", { 2 } },
    { "two countries and no day", A "||||DE", A "||||DE|NMS\n" A "||||FR|SI", { 2 } },
    { "a country not stated", A "||||DE|NMS|2024-01-01", A "||||ZZ|NMS|2024-01-01",
      { [OUTCOME_UNCHANGED] = 1 } },
};

static void test_outcomes(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(outcomes); i++) {
        struct tracker *t = tracker;
        fresh();
        import(t, outcomes[i].before);
        struct batch_plan plan = import(t, outcomes[i].file);
        for (int o = 0; o < OUTCOMES; o++)
            if (plan.of[o] != outcomes[i].of[o])
                fail_msg("%s: %s %d, not %d", outcomes[i].what, outcome_name((enum outcome)o),
                         (int)plan.of[o], (int)outcomes[i].of[o]);
        is_sound(t);
        str once = content(t);
        plan = import(t, outcomes[i].file);
        if (plan.of[OUTCOME_INSERTED] + plan.of[OUTCOME_UPDATED] || !str_eq(once, content(t)))
            fail_msg("%s: the second time something changed", outcomes[i].what);
        done();
    }
}

/* --- rules of states ------------------------------------------------------------------------ */

static void test_status_is_never_lowered(void **state)
{
    (void)state;
    import(tracker, A "|||||NMS|2024-01-01|p|2024-03-01|0.9");
    import(tracker, A "|||||NMS|2024-01-01|f|2024-04-01|0.2");
    import(tracker, A "|||||NMS|2024-01-01|i|2024-05-01");
    assert_int_equal(ask(tracker, "SELECT completion * 10 + success FROM registration_state"), 22);
    assert_int_equal(ask(tracker, "SELECT score * 100 FROM registration_state"), 90);
    assert_int_equal(ask(tracker, "SELECT count(*) FROM result"), 3);
}

static void test_first_completion_moves_earlier_only(void **state)
{
    (void)state;
    import(tracker, A "|||||NMS|2024-01-01|c|2024-03-01");
    import(tracker, A "|||||NMS|2024-01-01|c|2024-05-01");
    assert_int_equal(ask(tracker, "SELECT completed_at = unixepoch('2024-03-01') * 1000"
                                  " FROM registration_state"), 1);
    import(tracker, A "|||||NMS|2024-01-01|c|2024-02-01");
    assert_int_equal(ask(tracker, "SELECT completed_at = unixepoch('2024-02-01') * 1000"
                                  " FROM registration_state"), 1);
}

static void test_activities_do_not_complete_a_course(void **state)
{
    (void)state;
    import(tracker, A "|||||NMS|2024-01-01|M1=c|2024-03-01");
    assert_int_equal(ask(tracker, "SELECT completion FROM registration_state"), 1);
    assert_int_equal(ask(tracker, "SELECT completion FROM activity_state"), 2);
    assert_int_equal(ask(tracker, "SELECT count(*) FROM activity WHERE ident = 'here:M1'"), 1);
}

static void test_economy_over_time(void **state)
{
    (void)state;
    /* of three courses, in no order: Kenya, then the Emirates, then Kenya */
    import(tracker, A "||||AE|X|2024-07-01\n" A "||||KE|Y|2025-01-01\n" A "||||KE|Z|2024-01-01");
    str want = S("economy\ta@example.org\tKE\t\t2024-07-01\n"
                 "economy\ta@example.org\tAE\t2024-07-01\t2025-01-01\n"
                 "economy\ta@example.org\tKE\t2025-01-01\t\n");
    str have = content(tracker);
    assert_true(str_find(have, want) < have.n);
    import(tracker, A "||||AE|W|2024-06-01");
    want = S("economy\ta@example.org\tKE\t\t2024-06-01\n"
             "economy\ta@example.org\tAE\t2024-06-01\t2025-01-01\n");
    have = content(tracker);
    assert_true(str_find(have, want) < have.n);
    is_sound(tracker);
}

static void test_names(void **state)
{
    (void)state;
    import(tracker, A "||An|A||NMS\n" A "||Ann|A||SI");
    assert_int_equal(ask(tracker, "SELECT given = 'An' FROM learner"), 1);
    assert_int_equal(ask(tracker, "SELECT count(*) FROM import_issue WHERE code = 'other-name'"), 1);
}

static void test_unknown_course(void **state)
{
    (void)state;
    import(tracker, A "|||||NMS-1");
    struct batch_spec spec = { .kind = S("test"), .sha256 = S("s"), .actor = S("me") };
    struct batch *b = batch_begin(tracker, &spec, &e);
    struct record r = record_of(S(B "|||||NMS-2"), 1);
    struct batch_plan plan;
    assert_true(b && batch_take(b, &r, 1, &e) && batch_finish(b, &plan, &e));
    assert_int_equal(plan.of[OUTCOME_REJECTED], 1);
    assert_string_equal(plan.issues[0].code, "unknown-course");
    assert_true(str_find(plan.issues[0].text, S("NMS-1")) < plan.issues[0].text.n);
    assert_int_equal(batch_outcome(b, 1), OUTCOME_REJECTED);
    assert_int_equal(batch_outcome(b, 1000000), OUTCOMES);
    assert_true(batch_commit(b, &e));
    assert_int_equal(ask(tracker, "SELECT count(*) FROM learner"), 1);
    assert_int_equal(ask(tracker, "SELECT sum(rows) FROM import_row WHERE outcome = 'rejected'"), 1);
}

static void test_seen_and_dropped(void **state)
{
    (void)state;
    struct batch_spec spec = { .kind = S("test"), .sha256 = S("s"), .parameters = S("p"),
                               .actor = S("me"), .new_courses = true };
    struct record r = record_of(S(A "|||||NMS"), 1);
    struct batch_plan plan;
    str before = content(tracker);
    for (int round = 0; round < 2; round++) {
        struct batch *b = batch_begin(tracker, &spec, &e);
        assert_true(b && batch_seen(b) == 0);
        assert_true(batch_take(b, &r, 1, &e) && batch_finish(b, &plan, &e));
        assert_int_equal(plan.of[OUTCOME_INSERTED], 1);
        if (round == 0) {
            batch_drop(b);
            assert_true(str_eq(before, content(tracker)));
            assert_int_equal(ask(tracker, "SELECT count(*) FROM import_batch"), 0);
        } else {
            assert_true(batch_commit(b, &e));
        }
    }
    struct batch *b = batch_begin(tracker, &spec, &e);
    assert_true(batch_seen(b) == plan.batch);
    batch_drop(b);
    spec.parameters = S("q");
    b = batch_begin(tracker, &spec, &e);
    assert_true(batch_seen(b) == 0);
    assert_null(batch_begin(tracker, &spec, &e));
    batch_drop(b);
}

static void test_several_batches_as_one(void **state)
{
    (void)state;
    str before = content(tracker);
    assert_true(tracker_begin(tracker, &e));
    import(tracker, A "|||||NMS");
    struct record r = record_of(S(B "|||||NMS"), 1);
    take(tracker, &r, 1, false);
    assert_int_equal(ask(tracker, "SELECT count(*) FROM learner"), 1);
    struct batch_plan plan = import(tracker, A "|||||SI\n" B "|||||NMS");
    assert_int_equal(plan.rows_of[PAST_LEARNER].brought, 1);
    assert_false(tracker_end(tracker, false, &e));
    assert_true(str_eq(before, content(tracker)));
    assert_int_equal(import(tracker, A "|||||NMS").rows_of[PAST_LEARNER].brought, 1);
}

/* --- properties ------------------------------------------------------------------------------- */

static uint32_t seed;

static uint32_t any(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

/* Rows about few people and courses, so that they meet; each person in one economy. */
static str random_row(void)
{
    static const char *const states[] = { "-", "i", "c", "p", "f", "w", "M1=c", "M2=i", "M1=p" };
    static const char *const economies[] = { "DE", "KE", "NA", "", "FR", "TW", "ZZ" };
    struct buf b = buf_new(arena);
    unsigned who = any(12);
    buf_printf(&b, "p%u@example.org|%s%u|G%u|F%u|%s|C%u|", who, any(3) ? "id" : "id-", who, who, who,
               economies[who % 7], (unsigned)any(3));
    if (any(4))
        buf_printf(&b, "2024-%02u-%02u", (unsigned)any(3) + 1, (unsigned)any(3) + 1);
    buf_printf(&b, "|%s|", states[any(LENGTH(states))]);
    if (any(3))
        buf_printf(&b, "2024-%02u-01", (unsigned)any(12) + 1);
    buf_printf(&b, "|");
    if (any(2))
        buf_printf(&b, "0.%u", (unsigned)any(10));
    return buf_str(&b);
}

static size_t random_file(struct record *r, size_t most)
{
    size_t n = 1 + any((uint32_t)most - 1);
    for (size_t i = 0; i < n; i++)
        r[i] = record_of(random_row(), (int64_t)i + 1);
    return n;
}

static void same(str x, str y, const char *what, uint32_t round)
{
    if (!str_eq(x, y))
        fail_msg("round %u: %s:\n" STR_FMT "\nis not\n" STR_FMT, (unsigned)round, what, STR_ARG(x),
                 STR_ARG(y));
}

static str content_and_done(void)
{
    is_sound(tracker);
    str c = content(tracker);
    done();
    return c;
}

enum { FILES = 4 };

/* Every file `times` times in a row, the first time tried before. */
static str history(uint32_t round, int times)
{
    struct record r[40];
    fresh();
    seed = round;
    for (int file = 0; file < FILES; file++) {
        size_t n = random_file(r, LENGTH(r));
        struct batch_plan tried = take(tracker, r, n, false), kept = take(tracker, r, n, true);
        assert_memory_equal(&tried.of, &kept.of, sizeof kept.of);
        assert_memory_equal(&tried.rows_of, &kept.rows_of, sizeof kept.rows_of);
        for (int again = 1; again < times; again++) {
            struct batch_plan plan = take(tracker, r, n, true);
            assert_int_equal(plan.of[OUTCOME_INSERTED] + plan.of[OUTCOME_UPDATED], 0);
        }
    }
    return content_and_done();
}

static void test_histories(void **state)
{
    (void)state;
    for (uint32_t round = 1; round <= 100; round++)
        same(history(round, 1), history(round, 2), "twice", round);
}

/* Facts of a file as a set: the order of its rows is nothing, but for which of
 * two rows about one registration is the first, so those are left out here. */
static str content_of(const struct record *r, size_t n, const struct record *then, size_t nthen)
{
    fresh();
    take(tracker, r, n, true);
    if (nthen)
        take(tracker, then, nthen, true);
    return content_and_done();
}

static void test_order_of_rows(void **state)
{
    (void)state;
    struct record r[40], turned[40];
    for (uint32_t round = 1; round <= 100; round++) {
        seed = round * 77;
        size_t n = 0;
        for (unsigned i = 0; i < 36; i++) {
            str row = str_format(arena, "p%u@example.org|id%u|||%s|C%u|2024-%02u-%02u|%s|2025-0%u-01|",
                                 i / 3, i / 3, any(2) ? "DE" : "KE", i % 3, (unsigned)any(12) + 1,
                                 (unsigned)any(28) + 1, any(2) ? "c" : "f", (unsigned)any(9) + 1);
            if (any(10))
                r[n++] = record_of(row, 0);
        }
        for (size_t i = 0; i < n; i++)
            turned[i] = r[n - 1 - i];
        for (size_t i = 0; i < n; i++)
            r[i].line = turned[i].line = (int64_t)i + 1;
        same(content_of(r, n, NULL, 0), content_of(turned, n, NULL, 0), "rows turned round", round);
    }
}

static void test_order_of_independent_files(void **state)
{
    (void)state;
    struct record r[2][40];
    size_t n[2];
    for (uint32_t round = 1; round <= 50; round++) {
        seed = round * 1001;
        for (int f = 0; f < 2; f++) {
            n[f] = random_file(r[f], 40);
            for (size_t i = 0; i < n[f]; i++) {
                r[f][i].email = str_format(arena, "%c" STR_FMT, 'a' + f, STR_ARG(r[f][i].email));
                r[f][i].external = str_format(arena, "%d-" STR_FMT, f, STR_ARG(r[f][i].external));
            }
        }
        same(content_of(r[0], n[0], r[1], n[1]), content_of(r[1], n[1], r[0], n[0]),
             "files turned round", round);
    }
}

static void test_states_byte_for_byte(void **state)
{
    (void)state;
    struct record r[40];
    seed = 5;
    for (int file = 0; file < 5; file++)
        take(tracker, r, random_file(r, 40), true);
    static const char *const keep =
        "CREATE TEMP TABLE was AS SELECT 1 AS t, 0 AS a, * FROM registration_state"
        " UNION ALL SELECT 2, activity, registration, completion, success, score, completed_at,"
        " completed_precision, passed_at, passed_precision FROM activity_state";
    assert_true(db_script(tracker_db(tracker), str_of(keep), &e));
    assert_true(ask(tracker, "SELECT count(*) FROM was") > 20);
    assert_true(db_script(tracker_db(tracker), S("UPDATE registration_state SET completion = 0;"
                                                 "DELETE FROM activity_state"), &e));
    str *faults;
    size_t n;
    assert_true(tracker_verify(tracker, arena, &faults, &n, &e) && n == 1);
    assert_true(tracker_rebuild(tracker, &e));
    assert_int_equal(ask(tracker,
        "SELECT count(*) FROM (SELECT * FROM was EXCEPT"
        " SELECT * FROM (SELECT 1 AS t, 0 AS a, * FROM registration_state"
        " UNION ALL SELECT 2, activity, registration, completion, success, score, completed_at,"
        " completed_precision, passed_at, passed_precision FROM activity_state))"), 0);
    is_sound(tracker);
}

static void test_provenance(void **state)
{
    (void)state;
    import(tracker, A "||||DE|NMS|2024-01-01");
    struct batch_plan plan = import(tracker, "\n\n" A "||||DE|NMS|2024-01-01|c|2024-02-01");
    assert_int_equal(ask(tracker, "SELECT batch * 100 + line FROM result"), plan.batch * 100 + 3);
    assert_int_equal(ask(tracker, "SELECT batch * 100 + line FROM registration"),
                     (plan.batch - 1) * 100 + 1);
}

static void test_one_learner_with_too_many(void **state)
{
    (void)state;
    enum { MANY = 1200 };
    struct record *r = NEW_N(arena, struct record, MANY);
    for (int i = 0; i < MANY; i++) {
        r[i] = record_of(S(A "|||||NMS"), i + 1);
        r[i].registered = (struct stamp){ (instant)i * DAY_MS, PRECISION_DAY };
    }
    struct batch_plan plan = take(tracker, r, MANY, true);
    assert_int_equal(plan.of[OUTCOME_INSERTED], 1000);
    assert_int_equal(plan.of[OUTCOME_CONFLICT], 200);
}

/* What a learner said in between is not forgotten because of what came in before it. */
static void test_economy_said_again(void **state)
{
    (void)state;
    static const char *const files[] = {
        A "||||DE|X|2024-02-01", A "||||DE|Y|2024-05-01", A "||||FR|Z|2024-03-01"
    };
    static const int orders[][3] = {
        { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 }
    };
    str want = S("economy\ta@example.org\tDE\t\t2024-03-01\n"
                 "economy\ta@example.org\tFR\t2024-03-01\t2024-05-01\n"
                 "economy\ta@example.org\tDE\t2024-05-01\t\n");
    for (size_t i = 0; i < LENGTH(orders); i++) {
        struct tracker *t = store();
        for (size_t k = 0; k < 3; k++)
            import(t, files[orders[i][k]]);
        str have = content(t);
        if (str_find(have, want) == have.n)
            fail_msg("order %zu:\n" STR_FMT, i, STR_ARG(have));
        is_sound(t);
        tracker_close(t);
    }
}

/* Two whose addresses have the same 32 bits of digest, and one id. */
static void test_shared_id_of_two(void **state)
{
    (void)state;
    import(tracker, "p125595@example.org | 7 ||||NMS\np158791@example.org | 7 ||||NMS");
    assert_int_equal(ask(tracker, "SELECT count(*) FROM learner"), 2);
}

/* The more exact date decides, wherever its row stands. */
static void test_a_day_and_two_times_of_it(void **state)
{
    (void)state;
    static const char *const rows[] = {
        A "|||||NMS|2024-03-05", A "|||||NMS|2024-03-05T10:00:00Z", A "|||||NMS|2024-03-05T15:00:00Z"
    };
    for (size_t first = 0; first < 3; first++) {
        struct tracker *t = store();
        struct batch_plan plan = import(t, str_format(arena, "%s\n%s\n%s", rows[first],
                                                      rows[(first + 1) % 3], rows[(first + 2) % 3]).p);
        assert_int_equal(plan.of[OUTCOME_INSERTED], 2);
        assert_int_equal(plan.of[OUTCOME_CONFLICT], 1);
        tracker_close(t);
    }
}

/* However much there is to warn about, what keeps the file out is told. */
static void test_errors_behind_warnings(void **state)
{
    (void)state;
    enum { MANY = ISSUE_LIMIT + 10 };
    struct record *r = NEW_N(arena, struct record, MANY);
    for (int i = 0; i < MANY; i++)
        r[i] = record_of(str_format(arena, "p%d@example.org", i), i + 1);
    r[MANY - 1].email = S("nobody");
    struct batch_spec spec = { .kind = S("test"), .file_name = S("f"), .sha256 = S("0"),
                               .new_courses = true };
    struct batch_plan plan;
    struct batch *b = batch_begin(tracker, &spec, &e);
    assert_non_null(b);
    for (int i = 0; i < MANY - 1; i++)
        assert_true(batch_reject(b, &(struct row_issue){ .line = i + 1, .code = "odd-date",
                                                         .warning = true }, &e));
    assert_true(batch_take(b, r, MANY, &e) && batch_finish(b, &plan, &e));
    assert_int_equal(plan.of[OUTCOME_REJECTED], 1);
    assert_int_equal(plan.issues_all, MANY);
    assert_true(plan.nissues <= ISSUE_LIMIT);
    assert_false(plan.issues[plan.nissues - 1].warning);
    assert_int_equal(plan.issues[plan.nissues - 1].line, MANY);
    batch_drop(b);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(test_outcomes), TEST(test_status_is_never_lowered),
        TEST(test_first_completion_moves_earlier_only),
        TEST(test_activities_do_not_complete_a_course), TEST(test_economy_over_time),
        TEST(test_names), TEST(test_unknown_course), TEST(test_seen_and_dropped),
        TEST(test_several_batches_as_one), TEST(test_histories), TEST(test_order_of_rows),
        TEST(test_order_of_independent_files), TEST(test_states_byte_for_byte),
        TEST(test_provenance), TEST(test_one_learner_with_too_many), TEST(test_economy_said_again),
        TEST(test_shared_id_of_two), TEST(test_a_day_and_two_times_of_it),
        TEST(test_errors_behind_warnings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
