/*
 * cell: what stands in a field as a date, a share or a country.
 *
 * An empty field says nothing. What can be read in two ways, or is almost
 * right, is refused with the way it should be written; nothing is guessed.
 */
#pragma once

#include "import/source.h"

/*
 * 2024-02-29; 2024-02-29T23:30:00Z or with an offset; 2024-02-29 23:30[:15] in
 * the zone of --zone. False when a zone is needed and none was named. A time
 * that clocks showed twice is refused, or where a program wrote it taken as the
 * day it was on for certain, with a warning.
 */
MUST bool cell_stamp(struct reader *r, int field, struct stamp *out, struct err *e);

/* 0 to 1 with a decimal point. False: nothing stood there, or it was refused. */
bool cell_share(struct reader *r, int field, double *out);

/* A code or a spelling of a country, by the tracker's tables; `scope` as there. */
MUST bool cell_economy(struct reader *r, int field, str scope, str *code, struct err *e);
