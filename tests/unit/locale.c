/* intl/locale: counts, decimal marks, days and quotation marks by language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "intl/language.h"
#include "intl/locale.h"
#include "intl/text.h"

#define assert_str(got, want)                                                \
    do {                                                                     \
        str got_ = (got), want_ = (want);                                    \
        if (!str_eq(got_, want_))                                            \
            fail_msg("\"%.*s\" is not \"%.*s\"", STR_ARG(got_), STR_ARG(want_)); \
    } while (0)

static void counts_have_forms(void **state)
{
    (void)state;
    static const struct { const char *lang; int64_t n; const char *form; } rows[] = {
        { "en", 0, "other" }, { "en", 1, "one" }, { "en", 2, "other" }, { "en", 201, "other" },
        { "fr", 0, "one" }, { "fr", 1, "one" }, { "fr", 2, "other" }, { "fr", 1000000, "many" },
        { "es", 1, "one" }, { "es", 21, "other" },
        { "ru", 1, "one" }, { "ru", 2, "few" }, { "ru", 5, "many" }, { "ru", 11, "many" },
        { "ru", 21, "one" }, { "ru", 112, "many" }, { "ru", 222, "few" }, { "ru", 1001, "one" },
        { "ar", 0, "zero" }, { "ar", 1, "one" }, { "ar", 2, "two" }, { "ar", 3, "few" },
        { "ar", 11, "many" }, { "ar", 100, "other" }, { "ar", 103, "few" }, { "ar", 311, "many" },
        { "zh", 1, "other" }, { "zh-Hant", 7, "other" },
        { "xx", 1, "other" }, { "", 1, "other" }, { "not a tag", 3, "other" }, { "ru", -1, "one" },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct plurals p;
        plurals_read(&p, a, str_of(rows[i].lang));
        assert_string_equal(plural_name(plural_of(&p, rows[i].n)), rows[i].form);
    }
    arena_free(a);
}

static void forms_in_use_are_known(void **state)
{
    (void)state;
    static const struct { const char *lang; unsigned used; } rows[] = {
        { "zh", 1u << PLURAL_OTHER },
        { "en", 1u << PLURAL_OTHER | 1u << PLURAL_ONE },
        { "ru", 1u << PLURAL_OTHER | 1u << PLURAL_ONE | 1u << PLURAL_FEW | 1u << PLURAL_MANY },
        { "ar", (1u << PLURAL_COUNT) - 1 },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct plurals p;
        plurals_read(&p, a, str_of(rows[i].lang));
        assert_int_equal(p.used, rows[i].used);
    }
    arena_free(a);
}

static void measures_are_said(void **state)
{
    (void)state;
    static const struct { const char *lang, *unit, *count, *number, *said; } rows[] = {
        { "fr", "gram", "1000", "1000", "1000\u00a0grammes" },
        { "fr", "gram", "1.5", "1,5", "1,5\u00a0gramme" },
        { "fr", "cubic-meter", "1", "", "mètre cube" },
        { "es", "meter-per-square-second", "2", "2", "2 metros por segundo al cuadrado" },
        { "es", "celsius", "12.50", "menos 12,50", "menos 12,50 grados Celsius" },
        { "ru", "meter", "1", "1", "1 метр" },
        { "ru", "meter", "2", "2", "2 метра" },
        { "ru", "meter", "5", "5", "5 метров" },
        { "ar", "meter", "2", "2", "متران" },
        { "ar", "meter", "3", "3", "3 أمتار" },
        { "ar", "meter", "2", "a number", "" },
        { "zh", "kilogram", "5", "5", "5千克" },
        { "fr", "tesla", "2", "2", "" },
        { "fr", "no unit", "2", "2", "" },
        { "fr", "", "2", "2", "" },
        { "fr", "gram", "", "2", "" },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_str(intl_measure(a, str_of(rows[i].lang), str_of(rows[i].unit), str_of(rows[i].count),
                                str_of(rows[i].number)), str_of(rows[i].said));
    arena_free(a);
}

static void decimal_marks(void **state)
{
    (void)state;
    static const struct { const char *lang; char mark; } rows[] = {
        { "en", '.' }, { "fr", ',' }, { "es", ',' }, { "es-MX", '.' }, { "ru", ',' },
        { "ar", '.' }, { "zh", '.' }, { "de-CH", '.' }, { "pt-BR", ',' }, { "", '.' },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(intl_decimal_mark(str_of(rows[i].lang)), rows[i].mark);
}

static void days_are_written_out(void **state)
{
    (void)state;
    static const struct { const char *lang, *text; } rows[] = {
        { "fr", "31 mars 2026" }, { "es", "31 de marzo de 2026" }, { "ru", "31 марта 2026\u202fг." },
        { "ar", "31 مارس 2026" }, { "zh", "2026年3月31日" }, { "en-GB", "31 March 2026" },
        { "en", "31 March 2026" }, { "en-US", "March 31, 2026" },
        { "th", "31 มีนาคม ค.ศ. 2026" },
    };
    struct arena *a = arena_new();
    day d = date_of_civil((struct civil){ 2026, 3, 31 });
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_str(intl_day(a, str_of(rows[i].lang), d), str_of(rows[i].text));
    arena_free(a);
}

static void quotations_have_marks(void **state)
{
    (void)state;
    static const struct { const char *lang, *marks[4]; } rows[] = {
        { "en", { "“", "”", "‘", "’" } },
        { "fr", { "«\u00a0", "\u00a0»", "«", "»" } },
        { "fr-CH", { "«", "»", "‹", "›" } },
        { "es", { "«", "»", "“", "”" } },
        { "ru", { "«", "»", "„", "“" } },
        { "ar", { "”", "“", "’", "‘" } },
        { "zh", { "“", "”", "‘", "’" } },
        { "de", { "„", "“", "‚", "‘" } },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct quotes q = intl_quotes(a, str_of(rows[i].lang));
        assert_str(q.open, str_of(rows[i].marks[0]));
        assert_str(q.close, str_of(rows[i].marks[1]));
        assert_str(q.open_within, str_of(rows[i].marks[2]));
        assert_str(q.close_within, str_of(rows[i].marks[3]));
    }
    arena_free(a);
}

static void letters_are_known(void **state)
{
    (void)state;
    static const struct { const char *text; bool has; } rows[] = {
        { "", false }, { "12.5", false }, { "− 3 × 10²", false }, { "2019–2024", false },
        { "a", true }, { "12 mm", true }, { "я", true }, { "水", true }, { "…", false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(intl_has_letters(str_of(rows[i].text)), rows[i].has);
}

static void months_and_regions_are_named(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_str(intl_month(a, S("en"), 2024, 3), S("March 2024"));
    assert_str(intl_month(a, S(""), 2024, 12), S("December 2024"));
    assert_str(intl_month(a, S("fr"), 2024, 3), S("mars 2024"));
    assert_str(intl_month(a, S("es"), 2024, 3), S("marzo de 2024"));
    assert_str(intl_region_name(a, S("es"), S("KE")), S("Kenia"));
    assert_str(intl_region_name(a, S("fr"), S("CI")), S("Côte d’Ivoire"));
    assert_str(intl_region_name(a, S("es"), S("XC")), S(""));
    assert_str(intl_region_name(a, S("not a tag"), S("KE")), S(""));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_have_forms),
        cmocka_unit_test(forms_in_use_are_known),
        cmocka_unit_test(measures_are_said),
        cmocka_unit_test(decimal_marks),
        cmocka_unit_test(days_are_written_out),
        cmocka_unit_test(quotations_have_marks),
        cmocka_unit_test(letters_are_known),
        cmocka_unit_test(months_and_regions_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
