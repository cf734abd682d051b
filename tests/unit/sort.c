/* Texts in the order of their language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "intl/sort.h"

static void orders(void **state)
{
    (void)state;
    static const struct { const char *lang, *texts[5], *sorted; } rows[] = {
        { "en", { "Zero", "alpha", "Étalon", "error", "beta" }, "alpha beta error Étalon Zero " },
        { "fr", { "zéro", "étalon", "essai", "a", "b" }, "a b essai étalon zéro " },
        { "sv", { "ö", "z", "å", "a", "ä" }, "a z å ä ö " },
        { "de", { "ö", "z", "å", "a", "ä" }, "a å ä ö z " },
        { "en", { "same", "b", "same", "a", "same" }, "a b same same same " },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str texts[5];
        size_t order[5];
        struct err e = { 0 };
        struct buf b = buf_new(a);
        for (size_t j = 0; j < 5; j++)
            texts[j] = str_of(rows[i].texts[j]);
        assert_true(intl_sort(a, str_of(rows[i].lang), texts, 5, order, &e));
        for (size_t j = 0; j < 5; j++)
            buf_printf(&b, STR_FMT " ", STR_ARG(texts[order[j]]));
        if (!str_eq(buf_str(&b), str_of(rows[i].sorted)))
            fail_msg("%s: " STR_FMT, rows[i].lang, STR_ARG(buf_str(&b)));
        assert_true(order[4] > order[3] || i != 4);      /* equal ones keep their order */
    }
    arena_free(a);
}

static void long_texts_keep_their_order(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct buf b = buf_new(a);
    struct err e = { 0 };
    size_t order[2];
    buf_fill(&b, 'x', 1000);
    str same = str_dup(a, buf_str(&b));
    str texts[2] = { str_format(a, STR_FMT "b", STR_ARG(same)),
                     str_format(a, STR_FMT "a", STR_ARG(same)) };
    assert_true(intl_sort(a, S("en"), texts, 2, order, &e));
    assert_int_equal(order[0], 1);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(orders),
        cmocka_unit_test(long_texts_keep_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
