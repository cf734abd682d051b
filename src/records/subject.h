/*
 * subject: all that the store holds about one person, for that person.
 */
#pragma once

#include "table/report.h"
#include "tracker/tracker.h"

/* A table for each kind of thing, with every version, who said it and while it was known; with
 * `one_table` the story alone (a file of one table). */
MUST bool subject_export(struct tracker *t, str key, bool one_table, struct report *r, struct err *e);
