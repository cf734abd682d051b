#include "stats/publish.h"

enum { FIGURES_MOST = 200000, QUARTER_DAYS = 90 };

/* ---- what may be asked --------------------------------------------------------- */

static bool is_personal(const struct question *q)
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

static bool check_period(const struct question *q, struct err *e)
{
    /* What was registered until a day goes on being completed. */
    bool ends = q->has_as_of || (q->has_to && !(q->measure->is_rate && is_personal(q)));
    if (q->has_from && !begins_quarter(q->from))
        return err_set(e, ERR_USAGE, "what is published begins with a quarter: --from is the first day of "
                       "January, April, July or October");
    if ((q->has_to && !begins_quarter(q->to + 1)) || (q->has_as_of && !begins_quarter(q->as_of + 1)))
        return err_set(e, ERR_USAGE, "what is published ends with a quarter: --to and --as-of are the last day "
                       "of March, June, September or December");
    if (!ends && measure_takes(q->measure, S("as-of")))
        return err_set(e, ERR_USAGE, "what is published must not change from day to day, or the differences "
                       "would tell of single persons; add --as-of with the last day of a quarter");
    if (q->measure->is_by_now && !(q->has_known_as_of && begins_quarter(date_of_instant(q->known_as_of) + 1)))
        return err_set(e, ERR_USAGE, "how far learners came changes from day to day, and the differences would "
                       "tell of single persons; add --known-as-of with the last day of a quarter");
    if ((q->has_to && q->to >= q->today) || (q->has_as_of && q->as_of >= q->today))
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

struct make {
    struct publish *publish;
    struct disclosure *disclosure;
    const struct question *question;
    const struct count *count;
    int64_t *least[BY_MOST + 1];          /* by depth and index */
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

/* What is nothing has no line, or 0 on it: so whoever sees a line knows that somebody is on it, and of a total that
 * it is no less than the lines within it need. */
static int64_t least_at(const struct make *m, struct node n)
{
    const struct count *c = m->count;
    if (n.depth == c->naxes)
        return count_of(c, n, 0) > 0;
    const struct axis *x = &c->axes[n.depth];
    bool can_overlap = x->overlaps || counts_distinct(m->question->measure->counts);
    int64_t groups = 0, lines = 0;
    for (uint32_t label = 0; label < x->groups.n + LINES; label++) {
        struct node child = count_child(c, n, label);
        int64_t least = node_is_there(child) ? m->least[child.depth][child.index] : 0;
        if (label >= x->groups.n)
            lines += least;
        else
            groups = !can_overlap ? groups + least : least > groups ? least : groups;
    }
    return groups + lines;
}

static void find_least(struct make *m, struct arena *a)
{
    const struct count *c = m->count;
    for (uint32_t depth = (uint32_t)c->naxes + 1; depth-- > 0;) {
        m->least[depth] = NEW_N(a, int64_t, c->levels[depth].n + 1);
        for (uint32_t i = first_index(depth); i < c->levels[depth].n; i++)
            m->least[depth][i] = least_at(m, (struct node){ depth, i });
    }
}

static void add_figures(struct make *m, struct arena *a)
{
    const struct count *c = m->count;
    find_least(m, a);
    for (uint32_t depth = 0; depth <= c->naxes; depth++) {
        uint32_t *to = m->publish->figures[depth] = NEW_N(a, uint32_t, c->levels[depth].n * c->stages + 1);
        for (uint32_t i = first_index(depth); i < c->levels[depth].n; i++)
            for (size_t s = 0; s < c->stages; s++) {
                uint64_t value = count_of(c, (struct node){ depth, i }, s);
                to[i * c->stages + s] = disclosure_figure(m->disclosure, (struct figure){
                    .value = (int64_t)value, .personal = true, .weight = weight_of(c, depth, value),
                    .least = s == 0 ? m->least[depth][i] : 0 });
            }
    }
}

static uint32_t figure_of(const struct publish *p, struct node n, size_t stage)
{
    return p->figures[n.depth][n.index * p->stages + stage];
}

/* ---- what everybody knows ----------------------------------------------------------- */

static bool tells_shares(const struct measure *m)
{
    return m->is_rate || m->columns.n > 1;
}

/* Of the stages of one node: the later is part of the earlier. */
static void tie_stages(struct make *m, struct node n)
{
    const struct publish *p = m->publish;
    for (size_t s = 1; s < p->stages; s++) {
        if (tells_shares(m->question->measure))
            disclosure_share(m->disclosure, figure_of(p, n, s), figure_of(p, n, 0));
        size_t before = count_of(m->count, n, s) <= count_of(m->count, n, s - 1) ? s - 1 : 0;
        disclosure_plus(m->disclosure, figure_of(p, n, before));
        disclosure_minus(m->disclosure, figure_of(p, n, s));
        disclosure_sum(m->disclosure, false);
    }
}

static void add_groups(struct make *m, struct node n, size_t stage)
{
    const struct axis *x = &m->count->axes[n.depth];
    for (uint32_t g = 0; g < x->groups.n; g++) {
        struct node child = count_child(m->count, n, g);
        if (node_is_there(child))
            disclosure_plus(m->disclosure, figure_of(m->publish, child, stage));
    }
}

/* No group has more than all groups together. */
static void limit_groups(struct make *m, struct node n, size_t stage, uint32_t overlap)
{
    const struct axis *x = &m->count->axes[n.depth];
    add_groups(m, n, stage);
    disclosure_minus(m->disclosure, overlap);
    uint32_t any = disclosure_sum(m->disclosure, false);
    for (uint32_t g = 0; g < x->groups.n; g++) {
        struct node child = count_child(m->count, n, g);
        if (!node_is_there(child))
            continue;
        disclosure_minus(m->disclosure, figure_of(m->publish, child, stage));
        disclosure_plus(m->disclosure, any);
        disclosure_sum(m->disclosure, false);
    }
}

/* What is a thing of the node, and on none of its lines at this stage, is told nowhere. */
static void add_elsewhere(struct make *m, struct node n, size_t stage)
{
    if (stage == 0 || !counts_distinct(m->question->measure->counts))
        return;
    disclosure_plus(m->disclosure, disclosure_figure(m->disclosure, (struct figure){
        .value = (int64_t)count_elsewhere(m->count, n, stage), .unseen = true }));
}

/* groups - overlap + lines + elsewhere - count = 0 */
static void tie_children(struct make *m, struct node n, size_t stage)
{
    const struct axis *x = &m->count->axes[n.depth];
    bool overlaps = x->overlaps || counts_distinct(m->question->measure->counts);
    uint32_t overlap = 0;
    if (overlaps) {
        uint64_t value = count_sum(m->count, n, stage) - count_any(m->count, n, stage);
        overlap = disclosure_figure(m->disclosure, (struct figure){
            .value = (int64_t)value, .personal = true, .weight = 3 });
        m->publish->overlaps[n.depth][n.index * m->publish->stages + stage] = overlap;
        disclosure_minus(m->disclosure, overlap);
    }
    add_groups(m, n, stage);
    for (uint32_t line = 0; line < LINES; line++) {
        struct node child = count_child(m->count, n, (uint32_t)x->groups.n + line);
        if (node_is_there(child))
            disclosure_plus(m->disclosure, figure_of(m->publish, child, stage));
    }
    add_elsewhere(m, n, stage);
    disclosure_minus(m->disclosure, figure_of(m->publish, n, stage));
    disclosure_end(m->disclosure);
    if (overlaps)
        limit_groups(m, n, stage, overlap);
}

static void tie_all(struct make *m, struct arena *a)
{
    const struct count *c = m->count;
    for (uint32_t depth = 0; depth <= c->naxes; depth++) {
        if (depth < c->naxes)
            m->publish->overlaps[depth] = NEW_N(a, uint32_t, c->levels[depth].n * c->stages + 1);
        for (uint32_t i = first_index(depth); i < c->levels[depth].n; i++) {
            struct node n = { depth, i };
            tie_stages(m, n);
            for (size_t s = 0; s < c->stages && depth < c->naxes; s++)
                tie_children(m, n, s);
        }
    }
}

static size_t figures_in(const struct count *c)
{
    size_t n = 0;
    for (uint32_t depth = 0; depth <= c->naxes; depth++)
        n += c->levels[depth].n * c->stages;
    return n;
}

bool publish_make(struct publish *p, struct arena *a, const struct question *q,
                  const struct count *c, struct err *e)
{
    *p = (struct publish){ .stages = c->stages };
    if (q->public_k == 0 || !is_personal(q))
        return true;
    if (figures_in(c) > FIGURES_MOST)
        return err_set(e, ERR_USAGE, "a table of more than %d figures is not published at once; ask for fewer "
                       "dimensions (--by) or a shorter period", FIGURES_MOST);
    struct make m = { .publish = p, .disclosure = disclosure_new(a, q->public_k), .question = q, .count = c };
    add_figures(&m, a);
    tie_all(&m, a);
    p->disclosure = m.disclosure;
    return disclosure_make(p->disclosure, &p->sum, e);
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
    return to > 0 && is_personal(q) ? (n + to / 2) / to * to : n;
}

bool publish_hides_quartiles(const struct question *q, size_t n)
{
    if (q->round_to > 0)
        return n > 0 && publish_round(q, n) <= (uint64_t)q->round_to;
    return n > 0 && n < (size_t)q->public_k;
}
