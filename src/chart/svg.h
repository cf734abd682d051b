/*
 * svg: a chart as a picture in SVG 1.1, the same bytes for the same table.
 *
 * It needs no script, no font and no network. Words are in the language of the table.
 * To who cannot see it, it is one image with a title and a description; the table that
 * stands beside it has the figures one by one.
 */
#pragma once

#include "base/err.h"
#include "table/chart.h"

struct chart_how {
    double width;                         /* px it is laid out for: 720 for a page, 360 for a phone */
    bool embedded;                        /* in a page that has chart_style(); else a file of its own */
    bool untitled;                        /* what stands just above says the title already */
    str id;                               /* begins the ids in it, which a page has once */
};

enum { CHART_WIDE = 720, CHART_NARROW = 360 };

/* The element has the classes chart and chart-KIND. Fails when the table is too large for any drawing. */
MUST bool chart_svg(const struct chart *c, const struct chart_how *how, struct buf *out,
                    struct err *e);

/* The style sheet of pages that charts are embedded in: in the dark where the reader
 * prefers that, in the light on paper. Colours of charts are its properties --chart-... */
void chart_style(struct buf *out);
