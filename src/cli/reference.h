/*
 * reference: schemas/reference.md, the reference of the language of courses:
 * what the schema says of every element and attribute, each element with an
 * example out of a course that shows them all.
 */
#pragma once

#include "base/buf.h"
#include "base/err.h"
#include "course/course.h"
#include "course/reference.h"

/* `shown` is that course; elements that do not occur in it have no example.
 * False with e when a file of it cannot be read again. */
MUST bool reference_put(struct buf *b, const struct reference *r, const struct course *shown,
                        struct err *e);
