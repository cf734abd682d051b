/*
 * search: what else must change, and costs least, when a figure changes by one.
 *
 * A figure that changes by one upsets its equations; in each of them another
 * one must give way by one, which upsets the other equations of that figure,
 * and so on until figures are reached that are in no other equation. Found
 * from these on, the cheapest first (Knuth's form of Dijkstra's algorithm, for
 * steps that need several others at once).
 */
#pragma once

#include "disclose/change.h"

enum { COST_BARRED = 0, COST_LEAST = 1 }; /* the figure must stay as it is; of one that may change */

struct search;

struct search *search_new(struct arena *a, const struct disclosure *d);

/* Until as many search_unbar(), the figure stays as it is; it can be barred
 * several times over. */
void search_bar(struct search *s, uint32_t figure);
uint32_t search_bars(const struct search *s, uint32_t figure);
void search_unbar(struct search *s, uint32_t figure);

/* Changes the figure by `by`, +1 or -1, and with it others: those whose
 * cost[] is not COST_BARRED. Figures that are defined follow, and may be
 * negative then. Looks no further than at about `most` terms of
 * equations around the figure. False when there is no way, or none was found;
 * then nothing is changed. */
bool search_step(struct search *s, struct change *c, uint32_t figure, int by,
                 const uint32_t *cost, size_t most);

/* Whether any search since the last call did not look everywhere. */
bool search_was_cut(struct search *s);
