/* The records behind every line of every measure add up to it. */
#include <math.h>

#include "stats/dimension.h"
#include "stats/quality.h"
#include "stats/rows.h"
#include "stats/stats.h"
#include "store.h"

/* Seventy learners who move, are merged, test and were erased; registrations, states and participations
 * without and with dates of every exactness: whatever the numbers give. */
static const char made_up[] =
    "CREATE TEMP TABLE i AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)"
    " SELECT i, (i * 7919 + i * i * 31) % 1009 AS r FROM n;"
    "CREATE TEMP TABLE e AS SELECT row_number() OVER () - 1 AS n, column1 AS code FROM (VALUES ('KE'), ('DE'),"
    " ('CN'), ('BR'), ('XK'), ('ZZ'), ('XI'), ('BD'));"
    "INSERT INTO import_batch (id, kind, file_name, file_sha256, parameters, actor, recorded_at)"
    " VALUES (1, 'plain', 'one.csv', '', '', '', 0);"
    "INSERT INTO course (id, code, title) VALUES (1, 'A', ''), (2, 'B,C', '');"
    "INSERT INTO course_version (id, course, label, languages, published_on) VALUES (1, 1, '1', 'en, fr', NULL),"
    " (2, 2, '1', 'en', '2024-02-01');"
    "INSERT INTO activity (id, course, ident) VALUES (1, 1, 'a1'), (2, 1, 'a2');"
    "INSERT INTO version_activity (version, activity, counts) VALUES (1, 1, 1), (1, 2, 1);"
    "INSERT INTO learner (id, registered_at, registered_precision, status, merged_into, batch, line)"
    " SELECT i, iif(r % 3 = 0, NULL, 1704067200000 + r * 43200000), iif(r % 3 = 0, NULL, 'd'),"
    " CASE WHEN i % 11 = 0 THEN 'merged' WHEN i % 17 = 0 THEN 'test' WHEN i % 19 = 0 THEN 'erased' ELSE 'active' END,"
    " iif(i % 11 = 0, i / 11, NULL), 1, i FROM i WHERE i <= 70;"
    "INSERT INTO learner_affiliation (learner, n, economy, valid_from, valid_to)"
    " SELECT i, 1, code, NULL, iif(i % 3 = 0, '2024-06-01', NULL) FROM i JOIN e ON e.n = r % 8 WHERE i <= 70 AND i % 13 > 0;"
    "INSERT INTO learner_affiliation (learner, n, economy, valid_from)"
    " SELECT i, 2, code, '2024-07-01' FROM i JOIN e ON e.n = (r + 3) % 8 WHERE i <= 70 AND i % 13 > 0 AND i % 3 = 0;"
    "INSERT INTO registration (id, learner, course, seq, registered_at, precision, cohort, batch, line)"
    " SELECT i, 1 + r % 70, 1 + r % 2, i, iif(r % 9 = 0, NULL, 1704067200000 + (r % 400) * 86400000),"
    " iif(r % 9 = 0, NULL, substr('dddsymd', 1 + r % 7, 1)), iif(r % 4 = 0, 'spring', NULL), 1, i FROM i;"
    "INSERT INTO registration_state SELECT i, i % 3, (i / 2) % 3, iif(i % 5 = 0, NULL, (i % 4) / 3.0),"
    " iif(i % 3 < 2 OR i % 7 = 0, NULL, 1704067200000 + (r % 500) * 86400000), iif(i % 3 < 2 OR i % 7 = 0, NULL, 'd'),"
    " iif((i / 2) % 3 < 2, NULL, 1704067200000 + (r % 450) * 86400000), iif((i / 2) % 3 < 2, NULL, 'd')"
    " FROM i WHERE i % 10 > 0;"
    "INSERT INTO result (registration, activity, n, at, precision, completion, batch, line)"
    " SELECT i, i % 3, 1, iif(r % 5 = 0, NULL, 1704067200000 + (r % 450) * 86400000), iif(r % 5 = 0, NULL, 'd'),"
    " 2, 1, i FROM i WHERE i % 3 > 0;"
    "INSERT INTO activity_state SELECT i, i % 3, 2, 0, NULL, iif(r % 5 = 0, NULL, 1704067200000 + (r % 450) * 86400000),"
    " iif(r % 5 = 0, NULL, 'd'), NULL, NULL FROM i WHERE i % 3 > 0 AND (r / 2) % 2 = 0;"
    "INSERT INTO attempt (registration, activity, n, started_at, started_precision, score, batch, line)"
    " SELECT i, 1, 1, 1704067200000 + (r % 300) * 86400000, 'd', 0.5, 1, i FROM i WHERE r % 2 = 0;"
    "INSERT INTO question (id, activity, ident) VALUES (1, 1, 'q1'), (2, 1, 'q2');"
    "INSERT INTO interaction (registration, question, attempt, n, mark, batch, line)"
    " SELECT i, q, 1, 1, (i + q) % 2, 1, i FROM i, (SELECT 1 AS q UNION SELECT 2) WHERE r % 2 = 0 AND (r + q) % 3 > 0;"
    "INSERT INTO initiative (id, code, kind, host_economy, starts_on, batch, line)"
    " SELECT i, 'I' || i, CASE i % 3 WHEN 0 THEN 'lecture' WHEN 1 THEN 'workshop' ELSE 'seminar' END, code,"
    " iif(i % 4 = 0, NULL, date(1704067200 + r * 86400, 'unixepoch')), 1, i FROM i JOIN e ON e.n = r % 4 WHERE i <= 9;"
    "INSERT OR IGNORE INTO participation (initiative, learner, role, status, economy, batch, line)"
    " SELECT 1 + i % 9, 1 + r % 70, iif(i % 6 = 0, 'lecturer', 'participant'),"
    " iif(i % 5 = 0, 'registered', 'attended'), iif(i % 2 = 0, 'KE', NULL), 1, 1 FROM i;"
    "INSERT INTO headcount (initiative, economy, gender, channel, n, batch, line)"
    " SELECT i, iif(i % 2 = 0, '', 'DE'), '', iif(i % 3 = 0, 'views', 'stream'), r, 1, i FROM i WHERE i <= 9;";

static const char *const bys[] = { "", "economy", "rmo", "bipm-status,year", "course,rmo", "kind,economy",
                                   "cohort", "language", "elapsed", "year,elapsed" };

static struct measure measure;

static struct question ask(const char *by)
{
    struct question q = { .measure = &measure, .today = 20000 };
    for (str rest = str_of(by); rest.n > 0;)
        assert_non_null(q.by[q.nby++] = dimension_named(arena, str_cut(&rest, ','), &e));
    return q;
}

static size_t column(const struct table *t, const char *id)
{
    size_t c = 0;
    while (c < t->columns.n && !str_eq(t->columns.v[c].id, str_of(id)))
        c++;
    return c;
}

static double number_of(struct val v)
{
    return v.kind == VAL_INT ? (double)v.as.i : v.kind == VAL_REAL ? v.as.r : 0;
}

static double sum(const struct table *t, const char *id)
{
    size_t c = column(t, id);
    double n = 0;
    assert_true(c < t->columns.n);
    for (size_t row = 0; row < table_rows(t); row++)
        n += number_of(table_at(t, row, c));
    return n;
}

/* "rmo=SIM,year=2024" of a line. */
static str cell_of(const struct question *q, const struct table *t, size_t row)
{
    struct buf b = buf_new(arena);
    bool overlaps = str_eq(table_at(t, row, 0).as.s, S("overlap"));
    for (size_t i = 0; i < q->nby; i++) {
        str id = table_at(t, row, column(t, q->by[i]->id)).as.s;
        if (id.n == 0 && !overlaps)
            break;
        buf_printf(&b, "%s%s=" STR_FMT, i > 0 ? "," : "", q->by[i]->name,
                   STR_ARG(id.n > 0 ? id : S("overlap")));
        if (id.n == 0)
            break;
    }
    return buf_str(&b);
}

static void same(double got, const struct table *t, size_t row, const char *id, str cell)
{
    double want = number_of(table_at(t, row, column(t, id)));
    if (fabs(got - want) > 0.001)
        fail_msg(STR_FMT " [" STR_FMT "] %s is %g, its records %g", STR_ARG(measure.name), STR_ARG(cell), id,
                 want, got);
}

static void try_line(struct db *db, const struct question *q, const struct table *t, size_t row)
{
    str cell = cell_of(q, t, row);
    const struct table *rows = stats_rows(arena, db, q, cell, &e);
    if (rows == NULL)
        fail_msg(STR_FMT " [" STR_FMT "]: %s", STR_ARG(measure.name), STR_ARG(cell), e.text);
    if (measure.stages.n > 0)
        same(sum(rows, str_dup(arena, table_at(t, row, column(t, "stage")).as.s).p), t, row, "value", cell);
    else if (measure.is_rate) {
        same(sum(rows, "numerator"), t, row, "numerator", cell);
        same(sum(rows, "denominator"), t, row, "denominator", cell);
    } else
        same(sum(rows, measure.is_spread ? "n" : "value"), t, row, measure.is_spread ? "n" : "value", cell);
    bool of_catalogue = str_eq(measure.name, S("courses-available")) || str_eq(measure.name, S("coverage"));
    for (size_t i = 0; i < table_rows(rows) && !of_catalogue; i++)     /* which came from no file */
        assert_true(table_at(rows, i, column(rows, "line")).as.i > 0
                    && str_eq(table_at(rows, i, column(rows, "file")).as.s, S("one.csv")));
}

static size_t try_question(struct db *db, const struct question *q)
{
    const struct table *t = stats_table(arena, db, q, &e);
    if (t == NULL) {                      /* a measure that knows no such dimension */
        assert_int_equal(e.kind, ERR_USAGE);
        e = (struct err){ 0 };
        return 0;
    }
    size_t figure = column(t, measure.is_rate ? "denominator" : measure.is_spread ? "n" : "value");
    for (size_t row = 0; row < table_rows(t); row++)
        if (number_of(table_at(t, row, figure)) > 0 || row % 8 == 0)      /* of empty ones some */
            try_line(db, q, t, row);
    return table_rows(t);
}

static void every_line_of_every_measure(void **state)
{
    (void)state;
    struct db *db = tracker_db(tracker);
    size_t lines = 0;
    if (!db_script(db, str_of(made_up), &e))
        fail_msg("%s", e.text);
    measure = (struct measure){ 0 };
    while (measure_next(arena, &measure)) {
        for (size_t i = 0; measure.answers.n == 0 && i < LENGTH(bys); i++) {
            struct question q = ask(bys[i]);
            lines += try_question(db, &q);
            q.has_from = q.has_to = true;
            assert_true(date_read_day(S("2024-03-01"), &q.from) && date_read_day(S("2024-08-31"), &q.to));
            if (i % 3 == 1 && measure_takes(&measure, S("from")))
                lines += try_question(db, &q);
        }
        struct question q = ask("rmo");
        q.fractional = true;
        if (measure.answers.n == 0 && stats_check(&q, &e))
            lines += try_question(db, &q);
        e = (struct err){ 0 };
    }
    assert_true(lines > 3000);
}

static void special_measures(void **state)
{
    (void)state;
    struct db *db = tracker_db(tracker);
    if (!db_script(db, str_of(made_up), &e))
        fail_msg("%s", e.text);
    assert_true(measure_named(arena, S("quality"), &measure, &e));
    struct question q = ask("");
    const struct table *t = stats_table(arena, db, &q, &e);
    for (size_t row = 0; row < table_rows(t); row++) {
        str cell = str_cat(arena, S("check="), table_at(t, row, column(t, "check")).as.s);
        same(sum(stats_rows(arena, db, &q, cell, &e), "value"), t, row, "value", cell);
    }
    assert_true(measure_named(arena, S("question-analysis"), &measure, &e));
    t = stats_table(arena, db, &q, &e);
    assert_true(table_rows(t) == 3);
    for (size_t row = 0; row < 2; row++) {
        str question = table_at(t, row, column(t, "question")).as.s;
        str cell = str_cat(arena, S("activity=a1,question="), question);
        const struct table *rows = stats_rows(arena, db, &q, cell, &e);
        same(sum(rows, "attempts"), t, row, "attempts", cell);
        assert_true(fabs(sum(rows, "mark") / sum(rows, "attempts")
                         - number_of(table_at(t, row, column(t, "facility")))) < 1e-6);
    }
}

static void cells_that_are_none(void **state)
{
    (void)state;
    static const struct { const char *measure, *by, *cell, *want; } rows[] = {
        { "participants", "rmo", "rmo=SIN", "did you mean SIM?" },
        { "participants", "rmo,year", "year=2024", "goes along --by" },
        { "participants", "rmo", "rmo=SIM,year=2024", "goes along --by" },
        { "participants", "", "rmos=SIM", "did you mean rmo?" },
        { "participants", "rmo", "rmo", "no line" },
        { "quality", "", "rmo=SIM", "is a check" },
        { "quality", "", "check=unknown-economy", "did you mean unknown-economies?" },
        { "question-analysis", "", "rmo=SIM", "course, activity and question" },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        e = (struct err){ 0 };
        assert_true(measure_named(arena, str_of(rows[i].measure), &measure, &e));
        struct question q = ask(rows[i].by);
        assert_null(stats_rows(arena, tracker_db(tracker), &q, str_of(rows[i].cell), &e));
        if (str_find(str_of(e.text), str_of(rows[i].want)) == str_of(e.text).n)
            fail_msg("\"%s\" does not say \"%s\"", e.text, rows[i].want);
        assert_int_equal(e.kind, ERR_USAGE);
    }
    e = (struct err){ 0 };
}

int main(void)
{
    const struct CMUnitTest all[] = {
        cmocka_unit_test_setup_teardown(every_line_of_every_measure, begin, end),
        cmocka_unit_test_setup_teardown(special_measures, begin, end),
        cmocka_unit_test_setup_teardown(cells_that_are_none, begin, end),
    };
    return cmocka_run_group_tests(all, NULL, NULL);
}
