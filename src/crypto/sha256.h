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

/* The whole file, streamed. */
MUST bool sha256_of_file(const char *path, struct sha256 *out, struct err *e);

/* Piece by piece. */
struct sha256_sum;
struct sha256_sum *sha256_begin(void);
void sha256_add(struct sha256_sum *sum, str bytes);
struct sha256 sha256_end(struct sha256_sum *sum);     /* and frees it */

/* 64 hexadecimal digits, lower case. */
str sha256_hex(struct arena *a, struct sha256 digest);
