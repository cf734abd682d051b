/* Documents in and out: places, limits, hostile files. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/fs.h"
#include "xml/xml.h"

static struct arena *arena;
static struct diags diags;
static struct err err;

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
    diags = (struct diags){ .arena = arena };
    err = (struct err){ 0 };
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static struct xml *read_text(const char *text)
{
    return xml_read(str_of(text), S("x.xml"), &diags, &err);
}

static void assert_place(struct place p, const char *file, int line, int column)
{
    assert_true(str_eq(p.file, str_of(file)));
    assert_int_equal(p.line, line);
    assert_int_equal(p.column, column);
}

static void assert_str(str s, const char *expected)
{
    assert_string_equal(str_dup(arena, s).p, expected);
}

/* rule, line and column of each finding, in order. */
static void assert_findings(const char *expected)
{
    struct buf b = buf_new(arena);
    diag_sort(&diags);
    for (size_t i = 0; i < diags.list.n; i++)
        assert_int_equal(str_utf8_bad(diags.list.v[i].text), diags.list.v[i].text.n);
    for (size_t i = 0; i < diags.list.n; i++)
        buf_printf(&b, "%s%s@%d:%d", i ? " " : "", diags.list.v[i].rule->id,
                   diags.list.v[i].at.line, diags.list.v[i].at.column);
    assert_str(buf_str(&b), expected);
}

static void places_are_where_it_is_written(void **state)
{
    (void)state;
    struct xml *x = read_text("<?xml version='1.0'?>\n"
                              "<a one='1'\n"
                              "   two = \"x>y\" xml:lang='en'><!-- é --><b/>\n"
                              "  \xC3\xA9 text <b xmlns='urn:x' c='>' d='&amp;'\n"
                              "   e=''>t</b></a>");
    const struct xml_node *a = xml_root(x), *b = xml_child(a, "b"), *text = xml_child(a, "");
    assert_place(xml_place(a), "x.xml", 2, 1);
    const struct xml_attr *at = xml_attrs(a);
    assert_str(xml_attr_name(at), "one");
    assert_place(xml_attr_place(at), "x.xml", 2, 4);
    at = xml_attr_next(at);
    assert_str(xml_attr_value(at), "x>y");
    assert_place(xml_attr_place(at), "x.xml", 3, 4);
    at = xml_attr_next(at);
    assert_str(xml_attr_name(at), "xml:lang");
    assert_place(xml_attr_place(at), "x.xml", 3, 16);
    assert_null(xml_attr_next(at));
    assert_place(xml_place(b), "x.xml", 3, 40);
    assert_true(!xml_is_text(text));
    text = xml_next(b, "");
    assert_true(xml_is_text(text));
    assert_place(xml_place(text), "x.xml", 4, 3);
    b = xml_next(b, "b");
    assert_place(xml_place(b), "x.xml", 4, 10);
    assert_str(xml_namespace(b), "urn:x");
    assert_str(xml_attr(b, "d"), "&");
    at = xml_attr_next(xml_attr_next(xml_attrs(b)));
    assert_place(xml_attr_place(at), "x.xml", 5, 4);
    assert_str(xml_text(arena, a), "\n  \xC3\xA9 text t");
    assert_findings("");
    assert_true(xml_is_whole(x) && xml_is_well_formed(x));
    xml_free(x);
}

static void lines_beyond_65535_are_counted(void **state)
{
    (void)state;
    struct buf b = buf_new(arena);
    buf_puts(&b, "<a>");
    buf_fill(&b, '\n', 100000);
    buf_puts(&b, "  <b c='&nix;'/></a>");
    struct xml *x = xml_read(buf_str(&b), S("x.xml"), &diags, &err);
    assert_place(xml_place(xml_child(xml_root(x), "b")), "x.xml", 100001, 3);
    assert_findings("E112@100001:9");
    xml_free(x);
}

static void places_hold_in_files_larger_than_the_parsers_window(void **state)
{
    (void)state;
    struct buf b = buf_new(arena);
    buf_puts(&b, "<a>\n");
    for (int i = 0; i < 20000; i++)
        buf_printf(&b, "<b n='%d'>some text of element number %d</b>\n", i, i);
    buf_puts(&b, "</a>");
    struct xml *x = xml_read(buf_str(&b), S("x.xml"), &diags, &err);
    int line = 2;
    for (const struct xml_node *n = xml_child(xml_root(x), "b"); n; n = xml_next(n, "b"), line++) {
        assert_place(xml_place(n), "x.xml", line, 1);
        assert_place(xml_attr_place(xml_attrs(n)), "x.xml", line, 4);
    }
    assert_int_equal(line, 20002);
    xml_free(x);
}

static const struct { const char *text, *found; bool whole; } MISTAKES[] = {
    { "<a>&nbsp; &eacute;</a>", "E112@1:4 E112@1:11", true },
    { "<a>R & D and AT&T</a>", "E113@1:6 E113@1:16", true },
    { "<a b='1' b='2'/>", "E114@1:1", true },
    { "<a><x:b/></a>", "E115@1:4", false },
    { "<a>\x01</a>", "E116@1:4", true },
    { "<a>&#0;&#xD800;</a>", "E116@1:4 E116@1:8", true },
    { "<a><!-- a -- b --></a>", "E110@1:11", true },
    { "\n<?xml version='1.0'?><a/>", "E110@2:1", true },
    { "<a>\n<b>\n</c></a>", "E111@3:1", false },
    { "<a>\n <b>\n", "E111@2:2", false },
    { "<a/>x", "E110@1:5", false },
    { "<a><!-- x -->\n <!-- y <b/></a>", "E110@2:2", false },
    { "<a>\n<![CDATA[x]]> <![CDATA[<b/></a>", "E110@2:15", false },
    { "<a>1 < 2</a>", "E110@1:6", false },
    { "<a b=c/>", "E110@1:6", false },
    { "<a b='<c/>'/>", "E110@1:7", false },
    { "<a>& &nix; <b></a>", "E113@1:4 E112@1:6 E111@1:15", false },
    { "hello", "E108@1:1", false },
    { "<a>\xE9 \xE8</a>", "E106@1:4", true },
    { "<?xml version='1.0' encoding='klingon'?><a/>", "E107@1:1", true },
    { "<?xml version='1.0' encoding='\xD4TF-8'?><a/>", "E107@1:1 E106@1:31 E110@1:31", false },
    { "<?xml version='1.0' encoding='UTF-16'?><a/>", "E107@1:1", true },
    { "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>", "", true },
    { "\xEF\xBB\xBF<a/>", "", true },
    { "<!DOCTYPE a [<!ENTITY e 'text'>]><a b='&e;'>&e;&e;</a>", "", true },
    { "<!DOCTYPE a [<!ENTITY e SYSTEM '/etc/passwd'>]><a>&e;</a>", "E117@1:14", true },
    { "<!DOCTYPE a [<!ENTITY e SYSTEM 'http://127.0.0.1:9/x'>]><a>&e;</a>", "E117@1:14", true },
    { "<!DOCTYPE a [<!ENTITY % e SYSTEM '/etc/passwd'> %e;]><a/>", "E117@1:14", true },
    { "<!DOCTYPE a SYSTEM '/etc/passwd'><a/>", "", true },
    { "<!DOCTYPE a [<!ENTITY e 'x'><!ENTITY f '&e;&e;'>]><a>&f;</a>", "E117@1:29", true },
    { "<!DOCTYPE a [<!ENTITY e '<b/>'>]><a>&e;</a>", "E117@1:14", true },
    { "<!DOCTYPE a [<!NOTATION n SYSTEM 'n'><!ENTITY e SYSTEM 'x' NDATA n>]><a/>", "E117@1:38", true },
};

static void mistakes_are_found_where_they_are(void **state)
{
    for (size_t i = 0; i < sizeof MISTAKES / sizeof *MISTAKES; i++) {
        end(state);
        begin(state);
        struct xml *x = read_text(MISTAKES[i].text);
        assert_non_null(x);
        assert_findings(MISTAKES[i].found);
        if (xml_is_whole(x) != MISTAKES[i].whole)
            fail_msg("whole: %s", MISTAKES[i].text);
        xml_free(x);
    }
}

static void what_came_before_a_fatal_mistake_stays(void **state)
{
    (void)state;
    struct xml *x = read_text("<a><b>1</b><c><d/></e></a>");
    assert_non_null(xml_child(xml_root(x), "b"));
    assert_true(xml_is_cut(xml_root(x)));
    assert_true(!xml_is_cut(xml_child(xml_root(x), "b")));
    assert_true(xml_is_cut(xml_child(xml_root(x), "c")));
    assert_true(!xml_is_well_formed(x));
    xml_free(x);
}

static void entities_are_text(void **state)
{
    (void)state;
    struct xml *x = read_text("<!DOCTYPE a [<!ENTITY e 'cal&#233;'>]><a b='&e;!'>[&e;]</a>");
    assert_str(xml_text(arena, xml_root(x)), "[cal\xC3\xA9]");
    assert_str(xml_attr(xml_root(x), "b"), "cal\xC3\xA9!");
    xml_free(x);
}

static void entities_cannot_blow_up(void **state)
{
    (void)state;
    struct buf b = buf_new(arena);
    buf_puts(&b, "<!DOCTYPE a [<!ENTITY e '");
    buf_fill(&b, 'x', 999);
    buf_puts(&b, "'>]><a>");
    for (int i = 0; i < 1000000; i++)
        buf_puts(&b, "&e;");
    buf_puts(&b, "</a>");
    struct xml *x = xml_read(buf_str(&b), S("x.xml"), &diags, &err);
    assert_int_equal(diags.list.n, 1);
    assert_string_equal(diags.list.v[0].rule->id, "E118");
    assert_in_range(xml_text(arena, xml_root(x)).n, b.n / 2, 2 * b.n);
    xml_free(x);
}

static void a_file_of_declarations_is_told(void **state)
{
    (void)state;
    static const struct { const char *text; int line; } table[] = {
        { "<a/>", 0 }, { "<!DOCTYPE a><a/>", 0 }, { "<!DOCTYPE a [<!ENTITY e 'x'>]><a/>", 0 },
        { "\n<!DOCTYPE a SYSTEM 'a.dtd'>\n<a/>", 2 },
        { "<!DOCTYPE a PUBLIC '-//X' 'http://192.0.2.1/a.dtd' [<!ENTITY e 'x'>]><a/>", 1 },
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct place at;
        struct xml *x = read_text(table[i].text);
        assert_int_equal(xml_names_dtd(x, &at), table[i].line > 0);
        assert_int_equal(at.line, table[i].line);
        assert_int_equal(at.column, table[i].line > 0);
        xml_free(x);
    }
}

static void depth_has_a_limit(void **state)
{
    (void)state;
    struct buf b = buf_new(arena);
    for (int i = 0; i < 100000; i++)
        buf_puts(&b, "<a>");
    struct xml *x = xml_read(buf_str(&b), S("x.xml"), &diags, &err);
    assert_findings("E119@1:303");
    xml_free(x);
}

static void utf16_is_read(void **state)
{
    (void)state;
    static const char text[] = "\xFF\xFE<\0a\0 \0b\0=\0'\0\xE9\0'\0/\0>\0";
    struct xml *x = xml_read((str){ text, sizeof text - 1 }, S("x.xml"), &diags, &err);
    assert_str(xml_attr(xml_root(x), "b"), "\xC3\xA9");
    assert_findings("");
    xml_free(x);
}

static void nul_and_nothing_are_refused(void **state)
{
    (void)state;
    struct xml *x = xml_read((str){ "<a>\n\0</a>", 9 }, S("x.xml"), &diags, &err);
    assert_findings("E108@2:1");
    assert_null(xml_root(x));
    xml_free(x);
    assert_null(xml_read(S(""), S("x.xml"), &diags, &err));
    assert_int_equal(err.kind, ERR_INPUT);
}

/* ------------------------------------------------------------ inclusion */

static char folder[64];

static int begin_folder(void **state)
{
    begin(state);
    snprintf(folder, sizeof folder, "/tmp/etalon-xml-XXXXXX");
    assert_non_null(mkdtemp(folder));
    return 0;
}

static const char *in_folder(const char *name)
{
    return fs_join(arena, str_of(folder), str_of(name)).p;
}

static void put_file(const char *name, const char *text)
{
    assert_true(fs_make_folder(fs_folder_of(arena, str_of(in_folder(name))).p, &err));
    assert_true(fs_write(in_folder(name), str_of(text), FS_PUBLIC, &err));
}

static int end_folder(void **state)
{
    str *paths;
    size_t n;
    if (fs_list(arena, folder, &paths, &n, &err))
        for (size_t i = 0; i < n; i++)
            unlink(in_folder(paths[i].p));
    unlink(in_folder("c/link.xml"));
    rmdir(in_folder("c/m"));
    rmdir(in_folder("c"));
    rmdir(folder);
    return end(state);
}

#define XI "<r xmlns:xi='http://www.w3.org/2001/XInclude'>\n"

static void included_files_keep_their_places(void **state)
{
    (void)state;
    put_file("c/course.xml", XI "<xi:include href='m/one.xml'/><after/></r>");
    put_file("c/m/one.xml", "<m xmlns:xi='http://www.w3.org/2001/XInclude'>\n\n"
                            "  <l xml:id='x'/> <xi:include href='../two%20.xml'/></m>");
    put_file("c/two .xml", "<t>two</t>");
    struct xml *x = xml_load(in_folder("c/course.xml"), in_folder("c"), &diags, &err);
    assert_findings("");
    const struct xml_node *m = xml_child(xml_root(x), "m");
    assert_place(xml_place(m), in_folder("c/m/one.xml"), 1, 1);
    assert_place(xml_place(xml_child(m, "l")), in_folder("c/m/one.xml"), 3, 3);
    assert_place(xml_place(xml_child(m, "t")), in_folder("c/two .xml"), 1, 1);
    assert_place(xml_place(xml_next(m, "after")), in_folder("c/course.xml"), 2, 31);
    assert_str(xml_text(arena, xml_root(x)), "\n\n\n   two");
    assert_int_equal(xml_files(x), 3);
    xml_free(x);
}

/* What a document says: names, places and texts in order, its files and findings. */
static str account_of(const struct xml *x, const struct diags *d)
{
    struct buf b = buf_new(arena);
    const struct xml_node *n = xml_root(x);
    while (n) {
        struct place at = xml_place(n);
        buf_printf(&b, "<" STR_FMT " " STR_FMT ":%d:%d " STR_FMT ">", STR_ARG(xml_name(n)),
                   STR_ARG(at.file), at.line, at.column, STR_ARG(xml_chars(n)));
        const struct xml_node *next = xml_is_text(n) ? NULL : xml_child(n, "");
        while (n && !next) {
            next = xml_next(n, "");
            n = next ? n : xml_parent(n);
        }
        n = next;
    }
    for (size_t i = 0; i < xml_files(x); i++)
        buf_put(&b, xml_file(x, i));
    for (size_t i = 0; i < d->list.n; i++)
        buf_printf(&b, " %s@%d", d->list.v[i].rule->id, d->list.v[i].at.line);
    return buf_str(&b);
}

static void assert_same_again(struct xml_keep *keep)
{
    struct diags fresh = { .arena = arena }, again = { .arena = arena };
    struct xml *x = xml_load(in_folder("c/course.xml"), in_folder("c"), &fresh, &err);
    struct xml *y = xml_load_again(keep, in_folder("c/course.xml"), in_folder("c"), &again, &err);
    assert_non_null(x);
    assert_non_null(y);
    assert_string_equal(account_of(y, &again).p, account_of(x, &fresh).p);
    assert_int_equal(xml_is_whole(x), xml_is_whole(y));
    assert_int_equal(xml_is_well_formed(x), xml_is_well_formed(y));
    xml_free(x);
    xml_free(y);
}

/* Old enough to be kept. */
static void put_old(const char *name, const char *text, int age)
{
    struct timespec times[2] = { { .tv_sec = 1700000000 + age }, { .tv_sec = 1700000000 + age } };
    put_file(name, text);
    assert_int_equal(utimensat(AT_FDCWD, in_folder(name), times, 0), 0);
}

static const struct { const char *name, *text; } SAVES[] = {
    { "c/a.xml", "<a>other</a>" },
    { "c/a.xml", "<a>bro" },
    { "c/a.xml", "<a>amp & </a>" },
    { "c/a.xml", "<a>same</a>" },
    { "c/b.xml", XI "<xi:include href='c.xml'/></r>" },
    { "c/course.xml", XI "<xi:include href='b.xml'/> <xi:include href='a.xml'/></r>" },
    { "c/course.xml", XI "<xi:include href='b.xml'/><xi:include href='b.xml'/></r>" },
    { "c/course.xml", XI "<xi:include href='nix.xml'/><xi:include href='a.xml'/></r>" },
    { "c/b.xml", "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='c.xml'/>" },
    { "c/course.xml", XI "<x/><xi:include href='b.xml'/></r>" },
    { "c/c.xml", "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='nix.xml'/>" },
    { "c/c.xml", "<c>last</c>" },
    { "c/course.xml", "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='a.xml'/>" },
};

static void reading_again_is_reading(void **state)
{
    (void)state;
    struct xml_schema *schema = xml_schema_open(S("schemas/course.xsd"), &err);
    struct xml_keep *keep = xml_keep_open(schema);
    put_old("c/course.xml", XI "<xi:include href='a.xml'/>and<xi:include href='b.xml'/></r>", 0);
    put_old("c/a.xml", "<a>text</a>", 0);
    put_old("c/b.xml", "<b/>", 0);
    put_old("c/c.xml", "<c/>", 0);
    assert_same_again(keep);
    assert_same_again(keep);
    for (size_t i = 0; i < sizeof SAVES / sizeof *SAVES; i++) {
        put_old(SAVES[i].name, SAVES[i].text, (int)i + 1);
        assert_same_again(keep);
        assert_same_again(keep);
    }
    assert_int_equal(unlink(in_folder("c/a.xml")), 0);
    assert_same_again(keep);
    xml_keep_close(keep);
    xml_schema_close(schema);
}

static const struct { const char *href, *found; } INCLUSIONS[] = {
    { "<xi:include href='../out.xml'/>", "E131@2:1" },
    { "<xi:include href='%2e%2e/out.xml'/>", "E131@2:1" },
    { "<xi:include href='m/../../out.xml'/>", "E131@2:1" },
    { "<xi:include href='/etc/passwd'/>", "E131@2:1" },
    { "<xi:include href='file:///etc/passwd'/>", "E131@2:1" },
    { "<xi:include href='http://127.0.0.1:9/x.xml'/>", "E131@2:1" },
    { "<xi:include href='link.xml'/>", "E131@2:1" },
    { "<xi:include href='nix.xml'/>", "E132@2:1" },
    { "<xi:include href='course.xml'/>", "E133@2:1" },
    { "<xi:include/>", "E130@2:1" },
    { "<xi:include href='a.xml' parse='text'/>", "E130@2:1" },
    { "<xi:include href='a.xml' xpointer='x'/>", "E130@2:1" },
    { "<xi:include href='m'/>", "E103@2:1" },
    { "<xi:include href='a.xml'><xi:fallback/></xi:include>", "E130@2:1" },
    { "<xi:include href='a.xml'><xi:include href='a.xml'/></xi:include>", "E130@2:1" },
    { "<xi:include href='a.xml'/><xi:include href='./m/../a.xml'/>", "E134@2:27" },
};

static void inclusions_stay_in_the_folder(void **state)
{
    (void)state;
    put_file("out.xml", "<secret/>");
    put_file("c/a.xml", "<a/>");
    put_file("c/m/b.xml", "<b/>");
    assert_int_equal(symlink("../out.xml", in_folder("c/link.xml")), 0);
    for (size_t i = 0; i < sizeof INCLUSIONS / sizeof *INCLUSIONS; i++) {
        diags = (struct diags){ .arena = arena };
        put_file("c/course.xml", str_format(arena, XI "%s</r>", INCLUSIONS[i].href).p);
        struct xml *x = xml_load(in_folder("c/course.xml"), in_folder("c"), &diags, &err);
        assert_findings(INCLUSIONS[i].found);
        assert_null(xml_child(xml_root(x), "secret"));
        assert_true(!xml_is_whole(x) && xml_is_well_formed(x) && xml_is_cut(xml_root(x)));
        xml_free(x);
    }
}

static void circles_of_inclusion_end(void **state)
{
    (void)state;
    put_file("c/course.xml", XI "<xi:include href='a.xml'/></r>");
    put_file("c/a.xml", XI "<xi:include href='b.xml'/></r>");
    put_file("c/b.xml", XI "<xi:include href='a.xml'/></r>");
    struct xml *x = xml_load(in_folder("c/course.xml"), in_folder("c"), &diags, &err);
    assert_findings("E133@2:1");
    xml_free(x);
}

/* ------------------------------------------------------------ writing */

static void markup_is_written(void **state)
{
    (void)state;
    struct buf b = buf_new(arena);
    for (int style = XML_STYLE_XML; style <= XML_STYLE_HTML; style++) {
        struct xml_out o = { .to = &b, .style = (enum xml_style)style };
        xml_open(&o, "p");
        xml_put_attr(&o, "title", S("a \"b\" <c> & d\n\x01"));
        xml_put_flag(&o, "hidden");
        xml_put_text(&o, S("x < y & \"z\"\r\n\x02"));
        xml_open(&o, "br");
        xml_close(&o);
        xml_open(&o, "em");
        xml_close(&o);
        xml_put_raw(&o, S("<!-- -->"));
        xml_close(&o);
        assert_int_equal(o.depth, 0);
    }
    assert_str(buf_str(&b),
        "<p title=\"a &quot;b&quot; &lt;c&gt; &amp; d \" hidden=\"hidden\">"
        "x &lt; y &amp; \"z\"\n<br/><em/><!-- --></p>"
        "<p title=\"a &quot;b&quot; &lt;c&gt; &amp; d \" hidden>"
        "x &lt; y &amp; \"z\"\n<br><em></em><!-- --></p>");
}

static bool said_b(void *ctx, const struct xml_node *n, enum xml_about about)
{
    (void)ctx;
    return about == XML_ABOUT_CONTENT && str_eq(xml_name(n), S("settings"));
}

static void the_schema_is_the_net(void **state)
{
    (void)state;
    struct xml_schema *s = xml_schema_open(S("schemas/course.xsd"), &err);
    assert_non_null(s);
    struct xml *x = read_text("<course xmlns='urn:etalon:course:1' schema-version='1.0' id='A'\n"
                              "  version='1' xml:lang='en'><title>T</title>\n"
                              "<summary><p>x</p></summary>\n<settings/><settings/></course>");
    assert_true(xml_validate(x, s, NULL, &diags, &err));
    assert_findings("E190@1:58 E190@4:12");
    diags = (struct diags){ .arena = arena };
    assert_true(xml_validate(x, s, &(struct xml_net){ said_b, NULL }, &diags, &err));
    assert_findings("E190@1:58");
    assert_str(diags.list.v[0].text, "<course id>: The value 'A' is not accepted by the pattern "
               "'[a-z][a-z0-9\\-]*'.");
    xml_free(x);
    xml_schema_close(s);
    assert_null(xml_schema_open(S("schemas/nix.xsd"), &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(places_are_where_it_is_written, begin, end),
        cmocka_unit_test_setup_teardown(lines_beyond_65535_are_counted, begin, end),
        cmocka_unit_test_setup_teardown(places_hold_in_files_larger_than_the_parsers_window,
                                        begin, end),
        cmocka_unit_test_setup_teardown(mistakes_are_found_where_they_are, begin, end),
        cmocka_unit_test_setup_teardown(what_came_before_a_fatal_mistake_stays, begin, end),
        cmocka_unit_test_setup_teardown(entities_are_text, begin, end),
        cmocka_unit_test_setup_teardown(entities_cannot_blow_up, begin, end),
        cmocka_unit_test_setup_teardown(a_file_of_declarations_is_told, begin, end),
        cmocka_unit_test_setup_teardown(depth_has_a_limit, begin, end),
        cmocka_unit_test_setup_teardown(utf16_is_read, begin, end),
        cmocka_unit_test_setup_teardown(nul_and_nothing_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(included_files_keep_their_places, begin_folder, end_folder),
        cmocka_unit_test_setup_teardown(reading_again_is_reading, begin_folder, end_folder),
        cmocka_unit_test_setup_teardown(inclusions_stay_in_the_folder, begin_folder, end_folder),
        cmocka_unit_test_setup_teardown(circles_of_inclusion_end, begin_folder, end_folder),
        cmocka_unit_test_setup_teardown(markup_is_written, begin, end),
        cmocka_unit_test_setup_teardown(the_schema_is_the_net, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
