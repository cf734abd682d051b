/*
 * sha256: digests (FIPS 180-4). The only folder that includes libcrypto.
 *
 * Files are told apart and packages and reports vouched for by these 32 bytes.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct sha256 { unsigned char bytes[32]; };

struct sha256 sha256_of(str bytes);

/* HMAC-SHA-256 (RFC 2104): a digest that only who has the key can make. */
struct sha256 sha256_keyed(str key, str bytes);

/* The whole of an open file from its first byte, streamed; where it is read
 * next stays as it was. `path` is for the sentence when it cannot be read. */
MUST bool sha256_of_open(int fd, const char *path, struct sha256 *out, struct err *e);

/* 64 hexadecimal digits, lower case. */
str sha256_hex(struct arena *a, struct sha256 digest);
