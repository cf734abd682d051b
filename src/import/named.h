/*
 * named: sources whose columns bear the names of fields.h, in any order and any case.
 *
 * What is nearly a name is asked about; other columns are left out with a note.
 * The token "(clear)" takes a text out where a field allows it.
 */
#pragma once

#include "import/fields.h"

/* Whether a column is there. */
bool named_has(const struct header *h, enum record_kind kind, int field);

/* Something that says who a person is. */
bool named_has_person(const struct header *h);

/* The column that is nearly the name of one of these fields, else NO_FIELD. */
int named_near(const struct header *h, enum record_kind kind, const int *wanted, size_t n);

/* For begin() and read() of such a source. */
MUST bool named_begin(struct reader *r, enum record_kind kind);
MUST bool named_read(struct reader *r, struct record *out, struct err *e);

/* The columns nobody uses, in a note; unused: one for each column. */
void named_note_unused(struct reader *r, const bool *unused);
