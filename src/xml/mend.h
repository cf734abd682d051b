/*
 * mend: a file with some of its bytes changed, all others as they were.
 *
 * Edits (base/diag.h) say what stands at which line and column and what shall
 * stand there. An edit is done only when its place holds what it says; of two
 * that touch each other the first is done, the next run does the other.
 * Files that are not UTF-8 are left alone.
 */
#pragma once

#include "base/buf.h"
#include "base/diag.h"

struct change {                           /* `length` bytes from `at` become `new` */
    size_t at, length;
    str new;
    const struct edit *edit;
};
typedef VEC(struct change) changes;

/* Those of the n edits that can be done, by place, none touching another. All
 * edits of another file than `name` are passed over. */
changes mend_changes(struct arena *a, str name, str bytes, const struct edit *edits, size_t n);

/* The element whose start tag stands at this place, to the end of its end tag; empty:
 * none does. */
str mend_element_at(struct arena *a, str bytes, struct place at);

str mend_apply(struct arena *a, str bytes, const changes *c);

/* The change as a unified diff, for people and for patch. */
void mend_put_diff(struct buf *b, str name, str bytes, const changes *c);
