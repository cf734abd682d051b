/* In: a statement. Out: columns by its names, cells by its rows. */
#include "records/list.h"

#include <string.h>

#include "base/asset.h"
#include "tracker/state.h"

static bool is_instant(const struct stmt *q, int i)
{
    return str_ends(stmt_name(q, i), S("_at"));
}

/* "first_at" -> "First", "n_results" -> "N results" */
static str heading(struct arena *a, str id)
{
    str s = str_dup(a, str_ends(id, S("_at")) ? str_head(id, id.n - 3) : id);
    char *p = (char *)s.p;
    for (size_t i = 0; i < s.n; i++)
        if (p[i] == '_')
            p[i] = ' ';
    if (s.n && p[0] >= 'a' && p[0] <= 'z')
        p[0] = (char)(p[0] - 32);
    return s;
}

static void add_column(struct table *t, str name)
{
    bool counts = str_ends(name, S("#")), roomy = str_ends(name, S("+")), hidden = str_ends(name, S("-"));
    str id = str_dup(t->arena, str_head(name, name.n - (counts || roomy || hidden)));
    table_column_as(t, (struct column){
        .id = id, .title = heading(t->arena, id), .unit = counts ? UNIT_COUNT : UNIT_NONE,
        .seen_by = roomy ? SEEN_WITH_ROOM : hidden ? SEEN_BY_MACHINES : SEEN_BY_ALL });
}

static void add_columns(struct table *t, const struct stmt *q)
{
    for (int i = 0; i < stmt_columns(q); i++) {
        add_column(t, stmt_name(q, i));
        i += is_instant(q, i);
    }
}

static struct val instant_of(struct arena *a, const struct stmt *q, int i)
{
    struct buf b = buf_new(a);
    date_put_stamp(&b, stamp_get(q, i));
    return b.n ? val_text(buf_str(&b)) : val_nil();
}

static void add_row(struct table *t, const struct stmt *q)
{
    for (int i = 0; i < stmt_columns(q); i++) {
        struct val v = stmt_val(q, i);
        if (v.kind == VAL_TEXT)
            v = val_text(str_dup(t->arena, v.as.s));
        table_add(t, is_instant(q, i) ? instant_of(t->arena, q, i) : v);
        i += is_instant(q, i);
    }
}

bool list_query(struct table *t, struct db *db, str asset, const struct val *params, size_t n,
                struct err *e)
{
    struct asset sql;
    if (!asset_find(asset, &sql))
        return err_set(e, ERR_STORE, "the program has no " STR_FMT, STR_ARG(asset));
    struct stmt *q = db_stmt(db, sql.bytes);
    for (size_t i = 0; i < n; i++)
        stmt_set(q, (int)i + 1, params[i]);
    if (t->columns.n == 0)
        add_columns(t, q);
    while (stmt_row(q))
        add_row(t, q);
    return stmt_end(q, e);
}
