/*
 * plot: figures over categories that follow each other, as time does: a field with
 * steps at its side and names below, and lines in it.
 */
#pragma once

#include "chart/draw.h"
#include "chart/scale.h"

struct plot {
    const struct data *data;
    struct scale x, y;                    /* x: by number of the category */
    struct ticks ticks;
    double top, bottom;
};

/* The field between these px, its scale from 0 to above the largest figure. */
struct plot plot_of(const struct data *data, double left, double right, double top,
                    double bottom, size_t ticks);

double plot_x(const struct plot *p, size_t category);

/* px that the words of the steps take at the left. */
double plot_ticks_width(struct draw *d, const struct data *data, size_t ticks);

void plot_put_steps(struct draw *d, const struct plot *p);       /* grid and figures */
void plot_put_names(struct draw *d, const struct plot *p);       /* of categories, as many as fit */

/* The line of a series, broken where there is no figure. */
void plot_put_line(struct draw *d, const struct plot *p, size_t series, const char *classes,
                   bool dashed);
/* The field below it. */
void plot_put_shade(struct draw *d, const struct plot *p, size_t series, const char *classes);

/* Marks of a series, and what each says. Of few points all bear the mark, of many some;
 * or only the last, and what stands alone. */
enum marks { MARK_MANY, MARK_ENDS };
void plot_put_points(struct draw *d, const struct plot *p, size_t series, size_t mark,
                     enum marks marks);

/* The last category whose figure is known; false: none is. */
bool plot_last(const struct plot *p, size_t series, size_t *category);
