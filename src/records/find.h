/*
 * find: things of the catalogue by what people call them; what is not there is a
 * sentence with the nearest names.
 */
#pragma once

#include "tracker/tracker.h"

/* By code, in upper or lower case. */
MUST bool find_course(struct tracker *t, str code, int64_t *id, struct err *e);
MUST bool find_activity(struct tracker *t, int64_t course, str ident, int64_t *id, struct err *e);
MUST bool find_initiative(struct tracker *t, str code, int64_t *id, struct err *e);
/* An economy by code or any spelling: its code, in the arena. */
MUST bool find_economy(struct tracker *t, struct arena *a, str spelling, str *code, struct err *e);

/* One number; nil is 0, and so is no row. */
MUST bool find_number(struct db *db, str sql, const struct val *params, size_t n, int64_t *out,
                      struct err *e);
#define NUMBER(db, sql, out, e, ...)                                                     \
    find_number((db), S(sql), (const struct val[]){ __VA_ARGS__ },                        \
                sizeof((const struct val[]){ __VA_ARGS__ }) / sizeof(struct val), (out), (e))
