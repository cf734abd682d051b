/*
 * edit: a change of the store by hand: one batch, one transaction, one entry in the log.
 *
 *     batch = edit_begin(t, "override", actor, reason, e)
 *     for each row:  edit_put(t, PAST_RESULT, row, e)   or   edit_take(t, PAST_RESULT, key, e)
 *     edit_say(t, "1 result set by hand")
 *     edit_end(t, ok, e)
 *
 * Versions, their past, digests, states of what was touched, the entry in the log: all follow
 * from the calls in between.  What is not in past_table() (settings, sources) is the caller's own SQL.
 * Between the pair tracker_db() may be read; within tracker_begin() an edit is part of that whole.
 * One edit at a time, and none while an import is open.
 */
#pragma once

#include "base/date.h"
#include "tracker/past.h"
#include "tracker/tracker.h"

/* op as import_batch has it: "override", "merge", "unmerge", "erase", "edit", "undo". 0: e says why. */
MUST int64_t edit_begin(struct tracker *t, const char *op, str actor, str reason, struct err *e);

/*
 * The same for work that changes many rows: a large cache, and references are the caller's care.
 * Within tracker_begin() its transaction is that one, so that no page is copied before it is changed:
 * when this edit is not ok, the whole must not be either.
 */
MUST int64_t edit_begin_bulk(struct tracker *t, const char *op, str actor, str reason, struct err *e);

/*
 * An import that writes its rows this way (restore.h): the batch, its transaction and its
 * entry in the log are the import's. edit_leave() derives what follows and adds the digest
 * to *sum; edit_forget() is for an import that is dropped.
 */
MUST bool edit_join(struct tracker *t, int64_t batch, instant recorded, struct err *e);
MUST bool edit_leave(struct tracker *t, struct digest *sum, struct err *e);
void edit_forget(struct tracker *t);
/* The line of the file that says what is put next; and whether learners made now have no salt
 * (they were erased). */
void edit_line(struct tracker *t, int64_t line);
void edit_unsalted(struct tracker *t, bool so);

/* The batch that is open, and when it is recorded. */
int64_t edit_batch(const struct tracker *t);
instant edit_recorded(const struct tracker *t);

/* What is put next was said on that line of that batch: it is known since this one. Nil: this one says it (as at first). */
void edit_said(struct tracker *t, struct val batch, struct val line);

/*
 * Makes the row (key and content, as past_table() lists them) known from now on: inserts it, or
 * replaces the version that is there; the same content again changes nothing.
 */
MUST bool edit_put(struct tracker *t, enum past p, const struct val *row, struct err *e);

/* One column of the row with this key; the row must be there. */
MUST bool edit_set(struct tracker *t, enum past p, const struct val *key, const char *column,
                   struct val v, struct err *e);

/* Takes the row back: what is not there is no trouble. */
MUST bool edit_take(struct tracker *t, enum past p, const struct val *key, struct err *e);

/* How many rows were put or taken so far: 0, and nothing is worth a batch. */
int64_t edit_changes(const struct tracker *t);

/* For whoever changes rows by SQL of their own: the digest of the batch, all it began and retired by whatever
 * way, and whose states and persons are to be derived again. */
void edit_digest(struct tracker *t, const struct digest *d);
MUST bool edit_touch_registration(struct tracker *t, int64_t registration, struct err *e);
MUST bool edit_touch_learner(struct tracker *t, int64_t learner, struct err *e);
MUST bool edit_touch_course(struct tracker *t, int64_t course, struct err *e);

/* What the log says of it, in words and figures that name nobody. */
void edit_say(struct tracker *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* With ok false, or when something fails on the way, all is as it was before (a dry run: false
 * with e untouched). */
MUST bool edit_end(struct tracker *t, bool ok, struct err *e);
