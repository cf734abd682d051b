/*
 * past: the tables that hold versions, and what walks over all of them.
 *
 * Rows of these tables are never changed by hand-written UPDATEs but through edit.h, or by
 * bulk work with the same effect: the old version to NAME_past with retired_by, then the row in
 * place with batch and line of the new statement and since NULL (schemas/tracker/002-knowledge.sql
 * says what that means).  A version that began with the batch that replaces it was known to
 * nobody: it is overwritten and leaves no past.
 *
 * Undo, the store as it was known, digests of the log, verify and erasure are written over the
 * rows of past_table() and know no table by name.
 */
#pragma once

#include "base/buf.h"
#include "db/db.h"
#include "tracker/digest.h"

/* In the order in which rows depend on each other: who is spoken of stands before who speaks. */
enum past {
    PAST_ORGANISATION, PAST_LEARNER, PAST_IDENTITY, PAST_SHARED, PAST_MERGE, PAST_SIGHTING,
    PAST_COURSE, PAST_ACTIVITY, PAST_COURSE_ALIAS, PAST_VERSION, PAST_VERSION_ACTIVITY,
    PAST_QUESTION, PAST_REGISTRATION, PAST_RESULT, PAST_ATTEMPT, PAST_INTERACTION, PAST_STATEMENT,
    PAST_VOIDING,
    PAST_INITIATIVE, PAST_PARTNER, PAST_PARTICIPATION, PAST_HEADCOUNT,
    PAST_ECONOMY_ALIAS, PAST_MEMBERSHIP,
    PASTS
};

enum { PAST_COLUMNS = 16, PAST_REFERS = 4 };

/* Whose salt a row is hashed with: the learner in column `person`, the learner of the
 * registration there, the row's own (of the voiding there), or nobody's. */
enum past_of { OF_NOBODY, OF_LEARNER, OF_REGISTRATION, OF_VOIDING };

struct past_table {
    const char *name;                     /* "registration"; its past is "registration_past" */
    const char *thing, *things;           /* "registration", "registrations": what a user calls them */
    const char *columns[PAST_COLUMNS + 1];    /* the key, then the content; NULL ends. Neither
                                             batch, line, since nor what is derived or a cache */
    int nkey;
    bool numbered;                        /* the key is a number nobody gets twice: numbers.h */
    bool has_line;
    const char *carried;                  /* a column that every version has along and no digest; NULL */
    const char *cache;                    /* a column that is NULL after any change by hand; NULL */
    enum past_of of;
    int person;
    struct { int column; enum past to; } refers[PAST_REFERS];    /* nrefers of them */
    int nrefers;
};

const struct past_table *past_table(enum past p);
int past_columns(const struct past_table *t);             /* of key and content */

/* "a, b, c": the key; all of key and content, each behind `prefix` ("m."). */
void past_put_key(struct buf *b, const struct past_table *t, const char *prefix);
void past_put_columns(struct buf *b, const struct past_table *t, const char *prefix);
/* " WHERE a IS ?1 AND b IS ?2": one key. */
void past_put_where(struct buf *b, const struct past_table *t);
/* "INSERT INTO t_past (...) SELECT ... FROM t": versions to the past; a WHERE may follow. */
void past_put_copy(struct buf *b, const struct past_table *t, const char *retired_by);

/*
 * A statement for one table, from a text with words between @, where m is a version in NAME, p
 * one in NAME_past and e an entry with the key as k0, k1, ...:
 *     @NAME@        the table             @KEYS@      id, n
 *     @K@           k0, k1                @M_IS_E@, @M_IS_P@     of one key
 *     @COLUMNS@     key and content       @COPIED@, @M_COPIED@   and all else of a version but retired_by
 *     @P_COPIED_BUT_SINCE@                @M_AS_P@    of one content, batch and line
 *     @M_FROM_P@    m takes p's content, batch and line          @P_REFERS@  what p speaks of is there
 */
str past_sql(struct arena *a, const struct past_table *t, str text);

/*
 * One row of NAME: `key` are the columns of its key.  *row gets key and content, then
 * batch, line (nil without) and since; texts are copied into the arena.  *found false: there is none.
 */
enum { PAST_ROW = PAST_COLUMNS + 3 };
MUST bool past_read(struct db *db, enum past p, struct arena *a, const struct val *key,
                    struct val row[PAST_ROW], bool *found, struct err *e);

/* The batch with which the version of past_read() came to be known. */
int64_t past_began(const struct past_table *t, const struct val row[PAST_ROW]);

/* Adds the digest of a row as past_read() gives it, with the salt of its learner. */
MUST bool past_digest(struct db *db, struct arena *a, enum past p, const struct val *row,
                      struct digest *sum, struct err *e);
MUST bool past_salt(struct db *db, struct arena *a, enum past p, const struct val *row, str *salt,
                    struct err *e);

/*
 * The version that NAME holds under the key goes to NAME_past, retired by the batch, and its digest is
 * added to *d (NULL: nobody asks); the row is still in NAME.  Nothing happens when it began with this
 * batch or is not there.  For a place that writes its own UPDATE; others use edit.h.
 */
MUST bool past_retire(struct db *db, enum past p, const struct val *key, int64_t batch,
                      struct digest *d, struct err *e);

/*
 * The digests of batches as the tables have them: of each batch from `first` to `last`, what
 * it began and what it retired. Reads every table once. `of` has last - first + 1 elements.
 */
MUST bool past_digests(struct db *db, int64_t first, int64_t last, struct digest *of, struct err *e);

/* The same, only of rows that are hashed with a salt and whose learner, registration or voiding
 * is in the list: `lists` has, by enum past_of, a table with a column id. */
MUST bool past_digests_of(struct db *db, const char *const lists[OF_VOIDING + 1], int64_t first,
                          int64_t last, struct digest *of, struct err *e);
