/*
 * Tables grow cell by cell; a row is whole when it has a cell per column.
 */
#include "table/table.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/say.h"
#include "intl/locale.h"

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

/* A cell is odd: a small integer, doubled and one; 0: nil; else even: twice the place of its
 * value + 1. */
enum { RECENT = 8192 };
#define SMALL_MOST (UINT32_MAX / 2)

void table_reserve(struct table *t, size_t rows)
{
    t->cells.cap = rows * t->columns.n;
    t->cells.v = NEW_N(t->arena, uint32_t, t->cells.cap);
    t->cells.n = 0;
}

static uint32_t add_value(struct table *t, struct val v)
{
    *vec_push(t->arena, &t->values) = v;
    return (uint32_t)t->values.n;
}

static bool is_same(const struct val *a, const struct val *b)
{
    return a->kind == b->kind
        && (a->kind == VAL_TEXT ? a->as.s.p == b->as.s.p && a->as.s.n == b->as.s.n
                                : memcmp(&a->as.r, &b->as.r, sizeof a->as.r) == 0);
}

/* A text from the same place and the same number are the same value, when they were seen lately. */
static uint32_t add_seen(struct table *t, struct val v)
{
    uint64_t bits = (uint64_t)(uintptr_t)v.as.s.p;
    if (v.kind == VAL_REAL)
        memcpy(&bits, &v.as.r, sizeof bits);
    if (t->recent == NULL)
        t->recent = NEW_N(t->arena, uint32_t, RECENT);
    uint32_t *recent = &t->recent[(bits * 0x9E3779B97F4A7C15u >> 40) % RECENT];
    if (*recent != 0 && is_same(&t->values.v[*recent - 1], &v))
        return *recent;
    return *recent = add_value(t, v);
}

void table_add(struct table *t, struct val v)
{
    uint32_t cell = 0;
    if (v.kind == VAL_INT && v.as.i >= 0 && v.as.i <= SMALL_MOST)
        cell = 2 * (uint32_t)v.as.i + 1;
    else if (v.kind == VAL_TEXT || v.kind == VAL_REAL)
        cell = 2 * add_seen(t, v);
    else if (v.kind != VAL_NIL)
        cell = 2 * add_value(t, v);
    *vec_push(t->arena, &t->cells) = cell;
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
    uint32_t cell = t->cells.v[row * t->columns.n + column];
    if (cell % 2 == 1)
        return val_int(cell / 2);
    return cell == 0 ? val_nil() : t->values.v[cell / 2 - 1];
}

static bool is_mark(struct val v)
{
    return v.kind == VAL_TEXT && (str_eq(v.as.s, S("none")) || str_eq(v.as.s, S("unknown"))
                                  || str_eq(v.as.s, S("undated")));
}

bool table_is_mark(const struct table *t, size_t row, size_t column)
{
    int kind = table_column_of(t, S("row"));
    bool is_name = str_ends(t->columns.v[column].id, S("_name"));     /* "undated" is a word of English too */
    if (kind < 0 || (size_t)kind == column || is_name || !is_mark(table_at(t, row, column)))
        return false;
    struct val said = table_at(t, row, (size_t)kind);
    return said.kind == VAL_TEXT && !str_eq(said.as.s, S("group"));
}

struct val table_seen_at(const struct table *t, size_t row, size_t column)
{
    struct val own = table_is_mark(t, row, column) ? val_nil() : table_at(t, row, column);
    bool is_blank = own.kind == VAL_NIL || (own.kind == VAL_TEXT && own.as.s.n == 0);
    bool has_label = is_blank && column + 1 < t->columns.n && t->columns.v[column + 1].only_labels;
    return has_label ? table_at(t, row, column + 1) : own;
}

bool table_is_seen(const struct column *c)
{
    return c->seen_by != SEEN_BY_MACHINES && !c->only_labels;
}

bool table_is_number(const struct table *t, size_t column)
{
    enum unit unit = t->columns.v[column].unit;
    if (unit != UNIT_NONE)
        return unit == UNIT_COUNT || unit == UNIT_SHARE || unit == UNIT_NUMBER;
    bool any = false;
    for (size_t row = 0; row < table_rows(t); row++) {
        enum val_kind kind = table_at(t, row, column).kind;
        if (kind == VAL_TEXT)
            return false;
        any = any || kind != VAL_NIL;
    }
    return any;
}

int table_column_of(const struct table *t, str id)
{
    for (size_t c = 0; c < t->columns.n; c++)
        if (str_eq(t->columns.v[c].id, id))
            return (int)c;
    return -1;
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
static void put_grouped(struct buf *b, const struct manner *m, int64_t i)
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
            buf_put(b, m->apart);
        buf_byte(b, digits[k]);
    }
}

static void put_decimals(struct buf *b, const struct manner *m, double r, int digits, bool all)
{
    char text[400];
    int n = snprintf(text, sizeof text, "%.*f", digits, r);
    while (!all && text[n - 1] == '0')
        n--;
    for (int i = 0; i < n; i++)
        if (text[i] != '.')
            buf_byte(b, text[i]);
        else if (i + 1 < n)
            buf_byte(b, m->decimal);
}

struct manner manner_of(str lang)
{
    struct manner m = { '.', S(" "), S("n/a") };
    if (lang.n == 0 || str_eq(lang, S("en")))
        return m;
    m.decimal = intl_decimal_mark(lang);
    m.undefined = say(NULL, words_of(S("table"), lang), "n/a");
    return m;
}

void table_put_cell_in(struct buf *b, const struct manner *m, const struct column *c, struct val v)
{
    bool can_lack = c->unit == UNIT_SHARE || c->unit == UNIT_NUMBER;
    if (c->unit == UNIT_COUNT && v.kind == VAL_INT)
        put_grouped(b, m, v.as.i);
    else if (can_lack && v.kind == VAL_NIL)
        buf_put(b, m->undefined);
    else if (c->unit == UNIT_SHARE && v.kind == VAL_REAL) {
        put_decimals(b, m, v.as.r * 100, 2, true);
        buf_puts(b, " %");
    } else if (v.kind == VAL_REAL && c->unit == UNIT_NUMBER)
        put_decimals(b, m, v.as.r, 3, false);
    else
        table_put_raw(b, c, v);
}

void table_put_cell(struct buf *b, const struct column *c, struct val v)
{
    const struct manner english = manner_of(S(""));
    table_put_cell_in(b, &english, c, v);
}
