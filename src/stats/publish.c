#include "stats/publish.h"

#include <math.h>

#include "base/hash.h"
#include "stats/beside.h"
#include "stats/sums.h"

enum { FIGURES_MOST = 200000, QUARTER_DAYS = 90, PARTS = 4 };

/* ---- what may be asked --------------------------------------------------------- */

bool publish_is_personal(const struct question *q)
{
    switch (q->measure->counts) {
    case COUNTS_ECONOMIES:
    case COUNTS_COURSES:
    case COUNTS_INITIATIVES: return false;
    default:                 return true;
    }
}

static bool begins_quarter(day d)
{
    struct civil date = date_to_civil(d);
    return date.day == 1 && date.month % 3 == 1;
}

/* The first day of which more could still become known. */
static day first_open(const struct question *q)
{
    return q->has_known_as_of ? date_of_instant(q->known_as_of + 1) : q->today;
}

static bool check_period(const struct question *q, struct err *e)
{
    /* What was registered until a day goes on being completed. */
    bool goes_on = q->measure->is_rate || measure_stands(q->measure);
    bool ends = q->has_as_of || (q->has_to && !(goes_on && publish_is_personal(q)));
    if (q->has_from && !begins_quarter(q->from))
        return err_set(e, ERR_USAGE, "what is published begins with a quarter: --from is the first day of "
                       "January, April, July or October");
    if ((q->has_to && !begins_quarter(q->to + 1)) || (q->has_as_of && !begins_quarter(q->as_of + 1)))
        return err_set(e, ERR_USAGE, "what is published ends with a quarter: --to and --as-of are the last day "
                       "of March, June, September or December");
    if (!ends && measure_takes(q->measure, S("as-of")))
        return err_set(e, ERR_USAGE, "what is published must not change from day to day, or the differences "
                       "would tell of single persons; add --as-of with the last day of a quarter");
    if ((q->has_to && q->to >= first_open(q)) || (q->has_as_of && q->as_of >= first_open(q)))
        return err_set(e, ERR_USAGE, "what is published ends with a quarter that is over");
    return true;
}

static bool check_ways(const struct question *q, struct err *e)
{
    for (size_t i = 0; i < q->nby; i++)
        if (q->by[i] == &dimension_month)
            return err_set(e, ERR_USAGE, "months are too short to be published; use --by quarter");
        else if (q->by[i] == &dimension_elapsed)
            return err_set(e, ERR_USAGE, "months are too short to be published; leave elapsed out of --by");
    if (q->has_horizon && q->horizon % QUARTER_DAYS != 0)
        return err_set(e, ERR_USAGE, "published rates are within whole quarters: --within is a multiple of %d",
                       QUARTER_DAYS);
    if (q->fractional)
        return err_set(e, ERR_USAGE, "fractions of persons are not published; leave out --fractional");
    if (q->measure->answers.n > 0)
        return err_set(e, ERR_USAGE, STR_FMT " is for the office itself and not to be published",
                       STR_ARG(q->measure->name));
    return true;
}

bool publish_check(const struct question *q, struct err *e)
{
    if (!question_is_public(q))
        return true;
    if (q->public_k > 0 && q->round_to > 0)
        return err_set(e, ERR_USAGE, "--public and --round are two ways of protecting persons; ask for one of "
                       "them");
    return check_ways(q, e) && check_period(q, e);
}

/* ---- figures ---------------------------------------------------------------------- */

enum { RELATION = 1 };                    /* of keys of sums_slot() */

struct answer { struct publish *publish; const struct question *question; const struct count *count; bool shown; };

struct publication {
    struct arena *arena;
    struct sums *sums;
    VEC(struct answer) answers;
    bool together;                        /* with others */
};

struct make {
    struct publication *job;
    struct publish *publish;
    struct sums *sums;
    const struct question *question;
    const struct count *count;
    bool shown;
};

/* Large figures and figures about more are missed more. */
static uint32_t weight_of(const struct count *c, uint32_t depth, uint64_t value)
{
    enum { LEAST = 10, A_BIT = 3, A_LEVEL = 12 };
    uint32_t weight = LEAST;
    for (; value > 0; value >>= 1)
        weight += A_BIT;
    for (size_t d = depth; d < c->naxes; d++)
        weight *= A_LEVEL;
    return weight;
}

static uint32_t first_index(uint32_t depth) { return depth > 0; }

/* What is nothing has no line, or 0 on it: so whoever sees a line knows that somebody is on it. A zero that is hidden here is
 * shown, or has no line, elsewhere. */
static struct figure figure_at(const struct make *m, struct node n, size_t stage)
{
    uint64_t value = count_of(m->count, n, stage);
    return (struct figure){
        .value = (int64_t)value, .personal = m->shown, .unseen = !m->shown,
        .weight = m->shown ? weight_of(m->count, n.depth, value) : 1, .known = m->job->together && value == 0,
        .least = m->shown && stage == 0 && n.depth == m->count->naxes && value > 0 };
}

static uint64_t name_at(const struct make *m, struct node n, size_t stage)
{
    return hash_next(str_hash(beside_name(m->question, stage)), count_names(m->count, n, stage));
}

static void add_figures(struct make *m)
{
    const struct count *c = m->count;
    for (uint32_t depth = 0; depth <= c->naxes; depth++) {
        uint32_t *to = m->publish->figures[depth] = NEW_N(m->job->arena, uint32_t, c->levels[depth].n * c->stages + 1);
        for (uint32_t i = first_index(depth); i < c->levels[depth].n; i++)
            for (size_t s = 0; s < c->stages; s++) {
                struct node n = { depth, i };
                uint64_t name = m->job->together && count_of(c, n, s) > 0 ? name_at(m, n, s) : 0;
                if (depth == 0 || count_of(c, n, 0) > 0)
                    to[i * c->stages + s] = sums_figure(m->sums, name, figure_at(m, n, s));
            }
    }
}

static uint32_t figure_of(const struct publish *p, struct node n, size_t stage)
{
    return p->figures[n.depth][n.index * p->stages + stage];
}

/* ---- what everybody knows of one answer --------------------------------------------- */

static bool tells_shares(const struct measure *m)
{
    return m->is_rate || m->columns.n > 1;
}

/* Of the stages of one node: the later is part of the earlier. */
static void tie_stages(struct make *m, struct node n)
{
    const struct publish *p = m->publish;
    for (size_t s = 1; s < p->stages; s++) {
        if (m->shown && tells_shares(m->question->measure))
            sums_share(m->sums, figure_of(p, n, s), figure_of(p, n, 0));
        size_t before = count_of(m->count, n, s) <= count_of(m->count, n, s - 1) ? s - 1 : 0;
        sums_at_most(m->sums, figure_of(p, n, s), figure_of(p, n, before));
    }
}

static void add_groups(struct make *m, struct node n, size_t stage)
{
    const struct axis *x = &m->count->axes[n.depth];
    for (uint32_t g = 0; g < x->groups.n; g++) {
        struct node child = count_child(m->count, n, g);
        if (node_is_there(child))
            sums_plus(m->sums, figure_of(m->publish, child, stage));
    }
}

/* No group has more than all groups together. */
static void limit_groups(struct make *m, struct node n, size_t stage, uint32_t overlap)
{
    const struct axis *x = &m->count->axes[n.depth];
    add_groups(m, n, stage);
    sums_minus(m->sums, overlap);
    uint32_t any = sums_sum(m->sums);
    for (uint32_t g = 0; g < x->groups.n && any != SUMS_NOTHING; g++) {
        struct node child = count_child(m->count, n, g);
        if (node_is_there(child))
            sums_at_most(m->sums, figure_of(m->publish, child, stage), any);
    }
}

/* Where economies are those of one day everybody is in one of them: that lines overlap by nothing is no secret. */
static bool is_of_one_day(const struct make *m, struct node n)
{
    const struct axis *x = &m->count->axes[n.depth];
    return m->question->basis == BASIS_AS_OF && x->dimension->of_economies && !x->overlaps;
}

/* Nobody is in two groups where there is but one, or where economies are those of one day. */
static bool overlap_is_known(const struct make *m, struct node n)
{
    uint32_t groups = 0;
    for (uint32_t g = 0; g < m->count->axes[n.depth].groups.n; g++)
        groups += node_is_there(count_child(m->count, n, g));
    return groups < 2 || is_of_one_day(m, n);
}

/* What is a thing of the node, and on none of its lines at this stage, is told nowhere. */
static void add_elsewhere(struct make *m, struct node n, size_t stage)
{
    if (stage == 0 || !counts_distinct(m->question->measure->counts))
        return;
    sums_plus(m->sums, sums_figure(m->sums, 0, (struct figure){
        .value = (int64_t)count_elsewhere(m->count, n, stage), .unseen = true, .known = is_of_one_day(m, n) }));
}

static bool can_overlap(const struct question *q, const struct count *c, struct node n)
{
    return c->axes[n.depth].overlaps || counts_distinct(q->measure->counts);
}

/* The same figures may stand side by side in other tables: then their overlap is the same too. */
static uint32_t *relation_of(struct make *m, struct node n, size_t stage)
{
    const struct axis *x = &m->count->axes[n.depth];
    uint64_t groups = 0, lines = 0, all = figure_of(m->publish, n, stage);
    for (uint32_t label = 0; label < x->groups.n + LINES; label++) {
        struct node child = count_child(m->count, n, label);
        if (node_is_there(child))
            *(label < x->groups.n ? &groups : &lines) += hash_next(RELATION, figure_of(m->publish, child, stage));
    }
    uint64_t key = hash_next(hash_next(all, groups), lines);
    return sums_slot(m->sums, hash_next(key, can_overlap(m->question, m->count, n)));
}

static uint32_t overlap_figure(struct make *m, struct node n, size_t stage)
{
    uint64_t value = count_sum(m->count, n, stage) - count_any(m->count, n, stage);
    return sums_figure(m->sums, 0, (struct figure){
        .value = (int64_t)value, .personal = m->shown, .unseen = !m->shown, .weight = 3,
        .known = overlap_is_known(m, n) });
}

/* groups - overlap + lines + elsewhere - count = 0 */
static void tie_lines(struct make *m, struct node n, size_t stage, uint32_t overlap)
{
    const struct axis *x = &m->count->axes[n.depth];
    if (can_overlap(m->question, m->count, n))
        sums_minus(m->sums, overlap);
    add_groups(m, n, stage);
    for (uint32_t line = 0; line < LINES; line++) {
        struct node child = count_child(m->count, n, (uint32_t)x->groups.n + line);
        if (node_is_there(child))
            sums_plus(m->sums, figure_of(m->publish, child, stage));
    }
    add_elsewhere(m, n, stage);
    sums_minus(m->sums, figure_of(m->publish, n, stage));
    sums_end(m->sums);
    if (can_overlap(m->question, m->count, n) && !overlap_is_known(m, n))
        limit_groups(m, n, stage, overlap);
}

static void tie_children(struct make *m, struct node n, size_t stage)
{
    uint32_t *relation = relation_of(m, n, stage), overlap = *relation - 1;
    if (*relation == 0) {
        overlap = can_overlap(m->question, m->count, n) ? overlap_figure(m, n, stage) : 0;
        *relation = overlap + 1;
        m->publish->overlaps[n.depth][n.index * m->publish->stages + stage] = overlap;
        tie_lines(m, n, stage, overlap);
    }
    m->publish->overlaps[n.depth][n.index * m->publish->stages + stage] = overlap;
}

static void tie_all(struct make *m)
{
    const struct count *c = m->count;
    for (uint32_t depth = 0; depth <= c->naxes; depth++) {
        if (depth < c->naxes)
            m->publish->overlaps[depth] = NEW_N(m->job->arena, uint32_t, c->levels[depth].n * c->stages + 1);
        for (uint32_t i = first_index(depth); i < c->levels[depth].n; i++) {
            struct node n = { depth, i };
            if (depth > 0 && count_of(c, n, 0) == 0)
                continue;
            tie_stages(m, n);
            for (size_t s = 0; s < c->stages && depth < c->naxes; s++)
                tie_children(m, n, s);
        }
    }
}

/* ---- answers side by side ------------------------------------------------------------- */

struct publication *publication_new(struct arena *a, int k, bool together)
{
    struct publication *p = NEW(a, struct publication);
    *p = (struct publication){ .arena = a, .sums = sums_new(a, k), .together = together };
    return p;
}

void publication_add(struct publication *p, struct publish *out, const struct question *q, const struct count *c,
                     bool shown)
{
    *out = (struct publish){ .stages = c->stages };
    if (!publish_is_personal(q))
        return;
    struct make m = { .job = p, .publish = out, .sums = p->sums, .question = q, .count = c, .shown = shown };
    add_figures(&m);
    tie_all(&m);
    out->disclosure = sums_disclosure(p->sums);
    *vec_push(p->arena, &p->answers) = (struct answer){ out, q, c, shown };
}

/* The label of the other axis that is called the same; false when there is none. */
static bool same_label(const struct axis *x, uint32_t label, const struct axis *other, uint32_t *out)
{
    if (label >= x->groups.n) {
        *out = (uint32_t)other->groups.n + label - (uint32_t)x->groups.n;
        return true;
    }
    for (*out = 0; *out < other->groups.n; ++*out)
        if (str_eq(other->groups.v[*out].id, x->groups.v[label].id))
            return true;
    return false;
}

/* On no line that both have is there more of the part than of the whole. */
static void tie_nodes(struct publication *p, const struct answer *part, struct node n, const struct answer *whole,
                      struct node m, const size_t stages[2])
{
    const struct count *c = part->count, *d = whole->count;
    if (count_of(c, n, stages[0]) <= count_of(d, m, stages[1]))
        sums_at_most(p->sums, figure_of(part->publish, n, stages[0]), figure_of(whole->publish, m, stages[1]));
    if (n.depth == c->naxes || m.depth == d->naxes || part->question->by[n.depth] != whole->question->by[n.depth])
        return;
    const struct axis *x = &c->axes[n.depth];
    for (uint32_t label = 0, other; label < x->groups.n + LINES; label++) {
        struct node child = count_child(c, n, label);
        if (!node_is_there(child) || !same_label(x, label, &d->axes[m.depth], &other))
            continue;
        struct node twin = count_child(d, m, other);
        if (node_is_there(twin))
            tie_nodes(p, part, child, whole, twin, stages);
    }
}

static void tie_stages_of(struct publication *p, const struct answer *part, const struct answer *whole)
{
    for (size_t s = 0; s < part->count->stages; s++)
        for (size_t of = 0; of < whole->count->stages; of++)
            if (beside_is_part(p->arena, part->question, s, whole->question, of))
                tie_nodes(p, part, count_root(), whole, count_root(), (const size_t[]){ s, of });
}

static void tie_measures(struct publication *p)
{
    for (size_t i = 0; i < p->answers.n; i++)
        for (size_t k = 0; k < p->answers.n; k++)
            if (p->answers.v[i].shown && p->answers.v[k].shown)
                tie_stages_of(p, &p->answers.v[i], &p->answers.v[k]);
}

/* ---- what lines tell ------------------------------------------------------------------ */

/* What is on the lines of a node needs so many there. */
static int64_t least_by_lines(const struct publication *p, const struct answer *x, struct node n)
{
    const struct axis *axis = &x->count->axes[n.depth];
    bool can_share = can_overlap(x->question, x->count, n);
    int64_t groups = 0, lines = 0;
    for (uint32_t label = 0; label < axis->groups.n + LINES; label++) {
        struct node child = count_child(x->count, n, label);
        if (!node_is_there(child))
            continue;
        int64_t least = disclosure_least(sums_disclosure(p->sums), figure_of(x->publish, child, 0));
        if (label >= axis->groups.n)
            lines += least;
        else
            groups = !can_share ? groups + least : least > groups ? least : groups;
    }
    return groups + lines;
}

static bool raise_node(struct publication *p, const struct answer *x, struct node n)
{
    struct disclosure *d = sums_disclosure(p->sums);
    uint32_t figure = figure_of(x->publish, n, 0);
    int64_t before = disclosure_least(d, figure), least = least_by_lines(p, x, n);
    disclosure_raise(d, figure, least);
    return least > before;
}

/* From the innermost lines to the total, and again where one answer tells of another. */
static void raise_all(struct publication *p)
{
    bool raised = true;
    while (raised) {
        raised = false;
        for (size_t i = 0; i < p->answers.n; i++) {
            const struct answer *x = &p->answers.v[i];
            for (uint32_t depth = (uint32_t)x->count->naxes; depth-- > 0;)
                for (uint32_t k = first_index(depth); k < x->count->levels[depth].n; k++)
                    if (depth == 0 || count_of(x->count, (struct node){ depth, k }, 0) > 0)
                        raised = raise_node(p, x, (struct node){ depth, k }) || raised;
        }
    }
}

/* How many figures of the answer are hidden. */
static size_t count_hidden(const struct answer *x)
{
    const struct count *c = x->count;
    size_t n = 0;
    for (uint32_t depth = 0; depth <= c->naxes; depth++)
        for (uint32_t i = first_index(depth); i < c->levels[depth].n; i++)
            for (size_t s = 0; s < c->stages && (depth == 0 || count_of(c, (struct node){ depth, i }, 0) > 0); s++) {
                struct node at = { depth, i };
                n += publish_hides(x->publish, at, s);
                n += depth < c->naxes && can_overlap(x->question, c, at)
                  && publish_hides_overlap(x->publish, at, s);
            }
    return n;
}

bool publication_make(struct publication *p, struct err *e)
{
    struct disclosed sum;
    if (sums_figures(p->sums) > FIGURES_MOST)
        return err_set(e, ERR_USAGE, "a table of more than %d figures is not published at once, nor tables of more "
                       "side by side; ask for fewer dimensions (--by) or a shorter period", FIGURES_MOST);
    raise_all(p);
    tie_measures(p);
    if (!disclosure_make(sums_disclosure(p->sums), &sum, e))
        return false;
    for (size_t i = 0; i < p->answers.n; i++) {
        struct publish *publish = p->answers.v[i].publish;
        publish->all = sum.all;
        publish->hidden = count_hidden(&p->answers.v[i]);
    }
    return true;
}

bool publish_hides(const struct publish *p, struct node n, size_t stage)
{
    return p->disclosure != NULL && node_is_there(n) && disclosure_hides(p->disclosure, figure_of(p, n, stage));
}

bool publish_hides_overlap(const struct publish *p, struct node n, size_t stage)
{
    return p->disclosure != NULL && node_is_there(n)
        && disclosure_hides(p->disclosure, p->overlaps[n.depth][n.index * p->stages + stage]);
}

uint64_t publish_round(const struct question *q, uint64_t n)
{
    uint64_t to = (uint64_t)q->round_to;
    return to > 0 && publish_is_personal(q) ? (n + to / 2) / to * to : n;
}

bool publish_hides_quartiles(const struct question *q, size_t n)
{
    uint64_t least = (uint64_t)(q->round_to > 0 ? q->round_to : q->public_k);
    return n > 0 && publish_round(q, n) < PARTS * least;
}

double publish_quartile(const struct question *q, double value)
{
    bool is_share = str_eq(q->measure->columns.v[0].unit, S("share"));
    return !question_is_public(q) ? value : is_share ? round(value * 100) / 100 : round(value);
}
