#include "tracker/shared.h"

#include <string.h>

str key_text(struct arena *a, str kind, str issuer, str norm)
{
    size_t n = 1 + issuer.n + 1 + norm.n;
    char *text = arena_get_text(a, n);
    text[0] = kind.p[0] == 'e' && kind.p[1] == 'x' ? 'x' : kind.p[0];
    if (issuer.n)
        memcpy(text + 1, issuer.p, issuer.n);
    text[1 + issuer.n] = '\t';
    if (norm.n)
        memcpy(text + n - norm.n, norm.p, norm.n);
    return (str){ text, n };
}

bool shared_load(struct shared *s, struct arena *a, struct db *db, struct err *e)
{
    *s = (struct shared){ .arena = a };
    keymap_open(&s->ids, a, 0);
    struct arena *scratch = arena_new();
    struct stmt *q = db_stmt(db, S("SELECT issuer, value_norm, learner FROM shared_id ORDER BY 1, 2, 3"));
    while (stmt_row(q)) {
        struct arena_mark mark = arena_mark(scratch);
        shared_add(s, key_text(scratch, S("external"), stmt_str(q, 0), stmt_str(q, 1)),
                   (uint32_t)stmt_int(q, 2));
        arena_rewind(scratch, mark);
    }
    arena_free(scratch);
    return stmt_end(q, e);
}

void shared_close(struct shared *s) { keymap_close(&s->ids); }

const struct sharers *shared_find(const struct shared *s, str key)
{
    uint32_t at = s->of.n ? keymap_get(&s->ids, key, UINT32_MAX) : UINT32_MAX;
    return at != UINT32_MAX ? &s->of.v[at] : NULL;
}

bool sharers_are_one(const struct sharers *x, const struct persons *p)
{
    for (uint32_t i = 1; i < x->n; i++)
        if (person_of(p, x->learner[i]) != person_of(p, x->learner[0]))
            return false;
    return true;
}

bool shared_add(struct shared *s, str key, uint32_t learner)
{
    uint32_t at = *keymap_at(&s->ids, key, (uint32_t)s->of.n, NULL);
    if (at == s->of.n)
        *vec_push(s->arena, &s->of) = (struct sharers){ 0 };
    struct sharers *x = &s->of.v[at];
    for (uint32_t i = 0; i < x->n; i++)
        if (x->learner[i] == learner)
            return false;
    if (x->n == SHARERS_MOST)
        return false;
    x->learner[x->n++] = learner;
    return true;
}
