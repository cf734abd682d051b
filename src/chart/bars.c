/*
 * One bar a category, in the order of the table, its figure behind it. Of many categories
 * the largest; the others are one bar of another colour, hidden where one of them is.
 */
#include <math.h>
#include <stdlib.h>

#include "chart/kinds.h"
#include "chart/rows.h"

enum { BARS_MOST = 40, FIGURE_GAP = 6 };

struct bar { struct item item; struct figure figure; };

struct bars {
    VEC(struct bar) bars;
    size_t others;                        /* that are not drawn by themselves */
    struct figure together;
};

static double size_of(struct figure f)
{
    return f.kind == FIGURE_KNOWN ? f.value : -HUGE_VAL;
}

static int largest_first(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;
    return (a < b) - (a > b);
}

/* The least figure of the BARS_MOST largest; *ties: how many of just that size are drawn. */
static double least_drawn(struct arena *a, const struct data *data, size_t *ties)
{
    size_t n = data->categories.n;
    double *sizes = NEW_N(a, double, n);
    for (size_t i = 0; i < n; i++)
        sizes[i] = size_of(data_at(data, 0, i));
    qsort(sizes, n, sizeof *sizes, largest_first);
    double least = sizes[BARS_MOST - 1];
    for (*ties = 0; *ties < BARS_MOST && sizes[BARS_MOST - 1 - *ties] == least;)
        ++*ties;
    return least;
}

static void choose(struct bars *b, struct arena *a, const struct data *data)
{
    bool all = data->categories.n <= BARS_MOST;
    size_t ties = 0;
    double least = all ? 0 : least_drawn(a, data, &ties);
    for (size_t i = 0; i < data->categories.n; i++) {
        struct figure f = data_at(data, 0, i);
        if (all || size_of(f) > least || (size_of(f) == least && ties-- > 0)) {
            *vec_push(a, &b->bars) = (struct bar){ data->categories.v[i], f };
            continue;
        }
        b->others++;
        b->together = figure_sum(b->together, f);
    }
}

/* Shares of different wholes have no sum: then the others are only a note. */
static void add_others(struct bars *b, struct draw *d, const struct data *data)
{
    if (b->others == 0)
        return;
    str n = str_format(d->arena, "%zu", b->others);
    bool is_hidden = b->together.kind == FIGURE_HIDDEN;
    if (data->column->unit != UNIT_COUNT || b->together.kind == FIGURE_NONE) {
        draw_note(d, is_hidden
            ? say(d->arena, d->words, "{1} more with smaller or hidden figures, or none, stand in the table.", n)
            : say(d->arena, d->words, "{1} more with smaller figures, or none, stand in the table.", n));
        return;
    }
    *vec_push(d->arena, &b->bars) = (struct bar){ rows_others(d, b->others), b->together };
    rows_note_others(d, !is_hidden, is_hidden);
}

static void put_bar(struct draw *d, const struct data *data, const struct rows *r,
                    struct scale s, const struct bar *b, bool is_rest)
{
    double top = rows_name(d, r, b->item.name);
    str text = data_text(d->arena, data, b->figure);
    draw_point_open(d, item_told(d->arena, &b->item), text);
    if (b->figure.kind == FIGURE_HIDDEN) {
        draw_hidden(d, scale_at(s, 0) + FIGURE_GAP, rows_base(top), AT_START);
    } else {
        double from = scale_at(s, fmin(0, b->figure.value)), to = scale_at(s, fmax(0, b->figure.value));
        if (to - from > 0.05)
            draw_rect(d, from, top, to - from, BAR_HEIGHT, is_rest ? "rest" : "bar");
        draw_text(d, to + FIGURE_GAP, rows_base(top), AT_START, "figure", text,
                  (struct letters){ SIZE_LABEL, false }, 0);
    }
    draw_point_close(d);
    d->y += r->height;
}

void bars_draw(struct draw *d, const struct data *data)
{
    struct bars b = { 0 };
    choose(&b, d->arena, data);
    size_t own = b.bars.n;
    add_others(&b, d, data);
    double most = data_is_share(data) ? fmax(1, data->most) : data->most, widest = 0;
    VEC(struct item) names = { 0 };
    for (size_t i = 0; i < b.bars.n; i++) {
        *vec_push(d->arena, &names) = b.bars.v[i].item;
        most = fmax(most, b.bars.v[i].figure.value);
        widest = fmax(widest, lettering_width(data_text(d->arena, data, b.bars.v[i].figure),
                                              (struct letters){ SIZE_LABEL, false }));
    }
    struct rows r = rows_of(d, names.v, names.n, widest + FIGURE_GAP);
    struct scale s = { data->least, most > data->least ? most : data->least + 1, r.left, r.right };
    double top = d->y;
    for (size_t i = 0; i < b.bars.n; i++)
        put_bar(d, data, &r, s, &b.bars.v[i], i >= own);
    if (b.bars.n > 0 && !r.is_above)
        draw_line(d, scale_at(s, 0), top - 2, scale_at(s, 0), d->y - ROW_GAP + 2, "base");
}
