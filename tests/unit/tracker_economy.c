/* Spellings of economies: the whole table, what must be asked, what nobody knows; the reference data. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/asset.h"
#include "tracker/economy.h"
#include "tracker/spill.h"
#include "tracker/tracker.h"

#define LENGTH(a) (sizeof(a) / sizeof *(a))

static struct arena *arena;
static struct tracker *tracker;
static struct economies *economies;
static struct err e;

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
    tracker = tracker_open("no-such-file.db", TRACKER_TRY, &e);
    economies = tracker ? economies_read(tracker_db(tracker), &e) : NULL;
    return economies == NULL;
}

static int end(void **state)
{
    (void)state;
    economies_close(economies);
    tracker_close(tracker);
    arena_free(arena);
    return 0;
}

static struct economy resolve(str scope, str spelling)
{
    return economy_resolve(economies, scope, spelling);
}

static void test_every_spelling(void **state)
{
    (void)state;
    struct asset f;
    int n = 0;
    assert_true(asset_find(S("schemas/data/country_aliases.tsv"), &f));
    str rest = f.bytes;
    str_cut(&rest, '\n');
    while (rest.p && rest.n) {
        str row = str_cut(&rest, '\n'), alias = str_cut(&row, '\t'), code = str_cut(&row, '\t');
        struct economy x = resolve(S(""), alias);
        if (x.answer != ECONOMY_KNOWN || !str_eq(x.code, code))
            fail_msg(STR_FMT " is not " STR_FMT " but " STR_FMT, STR_ARG(alias), STR_ARG(code),
                     STR_ARG(x.code));
        n++;
    }
    assert_true(n > 4800);
}

static const struct {
    const char *scope, *spelling;
    enum economy_answer answer;
    const char *code, *hint;
} cases[] = {
    { "", "NA", ECONOMY_KNOWN, "NA", "" },
    { "", " côte d’ivoire ", ECONOMY_KNOWN, "CI", "" },
    { "", "The Netherlands", ECONOMY_KNOWN, "NL", "" },
    { "", "XK", ECONOMY_KNOWN, "XK", "" },
    { "", "xi", ECONOMY_KNOWN, "XI", "" },
    { "", "", ECONOMY_KNOWN, "ZZ", "" },
    { "", "  ", ECONOMY_KNOWN, "ZZ", "" },
    { "moodle", "0", ECONOMY_KNOWN, "ZZ", "" },
    { "", "0", ECONOMY_UNKNOWN, "", "" },
    { "", "XC", ECONOMY_UNKNOWN, "", "" },
    { "", "XQ", ECONOMY_UNKNOWN, "", "" },
    { "", "Korea", ECONOMY_ASK, "", "KP (" },
    { "", "Congo", ECONOMY_ASK, "", "CD (" },
    { "", "Europe", ECONOMY_ASK, "", "not a country" },
    { "", "Germny", ECONOMY_UNKNOWN, "", "DE (Germany)" },
    { "", "Zimbabwae", ECONOMY_UNKNOWN, "", "ZW (Zimbabwe)" },
    { "", "qqqqqqqqqqqqqqqqqqqqqq", ECONOMY_UNKNOWN, "", "" },
};

static void test_answers(void **state)
{
    (void)state;
    for (int round = 0; round < 2; round++)      /* the second from memory */
        for (size_t i = 0; i < LENGTH(cases); i++) {
            struct economy x = resolve(str_of(cases[i].scope), str_of(cases[i].spelling));
            if (x.answer != cases[i].answer || !str_eq(x.code, str_of(cases[i].code))
                || str_find(x.hint, str_of(cases[i].hint)) > x.hint.n
                || (cases[i].hint[0] && str_find(x.hint, str_of(cases[i].hint)) == x.hint.n))
                fail_msg("\"%s\": %d " STR_FMT " (" STR_FMT ")", cases[i].spelling, x.answer,
                         STR_ARG(x.code), STR_ARG(x.hint));
        }
}

static void test_administrator_decides(void **state)
{
    (void)state;
    struct tracker *t = tracker_open("no-such-file.db", TRACKER_TRY, &e);
    assert_true(t && db_script(tracker_db(t),
        S("INSERT INTO economy_alias (scope, alias_norm, economy, lang, source) VALUES ('admin', 'korea', 'KR', '', 'us'),"
          " ('moodle', 'korea', 'KP', '', 'them')"), &e));
    struct economies *all = economies_read(tracker_db(t), &e);
    assert_non_null(all);
    assert_true(str_eq(economy_resolve(all, S(""), S("Korea")).code, S("KR")));
    assert_true(str_eq(economy_resolve(all, S("moodle"), S("Korea")).code, S("KP")));
    economies_close(all);
    tracker_close(t);
}

/* Millions of spellings nobody knows neither fill the memory nor slow down. */
static void test_hostile_spellings(void **state)
{
    (void)state;
    char text[32];
    for (int i = 0; i < 30000; i++) {
        snprintf(text, sizeof text, "nowhere %d", i);
        assert_int_equal(resolve(S(""), str_of(text)).answer, ECONOMY_UNKNOWN);
    }
    assert_true(str_eq(resolve(S(""), S("Kenya")).code, S("KE")));
}

static int64_t ask(const char *sql)
{
    struct stmt *q = db_stmt(tracker_db(tracker), str_of(sql));
    int64_t i = stmt_row(q) ? stmt_int(q, 0) : -1;
    assert_true(stmt_end(q, &e));
    return i;
}

#define BIPM(group, day)                                                                   \
    "SELECT count(*) FROM group_membership m JOIN economy_group g ON g.id = m.grp"         \
    " WHERE g.scheme = 'BIPM' AND g.code = '" group "' AND (valid_from IS NULL OR"         \
    " valid_from <= '" day "') AND (valid_to IS NULL OR '" day "' < valid_to)"

/* The figures the BIPM published. */
static void test_reference_data(void **state)
{
    (void)state;
    assert_int_equal(ask(BIPM("member", "2024-10-15")), 64);
    assert_int_equal(ask(BIPM("associate", "2024-10-15")), 37);
    assert_int_equal(ask(BIPM("member", "2026-01-15")), 64);
    assert_int_equal(ask(BIPM("associate", "2026-01-15")), 36);
    assert_int_equal(ask("SELECT count(*) FROM economy WHERE NOT selectable"), 2);
    assert_int_equal(ask("SELECT count(*) FROM economy_group WHERE scheme = 'RMO'"), 6);
    assert_int_equal(ask("SELECT count(*) FROM group_membership WHERE economy = 'GH'"
                         " AND grp = (SELECT id FROM economy_group WHERE code = 'AFRIMETS')"), 1);
    struct err why = { 0 };
    assert_false(db_script(tracker_db(tracker),
        S("INSERT INTO group_membership (grp, economy, role, valid_from, source, confidence,"
          " recorded_at) SELECT id, 'DE', 'associate', '2020-01-01', 's', 'c', 0 FROM economy_group"
          " WHERE scheme = 'BIPM' AND code = 'associate'"), &why));
    assert_non_null(strstr(why.text, "overlap"));
}

/* --- sorting beyond memory --------------------------------------------------------------- */

static void test_spill(void **state)
{
    (void)state;
    enum { MANY = 500000 };
    struct spill *s = spill_new(arena, "unit-spill");
    uint32_t x = 1;
    for (uint32_t i = 0; i < MANY; i++) {
        x = x * 1664525u + 1013904223u;
        struct item item = { .learner = (x >> 20) * 100003, .course = (x >> 12) & 7, .line = i + 1,
                             .registered = (x >> 4) & 15, .registered_precision = (x & 1) ? 'd' : 0 };
        assert_true(spill_add(s, &item, &e));
    }
    const struct item *item;
    struct item last = { 0 };
    uint64_t sum = 0;
    uint32_t n = 0;
    assert_true(spill_sort(s, &e));
    while (spill_next(s, &item, &e) && item) {
        bool rises = item->learner != last.learner ? item->learner > last.learner
            : item->course != last.course ? item->course > last.course
            : !item->registered_precision != !last.registered_precision ? !item->registered_precision
            : item->registered != last.registered ? item->registered > last.registered
            : item->line > last.line;
        assert_true(rises || n == 0);
        last = *item;
        sum += item->line;
        n++;
    }
    spill_free(s);
    assert_int_equal(n, MANY);
    assert_true(sum == (uint64_t)MANY * (MANY + 1) / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_spelling), cmocka_unit_test(test_answers),
        cmocka_unit_test(test_administrator_decides), cmocka_unit_test(test_hostile_spellings),
        cmocka_unit_test(test_reference_data), cmocka_unit_test(test_spill),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
