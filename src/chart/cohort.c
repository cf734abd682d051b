/*
 * A heat table: a row for those who began together, a column for the time since, each
 * figure on the colour of its class. What time has not come to is left white.
 */
#include <math.h>

#include "chart/kinds.h"
#include "chart/legend.h"

enum { CELL_HEIGHT = 22, CELL_MOST = 64, CELL_WIDEST = 120, HEAD = 22 };

static const struct letters small = { SIZE_SMALL, false };
static const struct letters soft = { SIZE_SOFT, false };

struct grid {
    const struct data *data;
    const struct legend *legend;
    double left, cell;                    /* px */
};

static str cell_text(struct draw *d, const struct data *data, double value)
{
    double percent = round(value * 100);
    return data_is_share(data) ? str_format(d->arena, "%.0f", percent)
        : data_text(d->arena, data, (struct figure){ FIGURE_KNOWN, value });
}

static void put_cell(struct draw *d, const struct grid *g, size_t series, size_t category)
{
    struct figure f = data_at(g->data, series, category);
    if (f.kind == FIGURE_NONE)
        return;
    double x = g->left + g->cell * (double)series;
    draw_point_of(d, &g->data->categories.v[category], &g->data->series.v[series], data_text(d->arena, g->data, f));
    if (f.kind == FIGURE_HIDDEN) {
        legend_put_hidden(d, x + 0.5, d->y + 0.5, g->cell - 2, CELL_HEIGHT - 2);
    } else {
        str text = cell_text(d, g->data, f.value);
        draw_rect(d, x, d->y, g->cell - 1, CELL_HEIGHT - 1, legend_fill(g->legend, f.value));
        if (lettering_width(text, small) + 4 <= g->cell)
            draw_text(d, x + (g->cell - 1) / 2, d->y + CELL_HEIGHT / 2.0 + 3.5, AT_MIDDLE,
                      legend_words(g->legend, f.value), text, small, 0);
    }
    draw_point_close(d);
}

/* Names of the columns, as many as have room; codes may reach over their column. */
static void put_head(struct draw *d, const struct grid *g)
{
    enum { NAMES_GAP = 4 };
    double free_from = g->left - 1, within = g->cell - NAMES_GAP;
    for (size_t i = 0; i < g->data->series.n; i++) {
        const struct item *item = &g->data->series.v[i];
        str name = item_within(item, soft, within);
        double width = lettering_width(name, soft), room = str_eq(name, item->id) ? width : within;
        double half = fmin(width, room) / 2, at = g->left + g->cell * ((double)i + 0.5);
        if (at - half < free_from || at + half > d->width)
            continue;
        draw_text(d, at, d->y + 14, AT_MIDDLE, "soft figure", name, soft, room);
        free_from = at + half + NAMES_GAP;
    }
    d->y += HEAD;
}

static double widest_of(const struct item *items, size_t n)
{
    double widest = 0;
    for (size_t i = 0; i < n; i++)
        widest = fmax(widest, lettering_width(items[i].name, soft));
    return ceil(widest);
}

/* Wider than figures need it where names of few columns do. */
static double cell_width(const struct draw *d, const struct grid *g)
{
    const struct data *data = g->data;
    double wanted = fmin(widest_of(data->series.v, data->series.n) + 8, CELL_WIDEST);
    return fmin((d->width - g->left) / (double)data->series.n, fmax(CELL_MOST, wanted));
}

void cohort_draw(struct draw *d, const struct data *data)
{
    struct legend l = legend_of(d->arena, data);
    double room = fmin(widest_of(data->categories.v, data->categories.n), 0.3 * d->width);
    struct grid g = { data, &l, room + 8, 0 };
    g.cell = cell_width(d, &g);
    legend_define_veil(d, LEGEND_VEIL, 1);
    legend_put(d, data, &l, false, S(""));
    d->y += 4;
    put_head(d, &g);
    for (size_t i = 0; i < data->categories.n; i++, d->y += CELL_HEIGHT) {
        draw_text(d, room, d->y + CELL_HEIGHT / 2.0 + 4, AT_END, "soft",
                  data->categories.v[i].name, soft, room);
        for (size_t k = 0; k < data->series.n; k++)
            put_cell(d, &g, k, i);
    }
    d->y += 4;
    if (data_is_share(data))
        draw_note(d, say(d->arena, d->words, "Figures in the fields are percentages."));
}
