/*
 * texts: what an element of the course says, in every language of a package.
 */
#pragma once

#include "pack/unit.h"

struct text { str lang, text; };
struct texts { struct text *v; size_t n, cap; };

/* Of an element of p->course, at most `most` characters of each; what is not translated is
 * left out but in the first language. Empty when n is NULL or says nothing. */
struct texts texts_of(struct arena *a, const struct packing *p, const struct node *n, size_t most);

/* What is behind the last whole character that fits is cut off, "..." stands for it. */
str texts_cut(struct arena *a, str text, size_t most);
