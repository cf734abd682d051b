#include "format/bar.h"

enum { LEAST_GROUPS = 2 };                /* one bar compares nothing */

/* 0 for what has no bar. */
static double figure(const struct bars *s, const struct table *t, size_t row)
{
    struct val kind = table_at(t, row, s->kind), v = table_at(t, row, s->column);
    if (kind.kind != VAL_TEXT || !str_eq(kind.as.s, S("group")))
        return 0;
    double d = v.kind == VAL_INT ? (double)v.as.i : v.kind == VAL_REAL ? v.as.r : 0;
    return d > 0 ? d : 0;
}

struct bars bars_of(const struct table *t)
{
    int kind = table_column_of(t, S("row")), value = table_column_of(t, S("value"));
    struct bars s = { 0 };
    if (kind < 0 || value < 0)
        return s;
    s.kind = (size_t)kind;
    s.column = (size_t)value;
    size_t n = 0;
    for (size_t row = 0; row < table_rows(t); row++) {
        double d = figure(&s, t, row);
        n += d > 0;
        s.most = d > s.most ? d : s.most;
    }
    if (n < LEAST_GROUPS)
        s.most = 0;
    return s;
}

void bars_put(struct buf *b, const struct bars *s, const struct table *t, size_t row, size_t cells)
{
    enum { EIGHTHS = 8, FULL = 0x2588 };
    if (cells == 0)
        return;
    double d = figure(s, t, row);
    size_t length = (size_t)(d / s->most * (double)(cells * EIGHTHS) + 0.5);
    if (d > 0 && length == 0)
        length = 1;
    for (size_t i = 0; i < length / EIGHTHS; i++)
        buf_code_point(b, FULL);
    if (length % EIGHTHS > 0)
        buf_code_point(b, FULL + EIGHTHS - (uint32_t)(length % EIGHTHS));
}
