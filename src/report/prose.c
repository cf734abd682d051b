#include "report/prose.h"

#include <stdio.h>

#include "intl/locale.h"

#define NO_BREAK "\xc2\xa0"

enum { SPELLED_MOST = 12 };

int64_t prose_step(int64_t n)
{
    int64_t step = 50;
    if (n < 10)
        return 1;
    if (n < 1000)
        return n < 100 ? 5 : 10;
    for (; n >= 10000; n /= 10)
        step *= 10;
    return step;
}

str prose_number(struct arena *a, int64_t n)
{
    struct buf b = buf_new(a);
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%lld", (long long)n), sign = n < 0;
    for (int i = 0; i < length; i++) {
        if (i > sign && (length - i) % 3 == 0)
            buf_puts(&b, NO_BREAK);
        buf_byte(&b, digits[i]);
    }
    return buf_str(&b);
}

static int64_t rounded(enum shape shape, int64_t n, int64_t step)
{
    switch (shape) {
    case SHAPE_OVER:
    case SHAPE_MORE_THAN: return n / step * step;
    case SHAPE_CLOSE_TO:  return (n + step - 1) / step * step;
    case SHAPE_ABOUT:     return (n + step / 2) / step * step;
    default:              return n;
    }
}

static str word_before(const struct prose *p, enum shape shape)
{
    switch (shape) {
    case SHAPE_OVER:      return say(p->arena, p->words, "over");
    case SHAPE_MORE_THAN: return say(p->arena, p->words, "more than");
    case SHAPE_CLOSE_TO:  return say(p->arena, p->words, "close to");
    case SHAPE_ABOUT:     return say(p->arena, p->words, "about");
    default:              return S("");
    }
}

str prose_count(const struct prose *p, const struct asked *how, int64_t n)
{
    struct arena *a = p->arena;
    str spelled = how->shape == SHAPE_WORDS && n >= 0 && n <= SPELLED_MOST ? intl_spelled(a, p->lang, n) : S("");
    if (spelled.n > 0)
        return spelled;
    int64_t round = rounded(how->shape, n, how->step ? how->step : prose_step(n));
    if (round == n || round == 0)
        return prose_number(a, n);
    str text = str_format(a, STR_FMT " " STR_FMT, STR_ARG(word_before(p, how->shape)),
                          STR_ARG(prose_number(a, round)));
    return how->beside ? str_format(a, STR_FMT " (" STR_FMT ")", STR_ARG(text), STR_ARG(prose_number(a, n)))
                       : text;
}

static str with_mark(const struct prose *p, char *digits)
{
    for (char *c = digits; *c; c++)
        if (*c == '.')
            *c = intl_decimal_mark(p->lang);
    return str_dup(p->arena, str_of(digits));
}

str prose_share(const struct prose *p, double share)
{
    char digits[64];
    snprintf(digits, sizeof digits, "%.1f" NO_BREAK "%%", share * 100);
    return with_mark(p, digits);
}

str prose_real(const struct prose *p, double n)
{
    char digits[64];
    snprintf(digits, sizeof digits, "%.4g", n);
    return with_mark(p, digits);
}

str prose_hidden(const struct prose *p)
{
    return say(p->arena, p->words, "[not published]");
}

str prose_list(const struct prose *p, const str *names, size_t n)
{
    struct arena *a = p->arena;
    if (n == 0)
        return say(a, p->words, "none");
    struct buf b = buf_new(a);
    for (size_t i = 0; i + 1 < n; i++) {
        buf_puts(&b, i ? ", " : "");
        buf_put(&b, names[i]);
    }
    return n == 1 ? names[0] : say(a, p->words, "{1} and {2}", buf_str(&b), names[n - 1]);
}
