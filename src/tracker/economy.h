/*
 * economy: from a spelling of a country to its code, never by guessing.
 *
 * Order: the source's own names (scope, for example "moodle"), the names an
 * administrator added, the spellings that must be asked about ("Korea"), the
 * table of spellings in ten languages.  Empty is ECONOMY_KNOWN with code "ZZ",
 * not stated.  A spelling nobody knows is unknown, with the nearest ones.
 *
 *     all = economies_read(tracker_db(t), e)
 *     x = economy_resolve(all, S("moodle"), spelling)
 *     economies_close(all)
 *
 * The tables are read once and asked without the store, so by another thread
 * than the one that works with it too; one at a time.
 */
#pragma once

#include "db/db.h"

enum economy_answer { ECONOMY_UNKNOWN, ECONOMY_ASK, ECONOMY_KNOWN };

/* Texts live until the tables are closed. */
struct economy {
    enum economy_answer answer;
    str code;                             /* "DE"; empty unless known */
    str hint;                             /* unknown or ask: "DE (Germany), DK (Denmark)", may be empty */
};

struct economies;

/* What the store says now. */
MUST struct economies *economies_read(struct db *db, struct err *e);
void economies_close(struct economies *all);   /* NULL is fine */

/* Asking the same again costs one look-up. */
struct economy economy_resolve(struct economies *all, str scope, str spelling);

/* Which codes may be the economy of a person: flags[26 * 26]. */
MUST bool economies_selectable(struct db *db, bool *flags, struct err *e);
bool economy_selected(const bool *flags, str code);
