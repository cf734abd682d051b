/*
 * question: one question as a part of a form, whatever its type.
 */
#pragma once

#include "render/page.h"

/* fieldset.question. `number`: its place among those asked, from 1; 0: it stands
 * alone. Which answers are right is not in it. */
void question_put(struct page *p, const struct question *q, size_t number);

/* A gap in the passage of a cloze. */
void question_put_gap(struct page *p, const struct node *gap);

/* "single-choice": the element's name. */
const char *question_type(const struct question *q);

/* How many characters (UTF-16) can be typed into a field of it. */
int question_typed_most(const struct question *q);

/* How many characters of a learner's state what is typed may take; what would
 * take more loses its end. All that is right in any language of the package has
 * room: a state is written anew in the one that is shown. */
int question_kept_most(struct editions all, const struct question *q);

enum { QUESTION_TRIES = 17 };             /* what the state can count to */
