/*
 * restore: rows of an export (exchange.h) back into the store.
 *
 * A row is looked for by what it is called; what is there stays unless the row says
 * something else: nothing is lowered, what was set by hand stands, an empty cell leaves
 * what is known. So an export into the store it came from changes nothing, and into an
 * empty store makes the same content.
 */
#pragma once

#include "tracker/batch.h"

/* Decides the row of the kind RECORD_EXCHANGE; its outcome and issues go to the log of the batch. */
MUST bool restore_row(struct batch *b, const struct record *r, struct err *e);

/* Derives what follows from the rows, and adds them to the digest of the batch. */
MUST bool restore_end(struct batch *b, struct err *e);
