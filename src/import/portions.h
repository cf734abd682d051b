/*
 * portions: a file on its way to the tracker, in portions, each read while the tracker takes the one before.
 *
 *     ok = portions_survey(&r, batch, e)          only if ids count: two passes
 *     ok = portions_take(&r, batch, progress, &blank, e)
 *
 * While rows are read, the reader and all that its source keeps belong to another thread.
 */
#pragma once

#include "import/pass.h"

/* For batch_survey(). */
MUST bool portions_survey(struct reader *r, struct batch *b, struct err *e);

/* For batch_take(), batch_reject() and batch_skip(). *blank: rows whose fields are all empty. */
MUST bool portions_take(struct reader *r, struct batch *b, struct progress *p, int64_t *blank, struct err *e);
