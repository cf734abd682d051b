/*
 * cell: what stands in a field as a date, a share or a country.
 *
 * An empty field says nothing. What can be read in two ways, or is almost
 * right, is refused with the way it should be written; nothing is guessed.
 * How dates and numbers are written is told by reader->formats.
 */
#pragma once

#include "import/source.h"

/* What is read, and where it stands: a mapping can translate it, or say it of all
 * rows (then the field is NO_FIELD). */
struct cell { int field; str text; };
struct cell cell_at(const struct reader *r, int field);

/*
 * 2024-02-29; 2024-02-29T23:30:00Z or with an offset; 2024-02-29 23:30[:15] in
 * the zone of the reader, and what the formats say. False when a zone is needed and none
 * was named. A time that clocks showed twice is refused, or where a program wrote it taken
 * as the day it was on for certain, with a warning.
 */
MUST bool cell_read_stamp(struct reader *r, struct cell c, struct stamp *out, struct err *e);
MUST bool cell_stamp(struct reader *r, int field, struct stamp *out, struct err *e);

/* The same, and dates in words as programs write them: "mardi 30 avril 2024, 00:05". */
MUST bool cell_long_stamp(struct reader *r, int field, struct stamp *out, struct err *e);

/* A share of the full score, 0 to 1. False: nothing stood there, or it was refused. */
bool cell_read_share(struct reader *r, struct cell c, double *out);
bool cell_share(struct reader *r, int field, double *out);

/* A number that is not negative; `code` is of the issue when it is none. False as above. */
bool cell_read_number(struct reader *r, struct cell c, const char *code, double *out);

/* Hundredths as a program writes them, with a point or a comma: "57.96 %" and "57,96" are 0.5796,
 * the double next to that. Also above 1. False as above. */
bool cell_percent(struct reader *r, int field, double *out);
bool cell_hundredths(struct reader *r, int field, double *out);

/* The code of a country whose code or spelling stands there, by the tracker's tables; `scope` as there.
 * Empty: nothing stood there, or it was refused. */
str cell_read_economy(struct reader *r, struct cell c, str scope);
str cell_economy(struct reader *r, int field, str scope);
