/*
 * The world, each economy in the colour of its class. Small ones are dots. Those without a
 * figure are plain land; those without a place on the map are named below it.
 */
#include <math.h>

#include "base/tsv.h"
#include "chart/kinds.h"
#include "chart/legend.h"

#define MAP_VEIL "land"

struct shape { str economy, path; double x, y; bool is_small; };

struct world {
    VEC(struct shape) shapes;
    double width, height;
};

static double number_in(const struct tsv *t, const char *heading)
{
    int64_t i = 0;
    bool ok = str_int(tsv_cell(t, str_of(heading)), &i);
    return ok ? (double)i : 0;
}

/* The first row bears the size. */
static void read_world(struct world *w, struct arena *a)
{
    struct tsv t;
    struct err e = { 0 };
    if (!tsv_open(&t, S("chart/world.tsv"), &e) || !tsv_next(&t))
        return;
    w->width = number_in(&t, "x");
    w->height = number_in(&t, "y");
    while (tsv_next(&t))
        *vec_push(a, &w->shapes) = (struct shape){
            tsv_cell(&t, S("economy")), tsv_cell(&t, S("path")), number_in(&t, "x"),
            number_in(&t, "y"), tsv_cell(&t, S("small")).n > 0 };
}

struct map {
    const struct data *data;
    const struct legend *legend;
    const struct world *world;
    double scale;                         /* px a unit of the world */
};

static bool find(const struct data *data, str economy, size_t *category)
{
    for (size_t i = 0; i < data->categories.n && economy.n > 0; i++)
        if (str_eq(data->categories.v[i].id, economy)) {
            *category = i;
            return data_at(data, 0, i).kind != FIGURE_NONE;
        }
    return false;
}

/* ---- shapes ------------------------------------------------------------------------ */

/* All land that has no figure as one path; each piece begins anew at the corner. */
static void put_land(struct draw *d, const struct map *m)
{
    struct buf b = buf_new(d->arena);
    for (size_t i = 0, at; i < m->world->shapes.n; i++) {
        const struct shape *s = &m->world->shapes.v[i];
        if (s->path.n == 0 || find(m->data, s->economy, &at))
            continue;
        buf_put(&b, S("M0 0"));
        buf_put(&b, s->path);
    }
    if (b.n == 0)
        return;
    xml_open(&d->out, "path");
    xml_put_attr(&d->out, "d", buf_str(&b));
    draw_class(d, "land");
    xml_close(&d->out);
}

static void fill(struct draw *d, const struct map *m, const char *also, struct figure f)
{
    if (f.kind == FIGURE_HIDDEN) {
        legend_veil(d, MAP_VEIL);
        return;
    }
    struct buf b = buf_new(d->arena);
    buf_puts(&b, also);
    buf_byte(&b, ' ');
    buf_puts(&b, legend_fill(m->legend, f.value));
    xml_put_attr(&d->out, "class", buf_str(&b));
}

static void put_outline(struct draw *d, const struct map *m, const struct shape *s,
                        struct figure f)
{
    if (s->path.n == 0)
        return;
    xml_open(&d->out, "path");
    xml_put_attr(&d->out, "d", s->path);
    fill(d, m, "shape", f);
    if (f.kind == FIGURE_HIDDEN || f.value <= 0)
        xml_put_attr(&d->out, "vector-effect", S("non-scaling-stroke"));
    xml_close(&d->out);
}

static void put_circle(struct draw *d, const struct map *m, const struct shape *s, double radius)
{
    xml_open(&d->out, "circle");
    draw_attr(d, "cx", s->x);
    draw_attr(d, "cy", s->y);
    draw_attr(d, "r", radius / m->scale);
}

static void put_dot(struct draw *d, const struct map *m, const struct shape *s, struct figure f)
{
    put_circle(d, m, s, d->is_narrow ? 2.2 : 3.4);
    fill(d, m, "dot", f);
    if (f.kind == FIGURE_HIDDEN || f.value <= 0)
        xml_put_attr(&d->out, "vector-effect", S("non-scaling-stroke"));
    xml_close(&d->out);
}

static void put_shape(struct draw *d, const struct map *m, const struct shape *s, size_t category)
{
    struct figure f = data_at(m->data, 0, category);
    draw_point_open(d, m->data->categories.v[category].name, data_text(d->arena, m->data, f));
    put_outline(d, m, s, f);
    if (s->is_small)
        put_dot(d, m, s, f);
    draw_point_close(d);
}

/* Large ones first, so that dots lie above them. */
static void put_shapes(struct draw *d, const struct map *m)
{
    for (int small = 0; small < 2; small++)
        for (size_t i = 0, at; i < m->world->shapes.n; i++) {
            const struct shape *s = &m->world->shapes.v[i];
            if (s->is_small != small)
                continue;
            if (find(m->data, s->economy, &at)) {
                put_shape(d, m, s, at);
            } else if (small) {
                put_circle(d, m, s, 1.2);
                draw_class(d, "ground");
                xml_close(&d->out);
            }
        }
}

/* ---- what is not on it --------------------------------------------------------------- */

static bool is_on(const struct world *w, str economy)
{
    for (size_t i = 0; i < w->shapes.n; i++)
        if (str_eq(w->shapes.v[i].economy, economy))
            return true;
    return false;
}

static void note_missing(struct draw *d, const struct map *m)
{
    struct buf b = buf_new(d->arena);
    for (size_t i = 0; i < m->data->categories.n; i++) {
        const struct item *item = &m->data->categories.v[i];
        struct figure f = data_at(m->data, 0, i);
        if (f.kind == FIGURE_NONE || is_on(m->world, item->id))
            continue;
        if (b.n > 0)
            buf_put(&b, S(", "));
        buf_put(&b, item->name);
        buf_put(&b, S(" ("));
        buf_put(&b, data_text(d->arena, m->data, f));
        buf_put(&b, S(")"));
    }
    if (b.n > 0)
        draw_note(d, say(d->arena, d->words, "Not on the map: {1}.", buf_str(&b)));
}

static str transform_of(struct draw *d, double scale)
{
    struct buf b = buf_new(d->arena);
    buf_put(&b, S("translate(0 "));
    draw_number(&b, d->y);
    /* Four decimals: 2000 units may not be a px off. */
    buf_printf(&b, ")scale(0.%04d)", (int)floor(scale * 10000));
    return buf_str(&b);
}

void map_draw(struct draw *d, const struct data *data)
{
    struct world w = { 0 };
    read_world(&w, d->arena);
    struct legend l = legend_of(d->arena, data);
    struct map m = { data, &l, &w, d->width / w.width };
    legend_define_veil(d, LEGEND_VEIL, 1);
    legend_define_veil(d, MAP_VEIL, 0.8 / m.scale);
    xml_open(&d->out, "g");
    xml_put_attr(&d->out, "transform", transform_of(d, m.scale));
    put_land(d, &m);
    put_shapes(d, &m);
    xml_close(&d->out);
    d->y += ceil(w.height * m.scale) + 8;
    legend_put(d, data, &l, true, say(d->arena, d->words, "no figure"));
    note_missing(d, &m);
    draw_note(d, say(d->arena, d->words, "Boundaries are those of Natural Earth and express no "
                     "opinion on the status of any territory."));
}
