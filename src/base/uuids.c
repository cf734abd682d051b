#include "base/uuids.h"

#include <assert.h>
#include <string.h>

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool uuid_read(str s, struct uuid *out)
{
    uint64_t half[2] = { 0 };
    size_t n = 0;
    if (s.n != 36)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash != (s.p[i] == '-') || (!dash && hex(s.p[i]) < 0))
            return false;
        if (!dash) {
            half[n / 16] = half[n / 16] << 4 | (uint64_t)hex(s.p[i]);
            n++;
        }
    }
    *out = (struct uuid){ half[0], half[1] };
    return true;
}

str uuid_text(struct arena *a, struct uuid id)
{
    unsigned long long high = id.high, low = id.low;
    return str_format(a, "%08llx-%04llx-%04llx-%04llx-%012llx", high >> 32, high >> 16 & 0xffff, high & 0xffff,
                      low >> 48, low & 0xffffffffffffu);
}

void uuid_bytes(struct uuid id, char out[UUID_BYTES])
{
    for (int i = 0; i < 8; i++) {
        out[i] = (char)(id.high >> (56 - 8 * i) & 0xff);
        out[8 + i] = (char)(id.low >> (56 - 8 * i) & 0xff);
    }
}

struct uuid uuid_of_bytes(str bytes)
{
    struct uuid id = { 0 };
    assert(bytes.n == UUID_BYTES);
    for (size_t i = 0; i < UUID_BYTES; i++) {
        uint64_t *half = i < 8 ? &id.high : &id.low;
        *half = *half << 8 | (unsigned char)bytes.p[i];
    }
    return id;
}

/* Zero marks a free place; the UUID of zeros alone is nobody's (RFC 4122, 4.1.7). */
static bool is_free(const struct uuid *u)
{
    return u->high == 0 && u->low == 0;
}

static struct uuid *place(const struct uuids *s, struct uuid id)
{
    size_t i = (size_t)((id.high ^ id.low * 0x9E3779B97F4A7C15u) >> 7) & (s->cap - 1);
    while (!is_free(&s->v[i]) && (s->v[i].high != id.high || s->v[i].low != id.low))
        i = (i + 1) & (s->cap - 1);
    return &s->v[i];
}

/* Each growth doubles, so that what is left behind is as much as what is used. */
static void grow(struct uuids *s)
{
    struct uuids more = { .arena = s->arena, .cap = s->cap > 0 ? 2 * s->cap : 1024 };
    more.v = NEW_N(s->arena, struct uuid, more.cap);
    for (size_t i = 0; i < s->cap; i++)
        if (!is_free(&s->v[i]))
            *place(&more, s->v[i]) = s->v[i];
    more.n = s->n;
    *s = more;
}

bool uuids_add(struct uuids *s, struct uuid id)
{
    if (2 * (s->n + 1) > s->cap)
        grow(s);
    struct uuid *at = place(s, id);
    if (!is_free(at))
        return false;
    *at = id;
    s->n++;
    return true;
}

bool uuids_has(const struct uuids *s, struct uuid id)
{
    return s->n > 0 && !is_free(place(s, id));
}

void uuids_clear(struct uuids *s)
{
    if (s->cap > 0)
        memset(s->v, 0, s->cap * sizeof *s->v);
    s->n = 0;
}
