/* Columns by their ids; then what kind suits them. */
#include "chart/wish.h"

#include "chart/data.h"
#include "chart/describe.h"

enum { DIMENSIONS_MOST = 2, LINES_MANY = 7, KINDS = CHART_MULTIPLES + 1, AUTO = KINDS };

struct dimension { int id, name; };

struct columns {
    struct dimension dimensions[DIMENSIONS_MOST];
    size_t n;                             /* more than DIMENSIONS_MOST: there were more */
    int value;
    size_t counts;                        /* columns of counts, from value on */
    bool is_share;
};

const char *chart_choice(size_t i)
{
    return i == 0 ? "auto" : i <= KINDS ? chart_kind_name((enum chart_kind)(i - 1)) : NULL;
}

/* ---- columns ------------------------------------------------------------------------ */

static bool is_figures(const struct column *c)
{
    return c->unit == UNIT_COUNT || c->unit == UNIT_SHARE || c->unit == UNIT_NUMBER;
}

static int value_of(const struct table *t)
{
    int first = CHART_NO_COLUMN;
    for (size_t i = 0; i < t->columns.n; i++) {
        if (str_eq(t->columns.v[i].id, S("value")))
            return (int)i;
        if (first == CHART_NO_COLUMN && is_figures(&t->columns.v[i]))
            first = (int)i;
    }
    return first;
}

static bool names_it(const struct table *t, size_t i)
{
    str id = t->columns.v[i].id;
    return i + 1 < t->columns.n
        && str_eq(t->columns.v[i + 1].id, str_cat(t->arena, id, S("_name")));
}

static void add_dimension(struct columns *c, int id, int name)
{
    if (c->n < DIMENSIONS_MOST)
        c->dimensions[c->n] = (struct dimension){ id, name };
    c->n++;
}

static struct columns columns_of(const struct table *t)
{
    struct columns c = { .value = value_of(t) };
    size_t end = c.value == CHART_NO_COLUMN ? t->columns.n : (size_t)c.value;
    bool of_stats = false;
    for (size_t i = 0; i < end; i++) {
        of_stats = of_stats || str_eq(t->columns.v[i].id, S("row"));
        if (names_it(t, i))
            add_dimension(&c, (int)i, (int)i + 1), i++;
    }
    for (size_t i = 0; i < end && c.n == 0 && !of_stats; i++)
        if (t->columns.v[i].unit == UNIT_NONE || t->columns.v[i].unit == UNIT_DAY)
            add_dimension(&c, (int)i, (int)i);
    for (size_t i = end; i < t->columns.n; i++)
        c.counts += t->columns.v[i].unit == UNIT_COUNT;
    c.is_share = end < t->columns.n && t->columns.v[end].unit != UNIT_COUNT;
    return c;
}

static bool is_called(const struct table *t, struct dimension d, const char *const *names)
{
    for (; *names != NULL; names++)
        if (str_eq(t->columns.v[d.id].id, str_of(*names)))
            return true;
    return false;
}

static bool is_time(const struct table *t, struct dimension d)
{
    static const char *const names[] = { "month", "quarter", "year", "day", NULL };
    return is_called(t, d, names);
}

static bool is_economy(const struct table *t, struct dimension d)
{
    static const char *const names[] = { "economy", NULL };
    return is_called(t, d, names);
}

static bool is_elapsed(const struct table *t, struct dimension d)
{
    static const char *const names[] = { "elapsed", "months_elapsed", NULL };
    return is_called(t, d, names);
}

/* Each is a part of the one before: they are never added up. */
static bool is_stage(const struct table *t, struct dimension d)
{
    static const char *const names[] = { "stage", NULL };
    return is_called(t, d, names);
}

static bool has_stages(const struct table *t, const struct columns *c)
{
    return c->n > 0 && c->n <= DIMENSIONS_MOST && is_stage(t, c->dimensions[c->n - 1]);
}

/* ---- kinds -------------------------------------------------------------------------- */

static enum chart_kind kind_for_one(const struct table *t, const struct columns *c)
{
    struct dimension d = c->dimensions[0];
    return is_stage(t, d) ? CHART_FUNNEL : is_economy(t, d) ? CHART_MAP : is_time(t, d) ? CHART_LINES : CHART_BARS;
}

/* How many groups the first dimension has: its rows stand together. */
static size_t groups_of(const struct table *t, struct dimension d)
{
    size_t n = 0;
    struct val last = val_nil();
    for (size_t row = 0; row < table_rows(t); row++) {
        struct val v = table_at(t, row, (size_t)d.id);
        if (!chart_draws(t, row))
            continue;
        n += n == 0 || !val_same(v, last);
        last = v;
    }
    return n;
}

static enum chart_kind kind_for_two(const struct table *t, const struct columns *c)
{
    struct dimension one = c->dimensions[0], two = c->dimensions[1];
    if (is_elapsed(t, one) || is_elapsed(t, two) || has_stages(t, c))
        return CHART_COHORT;
    if (is_time(t, two))
        return groups_of(t, one) > LINES_MANY ? CHART_MULTIPLES : CHART_LINES;
    if (is_time(t, one))
        return CHART_LINES;
    return c->is_share ? CHART_COHORT : CHART_STACKED;
}

static enum chart_kind kind_for(const struct table *t, const struct columns *c)
{
    return c->n == 0 ? CHART_FUNNEL : c->n == 1 ? kind_for_one(t, c) : kind_for_two(t, c);
}

/* What each kind asks of the dimensions. */
static const struct { size_t least, most; const char *wants; } asks[] = {
    [CHART_BARS] = { 1, 1, "one dimension, as --by rmo" },
    [CHART_STACKED] = { 2, 2, "counts by two dimensions, as --by rmo,course" },
    [CHART_LINES] = { 1, 2, "one or two dimensions, as --by month or --by rmo,month" },
    [CHART_MAP] = { 1, 1, "--by economy and nothing more" },
    [CHART_COHORT] = { 2, 2, "two dimensions, as --by month,elapsed" },
    [CHART_FUNNEL] = { 0, 1, "counts of stages that follow each other, as those of the measure funnel" },
    [CHART_MULTIPLES] = { 2, 2, "two dimensions, as --by rmo,month" },
};

static bool suits(const struct table *t, const struct columns *c, enum chart_kind kind)
{
    if (c->n < asks[kind].least || c->n > asks[kind].most)
        return false;
    if (kind == CHART_MAP)
        return is_economy(t, c->dimensions[0]);
    if (kind == CHART_FUNNEL)
        return !c->is_share && (c->n == 1 ? is_stage(t, c->dimensions[0]) : c->counts > 1);
    return kind != CHART_STACKED || (!c->is_share && !has_stages(t, c));
}

static bool kind_named(str name, enum chart_kind *kind, struct err *e)
{
    for (size_t i = 0; chart_choice(i) != NULL; i++)
        if (str_eq(str_of(chart_choice(i)), name)) {
            *kind = i == 0 ? (enum chart_kind)AUTO : (enum chart_kind)(i - 1);
            return true;
        }
    return err_set(e, ERR_USAGE, "there is no kind of chart \"" STR_FMT "\"; there are auto, bars, "
                   "stacked, lines, map, cohort, funnel and multiples", STR_ARG(name));
}

/* ---- the wish ------------------------------------------------------------------------ */

/* Which dimension stands along the axis: time where there is one, then the first; of small
 * multiples the second. */
static size_t category_of(const struct table *t, const struct columns *c, enum chart_kind kind)
{
    if (c->n < 2)
        return 0;
    if (kind == CHART_COHORT)
        return is_elapsed(t, c->dimensions[0]) ? 1 : 0;
    if (is_time(t, c->dimensions[1]))
        return 1;
    if (is_time(t, c->dimensions[0]))
        return 0;
    return kind == CHART_MULTIPLES || kind == CHART_LINES ? 1 : 0;
}

/* Everybody knows RMOs by their letters; their names in full would leave no room. */
static int label_of(const struct table *t, struct dimension d)
{
    static const char *const names[] = { "rmo", NULL };
    return is_called(t, d, names) ? d.id : d.name;
}

static void choose_columns(struct chart *w, const struct table *t, const struct columns *c)
{
    w->category = w->label = w->series = w->series_label = CHART_NO_COLUMN;
    if (c->n == 0)
        return;
    size_t at = category_of(t, c, w->kind);
    w->category = c->dimensions[at].id;
    w->label = label_of(t, c->dimensions[at]);
    if (c->n == 2) {
        w->series = c->dimensions[1 - at].id;
        w->series_label = label_of(t, c->dimensions[1 - at]);
    }
}

const struct chart *chart_wish(struct arena *a, const struct table *t, str kind, struct err *e)
{
    struct columns c = columns_of(t);
    enum chart_kind wanted = CHART_BARS;
    if (!kind_named(kind, &wanted, e))
        return NULL;
    if (c.value == CHART_NO_COLUMN) {
        err_set(e, ERR_USAGE, "this table has no figures that could be drawn");
        return NULL;
    }
    if (c.n == 0 && c.counts < 2) {
        err_set(e, ERR_USAGE, "one figure alone is no chart; break it down, as by --by economy");
        return NULL;
    }
    if (c.n > DIMENSIONS_MOST) {
        err_set(e, ERR_USAGE, "a chart shows two dimensions at most; leave some out of --by");
        return NULL;
    }
    if (wanted == (enum chart_kind)AUTO)
        wanted = kind_for(t, &c);
    if (!suits(t, &c, wanted)) {
        err_set(e, ERR_USAGE, "a chart of the kind %s needs %s", chart_kind_name(wanted),
                asks[wanted].wants);
        return NULL;
    }
    struct chart *w = NEW(a, struct chart);
    *w = (struct chart){ .kind = wanted, .title = t->title, .table = t, .value = c.value };
    choose_columns(w, t, &c);
    return chart_describe(w, a, e) ? w : NULL;
}
