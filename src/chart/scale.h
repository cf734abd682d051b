/*
 * scale: figures become places, on steps that people count in.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Steps of 1, 2 or 5 times a power of ten. */
struct ticks { double first, step; size_t n; };

/* From at or below `least` to at or above `most`, about `wanted` of them; `whole`: no
 * step below 1. When all figures are the same there still are two. */
struct ticks ticks_of(double least, double most, size_t wanted, bool whole);
static inline double tick_at(struct ticks t, size_t i) { return t.first + t.step * (double)i; }

struct scale { double from, to, at, end; };           /* figures; px */
static inline double scale_at(struct scale s, double v)
{ return s.at + (v - s.from) / (s.to - s.from) * (s.end - s.at); }

/* Classes of figures for a map or a heat table: class i holds from[i] <= v < from[i + 1],
 * the last all above. Bounds are of 1, 2, 5 times a power of ten and leave about as many
 * figures in each class; shares are divided at 20, 40, 60, 80 %. */
enum { CLASSES_MOST = 5 };
struct classes { double from[CLASSES_MOST]; size_t n; };

/* Sorts `values`, which are above 0. */
struct classes classes_of(double *values, size_t n, bool shares);
size_t class_of(const struct classes *c, double v);   /* v at least from[0] */
