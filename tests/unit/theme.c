/* Themes: colours that can be read and told apart, frames that can be filled. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "render/theme.h"

#define LENGTH(a) (sizeof(a) / sizeof *(a))

static const struct theme *named(struct arena *a, const char *name)
{
    struct diags d = { .arena = a };
    struct err e = { 0 };
    const struct theme *t = theme_named(a, name, &d, &e);
    if (!t)
        fail_msg("%s: %s", name, e.text);
    if (d.list.n)
        fail_msg("%s: " STR_FMT, name, STR_ARG(d.list.v[0].text));
    return t;
}

/* WCAG's own examples of the formula: black on white 21, #767676 on white 4.54. */
static void test_contrast(void **state)
{
    (void)state;
    static const struct { uint32_t one, other; int hundredths; } cases[] = {
        { 0x000000, 0xffffff, 2100 }, { 0xffffff, 0x000000, 2100 }, { 0x767676, 0xffffff, 454 },
        { 0xff0000, 0xffffff, 399 },  { 0x336699, 0x336699, 100 },
    };
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_int_equal((int)(100 * colours_contrast(cases[i].one, cases[i].other)),
                         cases[i].hundredths);
}

static void test_shipped(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (size_t i = 0; theme_at(i); i++)
        named(a, theme_at(i));
    arena_free(a);
}

/* WCAG 2.2, 1.4.6: 7 for text; 4.5 for edges is ours. */
static void test_high_contrast(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const struct theme *t = named(a, "high-contrast");
    static const struct { enum colour front, back; double least; } pairs[] = {
#define COLOUR(name, word)
#define PAIR(front, back, least) { COLOUR_##front, COLOUR_##back, least },
#include "render/colours.def"
#undef COLOUR
#undef PAIR
    };
    for (int light = 0; light < LIGHTS; light++)
        for (size_t i = 0; i < LENGTH(pairs); i++) {
            uint32_t front = t->colours.of[light][pairs[i].front].rgb;
            uint32_t back = t->colours.of[light][pairs[i].back].rgb;
            double least = pairs[i].least > 4 ? 7 : 4.5;
            if (colours_contrast(front, back) < least)
                fail_msg("#%06x on #%06x has only %.2f", front, back, colours_contrast(front, back));
        }
    arena_free(a);
}

static void test_colours_read(void **state)
{
    (void)state;
    static const struct { const char *css, *said; int line; } cases[] = {
        { ":root { --ink: #123; --paper: #FFFFFF }", NULL, 0 },
        { "/* a */\n:root{--ink:#000;}\n@media (prefers-color-scheme: dark) { :root{--ink:#fff;} }\n",
          NULL, 0 },
        { ":root {\n  --inc: #000;\n}", "did you mean --ink?", 2 },
        { ":root { --ink: black; }", "is not a colour", 1 },
        { ":root { --ink: #12; }", "is not a colour", 1 },
        { ":root { --ink: #gggggg; }", "is not a colour", 1 },
        { "\nbody { color: red }", "Neither :root", 2 },
        { ":root { --ink", "is not a colour", 1 },
        { "@media print { }", "Neither :root", 1 },
        { "/* never closed", NULL, 0 },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct diags d = { .arena = a };
        struct colours c = { 0 };
        colours_read(str_of(cases[i].css), S("x.css"), &c, &d);
        if (!cases[i].said && d.list.n)
            fail_msg("%s: " STR_FMT, cases[i].css, STR_ARG(d.list.v[0].text));
        if (cases[i].said && (!d.list.n || !strstr(d.list.v[0].text.p, cases[i].said)
                              || d.list.v[0].at.line != cases[i].line))
            fail_msg("%s: not \"%s\" at line %d", cases[i].css, cases[i].said, cases[i].line);
    }
    arena_free(a);
}

static void test_colours_alike(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct diags d = { .arena = a };
    struct colours c = named(a, "calm")->colours;
    colours_read(S(":root {\n --ink: #fff;\n}"), S("x.css"), &c, &d);
    assert_int_equal(d.list.n, 0);
    colours_check(&c, &d);
    assert_true(d.list.n > 0);
    for (size_t i = 0; i < d.list.n; i++)
        assert_int_equal(d.list.v[i].at.line, 2);
    assert_non_null(strstr(d.list.v[0].text.p, "ink #ffffff on paper #ffffff has a contrast of 1.0"));
    arena_free(a);
}

static void test_frames(void **state)
{
    (void)state;
    static const struct { const char *html, *said; } cases[] = {
        { "<body><p class='x bar'/>{{main}}{{contents}}</body>", NULL },
        { "<body><p class='bar'>{{course}}</p><div>{{ main }}</div>{{contents}}\n"
          "<img src='{{logo}}' alt=''/></body>", NULL },
        { "<body><p class='bar'/>{{main}}</body>", "\"{{main}} and {{contents}}\" must be there" },
        { "<body><p class='bar'/>{{main}}{{main}}{{contents}}</body>", "each once" },
        { "<body>{{main}}{{contents}}</body>", "class=\"bar\"" },
        { "<div><p class='bar'/>{{main}}{{contents}}</div>", "\"div\" is not <body>" },
        { "<body><p class='bar'/>{{main}}{{contents}}{{titel}}</body>", "\"titel\" is not the name" },
        { "<body><p class='bar'/>{{main}}{{contents}}{{logo}}</body>", "\"logo\" is an address" },
        { "<body><p class='bar'/>{{main}}{{contents}}<a href='{{course}}'>x</a></body>",
          "\"course\" is no address" },
        { "<body><p class='bar'/>{{main}}{{contents}}<script>x</script></body>",
          "\"script\" is not an element" },
        { "<body><p class='bar' onclick='x'/>{{main}}{{contents}}</body>", "\"onclick\" is not" },
        { "<body><p class='bar'/>{{main}}{{contents}}<a href='javascript:x'>y</a></body>",
          "would run a script" },
        { "<body><p class='bar' OnClick='x'/>{{main}}{{contents}}</body>", "\"OnClick\" is not" },
        { "<body><p class='bar'/>{{main}}{{contents}}<a href=' Java&#10;Script:x'>y</a></body>",
          "would run a script" },
        { "<body><p class='bar'/>{{main}}{{contents}}<a href='java'>y</a></body>", NULL },
        { "<body><p class='bar'>{{main}}{{contents}}</body>", "" },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct diags d = { .arena = a };
        struct mould m = { 0 };
        bool ok = mould_read(a, str_of(cases[i].html), S("frame.html"), &m, &d);
        if (ok != (cases[i].said == NULL))
            fail_msg("%s was %s", cases[i].html, ok ? "taken" : "refused");
        if (cases[i].said && !strstr(d.list.v[0].text.p, cases[i].said))
            fail_msg("%s: \"" STR_FMT "\"", cases[i].html, STR_ARG(d.list.v[0].text));
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contrast),
        cmocka_unit_test(test_shipped),
        cmocka_unit_test(test_high_contrast),
        cmocka_unit_test(test_colours_read),
        cmocka_unit_test(test_colours_alike),
        cmocka_unit_test(test_frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
