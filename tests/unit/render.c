/* Every element of a course as HTML: a piece of a lesson goes in, the piece of
 * its page that is made of it comes out. */
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
static char folder[] = "/tmp/etalon-render-XXXXXX";

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
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    course_schema_close(schema);
    arena_free(arena);
    return chdir("/") != 0 || system(command) != 0;
}

static const char frame[] =
    "<course xmlns='urn:etalon:course:1' schema-version='1.0' id='c' version='1' xml:lang='%s'>"
    "<title>C</title><summary><p>S</p></summary>"
    "<module id='m'><title>M &amp; <em>M</em></title>"
    "<lesson id='l'><title>L</title>%s</lesson>"
    "<lesson id='other'><title>An<sub>other</sub></title><p>x</p>"
    "<section id='sec'><title>Sec</title><p>x</p>"
    "<figure id='fig' src='far.png' alt='f'><caption>F</caption></figure>"
    "<table id='tab'><caption>T</caption><body><row><cell>x</cell></row></body></table>"
    "</section></lesson>"
    "<quiz id='q'><title>Q</title><true-false id='tf'><prompt><p>?</p></prompt>"
    "<answer id='t' correct='true'><text>Yes</text></answer><answer id='f'><text>No</text></answer>"
    "</true-false></quiz></module>"
    "<glossary><entry id='cal' vim='2.39'><term>cal<sub>i</sub></term><text>A <term "
    "ref='zero'>z</term>."
    "</text></entry><entry id='zero' viml='1.03'><term>zero</term><text>None<cite "
    "ref='src'/>.</text></entry>"
    "</glossary><bibliography><source id='src'><title>Book <em>one</em></title><creator>A</creator>"
    "<creator>B Jr.</creator><publisher>P</publisher><date>2012-03</date>"
    "<link href='https://example.org/?a=1&amp;b=2'>on line</link><note><p>N</p></note></source>"
    "<source id='bare'><title>Bare</title><date>spring</date></source></bibliography></course>";

/* The bundle of a course with `inside` in its lesson. */
static struct bundle render(const char *lang, const char *inside)
{
    struct err e = { 0 };
    struct diags d = { .arena = arena };
    struct bundle b = { .arena = arena };
    struct render_how how = { .target = "web" };
    size_t size = sizeof frame + strlen(inside) + 20;
    char *xml = arena_get(arena, size);
    snprintf(xml, size, frame, lang, inside);
    assert_true(fs_write("course.xml", str_of(xml), FS_PUBLIC, &e));
    struct course *c = course_load(arena, schema, "course.xml", &d, &e);
    for (size_t i = 0; i < d.list.n; i++)
        if (d.list.v[i].rule->grade == GRADE_ERROR)
            fail_msg("%s: " STR_FMT "\nin %s", d.list.v[i].rule->id, STR_ARG(d.list.v[i].text),
                     inside);
    assert_non_null(c);
    how.theme = theme_of_course(arena, c, &d, &e);
    assert_non_null(how.theme);
    if (!render_course(c, &how, &b, NULL, &e))
        fail_msg("%s", e.text);
    return b;
}

static str file_of(const struct bundle *b, const char *path)
{
    const struct bundle_file *f = bundle_find(b, str_of(path));
    if (f == NULL)
        fail_msg("there is no %s", path);
    return f->bytes;
}

/* What stands in s between two marks, the marks not included. */
static str between(str s, const char *from, const char *to)
{
    size_t start = str_find(s, str_of(from));
    if (start == s.n)
        fail_msg("\"%s\" is not in\n" STR_FMT, from, STR_ARG(s));
    s = str_from(s, start + strlen(from));
    return str_head(s, str_find(s, str_of(to)));
}

/* What the lesson says behind its head. */
static str body_of(const char *lang, const char *inside)
{
    struct bundle b = render(lang, inside);
    return between(file_of(&b, "l.html"), "</header>\n<main", "<nav class=\"steps\"");
}

static str only_body(str main)
{
    str body = between(main, "</header>\n", "</article>");
    return str_head(body, str_find(body, S("<div class=\"pops\"")));
}

static const unsigned char png[] = {
    0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R',
    0, 0, 1, 64, 0, 0, 0, 200, 8, 0, 0, 0, 0,
};
static const unsigned char gif[] = { 'G', 'I', 'F', '8', '9', 'a', 10, 0, 20, 1, 0, 0, 0 };
static const unsigned char jpeg[] = {
    0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc4, 0, 3, 9,
    0xff, 0xc2, 0, 17, 8, 0, 50, 1, 0, 3, 1, 0x22, 0,
};
static const unsigned char webp[] = {
    'R', 'I', 'F', 'F', 30, 0, 0, 0, 'W', 'E', 'B', 'P', 'V', 'P', '8', 'X', 10, 0, 0, 0,
    0, 0, 0, 0, 99, 0, 0, 49, 0, 0,
};

static void write_media(void)
{
    static const struct { const char *path; const void *bytes; size_t n; } files[] = {
        { "far.png", "\x89PNG and nothing more", 21 },
        { "Pic.PNG", png, sizeof png }, { "pic.gif", gif, sizeof gif },
        { "pic.jpg", jpeg, sizeof jpeg }, { "pic.webp", webp, sizeof webp },
        { "pic.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0,0 12.6 7'/>", 62 },
        { "cut.jpg", jpeg, 10 },
        { "a.mp4", "\0\0\0\030ftypisom", 12 }, { "a.mp3", "ID3", 3 }, { "a.vtt", "WEBVTT\n", 7 },
        { "Straße & Maß.csv", "a,b\n", 4 },
    };
    struct err e = { 0 };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        assert_true(fs_write(files[i].path, (str){ files[i].bytes, files[i].n }, FS_PUBLIC, &e));
}

static void every_element(void **state)
{
    (void)state;
    static const struct { const char *xml, *html; } rows[] = {
        /* text: white space is one blank, none at the ends */
        { "<p> a\n   b </p>", "<p>a b</p>" },
        { "<p>a <em> b </em> c</p>", "<p>a <em> b </em> c</p>" },
        { "<p>1 &lt; 2 &amp; \"x\" 'y' &gt; é</p>", "<p>1 &lt; 2 &amp; \"x\" 'y' &gt; é</p>" },
        { "<p id='here'>a</p>", "<p id=\"here\">a</p>" },

        /* inlines */
        { "<p><em>a</em><strong>b</strong><code>c  d</code><sub>e</sub><sup>f</sup></p>",
          "<p><em>a</em><strong>b</strong><code>c d</code><sub>e</sub><sup>f</sup></p>" },
        { "<p><term ref='cal'>x</term></p>",
          "<p><a class=\"term\" href=\"glossary.html#cal\" data-pop=\"cal_pop\">x</a></p>" },
        { "<p>x<cite ref='src'/></p>",
          "<p>x\u00a0<a class=\"cite\" href=\"bibliography.html#src\" role=\"doc-biblioref\" "
          "data-pop=\"src_pop\">[1]</a></p>" },
        { "<p>x <cite ref='bare' locator='p. 3 &amp; 4'/></p>",
          "<p>x <a class=\"cite\" href=\"bibliography.html#bare\" role=\"doc-biblioref\" "
          "data-pop=\"bare_pop\">[2, p. 3 &amp; 4]</a></p>" },
        { "<p><link href='https://example.org/?a=1&amp;b=2'>x <term ref='cal'>y</term></link></p>",
          "<p><a href=\"https://example.org/?a=1&amp;b=2\" rel=\"external noopener\" "
          "target=\"_blank\">x y<span class=\"out\"> (opens in a new window)</span></a></p>" },
        { "<p><foreign xml:lang='fr'>étalon</foreign> <foreign xml:lang='ar'>م</foreign></p>",
          "<p><i lang=\"fr\">étalon</i> <i lang=\"ar\" dir=\"rtl\">م</i></p>" },

        /* cross-references: the words given, else number, else title */
        { "<p><xref ref='fig'/></p>",
          "<p><a class=\"xref\" href=\"other.html#fig\">Figure 1</a></p>" },
        { "<p><xref ref='tab'/></p>",
          "<p><a class=\"xref\" href=\"other.html#tab\">Table 1</a></p>" },
        { "<p><xref ref='other'/></p>",
          "<p><a class=\"xref\" href=\"other.html\">An<sub>other</sub></a></p>" },
        { "<p><xref ref='sec'>there</xref></p>",
          "<p><a class=\"xref\" href=\"other.html#sec\">there</a></p>" },
        { "<p><xref ref='m'/></p>",
          "<p><a class=\"xref\" href=\"index.html#m\">M &amp; <em>M</em></a></p>" },
        { "<p><xref ref='q'/></p>", "<p><a class=\"xref\" href=\"q.html\">Q</a></p>" },
        { "<p><xref ref='cal'/></p>",
          "<p><a class=\"xref\" href=\"glossary.html#cal\">cal<sub>i</sub></a></p>" },
        { "<p><xref ref='src'/></p>",
          "<p><a class=\"xref\" href=\"bibliography.html#src\">Book <em>one</em></a></p>" },

        /* blocks */
        { "<list><item>a</item><item id='i'>b<list "
          "kind='number'><item>c</item></list></item></list>",
          "<ul>\n<li>a</li>\n<li id=\"i\">b<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>" },
        { "<table><caption>T</caption><head><row><header colspan='2'>h</header></row></head><body>"
          "<row><header rowspan='2'>r</header><cell>b</cell></row><row><cell/></row></body>"
          "</table>",
          "<div class=\"table\" role=\"region\" aria-labelledby=\"_table_1_caption\" "
          "tabindex=\"0\" "
          "id=\"_table_1\">\n<table><caption id=\"_table_1_caption\"><span class=\"label\">Table "
          "1</span>"
          " T</caption>\n<thead><tr><th scope=\"col\" "
          "colspan=\"2\">h</th></tr>\n</thead>\n<tbody><tr>"
          "<th scope=\"row\" rowspan=\"2\">r</th><td>b</td></tr>\n<tr><td></td></tr>\n</tbody>\n"
          "</table></div>" },
        { "<figure id='g' src='Pic.PNG' alt='&quot;A&quot; &lt;'><caption>C "
          "<em>d</em></caption></figure>",
          "<figure class=\"figure\" id=\"g\"><img src=\"media/pic.png\" alt=\"&quot;A&quot; &lt;\" "
          "width=\"320\" height=\"200\" loading=\"lazy\">\n<figcaption><span "
          "class=\"label\">Figure 1</span>"
          " C <em>d</em></figcaption></figure>" },
        { "<note kind='tip'><title>T <em>t</em></title><p>a</p></note>",
          "<div class=\"note note-tip\" role=\"note\" aria-labelledby=\"_note_1_title\" "
          "id=\"_note_1\">\n"
          "<p class=\"note-title\" id=\"_note_1_title\">T <em>t</em></p>\n<p>a</p>\n</div>" },
        { "<note id='n'><p>a</p></note>",
          "<div class=\"note note-note\" role=\"note\" aria-labelledby=\"n_title\" id=\"n\">\n"
          "<p class=\"note-title\" id=\"n_title\">Note</p>\n<p>a</p>\n</div>" },
        { "<definition id='d' vim='2.41' viml='0.06'><term>x</term><text>y</text></definition>",
          "<dl class=\"definition\" id=\"d\"><div><dt><dfn>x</dfn> <span class=\"number\">VIM "
          "2.41</span> "
          "<span class=\"number\">VIML 0.06</span></dt><dd><p>y</p></dd></div></dl>" },
        { "<definition ref='cal'/>",
          "<dl class=\"definition\"><div><dt><dfn>cal<sub>i</sub></dfn> <span "
          "class=\"number\">VIM 2.39"
          "</span></dt><dd><p>A <a class=\"term\" href=\"glossary.html#zero\" "
          "data-pop=\"zero_pop\">z</a>."
          "</p></dd></div></dl>" },
        { "<quote ref='src' locator='p. 1' xml:lang='fr'><p>Oui.</p></quote>",
          "<figure class=\"quote\">\n<blockquote "
          "lang=\"fr\">\n<p>Oui.</p>\n</blockquote>\n<figcaption>"
          "Book <em>one</em> <a class=\"cite\" href=\"bibliography.html#src\" "
          "role=\"doc-biblioref\" "
          "data-pop=\"src_pop\">[1, p. 1]</a></figcaption></figure>" },
        { "<code-block language='c'>\nif (a &lt; b)\n    c();\n</code-block>",
          "<pre class=\"code\" role=\"region\" aria-label=\"Code\" tabindex=\"0\" "
          "dir=\"ltr\"><code>"
          "if (a &lt; b)\n    c();</code></pre>" },
        { "<video id='v' src='a.mp4' poster='Pic.PNG'><caption>V</caption><captions src='a.vtt'/>"
          "<captions src='a.vtt' xml:lang='fr'/><transcript><p>t</p></transcript></video>",
          "<figure class=\"media\" id=\"v\"><video controls preload=\"metadata\" "
          "src=\"media/a.mp4\" "
          "poster=\"media/pic.png\"><track kind=\"captions\" src=\"media/a.vtt\" srclang=\"en\" "
          "label=\"Captions\" default><track kind=\"captions\" src=\"media/a.vtt\" srclang=\"fr\" "
          "label=\"Captions\"></video>\n<details><summary>Transcript</summary>\n<p>t</p>\n"
          "</details>\n"
          "<figcaption>V</figcaption></figure>" },
        { "<audio src='a.mp3'><caption>A</caption></audio>",
          "<figure class=\"media\"><audio controls preload=\"metadata\" "
          "src=\"media/a.mp3\"></audio>\n"
          "<figcaption>A</figcaption></figure>" },
        { "<download src='Straße &amp; Maß.csv'>A <em>list</em></download>",
          "<p class=\"download\"><a href=\"media/stra-e-ma-.csv\" download>A <em>list</em></a> "
          "<span class=\"meta\">CSV, 1 kB</span></p>" },
        { "<section id='s'><title>A</title><p>a</p><section><title>B</title><p>b</p></section>"
          "</section>",
          "<section id=\"s\">\n<h2>A</h2>\n<p>a</p>\n<section>\n<h3>B</h3>\n<p>b</p>\n</section>\n"
          "</section>" },

        /* a quiz on the page of a lesson */
        { "<p>a</p><quiz id='z' graded='false'><title>Z</title><p>do</p><true-false "
          "id='z-1'><prompt><p>?</p>"
          "</prompt><answer id='t' correct='true'><text>Yes</text></answer><answer "
          "id='f'><text>No</text>"
          "<feedback>Oh <em>no</em>.</feedback></answer><explanation><p>e</p></explanation>"
          "</true-false></quiz>",
          "<p>a</p>\n<section class=\"quiz\" id=\"z\" data-quiz=\"z\" "
          "aria-labelledby=\"z_title\">\n"
          "<h2 id=\"z_title\">Z</h2>\n<p>do</p>\n<p class=\"quiz-facts\">Questions: 1. For "
          "practice: it does "
          "not count towards your result.</p>\n<noscript><p class=\"note\">Answers can be "
          "checked only where "
          "JavaScript is on. The questions can be read and printed without it.</p></noscript>\n"
          "<form class=\"quiz-form\" novalidate>\n<fieldset class=\"question\" id=\"z-1\" "
          "data-question=\"z-1\" aria-labelledby=\"z-1_number z-1_prompt\">\n<legend "
          "id=\"z-1_number\">"
          "Question 1</legend>\n<div class=\"prompt\" id=\"z-1_prompt\"><p>?</p>\n</div>\n"
          "<p class=\"hint\">Choose one answer.</p>\n<ul class=\"answers\">\n<li "
          "class=\"answer\"><label>"
          "<input type=\"radio\" name=\"z-1\" value=\"t\"> <span "
          "class=\"answer-text\">Yes</span></label></li>\n"
          "<li class=\"answer\"><label><input type=\"radio\" name=\"z-1\" value=\"f\"> <span "
          "class=\"answer-text\">No</span></label>\n<div class=\"feedback\" hidden>Oh "
          "<em>no</em>.</div></li>\n"
          "</ul>\n<div class=\"explanation\" "
          "hidden><p>e</p>\n</div>\n</fieldset>\n</form>\n</section>" },
        { "<p>a</p><quiz id='z' pass-mark='50' attempts='2'><title>Z</title><multiple-choice "
          "id='z-1' points='3'>"
          "<prompt><p>?</p></prompt><answer id='b'><text>B</text></answer><answer id='a' "
          "correct='true'>"
          "<text>A</text></answer></multiple-choice></quiz>",
          "<p>a</p>\n<section class=\"quiz\" id=\"z\" data-quiz=\"z\" "
          "aria-labelledby=\"z_title\">\n"
          "<h2 id=\"z_title\">Z</h2>\n<p class=\"quiz-facts\">Questions: 1. To pass: 50\u00a0%. "
          "Attempts: 2.</p>\n"
          "<noscript><p class=\"note\">Answers can be checked only where "
          "JavaScript is on. The questions can be read and printed without it.</p></noscript>\n"
          "<form class=\"quiz-form\" novalidate>\n<fieldset class=\"question\" id=\"z-1\" "
          "data-question=\"z-1\" aria-labelledby=\"z-1_number z-1_prompt\">\n<legend "
          "id=\"z-1_number\">"
          "Question 1 <span class=\"points\">Points: 3</span></legend>\n<div class=\"prompt\" "
          "id=\"z-1_prompt\"><p>?</p>\n</div>\n<p class=\"hint\">Choose all that are right.</p>\n"
          "<ul class=\"answers\">\n<li class=\"answer\"><label><input type=\"checkbox\" "
          "name=\"z-1\" "
          "value=\"b\"> <span class=\"answer-text\">B</span></label></li>\n<li "
          "class=\"answer\"><label>"
          "<input type=\"checkbox\" name=\"z-1\" value=\"a\"> <span "
          "class=\"answer-text\">A</span></label>"
          "</li>\n</ul>\n</fieldset>\n</form>\n</section>" },
    };
    int bad = 0;
    write_media();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str got = only_body(body_of("en", rows[i].xml));
        if (str_eq(str_trim(got), str_of(rows[i].html)))
            continue;
        bad++;
        fprintf(stderr, "--- %s\n--- wanted\n%s\n--- got\n" STR_FMT "\n", rows[i].xml, rows[i].html,
                    STR_ARG(got));
    }
    assert_int_equal(bad, 0);
}


/* One file alone is the same as among all; blocks say where they are when asked. */
static void single_files(void **state)
{
    (void)state;
    struct err e = { 0 };
    struct diags d = { .arena = arena };
    struct render_how how = { .target = "web" };
    struct bundle_file f;
    write_media();
    struct bundle all = render("en", "<p>a</p>\n<code-block xml:lang='fr'>b</code-block>"
                                     "<download src='pic.gif'>c <em>d</em></download>");
    struct course *c = course_load(arena, schema, "course.xml", &d, &e);
    how.theme = theme_of_course(arena, c, &d, &e);
    assert_non_null(how.theme);
    struct render *r = render_open(arena, c, &how, &e);
    assert_non_null(r);
    for (size_t i = 0; i < all.files.n; i++) {
        assert_true(render_file(r, arena, all.files.v[i].path, &f, &e));
        assert_true(str_eq(f.path, all.files.v[i].path));
        assert_true(str_eq(f.bytes, all.files.v[i].bytes) && str_eq(f.disk, all.files.v[i].disk));
    }
    assert_true(render_file(r, arena, S("none.html"), &f, &e) && f.path.n == 0);
    assert_true(str_eq(render_place(r, arena, course_find(c, S("fig"))), S("other.html#fig")));

    how.places = true;
    r = render_open(arena, c, &how, &e);
    assert_true(r && render_file(r, arena, S("l.html"), &f, &e));
    str body = between(f.bytes, "</header>\n<main", "</article>");
    assert_int_not_equal(str_find(body, S("<p data-place=\"course.xml:1\">a</p>")), body.n);
    assert_int_not_equal(str_find(body, S(" data-place=\"course.xml:2\" lang=\"fr\" dir=\"ltr\">")),
                         body.n);
    assert_int_not_equal(str_find(body, S("<em>d</em>")), body.n);
}

/* Each entry and source once, in the order met; inside them links open nothing. */
static void small_windows(void **state)
{
    (void)state;
    write_media();
    str main = body_of("en", "<p><term ref='cal'>a</term><cite ref='src'/><term "
      "ref='cal'>b</term></p>");
    str got = between(main, "<div class=\"pops\" hidden>\n", "</article>");
    str wanted = S(
        "<div id=\"cal_pop\"><p><strong>cal<sub>i</sub></strong> <span class=\"number\">VIM "
        "2.39</span></p>"
        "\n<p>A <a class=\"term\" href=\"glossary.html#zero\">z</a>.</p></div>\n"
        "<div id=\"src_pop\"><p><span class=\"creator\">A, B Jr.</span> <cite>Book "
        "<em>one</em></cite>. "
        "<span class=\"publisher\">P</span>, <time>2012-03</time>. <a "
        "href=\"https://example.org/?a=1&amp;b=2\" "
        "rel=\"external noopener\" target=\"_blank\">on line<span class=\"out\"> (opens in a new "
        "window)"
        "</span></a></p>\n<div class=\"source-note\"><p>N</p>\n</div></div>\n</div>\n");
    if (!str_eq(got, wanted))
        fail_msg("got\n" STR_FMT, STR_ARG(got));
    main = body_of("en", "<p>a</p>");
    assert_int_equal(str_find(main, S("pops")), main.n);
}

static void glossary_and_sources(void **state)
{
    (void)state;
    write_media();
    struct bundle b = render("en", "<p>a</p>");
    str glossary = between(file_of(&b, "glossary.html"), "<dl class=\"glossary\">\n", "</dl>");
    str wanted = S(
        "<div class=\"entry\" id=\"cal\"><dt><dfn>cal<sub>i</sub></dfn> <span "
        "class=\"number\">VIM 2.39</span>"
        "</dt><dd>A <a class=\"term\" href=\"glossary.html#zero\">z</a>.</dd></div>\n"
        "<div class=\"entry\" id=\"zero\"><dt><dfn>zero</dfn> <span class=\"number\">VIML "
        "1.03</span></dt>"
        "<dd>None\u00a0<a class=\"cite\" href=\"bibliography.html#src\" "
        "role=\"doc-biblioref\">[1]</a>.</dd>"
        "</div>\n");
    if (!str_eq(glossary, wanted))
        fail_msg("got\n" STR_FMT, STR_ARG(glossary));
    str bare = between(file_of(&b, "bibliography.html"), "<li id=\"bare\">", "</li>");
    assert_true(str_eq(bare, S("<cite>Bare</cite>. <span>spring</span>.")));
}

static void frame_and_order(void **state)
{
    (void)state;
    write_media();
    struct bundle b = render("en", "<p>a</p>");
    str page = file_of(&b, "other.html");
    assert_true(str_starts(page, S("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n"
                                   "<meta charset=\"utf-8\">\n")));
    assert_true(str_ends(page, S("</body>\n</html>\n")));
    assert_true(str_eq(between(page, "<title>", "</title>"), S("Another – C")));
    assert_true(str_eq(between(page, "<nav class=\"steps\" aria-label=\"Previous and next "
      "page\">\n", "</nav>"),
        S("<a class=\"steps-prev\" href=\"l.html\" rel=\"prev\"><span "
          "class=\"steps-word\">Previous</span> "
          "<span class=\"steps-title\">L</span></a>\n<a class=\"steps-next\" href=\"q.html\" "
          "rel=\"next\">"
          "<span class=\"steps-word\">Next</span> <span class=\"steps-title\">Q</span></a>\n")));
    assert_true(str_eq(between(page, "<ol class=\"toc-modules\">\n", "<ul class=\"toc-more\">"),
        S("<li class=\"toc-module\" data-module=\"m\"><span>M &amp; <em>M</em></span>\n<ol "
          "class=\"toc-pages\">\n"
          "<li><a href=\"l.html\" data-page=\"l\">L</a></li>\n<li><a href=\"other.html\" "
          "data-page=\"other\" "
          "aria-current=\"page\">An<sub>other</sub></a></li>\n<li><a href=\"q.html\" "
          "data-page=\"q\">Q</a></li>\n"
          "</ol></li>\n</ol>\n")));
    str last = between(file_of(&b, "q.html"), "<a class=\"steps-next\"", "\n");
    assert_true(str_starts(last, S(" href=\"index.html\"><span class=\"steps-word\">Back to "
      "overview")));
    str first = between(file_of(&b, "l.html"), "<a class=\"steps-prev\"", "\n");
    assert_true(str_starts(first, S(" href=\"index.html\" rel=\"prev\">")));
}

/* No words of our own in Arabic yet: English ones, but the page runs as Arabic does. */
static void right_to_left(void **state)
{
    (void)state;
    write_media();
    struct bundle b = render("ar", "<p><foreign xml:lang='fr'>a</foreign></p>");
    str page = file_of(&b, "l.html");
    assert_int_not_equal(str_find(page, S("<html lang=\"ar\" dir=\"rtl\">")), page.n);
    assert_int_not_equal(str_find(page, S("<i lang=\"fr\" dir=\"ltr\">a</i>")), page.n);
}

static void sizes_of_pictures(void **state)
{
    (void)state;
    static const struct { const char *file, *size; } rows[] = {
        { "Pic.PNG", " width=\"320\" height=\"200\"" }, { "pic.gif", " width=\"10\" "
          "height=\"276\"" },
        { "pic.jpg", " width=\"256\" height=\"50\"" }, { "pic.webp", " width=\"100\" "
          "height=\"50\"" },
        { "pic.svg", " width=\"13\" height=\"7\"" }, { "cut.jpg", "" }, { "far.png", "" },
    };
    write_media();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str xml = str_format(arena, "<figure src='%s' "
          "alt='x'><caption>c</caption></figure>", rows[i].file);
        str got = between(body_of("en", xml.p), "alt=\"x\"", " loading");
        if (!str_eq(got, str_of(rows[i].size)))
            fail_msg("%s:" STR_FMT, rows[i].file, STR_ARG(got));
    }
}

/* Names that would meet, or are too long, get a digest of what they were. */
static void names_of_media(void **state)
{
    (void)state;
    char longest[241], command[300];
    memset(longest, 'x', 240);
    memcpy(longest + 236, ".csv", 5);
    struct err e = { 0 };
    assert_true(fs_write("a b.csv", S("1"), FS_PUBLIC, &e) && fs_write("a-b.csv", S("2"), FS_PUBLIC, &e)
                && fs_write(longest, S("3"), FS_PUBLIC, &e));
    write_media();
    snprintf(command, sizeof command, "<p>x</p><download src='%s'>l</download>", longest);
    str xml = str_format(arena, "%s<download src='a b.csv'>a</download><download "
      "src='a-b.csv'>b</download>",
                         command);
    struct bundle b = render("en", xml.p);
    size_t media = 0;
    for (size_t i = 0; i < b.files.n; i++) {
        const struct bundle_file *f = &b.files.v[i];
        if (f->disk.n == 0)
            continue;
        media++;
        assert_true(f->path.n < 100);
        assert_true(str_starts(f->path, S("media/")));
        if (str_ends(f->disk, S("a-b.csv"))) {
            assert_true(str_starts(f->path, S("media/a-b-")) && str_ends(f->path, S(".csv")));
            assert_int_equal(f->path.n, strlen("media/a-b-0123456789ab.csv"));
        }
        if (str_ends(f->disk, S("a b.csv")))
            assert_true(str_eq(f->path, S("media/a-b.csv")));
    }
    assert_int_equal(media, 4);           /* and the picture far.png */
}

static void data_for_the_script(void **state)
{
    (void)state;
    write_media();
    struct bundle b = render("en", "<p>a</p><quiz id='z' graded='false'><title>é "
      "&lt;/script></title>"
        "<multiple-choice id='z-1'><prompt><p>?</p></prompt><answer id='c' "
        "correct='true'><text>C</text>"
        "</answer><answer id='b'><text>B</text></answer><answer id='a' "
        "correct='true'><text>A</text></answer>"
        "</multiple-choice></quiz>");
    str data = file_of(&b, "etalon/data.js");
    static const char *const parts[] = {
        "var etalonData = {\"format\":1,\"id\":\"c\",\"version\":\"1\",\"lang\":\"en\","
        "\"title\":\"C\","
        "\"policy\":\"passed\",\"pass\":70,\"pages\":[{\"id\":\"l\",\"key\":\"",
        "\"module\":\"m\",\"title\":\"L\"},{\"id\":\"other\",",
        "{\"id\":\"q\",\"key\":\"", "\"page\":\"l\",\"graded\":false,\"pass\":70,\"attempts\":0,"
        "\"questions\":[{"
        "\"id\":\"z-1\",\"key\":\"", "\"type\":\"choices\",\"points\":1,\"right\":\"ca\"}]}",
        "\"type\":\"true-false\",\"points\":1,\"right\":\"t\"}]}],\"text\":{\"",
        "\"check\":\"Check answers\"",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (str_find(data, str_of(parts[i])) == data.n)
            fail_msg("%s is not in\n" STR_FMT, parts[i], STR_ARG(data));
    assert_true(str_ends(data, S("}};\n")));
    for (size_t i = 0; i < data.n; i++)
        assert_true((data.p[i] >= ' ' && data.p[i] <= '~' && data.p[i] != '<') || i + 1 == data.n);
}

/* 3 pages (l, other, q), quizzes z and q, questions of 3, 1 and 1 letters. */
static void longest_state(void **state)
{
    (void)state;
    struct err e = { 0 };
    struct diags d = { .arena = arena };
    write_media();
    render("en", "<p>a</p><quiz id='z'><title>Z</title>"
        "<multiple-choice id='z-1'><prompt><p>?</p></prompt><answer id='c' "
        "correct='true'><text>C</text>"
        "</answer><answer id='b'><text>B</text></answer><answer id='a' "
        "correct='true'><text>A</text></answer>"
        "</multiple-choice><single-choice id='z-2'><prompt><p>?</p></prompt><answer id='c' "
        "correct='true'>"
        "<text>C</text></answer><answer id='b'><text>B</text></answer></single-choice></quiz>");
    struct course *c = course_load(arena, schema, "course.xml", &d, &e);
    assert_non_null(c);
    assert_int_equal(render_state_longest(c), 5 + 4 * 3 + 9 * 2 + (5 + 3) + (5 + 1) + (5 + 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_element),
        cmocka_unit_test(single_files),
        cmocka_unit_test(small_windows),
        cmocka_unit_test(glossary_and_sources),
        cmocka_unit_test(frame_and_order),
        cmocka_unit_test(right_to_left),
        cmocka_unit_test(sizes_of_pictures),
        cmocka_unit_test(names_of_media),
        cmocka_unit_test(data_for_the_script),
        cmocka_unit_test(longest_state),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
