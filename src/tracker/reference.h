/*
 * reference: what a new store knows before anybody was imported.
 *
 * Economies, their spellings, and their memberships over time, from the tables
 * of schemas/data with source and confidence.
 */
#pragma once

/* The scheme with this behind the code of another has the primary groups of economies that are in
 * several groups of that one. */
#define SCHEME_PRIMARY "-PRIMARY"

#include "db/db.h"

MUST bool reference_load(struct db *db, struct err *e);

/* The sub-regions of the RMOs as a scheme of their own; stores of schema 1 lack them. */
MUST bool reference_load_subregions(struct db *db, struct err *e);

/* "2019" -> "2019-01-01", exact or not; empty stays empty. False for anything
 * that is no date. `out` has room for 11. */
bool reference_date(str s, char *out, bool *uncertain);
