/* Lines in a field. */
#include "chart/plot.h"

#include <math.h>

static const struct letters soft = { SIZE_SOFT, false };

static struct ticks ticks_for(const struct data *data, size_t wanted)
{
    bool whole = data->column->unit == UNIT_COUNT;
    double most = data_is_share(data) && data->most > 0.5 ? fmax(1, data->most) : data->most;
    return ticks_of(data->least, most, wanted, whole);
}

struct plot plot_of(const struct data *data, double left, double right, double top,
                    double bottom, size_t ticks)
{
    struct ticks t = ticks_for(data, ticks);
    double last = data->categories.n > 1 ? (double)data->categories.n - 1 : 1;
    return (struct plot){
        .data = data, .ticks = t, .top = top, .bottom = bottom,
        .x = { 0, last, left, right },
        .y = { t.first, tick_at(t, t.n - 1), bottom, top },
    };
}

double plot_x(const struct plot *p, size_t category)
{
    if (p->data->categories.n == 1)
        return (p->x.at + p->x.end) / 2;
    return scale_at(p->x, (double)category);
}

double plot_ticks_width(struct draw *d, const struct data *data, size_t ticks)
{
    struct ticks t = ticks_for(data, ticks);
    double widest = 0;
    for (size_t i = 0; i < t.n; i++)
        widest = fmax(widest, lettering_width(data_tick_text(d->arena, data, tick_at(t, i)), soft));
    return ceil(widest);
}

void plot_put_steps(struct draw *d, const struct plot *p)
{
    for (size_t i = 0; i < p->ticks.n; i++) {
        double v = tick_at(p->ticks, i), y = scale_at(p->y, v);
        draw_line(d, p->x.at, y, p->x.end, y, fabs(v) < 1e-12 ? "base" : "grid");
        draw_text(d, p->x.at - 6, y + 4, AT_END, "soft figure",
                  data_tick_text(d->arena, p->data, v), soft, 0);
    }
}

/* ---- names below --------------------------------------------------------------- */

/* "2024-03", "2024-Q1": the year where one begins, else nothing. */
static str year_begun(str id)
{
    bool begins = id.n >= 6 && id.p[4] == '-' && (str_ends(id, S("-01")) || str_ends(id, S("-Q1")));
    return begins ? str_head(id, 4) : S("");
}

/* Many months and quarters are told by the years that begin among them. */
static bool by_years(const struct data *data)
{
    size_t years = 0;
    for (size_t i = 0; i < data->categories.n; i++)
        years += year_begun(data->categories.v[i].id).n > 0;
    return data->categories.n > 14 && years > 0;
}

static double widest_name(const struct data *data)
{
    double widest = 0;
    for (size_t i = 0; i < data->categories.n; i++)
        widest = fmax(widest, lettering_width(data->categories.v[i].name, soft));
    return widest;
}

enum { NAMES_GAP = 12, NAMES_ROOM = 64 };

/* px that a name may take: as the next one leaves, and a little where they are many. */
static double room_below(const struct plot *p)
{
    double apart = p->data->categories.n > 1 ? plot_x(p, 1) - plot_x(p, 0) : p->x.end - p->x.at;
    return fmax(NAMES_ROOM, apart - NAMES_GAP);
}

/* All of them are names, or all are short. */
static str name_below(const struct plot *p, size_t i, bool years, bool in_full)
{
    const struct item *item = &p->data->categories.v[i];
    return years ? year_begun(item->id) : in_full ? item->name : item_short(item);
}

/* From the left, each that does not come too near to the one before. */
void plot_put_names(struct draw *d, const struct plot *p)
{
    double free_from = -1e9, room = room_below(p);
    bool years = by_years(p->data), in_full = widest_name(p->data) <= room;
    for (size_t i = 0; i < p->data->categories.n; i++) {
        str name = name_below(p, i, years, in_full);
        double half = fmin(lettering_width(name, soft), room) / 2;
        double at = fmin(fmax(plot_x(p, i), half), d->width - half);
        if (name.n == 0 || at - half < free_from)
            continue;
        draw_line(d, plot_x(p, i), p->bottom, plot_x(p, i), p->bottom + 4, "base");
        draw_text(d, at, p->bottom + 17, AT_MIDDLE, "soft", name, soft, room);
        free_from = at + half + NAMES_GAP;
    }
}

/* ---- lines ----------------------------------------------------------------------- */

static void put_place(struct buf *b, char command, double x, double y)
{
    buf_byte(b, command);
    draw_number(b, x);
    buf_byte(b, ' ');
    draw_number(b, y);
}

static struct figure at(const struct plot *p, size_t series, size_t category)
{
    return data_at(p->data, series, category);
}

static void put_path(struct draw *d, str path, const char *classes, bool dashed, size_t series)
{
    if (path.n == 0)
        return;
    xml_open(&d->out, "path");
    xml_put_attr(&d->out, "d", path);
    draw_class(d, classes);
    if (dashed)
        draw_dashes(d, series);
    xml_close(&d->out);
}

void plot_put_line(struct draw *d, const struct plot *p, size_t series, const char *classes,
                   bool dashed)
{
    struct buf b = buf_new(d->arena);
    bool drawing = false;
    for (size_t i = 0; i < p->data->categories.n; i++) {
        struct figure f = at(p, series, i);
        if (f.kind == FIGURE_KNOWN)
            put_place(&b, drawing ? 'L' : 'M', plot_x(p, i), scale_at(p->y, f.value));
        drawing = f.kind == FIGURE_KNOWN;
    }
    put_path(d, buf_str(&b), classes, dashed, series);
}

void plot_put_shade(struct draw *d, const struct plot *p, size_t series, const char *classes)
{
    struct buf b = buf_new(d->arena);
    bool drawing = false;
    double base = scale_at(p->y, 0);
    for (size_t i = 0; i <= p->data->categories.n; i++) {
        struct figure f = i < p->data->categories.n ? at(p, series, i) : (struct figure){ 0 };
        if (f.kind == FIGURE_KNOWN) {
            if (!drawing)
                put_place(&b, 'M', plot_x(p, i), base);
            put_place(&b, 'L', plot_x(p, i), scale_at(p->y, f.value));
        } else if (drawing) {
            put_place(&b, 'L', plot_x(p, i - 1), base);
            buf_byte(&b, 'z');
        }
        drawing = f.kind == FIGURE_KNOWN;
    }
    put_path(d, buf_str(&b), classes, false, series);
}

bool plot_last(const struct plot *p, size_t series, size_t *category)
{
    for (size_t i = p->data->categories.n; i-- > 0;)
        if (at(p, series, i).kind == FIGURE_KNOWN) {
            *category = i;
            return true;
        }
    return false;
}

/* ---- points ------------------------------------------------------------------------ */

static bool is_alone(const struct plot *p, size_t series, size_t i)
{
    return (i == 0 || at(p, series, i - 1).kind != FIGURE_KNOWN)
        && (i + 1 == p->data->categories.n || at(p, series, i + 1).kind != FIGURE_KNOWN);
}

/* Some of many stand at different places for different series. */
static bool is_marked(const struct plot *p, size_t series, size_t i, enum marks marks)
{
    size_t last, step = p->data->categories.n / 24 + 1;
    return (marks == MARK_MANY && (i + 2 * series) % step == 0) || is_alone(p, series, i)
        || (plot_last(p, series, &last) && i == last);
}

static void put_reach(struct draw *d, double x, double y)
{
    xml_open(&d->out, "circle");
    draw_attr(d, "cx", x);
    draw_attr(d, "cy", y);
    draw_attr(d, "r", 7);
    draw_class(d, "reach");
    xml_close(&d->out);
}

static void put_point(struct draw *d, const struct plot *p, size_t series, size_t i, size_t mark,
                      enum marks marks)
{
    struct figure f = at(p, series, i);
    bool is_known = f.kind == FIGURE_KNOWN;
    double x = plot_x(p, i), y = is_known ? scale_at(p->y, f.value) : scale_at(p->y, 0) - 4;
    draw_point_of(d, &p->data->series.v[series], &p->data->categories.v[i], data_text(d->arena, p->data, f));
    put_reach(d, x, y);
    if (!is_known)
        draw_hidden(d, x, y + 4, AT_MIDDLE);
    else if (is_marked(p, series, i, marks))
        draw_mark(d, mark, x, y, 7);
    draw_point_close(d);
}

void plot_put_points(struct draw *d, const struct plot *p, size_t series, size_t mark,
                     enum marks marks)
{
    for (size_t i = 0; i < p->data->categories.n; i++)
        if (at(p, series, i).kind != FIGURE_NONE)
            put_point(d, p, series, i, mark, marks);
}
