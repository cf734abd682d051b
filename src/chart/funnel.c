/*
 * A bar a stage, each a part of the one before: its figure, its share of the first, and
 * how many of the stage before came so far.
 */
#include <math.h>

#include "chart/kinds.h"
#include "chart/rows.h"

enum { STAGE_BAR = 26, STAGE_HEIGHT = 56 };

static str percent(struct arena *a, double part, double whole)
{
    return str_format(a, "%lld\u00A0%%", (long long)floor(part / whole * 100 + 0.5));
}

/* "412, 48 % of the first stage" */
static str words_of_stage(struct draw *d, const struct data *data, size_t i)
{
    struct figure first = data_at(data, 0, 0), f = data_at(data, 0, i);
    str text = data_text(d->arena, data, f);
    if (i == 0 || f.kind != FIGURE_KNOWN || first.kind != FIGURE_KNOWN || first.value <= 0)
        return text;
    return str_cat(d->arena, text, S("  \u00B7  "), percent(d->arena, f.value, first.value));
}

static void put_step(struct draw *d, const struct data *data, size_t i)
{
    struct figure before = data_at(data, 0, i - 1), f = data_at(data, 0, i);
    if (f.kind != FIGURE_KNOWN || before.kind != FIGURE_KNOWN || before.value <= 0)
        return;
    str text = say(d->arena, d->words, "{1} of the stage before",
                   percent(d->arena, f.value, before.value));
    draw_text(d, d->width, d->y + 12, AT_END, "soft", text, (struct letters){ SIZE_SOFT, false }, 0);
}

static void put_stage(struct draw *d, const struct data *data, struct scale s, size_t i)
{
    const struct letters label = { SIZE_LABEL, false }, strong = { SIZE_LABEL, true };
    struct figure f = data_at(data, 0, i);
    str name = data->categories.v[i].name, text = words_of_stage(d, data, i);
    double top = d->y + 18, base = top + STAGE_BAR / 2.0 + 4.5, end = scale_at(s, f.value);
    draw_point_open(d, name, text);
    draw_text(d, 0, d->y + 12, AT_START, "strong", name, strong, d->width * 0.58);
    draw_rect(d, 0, top, d->width, STAGE_BAR, "track");
    if (f.kind == FIGURE_KNOWN && f.value > 0)
        draw_rect(d, 0, top, end, STAGE_BAR, "bar");
    double width = lettering_width(text, label);
    if (f.kind == FIGURE_HIDDEN)
        draw_hidden(d, 6, base, AT_START);
    else if (width + 16 < end)
        draw_text(d, 8, base, AT_START, "figure on-bar", text, label, 0);
    else
        draw_text(d, fmin(end + 8, d->width - width), base, AT_START, "figure", text, label, 0);
    draw_point_close(d);
    if (i > 0)
        put_step(d, data, i);
    d->y += STAGE_HEIGHT;
}

void funnel_draw(struct draw *d, const struct data *data)
{
    struct scale s = { 0, data->most > 0 ? data->most : 1, 0, d->width };
    for (size_t i = 0; i < data->categories.n; i++)
        put_stage(d, data, s, i);
    d->y -= 8;
}
