/*
 * economies: the reference data as administrators see and change it: spellings, groups
 * and memberships over time. What changes is one edit that "undo" takes back.
 */
#pragma once

#include "records/by_hand.h"
#include "table/report.h"
#include "tracker/tracker.h"

struct economies_asked {
    str group;                            /* "RMO:SIM": only its members; "RMO": who is in any; empty: all */
    str on;                               /* the day, "2024-02-29" */
};

/* Code, names, and on that day RMOs, status in BIPM and OIML, UN region. */
MUST bool economies_list(struct tracker *t, const struct economies_asked *asked, struct report *r,
                         struct err *e);

/* Memberships over time, spellings, sources, how sure they are. */
MUST bool economies_show(struct tracker *t, str economy, struct report *r, struct err *e);

/* Schemes, their groups, how many economies are in each on the day. */
MUST bool economies_schemes(struct tracker *t, str on, struct report *r, struct err *e);

/* From now on the spelling is the economy, whatever the table of spellings says. */
MUST bool economies_alias(struct tracker *t, str spelling, str economy, const struct by_hand *by,
                          struct report *r, struct err *e);

/* A new way of grouping; multi: an economy may be in several of its groups at one time. */
MUST bool economies_scheme(struct tracker *t, str code, str name, bool multi,
                           const struct by_hand *by, struct report *r, struct err *e);

struct membership_of {
    str group;                            /* "CEEMS:member" */
    str economy;                          /* code or spelling */
    str from, to;                         /* days; "2019" is its first day, and uncertain; empty: open */
    str role;                             /* empty: "member" */
    str source, confidence, note;
};

/* Into a group there is; with `make` the group is made when its scheme has it not.
 * Refused when the economy is there already at that time. */
MUST bool economies_join(struct tracker *t, const struct membership_of *m, bool make,
                         const struct by_hand *by, struct report *r, struct err *e);

/* Of the groups of a scheme that an economy is in the primary one: a membership in a scheme of its
 * own (SCHEME_PRIMARY), made when it is missing. m->source and days may be empty. */
MUST bool economies_primary(struct tracker *t, const struct membership_of *m, const struct by_hand *by,
                            struct report *r, struct err *e);

/* Ends the membership that holds on the day before. */
MUST bool economies_leave(struct tracker *t, str group, str economy, str on,
                          const struct by_hand *by, struct report *r, struct err *e);

/* A table with tabs between its columns scheme, group, economy, role, from, to, source,
 * confidence, note, the first three and source needed; all of it or nothing, and the same
 * again changes nothing. `name` is for sentences. */
MUST bool economies_load(struct tracker *t, str bytes, const char *name, const struct by_hand *by,
                         struct report *r, struct err *e);
