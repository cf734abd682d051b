/*
 * script: the parts of the script that a course needs, as one file.
 */
#pragma once

#include "base/buf.h"
#include "course/course.h"

/* `store`: whose store-NAME.js is taken; where there is none, the browser's own has to do. */
void script_put(struct buf *b, const struct course *c, const char *store);
