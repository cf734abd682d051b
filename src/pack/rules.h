/*
 * rules: what targets ask of a course beyond what every course must be.
 */
#pragma once

#include "base/diag.h"

#define RULE(id, grade, title, advice) extern const struct rule rule_##id;
#include "pack/rules.def"
#undef RULE

/* All rows of rules.def in order; NULL behind the last. */
const struct rule *pack_rule_at(size_t i);
