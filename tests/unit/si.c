/* Units of the SI: expressions, their worth, what is told about wrong ones; decimal numbers. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "si/number.h"
#include "si/si.h"

#define LENGTH(a) (sizeof(a) / sizeof *(a))

static const struct si *open_si(struct arena *a)
{
    struct err e = { 0 };
    const struct si *si = si_open(a, &e);
    if (!si)
        fail_msg("%s", e.text);
    return si;
}

static void test_tables(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const struct si *si = open_si(a);
    size_t prefixes = 0, units = 0;
    while (si_prefix_at(si, prefixes))
        prefixes++;
    while (si_unit_at(si, units))
        units++;
    assert_int_equal(prefixes, 24);
    assert_int_equal(units, 43 + 2);      /* of the reference point; gram, percent */
    arena_free(a);
}

static void test_expressions(void **state)
{
    (void)state;
    static const struct { const char *text; double factor; signed char dimension[SI_DIMENSIONS]; }
    cases[] = {
        { "", 1, { 0 } },
        { "metre", 1, { 1 } },
        { "kilo-metre", 1e3, { 1 } },
        { "kilogram", 1, { [SI_MASS] = 1 } },
        { "milli-gram", 1e-6, { [SI_MASS] = 1 } },
        { "metre.second-2", 1, { 1, 0, -2 } },
        { "kilo-metre.hour-1", 1e3 / 3600, { 1, 0, -1 } },
        { "milli-metre2", 1e-6, { 2 } },
        { "newton", 1, { 1, 1, -2 } },
        { "kilo-pascal", 1e3, { -1, 1, -2 } },
        { "lumen", 1, { [SI_INTENSITY] = 1 } },
        { "volt.ampere", 1, { 2, 1, -3 } },
        { "watt", 1, { 2, 1, -3 } },
        { "tonne", 1e3, { [SI_MASS] = 1 } },
        { "litre", 1e-3, { 3 } },
        { "degree", 0.017453292519943295, { 0 } },
        { "percent", 1e-2, { 0 } },
        { "deci-bel", 1e-1, { [SI_BEL] = 1 } },
        { "second.second-1", 1, { 0 } },
    };
    struct arena *a = arena_new();
    const struct si *si = open_si(a);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct si_expression x;
        struct err e = { 0 };
        if (!si_expression_read(si, str_of(cases[i].text), &x, &e))
            fail_msg("%s: %s", cases[i].text, e.text);
        if (fabs(x.factor - cases[i].factor) > 1e-12 * cases[i].factor)
            fail_msg("%s is worth %g, not %g", cases[i].text, x.factor, cases[i].factor);
        if (memcmp(x.dimension, cases[i].dimension, sizeof x.dimension) != 0)
            fail_msg("%s has another dimension", cases[i].text);
    }
    arena_free(a);
}

static void test_celsius(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const struct si *si = open_si(a);
    struct si_expression x;
    struct err e = { 0 };
    assert_true(si_expression_read(si, S("degreeCelsius"), &x, &e));
    assert_true(x.zero > 273.1 && x.zero < 273.2);
    assert_true(si_expression_read(si, S("degreeCelsius-1"), &x, &e));
    assert_true(x.zero >= 0 && x.zero <= 0);   /* a difference of temperatures */
    arena_free(a);
}

static void test_mistakes(void **state)
{
    (void)state;
    static const struct { const char *text, *said; } cases[] = {
        { "meter", "did you mean \"metre\"?" },
        { "mm", "by names it is \"milli-metre\"" },
        { "kg", "by names it is \"kilogram\"" },
        { "m/s", "by names it is \"metre.second-1\"" },
        { "kg/m3", "by names it is \"kilogram.metre-3\"" },
        { "m.s^-2", "by names it is \"metre.second-2\"" },
        { "W.m-2.K-1", "by names it is \"watt.metre-2.kelvin-1\"" },
        { "W/m2.K", "is not the name of a unit" },
        { "min", "by names it is \"minute\"" },
        { "degC", "by names it is \"degreeCelsius\"" },
        { "\u00B0C", "by names it is \"degreeCelsius\"" },
        { "um", "by names it is \"micro-metre\"" },
        { "\u00B5m", "by names it is \"micro-metre\"" },
        { "\u03BCm", "by names it is \"micro-metre\"" },
        { "ml", "by names it is \"milli-litre\"" },
        { "%", "by names it is \"percent\"" },
        { "m/s/s", "is not the name of a unit" },
        { "mmm", "is not the name of a unit" },
        { "/s", "is not the name of a unit" },
        { "kilometre", "joined by a hyphen: \"kilo-metre\"" },
        { "killo-metre", "did you mean \"kilo\"?" },
        { "milli-kilogram", "put it before \"gram\"" },
        { "kilo-hectare", "takes no prefix" },
        { "metre0", "exponent" },
        { "metre99", "exponent" },
        { "metre..second", "is not the name of a unit" },
        { "metre.", "is not the name of a unit" },
        { "-metre", "is not a prefix" },
        { "metre.metre.metre.metre.metre.metre.metre.metre.metre", "at most 8" },
        { "<script>", "is not the name of a unit" },
    };
    struct arena *a = arena_new();
    const struct si *si = open_si(a);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct si_expression x;
        struct err e = { 0 };
        if (si_expression_read(si, str_of(cases[i].text), &x, &e))
            fail_msg("%s was taken", cases[i].text);
        if (!strstr(e.text, cases[i].said))
            fail_msg("%s: \"%s\" does not say \"%s\"", cases[i].text, e.text, cases[i].said);
    }
    arena_free(a);
}

static void test_kinds(void **state)
{
    (void)state;
    static const struct { const char *kind, *unit; bool takes; } cases[] = {
        { "ACCE", "metre.second-2", true },
        { "acce", "kilo-metre.hour-2", true },
        { "ACCE", "metre", false },
        { "TEMC", "kelvin", true },
        { "PRES", "newton.milli-metre-2", true },
        { "REFI", "", true },
    };
    struct arena *a = arena_new();
    const struct si *si = open_si(a);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct si_expression x;
        struct err e = { 0 };
        const struct si_kind *kind = si_kind_find(si, str_of(cases[i].kind));
        assert_non_null(kind);
        assert_true(si_expression_read(si, str_of(cases[i].unit), &x, &e));
        if (si_kind_takes(si, kind, &x) != cases[i].takes)
            fail_msg("%s in %s", cases[i].kind, cases[i].unit);
    }
    assert_null(si_kind_find(si, S("XXXX")));
    arena_free(a);
}

static void test_numbers(void **state)
{
    (void)state;
    static const struct { const char *text; double value; int digits, place; } good[] = {
        { "0", 0, 1, 0 },             { "12.5", 12.5, 3, -1 },       { "2.50", 2.5, 3, -2 },
        { "-0.0125", -0.0125, 3, -4 }, { "100", 100, 3, 0 },         { "1.00e3", 1000, 3, 1 },
        { "+6.02e23", 6.02e23, 3, 21 }, { "6.62607015E-34", 6.62607015e-34, 9, -42 },
        { "0.00", 0, 3, -2 },
    };
    static const char *const bad[] = {
        "", ".5", "5.", "1,5", "1e", "1e100", "1 000", "0x10", "nan", "--1", "1.2.3",
        "1e9999999", "11111111111111111111111111111111111111111",
    };
    struct number n;
    for (size_t i = 0; i < LENGTH(good); i++) {
        if (!number_read(str_of(good[i].text), &n))
            fail_msg("\"%s\" was refused", good[i].text);
        if (fabs(n.value - good[i].value) > 1e-15 * fabs(n.value) || n.digits != good[i].digits
            || n.place != good[i].place)
            fail_msg("\"%s\" is %g with %d digits to 10^%d", good[i].text, n.value, n.digits,
                     n.place);
    }
    for (size_t i = 0; i < LENGTH(bad); i++)
        if (number_read(str_of(bad[i]), &n))
            fail_msg("\"%s\" was taken", bad[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_expressions),
        cmocka_unit_test(test_celsius),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
