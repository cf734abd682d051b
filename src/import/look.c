#include "import/look.h"

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_code(str s)
{
    return s.n == 2 && s.p[0] >= 'A' && s.p[0] <= 'Z' && s.p[1] >= 'A' && s.p[1] <= 'Z';
}

/* Digits with at most one mark among them. */
static bool is_number(str s)
{
    size_t marks = 0;
    if (s.n == 0 || s.n > 20 || !is_digit(s.p[0]) || !is_digit(s.p[s.n - 1]))
        return false;
    for (size_t i = 0; i < s.n; i++) {
        bool mark = s.p[i] == '.' || s.p[i] == ',';
        if (!mark && !is_digit(s.p[i]))
            return false;
        marks += mark;
    }
    return marks <= 1;
}

static bool is_whole(str s)
{
    return is_number(s) && str_find(s, S(".")) == s.n && str_find(s, S(",")) == s.n;
}

/* 2001 to 2286. */
static bool is_time(str s)
{
    return s.n == 10 && is_whole(s) && s.p[0] != '0';
}

static bool is_share(str s)
{
    if (!str_ends(s, S("%")))
        return false;
    s = str_trim(str_head(s, s.n - 1));
    while (str_ends(s, S("\xC2\xA0")))
        s = str_head(s, s.n - 2);
    return is_number(s);
}

static bool is_letter_or_more(char c)
{
    return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* 14:05, 14.05 */
static bool is_clock(str s, size_t at)
{
    return at > 0 && at + 2 < s.n && (s.p[at] == ':' || s.p[at] == '.') && is_digit(s.p[at - 1])
        && is_digit(s.p[at + 1]) && is_digit(s.p[at + 2]);
}

static bool is_date(str s)
{
    size_t digits = 0, letters = 0;
    bool year = false, clock = false, word = false;
    for (size_t i = 0; i < s.n; i++) {
        clock = clock || is_clock(s, i);
        digits = is_digit(s.p[i]) ? digits + 1 : 0;
        letters = is_letter_or_more(s.p[i]) ? letters + 1 : 0;
        word = word || letters == 3;
        year = year || (digits == 4 && (i + 1 == s.n || !is_digit(s.p[i + 1])));
    }
    return year && clock && word;
}

static bool is_state(str s)
{
    static const char *const words[] = { "passed", "completed", "failed", "incomplete", "browsed",
                                         "not attempted", "unknown" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(s, str_of(words[i])))
            return true;
    return false;
}

/* The whole part is enough to tell which scale it is of. */
static double size_of(str s)
{
    double x = 0;
    for (size_t i = 0; i < s.n && is_digit(s.p[i]); i++)
        x = x * 10 + (s.p[i] - '0');
    return x;
}

static bool is_address(str s)
{
    size_t dots = 0, colons = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        dots += c == '.';
        colons += c == ':';
        if (!is_digit(c) && c != '.' && c != ':' && !(c >= 'a' && c <= 'f'))
            return false;
    }
    return (dots == 3 && colons == 0) || (colons >= 2 && s.n > 2);
}

void look_at(struct look *l, str value)
{
    str s = str_trim(value);
    if (s.n == 0 || str_eq(s, S("-")))
        return;
    l->filled++;
    l->emails += str_find(s, S("@")) < s.n && str_find(s, S(" ")) == s.n;
    l->codes += is_code(s);
    l->wholes += is_whole(s);
    l->numbers += is_number(s);
    if (is_number(s) && size_of(s) > l->most)
        l->most = size_of(s);
    l->states += is_state(s);
    l->shares += is_share(s);
    l->times += is_time(s);
    l->dates += is_date(s);
    l->addresses += is_address(s);
}
