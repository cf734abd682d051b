#include "import/columns.h"

#include <string.h>

#include "import/formats.h"
#include "intl/text.h"

static const struct { enum date_order order; unsigned bit; } orders[] = {
    { DATES_DMY, ORDER_DMY }, { DATES_MDY, ORDER_MDY }, { DATES_YMD, ORDER_YMD },
};

struct looking { struct arena *arena, *scratch; struct column_look *x; int64_t row; };

static bool is_email(struct arena *a, str s)
{
    const char *why;
    str key;
    return str_find(s, S("@")) < s.n && intl_email_key(a, s, &key, &why);
}

static void look_at_values(const struct looking *l, str s)
{
    struct column_look *x = l->x;
    for (size_t i = 0; i < x->n; i++)
        if (str_eq(x->values[i].text, s)) {
            x->values[i].times++;
            return;
        }
    if (x->n == COLUMN_VALUES || s.n > 200) {
        x->many = true;
        return;
    }
    if (x->values == NULL)
        x->values = NEW_N(l->arena, struct column_value, COLUMN_VALUES);
    x->values[x->n++] = (struct column_value){ str_dup(l->arena, s), 1 };
}

/* The orders in which s is a date, and whether with a time. */
static unsigned orders_of(str s, int first_year, bool *timed)
{
    unsigned possible = 0;
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        const struct formats f = { .dates = orders[i].order, .first_year = first_year };
        instant at;
        enum written w = formats_date(&f, s, &at);
        possible |= w != WRITTEN_NOT ? orders[i].bit : 0;
        *timed = *timed || w == WRITTEN_LOCAL;
    }
    return possible;
}

static void keep_proof(const struct looking *l, unsigned possible, str s)
{
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (possible == orders[i].bit && l->x->proofs[i].number == 0) {
            l->x->proofs[i].text = str_dup(l->arena, s);
            l->x->proofs[i].number = l->row;
            l->x->proof |= possible;
        }
}

static bool look_at_date(const struct looking *l, str s)
{
    struct column_look *x = l->x;
    bool timed = false;
    day d;
    instant at;
    if (date_read_day(s, &d) || date_read_instant(s, &at))
        return x->isos++, true;
    if (date_read_local(s, &at))
        return x->isos++, x->times++, true;
    unsigned possible = orders_of(s, 1970, &timed);
    if (possible == 0)
        return false;
    x->dates++;
    x->times += timed;
    x->two_digits += orders_of(s, 0, &timed) == 0;
    x->orders &= possible;
    keep_proof(l, possible, s);
    return true;
}

static void look_at_number(const struct looking *l, str s)
{
    static const struct formats point = { 0 }, comma = { .comma = true };
    struct column_look *x = l->x;
    double number;
    bool percent = str_ends(s, S("%"));
    str digits = percent ? str_trim(str_head(s, s.n - 1)) : s;
    bool pointed = str_find(digits, S(".")) < digits.n, commaed = str_find(digits, S(",")) < digits.n;
    if (!formats_number(&point, digits, &number) && !formats_number(&comma, digits, &number))
        return;
    x->numbers++;
    x->points += pointed;
    x->commas += commaed;
    x->percents += percent;
    x->serials += !percent && number >= 20000 && number <= 80000;
    if (number > x->largest)
        x->largest = number;
}

static void look_at_cell(const struct looking *l, str cell)
{
    str s = str_trim(cell);
    if (s.n == 0)
        return;
    l->x->filled++;
    l->x->emails += is_email(l->scratch, s);
    if (!look_at_date(l, s))
        look_at_number(l, s);
    look_at_values(l, s);
}

static bool is_blank(const struct row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (str_trim(row->fields[i]).n > 0)
            return false;
    return true;
}

bool columns_look(struct arena *a, struct grid *g, size_t table, size_t skip, size_t n,
                  struct column_look *out, int64_t *rows, bool *all, struct err *e)
{
    struct row row;
    struct arena *scratch = arena_new();
    enum grid_step step = grid_begin(g, table, skip, e) ? grid_next(g, &row, e) : GRID_FAILED;
    *rows = 0;
    for (size_t i = 0; i < n; i++)
        out[i].orders = ORDERS;
    while (step == GRID_ROW && *rows < COLUMN_SAMPLE
           && (step = grid_next(g, &row, e)) == GRID_ROW) {
        if (row.trouble != NULL || is_blank(&row))
            continue;
        ++*rows;
        for (size_t i = 0; i < row.n && i < n; i++)
            look_at_cell(&(struct looking){ a, scratch, &out[i], row.number }, row.fields[i]);
        arena_rewind(scratch, (struct arena_mark){ 0 });
    }
    arena_free(scratch);
    *all = step == GRID_END;
    return step != GRID_FAILED;
}

bool column_is_mostly(const struct column_look *x, int64_t n)
{
    return x->filled > 0 && n * 10 >= x->filled * 9;
}
