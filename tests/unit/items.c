/* Questions and spreads, with figures worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "stats/items.h"
#include "stats/spread.h"

#define X NAN                             /* not put to the person, or cannot be told */
#define LENGTH(a) (sizeof(a) / sizeof *(a))

static void is(double got, double want, const char *what, size_t row)
{
    if (isnan(got) != isnan(want) || fabs(got - want) > 5e-7)
        fail_msg("row %zu: %s is %.9f, not %.9f", row, what, got, want);
}

struct wanted { size_t n; double facility, deviation, discrimination, efficiency; };

static const struct {
    size_t persons, questions;
    double marks[24], most[4];
    struct wanted of[4];
    size_t n;
    double facility, deviation, alpha, error;
} tests[] = {
    /* Totals 3 2 1 2 0: variance 5.2/4 = 1.3; questions 0.2 + 0.3 + 0.3 = 0.8; alpha 3/2 (1 - 0.8/1.3);
     * error sqrt(1.3 * (1 - alpha)) = sqrt(0.55).
     * The first, 1 1 1 1 0, against 2 1 0 1 0 in the others: covariance 0.8/4 = 0.2, variances 0.2
     * and 2.8/4 = 0.7, so r = 0.2 / sqrt(0.14); sorted, 0 1 1 1 1 and 0 0 1 1 2, it is 0.2 too.
     * The second, 1 1 0 0 0, against 2 1 1 2 0: 0.6/4 = 0.15, r = 0.15 / sqrt(0.3 * 0.7); sorted,
     * 0 0 0 1 1 and 0 1 1 2 2, it is 1.6/4 = 0.4, efficiency 0.15/0.4. The third likewise. */
    { 5, 3, { 1, 1, 1,  1, 1, 0,  1, 0, 0,  1, 0, 1,  0, 0, 0 }, { 1, 1, 1 },
      { { 5, 0.8, 0.447214, 0.534522, 1 }, { 5, 0.4, 0.547723, 0.327327, 0.375 },
        { 5, 0.4, 0.547723, 0.327327, 0.375 } },
      5, 0.533333, 1.140175, 0.576923, 0.741620 },
    /* One person was not asked the second. The first, 2 1 0 2 of 2, against 1 0 1 0: covariance
     * -0.5/3, variances 2.75/3 and 1/3, r = -0.5 / sqrt(2.75); sorted, 0 1 2 2 and 0 0 1 1, 1.5/3.
     * The second, 1 0 1, against 2 1 0: 0. The three who were asked both have 3 1 1: variance 4/3,
     * as the questions have together (1 + 1/3), alpha 0. */
    { 4, 2, { 2, 1,  1, 0,  0, 1,  2, X }, { 2, 1 },
      { { 4, 0.625, 0.957427, -0.301511, -0.333333 }, { 3, 0.666667, 0.577350, 0, 0 } },
      3, 0.555556, 1.154701, 0, 1.154701 },
    /* Everybody has the first: it tells nobody from anybody. */
    { 2, 2, { 1, 1,  1, 0 }, { 1, 1 },
      { { 2, 1, 0, X, X }, { 2, 0.5, 0.707107, X, X } }, 2, 0.75, 0.707107, 0, 0.707107 },
    /* One question: nothing to compare it with. One person: nothing to vary. Nobody. */
    { 2, 1, { 1,  0 }, { 1 }, { { 2, 0.5, 0.707107, X, X } }, 2, 0.5, 0.707107, X, X },
    { 1, 2, { 1, 0 }, { 1, 1 }, { { 1, 1, X, X, X }, { 1, 0, X, X, X } }, 1, 0.5, X, X, X },
    { 2, 2, { 1, X,  X, 1 }, { 1, 1 }, { { 1, 1, X, X, X }, { 1, 1, X, X, X } }, 0, X, X, X, X },
};

static void questions(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (size_t i = 0; i < LENGTH(tests); i++) {
        struct items t = { tests[i].persons, tests[i].questions, (double *)tests[i].marks,
                           (double *)tests[i].most };
        for (size_t q = 0; q < t.questions; q++) {
            struct item got = items_question(&t, a, q);
            const struct wanted *want = &tests[i].of[q];
            assert_int_equal(got.n, want->n);
            is(got.facility, want->facility, "facility", i);
            is(got.deviation, want->deviation, "deviation", i);
            is(got.discrimination, want->discrimination, "discrimination", i);
            is(got.efficiency, want->efficiency, "efficiency", i);
        }
        struct item_test got = items_test(&t, a);
        assert_int_equal(got.n, tests[i].n);
        is(got.facility, tests[i].facility, "facility of all", i);
        is(got.deviation, tests[i].deviation, "deviation of all", i);
        is(got.alpha, tests[i].alpha, "alpha", i);
        is(got.error, tests[i].error, "error", i);
    }
    arena_free(a);
}

static void spreads(void **state)
{
    (void)state;
    static const struct {
        double values[8];
        size_t n;
        bool without_zeros;
        struct spread want;
    } rows[] = {
        { { 0 }, 0, false, { 0, 0, 0, 0, 0 } },
        { { 7 }, 1, false, { 1, 0, 7, 7, 7 } },
        { { 4, 2 }, 2, false, { 2, 0, 2.5, 3, 3.5 } },
        { { 9, 1, 5 }, 3, false, { 3, 0, 3, 5, 7 } },
        { { 4, 1, 3, 2 }, 4, false, { 4, 0, 1.75, 2.5, 3.25 } },
        { { 4, 0, 1, 0, 3, 2 }, 6, true, { 4, 2, 1.75, 2.5, 3.25 } },
        { { 4, 0, 1, 0, 3, 2 }, 6, false, { 6, 2, 0.25, 1.5, 2.75 } },
        { { 0, 0 }, 2, true, { 0, 2, 0, 0, 0 } },
        { { 5, 5, 5, 1 }, 4, false, { 4, 0, 4, 5, 5 } },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        double v[8];
        for (size_t k = 0; k < rows[i].n; k++)
            v[k] = rows[i].values[k];
        struct spread got = spread_of(v, rows[i].n, rows[i].without_zeros);
        assert_int_equal(got.n, rows[i].want.n);
        assert_int_equal(got.zeros, rows[i].want.zeros);
        is(got.lower, rows[i].want.lower, "lower quartile", i);
        is(got.median, rows[i].want.median, "median", i);
        is(got.upper, rows[i].want.upper, "upper quartile", i);
    }
}

int main(void)
{
    const struct CMUnitTest all[] = { cmocka_unit_test(questions), cmocka_unit_test(spreads) };
    return cmocka_run_group_tests(all, NULL, NULL);
}
