/*
 * register: from sorted items to registrations, results and states.
 */
#pragma once

#include "tracker/inside.h"

/* Takes everything out of b->spill, decides every row and writes what it brings. */
MUST bool register_all(struct batch *b, struct err *e);
