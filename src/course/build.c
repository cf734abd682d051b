/*
 * The XML of a course goes in, the tree of nodes comes out; on the way every
 * element, attribute and text is held against its row of elements.def.
 *
 * What cannot be understood is found, left out, and work goes on behind it; a
 * misspelt word is taken for the one meant, so that what it holds is checked
 * in the same run.
 */
#include <string.h>

#include "course/inside.h"

/* ------------------------------------------------------------ attributes */

static const struct place_for *place_for(const struct word *w, enum attribute a)
{
    for (size_t i = 0; i < w->nplaces; i++)
        if (w->places[i].name == a)
            return &w->places[i];
    return NULL;
}

/* What people who know HTML or other course tools write. */
static const struct { const char *word; enum attribute means; } HABITS[] = {
    { "lang", AT_xml_lang }, { "name", AT_id }, { "href", AT_src }, { "href", AT_ref },
    { "file", AT_src }, { "source", AT_src }, { "url", AT_href }, { "target", AT_ref }, { "idref", AT_ref },
    { "type", AT_kind }, { "right", AT_correct }, { "score", AT_points }, { "weight", AT_points },
    { "passmark", AT_pass_mark }, { "description", AT_alt }, { "expires", AT_valid_until },
};

static void unknown_attribute(struct making *m, const struct built *b, const struct word *w,
                              const struct xml_attr *x)
{
    struct nearest n = { .word = xml_attr_name(x) };
    for (size_t i = 0; i < sizeof HABITS / sizeof *HABITS && n.best.n == 0; i++)
        if (str_eq(n.word, str_of(HABITS[i].word)) && place_for(w, HABITS[i].means))
            n.best = str_of(attribute_name(HABITS[i].means));
    bool habit = n.best.n > 0;
    for (size_t i = 0; i < w->nplaces && !habit; i++)
        if (n.word.n > 3 || !node_attr(&b->node, w->places[i].name))
            nearest_try(&n, str_of(attribute_name(w->places[i].name)));
    said_at_node(m, &b->node);
    diag_add(m->diags, &course_rule_E220, xml_attr_place(x), "<%s> has no attribute " STR_FMT "."
             STR_FMT, element_name(b->node.element), STR_ARG(shown(m->arena, n.word)),
             STR_ARG(did_you_mean(m->arena, "", n.best, "")));
    mend_attribute(m, b, x);
}

/* Attributes of other namespaces are no business of a course, but for xml:. */
static bool is_foreign(const struct xml_attr *x)
{
    str ns = xml_attr_namespace(x);
    return ns.n > 0 && !str_starts(xml_attr_name(x), S("xml:"));
}

static void require_attributes(struct making *m, const struct built *b, const struct word *w)
{
    for (size_t i = 0; i < w->nplaces; i++) {
        if (!w->places[i].needed || node_attr(&b->node, w->places[i].name))
            continue;
        if (w->places[i].name == AT_alt) {
            diag_add(m->diags, &course_rule_E511, said_at_node(m, &b->node), "The figure has no "
                     "alt=\"...\".");
            continue;
        }
        const char *like = w->places[i].name == AT_src ? "figures/..." :
                           w->places[i].name == AT_xml_lang ? "en" : "...";
        diag_add(m->diags, &course_rule_E221, said_at_node(m, &b->node),
                 "<%s> needs the attribute %s=\"%s\".", element_name(b->node.element),
                 attribute_name(w->places[i].name), like);
    }
}

static void build_attributes(struct making *m, struct built *b)
{
    const struct word *w = &m->schema->vocabulary.words[b->node.element];
    size_t n = 0;
    for (const struct xml_attr *x = xml_attrs(m->element); x; x = xml_attr_next(x))
        n++;
    n += m->lang.n > 0;                   /* for an xml:lang: see translate() */
    struct attr *attrs = n ? NEW_N(m->arena, struct attr, n) : NULL;
    b->node.attrs = attrs;
    for (const struct xml_attr *x = xml_attrs(m->element); x; x = xml_attr_next(x)) {
        const struct place_for *as = place_for(w, attribute_find(xml_attr_name(x)));
        if (is_foreign(x))
            continue;
        if (as && node_attr(&b->node, as->name)) {
            said_at(m, m->element);       /* given twice: xml said so */
            continue;
        }
        if (!as) {
            unknown_attribute(m, b, w, x);
            continue;
        }
        struct attr *a = &attrs[b->node.nattrs++];
        *a = (struct attr){ .name = as->name,
                            .value = str_dup(m->arena, str_trim(xml_attr_value(x))) };
        check_value(m, b, a, as, xml_attr_place(x));
    }
    require_attributes(m, b, w);
}

/* ------------------------------------------------------------ content */

/* An element whose content is being built. */
struct parent {
    struct built *built, *last;           /* last: child */
    const struct xml_node *xml;
};

static void append(struct parent *p, struct built *child)
{
    child->node.parent = &p->built->node;
    if (p->last)
        p->last->node.next = &child->node;
    else
        p->built->node.first = &child->node;
    p->last = child;
}

static struct built *new_node(struct making *m, const struct xml_node *x, enum element e)
{
    bool chars = e == EL_chars;
    struct built *b = arena_get(m->arena, chars ? NODE_CHARS_BYTES : sizeof *b);
    struct place at = xml_place(x);
    b->node.element = e;
    b->node.torn = xml_is_torn(x);
    b->node.plain = xml_is_plain(x);
    b->node.line = at.line;
    b->node.column = at.column;
    b->node.text = S("");
    if (!chars)
        b->node.id = S("");
    b->node.file = file_of(m, at.file);
    return b;
}

/* Nothing that a reader sees: blanks of any width, and marks that have none. */
static bool is_blank(str s)
{
    while (s.n > 0) {
        uint32_t c = str_code_point(&s);
        bool seen = c > ' ' && c != 0xA0 && c != 0xAD && !(c >= 0x2000 && c <= 0x200D)
                    && c != 0x202F && c != 0x2060 && c != 0x3000 && c != 0xFEFF;
        if (seen)
            return false;
    }
    return true;
}

static void build_text(struct making *m, struct parent *p, const struct xml_node *x)
{
    str text = xml_chars(x);
    struct built *parent = p->built;
    if (m->schema->vocabulary.words[parent->node.element].class & MAY_TEXT) {
        struct built *b = new_node(m, x, EL_chars);
        b->node.text = str_dup(m->arena, text);
        append(p, b);
    } else if (!is_blank(text) && !xml_is_torn(p->xml)) {
        said_at(m, p->xml);
        parent->node.lacks = true;             /* the text lacks its element, and is that */
        diag_add(m->diags, &course_rule_E215, xml_place(x), "Text cannot stand directly in <%s>: "
                 "\"" STR_FMT "\"", element_name(parent->node.element),
                 STR_ARG(shown(m->arena, text)));
    }
}

/* Elements nobody knows are passed over; what refers into them is no second
 * mistake. */
static void skip(struct making *m, const struct xml_node *x)
{
    if (xml_attr(x, "id").n)
        *vec_push(m->arena, &m->skipped_ids) = str_dup(m->arena, xml_attr(x, "id"));
    for (const struct xml_node *c = xml_child(x, NULL); c; c = xml_next(c, NULL)) {
        const struct xml_node *inside = xml_enter(m->xml, c);
        if (inside)
            skip(m, inside);
        xml_leave(m->xml, c);
    }
}

/* One wrong namespace is one mistake, not one per element. */
static void check_namespace(struct making *m, const struct xml_node *x)
{
    str ns = xml_namespace(x);
    const struct xml_node *above = xml_parent(x);
    if (str_eq(ns, S(COURSE_NAMESPACE)) || (above && str_eq(xml_namespace(above), ns)))
        return;
    str name = xml_name(x);
    if (ns.n == 0) {
        diag_add(m->diags, &course_rule_E202, said_at(m, x), "<" STR_FMT "> has no namespace.",
                 STR_ARG(name));
        diag_mend(m->diags, &course_rule_E202, xml_place(x), MEND_ADD, name,
                  S("xmlns=\"" COURSE_NAMESPACE "\""));
    } else {
        diag_add(m->diags, &course_rule_E203, said_at(m, x), "<" STR_FMT "> is of the namespace "
                 "\"" STR_FMT "\".", STR_ARG(name), STR_ARG(shown(m->arena, ns)));
    }
}

/* The element x is, or is taken for; EL_COUNT when it is passed over, and
 * `above` lacks it when we know what was meant. */
static enum element recognise(struct making *m, struct built *above, const struct xml_node *x)
{
    enum element parent = above->node.element;
    const struct vocabulary *v = &m->schema->vocabulary;
    str name = xml_name(x);
    bool sure, prefixed = str_find(name, S(":")) < name.n;
    enum element e = vocabulary_find(v, parent, name);
    if (e == EL_math && !str_eq(xml_namespace(x), S(MATHML_NAMESPACE)))
        diag_add(m->diags, &course_rule_E224, said_at(m, x), "<math> is not of the namespace of "
                 "MathML.");
    else if (e < EL_COUNT && e != EL_math)
        check_namespace(m, x);
    if (e < EL_COUNT)
        return e;
    enum element meant = vocabulary_meant(v, parent, name, &sure);
    str ns = xml_namespace(x);
    if (ns.n && !str_starts(ns, S("urn:etalon:course:")))
        meant = EL_COUNT;                 /* MathML, SVG, XHTML: not misspelt */
    if (prefixed) {                       /* xml said that the prefix is not declared */
        said_at(m, x);
    } else {
        diag_add(m->diags, &course_rule_E210, said_at(m, x), "<" STR_FMT "> is not an element of "
                 "courses." STR_FMT, STR_ARG(shown(m->arena, name)),
                 STR_ARG(did_you_mean(m->arena, "<", str_of(element_name(meant)), ">")));
        mend_element(m, parent, x, meant);
    }
    above->node.lacks |= !sure && meant < EL_COUNT;
    return sure ? meant : EL_COUNT;
}

/* ------------------------------------------------------------ what may stand where */

struct sequence {                         /* how far the children of an element have come */
    const struct word *word;
    size_t at;
    size_t seen[MAX_PARTICLES];
    enum element last[MAX_PARTICLES];
};

static size_t particle_after(const struct sequence *s, enum element e)
{
    for (size_t i = s->at; i < s->word->nparticles; i++)
        if (set_has(&s->word->particles[i].set, e))
            return i;
    return s->word->nparticles;
}

static size_t particle_before(const struct sequence *s, enum element e)
{
    for (size_t i = 0; i < s->at; i++)
        if (set_has(&s->word->particles[i].set, e))
            return i;
    return s->word->nparticles;
}

/* The name of what stands already and should come after particle i. */
static const char *later_than(const struct sequence *s, size_t i)
{
    for (size_t k = i + 1; k < s->word->nparticles; k++)
        if (s->seen[k])
            return element_name(s->last[k]);
    return "";
}

static void step(struct making *m, struct sequence *s, const struct built *parent,
                 const struct built *child)
{
    enum element e = child->node.element;
    const char *name = element_name(e), *above = element_name(parent->node.element);
    size_t i = particle_after(s, e), n = s->word->nparticles;
    if (i < n) {
        s->at = i;
    } else if ((i = particle_before(s, e)) < n) {
        if (s->word->particles[i].many || !s->seen[i])
            diag_add(m->diags, &course_rule_E212, said_at_node(m, &child->node),
                     "<%s> stands behind <%s>; in <%s> it comes before.", name, later_than(s, i),
                     above);
    } else {
        diag_add(m->diags, &course_rule_E211, said_at_node(m, &child->node),
                 "<%s> cannot stand in <%s>" STR_FMT ".", name, above, STR_ARG(s->word->only));
        return;
    }
    if (s->seen[i]++ > 0 && !s->word->particles[i].many)
        diag_add(m->diags, &course_rule_E213, said_at_node(m, &child->node),
                 "<%s> has a second <%s>; it can have one.", above, name);
    s->last[i] = e;
}

/* Some things that are missing have a rule of their own. */
static const struct { enum element parent, child; const struct rule *rule; const char *text; }
MISSING[] = {
    { EL_quiz, EL_single_choice, &course_rule_E601, "The quiz asks nothing." },
    { EL_pool, EL_single_choice, &course_rule_E601, "The pool has no questions." },
    { EL_practice, EL_single_choice, &course_rule_E601, "The practice asks nothing." },
    { EL_single_choice, EL_answer, &course_rule_E604, "The question has no answers." },
    { EL_multiple_choice, EL_answer, &course_rule_E604, "The question has no answers." },
    { EL_true_false, EL_answer, &course_rule_E604, "The question has no answers." },
    { EL_matching, EL_pair, &course_rule_E604, "The question has no pairs." },
    { EL_ordering, EL_choice, &course_rule_E604, "The question has no choices." },
    { EL_rating, EL_choice, &course_rule_E604, "The question has no choices." },
    { EL_short_text, EL_accept, &course_rule_E604, "The question accepts nothing." },
    { EL_numeric, EL_expected, &course_rule_E604, "The question expects nothing." },
};

static void missing(struct making *m, const struct built *b, const struct particle *p)
{
    enum element e = b->node.element;
    for (size_t i = 0; i < sizeof MISSING / sizeof *MISSING; i++)
        if (MISSING[i].parent == e && set_has(&p->set, MISSING[i].child)) {
            diag_add(m->diags, MISSING[i].rule, said_at_node(m, &b->node), "%s", MISSING[i].text);
            return;
        }
    diag_add(m->diags, &course_rule_E214, said_at_node(m, &b->node), "<%s> lacks " STR_FMT ".",
             element_name(e), STR_ARG(either(m->arena, &p->set)));
}

static void check_missing(struct making *m, const struct sequence *s, const struct built *b)
{
    const struct word *w = s->word;
    if (is_cut(&b->node))
        return;
    for (size_t i = 0; i < w->nparticles; i++)
        if (w->particles[i].needed && !s->seen[i])
            missing(m, b, &w->particles[i]);
    if ((w->class & MUST_TEXT) && !b->node.first)
        diag_add(m->diags, &course_rule_E501, said_at_node(m, &b->node), "<%s> is empty.",
                 element_name(b->node.element));
}

/* Text of nothing but blanks is no text. */
static void drop_blank(struct built *b)
{
    for (const struct node *c = b->node.first; c; c = c->next)
        if (c->element != EL_chars || !is_blank(c->text))
            return;
    b->node.first = NULL;
}

static void build_content(struct making *m, struct built *b, const struct xml_node *x);

static struct built *build(struct making *m, const struct xml_node *x, enum element e,
                           const struct node *above)
{
    struct built *b = new_node(m, x, e);
    b->node.parent = above;               /* known already while it is built */
    m->element = x;
    build_attributes(m, b);
    if (e == EL_math)
        b->node.text = math_markup(m, x);
    else
        build_content(m, b, x);
    b->node.cut = xml_is_cut(x);
    return b;
}

static void build_element(struct making *m, struct parent *p, struct sequence *s,
                          const struct xml_node *x)
{
    enum element is = recognise(m, p->built, x);
    if (is == EL_COUNT) {
        skip(m, x);
        return;
    }
    struct built *child = build(m, x, is, &p->built->node);
    append(p, child);
    if (!xml_is_torn(p->xml))
        step(m, s, p->built, child);
}

static void build_content(struct making *m, struct built *b, const struct xml_node *x)
{
    struct parent p = { .built = b, .xml = x };
    struct sequence s = { .word = &m->schema->vocabulary.words[b->node.element] };
    for (const struct xml_node *c = xml_child(x, ""); c; c = xml_next(c, "")) {
        if (xml_is_text(c)) {
            build_text(m, &p, c);
            continue;
        }
        const struct xml_node *inside = xml_enter(m->xml, c);
        if (inside)
            build_element(m, &p, &s, inside);
        xml_leave(m->xml, c);
    }
    b->node.cut = xml_is_cut(x);          /* a file that is missing is missed only now */
    drop_blank(b);
    check_missing(m, &s, b);
}

struct built *build_tree(struct making *m, const struct xml_node *root)
{
    str name = xml_name(root);
    if (!str_eq(name, S("course"))) {
        enum element part = vocabulary_find(&m->schema->vocabulary, EL_COUNT, name);
        diag_add(m->diags, &course_rule_E201, said_at(m, root), part < EL_COUNT
                 ? "This is a <" STR_FMT ">, a part of a course."
                 : "The root element is <" STR_FMT ">, not <course>.",
                 STR_ARG(shown(m->arena, name)));
        return NULL;
    }
    check_namespace(m, root);
    return build(m, root, EL_course, NULL);
}
