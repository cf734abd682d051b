/*
 * References of HTML, as far as titles of courses have them.
 */
#include "base/buf.h"
#include "intl/text.h"

enum { REFERENCE_MOST = 12 };             /* bytes, "&" to ";" */

static bool named(str name, uint32_t *c)
{
    static const struct { const char *name; uint32_t c; } names[] = {
        { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' },
        { "nbsp", 0xA0 },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(name, str_of(names[i].name)))
            return *c = names[i].c, true;
    return false;
}

static bool digit(char c, uint32_t base, uint32_t *out)
{
    uint32_t d = c >= '0' && c <= '9' ? (uint32_t)(c - '0')
               : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
               : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A') + 10 : base;
    *out = d;
    return d < base;
}

static bool numbered(str name, uint32_t *c)
{
    bool hex = name.n > 1 && (name.p[1] == 'x' || name.p[1] == 'X');
    uint32_t code = 0, d;
    if (name.n < (hex ? 3u : 2u) || name.p[0] != '#')
        return false;
    for (size_t i = hex ? 2 : 1; i < name.n; i++) {
        if (!digit(name.p[i], hex ? 16 : 10, &d) || code > 0x10FFFF)
            return false;
        code = code * (hex ? 16 : 10) + d;
    }
    *c = code;
    return code >= 0x20 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

/* Bytes of the reference that s begins with; 0: it begins with none. */
static size_t reference(str s, uint32_t *c)
{
    str head = str_head(s, s.n < REFERENCE_MOST ? s.n : REFERENCE_MOST);
    size_t end = str_find(head, S(";"));
    if (end == head.n || end < 2)
        return 0;
    str name = str_head(str_from(s, 1), end - 1);
    return named(name, c) || numbered(name, c) ? end + 1 : 0;
}

str intl_unescape(struct arena *a, str s)
{
    if (str_find(s, S("&")) == s.n)
        return s;
    struct buf b = buf_new(a);
    for (size_t n; s.n; s = str_from(s, n)) {
        uint32_t c = 0;
        n = s.p[0] == '&' ? reference(s, &c) : 0;
        if (n)
            buf_code_point(&b, c);
        else
            buf_byte(&b, s.p[0]), n = 1;
    }
    return buf_str(&b);
}
