#include "render/colours.h"

#include <math.h>
#include <string.h>

#include "base/near.h"
#include "render/rules.h"

static const char *const names[COLOURS] = {
#define COLOUR(name, word) [COLOUR_##name] = word,
#define PAIR(front, back, least)
#include "render/colours.def"
#undef COLOUR
#undef PAIR
};

static const struct pair { enum colour front, back; double least; } pairs[] = {
#define COLOUR(name, word)
#define PAIR(front, back, least) { COLOUR_##front, COLOUR_##back, least },
#include "render/colours.def"
#undef COLOUR
#undef PAIR
};

/* ---------------------------------------------------------------- reading */

struct reader {
    str rest, file;
    const char *begin;
    enum light light;
    struct colours *to;
    struct diags *diags;
};

static struct place here(const struct reader *r)
{
    struct place at = { .file = r->file, .line = 1, .column = 1 };
    for (const char *p = r->begin; p < r->rest.p; p++) {
        at.line += *p == '\n';
        at.column = *p == '\n' ? 1 : at.column + 1;
    }
    return at;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void skip_blank(struct reader *r)
{
    for (;;) {
        while (r->rest.n && is_blank(r->rest.p[0]))
            r->rest = str_from(r->rest, 1);
        if (!str_starts(r->rest, S("/*")))
            return;
        size_t end = str_find(str_from(r->rest, 2), S("*/"));
        r->rest = str_from(r->rest, end + 4 < r->rest.n ? end + 4 : r->rest.n);
    }
}

static bool take(struct reader *r, str word)
{
    skip_blank(r);
    if (!str_starts(r->rest, word))
        return false;
    r->rest = str_from(r->rest, word.n);
    return true;
}

/* Up to one of the marks, which stays. */
static str take_until(struct reader *r, const char *marks)
{
    size_t n = 0;
    while (n < r->rest.n && !strchr(marks, r->rest.p[n]))
        n++;
    str taken = str_trim(str_head(r->rest, n));
    r->rest = str_from(r->rest, n);
    return taken;
}

static int hex_digit(char c)
{
    const char *digits = "0123456789abcdef";
    const char *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* "#1ab" or "#11aabb" */
static bool read_rgb(str value, uint32_t *rgb)
{
    if ((value.n != 4 && value.n != 7) || value.p[0] != '#')
        return false;
    *rgb = 0;
    for (size_t i = 1; i < value.n; i++) {
        int digit = hex_digit(value.p[i]);
        if (digit < 0)
            return false;
        *rgb = *rgb << 4 | (uint32_t)digit;
        if (value.n == 4)
            *rgb = *rgb << 4 | (uint32_t)digit;
    }
    return true;
}

static void unknown_name(struct reader *r, struct place at, str name)
{
    struct near n = near_to(name);
    for (int i = 0; i < COLOURS; i++)
        near_offer(&n, str_of(names[i]));
    if (n.best.n)
        diag_add(r->diags, &rule_E852, at, "There is no colour " STR_FMT "; did you mean " STR_FMT
                 "?", STR_ARG(name), STR_ARG(n.best));
    else
        diag_add(r->diags, &rule_E852, at, "There is no colour " STR_FMT ".", STR_ARG(name));
}

static void put_colour(struct reader *r, struct place at, str name, str value)
{
    uint32_t rgb;
    int i = 0;
    while (i < COLOURS && !str_eq(name, str_of(names[i])))
        i++;
    if (i == COLOURS)
        unknown_name(r, at, name);
    else if (!read_rgb(value, &rgb))
        diag_add(r->diags, &rule_E852, at, "\"" STR_FMT "\" is not a colour like #17506e.",
                 STR_ARG(value));
    else {
        r->to->of[r->light][i].rgb = rgb;
        r->to->of[r->light][i].at = at;
    }
}

static void read_root(struct reader *r)
{
    while (!take(r, S("}")) && r->rest.n) {
        struct place at = here(r);
        str name = take_until(r, ":;}"), value = S("");
        if (take(r, S(":")))
            value = take_until(r, ";}");
        put_colour(r, at, name, value);
        take(r, S(";"));
    }
}

static bool read_rule(struct reader *r)
{
    if (take(r, S(":root")) && take(r, S("{"))) {
        read_root(r);
        return true;
    }
    return false;
}

static bool read_dark(struct reader *r)
{
    if (!(take(r, S("@media")) && take(r, S("(")) && take(r, S("prefers-color-scheme"))
          && take(r, S(":")) && take(r, S("dark")) && take(r, S(")")) && take(r, S("{"))))
        return false;
    r->light = IN_DARK;
    while (read_rule(r))
        continue;
    r->light = IN_LIGHT;
    return take(r, S("}"));
}

void colours_read(str css, str file, struct colours *to, struct diags *d)
{
    struct reader r = { css, file, css.p, IN_LIGHT, to, d };
    for (skip_blank(&r); r.rest.n; skip_blank(&r)) {
        struct place at = here(&r);
        if (read_rule(&r) || read_dark(&r))
            continue;
        diag_add(d, &rule_E852, at, "Neither :root { ... } nor "
                 "@media (prefers-color-scheme: dark) { :root { ... } } stands here.");
        return;
    }
}

/* --------------------------------------------------------------- contrast */

/* WCAG 2.2, "relative luminance". */
static double luminance(uint32_t rgb)
{
    static const double weight[3] = { 0.0722, 0.7152, 0.2126 };        /* blue, green, red */
    double sum = 0;
    for (int i = 0; i < 3; i++, rgb >>= 8) {
        double part = (rgb & 0xFF) / 255.0;
        sum += weight[i] * (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double colours_contrast(uint32_t one, uint32_t other)
{
    double a = luminance(one) + 0.05, b = luminance(other) + 0.05;
    return a > b ? a / b : b / a;
}

/* Whose fault it is: of two colours the one the author wrote. */
static enum colour blamed(const struct colours *c, enum light light, const struct pair *p)
{
    return c->of[light][p->front].at.line ? p->front : p->back;
}

static double contrast_of(const struct colours *c, enum light light, const struct pair *p)
{
    return colours_contrast(c->of[light][p->front].rgb, c->of[light][p->back].rgb);
}

/* Of all pairs that fail because of one colour, the worst: mending it mends the others. */
static void check_colour(const struct colours *c, enum light light, enum colour one,
                         struct diags *d)
{
    const struct pair *worst = NULL;
    double share = 1;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        double of_least = contrast_of(c, light, &pairs[i]) / pairs[i].least;
        if (blamed(c, light, &pairs[i]) != one || of_least >= share)
            continue;
        share = of_least;
        worst = &pairs[i];
    }
    if (worst)
        diag_add(d, &rule_E853, c->of[light][one].at,
                 "The colour %s #%06x on %s #%06x has a contrast of %.1f%s, and needs %.1f.",
                 names[worst->front] + 2, c->of[light][worst->front].rgb,
                 names[worst->back] + 2, c->of[light][worst->back].rgb,
                 floor(contrast_of(c, light, worst) * 10) / 10,
                 light == IN_DARK ? " in the dark" : "", worst->least);
}

void colours_check(const struct colours *c, struct diags *d)
{
    for (int light = 0; light < LIGHTS; light++)
        for (int one = 0; one < COLOURS; one++)
            check_colour(c, (enum light)light, (enum colour)one, d);
}

/* ---------------------------------------------------------------- writing */

static void put_root(struct buf *to, const struct colours *c, enum light light)
{
    buf_puts(to, ":root{");
    for (int i = 0; i < COLOURS; i++)
        buf_printf(to, "%s:#%06x;", names[i], c->of[light][i].rgb);
    buf_puts(to, "}");
}

void colours_put(struct buf *to, const struct colours *c)
{
    put_root(to, c, IN_LIGHT);
    buf_puts(to, "\n@media (prefers-color-scheme:dark){");
    put_root(to, c, IN_DARK);
    buf_puts(to, "}\n");
}
