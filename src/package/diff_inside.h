/* diff_inside: what the two halves of the comparison share. */
#pragma once

#include "base/buf.h"
#include "package/diff.h"

struct diff_field { const char *name; str old, new; };

/* "title, launch": those that are not the same. */
str diff_differing(struct arena *a, const struct diff_field *fields, size_t n);

void diff_add(struct arena *a, diff_entries *to, struct diff_entry entry);
void diff_note(struct arena *a, struct diff *d, str sentence);

/* Pages, quizzes and questions, where both are of our making. */
void diff_contents(struct arena *a, struct diff *d);
