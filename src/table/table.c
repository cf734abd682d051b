/*
 * Tables grow cell by cell; a row is whole when it has a cell per column.
 */
#include "table/table.h"

#include <stdio.h>

#include "base/date.h"

struct table *table_new(struct arena *a, str title)
{
    struct table *t = NEW(a, struct table);
    t->arena = a;
    t->title = title;
    return t;
}

void table_column_as(struct table *t, struct column c)
{
    *vec_push(t->arena, &t->columns) = c;
}

void table_column(struct table *t, str id, str title, enum unit unit)
{
    table_column_as(t, (struct column){ .id = id, .title = title, .unit = unit });
}

void table_reserve(struct table *t, size_t rows)
{
    t->cells.cap = rows * t->columns.n;
    t->cells.v = NEW_N(t->arena, struct val, t->cells.cap);
    t->cells.n = 0;
}

void table_add(struct table *t, struct val v)
{
    *vec_push(t->arena, &t->cells) = v;
}

void table_line(struct table *t)
{
    size_t row = table_rows(t);
    if (t->lines.n == 0 || t->lines.v[t->lines.n - 1] != row)
        *vec_push(t->arena, &t->lines) = row;
}

void table_note(struct table *t, str sentence)
{
    *vec_push(t->arena, &t->notes) = sentence;
}

size_t table_rows(const struct table *t)
{
    return t->columns.n > 0 ? t->cells.n / t->columns.n : 0;
}

struct val table_at(const struct table *t, size_t row, size_t column)
{
    return t->cells.v[row * t->columns.n + column];
}

str column_unit(const struct column *c)
{
    static const str words[] = {
        [UNIT_NONE] = { "text", 4 }, [UNIT_COUNT] = { "count", 5 },
        [UNIT_SHARE] = { "share", 5 }, [UNIT_DAY] = { "day", 3 },
        [UNIT_NUMBER] = { "number", 6 },
    };
    return c->counted.n > 0 ? c->counted : words[c->unit];
}

void table_put_raw(struct buf *b, const struct column *c, struct val v)
{
    if ((c->unit == UNIT_SHARE || c->unit == UNIT_NUMBER) && v.kind == VAL_NIL)
        buf_put(b, S("n/a"));
    else if (c->unit == UNIT_DAY && v.kind == VAL_INT)
        date_put_day(b, (day)v.as.i);
    else
        val_put(b, v);
}

/* Groups of three digits, apart by a space, from five digits on: SI Brochure,
 * 9th edition, 5.4.4. */
static void put_grouped(struct buf *b, int64_t i)
{
    char digits[32];
    int n = snprintf(digits, sizeof digits, "%lld", (long long)i);
    int sign = i < 0;
    if (n - sign < 5) {
        buf_puts(b, digits);
        return;
    }
    for (int k = 0; k < n; k++) {
        if (k > sign && (n - k) % 3 == 0)
            buf_byte(b, ' ');
        buf_byte(b, digits[k]);
    }
}

/* With as many of three decimals as say something. */
static void put_number(struct buf *b, double r)
{
    char text[400];
    int n = snprintf(text, sizeof text, "%.3f", r);
    while (text[n - 1] == '0')
        n--;
    buf_put(b, (str){ text, (size_t)(text[n - 1] == '.' ? n - 1 : n) });
}

void table_put_cell(struct buf *b, const struct column *c, struct val v)
{
    if (c->unit == UNIT_COUNT && v.kind == VAL_INT)
        put_grouped(b, v.as.i);
    else if (c->unit == UNIT_SHARE && v.kind == VAL_REAL)
        buf_printf(b, "%.2f %%", v.as.r * 100);
    else if (c->unit == UNIT_NUMBER && v.kind == VAL_REAL)
        put_number(b, v.as.r);
    else
        table_put_raw(b, c, v);
}
