/*
 * The programs have for every figure that may change two unknowns, what it
 * gains and what it loses. What only follows from others has none: its equation
 * says how little the others may sum up to. What is asked is the cheapest change
 * that makes the figure a given number, in whole numbers.
 */
#include "disclose/proof.h"

#include <math.h>
#include <stdlib.h>

#include "lp/lp.h"

struct proof proof_new(struct arena *a, const struct disclosure *d)
{
    struct proof p = { .of = d, .search = search_new(a, d), .change = change_new(a, d),
                       .shown = NEW_N(a, uint16_t, d->figures.n + 1) };
    for (size_t i = 0; i < d->figures.n; i++)
        if (d->small[i])
            p.shown[i] = (uint16_t)(1u << d->figures.v[i].value);
    return p;
}

static int64_t change_of(const struct change *c, uint32_t figure)
{
    return c->value[figure] - c->of->figures.v[figure].value;
}

/* The greatest number that all changes are multiples of. */
static int64_t common_divisor(const struct change *c)
{
    int64_t common = 0;
    for (size_t i = 0; i < c->journal.n && common != 1; i++)
        for (int64_t by = llabs(change_of(c, c->journal.v[i].figure)); by != 0;) {
            int64_t rest = common % by;
            common = by;
            by = rest;
        }
    return common;
}

/* How often the change divided by `by` can be made before something is less than it can be, up to k times. */
static int64_t times_possible(const struct change *c, int64_t by)
{
    int64_t times = c->of->k;
    for (size_t i = 0; i < c->journal.n; i++) {
        const struct figure *f = &c->of->figures.v[c->journal.v[i].figure];
        int64_t one = change_of(c, c->journal.v[i].figure) / by;
        if (one < 0 && (f->value - f->least) / -one < times)
            times = (f->value - f->least) / -one;
    }
    return times;
}

/* The change in the journal is sound: so is what it consists of when it is several times the same, as often
 * as nothing gets too small, and the opposite of that. */
static void note_shown(struct proof *p)
{
    const struct change *c = p->change;
    int64_t common = common_divisor(c);
    for (int64_t by = -common; by <= common && common > 0; by += 2 * common)
        for (int64_t times = times_possible(c, by); times > 0; times--)
            for (size_t i = 0; i < c->journal.n; i++) {
                uint32_t figure = c->journal.v[i].figure;
                int64_t value = p->of->figures.v[figure].value + times * (change_of(c, figure) / by);
                if (p->of->small[figure] && value > 0 && value < p->of->k)
                    p->shown[figure] |= (uint16_t)(1u << value);
            }
}

/* By what is in the journal from there on. */
static void note_changed(struct proof *p, size_t from)
{
    for (size_t i = from; i < p->change->journal.n; i++) {
        uint32_t figure = p->change->journal.v[i].figure;
        if (change_differs(p->change, figure))
            *vec_push(p->of->arena, &p->needed) = figure;
    }
}

/* Only figures that may change have, and all is as it must be, if it was up to there in the journal. */
static bool is_sound(const struct proof *p, uint32_t figure, const uint32_t *cost, size_t from)
{
    const struct change *c = p->change;
    for (size_t i = from; i < c->journal.n; i++) {
        uint32_t other = c->journal.v[i].figure;
        if (cost[other] == COST_BARRED && other != figure && change_differs(c, other))
            return false;
    }
    return change_holds(c, from);
}

/* ---- by steps --------------------------------------------------------------- */

/* What defines the figure, or else the figure, stays as it is. */
static void bar(struct proof *p, uint32_t figure)
{
    uint32_t equation = definition_of(p->of, figure);
    if (equation == NOTHING) {
        search_bar(p->search, figure);
        return;
    }
    struct terms t = terms_of(p->of, equation);
    for (size_t i = 0; i + 1 < t.n; i++)
        search_bar(p->search, t.v[i].figure);
}

static void unbar(struct proof *p, uint32_t figure)
{
    uint32_t equation = definition_of(p->of, figure);
    if (equation == NOTHING) {
        search_unbar(p->search, figure);
        return;
    }
    struct terms t = terms_of(p->of, equation);
    for (size_t i = 0; i + 1 < t.n; i++)
        search_unbar(p->search, t.v[i].figure);
}

static bool move(struct proof *p, uint32_t figure, int by, const uint32_t *cost, size_t most, bool clean);

/* One of the terms, which are barred once each, and none of the others; the
 * last ones first. Clean: so that nothing becomes too small by it. */
static bool move_a_term(struct proof *p, struct terms t, int by, const uint32_t *cost, size_t most, bool clean)
{
    enum { TRIED_MOST = 6 };
    size_t begin = p->change->journal.n;
    int tried = 0;
    for (size_t i = t.n; i-- > 0 && tried < TRIED_MOST;) {
        uint32_t figure = t.v[i].figure;
        int own = by * t.v[i].sign;
        if (search_bars(p->search, figure) > 1 || cost[figure] == COST_BARRED
            || (own < 0 && p->change->value[figure] == least_of(p->of, figure)))
            continue;
        if (move(p, figure, own, cost, most, false)
            && (!clean || change_too_small(p->change, begin) == NOTHING))
            return true;
        change_rewind(p->change, begin);
        tried++;
    }
    return false;
}

/* Changes the figure by one, or a term of what defines it. */
static bool move(struct proof *p, uint32_t figure, int by, const uint32_t *cost, size_t most, bool clean)
{
    uint32_t equation = definition_of(p->of, figure);
    if (equation == NOTHING)
        return search_step(p->search, p->change, figure, by, cost, most);
    struct terms t = terms_of(p->of, equation);
    t.n--;                                /* without the figure itself */
    bar(p, figure);
    bool ok = move_a_term(p, t, by, cost, most, clean);
    unbar(p, figure);
    return ok;
}

/* Whether the last of them is there for the third time: then mending one thing spoils another and so on. */
static bool goes_round(const uint32_t *mended, size_t n)
{
    size_t times = 0;
    for (size_t i = 0; i < n; i++)
        times += mended[i] == mended[n - 1];
    return times > 2;
}

/* Moves the figure, and then whatever became too small by it. */
static bool move_all(struct proof *p, uint32_t figure, int by, const uint32_t *cost, size_t most)
{
    enum { MENDED_MOST = 40 };
    size_t from = p->change->journal.n;
    uint32_t wrong, mended[MENDED_MOST + 1];
    bool ok = move(p, figure, by, cost, most, false);
    bar(p, figure);
    for (size_t n = 0; ok && (wrong = change_too_small(p->change, from)) != NOTHING;) {
        mended[n++] = wrong;
        ok = n <= MENDED_MOST && !goes_round(mended, n)
          && (move(p, wrong, 1, cost, most, true) || move(p, wrong, 1, cost, most, false));
    }
    unbar(p, figure);
    ok = ok && is_sound(p, figure, cost, from);
    if (!ok)
        change_rewind(p->change, from);
    return ok;
}

/* Near first, then everywhere. */
static bool step(struct proof *p, uint32_t figure, int by, const uint32_t *cost)
{
    static const size_t most[] = { 400, 4000, SIZE_MAX };
    bool cut = true;
    for (size_t i = 0; i < sizeof most / sizeof *most && cut; i++) {
        (void)search_was_cut(p->search);
        if (move_all(p, figure, by, cost, most[i]))
            return true;
        cut = search_was_cut(p->search);
    }
    return false;
}

/* Does once more what the journal says from `from` to `to`; what is defined follows by itself. */
static bool repeat(struct proof *p, uint32_t figure, size_t from, size_t to, const uint32_t *cost)
{
    size_t begin = p->change->journal.n;
    for (size_t i = from; i < to; i++) {
        struct entry entry = p->change->journal.v[i];
        if (definition_of(p->of, entry.figure) == NOTHING)
            change_add(p->change, entry.figure, entry.by);
    }
    if (is_sound(p, figure, cost, begin))
        return true;
    change_rewind(p->change, begin);
    return false;
}

static bool steps_to(struct proof *p, uint32_t figure, int64_t end, const uint32_t *cost)
{
    const int64_t *now = &p->change->value[figure];
    size_t from = 0, to = 0;              /* the last step, in the journal */
    bool ok = true;
    while (ok && *now != end) {
        int by = *now < end ? 1 : -1;
        int64_t next = *now + by;
        size_t begin = p->change->journal.n;
        ok = (to > from && repeat(p, figure, from, to, cost)) || step(p, figure, by, cost);
        ok = ok && *now == next;
        from = begin, to = p->change->journal.n;
        if (ok)
            note_changed(p, begin);
    }
    change_rewind(p->change, 0);
    return ok;
}

/* That is to be shown to be possible; the last is k-1. */
static int64_t first_number(const struct disclosure *d, uint32_t figure)
{
    int64_t least = least_of(d, figure);
    return least > 1 ? least : 1;
}

static bool is_shown(const struct proof *p, uint32_t figure, int64_t value)
{
    return p->shown[figure] >> value & 1;
}

bool proof_is_made(const struct proof *p, uint32_t figure)
{
    for (int64_t value = first_number(p->of, figure); value < p->of->k; value++)
        if (!is_shown(p, figure, value))
            return false;
    return true;
}

bool proof_by_steps(struct proof *p, uint32_t figure, const uint32_t *cost)
{
    return steps_to(p, figure, first_number(p->of, figure), cost) && steps_to(p, figure, p->of->k - 1, cost);
}

/* ---- by programs ------------------------------------------------------------- */

/* The figures that may change and are tied to one, and their equations. */
struct block {
    struct arena *arena;
    const struct disclosure *of;
    const uint32_t *cost;
    VEC(uint32_t) figures, equations;
    size_t most;                          /* figures; others stay as they are */
    uint32_t *number;                     /* of a figure in the block, from 1 */
    bool *has_equation;
};

/* A block as a linear program. Solved for one figure it begins near the answer for the next. */
struct program {
    struct block block;
    struct lp *lp;
    double *cost, *at;                    /* of and at its unknowns */
};

/* Follows from others, and nothing from it: that it is not too small is all it says. */
static bool only_follows(const struct disclosure *d, uint32_t figure)
{
    return all_uses_of(d, figure).n == 1 && definition_of(d, figure) != NOTHING && !d->small[figure];
}

static void take(struct block *b, uint32_t figure)
{
    if (b->number[figure] != 0 || b->cost[figure] == COST_BARRED || only_follows(b->of, figure)
        || b->figures.n == b->most)
        return;
    *vec_push(b->arena, &b->figures) = figure;
    b->number[figure] = (uint32_t)b->figures.n;
}

static void take_equation(struct block *b, uint32_t equation)
{
    struct terms t = terms_of(b->of, equation);
    if (b->has_equation[equation])
        return;
    b->has_equation[equation] = true;
    *vec_push(b->arena, &b->equations) = equation;
    for (size_t i = 0; i < t.n; i++)
        take(b, t.v[i].figure);
}

static struct block block_of(struct arena *a, const struct disclosure *d, uint32_t figure,
                             const uint32_t *cost, size_t most)
{
    struct block b = { .arena = a, .of = d, .cost = cost, .most = most,
                       .number = NEW_N(a, uint32_t, d->figures.n + 1),
                       .has_equation = NEW_N(a, bool, d->equations.n + 1) };
    take(&b, figure);
    for (size_t i = 0; i < b.figures.n; i++) {
        struct uses u = all_uses_of(d, b.figures.v[i]);
        for (size_t k = 0; k < u.n; k++)
            take_equation(&b, u.v[k].equation);
    }
    return b;
}

static uint32_t gain(uint32_t number) { return 2 * (number - 1); }
static uint32_t loss(uint32_t number) { return 2 * (number - 1) + 1; }

static struct lp_equation equation_of(const struct block *b, uint32_t equation)
{
    struct terms t = terms_of(b->of, equation);
    struct lp_term *terms = NEW_N(b->arena, struct lp_term, 2 * t.n);
    size_t n = 0;
    for (size_t i = 0; i < t.n; i++) {
        uint32_t number = b->number[t.v[i].figure];
        if (number == 0)
            continue;
        terms[n++] = (struct lp_term){ gain(number), t.v[i].sign };
        terms[n++] = (struct lp_term){ loss(number), -t.v[i].sign };
    }
    uint32_t defines = b->of->equations.v[equation].defines;
    if (defines == NOTHING || !only_follows(b->of, defines))
        return (struct lp_equation){ .terms = terms, .n = n };
    return (struct lp_equation){
        .terms = terms, .n = n, .sum = least_of(b->of, defines) - b->of->figures.v[defines].value, .or_more = true };
}

/* Unless it is asked about, a figure may gain what it likes and lose all but its least. */
static bool set_free(struct program *x, uint32_t number, struct err *e)
{
    const struct figure *f = &x->block.of->figures.v[x->block.figures.v[number - 1]];
    return lp_between(x->lp, gain(number), 0, -1, e) && lp_between(x->lp, loss(number), 0, f->value - f->least, e);
}

static void close_program(struct program *x)
{
    if (x == NULL)
        return;
    lp_close(x->lp);
    arena_free(x->block.arena);
}

static bool fill_program(struct program *x, struct err *e)
{
    const struct block *b = &x->block;
    size_t unknowns = 2 * b->figures.n;
    struct lp_equation *list = NEW_N(b->arena, struct lp_equation, b->equations.n + 1);
    for (size_t i = 0; i < b->equations.n; i++)
        list[i] = equation_of(b, b->equations.v[i]);
    x->cost = NEW_N(b->arena, double, unknowns);
    x->at = NEW_N(b->arena, double, unknowns);
    bool ok = lp_open(b->arena, unknowns, list, b->equations.n, &x->lp, e);
    for (uint32_t i = 1; ok && i <= b->figures.n; i++)
        ok = set_free(x, i, e);
    return ok;
}

static struct program *open_program(const struct disclosure *d, uint32_t figure, const uint32_t *cost, size_t most,
                                    struct err *e)
{
    struct arena *a = arena_new();
    struct program *x = NEW(a, struct program);
    x->block = block_of(a, d, figure, cost, most);
    if (fill_program(x, e))
        return x;
    close_program(x);
    return NULL;
}

void proof_close(struct proof *p)
{
    close_program(p->program);
    p->program = NULL;
}

/* What is defined is among the figures of the block and does not follow. */
static void change_set(struct change *c, uint32_t figure, int64_t by)
{
    if (definition_of(c->of, figure) == NOTHING)
        change_add(c, figure, by);
}

static void change_by(struct proof *p, const struct program *x)
{
    for (uint32_t i = 1; i <= x->block.figures.n; i++) {
        int64_t by = llround(x->at[gain(i)]) - llround(x->at[loss(i)]);
        if (by != 0)
            change_set(p->change, x->block.figures.v[i - 1], by);
    }
}

/* Nothing that could change was left out, so that what has no solution here has none. */
static bool is_whole(const struct block *b) { return b->figures.n < b->most; }

static bool ask_for(struct program *x, uint32_t number, int64_t by, struct err *e)
{
    int64_t more = by > 0 ? by : 0, less = by < 0 ? -by : 0;
    return lp_between(x->lp, gain(number), more, more, e) && lp_between(x->lp, loss(number), less, less, e);
}

/* Whether the figure could be `value`, or could not whatever was hidden: what lines there are, and which are 0,
 * excludes it already. */
static bool could_be(struct proof *p, uint32_t figure, int64_t value, bool *could, struct err *e)
{
    struct program *x = p->program;
    enum lp_answer answer;
    double sum;
    if (!ask_for(x, x->block.number[figure], value - p->of->figures.v[figure].value, e)
        || !lp_least(x->lp, x->cost, &answer, &sum, x->at, e))
        return false;
    *could = answer == LP_FOUND || (answer == LP_IMPOSSIBLE && is_whole(&x->block));
    if (answer == LP_FOUND) {
        change_by(p, x);
        *could = is_sound(p, figure, x->block.cost, 0);
        if (*could) {
            note_changed(p, 0);
            note_shown(p);
        }
        change_rewind(p->change, 0);
    }
    return true;
}

/* Steps times equations. */
#define EFFORT_MOST 40000000u

static bool could_be_all(struct proof *p, uint32_t figure, bool *proven, struct err *e)
{
    struct program *x = p->program;
    uint64_t before = lp_steps(x->lp);
    for (uint32_t i = 1; i <= x->block.figures.n; i++)
        x->cost[gain(i)] = x->cost[loss(i)] = x->block.cost[x->block.figures.v[i - 1]];
    *proven = true;
    int64_t least = first_number(p->of, figure), now = p->of->figures.v[figure].value;
    for (int64_t value = now + 1; value < p->of->k && *proven; value++)      /* often the same one step again */
        if (!is_shown(p, figure, value) && !could_be(p, figure, value, proven, e))
            return false;
    for (int64_t value = now - 1; value >= least && *proven; value--)
        if (!is_shown(p, figure, value) && !could_be(p, figure, value, proven, e))
            return false;
    p->effort += (lp_steps(x->lp) - before) * x->block.equations.n;
    return set_free(x, x->block.number[figure], e);
}

bool proof_by_programs(struct proof *p, uint32_t figure, const uint32_t *cost, bool *proven,
                       struct err *e)
{
    static const size_t most[] = { 200, 1000, 8000 };
    *proven = false;
    if (p->effort > EFFORT_MOST)
        return true;
    if (p->program != NULL && p->program->block.number[figure] != 0)
        return could_be_all(p, figure, proven, e);
    for (size_t i = 0; i < sizeof most / sizeof *most && !*proven; i++) {
        proof_close(p);
        p->program = open_program(p->of, figure, cost, most[i], e);
        if (p->program == NULL || !could_be_all(p, figure, proven, e))
            return false;
    }
    if (!is_whole(&p->program->block))    /* of another figure it would lack other things */
        proof_close(p);
    return true;
}
