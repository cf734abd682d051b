/*
 * Facts are read, in one transaction so that an import meanwhile is in all of
 * them or in none, counted along the axes, checked, and written down as lines.
 */
#include "stats/stats.h"

#include "stats/count.h"
#include "stats/remark.h"
#include "stats/special.h"

enum { LINES_MOST = 2000000, SHARE_DIGITS = 4 };

struct answer {
    struct table *table;                  /* NULL: lines are only counted */
    str overlap, total;                   /* names of these lines */
    size_t lines;
    const struct question *question;
    const struct count *count;
    uint32_t path[BY_MOST];               /* the labels down to the line being written */
};

bool stats_check(const struct question *q, struct err *e)
{
    const char *name = q->measure->name.p;
    int n = (int)q->measure->name.n;
    if (q->course != NULL && !measure_takes(q->measure, S("course")))
        return err_set(e, ERR_USAGE, "%.*s is of no course, so --course cannot be used", n, name);
    if (question_has_window(q) && !measure_takes(q->measure, S("from")))
        return err_set(e, ERR_USAGE, "%.*s has no period, so --from and --to cannot be used", n,
                       name);
    if (q->has_horizon && !measure_takes(q->measure, S("within")))
        return err_set(e, ERR_USAGE, "%.*s is no rate of completion, so --within cannot be used",
                       n, name);
    if (q->has_from && q->has_to && q->from > q->to)
        return err_set(e, ERR_USAGE, "the period ends (--to) before it begins (--from)");
    if (q->nby > 0 && q->measure->answers.n > 0)
        return err_set(e, ERR_USAGE, "%.*s has lines of its own, so --by cannot be used", n, name);
    for (size_t i = 0; i < q->nby; i++) {
        if (q->by[i] == &dimension_course && !measure_takes(q->measure, S("course")))
            return err_set(e, ERR_USAGE, "%.*s is of no course, so it cannot be counted by course",
                           n, name);
        for (size_t k = 0; k < i; k++)
            if (q->by[i] == q->by[k])
                return err_set(e, ERR_USAGE, "--by names %s twice", q->by[i]->name);
    }
    return true;
}

struct val stats_share(uint64_t n, uint64_t d, int digits)
{
    uint64_t power = 1;
    for (int i = 0; i < digits; i++)
        power *= 10;
    if (d == 0)
        return val_nil();
    return val_real((double)((2 * n * power + d) / (2 * d)) / (double)power);
}

/* ---- columns ------------------------------------------------------------- */

static void add_dimension_columns(struct table *t, const struct words *w,
                                  const struct dimension *d)
{
    table_column_as(t, (struct column){
        .id = str_of(d->id), .title = say(t->arena, w, d->title),
        .seen_by = d->shows_id ? SEEN_BY_ALL : SEEN_BY_MACHINES });
    table_column_as(t, (struct column){
        .id = str_format(t->arena, "%s_name", d->id), .title = say(t->arena, w, d->name_title) });
}

static void add_columns(struct table *t, const struct question *q)
{
    const struct measure *m = q->measure;
    const struct words *w = question_words(q);
    table_column_as(t, (struct column){ .id = S("row"), .title = say(t->arena, w, "Row"),
                                        .seen_by = SEEN_BY_MACHINES });
    for (size_t i = 0; i < q->nby; i++)
        add_dimension_columns(t, w, q->by[i]);
    for (size_t i = 0; i < m->columns.n; i++) {
        const struct measure_column *c = &m->columns.v[i];
        bool share = str_eq(c->unit, S("share"));
        table_column_as(t, (struct column){
            .id = c->id, .title = c->title, .unit = share ? UNIT_SHARE : UNIT_COUNT,
            .counted = share ? S("") : c->unit });
    }
}

static str title_of(struct arena *a, const struct question *q)
{
    const struct words *w = question_words(q);
    if (q->nby == 0)
        return q->measure->title;
    str nouns = say(a, w, q->by[0]->noun);
    for (size_t i = 1; i < q->nby; i++)
        nouns = say(a, w, i + 1 < q->nby ? "{1}, {2}" : "{1} and {2}", nouns,
                    say(a, w, q->by[i]->noun));
    return say(a, w, "{1} by {2}", q->measure->title, nouns);
}

/* ---- lines --------------------------------------------------------------- */

static void add_figures(struct answer *w, uint64_t count, uint64_t done, bool has_share)
{
    if (!w->question->measure->is_rate) {
        table_add(w->table, val_int((int64_t)count));
        return;
    }
    table_add(w->table, has_share ? stats_share(done, count, SHARE_DIGITS) : val_nil());
    table_add(w->table, val_int((int64_t)done));
    table_add(w->table, val_int((int64_t)count));
}

static void add_label(struct table *t, const struct axis *x, uint32_t label)
{
    if (label < x->groups.n) {
        table_add(t, val_text(x->groups.v[label].id));
        table_add(t, val_text(x->groups.v[label].name));
        return;
    }
    enum line line = (enum line)(label - x->groups.n);
    bool own_id = line == LINE_UNKNOWN && x->dimension->unknown_id != NULL;
    table_add(t, val_text(str_of(own_id ? x->dimension->unknown_id : line_name(line))));
    table_add(t, val_text(x->lines[line]));
}

/* The first `depth` labels of the path, then a name for what is about the rest. */
static void add_path(struct answer *w, size_t depth, str name)
{
    for (size_t i = 0; i < w->question->nby; i++) {
        if (i < depth) {
            add_label(w->table, &w->count->axes[i], w->path[i]);
            continue;
        }
        table_add(w->table, val_text(S("")));
        table_add(w->table, val_text(i == depth ? name : S("")));
    }
}

static const char *kind_of_path(const struct answer *w)
{
    for (size_t i = 0; i < w->question->nby; i++) {
        const struct axis *x = &w->count->axes[i];
        if (w->path[i] >= x->groups.n)
            return line_name((enum line)(w->path[i] - x->groups.n));
    }
    return "group";
}

/* Begins a line; false when it is only counted. */
static bool begin_line(struct answer *w, const char *kind)
{
    w->lines++;
    if (w->table != NULL)
        table_add(w->table, val_text(str_of(kind)));
    return w->table != NULL;
}

static void put_rule(struct answer *w)
{
    if (w->table != NULL)
        table_line(w->table);
}

static void put_crossing(struct answer *w, const struct node *n)
{
    if (!begin_line(w, kind_of_path(w)))
        return;
    add_path(w, w->question->nby, S(""));
    add_figures(w, n ? n->count : 0, n ? n->done : 0, true);
}

static void put_overlap(struct answer *w, const struct node *n, size_t depth)
{
    const struct axis *x = &w->count->axes[depth];
    if (!x->dimension->overlaps && w->question->measure->counts == COUNTS_REGISTRATIONS)
        return;
    if (!begin_line(w, "overlap"))
        return;
    struct sum sum = n ? count_sum(w->count, n) : (struct sum){ 0 };
    add_path(w, depth, w->overlap);
    add_figures(w, sum.count - (n ? n->any : 0), sum.done - (n ? n->any_done : 0), false);
}

static void put_total(struct answer *w, const struct node *n, size_t depth)
{
    if (!begin_line(w, "total"))
        return;
    add_path(w, depth, w->total);
    add_figures(w, n ? n->count : 0, n ? n->done : 0, true);
}

static void put_lines(struct answer *w, const struct node *n, size_t depth);

static void put_label(struct answer *w, const struct node *n, size_t depth, uint32_t label)
{
    const struct node *child = n ? count_child(w->count, n, label) : NULL;
    const struct axis *x = &w->count->axes[depth];
    bool innermost = depth + 1 == w->question->nby;
    bool always = label < x->groups.n ? x->groups.v[label].always : innermost;
    if (child == NULL && !always)
        return;
    w->path[depth] = label;
    if (innermost) {
        put_crossing(w, child);
        return;
    }
    if (depth == 0)
        put_rule(w);
    put_lines(w, child, depth + 1);
}

/* The lines of the axes from `depth` on, within the node, with their total. */
static void put_lines(struct answer *w, const struct node *n, size_t depth)
{
    if (w->lines > LINES_MOST)
        return;
    if (depth < w->question->nby) {
        const struct axis *x = &w->count->axes[depth];
        for (uint32_t label = 0; label < x->groups.n; label++)
            put_label(w, n, depth, label);
        if (depth == 0)
            put_rule(w);
        put_overlap(w, n, depth);
        for (uint32_t line = 0; line < LINES; line++)
            if (x->has_line[line])
                put_label(w, n, depth, (uint32_t)x->groups.n + line);
    }
    put_total(w, n, depth);
}

/* Twice the same walk: to know how many lines there are, and to write them. */
static struct table *write_down(struct arena *a, const struct question *q, const struct count *c,
                                struct err *e)
{
    const struct words *words = question_words(q);
    bool distinct = q->measure->counts != COUNTS_REGISTRATIONS;
    struct answer w = { .question = q, .count = c,
                        .overlap = say(a, words, "overlap (counted more than once)"),
                        .total = say(a, words, distinct ? "total distinct" : "total") };
    put_lines(&w, &c->nodes.v[0], 0);
    if (w.lines > LINES_MOST) {
        err_set(e, ERR_USAGE, "the answer has more than %d lines; ask for a shorter period "
                "(--from, --to), one course (--course) or fewer dimensions (--by)", LINES_MOST);
        return NULL;
    }
    struct table *t = w.table = table_new(a, title_of(a, q));
    t->lang = str_of(q->lang);
    t->definition = q->measure->definition;
    add_columns(t, q);
    table_reserve(t, w.lines);
    w.lines = 0;
    put_lines(&w, &c->nodes.v[0], 0);
    return t;
}

/* Everything that is asked of the store. */
struct seen { struct facts facts; struct axis axes[BY_MOST]; const struct world *world; };

static bool look(struct seen *s, struct arena *a, struct db *db, const struct question *q,
                 struct err *e)
{
    s->world = world_load(a, db, e);
    if (s->world == NULL || !facts_read(&s->facts, a, db, q, s->world, e))
        return false;
    for (size_t i = 0; i < q->nby; i++)
        if (!axis_open(&s->axes[i], a, db, q->by[i], q, s->world, &s->facts, e))
            return false;
    return true;
}

struct table *stats_table(struct arena *a, struct db *db, const struct question *q,
                          struct err *e)
{
    struct seen s;
    struct count count;
    if (!stats_check(q, e))
        return NULL;
    if (q->measure->answers.n > 0)
        return special_table(a, db, q, e);
    if (!db_begin(db, e) || !db_end(db, look(&s, a, db, q, e), e))
        return NULL;
    count_make(&count, a, s.axes, q->nby, &s.facts, q->measure->counts, s.world);
    if (!count_check(&count, a, e))
        return NULL;
    struct table *t = write_down(a, q, &count, e);
    if (t != NULL)
        remark_all(t, q, &count, &s.facts);
    return t;
}
