#include "course/html.h"

#include <string.h>

struct scan {
    struct arena *arena;
    str bytes;
    size_t at, counted;
    int line, column;
    struct html_references *found;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void count_to(struct scan *s, size_t at)
{
    for (; s->counted < at; s->counted++) {
        if (s->bytes.p[s->counted] == '\n') {
            s->line++;
            s->column = 1;
        } else {
            s->column += ((unsigned char)s->bytes.p[s->counted] & 0xC0) != 0x80;
        }
    }
}

static bool comes(const struct scan *s, const char *text)
{
    str t = str_of(text), rest = str_from(s->bytes, s->at);
    return rest.n >= t.n && str_eq_nocase(str_head(rest, t.n), t);
}

static void skip_behind(struct scan *s, const char *text)
{
    while (s->at < s->bytes.n && !comes(s, text))
        s->at++;
    s->at += s->at < s->bytes.n ? strlen(text) : 0;
}

static str name_at(struct scan *s)
{
    size_t begin = s->at;
    while (s->at < s->bytes.n && !is_blank(s->bytes.p[s->at]) && !strchr("=>/", s->bytes.p[s->at]))
        s->at++;
    return (str){ s->bytes.p + begin, s->at - begin };
}

static void skip_blanks(struct scan *s)
{
    while (s->at < s->bytes.n && is_blank(s->bytes.p[s->at]))
        s->at++;
}

/* Without quotation marks it goes to the next blank or the end of the tag. */
static str bare_value_at(struct scan *s)
{
    size_t begin = s->at;
    while (s->at < s->bytes.n && !is_blank(s->bytes.p[s->at]) && s->bytes.p[s->at] != '>')
        s->at++;
    return (str){ s->bytes.p + begin, s->at - begin };
}

static str value_at(struct scan *s)
{
    skip_blanks(s);
    if (s->at >= s->bytes.n || s->bytes.p[s->at] != '=')
        return S("");
    s->at++;
    skip_blanks(s);
    char quote = s->at < s->bytes.n ? s->bytes.p[s->at] : 0;
    if (quote != '"' && quote != '\'')
        return bare_value_at(s);
    size_t begin = ++s->at;
    while (s->at < s->bytes.n && s->bytes.p[s->at] != quote)
        s->at++;
    str value = { s->bytes.p + begin, s->at - begin };
    s->at += s->at < s->bytes.n;
    return value;
}

static bool is_one_of(str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq_nocase(s, str_of(list[i])))
            return true;
    return false;
}

static void take(struct scan *s, str tag, str name, size_t at)
{
    static const char *const names[] = { "src", "href", "data", "poster", "action" };
    static const char *const leading[] = { "a", "area", "form", "base" };
    str value = str_trim(value_at(s));
    bool inside = value.n == 0 || value.p[0] == '#' || str_starts(value, S("data:"))
                  || str_starts(value, S("javascript:")) || str_starts(value, S("mailto:"));
    if (inside || !is_one_of(name, names, sizeof names / sizeof *names))
        return;
    count_to(s, at);
    *vec_push(s->arena, s->found) = (struct html_reference){
        str_dup(s->arena, value), s->line, s->column,
        is_one_of(tag, leading, sizeof leading / sizeof *leading),
    };
}

static void take_tag(struct scan *s)
{
    s->at++;
    str tag = name_at(s);
    while (s->at < s->bytes.n && s->bytes.p[s->at] != '>') {
        size_t at = s->at;
        if (is_blank(s->bytes.p[at]) || s->bytes.p[at] == '/' || s->bytes.p[at] == '=') {
            s->at++;
            continue;
        }
        str name = name_at(s);
        take(s, tag, name, at);
    }
    if (str_eq_nocase(tag, S("script")))
        skip_behind(s, "</script");
    else if (str_eq_nocase(tag, S("style")))
        skip_behind(s, "</style");
}

struct html_references html_references(struct arena *a, str bytes)
{
    struct html_references found = { 0 };
    struct scan s = { .arena = a, .bytes = bytes, .line = 1, .column = 1, .found = &found };
    while (s.at < bytes.n) {
        const char *next = memchr(bytes.p + s.at, '<', bytes.n - s.at);
        if (!next)
            break;
        s.at = (size_t)(next - bytes.p);
        bool letter = s.at + 1 < bytes.n && ((bytes.p[s.at + 1] | 32) >= 'a' && (bytes.p[s.at + 1] | 32) <= 'z');
        if (comes(&s, "<!--"))
            skip_behind(&s, "-->");
        else if (letter)
            take_tag(&s);
        else
            s.at++;
    }
    return found;
}

bool html_is_outside(str value)
{
    return str_starts(value, S("//")) || str_starts(value, S("http:"))
           || str_starts(value, S("https:"));
}
