#include "tracker/stored.h"

#include <string.h>

#include "tracker/state.h"

enum { NEAR = 32 };                       /* rows that are walked over before looking up is cheaper */

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

bool stored_end(struct stored *s, struct err *e)
{
    struct stmt *q = s->q;
    s->q = NULL;
    return !q || stmt_end(q, e);
}

bool stored_next(struct stored *s, struct err *e)
{
    if (stmt_row(s->q)) {
        s->row = stored_get(s->q);
        return true;
    }
    s->ended = true;
    return stored_end(s, e);
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
    if (s->ended)
        return true;
    for (int i = 0; s->q && s->row.learner < learner && i < NEAR; i++)
        if (!stored_next(s, e))
            return false;
    return s->ended || (s->q && s->row.learner >= learner) || look_up(s, learner, e);
}
