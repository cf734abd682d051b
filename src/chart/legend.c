/* Classes of colour and their names. */
#include "chart/legend.h"

#include <math.h>

struct legend legend_of(struct arena *a, const struct data *data)
{
    struct legend l = { 0 };
    size_t n = data->series.n * data->categories.n, positive = 0;
    double *values = NEW_N(a, double, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct figure f = data->figures[i];
        l.hidden += f.kind == FIGURE_HIDDEN;
        l.zero += f.kind == FIGURE_KNOWN && f.value <= 0;
        if (f.kind == FIGURE_KNOWN && f.value > 0)
            values[positive++] = f.value;
    }
    l.classes = classes_of(values, positive, data_is_share(data));
    for (size_t i = 0; i < positive; i++)
        l.in_class[class_of(&l.classes, values[i])]++;
    return l;
}

/* Of few classes, colours as far apart as there are. */
static size_t colour_of(const struct legend *l, double value)
{
    static const size_t colours[CLASSES_MOST + 1][CLASSES_MOST] = {
        { 2 }, { 2 }, { 1, 3 }, { 0, 2, 4 }, { 0, 1, 3, 4 }, { 0, 1, 2, 3, 4 },
    };
    return colours[l->classes.n][class_of(&l->classes, value)];
}

const char *legend_fill(const struct legend *l, double value)
{
    static const char *const names[] = { "c0", "c1", "c2", "c3", "c4" };
    return value > 0 ? names[colour_of(l, value)] : "zero";
}

const char *legend_words(const struct legend *l, double value)
{
    return value > 0 && colour_of(l, value) > 2 ? "figure small on-deep" : "figure small on-light";
}

/* ---- names ------------------------------------------------------------------------- */

static bool is_empty(const struct legend *l)
{
    size_t n = 0;
    for (size_t i = 0; i < l->classes.n; i++)
        n += l->in_class[i];
    return n == 0;
}

/* "10–49", "≥ 500", "20–40 %". */
static str name_of(struct draw *d, const struct data *data, const struct classes *c, size_t i)
{
    str from = data_tick_text(d->arena, data, c->from[i]);
    if (i + 1 == c->n)
        return str_cat(d->arena, S("\u2265\u00A0"), from);
    if (data_is_share(data))
        return str_cat(d->arena, str_format(d->arena, "%lld", llround(c->from[i] * 100)),
                       S("\u2013"), data_tick_text(d->arena, data, c->from[i + 1]));
    bool whole = data->column->unit == UNIT_COUNT;
    double next = whole ? c->from[i + 1] - 1 : c->from[i + 1];
    if (whole && next <= c->from[i])
        return from;
    return str_cat(d->arena, from, S("\u2013"), data_tick_text(d->arena, data, next));
}

/* ---- drawing ----------------------------------------------------------------------- */

enum { SQUARE = 13, LINE = 20, GAP = 16 };

static const struct letters soft = { SIZE_SOFT, false };

static double begin_entry(struct draw *d, double x, str *name, bool counts, size_t n)
{
    if (counts)
        *name = str_cat(d->arena, *name, S(" ("), str_format(d->arena, "%zu", n), S(")"));
    if (x > 0 && x + SQUARE + 6 + lettering_width(*name, soft) > d->width) {
        d->y += LINE;
        return 0;
    }
    return x;
}

static double end_entry(struct draw *d, double x, str name)
{
    draw_text(d, x + SQUARE + 6, d->y, AT_START, "soft", name, soft, d->width - SQUARE - 6);
    return x + SQUARE + 6 + lettering_width(name, soft) + GAP;
}

static double put_entry(struct draw *d, double x, const char *fill, str name, bool counts,
                        size_t n)
{
    x = begin_entry(d, x, &name, counts, n);
    draw_rect(d, x + 0.5, d->y - 10.5, SQUARE - 1, SQUARE - 1, fill);
    return end_entry(d, x, name);
}

void legend_put_hidden(struct draw *d, double x, double y, double width, double height)
{
    draw_rect_open(d, x, y, width, height);
    legend_veil(d, LEGEND_VEIL);
    xml_close(&d->out);
}

static double put_hidden_entry(struct draw *d, double x, bool counts, size_t n)
{
    str name = say(d->arena, d->words, "hidden");
    x = begin_entry(d, x, &name, counts, n);
    legend_put_hidden(d, x + 0.5, d->y - 10.5, SQUARE - 1, SQUARE - 1);
    return end_entry(d, x, name);
}

void legend_put(struct draw *d, const struct data *data, const struct legend *l, bool counts,
                str no_figure)
{
    double x = 0;
    d->y += 12;
    if (no_figure.n > 0)
        x = put_entry(d, x, "ground", no_figure, false, 0);
    if (l->zero > 0)
        x = put_entry(d, x, "zero", S("0"), counts, l->zero);
    for (size_t i = 0; i < l->classes.n && !is_empty(l); i++)
        x = put_entry(d, x, legend_fill(l, fmax(l->classes.from[i], 1e-9)),
                      name_of(d, data, &l->classes, i), counts, l->in_class[i]);
    if (l->hidden > 0)
        put_hidden_entry(d, x, counts, l->hidden);
    d->y += LINE - 12;
}

void legend_define_veil(struct draw *d, const char *name, double unit)
{
    xml_open(&d->out, "pattern");
    xml_put_attr(&d->out, "id", str_cat(d->arena, d->id, str_of(name)));
    xml_put_attr(&d->out, "width", S("5"));
    xml_put_attr(&d->out, "height", S("5"));
    xml_put_attr(&d->out, "patternUnits", S("userSpaceOnUse"));
    struct buf b = buf_new(d->arena);
    buf_put(&b, S("rotate(45)scale("));
    draw_number(&b, unit);
    buf_byte(&b, ')');
    xml_put_attr(&d->out, "patternTransform", buf_str(&b));
    draw_rect(d, 0, 0, 5, 5, "paper");
    draw_line(d, 0, 0, 0, 5, "veil");
    xml_close(&d->out);
}

void legend_veil(struct draw *d, const char *name)
{
    draw_class(d, "veiled");
    xml_put_attr(&d->out, "fill", str_cat(d->arena, S("url(#"), d->id, str_of(name), S(")")));
}
