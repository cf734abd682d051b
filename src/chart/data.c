/* Rows into a grid of series and categories. */
#include "chart/data.h"

#include <math.h>
#include <stdlib.h>

bool chart_draws(const struct table *t, size_t row)
{
    int column = table_column_of(t, S("row"));
    if (column < 0)
        return true;
    struct val v = table_at(t, row, (size_t)column);
    return v.kind == VAL_TEXT && str_eq(v.as.s, S("group"));
}

static str text_at(struct arena *a, const struct table *t, size_t row, int column)
{
    if (column == CHART_NO_COLUMN)
        return S("");
    struct val v = table_at(t, row, (size_t)column);
    if (v.kind == VAL_TEXT)
        return v.as.s;
    struct buf b = buf_new(a);
    table_put_cell(&b, &t->columns.v[column], v);
    return buf_str(&b);
}

static struct figure figure_of(struct val v)
{
    switch (v.kind) {
    case VAL_INT: return (struct figure){ FIGURE_KNOWN, (double)v.as.i };
    case VAL_REAL: return (struct figure){ FIGURE_KNOWN, v.as.r };
    case VAL_HIDDEN: return (struct figure){ FIGURE_HIDDEN, 0 };
    default: return (struct figure){ FIGURE_NONE, 0 };
    }
}

struct figure figure_sum(struct figure a, struct figure b)
{
    if (a.kind == FIGURE_HIDDEN || b.kind == FIGURE_HIDDEN)
        return (struct figure){ FIGURE_HIDDEN, 0 };
    return (struct figure){ a.kind > b.kind ? a.kind : b.kind, a.value + b.value };
}

static void take(struct data *d, size_t at, struct val v)
{
    struct figure f = d->figures[at] = figure_of(v);
    d->hidden += f.kind == FIGURE_HIDDEN;
    d->none += f.kind == FIGURE_NONE;
    d->known += f.kind == FIGURE_KNOWN;
    d->least = fmin(d->least, f.value);
    d->most = fmax(d->most, f.value);
}

/* ---- rows ------------------------------------------------------------------ */

typedef VEC(struct item) items;

/* Tables go through their items in order, time and again: the next is mostly the one
 * behind the last, or the first. */
static bool place_of(items *list, struct arena *a, struct item item, size_t *last)
{
    if (*last + 1 < list->n && str_eq(list->v[*last + 1].id, item.id)) {
        ++*last;
        return true;
    }
    for (size_t i = 0; i < list->n; i++)
        if (str_eq(list->v[i].id, item.id)) {
            *last = i;
            return true;
        }
    *last = list->n;
    if (list->n == ITEMS_MOST)
        return false;
    *vec_push(a, list) = item;
    return true;
}

static bool is_code(str id)
{
    for (size_t i = 0; i < id.n; i++)
        if ((id.p[i] >= 'a' && id.p[i] <= 'z') || (unsigned char)id.p[i] > 0x7f)
            return false;
    return id.n > 0;
}

str item_short(const struct item *item)
{
    return is_code(item->id) ? item->id : item->name;
}

struct cell { size_t series, category, row; };

static int64_t number_of(str id)
{
    int64_t n = -1;
    return str_int(id, &n) ? n : -1;
}

static struct item item_of(struct arena *a, const struct table *t, size_t row, int id, int name)
{
    enum { YEARS = 1000 };                /* they speak for themselves */
    struct item i = { text_at(a, t, row, id), text_at(a, t, row, name), S("") };
    if (i.name.n == 0)
        i.name = i.id;
    int64_t number = number_of(i.name);
    if (number >= 0 && number < YEARS)
        i.column = t->columns.v[name].title;
    return i;
}

str item_told(struct arena *a, const struct item *item)
{
    return item->column.n > 0 ? str_cat(a, item->column, S(" "), item->name) : item->name;
}

static bool are_numbers(const items *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (number_of(list->v[i].id) < 0)
            return false;
    return true;
}

static int by_number(const void *a, const void *b)
{
    const struct item *x = a, *y = b;
    int64_t n = number_of(x->id), m = number_of(y->id);
    return n != m ? (n > m) - (n < m) : str_cmp(x->id, y->id);
}

/* Numbers stand in their order, also where the first row lacks some. Where each has gone. */
static const size_t *order_numbers(struct arena *a, items *list)
{
    size_t *place = NEW_N(a, size_t, list->n + 1);
    struct item *was = NEW_N(a, struct item, list->n + 1);
    bool sorts = list->n > 1 && are_numbers(list);
    for (size_t i = 0; i < list->n; i++)
        was[i] = list->v[i];
    if (sorts)
        qsort(list->v, list->n, sizeof *list->v, by_number);
    for (size_t i = 0; i < list->n; i++)
        place[i] = !sorts ? i : (size_t)((const struct item *)bsearch(&was[i], list->v, list->n, sizeof *was,
                                                                     by_number) - list->v);
    return place;
}

static bool read_rows(struct data *d, struct arena *a, const struct chart *c, struct err *e)
{
    const struct table *t = c->table;
    items series = { 0 }, categories = { 0 };
    VEC(struct cell) cells = { 0 };
    size_t last_series = 0, last_category = 0;
    for (size_t row = 0; row < table_rows(t); row++) {
        if (!chart_draws(t, row))
            continue;
        if (!place_of(&series, a, item_of(a, t, row, c->series, c->series_label), &last_series)
            || !place_of(&categories, a, item_of(a, t, row, c->category, c->label),
                         &last_category))
            return err_set(e, ERR_USAGE, "nobody can read a chart of more than %d lines; ask for "
                           "a shorter period or for fewer groups", ITEMS_MOST);
        *vec_push(a, &cells) = (struct cell){ last_series, last_category, row };
    }
    const size_t *place = order_numbers(a, &series);
    d->series.v = series.v, d->series.n = series.n;
    d->categories.v = categories.v, d->categories.n = categories.n;
    d->figures = NEW_N(a, struct figure, series.n * categories.n + 1);
    for (size_t i = 0; i < cells.n; i++)
        take(d, place[cells.v[i].series] * categories.n + cells.v[i].category,
             table_at(t, cells.v[i].row, (size_t)c->value));
    return true;
}

/* ---- columns ---------------------------------------------------------------- */

static void read_columns(struct data *d, struct arena *a, const struct chart *c)
{
    const struct table *t = c->table;
    size_t rows = table_rows(t);
    for (size_t i = (size_t)c->value; i < t->columns.n; i++)
        if (t->columns.v[i].unit == UNIT_COUNT)
            *vec_push(a, &d->categories) =
                (struct item){ .id = t->columns.v[i].id, .name = t->columns.v[i].title };
    *vec_push(a, &d->series) = (struct item){ 0 };
    d->figures = NEW_N(a, struct figure, d->categories.n + 1);
    if (rows == 0)
        return;
    for (size_t i = (size_t)c->value, k = 0; i < t->columns.n; i++)
        if (t->columns.v[i].unit == UNIT_COUNT)
            take(d, k++, table_at(t, rows - 1, i));
}

bool data_read(struct data *d, struct arena *a, const struct chart *c, struct err *e)
{
    *d = (struct data){ .chart = c, .column = &c->table->columns.v[c->value],
                        .manner = manner_of(c->table->lang) };
    d->manner.apart = S("\u202F");          /* no line ends within a number */
    if (c->category != CHART_NO_COLUMN)
        return read_rows(d, a, c, e);
    read_columns(d, a, c);
    return true;
}

struct figure data_at(const struct data *d, size_t series, size_t category)
{
    return d->figures[series * d->categories.n + category];
}

static double sum_of(const struct data *d, size_t series)
{
    double sum = 0;
    for (size_t i = 0; i < d->categories.n; i++)
        sum += data_at(d, series, i).value;
    return sum;
}

static bool is_larger(const struct data *d, size_t one, size_t other)
{
    double a = sum_of(d, one), b = sum_of(d, other);
    return a > b || (a == b && one < other);
}

size_t data_largest(const struct data *d, size_t most, size_t *series)
{
    size_t n = 0;
    for (size_t i = 0; i < d->series.n && n < most; i++) {
        size_t larger = 0;
        for (size_t k = 0; k < d->series.n && larger < most; k++)
            larger += k != i && is_larger(d, k, i);
        if (larger < most)
            series[n++] = i;
    }
    return n;
}

/* ---- words ------------------------------------------------------------------ */

static struct val val_of(const struct data *d, struct figure f)
{
    if (f.kind == FIGURE_HIDDEN)
        return val_hidden();
    if (f.kind == FIGURE_NONE)
        return val_nil();
    bool is_whole = d->column->unit == UNIT_COUNT && f.value == floor(f.value);
    return is_whole ? val_int(llround(f.value)) : val_real(f.value);
}

str data_text(struct arena *a, const struct data *d, struct figure f)
{
    struct buf b = buf_new(a);
    table_put_cell_in(&b, &d->manner, d->column, val_of(d, f));
    return b.n == 0 ? d->manner.undefined : buf_str(&b);
}

bool data_is_share(const struct data *d)
{
    return d->column->unit == UNIT_SHARE;
}

str data_tick_text(struct arena *a, const struct data *d, double value)
{
    double percent = value * 100;
    if (data_is_share(d) && fabs(percent - round(percent)) < 1e-6)
        return str_format(a, "%lld\u00A0%%", (long long)llround(percent));
    return data_text(a, d, (struct figure){ FIGURE_KNOWN, value });
}
