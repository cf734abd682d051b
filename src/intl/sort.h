/*
 * sort: texts in the order that readers of a language expect.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* order[i]: which of the n texts stands at place i when they are sorted as
 * readers of the language expect; equal ones keep their order. */
MUST bool intl_sort(struct arena *a, str lang, const str *texts, size_t n, size_t *order,
                    struct err *e);
