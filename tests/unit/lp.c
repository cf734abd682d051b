/* The least under equations, and what happens when the library gives up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/arena.h"
#include "lp/lp.h"

enum { UNKNOWNS = 4 };
#define LENGTH(a) (sizeof(a) / sizeof *(a))

/* a + b + c = 10, a - c = 2; d is in no equation. */
static const struct lp_term sum[] = { { 0, 1 }, { 1, 1 }, { 2, 1 } }, difference[] = { { 0, 1 }, { 2, -1 } };
static const struct lp_equation equations[] = { { sum, 3, 10, false }, { difference, 2, 2, false } };

static int begin(void **state)
{
    *state = arena_new();
    return 0;
}

static int end(void **state)
{
    arena_free(*state);
    return 0;
}

static double near(double x) { return x < 0 ? -x : x; }

static void test_least(void **state)
{
    static const struct { double cost[UNKNOWNS]; enum lp_answer answer; double value; } cases[] = {
        { { 1 }, LP_FOUND, 2 }, { { -1 }, LP_FOUND, -6 },
        { { 0, 1 }, LP_FOUND, 0 }, { { 0, -1 }, LP_FOUND, -8 },
        { { 0, 0, 1 }, LP_FOUND, 0 }, { { 0, 0, -1 }, LP_FOUND, -4 },
        { { 1, 0, 1 }, LP_FOUND, 2 }, { { -1, 0, -1 }, LP_FOUND, -10 },
        { { 0, 0, 0, 1 }, LP_FOUND, 0 }, { { 0, 0, 0, -1 }, LP_ENDLESS, 0 },
        { { 0 }, LP_FOUND, 0 },
    };
    struct err e = { 0 };
    struct lp *p;
    assert_true(lp_open(*state, UNKNOWNS, equations, LENGTH(equations), &p, &e));
    for (size_t i = 0; i < LENGTH(cases); i++) {
        enum lp_answer answer;
        double value, at[UNKNOWNS];
        assert_true(lp_least(p, cases[i].cost, &answer, &value, at, &e));
        assert_int_equal(answer, cases[i].answer);
        if (answer != LP_FOUND)
            continue;
        assert_true(near(value - cases[i].value) < 1e-9);
        assert_true(near(at[0] + at[1] + at[2] - 10) < 1e-9 && near(at[0] - at[2] - 2) < 1e-9);
    }
    lp_close(p);
}

static void test_between(void **state)
{
    const double a[UNKNOWNS] = { 1 };
    enum lp_answer answer;
    struct err e = { 0 };
    struct lp *p;
    double value, at[UNKNOWNS];
    assert_true(lp_open(*state, UNKNOWNS, equations, LENGTH(equations), &p, &e));
    assert_true(lp_between(p, 2, 1, 3, &e));
    assert_true(lp_least(p, a, &answer, &value, at, &e) && answer == LP_FOUND && near(value - 3) < 1e-9);
    assert_true(lp_between(p, 2, 7, -1, &e));
    assert_true(lp_least(p, a, &answer, &value, at, &e) && answer == LP_IMPOSSIBLE);
    lp_close(p);
}

/* a + b + c >= 10, a - c >= -2: so c is at most a + 2. */
static void test_or_more(void **state)
{
    static const struct lp_equation loose[] = { { sum, 3, 10, true }, { difference, 2, -2, true } };
    static const struct { double cost[UNKNOWNS]; double value; } cases[] = {
        { { 1 }, 0 }, { { 1, 1, 1 }, 10 }, { { 2, 9, 1 }, 14 }, { { 1, 9, 0 }, 4 },
    };
    struct err e = { 0 };
    struct lp *p;
    assert_true(lp_open(*state, UNKNOWNS, loose, LENGTH(loose), &p, &e));
    for (size_t i = 0; i < LENGTH(cases); i++) {
        enum lp_answer answer;
        double value, at[UNKNOWNS];
        assert_true(lp_least(p, cases[i].cost, &answer, &value, at, &e) && answer == LP_FOUND);
        assert_true(near(value - cases[i].value) < 1e-9);
        assert_true(at[0] + at[1] + at[2] > 10 - 1e-9 && at[0] - at[2] > -2 - 1e-9);
    }
    lp_close(p);
}

/* a + b = c, b + d = c, a + d = c: when c is 3, all others are 1.5, and nothing in whole numbers. */
static void test_whole(void **state)
{
    static const struct lp_term one[] = { { 0, 1 }, { 1, 1 }, { 2, -1 } }, two[] = { { 1, 1 }, { 3, 1 }, { 2, -1 } },
        three[] = { { 0, 1 }, { 3, 1 }, { 2, -1 } };
    static const struct lp_equation odd[] = { { one, 3, 0, false }, { two, 3, 0, false }, { three, 3, 0, false } };
    const double a[UNKNOWNS] = { 1 };
    enum lp_answer answer;
    struct err e = { 0 };
    struct lp *p;
    double value, at[UNKNOWNS];
    assert_true(lp_open(*state, UNKNOWNS, odd, LENGTH(odd), &p, &e) && lp_between(p, 2, 3, 3, &e));
    assert_true(lp_least(p, a, &answer, &value, at, &e) && answer != LP_FOUND);
    assert_true(lp_between(p, 2, 3, 5, &e));
    assert_true(lp_least(p, a, &answer, &value, at, &e) && answer == LP_FOUND && near(at[2] - 4) < 1e-9);
    lp_close(p);
}

/* What answers take is counted the same way every time; one that begins at the answer before takes less. */
static void test_steps(void **state)
{
    const double a[UNKNOWNS] = { 1 };
    uint64_t first[2], again[2];
    for (int i = 0; i < 2; i++) {
        enum lp_answer answer;
        struct err e = { 0 };
        struct lp *p;
        double value, at[UNKNOWNS];
        assert_true(lp_open(*state, UNKNOWNS, equations, LENGTH(equations), &p, &e) && lp_steps(p) == 0);
        assert_true(lp_between(p, 2, 1, 3, &e) && lp_least(p, a, &answer, &value, at, &e) && answer == LP_FOUND);
        first[i] = lp_steps(p);
        assert_true(lp_least(p, a, &answer, &value, at, &e) && answer == LP_FOUND);
        again[i] = lp_steps(p) - first[i];
        lp_close(p);
    }
    assert_true(first[0] == first[1] && again[0] == again[1] && first[0] > again[0] && again[0] > 0);
}

/* A mistake inside the library is an error of ours, and the next problem is solved again. */
static void test_mistake(void **state)
{
    static const struct lp_term twice[] = { { 1, 1 }, { 1, 1 } };
    static const struct lp_equation wrong = { twice, 2, 3, false };
    struct err e = { 0 };
    struct lp *p = NULL;
    assert_false(lp_open(*state, UNKNOWNS, &wrong, 1, &p, &e));
    assert_int_equal(e.kind, ERR_SYSTEM);
    lp_close(p);
    test_least(state);
}

static void test_too_large(void **state)
{
    struct err e = { 0 };
    struct lp *p = NULL;
    assert_false(lp_open(*state, LP_UNKNOWNS_MOST + 1, equations, LENGTH(equations), &p, &e));
    assert_int_equal(e.kind, ERR_USAGE);
    lp_close(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_least, begin, end),
        cmocka_unit_test_setup_teardown(test_between, begin, end),
        cmocka_unit_test_setup_teardown(test_or_more, begin, end),
        cmocka_unit_test_setup_teardown(test_whole, begin, end),
        cmocka_unit_test_setup_teardown(test_steps, begin, end),
        cmocka_unit_test_setup_teardown(test_mistake, begin, end),
        cmocka_unit_test_setup_teardown(test_too_large, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
