/*
 * Facts are read, in one transaction so that an import meanwhile is in all of
 * them or in none, counted along the axes, checked, and written down as lines.
 */
#include "stats/stats.h"

#include <math.h>

#include "intl/text.h"
#include "stats/cell.h"
#include "stats/count.h"
#include "stats/publish.h"
#include "stats/remark.h"
#include "stats/special.h"
#include "stats/values.h"

enum { LINES_MOST = 2000000, SHARE_DIGITS = 4 };

struct answer {
    struct table *table;                  /* NULL: lines are only counted */
    str overlap, total;                   /* names of these lines */
    size_t lines;
    const struct question *question;
    const struct count *count;
    const struct publish *publish;
    uint32_t path[BY_MOST];               /* the labels down to the line being written */
    bool shows_stages;                    /* a line for each: a funnel */
    struct values *values;                /* of a spread */
};

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

/* "Title", of courses of which nobody knows one. */
static bool has_names(const struct axis *x)
{
    size_t i = 0;
    while (i < x->groups.n && x->groups.v[i].name.n == 0)
        i++;
    return i < x->groups.n || x->groups.n == 0;
}

static void add_dimension_columns(struct table *t, const struct words *w, const struct axis *x)
{
    const struct dimension *d = x->dimension;
    table_column_as(t, (struct column){
        .id = str_of(d->id), .title = intl_capital(t->arena, say(t->arena, w, d->title)),
        .seen_by = d->shows_id ? SEEN_BY_ALL : SEEN_BY_MACHINES });
    table_column_as(t, (struct column){
        .id = str_format(t->arena, "%s_name", d->id),
        .title = intl_capital(t->arena, say(t->arena, w, d->name_title)),
        .only_labels = d->shows_id && !has_names(x) });
}

static void add_columns(struct table *t, const struct question *q, const struct count *c)
{
    const struct measure *m = q->measure;
    const struct words *w = question_words(q);
    table_column_as(t, (struct column){ .id = S("row"), .title = say(t->arena, w, "Row"),
                                        .seen_by = SEEN_BY_MACHINES });
    for (size_t i = 0; i < q->nby; i++)
        add_dimension_columns(t, w, &c->axes[i]);
    if (m->stages.n > 0) {
        table_column_as(t, (struct column){ .id = S("stage"), .title = say(t->arena, w, "Stage"),
                                            .seen_by = SEEN_BY_MACHINES });
        table_column_as(t, (struct column){ .id = S("stage_name"), .title = say(t->arena, w, "Stage") });
    }
    special_measure_columns(t, m);
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

/* What a line says, by stage. */
struct figures {
    uint64_t n[STAGES_MOST];
    bool hidden[STAGES_MOST], has_share;
    struct node at;                       /* with a share: whose figures they are */
};

static struct val figure(const struct answer *w, const struct figures *of, size_t stage)
{
    if (of->hidden[stage])
        return val_hidden();
    return w->count->fractional ? stats_share(of->n[stage], COUNT_WHOLE, SHARE_DIGITS)
                                : val_int((int64_t)of->n[stage]);
}

/* Without one: n/a. */
static struct val share(const struct figures *of, size_t stage)
{
    if (!of->has_share)
        return val_nil();
    return of->hidden[stage] || of->hidden[0] ? val_hidden()
                                              : stats_share(of->n[stage], of->n[0], SHARE_DIGITS);
}

static struct val quartile(const struct answer *w, const struct spread *x, double place, bool hidden)
{
    if (hidden)
        return val_hidden();
    return x->n > 0 ? val_real(publish_quartile(w->question, round(place * 1e6) / 1e6)) : val_nil();
}

/* Quartiles of a node, and of how many values. Who publishes tells none of few values, and no zeros: those
 * of a line could be worked out from other lines and the total. */
static void add_spread(struct answer *w, const struct figures *of)
{
    struct spread x = { 0 };
    if (of->has_share)
        x = values_spread(w->values, of->at, w->question->measure->without_zeros);
    bool hidden = of->hidden[0] || publish_hides_quartiles(w->question, x.n);
    table_add(w->table, quartile(w, &x, x.median, hidden));
    table_add(w->table, quartile(w, &x, x.lower, hidden));
    table_add(w->table, quartile(w, &x, x.upper, hidden));
    table_add(w->table, figure(w, of, 0));
    table_add(w->table, !of->has_share ? val_nil()
                        : question_is_public(w->question) ? val_hidden() : val_int((int64_t)x.zeros));
}

static void add_figures(struct answer *w, const struct figures *of, size_t stage)
{
    const struct measure *m = w->question->measure;
    if (m->is_spread) {
        add_spread(w, of);
        return;
    }
    if (m->is_rate) {
        table_add(w->table, share(of, 1));
        table_add(w->table, figure(w, of, 1));
        table_add(w->table, figure(w, of, 0));
        return;
    }
    if (w->shows_stages) {
        table_add(w->table, val_text(m->stages.v[stage].id));
        table_add(w->table, val_text(m->stages.v[stage].title));
    }
    table_add(w->table, figure(w, of, stage));
    if (m->columns.n > 1)
        table_add(w->table, share(of, stage));
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

/* A line, or with stages one for each; the first `depth` labels of the path are its. */
static void put_line(struct answer *w, const char *kind, size_t depth, str name,
                     const struct figures *of)
{
    size_t n = w->shows_stages ? w->question->measure->stages.n : 1;
    w->lines += n;
    for (size_t stage = 0; w->table != NULL && stage < n; stage++) {
        table_add(w->table, val_text(str_of(kind)));
        add_path(w, depth, name);
        add_figures(w, of, stage);
    }
}

static void put_node(struct answer *w, const char *kind, size_t depth, str name, struct node n)
{
    struct figures of = { .has_share = true, .at = n };
    for (size_t s = 0; s < w->count->stages; s++) {
        of.n[s] = publish_round(w->question, count_of(w->count, n, s));
        of.hidden[s] = publish_hides(w->publish, n, s);
    }
    put_line(w, kind, depth, name, &of);
}

static void put_rule(struct answer *w)
{
    if (w->table != NULL)
        table_line(w->table);
}

static void put_overlap(struct answer *w, struct node n, size_t depth)
{
    const struct axis *x = &w->count->axes[depth];
    struct figures of = { .has_share = false };
    if ((!x->overlaps && !counts_distinct(w->question->measure->counts))
        || (x->overlaps && w->count->fractional))
        return;
    for (size_t s = 0; s < w->count->stages; s++) {
        of.n[s] = publish_round(w->question, count_sum(w->count, n, s) - count_any(w->count, n, s));
        of.hidden[s] = publish_hides_overlap(w->publish, n, s);
    }
    put_line(w, "overlap", depth, w->overlap, &of);
}

static void put_total(struct answer *w, struct node n, size_t depth)
{
    bool alone = w->shows_stages && w->question->nby == 0;
    put_node(w, alone ? "group" : "total", depth, w->total, n);
}

/* Whether the path leads to months of a cohort that are not over: that nothing is there says nothing yet. */
static bool is_to_come(const struct answer *w)
{
    const struct axis *axes = w->count->axes, *when = NULL, *since = NULL;
    for (size_t i = 0; i < w->question->nby; i++) {
        when = axes[i].dimension->last_day != NULL ? &axes[i] : when;
        since = axes[i].dimension->is_over != NULL ? &axes[i] : since;
    }
    if (when == NULL || since == NULL || w->path[since - axes] >= since->groups.n)
        return false;
    uint32_t cohort = w->path[when - axes];
    return cohort >= when->groups.n
        || !since->dimension->is_over(since, w->path[since - axes], when->dimension->last_day(when, cohort));
}

static void put_lines(struct answer *w, struct node n, size_t depth);

static void put_label(struct answer *w, struct node n, size_t depth, uint32_t label)
{
    struct node child = count_child(w->count, n, label);
    const struct axis *x = &w->count->axes[depth];
    bool innermost = depth + 1 == w->question->nby;
    bool always = label < x->groups.n ? x->groups.v[label].always : innermost;
    w->path[depth] = label;
    if (!node_is_there(child) && (!always || (innermost && is_to_come(w))))
        return;
    if (innermost) {
        put_node(w, kind_of_path(w), w->question->nby, S(""), child);
        return;
    }
    if (depth == 0)
        put_rule(w);
    put_lines(w, child, depth + 1);
}

/* The lines of the axes from `depth` on, within the node, with their total. */
static void put_lines(struct answer *w, struct node n, size_t depth)
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
                                const struct publish *p, struct values *values, struct err *e)
{
    const struct words *words = question_words(q);
    bool distinct = counts_distinct(q->measure->counts);
    struct answer w = { .question = q, .count = c, .publish = p, .values = values,
                        .shows_stages = q->measure->stages.n > 0,
                        .overlap = say(a, words, "overlap (counted more than once)"),
                        .total = say(a, words, distinct ? "total distinct" : "total") };
    put_lines(&w, count_root(), 0);
    if (w.lines > LINES_MOST) {
        err_set(e, ERR_USAGE, "the answer has more than %d lines; ask for a shorter period "
                "(--from, --to), one course (--course) or fewer dimensions (--by)", LINES_MOST);
        return NULL;
    }
    struct table *t = w.table = table_new(a, title_of(a, q));
    t->lang = str_of(q->lang);
    t->definition = q->measure->definition;
    add_columns(t, q, c);
    table_reserve(t, w.lines);
    w.lines = 0;
    put_lines(&w, count_root(), 0);
    return t;
}

/* Everything that is asked of the store. */
struct seen {
    struct facts facts;
    struct axis axes[BY_MOST];
    struct values values;                 /* of a spread */
};

static bool look(struct seen *s, struct arena *a, struct db *db, const struct question *q,
                 struct err *e)
{
    struct reading *r = q->reading ? q->reading : reading_new(a, db, e);
    if (r == NULL || !facts_read(&s->facts, a, r, q, e))
        return false;
    for (size_t i = 0; i < q->nby; i++)
        if (!axis_open(&s->axes[i], a, db, q->by[i], &s->facts, e))
            return false;
    return true;
}

static bool axes_check(const struct seen *s, struct arena *a, const struct question *q, struct err *e)
{
    for (size_t i = 0; i < q->nby; i++)
        if (q->by[i]->check != NULL && !q->by[i]->check(&s->axes[i], a, e))
            return false;
    return true;
}

/* One question and what was counted for it. */
struct counted {
    struct question question;
    struct seen seen;
    struct arena *figures;                /* of the count */
    struct count count;
    struct publish publish;
};

static bool count_all(struct counted *x, struct arena *a, struct db *db, struct err *e)
{
    struct seen *s = &x->seen;
    const struct question *q = &x->question;
    struct count_watch watch = values_watch(&s->values, a, &s->facts);
    bool ok = db_begin(db, e) && db_end(db, look(s, a, db, q, e), e)
        && count_make(&x->count, x->figures, s->axes, q->nby, &s->facts, q->measure->is_spread ? &watch : NULL, e);
    facts_free(&s->facts);
    return ok && axes_check(s, a, q, e) && count_check(&x->count, e);
}

static struct table *table_of(struct counted *x, struct arena *a, struct err *e)
{
    struct table *t = write_down(a, &x->question, &x->count, &x->publish, &x->seen.values, e);
    if (t != NULL)
        remark_all(t, &x->question, &x->count, &x->seen.facts, &x->publish);
    return t;
}

static struct table *count_one(struct counted *x, struct arena *a, struct db *db, struct err *e)
{
    if (!count_all(x, a, db, e))
        return NULL;
    if (x->question.public_k > 0) {
        struct publication *p = publication_new(a, x->question.public_k, false);
        publication_add(p, &x->publish, &x->question, &x->count, true);
        if (!publication_make(p, e))
            return NULL;
    }
    return table_of(x, a, e);
}

/* Figures go as soon as they are written down: a format needs room for what it writes. */
struct table *stats_table(struct arena *a, struct db *db, const struct question *q, struct err *e)
{
    if (!stats_check(q, e))
        return NULL;
    if (q->measure->answers.n > 0)
        return special_table(a, db, q, e);
    struct counted *x = NEW(a, struct counted);
    x->question = *q;
    x->figures = arena_new();
    struct table *t = count_one(x, a, db, e);
    arena_free(x->figures);
    return t;
}

/* ---- side by side -------------------------------------------------------------------- */

static struct counted *count_beside(struct arena *a, struct db *db, const struct question *q, int k, struct err *e)
{
    struct counted *x = NEW(a, struct counted);
    x->question = *q;
    x->figures = a;
    x->question.public_k = k;
    x->question.side_by_side = publish_is_personal(q);
    return count_all(x, a, db, e) ? x : NULL;
}

/* What nobody asks for is counted, where it tells of persons, and shown nowhere. */
static bool add_beside(struct publication *p, struct arena *a, struct db *db, const questions *list, int k,
                       struct err *e)
{
    questions more = beside_questions(a, list);
    for (size_t i = 0; i < more.n; i++) {
        struct counted *x = publish_is_personal(more.v[i]) ? count_beside(a, db, more.v[i], k, e) : NULL;
        if (x == NULL && publish_is_personal(more.v[i]))
            return false;
        if (x != NULL)
            publication_add(p, &x->publish, &x->question, &x->count, false);
    }
    return true;
}

bool stats_tables(struct arena *a, struct db *db, const questions *list, struct table **tables, struct err *e)
{
    struct counted **all = NEW_N(a, struct counted *, list->n + 1);
    int k = 0;
    for (size_t i = 0; i < list->n; i++)
        k = list->v[i]->public_k > k ? list->v[i]->public_k : k;
    struct publication *p = publication_new(a, k, true);
    for (size_t i = 0; i < list->n; i++) {
        if (!stats_check(list->v[i], e) || (all[i] = count_beside(a, db, list->v[i], k, e)) == NULL)
            return false;
        publication_add(p, &all[i]->publish, &all[i]->question, &all[i]->count, true);
    }
    if (!add_beside(p, a, db, list, k, e) || !publication_make(p, e))
        return false;
    for (size_t i = 0; i < list->n; i++)
        if ((tables[i] = table_of(all[i], a, e)) == NULL)
            return false;
    return true;
}

/* Of all that was recorded: what a cohort or a language is called, only facts tell. */
bool stats_has_line(struct arena *a, struct db *db, const struct question *q, str cell, struct err *e)
{
    struct question all = *q;
    struct seen s = { .values = { 0 } };
    all.has_from = all.has_to = all.has_as_of = all.has_horizon = false;
    all.courses.n = all.economies.n = all.groups.n = 0;
    bool ok = db_begin(db, e) && db_end(db, look(&s, a, db, &all, e), e) && cell_check(cell, s.axes, all.nby, e);
    facts_free(&s.facts);
    return ok;
}

void stats_pointer(struct table *t, const struct question *q)
{
    table_note(t, say(t->arena, question_words(q), "etalon explain {1} tells how it is counted.", q->measure->name));
}
