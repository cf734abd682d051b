/*
 * Every fact becomes marks: one for each combination of the groups (or the line) it is in on the
 * axes, the labels one behind the other in one number, so that those of a thing, sorted, are the
 * nodes it comes to in the order of the tree, and distinct counting is adding one.
 */
#include "stats/count.h"

#include <string.h>

struct mark { uint64_t path; uint8_t stages; };
struct marks { struct mark *v; size_t n, cap; };

enum { FEW = 32, MANY = 8192, CELLS_AT_ONCE = 4000000, CELLS_MOST = 1 << 26 };

struct work {
    struct count *count;
    struct arena *arena;                  /* of the levels */
    struct arena *scratch;                /* of one box */
    const struct facts *facts;
    struct heap heap;
    const struct count_watch *watch;
    const struct fact *thing;             /* the first of its facts */
    struct marks marks, spare;            /* of a thing */
    struct marks few, few_spare;          /* room for those of most; more is of the box */
    unsigned shift[BY_MOST], bits;        /* of a label in a path */
    uint64_t mask[BY_MOST];
    bool by_fact;                         /* each fact is a thing */
    uint64_t name;                        /* of the thing, where they are told apart */
};

/* ---- nodes --------------------------------------------------------------- */

static void grow_level(struct work *w, struct level *l, size_t cap)
{
    size_t stages = w->count->stages;
    bool is_last = l == &w->count->levels[w->count->naxes];
#define GROW(member, each) \
    l->member = arena_grow(w->arena, l->member, l->cap * (each) * sizeof *l->member, \
                           cap * (each) * sizeof *l->member)
    GROW(count, stages);
    if (w->facts->question->side_by_side)
        GROW(names, stages);
    if (!is_last) {
        GROW(any, stages);
        GROW(elsewhere, stages);
        GROW(children, 1);
    }
#undef GROW
    l->cap = cap;
}

/* Where the children of a node begin; they are made when it has none yet. */
static uint32_t children_of(struct work *w, struct node n)
{
    uint32_t *first = &w->count->levels[n.depth].children[n.index];
    struct level *below = &w->count->levels[n.depth + 1];
    if (*first != 0)
        return *first;
    if (below->n + below->width > CELLS_MOST) {
        w->count->too_many = true;
        return 0;
    }
    if (below->n + below->width > below->cap)
        grow_level(w, below, 2 * (below->n + below->width));
    *first = (uint32_t)below->n;
    below->n += below->width;
    return *first;
}

static struct node child_of(struct work *w, struct node n, uint32_t label)
{
    return (struct node){ n.depth + 1, children_of(w, n) + label };
}

struct node count_child(const struct count *c, struct node parent, uint32_t label)
{
    struct node nothing = { parent.depth + 1, 0 };
    if (!node_is_there(parent))
        return nothing;
    uint32_t first = c->levels[parent.depth].children[parent.index];
    uint32_t index = first + label;
    if (first == 0 || c->levels[parent.depth + 1].count[index * c->stages] == 0)
        return nothing;
    return (struct node){ parent.depth + 1, index };
}

uint64_t count_of(const struct count *c, struct node n, size_t stage)
{
    return node_is_there(n) ? c->levels[n.depth].count[n.index * c->stages + stage] : 0;
}

uint64_t count_any(const struct count *c, struct node n, size_t stage)
{
    return node_is_there(n) ? c->levels[n.depth].any[n.index * c->stages + stage] : 0;
}

uint64_t count_elsewhere(const struct count *c, struct node n, size_t stage)
{
    return node_is_there(n) ? c->levels[n.depth].elsewhere[n.index * c->stages + stage] : 0;
}

uint64_t count_names(const struct count *c, struct node n, size_t stage)
{
    return node_is_there(n) ? c->levels[n.depth].names[n.index * c->stages + stage] : 0;
}

static void add(uint64_t *figures, size_t nstages, uint8_t stages, uint64_t by)
{
    for (size_t s = 0; s < nstages; s++)
        figures[s] += stages >> s & 1 ? by : 0;
}

/* ---- marks ----------------------------------------------------------------- */

static void insert_sort(struct mark *v, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct mark x = v[i];
        size_t k = i;
        for (; k > 0 && v[k - 1].path > x.path; k--)
            v[k] = v[k - 1];
        v[k] = x;
    }
}

/* One byte of the path at a time, from the last; a byte that all share is passed over. */
static void radix_sort(struct marks *m, struct marks *spare, unsigned bits)
{
    for (unsigned shift = 0; shift < bits; shift += 8) {
        size_t next[257] = { 0 };
        for (size_t i = 0; i < m->n; i++)
            next[(m->v[i].path >> shift & 255) + 1]++;
        if (next[(m->v[0].path >> shift & 255) + 1] == m->n)
            continue;
        for (size_t i = 1; i < 256; i++)
            next[i] += next[i - 1];
        for (size_t i = 0; i < m->n; i++)
            spare->v[next[m->v[i].path >> shift & 255]++] = m->v[i];
        struct mark *v = m->v;
        m->v = spare->v;
        spare->v = v;
    }
}

static void sort_marks(struct work *w)
{
    if (w->marks.n <= FEW)
        insert_sort(w->marks.v, w->marks.n);
    else
        radix_sort(&w->marks, &w->spare, w->bits);
}

/* Two marks of one path are one. */
static void unite_marks(struct work *w)
{
    struct marks *m = &w->marks;
    size_t n = 0;
    sort_marks(w);
    for (size_t i = 0; i < m->n; i++)
        if (n > 0 && m->v[n - 1].path == m->v[i].path)
            m->v[n - 1].stages |= m->v[i].stages;
        else
            m->v[n++] = m->v[i];
    m->n = n;
}

static void make_room(struct work *w)
{
    struct marks *m = &w->marks;
    if (m->cap >= MANY)
        unite_marks(w);
    if (m->n < m->cap / 2)
        return;
    struct mark *more = NEW_N(w->scratch, struct mark, 2 * m->cap);
    memcpy(more, m->v, m->n * sizeof *more);
    m->v = more;
    m->cap *= 2;
    w->spare.v = NEW_N(w->scratch, struct mark, m->cap);
}

/* All combinations of labels from this axis on, behind the path so far. */
static void add_marks(struct work *w, const struct fact *x, size_t axis, struct mark so_far)
{
    const struct count *c = w->count;
    uint32_t groups[GROUPS_MOST];
    enum line line = LINE_NONE;
    if (axis == c->naxes) {
        if (w->marks.n == w->marks.cap)
            make_room(w);
        w->marks.v[w->marks.n++] = so_far;
        return;
    }
    const struct axis *a = &c->axes[axis];
    size_t n = a->dimension->place(a, x, groups, &line);
    if (n == 0) {
        n = 1;
        groups[0] = (uint32_t)a->groups.n + line;
    }
    for (size_t i = 0; i < n; i++) {
        struct mark mark = so_far;
        mark.path |= (uint64_t)groups[i] << w->shift[axis];
        add_marks(w, x, axis + 1, mark);
    }
}

/* ---- down the tree ------------------------------------------------------------ */

static uint32_t label_of(const struct work *w, const struct mark *m, size_t axis)
{
    return (uint32_t)(m->path >> w->shift[axis] & w->mask[axis]);
}

static uint8_t stages_of(const struct mark *m, size_t n)
{
    uint8_t stages = 0;
    for (size_t i = 0; i < n; i++)
        stages |= m[i].stages;
    return stages;
}

/* How many marks take the thing further down: all of groups, else those of the first line;
 * *groups: in how many groups it is. */
static size_t leading(const struct work *w, const struct mark *m, size_t n, size_t axis, size_t *groups)
{
    size_t i = 0;
    *groups = 0;
    uint32_t first = label_of(w, &m[0], axis), last = UINT32_MAX;
    bool in_groups = first < w->count->axes[axis].groups.n;
    for (; i < n; i++) {
        uint32_t label = label_of(w, &m[i], axis);
        if (in_groups ? label >= w->count->axes[axis].groups.n : label != first)
            break;
        *groups += in_groups && label != last;
        last = label;
    }
    return i;
}

static size_t run_length(const struct work *w, const struct mark *m, size_t n, size_t axis)
{
    size_t i = 1;
    uint32_t label = label_of(w, &m[0], axis);
    while (i < n && label_of(w, &m[i], axis) == label)
        i++;
    return i;
}

static void visit(struct work *w, struct node at, const struct mark *m, size_t n, uint64_t weight);

/* The same thing comes to the children of a node that its facts belong to. */
static void visit_children(struct work *w, struct node at, const struct mark *m, size_t n,
                           uint8_t stages, uint64_t weight)
{
    struct count *c = w->count;
    size_t groups, most = leading(w, m, n, at.depth, &groups);
    uint8_t below = stages_of(m, most);
    struct level *l = &c->levels[at.depth];
    if (groups > 0)
        add(l->any + at.index * c->stages, c->stages, below, weight);
    add(l->elsewhere + at.index * c->stages, c->stages, stages & (uint8_t)~below, weight);
    if (c->fractional && c->axes[at.depth].overlaps && groups > 0)
        weight /= groups;
    for (size_t i = 0, k; i < most && !c->too_many; i += k) {
        k = run_length(w, m + i, most - i, at.depth);
        visit(w, child_of(w, at, label_of(w, &m[i], at.depth)), &m[i], k, weight);
    }
}

static void see(const struct work *w, struct node at, uint8_t stages)
{
    const struct level *l = &w->count->levels[at.depth];
    if (l->names != NULL)
        add(l->names + at.index * w->count->stages, w->count->stages, stages, w->name);
    if (w->watch != NULL)
        w->watch->see(w->watch->self, at, w->thing);
}

/* A thing with these facts comes to a node. */
static void visit(struct work *w, struct node at, const struct mark *m, size_t n, uint64_t weight)
{
    struct count *c = w->count;
    uint8_t stages = stages_of(m, n);
    add(c->levels[at.depth].count + at.index * c->stages, c->stages, stages, weight);
    see(w, at, stages);
    if (at.depth < c->naxes)
        visit_children(w, at, m, n, stages, weight);
}

/* The same for one mark, which most things have. */
static void visit_one(struct work *w, const struct mark *m, uint64_t weight)
{
    struct count *c = w->count;
    struct node at = count_root();
    for (;; at = child_of(w, at, label_of(w, m, at.depth))) {
        struct level *l = &c->levels[at.depth];
        add(l->count + at.index * c->stages, c->stages, m->stages, weight);
        see(w, at, m->stages);
        if (at.depth == c->naxes || c->too_many)
            return;
        if (label_of(w, m, at.depth) < c->axes[at.depth].groups.n)
            add(l->any + at.index * c->stages, c->stages, m->stages, weight);
    }
}

/* ---- things -------------------------------------------------------------- */

/* Facts that are things come in any order of learners: where the next ones live is fetched
 * meanwhile. */
static void fetch_ahead(const struct work *w, size_t i)
{
    enum { AHEAD = 12 };
    if (i + AHEAD < w->heap.n && !w->facts->by_economy)
        __builtin_prefetch(&w->facts->world->home[heap_at(&w->heap, i + AHEAD)->person]);
}

static void visit_thing(struct work *w, size_t first, size_t n)
{
    uint64_t weight = w->count->fractional ? COUNT_WHOLE : 1;
    w->marks.n = 0;
    w->thing = heap_at(&w->heap, first);
    w->name = w->facts->question->side_by_side ? facts_name(w->facts, w->thing) : 0;
    for (size_t i = first; i < first + n; i++) {
        const struct fact *x = heap_at(&w->heap, i);
        add_marks(w, x, 0, (struct mark){ 0, x->stages });
    }
    if (w->by_fact)
        weight *= (uint64_t)facts_n(w->facts, w->thing);
    if (w->marks.n == 1) {
        visit_one(w, &w->marks.v[0], weight);
        return;
    }
    sort_marks(w);
    visit(w, count_root(), w->marks.v, w->marks.n, weight);
}

/* How many things there are in a box, without any order. */
static uint64_t things_in(struct work *w, size_t box)
{
    uint64_t n = 0;
    uint32_t first = (uint32_t)(box << w->facts->shift);
    unsigned char *seen = w->by_fact ? NULL : arena_get(w->scratch, ((size_t)1 << w->facts->shift) / 8 + 1);
    for (size_t i = 0; i < w->heap.n; i++) {
        const struct fact *x = heap_at(&w->heap, i);
        if (w->by_fact) {
            n += (uint64_t)facts_n(w->facts, x);
            continue;
        }
        uint32_t key = facts_key(w->facts, x) - first;
        n += (seen[key / 8] >> (key % 8) & 1) == 0;
        seen[key / 8] |= (unsigned char)(1 << (key % 8));
    }
    return n;
}

static void visit_box(struct work *w, size_t box)
{
    struct arena_mark before = arena_mark(w->scratch);
    w->heap = facts_box(w->facts, w->scratch, box, !w->by_fact);
    w->marks = w->few;
    w->spare = w->few_spare;
    w->count->things += things_in(w, box);
    for (size_t i = 0, n; i < w->heap.n && !w->count->too_many; i += n) {
        n = 1;
        if (w->by_fact)
            fetch_ahead(w, i);
        while (!w->by_fact && i + n < w->heap.n
               && facts_key(w->facts, heap_at(&w->heap, i))
                  == facts_key(w->facts, heap_at(&w->heap, i + n)))
            n++;
        visit_thing(w, i, n);
    }
    arena_rewind(w->scratch, before);
}

/* ---- axes ------------------------------------------------------------------- */

static unsigned bits_for(size_t labels)
{
    unsigned bits = 1;
    while (labels > (size_t)1 << bits)
        bits++;
    return bits;
}

static bool say_too_many(struct err *e)
{
    return err_set(e, ERR_USAGE, "the answer has too many lines; ask for a shorter period (--from, "
                   "--to), one course (--course) or fewer dimensions (--by)");
}

/* Levels and the places of labels in a path. */
static bool lay_out(struct work *w, struct err *e)
{
    struct count *c = w->count;
    size_t cells = 1;
    for (size_t i = c->naxes; i-- > 0; w->bits += bits_for(c->levels[i + 1].width)) {
        c->levels[i + 1].width = c->axes[i].groups.n + LINES;
        w->shift[i] = w->bits;
        w->mask[i] = ((uint64_t)1 << bits_for(c->levels[i + 1].width)) - 1;
    }
    if (w->bits > 64)
        return say_too_many(e);
    for (size_t i = 0; i <= c->naxes; i++) {
        struct level *l = &c->levels[i];
        cells *= i > 0 ? l->width : 1;
        cells = cells > CELLS_AT_ONCE ? CELLS_AT_ONCE + 1 : cells;
        grow_level(w, l, cells <= CELLS_AT_ONCE ? cells + 1 : l->width + 1);
        l->n = 1;                         /* the root; below it, what is nothing */
    }
    return true;
}

static size_t stages_in(const struct measure *m)
{
    return m->stages.n > 0 ? m->stages.n : m->is_rate ? 2 : 1;
}

bool count_make(struct count *c, struct arena *a, const struct axis *axes, size_t naxes,
                const struct facts *facts, const struct count_watch *watch, struct err *e)
{
    const struct question *q = facts->question;
    *c = (struct count){ .axes = axes, .naxes = naxes, .stages = stages_in(q->measure),
                         .fractional = q->fractional };
    struct work w = { .count = c, .arena = a, .facts = facts, .watch = watch,
                      .by_fact = !counts_distinct(q->measure->counts) };
    if (!lay_out(&w, e))
        return false;
    w.scratch = arena_new();
    w.few = (struct marks){ NEW_N(w.scratch, struct mark, FEW * GROUPS_MOST), 0, FEW * GROUPS_MOST };
    w.few_spare.v = NEW_N(w.scratch, struct mark, FEW * GROUPS_MOST);
    for (size_t box = 0; box < facts->nboxes; box++)
        if (!c->too_many && facts->boxes[box].n > 0)
            visit_box(&w, box);
    arena_free(w.scratch);
    return !c->too_many || say_too_many(e);
}

/* ---- the identity --------------------------------------------------------- */

static uint64_t sum_of(const struct count *c, struct node n, size_t stage, size_t from, size_t to)
{
    uint64_t sum = 0;
    if (!node_is_there(n))
        return 0;
    const uint64_t *figures = c->levels[n.depth + 1].count;
    size_t first = c->levels[n.depth].children[n.index];
    for (size_t i = from; first != 0 && i < to; i++)
        sum += figures[(first + i) * c->stages + stage];
    return sum;
}

uint64_t count_sum(const struct count *c, struct node n, size_t stage)
{
    return sum_of(c, n, stage, 0, c->axes[n.depth].groups.n);
}

static bool adds_up(const struct count *c, struct node n, size_t stage)
{
    const struct axis *x = &c->axes[n.depth];
    uint64_t groups = count_sum(c, n, stage), any = count_any(c, n, stage);
    uint64_t lines = sum_of(c, n, stage, x->groups.n, x->groups.n + LINES);
    bool shared_out = c->fractional && x->overlaps;
    return (shared_out ? groups == any : groups >= any)
        && any + count_elsewhere(c, n, stage) + lines == count_of(c, n, stage);
}

bool count_check(const struct count *c, struct err *e)
{
    bool ok = count_of(c, count_root(), 0) == c->things * (c->fractional ? COUNT_WHOLE : 1);
    for (uint32_t depth = 0; depth <= c->naxes; depth++)
        for (uint32_t i = depth > 0; i < c->levels[depth].n; i++) {
            struct node n = { depth, i };
            for (size_t s = 0; s < c->stages; s++)
                ok = ok && count_of(c, n, s) <= count_of(c, n, 0)
                    && (depth == c->naxes || adds_up(c, n, s));
        }
    return ok || err_set(e, ERR_STORE, "the figures do not add up (groups - overlap + none + "
                         "unknown + undated is not the total), so none is shown; this is a "
                         "mistake of etalon, please report it with the command");
}
