/*
 * The tree of the source and a translation go in, the tree speaks another
 * language: the nodes stay what they are (ids, attributes, places of
 * references), only the texts between them change, and codes their order.
 */
#include "course/inside.h"

enum outcome { GAP, REFUSED, TRANSLATED };

struct translating {
    struct making *making;
    const struct xliff *from;
    str path;                             /* of the file, for places */
    passages all;
    struct matches matches;
    enum outcome *outcomes;               /* of each passage */
    bool broken;                          /* what seems to be missing may stand in what is broken */
};

/* ------------------------------------------------------------ one text */

static struct built *text_node(struct translating *t, const struct xliff_unit *u, str text)
{
    struct built *b = NEW(t->making->arena, struct built);
    b->node = (struct node){ .element = EL_chars, .line = u->at.line, .column = u->at.column,
                             .file = &t->path, .text = text, .id = S("") };
    return b;
}

/* An element whose text is being put. */
struct filling { struct built *built, *last; };

static void append(struct filling *into, struct built *child)
{
    child->node.parent = &into->built->node;
    child->node.next = NULL;
    if (into->last)
        into->last->node.next = &child->node;
    else
        into->built->node.first = &child->node;
    into->last = child;
}

static struct filling *fill(struct arena *a, struct built *b)
{
    struct filling *f = NEW(a, struct filling);
    f->built = b;
    b->node.first = NULL;
    return f;
}

/* How the source uses a code: around words, or alone; PIECE_TEXT: it has none such. */
static enum piece_kind kind_of(const struct passage *p, str id)
{
    for (size_t i = 0; i < p->text.n; i++)
        if (p->text.v[i].kind != PIECE_TEXT && str_eq(p->text.v[i].text, id))
            return p->text.v[i].kind;
    return PIECE_TEXT;
}

/* One that holds words does not stand alone, nor one that stands alone hold words. */
static bool is_used_so(const struct passage *p, const struct piece *one)
{
    enum piece_kind kind = kind_of(p, one->text);
    return kind != PIECE_TEXT && (kind == PIECE_ALONE) == (one->kind == PIECE_ALONE);
}

/* The node a code stands for; a copy of it when it stands somewhere already. */
static struct built *node_of(struct translating *t, const struct passage *p,
                             const struct piece *one, bool *used)
{
    for (size_t i = 0; i < p->codes.n && is_used_so(p, one); i++) {
        if (!str_eq(p->codes.v[i].id, one->text))
            continue;
        struct built *b = built_of(p->codes.v[i].node);
        if (used[i]) {
            struct built *copy = NEW(t->making->arena, struct built);
            *copy = *b;
            b = copy;
        }
        used[i] = true;
        return b;
    }
    return NULL;
}

/* What stands behind the running text of an element: the blocks of an item. */
static const struct node *behind_text(const struct built *holder)
{
    const struct node *n = holder->node.first;
    while (n && (n->element == EL_chars || element_is_inline(n->element)))
        n = n->next;
    return n;
}

/* What is said about the text is said where it is written. */
static void move_place(struct translating *t, struct built *holder, const struct xliff_unit *u)
{
    struct moved *m = NEW(t->making->arena, struct moved);
    *m = (struct moved){ t->path, holder->node.file, holder->node.line, holder->node.column };
    holder->node.moved = true;
    holder->node.file = &m->file;
    holder->node.line = u->at.line;
    holder->node.column = u->at.column;
}

/* Of a stale text the codes that the source has no more, or uses otherwise, are
 * left out, not what stands in them. */
static void put_text(struct translating *t, const struct passage *p, const struct xliff_unit *u)
{
    struct arena *a = t->making->arena;
    struct built *holder = built_of(p->node);
    const struct node *behind = behind_text(holder);
    bool *used = NEW_N(a, bool, p->codes.n + 1);
    move_place(t, holder, u);
    VEC(struct filling *) open = { 0 };
    struct filling *whole = *vec_push(a, &open) = fill(a, holder);
    for (size_t i = 0; i < u->target.n; i++) {
        const struct piece *one = &u->target.v[i];
        struct filling *into = open.v[open.n - 1];
        struct built *b = NULL;
        if (one->kind == PIECE_CLOSE) {
            open.n--;
            continue;
        }
        b = one->kind == PIECE_TEXT ? text_node(t, u, one->text)
                                    : node_of(t, p, one, used);
        if (b)
            append(into, b);
        if (one->kind == PIECE_OPEN)
            *vec_push(a, &open) = b ? fill(a, b) : into;
    }
    if (behind && whole->last)
        whole->last->node.next = behind;
    else if (behind)
        holder->node.first = behind;
}

void set_attr(struct built *b, enum attribute name, str value)
{
    struct attr *attrs = (struct attr *)(uintptr_t)b->node.attrs;
    for (size_t i = 0; i < b->node.nattrs; i++)
        if (attrs[i].name == name) {
            attrs[i].value = value;
            return;
        }
    attrs[b->node.nattrs++] = (struct attr){ .name = name, .value = value };
}

/* ------------------------------------------------------------ which may be used */

static size_t uses_of(const pieces *p, str id)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n; i++)
        n += p->v[i].kind != PIECE_TEXT && p->v[i].kind != PIECE_CLOSE && str_eq(p->v[i].text, id);
    return n;
}


str passage_trouble(struct arena *a, const struct passage *p, const pieces *target, bool stale)
{
    str nesting = pieces_trouble(a, target);
    if (nesting.n)
        return nesting;
    for (size_t i = 0; i < target->n && !stale; i++) {
        const struct piece *one = &target->v[i];
        if (one->kind == PIECE_TEXT || is_used_so(p, one))
            continue;
        return str_format(a, kind_of(p, one->text) == PIECE_TEXT ? "the source has no <" STR_FMT ">"
                          : one->kind == PIECE_ALONE ? "<" STR_FMT "> stands alone; it holds words"
                          : "<" STR_FMT "> holds words; it stands alone", STR_ARG(one->text));
    }
    for (size_t i = 0; i < p->codes.n; i++) {
        const struct passage_code *c = &p->codes.v[i];
        size_t n = uses_of(target, c->id);
        if (code_is_needed(c->node->element) && (n > 1 || (n == 0 && !stale)))
            return str_format(a, n ? "<" STR_FMT "> stands there twice" : "<" STR_FMT "> is missing",
                              STR_ARG(c->id));
    }
    return S("");
}

/* Words that are no link any more; emphasis is the translator's business. */
static str lost_code(const struct passage *p, const pieces *target)
{
    for (size_t i = 0; i < p->codes.n; i++) {
        enum element e = p->codes.v[i].node->element;
        if ((e == EL_term || e == EL_link || e == EL_xref || e == EL_fact)
            && uses_of(target, p->codes.v[i].id) == 0)
            return p->codes.v[i].id;
    }
    return S("");
}

static enum outcome judge(struct translating *t, const struct passage *p, const struct match *match)
{
    struct diags *d = t->making->diags;
    if (match->kind == MATCH_NONE)
        return GAP;
    const struct xliff_unit *u = &t->from->units.v[match->unit];
    bool stale = match->kind == MATCH_STALE;
    if (pieces_empty(&u->target) || (!stale && !xliff_translated(u) && !xliff_stale(u, NULL)))
        return GAP;
    str trouble = passage_trouble(t->making->arena, p, &u->target, stale);
    if (trouble.n) {
        diag_add(d, &xliff_rule_E484, u->at, "In the translation of \"" STR_FMT "\" " STR_FMT ".",
                 STR_ARG(u->id), STR_ARG(trouble));
        return REFUSED;
    }
    if (stale)
        diag_add(d, &xliff_rule_W581, u->at, "The source of \"" STR_FMT "\" is now: " STR_FMT,
                 STR_ARG(u->id), STR_ARG(shown(t->making->arena, p->key)));
    else if (lost_code(p, &u->target).n)
        diag_add(d, &xliff_rule_W582, u->at, "The translation of \"" STR_FMT "\" has no <" STR_FMT
                 ">.", STR_ARG(u->id), STR_ARG(lost_code(p, &u->target)));
    return TRANSLATED;
}

static void use(struct translating *t, const struct passage *p, const struct xliff_unit *u)
{
    if (p->attribute == AT_COUNT)
        put_text(t, p, u);
    else
        set_attr(built_of(p->node), p->attribute, pieces_key(t->making->arena, &u->target));
}

/* ------------------------------------------------------------ gaps */

/* `lesson "weighing"`; the glossary and the bibliography have no id. */
static str name_of_scope(struct arena *a, const struct node *scope)
{
    const char *name = element_name(scope->element);
    return scope->id.n ? str_format(a, "%s \"" STR_FMT "\"", name, STR_ARG(scope->id))
                       : str_of(name);
}

static bool is_begun(const struct translating *t)
{
    for (size_t i = 0; i < t->all.n; i++)
        if (t->outcomes[i] != GAP)
            return true;
    return false;
}

/* One finding a scope, at its first gap; one for all when nobody began. */
static void tell_gaps(struct translating *t)
{
    struct making *m = t->making;
    if (!is_begun(t)) {
        diag_add(m->diags, &xliff_rule_W580, node_place(m->course->root),
                 "Nothing is translated into \"" STR_FMT "\" yet.", STR_ARG(m->lang));
        return;
    }
    for (size_t i = 0; i < t->all.n; ) {
        const struct node *scope = t->all.v[i].scope;
        size_t all = 0, gaps = 0, first = 0;
        for (; i < t->all.n && t->all.v[i].scope == scope; i++) {
            all++;
            if (t->outcomes[i] != GAP || t->all.v[i].optional)
                continue;
            first = gaps++ ? first : i;
        }
        if (gaps)
            diag_add(m->diags, &xliff_rule_W580, node_place(t->all.v[first].node), "In %s" STR_FMT
                     " %zu of %zu text%s %s not translated into \"" STR_FMT "\".",
                     scope->id.n ? "" : "the ", STR_ARG(name_of_scope(m->arena, scope)), gaps, all,
                     all == 1 ? "" : "s", gaps == 1 ? "is" : "are", STR_ARG(m->lang));
    }
}

/* ------------------------------------------------------------ languages of elements */

/* Passages in the order of the tree, so one look at each node suffices. */
struct marking { struct translating *t; size_t next; };

static void mark(struct marking *k, struct built *b, str lang)
{
    struct translating *t = k->t;
    str own = node_value(&b->node, AT_xml_lang);
    if (own.n && str_eq_nocase(own, t->making->course->source_lang)
        && b->node.element != EL_captions) {
        set_attr(b, AT_xml_lang, t->making->lang);
        own = t->making->lang;
    }
    if (own.n)
        lang = own;
    for (; k->next < t->all.n && t->all.v[k->next].node == &b->node; k->next++) {
        const struct passage *p = &t->all.v[k->next];
        str want = t->outcomes[k->next] == TRANSLATED ? t->making->lang : p->lang;
        if (p->attribute != AT_COUNT || str_eq_nocase(want, lang))
            continue;
        set_attr(b, AT_xml_lang, want);
        b->node.borrowed = true;
        lang = want;
    }
    for (const struct node *c = b->node.first; c; c = c->next)
        mark(k, built_of(c), lang);
}

/* ------------------------------------------------------------ all of it */

static bool is_of(const struct xliff *x, const struct making *m)
{
    str id = m->course->root->id;
    struct place at = { .file = x->path, .line = 1, .column = 1 };
    if (x->course.n && !str_eq(x->course, id))
        diag_add(m->diags, &xliff_rule_E481, at, "It is a translation of the course \"" STR_FMT
                 "\", not of \"" STR_FMT "\".", STR_ARG(x->course), STR_ARG(id));
    else if (!str_eq_nocase(x->target_lang, m->lang)
             || !str_eq_nocase(x->source_lang, m->course->source_lang))
        diag_add(m->diags, &xliff_rule_E481, at, "It is a translation from \"" STR_FMT "\" into \""
                 STR_FMT "\".", STR_ARG(x->source_lang), STR_ARG(x->target_lang));
    else
        return true;
    return false;
}

static void translate_passages(struct translating *t)
{
    struct arena *a = t->making->arena;
    t->outcomes = NEW_N(a, enum outcome, t->all.n + 1);
    t->matches = passages_match(a, &t->all, t->from);
    for (size_t i = 0; i < t->all.n; i++)
        t->outcomes[i] = judge(t, &t->all.v[i], &t->matches.v[i]);
    if (!t->broken)
        tell_gaps(t);
    struct marking k = { t, 0 };
    mark(&k, built_of(t->making->course->root), t->making->lang);
    for (size_t i = 0; i < t->all.n; i++)
        if (t->outcomes[i] == TRANSLATED)
            use(t, &t->all.v[i], &t->from->units.v[t->matches.v[i].unit]);
}

bool translate(struct making *m, struct built *root, struct err *e)
{
    str path = course_translation(m->arena, m->course->folder.p, m->lang);
    struct translating *t = NEW(m->arena, struct translating);
    *t = (struct translating){ .making = m, .path = path };
    if (fs_kind(path.p) == FS_ABSENT)
        return err_set(e, ERR_USAGE, "there is no translation into \"" STR_FMT "\": %s is missing; "
                       "etalon translate extract makes it", STR_ARG(m->lang), path.p);
    size_t errors = m->diags->count[GRADE_ERROR];
    t->from = xliff_read(m->arena, path.p, m->diags, e);
    t->broken = m->diags->count[GRADE_ERROR] > errors;
    if (!t->from)
        return false;
    if (!is_of(t->from, m))
        return true;
    passages_of(m->arena, &m->schema->vocabulary, &root->node, &t->all);
    translate_passages(t);
    return true;
}
