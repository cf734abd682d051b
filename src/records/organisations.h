/*
 * organisations: where learners are and who hosts initiatives.
 *
 * Names are compared as spellings of economies are. Two organisations of one
 * name are told apart by their economies: "National Institute (KE)".
 */
#pragma once

#include "records/by_hand.h"
#include "table/report.h"
#include "tracker/tracker.h"

MUST bool organisations_list(struct tracker *t, struct report *r, struct err *e);

/* What is empty stays as it is. */
struct organisation_said { str name, type, economy; };
MUST bool organisations_edit(struct tracker *t, str organisation, const struct organisation_said *said,
                             const struct by_hand *by, struct report *r, struct err *e);

/* The one of that name. Within an edit, `make`: made when there is none. */
MUST bool organisation_find(struct tracker *t, str name, bool make, int64_t *id, struct err *e);

const char *organisations_type(size_t i);
