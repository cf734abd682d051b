/*
 * rules: all that may be found wrong, whoever finds it.
 */
#pragma once

#include "base/diag.h"

/* The rules of every floor, one after the other; NULL behind the last. */
const struct rule *rule_at(size_t i);
