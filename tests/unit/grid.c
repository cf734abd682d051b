/* grid: values of cells, JSON and XML in pieces of any size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "grid/value.h"
#include "json/scan.h"
#include "xml/stream.h"
#include "../piecemeal.h"

static int begin(void **state)
{
    *state = arena_new();
    return 0;
}

static int end(void **state)
{
    arena_free(*state);
    return 0;
}

/* ------------------------------------------------------------ values */

static void test_numbers(void **state)
{
    static const struct { const char *in, *out; } cases[] = {
        { "0", "0" }, { "-0", "0" }, { "7", "7" }, { "-12", "-12" }, { "0.1", "0.1" },
        { "0.10000000000000001", "0.1" }, { "0.1000000000000001", "0.1" }, { "1.10", "1.1" },
        { "0.30000000000000004", "0.3" }, { "1E-3", "0.001" }, { "1.5E+10", "15000000000" },
        { "100.0", "100" }, { "00", "0" }, { "9007199254740991", "9007199254740991" },
        { "123456789012345678", "123456789012346000" }, { "1e21", "1000000000000000000000" },
        { "-1.25e-7", "-0.000000125" }, { "123456.7890123456", "123456.789012346" },
        { " 4 ", "4" }, { ".5", "0.5" }, { "5.", "5" }, { "0.05", "0.05" }, { "12345678901234.5", "12345678901234.5" },
        { "", NULL }, { "x", NULL }, { "1e999", NULL }, { "nan", NULL }, { "0x10", NULL }, { "1,5", NULL },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = buf_new(*state);
        bool ok = value_put_number(&b, str_of(cases[i].in));
        if (ok != (cases[i].out != NULL) || (ok && !str_eq(buf_str(&b), str_of(cases[i].out))))
            fail_msg("\"%s\" is \"" STR_FMT "\"", cases[i].in, STR_ARG(buf_str(&b)));
    }
}

static void test_formats(void **state)
{
    static const struct { const char *code; enum value_kind kind; } cases[] = {
        { "General", VALUE_NUMBER }, { "0.00", VALUE_NUMBER }, { "0%", VALUE_NUMBER }, { "0.00E+00", VALUE_NUMBER },
        { "# ?/?", VALUE_NUMBER }, { "\"day\" 0", VALUE_NUMBER }, { "0\\d", VALUE_NUMBER },
        { "[Red]0;[Blue]-0", VALUE_NUMBER }, { "_-* #,##0 \"SEK\"", VALUE_NUMBER }, { "@", VALUE_NUMBER },
        { "0;yyyy", VALUE_NUMBER }, { "", VALUE_NUMBER }, { "\"", VALUE_NUMBER }, { "\\", VALUE_NUMBER },
        { "[", VALUE_NUMBER }, { "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", VALUE_DAY }, { "yyyy-mm-dd", VALUE_DAY },
        { "d.m.yy", VALUE_DAY }, { "mmm yy", VALUE_DAY }, { "mmmm", VALUE_DAY }, { "yyyy\"年\"m\"月\"d\"日\"", VALUE_DAY },
        { "[$-411]ggge", VALUE_DAY }, { "dd/mm/yyyy hh:mm", VALUE_DAY_AND_TIME },
        { "m/d/yy h:mm AM/PM", VALUE_DAY_AND_TIME }, { "hh:mm", VALUE_TIME }, { "mm:ss.0", VALUE_TIME },
        { "[h]:mm:ss", VALUE_DURATION }, { "[mm]:ss", VALUE_DURATION },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (value_kind_of_format(str_of(cases[i].code)) != cases[i].kind)
            fail_msg("%s is %d", cases[i].code, (int)value_kind_of_format(str_of(cases[i].code)));
    assert_int_equal(value_kind_of_builtin(14), VALUE_DAY);
    assert_int_equal(value_kind_of_builtin(22), VALUE_DAY_AND_TIME);
    assert_int_equal(value_kind_of_builtin(9), VALUE_NUMBER);
    assert_int_equal(value_kind_of_builtin(49), VALUE_NUMBER);
}

static void test_dates(void **state)
{
    static const struct { const char *in; enum value_kind kind; bool from_1904; const char *out; } cases[] = {
        { "45351", VALUE_DAY, false, "2024-02-29" }, { "45351.979166666664", VALUE_DAY, false, "2024-02-29T23:30:00" },
        { "45351", VALUE_DAY_AND_TIME, false, "2024-02-29T00:00:00" },
        { "45351.99999999999", VALUE_DAY, false, "2024-03-01" },
        { "45351.0000057870", VALUE_DAY, false, "2024-02-29T00:00:00.500" },
        { "0", VALUE_DAY, false, "1900-01-00" }, { "1", VALUE_DAY, false, "1900-01-01" },
        { "59", VALUE_DAY, false, "1900-02-28" }, { "60", VALUE_DAY, false, "1900-02-29" },
        { "61", VALUE_DAY, false, "1900-03-01" }, { "2958465", VALUE_DAY, false, "9999-12-31" },
        { "0", VALUE_DAY, true, "1904-01-01" }, { "43889", VALUE_DAY, true, "2024-02-29" },
        { "2957003", VALUE_DAY, true, "9999-12-31" }, { "0.5", VALUE_TIME, false, "12:00:00" },
        { "1.5", VALUE_TIME, false, "1900-01-01T12:00:00" }, { "1.0625", VALUE_DURATION, false, "25:30:00" },
        { "2958466", VALUE_DAY, false, NULL }, { "2957004", VALUE_DAY, true, NULL }, { "-1", VALUE_DAY, false, NULL },
        { "-0.5", VALUE_DAY, false, NULL }, { "x", VALUE_DAY, false, NULL },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b = buf_new(*state);
        bool ok = value_put_date(&b, str_of(cases[i].in), cases[i].kind, cases[i].from_1904);
        if (ok != (cases[i].out != NULL) || (ok && !str_eq(buf_str(&b), str_of(cases[i].out))))
            fail_msg("%s is \"" STR_FMT "\"", cases[i].in, STR_ARG(buf_str(&b)));
    }
}

/* ------------------------------------------------------------ JSON */

/* Tokens with their places: {1:1 "a"1:2 #1:6 }; a mistake ends it. */
static str told(struct arena *a, str in, size_t most)
{
    static const char marks[] = "!.{}[]nsd+-0";
    struct piecemeal m = { in, most };
    struct json_scan *s = json_scan_open(a, (struct json_from){ piecemeal_read, &m }, 1000);
    struct buf b = buf_new(a);
    struct err e = { 0 };
    enum json_token token;
    do {
        token = json_scan_next(s, &e);
        str raw = json_scan_raw(s);
        buf_printf(&b, "%c%d:%d", marks[token], (int)json_scan_line(s), json_scan_column(s));
        if (token == JSON_NAME || token == JSON_STRING || token == JSON_NUMBER)
            buf_printf(&b, "(" STR_FMT ")", STR_ARG(raw));
        buf_byte(&b, ' ');
    } while (token != JSON_FAILED && token != JSON_NOTHING_MORE);
    if (token == JSON_FAILED)
        buf_puts(&b, e.text);
    return buf_str(&b);
}

static void test_json(void **state)
{
    static const struct { const char *in, *out; } cases[] = {
        { "[]", "[1:1 ]1:2 .1:2 " },
        { "\xEF\xBB\xBF {\"a\": 1.50}", "{1:2 n1:3(\"a\") d1:8(1.50) }1:12 .1:12 " },
        { "[true,\n false,null]", "[1:1 +1:2 -2:2 02:8 ]2:12 .2:12 " },
        { "[\"é\", \"x\"]", "[1:1 s1:2(\"é\") s1:7(\"x\") ]1:10 .1:10 " },
        { "{\"a\":{\"a\":[]}} {}", "{1:1 n1:2(\"a\") {1:6 n1:7(\"a\") [1:11 ]1:12 }1:13 }1:14 {1:16 }1:17 .1:17 " },
        { "[1,]", "[1:1 d1:2(1) !1:4 a comma stands before the closing bracket; take it out" },
        { "{\"a\":1,}", "{1:1 n1:2(\"a\") d1:6(1) !1:8 a comma stands before the closing bracket; take it out" },
        { "[1 2]", "[1:1 d1:2(1) !1:4 a comma is missing between two values, or the ] behind them" },
        { "{\"a\" 1}", "{1:1 !1:6 a colon is missing behind a name" },
        { "{a:1}", "{1:1 !1:2 a name in quotes should stand here" },
        { "{\"a\":1,\"\\u0061\":2}", "{1:1 n1:2(\"a\") d1:6(1) !1:8 a name stands here for the second time in its "
          "object; leave one" },
        { "[01]", "[1:1 !1:3 a number does not begin with 0; if it is an identifier, put quotes around it" },
        { "[-]", "[1:1 !1:3 a digit is missing in a number" }, { "[1.]", "[1:1 !1:4 a digit is missing in a number" },
        { "[1e+]", "[1:1 !1:5 a digit is missing in a number" },
        { "[tru]", "[1:1 !1:5 this is no JSON; a word without quotes is true, false or null" },
        { "[\"a\nb\"]", "[1:1 !1:4 a text ends with its line; its closing quote is missing" },
        { "[\"\\x\"]", "[1:1 !1:4 behind \\ in a text stands one of \" \\ / b f n r t u" },
        { "[\"\\u12g4\"]", "[1:1 !1:7 behind \\u in a text stand four hexadecimal digits" },
        { "[\"abc", "[1:1 !1:6 the file ends inside a text" },
        { "[1", "[1:1 d1:2(1) !1:3 the file ends before a list or an object does" },
        { "]", "!1:1 this is no JSON: no value begins like that" },
        { "", ".1:1 " },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t most = 1; most < 40; most = 2 * most + 1) {
            str got = told(*state, str_of(cases[i].in), most);
            if (!str_eq(got, str_of(cases[i].out)))
                fail_msg("%s in pieces of %zu: " STR_FMT, cases[i].in, most, STR_ARG(got));
        }
}

/* What is kept lies together however much is read in between; what is too long does not. */
static void test_json_keeps(void **state)
{
    struct buf b = buf_new(*state);
    for (int i = 0; i < 3000; i++)
        buf_printf(&b, "{\"name\": \"value %d\", \"more\": [%d, {}]}\n", i, i);
    buf_puts(&b, "{\"name\": \"");
    buf_fill(&b, 'x', 300000);
    buf_puts(&b, "\"}\n{\"name\": 1}\n");
    struct piecemeal m = { buf_str(&b), 700 };
    struct json_scan *s = json_scan_open(*state, (struct json_from){ piecemeal_read, &m }, 1000);
    struct err e = { 0 };
    for (int i = 0; i < 3002; i++) {
        str kept, want = str_format(*state, "{\"name\": \"value %d\", \"more\": [%d, {}]}", i, i);
        assert_int_equal(json_scan_next(s, &e), JSON_OBJECT);
        assert_int_equal(json_scan_line(s), i + 1);
        json_scan_keep(s);
        while (json_scan_next(s, &e) != JSON_OBJECT_END || json_scan_depth(s) > 0)
            ;
        assert_int_equal(json_scan_kept(s, &kept), i != 3000);
        if (i < 3000)
            assert_true(str_eq(kept, want));
    }
    assert_int_equal(json_scan_next(s, &e), JSON_NOTHING_MORE);
}

/* What is too long is nothing, whatever the pieces; a short value in a long one is there. */
static void test_json_lengths(void **state)
{
    struct buf b = buf_new(*state);
    buf_puts(&b, "{");
    for (int i = 0; i < 300; i++)
        buf_printf(&b, "\"name %d\": \"value\", ", i);
    buf_puts(&b, "\"last\": [\"");
    buf_fill(&b, 'x', 998);
    buf_puts(&b, "\", \"");
    buf_fill(&b, 'x', 999);
    buf_puts(&b, "\"]}");
    for (size_t most = 7; most < 20000; most = 3 * most) {
        struct piecemeal m = { buf_str(&b), most };
        struct json_scan *s = json_scan_open(*state, (struct json_from){ piecemeal_read, &m }, 1000);
        struct err e = { 0 };
        str kept;
        assert_int_equal(json_scan_next(s, &e), JSON_OBJECT);
        json_scan_keep(s);
        for (int i = 0; i < 2 * 301; i++) {
            assert_int_equal(json_scan_next(s, &e), i % 2 ? (i == 601 ? JSON_ARRAY : JSON_STRING) : JSON_NAME);
            assert_true(json_scan_raw(s).n > 0);
        }
        assert_int_equal(json_scan_next(s, &e), JSON_STRING);
        assert_int_equal(json_scan_raw(s).n, 1000);
        assert_int_equal(json_scan_next(s, &e), JSON_STRING);
        assert_int_equal(json_scan_raw(s).n, 0);
        assert_int_equal(json_scan_next(s, &e), JSON_ARRAY_END);
        assert_int_equal(json_scan_next(s, &e), JSON_OBJECT_END);
        assert_false(json_scan_kept(s, &kept));
    }
}

static void test_json_texts(void **state)
{
    static const struct { const char *in, *out; } cases[] = {
        { "\"\"", "" }, { "\"a\"", "a" }, { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t" },
        { "\"\\u00e9\\u00E9\"", "éé" }, { "\"\\ud83d\\ude00!\"", "😀!" }, { "\"\\ud83d\"", "\uFFFD" },
        { "\"\\ude00\\ud83d\"", "\uFFFD\uFFFD" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(str_eq(json_unescape(*state, str_of(cases[i].in)), str_of(cases[i].out)));
}

/* ------------------------------------------------------------ XML */

struct heard { struct buf told; struct xml_stream *xml; };

static void on_open(void *self, str name, const struct xml_attributes *attributes)
{
    struct heard *h = self;
    struct place at = xml_stream_place(h->xml);
    buf_printf(&h->told, "<" STR_FMT "@%d:%d=" STR_FMT ">", STR_ARG(name), at.line, at.column,
               STR_ARG(xml_attribute(attributes, "a")));
}

static void on_text(void *self, str text)
{
    buf_put(&((struct heard *)self)->told, text);
}

static void on_close(void *self, str name)
{
    buf_printf(&((struct heard *)self)->told, "</" STR_FMT ">", STR_ARG(name));
}

static str heard(struct arena *a, str in, size_t most)
{
    struct heard h = { .told = buf_new(a) };
    struct xml_listener l = { &h, on_open, on_text, on_close };
    struct err e = { 0 };
    h.xml = xml_stream_open(a, &l, S("f"), true, &e);
    bool ok = h.xml != NULL;
    for (size_t n = most; ok && n > 0; in = str_from(in, n)) {
        n = in.n < most ? in.n : most;
        ok = xml_stream_feed(h.xml, str_head(in, n), &e);
    }
    xml_stream_close(h.xml);
    if (!ok)
        buf_printf(&h.told, "!%s", e.text);
    return buf_str(&h.told);
}

static void test_xml(void **state)
{
    static const struct { const char *in, *out; } cases[] = {
        { "<r a='1'>\n é<x:b xmlns:x='u'>t&amp;&#65;<![CDATA[<]]></x:b></r>",
          "<r@1:9=1>\n é<b@2:19=>t&A<</b></r>" },
        { "<r><b></r>", "<r@1:3=><b@1:6=>!f:1:" },
        { "<!DOCTYPE r [<!ENTITY x 'y'>]><r>&x;</r>", "!f:1:" },
        { "<r>&x;</r>", "<r@1:3=>!f:1:" },
        { "x", "!f:1:1:" },
        { "<root>", "<root@1:6=>!f:1:" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t most = 1; most < 100; most = 3 * most + 1) {
            str got = heard(*state, str_of(cases[i].in), most), want = str_of(cases[i].out);
            if (!str_starts(got, want) || (want.p[want.n - 1] == '>' && got.n != want.n))
                fail_msg("%s in pieces of %zu: " STR_FMT, cases[i].in, most, STR_ARG(got));
        }
}

/* Attributes are counted before the parser compares each with each. */
static void test_xml_limits(void **state)
{
    struct buf b = buf_new(*state);
    buf_puts(&b, "<r><b t=''");
    for (int i = 0; i < 3000; i++)
        buf_printf(&b, " a%d='>'", i);
    buf_puts(&b, "/></r>");
    str got = heard(*state, buf_str(&b), 1000);
    assert_true(str_find(got, S("more than 200 attributes")) < got.n);
    got = heard(*state, buf_str(&b), 100000);
    assert_true(str_find(got, S("more than 200 attributes")) < got.n);
    buf_clear(&b);
    for (int i = 0; i < 101; i++)
        buf_puts(&b, "<a>");
    got = heard(*state, buf_str(&b), 100);
    assert_true(str_find(got, S("more than 100 elements")) < got.n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_numbers, begin, end),
        cmocka_unit_test_setup_teardown(test_formats, begin, end),
        cmocka_unit_test_setup_teardown(test_dates, begin, end),
        cmocka_unit_test_setup_teardown(test_json, begin, end),
        cmocka_unit_test_setup_teardown(test_json_keeps, begin, end),
        cmocka_unit_test_setup_teardown(test_json_lengths, begin, end),
        cmocka_unit_test_setup_teardown(test_json_texts, begin, end),
        cmocka_unit_test_setup_teardown(test_xml, begin, end),
        cmocka_unit_test_setup_teardown(test_xml_limits, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
