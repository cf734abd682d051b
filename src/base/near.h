/*
 * near: "did you mean": of the names there are, the one nearest to what was typed.
 *
 *     struct near n = near_to(typed);
 *     for each name: near_offer(&n, name);
 *     if (n.best.n > 0) "; did you mean " STR_FMT "?"
 *
 * A name is near when few letters differ, when it begins with what was typed, and
 * nearest when only capitals differ.
 */
#pragma once

#include "base/str.h"

struct near { str typed, best; int distance; };

struct near near_to(str typed);
void near_offer(struct near *n, str name);    /* borrowed; the first of equals stays */
