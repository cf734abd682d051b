/*
 * office: the parts of a spreadsheet file, XML in a ZIP, read piece by piece.
 */
#pragma once

#include "grid/inside.h"
#include "xml/stream.h"
#include "zip/pull.h"

struct office_part;

/* The part that `entry` holds, told to `l`; NULL: e says why it cannot be read. */
MUST struct office_part *office_open(struct grid *g, const struct archive_entry *entry,
                                     const struct xml_listener *l, struct err *e);

/* Tags that the next tag breaks into are finished, with an attribute torn="torn". For ODS:
 * OpenSpout, and Moodle with it, write cells so whose text begins with "=". */
void office_mend(struct office_part *p);
void office_close(struct office_part *p); /* NULL is fine */

/* Reads the next piece of it. *more false: that was the last. */
MUST bool office_step(struct office_part *p, bool *more, struct err *e);

uint64_t office_taken(const struct office_part *p);

/* All of it at once. */
MUST bool office_read(struct grid *g, const struct archive_entry *entry, const struct xml_listener *l,
                      bool mend, struct err *e);
