/*
 * svg: one picture, a file that looks right by itself. A result without a chart is drawn
 * as suits its table.
 */
#include "chart/svg.h"
#include "chart/wish.h"
#include "format/format.h"

static bool several(struct err *e)
{
    return err_set(e, ERR_USAGE, "an SVG file holds one chart and this result has several; "
                   "use -f html");
}

/* The only one, or NULL without an error: there is none. */
static bool find_chart(const struct report *r, const struct chart **found, struct err *e)
{
    for (size_t i = 0; i < r->parts.n; i++) {
        if (r->parts.v[i].kind != PART_CHART)
            continue;
        if (*found != NULL)
            return several(e);
        *found = r->parts.v[i].chart;
    }
    return true;
}

static const struct chart *chart_of_table(const struct report *r, struct arena *a, struct err *e)
{
    const struct table *found = NULL;
    for (size_t i = 0; i < r->parts.n; i++) {
        const struct table *t = report_table_at(r, i);
        if (t == NULL)
            continue;
        if (found != NULL) {
            several(e);
            return NULL;
        }
        found = t;
    }
    if (found != NULL)
        return chart_wish(a, found, S("auto"), e);
    err_set(e, ERR_USAGE, "there is nothing to draw in this result; use -f text");
    return NULL;
}

static bool svg_write(const struct report *r, const struct write_how *how, struct buf *out,
                      struct err *e)
{
    (void)how;
    const struct chart *chart = NULL;
    if (!find_chart(r, &chart, e))
        return false;
    if (chart == NULL)
        chart = chart_of_table(r, out->arena, e);
    return chart != NULL
        && chart_svg(chart, &(struct chart_how){ .width = CHART_WIDE, .id = S("chart-") }, out, e);
}

const struct format format_svg = {
    .name = "svg", .suffix = ".svg", .media = "image/svg+xml",
    .help = "one chart (--chart of etalon stats), a picture of its own",
    .write = svg_write,
};
