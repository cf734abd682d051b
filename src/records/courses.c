/*
 * Lists are queries; what nobody linked is compared with the titles of what is in
 * the editions, so that the nearest can be named.
 */
#include "records/courses.h"

#include "base/asset.h"
#include "records/find.h"
#include "records/list.h"
#include "tracker/catalogue.h"

enum { NEAR_MOST = 3 };

bool courses_list(struct tracker *t, struct report *r, struct err *e)
{
    struct table *x = table_new(r->arena, S("Courses"));
    if (!list_query(x, tracker_db(t), S("records/courses.sql"), NULL, 0, e))
        return false;
    if (table_rows(x) == 0)
        table_note(x, S("There is no course yet; \"etalon courses add\" takes one from its package."));
    report_table(r, x);
    return true;
}

/* --- what nobody linked ------------------------------------------------------------------ */

struct own { str ident, title; };
typedef VEC(struct own) owns;

static bool read_own(struct tracker *t, int64_t course, struct arena *a, owns *out, struct err *e)
{
    struct stmt *q = db_stmt(tracker_db(t),
        S("SELECT ident, title FROM activity WHERE course = ?1 AND same_as IS NULL"
          " AND id IN (SELECT activity FROM version_activity) ORDER BY id"));
    stmt_set(q, 1, val_int(course));
    while (stmt_row(q))
        *vec_push(a, out) = (struct own){ str_dup(a, stmt_str(q, 0)),
                                          catalogue_key(a, stmt_str(q, 1)) };
    return stmt_end(q, e);
}

/* How unlike: 0 the same; one within the other counts as little. */
static int unlike(str title, const struct own *x, int most)
{
    if (!title.n || !x->title.n)
        return most + 1;
    if (str_find(title, x->title) < title.n || str_find(x->title, title) < x->title.n)
        return str_eq(title, x->title) ? 0 : 1;
    return str_distance(title, x->title, most);
}

static str nearest(struct arena *a, const owns *all, str title)
{
    struct buf b = buf_new(a);
    str key = catalogue_key(a, title);
    int most = (int)(key.n / 4) + 1, listed = 0;
    for (int d = 0; d <= most && listed < NEAR_MOST; d++)
        for (size_t i = 0; i < all->n && listed < NEAR_MOST; i++)
            if (unlike(key, &all->v[i], most) == d) {
                buf_puts(&b, listed++ ? ", " : "");
                buf_put(&b, all->v[i].ident);
            }
    return buf_str(&b);
}

static bool show_unlinked(struct tracker *t, int64_t course, struct report *r, struct err *e)
{
    struct arena *a = r->arena;
    struct table *x = table_new(a, S("Linked to nothing"));
    owns all = { 0 };
    struct asset sql;
    if (!read_own(t, course, a, &all, e) || !asset_find(S("records/course_unlinked.sql"), &sql))
        return false;
    table_column(x, S("activity"), S("Activity"), UNIT_NONE);
    table_column(x, S("title"), S("Title"), UNIT_NONE);
    table_column(x, S("registrations"), S("Registrations"), UNIT_COUNT);
    table_column(x, S("near"), S("Near"), UNIT_NONE);
    struct stmt *q = db_stmt(tracker_db(t), sql.bytes);
    stmt_set(q, 1, val_int(course));
    while (stmt_row(q)) {
        str title = str_dup(a, stmt_str(q, 1));
        table_add(x, val_text(str_dup(a, stmt_str(q, 0))));
        table_add(x, val_text(title));
        table_add(x, val_int(stmt_int(q, 2)));
        table_add(x, val_text(nearest(a, &all, title)));
    }
    report_table(r, x);
    return stmt_end(q, e);
}

/* --- one course --------------------------------------------------------------------------- */

static bool show_list(struct tracker *t, int64_t course, const char *title, str asset,
                      struct report *r, struct err *e)
{
    struct table *x = table_new(r->arena, str_of(title));
    struct val id = val_int(course);
    if (!list_query(x, tracker_db(t), asset, &id, 1, e))
        return false;
    report_table(r, x);
    return true;
}

bool courses_show(struct tracker *t, str code, struct report *r, struct err *e)
{
    int64_t id;
    return find_course(t, code, &id, e)
        && show_list(t, id, "Editions", S("records/course_editions.sql"), r, e)
        && show_list(t, id, "Activities", S("records/course_activities.sql"), r, e)
        && show_list(t, id, "What sources call it", S("records/course_names.sql"), r, e)
        && show_unlinked(t, id, r, e);
}
