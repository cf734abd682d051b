/*
 * A version is written into a buffer of fixed size, so that a million rows cost
 * a million short SHA-256 and nothing else.
 */
#include "tracker/digest.h"

#include <assert.h>
#include <string.h>

#include "crypto/sha256.h"

enum { LONG = 200, PIECE = 1 + 4 + LONG, HEAD = 128 };

struct text { size_t n; char p[HEAD + DIGEST_VALUES * PIECE]; };

static void put(struct text *t, const void *p, size_t n)
{
    if (n)
        memcpy(t->p + t->n, p, n);
    t->n += n;
}

static void put_number(struct text *t, char tag, uint64_t x, size_t bytes)
{
    t->p[t->n++] = tag;
    for (size_t i = 0; i < bytes; i++)
        t->p[t->n++] = (char)(x >> 8 * i & 0xff);
}

static void put_real(struct text *t, double r)
{
    uint64_t bits;
    if (r >= -1e15 && r <= 1e15 && (double)(int64_t)r >= r && (double)(int64_t)r <= r) {
        put_number(t, 'i', (uint64_t)(int64_t)r, 8);
        return;
    }
    memcpy(&bits, &r, sizeof bits);
    put_number(t, 'r', bits, 8);
}

static void put_bytes(struct text *t, char tag, char long_tag, str s)
{
    if (s.n <= LONG) {
        put_number(t, tag, s.n, 4);
        put(t, s.p, s.n);
        return;
    }
    struct sha256 d = sha256_of(s);
    t->p[t->n++] = long_tag;
    put(t, d.bytes, sizeof d.bytes);
}

static void put_value(struct text *t, struct val v)
{
    switch (v.kind) {
    case VAL_NIL:
    case VAL_HIDDEN: t->p[t->n++] = 'n'; break;
    case VAL_INT:  put_number(t, 'i', (uint64_t)v.as.i, 8); break;
    case VAL_REAL: put_real(t, v.as.r); break;
    case VAL_TEXT: put_bytes(t, 't', 'T', v.as.s); break;
    case VAL_BLOB: put_bytes(t, 'b', 'B', v.as.s); break;
    }
}

struct digest digest_of_row(str table, str salt, const struct val *values, size_t n)
{
    struct text t;
    struct digest d = { 0 };
    assert(salt.n + 2 + table.n <= HEAD && n <= DIGEST_VALUES);
    t.n = 0;
    put(&t, salt.p, salt.n);
    put(&t, table.p, table.n);
    t.p[t.n++] = 0;
    for (size_t i = 0; i < n; i++)
        put_value(&t, values[i]);
    struct sha256 x = sha256_of((str){ t.p, t.n });
    for (size_t i = 0; i < sizeof x.bytes; i++)
        d.part[i / 8] |= (uint64_t)x.bytes[i] << 8 * (i % 8);
    return d;
}

void digest_add(struct digest *sum, struct digest d)
{
    unsigned carry = 0;
    for (int i = 0; i < 4; i++) {
        uint64_t x = sum->part[i] + d.part[i], y = x + carry;
        carry = (x < d.part[i]) | (y < x);
        sum->part[i] = y;
    }
}

void digest_take(struct digest *sum, struct digest d)
{
    unsigned borrow = 0;
    for (int i = 0; i < 4; i++) {
        uint64_t x = sum->part[i] - d.part[i], y = x - borrow;
        borrow = (x > sum->part[i]) | (y > x);
        sum->part[i] = y;
    }
}

str digest_text(struct arena *a, struct digest d)
{
    return str_format(a, "%016llx%016llx%016llx%016llx", (unsigned long long)d.part[3],
                      (unsigned long long)d.part[2], (unsigned long long)d.part[1],
                      (unsigned long long)d.part[0]);
}

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool digest_read(str text, struct digest *out)
{
    struct digest d = { 0 };
    if (text.n != 64)
        return false;
    for (size_t i = 0; i < 64; i++) {
        int x = digit(text.p[i]);
        if (x < 0)
            return false;
        d.part[3 - i / 16] = d.part[3 - i / 16] << 4 | (uint64_t)x;
    }
    *out = d;
    return true;
}
