/*
 * tracker: the store of who learned what.
 *
 * One file, one schema (schemas/tracker/), filled with the reference data of
 * schemas/data when it is made.  Facts (registrations, results) are kept with
 * the file and line they came from; states are derived from them and can be
 * made again, byte for byte, at any time.
 */
#pragma once

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "db/db.h"

struct tracker;

enum tracker_mode {
    TRACKER_READ,                         /* must exist; changes nothing */
    TRACKER_CHANGE,                       /* must exist */
    TRACKER_WRITE,                        /* made when missing; gone again if nothing was committed */
    TRACKER_TRY,                          /* to write and take back: made in memory when missing */
};

/*
 * Refuses what is no store of ours, and a store of a newer program. One of an older program is
 * brought up to date, in one transaction, unless it is only read: then it is refused. As it was
 * before it stays beside it, in PATH-before-schema-N, N being the schema it has now.
 */
MUST struct tracker *tracker_open(const char *path, enum tracker_mode mode, struct err *e);
str tracker_note(const struct tracker *t);   /* a sentence that says so; empty: nothing happened */
void tracker_close(struct tracker *t);    /* NULL is fine */

/*
 * A temporary store with what the one at `path` knew at that time: versions known then, their past,
 * batches and their log; what is derived is made anew. To be asked, not to be changed. (Who was
 * erased since is not known for any time.)  tracker_as_known() takes it from an open store.
 */
MUST struct tracker *tracker_open_as_known(const char *path, instant at, struct err *e);
MUST struct tracker *tracker_as_known(struct tracker *t, instant at, struct err *e);

/* The last batch that was known at that time (NULL: now); 0: none yet. And what was known at the end of one. */
MUST bool tracker_last_batch(struct tracker *t, const instant *at, int64_t *batch, struct err *e);
MUST struct tracker *tracker_as_known_by(struct tracker *t, int64_t batch, struct err *e);

/* What people write for such a time ("--known-as-of"): an instant or a day, with the whole of the second or
 * the day that is named; of today what there was of it, so that the answer stays. */
MUST bool tracker_read_known(str text, instant *at, struct err *e);

/*
 * Several batches (batch.h) as one: between the pair a batch sees what the
 * batches before it brought, batch_commit() is for the time being, and a batch
 * that was dropped leaves nothing. tracker_end() makes all of it lasting, or
 * with ok false takes all of it back (a dry run, a rejected row). A batch
 * without the pair is a transaction of its own.
 */
MUST bool tracker_begin(struct tracker *t, struct err *e);
MUST bool tracker_end(struct tracker *t, bool ok, struct err *e);

/* For those who only ask: stats. */
struct db *tracker_db(struct tracker *t);

/* Throws the derived tables away and makes them from the facts. */
MUST bool tracker_rebuild(struct tracker *t, struct err *e);

/* Rewrites the file, so that nothing that was deleted or replaced is left in it or beside it. */
MUST bool tracker_scrub(struct tracker *t, struct err *e);

/* One sentence per thing that is wrong with the store into *faults (none: it
 * is sound): file integrity, references, states unlike their recomputation,
 * overlapping periods. */
MUST bool tracker_verify(struct tracker *t, struct arena *a, str **faults, size_t *n,
                         struct err *e);

/*
 * Content without keys, batches and recording times, one line per thing,
 * sorted: two stores are the same when these bytes are.
 */
typedef bool tracker_line(void *self, str line, struct err *e);
MUST bool tracker_canonical_lines(struct tracker *t, tracker_line *put, void *self, struct err *e);
MUST bool tracker_canonical(struct tracker *t, struct buf *out, struct err *e);    /* all at once */
