/*
 * describe: what translators are told about a text and its codes.
 */
#pragma once

#include "course/passages.h"
#include "xliff/texts.h"

struct describing {
    struct arena *arena;
    const struct course_schema *schema;
    const struct course *course;
    const struct xliff *kept;             /* NULL: nothing is translated yet */
    struct texts terms;                   /* units of its glossary, by id */
};

void describe_begin(struct describing *d);

/* The kind of the unit, its codes and the notes of ours. */
void describe(struct describing *d, const struct passage *p, struct xliff_unit *u);

/* A note of ours: its category begins so. */
bool note_is_ours(const struct xliff_note *n);
