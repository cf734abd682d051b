/*
 * The schema and elements.def go in, a reference comes out.
 *
 * Where a word has two meanings (the <term> of a sentence and that of an entry)
 * the schema declares it twice; the declaration whose attributes agree with the
 * row is the one that is meant.  One meaning in two places has two
 * declarations, and both are told. A <math> is of another namespace: a group
 * of its name stands for it, and an attributeGroup for what it carries.
 */
#include <string.h>

#include "base/asset.h"
#include "course/inside.h"
#include "course/reference.h"

static const char *const CONTENT[] = {
#define GROUP(name, members)
#define ELEMENT(name, word, class, content, attributes) content,
#include "course/elements.def"
#undef ELEMENT
#undef GROUP
};

static const char *const KEYS[] = {
#define GROUP(name, members)
#define ELEMENT(name, ...) #name,
#include "course/elements.def"
#undef ELEMENT
#undef GROUP
};

struct naming { const struct xml_node *node; str name; };

struct schema {                           /* what is declared, by name */
    struct arena *arena;
    VEC(struct naming) elements, types, groups;
};

/* ------------------------------------------------------------ the schema */

static void collect(struct schema *s, const struct xml_node *n)
{
    for (const struct xml_node *c = xml_child(n, NULL); c; c = xml_next(c, NULL)) {
        struct naming one = { c, xml_attr(c, "name") };
        str kind = xml_name(c);
        bool math = str_eq(kind, S("group")) && str_eq(one.name, S("math"));
        if (math || (one.name.n && str_eq(kind, S("element"))))
            *vec_push(s->arena, &s->elements) = one;
        else if (one.name.n && (str_eq(kind, S("simpleType")) || str_eq(kind, S("complexType"))))
            *vec_push(s->arena, &s->types) = one;
        else if (one.name.n && str_eq(kind, S("attributeGroup")))
            *vec_push(s->arena, &s->groups) = one;
        collect(s, c);
    }
}

static const struct xml_node *type_named(const struct schema *s, str name)
{
    for (size_t i = 0; i < s->types.n; i++)
        if (str_eq(s->types.v[i].name, name))
            return s->types.v[i].node;
    return NULL;
}

static const struct xml_node *group_named(const struct schema *s, str name)
{
    for (size_t i = 0; i < s->groups.n; i++)
        if (str_eq(s->groups.v[i].name, name))
            return s->groups.v[i].node;
    return NULL;
}

/* Blanks are one blank, paragraphs a line each. */
static str paragraphs(struct arena *a, str text)
{
    struct buf b = buf_new(a);
    bool blank = false, empty = false;
    for (str rest = text; rest.n > 0;) {
        str line = str_trim(str_cut(&rest, '\n'));
        empty |= line.n == 0 && b.n > 0;
        blank = b.n > 0;
        if (line.n == 0)
            continue;
        buf_puts(&b, empty ? "\n\n" : blank ? " " : "");
        buf_put(&b, line);
        empty = false;
    }
    return buf_str(&b);
}

static str documentation(struct arena *a, const struct xml_node *n)
{
    const struct xml_node *about = n ? xml_child(n, "annotation") : NULL;
    const struct xml_node *text = about ? xml_child(about, "documentation") : NULL;
    return text ? paragraphs(a, xml_text(a, text)) : S("");
}

/* The declaration of an attribute of what `n` declares: in it, in the groups
 * and types it refers to; not in the elements it holds. */
static const struct xml_node *find_attribute(const struct schema *s, const struct xml_node *n,
                                             str name)
{
    const struct xml_node *found = NULL, *type = NULL;
    if (xml_attr(n, "type").n)
        type = type_named(s, xml_attr(n, "type"));
    else if (xml_attr(n, "base").n)
        type = type_named(s, xml_attr(n, "base"));
    else if (str_eq(xml_name(n), S("attributeGroup")) && xml_attr(n, "ref").n)
        type = group_named(s, xml_attr(n, "ref"));
    else if (str_eq(xml_name(n), S("group")) && xml_attr(n, "name").n)
        type = group_named(s, xml_attr(n, "name"));
    if (type)
        found = find_attribute(s, type, name);
    for (const struct xml_node *c = xml_child(n, NULL); c && !found; c = xml_next(c, NULL)) {
        str kind = xml_name(c);
        if (str_eq(kind, S("attribute")) && str_eq(xml_attr(c, "name"), name))
            found = c;
        else if (str_eq(kind, S("anyAttribute")) && str_starts(name, S("xml:")))
            found = c;
        else if (!str_eq(kind, S("element")) && !str_eq(kind, S("attribute")))
            found = find_attribute(s, c, name);
    }
    return found;
}

/* How well a declaration agrees with a row: an attribute more or less costs. */
static int agreement(const struct schema *s, const struct word *w, const struct xml_node *declared)
{
    int points = 0;
    for (int a = 0; a < AT_COUNT; a++) {
        bool has = find_attribute(s, declared, str_of(attribute_name((enum attribute)a))) != NULL;
        bool wants = false;
        for (size_t i = 0; i < w->nplaces; i++)
            wants |= w->places[i].name == (enum attribute)a;
        points -= has != wants;
    }
    return points;
}

/* ------------------------------------------------------------ one attribute */

/* The sentence of a type of the schema; "" for plain text. */
static str value_of(const struct schema *s, const struct xml_node *declared)
{
    str type = xml_attr(declared, "type");
    static const struct { const char *type, *words; } plain[] = {
        { "xs:date", "A day: 2026-03-31." },
        { "xs:anyURI", "An address of the web." },
        { "xs:boolean", "true or false." },
    };
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (str_eq(type, str_of(plain[i].type)))
            return str_of(plain[i].words);
    return documentation(s->arena, type_named(s, type));
}

/* The schema speaks of xml:lang and xml:base in one breath, a sentence each. */
static str own_sentence(struct arena *a, str about, str name)
{
    size_t at = str_find(about, name);
    if (at == about.n)
        return about;
    str rest = str_from(about, at);
    size_t end = str_find(rest, S(". "));
    return end < rest.n ? str_dup(a, str_head(rest, end + 1)) : rest;
}

static struct reference_attribute attribute_of(const struct schema *s,
                                               const struct xml_node *declared,
                                               const struct place_for *as)
{
    struct reference_attribute r = { .attribute = as->name, .needed = as->needed };
    const struct xml_node *at = find_attribute(s, declared, str_of(attribute_name(as->name)));
    r.about = documentation(s->arena, at);
    r.value = r.choices = r.otherwise = S("");
    if (at && str_eq(xml_name(at), S("anyAttribute"))) {
        r.about = own_sentence(s->arena, r.about, str_of(attribute_name(as->name)));
    } else if (at) {
        r.value = value_of(s, at);
        r.otherwise = str_dup(s->arena, xml_attr(at, "default"));
    }
    str targets = either(s->arena, &as->targets);
    if (targets.n)
        r.value = str_format(s->arena, "The id of %s " STR_FMT ".",
                             strchr("aeiou", targets.p[1]) ? "an" : "a", STR_ARG(targets));
    if (as->choices)
        r.choices = either_word(s->arena, str_of(as->choices));
    return r;
}

/* ------------------------------------------------------------ one element */

static str element_of_key(struct arena *a, str key)
{
    if (str_eq(key, S("@block")))
        return S("blocks");
    if (str_eq(key, S("@inline")))
        return S("inline elements");
    if (str_starts(key, S("@")))
        return str_format(a, STR_FMT "s", STR_ARG(str_from(key, 1)));
    for (int e = 0; e < EL_COUNT; e++)
        if (str_eq(str_of(KEYS[e]), key))
            return str_format(a, "<%s>", element_name((enum element)e));
    return key;
}

/* "title summary? p|list+" -> "<title>, <summary> (may be absent), <p> or <list> (one or more)" */
static str content_of(struct arena *a, str content)
{
    struct buf b = buf_new(a);
    while (content.n > 0) {
        str one = str_cut(&content, ' ');
        char last = one.p[one.n - 1];
        if (strchr("?*+", last))
            one.n--;
        buf_puts(&b, b.n ? ", " : "");
        for (bool first = true; one.p; first = false) {
            str key = str_cut(&one, '|');
            buf_puts(&b, first ? "" : one.p ? ", " : " or ");
            buf_put(&b, element_of_key(a, key));
        }
        buf_puts(&b, last == '?' ? " (may be absent)" : last == '*' ? " (any number)"
                     : last == '+' ? " (one or more)" : "");
    }
    return buf_str(&b);
}

static void tell(struct arena *a, struct reference_element *r, str about)
{
    if (about.n == 0 || str_find(r->about, about) < r->about.n)
        return;
    r->about = r->about.n ? str_format(a, STR_FMT "\n\n" STR_FMT, STR_ARG(r->about), STR_ARG(about))
                          : about;
}

static void read_element(const struct schema *s, const struct vocabulary *v, enum element e,
                         struct reference_element *r)
{
    const struct word *w = &v->words[e];
    const struct xml_node *best = NULL;
    int most = -AT_COUNT - 1;
    *r = (struct reference_element){ .element = e, .about = S(""), .text = w->class & MAY_TEXT,
                                     .content = content_of(s->arena, str_of(CONTENT[e])) };
    for (size_t i = 0; i < s->elements.n; i++) {
        if (!str_eq(s->elements.v[i].name, str_of(element_name(e))))
            continue;
        int points = agreement(s, w, s->elements.v[i].node);
        if (points < most)
            continue;
        if (points > most) {
            most = points;
            best = s->elements.v[i].node;
            r->about = S("");
        }
        tell(s->arena, r, documentation(s->arena, s->elements.v[i].node));
    }
    for (size_t i = 0; best && i < w->nplaces; i++)
        *vec_push(s->arena, &r->attributes) = attribute_of(s, best, &w->places[i]);
    for (int p = 0; p < EL_COUNT; p++)
        if (set_has(&v->words[p].allowed, e))
            *vec_push(s->arena, &r->parents) = (enum element)p;
}

const struct reference *course_reference(struct arena *a, struct err *e)
{
    struct asset asset;
    struct diags ignored = { .arena = a };
    struct schema s = { .arena = a };
    if (!asset_find(S("schemas/course.xsd"), &asset)) {
        err_set(e, ERR_SYSTEM, "the program has no schema");
        return NULL;
    }
    struct xml *x = xml_read(asset.bytes, S("schemas/course.xsd"), &ignored, e);
    if (!x)
        return NULL;
    struct vocabulary *v = NEW(a, struct vocabulary);
    struct reference *r = NEW(a, struct reference);
    vocabulary_read(a, v);
    collect(&s, xml_root(x));
    for (int i = 1; i < EL_COUNT; i++)
        read_element(&s, v, (enum element)i, &r->elements[i]);
    xml_free(x);
    return r;
}
