/*
 * The value of an attribute goes in; what is wrong with it comes out, one row
 * per type of attributes.def.  Identifiers, references and paths are put aside
 * for the passes that know the whole course.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "course/inside.h"
#include "intl/language.h"
#include "si/number.h"

enum { MOST_REFERENCES = 100 };           /* in one attribute */

struct value {
    struct built *on;
    struct attr *attr;
    const struct place_for *as;
    struct place at;
};

static struct place here(struct making *m, const struct value *v)
{
    said_at_node(m, &v->on->node);
    return v->at;
}

static str quoted(struct making *m, const struct value *v)
{
    return str_format(m->arena, "%s=\"" STR_FMT "\"", attribute_name(v->attr->name),
                      STR_ARG(shown(m->arena, v->attr->value)));
}

static void check_words(struct making *m, const struct value *v)
{
    str rest = v->as->choices ? str_of(v->as->choices) : (str){ 0 };
    struct nearest n = { .word = v->attr->value };
    if (!v->as->choices)
        return;
    while (rest.p) {
        str one = str_cut(&rest, '|');
        if (str_eq(one, v->attr->value))
            return;
        nearest_try(&n, one);
    }
    diag_add(m->diags, &course_rule_E222, here(m, v), STR_FMT ": it is " STR_FMT "." STR_FMT,
             STR_ARG(quoted(m, v)), STR_ARG(either_word(m->arena, str_of(v->as->choices))),
             STR_ARG(did_you_mean(m->arena, "", n.best, "")));
    mend_choice(m, v->at, v->attr->value, v->as->choices);
}

static void check_number(struct making *m, const struct value *v, int64_t least, int64_t most)
{
    int64_t i;
    if (!str_int(v->attr->value, &i) || i < least || i > most)
        diag_add(m->diags, &course_rule_E703, here(m, v), STR_FMT " is not a whole number from "
                 "%d to %d.", STR_ARG(quoted(m, v)), (int)least, (int)most);
}

static void check_percent(struct making *m, const struct value *v)
{
    check_number(m, v, 0, 100);
}

/* None of the pages is no condition; none of the points is a mistake foreseen. */
static void check_share(struct making *m, const struct value *v)
{
    check_number(m, v, v->on->node.element == EL_pages_seen ? 1 : 0, 100);
}

static void check_minutes(struct making *m, const struct value *v)
{
    check_number(m, v, 1, 6000);
}

static void check_points(struct making *m, const struct value *v)
{
    check_number(m, v, 1, 100);
}

static void check_attempts(struct making *m, const struct value *v)
{
    check_number(m, v, 1, 99);
}

static void check_span(struct making *m, const struct value *v)
{
    check_number(m, v, 1, 99);
}

static void check_count(struct making *m, const struct value *v)
{
    check_number(m, v, 1, 999);
}

static void check_pixels(struct making *m, const struct value *v)
{
    check_number(m, v, 50, 2000);
}

static void check_length(struct making *m, const struct value *v)
{
    check_number(m, v, 1, 1000);
}

static void check_digits(struct making *m, const struct value *v)
{
    check_number(m, v, 1, 15);
}

static void check_real(struct making *m, const struct value *v)
{
    struct number x;
    if (!number_read(v->attr->value, &x))
        diag_add(m->diags, &course_rule_E708, here(m, v), STR_FMT " is not a number.",
                 STR_ARG(quoted(m, v)));
}

static void check_positive(struct making *m, const struct value *v)
{
    struct number x;
    if (!number_read(v->attr->value, &x) || x.value <= 0)
        diag_add(m->diags, &course_rule_E708, here(m, v), STR_FMT " is not a number above 0.",
                 STR_ARG(quoted(m, v)));
}

static void check_unit(struct making *m, const struct value *v)
{
    struct si_expression x;
    struct err why = { 0 };
    if (v->attr->value.n == 0)
        diag_add(m->diags, &course_rule_E709, here(m, v), "unit=\"\" names no unit.");
    else if (!si_expression_read(m->schema->si, v->attr->value, &x, &why))
        diag_add(m->diags, &course_rule_E709, here(m, v), STR_FMT ": %s%s", STR_ARG(quoted(m, v)),
                 why.text, str_ends(str_of(why.text), S("?")) ? "" : ".");
}

static void check_quantity_kind(struct making *m, const struct value *v)
{
    if (!si_kind_find(m->schema->si, v->attr->value))
        diag_add(m->diags, &course_rule_E710, here(m, v), STR_FMT " is no kind of quantity.",
                 STR_ARG(quoted(m, v)));
}

bool is_boolean(str s)
{
    return str_eq(s, S("true")) || str_eq(s, S("false")) || str_eq(s, S("1")) || str_eq(s, S("0"));
}

static void check_boolean(struct making *m, const struct value *v)
{
    if (is_boolean(v->attr->value))
        return;
    diag_add(m->diags, &course_rule_E704, here(m, v), STR_FMT " is neither true nor false.",
             STR_ARG(quoted(m, v)));
    mend_boolean(m, v->at, v->attr->value);
}

static void check_date(struct making *m, const struct value *v)
{
    day d;
    if (!date_read_day(v->attr->value, &d))
        diag_add(m->diags, &course_rule_E701, here(m, v), STR_FMT " is not a day of the calendar.",
                 STR_ARG(quoted(m, v)));
}

static void check_language(struct making *m, const struct value *v)
{
    if (!intl_language_is_valid(v->attr->value))
        diag_add(m->diags, &course_rule_E702, here(m, v), STR_FMT " names no language.",
                 STR_ARG(quoted(m, v)));
}

static bool all_of(str s, const char *more)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c && strchr(more, c))))
            return false;
    }
    return s.n > 0;
}

static void check_edition(struct making *m, const struct value *v)
{
    str s = v->attr->value;
    bool ok = all_of(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ.-") && s.n <= 20 && !strchr(".-", s.p[0]);
    if (!ok)
        diag_add(m->diags, &course_rule_E705, here(m, v), STR_FMT " is not the number of an "
                 "edition.", STR_ARG(quoted(m, v)));
}

/* http, https and mailto; with something behind. */
bool is_address(str s)
{
    static const str schemes[] = { { "https://", 8 }, { "http://", 7 }, { "mailto:", 7 } };
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        str head = str_head(s, s.n < schemes[i].n ? s.n : schemes[i].n);
        if (str_eq_nocase(head, schemes[i]) && s.n > schemes[i].n)
            return !memchr(s.p, ' ', s.n) && !memchr(s.p, '\n', s.n) && !memchr(s.p, '"', s.n)
                   && !memchr(s.p, '<', s.n);
    }
    return false;
}

static void check_url(struct making *m, const struct value *v)
{
    if (!is_address(v->attr->value))
        diag_add(m->diags, &course_rule_E411, here(m, v), STR_FMT " is not an address of the web.",
                 STR_ARG(quoted(m, v)));
}

enum { IRI_MOST = 200 };                  /* identifiers of parts are made by adding to it */

/* RFC 3987: a scheme in lower case, a colon, and what may stand behind it without being escaped;
 * nothing that would end the path. */
static bool is_iri(str s)
{
    size_t colon = str_find(s, S(":"));
    if (colon + 1 >= s.n || s.n > IRI_MOST || !all_of(str_head(s, colon), "+-."))
        return false;
    for (size_t i = colon; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || strchr("<>\"{}|\\^`?#\x7f", s.p[i]))
            return false;
    return true;
}

static void check_iri(struct making *m, const struct value *v)
{
    if (!is_iri(v->attr->value))
        diag_add(m->diags, &course_rule_E712, here(m, v), STR_FMT " is not a whole IRI.",
                 STR_ARG(quoted(m, v)));
}

/* ------------------------------------------------------------ numbers of the vocabularies */

static int by_number(const void *key, const void *row)
{
    return str_cmp(*(const str *)key, ((const struct term *)row)->number);
}

static const struct term *find_term(const terms *all, str number)
{
    return all->n ? bsearch(&number, all->v, all->n, sizeof *all->v, by_number) : NULL;
}

str course_term_names(const struct course_schema *s, enum attribute vocabulary, str number)
{
    const struct term *t = find_term(vocabulary == AT_vim ? &s->vim : &s->viml, number);
    return t ? t->names : S("");
}

/* "type (pattern) evaluation" -> "type evaluation" */
static str without_brackets(struct arena *a, str s)
{
    size_t begin = str_find(s, S(" (")), end = str_find(s, S(")"));
    if (begin == s.n || end == s.n || end < begin)
        return s;
    return str_format(a, STR_FMT STR_FMT, (int)begin, s.p, STR_ARG(str_from(s, end + 1)));
}

/* Whether the headword is one of the names in "a | b | c", or a part of one, or
 * the other way round: "uncertainty", "units". */
static bool is_named(struct arena *a, str names, str headword)
{
    while (names.p) {
        str one = without_brackets(a, str_trim(str_cut(&names, '|')));
        if (str_eq_nocase(one, headword))
            return true;
        if (str_find(one, headword) < one.n || str_find(headword, one) < headword.n)
            return true;
    }
    return false;
}

static void check_term(struct making *m, const struct value *v, const terms *all,
                       const char *name)
{
    const struct term *t = find_term(all, v->attr->value);
    if (!t) {
        diag_add(m->diags, &course_rule_E706, here(m, v), "The %s has no term " STR_FMT ".", name,
                 STR_ARG(shown(m->arena, v->attr->value)));
        return;
    }
    const struct xml_node *head = xml_child(m->element, "term");
    str written = head ? shown(m->arena, xml_text(m->arena, head)) : S("");
    if (written.n && !is_named(m->arena, t->names, written))
        diag_add(m->diags, &course_rule_N707, v->at, "%s " STR_FMT " is \"" STR_FMT "\", not \""
                 STR_FMT "\".", name, STR_ARG(t->number), STR_ARG(t->names), STR_ARG(written));
}

static void check_vim(struct making *m, const struct value *v)
{
    check_term(m, v, &m->schema->vim, "VIM");
}

static void check_viml(struct making *m, const struct value *v)
{
    check_term(m, v, &m->schema->viml, "VIML");
}

/* ------------------------------------------------------------ put aside */

static struct pending pending(const struct value *v, struct attr *attr)
{
    return (struct pending){ v->on, attr, v->as, v->on->node.file, v->at.line, v->at.column };
}

static bool is_identifier(str s)
{
    return all_of(s, "-") && s.n <= 64 && s.p[0] >= 'a' && s.p[0] <= 'z';
}

/* Named by one character, unique in their question. */
static bool is_lettered(enum element e)
{
    return e == EL_answer || e == EL_pair || e == EL_choice || e == EL_gap;
}

/* "Length Course" -> "length-course"; "" where other letters would be lost. */
static str identifier_like(struct arena *a, str text)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < text.n && b.n < 64; i++) {
        char c = text.p[i];
        if ((unsigned char)c >= 0x80)
            return S("");
        c = (char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
        bool letter = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
        if (letter || (digit && b.n > 0))
            buf_byte(&b, c);
        else if (b.n > 0 && b.p[b.n - 1] != '-')
            buf_byte(&b, '-');
    }
    while (b.n > 0 && b.p[b.n - 1] == '-')
        b.n--;
    return buf_str(&b);
}

static void complain_of_id(struct making *m, const struct value *v)
{
    str id = v->attr->value, like = identifier_like(m->arena, id);
    if (is_identifier(like))
        diag_add(m->diags, &course_rule_E301, here(m, v), STR_FMT " is not an identifier; \""
                 STR_FMT "\" would be one.", STR_ARG(quoted(m, v)), STR_ARG(like));
    else
        diag_add(m->diags, &course_rule_E301, here(m, v), STR_FMT " is not an identifier.",
                 STR_ARG(quoted(m, v)));
}

static void check_id(struct making *m, const struct value *v)
{
    str id = v->attr->value;
    v->on->node.id = id;
    if (is_lettered(v->on->node.element)) {
        bool t_f = v->on->node.parent->element == EL_true_false;
        if (id.n != 1 || !all_of(id, "") || (t_f && !strchr("tf", id.p[0])))
            diag_add(m->diags, &course_rule_E305, here(m, v), "This <%s> is called \"" STR_FMT
                     "\".", element_name(v->on->node.element), STR_ARG(shown(m->arena, id)));
        return;
    }
    if (!is_identifier(id))
        complain_of_id(m, v);
    *vec_push(m->scratch, &m->ids) = pending(v, v->attr);
}

static void check_ref(struct making *m, const struct value *v)
{
    *vec_push(m->scratch, &m->references) = pending(v, v->attr);
}

/* Several, divided by blanks: each is looked up in the end. */
static void check_refs(struct making *m, const struct value *v)
{
    str id;
    size_t n = 0;
    for (str rest = v->attr->value; next_word(&rest, &id); ) {
        if (n++ == MOST_REFERENCES) {
            diag_add(m->diags, &course_rule_E703, here(m, v), "%s names more than %d.",
                     attribute_name(v->attr->name), MOST_REFERENCES);
            return;
        }
        struct attr *one = NEW(m->arena, struct attr);
        *one = (struct attr){ .name = v->attr->name, .value = id };
        *vec_push(m->scratch, &m->references) = pending(v, one);
    }
}

static void check_file(struct making *m, const struct value *v)
{
    *vec_push(m->scratch, &m->files) = pending(v, v->attr);
}

/* ------------------------------------------------------------ the types */

static void (*const CHECKS[])(struct making *m, const struct value *v) = {
#define ATTRIBUTE(name, word, type) [AT_##name] = check_##type,
#include "course/attributes.def"
#undef ATTRIBUTE
};

void check_value(struct making *m, struct built *b, struct attr *at, const struct place_for *as,
                 struct place place)
{
    CHECKS[at->name](m, &(struct value){ b, at, as, place });
}
