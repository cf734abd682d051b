/* Measures: their heads, edge cases of counting, the identity. */
#include "store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/count.h"
#include "stats/quality.h"
#include "stats/stats.h"
#include "format/format.h"

static day day_of(const char *text)
{
    day d = 0;
    assert_true(date_read_day(str_of(text), &d));
    return d;
}

/* ---- heads --------------------------------------------------------------- */

static bool has_columns(const struct stmt *q, bool is_rate)
{
    static const char *const names[] = { "learner", "course", "at", "precision", "entity", "key",
                                         "batch", "line", "done", "done_at", "done_precision" };
    for (size_t i = 0; i < (is_rate ? LENGTH(names) : 8); i++) {
        int c = 0;
        while (c < stmt_columns(q) && !str_eq(stmt_name(q, c), str_of(names[i])))
            c++;
        if (c == stmt_columns(q))
            return false;
    }
    return true;
}

static void test_every_measure_is_declared(void **state)
{
    (void)state;
    size_t n = 0;
    struct measure m = { 0 };
    for (; measure_next(arena, &m); n++) {
        e = (struct err){ 0 };
        struct measure same;
        assert_true(measure_named(arena, m.name, &same, &e));
        assert_true(m.title.n > 0 && m.date.n > 0 && m.columns.n > 0 && m.parameters.n > 0);
        assert_true(str_ends(m.definition, S(".")));
        assert_true(measure_takes(&m, S("as-of")) || measure_takes(&m, S("known-as-of")));
        for (size_t i = 0; i < m.columns.n; i++)
            assert_true(m.columns.v[i].id.n > 0 && m.columns.v[i].unit.n > 0
                        && m.columns.v[i].title.n > 0);
        if (m.answers.n > 0)
            continue;
        assert_true(str_starts(m.sql, S("SELECT ")));
        assert_int_equal(m.columns.n, m.is_rate ? 3 : m.is_spread ? 5 : m.stages.n > 0 ? 2 : 1);
        struct stmt *q = db_stmt(tracker_db(tracker), m.sql);
        assert_true(has_columns(q, m.is_rate));
        assert_true(stmt_end(q, &e));
    }
    assert_true(n >= 5);
}

/* "title.fr", or "column.fr" of what begins with `id`. */
static bool says(const struct measure *m, const char *key, const char *lang, str id)
{
    str want = str_format(arena, "%s.%s", key, lang);
    for (size_t i = 0; i < m->said.n; i++) {
        str text = m->said.v[i].text;
        if (str_eq(m->said.v[i].key, want) && (id.n == 0 || str_eq(str_cut(&text, ','), id)))
            return true;
    }
    return false;
}

static void test_every_measure_is_translated(void **state)
{
    (void)state;
    static const char *const langs[] = { "fr", "es" }, *const keys[] = { "title", "definition", "date" };
    for (struct measure m = { 0 }; measure_next(arena, &m);)
        for (size_t l = 0; l < LENGTH(langs); l++) {
            for (size_t k = 0; k < LENGTH(keys); k++)
                if (!says(&m, keys[k], langs[l], S("")))
                    fail_msg(STR_FMT " has no %s.%s", STR_ARG(m.name), keys[k], langs[l]);
            for (size_t c = 0; c < m.columns.n; c++)
                if (!says(&m, "column", langs[l], m.columns.v[c].id))
                    fail_msg(STR_FMT " has no column.%s " STR_FMT, STR_ARG(m.name), langs[l],
                             STR_ARG(m.columns.v[c].id));
            for (size_t c = 0; c < m.stages.n; c++)
                if (!says(&m, "stage", langs[l], m.stages.v[c].id))
                    fail_msg(STR_FMT " has no stage.%s " STR_FMT, STR_ARG(m.name), langs[l],
                             STR_ARG(m.stages.v[c].id));
        }
    struct measure check;
    for (size_t i = 0; quality_next(arena, &check, &i);)
        for (size_t l = 0; l < LENGTH(langs); l++)
            if (check.title.n == 0 || check.advice.n == 0 || !says(&check, "title", langs[l], S("")))
                fail_msg(STR_FMT " lacks a title, advice, or title.%s", STR_ARG(check.name), langs[l]);
}

static void test_near_names(void **state)
{
    (void)state;
    static const struct { const char *typed, *sentence; } cases[] = {
        { "partcipants", "did you mean participants?" },
        { "complet", "did you mean completers?" },
        { "xyzzy", "etalon stats lists them" },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        e = (struct err){ 0 };
        struct measure m;
        assert_false(measure_named(arena, str_of(cases[i].typed), &m, &e));
        assert_int_equal(e.kind, ERR_USAGE);
        assert_non_null(strstr(e.text, cases[i].sentence));
    }
    e = (struct err){ 0 };
    assert_null(dimension_named(arena, S("rmos"), &e));
    assert_non_null(strstr(e.text, "did you mean rmo?"));
}

static void test_shares(void **state)
{
    (void)state;
    static const struct { uint64_t n, d; const char *want; } cases[] = {
        { 8, 11, "0.7273" }, { 7, 10, "0.7" }, { 1, 3, "0.3333" }, { 2, 3, "0.6667" },
        { 1, 8, "0.125" }, { 1, 20000, "0.0001" }, { 1, 20001, "0" },   /* half up */
        { 3, 20000, "0.0002" }, { 0, 5, "0" }, { 5, 5, "1" }, { 0, 0, "n/a" },
    };
    const struct column share = { .unit = UNIT_SHARE };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct buf b = buf_new(arena);
        table_put_raw(&b, &share, stats_share(cases[i].n, cases[i].d, 4));
        if (!str_eq(buf_str(&b), str_of(cases[i].want)))
            fail_msg(STR_FMT " is not %s", STR_ARG(buf_str(&b)), cases[i].want);
    }
}

/* ---- counting ------------------------------------------------------------ */

/* Every case begins with course 1 "C", and with memberships of its own: KE
 * AFRIMETS; DE EURAMET and COOMET; CN COOMET as associate; FR EURAMET until
 * 2024-03-01 and again from 2024-06-01; BR not verified in SIM. Status: KE
 * associate until 2024-05-20, then member. */
static const char stage[] =
    "INSERT INTO course (id, code, title) VALUES (1, 'C', 'Course');"
    "DELETE FROM group_membership;"
    "INSERT INTO group_membership (grp, economy, role, valid_from, valid_to, source, confidence, "
    "                              recorded_at) "
    "SELECT g.id, column3, column4, column5, column6, 'test', "
    "       iif(column3 = 'BR', 'unverified', 'primary'), 0 "
    "FROM (VALUES ('RMO', 'AFRIMETS', 'KE', 'full', NULL, NULL),"
    "             ('RMO', 'EURAMET', 'DE', 'full', NULL, NULL),"
    "             ('RMO', 'COOMET', 'DE', 'full', NULL, NULL),"
    "             ('RMO', 'COOMET', 'CN', 'associate', NULL, NULL),"
    "             ('RMO', 'EURAMET', 'FR', 'full', NULL, '2024-03-01'),"
    "             ('RMO', 'EURAMET', 'FR', 'full', '2024-06-01', NULL),"
    "             ('RMO', 'SIM', 'BR', 'full?', NULL, NULL),"
    "             ('BIPM', 'associate', 'KE', 'member', NULL, '2024-05-20'),"
    "             ('BIPM', 'member', 'KE', 'member', '2024-05-20', NULL)) "
    "JOIN economy_group AS g ON g.scheme = column1 AND g.code = column2;";

/* l(learner, economy), r(registration, learner, day or instant): short for the rows. */
#define LEARNER(id, economy) \
    "INSERT INTO learner (id) VALUES (" #id ");" \
    "INSERT INTO learner_affiliation (learner, n, economy) VALUES (" #id ", 1, '" economy "');"
#define REGISTERED(id, learner, when) \
    "INSERT INTO registration (id, learner, course, seq, registered_at, precision) VALUES " \
    "(" #id ", " #learner ", 1, " #id ", 1000 * strftime('%s', '" when "'), " \
    "iif(length('" when "') > 10, 's', 'd'));"
#define UNDATED(id, learner) \
    "INSERT INTO registration (id, learner, course, seq) VALUES " \
    "(" #id ", " #learner ", 1, " #id ");"
#define COMPLETED(id, when) \
    "INSERT INTO registration_state VALUES (" #id ", 2, 0, NULL, 1000 * strftime('%s', '" when \
    "'), iif(length('" when "') > 10, 's', 'd'), NULL, NULL);"

/* Six economies in all. Learner 1 goes from FR to DE on 1 March. */
#define COVERED \
    "UPDATE economy SET kind = 'organisation' WHERE code NOT IN ('BR', 'CN', 'DE', 'FR', 'KE', 'XK', 'ZZ');" \
    "INSERT INTO learner (id) VALUES (1);" \
    "INSERT INTO learner_affiliation (learner, n, economy, valid_from, valid_to) VALUES " \
    "(1, 1, 'FR', NULL, '2024-03-01'), (1, 2, 'DE', '2024-03-01', NULL);" \
    LEARNER(2, "CN") LEARNER(3, "KE") LEARNER(4, "ZZ") \
    REGISTERED(1, 1, "2024-02-29") REGISTERED(2, 1, "2024-03-01") REGISTERED(3, 2, "2024-04-01") \
    REGISTERED(4, 3, "2024-06-01") REGISTERED(5, 4, "2024-04-01")

struct ask {
    const char *name, *rows, *measure, *by, *from, *to, *as_of, *zone;
    bool stock, associates;
    int within;                           /* days + 1 */
    const char *want, *note;
};

static const struct ask asks[] = {
    { .name = "no rows", .measure = "participants", .want = "total 0\n" },
    { .name = "no rows by RMO", .measure = "registrations", .by = "rmo",
      .want = "group AFRIMETS 0\ngroup APMP 0\ngroup COOMET 0\ngroup EURAMET 0\n"
              "group GULFMET 0\ngroup SIM 0\noverlap - 0\nnone none 0\nunknown unknown 0\n"
              "total - 0\n" },
    { .name = "no rows by month", .measure = "registrations", .by = "month",
      .want = "undated undated 0\ntotal - 0\n" },
    { .name = "no rows, empty months", .measure = "registrations", .by = "month",
      .from = "2023-12-31", .to = "2024-02-01",
      .want = "group 2023-12 0\ngroup 2024-01 0\ngroup 2024-02 0\ntotal - 0\n" },
    { .name = "nothing to divide by", .measure = "completion-rate", .want = "total n/a 0 0\n" },
    { .name = "one learner", .rows = LEARNER(1, "KE") REGISTERED(1, 1, "2024-01-10"),
      .measure = "participants", .by = "economy",
      .want = "group KE 1\noverlap - 0\nunknown ZZ 0\ntotal - 1\n" },
    { .name = "no affiliation and ZZ are unknown",
      .rows = "INSERT INTO learner (id) VALUES (1);" LEARNER(2, "ZZ")
              REGISTERED(1, 1, "2024-01-10") REGISTERED(2, 2, "2024-01-10"),
      .measure = "participants", .by = "economy",
      .want = "overlap - 0\nunknown ZZ 2\ntotal - 2\n" },
    { .name = "an organisation is no economy reached", .rows = LEARNER(1, "XI") LEARNER(2, "XK")
              REGISTERED(1, 1, "2024-01-10") REGISTERED(2, 2, "2024-01-10"),
      .measure = "economies-reached", .want = "total 1\n" },
    { .name = "an organisation is in no RMO", .rows = LEARNER(1, "XI")
              REGISTERED(1, 1, "2024-01-10"),
      .measure = "participants", .by = "bipm-status",
      .want = "group member 0\ngroup associate 0\ngroup covered 0\noverlap - 0\nnone none 1\n"
              "unknown unknown 0\ntotal - 1\n" },
    { .name = "merged twice, a test, an erased one",
      .rows = LEARNER(1, "DE") LEARNER(2, "KE") LEARNER(3, "KE") LEARNER(4, "KE") LEARNER(5, "KE")
              "UPDATE learner SET status = 'merged', merged_into = 1 WHERE id = 2;"
              "UPDATE learner SET status = 'merged', merged_into = 2 WHERE id = 3;"
              "UPDATE learner SET status = 'test' WHERE id = 4;"
              "UPDATE learner SET status = 'erased' WHERE id = 5;"
              REGISTERED(1, 3, "2024-01-10") REGISTERED(2, 1, "2024-01-11")
              REGISTERED(3, 4, "2024-01-10") REGISTERED(4, 5, "2024-01-10")
              REGISTERED(5, 2, "2024-01-12"),
      .measure = "participants", .by = "economy",
      .want = "group DE 1\ngroup KE 1\noverlap - 0\nunknown ZZ 0\ntotal - 2\n" },
    { .name = "merged into a test",
      .rows = LEARNER(1, "DE") LEARNER(2, "KE")
              "UPDATE learner SET status = 'test' WHERE id = 1;"
              "UPDATE learner SET status = 'merged', merged_into = 1 WHERE id = 2;"
              REGISTERED(1, 2, "2024-01-10"),
      .measure = "registrations", .want = "total 0\n" },
    { .name = "moved on the day",
      .rows = "INSERT INTO learner (id) VALUES (1);"
              "INSERT INTO learner_affiliation (learner, n, economy, valid_from, valid_to) VALUES "
              "(1, 1, 'KE', NULL, '2024-07-01'), (1, 2, 'DE', '2024-07-01', NULL);"
              REGISTERED(1, 1, "2024-06-30") REGISTERED(2, 1, "2024-07-01"),
      .measure = "participants", .by = "economy",
      .want = "group DE 1\ngroup KE 1\noverlap - 1\nunknown ZZ 0\ntotal - 1\n",
      .note = "must not be added up" },
    { .name = "moved, as of a day",
      .rows = "INSERT INTO learner (id) VALUES (1);"
              "INSERT INTO learner_affiliation (learner, n, economy, valid_from, valid_to) VALUES "
              "(1, 1, 'KE', NULL, '2024-07-01'), (1, 2, 'DE', '2024-07-01', NULL);"
              REGISTERED(1, 1, "2024-06-30"),
      .measure = "participants", .by = "economy", .to = "2024-07-01", .stock = true,
      .want = "group DE 1\noverlap - 0\nunknown ZZ 0\ntotal - 1\n", .note = "on 2024-07-01." },
    { .name = "a gap in an affiliation",
      .rows = "INSERT INTO learner (id) VALUES (1);"
              "INSERT INTO learner_affiliation (learner, n, economy, valid_from, valid_to) VALUES "
              "(1, 1, 'KE', NULL, '2024-02-01'), (1, 2, 'DE', '2024-03-01', NULL);"
              REGISTERED(1, 1, "2024-02-29"),
      .measure = "registrations", .by = "economy",
      .want = "unknown ZZ 1\ntotal - 1\n" },
    { .name = "a gap in a membership",
      .rows = LEARNER(1, "FR") REGISTERED(1, 1, "2024-02-29") REGISTERED(2, 1, "2024-03-01")
              REGISTERED(3, 1, "2024-05-31") REGISTERED(4, 1, "2024-06-01"),
      .measure = "registrations", .by = "rmo",
      .want = "group AFRIMETS 0\ngroup APMP 0\ngroup COOMET 0\ngroup EURAMET 2\n"
              "group GULFMET 0\ngroup SIM 0\noverlap - 0\nnone none 2\nunknown unknown 0\n"
              "total - 4\n" },
    { .name = "in a group once is in a group", .rows = LEARNER(1, "FR")
              REGISTERED(1, 1, "2024-02-29") REGISTERED(2, 1, "2024-03-01"),
      .measure = "participants", .by = "rmo",
      .want = "group AFRIMETS 0\ngroup APMP 0\ngroup COOMET 0\ngroup EURAMET 1\n"
              "group GULFMET 0\ngroup SIM 0\noverlap - 0\nnone none 0\nunknown unknown 0\n"
              "total - 1\n" },
    { .name = "status changes on the day", .rows = LEARNER(1, "KE")
              REGISTERED(1, 1, "2024-05-19") REGISTERED(2, 1, "2024-05-20"),
      .measure = "registrations", .by = "bipm-status",
      .want = "group member 1\ngroup associate 1\ngroup covered 0\nnone none 0\n"
              "unknown unknown 0\ntotal - 2\n" },
    { .name = "full members only", .rows = LEARNER(1, "CN") LEARNER(2, "BR")
              REGISTERED(1, 1, "2024-05-19") REGISTERED(2, 2, "2024-05-20"),
      .measure = "participants", .by = "rmo",
      .want = "group AFRIMETS 0\ngroup APMP 0\ngroup COOMET 0\ngroup EURAMET 0\n"
              "group GULFMET 0\ngroup SIM 1\noverlap - 0\nnone none 1\nunknown unknown 0\n"
              "total - 2\n",
      .note = "no source confirms: SIM (BR)." },
    { .name = "associates too", .rows = LEARNER(1, "CN") LEARNER(2, "DE")
              REGISTERED(1, 1, "2024-05-19") REGISTERED(2, 2, "2024-05-20"),
      .measure = "participants", .by = "rmo", .associates = true,
      .want = "group AFRIMETS 0\ngroup APMP 0\ngroup COOMET 2\ngroup EURAMET 1\n"
              "group GULFMET 0\ngroup SIM 0\noverlap - 1\nnone none 0\nunknown unknown 0\n"
              "total - 2\n" },
    /* Members by hand: AFRIMETS KE; EURAMET DE, and FR outside its gap; COOMET DE, and CN as associate; SIM BR.
     * Reached by May: FR and DE by one learner, CN; in June KE. Never BR and XK; nobody knows where 4 is. */
    { .name = "coverage in a gap", .rows = COVERED, .measure = "coverage", .by = "rmo",
      .from = "2024-01-01", .to = "2024-05-31",
      .want = "group AFRIMETS 0 0 1\ngroup APMP n/a 0 0\ngroup COOMET 1 1 1\ngroup EURAMET 1 1 1\n"
              "group GULFMET n/a 0 0\ngroup SIM 0 0 1\noverlap - n/a 1 1\nnone none 0.6667 2 3\n"
              "unknown unknown n/a 0 0\ntotal - 0.5 3 6\n",
      .note = "in groups as on 2024-05-31." },
    { .name = "coverage behind the gap", .rows = COVERED, .measure = "coverage", .by = "rmo",
      .to = "2024-06-01",
      .want = "group AFRIMETS 1 1 1\ngroup APMP n/a 0 0\ngroup COOMET 1 1 1\ngroup EURAMET 1 2 2\n"
              "group GULFMET n/a 0 0\ngroup SIM 0 0 1\noverlap - n/a 1 1\nnone none 0.5 1 2\n"
              "unknown unknown n/a 0 0\ntotal - 0.6667 4 6\n" },
    { .name = "members as of a day behind the period", .rows = COVERED, .measure = "coverage", .by = "rmo",
      .to = "2024-05-31", .as_of = "2024-06-01",
      .want = "group AFRIMETS 0 0 1\ngroup APMP n/a 0 0\ngroup COOMET 1 1 1\ngroup EURAMET 1 2 2\n"
              "group GULFMET n/a 0 0\ngroup SIM 0 0 1\noverlap - n/a 1 1\nnone none 0.5 1 2\n"
              "unknown unknown n/a 0 0\ntotal - 0.5 3 6\n" },
    { .name = "coverage with associates", .rows = COVERED, .measure = "coverage", .by = "rmo",
      .to = "2024-05-31", .associates = true,
      .want = "group AFRIMETS 0 0 1\ngroup APMP n/a 0 0\ngroup COOMET 1 2 2\ngroup EURAMET 1 1 1\n"
              "group GULFMET n/a 0 0\ngroup SIM 0 0 1\noverlap - n/a 1 1\nnone none 0.5 1 2\n"
              "unknown unknown n/a 0 0\ntotal - 0.5 3 6\n" },
    { .name = "coverage the day before a status", .rows = COVERED, .measure = "coverage", .by = "bipm-status",
      .as_of = "2024-05-19",
      .want = "group member n/a 0 0\ngroup associate 0 0 1\ngroup covered n/a 0 0\noverlap - n/a 0 0\n"
              "none none 0.6 3 5\nunknown unknown n/a 0 0\ntotal - 0.5 3 6\n" },
    { .name = "coverage on the day of a status", .rows = COVERED, .measure = "coverage", .by = "bipm-status",
      .as_of = "2024-05-20",
      .want = "group member 0 0 1\ngroup associate n/a 0 0\ngroup covered n/a 0 0\noverlap - n/a 0 0\n"
              "none none 0.6 3 5\nunknown unknown n/a 0 0\ntotal - 0.5 3 6\n" },
    { .name = "who is not reached", .rows = COVERED, .measure = "coverage", .by = "economy",
      .want = "group BR 0 0 1\ngroup CN 1 1 1\ngroup DE 1 1 1\ngroup FR 1 1 1\ngroup KE 1 1 1\n"
              "group XK 0 0 1\noverlap - n/a 0 0\nunknown ZZ n/a 0 0\ntotal - 0.6667 4 6\n" },
    { .name = "coverage, learners as of a day", .rows = COVERED, .measure = "coverage", .stock = true,
      .to = "2024-05-31", .want = "total 0.3333 2 6\n" },
    { .name = "leap day", .rows = LEARNER(1, "KE") REGISTERED(1, 1, "2024-02-29"),
      .measure = "registrations", .by = "month", .from = "2024-02-29", .to = "2024-02-29",
      .want = "group 2024-02 1\ntotal - 1\n" },
    { .name = "leap day, a year later", .rows = LEARNER(1, "KE") REGISTERED(1, 1, "2024-02-29")
              COMPLETED(1, "2025-02-28"),
      .measure = "completion-rate", .within = 365 + 1, .as_of = "2026-01-01",
      .want = "total 1 1 1\n" },
    { .name = "both days of the period", .rows = LEARNER(1, "KE") REGISTERED(1, 1, "2023-12-31")
              REGISTERED(2, 1, "2024-01-01") REGISTERED(3, 1, "2024-12-31T23:59:59")
              REGISTERED(4, 1, "2025-01-01"),
      .measure = "registrations", .from = "2024-01-01", .to = "2024-12-31",
      .want = "total 2\n" },
    { .name = "new year in UTC", .rows = LEARNER(1, "KE") REGISTERED(1, 1, "2023-12-31T23:30:00")
              REGISTERED(2, 1, "2023-12-31"),
      .measure = "registrations", .by = "year",
      .want = "group 2023 2\nundated undated 0\ntotal - 2\n" },
    { .name = "new year in Paris: the date stays", .rows = LEARNER(1, "KE")
              REGISTERED(1, 1, "2023-12-31T23:30:00") REGISTERED(2, 1, "2023-12-31"),
      .measure = "registrations", .by = "year", .zone = "Europe/Paris",
      .want = "group 2023 1\ngroup 2024 1\nundated undated 0\ntotal - 2\n" },
    { .name = "clocks put forward", .rows = LEARNER(1, "KE")
              REGISTERED(1, 1, "2024-03-31T21:59:59") REGISTERED(2, 1, "2024-03-31T22:00:00"),
      .measure = "registrations", .by = "month", .zone = "Europe/Paris",
      .want = "group 2024-03 1\ngroup 2024-04 1\nundated undated 0\ntotal - 2\n" },
    { .name = "undated", .rows = LEARNER(1, "KE") UNDATED(1, 1) REGISTERED(2, 1, "2024-01-10"),
      .measure = "registrations", .by = "year",
      .want = "group 2024 1\nundated undated 1\ntotal - 2\n", .note = "without a date: 1." },
    { .name = "a learner with a date is not undated", .rows = LEARNER(1, "KE") UNDATED(1, 1)
              REGISTERED(2, 1, "2024-01-10"),
      .measure = "participants", .by = "year",
      .want = "group 2024 1\noverlap - 0\nundated undated 0\ntotal - 1\n" },
    { .name = "undated is in no period", .rows = LEARNER(1, "KE") UNDATED(1, 1)
              REGISTERED(2, 1, "2024-01-10"),
      .measure = "registrations", .from = "2000-01-01", .want = "total 1\n",
      .note = "in no period: 1." },
    { .name = "a year is no month", .rows = LEARNER(1, "KE") REGISTERED(1, 1, "2024-01-01")
              REGISTERED(2, 1, "2024-02-01")
              "UPDATE registration SET precision = 'y' WHERE id = 1;"
              "UPDATE registration SET precision = 'm' WHERE id = 2;",
      .measure = "registrations", .by = "month", .from = "2024-01-01", .to = "2024-02-28",
      .want = "group 2024-01 0\ngroup 2024-02 1\nundated undated 1\ntotal - 2\n" },
    { .name = "as of a day", .rows = LEARNER(1, "KE") REGISTERED(1, 1, "2024-01-10")
              REGISTERED(2, 1, "2024-01-11") COMPLETED(1, "2024-02-01"),
      .measure = "completion-rate", .as_of = "2024-01-10", .want = "total 0 0 1\n" },
    { .name = "a horizon that is not over", .rows = LEARNER(1, "KE")
              REGISTERED(1, 1, "2024-01-01") REGISTERED(2, 1, "2024-01-02")
              REGISTERED(3, 1, "2024-01-01") COMPLETED(1, "2024-01-31")
              COMPLETED(2, "2024-01-03") COMPLETED(3, "2024-02-01"),
      .measure = "completion-rate", .within = 30 + 1, .as_of = "2024-01-31",
      .want = "total 0.5 1 2\n", .note = "these days are not over: 1." },
    { .name = "completed, but elsewhere",
      .rows = "INSERT INTO learner (id) VALUES (1);"
              "INSERT INTO learner_affiliation (learner, n, economy, valid_from, valid_to) VALUES "
              "(1, 1, 'KE', NULL, '2024-07-01');"
              REGISTERED(1, 1, "2024-06-30") REGISTERED(2, 1, "2024-07-01")
              COMPLETED(2, "2024-08-01"),
      .measure = "learner-completion-rate", .by = "economy",
      .want = "group KE 0 0 1\noverlap - n/a 0 0\nunknown ZZ n/a 0 0\ntotal - 1 1 1\n",
      .note = "numerator of the total" },
    { .name = "completed on a later line",
      .rows = "INSERT INTO learner (id) VALUES (1);"
              "INSERT INTO learner_affiliation (learner, n, economy, valid_from, valid_to) VALUES "
              "(1, 1, 'XK', NULL, '2024-07-01');"
              REGISTERED(1, 1, "2024-06-30") REGISTERED(2, 1, "2024-07-01")
              COMPLETED(2, "2024-08-01"),
      .measure = "learner-completion-rate", .by = "bipm-status",
      .want = "group member n/a 0 0\ngroup associate n/a 0 0\ngroup covered n/a 0 0\n"
              "overlap - n/a 0 0\nnone none 0 0 1\nunknown unknown n/a 0 0\ntotal - 1 1 1\n",
      .note = "numerator of the total" },
    { .name = "tables within lines", .rows = LEARNER(1, "DE") LEARNER(2, "ZZ")
              REGISTERED(1, 1, "2023-05-05") REGISTERED(2, 1, "2024-05-05")
              REGISTERED(3, 2, "2024-05-05"),
      .measure = "participants", .by = "year,economy",
      .want = "group 2023 DE 1\noverlap 2023 - 0\nunknown 2023 ZZ 0\ntotal 2023 - 1\n"
              "group 2024 DE 1\noverlap 2024 - 0\nunknown 2024 ZZ 1\ntotal 2024 - 2\n"
              "overlap - - 1\ntotal - - 2\n" },
    { .name = "below no group", .rows = LEARNER(1, "DE") UNDATED(1, 1),
      .measure = "registrations", .by = "year,economy",
      .want = "undated undated DE 1\nundated undated ZZ 0\ntotal undated - 1\ntotal - - 1\n" },
};

static void set_day(const char *text, bool *has, day *d)
{
    *has = text != NULL;
    if (text != NULL)
        *d = day_of(text);
}

static void set_by(struct question *q, const char *by)
{
    e = (struct err){ 0 };
    for (str rest = str_of(by); rest.n > 0;)
        assert_non_null(q->by[q->nby++] = dimension_named(arena, str_cut(&rest, ','), &e));
}

static struct question question_of(const struct ask *ask, struct measure *m)
{
    e = (struct err){ 0 };
    struct question q = { .measure = m, .zone = ask->zone, .associates = ask->associates,
                          .today = day_of("2026-01-01"),
                          .basis = ask->stock ? BASIS_AS_OF : BASIS_EVENT,
                          .has_horizon = ask->within > 0, .horizon = ask->within - 1 };
    assert_true(measure_named(arena, str_of(ask->measure), m, &e));
    set_by(&q, ask->by);
    set_day(ask->from, &q.has_from, &q.from);
    set_day(ask->to, &q.has_to, &q.to);
    set_day(ask->as_of, &q.has_as_of, &q.as_of);
    return q;
}

/* The row, the ids ("-": empty) and the figures; names are left out. */
static str lines_of(const struct table *t)
{
    struct buf b = buf_new(arena);
    for (size_t row = 0; row < table_rows(t); row++) {
        for (size_t c = 0; c < t->columns.n; c++) {
            if (str_ends(t->columns.v[c].id, S("_name")))
                continue;
            size_t before = b.n;
            buf_put(&b, c > 0 ? S(" ") : S(""));
            table_put_raw(&b, &t->columns.v[c], table_at(t, row, c));
            if (c > 0 && b.n == before + 1)
                buf_byte(&b, '-');
        }
        buf_byte(&b, '\n');
    }
    return buf_str(&b);
}

static bool has_note(const struct table *t, const char *part)
{
    for (size_t i = 0; i < t->notes.n; i++)
        if (str_find(t->notes.v[i], str_of(part)) < t->notes.v[i].n)
            return true;
    return false;
}

static void try_ask(struct db *db, const struct ask *ask)
{
    e = (struct err){ 0 };
    struct measure m;
    struct question q = question_of(ask, &m);
    if (!db_script(db, str_of(stage), &e) || (ask->rows && !db_script(db, str_of(ask->rows), &e)))
        fail_msg("%s: %s", ask->name, e.text);
    const struct table *t = stats_table(arena, db, &q, &e);
    if (t == NULL)
        fail_msg("%s: %s", ask->name, e.text);
    if (!str_eq(lines_of(t), str_of(ask->want)))
        fail_msg("%s: got\n" STR_FMT "want\n%s", ask->name, STR_ARG(lines_of(t)), ask->want);
    if (ask->note && !has_note(t, ask->note))
        fail_msg("%s: no note says \"%s\"", ask->name, ask->note);
}

static void test_edge_cases(void **state)
{
    (void)state;
    struct db *db = tracker_db(tracker);
    for (size_t i = 0; i < LENGTH(asks); i++) {
        e = (struct err){ 0 };
        assert_true(db_begin(db, &e));
        try_ask(db, &asks[i]);
        assert_false(db_end(db, false, &e));
    }
}

/* ---- what must not be asked ---------------------------------------------- */

static void test_nonsense(void **state)
{
    (void)state;
    static const struct { struct ask ask; const char *course, *want; } cases[] = {
        { { .measure = "participants", .from = "2024-02-01", .to = "2024-01-31" }, NULL,
          "before it begins" },
        { { .measure = "participants", .within = 8 }, NULL, "no rate" },
        { { .measure = "participants", .by = "rmo,year,rmo" }, NULL, "rmo twice" },
        { { .measure = "registered-users", .by = "course" }, NULL, "of no course" },
        { { .measure = "courses-available", .from = "2024-02-01" }, NULL, "no period" },
        { { .measure = "registered-users" }, "C", "of no course" },
        { { .measure = "coverage", .by = "rmo,year" }, NULL, "not by year" },
        { { .measure = "quality", .as_of = "2024-01-01" }, NULL, "--known-as-of tells" },
        { { .measure = "participants" }, "D", "no course \"D\"" },
        { { .measure = "participants", .zone = "Europe/Pariss" }, NULL, "Europe/Paris" },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        e = (struct err){ 0 };
        struct measure m;
        struct question q = question_of(&cases[i].ask, &m);
        if (cases[i].course != NULL)
            *vec_push(arena, &q.courses) = str_of(cases[i].course);
        assert_null(stats_table(arena, tracker_db(tracker), &q, &e));
        if (!strstr(e.text, cases[i].want))
            fail_msg("\"%s\" does not say \"%s\"", e.text, cases[i].want);
        bool is_name = cases[i].ask.zone || str_eq(str_of(cases[i].course), S("D"));
        assert_int_equal(e.kind, is_name ? ERR_INPUT : ERR_USAGE);
    }
}

/* ---- the identity -------------------------------------------------------- */

static void make_count(struct count *c, struct facts *facts, struct axis *axis,
                       const struct question *q, struct db *db)
{
    e = (struct err){ 0 };
    struct reading *r = reading_new(arena, db, &e);
    assert_non_null(r);
    assert_true(facts_read(facts, arena, r, q, &e));
    assert_true(axis_open(axis, arena, db, q->by[0], facts, &e));
    assert_true(count_make(c, arena, axis, 1, facts, NULL, &e));
}

/* A figure that is wrong by one is found, whichever it is. */
static void test_identity_is_asserted(void **state)
{
    (void)state;
    e = (struct err){ 0 };
    static const struct ask ask = { .measure = "learner-completion-rate", .by = "rmo" };
    struct count c;
    struct facts facts;
    struct axis axis;
    struct measure m;
    struct question q = question_of(&ask, &m);
    struct db *db = tracker_db(tracker);
    assert_true(db_begin(db, &e));
    assert_true(db_script(db, str_of(stage), &e));
    assert_true(db_script(db, S(LEARNER(1, "DE") LEARNER(2, "KE") LEARNER(3, "XK")
                                REGISTERED(1, 1, "2024-01-10") REGISTERED(2, 2, "2024-01-10")
                                REGISTERED(3, 3, "2024-01-10") COMPLETED(1, "2024-01-11")), &e));
    make_count(&c, &facts, &axis, &q, db);
    assert_false(db_end(db, false, &e));
    struct level *top = &c.levels[0], *below = &c.levels[1];
    struct node none = count_child(&c, count_root(), (uint32_t)axis.groups.n + LINE_NONE);
    assert_true(node_is_there(none));
    uint64_t *figures[] = { &top->count[0], &top->any[0], &top->count[1], &top->any[1],
                            &top->elsewhere[1], &below->count[2 * none.index],
                            &below->count[2 * none.index + 1] };
    for (size_t i = 0; i < LENGTH(figures); i++)
        for (int by = -1; by <= 1; by += 2) {
            struct err wrong = { 0 };
            assert_true(count_check(&c, &e));
            *figures[i] += (uint64_t)by;
            assert_false(count_check(&c, &wrong));
            assert_int_equal(wrong.kind, ERR_STORE);
            *figures[i] -= (uint64_t)by;
        }
    facts_free(&facts);
}

/* Between two of its questions nobody may change the store: it asks within a transaction. */
static void looks_in_between(struct progress *p)
{
    e = (struct err){ 0 };
    assert_false(db_script(tracker_db(tracker), S("BEGIN"), &e));
    assert_non_null(strstr(e.text, "within a transaction"));
    p->next = UINT64_MAX;
}

static void test_one_moment_of_the_store(void **state)
{
    (void)state;
    e = (struct err){ 0 };
    struct measure m;
    struct progress p = { .show = looks_in_between };
    struct db *db = tracker_db(tracker);
    assert_true(measure_named(arena, S("registered-users"), &m, &e));
    assert_true(db_begin(db, &e) && db_script(db, S(LEARNER(900, "KE")), &e)
                && db_end(db, true, &e));
    struct question q = { .measure = &m, .progress = &p };
    assert_non_null(stats_table(arena, db, &q, &e));
    assert_true(p.next == UINT64_MAX);
    assert_true(db_script(db, S("DELETE FROM learner_affiliation; DELETE FROM learner"), &e));
}

/* ---- one job ------------------------------------------------------------- */

/* In boxes they are packed: the first and the last day there are, and none, of keys that need many bits. */
static void test_facts_come_out_as_they_were(void **state)
{
    (void)state;
    static const char *const measures[] = { "participants", "registrations", "completion-rate" };
    static const struct { uint32_t person; day date; enum known known; uint16_t course; } want[] = {
        { 1, -719162, KNOWN_DAY, 1 }, { 69999, 2932896, KNOWN_DAY, 1 }, { 70000, 0, KNOWN_NOT, 1 },
        { 70000, 19732, KNOWN_DAY, 1 },
    };
    struct db *db = tracker_db(tracker);
    assert_true(db_begin(db, &e) && db_script(db, str_of(stage), &e));
    assert_true(db_script(db, S(LEARNER(1, "DE") LEARNER(69999, "DE") LEARNER(70000, "DE")
                                REGISTERED(1, 1, "0001-01-01") REGISTERED(2, 69999, "9999-12-31")
                                UNDATED(3, 70000) REGISTERED(4, 70000, "2024-01-10")), &e));
    for (size_t i = 0; i < LENGTH(measures); i++) {
        struct measure m;
        struct facts f;
        const struct ask ask = { .measure = measures[i] };
        struct question q = question_of(&ask, &m);
        struct reading *r = reading_new(arena, db, &e);
        assert_true(r != NULL && facts_read(&f, arena, r, &q, &e));
        size_t n = 0;
        for (size_t box = 0; box < f.nboxes; box++) {
            struct heap heap = facts_box(&f, arena, box, m.counts == COUNTS_LEARNERS);
            for (size_t k = 0; k < heap.n; k++, n++) {
                const struct fact *x = heap_at(&heap, k);
                assert_int_equal(x->person, want[n].person);
                assert_int_equal(fact_known(x), want[n].known);
                assert_int_equal(fact_date(x), want[n].date);
                assert_int_equal(x->course, want[n].course);
                assert_int_equal(x->stages, 1);
            }
        }
        assert_int_equal(n, LENGTH(want));
        facts_free(&f);
    }
    assert_false(db_end(db, false, &e));
}

static int64_t total_of(const struct ask *ask, struct reading *r)
{
    e = (struct err){ 0 };
    struct measure m;
    struct question q = question_of(ask, &m);
    q.reading = r;
    const struct table *t = stats_table(arena, tracker_db(tracker), &q, &e);
    assert_non_null(t);
    return table_at(t, table_rows(t) - 1, (size_t)table_column_of(t, S("value"))).as.i;
}

/* That the store is changed in between, which no job does, tells what was read again. */
static void test_rows_are_read_once(void **state)
{
    (void)state;
    static const struct { struct ask ask; int64_t kept, read; } asked[] = {
        { { .measure = "registrations", .by = "rmo" }, 1, 2 },
        { { .measure = "participants", .by = "year" }, 1, 1 },            /* of the same rows */
        { { .measure = "registrations", .from = "2025-01-01" }, 0, 1 },
        { { .measure = "registrations", .zone = "Asia/Tokyo" }, 2, 2 },   /* whose days are others */
        { { .measure = "registrations", .by = "cohort" }, 2, 2 },         /* columns that were not read */
        { { .measure = "completions" }, 0, 0 },
    };
    e = (struct err){ 0 };
    struct db *db = tracker_db(tracker);
    assert_true(db_begin(db, &e) && db_script(db, str_of(stage), &e));
    assert_true(db_script(db, S(LEARNER(1, "DE") REGISTERED(1, 1, "2024-01-10")), &e));
    struct reading *keeps = reading_open(arena, db, &e), *small = reading_open(arena, db, &e);
    assert_true(keeps != NULL && small != NULL);
    small->room = 0;
    assert_int_equal(total_of(&asked[0].ask, keeps), 1);
    assert_int_equal(total_of(&asked[0].ask, small), 1);
    assert_true(db_script(db, S(REGISTERED(2, 1, "2025-01-10")), &e));
    for (size_t i = 0; i < LENGTH(asked); i++) {
        assert_int_equal(total_of(&asked[i].ask, keeps), asked[i].kept);
        assert_int_equal(total_of(&asked[i].ask, small), asked[i].read);
    }
    reading_close(keeps);
    reading_close(small);
    assert_false(db_end(db, false, &e));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_measure_is_declared),
        cmocka_unit_test(test_every_measure_is_translated), cmocka_unit_test(test_near_names),
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_edge_cases),
        cmocka_unit_test(test_nonsense),
        cmocka_unit_test(test_identity_is_asserted),
        cmocka_unit_test(test_one_moment_of_the_store),
        cmocka_unit_test(test_rows_are_read_once),
        cmocka_unit_test(test_facts_come_out_as_they_were),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
