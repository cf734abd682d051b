/*
 * losses: what packages cannot say of a course, in words; see pack/losses.h.
 */
#pragma once

#include "cli/command.h"
#include "pack/pack.h"

/* A line for each loss of one target, where pack says what it wrote. */
void losses_tell(struct run *r, const struct target *t, const struct packing *p);

/* Begins a table of losses, and adds those of one target. */
struct table *losses_table(struct arena *a);
void losses_add(struct table *table, const struct target *t, const struct packing *p);
