/*
 * numbers: those that are never given twice, and the clock of batches.
 */
#pragma once

#include "base/date.h"
#include "db/db.h"

/* One more than any id of the table and of its NAME_past. The name is one of
 * ours: it becomes part of a statement. */
MUST bool number_next(struct db *db, const char *table, int64_t *out, struct err *e);

/* When the batch that begins now is recorded: now, but always later than any before it. */
MUST bool number_clock(struct db *db, instant *out, struct err *e);
