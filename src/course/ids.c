/*
 * Identifiers and what refers to them: each is given once, has a short name of
 * its own in saved states, and every reference leads to the right kind of thing.
 */
#include <stdlib.h>
#include <string.h>

#include "course/inside.h"
#include "crypto/sha256.h"

enum { FAR = 3 };                         /* letters: somebody may still have meant it */
enum { SUGGESTIONS = 100 };               /* after so many wrong references nobody is helped */

struct id_table { size_t size; const struct node **slots; };

static size_t slot_of(const struct id_table *t, str id)
{
    size_t i = str_hash(id) & (t->size - 1);
    while (t->slots[i] && !str_eq(t->slots[i]->id, id))
        i = (i + 1) & (t->size - 1);
    return i;
}

const struct node *course_find(const struct course *c, str id)
{
    return c->ids ? c->ids->slots[slot_of(c->ids, id)] : NULL;
}

/* Names of files that a page cannot have: our own pages, and what Windows keeps. */
static bool is_taken(str id)
{
    static const char *const names[] = { "index", "glossary", "bibliography", "con", "prn", "aux",
                                         "nul" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(id, str_of(names[i])))
            return true;
    bool port = str_starts(id, S("com")) || str_starts(id, S("lpt"));
    return port && id.n == 4 && id.p[3] >= '0' && id.p[3] <= '9';
}

static bool is_page(const struct node *n)
{
    return n->element == EL_lesson
           || (n->element == EL_quiz && n->parent
               && (n->parent->element == EL_module || n->parent->element == EL_course));
}

static void enter(struct making *m, struct id_table *t, const struct pending *p)
{
    const struct node *n = &p->on->node;
    size_t i = slot_of(t, n->id);
    const struct node *first = t->slots[i];
    if (n->id.n == 0)
        return;
    if (!first) {
        t->slots[i] = n;
    } else {
        said_at_node(m, &p->on->node);
        diag_add(m->diags, &course_rule_E302, pending_place(p), "The identifier \"" STR_FMT "\" is that of "
                 "the <%s> in " STR_FMT ":%d already.", STR_ARG(shown(m->arena, n->id)),
                 element_name(first->element), STR_ARG(*first->file), first->line);
    }
    if (is_page(n) && is_taken(n->id)) {
        said_at_node(m, &p->on->node);
        diag_add(m->diags, &course_rule_E303, pending_place(p), "No page can be called \"" STR_FMT "\".",
                 STR_ARG(n->id));
    }
}

/* ------------------------------------------------------------ short names */

void course_key(str id, char key[COURSE_KEY_LENGTH + 1])
{
    static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    struct sha256 sum = sha256_of(id);
    uint64_t n = 0;
    for (size_t i = 0; i < 8; i++)
        n = n << 8 | sum.bytes[i];
    for (size_t i = 0; i < COURSE_KEY_LENGTH; i++, n /= 62)
        key[i] = digits[n % 62];
    key[COURSE_KEY_LENGTH] = 0;
}

struct keyed { char key[COURSE_KEY_LENGTH + 1]; const struct pending *id; size_t order; };

static int by_key(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    int c = strcmp(x->key, y->key);
    return c ? c : (x->order > y->order) - (x->order < y->order);
}

enum group { PAGES, QUIZZES, QUESTIONS };

static bool is_in(const struct node *n, enum group g)
{
    switch (g) {
    case PAGES:   return is_page(n);
    case QUIZZES: return n->element == EL_quiz || n->element == EL_practice
                         || n->element == EL_pool;
    default:      return is_question(n->element);
    }
}

static void check_keys(struct making *m, enum group g)
{
    struct keyed *all = NEW_N(m->scratch, struct keyed, m->ids.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < m->ids.n; i++) {
        const struct node *node = &m->ids.v[i].on->node;
        if (!is_in(node, g) || course_find(m->course, node->id) != node)
            continue;
        all[n] = (struct keyed){ .id = &m->ids.v[i], .order = i };
        course_key(node->id, all[n++].key);
    }
    qsort(all, n, sizeof *all, by_key);
    for (size_t i = 1; i < n; i++)
        if (strcmp(all[i - 1].key, all[i].key) == 0)
            diag_add(m->diags, &course_rule_E304, pending_place(all[i].id), "\"" STR_FMT "\" and \"" STR_FMT
                     "\" are both kept as %s.", STR_ARG(all[i - 1].id->on->node.id),
                     STR_ARG(all[i].id->on->node.id), all[i].key);
}

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

void resolve_ids(struct making *m)
{
    struct id_table *t = NEW(m->arena, struct id_table);
    for (t->size = 64; t->size < 2 * m->ids.n; )
        t->size *= 2;
    t->slots = NEW_N(m->arena, const struct node *, t->size);
    m->course->ids = t;
    for (size_t i = 0; i < m->ids.n; i++)
        enter(m, t, &m->ids.v[i]);
    for (enum group g = PAGES; g <= QUESTIONS; g++)
        check_keys(m, g);
    if (m->skipped_ids.n)
        qsort(m->skipped_ids.v, m->skipped_ids.n, sizeof *m->skipped_ids.v, by_bytes);
}

/* ------------------------------------------------------------ references */

static bool was_skipped(const struct making *m, str id)
{
    return m->skipped_ids.n && bsearch(&id, m->skipped_ids.v, m->skipped_ids.n,
                                       sizeof *m->skipped_ids.v, by_bytes);
}

static str near_id(const struct making *m, const struct pending *p)
{
    struct nearest n = { .word = p->attr->value };
    for (size_t i = 0; i < m->ids.n; i++)
        if (set_has(&p->as->targets, m->ids.v[i].on->node.element))
            nearest_try(&n, m->ids.v[i].on->node.id);
    return n.best;
}

static void lead_nowhere(struct making *m, const struct pending *p, bool help)
{
    str near = help ? near_id(m, p) : S("");
    str hint = did_you_mean(m->arena, "\"", near, "\"");
    diag_add(m->diags, &course_rule_E401, pending_place(p), "<%s> refers to \"" STR_FMT "\", which is not in "
             "the course." STR_FMT, element_name(p->on->node.element),
             STR_ARG(shown(m->arena, p->attr->value)), STR_ARG(hint));
}

/* Whether a cross-reference to it finds a name by itself. */
static bool has_words(const struct node *n)
{
    return n->number.n || n->is.entry || node_child(n, EL_title) || node_child(n, EL_caption)
           || node_child(n, EL_headword);
}

static bool has_cut(const struct node *n)
{
    for (const struct node *c = n->first; c; c = c->next)
        if (c->element != EL_chars && has_cut(c))
            return true;
    return is_cut(n);
}

/* Which elements were all read, though parts of the course may not have been. */
struct referring {
    struct making *m;
    struct set complete;
    size_t wrong;                         /* references that led nowhere so far */
};

/* Entries stand in the glossary, sources in the bibliography. */
static void find_complete(struct referring *r)
{
    static const struct { enum element kind, home; } known[] = {
        { EL_entry, EL_glossary }, { EL_source, EL_bibliography },
    };
    const struct node *root = r->m->course->root;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct node *home = node_child(root, known[i].home);
        if (home ? !has_cut(home) : !is_cut(root))
            set_add(&r->complete, known[i].kind);
    }
}

static bool knows_all(const struct referring *r, const struct set *kinds)
{
    return r->m->whole || ((kinds->bits[0] & ~r->complete.bits[0]) == 0
                           && (kinds->bits[1] & ~r->complete.bits[1]) == 0);
}

static void refer(struct referring *r, const struct pending *p)
{
    struct making *m = r->m;
    str id = p->attr->value;
    const char *name = element_name(p->on->node.element);
    const struct node *target = course_find(m->course, id);
    if (target && set_has(&p->as->targets, target->element)) {
        p->attr->target = target;
        if (p->on->node.element == EL_xref && !p->on->node.first && !has_words(target))
            diag_add(m->diags, &course_rule_W413, pending_place(p), "A <%s> has no title or number that could "
                     "stand here.", element_name(target->element));
        return;
    }
    if (!target && (!knows_all(r, &p->as->targets) || was_skipped(m, id)))
        return;
    said_at_node(m, &p->on->node);
    if (target)
        diag_add(m->diags, &course_rule_E402, pending_place(p), "\"" STR_FMT "\" is %s <%s>; <%s> leads to "
                 STR_FMT ".", STR_ARG(id), a_or_an(target->element), element_name(target->element), name,
                 STR_ARG(either(m->arena, &p->as->targets)));
    else
        lead_nowhere(m, p, r->wrong++ < SUGGESTIONS);
}

static void count_use(const struct node *n)
{
    if (n && n->element == EL_entry && n->is.entry)
        ((struct entry *)(uintptr_t)n->is.entry)->uses++;
    if (n && n->element == EL_source && n->is.source)
        ((struct work *)(uintptr_t)n->is.source)->uses++;
}

void resolve_references(struct making *m)
{
    struct referring r = { .m = m };
    find_complete(&r);
    for (size_t i = 0; i < m->references.n; i++) {
        refer(&r, &m->references.v[i]);
        count_use(m->references.v[i].attr->target);
        if (!m->references.v[i].attr->target && m->lost.n < SUGGESTIONS)
            *vec_push(m->arena, &m->lost) = i;
    }
}

bool was_meant(const struct making *m, str id, enum element kind)
{
    for (size_t i = 0; i < m->lost.n; i++) {
        const struct pending *p = &m->references.v[m->lost.v[i]];
        if (set_has(&p->as->targets, kind)
            && str_distance(p->attr->value, id, FAR) <= FAR)
            return true;
    }
    return false;
}
