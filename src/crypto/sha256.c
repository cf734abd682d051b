/*
 * The functions below EVP: they hash without the engine around them, whose setting up
 * costs every run 2 MB and a millisecond, and each digest more than a short text.
 */
#define OPENSSL_API_COMPAT 10101          /* OpenSSL 3 would have us take EVP */
#include "crypto/sha256.h"

#include <openssl/sha.h>
#include <string.h>
#include <unistd.h>

_Static_assert(sizeof(struct sha256) == SHA256_DIGEST_LENGTH, "32 bytes");

struct sha256 sha256_of(str bytes)
{
    SHA256_CTX c;
    struct sha256 out;
    SHA256_Init(&c);                      /* SHA256() itself takes EVP */
    SHA256_Update(&c, bytes.p, bytes.n);
    SHA256_Final(out.bytes, &c);
    return out;
}

static struct sha256 of_two(const unsigned char *block, str rest)
{
    SHA256_CTX c;
    struct sha256 out;
    SHA256_Init(&c);
    SHA256_Update(&c, block, SHA256_CBLOCK);
    SHA256_Update(&c, rest.p, rest.n);
    SHA256_Final(out.bytes, &c);
    return out;
}

struct sha256 sha256_keyed(str key, str bytes)
{
    unsigned char inner[SHA256_CBLOCK] = { 0 }, outer[SHA256_CBLOCK];
    struct sha256 short_key;
    if (key.n > sizeof inner) {
        short_key = sha256_of(key);
        key = (str){ (const char *)short_key.bytes, sizeof short_key.bytes };
    }
    if (key.n)
        memcpy(inner, key.p, key.n);
    for (size_t i = 0; i < sizeof inner; i++) {
        outer[i] = inner[i] ^ 0x5c;
        inner[i] ^= 0x36;
    }
    struct sha256 first = of_two(inner, bytes);
    return of_two(outer, (str){ (const char *)first.bytes, sizeof first.bytes });
}

bool sha256_of_open(int fd, const char *path, struct sha256 *out, struct err *e)
{
    SHA256_CTX c;
    char piece[64 * 1024];
    off_t at = 0;
    ssize_t n;
    SHA256_Init(&c);
    while ((n = pread(fd, piece, sizeof piece, at)) > 0) {
        SHA256_Update(&c, piece, (size_t)n);
        at += n;
    }
    SHA256_Final(out->bytes, &c);
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
