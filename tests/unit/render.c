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
#include <sys/stat.h>
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

static struct bundle render_xml(const char *xml)
{
    struct err e = { 0 };
    struct diags d = { .arena = arena };
    struct bundle b = { .arena = arena };
    struct render_how how = { .store = "web" };
    assert_true(fs_write("course.xml", str_of(xml), FS_PUBLIC, &e));
    struct course *c = course_load(arena, schema, "course.xml", &d, &e);
    for (size_t i = 0; i < d.list.n; i++)
        if (d.list.v[i].rule->grade == GRADE_ERROR)
            fail_msg("%s: " STR_FMT "\nin %s", d.list.v[i].rule->id, STR_ARG(d.list.v[i].text),
                     xml);
    assert_non_null(c);
    how.theme = theme_of_course(arena, c, &d, &e);
    assert_non_null(how.theme);
    if (!render_course(c, &how, &b, &e))
        fail_msg("%s", e.text);
    return b;
}

/* The bundle of a course with `inside` in its lesson. */
static struct bundle render(const char *lang, const char *inside)
{
    size_t size = sizeof frame + strlen(inside) + 20;
    char *xml = arena_get(arena, size);
    snprintf(xml, size, frame, lang, inside);
    return render_xml(xml);
}

static str file_of(const struct bundle *b, const char *path)
{
    const struct bundle_file *f = bundle_find(b, str_of(path));
    if (f == NULL)
        fail_msg("there is no %s", path);
    struct err e = { 0 };
    str bytes;
    if (!bundle_bytes(f, arena, &bytes, &e))
        fail_msg("%s: %s", path, e.text);
    return bytes;
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
        { "lab/index.html", "<p>x</p>", 8 }, { "Lab 2/A%20&#.html", "<p>x</p>", 8 },
        { "a.mp4", "\0\0\0\030ftypisom", 12 }, { "a.mp3", "ID3", 3 }, { "a.vtt", "WEBVTT\n", 7 },
        { "Straße & Maß.csv", "a,b\n", 4 },
    };
    struct err e = { 0 };
    mkdir("lab", 0777);
    mkdir("Lab 2", 0777);
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
          "<pre class=\"code\" role=\"group\" aria-label=\"Code\" tabindex=\"0\" "
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

        /* quotations: the marks of the language, others inside */
        { "<p><q>a <q>b <em>c</em></q></q> d</p>", "<p>“a ‘b <em>c</em>’” d</p>" },

        /* a quantity; more of them in quantities() */
        { "<p><quantity value='2.50' unit='metre.second-1' uncertainty='0.04' coverage-factor='2' "
          "quantity-kind='VELO'/></p>",
          "<p><span class=\"quantity quantity-long\" dir=\"ltr\" data-value=\"2.50\" "
          "data-uncertainty=\"0.04\" data-coverage=\"2\" "
          "data-si-unit=\"https://si-digital-framework.org/SI/units/metre.second-1\" "
          "data-si-quantity=\"https://si-digital-framework.org/quantities/VELO\"><span "
          "aria-hidden=\"true\">(2.50\u00a0±\u00a00.04)\u00a0<wbr><span "
          "class=\"unit\">m\u202fs<sup>\u22121</sup></span> (<i>k</i>\u00a0=\u00a02)</span><span "
          "class=\"spoken\">2.50 metres per second, plus or minus 0.04 metres per second, coverage "
          "factor 2</span></span></p>" },

        /* facts; the note at the end speaks of the first that ends */
        { "<p><fact valid-until='2027-03-31' ref='src'>12 <em>x</em></fact> <fact "
          "valid-until='2027-01-09'>y</fact></p>",
          "<p><span class=\"fact\" data-until=\"2027-03-31\">12 <em>x</em></span>\u00a0<a "
          "class=\"cite\" href=\"bibliography.html#src\" role=\"doc-biblioref\" "
          "data-pop=\"src_pop\">[1]</a> <span class=\"fact\" data-until=\"2027-01-09\">y</span></p>\n"
          "<p class=\"fact-note\">The facts on this page hold at least until 9 January 2027.</p>" },

        /* steps, reveal, tabs */
        { "<steps id='st'><step id='s1'><title>A <em>b</em></title><p>c</p></step>\n"
          "<step><p>d</p></step></steps>",
          "<ol class=\"procedure\" id=\"st\">\n<li id=\"s1\"><p "
          "class=\"procedure-title\">A <em>b</em></p>\n<p>c</p>\n</li>\n<li><p>d</p>\n</li>\n</ol>" },
        { "<reveal id='r'><title>A <em>b</em></title><p>c</p></reveal>",
          "<details class=\"reveal\" id=\"r\"><summary>A <em>b</em></summary>\n<div "
          "class=\"reveal-inside\"><p>c</p>\n</div></details>" },
        { "<tabs id='t'><tab id='t1'><title>A <em>b</em></title><p>c</p></tab>\n"
          "<tab><title>D</title><p>e</p></tab></tabs>",
          "<div class=\"tabs\" id=\"t\">\n<div class=\"tab\" id=\"t1\"><h2 class=\"tab-title\" "
          "id=\"t1_title\">A <em>b</em></h2>\n<p>c</p>\n</div>\n<div class=\"tab\" "
          "id=\"_tab_1\"><h2 class=\"tab-title\" id=\"_tab_1_title\">D</h2>\n<p>e</p>\n</div>\n"
          "</div>" },
        { "<section><title>S</title><tabs><tab><title>A</title><p>c</p></tab><tab id='t1'>"
          "<title>B</title><reveal><title>R</title><p>r</p></reveal></tab></tabs></section>",
          "<section>\n<h2>S</h2>\n<div class=\"tabs\">\n<div class=\"tab\" id=\"_tab_1\"><h3 "
          "class=\"tab-title\" id=\"_tab_1_title\">A</h3>\n<p>c</p>\n</div>\n<div class=\"tab\" "
          "id=\"t1\"><h3 class=\"tab-title\" id=\"t1_title\">B</h3>\n<details class=\"reveal\">"
          "<summary>R</summary>\n<div class=\"reveal-inside\"><p>r</p>\n</div></details>\n</div>\n"
          "</div>\n</section>" },
        { "<steps id='st'><step id='s1'><title>A</title><p>c</p></step></steps>"
          "<p><xref ref='s1'/> <xref ref='st'>these</xref></p>",
          "<ol class=\"procedure\" id=\"st\">\n<li id=\"s1\"><p "
          "class=\"procedure-title\">A</p>\n<p>c</p>\n</li>\n</ol>\n<p><a class=\"xref\" "
          "href=\"l.html#s1\">A</a> <a class=\"xref\" href=\"l.html#st\">these</a></p>" },

        /* interactive */
        { "<interactive src='Lab 2/A%20&amp;#.html' height='90'><caption>A</caption></interactive>",
          "<figure class=\"interactive\"><iframe src=\"media/Lab%202/A%2520%26%23.html\" "
          "title=\"A\" height=\"90\" sandbox=\"allow-scripts\" loading=\"lazy\"></iframe>\n"
          "<p class=\"interactive-alone\"><a href=\"media/Lab%202/A%2520%26%23.html\" "
          "target=\"_blank\" rel=\"noopener\">Open on its own<span class=\"out\"> (opens in a new "
          "window)</span></a></p>\n<figcaption>A</figcaption></figure>" },
        { "<interactive id='i' src='lab/index.html' height='320'><caption>A <em>lab</em></caption>"
          "<transcript><p>t</p></transcript></interactive>",
          "<figure class=\"interactive\" id=\"i\"><iframe src=\"media/lab/index.html\" "
          "title=\"A lab\" height=\"320\" sandbox=\"allow-scripts\" loading=\"lazy\"></iframe>\n"
          "<p class=\"interactive-alone\"><a href=\"media/lab/index.html\" target=\"_blank\" "
          "rel=\"noopener\">Open on its own<span class=\"out\"> (opens in a new "
          "window)</span></a></p>\n<details><summary>Transcript</summary>\n<p>t</p>\n</details>\n"
          "<figcaption>A <em>lab</em></figcaption></figure>" },

        /* formulas */
        { "<p>a <math xmlns='http://www.w3.org/1998/Math/MathML' alttext='x &lt; 1' "
          "display='inline' dir='ltr'><mi>x</mi><mo>&lt;</mo><mn>1</mn></math></p>",
          "<p>a <math display=\"inline\" dir=\"ltr\" alttext=\"x &lt; 1\"><mi>x</mi><mo>&lt;</mo>"
          "<mn>1</mn></math></p>" },
        { "<equation id='e'><math xmlns='http://www.w3.org/1998/Math/MathML' alttext='y'><mi>y</mi>"
          "</math><caption>C <em>d</em></caption></equation>"
          "<equation><m:math xmlns:m='http://www.w3.org/1998/Math/MathML' alttext='z'><m:mi>z</m:mi>"
          "</m:math></equation><p><xref ref='e'/></p>",
          "<figure class=\"equation\" id=\"e\"><div class=\"equation-line\">\n<div "
          "class=\"equation-math\" role=\"group\" tabindex=\"0\" aria-label=\"Equation 1\"><math "
          "display=\"block\" alttext=\"y\"><mi>y</mi></math></div> <span "
          "class=\"equation-number\">(1)</span></div>\n<figcaption>C <em>d</em></figcaption>"
          "</figure>\n<figure class=\"equation\"><div class=\"equation-line\">\n<div "
          "class=\"equation-math\" role=\"group\" tabindex=\"0\" aria-label=\"Equation 2\"><math "
          "display=\"block\" alttext=\"z\"><mi>z</mi></math></div> <span "
          "class=\"equation-number\">(2)</span></div>\n</figure>\n<p><a class=\"xref\" "
          "href=\"l.html#e\">Equation 1</a></p>" },

        /* ids and languages where no other row has them; xml:base is of the source alone */
        { "<list id='li' kind='bullet'><item>a</item></list>", "<ul id=\"li\">\n<li>a</li>\n</ul>" },
        { "<quote id='qu' ref='src' xml:base='here/'><p>a</p></quote>",
          "<figure class=\"quote\" id=\"qu\">\n<blockquote>\n<p>a</p>\n</blockquote>\n<figcaption>"
          "Book <em>one</em> <a class=\"cite\" href=\"bibliography.html#src\" "
          "role=\"doc-biblioref\" data-pop=\"src_pop\">[1]</a></figcaption></figure>" },
        { "<code-block id='co' xml:lang='fr' xml:base='here/'>a</code-block>",
          "<pre class=\"code\" role=\"group\" aria-label=\"Code\" tabindex=\"0\" id=\"co\" "
          "lang=\"fr\" dir=\"ltr\"><code>a</code></pre>" },
        { "<audio id='au' src='a.mp3'><caption>A</caption><captions src='a.vtt' xml:lang='fr' "
          "xml:base='here/'/></audio>",
          "<figure class=\"media\" id=\"au\"><audio controls preload=\"metadata\" "
          "src=\"media/a.mp3\"><track kind=\"captions\" src=\"media/a.vtt\" srclang=\"fr\" "
          "label=\"Captions\" default></audio>\n<figcaption>A</figcaption></figure>" },
        { "<download id='dl' src='pic.gif'>A</download>",
          "<p class=\"download\" id=\"dl\"><a href=\"media/pic.gif\" download>A</a> <span "
          "class=\"meta\">GIF, 1 kB</span></p>" },
        { "<p><foreign xml:lang='de' xml:base='here/'>a</foreign></p>",
          "<p><i lang=\"de\">a</i></p>" },
        { "<table><caption>T</caption><body><row><cell colspan='2' rowspan='2'>a</cell><cell>b</cell>"
          "</row><row><cell>c</cell></row></body></table>",
          "<div class=\"table\" role=\"region\" aria-labelledby=\"_table_1_caption\" "
          "tabindex=\"0\" id=\"_table_1\">\n<table><caption id=\"_table_1_caption\"><span "
          "class=\"label\">Table 1</span> T</caption>\n<tbody><tr><td colspan=\"2\" "
          "rowspan=\"2\">a</td><td>b</td></tr>\n<tr><td>c</td></tr>\n</tbody>\n</table></div>" },
        { "<section xml:lang='ar' xml:base='here/'><title>A</title><p>a</p></section>",
          "<section lang=\"ar\" dir=\"rtl\">\n<h2>A</h2>\n<p>a</p>\n</section>" },

        /* a quiz on the page of a lesson */
        { "<p>a</p><quiz id='z' graded='false'><title>Z</title><p>do</p><true-false "
          "id='z-1'><prompt><p>?</p>"
          "</prompt><answer id='t' correct='true'><text>Yes</text></answer><answer "
          "id='f'><text>No</text>"
          "<feedback>Oh <em>no</em>.</feedback></answer><explanation><p>e</p></explanation>"
          "</true-false></quiz>",
          "<p>a</p>\n<section class=\"quiz\" id=\"z\" data-quiz=\"z\" "
          "aria-labelledby=\"z_title\">\n"
          "<h2 id=\"z_title\">Z</h2>\n<p>do</p>\n<p class=\"quiz-facts\">1 question. For "
          "practice: it does "
          "not count towards your result.</p>\n<noscript><p class=\"note\">Answers can be "
          "checked only where "
          "JavaScript is on. The questions can be read and printed without it.</p></noscript>\n"
          "<form class=\"quiz-form\" novalidate>\n<fieldset class=\"question "
          "question-true-false\" id=\"z-1\" "
          "data-question=\"z-1\" aria-labelledby=\"z-1_number z-1_prompt\">\n<legend "
          "id=\"z-1_number\">"
          "<span class=\"question-number\">Question 1</span></legend>\n<div class=\"prompt\" id=\"z-1_prompt\"><p>?</p>\n</div>\n"
          "<p class=\"how\" id=\"z-1_how\">Choose one answer.</p>\n<ul class=\"answers\">\n<li "
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
          "<h2 id=\"z_title\">Z</h2>\n<p class=\"quiz-facts\">1 question. To pass: 50\u00a0%. "
          "2 attempts.</p>\n"
          "<noscript><p class=\"note\">Answers can be checked only where "
          "JavaScript is on. The questions can be read and printed without it.</p></noscript>\n"
          "<form class=\"quiz-form\" novalidate>\n<fieldset class=\"question "
          "question-multiple-choice\" id=\"z-1\" "
          "data-question=\"z-1\" aria-labelledby=\"z-1_number z-1_prompt\">\n<legend "
          "id=\"z-1_number\">"
          "<span class=\"question-number\">Question 1</span> <span class=\"points\">3 points</span></legend>\n<div class=\"prompt\" "
          "id=\"z-1_prompt\"><p>?</p>\n</div>\n<p class=\"how\" id=\"z-1_how\">Choose all that are right.</p>\n"
          "<ul class=\"answers\">\n<li class=\"answer\"><label><input type=\"checkbox\" "
          "name=\"z-1\" "
          "value=\"b\"> <span class=\"answer-text\">B</span></label></li>\n<li "
          "class=\"answer\"><label>"
          "<input type=\"checkbox\" name=\"z-1\" value=\"a\"> <span "
          "class=\"answer-text\">A</span></label>"
          "</li>\n</ul>\n</fieldset>\n</form>\n</section>" },

        /* questions of the other types, and what stands round them */
        { "<p>a</p><practice id='z'><matching id='z-m'><prompt><p>?</p></prompt><pair "
          "id='a'><text>A</text><match>x</match><feedback>f</feedback></pair><pair "
          "id='b'><text>B</text><match>y<sup>2</sup></match></pair><choice "
          "id='c'>z</choice><hint>h</hint><feedback "
          "for='partly'>so</feedback></matching></practice>",
          "<p>a</p>\n"
          "<div class=\"quiz practice\" role=\"group\" id=\"z\" data-quiz=\"z\" "
          "aria-labelledby=\"z_title\">\n"
          "<p class=\"practice-over\" id=\"z_title\">Practice</p>\n"
          "<noscript><p class=\"note\">Answers can be checked only where JavaScript is on. The "
          "questions can be read and printed without it.</p></noscript>\n"
          "<form class=\"quiz-form\" novalidate>\n"
          "<fieldset class=\"question question-matching\" id=\"z-m\" data-question=\"z-m\" "
          "aria-labelledby=\"z-m_number z-m_prompt\">\n"
          "<legend id=\"z-m_number\"><span class=\"question-number\">Question</span></legend>\n"
          "<div class=\"prompt\" id=\"z-m_prompt\"><p>?</p>\n"
          "</div>\n"
          "<p class=\"how\" id=\"z-m_how\">Choose for each what belongs to it.</p>\n"
          "<ol class=\"options\" type=\"A\">\n"
          "<li>y<sup>2</sup></li>\n"
          "<li>x</li>\n"
          "<li>z</li>\n"
          "</ol>\n"
          "<ul class=\"pairs\">\n"
          "<li class=\"pair\" data-key=\"a\"><label for=\"z-m_a\">A</label>\n"
          "<select id=\"z-m_a\" name=\"z-m\"><option value=\"\">Choose …</option> <option "
          "value=\"b\">A</option> <option value=\"a\">B. x</option> <option value=\"c\">C. "
          "z</option></select>\n"
          "<div class=\"feedback\" hidden>f</div></li>\n"
          "<li class=\"pair\" data-key=\"b\"><label for=\"z-m_b\">B</label>\n"
          "<select id=\"z-m_b\" name=\"z-m\"><option value=\"\">Choose …</option> <option "
          "value=\"b\">A</option> <option value=\"a\">B. x</option> <option value=\"c\">C. "
          "z</option></select></li>\n"
          "</ul>\n"
          "<ol class=\"hints\" hidden>\n"
          "<li hidden>h</li>\n"
          "</ol>\n"
          "<div class=\"reaction\" data-for=\"partly\" hidden>so</div>\n"
          "</fieldset>\n"
          "</form>\n"
          "</div>" },
        { "<p>a</p><practice id='z'><title>T</title><ordering "
          "id='z-o'><prompt><p>?</p></prompt><choice id='a'>one</choice><choice "
          "id='b'>two</choice></ordering><rating id='z-r'><prompt><p>?</p></prompt><choice "
          "id='a'>no</choice><choice id='b'>yes</choice></rating></practice>",
          "<p>a</p>\n"
          "<section class=\"quiz practice\" id=\"z\" data-quiz=\"z\" "
          "aria-labelledby=\"z_title\">\n"
          "<h2 id=\"z_title\">T</h2>\n"
          "<noscript><p class=\"note\">Answers can be checked only where JavaScript is on. The "
          "questions can be read and printed without it.</p></noscript>\n"
          "<form class=\"quiz-form\" novalidate>\n"
          "<fieldset class=\"question question-ordering\" id=\"z-o\" data-question=\"z-o\" "
          "aria-labelledby=\"z-o_number z-o_prompt\">\n"
          "<legend id=\"z-o_number\"><span class=\"question-number\">Question "
          "1</span></legend>\n"
          "<div class=\"prompt\" id=\"z-o_prompt\"><p>?</p>\n"
          "</div>\n"
          "<p class=\"how\" id=\"z-o_how\">Put these in the right order.</p>\n"
          "<ol class=\"order\">\n"
          "<li class=\"order-item\" data-key=\"b\"><span class=\"order-text\" "
          "id=\"z-o_b\">two</span></li>\n"
          "<li class=\"order-item\" data-key=\"a\"><span class=\"order-text\" "
          "id=\"z-o_a\">one</span></li>\n"
          "</ol>\n"
          "</fieldset>\n"
          "<fieldset class=\"question question-rating\" id=\"z-r\" data-question=\"z-r\" "
          "aria-labelledby=\"z-r_number z-r_prompt\">\n"
          "<legend id=\"z-r_number\"><span class=\"question-number\">Question "
          "2</span></legend>\n"
          "<div class=\"prompt\" id=\"z-r_prompt\"><p>?</p>\n"
          "</div>\n"
          "<p class=\"how\" id=\"z-r_how\">Choose one. This is not graded.</p>\n"
          "<ul class=\"answers\">\n"
          "<li class=\"answer\"><label><input type=\"radio\" name=\"z-r\" value=\"a\"> <span "
          "class=\"answer-text\">no</span></label></li>\n"
          "<li class=\"answer\"><label><input type=\"radio\" name=\"z-r\" value=\"b\"> <span "
          "class=\"answer-text\">yes</span></label></li>\n"
          "</ul>\n"
          "</fieldset>\n"
          "</form>\n"
          "</section>" },
        { "<p>a</p><practice id='z'><cloze id='z-c'><passage><p>A <gap "
          "id='a'><accept>bee</accept></gap> or <gap id='b'><option>x</option><option "
          "correct='true'>y</option></gap>.</p></passage></cloze></practice>",
          "<p>a</p>\n"
          "<div class=\"quiz practice\" role=\"group\" id=\"z\" data-quiz=\"z\" "
          "aria-labelledby=\"z_title\">\n"
          "<p class=\"practice-over\" id=\"z_title\">Practice</p>\n"
          "<noscript><p class=\"note\">Answers can be checked only where JavaScript is on. The "
          "questions can be read and printed without it.</p></noscript>\n"
          "<form class=\"quiz-form\" novalidate>\n"
          "<fieldset class=\"question question-cloze\" id=\"z-c\" data-question=\"z-c\" "
          "aria-labelledby=\"z-c_number\">\n"
          "<legend id=\"z-c_number\"><span class=\"question-number\">Question</span></legend>\n"
          "<p class=\"how\" id=\"z-c_how\">Fill in the gaps.</p>\n"
          "<div class=\"cloze\"><p>A <span class=\"gap\" data-key=\"a\"><input type=\"text\" "
          "id=\"z-c_a\" name=\"z-c\" aria-label=\"Gap 1\" maxlength=\"16\" size=\"12\" "
          "autocomplete=\"off\" autocapitalize=\"off\" spellcheck=\"false\"></span> or <span "
          "class=\"gap\" data-key=\"b\"><select id=\"z-c_b\" name=\"z-c\" aria-label=\"Gap "
          "2\"><option value=\"\">Choose …</option> <option value=\"0\">x</option> <option "
          "value=\"1\">y</option></select></span>.</p>\n"
          "</div>\n"
          "</fieldset>\n"
          "</form>\n"
          "</div>" },
        { "<p>a</p><practice id='z'><short-text id='z-s'><prompt><p>?</p></prompt><accept>bee</"
          "accept></short-text><numeric id='z-n'><prompt><p>?</p></prompt><expected value='1' "
          "unit='metre'/><expected value='1' share='0'><feedback>f</feedback></expected></numer"
          "ic><numeric id='z-k'><prompt><p>?</p></prompt><expected "
          "value='2'/></numeric><free-text id='z-f' "
          "length='50'><prompt><p>?</p></prompt></free-text></practice>",
          "<p>a</p>\n"
          "<div class=\"quiz practice\" role=\"group\" id=\"z\" data-quiz=\"z\" "
          "aria-labelledby=\"z_title\">\n"
          "<p class=\"practice-over\" id=\"z_title\">Practice</p>\n"
          "<noscript><p class=\"note\">Answers can be checked only where JavaScript is on. The "
          "questions can be read and printed without it.</p></noscript>\n"
          "<form class=\"quiz-form\" novalidate>\n"
          "<fieldset class=\"question question-short-text\" id=\"z-s\" data-question=\"z-s\" "
          "aria-labelledby=\"z-s_number z-s_prompt\">\n"
          "<legend id=\"z-s_number\"><span class=\"question-number\">Question "
          "1</span></legend>\n"
          "<div class=\"prompt\" id=\"z-s_prompt\"><p>?</p>\n"
          "</div>\n"
          "<p class=\"how\" id=\"z-s_how\">A word or a few words.</p>\n"
          "<p class=\"field\"><label for=\"z-s_text\">Your answer</label> <input type=\"text\" "
          "id=\"z-s_text\" name=\"z-s\" maxlength=\"16\" autocomplete=\"off\" "
          "autocapitalize=\"off\" spellcheck=\"false\"></p>\n"
          "</fieldset>\n"
          "<fieldset class=\"question question-numeric\" id=\"z-n\" data-question=\"z-n\" "
          "aria-labelledby=\"z-n_number z-n_prompt\">\n"
          "<legend id=\"z-n_number\"><span class=\"question-number\">Question "
          "2</span></legend>\n"
          "<div class=\"prompt\" id=\"z-n_prompt\"><p>?</p>\n"
          "</div>\n"
          "<p class=\"how\" id=\"z-n_how\">Number and unit in one line, as in 1.25e-3 m, 1,25 "
          "× 10⁻³ m or 1.25 mm. Point and comma are both decimal marks; blanks divide "
          "thousands.</p>\n"
          "<p class=\"field\"><label for=\"z-n_text\">Number and unit</label> <input "
          "type=\"text\" id=\"z-n_text\" name=\"z-n\" maxlength=\"32\" "
          "aria-describedby=\"z-n_how\" dir=\"ltr\" autocomplete=\"off\" "
          "autocapitalize=\"off\" spellcheck=\"false\"></p>\n"
          "<div class=\"feedback\" data-key=\"1\" hidden>f</div>\n"
          "</fieldset>\n"
          "<fieldset class=\"question question-numeric\" id=\"z-k\" data-question=\"z-k\" "
          "aria-labelledby=\"z-k_number z-k_prompt\">\n"
          "<legend id=\"z-k_number\"><span class=\"question-number\">Question "
          "3</span></legend>\n"
          "<div class=\"prompt\" id=\"z-k_prompt\"><p>?</p>\n"
          "</div>\n"
          "<p class=\"how\" id=\"z-k_how\">A number, as in 0.125, 1,25e-1 or 12.5 %. Point and "
          "comma are both decimal marks; blanks divide thousands.</p>\n"
          "<p class=\"field\"><label for=\"z-k_text\">Your answer</label> <input type=\"text\" "
          "id=\"z-k_text\" name=\"z-k\" maxlength=\"32\" aria-describedby=\"z-k_how\" "
          "dir=\"ltr\" autocomplete=\"off\" autocapitalize=\"off\" spellcheck=\"false\"></p>\n"
          "</fieldset>\n"
          "<fieldset class=\"question question-free-text\" id=\"z-f\" data-question=\"z-f\" "
          "aria-labelledby=\"z-f_number z-f_prompt\">\n"
          "<legend id=\"z-f_number\"><span class=\"question-number\">Question "
          "4</span></legend>\n"
          "<div class=\"prompt\" id=\"z-f_prompt\"><p>?</p>\n"
          "</div>\n"
          "<p class=\"how\" id=\"z-f_how\">Write freely, up to 50 characters. This is not "
          "graded.</p>\n"
          "<p class=\"field\"><label for=\"z-f_text\">Your answer</label> <textarea "
          "id=\"z-f_text\" name=\"z-f\" maxlength=\"50\" rows=\"5\"></textarea></p>\n"
          "</fieldset>\n"
          "</form>\n"
          "</div>" },
        { "<p>a</p><quiz id='z' retry='wrong'><title>Z</title><pool id='z-p' "
          "draw='1'><true-false id='t1'><prompt><p>?</p></prompt><answer id='t' "
          "correct='true'><text>Yes</text></answer><answer "
          "id='f'><text>No</text></answer></true-false><true-false "
          "id='t2'><prompt><p>?</p></prompt><answer id='t' "
          "correct='true'><text>Yes</text></answer><answer "
          "id='f'><text>No</text></answer></true-false></pool></quiz>",
          "<p>a</p>\n"
          "<section class=\"quiz\" id=\"z\" data-quiz=\"z\" aria-labelledby=\"z_title\">\n"
          "<h2 id=\"z_title\">Z</h2>\n"
          "<p class=\"quiz-facts\">1 question. To pass: 70 %. If you try again, only what "
          "was not right is asked again.</p>\n"
          "<noscript><p class=\"note\">Answers can be checked only where JavaScript is on. The "
          "questions can be read and printed without it.</p></noscript>\n"
          "<form class=\"quiz-form\" novalidate>\n"
          "<div class=\"pool\" data-pool=\"z-p\">\n"
          "<fieldset class=\"question question-true-false\" id=\"t1\" data-question=\"t1\" "
          "aria-labelledby=\"t1_number t1_prompt\">\n"
          "<legend id=\"t1_number\"><span class=\"question-number\">Question 1</span> <span "
          "class=\"points\">1 point</span></legend>\n"
          "<div class=\"prompt\" id=\"t1_prompt\"><p>?</p>\n"
          "</div>\n"
          "<p class=\"how\" id=\"t1_how\">Choose one answer.</p>\n"
          "<ul class=\"answers\">\n"
          "<li class=\"answer\"><label><input type=\"radio\" name=\"t1\" value=\"t\"> <span "
          "class=\"answer-text\">Yes</span></label></li>\n"
          "<li class=\"answer\"><label><input type=\"radio\" name=\"t1\" value=\"f\"> <span "
          "class=\"answer-text\">No</span></label></li>\n"
          "</ul>\n"
          "</fieldset>\n"
          "<fieldset class=\"question question-true-false\" id=\"t2\" data-question=\"t2\" "
          "aria-labelledby=\"t2_number t2_prompt\">\n"
          "<legend id=\"t2_number\"><span class=\"question-number\">Question 2</span> <span "
          "class=\"points\">1 point</span></legend>\n"
          "<div class=\"prompt\" id=\"t2_prompt\"><p>?</p>\n"
          "</div>\n"
          "<p class=\"how\" id=\"t2_how\">Choose one answer.</p>\n"
          "<ul class=\"answers\">\n"
          "<li class=\"answer\"><label><input type=\"radio\" name=\"t2\" value=\"t\"> <span "
          "class=\"answer-text\">Yes</span></label></li>\n"
          "<li class=\"answer\"><label><input type=\"radio\" name=\"t2\" value=\"f\"> <span "
          "class=\"answer-text\">No</span></label></li>\n"
          "</ul>\n"
          "</fieldset>\n"
          "</div>\n"
          "</form>\n"
          "</section>" },
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


/* Some systems give the names of files decomposed; packages have them composed. */
static void names_are_composed(void **state)
{
    (void)state;
    struct err e = { 0 };
    write_media();
    assert_true(fs_write("lab/e\u0301.js", S("0"), FS_PUBLIC, &e));
    struct bundle b = render("en", "<interactive src='lab/index.html' height='90'>"
                                   "<caption>A</caption></interactive>");
    assert_non_null(bundle_find(&b, S("media/lab/\u00e9.js")));
    assert_null(bundle_find(&b, S("media/lab/e\u0301.js")));
}

/* One file alone is the same as among all; blocks say where they are when asked. */
static void single_files(void **state)
{
    (void)state;
    struct err e = { 0 };
    struct diags d = { .arena = arena };
    struct render_how how = { .store = "web" };
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
        str bytes;
        assert_true(bundle_bytes(&all.files.v[i], arena, &bytes, &e));
        assert_true(str_eq(f.bytes, bytes) && str_eq(f.disk, all.files.v[i].disk));
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

/* What of a <quantity> is seen, heard (NULL: what is seen) and said to machines. */
static void quantities(void **state)
{
    (void)state;
#define SI "https://si-digital-framework.org/SI/units/"
#define THIN "\u202f"
#define NB "\u00a0"
#define TIMES NB "×" NB
#define UNIT NB "<span class=\"unit\">"
#define LONG NB "<wbr><span class=\"unit\">"
#define END "</span>"
    static const struct { const char *lang, *attributes, *seen, *heard; } rows[] = {
        /* digits as written, in threes from five on, on both sides of the mark (5.4.4) */
        { "en", "value='0'", "0", NULL },
        { "en", "value='1234'", "1234", NULL },
        { "en", "value='12345'", "12" THIN "345", "12345" },
        { "en", "value='1234567'", "1" THIN "234" THIN "567", "1234567" },
        { "en", "value='0.1234'", "0.1234", NULL },
        { "en", "value='0.12345'", "0.123" THIN "45", "0.12345" },
        { "en", "value='299792.4580'", "299" THIN "792.4580", "299792.4580" },
        { "en", "value='007.500'", "007.500", NULL },
        { "en", "value='123456789012345678901234567890'",
          "123" THIN "456" THIN "789" THIN "012" THIN "345" THIN "678" THIN "901" THIN "234" THIN
          "567" THIN "890",
          "123456789012345678901234567890" },
        { "fr", "value='12345.678'", "12" THIN "345,678", "12345,678" },
        { "es", "value='0.50'", "0,50", NULL },
        { "ru", "value='0.50'", "0,50", NULL },
        { "ar", "value='0.50'", "0.50", NULL },
        { "zh", "value='0.50'", "0.50", NULL },

        /* signs and powers of ten */
        { "en", "value='-3'", "\u22123", "minus 3" },
        { "en", "value='+3'", "3", NULL },
        { "en", "value='-12.50e-3'",
          "\u221212.50" TIMES "10<sup>\u22123</sup>",
          "minus 12.50 times ten to the power minus 3" },
        { "en", "value='6E+23'", "6" TIMES "10<sup>23</sup>", "6 times ten to the power 23" },
        { "fr", "value='-1.5e3'",
          "\u22121,5" TIMES "10<sup>3</sup>",
          "moins 1,5 fois dix puissance 3" },

        /* units: a blank, but not before signs of angle; products and exponents */
        { "en", "value='5' unit='metre'", "5" UNIT "m" END, "5 metres" },
        { "en", "value='1' unit='metre'", "1" UNIT "m" END, "1 metre" },
        { "en", "value='-1' unit='metre'", "\u22121" UNIT "m" END, "minus 1 metre" },
        { "en", "value='1.0' unit='metre'", "1.0" UNIT "m" END, "1.0 metres" },
        { "en", "value='5' unit='hertz'", "5" UNIT "Hz" END, "5 hertz" },
        { "en", "value='5' unit='siemens'", "5" UNIT "S" END, "5 siemens" },
        { "en", "value='5' unit='kilo-ohm'", "5" UNIT "kΩ" END, "5 kiloohms" },
        { "en", "value='25' unit='percent'", "25" UNIT "%" END, "25 percent" },
        { "en", "value='20.0' unit='degreeCelsius'",
          "20.0" UNIT "°C" END,
          "20.0 degrees Celsius" },
        { "en", "value='20' unit='milli-degreeCelsius'",
          "20" UNIT "m°C" END,
          "20 millidegrees Celsius" },
        { "en", "value='45' unit='degree'", "45<span class=\"unit\">°" END, "45 degrees" },
        { "en", "value='30' unit='arcminute'", "30<span class=\"unit\">′" END, "30 arcminutes" },
        { "en", "value='30' unit='arcsecond'", "30<span class=\"unit\">″" END, "30 arcseconds" },
        { "en", "value='5' unit='degree.second-1'",
          "5" UNIT "°" THIN "s<sup>\u22121</sup>" END,
          "5 degrees per second" },
        { "en", "value='9.81' unit='metre.second-2'",
          "9.81" UNIT "m" THIN "s<sup>\u22122</sup>" END,
          "9.81 metres per second squared" },
        { "en", "value='5' unit='newton.metre'", "5" UNIT "N" THIN "m" END, "5 newton metres" },
        { "en", "value='5' unit='metre3'", "5" UNIT "m<sup>3</sup>" END, "5 metres cubed" },
        { "en", "value='5' unit='metre-1'", "5" UNIT "m<sup>\u22121</sup>" END, "5 per metre" },
        { "en", "value='5' unit='watt.metre-2.kelvin-4'",
          "5" UNIT "W" THIN "m<sup>\u22122</sup>" THIN "K<sup>\u22124</sup>" END,
          "5 watts per metre squared kelvin to the power 4" },
        { "en", "unit='kilogram.metre2'",
          "<span class=\"unit\">kg" THIN "m<sup>2</sup>" END,
          "kilogram metre squared" },
        { "fr", "value='5' unit='kilo-metre.second-2'",
          "5" UNIT "km" THIN "s<sup>\u22122</sup>" END,
          "5" NB "kilomètres par seconde carrée" },

        /* a standard uncertainty: in brackets when it ends where the value ends */
        { "en", "value='9.80665' uncertainty='0.00002' unit='metre'",
          "9.806" THIN "65(2)" UNIT "m" END,
          "9.80665 metres, standard uncertainty 0.00002 metres" },
        { "fr", "value='2' unit='tesla'", "2" UNIT "T" END, "2 teslas" },
        { "es", "value='-1.5e3' unit='metre'",
          "\u22121,5" TIMES "10<sup>3</sup>" UNIT "m" END,
          "menos 1,5 por diez elevado a 3 metros" },
        { "es", "unit='kilo-gram.metre-3'",
          "<span class=\"unit\">kg" THIN "m<sup>\u22123</sup>" END,
          "kilogramo por metro cúbico" },
        { "fr", "value='100.02147' uncertainty='0.00035' unit='gram'",
          "100,021" THIN "47(35)" UNIT "g" END,
          "100,02147" NB "grammes, incertitude-type 0,00035" NB "gramme" },
        { "en", "value='9.80665' uncertainty='2e-5'",
          "9.806" THIN "65(2)",
          "9.80665, standard uncertainty 2 times ten to the power minus 5" },
        { "en", "value='6.67430e-11' uncertainty='0.00015e-11'",
          "6.674" THIN "30(15)" TIMES "10<sup>\u221211</sup>",
          "6.67430 times ten to the power minus 11, standard uncertainty 0.00015 times ten "
          "to the power minus 11" },
        { "en", "value='6.67430e-11' uncertainty='1.5e-15'",
          "6.674" THIN "30(15)" TIMES "10<sup>\u221211</sup>",
          "6.67430 times ten to the power minus 11, standard uncertainty 1.5 times ten to "
          "the power minus 15" },
        { "en", "value='100' uncertainty='12' unit='gram'",
          "100(12)" UNIT "g" END,
          "100 grams, standard uncertainty 12 grams" },
        { "en", "value='9.806' uncertainty='0.5' unit='metre'",
          "9.806" LONG "m" END ", <i>u</i>" NB "=" NB "0.5" LONG "m" END,
          "9.806 metres, standard uncertainty 0.5 metres" },
        { "en", "value='1.234' uncertainty='0.123'",
          "1.234, <i>u</i>" NB "=" NB "0.123",
          "1.234, standard uncertainty 0.123" },
        { "en", "value='9.8' uncertainty='0.02'",
          "9.8, <i>u</i>" NB "=" NB "0.02",
          "9.8, standard uncertainty 0.02" },

        /* an expanded one: a range, with the factor */
        { "en", "value='9.81' uncertainty='0.04' coverage-factor='2' unit='metre.second-2'",
          "(9.81" NB "±" NB "0.04)" LONG "m" THIN "s<sup>\u22122</sup>" END " (<i>k</i>" NB "=" NB
          "2)",
          "9.81 metres per second squared, plus or minus 0.04 metres per second squared, "
          "coverage factor 2" },
        { "fr", "value='9.81' uncertainty='0.04' coverage-factor='1.96'",
          "(9,81" NB "±" NB "0,04) (<i>k</i>" NB "=" NB "1,96)",
          "9,81, plus ou moins 0,04, facteur d’élargissement 1,96" },
        { "en", "value='45.0' uncertainty='0.2' coverage-factor='2' unit='degree'",
          "(45.0" NB "±" NB "0.2)<span class=\"unit\">°" END " (<i>k</i>" NB "=" NB "2)",
          "45.0 degrees, plus or minus 0.2 degrees, coverage factor 2" },
        { "en", "value='6.6743e-11' uncertainty='3e-15' coverage-factor='2'",
          "(6.6743" NB "±" NB "0.0003)" TIMES "10<sup>\u221211</sup> (<i>k</i>" NB "=" NB "2)",
          "6.6743 times ten to the power minus 11, plus or minus 0.0003 times ten to the "
          "power minus 11, coverage factor 2" },
        { "en", "value='2.5e3' uncertainty='2e4' coverage-factor='2' unit='gray'",
          "2.5" TIMES "10<sup>3</sup>" LONG "Gy" END NB "±" NB "2" TIMES "10<sup>4</sup>" LONG
          "Gy" END " (<i>k</i>" NB "=" NB "2)",
          "2.5 times ten to the power 3 grays, plus or minus 2 times ten to the power 4 "
          "grays, coverage factor 2" },
    };
    int bad = 0;
    write_media();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str xml = str_format(arena, "<p>x <quantity %s/></p>", rows[i].attributes);
        str got = between(body_of(rows[i].lang, xml.p), "<span class=\"quantity", "</p>");
        got = str_from(got, str_find(got, S(">")) + 1);
        str want = rows[i].heard
            ? str_format(arena, "<span aria-hidden=\"true\">%s</span><span class=\"spoken\">%s</span></span>",
                         rows[i].seen, rows[i].heard)
            : str_format(arena, "%s</span>", rows[i].seen);
        if (str_eq(got, want))
            continue;
        bad++;
        fprintf(stderr, "--- %s %s\n--- wanted\n" STR_FMT "\n--- got\n" STR_FMT "\n", rows[i].lang,
                rows[i].attributes, STR_ARG(want), STR_ARG(got));
    }
    assert_int_equal(bad, 0);
}

static void quantities_for_machines(void **state)
{
    (void)state;
    static const struct { const char *attributes, *marks; } rows[] = {
        { "value='9.80665' unit='metre.second-2' quantity-kind='ACCE'",
          "\" dir=\"ltr\" data-value=\"9.80665\" data-si-unit=\"" SI "metre.second-2\" "
          "data-si-quantity=\"https://si-digital-framework.org/quantities/ACCE\"" },
        { "value='5.0e3' uncertainty='0.1e3' coverage-factor='2' unit='kilo-metre2'",
          " quantity-long\" dir=\"ltr\" data-value=\"5.0e3\" data-uncertainty=\"0.1e3\" data-coverage=\"2\" "
          "data-si-unit=\"" SI "kilo-metre2\"" },
        { "value='5' unit='percent'", "\" dir=\"ltr\" data-value=\"5\"" },
    };
    write_media();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str xml = str_format(arena, "<p>x <quantity %s/></p>", rows[i].attributes);
        str got = between(body_of("ar", xml.p), "<span class=\"quantity", ">");
        if (!str_eq(got, str_of(rows[i].marks)))
            fail_msg("%s:" STR_FMT, rows[i].attributes, STR_ARG(got));
    }
}

/* A course with all that is asked and told outside of lessons' text. */
static const char whole[] =
    "<course xmlns='urn:etalon:course:1' schema-version='1.0' id='c' version='1.1' xml:lang='en'>"
    "<title>C</title><summary><p>S</p></summary>"
    "<contributor role='translator'>T</contributor><contributor>A</contributor>"
    "<contributor role='editor'>E</contributor><contributor role='author'>B</contributor>"
    "<contributor role='reviewer'>R</contributor><contributor role='illustrator'>I</contributor>"
    "<keyword>k</keyword><keyword>l</keyword>"
    "<publisher href='https://example.org/'>P</publisher>"
    "<audience>All <em>of us</em></audience><level>advanced</level><rights>R <em>r</em></rights>"
    "<objectives><objective id='oc'>Of <em>course</em></objective></objectives>"
    "<settings pass-mark='60' prerequisites='%s'/>"
    "<history><release version='1.1' date='2026-03-31'>New <em>n</em></release>"
    "<release version='1' date='2025-11-02'>Old</release></history>"
    "<completion><all><pages-seen share='80'/><quiz-passed ref='final'/></all></completion>"
    "<module id='m1'><title>One</title><summary><p>S1</p></summary>"
    "<objectives><objective id='om' supports='oc'>Of module</objective></objectives>"
    "<completion><any><all><pages-seen/><quiz-passed/></all><completed ref='l1'/></any></completion>"
    "<lesson id='l1' duration='5'><title>L1</title>"
    "<objectives><objective supports='om'>Of lesson</objective></objectives>"
    "<completion><pages-seen/></completion><p>x</p></lesson>"
    "<quiz id='q1'><title>Q1</title><true-false id='t1'><prompt><p>?</p></prompt><answer id='t' "
    "correct='true'><text>Yes</text></answer><answer id='f'><text>No</text></answer></true-false>"
    "</quiz></module>"
    "<module id='m2'><title>Two</title><prerequisite ref='m1'/>"
    "<completion><quiz-passed ref='q1'/></completion>"
    "<lesson id='l2'><title>L2</title><p>x</p></lesson>"
    "<lesson id='l3'><title>L3</title><p>x</p></lesson></module>"
    "<module id='m3'><title>Three</title><prerequisite ref='m1'/><prerequisite ref='m2'/>"
    "<completion><completed ref='m2'/></completion>"
    "<lesson id='l4'><title>L4</title><p>x</p></lesson></module>"
    "<quiz id='final'><title>F <em>f</em></title><true-false id='t2'><prompt><p>?</p></prompt>"
    "<answer id='t' correct='true'><text>Yes</text></answer><answer id='f'><text>No</text></answer>"
    "</true-false></quiz></course>";

static void around_the_lessons(void **state)
{
    (void)state;
    static const struct { const char *file, *from, *to, *html; } rows[] = {
        { "index.html", "<dl>\n", "</dl>",
          "<div><dt>For</dt><dd>All <em>of us</em></dd></div>\n"
          "<div><dt>Level</dt><dd>Advanced</dd></div>\n"
          "<div><dt>Time needed</dt><dd>5 min</dd></div>\n"
          "<div><dt>To pass</dt><dd>60\u00a0%</dd></div>\n"
          "<div><dt>By</dt><dd>A, B</dd></div>\n"
          "<div><dt>Edited by</dt><dd>E</dd></div>\n"
          "<div><dt>Reviewed by</dt><dd>R</dd></div>\n"
          "<div><dt>Translated by</dt><dd>T</dd></div>\n"
          "<div><dt>Illustrated by</dt><dd>I</dd></div>\n"
          "<div><dt>Keywords</dt><dd>k, l</dd></div>\n"
          "<div><dt>Versions</dt><dd><ol class=\"history\">\n<li><span "
          "class=\"history-version\">1.1</span> <time datetime=\"2026-03-31\">31 March 2026</time> "
          "New <em>n</em></li>\n<li><span class=\"history-version\">1</span> <time "
          "datetime=\"2025-11-02\">2 November 2025</time> Old</li>\n</ol></dd></div>\n" },
        { "index.html", "</dl>\n", "</section>",
          "<div class=\"rule\"><p class=\"rule-title\">This course is complete when all of this is "
          "true:</p>\n<ul class=\"rule-parts\">\n<li>80\u00a0% of the pages have been read to the "
          "end</li>\n<li>this quiz is passed: <a href=\"final.html\">F <em>f</em></a></li>\n</ul>"
          "</div>\n" },
        { "index.html", "<h3 id=\"m1_title\">", "<ol",
          "One</h3>\n<p>S1</p>\n<div class=\"rule\"><p class=\"rule-title\">This module is complete "
          "when one of these is true:</p>\n<ul class=\"rule-parts\">\n<li>all of this is true:\n<ul "
          "class=\"rule-parts\">\n<li>every page has been read to the end</li>\n<li>every graded "
          "quiz is passed</li>\n</ul></li>\n<li>this is complete: <a href=\"l1.html\">L1</a></li>\n"
          "</ul></div>\n<ul class=\"module-objectives\">\n<li id=\"om\">Of module <span "
          "class=\"supports\">Part of: <a href=\"index.html#oc\">Of <em>course</em></a></span></li>\n"
          "</ul>\n" },
        { "index.html", "<h3 id=\"m2_title\">", "<ol",
          "Two</h3>\n<p class=\"needs\"><span class=\"needs-word\">First complete:</span> <a "
          "href=\"index.html#m1\">One</a></p>\n<p class=\"rule\"><span class=\"rule-title\">This "
          "module is complete when</span> this quiz is passed: <a href=\"q1.html\">Q1</a></p>\n" },
        { "index.html", "<h3 id=\"m3_title\">", "<ol",
          "Three</h3>\n<p class=\"needs\"><span class=\"needs-word\">First complete:</span> <a "
          "href=\"index.html#m1\">One</a>, <a href=\"index.html#m2\">Two</a></p>\n<p "
          "class=\"rule\"><span class=\"rule-title\">This module is complete when</span> this is "
          "complete: <a href=\"index.html#m2\">Two</a></p>\n" },
        { "index.html", "<p class=\"module-final\">", "</p>",
          "<a href=\"final.html\" data-page=\"final\">F <em>f</em></a> <span class=\"meta\">Quiz, "
          "1 question</span>" },
        { "index.html", "version 1.1</p>\n", "</footer>",
          "<p><a href=\"https://example.org/\" rel=\"external noopener\" target=\"_blank\">P<span "
          "class=\"out\"> (opens in a new window)</span></a></p>\n<p>R <em>r</em></p>\n" },
        { "l1.html", "<p class=\"head-meta\">", "</section>",
          "About 5 min</p>\n<p class=\"rule\"><span class=\"rule-title\">This lesson is complete "
          "when</span> its page has been read to the end</p>\n</header>\n<section "
          "class=\"objectives\" aria-labelledby=\"_objectives_title\">\n<h2 "
          "id=\"_objectives_title\">What you will learn</h2>\n<ul>\n<li>Of lesson <span "
          "class=\"supports\">Part of: <a href=\"index.html#om\">Of module</a></span></li>\n</ul>\n" },
        { "l2.html", "<h1 tabindex=\"-1\">L2</h1>\n", "</header>",
          "<p class=\"needs\"><span class=\"needs-word\">First complete:</span> <a "
          "href=\"index.html#m1\">One</a></p>\n" },
        { "l3.html", "<h1 tabindex=\"-1\">L3</h1>\n", "</header>", "" },
        { "l4.html", "<a class=\"steps-next\"", "</a>",
          " href=\"final.html\" rel=\"next\"><span class=\"steps-word\">Next</span> <span "
          "class=\"steps-title\">F <em>f</em></span>" },
        { "l4.html", "<p class=\"toc-final\">", "</p>",
          "<a href=\"final.html\" data-page=\"final\">F <em>f</em></a>" },
        { "final.html", "<article class=\"quiz-page\">\n", "</header>",
          "<header class=\"head\">\n<p class=\"head-over\">Final test</p>\n<h1 tabindex=\"-1\" "
          "id=\"final_title\">F <em>f</em></h1>\n" },
        { "final.html", "<p class=\"toc-final\">", "</p>",
          "<a href=\"final.html\" data-page=\"final\" aria-current=\"page\">F <em>f</em></a>" },
        { "final.html", "<title>", "</title>", "F f – C" },
    };
    struct bundle b = render_xml(str_format(arena, whole, "enforced").p);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str got = between(file_of(&b, rows[i].file), rows[i].from, rows[i].to);
        if (!str_eq(got, str_of(rows[i].html)))
            fail_msg("%s\n--- wanted\n%s\n--- got\n" STR_FMT, rows[i].file, rows[i].html,
                     STR_ARG(got));
    }
    b = render_xml(str_format(arena, whole, "advised").p);
    assert_true(str_eq(between(file_of(&b, "l2.html"), "needs-word\">", "</span>"),
                       S("Best done first:")));
}

/* The language of a module, the glossary and the bibliography holds wherever
 * something of them is shown. */
static void languages_of_parts(void **state)
{
    (void)state;
    struct bundle b = render_xml(
        "<course xmlns='urn:etalon:course:1' schema-version='1.0' id='c' version='1' date='2026-03-31' "
        "xml:lang='en' xml:base='here/'><title>C</title><summary><p>S</p></summary>"
        "<settings status='completed' theme='calm'/>"
        "<module id='m' xml:lang='ar' xml:base='here/'><title>M</title>"
        "<lesson id='l1'><title>L</title><p>x<term ref='e'>y</term><cite ref='s'/>"
        " <xref ref='e'/></p>"
        "<definition ref='e'/></lesson>"
        "<lesson id='l2' xml:lang='fr' xml:base='here/'><title>L</title><p>x<cite ref='t'/></p></lesson>"
        "<quiz id='q' xml:base='here/'><title>Q</title><true-false id='q1'><prompt><p>?</p></prompt>"
        "<answer id='t' correct='true'><text>Yes</text></answer><answer id='f'><text>No</text></answer>"
        "</true-false></quiz></module>"
        "<glossary xml:lang='de' xml:base='here/'><entry id='e'><term>T</term><text>X</text></entry>"
        "</glossary><bibliography xml:lang='es' xml:base='here/'><source id='s'><title>S</title></source>"
        "<source id='t' xml:lang='ru' xml:base='here/'><title>T</title></source></bibliography></course>");
    static const struct { const char *file, *html; } rows[] = {
        { "index.html", "<section class=\"module\" id=\"m\" data-module=\"m\" "
                        "aria-labelledby=\"m_title\" lang=\"ar\" dir=\"rtl\">" },
        { "l1.html", "<article class=\"lesson\" lang=\"ar\" dir=\"rtl\">" },
        { "l1.html", "<a class=\"xref\" href=\"glossary.html#e\" lang=\"de\">T</a>" },
        { "l1.html", "<a href=\"l2.html\" data-page=\"l2\" lang=\"fr\">L</a></li>" },
        { "l1.html", "<span class=\"steps-title\" lang=\"fr\">L</span>" },
        { "glossary.html", "<a href=\"l1.html\" lang=\"ar\" dir=\"rtl\">M</a></li>" },
        { "index.html", "<a href=\"l2.html\" data-page=\"l2\" lang=\"fr\">L</a>" },
        { "l1.html", "<dl class=\"definition\"><div lang=\"de\">" },
        { "l1.html", "<div id=\"e_pop\" lang=\"de\">" },
        { "l1.html", "<div id=\"s_pop\" lang=\"es\">" },
        { "l2.html", "<article class=\"lesson\" lang=\"fr\">" },
        { "l2.html", "<div id=\"t_pop\" lang=\"ru\">" },
        { "q.html", "<article class=\"quiz-page\" lang=\"ar\" dir=\"rtl\">" },
        { "glossary.html", "<dl class=\"glossary\" lang=\"de\">" },
        { "bibliography.html", "<ol class=\"sources\" lang=\"es\">" },
        { "bibliography.html", "<li id=\"t\" lang=\"ru\">" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str page = file_of(&b, rows[i].file);
        if (str_find(page, str_of(rows[i].html)) == page.n)
            fail_msg("%s: no %s in\n" STR_FMT, rows[i].file, rows[i].html, STR_ARG(page));
    }
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

/* The pages of a module that is in another language than the course are too. */
static void pages_of_a_module_in_its_language(void **state)
{
    (void)state;
    struct bundle b = render_xml(
        "<course xmlns='urn:etalon:course:1' schema-version='1.0' id='c' version='1' xml:lang='ar'>"
        "<title>C</title><summary><p>S</p></summary><module id='m' xml:lang='fr'><title>M</title>"
        "<lesson id='l'><title>L</title><p>x</p></lesson>"
        "<lesson id='k' xml:lang='es'><title>K</title><p>x</p></lesson>"
        "<quiz id='q'><title>Q</title><short-text id='s'><prompt><p>?</p></prompt><accept>x</accept>"
        "</short-text></quiz></module></course>");
    static const struct { const char *file, *html; } rows[] = {
        { "l.html", "<article class=\"lesson\" lang=\"fr\" dir=\"ltr\">" },
        { "k.html", "<article class=\"lesson\" lang=\"es\" dir=\"ltr\">" },
        { "q.html", "<article class=\"quiz-page\" lang=\"fr\" dir=\"ltr\">" },
        { "l.html", "<span lang=\"fr\" dir=\"ltr\">M</span>" },
        { "l.html", "<a href=\"k.html\" data-page=\"k\" lang=\"es\" dir=\"ltr\">K</a>" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str page = file_of(&b, rows[i].file);
        if (str_find(page, str_of(rows[i].html)) == page.n)
            fail_msg("not in %s: %s\n" STR_FMT, rows[i].file, rows[i].html, STR_ARG(page));
    }
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
        "var etalonData = {\"format\":2,\"id\":\"c\",\"version\":\"1\",\"lang\":\"en\","
        "\"title\":\"C\","
        "\"policy\":\"passed\",\"pass\":70,\"enforced\":true,\"modules\":[{\"id\":\"m\",\"title\":\"M & M\","
        "\"needs\":[]}],\"pages\":[{\"id\":\"l\",\"key\":\"",
        "\"module\":\"m\",\"title\":\"L\"},{\"id\":\"other\",",
        "{\"id\":\"q\",\"key\":\"", "\"page\":\"l\",\"graded\":false,\"pass\":70,\"pools\":[],"
        "\"questions\":[{"
        "\"id\":\"z-1\",\"key\":\"", "\"type\":\"multiple-choice\",\"points\":1,\"right\":\"ca\"}]}",
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
    struct editions none = { 0 };
    size_t longest = 25 + 4 * 3 + 10 * 2 + (6 + 3) + (6 + 1) + (6 + 1);
    assert_int_equal(render_state_longest(c, none, false), longest);
    assert_int_equal(render_state_longest(c, none, true), longest);
}

#define LESSON(id) "<lesson id='" id "'><title>L</title><p>x</p></lesson>"
#define TEST(id) "<quiz id='" id "'><title>Q</title><true-false id='" id "-1'><prompt><p>?</p></prompt>" \
    "<answer id='t' correct='true'><text>Yes</text></answer><answer id='f'><text>No</text></answer>" \
    "</true-false></quiz>"

/* A unit is a module, or the final test: the longest counts. */
static void longest_state_of_units(void **state)
{
    (void)state;
    struct err e = { 0 };
    struct diags d = { .arena = arena };
    struct editions none = { 0 };
    render_xml("<course xmlns='urn:etalon:course:1' schema-version='1.0' id='c' version='1' "
               "xml:lang='en'><title>C</title><summary><p>S</p></summary>"
               "<module id='m'><title>M</title>" LESSON("a") TEST("q") "</module>"
               "<module id='n'><title>N</title>" LESSON("b") LESSON("c1") LESSON("d") "</module>"
               TEST("final") "</course>");
    struct course *c = course_load(arena, schema, "course.xml", &d, &e);
    assert_non_null(c);
    assert_int_equal(render_state_longest(c, none, false), 25 + 4 * 6 + (10 + 7) * 2);
    assert_int_equal(render_state_longest(c, none, true), 25 + 4 * 2 + (10 + 7));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_element),
        cmocka_unit_test(quantities),
        cmocka_unit_test(quantities_for_machines),
        cmocka_unit_test(around_the_lessons),
        cmocka_unit_test(languages_of_parts),
        cmocka_unit_test(single_files),
        cmocka_unit_test(names_are_composed),
        cmocka_unit_test(small_windows),
        cmocka_unit_test(glossary_and_sources),
        cmocka_unit_test(frame_and_order),
        cmocka_unit_test(right_to_left),
        cmocka_unit_test(pages_of_a_module_in_its_language),
        cmocka_unit_test(sizes_of_pictures),
        cmocka_unit_test(names_of_media),
        cmocka_unit_test(data_for_the_script),
        cmocka_unit_test(longest_state),
        cmocka_unit_test(longest_state_of_units),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
