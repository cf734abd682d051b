/* Things made by another thread: in order, none lost, none touched while it is used. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/ahead.h"

enum { MOST = 5000, SLOTS = 3 };

struct maker { int next, until; };
struct thing { int number; bool used; };

/* A thing being used must not be made anew. */
static bool make(void *self, void *slot)
{
    struct maker *m = self;
    struct thing *x = slot;
    if (m->next == m->until)
        return false;
    if (x->used)
        m->until = m->next + 1, x->number = -1;
    else
        x->number = m->next++;
    return true;
}

static int use(size_t slots, int until, int leave_at)
{
    struct arena *arena = arena_new();
    struct thing things[SLOTS] = { 0 };
    void *all[SLOTS] = { &things[0], &things[1], &things[2] };
    struct maker m = { 0, until };
    struct ahead *a = ahead_begin(arena, make, &m, all, slots);
    int seen = 0;
    for (struct thing *x; seen != leave_at && (x = ahead_next(a)) != NULL; seen++) {
        x->used = true;
        assert_int_equal(x->number, seen);
        x->used = false;
    }
    if (seen == until)
        assert_null(ahead_next(a));
    ahead_end(a);
    arena_free(arena);
    return seen;
}

static void test_in_order(void **state)
{
    (void)state;
    for (size_t slots = 1; slots <= SLOTS; slots++) {
        assert_int_equal(use(slots, 0, MOST), 0);
        assert_int_equal(use(slots, 1, MOST), 1);
        assert_int_equal(use(slots, MOST - 1, MOST), MOST - 1);
    }
}

static void test_left_in_the_middle(void **state)
{
    (void)state;
    for (int leave = 0; leave < 300; leave++)
        assert_int_equal(use(1 + (size_t)leave % SLOTS, MOST, leave), leave);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_order),
        cmocka_unit_test(test_left_in_the_middle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
