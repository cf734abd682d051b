/*
 * Walks the tree of a manifest and holds it against scorm_grammar.def: what stands
 * where, in which order, how often, with which attributes and values.
 *
 * What a namespace unknown to SCORM brings is an extension and not looked into; nor
 * is LOM.
 */
#include <string.h>

#include "package/scorm.h"

enum { EXTENSION = 9 };
enum kind { KIND_TEXT, KIND_ONE_OF, KIND_NUMBER, KIND_COUNT, KIND_DURATION };

struct type { const char *name; enum kind kind; const char *words; unsigned most_12, most_2004; };

#define CHILD(...)
#define ATTRIBUTE(...)
#define VALUE(...)
#define TYPE(name, kind, words, most_12, most_2004) \
    static const struct type type_##name = { #name, kind, words, most_12, most_2004 };
#include "package/scorm_grammar.def"
#undef CHILD
#undef ATTRIBUTE
#undef VALUE
#undef TYPE

struct child {
    unsigned char in_space, space, rank, least, most, editions;
    const char *in, *name;
};

static const struct child children[] = {
#define CHILD(in_space, in, space, name, rank, least, most, editions) \
    { SPACE_##in_space, SPACE_##space, rank, least, most, editions, #in, #name },
#define ATTRIBUTE(...)
#define VALUE(...)
#define TYPE(...)
#include "package/scorm_grammar.def"
#undef CHILD
#undef ATTRIBUTE
#undef VALUE
};

struct value {
    unsigned char in_space, space, editions;
    const char *in, *name;                /* name NULL: the element's own text */
    const struct type *type;
};

static const struct value values[] = {
#define CHILD(...)
#define ATTRIBUTE(in_space, in, space, name, type, editions) \
    { SPACE_##in_space, SPACE_##space, editions, #in, #name, &type_##type },
#define VALUE(in_space, in, type, editions) \
    { SPACE_##in_space, SPACE_NONE, editions, #in, NULL, &type_##type },
#include "package/scorm_grammar.def"
#undef CHILD
#undef ATTRIBUTE
#undef VALUE
#undef TYPE
};

enum { NCHILDREN = sizeof children / sizeof *children, NVALUES = sizeof values / sizeof *values };

/* As it is written, for a sentence: "adlcp:masteryscore". */
static const char *tag(struct scorm *s, const struct xml_node *n)
{
    str prefix = xml_prefix(n);
    return prefix.n ? str_format(s->arena, STR_FMT ":%s", STR_ARG(prefix),
                                 SHOWN(s, xml_name(n))).p
                    : SHOWN(s, xml_name(n));
}

static const char *space_prefix(enum space space)
{
    static const char *const all[SPACE_COUNT] = {
        [SPACE_CP] = "", [SPACE_ADLCP] = "adlcp:", [SPACE_SS] = "imsss:", [SPACE_SEQ] = "adlseq:",
        [SPACE_NAV] = "adlnav:",
    };
    return all[space] ? all[space] : "";
}

/* ------------------------------------------------------------ values */

static bool is_one_of(str words, str value)
{
    while (words.p)
        if (str_eq(str_cut(&words, '|'), value))
            return true;
    return false;
}

/* xs:decimal: no exponent, no "inf". */
static bool is_decimal(str s, double least, double most)
{
    double value;
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("+-.0123456789", s.p[i]) || s.p[i] == 0)
            return false;
    return str_real(str_starts(s, S("+")) ? str_from(s, 1) : s, &value) && value >= least
           && value <= most;
}

static bool is_count(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0;
}

/* xs:duration: P, then numbers each with a letter, T before hours. */
static bool is_duration(str s)
{
    bool digits = false, any = false;
    if (!str_starts(s, S("P")))
        return false;
    for (size_t i = 1; i < s.n; i++) {
        char c = s.p[i];
        if ((c >= '0' && c <= '9') || (c == '.' && digits)) {
            digits = true;
        } else if (c == 'T' && !digits) {
            any = false;
        } else if (digits && strchr("YMDHS", c)) {
            digits = false;
            any = true;
        } else {
            return false;
        }
    }
    return any && !digits;
}

static bool is_of(const struct type *t, str value)
{
    str words = str_of(t->words);
    double least = 0;
    switch (t->kind) {
    case KIND_TEXT: return true;
    case KIND_ONE_OF: return is_one_of(words, value);
    case KIND_COUNT: return is_count(value);
    case KIND_DURATION: return is_duration(value);
    case KIND_NUMBER:
        (void)str_real(str_cut(&words, '|'), &least);
        return is_decimal(value, least, 1);
    }
    return true;
}

static const char *wanted(struct scorm *s, const struct type *t)
{
    str words = str_of(t->words), word;
    struct buf b = buf_new(s->arena);
    switch (t->kind) {
    case KIND_COUNT: return "a whole number";
    case KIND_DURATION: return "a duration as PT30M";
    case KIND_NUMBER: return t->words[0] == '-' ? "a number from -1 to 1" : "a number from 0 to 1";
    default: break;
    }
    for (bool first = true; words.p; first = false) {
        word = str_cut(&words, '|');
        buf_printf(&b, "%s\"" STR_FMT "\"", first ? "" : words.p ? ", " : " or ", STR_ARG(word));
    }
    buf_byte(&b, 0);
    return b.p;
}

/* Of an attribute, or with name NULL of the element's own text. */
struct subject {
    const struct xml_node *n;
    enum space space;
    const char *name;
    const struct xml_attr *attribute;
    struct place at;
};

static const char *named(struct scorm *s, const struct subject *of)
{
    return of->name ? str_format(s->arena, "The attribute %s%s of <%s>", space_prefix(of->space),
                                 of->name, tag(s, of->n)).p
                    : str_format(s->arena, "<%s>", tag(s, of->n)).p;
}

/* Only capitals and blanks are other than they should be. */
static void mend_choice(struct scorm *s, const struct type *t, const struct subject *of, str value)
{
    for (str words = t->kind == KIND_ONE_OF ? str_of(t->words) : (str){ 0 }; words.p;) {
        str word = str_cut(&words, '|');
        if (!str_eq_nocase(word, str_trim(value)))
            continue;
        if (of->attribute)
            scorm_mend_value(s, &package_rule_E1211, of->attribute, word);
        else
            scorm_mend_text(s, &package_rule_E1211, of->n, word);
    }
}

static void check_value(struct scorm *s, const struct type *t, const struct subject *of, str value)
{
    size_t most = is_12(s) ? t->most_12 : t->most_2004, n = most ? scorm_characters(value) : 0;
    if (n > most && is_12(s))
        FIND(s, E1212, of->at, "%s has %zu characters; SCORM 1.2 allows %zu.", named(s, of), n,
             most);
    else if (n > most)
        FIND(s, W1313, of->at, "%s has %zu characters; platforms must take %zu and no more.",
             named(s, of), n, most);
    else if (!is_of(t, value)) {
        FIND(s, E1211, of->at, "%s is \"%s\"; it must be %s.", named(s, of), SHOWN(s, value),
             wanted(s, t));
        mend_choice(s, t, of, value);
    }
}

/* ------------------------------------------------------------ attributes */

static const struct value *value_of(unsigned editions, enum space in, str element,
                                    enum space space, const char *name)
{
    for (size_t i = 0; i < NVALUES; i++)
        if ((values[i].editions & editions) && values[i].in_space == in
            && values[i].space == space && (values[i].name != NULL) == (name != NULL)
            && str_eq(str_of(values[i].in), element)
            && (!name || strcmp(values[i].name, name) == 0))
            return &values[i];
    return NULL;
}

static bool is_newer(const struct scorm *s, unsigned editions)
{
    return !is_12(s) && (editions & s->edition) == 0 && (editions & ED_2004) != 0;
}

static void check_attribute(struct scorm *s, const struct xml_node *n, enum space in,
                            const struct xml_attr *a)
{
    enum space space = scorm_attr_space(s->edition, a);
    const char *name = xml_attr_name(a).p;
    const struct subject of = { n, space, name, a, xml_attr_place(a) };
    const struct value *row = value_of(s->edition, in, xml_name(n), space, name);
    const struct value *newer = row ? NULL : value_of(ED_2004, in, xml_name(n), space, name);
    if (row)
        check_value(s, row->type, &of, xml_attr_value(a));
    else if (newer && is_newer(s, newer->editions))
        FIND(s, E1301, of.at, "The attribute %s%s came with the 4th edition, and the manifest says "
             STR_FMT ".", space_prefix(space), name, STR_ARG(s->p->edition));
    else if (space == SPACE_NONE && !str_eq_nocase(str_of(name), S("scormtype")))
        FIND(s, E1209, of.at, "<%s> has no attribute %s in this standard.", tag(s, n),
             SHOWN(s, str_of(name)));
}

static bool must(const struct type *t)
{
    return strncmp(t->name, "MUST_", 5) == 0;
}

static void check_attributes(struct scorm *s, const struct xml_node *n, enum space in)
{
    const struct value *text = value_of(s->edition, in, xml_name(n), SPACE_NONE, NULL);
    for (const struct xml_attr *a = xml_attrs(n); a; a = xml_attr_next(a))
        check_attribute(s, n, in, a);
    for (size_t i = 0; i < NVALUES; i++)
        if ((values[i].editions & s->edition) && values[i].in_space == in && values[i].name
            && must(values[i].type) && str_eq(str_of(values[i].in), xml_name(n))
            && !scorm_attr(n, values[i].name))
            FIND(s, E1208, xml_place(n), "<%s> lacks its attribute %s.", tag(s, n), values[i].name);
    str content = text ? str_trim(xml_text(s->arena, n)) : S("");
    const struct subject of = { n, SPACE_NONE, NULL, NULL, xml_place(n) };
    if (content.n > 0)
        check_value(s, text->type, &of, content);
}

/* ------------------------------------------------------------ elements */

static bool is_row(const struct child *c, unsigned editions, enum space in, str of)
{
    return (c->editions & editions) && c->in_space == in && str_eq(str_of(c->in), of);
}

static const struct child *child_of(unsigned editions, enum space in, str of, enum space space,
                                    str name)
{
    for (size_t i = 0; i < NCHILDREN; i++)
        if (is_row(&children[i], editions, in, of) && children[i].space == space
            && str_eq(str_of(children[i].name), name))
            return &children[i];
    return NULL;
}

static const char *order_of(struct scorm *s, enum space in, str of)
{
    struct buf b = buf_new(s->arena);
    bool more = false, first = true;
    for (size_t i = 0; i < NCHILDREN; i++) {
        if (!is_row(&children[i], s->edition, in, of))
            continue;
        more |= children[i].rank == EXTENSION;
        if (children[i].rank == EXTENSION)
            continue;
        buf_printf(&b, "%s%s", first ? "" : ", ", children[i].name);
        first = false;
    }
    buf_puts(&b, more && !first ? ", then those of other namespaces" : "");
    buf_byte(&b, 0);
    return b.p;
}

struct family {                           /* an element and its children so far */
    struct scorm *s;
    const struct xml_node *of;
    enum space in;
    unsigned char counts[NCHILDREN];
    int rank;
    const struct xml_node *highest;
    bool order_said;
    VEC(unsigned char) ranks;             /* of its children */
};

static void check_order(struct family *f, const struct xml_node *n, int rank)
{
    *vec_push(f->s->arena, &f->ranks) = (unsigned char)rank;
    if (rank >= f->rank) {
        f->rank = rank;
        f->highest = n;
    } else if (!f->order_said) {
        FIND(f->s, E1204, xml_place(n), "<%s> stands behind <%s>; the order in <%s> is %s.",
             tag(f->s, n), tag(f->s, f->highest), tag(f->s, f->of),
             order_of(f->s, f->in, xml_name(f->of)));
        f->order_said = true;
    }
}

static void check_count(struct family *f, const struct xml_node *n, const struct child *row)
{
    unsigned char *count = &f->counts[row - children];
    if (*count < 2)
        ++*count;
    if (row->most == 1 && *count == 2) {
        FIND(f->s, E1207, xml_place(n), "<%s> stands in <%s> more than once.", tag(f->s, n),
             tag(f->s, f->of));
        ++*count;
    }
}

/* False: it is an extension, or does not belong here; what is in it is not looked at. */
static bool check_child(struct family *f, const struct xml_node *n, enum space space)
{
    struct scorm *s = f->s;
    const struct child *row = child_of(s->edition, f->in, xml_name(f->of), space, xml_name(n));
    const struct child *newer =
        row ? NULL : child_of(ED_2004, f->in, xml_name(f->of), space, xml_name(n));
    if (row) {
        check_order(f, n, row->rank);
        check_count(f, n, row);
        return true;
    }
    if (newer && is_newer(s, newer->editions))
        FIND(s, E1301, xml_place(n), "<%s> came with the 4th edition, and the manifest says "
             STR_FMT ".", tag(s, n), STR_ARG(s->p->edition));
    else if (space <= SPACE_NAV)
        FIND(s, E1205, xml_place(n), "<%s> cannot stand in <%s>.", tag(s, n), tag(s, f->of));
    if (space > SPACE_NAV && f->in == SPACE_CP)
        check_order(f, n, EXTENSION);
    else
        *vec_push(s->arena, &f->ranks) = EXTENSION;
    return false;
}

static void check_missing(struct family *f)
{
    for (size_t i = 0; i < NCHILDREN; i++)
        if (is_row(&children[i], f->s->edition, f->in, xml_name(f->of)) && children[i].least > 0
            && f->counts[i] == 0)
            FIND(f->s, E1206, xml_place(f->of), "<%s> lacks its <%s%s>.", tag(f->s, f->of),
                 space_prefix((enum space)children[i].space), children[i].name);
}

static void check_text(struct family *f)
{
    for (const struct xml_node *n = xml_child(f->of, ""); n; n = xml_next(n, ""))
        if (xml_is_text(n) && str_trim(xml_chars(n)).n > 0) {
            FIND(f->s, E1210, xml_place(n), "<%s> holds elements; the text \"%s\" cannot stand "
                 "between them.", tag(f->s, f->of), SHOWN(f->s, xml_chars(n)));
            return;
        }
}

/* XML_DEPTH bounds how deep it goes. */
static void check_element(struct scorm *s, const struct xml_node *of, enum space in)
{
    struct family *f = NEW(s->arena, struct family);
    bool parent = false;
    *f = (struct family){ .s = s, .of = of, .in = in };
    check_attributes(s, of, in);
    for (size_t i = 0; i < NCHILDREN && !parent; i++)
        parent = is_row(&children[i], s->edition, in, xml_name(of));
    for (const struct xml_node *n = parent ? xml_child(of, NULL) : NULL; n; n = xml_next(n, NULL)) {
        enum space space = scorm_space_of(s->edition, n);
        if (check_child(f, n, space))
            check_element(s, n, space);
    }
    if (f->order_said)
        scorm_mend_order(s, &package_rule_E1204, of, f->ranks.v, f->ranks.n);
    if (parent && s->p->is_whole)
        check_missing(f);
    if (parent)
        check_text(f);
}

void scorm_check_grammar(struct scorm *s)
{
    check_element(s, s->root, SPACE_CP);
}
