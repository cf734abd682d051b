/*
 * A formula goes in as XML, MathML that is safe to write into any page comes
 * out: the elements and attributes of math.def and no others, without prefixes.
 * What is left out is found, each at its place.
 */
#include <string.h>

#include "course/inside.h"

enum content { TOKEN, PARTS };
enum { ANY_NUMBER = 10000 };

static const struct kind {
    const char *name;
    enum content content;
    size_t least, most;
    const char *attributes;
} KINDS[] = {
#define MATH(name, content, least, most, attributes) { #name, content, least, most, attributes },
#define MATH_ATTRIBUTE(name, choices)
#include "course/math.def"
#undef MATH
#undef MATH_ATTRIBUTE
};

static const struct { const char *name, *choices; } ATTRIBUTES[] = {
#define MATH(...)
#define MATH_ATTRIBUTE(name, choices) { name, choices },
#include "course/math.def"
#undef MATH
#undef MATH_ATTRIBUTE
};

enum { NKINDS = sizeof KINDS / sizeof *KINDS, NATTRIBUTES = sizeof ATTRIBUTES / sizeof *ATTRIBUTES };

struct writing {
    struct making *m;
    struct xml_out out;
    str namespace;                        /* of the <math>, right or wrong */
};

static const struct kind *kind_named(str name)
{
    for (size_t i = 0; i < NKINDS; i++)
        if (str_eq(name, str_of(KINDS[i].name)))
            return &KINDS[i];
    return NULL;
}

static bool is_kind(const struct xml_node *x, const char *name)
{
    return x && str_eq(xml_name(x), str_of(name));
}

/* ------------------------------------------------------------ attributes */

static bool may_carry(const struct kind *k, str name)
{
    static const char *const of_all[] = { "dir", "displaystyle", "scriptlevel" };
    str rest = str_of(k->attributes), one;
    bool all = str_starts(rest, S("@all"));
    while (next_word(&rest, &one))
        if (str_eq(one, name))
            return true;
    for (size_t i = 0; all && i < sizeof of_all / sizeof *of_all; i++)
        if (str_eq(name, str_of(of_all[i])))
            return true;
    return false;
}

/* "0.5em", "-2px", "150%", "0": a number and its unit, as CSS has them. */
static bool is_length(str s)
{
    static const char *const units[] = { "em", "ex", "px", "rem", "ch", "cm", "mm", "in", "pt", "pc",
                                         "%" };
    size_t n = s.n && strchr("+-", s.p[0]) ? 1 : 0, begin = n;
    while (n < s.n && strchr("0123456789.", s.p[n]))
        n++;
    str unit = str_from(s, n);
    double x;
    if (n == begin || !str_real(str_head(s, n), &x))
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_eq(unit, str_of(units[i])))
            return true;
    return unit.n == 0 && x == 0;
}

/* NULL when the value may stand; else what it should be. */
static const char *wanted(struct arena *a, str choices, str value)
{
    int64_t i;
    if (str_eq(choices, S("@words")))
        return NULL;
    if (str_eq(choices, S("@length")))
        return is_length(value) ? NULL : "a length such as 0.5em";
    if (str_eq(choices, S("@integer")))
        return str_int(value, &i) && i >= -9 && i <= 9 ? NULL : "a whole number from -9 to 9";
    if (str_eq(choices, S("@span")))
        return str_int(value, &i) && i >= 1 && i <= 99 ? NULL : "a whole number from 1 to 99";
    for (str rest = choices; rest.p; )
        if (str_eq(str_cut(&rest, '|'), value))
            return NULL;
    return either_word(a, choices).p;
}

/* The row of an attribute that some element may carry. */
static size_t row_of(str name)
{
    size_t i = 0;
    while (i + 1 < NATTRIBUTES && !str_eq(name, str_of(ATTRIBUTES[i].name)))
        i++;
    return i;
}

static void put_attribute(struct writing *w, const struct kind *k, const struct xml_node *x,
                          const struct xml_attr *at)
{
    struct making *m = w->m;
    str name = xml_attr_name(at), value = str_trim(xml_attr_value(at));
    if (xml_attr_namespace(at).n || !may_carry(k, name)) {
        said_at(m, x);
        diag_add(m->diags, &course_rule_E226, xml_attr_place(at), "In a formula <%s> carries no "
                 STR_FMT ".", k->name, STR_ARG(shown(m->arena, name)));
        return;
    }
    size_t row = row_of(name);
    const char *want = wanted(m->arena, str_of(ATTRIBUTES[row].choices), value);
    if (want) {
        said_at(m, x);
        diag_add(m->diags, &course_rule_E222, xml_attr_place(at), STR_FMT "=\"" STR_FMT "\": it is "
                 "%s.", STR_ARG(name), STR_ARG(shown(m->arena, value)), want);
        return;
    }
    xml_put_attr(&w->out, ATTRIBUTES[row].name, value);
}

/* ------------------------------------------------------------ elements */

static void put_parts(struct writing *w, const struct xml_node *x, const struct kind *k);

static void put_token(struct writing *w, const struct xml_node *x, const struct kind *k)
{
    struct buf b = buf_new(w->m->arena);
    for (const struct xml_node *c = xml_child(x, ""); c; c = xml_next(c, "")) {
        if (xml_is_text(c))
            buf_put(&b, xml_chars(c));
        else
            diag_add(w->m->diags, &course_rule_E225, said_at(w->m, c), "<" STR_FMT "> cannot stand "
                     "in <%s>, which holds text.", STR_ARG(shown(w->m->arena, xml_name(c))), k->name);
    }
    xml_put_text(&w->out, str_trim(buf_str(&b)));
}

static void unknown(struct writing *w, const struct xml_node *x)
{
    struct making *m = w->m;
    struct nearest n = { .word = xml_name(x) };
    for (size_t i = 0; i < NKINDS && str_eq(xml_namespace(x), w->namespace); i++)
        nearest_try(&n, str_of(KINDS[i].name));
    diag_add(m->diags, &course_rule_E225, said_at(m, x), "<" STR_FMT "> is no element of MathML "
             "Core." STR_FMT, STR_ARG(shown(m->arena, n.word)),
             STR_ARG(did_you_mean(m->arena, "<", n.best, ">")));
}

/* Rows stand in tables and cells in rows, and nothing else does; annotations
 * stand behind what they annotate. */
static bool is_misplaced(const char *above, const struct xml_node *x, size_t before)
{
    bool in_table = strcmp(above, "mtable") == 0, in_row = strcmp(above, "mtr") == 0;
    bool annotated = strcmp(above, "semantics") == 0 && before > 0;
    return is_kind(x, "mtr") != in_table || is_kind(x, "mtd") != in_row
           || is_kind(x, "annotation") != annotated
           || (is_kind(x, "mprescripts") && strcmp(above, "mmultiscripts") != 0);
}

static bool put_element(struct writing *w, const char *above, const struct xml_node *x, size_t before)
{
    const struct kind *k = kind_named(xml_name(x));
    if (!k || !str_eq(xml_namespace(x), w->namespace)) {
        unknown(w, x);
        return false;
    }
    if (is_misplaced(above, x, before) && !xml_is_torn(xml_parent(x))) {
        diag_add(w->m->diags, &course_rule_E225, said_at(w->m, x), "<%s> cannot stand here in <%s>.",
                 k->name, above);
        return false;
    }
    xml_open(&w->out, k->name);
    for (const struct xml_attr *at = xml_attrs(x); at; at = xml_attr_next(at))
        put_attribute(w, k, x, at);
    if (k->content == TOKEN)
        put_token(w, x, k);
    else
        put_parts(w, x, k);
    xml_close(&w->out);
    return true;
}

static void check_number_of_parts(struct writing *w, const struct xml_node *x, const struct kind *k,
                                  size_t n)
{
    if (n == 0 && k->least > 0)
        diag_add(w->m->diags, &course_rule_E501, said_at(w->m, x), "<%s> is empty.", k->name);
    else if (n < k->least || n > k->most)
        diag_add(w->m->diags, &course_rule_E227, said_at(w->m, x), "<%s> has %zu part%s; it needs "
                 "%zu.", k->name, n, n == 1 ? "" : "s", k->least);
}

static void put_parts(struct writing *w, const struct xml_node *x, const struct kind *k)
{
    size_t n = 0;
    bool all = !xml_is_cut(x);
    for (const struct xml_node *c = xml_child(x, ""); c; c = xml_next(c, "")) {
        if (!xml_is_text(c)) {
            const struct xml_node *inside = xml_enter(w->m->xml, c);
            all &= inside && put_element(w, k->name, inside, n);
            xml_leave(w->m->xml, c);
            n++;
        } else if (str_trim(xml_chars(c)).n && !xml_is_torn(x)) {
            said_at(w->m, x);
            diag_add(w->m->diags, &course_rule_E215, xml_place(c), "Text cannot stand directly in "
                     "<%s>: \"" STR_FMT "\"", k->name, STR_ARG(shown(w->m->arena, xml_chars(c))));
            all = false;
        }
    }
    if (all)
        check_number_of_parts(w, x, k, n);
}

str math_markup(struct making *m, const struct xml_node *x)
{
    static const struct kind math = { "math", PARTS, 1, ANY_NUMBER, "" };
    struct buf b = buf_new(m->arena);
    struct writing w = { .m = m, .out = { .to = &b, .style = XML_STYLE_HTML },
                         .namespace = xml_namespace(x) };
    put_parts(&w, x, &math);
    return buf_str(&b);
}
