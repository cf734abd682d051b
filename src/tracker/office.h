/*
 * office: the office's own choices, rows of the table "setting". They are no knowledge of learners:
 * what was known at an earlier time is told by the choices of today.
 */
#pragma once

#include "tracker/tracker.h"

struct choice { const char *name; int64_t least, most, usual; const char *about; };

const struct choice *choice_at(size_t i);             /* of settings.def; NULL behind the last */

/* Fails with the nearest name when there is none. */
MUST const struct choice *choice_named(str name, struct err *e);

/* As it was chosen, else the usual one. */
MUST bool choice_read(struct db *db, const struct choice *c, int64_t *out, struct err *e);

/* From now on; one batch, which the log tells of. */
MUST bool choice_keep(struct tracker *t, const struct choice *c, int64_t value, str actor, str reason, struct err *e);
