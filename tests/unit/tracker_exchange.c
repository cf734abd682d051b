/*
 * How the store looks outside: every query of an export gives the columns its table has, and
 * keys and instants come back as they were.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "tracker/exchange.h"

#define LENGTH(a) (sizeof(a) / sizeof *(a))

static struct err e;

static void queries_have_their_columns(void **state)
{
    (void)state;
    struct tracker *t = tracker_open("no-such-file.db", TRACKER_TRY, &e);
    struct exchange_part all = { { 0 }, { 0 } };
    assert_true(t && exchange_open(t, &all, &e));
    for (size_t i = 0; exchange_at(i); i++) {
        const struct exchange_thing *thing = exchange_at(i);
        struct stmt *q = exchange_rows(t, i);
        assert_false(stmt_row(q));
        size_t n = 0;
        for (int c = 0; c < stmt_columns(q); c++, n++) {
            str name = stmt_name(q, c);
            if (!thing->columns[n] || !str_eq(name, str_of(thing->columns[n])))
                fail_msg("%s: column %zu is " STR_FMT, thing->name, n, STR_ARG(name));
            c += str_ends(name, S("_at"));
        }
        assert_null(thing->columns[n]);
        assert_true(stmt_end(q, &e));
        size_t at;
        assert_ptr_equal(exchange_named(str_of(thing->name), &at), thing);
        assert_int_equal(at, i);
    }
    tracker_close(t);
}

static void keys_come_back(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    static const struct { const char *key, *kind, *issuer, *value; } cases[] = {
        { "email::a@example.org", "email", "", "a@example.org" },
        { "external:a%3Ab %25 c:x:y", "external", "a:b % c", "x:y" },
        { "account:lms:%3A", "account", "lms", "%3A" },
        { "email:a@example.org", NULL, NULL, NULL },
        { "phone::1", NULL, NULL, NULL },
        { "email::", NULL, NULL, NULL },
        { "", NULL, NULL, NULL },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        str kind, issuer, value;
        bool good = exchange_key_read(a, str_of(cases[i].key), &kind, &issuer, &value);
        assert_int_equal(good, cases[i].kind != NULL);
        if (!good)
            continue;
        assert_true(str_eq(kind, str_of(cases[i].kind)) && str_eq(issuer, str_of(cases[i].issuer))
                    && str_eq(value, str_of(cases[i].value)));
    }
    arena_free(a);
}

static void instants_keep_their_precision(void **state)
{
    (void)state;
    static const struct { const char *text; char precision; } cases[] = {
        { "2024", 'y' }, { "2024-02", 'm' }, { "2024-02-29", 'd' }, { "2024-02-29T23:30:00Z", 's' },
        { "2024-02-29T23:30:00.000Z", 'f' }, { "2024-02-29T23:30:00.250Z", 'f' },
        { "29.02.2024", 0 }, { "2024-02-29 23:30", 0 }, { "", 0 },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct stamp s = { 0 };
        assert_int_equal(exchange_stamp(str_of(cases[i].text), &s), cases[i].precision != 0);
        assert_int_equal(s.precision, cases[i].precision);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(queries_have_their_columns), cmocka_unit_test(keys_come_back),
        cmocka_unit_test(instants_keep_their_precision),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
