/*
 * A small field a series, all on one scale, the others faint behind, so that each is seen
 * by itself and beside the rest.
 */
#include <math.h>

#include "chart/kinds.h"
#include "chart/plot.h"

enum { FIELD_HEIGHT = 92, FIELD_HEAD = 24, FIELD_FOOT = 40, GAP = 24, STEPS = 4, BEHIND_MOST = 12 };

static const struct letters strong = { SIZE_LABEL, true };
static const struct letters soft = { SIZE_SOFT, false };

/* The last figure of the series, which may be hidden. */
static void put_last(struct draw *d, const struct plot *p, size_t series, double right)
{
    struct figure f = { 0 };
    for (size_t i = p->data->categories.n; i-- > 0 && f.kind == FIGURE_NONE;)
        f = data_at(p->data, series, i);
    if (f.kind == FIGURE_HIDDEN)
        draw_hidden(d, right, d->y + 13, AT_END);
    else if (f.kind == FIGURE_KNOWN)
        draw_text(d, right, d->y + 13, AT_END, "figure", data_text(d->arena, p->data, f),
                  (struct letters){ SIZE_LABEL, false }, 0);
}

/* The first and the last name below. */
static void put_ends(struct draw *d, const struct plot *p)
{
    const struct item *first = p->data->categories.v, *last = first + p->data->categories.n - 1;
    double room = (p->x.end - p->x.at) / 2 - 4;
    draw_text(d, p->x.at, p->bottom + 16, AT_START, "soft", item_within(first, soft, room), soft, room);
    if (last > first)
        draw_text(d, p->x.end, p->bottom + 16, AT_END, "soft", item_within(last, soft, room), soft, room);
}

static void put_field(struct draw *d, const struct data *data, size_t series, double left,
                      double right)
{
    double ticks = plot_ticks_width(d, data, STEPS) + 8;
    struct plot p = plot_of(data, left + ticks, right - 4, d->y + FIELD_HEAD,
                            d->y + FIELD_HEAD + FIELD_HEIGHT, STEPS);
    draw_text(d, left, d->y + 13, AT_START, "strong", data->series.v[series].name, strong,
              (right - left) * 0.7);
    put_last(d, &p, series, right);
    plot_put_steps(d, &p);
    for (size_t i = 0; i < data->series.n && data->series.n <= BEHIND_MOST; i++)
        if (i != series)
            plot_put_line(d, &p, i, "line faint", false);
    plot_put_shade(d, &p, series, "shade bar");
    plot_put_line(d, &p, series, "line bar-line", false);
    plot_put_points(d, &p, series, MARK_BAR, MARK_ENDS);
    put_ends(d, &p);
}

void multiples_draw(struct draw *d, const struct data *data)
{
    size_t across = d->is_narrow ? 2 : 3;
    double width = (d->width - GAP * (double)(across - 1)) / (double)across;
    for (size_t i = 0; i < data->series.n; i++) {
        double left = (double)(i % across) * (width + GAP);
        put_field(d, data, i, left, left + width);
        if (i % across + 1 == across || i + 1 == data->series.n)
            d->y += FIELD_HEAD + FIELD_HEIGHT + FIELD_FOOT;
    }
    d->y -= FIELD_FOOT - 24;
}
