/*
 * exchange: the store outside of itself, exact and whole: what an export writes and
 * an import of it reads.
 *
 * Each kind of thing is a table of texts (exchange.def) whose rows name others by what
 * they are called outside: a course by its code, an activity by course and ident, a learner
 * by uid (STORE-NUMBER) and by key ("email::anna@example.org": kind, issuer with % and :
 * as %25 and %3A, value), a registration by learner, course, its number and its date. Instants
 * are ISO 8601 with Z, as exactly as they are known (milliseconds always with three digits).
 */
#pragma once

#include "tracker/record.h"
#include "tracker/tracker.h"

enum { EXCHANGE_COLUMNS = 16 };

struct exchange_thing {
    const char *name;                     /* "edition-activities" */
    const char *columns[EXCHANGE_COLUMNS + 1];    /* NULL ends */
};

/* In the order in which they have to come in; NULL behind the last. */
const struct exchange_thing *exchange_at(size_t i);
const struct exchange_thing *exchange_named(str name, size_t *i);

/* Which part of the store; empty: all of it. */
struct exchange_part { str course, learner; };    /* a code; a uid or an e-mail address or other key */

/* Chooses the part, once before reading; then the rows of each kind of thing:
 *     exchange_open(t, &part, e)
 *     q = exchange_rows(t, i); while (stmt_row(q)) exchange_cells(q, arena, cells) ...; stmt_end(q, e) */
MUST bool exchange_open(struct tracker *t, const struct exchange_part *part, struct err *e);
struct stmt *exchange_rows(struct tracker *t, size_t i);

/* One val a column; instants as texts, in the arena; other texts until the next row. */
void exchange_cells(const struct stmt *q, struct arena *a, struct val *cells);

/* "email::anna@example.org" and back; issuer from the arena. */
bool exchange_key_read(struct arena *a, str key, str *kind, str *issuer, str *value);

/* Reads what an export says of an instant: three digits are milliseconds. */
bool exchange_stamp(str text, struct stamp *out);
