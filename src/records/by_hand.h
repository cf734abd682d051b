/*
 * by_hand: who changes the store, why, and whether at all.
 *
 * What changes the store is one edit (tracker/edit.h) that "undo" takes back; with
 * dry_run it is taken back at once, and the report tells what would have been.
 */
#pragma once

#include "table/report.h"
#include "tracker/tracker.h"

struct by_hand {
    str actor, reason;
    bool dry_run;
};

/* Ends an edit: keeps it when all went well, something changed, and it is no dry run. */
MUST bool by_hand_end(struct tracker *t, bool ok, const struct by_hand *by, struct err *e);

/* Below the table, before that: what became of it. */
void by_hand_note(struct tracker *t, const struct by_hand *by, struct table *x);
