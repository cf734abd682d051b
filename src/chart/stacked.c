/*
 * One bar a category, made of a piece a series, with white between the pieces; the figure
 * stands in its piece where there is room, and in its title.
 */
#include <math.h>

#include "chart/kinds.h"
#include "chart/palette.h"
#include "chart/rows.h"

enum { SERIES_MOST = PALETTE_SERIES };

/* The last series stand for all that follow when there are more than colours. */
static size_t drawn_series(const struct data *data)
{
    return data->series.n < SERIES_MOST ? data->series.n : SERIES_MOST;
}

static struct figure piece_of(const struct data *data, size_t series, size_t category)
{
    struct figure sum = data_at(data, series, category);
    if (series + 1 < SERIES_MOST || data->series.n <= SERIES_MOST)
        return sum;
    for (size_t i = series + 1; i < data->series.n; i++) {
        struct figure f = data_at(data, i, category);
        sum.kind = f.kind > sum.kind ? f.kind : sum.kind;
        sum.value += f.value;
    }
    return sum;
}

static double length_of(const struct data *data, size_t category)
{
    double sum = 0;
    for (size_t i = 0; i < drawn_series(data); i++)
        sum += fmax(0, piece_of(data, i, category).value);
    return sum;
}

static str name_of(const struct draw *d, const struct data *data, size_t series)
{
    if (series + 1 < SERIES_MOST || data->series.n <= SERIES_MOST)
        return data->series.v[series].name;
    return say(d->arena, d->words, "{1} others, added up",
               str_format(d->arena, "%zu", data->series.n - series));
}

/* Gives where it ends. */
static double put_piece(struct draw *d, const struct data *data, size_t series, size_t category,
                        const struct scale *s, double from, double top)
{
    const struct letters l = { SIZE_SMALL, false };
    struct figure f = piece_of(data, series, category);
    if (f.kind != FIGURE_KNOWN || f.value <= 0)
        return from;
    double to = from + scale_at(*s, f.value) - scale_at(*s, 0);
    str text = data_text(d->arena, data, f);
    draw_point_open(d, str_cat(d->arena, data->categories.v[category].name, S(", "),
                               name_of(d, data, series), S(": "), text));
    draw_rect(d, from, top, fmax(to - from - 1.5, 0.5), BAR_HEIGHT, draw_fill(series));
    if (lettering_width(text, l) + 8 < to - from)
        draw_text(d, (from + to - 1.5) / 2, rows_base(top) - 0.5, AT_MIDDLE,
                  draw_words_on(series), text, l, 0);
    draw_point_close(d);
    return to;
}

static void put_row(struct draw *d, const struct data *data, const struct rows *r,
                    const struct scale *s, size_t category)
{
    double top = rows_name(d, r, data->categories.v[category].name), at = r->left;
    bool hidden = false;
    for (size_t i = 0; i < drawn_series(data); i++) {
        at = put_piece(d, data, i, category, s, at, top);
        hidden = hidden || piece_of(data, i, category).kind == FIGURE_HIDDEN;
    }
    if (hidden)
        draw_hidden(d, at + 6, rows_base(top), AT_START);
    d->y += r->height;
}

void stacked_draw(struct draw *d, const struct data *data)
{
    struct item key[SERIES_MOST];
    size_t n = drawn_series(data);
    double most = 0;
    for (size_t i = 0; i < n; i++)
        key[i] = (struct item){ S(""), name_of(d, data, i) };
    draw_key(d, KEY_SQUARES, key, n);
    d->y += 4 - 12;
    for (size_t i = 0; i < data->categories.n; i++)
        most = fmax(most, length_of(data, i));
    struct rows r = rows_of(d, data->categories.v, data->categories.n, data->hidden ? 20 : 4);
    struct scale s = { 0, most > 0 ? most : 1, r.left, r.right };
    double top = d->y;
    for (size_t i = 0; i < data->categories.n; i++)
        put_row(d, data, &r, &s, i);
    if (data->categories.n > 0 && !r.is_above)
        draw_line(d, r.left - 1, top - 2, r.left - 1, d->y - ROW_GAP + 2, "base");
}
