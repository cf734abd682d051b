/*
 * since: what became of a batch: when it came in, and which later batches changed what it brought.
 */
#pragma once

#include "base/date.h"
#include "tracker/tracker.h"

struct since_by { int64_t batch, changes; str file_name, op; };

struct since {
    instant recorded;
    str actor;
    int64_t changes;                      /* rows it brought that are known no longer as it said them */
    VEC(struct since_by) by;              /* oldest first */
};

MUST bool since_batch(struct tracker *t, struct arena *a, int64_t batch, struct since *out, struct err *e);
