/*
 * digest: what a batch did, in 32 bytes.
 *
 * The sum, modulo 2^256, of the SHA-256 of every version the batch began and
 * of every one it retired: so order does not matter, and a part can be taken
 * out again. intake sums while it writes, verify sums what the tables say. A version counts
 * the same when it begins and when it is retired: so an undo that takes all of a batch back
 * has its digest.
 *
 * The text of one version is
 *     the salt           learner.salt, of tables that speak of persons (past.h); else nothing
 *     the table          "registration", and a zero byte
 *     its values         the columns of NAME_past in their order, but for salt, since and retired_by
 * and of a value
 *     nil       n
 *     integer   i, 8 bytes, the lowest first (a real without fraction too)
 *     real      r, 8 bytes of IEEE 754, the lowest first
 *     text      t, the length in 4 bytes, the lowest first, the bytes
 *     blob      b, likewise
 * where a text or blob of more than 200 bytes is T or B and its SHA-256.
 * Integers and reals of one number are one, because SQLite may give either.
 */
#pragma once

#include "base/err.h"
#include "base/val.h"

struct digest { uint64_t part[4]; };      /* the lowest first */

enum { DIGEST_VALUES = 24 };              /* columns at most */

/* What one version adds. */
struct digest digest_of_row(str table, str salt, const struct val *values, size_t n);

void digest_add(struct digest *sum, struct digest d);
void digest_take(struct digest *sum, struct digest d);        /* what was added before */

/* 64 hexadecimal digits, the highest first. */
str digest_text(struct arena *a, struct digest d);
MUST bool digest_read(str text, struct digest *out);
