#include "tracker/stored.h"

#include <string.h>

#include "tracker/state.h"

enum {
    NEAR = 32,                            /* rows that are walked over before looking up is cheaper */
    BLOCK = 1024,
};

struct stored_registration stored_get(const struct stmt *q)
{
    struct stored_registration r = {
        .id = stmt_int(q, 0), .learner = (uint32_t)stmt_int(q, 1), .course = (uint32_t)stmt_int(q, 2),
        .seq = stmt_int(q, 3), .at = stamp_get(q, 4), .withdrawn = stmt_int(q, 6) != 0,
        .cohort = stmt_str(q, 8), .by_hand = stmt_int(q, 9), .batch = stmt_int(q, 10),
        .has_digest = !stmt_nil(q, 11), .digest = stmt_int(q, 11), .key = stmt_str(q, 12) };
    str economy = stmt_str(q, 7);
    if (economy.n == 2)
        memcpy(r.economy, economy.p, 2);
    return r;
}

/* --- ahead ------------------------------------------------------------------------------ */

static bool make_block(void *self, void *slot)
{
    struct stored *s = self;
    struct stored_block *b = slot;
    arena_rewind(b->arena, (struct arena_mark){ 0 });
    for (b->n = 0; b->n < BLOCK && stmt_row(s->q); b->n++) {
        struct stored_registration *r = &b->rows[b->n];
        *r = stored_get(s->q);
        r->cohort = str_dup(b->arena, r->cohort);
        r->key = str_dup(b->arena, r->key);
    }
    return b->n > 0;
}

void stored_open(struct stored *s, struct arena *a, struct db *db, bool all)
{
    void *slots[STORED_BLOCKS];
    *s = (struct stored){ .db = db, .beside = all ? db_beside(db) : NULL };
    if (!s->beside)
        return;
    s->q = db_stmt(s->beside, S("SELECT " STORED_COLUMNS " FROM registration ORDER BY learner, course, seq"));
    for (size_t i = 0; i < STORED_BLOCKS; i++) {
        s->blocks[i] = (struct stored_block){ arena_new(), NEW_N(a, struct stored_registration, BLOCK), 0 };
        slots[i] = &s->blocks[i];
    }
    s->ahead = ahead_begin(a, make_block, s, slots, STORED_BLOCKS);
}

static void end_ahead(struct stored *s)
{
    ahead_end(s->ahead);
    s->ahead = NULL;
    for (size_t i = 0; i < STORED_BLOCKS; i++)
        arena_free(s->blocks[i].arena);
}

/* --- rows ------------------------------------------------------------------------------- */

bool stored_end(struct stored *s, struct err *e)
{
    if (s->ahead)
        end_ahead(s);
    bool ok = !s->q || stmt_end(s->q, e);
    db_close(s->beside);
    s->q = NULL;
    s->beside = NULL;
    s->stands = false;
    return ok;
}

static bool next_ahead(struct stored *s)
{
    if (!s->block || s->at == s->block->n) {
        s->block = ahead_next(s->ahead);
        s->at = 0;
    }
    if (s->block)
        s->row = s->block->rows[s->at++];
    return s->block != NULL;
}

static bool next_row(struct stored *s)
{
    bool more = stmt_row(s->q);
    if (more)
        s->row = stored_get(s->q);
    return more;
}

bool stored_next(struct stored *s, struct err *e)
{
    s->stands = s->ahead ? next_ahead(s) : next_row(s);
    s->ended = !s->stands;
    return s->stands || stored_end(s, e);
}

static bool look_up(struct stored *s, uint32_t learner, struct err *e)
{
    if (!stored_end(s, e))
        return false;
    s->q = db_stmt(s->db, S("SELECT " STORED_COLUMNS " FROM registration WHERE learner >= ?"
                            " ORDER BY learner, course, seq"));
    stmt_set(s->q, 1, val_int(learner));
    return stored_next(s, e);
}

bool stored_seek(struct stored *s, uint32_t learner, struct err *e)
{
    if (s->ahead && !s->stands && !stored_next(s, e))
        return false;
    for (int i = 0; s->stands && s->row.learner < learner && (s->ahead || i < NEAR); i++)
        if (!stored_next(s, e))
            return false;
    return s->ended || (s->stands && s->row.learner >= learner) || look_up(s, learner, e);
}
