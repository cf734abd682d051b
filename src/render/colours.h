/*
 * colours: what a theme is painted with, in the light and in the dark.
 *
 * A file of colours is a narrow piece of CSS: custom properties of :root as
 * #rgb or #rrggbb, and the same once more in
 * @media (prefers-color-scheme: dark). Being narrow, it can be proved: every
 * pair of colours.def has the contrast it needs.
 */
#pragma once

#include "base/buf.h"
#include "base/diag.h"

enum colour {
#define COLOUR(name, word) COLOUR_##name,
#define PAIR(front, back, least)
#include "render/colours.def"
#undef COLOUR
#undef PAIR
    COLOURS
};

enum light { IN_LIGHT, IN_DARK, LIGHTS };

struct colours {
    struct { uint32_t rgb; struct place at; } of[LIGHTS][COLOURS];
};

/* What `css` says takes the place of what was known; `file` stands in findings. */
void colours_read(str css, str file, struct colours *to, struct diags *d);

/* Finds pairs that cannot be told apart. */
void colours_check(const struct colours *c, struct diags *d);

/* As they stand in the package: every one, in a fixed order. */
void colours_put(struct buf *to, const struct colours *c);

/* Contrast ratio, 1 to 21 (WCAG 2.2, "contrast ratio"). */
double colours_contrast(uint32_t one, uint32_t other);
