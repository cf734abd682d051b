/*
 * watch: whether something in a folder was changed, or below it.
 *
 * A file counts when it is whole: written and closed, renamed, removed. Names
 * that begin with "." or end with "~" are editors' own and do not count. Links
 * to folders are not followed.
 */
#pragma once

#include <stdbool.h>

#include "base/err.h"

struct watch;

MUST struct watch *watch_open(const char *folder, struct err *e);
void watch_close(struct watch *w);        /* NULL is fine */

/* Readable when watch_turn() has something to do; while the folder is gone,
 * also after watch_wait() milliseconds (else -1). */
int watch_fd(const struct watch *w);
int watch_wait(const struct watch *w);

/* True when something was changed since the last call. */
bool watch_turn(struct watch *w);
