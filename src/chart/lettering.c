/* Widths of ASCII from a table, of the rest by what kind of letter it is. */
#include "chart/lettering.h"

#include "intl/script.h"
#include "intl/width.h"

#define ELLIPSIS "\u2026"

/* Hundredths of the size, from the blank on. */
static const unsigned char ascii[] = {
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75,
    79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35,
    63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
};

static int hundredths(uint32_t c)
{
    if (c < 0x20)
        return 0;
    if (c < 0x20 + sizeof ascii)
        return ascii[c - 0x20];
    if (c == 0x00A0)
        return ascii[0];
    if (c == 0x2009 || c == 0x202F)
        return 20;
    if (c == 0x2026)
        return 100;
    int cells = width_of_code_point(c);
    return cells == 0 ? 0 : cells == 2 ? 100 : c < 0x250 ? 70 : c < 0x530 ? 80 : 75;
}

double lettering_width(str s, struct letters l)
{
    int64_t sum = 0;
    while (s.n > 0)
        sum += hundredths(str_code_point(&s));
    return (double)sum * l.size / 100 * (l.bold ? 1.12 : 1);
}

str lettering_fit(struct arena *a, str s, struct letters l, double room)
{
    if (lettering_width(s, l) <= room)
        return s;
    room -= lettering_width(S(ELLIPSIS), l);
    str rest = s;
    size_t fits = 0;
    while (rest.n > 0) {
        str_code_point(&rest);
        str head = str_head(s, s.n - rest.n);
        if (lettering_width(head, l) > room)
            break;
        fits = head.n;
    }
    return str_cat(a, str_trim(str_head(s, fits)), S(ELLIPSIS));
}

/* Bytes of s that stand on the first line. */
static size_t line_of(str s, struct letters l, double room)
{
    size_t end = 0;
    for (size_t i = 0; i <= s.n; i++) {
        if (i < s.n && s.p[i] != ' ')
            continue;
        if (lettering_width(str_head(s, i), l) > room)
            break;
        end = i;
    }
    if (end > 0)
        return end;
    str rest = s;                         /* one long word, or a script without blanks */
    while (rest.n > 0) {
        size_t before = s.n - rest.n;
        str_code_point(&rest);
        if (before > 0 && lettering_width(str_head(s, s.n - rest.n), l) > room)
            return before;
    }
    return s.n;
}

size_t lettering_wrap(struct arena *a, str s, struct letters l, double room, str *lines,
                      size_t most)
{
    size_t n = 0;
    for (s = str_trim(s); s.n > 0 && n < most; n++) {
        size_t end = n + 1 < most ? line_of(s, l, room) : s.n;
        lines[n] = lettering_fit(a, str_head(s, end), l, room);
        s = str_trim(str_from(s, end));
    }
    return n;
}

str lettering_isolated(struct arena *a, str s)
{
    return has_right_to_left(s) ? str_cat(a, S("\u2068"), s, S("\u2069")) : s;
}
