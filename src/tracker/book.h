/*
 * book: how an import writes versions (past.h), many at once.
 *
 * A new row goes in as it is; a changed one leaves its old version in
 * NAME_past, unless this same batch began it. Whatever begins or ends is added
 * to the digest of the batch. New rows wait in memory: book_flush() before
 * anybody reads the table.
 */
#pragma once

#include "db/rows.h"
#include "tracker/past.h"

/* brought: rows that were not there before; changed: others that were. first: the lines
 * nearest to the beginning of the file that did either; 0: none. */
struct book {
    struct arena *arena;
    struct db *db;
    int64_t batch;
    struct digest digest;
    struct book_count { int64_t brought, changed, first[2]; } count[PASTS];
    struct rows *rows[PASTS];             /* made when first needed */
    str find[PASTS], change[PASTS], past[PASTS];
};

void book_open(struct book *k, struct arena *a, struct db *db, int64_t batch);
void book_close(struct book *k);          /* all zeros is fine */

/*
 * v: key and content as past_table() lists them, batch, line where the table has
 * it, and then of a learner salt and status, of a registration its digest.
 * salt: of the learner whose row it is where past_table() says so, else S("").
 */
MUST bool book_add(struct book *k, enum past p, str salt, const struct val *v, struct err *e);

/* The row with this key becomes v; a learner's salt and status stay. */
MUST bool book_change(struct book *k, enum past p, str salt, const struct val *v, struct err *e);

/* The row with this key is known no longer; that it was not there is fine. */
MUST bool book_take(struct book *k, enum past p, str salt, const struct val *key, struct err *e);

MUST bool book_flush(struct book *k, enum past p, struct err *e);
MUST bool book_flush_all(struct book *k, struct err *e);
