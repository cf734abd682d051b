/*
 * quiz: questions as a form.
 */
#pragma once

#include "render/page.h"

/* section.quiz; its heading stands in it on the page of a lesson. */
void quiz_put(struct page *p, const struct quiz *q);

/* What belongs to questions and stands among other things: see page.h. */
void quiz_put_part(struct page *p, const struct node *n);
