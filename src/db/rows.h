/*
 * rows: many rows into one table, some at a time.
 *
 * A statement that inserts 32 rows costs little more than half of 32 that
 * insert one. Rows wait in memory until a statement is full: rows_end() before
 * anybody reads the table.
 */
#pragma once

#include "base/arena.h"
#include "db/db.h"

struct rows;

/* `into` is "t" or "t (a, b)"; every row has `columns` values. When one cannot be written those
 * before it may be: the transaction must not be kept. */
struct rows *rows_new(struct arena *a, struct db *db, str into, int columns);
void rows_free(struct rows *r);           /* drops what waits; NULL is fine */

/* Texts and blobs are copied. */
MUST bool rows_put(struct rows *r, const struct val *values, struct err *e);
MUST bool rows_end(struct rows *r, struct err *e);
