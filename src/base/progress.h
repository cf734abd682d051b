/*
 * progress: how far long work has come, and whether the user said stop.
 *
 * Whoever works step by step calls progress_step() as often as it likes; it
 * costs a compare. The command line hangs a bar on it when standard error is a
 * terminal, and Ctrl-C makes it answer false, so that the work ends in order:
 * the transaction rolled back, the half-written file gone.
 */
#pragma once

#include "base/err.h"
#include "base/str.h"

struct progress {
    const char *what;                     /* "reading learners.csv" */
    const char *unit;                     /* "rows", "bytes", "pages" */
    uint64_t done, total;                 /* total 0: not known */
    void (*show)(struct progress *p);     /* NULL: nobody looks */
    uint64_t next;                        /* the rest is show's own: `done` of its next turn, */
    int64_t started, drawn;               /* milliseconds of a clock, 0: not yet */
};

/* A new piece of work; total 0 when it is not known. p may be NULL. */
void progress_begin(struct progress *p, const char *what, const char *unit, uint64_t total);

/* `by` more are done. False, and e says "stopped", when the user wants out.
 * p may be NULL. */
MUST bool progress_step(struct progress *p, uint64_t by, struct err *e);

/* A signal handler's one line. */
void progress_stop(void);
