/*
 * ahead: one thread makes things, in order, while another uses the one before.
 *
 *     struct ahead *a = ahead_begin(arena, make, self, slots, n);
 *     while ((slot = ahead_next(a)) != NULL) ...
 *     ahead_end(a);
 *
 * make(self, slot) fills a slot; false: nothing more comes. A slot is make's until it is
 * filled, and then the user's until the next is asked for; what `self` points to is make's
 * until ahead_next() gave NULL or ahead_end() is over. Things come in the order they were
 * made, so what comes out does not depend on who was faster.
 */
#pragma once

#include <stdbool.h>

#include "base/arena.h"

struct ahead;

/* Of n slots all but one can be ready before they are asked for; with one, or where no thread can
 * be had, each is made when it is asked for. */
struct ahead *ahead_begin(struct arena *arena, bool (*make)(void *self, void *slot), void *self, void **slots,
                          size_t n);

void *ahead_next(struct ahead *a);        /* NULL: nothing more comes */

/* Also in the middle; what is being made is waited for. */
void ahead_end(struct ahead *a);
