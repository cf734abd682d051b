/*
 * quiz: questions as a form.
 */
#pragma once

#include "render/page.h"

/* section.quiz; its heading stands in it on the page of a lesson. */
void quiz_put(struct page *p, const struct quiz *q);
