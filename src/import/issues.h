/*
 * issues: the codes of what import says about rows, explained.
 */
#pragma once

#include "base/str.h"

struct issue { const char *code, *title, *advice; };

const struct issue *issue_at(size_t i);   /* NULL behind the last */
const struct issue *issue_named(str code);
