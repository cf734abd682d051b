/*
 * history: the log, in words.
 */
#pragma once

#include "table/report.h"
#include "tracker/tracker.h"

struct history_asked {
    struct val from, to;                  /* instants, [from, to); nil: open */
    struct val batch, op, actor;          /* nil: any */
    str learner;                          /* a key of a person: what concerned it; empty: anybody */
};

/* One row a batch: when, what kind of change, who, what it did in figures, why. */
MUST bool history_list(struct tracker *t, const struct history_asked *asked, struct report *r,
                       struct err *e);
