#include "translate/describe.h"

#include "xml/xml.h"

/* ------------------------------------------------------------ codes */

static const struct { enum element of; const char *type, *subtype; } TYPES[] = {
    { EL_em, "fmt", "xlf:i" },            { EL_strong, "fmt", "xlf:b" },
    { EL_sub, "fmt", "etalon:sub" },      { EL_sup, "fmt", "etalon:sup" },
    { EL_link, "link", "etalon:link" },   { EL_xref, "link", "etalon:xref" },
    { EL_cite, "link", "etalon:cite" },   { EL_q, "quote", "etalon:q" },
    { EL_gap, "ui", "etalon:gap" },
};

static void put_type(struct describing *d, enum element e, struct xliff_code *c)
{
    c->type = S("other");
    c->subtype = str_format(d->arena, "etalon:%s", element_name(e));
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (TYPES[i].of == e) {
            c->type = str_of(TYPES[i].type);
            c->subtype = str_of(TYPES[i].subtype);
        }
}

static void put_element(struct xml_out *o, const struct node *n)
{
    xml_open(o, element_name(n->element));
    for (size_t i = 0; i < n->nattrs; i++)
        xml_put_attr(o, attribute_name(n->attrs[i].name), n->attrs[i].value);
}

/* As the author wrote it: "<term ref="x">", or whole when it stands alone. */
static str markup(struct arena *a, const struct node *n, bool alone)
{
    struct buf b = buf_new(a);
    struct xml_out o = { .to = &b, .style = XML_STYLE_XML };
    put_element(&o, n);
    if (n->element == EL_code)
        xml_put_text(&o, node_text(a, n));
    if (alone)
        xml_close(&o);
    else
        xml_put_raw(&o, S(""));           /* ends the tag */
    return buf_str(&b);
}

static str name_of(struct arena *a, const struct node *n)
{
    static const enum element names[] = { EL_title, EL_headword, EL_caption };
    for (size_t i = 0; n && i < sizeof names / sizeof *names; i++) {
        const struct node *name = node_child(n, names[i]);
        if (name)
            return node_text(a, name);
    }
    return S("");
}

enum { SHOWN_MOST = 60 };

/* "value kilo-metre": as the author said it. */
static str shown_quantity(struct arena *a, const struct node *n)
{
    str value = node_value(n, AT_value), unit = node_value(n, AT_unit);
    return str_format(a, STR_FMT "%s" STR_FMT, STR_ARG(value), value.n && unit.n ? " " : "",
                      STR_ARG(unit));
}

static str shown_target(struct arena *a, const struct node *target)
{
    static const struct { enum element of; const char *name; } counted[] = {
        { EL_figure, "Figure" }, { EL_table, "Table" }, { EL_equation, "Equation" },
    };
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
        if (target->element == counted[i].of)
            return str_format(a, "%s " STR_FMT, counted[i].name, STR_ARG(target->number));
    return name_of(a, target);
}

static str shown_for(struct describing *d, const struct node *n)
{
    const struct node *target = node_target(n, AT_ref);
    str locator = node_value(n, AT_locator);
    switch (n->element) {
    case EL_link:     return node_value(n, AT_href);
    case EL_code:     return node_text(d->arena, n);
    case EL_math:     return node_value(n, AT_alttext);
    case EL_quantity: return shown_quantity(d->arena, n);
    case EL_gap:      return str_format(d->arena, "[" STR_FMT "]", STR_ARG(n->id));
    case EL_cite:     return str_format(d->arena, "[" STR_FMT "%s" STR_FMT "]",
                                        STR_ARG(target ? target->number : S("")),
                                        locator.n ? ", " : "", STR_ARG(locator));
    default:          return target ? shown_target(d->arena, target) : S("");
    }
}

/* Editors show it in the line: not more than a few words. */
static str shortened(struct arena *a, str s)
{
    size_t n = 0;
    for (str rest = s; rest.n > 0; n++) {
        if (n == SHOWN_MOST)
            return str_format(a, STR_FMT "…", (int)(s.n - rest.n), s.p);
        (void)str_code_point(&rest);
    }
    return s;
}

static void put_codes(struct describing *d, const struct passage *p, struct xliff_unit *u)
{
    for (size_t i = 0; i < p->codes.n; i++) {
        const struct node *n = p->codes.v[i].node;
        struct xliff_code c = { .id = p->codes.v[i].id, .needed = code_is_needed(n->element),
                                .shown = shortened(d->arena, shown_for(d, n)), .close = S("") };
        for (size_t k = 0; k < p->text.n; k++)
            if (p->text.v[k].kind == PIECE_ALONE && str_eq(p->text.v[k].text, c.id))
                c.alone = true;
        c.open = markup(d->arena, n, c.alone);
        if (!c.alone)
            c.close = str_format(d->arena, "</%s>", element_name(n->element));
        put_type(d, n->element, &c);
        *vec_push(d->arena, &u->codes) = c;
    }
}

/* ------------------------------------------------------------ notes */

#define OURS "etalon:"

bool note_is_ours(const struct xliff_note *n)
{
    return str_starts(n->category, S(OURS));
}

static void add_note(struct describing *d, struct xliff_unit *u, const char *category, str text)
{
    *vec_push(d->arena, &u->notes) = (struct xliff_note){ str_of(category), text };
}

/* What the text is, where one cannot see it from the text. */
static const struct { enum element of, in; const char *text; } KINDS[] = {
    { EL_title, EL_course, "The title of the course." },
    { EL_title, EL_module, "The title of a module." },
    { EL_title, EL_lesson, "The title of a lesson." },
    { EL_title, EL_section, "The heading of a section." },
    { EL_title, EL_quiz, "The title of a quiz." },
    { EL_title, EL_source, "The title of a work: translate it when the work has one in your "
                           "language, else leave it empty." },
    { EL_publisher, EL_source, "Who published the work; leave it empty when the name stays." },
    { EL_title, EL_COUNT, "A heading." },
    { EL_keyword, EL_COUNT, "A keyword by which the course is found." },
    { EL_objective, EL_COUNT, "What learners can do afterwards." },
    { EL_caption, EL_COUNT, "A caption." },
    { EL_header, EL_COUNT, "The head of a column or row." },
    { EL_feedback, EL_COUNT, "Shown to who gave this answer." },
    { EL_hint, EL_COUNT, "A hint to the question, shown when somebody asks for it." },
    { EL_match, EL_COUNT, "The other half of a pair." },
    { EL_choice, EL_matching, "Belongs to none of the pairs." },
    { EL_accept, EL_COUNT, "What may be typed as the answer: write what one types in your "
                           "language." },
    { EL_release, EL_COUNT, "What changed in an edition of the course." },
    { EL_headword, EL_COUNT, "A term of the glossary." },
    { EL_text, EL_entry, "The explanation of a term of the glossary." },
};

static bool is_right(const struct node *n)
{
    str correct = node_value(n, AT_correct);
    return str_eq(correct, S("true")) || str_eq(correct, S("1"));
}

/* Answers, and what is said to the whole of an answer. */
static str kind_of_answer(struct describing *d, const struct node *n)
{
    if (n->element == EL_text && n->parent->element == EL_answer)
        return is_right(n->parent) ? S("An answer that is right.") : S("An answer that is wrong.");
    if (n->element == EL_option)
        return is_right(n) ? S("The right word for the gap.") : S("A wrong word for the gap.");
    if (n->element == EL_reaction)
        return str_format(d->arena, "Shown when the answer is " STR_FMT ".",
                          STR_ARG(node_value(n, AT_for)));
    return S("");
}

static void put_kind(struct describing *d, const struct passage *p, struct xliff_unit *u)
{
    const struct node *n = p->node;
    enum element in = n->parent ? n->parent->element : EL_COUNT;
    str answer = p->attribute == AT_COUNT ? kind_of_answer(d, n) : S("");
    if (p->attribute == AT_alt || p->attribute == AT_alttext)
        answer = S("Read out to people who cannot see it.");
    if (answer.n) {
        add_note(d, u, OURS "kind", answer);
        return;
    }
    for (size_t i = 0; p->attribute == AT_COUNT && i < sizeof KINDS / sizeof *KINDS; i++)
        if (KINDS[i].of == n->element && (KINDS[i].in == in || KINDS[i].in == EL_COUNT)) {
            add_note(d, u, OURS "kind", str_of(KINDS[i].text));
            return;
        }
}

/* "VIM 2.41: metrological traceability | traçabilité métrologique" */
static str official(struct describing *d, const struct node *n)
{
    static const struct { enum attribute of; const char *name; } vocabularies[] = {
        { AT_vim, "VIM" }, { AT_viml, "VIML" },
    };
    struct buf b = buf_new(d->arena);
    for (size_t i = 0; i < 2; i++) {
        str number = node_value(n, vocabularies[i].of);
        if (number.n)
            buf_printf(&b, "%s%s " STR_FMT ": " STR_FMT, b.n ? "; " : "", vocabularies[i].name,
                       STR_ARG(number), STR_ARG(course_term_names(d->schema, vocabularies[i].of,
                                                                  number)));
    }
    return buf_str(&b);
}

void describe_begin(struct describing *d)
{
    for (size_t i = 0; d->kept && i < d->kept->units.n; i++) {
        const struct xliff_unit *u = &d->kept->units.v[i];
        if (!u->gone && str_ends(u->id, S(".term")) && xliff_translated(u))
            texts_put(&d->terms, u->id, i);
    }
}

/* How the glossary of the translation calls an entry. */
static str translated_term(struct describing *d, const struct node *entry)
{
    str id = str_format(d->arena, STR_FMT ".term", STR_ARG(entry->id));
    size_t i = texts_find(&d->terms, id);
    return i == NO_NAME ? S("") : pieces_key(d->arena, &d->kept->units.v[i].target);
}

/* One note for each entry that the text refers to. */
static void put_terms(struct describing *d, const struct passage *p, struct xliff_unit *u)
{
    for (size_t i = 0; i < p->codes.n; i++) {
        const struct node *n = p->codes.v[i].node;
        const struct node *entry = n->element == EL_term ? node_target(n, AT_ref) : NULL;
        bool again = false;
        for (size_t k = 0; k < i; k++)
            again = again || node_target(p->codes.v[k].node, AT_ref) == entry;
        if (!entry || again)
            continue;
        struct buf b = buf_new(d->arena);
        str numbers = official(d, entry), here = translated_term(d, entry);
        buf_printf(&b, STR_FMT ": " STR_FMT, STR_ARG(p->codes.v[i].id),
                   STR_ARG(name_of(d->arena, entry)));
        if (here.n)
            buf_printf(&b, " = " STR_FMT, STR_ARG(here));
        if (numbers.n)
            buf_printf(&b, " (" STR_FMT ")", STR_ARG(numbers));
        add_note(d, u, OURS "term", buf_str(&b));
    }
}

static void put_official(struct describing *d, const struct passage *p, struct xliff_unit *u)
{
    if (p->node->element != EL_headword || !p->node->parent)
        return;
    str numbers = official(d, p->node->parent);
    if (numbers.n)
        add_note(d, u, OURS "term", numbers);
}

void describe(struct describing *d, const struct passage *p, struct xliff_unit *u)
{
    u->kind = str_format(d->arena, OURS "%s", p->attribute == AT_COUNT
                         ? element_name(p->node->element) : attribute_name(p->attribute));
    put_codes(d, p, u);
    put_kind(d, p, u);
    put_official(d, p, u);
    put_terms(d, p, u);
}
