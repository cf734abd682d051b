/*
 * built_in: the reports that come with the program, report/reports/NAME.LANG.report.
 */
#pragma once

#include "base/arena.h"
#include "base/asset.h"
#include "base/err.h"

/* In the language, else in English. `file.path` is what it is called in findings.
 * Fails with the nearest name when there is none. */
MUST bool built_in_named(struct arena *a, str name, str lang, struct asset *file, struct err *e);

/* The names, one a call: for (size_t i = 0; built_in_next(&i, &name);) */
bool built_in_next(size_t *i, str *name);
