/*
 * undo: takes a batch back, as a batch of its own.
 *
 * Of every row the batch brought or replaced or took away: when it still is as the batch left it,
 * what was before comes back (reversed); when a later batch changed it, it stays (kept); when
 * what was before has no place any more, another row having taken its number or the thing it speaks of
 * being gone, it stays too (failed). An undo is taken back like any other batch.
 *
 * Nothing is done when facts of later batches would hang in the air; `cascade` takes
 * those batches back before, the newest first. All of it is one transaction.
 */
#pragma once

#include "base/progress.h"
#include "tracker/edit.h"

struct undo_how {
    str actor, reason;
    bool cascade, dry_run;
    struct progress *progress;            /* counts batches; may be NULL */
};

struct undo_count { int64_t reversed, kept, failed; };

struct undone {
    int64_t target, batch;                /* the undo of `target` is `batch` */
    struct undo_count of[PASTS];
};

struct undo_file { int64_t batch; str name; };

struct undo {
    VEC(struct undone) done;              /* in the order in which it was done, the one asked for last */
    VEC(int64_t) hanging;                 /* why nothing was done: batches, the newest first */
    VEC(struct undo_file) again;          /* files that may be imported again: what they said
                                             was there already, and so is not in their batches */
};

/* False: there is no such batch, it is undone already, the store said no, or the user said stop. */
MUST bool undo_batch(struct tracker *t, struct arena *a, int64_t batch, const struct undo_how *how,
                     struct undo *out, struct err *e);
