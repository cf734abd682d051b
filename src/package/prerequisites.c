#include "package/prerequisites.h"

#include <string.h>

enum { DEPTH = 50 };

struct reading { struct arena *arena; str rest; prerequisite_ids *ids; int depth; };

static bool next_is(struct reading *r, str sign)
{
    r->rest = str_trim(r->rest);
    if (!str_starts(r->rest, sign))
        return false;
    r->rest = str_from(r->rest, sign.n);
    return true;
}

static str word(struct reading *r)
{
    size_t n = 0;
    r->rest = str_trim(r->rest);
    while (n < r->rest.n && r->rest.p[n] && !strchr("&|~=<>{}()*,\" \t\r\n", r->rest.p[n]))
        n++;
    str w = str_head(r->rest, n);
    r->rest = str_from(r->rest, n);
    return w;
}

static bool read_status(struct reading *r)
{
    if (!next_is(r, S("\"")))
        return word(r).n > 0;
    size_t end = str_find(r->rest, S("\""));
    if (end == 0 || end == r->rest.n)
        return false;
    r->rest = str_from(r->rest, end + 1);
    return true;
}

static bool read_either(struct reading *r);

static bool read_set(struct reading *r)
{
    do {
        if (!read_either(r))
            return false;
    } while (next_is(r, S(",")));
    return next_is(r, S("}"));
}

static bool read_one(struct reading *r)
{
    int64_t count;
    if (next_is(r, S("~")))
        return ++r->depth < DEPTH && read_one(r);
    if (next_is(r, S("(")))
        return read_either(r) && next_is(r, S(")"));
    if (next_is(r, S("{")))
        return read_set(r);
    str id = word(r);
    if (id.n == 0)
        return false;
    if (next_is(r, S("*")))
        return str_int(id, &count) && count > 0 && next_is(r, S("{")) && read_set(r);
    *vec_push(r->arena, r->ids) = id;
    return (!next_is(r, S("=")) && !next_is(r, S("<>"))) || read_status(r);
}

static bool read_either(struct reading *r)
{
    if (++r->depth > DEPTH)
        return false;
    do {
        if (!read_one(r))
            return false;
    } while (next_is(r, S("&")) || next_is(r, S("|")));
    r->depth--;
    return true;
}

bool prerequisites_read(struct arena *a, str text, prerequisite_ids *ids, str *bad)
{
    struct reading r = { .arena = a, .rest = text, .ids = ids };
    bool ok = read_either(&r) && str_trim(r.rest).n == 0;
    *bad = r.rest;
    return ok;
}
