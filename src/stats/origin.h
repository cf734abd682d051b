/*
 * origin: which source, file and line a record came in with; the last columns of a list of records.
 *
 * What was done by hand has no file: the source says how it was done (override, edit, merge).
 */
#pragma once

#include "base/say.h"
#include "db/db.h"
#include "table/table.h"

void origin_columns(struct table *t, const struct words *w);

/* batch 0: nothing is known of it. */
MUST bool origin_add(struct table *t, struct db *db, int64_t batch, int64_t line, struct err *e);
