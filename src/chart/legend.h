/*
 * legend: what the colours of a map or a heat table mean, and how many have each.
 */
#pragma once

#include "chart/draw.h"
#include "chart/scale.h"

#define LEGEND_VEIL "veil"                /* of the legend itself, which needs it defined */

struct legend {
    struct classes classes;
    size_t in_class[CLASSES_MOST], zero, hidden;
};

struct legend legend_of(struct arena *a, const struct data *data);

/* The class of colour of a figure that is known: "c3", "zero". */
const char *legend_fill(const struct legend *l, double value);
/* Of words on it: "on-light" or "on-deep". */
const char *legend_words(const struct legend *l, double value);

/* `counts`: how many, behind each; `no_figure`: what is said of those without, or "". */
void legend_put(struct draw *d, const struct data *data, const struct legend *l, bool counts,
                str no_figure);

/* The hatching of what is hidden, once a drawing; its lines are 5 units apart, `unit` px
 * each where the drawing is scaled by 1 / unit. Then the attributes that fill with it. */
void legend_define_veil(struct draw *d, const char *name, double unit);
void legend_veil(struct draw *d, const char *name);
/* A rectangle of what is hidden, in the hatching LEGEND_VEIL. */
void legend_put_hidden(struct draw *d, double x, double y, double width, double height);
