/*
 * Worked tables, and a thousand random ones whose hidden figures are looked for
 * as a curious reader would: whether what is shown alone excludes for a small
 * one any of the numbers that it must not exclude.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "disclose/disclose.h"

#define LENGTH(a) (sizeof(a) / sizeof *(a))

/* ---- worked cases ------------------------------------------------------------- */

/* Terms: a letter is a figure, "+A+B-C" is zero; "A-B>" is not negative, "A/B" a share. */
static void add_equation(struct disclosure *d, const char *text)
{
    if (text[1] == '/') {
        disclosure_share(d, (uint32_t)(text[0] - 'A'), (uint32_t)(text[2] - 'A'));
        return;
    }
    size_t n = strlen(text);
    for (size_t i = 0; i + 1 < n; i += 2)
        (text[i] == '+' ? disclosure_plus : disclosure_minus)(d, (uint32_t)(text[i + 1] - 'A'));
    if (text[n - 1] == '>')
        disclosure_sum(d, false);
    else
        disclosure_end(d);
}

static void test_worked(void **state)
{
    (void)state;
    static const struct { const char *what; int k; int values[10]; const char *kinds, *equations[6], *hidden; } cases[] = {
        { "nothing small", 5, { 7, 9, 0, 16 }, "ccct", { "+A+B+C-D" }, "...." },
        { "one small one needs another", 5, { 2, 7, 9, 18 }, "ccct", { "+A+B+C-D" }, "xx.." },
        { "both would be told by the total", 5, { 4, 5, 9 }, "cct", { "+A+B-C" }, "xx." },
        { "two small ones hide each other", 5, { 2, 3, 9, 14 }, "ccct", { "+A+B+C-D" }, "xx.." },
        { "but not when they are too few together", 5, { 1, 1, 9, 11 }, "ccct", { "+A+B+C-D" }, "xxx." },
        { "zero is shown", 5, { 0, 2, 7, 9 }, "ccct", { "+A+B+C-D" }, ".xx." },
        { "zero is hidden where nothing else is there", 3, { 0, 1, 1 }, "cct", { "+A+B-C" }, ".xx" },
        { "alone", 5, { 3 }, "t", { NULL }, "x" },
        { "the threshold", 3, { 2, 3, 9, 14 }, "ccct", { "+A+B+C-D" }, "xx.." },
        { "not persons", 5, { 2, 7, 9 }, "nnn", { "+A+B-C" }, "..." },
        { "the overlap gives way first", 5, { 2, 9, 5, 6 }, "ccot", { "+A+B-C-D" }, "x.x." },
        { "but not below zero", 5, { 4, 9, 0, 13 }, "ccot", { "+A+B-C-D" }, "xx.." },
        { "nor so that one group is more than all", 5, { 4, 6, 4, 6 }, "ccot", { "+A+B-C-D", "+D-A>", "+D-B>" }, "x.x." },
        { "three small ones are enough", 5, { 1, 2, 2, 9, 14 }, "cccct", { "+A+B+C+D-E" }, "xxx.." },
        { "but not where all have lines", 5, { 1, 2, 2, 9, 14 }, "llllt", { "+A+B+C+D-E" }, "xxxx." },
        { "two ways", 5, { 2, 8, 10, 9, 9, 18, 11, 17, 28 }, "cctccttta",
          { "+A+B-C", "+D+E-F", "+A+D-G", "+B+E-H", "+C+F-I", "+G+H-I" }, "xx.xx...." },
        { "a small numerator", 5, { 3, 40 }, "cc", { "A/B" }, "x." },
        { "few are left", 5, { 38, 40 }, "cc", { "A/B" }, "x." },
        { "a small base", 5, { 0, 3 }, "cc", { "A/B" }, "xx" },
        { "all of many", 5, { 40, 40 }, "cc", { "A/B" }, ".." },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct arena *a = arena_new();
        struct disclosure *d = disclosure_new(a, cases[i].k);
        struct disclosed sum;
        struct err e = { 0 };
        for (size_t k = 0; cases[i].kinds[k]; k++)
            disclosure_figure(d, (struct figure){
                .value = cases[i].values[k], .personal = cases[i].kinds[k] != 'n',
                .least = cases[i].kinds[k] == 'l',
                .weight = cases[i].kinds[k] == 'o' ? 2 : strchr("cl", cases[i].kinds[k]) ? 5 + (uint32_t)cases[i].values[k] : 100 });
        for (size_t k = 0; k < LENGTH(cases[i].equations) && cases[i].equations[k]; k++)
            add_equation(d, cases[i].equations[k]);
        assert_true(disclosure_make(d, &sum, &e));
        char got[12] = "";
        for (size_t k = 0; cases[i].kinds[k]; k++)
            got[k] = disclosure_hides(d, (uint32_t)k) ? 'x' : '.';
        if (strcmp(got, cases[i].hidden) != 0)
            fail_msg("%s: %s, not %s", cases[i].what, got, cases[i].hidden);
        arena_free(a);
    }
}

/* ---- a curious reader ----------------------------------------------------------- */

enum { FIGURES = 120, EQUATIONS = 120, TERMS = 16 };

/* What is shown: which figures, and sums that are zero. */
struct view {
    int n, nequations;
    int truth[FIGURES], least[FIGURES];
    bool hidden[FIGURES];
    struct { int n; struct { int figure, sign; } t[TERMS]; } equations[EQUATIONS];
};

/* The simplex method in its plainest form: whether numbers that are not
 * negative satisfy rows of factors, the last of each what the row sums up to. */
struct rows { int n, columns; double at[EQUATIONS][FIGURES + 1], lack[FIGURES + 1]; int basis[EQUATIONS]; };

static int column_to_enter(const struct rows *r)
{
    for (int c = 0; c < r->columns; c++)  /* the first there is: it comes to an end (Bland) */
        if (r->lack[c] > 1e-9)
            return c;
    return -1;
}

static int row_to_leave(const struct rows *r, int c)
{
    int found = -1;
    double least = 0;
    for (int i = 0; i < r->n; i++) {
        double most = r->at[i][c] > 1e-9 ? r->at[i][r->columns] / r->at[i][c] : -1;
        if (most >= 0 && (found < 0 || most < least - 1e-12
                          || (most <= least && r->basis[i] < r->basis[found])))
            found = i, least = most;
    }
    return found;
}

static void subtract(double *row, const double *pivot, double times, int columns)
{
    for (int c = 0; c <= columns; c++)
        row[c] -= times * pivot[c];
}

static bool has_solution(struct rows *r)
{
    for (int i = 0; i < r->n; i++) {
        double sign = r->at[i][r->columns] < 0 ? -1 : 1;
        for (int c = 0; c <= r->columns; c++) {
            r->at[i][c] *= sign;
            r->lack[c] += r->at[i][c];
        }
        r->basis[i] = FIGURES + i;        /* of the row alone, and to be got rid of */
    }
    for (int c, i; (c = column_to_enter(r)) >= 0 && (i = row_to_leave(r, c)) >= 0;) {
        subtract(r->at[i], r->at[i], 1 - 1 / r->at[i][c], r->columns);
        for (int k = 0; k < r->n; k++)
            if (k != i)
                subtract(r->at[k], r->at[i], r->at[k][c], r->columns);
        subtract(r->lack, r->at[i], r->lack[c], r->columns);
        r->basis[i] = c;
    }
    return r->lack[r->columns] < 1e-6;
}

/* Whether the figure could be the number, as far as the reader can tell. */
static bool could_be(const struct view *v, int figure, int number)
{
    struct rows r = { .n = v->nequations };
    int column[FIGURES];
    for (int i = 0; i < v->n; i++)
        column[i] = v->hidden[i] && i != figure ? r.columns++ : -1;
    for (int q = 0; q < v->nequations; q++)
        for (int k = 0; k < v->equations[q].n; k++) {
            int f = v->equations[q].t[k].figure, sign = v->equations[q].t[k].sign;
            if (column[f] >= 0)
                r.at[q][column[f]] += sign, r.at[q][r.columns] -= sign * v->least[f];
            else
                r.at[q][r.columns] -= sign * (f == figure ? number : v->truth[f]);
        }
    return has_solution(&r);
}

/* ---- random tables ---------------------------------------------------------------- */

static uint64_t random_state;

static int random_below(int n)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (int)((random_state >> 33) % (uint64_t)n);
}

enum { GROUPS = 4, PEOPLE = 70 };

struct person { int in[2]; bool unknown[2]; bool done; };      /* bits of groups on each axis */

struct random_table {
    struct disclosure *d;
    struct view *view;
    struct person people[PEOPLE];
    int npeople, groups[2], axes, k;
    bool rate;
    bool lines;                           /* what is nothing has no line: others are 1 at least */
    bool personal[FIGURES];
};

static int add_from(struct random_table *t, int value, int least, bool personal, uint32_t weight)
{
    struct view *v = t->view;
    v->truth[v->n] = value;
    v->least[v->n] = least;
    t->personal[v->n] = personal;
    assert_true(v->n < FIGURES);
    uint32_t number = disclosure_figure(t->d, (struct figure){
        .value = value, .personal = personal, .unseen = weight == 0, .weight = weight,
        .least = least });
    assert_int_equal(number, v->n);
    return v->n++;
}

static int add(struct random_table *t, int value, bool personal, uint32_t weight)
{
    return add_from(t, value, 0, personal, weight);
}

static void term(struct random_table *t, int figure, int sign)
{
    struct view *v = t->view;
    int *n = &v->equations[v->nequations].n;
    assert_true(*n < TERMS && v->nequations < EQUATIONS);
    v->equations[v->nequations].t[*n].figure = figure;
    v->equations[v->nequations].t[(*n)++].sign = sign;
    if (figure < t->view->n)
        (sign > 0 ? disclosure_plus : disclosure_minus)(t->d, (uint32_t)figure);
}

static int value_of(const struct random_table *t)
{
    const struct view *v = t->view;
    int sum = 0;
    for (int i = 0; i < v->equations[v->nequations].n; i++)
        sum += v->equations[v->nequations].t[i].sign * v->truth[v->equations[v->nequations].t[i].figure];
    return sum;
}

static void end_zero(struct random_table *t)
{
    disclosure_end(t->d);
    t->view->nequations++;
}

static int end_sum(struct random_table *t, bool personal)
{
    struct view *v = t->view;
    int number = (int)disclosure_sum(t->d, personal), value = value_of(t);
    assert_int_equal(number, v->n);
    assert_true(v->n < FIGURES);
    term(t, number, -1);
    v->nequations++;
    v->truth[v->n] = value;
    t->personal[v->n++] = personal;
    return number;
}

struct cell { int count, done; };

static struct cell put_cell(struct random_table *t, int count, int least, int done, uint32_t weight)
{
    struct cell c = { .count = add_from(t, count, least, true, weight) };
    if (!t->rate)
        return c;
    c.done = add(t, done, true, weight);
    term(t, c.count, 1);
    term(t, c.done, -1);
    end_sum(t, true);
    return c;
}

static struct cell put_node(struct random_table *t, const bool *here, int axis);

/* The equations of a node over one of the two figures of its cells. */
static void tie(struct random_table *t, int total, const int *group, int n, int unknown, int all, int any)
{
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += t->view->truth[group[i]];
    int overlap = add(t, sum - any, true, 2);
    int lost = all - any - t->view->truth[unknown];        /* done, but by none of the lines */
    int elsewhere = lost > 0 ? add(t, lost, true, 2) : -1;
    for (int i = 0; i < n; i++)
        term(t, group[i], 1);
    term(t, overlap, -1);
    term(t, unknown, 1);
    if (elsewhere >= 0)
        term(t, elsewhere, 1);
    term(t, total, -1);
    end_zero(t);
    for (int i = 0; i < n; i++)
        term(t, group[i], 1);
    term(t, overlap, -1);
    int in_any = end_sum(t, false);
    for (int i = 0; i < n; i++) {
        term(t, group[i], -1);
        term(t, in_any, 1);
        end_sum(t, false);
    }
}

static void those_in(const struct random_table *t, const bool *here, int axis, int group, bool *inside)
{
    for (int p = 0; p < t->npeople; p++)
        inside[p] = here[p] && (group < 0 ? t->people[p].in[axis] == 0 : t->people[p].in[axis] >> group & 1);
}

/* How many the lines that are there need: one each, and groups can share theirs. */
static int least_of(const struct random_table *t, const bool *here, int axis)
{
    bool inside[PEOPLE] = { 0 };
    int most = 0;
    if (!t->lines)
        return 0;
    if (axis == t->axes)
        return memchr(here, true, PEOPLE) != NULL;
    for (int g = 0; g < t->groups[axis]; g++) {
        those_in(t, here, axis, g, inside);
        int least = least_of(t, inside, axis + 1);
        most = least > most ? least : most;
    }
    those_in(t, here, axis, -1, inside);
    return most + least_of(t, inside, axis + 1);
}

static struct cell put_node(struct random_table *t, const bool *here, int axis)
{
    int count = 0, done = 0, any = 0, any_done = 0;
    bool inside[PEOPLE] = { 0 };
    for (int p = 0; p < t->npeople; p++) {
        bool in = here[p] && axis < t->axes && t->people[p].in[axis] != 0;
        count += here[p], done += here[p] && t->people[p].done;
        any += in, any_done += in && t->people[p].done;
    }
    struct cell c = put_cell(t, count, least_of(t, here, axis), done, axis == 0 ? 1000 : 10 + (uint32_t)count);
    if (axis == t->axes)
        return c;
    int counts[GROUPS], dones[GROUPS];
    for (int g = 0; g < t->groups[axis]; g++) {
        those_in(t, here, axis, g, inside);
        struct cell child = put_node(t, inside, axis + 1);
        counts[g] = child.count, dones[g] = child.done;
    }
    those_in(t, here, axis, -1, inside);
    struct cell unknown = put_node(t, inside, axis + 1);
    tie(t, c.count, counts, t->groups[axis], unknown.count, count, any);
    if (t->rate)
        tie(t, c.done, dones, t->groups[axis], unknown.done, done, any_done);
    return c;
}

static void draw(struct random_table *t)
{
    static const int thresholds[] = { 3, 5, 5, 5, 10 };
    t->k = thresholds[random_below(5)];
    t->axes = 1 + (random_below(3) == 0);
    t->rate = random_below(3) == 0;
    t->lines = !t->rate && random_below(2) == 0;
    t->npeople = 1 + random_below(PEOPLE);
    for (int x = 0; x < 2; x++)
        t->groups[x] = 1 + random_below(t->axes == 1 ? GROUPS : 2);
    for (int p = 0; p < t->npeople; p++) {
        struct person *who = &t->people[p];
        who->done = random_below(2);
        for (int x = 0; x < 2; x++) {
            who->in[x] = random_below(8) == 0 ? 0 : 1 << random_below(1 + random_below(t->groups[x]));
            if (who->in[x] != 0 && random_below(3) == 0)
                who->in[x] |= 1 << random_below(t->groups[x]);
        }
    }
}

static void look(struct random_table *t)
{
    for (int i = 0; i < t->view->n; i++)
        t->view->hidden[i] = disclosure_hides(t->d, (uint32_t)i);
}

static int audit(const struct random_table *t, int number)
{
    int small = 0;
    for (int i = 0; i < t->view->n; i++) {
        if (!t->personal[i] || t->view->truth[i] == 0 || t->view->truth[i] >= t->k)
            continue;
        small++;
        for (int x = t->view->least[i] > 1 ? t->view->least[i] : 1; x < t->k; x++)
            if (!could_be(t->view, i, x))
                fail_msg("table %d: figure %d is %d, and cannot be %d", number, i, t->view->truth[i], x);
    }
    return small;
}

static void test_random(void **state)
{
    (void)state;
    enum { TABLES = 1000 };
    int small = 0, all = 0, shown = 0;
    random_state = 20240229;
    for (int i = 0; i < TABLES; i++) {
        struct arena *a = arena_new();
        struct random_table t = { .d = NULL };
        struct disclosed sum;
        struct err e = { 0 };
        draw(&t);
        t.d = disclosure_new(a, t.k);
        t.view = NEW(a, struct view);
        bool everybody[PEOPLE];
        for (int p = 0; p < PEOPLE; p++)
            everybody[p] = p < t.npeople;
        put_node(&t, everybody, 0);
        assert_true(disclosure_make(t.d, &sum, &e));
        look(&t);
        small += audit(&t, i);
        for (int f = 0; f < t.view->n; f++)
            shown += !disclosure_hides(t.d, (uint32_t)f);
        all += sum.all;
        arena_free(a);
    }
    assert_true(small > 3000);            /* there was something to protect */
    assert_true(shown > 4000 && all < 10);           /* and not all was hidden for it */
}

/* ---- many small ones ---------------------------------------------------------------- */

enum { LINES = 300, SIDES = 2 };

/* A scheme of so many groups, each with its total: nobody overlaps, and no line is more than all. */
static void tie_lines(struct disclosure *d, const uint32_t *line, const int *value, int schemes)
{
    for (int group = 0; group < schemes; group++) {
        int64_t sum = 0;
        for (int i = group; i < LINES; i += schemes)
            sum += value[i];
        uint32_t all = disclosure_figure(d, (struct figure){
            .value = sum, .personal = true, .weight = 200, .least = 1 });
        uint32_t overlap = disclosure_figure(d, (struct figure){ .personal = true, .weight = 3 });
        for (int both = 0; both < 2; both++) {
            for (int i = group; i < LINES; i += schemes)
                disclosure_plus(d, line[i]);
            disclosure_minus(d, overlap);
            if (both == 0)
                disclosure_minus(d, all), disclosure_end(d);
        }
        uint32_t any = disclosure_sum(d, false);
        for (int i = group; i < LINES; i += schemes) {
            disclosure_plus(d, any);
            disclosure_minus(d, line[i]);
            disclosure_sum(d, false);
        }
    }
}

/* Persons and participants by economy, in two schemes of groups: all are small, and each participant is a
 * person. Little more is hidden, and nothing is given up for the time it takes. */
static void test_many(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct disclosure *d = disclosure_new(a, 10);
    struct disclosed sum;
    struct err e = { 0 };
    uint32_t line[SIDES][LINES];
    int value[LINES];
    random_state = 20240229;
    for (int i = 0; i < LINES; i++)
        value[i] = 4 + random_below(6);
    for (int s = 0; s < SIDES; s++) {
        for (int i = 0; i < LINES; i++)
            line[s][i] = disclosure_figure(d, (struct figure){
                .value = value[i], .personal = true, .weight = 20, .least = 1 });
        for (int schemes = 1; schemes < 12; schemes += 5)
            tie_lines(d, line[s], value, schemes);
    }
    for (int i = 0; i < LINES; i++) {
        disclosure_plus(d, line[0][i]);
        disclosure_minus(d, line[1][i]);
        disclosure_sum(d, false);
    }
    assert_true(disclosure_make(d, &sum, &e));
    assert_int_equal(sum.small, SIDES * LINES);
    assert_true(!sum.all && sum.others < LINES / 4);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_worked),
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
