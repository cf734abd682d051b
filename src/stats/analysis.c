/*
 * The question analysis: of every test, the first finished attempt of each
 * person becomes a row of marks (items.h), the figures become lines.
 *
 * The statement gives one row per answer, and one for an attempt without any.
 * An attempt is finished when it has a score; where a test scores no attempts at
 * all, each is. What a question can bring is its greatest mark where a source
 * says it, else 1 or the greatest mark anybody has. An answer without a mark is
 * worth all of it when its result is "correct", what its result says when that is a number, else
 * nothing.
 */
#include <math.h>
#include <stdlib.h>

#include "intl/zone.h"
#include "stats/cell.h"
#include "stats/filter.h"
#include "stats/items.h"
#include "stats/origin.h"
#include "stats/special.h"
#include "stats/world.h"
#include "tracker/kin.h"
#include "tracker/uid.h"

enum { C_COURSE, C_ACTIVITY, C_LEARNER, C_REGISTRATION, C_ATTEMPT, C_AT, C_PRECISION, C_SCORED,
       C_QUESTION, C_MARK, C_MOST, C_RESULT, C_BATCH, C_LINE };

struct given {                            /* an answer, or an attempt without any */
    str course, question, result;
    uint32_t activity, person;            /* the end of its kin */
    int64_t said_of;                      /* the activity as the source has it */
    int64_t registration, attempt, at, batch, line;
    char precision;
    day date;
    bool is_dated, is_scored, has_mark;
    double mark, most;                    /* most 0: not known */
    size_t nth;                           /* in the order of the statement */
};

struct work {
    struct arena *arena;
    struct db *db;
    const struct question *question;
    const struct world *world;
    struct filter filter;
    struct kin kin;
    struct zone *zone;                    /* NULL: UTC */
    struct table *table;
    VEC(struct given) all;
    size_t undated;                       /* persons left out for it */
    bool lists;                           /* the answers behind the figures, */
    str course, activity, test_question;  /* of these alone; empty: of all */
    char store[UID_STORE + 1];
};

/* ---- reading ------------------------------------------------------------- */

static day date_of(const struct work *w, int64_t at, str precision)
{
    bool is_instant = precision.n == 1 && (precision.p[0] == 's' || precision.p[0] == 'f');
    return is_instant && w->zone != NULL ? zone_day(w->zone, at) : date_of_instant(at);
}

static bool is_of_course(const struct question *q, str code)
{
    for (size_t i = 0; i < q->courses.n; i++)
        if (str_eq_nocase(code, q->courses.v[i]))
            return true;
    return q->courses.n == 0;
}

static void read_one(struct work *w, const struct stmt *q)
{
    uint32_t person = world_person(w->world, stmt_int(q, C_LEARNER));
    if (person == 0 || !is_of_course(w->question, stmt_str(q, C_COURSE)))
        return;
    bool has_most = !stmt_nil(q, C_MOST);
    *vec_push(w->arena, &w->all) = (struct given){
        .course = str_dup(w->arena, stmt_str(q, C_COURSE)),
        .question = str_dup(w->arena, stmt_str(q, C_QUESTION)),
        .result = str_dup(w->arena, stmt_str(q, C_RESULT)),
        .activity = kin_end(&w->kin, (uint32_t)stmt_int(q, C_ACTIVITY)),
        .said_of = stmt_int(q, C_ACTIVITY), .person = person,
        .registration = stmt_int(q, C_REGISTRATION), .attempt = stmt_int(q, C_ATTEMPT),
        .at = stmt_int(q, C_AT), .is_dated = !stmt_nil(q, C_AT),
        .date = date_of(w, stmt_int(q, C_AT), stmt_str(q, C_PRECISION)),
        .is_scored = stmt_int(q, C_SCORED) != 0, .has_mark = !stmt_nil(q, C_MARK),
        .mark = stmt_nil(q, C_MARK) ? 0 : stmt_val(q, C_MARK).as.r,
        .most = has_most ? stmt_val(q, C_MOST).as.r : 0, .nth = w->all.n,
        .batch = stmt_int(q, C_BATCH), .line = stmt_int(q, C_LINE),
        .precision = stmt_nil(q, C_PRECISION) ? '\0' : stmt_str(q, C_PRECISION).p[0] };
}

static int compare_numbers(int64_t a, int64_t b) { return (a > b) - (a < b); }

/* By test, person and attempt; what has no date behind what has one. The order of the statement
 * decides between answers to one question: the last counts. */
static int in_order(const void *a, const void *b)
{
    const struct given *x = a, *y = b;
    int order = str_cmp(x->course, y->course);
    if (order == 0)
        order = compare_numbers(x->activity, y->activity);
    if (order == 0)
        order = compare_numbers(x->person, y->person);
    if (order == 0)
        order = compare_numbers(y->is_dated, x->is_dated);
    if (order == 0)
        order = compare_numbers(x->at, y->at);
    if (order == 0)
        order = compare_numbers(x->registration, y->registration);
    if (order == 0)
        order = compare_numbers(x->attempt, y->attempt);
    if (order == 0)
        order = compare_numbers(x->said_of, y->said_of);
    return order != 0 ? order : compare_numbers((int64_t)x->nth, (int64_t)y->nth);
}

static bool read_all(struct work *w, struct err *e)
{
    struct stmt *q = db_stmt(w->db, w->question->measure->sql);
    while (stmt_row(q))
        read_one(w, q);
    return stmt_end(q, e);
}

/* ---- one test -------------------------------------------------------------- */

struct test {
    const struct given *of;               /* its answers */
    size_t n;
    VEC(str) questions;                   /* in order */
    double *most;
    bool is_scored;
    struct items items;
    const struct given **answers;         /* beside items.marks; NULL: none */
};

static int by_text(const void *a, const void *b) { return str_cmp(*(const str *)a, *(const str *)b); }

static size_t index_of(const struct test *t, str question)
{
    const str *found = bsearch(&question, t->questions.v, t->questions.n, sizeof question, by_text);
    return (size_t)(found - t->questions.v);
}

static void find_questions(struct work *w, struct test *t)
{
    VEC(str) all = { 0 };
    for (size_t i = 0; i < t->n; i++) {
        t->is_scored = t->is_scored || t->of[i].is_scored;
        if (t->of[i].question.n > 0)
            *vec_push(w->arena, &all) = t->of[i].question;
    }
    if (all.n > 0)
        qsort(all.v, all.n, sizeof *all.v, by_text);
    for (size_t i = 0; i < all.n; i++)
        if (i == 0 || !str_eq(all.v[i], all.v[i - 1]))
            *vec_push(w->arena, &t->questions) = all.v[i];
}

static void find_most(struct work *w, struct test *t)
{
    double *told = NEW_N(w->arena, double, t->questions.n);
    t->most = NEW_N(w->arena, double, t->questions.n);
    for (size_t q = 0; q < t->questions.n; q++)
        t->most[q] = 1;
    for (size_t i = 0; i < t->n; i++) {
        if (t->of[i].question.n == 0)
            continue;
        size_t q = index_of(t, t->of[i].question);
        t->most[q] = fmax(t->most[q], t->of[i].mark);
        told[q] = fmax(told[q], t->of[i].most);
    }
    for (size_t q = 0; q < t->questions.n; q++)
        if (told[q] > 0)
            t->most[q] = told[q];
}

static double mark_of(const struct given *g, double most)
{
    double number;
    if (g->has_mark)
        return g->mark;
    if (str_eq_nocase(g->result, S("correct")))
        return most;
    return str_real(g->result, &number) ? number : 0;
}

/* Where the person was on the day of the attempt; without one, or if so asked for, on the as-of day. */
static bool is_from_there(const struct work *w, const struct given *g)
{
    bool by_stock = w->question->basis == BASIS_AS_OF || !g->is_dated;
    day d = by_stock ? question_stock_day(w->question) : g->date;
    return filter_has_economy(&w->filter, world_economy_of(w->world, g->person, d), d);
}

static bool is_asked_for(struct work *w, const struct given *g)
{
    const struct question *q = w->question;
    if (filter_is_of_economies(&w->filter) && !is_from_there(w, g))
        return false;
    if (!g->is_dated) {
        w->undated += question_has_window(q);
        return !question_has_window(q);
    }
    return (!q->has_from || g->date >= q->from) && (!q->has_to || g->date <= q->to)
        && (!q->has_as_of || g->date <= q->as_of);
}

static bool same_attempt(const struct given *a, const struct given *b)
{
    return a->person == b->person && a->registration == b->registration && a->attempt == b->attempt
        && a->said_of == b->said_of;
}

static void add_person(struct work *w, struct test *t, const struct given *g, const struct given *end)
{
    if (!is_asked_for(w, g))
        return;
    size_t first_mark = t->items.persons++ * t->questions.n;
    double *row = &t->items.marks[first_mark];
    for (size_t q = 0; q < t->questions.n; q++)
        row[q] = NAN;
    for (const struct given *first = g; g < end && same_attempt(first, g); g++)
        if (g->question.n > 0) {
            size_t q = index_of(t, g->question);
            row[q] = mark_of(g, t->most[q]);
            t->answers[first_mark + q] = g;
        }
}

/* Of every person the first attempt that is finished. */
static void find_marks(struct work *w, struct test *t, size_t persons)
{
    const struct given *end = t->of + t->n;
    uint32_t done = 0;
    t->items = (struct items){ .questions = t->questions.n, .most = t->most,
                               .marks = NEW_N(w->arena, double, persons * t->questions.n + 1) };
    t->answers = NEW_N(w->arena, const struct given *, persons * t->questions.n + 1);
    for (const struct given *g = t->of; g < end; g++) {
        if (g->person == done || (t->is_scored && !g->is_scored))
            continue;
        done = g->person;
        add_person(w, t, g, end);
    }
}

/* ---- lines ------------------------------------------------------------------ */

static struct val number(double x)
{
    return isnan(x) ? val_nil() : val_real(round(x * 1e6) / 1e6);
}

static str title_of(struct work *w, uint32_t activity, struct err *e, bool *ok)
{
    str title = { 0 };
    struct stmt *q = db_stmt(w->db, S("SELECT iif(title = '', ident, title) FROM activity WHERE id = ?"));
    stmt_set(q, 1, val_int(activity));
    if (stmt_row(q))
        title = str_dup(w->table->arena, stmt_str(q, 0));
    *ok = stmt_end(q, e);
    return title;
}

static void add_names(struct work *w, const struct test *t, const char *row, str title, str question)
{
    table_add(w->table, val_text(str_of(row)));
    table_add(w->table, val_text(str_dup(w->table->arena, t->of->course)));
    table_add(w->table, val_text(title));
    table_add(w->table, val_text(str_dup(w->table->arena, question)));
}

static void add_question(struct work *w, const struct test *t, str title, size_t i)
{
    struct item x = items_question(&t->items, w->arena, i);
    add_names(w, t, "group", title, t->questions.v[i]);
    table_add(w->table, val_int((int64_t)x.n));
    table_add(w->table, number(t->most[i]));
    table_add(w->table, number(x.facility));
    table_add(w->table, number(x.deviation));
    table_add(w->table, number(x.discrimination));
    table_add(w->table, number(x.efficiency));
    table_add(w->table, val_nil());
    table_add(w->table, val_nil());
}

static void add_test(struct work *w, const struct test *t, str title)
{
    struct item_test x = items_test(&t->items, w->arena);
    double most = 0;
    for (size_t q = 0; q < t->questions.n; q++)
        most += t->most[q];
    add_names(w, t, "total", title, S(""));
    table_add(w->table, val_int((int64_t)x.n));
    table_add(w->table, number(most));
    table_add(w->table, number(x.facility));
    table_add(w->table, number(x.deviation));
    table_add(w->table, val_nil());
    table_add(w->table, val_nil());
    table_add(w->table, number(x.alpha));
    table_add(w->table, number(x.error));
}

static void add_lines(struct work *w, const struct test *t, str title)
{
    table_line(w->table);
    for (size_t q = 0; q < t->questions.n; q++)
        add_question(w, t, title, q);
    add_test(w, t, title);
}

/* ---- the answers behind them --------------------------------------------------- */

static bool is_in_cell(str asked, str is) { return asked.n == 0 || str_eq(asked, is); }

static bool add_answer(struct work *w, const struct given *g, str title, double mark, struct err *e)
{
    struct table *t = w->table;
    struct buf at = buf_new(t->arena);
    if (g->is_dated)
        date_put_stamp(&at, (struct stamp){ g->at, (enum precision)g->precision });
    table_add(t, val_text(str_dup(t->arena, g->course)));
    table_add(t, val_text(title));
    table_add(t, val_text(str_dup(t->arena, g->question)));
    table_add(t, val_text(str_format(t->arena, "%s-%u", w->store, g->person)));
    table_add(t, at.n > 0 ? val_text(buf_str(&at)) : val_nil());
    table_add(t, val_int(1));
    table_add(t, number(mark));
    return origin_add(t, w->db, g->batch, g->line, e);
}

static bool add_answers(struct work *w, const struct test *t, str title, struct err *e)
{
    for (size_t i = 0; i < t->items.persons * t->questions.n; i++) {
        const struct given *g = t->answers[i];
        if (g == NULL || !is_in_cell(w->course, g->course) || !is_in_cell(w->activity, title)
            || !is_in_cell(w->test_question, g->question))
            continue;
        if (!add_answer(w, g, title, t->items.marks[i], e))
            return false;
    }
    return true;
}

static bool analyse(struct work *w, const struct given *of, size_t n, size_t persons, struct err *e)
{
    struct test t = { .of = of, .n = n };
    bool ok;
    find_questions(w, &t);
    find_most(w, &t);
    find_marks(w, &t, persons);
    str title = title_of(w, of->activity, e, &ok);
    if (!ok || t.questions.n == 0 || t.items.persons == 0)
        return ok;
    if (!w->lists)
        add_lines(w, &t, title);
    else if (!add_answers(w, &t, title, e))
        return false;
    return progress_step(w->question->progress, n, e);
}

static bool analyse_all(struct work *w, struct err *e)
{
    if (w->all.n > 0)
        qsort(w->all.v, w->all.n, sizeof *w->all.v, in_order);
    for (size_t i = 0, n; i < w->all.n; i += n) {
        const struct given *first = &w->all.v[i], *g = first;
        size_t persons = 0;
        for (; g < w->all.v + w->all.n && g->activity == first->activity
               && str_eq(g->course, first->course); g++)
            persons += g == first || g->person != g[-1].person;
        n = (size_t)(g - first);
        if (!analyse(w, first, n, persons, e))
            return false;
    }
    return true;
}

static bool open_work(struct work *w, struct err *e)
{
    const struct question *q = w->question;
    bool in_utc = q->zone == NULL || str_eq(str_of(q->zone), S("UTC"));
    struct reading *reading = reading_new(w->arena, w->db, e);
    w->world = reading ? reading->world : NULL;
    return reading != NULL && filter_open(&w->filter, w->arena, reading, q, e)
        && kin_read(&w->kin, w->arena, w->db, e)
        && (in_utc || (w->zone = zone_open(w->arena, q->zone, e)) != NULL);
}

static bool fill(struct table *t, struct db *db, const struct question *q, struct err *e)
{
    struct work w = { .arena = arena_new(), .db = db, .question = q, .table = t };
    bool ok = open_work(&w, e) && read_all(&w, e) && analyse_all(&w, e);
    if (ok && w.undated > 0)
        table_note(t, say(t->arena, question_words(q), "Not counted, because without a date they are in no period: {1}.",
                          str_format(t->arena, "%zu", w.undated)));
    zone_close(w.zone);
    arena_free(w.arena);
    return ok;
}

static bool read_cell(struct work *w, str cell, struct err *e)
{
    str name, id;
    while (cell_next(&cell, &name, &id)) {
        str *of = str_eq(name, S("course")) ? &w->course : str_eq(name, S("activity")) ? &w->activity
            : str_eq(name, S("question")) ? &w->test_question : NULL;
        if (of == NULL)
            return err_set(e, ERR_USAGE, "a cell of question-analysis is named by course, activity and "
                           "question, as --cell question=q1");
        *of = id;
    }
    return uid_store(w->db, w->store, e);
}

static void add_list_columns(struct table *t, const struct question *q)
{
    const struct words *w = question_words(q);
    const struct measure_column *of = q->measure->columns.v;
    for (size_t i = 0; i < 3; i++)                     /* course, activity, question */
        special_measure_column(t, &of[i]);
    table_column(t, S("learner"), say(t->arena, w, "Learner"), UNIT_NONE);
    table_column(t, S("at"), say(t->arena, w, "When"), UNIT_NONE);
    special_measure_column(t, &of[3]);                 /* attempts */
    table_column(t, S("mark"), say(t->arena, w, "Mark"), UNIT_NUMBER);
    origin_columns(t, w);
}

static bool list(struct table *t, struct db *db, const struct question *q, str cell, struct err *e)
{
    struct work w = { .arena = arena_new(), .db = db, .question = q, .table = t, .lists = true };
    add_list_columns(t, q);
    bool ok = read_cell(&w, cell, e) && open_work(&w, e) && read_all(&w, e) && analyse_all(&w, e);
    zone_close(w.zone);
    arena_free(w.arena);
    return ok;
}

const struct special special_items = { .name = "items", .fill = fill, .list = list };
