/*
 * bar: a line on the terminal that says how far work has come.
 *
 *     reading learners.csv  ██████████░░░░░░░░░░  52 %  410 000 rows/s  0:12 left
 */
#pragma once

#include "base/progress.h"

/* A progress's show: draws at most ten times a second, and not before a
 * quarter of a second has gone, so that short work stays silent. */
void bar_show(struct progress *p);

/* Takes the line away, before anything else is printed. */
void bar_end(struct progress *p);
