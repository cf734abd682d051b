/*
 * prose: figures as sentences want them.
 *
 * Published figures are rounded down, with a word that says so; a figure that is
 * round already stands without it: nobody has "over 1 650" users who has 1 650.
 */
#pragma once

#include "base/say.h"
#include "report/asked.h"

struct prose { struct arena *arena; str lang; const struct words *words; };

/* What figures of this size are rounded by when nobody says: two digits to 5,
 * three to 10, four to 50, five to 500 ... and one digit not at all. */
int64_t prose_step(int64_t n);

/* Digits in threes, apart by a blank that does not break (SI Brochure, 5.4.4). */
str prose_number(struct arena *a, int64_t n);

str prose_count(const struct prose *p, const struct asked *how, int64_t n);
str prose_share(const struct prose *p, double share);         /* "72.7 %" */
str prose_real(const struct prose *p, double n);              /* "12.5", "12" */
str prose_hidden(const struct prose *p);                      /* of a figure that may not be published */
str prose_list(const struct prose *p, const str *names, size_t n);   /* "A, B and C"; "none" */
