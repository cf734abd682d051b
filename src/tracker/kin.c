/*
 * Chains are followed once, when they are read; one that bites its own tail (no
 * command makes any) ends where it would begin again.
 */
#include "tracker/kin.h"

static bool read_links(struct kin *k, struct arena *a, struct db *db, struct err *e)
{
    struct stmt *q = db_stmt(db, S("SELECT id, same_as, max(id) OVER () FROM activity"
                                   " WHERE same_as IS NOT NULL"));
    while (stmt_row(q)) {
        if (!k->n) {
            k->n = (size_t)stmt_int(q, 2) + 1;
            k->end = NEW_N(a, uint32_t, k->n);
            for (size_t i = 0; i < k->n; i++)
                k->end[i] = (uint32_t)i;
        }
        k->end[stmt_int(q, 0)] = (uint32_t)stmt_int(q, 1);
    }
    return stmt_end(q, e);
}

static void follow(struct kin *k)
{
    for (size_t i = 0; i < k->n; i++) {
        uint32_t at = k->end[i];
        for (size_t steps = 0; at < k->n && k->end[at] != at && steps < k->n; steps++)
            at = k->end[at];
        k->end[i] = at;
    }
}

static bool read_needs(struct kin *k, struct arena *a, struct db *db, struct err *e)
{
    struct stmt *q = db_stmt(db,
        S("SELECT v.course, v.id, a.activity FROM course_version v"
          " JOIN version_activity a ON a.version = v.id AND a.counts = 1 ORDER BY 1, 2, 3"));
    while (stmt_row(q))
        *vec_push(a, &k->needs) = (struct need){
            (uint32_t)stmt_int(q, 0), (uint32_t)stmt_int(q, 1),
            kin_end(k, (uint32_t)stmt_int(q, 2)) };
    return stmt_end(q, e);
}

bool kin_read(struct kin *k, struct arena *a, struct db *db, struct err *e)
{
    *k = (struct kin){ 0 };
    if (!read_links(k, a, db, e))
        return false;
    follow(k);
    return read_needs(k, a, db, e);
}

size_t kin_needs(const struct kin *k, uint32_t course)
{
    size_t low = 0, high = k->needs.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (k->needs.v[middle].course < course)
            low = middle + 1;
        else
            high = middle;
    }
    return low < k->needs.n && k->needs.v[low].course == course ? low : k->needs.n;
}
