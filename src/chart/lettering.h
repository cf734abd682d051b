/*
 * lettering: how much room words take, and words made to fit.
 *
 * Nobody knows which font a reader has, so widths are those of a wide one (DejaVu
 * Sans); what fits here fits in Segoe UI, Roboto, Helvetica and Arial as well.
 */
#pragma once

#include "base/arena.h"
#include "base/str.h"

enum { SIZE_TITLE = 16, SIZE_LABEL = 13, SIZE_SOFT = 12, SIZE_SMALL = 11 };      /* px, as in chart.css */

struct letters { int size; bool bold; };

double lettering_width(str s, struct letters l);      /* px */

/* s, or as much of it as `room` px hold, with an ellipsis behind. */
str lettering_fit(struct arena *a, str s, struct letters l, double room);

/* Lines of at most `room` px, broken at blanks, at most `most` of them: the last
 * ends in an ellipsis when there was more. How many. */
size_t lettering_wrap(struct arena *a, str s, struct letters l, double room, str *lines,
                      size_t most);

/* What reads from right to left within isolates (UAX #9), so that the marks around it
 * keep their side; anything else as it is. */
str lettering_isolated(struct arena *a, str s);
