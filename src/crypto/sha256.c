#include "crypto/sha256.h"

#include <openssl/evp.h>
#include <unistd.h>

/* The algorithm is part of every libcrypto; only memory can be missing. */
static void must(bool ok)
{
    if (!ok)
        out_of_memory();
}

static EVP_MD_CTX *begin(void)
{
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    must(c && EVP_DigestInit_ex(c, EVP_sha256(), NULL) == 1);
    return c;
}

static void add(EVP_MD_CTX *c, str bytes)
{
    must(EVP_DigestUpdate(c, bytes.p, bytes.n) == 1);
}

static struct sha256 end(EVP_MD_CTX *c)
{
    struct sha256 out;
    must(EVP_DigestFinal_ex(c, out.bytes, NULL) == 1);
    EVP_MD_CTX_free(c);
    return out;
}

struct sha256 sha256_of(str bytes)
{
    EVP_MD_CTX *c = begin();
    add(c, bytes);
    return end(c);
}

bool sha256_of_open(int fd, const char *path, struct sha256 *out, struct err *e)
{
    EVP_MD_CTX *c = begin();
    char piece[64 * 1024];
    off_t at = 0;
    ssize_t n;
    while ((n = pread(fd, piece, sizeof piece, at)) > 0) {
        add(c, (str){ piece, (size_t)n });
        at += n;
    }
    *out = end(c);
    return n == 0 || err_system(e, "cannot read %s", path);
}

str sha256_hex(struct arena *a, struct sha256 digest)
{
    static const char digits[] = "0123456789abcdef";
    char *p = arena_get(a, 65);
    for (size_t i = 0; i < sizeof digest.bytes; i++) {
        p[2 * i] = digits[digest.bytes[i] >> 4];
        p[2 * i + 1] = digits[digest.bytes[i] & 15];
    }
    return (str){ p, 64 };
}
