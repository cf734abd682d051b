#include "report/line.h"

#include "stats/cell.h"
#include "stats/stats.h"

enum { ROW_KIND = 0 };                    /* the first column of an answer */

struct wanted { str name, id; };

typedef VEC(struct wanted) wanted_list;

static str text_at(const struct table *t, size_t row, size_t column)
{
    struct val v = table_at(t, row, column);
    return v.kind == VAL_TEXT ? v.as.s : S("");
}

/* Ids stand between the kind of the line and its figures. */
static bool is_id(const struct table *t, size_t column)
{
    return column > ROW_KIND && t->columns.v[column].unit == UNIT_NONE && !str_ends(t->columns.v[column].id, S("_name"));
}

/* "bipm-status" is the column bipm_status. */
static bool is_called(const struct column *c, str name)
{
    bool same = c->id.n == name.n;
    for (size_t i = 0; same && i < name.n; i++)
        same = c->id.p[i] == (name.p[i] == '-' ? '_' : name.p[i]);
    return same;
}

static const struct wanted *wanted_of(const wanted_list *list, const struct column *c)
{
    for (size_t i = 0; i < list->n; i++)
        if (is_called(c, list->v[i].name))
            return &list->v[i];
    return NULL;
}

static bool is_anywhere(const struct table *t, size_t row, str id)
{
    bool found = str_eq(text_at(t, row, ROW_KIND), id);
    for (size_t c = 0; c < t->columns.n; c++)
        found = found || (is_id(t, c) && str_eq(text_at(t, row, c), id));
    return found;
}

/* Every id is the one that is wanted; where none is, the line is the total of them. */
static bool is_line(const struct table *t, size_t row, const wanted_list *list)
{
    bool overlap = false, total = false;
    for (size_t c = 0; c < t->columns.n; c++) {
        if (!is_id(t, c))
            continue;
        const struct wanted *w = wanted_of(list, &t->columns.v[c]);
        bool of_overlap = w && str_eq(w->id, S("overlap"));
        if (!str_eq(text_at(t, row, c), w && !of_overlap ? w->id : S("")))
            return false;
        overlap = overlap || of_overlap;
        total = total || w == NULL;
    }
    str kind = text_at(t, row, ROW_KIND);
    return overlap ? str_eq(kind, S("overlap")) : total ? str_eq(kind, S("total")) : !str_eq(kind, S("overlap"));
}

static bool names_columns(const struct table *t, const wanted_list *list, str cell, struct err *e)
{
    for (size_t i = 0; i < list->n; i++) {
        bool found = false;
        for (size_t c = 0; c < t->columns.n; c++)
            found = found || (is_id(t, c) && is_called(&t->columns.v[c], list->v[i].name));
        if (!found)
            return err_set(e, ERR_USAGE, "cell=" STR_FMT " names " STR_FMT ", by which nothing is counted here",
                           STR_ARG(cell), STR_ARG(list->v[i].name));
    }
    return true;
}

/* A count may lack a line because nothing is on it; others have all of theirs. */
static bool could_be(struct arena *a, struct db *db, const struct question *q, str cell, bool named, struct err *e)
{
    bool is_count = q->measure->answers.n == 0 && q->measure->stages.n == 0 && q->nby > 0;
    if (!is_count)
        return err_set(e, ERR_USAGE, "no line of the answer is called \"" STR_FMT "\"; -f csv of etalon stats shows the "
                       "ids of all", STR_ARG(cell));
    return stats_has_line(a, db, q, named ? cell : str_format(a, "%s=" STR_FMT, q->by[0]->name, STR_ARG(cell)), e);
}

bool line_find(struct arena *a, struct db *db, const struct question *q, const struct table *t, str cell,
               int64_t *line, struct err *e)
{
    wanted_list list = { 0 };
    struct wanted w;
    bool named = str_find(cell, S("=")) < cell.n;
    for (str rest = cell; named && cell_next(&rest, &w.name, &w.id);)
        *vec_push(a, &list) = w;
    size_t found = 0;
    if (!names_columns(t, &list, cell, e))
        return false;
    for (size_t row = 0; row < table_rows(t); row++)
        if (named ? is_line(t, row, &list) : is_anywhere(t, row, cell)) {
            *line = (int64_t)row;
            found++;
        }
    if (found == 1)
        return true;
    if (!named && (found > 1 || q->nby > 1))
        return err_set(e, ERR_USAGE, "with several dimensions cell= says of each which line is meant, as "
                       "cell=rmo=SIM,year=2024; cell=" STR_FMT " could be any of several", STR_ARG(cell));
    *line = NO_LINE;
    return could_be(a, db, q, cell, named, e);
}
