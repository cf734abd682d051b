/* longdate: dates in words, by the words of CLDR. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "intl/longdate.h"

static const struct { const char *text, *want; } rows[] = {
    { "Tuesday, 30 April 2024, 12:05 AM", "2024-04-30T00:05:00Z" },
    { "Thursday, 2 May 2024, 12:14 PM", "2024-05-02T12:14:00Z" },
    { "30 April 2024, 7:47 PM", "2024-04-30T19:47:00Z" },
    { "2 February 2016", "2016-02-02" },
    { "mardi 30 avril 2024, 00:05", "2024-04-30T00:05:00Z" },
    { "jeudi 1 février 2024, 15:00", "2024-02-01T15:00:00Z" },
    { "jeudi 1 fe\xCC\x81vrier 2024, 15:00", "2024-02-01T15:00:00Z" },
    { "miércoles, 23 de julio de 2025, 19:27", "2025-07-23T19:27:00Z" },
    { "الثلاثاء، 30 أبريل 2024، 12:05 AM", "2024-04-30T00:05:00Z" },
    { "الثلاثاء، ٣٠ أبريل ٢٠٢٤، ١٢:٠٥ ص", "2024-04-30T00:05:00Z" },
    { "الثلاثاء، 30 نيسان 2024، 12:05 PM", "2024-04-30T12:05:00Z" },
    { "2024年04月30日 星期二 00:05", "2024-04-30T00:05:00Z" },
    { "2024年11月5日 星期二 00:05", "2024-11-05T00:05:00Z" },
    { "2024年 04月 30日(火曜日) 00:05", "2024-04-30T00:05:00Z" },
    { "2024년 4월 30일 화요일 오전 12:05", "2024-04-30T00:05:00Z" },
    { "Dienstag, 30. April 2024, 00:05", "2024-04-30T00:05:00Z" },
    { "вторник, 30 апреля 2024, 00:05", "2024-04-30T00:05:00Z" },
    { "terça-feira, 30 de abril de 2024 às 00:05", "2024-04-30T00:05:00Z" },
    { "martedì, 30 aprile 2024, 00:05", "2024-04-30T00:05:00Z" },
    { "tiistai 30. huhtikuuta 2024, 00.05", "2024-04-30T00:05:00Z" },
    { "Thứ Ba, 30 tháng 4 2024, 12:05", "2024-04-30T12:05:00Z" },
    { "\xE2\x80\x8Ewtorek, 30 kwietnia 2024, 00:05:07", "2024-04-30T00:05:07Z" },
    /* November for Poles, October for Croats: a day of the week tells */
    { "5 listopad 2024", "2024-11-05 or 2024-10-05" },
    { "utorak, 5 listopad 2024", "" },
    { "subota, 5 listopad 2024", "2024-10-05" },
    { "Monday, 30 April 2024, 12:05 AM", "" },              /* it was a Tuesday */
    { "Tuesday, 31 April 2024", "" },
    { "30 April 2024, 13:05 PM", "" },
    { "30 April 2024 PM", "" },
    { "30 April", "" },
    { "30 April 24", "" },
    { "30 avril May 2024", "" },
    { "mardi, 30 de abril 2024", "" },                       /* words of two languages */
    { "03/04/2024", "" },
    { "2024-04-30 00:05", "" },
    { "April", "" },
    { "", "" },
    { "30 Aprilia 2024", "" },
};

static void put(struct buf *b, struct longdate d)
{
    date_put_stamp(b, (struct stamp){ d.local, d.has_time ? PRECISION_SECOND : PRECISION_DAY });
}

static void test_rows(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct longdates *dates = longdates_new(a);
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            struct longdate out[2];
            struct buf b = buf_new(a);
            enum longdate_fit fit = longdate_read(dates, str_of(rows[i].text), out);
            if (fit != LONGDATE_NONE)
                put(&b, out[0]);
            if (fit == LONGDATE_SEVERAL) {
                buf_puts(&b, " or ");
                put(&b, out[1]);
            }
            str want = str_of(rows[i].want);
            if (fit == LONGDATE_SEVERAL && str_eq(want, S("2024-11-05 or 2024-10-05"))
                && str_eq(buf_str(&b), S("2024-10-05 or 2024-11-05")))
                continue;                 /* in which order does not matter */
            if (!str_eq(buf_str(&b), want))
                fail_msg("\"%s\": \"" STR_FMT "\", not \"%s\"", rows[i].text, STR_ARG(buf_str(&b)),
                         rows[i].want);
        }
    arena_free(a);
}

/* "May" is November in some language; the other dates of a file say which it is. */
static void test_learning(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct longdate out[2];
    struct longdates *dates = longdates_new(a);
    assert_int_equal(longdate_read(dates, S("12 May 2024, 7:47 AM"), out), LONGDATE_SEVERAL);
    longdates_learn(dates, S("30 April 2024, 7:47 AM"));
    assert_int_equal(longdate_read(dates, S("12 May 2024, 7:47 AM"), out), LONGDATE_ONE);
    assert_int_equal(date_to_civil(date_of_instant(out[0].local)).month, 5);
    assert_int_equal(longdate_read(dates, S("12 août 2024"), out), LONGDATE_NONE);
    longdates_learn(dates, S("mardi 30 avril 2024"));     /* nobody reads both: not learnt */
    assert_int_equal(longdate_read(dates, S("12 May 2024, 7:47 AM"), out), LONGDATE_ONE);

    dates = longdates_new(a);
    assert_int_equal(longdate_read(dates, S("5 listopad 2024"), out), LONGDATE_SEVERAL);
    longdates_learn_language(dates, S("hr"));
    assert_int_equal(longdate_read(dates, S("5 listopad 2024"), out), LONGDATE_ONE);
    assert_int_equal(date_to_civil(date_of_instant(out[0].local)).month, 10);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_rows), cmocka_unit_test(test_learning) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
