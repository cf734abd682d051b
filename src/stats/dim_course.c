/*
 * By course, in order of code.
 */
#include "stats/dimension.h"

#include <stdlib.h>

struct row { int64_t key; uint32_t group; };
struct own { VEC(struct row) rows; };                 /* in order of key */

static int by_key(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static bool prepare(struct axis *x, struct arena *a, struct db *db, const struct facts *facts,
                    struct err *e)
{
    (void)facts;
    struct own *own = x->own = NEW(a, struct own);
    struct stmt *q = db_stmt(db, S("SELECT id, code, title FROM course ORDER BY code"));
    while (stmt_row(q)) {
        *vec_push(a, &own->rows) = (struct row){ stmt_int(q, 0), (uint32_t)x->groups.n };
        *vec_push(a, &x->groups) = (struct group){ .id = str_dup(a, stmt_str(q, 1)),
                                                   .name = str_dup(a, stmt_str(q, 2)) };
    }
    if (own->rows.n > 0)
        qsort(own->rows.v, own->rows.n, sizeof *own->rows.v, by_key);
    return stmt_end(q, e);
}

static size_t place(const struct axis *x, const struct fact *f, uint32_t in[GROUPS_MOST],
                    enum line *line)
{
    const struct own *own = x->own;
    *line = LINE_NONE;                    /* never: what has no course is not asked for by it */
    const struct row key = { .key = f->course }, *found = NULL;
    if (own->rows.n > 0)
        found = bsearch(&key, own->rows.v, own->rows.n, sizeof key, by_key);
    if (found == NULL)
        return 0;
    in[0] = found->group;
    return 1;
}

const struct dimension dimension_course = {
    .name = "course", .id = "course", .noun = TO_SAY("course"),
    .title = TO_SAY("Course"), .name_title = TO_SAY("Title"),
    .help = "course",
    .shows_id = true,
    .prepare = prepare, .place = place,
};
