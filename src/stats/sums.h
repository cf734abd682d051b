/*
 * sums: figures of several answers and the sums that everybody can make of them.
 *
 * Stands before disclose.h, where a figure is in a sum at most once and every sum is said once.
 * Here what counts the same things is one figure, wherever it is shown, and a sum that was said
 * already is not said again.
 */
#pragma once

#include "disclose/disclose.h"

struct sums;

struct sums *sums_new(struct arena *a, int k);
struct disclosure *sums_disclosure(struct sums *s);

size_t sums_figures(const struct sums *s);            /* how many there are */

/* The figure of that name, which says what it counts; 0: of a name of its own. Shown anywhere it is seen. */
uint32_t sums_figure(struct sums *s, uint64_t name, struct figure f);

/* Terms of a sum; a figure may come several times, or with both signs. */
void sums_plus(struct sums *s, uint32_t figure);
void sums_minus(struct sums *s, uint32_t figure);

void sums_end(struct sums *s);                        /* as disclosure_end() */

/* As disclosure_sum(), of what is not personal. Of nothing at all: SUMS_NOTHING. */
enum { SUMS_NOTHING = UINT32_MAX };
uint32_t sums_sum(struct sums *s);

void sums_share(struct sums *s, uint32_t part, uint32_t whole);
void sums_at_most(struct sums *s, uint32_t part, uint32_t whole);

/* What is kept under a key that looks as if it was drawn (hash.h), 0 at first. */
uint32_t *sums_slot(struct sums *s, uint64_t key);
