#include "base/str.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

str str_of(const char *cstring)
{
    return cstring ? (str){ cstring, strlen(cstring) } : S("");
}

bool str_eq(str a, str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_starts(str s, str prefix)
{
    return s.n >= prefix.n && str_eq(str_head(s, prefix.n), prefix);
}

bool str_ends(str s, str suffix)
{
    return s.n >= suffix.n && str_eq(str_from(s, s.n - suffix.n), suffix);
}

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

bool str_eq_nocase(str a, str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower(a.p[i]) != lower(b.p[i]))
            return false;
    return true;
}

int str_cmp(str a, str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

size_t str_find(str s, str part)
{
    const char *at = part.n == 0 ? s.p
                   : s.n < part.n ? NULL
                   : memchr(s.p, part.p[0], s.n - part.n + 1);
    while (at) {
        size_t i = (size_t)(at - s.p);
        if (str_starts(str_from(s, i), part))
            return i;
        i++;
        at = s.n - i < part.n ? NULL : memchr(s.p + i, part.p[0], s.n - i - part.n + 1);
    }
    return s.n;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

str str_trim(str s)
{
    while (s.n > 0 && is_space(s.p[0]))
        s = str_from(s, 1);
    while (s.n > 0 && is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

str str_cut(str *rest, char sep)
{
    str s = *rest;
    const char *at = s.n ? memchr(s.p, sep, s.n) : NULL;
    if (!at) {
        *rest = (str){ NULL, 0 };
        return s;
    }
    size_t n = (size_t)(at - s.p);
    *rest = str_from(s, n + 1);
    return str_head(s, n);
}

bool str_int(str s, int64_t *out)
{
    bool minus = s.n > 0 && s.p[0] == '-';
    if (minus || (s.n > 0 && s.p[0] == '+'))
        s = str_from(s, 1);
    if (s.n == 0)
        return false;
    uint64_t v = 0, most = minus ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
    for (size_t i = 0; i < s.n; i++) {
        unsigned digit = (unsigned)s.p[i] - '0';
        if (digit > 9 || v > (most - digit) / 10)
            return false;
        v = v * 10 + digit;
    }
    *out = minus ? (int64_t)(0 - v) : (int64_t)v;
    return true;
}

/* Digits, one point, an exponent: what strtod() takes beyond that (hex, "inf",
 * blanks) is no decimal number. The locale is always "C" here. */
static bool is_decimal(str s)
{
    size_t i = 0, digits = 0;
    if (i < s.n && (s.p[i] == '-' || s.p[i] == '+'))
        i++;
    for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
        digits++;
    if (i < s.n && s.p[i] == '.')
        for (i++; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
            digits++;
    if (digits == 0)
        return false;
    if (i < s.n && (s.p[i] == 'e' || s.p[i] == 'E')) {
        int64_t exponent;
        return str_int(str_from(s, i + 1), &exponent);
    }
    return i == s.n;
}

/* Up to 15 digits and a power of ten up to 15 are exact as doubles, so that dividing one by the
 * other rounds once: what strtod() gives too, in a tenth of the time. */
static bool short_decimal(str s, double *out)
{
    static const double tens[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
                                   1e14, 1e15 };
    int64_t digits = 0;
    size_t n = 0, behind = 0;
    bool point = false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned digit = (unsigned)s.p[i] - '0';
        if (digit > 9 && (s.p[i] != '.' || point))
            return false;
        point = point || digit > 9;
        if (digit > 9)
            continue;
        digits = digits * 10 + digit;
        behind += point;
        if (++n > 15)
            return false;
    }
    if (n > 0)
        *out = (double)digits / tens[behind];
    return n > 0;
}

bool str_real(str s, double *out)
{
    char text[64];
    if (short_decimal(s, out))
        return true;
    if (s.n >= sizeof text || !is_decimal(s))
        return false;
    memcpy(text, s.p, s.n);
    text[s.n] = 0;
    errno = 0;
    double v = strtod(text, NULL);
    if (errno == ERANGE && (v > 1 || v < -1))
        return false;
    *out = v;
    return true;
}

/* Length of the UTF-8 sequence at the head of s; 0 when it is none. */
static size_t utf8_length(str s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    if (p[0] < 0x80)
        return 1;
    size_t n = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
    if (p[0] < 0xC2 || p[0] > 0xF4 || s.n < n)
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F)
        || (p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F))
        return 0;
    return n;
}

/* Eight ASCII bytes at a time. */
static size_t ascii_run(str s)
{
    size_t i = 0;
    for (uint64_t word; s.n - i >= sizeof word; i += sizeof word) {
        memcpy(&word, s.p + i, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
    }
    return i;
}

size_t str_utf8_bad(str s)
{
    for (size_t i = 0; i < s.n; ) {
        i += ascii_run(str_from(s, i));
        if (i == s.n)
            break;
        size_t n = utf8_length(str_from(s, i));
        if (n == 0)
            return i;
        i += n;
    }
    return s.n;
}

uint32_t str_code_point(str *rest)
{
    size_t n = utf8_length(*rest);
    const unsigned char *p = (const unsigned char *)rest->p;
    uint32_t c = n == 0 ? 0xFFFD : n == 1 ? p[0] : p[0] & (0xFFu >> (n + 1));
    for (size_t i = 1; i < n; i++)
        c = c << 6 | (p[i] & 0x3F);
    *rest = str_from(*rest, n ? n : 1);
    return c;
}

/* Eight bytes at a time; what a multiplication moves up is folded down again. */
uint64_t str_hash(str s)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325) ^ s.n;
    for (size_t i = 0; i < s.n; i += sizeof h) {
        uint64_t word = 0;
        memcpy(&word, s.p + i, s.n - i < sizeof word ? s.n - i : sizeof word);
        h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
        h ^= h >> 32;
    }
    return h * UINT64_C(0xbf58476d1ce4e5b9);
}

static int least(int a, int b, int c)
{
    int ab = a < b ? a : b;
    return ab < c ? ab : c;
}

int str_distance(str a, str b, int most)
{
    enum { LONGEST = 128 };
    int row[LONGEST + 1];
    if (a.n > LONGEST || b.n > LONGEST)
        return most + 1;
    for (int j = 0; j <= (int)b.n; j++)
        row[j] = j;
    for (int i = 1; i <= (int)a.n; i++) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j <= (int)b.n; j++) {
            int above = row[j];
            row[j] = least(above + 1, row[j - 1] + 1, diagonal + (a.p[i - 1] != b.p[j - 1]));
            diagonal = above;
        }
    }
    return row[b.n] > most ? most + 1 : row[b.n];
}

str str_dup(struct arena *a, str s)
{
    char *p = arena_get_text(a, s.n + 1);
    if (s.n)
        memcpy(p, s.p, s.n);
    p[s.n] = 0;
    return (str){ p, s.n };
}

str str_concat(struct arena *a, const str *parts, size_t n)
{
    size_t length = 0;
    for (size_t i = 0; i < n; i++)
        length += parts[i].n;
    char *to = arena_get_text(a, length + 1), *end = to;
    for (size_t i = 0; i < n; i++) {
        if (parts[i].n > 0)
            memcpy(end, parts[i].p, parts[i].n);
        end += parts[i].n;
    }
    *end = 0;
    return (str){ to, length };
}

str str_format_list(struct arena *a, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *p = arena_get_text(a, n < 0 ? 1 : (size_t)n + 1);
    *p = 0;
    if (n > 0)
        vsnprintf(p, (size_t)n + 1, format, args);
    return (str){ p, n < 0 ? 0 : (size_t)n };
}

str str_format(struct arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str s = str_format_list(a, format, args);
    va_end(args);
    return s;
}
