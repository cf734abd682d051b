/*
 * kinds: one function a kind of chart, each in a file of its own.
 *
 * It draws the figures below d->y, moves that below what it drew, and leaves notes.
 */
#pragma once

#include "chart/draw.h"

void bars_draw(struct draw *d, const struct data *data);
void stacked_draw(struct draw *d, const struct data *data);
void lines_draw(struct draw *d, const struct data *data);
void map_draw(struct draw *d, const struct data *data);
void cohort_draw(struct draw *d, const struct data *data);
void funnel_draw(struct draw *d, const struct data *data);
void multiples_draw(struct draw *d, const struct data *data);
