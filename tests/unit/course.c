/* The model of a course: what is resolved, counted and numbered; and that the
 * table of words and the schema speak of the same language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/asset.h"
#include "base/fs.h"
#include "course/course.h"
#include "course/reference.h"
#include "xml/xml.h"

static struct arena *arena;
static struct diags diags;
static struct err err;
static char folder[64];

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
    diags = (struct diags){ .arena = arena };
    err = (struct err){ 0 };
    snprintf(folder, sizeof folder, "/tmp/etalon-course-XXXXXX");
    return mkdtemp(folder) ? 0 : 1;
}

static int end(void **state)
{
    str *paths;
    size_t n;
    (void)state;
    if (fs_list(arena, folder, &paths, &n, &err))
        for (size_t i = 0; i < n; i++)
            unlink(fs_join(arena, str_of(folder), paths[i]).p);
    rmdir(folder);
    arena_free(arena);
    return 0;
}

static void put_file(const char *name, const char *text)
{
    assert_true(fs_write(fs_join(arena, str_of(folder), str_of(name)).p, str_of(text), FS_PUBLIC, &err));
}

static void assert_str(str s, const char *expected)
{
    assert_string_equal(str_dup(arena, s).p, expected);
}

#define COURSE "<course xmlns='urn:etalon:course:1' xmlns:xi='http://www.w3.org/2001/XInclude'" \
               " schema-version='1.0' id='c' version='1.2' xml:lang='en' date='2026-03-31'>"

static const struct course *load_good(void)
{
    put_file("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    put_file("m.xml",
        "<module xmlns='urn:etalon:course:1' id='m2'><title>Second</title>\n"
        "<lesson id='l2' duration='15'><title>A  <em>good</em>\n lesson</title>"
        "<p>See <xref ref='sub'/>, <term ref='unit'>units</term><cite ref='si'/>.</p>"
        "<figure id='f' src='a.svg' alt='A balance at rest'><caption>One</caption></figure>"
        "<section><title>S1</title><p>x</p></section>"
        "<section id='sub'><title>S2</title><section id='deep'><title>S21</title>"
        "<figure src='a.svg' alt='A balance that tips'><caption>Two</caption></figure></section>"
        "</section></lesson>"
        "<quiz id='q' pass-mark='80' attempts='3'><title>Quiz</title>"
        "<multiple-choice id='q1' points='3'><prompt><p>P?</p></prompt>"
        "<answer id='a' correct='true'><text>A</text><feedback>Yes</feedback></answer>"
        "<answer id='b'><text>B</text></answer><explanation><p>E</p></explanation>"
        "</multiple-choice></quiz></module>");
    put_file("course.xml", COURSE
        "<title>The course</title><summary><p>S</p></summary><settings pass-mark='60' status='completed'/>"
        "<module id='m1'><title>First</title><lesson id='l1'><title>L</title><p>x</p>"
        "<quiz id='practice' graded='false'><title>P</title>"
        "<true-false id='q0'><prompt><p>T?</p></prompt>"
        "<answer id='t' correct='true'><text>T</text><feedback>x</feedback></answer>"
        "<answer id='f'><text>F</text><feedback>y</feedback></answer></true-false></quiz>"
        "</lesson></module><xi:include href='m.xml'/>"
        "<glossary><entry id='unit' vim='1.9'><term>unit</term><text>x</text></entry></glossary>"
        "<bibliography><source id='si'><title>SI</title></source></bibliography></course>");
    const struct course *c = course_load(arena, NULL, folder, &diags, &err);
    for (size_t i = 0; i < diags.list.n; i++)
        print_message("%s %s\n", diags.list.v[i].rule->id, diags.list.v[i].text.p);
    assert_int_equal(diags.list.n, 0);
    assert_non_null(c);
    return c;
}

static void a_course_is_resolved(void **state)
{
    (void)state;
    const struct course *c = load_good();
    assert_str(c->id, "c");
    assert_str(c->version, "1.2");
    assert_str(c->lang, "en");
    assert_str(c->date, "2026-03-31");
    assert_str(c->title, "The course");
    assert_int_equal(c->pass_mark, 60);
    assert_false(c->reports_passed);
    assert_int_equal(c->points, 3);
    assert_int_equal(c->modules.n, 2);
    assert_int_equal(c->lessons.n, 2);
    assert_int_equal(c->questions.n, 2);
    const struct lesson *l = c->lessons.v[1];
    assert_str(l->title, "A good lesson");
    assert_str(l->number, "2.1");
    assert_int_equal(l->minutes, 15);
    assert_ptr_equal(l->module, c->modules.v[1]);
    assert_str(node_place(l->node).file, fs_join(arena, str_of(folder), S("m.xml")).p);
    assert_int_equal(node_place(l->node).line, 2);
}

static void quizzes_are_counted(void **state)
{
    (void)state;
    const struct course *c = load_good();
    const struct quiz *practice = c->quizzes.v[0], *q = c->quizzes.v[1];
    assert_ptr_equal(c->lessons.v[0]->quiz, practice);
    assert_false(practice->graded);
    assert_int_equal(practice->pass_mark, 60);
    assert_int_equal(practice->attempts, 0);
    assert_true(practice->questions.v[0]->answers.v[0].correct);
    assert_ptr_equal(c->modules.v[1]->quiz, q);
    assert_null(q->lesson);
    assert_true(q->graded);
    assert_int_equal(q->pass_mark, 80);
    assert_int_equal(q->attempts, 3);
    const struct question *question = q->questions.v[0];
    assert_int_equal(question->points, 3);
    assert_int_equal(question->kind, QUESTION_MULTIPLE);
    assert_str(node_text(arena, question->answers.v[0].feedback), "Yes");
    assert_null(question->answers.v[1].feedback);
}

static void references_lead_somewhere(void **state)
{
    (void)state;
    const struct course *c = load_good();
    const struct node *p = node_child(c->lessons.v[1]->node, EL_p);
    const struct node *sub = node_target(node_child(p, EL_xref), AT_ref);
    assert_ptr_equal(sub, course_find(c, S("sub")));
    assert_str(sub->number, "2.1.2");
    assert_str(course_find(c, S("deep"))->number, "2.1.2.1");
    assert_ptr_equal(node_target(node_child(p, EL_term), AT_ref)->is.entry, c->glossary.v[0]);
    assert_int_equal(c->glossary.v[0]->uses, 1);
    assert_str(c->glossary.v[0]->vim, "1.9");
    assert_str(c->sources.v[0]->number, "1");
    assert_int_equal(c->sources.v[0]->uses, 1);
    assert_null(course_find(c, S("nothing")));
    const struct node *figure = course_find(c, S("f"));
    assert_str(figure->number, "1");
    assert_str(node_media(figure, AT_src)->type, "image/svg+xml");
    assert_int_equal(c->media.n, 1);
    assert_str(c->media.v[0]->path, "a.svg");
    assert_int_equal(c->media.v[0]->size, 41);
}

static void keys_never_change(void **state)
{
    (void)state;
    char key[COURSE_KEY_LENGTH + 1], again[COURSE_KEY_LENGTH + 1];
    course_key(S("what-measurement-does"), key);
    assert_string_equal(key, "qGjU");
    course_key(S("lesson-1591"), key);
    course_key(S("lesson-4184"), again);
    assert_string_equal(key, again);
}

static void a_wrong_course_is_still_one(void **state)
{
    (void)state;
    put_file("course.xml", COURSE "<module id='m'><lesson id='l'/></module></course>");
    const struct course *c = course_load(arena, NULL, folder, &diags, &err);
    assert_non_null(c);
    assert_false(diag_clean(&diags));
    put_file("course.xml", COURSE "<title>T</title>");
    assert_null(course_load(arena, NULL, folder, &diags, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    err = (struct err){ 0 };
    assert_null(course_load(arena, NULL, "/tmp/no such folder", &diags, &err));
    assert_int_equal(err.kind, ERR_SYSTEM);
}

/* ------------------------------------------------------------ the schema */

struct names { char seen[EL_COUNT + AT_COUNT]; size_t unknown; };

static void look(struct names *n, const struct xml_node *x)
{
    bool element = str_eq(xml_name(x), S("element"));
    str name = xml_attr(x, "name");
    bool known = name.n == 0 || !(element || str_eq(xml_name(x), S("attribute")));
    for (int e = 1; e < EL_COUNT && element; e++)
        if (str_eq(name, str_of(element_name((enum element)e))))
            n->seen[e] = known = true;
    for (int a = 0; a < AT_COUNT && !element; a++)
        if (str_eq(name, str_of(attribute_name((enum attribute)a))))
            n->seen[EL_COUNT + a] = known = true;
    if (!known) {
        print_message("not in the tables: " STR_FMT "\n", STR_ARG(name));
        n->unknown++;
    }
    for (const struct xml_node *c = xml_child(x, NULL); c; c = xml_next(c, NULL))
        look(n, c);
}

static void tables_and_schema_name_the_same(void **state)
{
    (void)state;
    struct asset xsd;
    struct names n = { 0 };
    assert_true(asset_find(S("schemas/course.xsd"), &xsd));
    struct xml *x = xml_read(xsd.bytes, xsd.path, &diags, &err);
    assert_non_null(x);
    look(&n, xml_root(x));
    for (int e = 1; e < EL_COUNT; e++)
        if (!n.seen[e] && e != EL_math)
            fail_msg("not in the schema: <%s>", element_name((enum element)e));
    for (int a = 0; a < AT_COUNT; a++)
        if (!n.seen[EL_COUNT + a] && strncmp(attribute_name((enum attribute)a), "xml:", 4) != 0)
            fail_msg("not in the schema: %s=", attribute_name((enum attribute)a));
    assert_int_equal(n.unknown, 0);
    xml_free(x);
}

static void rules_are_in_order_and_complete(void **state)
{
    (void)state;
    const struct rule *before = NULL;
    for (size_t i = 0; course_rule_at(i); i++) {
        const struct rule *r = course_rule_at(i);
        assert_int_equal(r->id[0], "NWE"[r->grade]);
        assert_true(!before || strcmp(before->id + 1, r->id + 1) < 0);
        assert_true(r->title[0] && r->advice[strlen(r->advice) - 1] == '.');
        before = r;
    }
    assert_non_null(before);
}

/* Every element and attribute has its words, and two words of one name their own. */
static void the_reference_is_complete(void **state)
{
    (void)state;
    const struct reference *r = course_reference(arena, &err);
    assert_non_null(r);
    for (int e = 1; e < EL_COUNT; e++) {
        const struct reference_element *one = &r->elements[e];
        if (one->about.n == 0 || (one->parents.n == 0) != (e == EL_course))
            fail_msg("<%s> has no words or stands nowhere", element_name((enum element)e));
        for (size_t i = 0; i < one->attributes.n; i++)
            if (one->attributes.v[i].about.n == 0)
                fail_msg("<%s> says nothing of %s", element_name((enum element)e),
                         attribute_name(one->attributes.v[i].attribute));
    }
    assert_int_equal(r->elements[EL_term].attributes.n, 1);
    assert_int_equal(r->elements[EL_headword].attributes.n, 0);
    assert_str(r->elements[EL_headword].about, "The word or phrase that is explained.");
    const struct reference_attribute *ref = &r->elements[EL_term].attributes.v[0];
    assert_true(ref->needed);
    assert_str(ref->value, "The id of an <entry>.");
    const struct reference_element *note = &r->elements[EL_note];
    assert_str(note->content, "<title> (may be absent), blocks (one or more)");
    assert_int_equal(note->attributes.v[1].attribute, AT_kind);
    assert_str(note->attributes.v[1].choices, "note, tip, important, warning or example");
    assert_str(note->attributes.v[1].otherwise, "note");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_course_is_resolved, begin, end),
        cmocka_unit_test_setup_teardown(quizzes_are_counted, begin, end),
        cmocka_unit_test_setup_teardown(references_lead_somewhere, begin, end),
        cmocka_unit_test_setup_teardown(keys_never_change, begin, end),
        cmocka_unit_test_setup_teardown(a_wrong_course_is_still_one, begin, end),
        cmocka_unit_test_setup_teardown(tables_and_schema_name_the_same, begin, end),
        cmocka_unit_test_setup_teardown(the_reference_is_complete, begin, end),
        cmocka_unit_test_setup_teardown(rules_are_in_order_and_complete, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
