/*
 * One bar a category, made of a piece a series, with white between the pieces; the figure
 * stands in its piece where there is room, and in its title. Others are one piece, hidden
 * where one of them is.
 */
#include <math.h>

#include "chart/kinds.h"
#include "chart/palette.h"
#include "chart/rows.h"

enum { SERIES_MOST = PALETTE_SERIES, REST = SERIES_MOST };

static const struct letters small = { SIZE_SMALL, false };

struct stack {
    const struct data *data;
    size_t series[SERIES_MOST], n;        /* that have a piece of their own */
    struct item pieces[SERIES_MOST + 1];  /* the last for all others, where there are any */
    size_t npieces;
    struct rows rows;
    struct scale scale;
};

static bool has_own(const struct stack *s, size_t series)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->series[i] == series)
            return true;
    return false;
}

static void choose(struct stack *s, struct draw *d, const struct data *data)
{
    s->data = data;
    s->n = data_largest(data, SERIES_MOST, s->series);
    for (size_t i = 0; i < s->n; i++)
        s->pieces[i] = data->series.v[s->series[i]];
    s->npieces = s->n;
    if (s->n < data->series.n)
        s->pieces[s->npieces++] = rows_others(d, data->series.n - s->n);
}

static struct figure piece_of(const struct stack *s, size_t piece, size_t category)
{
    if (piece < s->n)
        return data_at(s->data, s->series[piece], category);
    struct figure sum = { 0 };
    for (size_t i = 0; i < s->data->series.n; i++)
        if (!has_own(s, i))
            sum = figure_sum(sum, data_at(s->data, i, category));
    return sum;
}

static double length_of(const struct stack *s, size_t category)
{
    double sum = 0;
    for (size_t i = 0; i < s->npieces; i++)
        sum += fmax(0, piece_of(s, i, category).value);
    return sum;
}

/* Gives where it ends. */
static double put_piece(struct draw *d, const struct stack *s, size_t piece, size_t category,
                        double from, double top)
{
    struct figure f = piece_of(s, piece, category);
    if (f.kind != FIGURE_KNOWN || f.value <= 0)
        return from;
    size_t colour = piece < s->n ? piece : REST;
    double to = from + scale_at(s->scale, f.value) - scale_at(s->scale, 0);
    str text = data_text(d->arena, s->data, f);
    draw_point_of(d, &s->data->categories.v[category], &s->pieces[piece], text);
    draw_rect(d, from, top, fmax(to - from - 1.5, 0.5), BAR_HEIGHT, draw_fill(colour));
    if (lettering_width(text, small) + 8 < to - from)
        draw_text(d, (from + to - 1.5) / 2, rows_base(top) - 0.5, AT_MIDDLE,
                  draw_words_on(colour), text, small, 0);
    draw_point_close(d);
    return to;
}

/* One mark for all that is hidden of a bar, behind it. */
static void put_hidden(struct draw *d, const struct stack *s, size_t category, double x, double base)
{
    struct item names = { 0 };
    for (size_t i = 0; i < s->npieces; i++) {
        if (piece_of(s, i, category).kind != FIGURE_HIDDEN)
            continue;
        str name = item_told(d->arena, &s->pieces[i]);
        names.name = names.name.n > 0 ? say(d->arena, d->words, "{1}; {2}", names.name, name) : name;
    }
    if (names.name.n == 0)
        return;
    draw_point_of(d, &s->data->categories.v[category], &names, VAL_HIDDEN_MARK);
    draw_hidden(d, x, base, AT_START);
    draw_point_close(d);
}

static void put_row(struct draw *d, const struct stack *s, size_t category)
{
    double top = rows_name(d, &s->rows, s->data->categories.v[category].name), at = s->rows.left;
    for (size_t i = 0; i < s->npieces; i++)
        at = put_piece(d, s, i, category, at, top);
    put_hidden(d, s, category, at + 6, rows_base(top));
    d->y += s->rows.height;
}

/* Whether the piece of the others is shown in some bar, and hidden in some. */
static void note_others(struct draw *d, const struct stack *s)
{
    bool summed = false, hidden = false;
    for (size_t i = 0; i < s->data->categories.n && s->npieces > s->n; i++) {
        enum figure_kind kind = piece_of(s, s->n, i).kind;
        summed = summed || kind == FIGURE_KNOWN;
        hidden = hidden || kind == FIGURE_HIDDEN;
    }
    rows_note_others(d, summed, hidden);
}

void stacked_draw(struct draw *d, const struct data *data)
{
    struct stack s = { 0 };
    double most = 0;
    choose(&s, d, data);
    draw_key(d, KEY_SQUARES, s.pieces, s.npieces);
    d->y -= 8;
    for (size_t i = 0; i < data->categories.n; i++)
        most = fmax(most, length_of(&s, i));
    s.rows = rows_of(d, data->categories.v, data->categories.n, data->hidden ? 20 : 4);
    s.scale = (struct scale){ 0, most > 0 ? most : 1, s.rows.left, s.rows.right };
    double top = d->y;
    for (size_t i = 0; i < data->categories.n; i++)
        put_row(d, &s, i);
    if (data->categories.n > 0 && !s.rows.is_above)
        draw_line(d, s.rows.left - 1, top - 2, s.rows.left - 1, d->y - ROW_GAP + 2, "base");
    note_others(d, &s);
}
