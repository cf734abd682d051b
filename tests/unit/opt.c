/* Words of a shell into the struct of a command. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "cli/opt.h"

struct args {
    bool flag;
    const char *text, *one;
    struct opt_list list;
    int64_t number;
    struct opt_day day;
};

static const char *colours(size_t i)
{
    static const char *const names[] = { "red", "blue", NULL };
    return names[i];
}

static const struct opt rows[] = {
    { 'x', "flag", NULL, OPT_FLAG, offsetof(struct args, flag), "a flag", NULL },
    { 't', "text", "TEXT", OPT_TEXT, offsetof(struct args, text), "a text", NULL },
    { 0, "one", "COLOUR", OPT_ONE_OF, offsetof(struct args, one), "a choice", colours },
    { 0, "list", "COLOUR", OPT_LIST, offsetof(struct args, list), "choices", colours },
    { 'n', "number", "N", OPT_INT, offsetof(struct args, number), "a number", NULL },
    { 0, "day", "DAY", OPT_DAY, offsetof(struct args, day), "a day", NULL },
};

static bool parse(struct arena *a, const char *line, struct args *args, char ***rest,
                  struct err *e)
{
    char **argv = NEW_N(a, char *, 20);
    size_t n = 0;
    for (str words = str_of(line); words.p; ) {
        str word = str_cut(&words, ' ');
        argv[n++] = (char *)str_dup(a, word).p;
    }
    const struct opt_table table = { rows, sizeof rows / sizeof *rows };
    void *const to[] = { args };
    memset(args, 0, sizeof *args);
    memset(e, 0, sizeof *e);
    return opt_parse(a, &table, to, 1, argv, rest, e);
}

static void test_good(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct args args;
    struct err e;
    char **rest;
    assert_true(parse(a, "in -xthello --one=red --list red,blue --list=red -n 7 --day 2024-02-29 out -- -x",
                      &args, &rest, &e));
    assert_true(args.flag);
    assert_string_equal(args.text, "hello");
    assert_string_equal(args.one, "red");
    assert_int_equal(args.list.n, 3);
    assert_string_equal(args.list.v[1], "blue");
    assert_int_equal(args.number, 7);
    assert_int_equal(args.day.day, 19782);
    assert_string_equal(rest[0], "in");
    assert_string_equal(rest[1], "out");
    assert_string_equal(rest[2], "-x");
    assert_null(rest[3]);
    assert_true(parse(a, "-", &args, &rest, &e));
    assert_string_equal(rest[0], "-");
    assert_false(args.day.given);
    arena_free(a);
}

static void test_bad(void **state)
{
    (void)state;
    static const struct { const char *line, *says; } cases[] = {
        { "--falg", "there is no option --falg; did you mean --flag?" },
        { "--zzz", "there is no option --zzz" },
        { "-z", "there is no option -z" },
        { "--flag=1", "--flag takes no value" },
        { "--text", "--text needs a TEXT behind it" },
        { "--text=", "--text needs a TEXT, not an empty word" },
        { "--one green", "--one cannot be \"green\"; it is one of red, blue" },
        { "--list red,", "--list \"red,\" has an empty entry" },
        { "--list red,green", "--list cannot be \"green\"; it is one of red, blue" },
        { "-n -1", "--number needs a whole number, not \"-1\"" },
        { "-n 1.5", "--number needs a whole number, not \"1.5\"" },
        { "--day 2024-02-30", "--day needs a day such as 2024-12-31, not \"2024-02-30\"" },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct args args;
        struct err e;
        char **rest;
        assert_false(parse(a, cases[i].line, &args, &rest, &e));
        assert_int_equal(e.kind, ERR_USAGE);
        assert_string_equal(e.text, cases[i].says);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_good), cmocka_unit_test(test_bad) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
