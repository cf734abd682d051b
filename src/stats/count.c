/*
 * The facts of one thing stand together (they are sorted by it when they do
 * not come so). At each node they are taken apart by the labels of the next
 * axis and handed down, so every node sees a thing at most once and distinct
 * counting is adding one.
 */
#include "stats/count.h"

#include <stdlib.h>
#include <string.h>

struct mark { uint32_t label, fact; };    /* this fact has this label on the axis at hand */
struct marks { struct mark *v; size_t n, cap; };

struct work {
    struct count *count;
    struct arena *arena;                  /* of the nodes */
    struct arena *scratch;                /* of marks that are too many for the stack */
    const struct fact *facts;
};

/* ---- nodes --------------------------------------------------------------- */

static size_t slot_of(const struct count *c, uint32_t parent, uint32_t label)
{
    /* The upper half of the product depends on both; the lower on parent alone. */
    uint64_t h = ((uint64_t)label << 32 | parent) * 0x9E3779B97F4A7C15u;
    size_t i = (size_t)(h >> 32) & (c->table_size - 1);
    while (c->table[i] != 0) {
        const struct node *n = &c->nodes.v[c->table[i] - 1];
        if (n->parent == parent && n->label == label)
            break;
        i = (i + 1) & (c->table_size - 1);
    }
    return i;
}

static void grow_table(struct count *c, struct arena *a)
{
    c->table_size = c->table_size ? 2 * c->table_size : 1024;
    c->table = NEW_N(a, uint32_t, c->table_size);
    for (size_t i = 1; i < c->nodes.n; i++)
        c->table[slot_of(c, c->nodes.v[i].parent, c->nodes.v[i].label)] = (uint32_t)i + 1;
}

static uint32_t child_of(struct work *w, uint32_t parent, uint32_t label)
{
    struct count *c = w->count;
    size_t slot = slot_of(c, parent, label);
    if (c->table[slot] != 0)
        return c->table[slot] - 1;
    uint32_t depth = c->nodes.v[parent].depth + 1;
    *vec_push(w->arena, &c->nodes) = (struct node){ .parent = parent, .label = label,
                                                    .depth = depth };
    uint32_t index = (uint32_t)c->nodes.n - 1;
    c->table[slot] = index + 1;
    if (2 * c->nodes.n > c->table_size)
        grow_table(c, w->arena);
    return index;
}

const struct node *count_child(const struct count *c, const struct node *parent, uint32_t label)
{
    uint32_t found = c->table[slot_of(c, (uint32_t)(parent - c->nodes.v), label)];
    return found != 0 ? &c->nodes.v[found - 1] : NULL;
}

/* ---- taking apart -------------------------------------------------------- */

static int by_label(const void *a, const void *b)
{
    const struct mark *x = a, *y = b;
    if (x->label != y->label)
        return x->label < y->label ? -1 : 1;
    return (x->fact > y->fact) - (x->fact < y->fact);
}

static void sort_marks(struct marks *m)
{
    size_t i = 1;
    while (i < m->n && by_label(&m->v[i - 1], &m->v[i]) <= 0)
        i++;
    if (i < m->n)
        qsort(m->v, m->n, sizeof *m->v, by_label);
}

static void add_mark(struct arena *a, struct marks *m, uint32_t label, uint32_t fact)
{
    if (m->n == m->cap) {
        struct mark *more = NEW_N(a, struct mark, 2 * m->cap);
        memcpy(more, m->v, m->n * sizeof *more);
        m->v = more;
        m->cap *= 2;
    }
    m->v[m->n++] = (struct mark){ label, fact };
}

/* Every fact with every group it is in; a fact in none with its line, which
 * sorts behind the groups. */
static void place_all(struct work *w, const struct axis *x, const struct mark *in, size_t n,
                      struct marks *out)
{
    uint32_t groups[GROUPS_MOST];
    for (size_t i = 0; i < n; i++) {
        enum line line;
        size_t k = x->dimension->place(x, &w->facts[in[i].fact], groups, &line);
        if (k == 0)
            add_mark(w->scratch, out, (uint32_t)x->groups.n + line, in[i].fact);
        for (size_t g = 0; g < k; g++)
            add_mark(w->scratch, out, groups[g], in[i].fact);
    }
    sort_marks(out);
}

static bool any_is_done(const struct work *w, const struct mark *marks, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (w->facts[marks[i].fact].done)
            return true;
    return false;
}

static size_t run_length(const struct marks *m, size_t from)
{
    size_t n = 1;
    while (from + n < m->n && m->v[from + n].label == m->v[from].label)
        n++;
    return n;
}

static void visit(struct work *w, uint32_t node, const struct mark *facts, size_t n);

/* How many of the marks take the thing further down: all of groups, else those
 * of the first of the lines. */
static size_t leading(const struct axis *x, const struct marks *m, bool *in_groups)
{
    size_t n = 0;
    while (n < m->n && m->v[n].label < x->groups.n)
        n++;
    *in_groups = n > 0;
    return n > 0 || m->n == 0 ? n : run_length(m, 0);
}

/* The same thing comes to the children of a node that its facts belong to. */
static void visit_children(struct work *w, uint32_t node, const struct axis *x,
                           const struct marks *m, bool done)
{
    bool in_groups;
    size_t n = leading(x, m, &in_groups);
    bool done_below = done && any_is_done(w, m->v, n);
    struct node *here = &w->count->nodes.v[node];
    here->any += in_groups;
    here->any_done += in_groups && done_below;
    here->elsewhere += done && !done_below;
    for (size_t i = 0, k; i < n; i += k) {
        k = run_length(m, i);
        visit(w, child_of(w, node, m->v[i].label), &m->v[i], k);
    }
}

/* A thing with these facts comes to a node. */
static void visit(struct work *w, uint32_t node, const struct mark *facts, size_t n)
{
    bool done = any_is_done(w, facts, n);
    struct node *here = &w->count->nodes.v[node];
    here->count++;
    here->done += done;
    if (here->depth == w->count->naxes)
        return;
    const struct axis *x = &w->count->axes[here->depth];
    struct mark few[GROUPS_MOST];
    struct marks marks = { few, 0, GROUPS_MOST };
    struct arena_mark before = arena_mark(w->scratch);
    place_all(w, x, facts, n, &marks);
    visit_children(w, node, x, &marks, done);
    if (marks.v != few)
        arena_rewind(w->scratch, before);
}

static void visit_thing(struct work *w, size_t first, size_t n)
{
    struct mark few[GROUPS_MOST];
    struct marks marks = { few, 1, GROUPS_MOST };
    struct arena_mark before = arena_mark(w->scratch);
    few[0] = (struct mark){ 0, (uint32_t)first };
    for (size_t i = 1; i < n; i++)
        add_mark(w->scratch, &marks, 0, (uint32_t)(first + i));
    visit(w, 0, marks.v, n);
    if (marks.v != few)
        arena_rewind(w->scratch, before);
}

/* ---- things -------------------------------------------------------------- */

static uint32_t thing_of(const struct fact *f, enum counts counts)
{
    return counts == COUNTS_LEARNERS ? f->person : f->economy;
}

/* How many different things there are, without any order. */
static size_t count_things(struct arena *a, const struct facts *facts, enum counts counts,
                           size_t limit)
{
    if (counts == COUNTS_REGISTRATIONS)
        return facts->list.n;
    struct arena_mark before = arena_mark(a);
    unsigned char *seen = arena_get(a, limit / 8 + 1);
    size_t n = 0;
    for (size_t i = 0; i < facts->list.n; i++) {
        uint32_t thing = thing_of(&facts->list.v[i], counts);
        n += (seen[thing / 8] >> (thing % 8) & 1) == 0;
        seen[thing / 8] |= (unsigned char)(1 << (thing % 8));
    }
    arena_rewind(a, before);
    return n;
}

static bool is_sorted(const struct facts *facts, enum counts counts)
{
    for (size_t i = 1; i < facts->list.n; i++)
        if (thing_of(&facts->list.v[i - 1], counts) > thing_of(&facts->list.v[i], counts))
            return false;
    return true;
}

/* By counting, because keys are small numbers: two passes. */
static void sort_facts(struct arena *a, struct facts *facts, enum counts counts, size_t limit)
{
    if (is_sorted(facts, counts))
        return;
    struct fact *sorted = NEW_N(a, struct fact, facts->list.n);
    struct arena_mark before = arena_mark(a);
    size_t *next = NEW_N(a, size_t, limit + 1);
    for (size_t i = 0; i < facts->list.n; i++)
        next[thing_of(&facts->list.v[i], counts) + 1]++;
    for (size_t i = 1; i <= limit; i++)
        next[i] += next[i - 1];
    for (size_t i = 0; i < facts->list.n; i++)
        sorted[next[thing_of(&facts->list.v[i], counts)]++] = facts->list.v[i];
    arena_rewind(a, before);
    facts->list.v = sorted;
    facts->list.cap = facts->list.n;
}

static void visit_all(struct work *w, const struct facts *facts, enum counts counts)
{
    for (size_t i = 0, n; i < facts->list.n; i += n) {
        n = 1;
        while (counts != COUNTS_REGISTRATIONS && i + n < facts->list.n
               && thing_of(&facts->list.v[i], counts) == thing_of(&facts->list.v[i + n], counts))
            n++;
        visit_thing(w, i, n);
    }
}

void count_make(struct count *c, struct arena *a, const struct axis *axes, size_t naxes,
                struct facts *facts, enum counts counts, const struct world *w)
{
    size_t limit = counts == COUNTS_LEARNERS ? w->learners : w->economies.n;
    *c = (struct count){ .axes = axes, .naxes = naxes };
    *vec_push(a, &c->nodes) = (struct node){ 0 };
    grow_table(c, a);
    c->things = count_things(a, facts, counts, limit);
    if (counts != COUNTS_REGISTRATIONS)
        sort_facts(a, facts, counts, limit);
    struct work work = { .count = c, .arena = a, .scratch = arena_new(), .facts = facts->list.v };
    visit_all(&work, facts, counts);
    arena_free(work.scratch);
}

/* ---- the identity --------------------------------------------------------- */

struct sum count_sum(const struct count *c, const struct node *n)
{
    struct sum sum = { 0 };
    for (uint32_t label = 0; label < c->axes[n->depth].groups.n; label++) {
        const struct node *child = count_child(c, n, label);
        if (child != NULL) {
            sum.count += child->count;
            sum.done += child->done;
        }
    }
    return sum;
}

/* What is added to the children below the groups, from every node once. */
static struct sum *sums_of_lines(const struct count *c, struct arena *a)
{
    struct sum *lines = NEW_N(a, struct sum, c->nodes.n);
    for (size_t i = 1; i < c->nodes.n; i++) {
        const struct node *n = &c->nodes.v[i], *parent = &c->nodes.v[n->parent];
        if (n->label < c->axes[parent->depth].groups.n)
            continue;
        lines[n->parent].count += n->count;
        lines[n->parent].done += n->done;
    }
    return lines;
}

static bool adds_up(const struct count *c, const struct node *n, struct sum lines)
{
    struct sum groups = count_sum(c, n);
    return groups.count >= n->any && groups.done >= n->any_done
        && n->any + lines.count == n->count
        && n->any_done + n->elsewhere + lines.done == n->done;
}

bool count_check(const struct count *c, struct arena *a, struct err *e)
{
    struct sum *lines = sums_of_lines(c, a);
    bool ok = c->nodes.v[0].count == c->things;
    for (size_t i = 0; i < c->nodes.n; i++) {
        const struct node *n = &c->nodes.v[i];
        ok = ok && n->done <= n->count && (n->depth == c->naxes || adds_up(c, n, lines[i]));
    }
    return ok || err_set(e, ERR_STORE, "the figures do not add up (groups - overlap + none + "
                         "unknown + undated is not the total), so none is shown; this is a "
                         "mistake of etalon, please report it with the command");
}
