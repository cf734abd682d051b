#include "package/address.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Behind the ":" of the scheme; 0 when there is none. */
static size_t behind_scheme(str s)
{
    size_t i = 0;
    while (i < s.n && (is_letter(s.p[i])
                       || (i > 0 && (is_digit(s.p[i]) || memchr("+-.", s.p[i], 3)))))
        i++;
    return i > 0 && i < s.n && s.p[i] == ':' ? i + 1 : 0;
}

/* Not in an IRI, however it is read. */
static bool is_never(char c)
{
    return (unsigned char)c <= ' ' || c == 0x7F || memchr("<>\"{}|\\^`", c, 9);
}

bool address_is_iri(str s)
{
    size_t at = behind_scheme(s);
    if (at == 0 || at == s.n)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (is_never(s.p[i]))
            return false;
    str rest = str_from(s, at), scheme = str_head(s, at - 1);
    if (!str_eq_nocase(scheme, S("http")) && !str_eq_nocase(scheme, S("https")))
        return true;
    return str_starts(rest, S("//")) && rest.n > 2 && !memchr("/?#:", rest.p[2], 4);
}

bool address_is_full(str s)
{
    size_t at = behind_scheme(s);
    return at > 0 && str_starts(str_from(s, at), S("//")) && s.n > at + 2;
}

static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

const char *address_fault(str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == ' ')
            return "a blank";
        if (c == '\\')
            return "a backslash";
        if ((unsigned char)c >= 0x80)
            return "a character that is not ASCII";
        if (is_never(c))
            return "a character that URLs do not hold";
        if (c == '%' && (i + 2 >= s.n || !is_hex(s.p[i + 1]) || !is_hex(s.p[i + 2])))
            return "a \"%\" without two hexadecimal digits behind it";
    }
    size_t at = behind_scheme(s);
    return at > 0 && !address_is_full(s) ? "a scheme without \"//\" and a name behind it" : NULL;
}

str address_query(str s)
{
    const char *mark = s.n ? memchr(s.p, '?', s.n) : NULL;
    if (!mark)
        return (str){ 0 };
    str query = str_from(s, (size_t)(mark - s.p) + 1);
    return str_head(query, str_find(query, S("#")));
}

bool address_next_name(str *query, str *name)
{
    if (query->p == NULL)
        return false;
    str pair = str_cut(query, '&');
    *name = str_head(pair, str_find(pair, S("=")));
    return true;
}
