/*
 * imported: what an import did, or would do, as tables for any format.
 */
#pragma once

#include "cli/command.h"
#include "import/import.h"

MUST bool imported_report(struct run *r, const struct import *im);

/* No row of any file brought anything. */
bool imported_nothing(const struct import *im);

/* What would steer a terminal or turn the reading direction is shown as U+FFFD;
 * cut at `most` characters. */
str imported_text(struct arena *a, str value, size_t most);
