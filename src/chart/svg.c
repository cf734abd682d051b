/*
 * Title, drawing, notes, one below the other; the frame around them at the end, when it
 * is known how high they are.
 */
#include "chart/svg.h"

#include <math.h>

#include "chart/kinds.h"
#include "chart/palette.h"

enum { MARGIN = 12 };                     /* of a file that stands alone */

static void (*const kinds[])(struct draw *d, const struct data *data) = {
    [CHART_BARS] = bars_draw, [CHART_STACKED] = stacked_draw, [CHART_LINES] = lines_draw,
    [CHART_MAP] = map_draw, [CHART_COHORT] = cohort_draw, [CHART_FUNNEL] = funnel_draw,
    [CHART_MULTIPLES] = multiples_draw,
};

static void put_heading(struct draw *d, const struct data *data, bool untitled)
{
    d->y = 15;
    if (!untitled)
        draw_paragraph(d, "title", data->chart->title, (struct letters){ SIZE_TITLE, true }, 20, 4);
    str title = data->column->title, counted = data->column->counted;
    bool is_english = d->words == NULL;   /* as what is counted */
    if (data->chart->category == CHART_NO_COLUMN)
        title = is_english ? counted : S("");
    else if (is_english && counted.n > 0 && !str_eq_nocase(counted, title))
        title = str_cat(d->arena, title, S(" ("), counted, S(")"));
    draw_paragraph(d, "soft", title, (struct letters){ SIZE_SOFT, false }, 16, 2);
    d->y += 8;
}

static void put_notes(struct draw *d, const struct data *data)
{
    bool is_hatched = data->chart->kind == CHART_MAP || data->chart->kind == CHART_COHORT;
    if (data->hidden > 0 && is_hatched)
        draw_note(d, say(d->arena, d->words, "Hatched: hidden, so that nobody can be recognised."));
    else if (data->hidden > 0)
        draw_note(d, say(d->arena, d->words, "{1} hidden, so that nobody can be recognised",
                         VAL_HIDDEN_MARK));
    if (d->notes.n == 0)
        return;
    d->y += 16;
    for (size_t i = 0; i < d->notes.n; i++)
        draw_paragraph(d, "soft", d->notes.v[i], (struct letters){ SIZE_SOFT, false }, 16, 6);
    d->y -= 8;                            /* what a line has below its base line stays */
}

static void draw_all(struct draw *d, const struct data *data, bool untitled)
{
    put_heading(d, data, untitled);
    if (data->categories.n == 0)
        draw_paragraph(d, "soft", say(d->arena, d->words, "There is nothing to draw: the table has no lines."),
                       (struct letters){ SIZE_SOFT, false }, 16, 3);
    else if (data->chart->kind == CHART_BARS && data->series.n > 1)
        stacked_draw(d, data);
    else
        kinds[data->chart->kind](d, data);
    put_notes(d, data);
}

/* ---- the frame --------------------------------------------------------------- */

static str id_of(const struct draw *d, const char *part)
{
    return str_cat(d->arena, d->id, str_of(part));
}

static void put_words(struct draw *d, struct xml_out *o, const char *element, const char *part,
                      str words)
{
    xml_open(o, element);
    xml_put_attr(o, "id", id_of(d, part));
    xml_put_text(o, words);
    xml_close(o);
}

static str view_box(struct draw *d, double margin)
{
    struct buf b = buf_new(d->arena);
    double box[] = { -margin, -margin, d->width + 2 * margin, ceil(d->y) + 2 * margin };
    for (size_t i = 0; i < 4; i++) {
        if (i > 0)
            buf_byte(&b, ' ');
        draw_number(&b, box[i]);
    }
    return buf_str(&b);
}

/* A file of its own has a size, a style, and white paper. */
static void put_own(struct draw *d, struct xml_out *o)
{
    struct buf style = buf_new(d->arena);
    palette_put_standalone(&style);
    xml_open(o, "style");
    xml_put_text(o, buf_str(&style));
    xml_close(o);
    xml_open(o, "rect");
    xml_put_attr(o, "x", S("-12"));
    xml_put_attr(o, "y", S("-12"));
    xml_put_attr(o, "width", S("100%"));
    xml_put_attr(o, "height", S("100%"));
    xml_put_attr(o, "class", S("paper"));
    xml_close(o);
}

static void put_size(struct draw *d, struct xml_out *o)
{
    struct buf b = buf_new(d->arena);
    draw_number(&b, d->width + 2 * MARGIN);
    xml_put_attr(o, "width", buf_str(&b));
    buf_clear(&b);
    draw_number(&b, ceil(d->y) + 2 * MARGIN);
    xml_put_attr(o, "height", buf_str(&b));
}

static void put_frame(struct draw *d, const struct chart *c, bool embedded, struct buf *out)
{
    struct xml_out o = { .to = out, .style = XML_STYLE_XML };
    xml_open(&o, "svg");
    xml_put_attr(&o, "xmlns", S("http://www.w3.org/2000/svg"));
    xml_put_attr(&o, "class", str_cat(d->arena, S("chart chart-"), str_of(chart_kind_name(c->kind))));
    xml_put_attr(&o, "viewBox", view_box(d, embedded ? 0 : MARGIN));
    if (!embedded)
        put_size(d, &o);
    xml_put_attr(&o, "role", S("img"));
    if (c->table->lang.n > 0)
        xml_put_attr(&o, embedded ? "lang" : "xml:lang", c->table->lang);
    xml_put_attr(&o, "direction", S("ltr"));
    xml_put_attr(&o, "aria-labelledby", id_of(d, "title"));
    xml_put_attr(&o, "aria-describedby", id_of(d, "desc"));
    put_words(d, &o, "title", "title", c->title);
    put_words(d, &o, "desc", "desc", c->description);
    if (!embedded)
        put_own(d, &o);
    xml_put_raw(&o, buf_str(&d->body));
    xml_close(&o);
    buf_byte(out, '\n');
}

bool chart_svg(const struct chart *c, const struct chart_how *how, struct buf *out,
               struct err *e)
{
    struct arena *scratch = arena_new();
    struct draw d;
    struct data data;
    draw_begin(&d, scratch, how->width > 0 ? how->width : CHART_WIDE, how->id, c->table->lang);
    bool ok = data_read(&data, scratch, c, e);
    if (ok) {
        draw_all(&d, &data, how->untitled);
        put_frame(&d, c, how->embedded, out);
    }
    arena_free(scratch);
    return ok;
}

void chart_style(struct buf *out)
{
    palette_put_embedded(out);
}
