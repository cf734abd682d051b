/* rules: what can be wrong with the text of a report. */
#pragma once

#include "base/diag.h"

#define RULE(id, grade, title, advice) extern const struct rule report_rule_##id;
#include "report/rules.def"
#undef RULE

const struct rule *report_rule_at(size_t i);          /* NULL behind the last */
