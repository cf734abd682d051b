/*
 * Any bytes: the JSON scanner ends, its tokens keep their promises, and it says the same
 * however the bytes come in. The first byte says how much of a value can be kept.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "json/scan.h"
#include "../piecemeal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool ok)
{
    if (!ok)
        abort();
}

static void put_token(struct arena *a, struct buf *b, const struct json_scan *s, enum json_token k)
{
    str raw = json_scan_raw(s);
    must(json_scan_line(s) >= 1 && json_scan_column(s) >= 1);
    must(json_scan_depth(s) >= 0 && json_scan_depth(s) <= JSON_DEPTH);
    buf_printf(b, "%d@%lld:%d^%d ", (int)k, (long long)json_scan_line(s), json_scan_column(s),
               json_scan_depth(s));
    buf_put(b, raw);
    if ((k == JSON_STRING || k == JSON_NAME) && raw.n) {
        must(raw.n >= 2 && raw.p[0] == '"' && raw.p[raw.n - 1] == '"');
        str said = json_unescape(a, raw);
        must(str_utf8_bad(said) == said.n);
        buf_put(b, said);
    }
    buf_byte(b, '\n');
}

/* Lines with a fault are passed over, as a reader of JSON Lines does. */
static str told(struct arena *a, str in, size_t kept, size_t most)
{
    struct piecemeal m = { in, most };
    struct json_scan *s = json_scan_open(a, (struct json_from){ piecemeal_read, &m }, kept);
    struct buf b = buf_new(a);
    struct err e = { 0 };
    for (size_t steps = 0;; steps++) {
        must(steps <= 2 * in.n + 2);
        enum json_token k = json_scan_next(s, &e);
        if (k == JSON_NOTHING_MORE)
            return buf_str(&b);
        if (k == JSON_FAILED) {
            must(e.kind != ERR_NONE && e.text[0] != 0);
            buf_puts(&b, e.text);
            e = (struct err){ 0 };
            must(json_scan_next_line(s, &e));
            continue;
        }
        put_token(a, &b, s, k);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    struct arena *a = arena_new();
    str in = { (const char *)data + 1, size - 1 };
    size_t kept = 1 + data[0];
    str whole = told(a, in, kept, SIZE_MAX);
    must(str_eq(whole, told(a, in, kept, 1)));
    must(str_eq(whole, told(a, in, kept, 7)));
    arena_free(a);
    return 0;
}
