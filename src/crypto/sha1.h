/*
 * sha1: digests (FIPS 180-4) where a standard asks for them, as xAPI does of addresses. They
 * vouch for nothing.
 */
#pragma once

#include "base/arena.h"
#include "base/str.h"

/* 40 hexadecimal digits, lower case. */
str sha1_hex(struct arena *a, str bytes);
