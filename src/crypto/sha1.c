#define OPENSSL_API_COMPAT 10101          /* as in sha256.c */
#include "crypto/sha1.h"

#include <openssl/sha.h>

str sha1_hex(struct arena *a, str bytes)
{
    SHA_CTX c;
    unsigned char digest[SHA_DIGEST_LENGTH];
    char *text = arena_get_text(a, 2 * sizeof digest);
    SHA1_Init(&c);
    SHA1_Update(&c, bytes.p, bytes.n);
    SHA1_Final(digest, &c);
    for (size_t i = 0; i < sizeof digest; i++) {
        text[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        text[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    return (str){ text, 2 * sizeof digest };
}
