/*
 * A line a series: a colour, a dash and a mark of its own, and its name at its end; on a
 * phone the names stand above.
 */
#include <math.h>
#include <stdlib.h>

#include "chart/kinds.h"
#include "chart/palette.h"
#include "chart/plot.h"

enum { LINES_MOST = PALETTE_SERIES, STEPS = 6, NAME_HEIGHT = 16 };

static const struct letters label = { SIZE_LABEL, false };

struct chosen { size_t series[LINES_MOST], n; };

/* ---- names at the ends ------------------------------------------------------------- */

struct end { size_t of; double x, y, at; };           /* at: where the name can stand */

static int by_height(const void *one, const void *other)
{
    const struct end *a = one, *b = other;
    return (a->y > b->y) - (a->y < b->y);
}

/* Down as far as they push each other, then up from the bottom. */
static void move_apart(struct end *ends, size_t n, double top, double bottom)
{
    qsort(ends, n, sizeof *ends, by_height);
    double least = top;
    for (size_t i = 0; i < n; i++, least = ends[i - 1].at + NAME_HEIGHT)
        ends[i].at = fmax(ends[i].y, least);
    double most = bottom;
    for (size_t i = n; i-- > 0; most = ends[i].at - NAME_HEIGHT)
        ends[i].at = fmin(ends[i].at, most);
}

static void put_end_names(struct draw *d, const struct plot *p, const struct chosen *c,
                          double room)
{
    struct end ends[LINES_MOST];
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++) {
        size_t last;
        if (!plot_last(p, c->series[i], &last))
            continue;
        double y = scale_at(p->y, data_at(p->data, c->series[i], last).value);
        ends[n++] = (struct end){ c->series[i], plot_x(p, last), y, y };
    }
    move_apart(ends, n, p->top, p->bottom);
    for (size_t i = 0; i < n; i++) {
        const struct end *e = &ends[i];
        draw_line(d, e->x + 5, e->y, p->x.end + 14, e->at, "lead");
        draw_text(d, p->x.end + 18, e->at + 4.5, AT_START, NULL, p->data->series.v[e->of].name,
                  label, room);
    }
}

/* ---- all ----------------------------------------------------------------------------- */

static double names_room(const struct draw *d, const struct data *data, const struct chosen *c)
{
    double widest = 0;
    for (size_t i = 0; i < c->n; i++)
        widest = fmax(widest, lettering_width(data->series.v[c->series[i]].name, label));
    return widest > 0 && !d->is_narrow ? fmin(ceil(widest), 0.26 * d->width) : 0;
}

static void put_key(struct draw *d, const struct data *data, const struct chosen *c)
{
    struct item items[LINES_MOST];
    for (size_t i = 0; i < c->n; i++)
        items[i] = data->series.v[c->series[i]];
    draw_key(d, KEY_LINES, items, c->n);
}

/* They have no end that a name could stand at. */
static void note_unseen(struct draw *d, const struct plot *p, const struct chosen *c)
{
    str names = S("");
    size_t last;
    for (size_t i = 0; i < c->n; i++)
        if (!plot_last(p, c->series[i], &last))
            names = str_cat(d->arena, names, names.n > 0 ? S(", ") : S(""), item_told(d->arena, &p->data->series.v[c->series[i]]));
    if (names.n > 0)
        draw_note(d, say(d->arena, d->words, "No figure is shown of these lines: {1}.", names));
}

static void note_chosen(struct draw *d, const struct data *data, size_t n)
{
    str drawn = str_format(d->arena, "%zu", n), all = str_format(d->arena, "%zu", data->series.n);
    if (n == data->series.n)
        return;
    draw_note(d, data->hidden > 0
        ? say(d->arena, d->words, "The {1} largest of {2} lines are drawn, by the figures that are shown.", drawn, all)
        : say(d->arena, d->words, "The {1} largest of {2} lines are drawn.", drawn, all));
}

void lines_draw(struct draw *d, const struct data *data)
{
    struct chosen c;
    c.n = data_largest(data, LINES_MOST, c.series);
    double room = names_room(d, data, &c);
    bool by_itself = c.n == 1 && data->series.v[0].name.n == 0;
    if (d->is_narrow && !by_itself)
        put_key(d, data, &c);
    double height = d->is_narrow ? 220 : 300, left = plot_ticks_width(d, data, STEPS) + 8;
    struct plot p = plot_of(data, left, d->width - (room > 0 ? room + 20 : 8), d->y + 4,
                            d->y + height, STEPS);
    plot_put_steps(d, &p);
    plot_put_names(d, &p);
    for (size_t i = 0; i < c.n; i++)
        plot_put_line(d, &p, c.series[i], by_itself ? "line bar-line" : draw_stroke(i),
                      !by_itself);
    for (size_t i = 0; i < c.n; i++)
        plot_put_points(d, &p, c.series[i], by_itself ? MARK_BAR : i, MARK_MANY);
    if (room > 0)
        put_end_names(d, &p, &c, room);
    d->y += height + 24;
    note_unseen(d, &p, &c);
    note_chosen(d, data, c.n);
}
