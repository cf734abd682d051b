/*
 * previous: a new edition held against the one that learners have used.
 *
 * What is about to be packed would take the place of an older package on a platform.
 * Records that would be orphaned are findings E857, answers that would be lost W858.
 */
#pragma once

#include "pack/target.h"

struct previous;                          /* the older package, opened */

/* NULL with e when it is no package. */
MUST struct previous *previous_open(struct arena *a, const char *path, struct err *e);
void previous_close(struct previous *p);  /* NULL is fine */

/* "SCORM 1.2". */
const char *previous_standard(const struct previous *p);

/*
 * Compares the files of a target with it. `orphan`: the author knows, so records that would
 * be lost are warnings (W859). *kept: records that survive; SIZE_MAX: the target is of
 * another standard, nothing was compared.
 */
MUST bool previous_compare(const struct previous *p, const struct bundle *site, bool orphan,
                           size_t *kept, struct diags *d, struct err *e);
