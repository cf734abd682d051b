/* Every measure at the same edges: one made store, one row of figures per measure, worked by hand. */
#include "store.h"

#include <stdio.h>
#include <string.h>

#include "stats/stats.h"

/*
 * Nine countable economies. Course 1 has an edition of 10 January 2024, which is one activity, a test
 * of one question.
 *
 *  learner 1, KE      a day like others
 *          2, nowhere
 *          3, BR      and 4, who was merged into 3: both on one day
 *          5, MX      erased
 *          6          FR until 19 February, JP from the 20th: on both days
 *          7, TW      an associate of the BIPM until 4 March, a member from the 5th: on both days
 *          8, DE      in EURAMET, but not on 11 and 12 March: on the 10th, 11th and 13th
 *          9, IT      on 29 February
 *         10, SE      at 23:30 in UTC on 31 December 2023, which is 2024 in Paris
 */
static const char people[] =
    "UPDATE economy SET kind = 'organisation' "
    "WHERE code NOT IN ('KE', 'BR', 'MX', 'FR', 'JP', 'TW', 'DE', 'IT', 'SE', 'ZZ');"
    "DELETE FROM group_membership;"
    "INSERT INTO group_membership (grp, economy, role, valid_from, valid_to, source, confidence, recorded_at) "
    "SELECT g.id, column3, 'full', column4, column5, 'test', 'primary', 0 "
    "FROM (VALUES ('RMO', 'EURAMET', 'DE', NULL, '2024-03-11'), ('RMO', 'EURAMET', 'DE', '2024-03-13', NULL),"
    "             ('BIPM', 'associate', 'TW', NULL, '2024-03-05'), ('BIPM', 'member', 'TW', '2024-03-05', NULL)) "
    "JOIN economy_group AS g ON g.scheme = column1 AND g.code = column2;"
    "INSERT INTO course (id, code, title) VALUES (1, 'C', 'Course');"
    "INSERT INTO course_version (id, course, label, published_on) VALUES (1, 1, '1', '2024-01-10');"
    "INSERT INTO activity (id, course, ident, title, kind) VALUES (1, 1, 'test', 'Test', 'assessment');"
    "INSERT INTO version_activity (version, activity, counts) VALUES (1, 1, 1);"
    "INSERT INTO question (id, activity, ident, max_mark) VALUES (1, 1, 'q', 1);"
    "INSERT INTO learner (id, status, merged_into) VALUES (1, 'active', NULL), (2, 'active', NULL), "
    "(3, 'active', NULL), (4, 'merged', 3), (5, 'erased', NULL), (6, 'active', NULL), (7, 'active', NULL), "
    "(8, 'active', NULL), (9, 'active', NULL), (10, 'active', NULL);"
    "INSERT INTO learner_affiliation (learner, n, economy, valid_from, valid_to) VALUES "
    "(1, 1, 'KE', NULL, NULL), (3, 1, 'BR', NULL, NULL), (4, 1, 'BR', NULL, NULL), (5, 1, 'MX', NULL, NULL),"
    "(6, 1, 'FR', NULL, '2024-02-20'), (6, 2, 'JP', '2024-02-20', NULL), (7, 1, 'TW', NULL, NULL),"
    "(8, 1, 'DE', NULL, NULL), (9, 1, 'IT', NULL, NULL), (10, 1, 'SE', NULL, NULL);";

/* When something happened to whom, and where. */
static const char happened[] =
    "CREATE TEMP TABLE happened (id INTEGER PRIMARY KEY, learner, at, economy);"
    "INSERT INTO happened VALUES (1, 1, '2024-01-10T12:00', 'KE'), (2, 2, '2024-01-20T12:00', NULL),"
    "(3, 3, '2024-02-01T12:00', 'BR'), (4, 4, '2024-02-01T12:00', 'BR'), (5, 5, '2024-02-10T12:00', 'MX'),"
    "(6, 6, '2024-02-19T12:00', 'FR'), (7, 6, '2024-02-20T12:00', 'JP'), (8, 7, '2024-03-04T12:00', 'TW'),"
    "(9, 7, '2024-03-05T12:00', 'TW'), (10, 8, '2024-03-10T12:00', 'DE'), (11, 8, '2024-03-11T12:00', 'DE'),"
    "(12, 8, '2024-03-13T12:00', 'DE'), (13, 9, '2024-02-29T12:00', 'IT'), (14, 10, '2023-12-31T23:30', 'SE');"
    "UPDATE happened SET at = 1000 * strftime('%s', at);";

/* Each time it is all of this: came to the platform, registered, tried, and a quarter of an hour later had
 * completed and passed with half of the score; and on the same date a workshop with one lecture, 10 heads and
 * 100 views. */
static const char everything[] =
    "UPDATE learner SET (registered_at, registered_precision) = "
    "(SELECT min(at), 's' FROM temp.happened AS h WHERE h.learner = learner.id);"
    "INSERT INTO registration (id, learner, course, seq, registered_at, precision) "
    "SELECT id, learner, 1, id, at, 's' FROM temp.happened;"
    "INSERT INTO registration_state SELECT id, 2, 2, 0.5, at + 900000, 's', at + 900000, 's' FROM temp.happened;"
    "INSERT INTO activity_state SELECT id, 1, 2, 2, 0.5, at + 900000, 's', at + 900000, 's' FROM temp.happened;"
    "INSERT INTO attempt (registration, activity, n, started_at, started_precision, score) "
    "SELECT id, 1, 1, at, 's', 0.5 FROM temp.happened;"
    "INSERT INTO interaction (registration, question, attempt, n, mark) SELECT id, 1, 1, 1, 1 FROM temp.happened;"
    "INSERT INTO initiative (id, code, kind, starts_on, host_economy) "
    "SELECT id, 'W' || id, 'workshop', date(at / 1000, 'unixepoch'), economy FROM temp.happened;"
    "INSERT INTO initiative (id, code, kind, parent, starts_on, host_economy) "
    "SELECT id + 100, 'L' || id, 'lecture', id, date(at / 1000, 'unixepoch'), economy FROM temp.happened;"
    "INSERT INTO participation (initiative, learner, role, status) "
    "SELECT id, learner, 'participant', 'attended' FROM temp.happened;"
    "INSERT INTO headcount SELECT id, coalesce(economy, ''), '', 'in_person', 10, NULL, NULL, NULL FROM temp.happened;"
    "INSERT INTO headcount SELECT id, coalesce(economy, ''), '', 'views', 100, NULL, NULL, NULL FROM temp.happened;";

static const struct edge { const char *name, *from, *to, *economy, *group, *zone; } edges[] = {
    { "no rows",        "1999-01-01", "1999-01-01", NULL, NULL, NULL },
    { "one learner",    "2024-01-10", "2024-01-10", NULL, NULL, NULL },
    { "unknown",        "2024-01-20", "2024-01-20", "ZZ", NULL, NULL },
    { "merged",         "2024-02-01", "2024-02-01", NULL, NULL, NULL },
    { "erased",         "2024-02-10", "2024-02-10", NULL, NULL, NULL },
    { "moved",          "2024-02-19", "2024-02-20", "JP", NULL, NULL },
    { "status",         "2024-03-04", "2024-03-05", NULL, "BIPM:member", NULL },
    { "gap",            "2024-03-10", "2024-03-13", NULL, "RMO:EURAMET", NULL },
    { "leap day",       "2024-02-29", "2024-02-29", NULL, NULL, NULL },
    { "zone UTC",       "2023-12-31", "2023-12-31", NULL, NULL, NULL },
    { "zone Paris",     "2024-01-01", "2024-01-01", NULL, NULL, "Europe/Paris" },
};

/*                    none  one  ZZ   merged erased moved status gap leap UTC  Paris */
#define RECORDS      { "0", "1", "1", "2", "1", "1", "1", "2", "1", "1", "1" }
#define PEOPLE       { "0", "1", "1", "1", "1", "1", "1", "1", "1", "1", "1" }
#define ECONOMIES    { "0", "1", "0", "1", "1", "1", "1", "1", "1", "1", "1" }
/* What has a date and no time stays on its date. */
#define DATES        { "0", "1", "1", "2", "1", "1", "1", "2", "1", "1", "0" }
#define OF(none, one, two) { none, one, one, two, one, one, one, two, one, one, one }
#define FUNNEL(none, one, two) OF(none " n/a " none " n/a " none " n/a " none " n/a " none " n/a", \
                                  one " 1 " one " 1 " one " 1 " one " 1 " one " 1", \
                                  two " 1 " two " 1 " two " 1 " two " 1 " two " 1")
#define ITEMS        "1 1 1 n/a n/a n/a n/a n/a"
#define NOBODY       ""
#define CHECKS       "0 0 0 0 0 0 0 0 1 0 0 0"
#define NOT          "refused"

static const struct { const char *measure, *want[LENGTH(edges)]; } rows[] = {
    { "activity-completions", RECORDS },
    { "completers", PEOPLE },
    { "completion-rate", OF("n/a 0 0", "1 1 1", "1 2 2") },
    { "completions", RECORDS },
    /* By its edition of 10 January; a course is of no economy that is known. */
    { "courses-available", { "0", "1", "1", "1", "1", "0", "0", "0", "1", "0", "0" } },
    /* TW alone is a member, DE alone in EURAMET; ZZ counts as no economy. */
    { "coverage", { "0 0 9", "0.1111 1 9", "n/a 0 0", "0.1111 1 9", "0.1111 1 9", "1 1 1", "1 1 1", "1 1 1",
                    "0.1111 1 9", "0.1111 1 9", "0.1111 1 9" } },
    { "economies-of-persons", ECONOMIES },
    { "economies-reached", ECONOMIES },
    { "funnel", FUNNEL("0", "1", "2") },
    { "headcounts", { "0", "10", "10", "20", "10", "10", "10", "20", "10", "10", "0" } },
    { "initiatives", DATES },
    { "learner-completion-rate", OF("n/a 0 0", "1 1 1", "1 1 1") },
    { "learner-funnel", FUNNEL("0", "1", "1") },
    { "lectures", DATES },
    { "new-economies", ECONOMIES },
    { "participants", PEOPLE },
    { "participations", DATES },
    { "passed", RECORDS },
    { "passers", PEOPLE },
    /* In Paris the registration alone. */
    { "persons", PEOPLE },
    /* The checks in order of name, whatever the period: learner 2 is of no known economy. */
    { "quality", { CHECKS, CHECKS, NOT, CHECKS, CHECKS, NOT, NOT, NOT, CHECKS, CHECKS, CHECKS } },
    /* The first attempt of the two who are one; of 6 that was in FR, of 7 as an associate. */
    { "question-analysis", { "", ITEMS, ITEMS, ITEMS, ITEMS, NOBODY, NOBODY, ITEMS, ITEMS, ITEMS, ITEMS } },
    /* 6 came when in FR, 7 when TW was an associate. */
    { "registered-users", { "0", "1", "1", "1", "1", "0", "0", "1", "1", "1", "1" } },
    { "registrations", RECORDS },
    { "scores", OF("n/a n/a n/a 0 0", "0.5 0.5 0.5 1 0", "0.5 0.5 0.5 2 0") },
    { "starters", PEOPLE },
    /* 15 / 1440 of a day. */
    { "time-to-complete", OF("n/a n/a n/a 0 0", "0.010417 0.010417 0.010417 1 0",
                             "0.010417 0.010417 0.010417 2 0") },
    { "views", { "0", "100", "100", "200", "100", "100", "100", "200", "100", "100", "0" } },
};

static int make_store(void **state)
{
    begin(state);
    struct db *db = tracker_db(tracker);
    bool ok = db_begin(db, &e) && db_script(db, str_of(people), &e) && db_script(db, str_of(happened), &e)
        && db_script(db, str_of(everything), &e) && db_end(db, true, &e);
    if (!ok)
        print_message("%s\n", e.text);
    return !ok;
}

static day day_of(const char *text)
{
    day d = 0;
    assert_true(date_read_day(str_of(text), &d));
    return d;
}

/* Measures without a period are asked as of the last day. */
static struct question question_of(const struct measure *m, const struct edge *x)
{
    bool has_period = measure_takes(m, S("from"));
    struct question q = { .measure = m, .zone = x->zone, .today = day_of("2025-01-01"),
                          .has_from = has_period, .has_to = has_period, .has_as_of = !has_period && measure_takes(m, S("as-of")),
                          .from = day_of(x->from), .to = day_of(x->to), .as_of = day_of(x->to) };
    if (x->economy != NULL)
        *vec_push(arena, &q.economies) = str_of(x->economy);
    if (x->group != NULL)
        *vec_push(arena, &q.groups) = str_of(x->group);
    return q;
}

static bool is_total(const struct table *t, size_t row)
{
    return str_eq(table_at(t, row, 0).as.s, S("total"));
}

/* The figures of the total, or of all lines. */
static str figures_of(const struct table *t, bool of_all)
{
    struct buf b = buf_new(arena);
    for (size_t row = 0; row < table_rows(t); row++)
        for (size_t c = 1; c < t->columns.n; c++) {
            if (t->columns.v[c].unit == UNIT_NONE || (!of_all && !is_total(t, row)))
                continue;
            buf_put(&b, b.n > 0 ? S(" ") : S(""));
            table_put_raw(&b, &t->columns.v[c], table_at(t, row, c));
        }
    return buf_str(&b);
}

static void test_every_measure_at_every_edge(void **state)
{
    (void)state;
    size_t i = 0, wrong = 0;
    for (struct measure m = { 0 }; measure_next(arena, &m); i++) {
        if (i == LENGTH(rows) || !str_eq(m.name, str_of(rows[i].measure)))
            fail_msg("%.*s has no row of figures here", (int)m.name.n, m.name.p);
        for (size_t k = 0; k < LENGTH(edges); k++) {
            e = (struct err){ 0 };
            struct question q = question_of(&m, &edges[k]);
            const struct table *t = stats_table(arena, tracker_db(tracker), &q, &e);
            if (t == NULL && e.kind != ERR_USAGE)
                fail_msg("%s, %s: %s", rows[i].measure, edges[k].name, e.text);
            str got = t == NULL ? S(NOT) : figures_of(t, m.stages.n > 0 || str_eq(m.name, S("quality")));
            if (str_eq(got, str_of(rows[i].want[k])))
                continue;
            print_message("%s, %s: %.*s, not %s\n", rows[i].measure, edges[k].name, (int)got.n, got.p,
                          rows[i].want[k]);
            wrong++;
        }
    }
    assert_int_equal(i, LENGTH(rows));
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_every_measure_at_every_edge) };
    return cmocka_run_group_tests(tests, make_store, end);
}
