#include "crypto/sha256.h"

#include <openssl/evp.h>
#include <stdio.h>

/* The algorithm is part of every libcrypto; only memory can be missing. */
static void must(bool ok)
{
    if (!ok)
        out_of_memory();
}

static EVP_MD_CTX *context(struct sha256_sum *sum)
{
    return (EVP_MD_CTX *)sum;
}

struct sha256_sum *sha256_begin(void)
{
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    must(c && EVP_DigestInit_ex(c, EVP_sha256(), NULL) == 1);
    return (struct sha256_sum *)c;
}

void sha256_add(struct sha256_sum *sum, str bytes)
{
    must(EVP_DigestUpdate(context(sum), bytes.p, bytes.n) == 1);
}

struct sha256 sha256_end(struct sha256_sum *sum)
{
    struct sha256 out;
    must(EVP_DigestFinal_ex(context(sum), out.bytes, NULL) == 1);
    EVP_MD_CTX_free(context(sum));
    return out;
}

struct sha256 sha256_of(str bytes)
{
    struct sha256_sum *sum = sha256_begin();
    sha256_add(sum, bytes);
    return sha256_end(sum);
}

bool sha256_of_file(const char *path, struct sha256 *out, struct err *e)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return err_system(e, "cannot read %s", path);
    struct sha256_sum *sum = sha256_begin();
    char piece[64 * 1024];
    for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0; )
        sha256_add(sum, (str){ piece, n });
    *out = sha256_end(sum);
    bool ok = !ferror(f) || err_system(e, "cannot read %s", path);
    fclose(f);
    return ok;
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
