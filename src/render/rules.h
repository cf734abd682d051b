/* rules: what rendering finds wrong with a theme; the rows are in rules.def. */
#pragma once

#include "base/diag.h"

#define RULE(id, grade, title, advice) extern const struct rule rule_##id;
#include "render/rules.def"
#undef RULE

const struct rule *render_rule_at(size_t i);          /* NULL behind the last */
