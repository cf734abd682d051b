/* Elements of SVG. */
#include "chart/draw.h"

#include <math.h>

#include "chart/palette.h"

void draw_begin(struct draw *d, struct arena *a, double width, str id, str lang)
{
    *d = (struct draw){ .arena = a, .width = width, .id = id, .is_narrow = width < NARROW };
    d->words = words_of(S("chart"), lang);
    d->body = buf_new(a);
    d->out = (struct xml_out){ .to = &d->body, .style = XML_STYLE_XML };
}

void draw_number(struct buf *b, double v)
{
    int64_t tenths = llround(v * 10);
    if (tenths < 0) {
        buf_byte(b, '-');
        tenths = -tenths;
    }
    buf_int(b, tenths / 10);
    if (tenths % 10 != 0) {
        buf_byte(b, '.');
        buf_int(b, tenths % 10);
    }
}

void draw_attr(struct draw *d, const char *name, double v)
{
    struct buf b = buf_new(d->arena);
    draw_number(&b, v);
    xml_put_attr(&d->out, name, buf_str(&b));
}

void draw_class(struct draw *d, const char *classes)
{
    xml_put_attr(&d->out, "class", str_of(classes));
}

/* ---- words ------------------------------------------------------------------ */

void draw_text(struct draw *d, double x, double y, enum anchor anchor, const char *classes,
               str text, struct letters l, double room)
{
    static const str anchors[] = { [AT_MIDDLE] = { "middle", 6 }, [AT_END] = { "end", 3 } };
    str shown = room > 0 ? lettering_fit(d->arena, text, l, room) : text;
    xml_open(&d->out, "text");
    draw_attr(d, "x", x);
    draw_attr(d, "y", y);
    if (anchor != AT_START)
        xml_put_attr(&d->out, "text-anchor", anchors[anchor]);
    if (classes != NULL)
        draw_class(d, classes);
    if (shown.p != text.p) {
        xml_open(&d->out, "title");
        xml_put_text(&d->out, text);
        xml_close(&d->out);
    }
    xml_put_text(&d->out, lettering_isolated(d->arena, shown));
    xml_close(&d->out);
}

void draw_paragraph(struct draw *d, const char *classes, str text, struct letters l,
                    double line_height, size_t most_lines)
{
    enum { LINES_MOST = 12 };
    str lines[LINES_MOST];
    size_t n = lettering_wrap(d->arena, text, l, d->width, lines,
                              most_lines < LINES_MOST ? most_lines : LINES_MOST);
    for (size_t i = 0; i < n; i++, d->y += line_height)
        draw_text(d, 0, d->y, AT_START, classes, lines[i], l, 0);
}

str item_within(const struct item *item, struct letters l, double room)
{
    return lettering_width(item->name, l) <= room ? item->name : item_short(item);
}

void draw_note(struct draw *d, str sentence)
{
    *vec_push(d->arena, &d->notes) = sentence;
}

/* ---- shapes ------------------------------------------------------------------ */

void draw_rect_open(struct draw *d, double x, double y, double width, double height)
{
    xml_open(&d->out, "rect");
    draw_attr(d, "x", x);
    draw_attr(d, "y", y);
    draw_attr(d, "width", width);
    draw_attr(d, "height", height);
}

void draw_rect(struct draw *d, double x, double y, double width, double height,
               const char *classes)
{
    draw_rect_open(d, x, y, width, height);
    draw_class(d, classes);
    xml_close(&d->out);
}

void draw_line(struct draw *d, double x1, double y1, double x2, double y2, const char *classes)
{
    xml_open(&d->out, "line");
    draw_attr(d, "x1", x1);
    draw_attr(d, "y1", y1);
    draw_attr(d, "x2", x2);
    draw_attr(d, "y2", y2);
    draw_class(d, classes);
    xml_close(&d->out);
}

void draw_point_open(struct draw *d, str name, str text)
{
    str tip = say(d->arena, d->words, "{1}: {2}", name, text);
    xml_open(&d->out, "g");
    draw_class(d, "point");
    xml_open(&d->out, "title");
    xml_put_text(&d->out, tip);
    xml_close(&d->out);
}

void draw_point_of(struct draw *d, const struct item *one, const struct item *other, str text)
{
    str name = item_told(d->arena, one), gap = name.n > 0 ? S(", ") : S("");
    draw_point_open(d, str_cat(d->arena, name, gap, item_told(d->arena, other)), text);
}

void draw_point_close(struct draw *d)
{
    xml_close(&d->out);
}

void draw_hidden(struct draw *d, double x, double y, enum anchor anchor)
{
    draw_text(d, x, y, anchor, "hidden", VAL_HIDDEN_MARK, (struct letters){ SIZE_LABEL, true }, 0);
}

/* ---- series ------------------------------------------------------------------- */

const char *draw_fill(size_t series)
{
    static const char *const names[] = { "f0", "f1", "f2", "f3", "f4", "f5", "f6", "rest" };
    _Static_assert(sizeof names / sizeof *names == PALETTE_SERIES + 1, "a class for each colour");
    return names[series <= PALETTE_SERIES ? series : PALETTE_SERIES];
}

const char *draw_stroke(size_t series)
{
    static const char *const names[] = { "line l0", "line l1", "line l2", "line l3", "line l4",
                                         "line l5", "line l6" };
    _Static_assert(sizeof names / sizeof *names == PALETTE_SERIES, "a class for each colour");
    return names[series % PALETTE_SERIES];
}

const char *draw_words_on(size_t series)
{
    static const char *const names[] = { "figure small on0", "figure small on1", "figure small on2",
                                         "figure small on3", "figure small on4", "figure small on5",
                                         "figure small on6", "figure small on-rest" };
    _Static_assert(sizeof names / sizeof *names == PALETTE_SERIES + 1, "a class for each colour");
    return names[series <= PALETTE_SERIES ? series : PALETTE_SERIES];
}

void draw_dashes(struct draw *d, size_t series)
{
    static const char *const dashes[PALETTE_SERIES] = {
        NULL, "7 3", "2 2.5", "9 3 2 3", "4 2", "12 3 2 3 2 3", "1.5 4",
    };
    if (dashes[series % PALETTE_SERIES] != NULL)
        xml_put_attr(&d->out, "stroke-dasharray", str_of(dashes[series % PALETTE_SERIES]));
}

/* Outlines about 2 across, round the origin. */
static const char *const marks[PALETTE_SERIES] = {
    "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0z",                       /* disc */
    "M-.9-.9h1.8v1.8h-1.8z",                                    /* square */
    "M0-1.15L1.1.85h-2.2z",                                     /* triangle */
    "M0-1.3L1.3 0 0 1.3-1.3 0z",                                /* diamond */
    "M0 1.15L1.1-.85h-2.2z",                                    /* triangle on its head */
    "M-.4-1.2h.8v.8h.8v.8h-.8v.8h-.8v-.8h-.8v-.8h.8z",          /* cross */
    "M0-1.25L.75-.3 1.2 1 0 .55-1.2 1-.75-.3z",                 /* star */
};

void draw_mark(struct draw *d, size_t series, double x, double y, double size)
{
    struct buf b = buf_new(d->arena);
    buf_put(&b, S("translate("));
    draw_number(&b, x);
    buf_byte(&b, ' ');
    draw_number(&b, y);
    buf_put(&b, S(")scale("));
    draw_number(&b, size / 2);
    buf_byte(&b, ')');
    xml_open(&d->out, "path");
    xml_put_attr(&d->out, "d", str_of(marks[series == MARK_BAR ? 0 : series % PALETTE_SERIES]));
    xml_put_attr(&d->out, "transform", buf_str(&b));
    xml_put_attr(&d->out, "vector-effect", S("non-scaling-stroke"));
    draw_class(d, series == MARK_BAR ? "bar" : draw_fill(series));
    xml_close(&d->out);
}

/* ---- keys ---------------------------------------------------------------------- */

enum { KEY_GAP = 18, KEY_LINE = 20 };

static void put_sample(struct draw *d, enum key_kind kind, size_t i, double x)
{
    if (kind == KEY_SQUARES) {
        draw_rect(d, x, d->y - 10, 12, 12, draw_fill(i));
        return;
    }
    xml_open(&d->out, "path");
    struct buf b = buf_new(d->arena);
    buf_byte(&b, 'M');
    draw_number(&b, x);
    buf_byte(&b, ' ');
    draw_number(&b, d->y - 4);
    buf_put(&b, S("h30"));
    xml_put_attr(&d->out, "d", buf_str(&b));
    draw_class(d, draw_stroke(i));
    draw_dashes(d, i);
    xml_close(&d->out);
    draw_mark(d, i, x + 15, d->y - 4, 8);
}

void draw_key(struct draw *d, enum key_kind kind, const struct item *items, size_t n)
{
    const struct letters l = { SIZE_LABEL, false };
    double sample = kind == KEY_SQUARES ? 18 : 36, x = 0;
    for (size_t i = 0; i < n; i++) {
        double room = d->width - sample, width = lettering_width(items[i].name, l);
        width = sample + (width < room ? width : room);
        if (x > 0 && x + width > d->width) {
            x = 0;
            d->y += KEY_LINE;
        }
        put_sample(d, kind, i, x);
        draw_text(d, x + sample, d->y, AT_START, NULL, items[i].name, l, room);
        x += width + KEY_GAP;
    }
    d->y += KEY_LINE;
}
