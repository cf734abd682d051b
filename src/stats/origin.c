#include "stats/origin.h"

void origin_columns(struct table *t, const struct words *w)
{
    table_column(t, S("source"), say(t->arena, w, "Source"), UNIT_NONE);
    table_column(t, S("file"), say(t->arena, w, "File"), UNIT_NONE);
    table_column(t, S("line"), say(t->arena, w, "Line"), UNIT_NONE);
    table_column_as(t, (struct column){ .id = S("batch"), .title = say(t->arena, w, "Batch"),
                                        .seen_by = SEEN_WITH_ROOM });
}

static struct val text_of(struct table *t, str s)
{
    return s.n > 0 ? val_text(str_dup(t->arena, s)) : val_nil();
}

bool origin_add(struct table *t, struct db *db, int64_t batch, int64_t line, struct err *e)
{
    struct val source = val_nil(), file = val_nil();
    struct stmt *q = db_stmt(db, S("SELECT coalesce(s.name, nullif(b.kind, ''), b.op), b.file_name FROM "
                                   "import_batch b LEFT JOIN import_source s ON s.id = b.source "
                                   "WHERE b.id = ?"));
    stmt_set(q, 1, val_int(batch));
    if (stmt_row(q)) {
        source = text_of(t, stmt_str(q, 0));
        file = text_of(t, stmt_str(q, 1));
    }
    table_add(t, source);
    table_add(t, file);
    table_add(t, line > 0 ? val_int(line) : val_nil());
    table_add(t, batch > 0 ? val_int(batch) : val_nil());
    return stmt_end(q, e);
}
