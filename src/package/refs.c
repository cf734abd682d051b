/* References from a manifest to files: RFC 3986 as far as packages need it. */
#include "base/fs.h"
#include "package/inside.h"

const char *package_shown(struct arena *a, str s)
{
    struct buf b = buf_new(a);
    str rest = str_trim(s);
    for (size_t n = 0; rest.n && n < 60; n++) {
        uint32_t c = str_code_point(&rest);
        buf_code_point(&b, c < ' ' || c == 0x7f ? ' ' : c);
    }
    buf_puts(&b, rest.n ? "..." : "");
    buf_byte(&b, 0);
    return b.p;
}

/* A scheme: a letter, then letters, digits, "+", "-", "."; "C:" of Windows is one too. */
bool package_is_address(str href)
{
    if (str_starts(href, S("//")))
        return true;
    for (size_t i = 0; i < href.n; i++) {
        char c = href.p[i], small = (char)(c | 0x20);
        if (c == ':')
            return i > 0;
        if (!(small >= 'a' && small <= 'z')
            && !(i > 0 && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.')))
            return false;
    }
    return false;
}

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f'
           ? (c | 0x20) - 'a' + 10 : -1;
}

/* "%20" becomes a blank; what is not two digits stays as it is, so does "%00". */
static str decoded(struct arena *a, str s)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < s.n; i++) {
        int high = s.p[i] == '%' && i + 2 < s.n ? digit(s.p[i + 1]) : -1;
        int low = high >= 0 ? digit(s.p[i + 2]) : -1;
        if (low >= 0 && high + low > 0) {
            buf_byte(&b, (char)(high << 4 | low));
            i += 2;
        } else {
            buf_byte(&b, s.p[i]);
        }
    }
    return buf_str(&b);
}

bool package_resolve(struct arena *a, str base, str href, str *path)
{
    size_t end = 0;
    while (end < href.n && href.p[end] != '?' && href.p[end] != '#')
        end++;
    href = str_head(href, end);
    *path = S("");
    if (href.n == 0 || package_is_address(href) || str_starts(href, S("/"))
        || package_is_address(base))
        return false;
    str whole = decoded(a, base.n ? str_cat(a, base, href) : href);
    str inside;
    if (str_find(whole, S("\\")) < whole.n || !fs_inside(a, whole, &inside) || inside.n == 0
        || str_utf8_bad(inside) < inside.n)
        return false;
    *path = inside;
    return true;
}

str package_with_slashes(struct arena *a, str path)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < path.n; i++)
        buf_byte(&b, path.p[i] == '\\' ? '/' : path.p[i]);
    return buf_str(&b);
}
