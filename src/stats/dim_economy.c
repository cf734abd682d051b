/*
 * By economy: each fact is in the one of its learner; what is not known is a
 * line of its own.
 */
#include "stats/dimension.h"

static bool prepare(struct axis *x, struct arena *a, struct db *db, const struct facts *facts,
                    struct err *e)
{
    (void)db, (void)facts, (void)e;
    for (size_t i = 0; i < x->world->economies.n; i++) {
        const struct world_economy *w = &x->world->economies.v[i];
        *vec_push(a, &x->groups) = (struct group){ .id = w->code, .name = w->name };
    }
    return true;
}

static size_t place(const struct axis *x, const struct fact *f, uint32_t in[GROUPS_MOST],
                    enum line *line)
{
    *line = LINE_UNKNOWN;
    in[0] = f->economy;
    return f->economy != x->world->unknown;
}

const struct dimension dimension_economy = {
    .name = "economy", .id = "economy", .noun = "economy",
    .title = "Economy", .name_title = "Name",
    .help = "country or economy of the learner on the day",
    .shows_id = true,
    .unknown_id = "ZZ",
    .lines = { [LINE_UNKNOWN] = "unknown economy" },
    .prepare = prepare, .place = place,
};
