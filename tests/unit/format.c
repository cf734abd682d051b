/* Tables and what each format makes of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "intl/width.h"
#include "format/format.h"
#include "format/sheets.h"

#define LENGTH(a) (sizeof(a) / sizeof *(a))

static struct arena *arena;

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static void expect(const char *format, const struct report *r, size_t width, bool colour,
                   const char *want)
{
    struct err e = { 0 };
    struct write_how how = { .width = width, .colour = colour };
    struct buf out = buf_new(arena);
    assert_true(format_named(str_of(format))->write(r, &how, &out, &e));
    if (!str_eq(buf_str(&out), str_of(want)))
        fail_msg("%s gives\n" STR_FMT "\nnot\n%s", format, STR_ARG(buf_str(&out)), want);
}

static void add_words(struct table *t, const char *const *words)
{
    for (; *words != NULL; words++)
        table_add(t, val_text(str_of(*words)));
}

/* A column of names and one of numbers. */
static struct table *names_and_numbers(void)
{
    struct table *t = table_new(arena, S("Learners by economy"));
    table_column_as(t, (struct column){ .id = S("row"), .title = S("Row"),
                                        .seen_by = SEEN_BY_MACHINES });
    table_column(t, S("name"), S("Name"), UNIT_NONE);
    table_column_as(t, (struct column){ .id = S("value"), .title = S("Learners"),
                                        .unit = UNIT_COUNT, .counted = S("learners") });
    return t;
}

static void add_row(struct table *t, const char *name, int64_t value)
{
    table_add(t, val_text(S("group")));
    table_add(t, val_text(str_of(name)));
    table_add(t, val_int(value));
}

static void test_width(void **state)
{
    (void)state;
    static const struct { const char *text; size_t width; } cases[] = {
        { "", 0 }, { "Kenya", 5 }, { "Côte d’Ivoire", 13 },
        { "Co\xCC\x82te", 4 },                     /* combining circumflex */
        { "中国", 4 }, { "ｱ", 1 }, { "Ａ", 2 },    /* wide, half, full */
        { "한국", 4 }, { "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", 2 },   /* and as letters */
        { "مصر", 3 }, { "مِصْر", 3 },                /* with vowel signs */
        { "a\xE2\x80\x8B" "b", 2 }, { "a\xE2\x80\x8D" "b", 2 },         /* zero width space, joiner */
        { "हिन्दी", 5 }, { "🙂", 2 }, { "é", 1 },
    };
    for (size_t i = 0; i < LENGTH(cases); i++)
        if (width_of(str_of(cases[i].text)) != cases[i].width)
            fail_msg("\"%s\" is %zu wide, not %zu", cases[i].text,
                     width_of(str_of(cases[i].text)), cases[i].width);
}

static void test_cells(void **state)
{
    (void)state;
    static const struct {
        enum unit unit;
        struct val v;
        const char *people, *machines;
    } cases[] = {
        { UNIT_COUNT, { VAL_INT, { .i = 0 } }, "0", "0" },
        { UNIT_COUNT, { VAL_INT, { .i = 1650 } }, "1650", "1650" },
        { UNIT_COUNT, { VAL_INT, { .i = 12345 } }, "12 345", "12345" },
        { UNIT_COUNT, { VAL_INT, { .i = -1234567 } }, "-1 234 567", "-1234567" },
        { UNIT_COUNT, { VAL_INT, { .i = -1234 } }, "-1234", "-1234" },
        { UNIT_COUNT, { VAL_NIL, { 0 } }, "", "" },
        { UNIT_SHARE, { VAL_REAL, { .r = 0.7273 } }, "72.73 %", "0.7273" },
        { UNIT_SHARE, { VAL_REAL, { .r = 1 } }, "100.00 %", "1" },
        { UNIT_SHARE, { VAL_NIL, { 0 } }, "n/a", "n/a" },
        { UNIT_NUMBER, { VAL_REAL, { .r = 0.534522 } }, "0.535", "0.534522" },
        { UNIT_NUMBER, { VAL_REAL, { .r = 12.5 } }, "12.5", "12.5" },
        { UNIT_NUMBER, { VAL_REAL, { .r = -10 } }, "-10", "-10" },
        { UNIT_NUMBER, { VAL_NIL, { 0 } }, "n/a", "n/a" },
        { UNIT_DAY, { VAL_INT, { .i = 19782 } }, "2024-02-29", "2024-02-29" },
        { UNIT_NONE, { VAL_INT, { .i = 123456 } }, "123456", "123456" },
        { UNIT_NONE, { VAL_TEXT, { .s = { "NA", 2 } } }, "NA", "NA" },
        { UNIT_COUNT, { .kind = VAL_HIDDEN }, "\u00B7", "\u00B7" },
        { UNIT_SHARE, { .kind = VAL_HIDDEN }, "\u00B7", "\u00B7" },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct column c = { .unit = cases[i].unit };
        struct buf b = buf_new(arena);
        table_put_cell(&b, &c, cases[i].v);
        assert_true(str_eq(buf_str(&b), str_of(cases[i].people)));
        buf_clear(&b);
        table_put_raw(&b, &c, cases[i].v);
        assert_true(str_eq(buf_str(&b), str_of(cases[i].machines)));
    }
}

static void test_shape(void **state)
{
    (void)state;
    struct table *t = names_and_numbers();
    assert_int_equal(table_rows(t), 0);
    add_row(t, "Kenya", 3);
    table_add(t, val_text(S("total")));
    assert_int_equal(table_rows(t), 1);
    assert_int_equal(table_at(t, 0, 2).as.i, 3);
    assert_int_equal(table_rows(table_new(arena, S(""))), 0);
}

static void test_formats(void **state)
{
    (void)state;
    size_t n = 0;
    for (const struct format *f = NULL; (f = format_next(f)) != NULL; n++) {
        assert_ptr_equal(format_named(str_of(f->name)), f);
        assert_ptr_equal(format_of_path(str_format(arena, "out%s", f->suffix)), f);
        assert_true(f->help[0] != '\0' && f->media[0] != '\0');
    }
    assert_true(n >= 3);
    assert_null(format_named(S("csvv")));
    assert_null(format_of_path(S("csv")));
}

static void test_text_aligns(void **state)
{
    (void)state;
    struct table *t = names_and_numbers();
    add_row(t, "Kenya", 3);
    add_row(t, "中国", 12345);
    add_row(t, "مِصْر", 20);
    add_row(t, "Co\xCC\x82te d’Ivoire", 1);
    add_row(t, "two\nlines\x1B[31m", 0);
    table_line(t);
    add_row(t, "", 12369);
    t->definition = S("Learners are people.");
    table_note(t, S("They are counted once."));
    expect("text", report_of_table(t), 0, false,
        "Learners by economy\n"
        "\n"
        "Name            Learners\n"
        "──────────────  ────────\n"
        "Kenya                  3\n"
        "中国              12 345\n"
        "مِصْر                   20\n"
        "Co\xCC\x82te d’Ivoire          1\n"
        "two lines\xEF\xBF\xBD[31m         0\n"
        "──────────────  ────────\n"
        "                  12 369\n"
        "\n"
        "Learners are people.\n"
        "They are counted once.\n");
}

static void test_text_wraps(void **state)
{
    (void)state;
    struct table *t = table_new(arena, S("A title that is wider than the terminal"));
    table_column(t, S("id"), S("Id"), UNIT_NONE);
    table_column(t, S("text"), S("What was said"), UNIT_NONE);
    table_column(t, S("n"), S("Number"), UNIT_COUNT);
    add_words(t, (const char *[]){ "A1", "one and two and three and four", NULL });
    table_add(t, val_int(7));
    add_words(t, (const char *[]){ "B2", "abcdefghijklmnopqrstuvwxyz", NULL });
    table_add(t, val_int(8));
    add_words(t, (const char *[]){ "C3", "中国中国中国中国中国", NULL });
    table_add(t, val_int(9));
    expect("text", report_of_table(t), 25, false,
        "A title that is wider\n"
        "than the terminal\n"
        "\n"
        "Id  What was said  Number\n"
        "──  ─────────────  ──────\n"
        "A1  one and two         7\n"
        "    and three and\n"
        "    four\n"
        "B2  abcdefghijklm       8\n"
        "    nopqrstuvwxyz\n"
        "C3  中国中国中国        9\n"
        "    中国中国\n");
}

static void test_text_without_room(void **state)
{
    (void)state;
    struct table *t = table_new(arena, S(""));
    table_column(t, S("title"), S("Title"), UNIT_NONE);
    table_column_as(t, (struct column){ .id = S("kind"), .title = S("Kind"), .seen_by = SEEN_WITH_ROOM });
    table_column_as(t, (struct column){ .id = S("id"), .title = S("Identifier"), .seen_by = SEEN_WITH_ROOM });
    table_column_as(t, (struct column){ .id = S("mark"), .title = S("Mark"), .seen_by = SEEN_WITH_ROOM });
    static const char *const rows[][4] = {
        { "Scales", "course", "scales", "" },
        { "├─\u00a0Weighing and what it is good for", "sco", "we", "0.7" },
        { "│\u00a0\u00a0└─\u00a0A balance with two arms", "sco", "a-balance-with-two-arms", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t c = 0; c < 4; c++)
            table_add(t, val_text(str_of(rows[i][c])));
    expect("text", report_of_table(t), 36, false,
        "Title                         Kind\n"
        "────────────────────────────  ──────\n"
        "Scales                        course\n"
        "├─\u00a0Weighing and what it is    sco\n"
        "│\u00a0\u00a0good for\n"
        "│\u00a0\u00a0└─\u00a0A balance with two      sco\n"
        "│\u00a0\u00a0\u00a0\u00a0\u00a0arms\n"
        "\n"
        "Without room here: Identifier, Mark.\n");
    struct buf b = buf_new(arena);
    struct write_how how = { 0 };
    assert_true(format_named(S("text"))->write(report_of_table(t), &how, &b, &(struct err){ 0 }));
    assert_null(strstr(str_dup(arena, buf_str(&b)).p, "Without room"));
}

/* Bars take the room that is left, for groups alone; a figure that is not 0 has one. */
static void test_text_bars(void **state)
{
    (void)state;
    struct table *t = names_and_numbers();
    t->title = S("");
    add_row(t, "Kenya", 100);
    add_row(t, "Peru", 50);
    add_row(t, "Chad", 33);
    add_row(t, "Fiji", 1);
    add_row(t, "Oman", 0);
    table_add(t, val_text(S("group"))), table_add(t, val_text(S("Iraq"))), table_add(t, val_hidden());
    table_add(t, val_text(S("total"))), table_add(t, val_text(S("all"))), table_add(t, val_int(184));
    const struct report *r = report_of_table(t);
    expect("text", r, 27, false,
           "Name   Learners\n─────  ────────\n"
           "Kenya       100  ██████████\nPeru         50  █████\nChad         33  ███▎\n"
           "Fiji          1  ▏\nOman          0\nIraq          ·\nall         184\n");
    const char *plain = "Name   Learners\n─────  ────────\n"
           "Kenya       100\nPeru         50\nChad         33\nFiji          1\nOman          0\n"
           "Iraq          ·\nall         184\n";
    expect("text", r, 26, false, plain);
    expect("text", r, 0, false, plain);
}

static void test_text_too_narrow(void **state)
{
    (void)state;
    struct table *t = names_and_numbers();
    add_row(t, "Saint Vincent and the Grenadines", 1);
    expect("text", report_of_table(t), 5, false,
        "Learn\ners\nby\necono\nmy\n"
        "\n"
        "Name        Learners\n"
        "──────────  ────────\n"
        "Saint              1\n"
        "Vincent\n"
        "and the\n"
        "Grenadines\n");
}

static void test_text_colours(void **state)
{
    (void)state;
    struct table *t = names_and_numbers();
    add_row(t, "Kenya", 3);
    struct report *r = report_new(arena, S(""));
    report_heading(r, 1, S("Head"));
    report_text(r, S("Words."));
    report_table(r, t);
    expect("text", r, 0, true,
        "\033[1mHead\033[0m\n"
        "\n"
        "Words.\n"
        "\n"
        "\033[1mLearners by economy\033[0m\n"
        "\n"
        "\033[1mName   Learners\033[0m\n"
        "─────  ────────\n"
        "Kenya         3\n");
}

static void test_csv(void **state)
{
    (void)state;
    struct table *t = names_and_numbers();
    add_row(t, "Korea, \"Republic\" of", 12345);
    add_row(t, "two\nlines", 1);
    add_row(t, "=1+1", 2);
    table_line(t);
    table_note(t, S("Not data."));
    expect("csv", report_of_table(t), 20, true,
        "row,name,value\r\n"
        "group,\"Korea, \"\"Republic\"\" of\",12345\r\n"
        "group,\"two\nlines\",1\r\n"
        "group,=1+1,2\r\n");
}

static void test_csv_holds_one_table(void **state)
{
    (void)state;
    struct write_how how = { 0 };
    struct report *r = report_new(arena, S("none"));
    for (int i = 0; i < 2; i++) {         /* no table, then two */
        struct err e = { 0 };
        struct buf out = buf_new(arena);
        assert_false(format_csv.write(r, &how, &out, &e));
        assert_int_equal(e.kind, ERR_USAGE);
        report_table(r, names_and_numbers());
        report_table(r, names_and_numbers());
    }
}

static void test_csv_single_column(void **state)
{
    (void)state;
    struct table *t = table_new(arena, S(""));
    table_column(t, S("name"), S("Name"), UNIT_NONE);
    add_words(t, (const char *[]){ "a", "", NULL });
    expect("csv", report_of_table(t), 0, false, "name\r\na\r\n\"\"\r\n");
}

static void test_json(void **state)
{
    (void)state;
    struct table *t = table_new(arena, S("Rates"));
    table_column(t, S("name"), S("Name"), UNIT_NONE);
    table_column(t, S("day"), S("Day"), UNIT_DAY);
    table_column(t, S("value"), S("Rate"), UNIT_SHARE);
    table_column_as(t, (struct column){ .id = S("n"), .title = S("Number"),
                                        .unit = UNIT_COUNT, .counted = S("learners") });
    add_words(t, (const char *[]){ "a \"b\"", NULL });
    table_add(t, val_int(19782));
    table_add(t, val_real(0.7273));
    table_add(t, val_int(11));
    add_words(t, (const char *[]){ "", NULL });
    table_add(t, val_nil());
    table_add(t, val_nil());
    table_add(t, val_int(0));
    t->definition = S("What it is.");
    table_note(t, S("A note."));
    expect("json", report_of_table(t), 0, false,
        "{\n"
        "  \"tables\": [\n"
        "    {\n"
        "      \"title\": \"Rates\",\n"
        "      \"definition\": \"What it is.\",\n"
        "      \"columns\": [\n"
        "        {\n"
        "          \"id\": \"name\",\n"
        "          \"title\": \"Name\",\n"
        "          \"unit\": \"text\"\n"
        "        },\n"
        "        {\n"
        "          \"id\": \"day\",\n"
        "          \"title\": \"Day\",\n"
        "          \"unit\": \"day\"\n"
        "        },\n"
        "        {\n"
        "          \"id\": \"value\",\n"
        "          \"title\": \"Rate\",\n"
        "          \"unit\": \"share\"\n"
        "        },\n"
        "        {\n"
        "          \"id\": \"n\",\n"
        "          \"title\": \"Number\",\n"
        "          \"unit\": \"learners\"\n"
        "        }\n"
        "      ],\n"
        "      \"rows\": [\n"
        "        {\n"
        "          \"name\": \"a \\\"b\\\"\",\n"
        "          \"day\": \"2024-02-29\",\n"
        "          \"value\": 0.7273,\n"
        "          \"n\": 11\n"
        "        },\n"
        "        {\n"
        "          \"name\": \"\",\n"
        "          \"day\": null,\n"
        "          \"value\": null,\n"
        "          \"n\": 0\n"
        "        }\n"
        "      ],\n"
        "      \"notes\": [\n"
        "        \"A note.\"\n"
        "      ]\n"
        "    }\n"
        "  ]\n"
        "}\n");
}

/* A chart stands in words and with its table, unless that is a part of its own. */
static void test_chart(void **state)
{
    (void)state;
    struct table *t = names_and_numbers();
    add_row(t, "Kenya", 7);
    struct chart c = { .kind = CHART_BARS, .title = t->title, .description = S("Kenya has 7."),
                       .table = t, .category = 1, .label = 1, .series = CHART_NO_COLUMN,
                       .series_label = CHART_NO_COLUMN, .value = 2 };
    struct report *r = report_new(arena, S(""));
    report_chart(r, &c);
    const char *table = "Learners by economy\n\nName   Learners\n─────  ────────\nKenya         7\n";
    expect("text", r, 0, false, str_format(arena, "Kenya has 7.\n\n%s", table).p);
    expect("csv", r, 0, false, "row,name,value\r\ngroup,Kenya,7\r\n");
    report_table(r, t);
    expect("text", r, 0, false,
           str_format(arena, "Learners by economy\nKenya has 7.\n\n%s", table).p);
    expect("csv", r, 0, false, "row,name,value\r\ngroup,Kenya,7\r\n");
    expect("json", r, 0, false,
           "{\n  \"tables\": [\n    {\n      \"title\": \"Learners by economy\",\n      \"columns\": [\n"
           "        {\n          \"id\": \"row\",\n          \"title\": \"Row\",\n          \"unit\": \"text\"\n        },\n"
           "        {\n          \"id\": \"name\",\n          \"title\": \"Name\",\n          \"unit\": \"text\"\n        },\n"
           "        {\n          \"id\": \"value\",\n          \"title\": \"Learners\",\n          \"unit\": \"learners\"\n        }\n"
           "      ],\n      \"rows\": [\n        {\n          \"row\": \"group\",\n          \"name\": \"Kenya\",\n          \"value\": 7\n        }\n      ]\n    }\n  ],\n"
           "  \"charts\": [\n    {\n      \"kind\": \"bars\",\n      \"title\": \"Learners by economy\",\n      \"description\": \"Kenya has 7.\",\n"
           "      \"table\": 0,\n      \"category\": \"name\",\n      \"label\": \"name\",\n      \"value\": \"value\"\n    }\n  ]\n}\n");
}

/* Every hidden cell looks the same, whatever stands in it. */
static void test_hidden(void **state)
{
    (void)state;
    struct table *t = table_new(arena, S(""));
    table_column(t, S("name"), S("Name"), UNIT_NONE);
    table_column(t, S("value"), S("Rate"), UNIT_SHARE);
    table_column(t, S("n"), S("Number"), UNIT_COUNT);
    add_words(t, (const char *[]){ "a", NULL });
    table_add(t, val_hidden());
    table_add(t, val_hidden());
    expect("csv", report_of_table(t), 0, false, "name,value,n\r\na,\u00B7,\u00B7\r\n");
    expect("text", report_of_table(t), 0, false,
           "Name  Rate  Number\n────  ────  ──────\na        ·       ·\n");
    expect("json", report_of_table(t), 0, false,
        "{\n"
        "  \"tables\": [\n"
        "    {\n"
        "      \"columns\": [\n"
        "        {\n"
        "          \"id\": \"name\",\n"
        "          \"title\": \"Name\",\n"
        "          \"unit\": \"text\"\n"
        "        },\n"
        "        {\n"
        "          \"id\": \"value\",\n"
        "          \"title\": \"Rate\",\n"
        "          \"unit\": \"share\"\n"
        "        },\n"
        "        {\n"
        "          \"id\": \"n\",\n"
        "          \"title\": \"Number\",\n"
        "          \"unit\": \"count\"\n"
        "        }\n"
        "      ],\n"
        "      \"rows\": [\n"
        "        {\n"
        "          \"name\": \"a\",\n"
        "          \"value\": null,\n"
        "          \"n\": null,\n"
        "          \"hidden\": [\n"
        "            \"value\",\n"
        "            \"n\"\n"
        "          ]\n"
        "        }\n"
        "      ]\n"
        "    }\n"
        "  ]\n"
        "}\n");
}

/* Figures of every unit, one hidden, names that want care, a line above the total. */
static struct table *of_all_kinds(const char *lang)
{
    static const char *const names[] = { "Kenya | <b>", "مصر", "中国", NULL };
    struct table *t = table_new(arena, S("Learners *by* economy"));
    t->lang = str_of(lang);
    t->definition = S("Who learns.");
    table_column_as(t, (struct column){ .id = S("row"), .title = S("Row"),
                                        .seen_by = SEEN_BY_MACHINES });
    table_column(t, S("name"), S("Name"), UNIT_NONE);
    table_column_as(t, (struct column){ .id = S("value"), .title = S("Learners"),
                                        .unit = UNIT_COUNT, .counted = S("learners") });
    table_column(t, S("rate"), S("Rate"), UNIT_SHARE);
    table_column(t, S("since"), S("Since"), UNIT_DAY);
    for (int i = 0; names[i] != NULL; i++) {
        table_add(t, val_text(S("group")));
        table_add(t, val_text(str_of(names[i])));
        table_add(t, i == 1 ? val_hidden() : val_int(12345 * (i + 1)));
        table_add(t, i == 2 ? val_nil() : i == 1 ? val_hidden() : val_real(0.7273));
        table_add(t, val_int(19782));
    }
    table_line(t);
    table_add(t, val_text(S("total")));
    table_add(t, val_text(S("total")));
    table_add(t, val_int(7));
    table_add(t, val_real(1));
    table_add(t, val_nil());
    table_note(t, S("A & B."));
    return t;
}

/* What `format` makes of it, from the first place where `from` stands. */
/* From there on, without what the script of a page says. */
static const char *written(const char *format, const struct report *r, const char *from)
{
    struct err e = { 0 };
    struct buf out = buf_new(arena);
    assert_true(format_named(str_of(format))->write(r, &(struct write_how){ 0 }, &out, &e));
    str all = buf_str(&out);
    all = str_from(all, str_find(all, str_of(from)));
    size_t script = str_find(all, S("<script>")), end = str_find(all, S("</script>\n"));
    return script == all.n ? str_dup(arena, all).p
        : str_cat(arena, str_head(all, script), str_from(all, end + strlen("</script>\n"))).p;
}

static void test_html(void **state)
{
    (void)state;
    const struct report *r = report_of_table(of_all_kinds("fr"));
    assert_string_equal(written("html", r, "<body>"),
        "<body>\n<main>\n<h1>Learners *by* economy</h1>\n"
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"t1\" tabindex=\"0\">"
        "<table class=\"sortable\"><caption class=\"unseen\" id=\"t1\">Learners *by* economy</caption>\n"
        "<thead><tr><th scope=\"col\">Name</th><th class=\"number\" scope=\"col\">Learners</th>"
        "<th class=\"number\" scope=\"col\">Rate</th><th scope=\"col\">Since</th></tr></thead>\n<tbody>\n"
        "<tr><th scope=\"row\">Kenya | &lt;b&gt;</th><td class=\"number\" data-value=\"12345\">12\u202f345</td>"
        "<td class=\"number\" data-value=\"0.7273\">72,73 %</td><td>2024-02-29</td></tr>\n"
        "<tr><th scope=\"row\" dir=\"auto\">مصر</th>"
        "<td class=\"number\"><span aria-hidden=\"true\">·</span><span class=\"unseen\">masqué</span></td>"
        "<td class=\"number\"><span aria-hidden=\"true\">·</span><span class=\"unseen\">masqué</span></td>"
        "<td>2024-02-29</td></tr>\n"
        "<tr><th scope=\"row\">中国</th><td class=\"number\" data-value=\"37035\">37\u202f035</td>"
        "<td class=\"number\">s.\u202fo.</td><td>2024-02-29</td></tr>\n"
        "</tbody><tbody>\n"
        "<tr class=\"total\"><th scope=\"row\">total</th><td class=\"number\">7</td>"
        "<td class=\"number\" data-value=\"1\">100,00 %</td><td></td></tr>\n</tbody></table></div>\n"
        "<dl class=\"about\"><dt>Définition</dt><dd>Who learns.</dd><dt>Notes</dt><dd>A &amp; B.</dd></dl>\n"
        "</main></body></html>\n");
}

/* One h1, and what follows is below it; the language says the direction. */
static void test_html_headings(void **state)
{
    (void)state;
    struct report *r = report_new(arena, S("Report"));
    r->lang = S("ar");
    report_heading(r, 1, S("One"));
    report_heading(r, 9, S("Deep"));
    report_text(r, S("a < b"));
    assert_string_equal(written("html", r, "<body>"), "<body>\n<main>\n<h1>Report</h1>\n<h2>One</h2>\n"
                        "<h6>Deep</h6>\n<p>a &lt; b</p>\n</main></body></html>\n");
    assert_ptr_not_equal(strstr(written("html", r, "<html"), "<html lang=\"ar\" dir=\"rtl\">"), NULL);
    r = report_new(arena, S(""));
    report_heading(r, 1, S("One"));
    report_heading(r, 1, S("Two"));
    assert_string_equal(written("html", r, "<main>"),
                        "<main>\n<h1>One</h1>\n<h2>Two</h2>\n</main></body></html>\n");
    assert_ptr_not_equal(strstr(written("html", r, "<title>"), "<title>One</title>"), NULL);
}

/* With one table all is open; with more, what stands below them opens on demand. */
static void test_html_folds(void **state)
{
    (void)state;
    struct table *t = table_new(arena, S("Two"));
    t->definition = S("One line.\nAnother.");
    table_column_as(t, (struct column){ .id = S("row"), .title = S("Row"), .seen_by = SEEN_BY_MACHINES });
    table_column(t, S("rmo"), S("RMO"), UNIT_NONE);
    table_add(t, val_text(S("none")));
    table_add(t, val_text(S("none")));
    const char *list = "<dl class=\"about\"><dt>Definition</dt><dd>One line.</dd><dd>Another.</dd></dl>";
    assert_ptr_equal(strstr(written("html", report_of_table(t), "<main>"), "<details>"), NULL);
    struct report *r = report_new(arena, S("Report"));
    report_table(r, t);
    report_table(r, t);
    const char *page = written("html", r, "<main>");
    assert_ptr_not_equal(strstr(page, str_format(arena, "<details><summary>Definitions and notes</summary>%s</details>",
                                                 list).p), NULL);
    assert_ptr_equal(strstr(page, "<td>none"), NULL);    /* the id of a line, for machines */
    assert_ptr_equal(strstr(page, ">none<"), NULL);
}

static void test_md(void **state)
{
    (void)state;
    assert_string_equal(written("md", report_of_table(of_all_kinds("")), ""),
        "# Learners \\*by\\* economy\n\n"
        "| Name           | Learners |     Rate | Since      |\n"
        "| -------------- | -------: | -------: | ---------- |\n"
        "| Kenya \\| \\<b\\> |   12\u202f345 |  72.73 % | 2024-02-29 |\n"
        "| مصر            |        · |        · | 2024-02-29 |\n"
        "| 中国           |   37\u202f035 |      n/a | 2024-02-29 |\n"
        "| total          |        7 | 100.00 % |            |\n"
        "\nWho learns.\n\n- A \\& B.\n");
}

/* What begins a list or a heading when it begins a line. */
static void test_md_escapes(void **state)
{
    (void)state;
    static const struct { const char *text, *want; } cases[] = {
        { "plain", "plain" }, { "# one", "\\# one" }, { "a # b", "a # b" }, { "- one", "\\- one" },
        { "12. one", "12\\. one" }, { "12 one", "12 one" }, { "2) one", "2\\) one" }, { "==", "\\==" },
        { "a_b*c", "a\\_b\\*c" }, { "[x](y) ![z] `q`", "\\[x\\](y) !\\[z\\] \\`q\\`" },
        { "a\nb", "a b" }, { "~~x~~ $y$", "\\~\\~x\\~\\~ \\$y\\$" }, { "> q", "\\> q" },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct report *r = report_new(arena, S(""));
        report_text(r, str_of(cases[i].text));
        assert_string_equal(written("md", r, ""), str_format(arena, "%s\n", cases[i].want).p);
    }
}

static void test_md_parts(void **state)
{
    (void)state;
    struct report *r = report_new(arena, S("Report"));
    report_heading(r, 1, S("One"));
    report_text(r, S("Words."));
    struct table *t = names_and_numbers();
    add_row(t, "Kenya", 7);
    report_table(r, t);
    assert_string_equal(written("md", r, ""), "# Report\n\n## One\n\nWords.\n\n**Learners by economy**\n\n"
                        "| Name  | Learners |\n| ----- | -------: |\n| Kenya |        7 |\n");
}

static void test_sheet_names(void **state)
{
    (void)state;
    static const struct { const char *wish, *want; } cases[] = {
        { "Learners", "Learners" }, { "LEARNERS", "LEARNERS 2" }, { "Learners", "Learners 3" },
        { "a/b: [c]*?\\d", "a b c d" }, { "'quoted'", "quoted" }, { "", "_" }, { "History", "History_" },
        { "Completion rate by year and BIPM status", "Completion rate by year and" },
        { "Completion rate by year and the BIPM status", "Completion rate by year and the" },
        { "Abcdefghijklmnopqrstuvwxyzabcdefghij", "Abcdefghijklmnopqrstuvwxyzabcde" },
        { "Abcdefghijklmnopqrstuvwxyzabcdefghijk", "Abcdefghijklmnopqrstuvwxyzabc 2" },
        { "中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国", "中国中国中国中国中国中国中国中国中国中国中国中国中国中国中国中" },
        { "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂", "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂" },
    };
    struct sheets s = { 0 };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        str got = sheets_name(&s, arena, str_of(cases[i].wish));
        if (!str_eq(got, str_of(cases[i].want)))
            fail_msg("\"%s\" gives \"" STR_FMT "\", not \"%s\"", cases[i].wish, STR_ARG(got), cases[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_width),
        cmocka_unit_test_setup_teardown(test_cells, begin, end),
        cmocka_unit_test_setup_teardown(test_shape, begin, end),
        cmocka_unit_test_setup_teardown(test_formats, begin, end),
        cmocka_unit_test_setup_teardown(test_text_aligns, begin, end),
        cmocka_unit_test_setup_teardown(test_text_wraps, begin, end),
        cmocka_unit_test_setup_teardown(test_text_without_room, begin, end),
        cmocka_unit_test_setup_teardown(test_text_bars, begin, end),
        cmocka_unit_test_setup_teardown(test_text_too_narrow, begin, end),
        cmocka_unit_test_setup_teardown(test_text_colours, begin, end),
        cmocka_unit_test_setup_teardown(test_csv, begin, end),
        cmocka_unit_test_setup_teardown(test_csv_holds_one_table, begin, end),
        cmocka_unit_test_setup_teardown(test_csv_single_column, begin, end),
        cmocka_unit_test_setup_teardown(test_json, begin, end),
        cmocka_unit_test_setup_teardown(test_chart, begin, end),
        cmocka_unit_test_setup_teardown(test_hidden, begin, end),
        cmocka_unit_test_setup_teardown(test_html, begin, end),
        cmocka_unit_test_setup_teardown(test_html_headings, begin, end),
        cmocka_unit_test_setup_teardown(test_html_folds, begin, end),
        cmocka_unit_test_setup_teardown(test_md, begin, end),
        cmocka_unit_test_setup_teardown(test_md_escapes, begin, end),
        cmocka_unit_test_setup_teardown(test_md_parts, begin, end),
        cmocka_unit_test_setup_teardown(test_sheet_names, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
