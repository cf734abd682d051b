/*
 * palette: the colours of charts, in the light and in the dark, and their style sheet.
 */
#pragma once

#include "base/buf.h"

enum chart_colour {
#define COLOUR(name, css, light, dark) CHART_COLOUR_##name,
#include "chart/palette.def"
#undef COLOUR
    CHART_COLOURS
};

enum { PALETTE_SERIES = 7, PALETTE_CLASSES = 5 };

struct palette_colour { const char *css; uint32_t light, dark; };
struct palette_colour palette_of(enum chart_colour c);

/* chart.css with each var(--chart-NAME) replaced by the colour in the light: a file
 * that stands alone is white paper, wherever it is shown. */
void palette_put_standalone(struct buf *b);

/* chart.css as it is and the colours as custom properties, those of the dark where
 * the reader prefers it; paper is white. */
void palette_put_embedded(struct buf *b);
