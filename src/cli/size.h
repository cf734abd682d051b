/* size: bytes as people read them. */
#pragma once

#include "base/arena.h"
#include "base/str.h"

/* "146 kB", from ten million on "12 MB"; rounded up. */
str size_shown(struct arena *a, uint64_t bytes);
