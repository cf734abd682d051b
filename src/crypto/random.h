/*
 * random: bytes that nobody can guess, from the operating system.
 */
#pragma once

#include <stddef.h>

#include "base/err.h"

MUST bool random_bytes(void *out, size_t n, struct err *e);
