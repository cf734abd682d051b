/*
 * A way is a term and a direction: the term's figure changes by one in it, what
 * that does to the equation of the term is what somebody needs, and what it
 * does to its other equations is paid for in its cost. A need is an equation
 * and the effect it wants; its two cheapest ways are kept, the second for the
 * figure whose way the first is.
 */
#include "disclose/search.h"

#include <assert.h>

enum { UNFOLDED_MOST = 20000, UNCLEAN_IS_DEARER = 64 };
static const uint64_t DEAR = UINT64_C(1) << 60;

struct way { uint64_t cost; uint32_t term; int by; };

struct need {                             /* of an equation, for one effect */
    struct way best, next;
    int found;                            /* ways, at most two */
};

struct step { uint32_t figure, via; int by; };         /* of a change: by one, for an equation */

struct side {                             /* a figure changing in one direction */
    uint64_t paid;                        /* for the equations that are taken care of */
    uint32_t taken;                       /* how many these are */
};

struct search {
    struct arena *arena;
    const struct disclosure *of;
    uint32_t *equation_of;                /* of a term */
    uint32_t *joints;                     /* terms whose figures are in other equations too, in order */
    size_t *first_joint;                  /* of equation i; first_joint[i + 1] ends them */
    struct need (*needs)[2];              /* per equation: effect -1, +1 */
    struct side (*sides)[2];              /* per figure: by -1, +1 */
    uint32_t *seen_equation, *seen_figure;   /* in which search they were reset last */
    uint32_t number;                      /* of this search */
    bool cut;                             /* something was too far away to be looked at */
    VEC(uint32_t) around;                 /* equations looked at */
    VEC(struct way) heap;
    struct { uint32_t figure; int by; bool done; } goal;
    const uint32_t *cost;
    const struct change *change;
    uint32_t *bars;                       /* of a figure: how often it is barred */
    VEC(struct step) steps;
};

static void index_terms(struct search *s)
{
    const struct disclosure *d = s->of;
    size_t n = 0;
    for (uint32_t q = 0, t = 0; q < d->equations.n; q++) {
        s->first_joint[q] = n;
        for (; t < d->equations.v[q].end; t++) {
            s->equation_of[t] = q;
            if (uses_of(d, d->terms.v[t].figure).n > 1)
                s->joints[n++] = t;
        }
    }
    s->first_joint[d->equations.n] = n;
}

struct search *search_new(struct arena *a, const struct disclosure *d)
{
    struct search *s = NEW(a, struct search);
    *s = (struct search){
        .arena = a, .of = d, .equation_of = NEW_N(a, uint32_t, d->terms.n + 1),
        .joints = NEW_N(a, uint32_t, d->terms.n + 1),
        .first_joint = NEW_N(a, size_t, d->equations.n + 1),
        .needs = arena_get_n(a, d->equations.n + 1, sizeof *s->needs),
        .sides = arena_get_n(a, d->figures.n + 1, sizeof *s->sides),
        .seen_equation = NEW_N(a, uint32_t, d->equations.n + 1),
        .bars = NEW_N(a, uint32_t, d->figures.n + 1),
        .seen_figure = NEW_N(a, uint32_t, d->figures.n + 1),
    };
    index_terms(s);
    return s;
}

void search_bar(struct search *s, uint32_t figure) { s->bars[figure]++; }
uint32_t search_bars(const struct search *s, uint32_t figure) { return s->bars[figure]; }
void search_unbar(struct search *s, uint32_t figure) { s->bars[figure]--; }

static int at(int by) { return by > 0; }

/* ---- the heap: the cheapest way first, then the first in order ------------- */

static bool before(struct way a, struct way b)
{
    if (a.cost != b.cost)
        return a.cost < b.cost;
    return a.term != b.term ? a.term < b.term : a.by < b.by;
}

static void push(struct search *s, struct way w)
{
    (void)vec_push(s->arena, &s->heap);
    size_t i = s->heap.n - 1;
    for (; i > 0 && before(w, s->heap.v[(i - 1) / 2]); i = (i - 1) / 2)
        s->heap.v[i] = s->heap.v[(i - 1) / 2];
    s->heap.v[i] = w;
}

static struct way pop(struct search *s)
{
    struct way top = s->heap.v[0], last = s->heap.v[--s->heap.n];
    size_t i = 0;
    for (size_t k; (k = 2 * i + 1) < s->heap.n; i = k) {
        if (k + 1 < s->heap.n && before(s->heap.v[k + 1], s->heap.v[k]))
            k++;
        if (!before(s->heap.v[k], last))
            break;
        s->heap.v[i] = s->heap.v[k];
    }
    s->heap.v[i] = last;
    return top;
}

/* ---- what is looked at ----------------------------------------------------- */

static bool can_change(const struct search *s, uint32_t figure, int by)
{
    return s->cost[figure] != COST_BARRED && s->bars[figure] == 0 && figure != s->goal.figure
        && (by > 0 || s->change->value[figure] > least_of(s->of, figure));
}

/* What the change has in it already costs no more. Dearer where something that is defined by it would be
 * negative, and must be mended afterwards. */
static uint64_t cost_of(const struct search *s, uint32_t figure, int by)
{
    struct uses ties = ties_of(s->of, figure);
    uint64_t cost = change_differs(s->change, figure) ? COST_LEAST : s->cost[figure];
    for (size_t i = 0; i < ties.n; i++)
        if (ties.v[i].sign * by < 0
            && s->change->value[s->of->equations.v[ties.v[i].equation].defines] < 1)
            return cost * UNCLEAN_IS_DEARER;
    return cost;
}

static void reset_figure(struct search *s, uint32_t figure)
{
    if (s->seen_figure[figure] == s->number)
        return;
    s->seen_figure[figure] = s->number;
    s->sides[figure][0] = s->sides[figure][1] = (struct side){ 0 };
}

static void look_at(struct search *s, uint32_t equation)
{
    if (s->seen_equation[equation] == s->number)
        return;
    s->seen_equation[equation] = s->number;
    s->needs[equation][0] = s->needs[equation][1] = (struct need){ 0 };
    *vec_push(s->arena, &s->around) = equation;
}

/* The equations of the figure, and those of the figures in them, and so on; what is
 * farther away than that is only looked at for whether there is something. */
static void look_around(struct search *s, uint32_t figure, size_t most)
{
    struct uses u = uses_of(s->of, figure);
    s->around.n = 0;
    for (size_t i = 0; i < u.n; i++)
        look_at(s, u.v[i].equation);
    size_t terms = 0;
    for (size_t q = 0; q < s->around.n && !(s->cut && terms >= most); q++) {
        struct terms t = terms_of(s->of, s->around.v[q]);
        terms += t.n;
        for (size_t i = 0; i < t.n; i++) {
            uint32_t other = t.v[i].figure;
            struct uses v = uses_of(s->of, other);
            bool is_new = s->seen_figure[other] != s->number;
            reset_figure(s, other);
            if (!is_new || s->cost[other] == COST_BARRED)
                continue;
            s->cut = s->cut || terms >= most;
            for (size_t k = 0; k < v.n && terms < most; k++)
                look_at(s, v.v[k].equation);
        }
    }
}

static void offer(struct search *s, uint32_t term, int by, uint64_t cost)
{
    if (s->seen_equation[s->equation_of[term]] == s->number)
        push(s, (struct way){ .cost = cost < DEAR ? cost : DEAR, .term = term, .by = by });
}

/* The two cheapest ways of an equation, for each effect. */
struct ways { struct way of[2][2]; };

static const struct way no_way = { .cost = UINT64_MAX, .term = UINT32_MAX };

static void compare(struct ways *w, struct way way, int effect)
{
    struct way *of = w->of[at(effect)];
    if (before(way, of[0])) {
        of[1] = of[0];
        of[0] = way;
    } else if (before(way, of[1])) {
        of[1] = way;
    }
}

/* Terms come in order, so that nothing behind is taken rather. */
static bool are_cheapest(const struct ways *w)
{
    return w->of[0][1].cost <= COST_LEAST && w->of[1][1].cost <= COST_LEAST;
}

/* Of figures that are in no other equation, which change at their own cost. More than two
 * ways for an effect are never settled. */
static struct ways ways_of(struct search *s, uint32_t equation)
{
    struct ways best = { { { no_way, no_way }, { no_way, no_way } } };
    size_t end = s->of->equations.v[equation].end;
    for (size_t t = first_term(s->of, equation); t < end && !are_cheapest(&best); t++) {
        struct term term = s->of->terms.v[t];
        if (s->cost[term.figure] == COST_BARRED || uses_of(s->of, term.figure).n != 1)
            continue;
        for (int by = -1; by <= 1; by += 2)
            if (can_change(s, term.figure, by))
                compare(&best, (struct way){ cost_of(s, term.figure, by), (uint32_t)t, by }, term.sign * by);
    }
    return best;
}

static int effect_wanted(const struct search *s, struct use u)
{
    return at(-u.sign * s->goal.by);
}

/* No way through a figure that is in other equations too costs less. */
static uint64_t least_farther(const struct search *s, uint32_t equation, int effect)
{
    uint64_t least = UINT64_MAX;
    for (size_t i = s->first_joint[equation]; i < s->first_joint[equation + 1]; i++) {
        struct term term = s->of->terms.v[s->joints[i]];
        int by = effect == at(term.sign) ? 1 : -1;
        uint64_t cost = cost_of(s, term.figure, by) + COST_LEAST * (uses_of(s->of, term.figure).n - 1);
        if (cost < least && can_change(s, term.figure, by))
            least = cost;
    }
    return least;
}

enum reach { NEAR, FAR, NOWHERE };

/* Near: in each equation of the goal something gives way by itself, and nothing farther away is cheaper,
 * nor as cheap. Nowhere: in one of them nothing can. */
static enum reach reach_of_goal(struct search *s)
{
    struct uses u = uses_of(s->of, s->goal.figure);
    enum reach reach = NEAR;
    s->around.n = 0;
    for (size_t i = 0; i < u.n; i++) {
        int effect = effect_wanted(s, u.v[i]);
        struct way near = ways_of(s, u.v[i].equation).of[effect][0];
        uint64_t farther = near.cost > COST_LEAST ? least_farther(s, u.v[i].equation, effect) : UINT64_MAX;
        if (near.cost == UINT64_MAX && farther == UINT64_MAX)
            return NOWHERE;
        if (near.cost >= farther)
            reach = FAR;
        look_at(s, u.v[i].equation);
        s->needs[u.v[i].equation][effect] = (struct need){ .best = near, .found = 1 };
    }
    return reach;
}

static void begin(struct search *s)
{
    s->heap.n = 0;
    for (size_t q = 0; q < s->around.n; q++) {
        struct ways best = ways_of(s, s->around.v[q]);
        for (int i = 0; i < 4; i++)
            if (best.of[i / 2][i % 2].cost < UINT64_MAX)
                push(s, best.of[i / 2][i % 2]);
    }
}

/* ---- one way after the other ----------------------------------------------- */

/* What gives way in the equation when the figure changes; NULL: nothing yet. */
static const struct way *way_for(const struct search *s, struct use u, uint32_t figure, int by)
{
    const struct need *n = &s->needs[u.equation][at(-u.sign * by)];
    if (s->seen_equation[u.equation] != s->number || n->found == 0)
        return NULL;
    if (s->of->terms.v[n->best.term].figure != figure)
        return &n->best;
    return n->found > 1 ? &n->next : NULL;
}

/* The ways of a figure by the equations that are not the last one taken care of. */
static void offer_all_but(struct search *s, uint32_t figure, int by, uint32_t equation)
{
    struct uses u = uses_of(s->of, figure);
    uint64_t paid = s->sides[figure][at(by)].paid;
    for (size_t i = 0; i < u.n; i++)
        if (u.v[i].equation != equation)
            offer(s, u.v[i].term, by,
                  cost_of(s, figure, by) + paid - way_for(s, u.v[i], figure, by)->cost);
}

static void offer_by_the_open_one(struct search *s, uint32_t figure, int by)
{
    struct uses u = uses_of(s->of, figure);
    for (size_t i = 0; i < u.n; i++)
        if (way_for(s, u.v[i], figure, by) == NULL)
            offer(s, u.v[i].term, by,
                  cost_of(s, figure, by) + s->sides[figure][at(by)].paid);
}

/* In this equation, something gives way when the figure changes. */
static void take_care(struct search *s, uint32_t figure, int by, uint32_t equation, uint64_t cost)
{
    struct side *side = &s->sides[figure][at(by)];
    bool is_goal = figure == s->goal.figure;
    if (is_goal ? by != s->goal.by : !can_change(s, figure, by))
        return;
    reset_figure(s, figure);
    size_t all = uses_of(s->of, figure).n;
    side->paid = side->paid + cost < DEAR ? side->paid + cost : DEAR;
    side->taken++;
    if (is_goal)
        s->goal.done = side->taken == all;
    else if (side->taken + 1 == all)
        offer_by_the_open_one(s, figure, by);
    else if (side->taken == all && all > 1)
        offer_all_but(s, figure, by, equation);
}

static void settle(struct search *s, struct way w)
{
    uint32_t equation = s->equation_of[w.term];
    struct term own = s->of->terms.v[w.term];
    int effect = own.sign * w.by;
    struct need *n = &s->needs[equation][at(effect)];
    if (n->found == 2)
        return;
    if (n->found++ == 1) {
        struct term first = s->of->terms.v[n->best.term];
        n->next = w;
        take_care(s, first.figure, -effect * first.sign, equation, w.cost);
        return;
    }
    n->best = w;
    /* What is in no other equation has no way but its own: it may be the goal. */
    struct uses goal = uses_of(s->of, s->goal.figure);
    for (size_t i = 0; i < goal.n; i++)
        if (goal.v[i].equation == equation)
            take_care(s, s->goal.figure, -effect * goal.v[i].sign, equation, w.cost);
    for (size_t i = s->first_joint[equation]; i < s->first_joint[equation + 1] && !s->goal.done; i++) {
        struct term other = s->of->terms.v[s->joints[i]];
        if (other.figure != own.figure && other.figure != s->goal.figure)
            take_care(s, other.figure, -effect * other.sign, equation, w.cost);
    }
}

/* ---- the change ------------------------------------------------------------ */

static void then(struct search *s, uint32_t figure, int by, uint32_t via)
{
    *vec_push(s->arena, &s->steps) = (struct step){ .figure = figure, .by = by, .via = via };
}

/* Makes all that the goal needs. False when that is too much. */
static bool unfold(struct search *s, struct change *c)
{
    s->steps.n = 0;
    then(s, s->goal.figure, s->goal.by, NOTHING);
    for (size_t i = 0; i < s->steps.n; i++) {
        struct step step = s->steps.v[i];
        struct uses u = uses_of(s->of, step.figure);
        change_add(c, step.figure, step.by);
        for (size_t k = 0; k < u.n; k++) {
            if (u.v[k].equation == step.via)
                continue;
            const struct way *w = way_for(s, u.v[k], step.figure, step.by);
            then(s, s->of->terms.v[w->term].figure, w->by, u.v[k].equation);
        }
        if (s->steps.n > UNFOLDED_MOST)
            return false;
    }
    return true;
}

/* What is taken twice may not have been there twice; what is defined is not looked at. */
static bool none_too_small(const struct search *s, const struct change *c)
{
    for (size_t i = 0; i < s->steps.n; i++)
        if (c->value[s->steps.v[i].figure] < least_of(s->of, s->steps.v[i].figure))
            return false;
    return true;
}

bool search_step(struct search *s, struct change *c, uint32_t figure, int by,
                 const uint32_t *cost, size_t most)
{
    assert(by == 1 || by == -1);
    s->number++;
    s->cost = cost;
    s->change = c;
    s->goal.figure = figure;
    s->goal.by = by;
    enum reach reach = reach_of_goal(s);
    s->goal.done = reach == NEAR;
    if (reach == FAR) {
        s->number++;
        look_around(s, figure, most);
        begin(s);
        while (!s->goal.done && s->heap.n > 0)
            settle(s, pop(s));
    }
    if (!s->goal.done)
        return false;
    size_t journal = c->journal.n;
    if (unfold(s, c) && none_too_small(s, c))
        return true;
    change_rewind(c, journal);
    return false;
}

bool search_was_cut(struct search *s)
{
    bool cut = s->cut;
    s->cut = false;
    return cut;
}
