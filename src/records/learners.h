/*
 * learners: finding people, and all that the store knows of one.
 */
#pragma once

#include "records/by_hand.h"
#include "table/report.h"

/* Whose names, keys, organisation or uid hold the text; case and accents do not count. */
MUST bool learners_find(struct tracker *t, str text, struct report *r, struct err *e);

/*
 * The story of a person in order of time: every statement of a file or of an
 * administrator, what replaced it, merges, each with batch, file and line; behind it
 * what that comes to now, unless it is the story only (a file of one table).
 */
MUST bool learners_show(struct tracker *t, str key, bool story_only, struct report *r, struct err *e);
