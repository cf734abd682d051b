/* csv: what is a row, what is a trouble, where; the same for every buffer size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "grid/csv.h"
#include "../piecemeal.h"

/* "2:a|b;4!unclosed@4:3;" - rows with their lines, troubles with their places. */
static str told(struct arena *a, str in, char delimiter, size_t chunk, size_t most)
{
    static const char *const name[CSV_TROUBLES] = {
        [CSV_FIELDS] = "fields", [CSV_STRAY_QUOTE] = "stray", [CSV_BEHIND_QUOTE] = "behind",
        [CSV_UNCLOSED] = "unclosed", [CSV_NUL] = "nul", [CSV_BARE_CR] = "cr",
        [CSV_NOT_UTF8] = "utf8", [CSV_LONG_ROW] = "longrow", [CSV_LONG_FIELD] = "longfield",
        [CSV_MANY_FIELDS] = "many",
    };
    struct piecemeal m = { in, most };
    struct csv_limits limits = { .chunk = chunk, .row = 60, .field = 30, .fields = 6 };
    struct csv *c = csv_open(a, (struct csv_from){ piecemeal_read, &m }, delimiter, limits);
    struct buf b = buf_new(a);
    struct csv_row row;
    struct err e = { 0 };
    enum csv_step step;
    while ((step = csv_next(c, &row, &e)) == CSV_ROW) {
        assert_true(row.offset + row.raw.n <= in.n);
        if (row.raw.n > 0)
            assert_memory_equal(row.raw.p, in.p + row.offset, row.raw.n);
        buf_printf(&b, "%lld", (long long)row.line);
        if (row.trouble != CSV_GOOD) {
            struct csv_place at = csv_place(&row, row.trouble_at);
            buf_printf(&b, "!%s@%lld:%d", name[row.trouble], (long long)at.line, at.column);
        }
        for (size_t i = 0; row.trouble == CSV_GOOD && i < row.n; i++)
            buf_printf(&b, "%s" STR_FMT, i == 0 ? ":" : "|", STR_ARG(row.fields[i]));
        buf_puts(&b, ";");
    }
    assert_int_equal(step, CSV_END);
    assert_int_equal(csv_next(c, &row, &e), CSV_END);
    return buf_str(&b);
}

#define ROW(in, out) { { in, sizeof in - 1 }, ',', out }
static const struct { str in; char delimiter; const char *out; } rows[] = {
    ROW("", ""),
    ROW("\xEF\xBB\xBF", ""),
    ROW("\n", ""),
    ROW("\r\n\r\n", ""),
    ROW("a", "1:a;"),
    ROW("a\n", "1:a;"),
    ROW("a,b\n", "1:a|b;"),
    ROW("a,b\r\n", "1:a|b;"),
    ROW("a,b\nc,d\n", "1:a|b;2:c|d;"),
    ROW("a,b\r\nc,d\r\n", "1:a|b;2:c|d;"),
    ROW("a,b\nc,d\r\ne,f", "1:a|b;2:c|d;3:e|f;"),
    ROW("\xEF\xBB\xBF" "a,b\nc,d\n", "1:a|b;2:c|d;"),
    ROW("\xEF\xBB\xBF" "\"a\",b\n", "1:a|b;"),
    ROW("a,b\n,\n", "1:a|b;2:|;"),
    ROW("a,b,\n", "1:a|b|;"),
    ROW(",,\n", "1:||;"),
    ROW("\n\na,b\n\nc,d\n\n", "3:a|b;5:c|d;"),
    ROW("\"a\",\"b\"\n", "1:a|b;"),
    ROW("\"\"\n", "1:;"),
    ROW("\"\",\"\"", "1:|;"),
    ROW("\"a,b\",c\n", "1:a,b|c;"),
    ROW("\"a\"\"b\",c\n", "1:a\"b|c;"),
    ROW("\"\"\"\",c\n", "1:\"|c;"),
    ROW("\"\"\"a\"\"\",\"\"\"\"\"\"\n", "1:\"a\"|\"\";"),
    ROW("\"a\nb\",c\nd,e\n", "1:a\nb|c;3:d|e;"),
    ROW("\"a\r\nb\",c\r\nd,e\r\n", "1:a\r\nb|c;3:d|e;"),
    ROW("\"\n\n\",\"\n\"\nd,e\n", "1:\n\n|\n;5:d|e;"),
    ROW("a b, c \n", "1:a b| c ;"),
    ROW("=SUM(1+1),-minus,@at\n", "1:=SUM(1+1)|-minus|@at;"),
    ROW("Zoé,伟,محمد\n", "1:Zoé|伟|محمد;"),
    ROW("Tab\tName,x\n", "1:Tab\tName|x;"),
    ROW("NA,007,NULL\n", "1:NA|007|NULL;"),
    { { "a;b,c\n1;2\n", 10 }, ';', "1:a|b,c;2:1|2;" },
    { { "a\tb,c\n", 6 }, '\t', "1:a|b,c;" },
    /* field counts */
    ROW("a,b\nc\nd,e\n", "1:a|b;2!fields@2:2;3:d|e;"),
    ROW("a,b\nc,d,é,f\ng,h\n", "1:a|b;2!fields@2:5;3:g|h;"),
    ROW("a,b\nc,d\ne", "1:a|b;2:c|d;3!fields@3:2;"),
    ROW("a,b\n\"c\nd\"\ne,f", "1:a|b;2!fields@3:3;4:e|f;"),
    /* quotes */
    ROW("a,b\nc\"d,e\nf,g\n", "1:a|b;2!stray@2:2;3:f|g;"),
    ROW("a,b\nc,é\"\nf,g\n", "1:a|b;2!stray@2:4;3:f|g;"),
    ROW("a,b\n \"c\",d\nf,g\n", "1:a|b;2!stray@2:2;3:f|g;"),
    ROW("a,b\n\"c\"d,e\nf,g\n", "1:a|b;2!behind@2:4;3:f|g;"),
    ROW("a,b\n\"c\" ,e\nf,g\n", "1:a|b;2!behind@2:4;3:f|g;"),
    ROW("a,b\n\"c\"\rd,e\nf,g\n", "1:a|b;2!cr@2:4;3:f|g;"),
    ROW("a,b\n\"c,d\nf,g\nh,i\n", "1:a|b;2!unclosed@2:1;3:f|g;4:h|i;"),
    ROW("a,b\nc,\"d", "1:a|b;2!unclosed@2:3;"),
    ROW("a,b\nc,\"", "1:a|b;2!unclosed@2:3;"),
    ROW("a,b\nc,\"d\ne,\"\"\nf,g\n", "1:a|b;2!unclosed@2:3;3:e|;4:f|g;"),
    ROW("a,b\nc,\"d\nf,\"g\"\nh,i\n", "1:a|b;2!behind@3:4;3:f|g;4:h|i;"),
    ROW("a,b\n\"c\nd\",\"e\nf\"x\ng,h\n", "1:a|b;2!behind@4:3;4!stray@4:2;5:g|h;"),
    /* bytes that are no text */
    ROW("a,b\nc\0,d\ne,f\n", "1:a|b;2!nul@2:2;3:e|f;"),
    ROW("a,b\n\"c\0\",d\ne,f\n", "1:a|b;2!nul@2:3;3:e|f;"),
    ROW("a,b\n\"c\"\0,d\ne,f\n", "1:a|b;2!nul@2:4;3:e|f;"),
    ROW("a,b\nSt\xE9phane,d\ne,f\n", "1:a|b;2!utf8@2:3;3:e|f;"),
    ROW("a,b\n\"x\ny\xFF\",d\ne,f\n", "1:a|b;2!utf8@3:2;4:e|f;"),
    ROW("a,b\n\xC3,d\ne,f\n", "1:a|b;2!utf8@2:1;3:e|f;"),
    ROW("a,b\n\xED\xA0\x80,d\ne,f\n", "1:a|b;2!utf8@2:1;3:e|f;"),
    ROW("a,b\nc\rd,e\nf,g\n", "1:a|b;2!cr@2:2;3:f|g;"),
    ROW("a,b\rc,d\r", "1!cr@1:4;"),
    /* limits: 30 bytes a field, 60 a row, 6 fields */
    ROW("a,b\n012345678901234567890123456789,c\n", "1:a|b;2:012345678901234567890123456789|c;"),
    ROW("a,b\n0123456789012345678901234567890,c\nd,e\n", "1:a|b;2!longfield@2:1;3:d|e;"),
    ROW("a,b\nc,\"0123456789012345678901234567890\"\nd,e\n", "1:a|b;2!longfield@2:3;3:d|e;"),
    ROW("a,b\n01234567890123456789012345678901234567890123456789012345678901234567890123456789"
        "01234567890123456789012345678901234567890123456789012345678901234567890123456789\nd,e\n",
        "1:a|b;2!longrow@2:61;3:d|e;"),
    ROW("a,b\nx,\"1234567890123456789012345678\n012345678901234567890123456789\n\n0123456789\nd,e\n",
        "1:a|b;2!unclosed@2:3;3!fields@3:31;5!fields@5:11;6:d|e;"),
    ROW("a,b\n012345678901234567890123456789,0123456789012345678901234567,0123456789\nd,e\n",
        "1:a|b;2!longrow@2:61;3:d|e;"),
    ROW("a,b\n012345678901234567890123456789,01234567890123456789012345678\nd,e\n",
        "1:a|b;2:012345678901234567890123456789|01234567890123456789012345678;3:d|e;"),
    ROW("a,b\n012345678901234567890123456789,012345678901234567890123456789\nd,e\n",
        "1:a|b;2!longrow@2:61;3:d|e;"),
    ROW("a,b\n01234567890123456789012345678901234567890123456789012345678é9012345\nd,e\n",
        "1:a|b;2!longrow@2:60;3:d|e;"),                        /* not cut inside a character */
    ROW("a\n\"0123456789\",\"0123456789\",\"0123456789\",\"0123456789\",\"012345678\"",
        "1:a;2!longrow@2:61;"),                                /* closes on the last byte seen */
    ROW("1,2,3,4,5,6\n", "1:1|2|3|4|5|6;"),
    ROW("1,2,3,4,5,6,7\n1\n", "1!many@1:13;2:1;"),
};

static void every_row_in_every_buffer(void **state)
{
    (void)state;
    static const size_t most[] = { 1, 2, 3, 7, 1000 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t chunk = 1; chunk <= rows[i].in.n + 2; chunk++)
            for (size_t k = 0; k < sizeof most / sizeof *most; k++) {
                struct arena *a = arena_new();
                str out = told(a, rows[i].in, rows[i].delimiter, chunk, most[k]);
                if (!str_eq(out, str_of(rows[i].out)))
                    fail_msg("row %zu, chunk %zu, %zu at a time: %.*s instead of %s", i, chunk,
                             most[k], STR_ARG(out), rows[i].out);
                arena_free(a);
            }
}

/* All texts of five bytes over an alphabet of what matters: no two buffers disagree. */
static void every_short_text(void **state)
{
    (void)state;
    static const char alphabet[] = { 'a', ',', '"', '\n', '\r', 0, '\xC3' };
    enum { N = sizeof alphabet, LENGTH = 5 };
    char text[LENGTH];
    for (size_t code = 0; code < N * N * N * N * N; code++) {
        size_t rest = code;
        for (int i = 0; i < LENGTH; i++, rest /= N)
            text[i] = alphabet[rest % N];
        struct arena *a = arena_new();
        str in = { text, LENGTH }, one = told(a, in, ',', 1, 1);
        for (size_t chunk = 2; chunk <= LENGTH + 1; chunk++) {
            str other = told(a, in, ',', chunk, 1000);
            if (!str_eq(one, other))
                fail_msg("text %zu, chunk %zu: %.*s or %.*s", code, chunk, STR_ARG(one),
                         STR_ARG(other));
        }
        arena_free(a);
    }
}

static void fields_have_places(void **state)
{
    (void)state;
    struct piecemeal m = { S("h,i,j\n\"a\nb\",\"c\"\"\",é\n"), 1000 };
    struct arena *a = arena_new();
    struct csv *c = csv_open(a, (struct csv_from){ piecemeal_read, &m }, ',',
                             (struct csv_limits){ 0 });
    struct csv_row row;
    struct err e = { 0 };
    assert_int_equal(csv_width(c), 0);
    assert_int_equal(csv_next(c, &row, &e), CSV_ROW);
    assert_int_equal(csv_width(c), 3);
    assert_int_equal(csv_next(c, &row, &e), CSV_ROW);
    static const struct csv_place want[] = { { 2, 1 }, { 3, 4 }, { 3, 10 }, { 3, 11 } };
    for (size_t i = 0; i < 4; i++) {
        struct csv_place at = csv_place(&row, csv_field_at(c, &row, i));
        assert_int_equal(at.line, want[i].line);
        assert_int_equal(at.column, want[i].column);
    }
    assert_int_equal(row.offset, 6);
    arena_free(a);
}

static bool broken_read(void *self, char *p, size_t cap, size_t *n, struct err *e)
{
    (void)self, (void)p, (void)cap, (void)n;
    return err_set(e, ERR_SYSTEM, "the disk is gone");
}

static void a_failing_read_is_said(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct csv *c = csv_open(a, (struct csv_from){ broken_read, NULL }, ',',
                             (struct csv_limits){ 0 });
    struct csv_row row;
    struct err e = { 0 };
    assert_int_equal(csv_next(c, &row, &e), CSV_FAILED);
    assert_string_equal(e.text, "the disk is gone");
    arena_free(a);
}

static void troubles_have_words(void **state)
{
    (void)state;
    for (enum csv_trouble t = CSV_GOOD; t < CSV_TROUBLES; t++)
        assert_non_null(csv_trouble_text(t));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_in_every_buffer),
        cmocka_unit_test(every_short_text),
        cmocka_unit_test(fields_have_places),
        cmocka_unit_test(a_failing_read_is_said),
        cmocka_unit_test(troubles_have_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
