/* Scales and steps, words that fit, colours that can be told apart, wishes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "base/tsv.h"
#include "chart/data.h"
#include "chart/draw.h"
#include "chart/palette.h"
#include "chart/scale.h"
#include "chart/svg.h"
#include "chart/wish.h"

#define LENGTH(a) (sizeof(a) / sizeof *(a))

/* ---- steps and classes --------------------------------------------------------------- */

static void test_ticks(void **state)
{
    (void)state;
    static const struct { double least, most; size_t wanted; bool whole; double first, step; size_t n; } cases[] = {
        { 0, 100, 6, true, 0, 20, 6 },     { 0, 655, 6, true, 0, 200, 5 },
        { 0, 1, 6, true, 0, 1, 2 },        { 0, 0, 6, true, 0, 1, 2 },
        { 0, 1, 6, false, 0, 0.2, 6 },     { 0, 0.3, 4, false, 0, 0.1, 4 },
        { -3, 7, 6, true, -4, 2, 7 },      { 0, 9007199254740991, 6, true, 0, 2e15, 6 },
        { 0, 7, 1, true, 0, 10, 2 },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct ticks t = ticks_of(cases[i].least, cases[i].most, cases[i].wanted, cases[i].whole);
        if (fabs(t.first - cases[i].first) > 1e-9 || fabs(t.step - cases[i].step) > 1e-9 || t.n != cases[i].n)
            fail_msg("case %zu: from %g by %g, %zu", i, t.first, t.step, t.n);
    }
}

static void test_classes(void **state)
{
    (void)state;
    static const struct { double values[10]; size_t n; bool shares; double from[CLASSES_MOST]; size_t classes; } cases[] = {
        { { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 10, false, { 1, 2, 5 }, 3 },
        { { 7, 7, 7 }, 3, false, { 5 }, 1 },
        { { 0.3, 0.9 }, 2, true, { 0, 0.2, 0.4, 0.6, 0.8 }, 5 },
        { { 0.1 }, 1, true, { 0 }, 1 },
        { { 4000, 3, 70, 70, 800 }, 5, false, { 2, 50, 500, 2000 }, 4 },
        { { 0 }, 0, false, { 0 }, 1 },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        double values[10];
        memcpy(values, cases[i].values, sizeof values);
        struct classes c = classes_of(values, cases[i].n, cases[i].shares);
        if (c.n != cases[i].classes)
            fail_msg("case %zu: %zu classes", i, c.n);
        for (size_t k = 0; k < c.n; k++)
            if (fabs(c.from[k] - cases[i].from[k]) > 1e-9)
                fail_msg("case %zu: class %zu from %g", i, k, c.from[k]);
        for (size_t k = 0; k < cases[i].n; k++) {
            size_t at = class_of(&c, values[k]);
            assert_true(c.from[at] <= values[k] && (at + 1 == c.n || values[k] < c.from[at + 1]));
        }
    }
}

static void test_numbers(void **state)
{
    (void)state;
    static const struct { double v; const char *want; } cases[] = {
        { 0, "0" }, { -0.04, "0" }, { 12, "12" }, { -0.5, "-0.5" }, { 3.14159, "3.1" }, { 99.96, "100" },
        { -12.25, "-12.3" },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct buf b = buf_new(a);
        draw_number(&b, cases[i].v);
        if (!str_eq(buf_str(&b), str_of(cases[i].want)))
            fail_msg("%g: " STR_FMT, cases[i].v, STR_ARG(buf_str(&b)));
    }
    arena_free(a);
}

/* ---- words ----------------------------------------------------------------------------- */

static void test_fit(void **state)
{
    (void)state;
    static const struct { const char *text; double room; const char *want; } cases[] = {
        { "EURAMET", 100, "EURAMET" }, { "Measurement uncertainty", 60, "Measu\u2026" }, { "", 10, "" },
        { "a b c d e f g h i j", 30, "a\u2026" }, { "\u8BA1\u91CF\u5B66\u5BFC\u8BBA", 40, "\u8BA1\u91CF\u2026" },
    };
    struct arena *a = arena_new();
    const struct letters l = { SIZE_LABEL, false };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        str got = lettering_fit(a, str_of(cases[i].text), l, cases[i].room);
        if (!str_eq(got, str_of(cases[i].want)))
            fail_msg("%s: " STR_FMT, cases[i].text, STR_ARG(got));
        assert_true(lettering_width(got, l) <= cases[i].room);
    }
    arena_free(a);
}

static void test_wrap(void **state)
{
    (void)state;
    static const struct { const char *text; size_t most; const char *lines[4]; } cases[] = {
        { "one two three four", 4, { "one two", "three four" } },
        { "one two three four five six", 2, { "one two", "three four\u2026" } },
        { "incomprehensibilities", 3, { "incomprehe", "nsibilities" } },
        { "   ", 3, { NULL } },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < LENGTH(cases); i++) {
        str lines[4];
        size_t n = lettering_wrap(a, str_of(cases[i].text), (struct letters){ SIZE_LABEL, false }, 80, lines,
                                  cases[i].most);
        for (size_t k = 0; k < 4; k++)
            if ((k < n) != (cases[i].lines[k] != NULL) || (k < n && !str_eq(lines[k], str_of(cases[i].lines[k]))))
                fail_msg("%s: line %zu of %zu is " STR_FMT, cases[i].text, k, n, STR_ARG(k < n ? lines[k] : S("")));
    }
    arena_free(a);
}

static void test_isolated(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_true(str_eq(lettering_isolated(a, S("SIM (1)")), S("SIM (1)")));
    assert_true(str_eq(lettering_isolated(a, S("\u05D0 (1)")), S("\u2068\u05D0 (1)\u2069")));
    arena_free(a);
}

/* ---- colours ------------------------------------------------------------------------------ */

static double linear(uint32_t byte)
{
    double c = byte / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static void to_linear(uint32_t rgb, double out[3])
{
    for (int i = 0; i < 3; i++)
        out[i] = linear(rgb >> (16 - 8 * i) & 0xff);
}

static double luminance(uint32_t rgb)
{
    double c[3];
    to_linear(rgb, c);
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
}

/* WCAG 2.2, "contrast ratio". */
static double contrast(uint32_t one, uint32_t other)
{
    double a = luminance(one), b = luminance(other);
    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

/* What all cones see; then without those for long, middle and short waves (Machado,
 * Oliveira and Fernandes, 2009, severity 1). */
static const double eyes[4][3][3] = {
    { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
    { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } },
    { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } },
    { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } },
};

static void multiply(const double m[3][3], const double v[3], double out[3])
{
    for (int i = 0; i < 3; i++)
        out[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
}

/* Oklab (Ottosson, 2020), in hundredths. */
static void seen(uint32_t rgb, const double eye[3][3], double out[3])
{
    static const double to_cones[3][3] = { { 0.4122214708, 0.5363325363, 0.0514459929 },
        { 0.2119034982, 0.6806995451, 0.1073969566 }, { 0.0883024619, 0.2817188376, 0.6299787005 } };
    static const double to_lab[3][3] = { { 0.2104542553, 0.7936177850, -0.0040720468 },
        { 1.9779984951, -2.4285922050, 0.4505937099 }, { 0.0259040371, 0.7827717662, -0.8086757660 } };
    double light[3], eyed[3], cones[3];
    to_linear(rgb, light);
    multiply(eye, light, eyed);
    for (int i = 0; i < 3; i++)
        eyed[i] = fmin(1, fmax(0, eyed[i]));
    multiply(to_cones, eyed, cones);
    for (int i = 0; i < 3; i++)
        cones[i] = 100 * cbrt(cones[i]);
    multiply(to_lab, cones, out);
}

/* To the eyes that see it least. */
static double distance(uint32_t one, uint32_t other)
{
    double least = INFINITY;
    for (size_t i = 0; i < LENGTH(eyes); i++) {
        double a[3], b[3];
        seen(one, eyes[i], a);
        seen(other, eyes[i], b);
        least = fmin(least, sqrt(pow(a[0] - b[0], 2) + pow(a[1] - b[1], 2) + pow(a[2] - b[2], 2)));
    }
    return least;
}

static uint32_t colour(enum chart_colour c, bool dark)
{
    return dark ? palette_of(c).dark : palette_of(c).light;
}

static void want_contrast(enum chart_colour front, enum chart_colour back, double least)
{
    for (int dark = 0; dark < 2; dark++)
        if (contrast(colour(front, dark), colour(back, dark)) < least)
            fail_msg("%s on %s, dark %d: %.2f", palette_of(front).css, palette_of(back).css, dark,
                     contrast(colour(front, dark), colour(back, dark)));
}

static void want_distance(enum chart_colour one, enum chart_colour other, double least)
{
    for (int dark = 0; dark < 2; dark++)
        if (distance(colour(one, dark), colour(other, dark)) < least)
            fail_msg("%s and %s, dark %d: %.1f", palette_of(one).css, palette_of(other).css, dark,
                     distance(colour(one, dark), colour(other, dark)));
}

static void test_contrast(void **state)
{
    (void)state;
    assert_int_equal((int)(100 * contrast(0x767676, 0xffffff)), 454);
    want_contrast(CHART_COLOUR_ink, CHART_COLOUR_paper, 7);
    want_contrast(CHART_COLOUR_soft, CHART_COLOUR_paper, 4.5);
    want_contrast(CHART_COLOUR_edge, CHART_COLOUR_paper, 3);
    want_contrast(CHART_COLOUR_rest, CHART_COLOUR_paper, 3);
    want_contrast(CHART_COLOUR_on_light, CHART_COLOUR_zero, 4.5);
    want_contrast(CHART_COLOUR_bar, CHART_COLOUR_paper, 3);
    want_contrast(CHART_COLOUR_on_bar, CHART_COLOUR_bar, 4.5);
    want_distance(CHART_COLOUR_bar, CHART_COLOUR_rest, 4);
    want_contrast(CHART_COLOUR_on_rest, CHART_COLOUR_rest, 4.5);
    for (int i = 0; i < PALETTE_SERIES; i++) {
        want_contrast(CHART_COLOUR_s0 + i, CHART_COLOUR_paper, 3);
        want_contrast(CHART_COLOUR_on0 + i, CHART_COLOUR_s0 + i, 4.5);
    }
    for (int i = 0; i < PALETTE_CLASSES; i++)
        want_contrast(i < 3 ? CHART_COLOUR_on_light : CHART_COLOUR_on_deep, CHART_COLOUR_c0 + i, 4.5);
}

/* Two of the eight steps of a mosaic of greys are about 10 apart. */
static void test_told_apart(void **state)
{
    (void)state;
    for (int i = 0; i < PALETTE_SERIES; i++)
        for (int k = 0; k < i; k++)
            want_distance(CHART_COLOUR_s0 + i, CHART_COLOUR_s0 + k, 10);
    for (int i = 0; i < PALETTE_CLASSES; i++) {
        want_distance(CHART_COLOUR_c0 + i, CHART_COLOUR_ground, 4);
        want_distance(CHART_COLOUR_c0 + i, CHART_COLOUR_zero, 8);
        if (i > 0)
            want_distance(CHART_COLOUR_c0 + i, CHART_COLOUR_c0 + i - 1, 8);
    }
}

/* What is more is darker on white, and brighter on black. */
static void test_classes_rise(void **state)
{
    (void)state;
    for (int i = 1; i < PALETTE_CLASSES; i++) {
        assert_true(luminance(colour(CHART_COLOUR_c0 + i, false)) < luminance(colour(CHART_COLOUR_c0 + i - 1, false)));
        assert_true(luminance(colour(CHART_COLOUR_c0 + i, true)) > luminance(colour(CHART_COLOUR_c0 + i - 1, true)));
    }
}

static void test_style(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct buf own = buf_new(a), embedded = buf_new(a);
    palette_put_standalone(&own);
    palette_put_embedded(&embedded);
    assert_true(str_find(buf_str(&own), S("var(")) == own.n);
    assert_true(str_find(buf_str(&own), S("fill: #1c2126")) < own.n);
    assert_true(str_find(buf_str(&embedded), S("--chart-ink:#e6e8ea;")) < embedded.n);
    arena_free(a);
}

/* ---- wishes ---------------------------------------------------------------------------------- */

static struct table *with_columns(struct arena *a, const char *ids)
{
    struct table *t = table_new(a, S("T"));
    table_column(t, S("row"), S("Row"), UNIT_NONE);
    for (str rest = str_of(ids); rest.p != NULL && rest.n > 0;) {
        str id = str_cut(&rest, ',');
        bool share = str_eq(id, S("share"));
        bool count = str_eq(id, S("value")) || str_eq(id, S("stage1")) || str_eq(id, S("stage2"));
        table_column(t, share ? S("value") : id, id, share ? UNIT_SHARE : count ? UNIT_COUNT : UNIT_NONE);
    }
    return t;
}

static void test_wish(void **state)
{
    (void)state;
    static const struct { const char *ids, *kind, *want; int category, series; } cases[] = {
        { "rmo,rmo_name,value", "auto", "bars", 1, CHART_NO_COLUMN },
        { "economy,economy_name,value", "auto", "map", 1, CHART_NO_COLUMN },
        { "economy,economy_name,value", "bars", "bars", 1, CHART_NO_COLUMN },
        { "month,month_name,share", "auto", "lines", 1, CHART_NO_COLUMN },
        { "rmo,rmo_name,month,month_name,value", "auto", "lines", 3, 1 },
        { "month,month_name,rmo,rmo_name,value", "auto", "lines", 1, 3 },
        { "rmo,rmo_name,month,month_name,value", "multiples", "multiples", 3, 1 },
        { "rmo,rmo_name,course,course_name,value", "auto", "stacked", 1, 3 },
        { "rmo,rmo_name,course,course_name,share", "auto", "cohort", 1, 3 },
        { "cohort,cohort_name,elapsed,elapsed_name,share", "auto", "cohort", 1, 3 },
        { "stage,stage_name,value", "auto", "funnel", 1, CHART_NO_COLUMN },
        { "rmo,rmo_name,stage,stage_name,value", "auto", "cohort", 1, 3 },
        { "rmo,rmo_name,stage,stage_name,value", "stacked", NULL, 0, 0 },
        { "stage1,stage2", "auto", "funnel", CHART_NO_COLUMN, CHART_NO_COLUMN },
        { "rmo,rmo_name,value", "map", NULL, 0, 0 },
        { "rmo,rmo_name,share", "funnel", NULL, 0, 0 },
        { "rmo,rmo_name,course,course_name,share", "stacked", NULL, 0, 0 },
        { "value", "auto", NULL, 0, 0 },
        { "rmo,rmo_name", "auto", NULL, 0, 0 },
        { "a,a_name,b,b_name,c,c_name,value", "auto", NULL, 0, 0 },
        { "rmo,rmo_name,value", "pie", NULL, 0, 0 },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct arena *a = arena_new();
        struct err e = { 0 };
        const struct chart *c = chart_wish(a, with_columns(a, cases[i].ids), str_of(cases[i].kind), &e);
        if ((c == NULL) != (cases[i].want == NULL) || (c == NULL) != (e.kind == ERR_USAGE))
            fail_msg("%s as %s: %s", cases[i].ids, cases[i].kind, e.text);
        if (c != NULL && (strcmp(chart_kind_name(c->kind), cases[i].want) != 0 || c->category != cases[i].category
                          || c->series != cases[i].series))
            fail_msg("%s as %s: %s of %d and %d", cases[i].ids, cases[i].kind, chart_kind_name(c->kind), c->category,
                     c->series);
        arena_free(a);
    }
}

/* Months elapsed stand in their order, also where the first cohort lacks one; what is not there is no zero. */
static void test_months(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct err e = { 0 };
    struct table *t = with_columns(a, "month,month_name,elapsed,elapsed_name,value");
    static const struct { const char *row, *month, *elapsed; int64_t value; } rows[] = {
        { "group", "1", "0", 5 }, { "group", "1", "10", 7 }, { "group", "2", "0", 6 }, { "group", "2", "2", 0 },
        { "none", "2", "none", 9 },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        table_add(t, val_text(str_of(rows[i].row)));
        table_add(t, val_text(str_of(rows[i].month)));
        table_add(t, val_text(str_of(rows[i].month)));
        table_add(t, val_text(str_of(rows[i].elapsed)));
        table_add(t, val_text(str_of(rows[i].elapsed)));
        table_add(t, val_int(rows[i].value));
    }
    struct data d;
    const struct chart *c = chart_wish(a, t, S("auto"), &e);
    assert_true(c != NULL && c->kind == CHART_COHORT && data_read(&d, a, c, &e));
    assert_int_equal(d.series.n, 3);
    assert_true(str_eq(d.series.v[1].id, S("2")) && str_eq(d.series.v[2].id, S("10")));
    assert_true(data_at(&d, 2, 0).value == 7 && data_at(&d, 1, 0).kind == FIGURE_NONE);
    assert_true(data_at(&d, 1, 1).kind == FIGURE_KNOWN && data_at(&d, 2, 1).kind == FIGURE_NONE);
    arena_free(a);
}

/* Only groups are drawn; what is hidden is no zero. */
static void test_data(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct err e = { 0 };
    struct table *t = with_columns(a, "rmo,rmo_name,value");
    static const struct { const char *row, *id; int64_t value; } rows[] = {
        { "group", "SIM", 3 }, { "group", "APMP", -1 }, { "none", "none", 70 }, { "total", "", 80 },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        table_add(t, val_text(str_of(rows[i].row)));
        table_add(t, val_text(str_of(rows[i].id)));
        table_add(t, val_text(str_of(rows[i].id)));
        table_add(t, rows[i].value < 0 ? val_hidden() : val_int(rows[i].value));
    }
    struct data d;
    const struct chart *c = chart_wish(a, t, S("bars"), &e);
    assert_true(c != NULL && data_read(&d, a, c, &e));
    assert_int_equal(d.categories.n, 2);
    assert_int_equal(d.hidden, 1);
    assert_true(d.most == 3 && d.least == 0);
    assert_int_equal(data_at(&d, 0, 1).kind, FIGURE_HIDDEN);
    assert_true(str_eq(c->description, S("Largest of those shown: SIM: 3. Hidden figures: 1.")));
    struct buf one = buf_new(a), two = buf_new(a);
    struct chart_how how = { .id = S("a-") };
    assert_true(chart_svg(c, &how, &one, &e) && chart_svg(c, &how, &two, &e));
    assert_true(str_eq(buf_str(&one), buf_str(&two)));
    assert_true(str_find(buf_str(&one), S("APMP: \u00B7")) < one.n);
    arena_free(a);
}

/* ---- others ------------------------------------------------------------------------------------ */

/* Ids and names; of one dimension or two. */
static void add_named(struct table *t, const char *const one[2], const char *const other[2], struct val v)
{
    table_add(t, val_text(S("group")));
    for (int i = 0; i < 2; i++)
        table_add(t, val_text(str_of(one[i])));
    for (int i = 0; i < 2 && other != NULL; i++)
        table_add(t, val_text(str_of(other[i])));
    table_add(t, v);
}

static void add_row(struct table *t, const char *one, const char *other, struct val v)
{
    const char *const first[] = { one, one }, *const second[] = { other, other };
    add_named(t, first, other != NULL ? second : NULL, v);
}

static str drawn(struct arena *a, struct table *t, const char *kind)
{
    struct err e = { 0 };
    struct buf b = buf_new(a);
    const struct chart *c = chart_wish(a, t, str_of(kind), &e);
    if (c == NULL || !chart_svg(c, &(struct chart_how){ .id = S("a-") }, &b, &e))
        fail_msg("%s: %s", kind, e.text);
    return buf_str(&b);
}

static void want_words(str svg, const char *words, bool wanted)
{
    if ((str_find(svg, str_of(words)) < svg.n) != wanted)
        fail_msg("%s \"%s\"", wanted ? "no" : "there is", words);
}

#define SUM_OF_LINES "The others are the sum of their lines"
#define NO_SUM "Where figures among the others are hidden, their sum is not published."

/* Of 43 bars three are others: what they come to is not known where one of them is hidden. */
static void test_other_bars(void **state)
{
    (void)state;
    static const struct { const char *columns; int64_t last[4]; const char *want, *note, *never; } cases[] = {
        { "rmo,rmo_name,value", { 5, 4, 2 }, "<title>3 others, added up: 11</title>", SUM_OF_LINES, NO_SUM },
        { "rmo,rmo_name,value", { 5, -1, 2 }, "<title>3 others, added up: \u00B7</title>", NO_SUM, SUM_OF_LINES },
        { "rmo,rmo_name,value", { -1, -1, -1 }, "<title>3 others, added up: \u00B7</title>", NO_SUM, SUM_OF_LINES },
        { "rmo,rmo_name,share", { 5, 4, 2 }, "3 more with smaller figures, or none, stand in the table.", "", "others" },
        { "rmo,rmo_name,share", { 5, -1, 2 }, "3 more with smaller or hidden figures, or none, stand in the table.", "",
          "others" },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct arena *a = arena_new();
        struct table *t = with_columns(a, cases[i].columns);
        for (size_t k = 0; k < 43; k++) {
            int64_t v = k < 40 ? 9 : cases[i].last[k - 40];
            add_row(t, str_format(a, "g%zu", k).p, NULL, v < 0 ? val_hidden() : val_int(v));
        }
        str svg = drawn(a, t, "bars");
        want_words(svg, cases[i].want, true);
        want_words(svg, cases[i].note, true);
        want_words(svg, cases[i].never, false);
        arena_free(a);
    }
}

/* Of nine pieces two are others. What is hidden in a bar is named behind it. */
static void test_other_pieces(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct table *t = with_columns(a, "rmo,rmo_name,course,course_name,value");
    for (size_t i = 0; i < 9; i++) {
        str course = str_format(a, "c%zu", i);
        add_row(t, "SIM", course.p, val_int(i == 1 ? 60 : 20 - (int64_t)i));
        add_row(t, "APMP", course.p, i == 8 || i == 1 ? val_hidden() : val_int(20 - (int64_t)i));
    }
    str svg = drawn(a, t, "stacked");
    want_words(svg, "<title>SIM, 2 others, added up: 25</title>", true);
    want_words(svg, "<title>APMP, c1; 2 others, added up: \u00B7</title>", true);
    want_words(svg, "<title>APMP, 2 others", false);
    want_words(svg, SUM_OF_LINES, true);
    want_words(svg, NO_SUM, true);
    arena_free(a);
}

/* ---- descriptions ------------------------------------------------------------------------------ */

enum { HIDDEN = -1 };

/* No zero is among the largest, nothing is larger than what is hidden, and numbers say of what they are. */
static void test_description(void **state)
{
    (void)state;
    static const struct { const char *columns, *kind, *names[5]; int64_t values[5]; const char *want; } cases[] = {
        { "rmo,rmo_name,value", "bars", { "A", "B", "C" }, { 1, 0, 0 }, "Largest: A: 1." },
        { "rmo,rmo_name,value", "bars", { "A", "B" }, { 0, 0 }, "All figures are 0." },
        { "rmo,rmo_name,value", "bars", { "A", "B" }, { 0, HIDDEN }, "All figures that are shown are 0. Hidden figures: 1." },
        { "rmo,rmo_name,value", "bars", { "A", "B", "C", "D" }, { 2, HIDDEN, 9, 0 },
          "Largest of those shown: C: 9; A: 2. Hidden figures: 1." },
        { "rmo,rmo_name,value", "bars", { "A", "B" }, { HIDDEN, HIDDEN }, "No figure is shown. Hidden figures: 2." },
        { "rmo,rmo_name,value", "bars", { "A", "B", "C", "D", "E" }, { 7, 7, 9, 7, 7 },
          "Largest: C: 9; A: 7; B: 7. As large as the last: 2 more." },
        { "year,year_name,value", "lines", { "2021", "2022", "2023" }, { 3, 8, 5 },
          "From 2021: 3 to 2023: 5; highest: 2022: 8." },
        { "year,year_name,value", "lines", { "2021", "2022", "2023" }, { HIDDEN, 8, 5 },
          "From 2021: hidden to 2023: 5; highest of those shown: 2022: 8. Hidden figures: 1." },
        { "year,year_name,value", "lines", { "2021", "2022" }, { 0, 0 }, "All figures are 0." },
        { "stage,stage_name,value", "funnel", { "A", "B", "C" }, { 9, HIDDEN, 0 },
          "Stages: A: 9; B: hidden; C: 0. Hidden figures: 1." },
        { "elapsed,elapsed_name,value", "bars", { "0", "1", "12" }, { 2, 0, 4 }, "Largest: elapsed_name 12: 4; elapsed_name 0: 2." },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct arena *a = arena_new();
        struct err e = { 0 };
        struct table *t = with_columns(a, cases[i].columns);
        for (size_t k = 0; k < LENGTH(cases[i].names) && cases[i].names[k] != NULL; k++) {
            int64_t v = cases[i].values[k];
            add_row(t, cases[i].names[k], NULL, v == HIDDEN ? val_hidden() : val_int(v));
        }
        const struct chart *c = chart_wish(a, t, str_of(cases[i].kind), &e);
        if (c == NULL || !str_eq(c->description, str_of(cases[i].want)))
            fail_msg("case %zu: " STR_FMT, i, STR_ARG(c != NULL ? c->description : str_of(e.text)));
        arena_free(a);
    }
}

/* A number alone says nothing: in titles too it stands behind what it is a number of. */
static void test_numbered(void **state)
{
    (void)state;
    static const char *const kinds[] = { "cohort", "lines", "multiples", "stacked" };
    for (size_t i = 0; i < LENGTH(kinds); i++) {
        struct arena *a = arena_new();
        struct table *t = with_columns(a, "year,year_name,elapsed,elapsed_name,value");
        add_row(t, "2024", "0", val_int(30));
        add_row(t, "2024", "1", val_int(20));
        str svg = drawn(a, t, kinds[i]);
        want_words(svg, "elapsed_name 0", true);
        want_words(svg, ": 30</title>", true);
        want_words(svg, "<title>2024, 0: 30</title>", false);
        want_words(svg, "<title>0, 2024: 30</title>", false);
        arena_free(a);
    }
}

/* What stands above a small field is its last figure, also where that is hidden. */
static void test_last_of_field(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct table *t = with_columns(a, "rmo,rmo_name,year,year_name,value");
    add_row(t, "SIM", "2023", val_int(12345));
    add_row(t, "SIM", "2024", val_hidden());
    str svg = drawn(a, t, "multiples");
    want_words(svg, "class=\"figure\">12", false);
    want_words(svg, "text-anchor=\"end\" class=\"hidden\">\u00B7<", true);
    arena_free(a);
}

/* Which lines are the largest is said of what is shown. */
static void test_largest_lines(void **state)
{
    (void)state;
    for (int hidden = 0; hidden < 2; hidden++) {
        struct arena *a = arena_new();
        struct table *t = with_columns(a, "course,course_name,year,year_name,value");
        for (size_t i = 0; i < 9; i++)
            add_row(t, str_format(a, "C%zu", i).p, "2024", i == 0 && hidden ? val_hidden() : val_int(9));
        str svg = drawn(a, t, "lines");
        want_words(svg, "The 7 largest of 9 lines are drawn.", !hidden);
        want_words(svg, "The 7 largest of 9 lines are drawn, by the figures that are shown.", hidden);
        arena_free(a);
    }
}

/* A line that nothing is known of has no end to stand its name at: it is named below. */
static void test_unseen_lines(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct table *t = with_columns(a, "rmo,rmo_name,year,year_name,value");
    static const char *const rmos[] = { "APMP", "COOMET", "SIM" };
    for (size_t i = 0; i < LENGTH(rmos); i++) {
        add_row(t, rmos[i], "2023", val_hidden());
        add_row(t, rmos[i], "2024", i == 1 ? val_int(8) : val_hidden());
    }
    str svg = drawn(a, t, "lines");
    want_words(svg, "No figure is shown of these lines: APMP, SIM.", true);
    want_words(svg, ">COOMET<", true);
    arena_free(a);
}

/* ---- names ------------------------------------------------------------------------------------- */

/* What an axis says is in the language of the chart: ids that are words are not. */
static void test_names(void **state)
{
    (void)state;
    static const char *const stages[][2] = { { "registered", "Inscrito" }, { "half", "A la mitad del curso" },
                                             { "passed", "Aprobado" } };
    static const char *const courses[][2] = { { "mra", "El CIPM MRA" }, { "si", "El Sistema Internacional de Unidades" } };
    static const struct { const char *kind, *columns; } cases[] = {
        { "multiples", "course,course_name,stage,stage_name,value" }, { "lines", "course,course_name,stage,stage_name,value" },
        { "cohort", "course,course_name,stage,stage_name,value" }, { "cohort", "stage,stage_name,course,course_name,value" },
        { "stacked", "course,course_name,kind,kind_name,value" }, { "lines", "stage,stage_name,course,course_name,value" },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct arena *a = arena_new();
        struct table *t = with_columns(a, cases[i].columns);
        bool stage_first = str_starts(str_of(cases[i].columns), S("stage"));
        for (size_t k = 0; k < LENGTH(stages) * LENGTH(courses); k++) {
            const char *const *stage = stages[k / LENGTH(courses)], *const *course = courses[k % LENGTH(courses)];
            add_named(t, stage_first ? stage : course, stage_first ? course : stage, val_int((int64_t)k));
        }
        str svg = drawn(a, t, cases[i].kind);
        for (size_t k = 0; k < LENGTH(stages); k++)
            want_words(svg, str_format(a, ">%s<", stages[k][0]).p, false);
        for (size_t k = 0; k < LENGTH(courses); k++)
            want_words(svg, str_format(a, ">%s<", courses[k][0]).p, false);
        want_words(svg, ">Inscrito<", true);
        want_words(svg, ">El CIPM MRA<", true);
        arena_free(a);
    }
}

/* Codes say the same in all languages, in little room. */
static void test_codes(void **state)
{
    (void)state;
    for (size_t months = 3; months <= 12; months += 9) {
        struct arena *a = arena_new();
        struct table *t = with_columns(a, "rmo,rmo_name,month,month_name,value");
        for (size_t i = 0; i < months; i++) {
            const char *const rmo[] = { "SIM", "SIM" };
            const char *const month[] = { str_format(a, "2024-%02zu", i + 1).p, str_format(a, "mes %zu de este largo 2024", i + 1).p };
            add_named(t, rmo, month, val_int(1));
        }
        str svg = drawn(a, t, "lines");
        want_words(svg, ">2024-01<", months == 12);
        want_words(svg, ">mes 1 de este largo 2024<", months == 3);
        arena_free(a);
    }
}

/* Six groups are lines, eight are small multiples; what stands below the groups is none. */
static void test_many(void **state)
{
    (void)state;
    for (size_t groups = 6; groups <= 8; groups += 2) {
        struct arena *a = arena_new();
        struct err e = { 0 };
        struct table *t = with_columns(a, "rmo,rmo_name,month,month_name,value");
        for (size_t i = 0; i < groups + 4; i++) {
            str id = str_format(a, "g%zu", i);
            table_add(t, val_text(i < groups ? S("group") : S("none")));
            table_add(t, val_text(id));
            table_add(t, val_text(id));
            table_add(t, val_text(S("2024-01")));
            table_add(t, val_text(S("2024-01")));
            table_add(t, val_int(1));
        }
        const struct chart *c = chart_wish(a, t, S("auto"), &e);
        assert_true(c != NULL);
        assert_int_equal(c->kind, groups > 7 ? CHART_MULTIPLES : CHART_LINES);
        arena_free(a);
    }
}

/* ---- the world -------------------------------------------------------------------------------- */

/* Every economy but Antarctica has its place on the map, once. */
static void test_world(void **state)
{
    (void)state;
    struct tsv world, economies;
    struct err e = { 0 };
    size_t n = 0;
    assert_true(tsv_open(&economies, S("schemas/data/economies.tsv"), &e));
    while (tsv_next(&economies)) {
        str code = tsv_cell(&economies, S("alpha2"));
        if (tsv_cell(&economies, S("numeric")).n == 0 || str_eq(code, S("AQ")))
            continue;
        int found = 0;
        assert_true(tsv_open(&world, S("chart/world.tsv"), &e));
        while (tsv_next(&world))
            found += str_eq(tsv_cell(&world, S("economy")), code)
                  && (tsv_cell(&world, S("path")).n > 0 || tsv_cell(&world, S("small")).n > 0);
        if (found != 1)
            fail_msg(STR_FMT " is %d times on the map", STR_ARG(code), found);
        n++;
    }
    assert_true(n > 240);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ticks), cmocka_unit_test(test_classes), cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_fit), cmocka_unit_test(test_wrap), cmocka_unit_test(test_isolated),
        cmocka_unit_test(test_contrast), cmocka_unit_test(test_told_apart), cmocka_unit_test(test_classes_rise),
        cmocka_unit_test(test_style), cmocka_unit_test(test_wish), cmocka_unit_test(test_months),
        cmocka_unit_test(test_data), cmocka_unit_test(test_many),
        cmocka_unit_test(test_other_bars), cmocka_unit_test(test_other_pieces),
        cmocka_unit_test(test_description),
        cmocka_unit_test(test_numbered), cmocka_unit_test(test_last_of_field), cmocka_unit_test(test_largest_lines),
        cmocka_unit_test(test_unseen_lines),
        cmocka_unit_test(test_names), cmocka_unit_test(test_codes),
        cmocka_unit_test(test_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
