/*
 * economy: from a spelling of a country to its code, never by guessing.
 *
 * Order: the source's own names (scope, for example "moodle"), the names an
 * administrator added, the spellings that must be asked about ("Korea"), the
 * table of spellings in ten languages.  Empty is ECONOMY_KNOWN with code "ZZ",
 * not stated.  A spelling nobody knows is unknown, with the nearest ones.
 */
#pragma once

#include "tracker/tracker.h"

enum economy_answer { ECONOMY_UNKNOWN, ECONOMY_ASK, ECONOMY_KNOWN };

struct economy {
    enum economy_answer answer;
    str code;                             /* "DE"; empty unless known */
    str hint;                             /* unknown or ask: "DE (Germany), DK (Denmark)", may be empty */
};

/* The answer is owned by the tracker; asking the same again costs one look-up. */
MUST bool economy_resolve(struct tracker *t, str scope, str spelling,
                          const struct economy **out, struct err *e);

/* Which codes may be the economy of a person: flags[26 * 26]. */
MUST bool economies_selectable(struct db *db, bool *flags, struct err *e);
bool economy_selected(const bool *flags, str code);

void economies_forget(struct tracker *t); /* the answers so far; for tracker_close() */
