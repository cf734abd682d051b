#include "stats/reading.h"

enum { ROWS_MOST = 1 << 19 };             /* a store with more of them is read again for each question */

struct reading *reading_new(struct arena *a, struct db *db, struct err *e)
{
    struct reading *r = NEW(a, struct reading);
    *r = (struct reading){ .arena = a, .db = db, .world = world_load(a, db, e) };
    return r->world != NULL ? r : NULL;
}

struct reading *reading_open(struct arena *a, struct db *db, struct err *e)
{
    struct reading *r = reading_new(a, db, e);
    if (r != NULL) {
        r->own = arena_new();
        r->room = ROWS_MOST;
    }
    return r;
}

void reading_close(struct reading *r)
{
    if (r != NULL)
        arena_free(r->own);
}
