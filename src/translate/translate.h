/*
 * translate: a course to translators and back.
 *
 * COURSE/translations/LANG.xlf is both what a translator gets and what is
 * kept. Refreshing it never loses work: what was translated keeps its target
 * wherever its text went; when the text changed the target stays, marked
 * stale, with the old text in a note; when the text vanished the unit is kept
 * apart at the end of the file.
 */
#pragma once

#include "course/passages.h"
#include "table/table.h"

struct extracted {                        /* how many texts */
    size_t all, fresh, kept, moved, stale, gone, dropped, offered;
};

/* The course as a document for `lang`, with what `kept` (NULL: nothing) has for
 * it. drop: without what is kept apart. */
struct xliff *translate_extract(struct arena *a, const struct course_schema *s,
                                const struct course *c, str lang, const struct xliff *kept,
                                bool drop, struct extracted *told);

/* Whether a kept document may be written anew: no unit was left out of it and
 * the codes of every target nest; findings say where not. */
MUST bool translate_may_keep(const struct xliff *kept, struct diags *d);

/* The same document in the order of the course, after others were merged in. */
struct xliff *translate_again(struct arena *a, const struct course_schema *s,
                              const struct course *c, const struct xliff *x);

struct merged {
    size_t taken, unchanged, stale, older, empty, refused, unknown;
};

/*
 * Takes what a translator did into `kept`, which translate_extract() has just
 * made. Refused are targets whose codes do not fit (a finding each); stale on
 * arrival those whose source has changed; older those whose source has changed
 * and that have a good translation already; unknown texts are kept apart. False
 * with a finding when it is of another course or language.
 */
MUST bool translate_merge(struct xliff *kept, const struct course *c, struct xliff *back,
                          struct diags *d, struct merged *told);

struct progress_of {                      /* of a file, or of a language */
    size_t texts, words, translated, reviewed, stale, missing;
};

/* Adds the rows of one language: one for each source file, and all together. */
struct progress_of translate_status(struct table *t, const struct course *c,
                                    const struct xliff *kept);
struct table *translate_status_table(struct arena *a);
