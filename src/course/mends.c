/*
 * What somebody surely meant, as an edit of the file: a name that one letter
 * keeps from being right, a word of HTML that has ours for the same thing.
 * Where two things could be meant nothing is offered, and identifiers are
 * never touched.
 */
#include <string.h>

#include "course/inside.h"

/* Words of HTML whose content is that of ours. */
static const char *const SAME[] = { "a", "b", "i", "li", "ul", "td", "th", "tr", "thead", "tbody",
                                    "para", "paragraph", "figcaption" };

static bool is_same(str name)
{
    for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++)
        if (str_eq(str_of(SAME[i]), name))
            return true;
    return false;
}

/* How many letters may be wrong for one to be sure. */
static int most_of(str word)
{
    return word.n < 3 ? 0 : word.n < 7 ? 1 : 2;
}

/* Two neighbours have changed places: "titel". */
static bool is_swapped(str written, str meant)
{
    size_t i = 0;
    if (written.n != meant.n)
        return false;
    while (i < meant.n && written.p[i] == meant.p[i])
        i++;
    return i + 1 < meant.n && written.p[i] == meant.p[i + 1] && written.p[i + 1] == meant.p[i]
           && str_eq(str_from(written, i + 2), str_from(meant, i + 2));
}

static bool is_slip(str written, str meant)
{
    return str_eq_nocase(written, meant) || (written.n > 2 && is_swapped(written, meant))
           || str_distance(written, meant, most_of(written)) <= most_of(written);
}

void mend_element(struct making *m, enum element parent, const struct xml_node *x,
                  enum element meant)
{
    const struct vocabulary *v = &m->schema->vocabulary;
    str name = xml_name(x), is = str_of(element_name(meant));
    if (parent == EL_COUNT || meant == EL_COUNT || !set_has(&v->words[parent].allowed, meant))
        return;
    bool slip = is_slip(name, is);
    for (int e = 1; slip && e < EL_COUNT; e++)
        if (set_has(&v->words[parent].allowed, (enum element)e)
            && !str_eq(str_of(element_name((enum element)e)), is)
            && is_slip(name, str_of(element_name((enum element)e))))
            slip = false;                 /* "them" may be "term" or "item" */
    if (slip || is_same(name))
        diag_mend(m->diags, &course_rule_E210, xml_place(x), MEND_ELEMENT, name, is);
}

void mend_attribute(struct making *m, const struct built *b, const struct xml_attr *x)
{
    const struct word *w = &m->schema->vocabulary.words[b->node.element];
    str name = xml_attr_name(x), best = S("");
    for (size_t i = 0; i < w->nplaces; i++) {
        str one = str_of(attribute_name(w->places[i].name));
        bool meant = is_slip(name, one) || (str_eq(name, S("lang")) && str_eq(one, S("xml:lang")));
        if (!meant || str_eq(one, S("id")))
            continue;
        if (best.n)
            return;
        best = one;
    }
    for (const struct xml_attr *other = xml_attrs(m->element); other; other = xml_attr_next(other))
        if (str_eq(xml_attr_name(other), best))
            return;
    if (best.n)
        diag_mend(m->diags, &course_rule_E220, xml_attr_place(x), MEND_ATTRIBUTE, name, best);
}

void mend_choice(struct making *m, struct place at, str written, const char *choices)
{
    str best = S("");
    for (str rest = str_of(choices); rest.p; ) {
        str one = str_cut(&rest, '|');
        if (!is_slip(written, one))
            continue;
        if (best.n)
            return;
        best = one;
    }
    if (best.n)
        diag_mend(m->diags, &course_rule_E222, at, MEND_VALUE, written, best);
}

void mend_boolean(struct making *m, struct place at, str written)
{
    static const char *const words[][2] = { { "true", "true" }, { "yes", "true" },
                                            { "false", "false" }, { "no", "false" } };
    for (size_t i = 0; i < 4; i++)
        if (str_eq_nocase(written, str_of(words[i][0])))
            diag_mend(m->diags, &course_rule_E704, at, MEND_VALUE, written, str_of(words[i][1]));
}
