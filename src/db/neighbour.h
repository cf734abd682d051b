/*
 * neighbour: where a database lies and who else is at it.
 */
#pragma once

#include "base/err.h"

/* May we write to the file and make others in its folder (the log, the index of the log)? */
bool neighbour_may_write(const char *path);

/* Is there a log or a journal beside it that is not empty? */
bool neighbour_log(const char *path);

/* Whether such a log is left although nobody has the file open: the last to leave could not
 * fold it in (no room on the disk), or was killed. Nothing is lost, the next who writes does it. */
bool neighbour_left_log(const char *path);

/* The process that holds a lock against us, where the system tells (Linux); else 0.
 * Opens neither the file nor its neighbours: closing them would drop our own locks. */
long neighbour_holder(const char *path);
