/* What an author says about a question, as its page and data.js tell the script:
 * tries, order, gaps, forms, tolerances. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "render/render.h"

static struct arena *arena;
static struct course_schema *schema;
static char folder[] = "/tmp/etalon-questions-XXXXXX";

static int open_all(void **state)
{
    (void)state;
    struct err e = { 0 };
    arena = arena_new();
    schema = course_schema_open(&e);
    return schema == NULL || mkdtemp(folder) == NULL || chdir(folder) != 0;
}

static int close_all(void **state)
{
    (void)state;
    bool gone = unlink("course.xml") == 0;
    course_schema_close(schema);
    arena_free(arena);
    return !gone || chdir("/") != 0 || rmdir(folder) != 0;
}

static const char frame[] =
    "<course xmlns='urn:etalon:course:1' schema-version='1.0' id='c' version='1' xml:lang='en'>"
    "<title>C</title><summary><p>S</p></summary><module id='m'><title>M</title>"
    "<objectives><objective id='o'>O</objective></objectives>"
    "<lesson id='l'><title>L</title>%s</lesson>%s</module></course>";

static struct bundle rendered(const char *lesson, const char *quiz)
{
    struct err e = { 0 };
    struct diags d = { .arena = arena };
    struct bundle b = { .arena = arena };
    struct render_how how = { .store = "web" };
    size_t size = sizeof frame + strlen(lesson) + strlen(quiz);
    char *xml = arena_get(arena, size);
    snprintf(xml, size, frame, lesson, quiz);
    assert_true(fs_write("course.xml", str_of(xml), FS_PUBLIC, &e));
    struct course *c = course_load(arena, schema, "course.xml", &d, &e);
    for (size_t i = 0; i < d.list.n; i++)
        if (d.list.v[i].rule->grade == GRADE_ERROR)
            fail_msg("%s: " STR_FMT "\nin %s%s", d.list.v[i].rule->id, STR_ARG(d.list.v[i].text),
                     lesson, quiz);
    assert_non_null(c);
    how.theme = theme_of_course(arena, c, &d, &e);
    assert_non_null(how.theme);
    if (!render_course(c, &how, &b, &e))
        fail_msg("%s", e.text);
    return b;
}

static void must_have(const struct bundle *b, const char *path, const char *piece)
{
    const struct bundle_file *f = bundle_find(b, str_of(path));
    if (!f)
        fail_msg("there is no %s", path);
    struct err e = { 0 };
    str bytes;
    if (!bundle_bytes(f, arena, &bytes, &e))
        fail_msg("%s: %s", path, e.text);
    else if (str_find(bytes, str_of(piece)) == bytes.n)
        fail_msg("\"%s\" is not in %s:\n" STR_FMT, piece, path, STR_ARG(bytes));
}

#define ANSWERS \
    "<answer id='a' correct='true'><text>A</text></answer><answer id='b'><text>B</text></answer>"
#define TRUE_FALSE \
    "<answer id='t' correct='true'><text>T</text></answer><answer id='f'><text>F</text></answer>"

static void data_of_questions(void **state)
{
    (void)state;
    static const struct { const char *xml, *data; } rows[] = {
        { "<single-choice id='x' attempts='2' shuffle='true' objectives='o'><prompt><p>?</p></prompt>"
          ANSWERS "</single-choice>",
          "\"type\":\"single-choice\",\"points\":1,\"attempts\":2,\"shuffle\":true,\"right\":\"a\"" },
        { "<multiple-choice id='x' attempts='3' shuffle='true' scoring='partial' objectives='o'>"
          "<prompt><p>?</p></prompt>" ANSWERS "</multiple-choice>",
          "\"points\":1,\"attempts\":3,\"shuffle\":true,\"right\":\"a\",\"partial\":true" },
        { "<true-false id='x' points='4' attempts='1' objectives='o'><prompt><p>?</p></prompt>"
          TRUE_FALSE "</true-false>",
          "\"type\":\"true-false\",\"points\":4,\"attempts\":1,\"right\":\"t\"" },
        { "<matching id='x' points='2' attempts='2' shuffle='false' objectives='o'>"
          "<prompt><p>?</p></prompt><pair id='a'><text>A</text><match>1</match></pair>"
          "<pair id='b'><text>B</text><match>2</match></pair></matching>",
          "\"type\":\"matching\",\"points\":2,\"attempts\":2,\"right\":\"ab\"" },
        { "<ordering id='x' points='2' attempts='2' objectives='o'><prompt><p>?</p></prompt>"
          "<choice id='a'>1</choice><choice id='b'>2</choice><choice id='c'>3</choice></ordering>",
          "\"type\":\"ordering\",\"points\":2,\"attempts\":2,\"shuffle\":true,\"right\":\"abc\"" },
        { "<cloze id='x' points='2' attempts='2' objectives='o'><passage><p>"
          "<gap id='a' case='exact' accents='exact'><accept>Ohm</accept></gap> "
          "<gap id='b'><option>1</option><option correct='true'>2</option></gap></p></passage>"
          "</cloze>",
          "\"gaps\":[{\"id\":\"a\",\"accept\":[\"Ohm\"],\"case\":true,\"accents\":true,\"keep\":16},"
          "{\"id\":\"b\",\"right\":\"1\"}]" },
        { "<short-text id='x' points='3' attempts='2' case='exact' accents='exact' objectives='o'>"
          "<prompt><p>?</p></prompt><accept>mPa</accept></short-text>",
          "\"points\":3,\"attempts\":2,\"accept\":[\"mPa\"],\"case\":true,\"accents\":true" },
        { "<numeric id='x' points='2' attempts='2' objectives='o'><prompt><p>?</p></prompt>"
          "<expected value='200' unit='milli-metre' relative-tolerance='5'/>"
          "<expected value='1' unit='metre' uncertainty='0.1' coverage-factor='3' share='50'/>"
          "</numeric>",
          "\"expected\":[{\"value\":\"200\",\"unit\":[0.001,0.0,\"L\"],\"off\":10.0,\"share\":100},"
          "{\"value\":\"1\",\"unit\":[1.0,0.0,\"L\"],\"off\":0.3,\"share\":50}]" },
        { "<free-text id='x' length='100' objectives='o'><prompt><p>?</p></prompt></free-text>",
          "\"type\":\"free-text\",\"points\":0" },
        { "<rating id='x' objectives='o'><prompt><p>?</p></prompt><choice id='a'>1</choice>"
          "<choice id='b'>2</choice></rating>", "\"type\":\"rating\",\"points\":0" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str practice = str_format(arena, "<practice id='p'>%s</practice>", rows[i].xml);
        struct bundle b = rendered(practice.p, "");
        must_have(&b, "etalon/data.js", rows[i].data);
        must_have(&b, "l.html", "data-question=\"x\"");
    }
}

/* Who is asked for a number alone is not asked for a unit. */
static void labels_of_numbers(void **state)
{
    (void)state;
    static const struct { const char *expected, *label; } rows[] = {
        { "<expected value='10'/>", ">Your answer</label>" },
        { "<expected value='10' unit='metre'/>", ">Number and unit</label>" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str lesson = str_format(arena, "<practice id='p'><numeric id='x'><prompt><p>?</p></prompt>"
                                "%s</numeric></practice>", rows[i].expected);
        struct bundle b = rendered(lesson.p, "");
        must_have(&b, "l.html", rows[i].label);
    }
}

/* Who reads them aloud is told in which language they are. */
static void languages(void **state)
{
    (void)state;
    struct bundle b = rendered(
        "<practice id='p' xml:lang='fr'><true-false id='x'><prompt><p>?</p></prompt>" TRUE_FALSE
        "</true-false></practice>",
        "<quiz id='z' xml:lang='ar'><title>Z</title><true-false id='y'><prompt><p>?</p></prompt>"
        TRUE_FALSE "</true-false></quiz>");
    must_have(&b, "l.html", "data-quiz=\"p\" aria-labelledby=\"p_title\" lang=\"fr\">");
    must_have(&b, "z.html", "data-quiz=\"z\" aria-labelledby=\"z_title\" lang=\"ar\" dir=\"rtl\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_of_questions),
        cmocka_unit_test(labels_of_numbers),
        cmocka_unit_test(languages),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
