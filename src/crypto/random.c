/*
 * Not libcrypto's: its generator sets up the whole engine, which costs every
 * run a millisecond and 2 MB (sha256.c).
 */
#define _DEFAULT_SOURCE                   /* getentropy() came with POSIX.1-2024 */
#include "crypto/random.h"

#include <unistd.h>

enum { AT_ONCE = 256 };                   /* what getentropy() gives in one call */

bool random_bytes(void *out, size_t n, struct err *e)
{
    for (char *p = out; n; ) {
        size_t part = n < AT_ONCE ? n : AT_ONCE;
        if (getentropy(p, part) != 0)
            return err_system(e, "cannot draw random numbers");
        p += part;
        n -= part;
    }
    return true;
}
