#include "course/passages.h"

#include "course/inside.h"
#include "intl/text.h"

struct walking {
    struct arena *arena;
    const struct vocabulary *vocabulary;
    passages *out;
    str course_lang;
};

struct where {                            /* an element stands */
    const struct node *scope;
    str path;                             /* "intro.list2" */
    str lang;
};

/* Their ids are letters, counted in a question. */
static bool has_letter_id(enum element e)
{
    return e == EL_answer || e == EL_pair || e == EL_choice || e == EL_gap;
}

bool code_is_needed(enum element e)
{
    return e == EL_cite || e == EL_quantity || e == EL_math || e == EL_gap;
}

/* Names of people, words of a list, what a machine reads. */
static bool is_left(enum element e)
{
    return e == EL_contributor || e == EL_creator || e == EL_level || e == EL_date
           || e == EL_code_block;
}

static bool holds_text(const struct walking *w, const struct node *n)
{
    return (w->vocabulary->words[n->element].class & MAY_TEXT) && !element_is_inline(n->element)
           && !is_left(n->element);
}

/* A code around words; others stand alone. */
static bool holds_words(const struct walking *w, const struct node *n)
{
    return n->first && n->element != EL_code
           && (w->vocabulary->words[n->element].class & MAY_TEXT);
}

static bool is_running(const struct node *n)
{
    return n->element == EL_chars || element_is_inline(n->element);
}

/* ------------------------------------------------------------ one text */

struct reading { struct passage *to; unsigned seen[EL_COUNT]; bool letters; };

static void read_running(struct walking *w, struct reading *r, const struct node *first);

static void read_code(struct walking *w, struct reading *r, const struct node *n)
{
    str id = str_format(w->arena, "%s%u", element_name(n->element), ++r->seen[n->element]);
    *vec_push(w->arena, &r->to->codes) = (struct passage_code){ id, n };
    if (!holds_words(w, n)) {
        pieces_code(w->arena, &r->to->text, PIECE_ALONE, id);
        return;
    }
    pieces_code(w->arena, &r->to->text, PIECE_OPEN, id);
    read_running(w, r, n->first);
    pieces_code(w->arena, &r->to->text, PIECE_CLOSE, id);
}

static void read_running(struct walking *w, struct reading *r, const struct node *first)
{
    for (const struct node *n = first; n && is_running(n); n = n->next)
        if (n->element == EL_chars) {
            r->letters = r->letters || intl_has_letters(n->text);
            pieces_text(w->arena, &r->to->text, n->text);
        } else {
            read_code(w, r, n);
        }
}

/* Titles and publishers of works are translated only where there is a
 * translation of the work. */
static bool is_optional(const struct walking *w, const struct node *n, str lang)
{
    return (n->parent && n->parent->element == EL_source
            && (n->element == EL_title || n->element == EL_publisher))
           || !str_eq_nocase(lang, w->course_lang);
}

static void add(struct walking *w, const struct passage *p)
{
    *vec_push(w->arena, w->out) = *p;
}

static void put_text(struct walking *w, const struct node *n, const struct where *at)
{
    struct passage p = { .id = at->path, .node = n, .attribute = AT_COUNT, .scope = at->scope,
                         .lang = at->lang, .optional = is_optional(w, n, at->lang) };
    struct reading r = { .to = &p };
    read_running(w, &r, n->first);
    pieces_trim(&p.text);
    p.key = pieces_key(w->arena, &p.text);
    if (r.letters)
        add(w, &p);
}

static void put_attributes(struct walking *w, const struct node *n, const struct where *at)
{
    static const enum attribute names[] = { AT_alt, AT_alttext, AT_locator };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        str value = node_value(n, names[i]);
        if (!intl_has_letters(value))
            continue;
        struct passage p = { .node = n, .attribute = names[i], .scope = at->scope,
                             .lang = at->lang, .optional = is_optional(w, n, at->lang) };
        p.id = str_format(w->arena, STR_FMT ":%s", STR_ARG(at->path), attribute_name(names[i]));
        pieces_text(w->arena, &p.text, value);
        pieces_trim(&p.text);
        p.key = pieces_key(w->arena, &p.text);
        add(w, &p);
    }
}

/* ------------------------------------------------------------ the tree */

static bool is_scope(const struct node *n)
{
    switch (n->element) {
    case EL_course: case EL_module: case EL_lesson: case EL_glossary: case EL_bibliography:
        return true;
    case EL_quiz:
        return n->parent->element != EL_lesson;
    default:
        return false;
    }
}

static bool may_be_many(const struct walking *w, const struct node *n)
{
    const struct word *above = &w->vocabulary->words[n->parent->element];
    for (size_t i = 0; i < above->nparticles; i++)
        if (set_has(&above->particles[i].set, n->element))
            return above->particles[i].many;
    return false;
}

/* "intro.list2", "q1.answer-b"; what can be only once is not counted. */
static str path_of(const struct walking *w, const struct node *n, str above, unsigned count)
{
    const char *name = element_name(n->element);
    if (n->id.n && !has_letter_id(n->element))
        return n->id;
    if (n->id.n)
        return str_format(w->arena, STR_FMT ".%s-" STR_FMT, STR_ARG(above), name, STR_ARG(n->id));
    if (may_be_many(w, n))
        return str_format(w->arena, STR_FMT ".%s%u", STR_ARG(above), name, count);
    return str_format(w->arena, STR_FMT ".%s", STR_ARG(above), name);
}

static void walk(struct walking *w, const struct node *n, struct where at)
{
    unsigned seen[EL_COUNT] = { 0 };
    str lang = node_value(n, AT_xml_lang);
    if (lang.n)
        at.lang = lang;
    if (is_scope(n))
        at.scope = n;
    put_attributes(w, n, &at);
    if (holds_text(w, n))
        put_text(w, n, &at);
    for (const struct node *c = node_child(n, EL_COUNT); c; c = node_next(c, EL_COUNT)) {
        struct where below = at;
        below.path = path_of(w, c, at.path, ++seen[c->element]);
        walk(w, c, below);
    }
}

void passages_of(struct arena *a, const struct vocabulary *v, const struct node *root, passages *out)
{
    struct walking w = { .arena = a, .vocabulary = v, .out = out,
                         .course_lang = node_value(root, AT_xml_lang) };
    walk(&w, root, (struct where){ .scope = root, .path = root->id, .lang = w.course_lang });
}

void course_passages(struct arena *a, const struct course *c, passages *out)
{
    struct vocabulary *v = NEW(a, struct vocabulary);
    vocabulary_read(a, v);
    passages_of(a, v, c->root, out);
}

str passage_scope(const struct passage *p)
{
    return p->scope->id.n ? p->scope->id : str_of(element_name(p->scope->element));
}

str passage_file(const struct course *c, const struct passage *p)
{
    str folder = c->folder, file = *p->node->file;
    if (str_starts(file, folder) && file.n > folder.n && file.p[folder.n] == '/')
        return str_from(file, folder.n + 1);
    return file;
}

struct matches passages_match(struct arena *a, const passages *all, const struct xliff *x)
{
    struct wanted *wanted = NEW_N(a, struct wanted, all->n + 1);
    for (size_t i = 0; i < all->n; i++)
        wanted[i] = (struct wanted){ all->v[i].id, passage_scope(&all->v[i]), all->v[i].key };
    return xliff_match(a, wanted, all->n, x);
}
