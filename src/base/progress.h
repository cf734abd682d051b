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
    uint64_t next;                        /* `done` at which it is shown again */
    void (*show)(struct progress *p);     /* NULL: nobody looks */
};

/* `by` more are done. False, and e says "stopped", when the user wants out.
 * p may be NULL. */
MUST bool progress_step(struct progress *p, uint64_t by, struct err *e);

/* A signal handler's one line. */
void progress_stop(void);
