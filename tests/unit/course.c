/* The model of a course: what is resolved, counted and numbered, and what is
 * said about its mistakes. */
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

/* ------------------------------------------------------------ questions and rules */

static const struct course *load_lesson(const char *course, const char *lesson, const char *module)
{
    put_file("course.xml", str_format(arena, COURSE "<title>T</title><summary><p>S</p></summary>%s"
        "<module id='m'><title>M</title>%s</module></course>", course,
        str_format(arena, "<lesson id='l'><title>L</title>%s</lesson>%s", lesson, module).p).p);
    diags.list.n = 0;
    const struct course *c = course_load(arena, NULL, folder, &diags, &err);
    assert_non_null(c);
    return c;
}

static const struct course *load_clean(const char *course, const char *lesson, const char *module)
{
    const struct course *c = load_lesson(course, lesson, module);
    for (size_t i = 0; i < diags.list.n; i++)
        if (diags.list.v[i].rule->grade == GRADE_ERROR)
            fail_msg("%s %s", diags.list.v[i].rule->id, diags.list.v[i].text.p);
    return c;
}

static const struct question *ask(const char *question)
{
    const struct course *c = load_clean("", str_format(arena, "<p>x</p><practice id='p'>%s</practice>",
                                                       question).p, "");
    assert_int_equal(c->questions.n, 1);
    return c->questions.v[0];
}

static void each_kind_has_its_parts(void **state)
{
    (void)state;
    const struct question *q;
    q = ask("<matching id='q' points='3'><prompt><p>?</p></prompt><pair id='a'><text>A</text><match>1"
            "</match><feedback>F</feedback></pair><pair id='b'><text>B</text><match>2</match></pair>"
            "<choice id='c'>3</choice><hint>H</hint><hint>I</hint><feedback for='wrong'>W</feedback>"
            "<feedback for='right'>R</feedback></matching>");
    assert_int_equal(q->kind, QUESTION_MATCHING);
    assert_int_equal(q->points, 3);
    assert_int_equal(q->pairs.n, 2);
    assert_int_equal(q->choices.n, 1);
    assert_int_equal(q->hints.n, 2);
    assert_str(node_text(arena, q->pairs.v[0].match), "1");
    assert_str(node_text(arena, q->pairs.v[0].feedback), "F");
    assert_null(q->pairs.v[1].feedback);
    assert_str(node_text(arena, q->reactions[VERDICT_WRONG]), "W");
    assert_str(node_text(arena, q->reactions[VERDICT_RIGHT]), "R");
    assert_null(q->reactions[VERDICT_PARTLY]);
    q = ask("<ordering id='q'><prompt><p>?</p></prompt><choice id='a'>A</choice><choice id='7'>B</choice>"
            "</ordering>");
    assert_int_equal(q->kind, QUESTION_ORDERING);
    assert_true(q->shuffle);
    assert_str(q->choices.v[1].id, "7");
    q = ask("<cloze id='q'><passage><p>A <gap id='a' case='exact'><accept>x</accept><accept> y  z </accept>"
            "</gap></p><list><item><em>and <gap id='b'><option>n</option><option correct='true'>m</option>"
            "</gap></em></item></list></passage></cloze>");
    assert_int_equal(q->kind, QUESTION_CLOZE);
    assert_null(q->prompt);
    assert_int_equal(q->gaps.n, 2);
    assert_true(q->gaps.v[0].typed && q->gaps.v[0].exact_case && !q->gaps.v[0].exact_accents);
    assert_str(q->gaps.v[0].forms.v[1].text, "y z");
    assert_false(q->gaps.v[1].typed || q->gaps.v[1].forms.v[0].correct);
    assert_true(q->gaps.v[1].forms.v[1].correct);
    q = ask("<short-text id='q' accents='exact'><prompt><p>?</p></prompt><accept>x</accept></short-text>");
    assert_int_equal(q->kind, QUESTION_SHORT_TEXT);
    assert_true(q->exact_accents && !q->exact_case && q->accepts.n == 1);
    q = ask("<free-text id='q'><prompt><p>?</p></prompt></free-text>");
    assert_int_equal(q->kind, QUESTION_FREE_TEXT);
    assert_int_equal(q->points, 0);
    assert_int_equal(q->length, 300);
    q = ask("<rating id='q'><prompt><p>?</p></prompt><choice id='a'>A</choice><choice id='b'>B</choice>"
            "</rating>");
    assert_int_equal(q->kind, QUESTION_RATING);
    assert_int_equal(q->points, 0);
    assert_false(q->shuffle);
}

static void expected_values_are_read(void **state)
{
    (void)state;
    static const struct { const char *attributes; double value; const char *unit;
                          enum tolerance tolerance; double width, factor; int digits, share; } rows[] = {
        { "value='12.50e-3' unit='metre'", 0.0125, "metre", TOLERANCE_NONE, 0, 2, 0, 100 },
        { "value='-3' tolerance='0.5' digits='2'", -3, "", TOLERANCE_ABSOLUTE, 0.5, 2, 2, 100 },
        { "value='5' relative-tolerance='2.5'", 5, "", TOLERANCE_RELATIVE, 2.5, 2, 0, 100 },
        { "value='5' uncertainty='0.1'", 5, "", TOLERANCE_UNCERTAINTY, 0.1, 2, 0, 100 },
        { "value='5' uncertainty='0.1' coverage-factor='3'", 5, "", TOLERANCE_UNCERTAINTY, 0.1, 3, 0, 100 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct question *q = ask(str_format(arena, "<numeric id='q'><prompt><p>?</p></prompt>"
            "<expected %s/><expected value='9' share='0'><feedback>F</feedback></expected></numeric>",
            rows[i].attributes).p);
        const struct expected *e = &q->expected.v[0];
        assert_int_equal(q->expected.n, 2);
        assert_true(e->value == rows[i].value && e->width == rows[i].width);
        assert_true(e->coverage_factor == rows[i].factor && e->tolerance == rows[i].tolerance);
        assert_str(e->unit, rows[i].unit);
        assert_int_equal(e->digits, rows[i].digits);
        assert_int_equal(e->share, rows[i].share);
        assert_int_equal(q->expected.v[1].share, 0);
        assert_str(node_text(arena, q->expected.v[1].feedback), "F");
    }
}

static void pools_count_what_is_drawn(void **state)
{
    (void)state;
#define SHORT(id, points) "<short-text id='" id "' points='" points "'><prompt><p>" id "</p></prompt>" \
                          "<accept>x</accept></short-text>"
    const struct course *c = load_clean("", "<p>x</p><practice id='p'>" SHORT("a", "9") "</practice>"
        "<section><title>S</title><practice id='p2'><title>P</title>" SHORT("b", "9") "</practice></section>"
        "<quiz id='q' retry='wrong' shuffle='true'><title>Q</title>" SHORT("d", "1")
        "<pool id='pool' draw='2'>" SHORT("e", "3") SHORT("f", "3") SHORT("g", "3") "</pool></quiz>", "");
    const struct lesson *l = c->lessons.v[0];
    assert_int_equal(l->practices.n, 2);
    assert_str(l->practices.v[0]->title, "");
    assert_str(l->practices.v[1]->title, "P");
    assert_false(l->practices.v[0]->graded);
    assert_int_equal(c->points, 7);
    assert_int_equal(c->quizzes.n, 3);
    const struct quiz *q = l->quiz;
    assert_true(q->retry_wrong && q->shuffle && q->graded);
    assert_int_equal(q->asked, 3);
    assert_int_equal(q->points, 7);
    assert_int_equal(q->questions.n, 4);
    assert_null(q->questions.v[0]->pool);
    assert_ptr_equal(q->questions.v[3]->pool, q->pools.v[0]);
    assert_int_equal(q->pools.v[0]->draw, 2);
    assert_ptr_equal(course_find(c, S("pool"))->is.pool, q->pools.v[0]);
}

static void rules_and_objectives_are_connected(void **state)
{
    (void)state;
    put_file("course.xml", COURSE "<title>T</title><summary><p>S</p></summary>"
        "<objectives><objective id='o'>o</objective></objectives>"
        "<settings prerequisites='advised' theme='high-contrast' sco='module' mastery='platform' "
        "iri='https://example.org/c'/>"
        "<history><release version='1.2' date='2026-03-31'>Now</release>"
        "<release version='1.0' date='2025-03-31'>Then</release></history>"
        "<completion><all><pages-seen share='80'/><any><completed ref='m1'/><quiz-passed ref='final'/>"
        "</any></all></completion>"
        "<module id='m1'><title>One</title><objectives><objective id='om' supports='o'>m</objective>"
        "</objectives><lesson id='l1'><title>L</title><p>x</p></lesson></module>"
        "<module id='m2'><title>Two</title><prerequisite ref='m1'/><completion><pages-seen/></completion>"
        "<lesson id='l2'><title>L</title><completion><completed ref='l1'/></completion><p>x</p></lesson>"
        "</module>"
        "<quiz id='final'><title>F</title><short-text id='q' objectives=' om\n o'><prompt><p>?</p>"
        "</prompt><accept>x</accept></short-text></quiz></course>");
    const struct course *c = course_load(arena, NULL, folder, &diags, &err);
    assert_non_null(c);
    assert_true(diag_clean(&diags));
    assert_false(c->enforces_prerequisites);
    assert_str(c->theme, "high-contrast");
    assert_true(c->by_module);
    assert_true(c->platform_judges);
    assert_str(c->iri, "https://example.org/c");
    assert_int_equal(c->history.n, 2);
    assert_str(c->history.v[0]->version, "1.2");
    assert_int_equal(c->quiz->kind, QUIZ_COURSE);
    assert_null(c->quiz->module);
    const struct condition *all = c->completion, *any = all->parts.v[1];
    assert_int_equal(all->kind, CONDITION_ALL);
    assert_int_equal(all->parts.v[0]->share, 80);
    assert_int_equal(any->kind, CONDITION_ANY);
    assert_ptr_equal(any->parts.v[0]->module, c->modules.v[0]);
    assert_ptr_equal(any->parts.v[1]->quiz, c->quiz);
    assert_null(c->modules.v[0]->completion);
    assert_ptr_equal(c->modules.v[1]->prerequisites.v[0], c->modules.v[0]);
    assert_ptr_equal(c->lessons.v[1]->completion->lesson, c->lessons.v[0]);
    assert_int_equal(c->objectives.n, 2);
    assert_ptr_equal(c->objectives.v[1]->supports, c->objectives.v[0]);
    assert_ptr_equal(c->objectives.v[1]->module, c->modules.v[0]);
    const struct question *q = c->questions.v[0];
    assert_int_equal(q->objectives.n, 2);
    assert_ptr_equal(q->objectives.v[0], c->objectives.v[1]);
    assert_ptr_equal(c->objectives.v[0]->questions.v[0], q);
}

static void formulas_become_safe_markup(void **state)
{
    (void)state;
    static const struct { const char *inside, *markup; } rows[] = {
        { "<mi>x</mi>", "<mi>x</mi>" },
        { "<msup><mi> x </mi><mn>2</mn></msup>", "<msup><mi>x</mi><mn>2</mn></msup>" },
        { "<mo lspace='0.5em' stretchy='false'>&lt;</mo>",
          "<mo lspace=\"0.5em\" stretchy=\"false\">&lt;</mo>" },
        { "<mspace width='-1em'/>", "<mspace width=\"-1em\"></mspace>" },
        { "<mtext>a \"b\" &amp; c</mtext>", "<mtext>a \"b\" &amp; c</mtext>" },
        { "<!-- c --><mrow>\n<mn>1</mn>\n</mrow>", "<mrow><mn>1</mn></mrow>" },
        { "<m:mi xmlns:m='http://www.w3.org/1998/Math/MathML'>x</m:mi>", "<mi>x</mi>" },
        { "<mtable><mtr><mtd><mn>1</mn></mtd></mtr></mtable>",
          "<mtable><mtr><mtd><mn>1</mn></mtd></mtr></mtable>" },
        /* what is found is left out as well */
        { "<mi>x</mi><script>alert(1)</script>", "<mi>x</mi>" },
        { "<mi href='javascript:alert(1)' onclick='x' style='y' id='z' class='k'>x</mi>", "<mi>x</mi>" },
        { "<mi>x</mi><svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "<mi>x</mi>" },
        { "<semantics><mi>x</mi><annotation-xml encoding='text/html'><img/></annotation-xml></semantics>",
          "<semantics><mi>x</mi></semantics>" },
        { "<mi>x<mglyph src='a'/></mi>", "<mi>x</mi>" },
        { "<mspace width='calc(1px)'/>", "<mspace></mspace>" },
        { "<maction actiontype='toggle'><mi>x</mi></maction>", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct course *c = load_lesson("", str_format(arena, "<p>A <math alttext='a b' "
            "xmlns='http://www.w3.org/1998/Math/MathML'>%s</math></p>", rows[i].inside).p, "");
        const struct node *p = node_child(c->lessons.v[0]->node, EL_p);
        assert_str(node_child(p, EL_math)->text, rows[i].markup);
        assert_str(node_text(arena, p), "A a b");
        assert_int_equal(diag_clean(&diags), i < 8);
    }
}

/* Everything beside its page, however deep, under the names it has. */
static void an_interactive_brings_its_folder(void **state)
{
    (void)state;
    assert_true(fs_make_folder(fs_join(arena, str_of(folder), S("lab/img")).p, &err));
    put_file("lab/index.html", "<title>x</title>");
    put_file("lab/Code.JS", "x");
    put_file("lab/img/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    const struct course *c = load_clean("", "<interactive src='lab/index.html' height='300'>"
                                        "<caption>C</caption></interactive>", "");
    static const char *const paths[] = { "lab/Code.JS", "lab/img/a.svg", "lab/index.html" };
    assert_int_equal(c->media.n, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_str(c->media.v[i]->path, paths[i]);
        assert_true(c->media.v[i]->kept);
    }
    for (size_t i = 0; i < 3; i++)
        unlink(fs_join(arena, str_of(folder), str_of(paths[i])).p);
    rmdir(fs_join(arena, str_of(folder), S("lab/img")).p);
    rmdir(fs_join(arena, str_of(folder), S("lab")).p);
}

static void mistakes_get_a_hint(void **state)
{
    (void)state;
    static const struct { const char *course, *lesson, *hint; } rows[] = {
        { "<level>Advanced</level>", "<p>x</p>", "Did you mean advanced?" },
        { "<level>advancd</level>", "<p>x</p>", "Did you mean advanced?" },
        { "", "<quote lang='fr' ref='x'><p>x</p></quote>", "Did you mean xml:lang?" },
        { "", "<figure source='a.svg' alt='x'><caption>x</caption></figure>", "Did you mean src?" },
        { "", "<p>x</p><quiz id='q' passmark='50'><title>Q</title></quiz>", "Did you mean pass-mark?" },
        { "", "<p><quantity value='1' unit='kilometre'/></p>", "kilo-metre" },
        { "", "<equation><math xmlns='http://www.w3.org/1998/Math/MathML'><mfarc/></math></equation>",
          "Did you mean <mfrac>?" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool found = false;
        load_lesson(rows[i].course, rows[i].lesson, "");
        for (size_t k = 0; k < diags.list.n; k++)
            found |= strstr(diags.list.v[k].text.p, rows[i].hint) != NULL;
        if (!found)
            fail_msg("no hint: %s", rows[i].hint);
    }
}

/* ------------------------------------------------------------ the schema */

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
        cmocka_unit_test_setup_teardown(each_kind_has_its_parts, begin, end),
        cmocka_unit_test_setup_teardown(expected_values_are_read, begin, end),
        cmocka_unit_test_setup_teardown(pools_count_what_is_drawn, begin, end),
        cmocka_unit_test_setup_teardown(rules_and_objectives_are_connected, begin, end),
        cmocka_unit_test_setup_teardown(formulas_become_safe_markup, begin, end),
        cmocka_unit_test_setup_teardown(an_interactive_brings_its_folder, begin, end),
        cmocka_unit_test_setup_teardown(mistakes_get_a_hint, begin, end),
        cmocka_unit_test_setup_teardown(the_reference_is_complete, begin, end),
        cmocka_unit_test_setup_teardown(rules_are_in_order_and_complete, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
