/*
 * Rows wait in a list, their cells in another, copied texts in a buffer. When all
 * complete rows were pulled, what there is of the next moves to the front of all three.
 */
#include "grid/cells.h"

#include <string.h>

struct cell {
    int64_t column, times;
    const char *kept;                     /* NULL: at `at` in the buffer */
    size_t at, n;
};

struct line {
    int64_t number, times;
    size_t first, end;                    /* of its cells */
    size_t bytes;                         /* of all its texts */
    enum cell_fault fault;                /* the first */
    int64_t fault_column;
};

struct cells {
    struct arena *arena;
    VEC(struct line) lines;               /* the last one may be open */
    VEC(struct cell) list;
    VEC(str) fields;
    struct buf texts;
    size_t at;                            /* the line to be pulled next */
    int64_t given;                        /* how often it was already */
    bool open;
    size_t width;
};

struct cells *cells_new(struct arena *a)
{
    struct cells *c = NEW(a, struct cells);
    c->arena = a;
    c->texts = buf_new(a);
    return c;
}

/* ------------------------------------------------------------ pushed */

/* Only the line that is open is left. */
static void move_to_front(struct cells *c)
{
    struct line open = c->lines.v[c->at];
    size_t n = c->list.n - open.first, text = c->texts.n;
    for (size_t i = open.first; i < c->list.n; i++)
        if (c->list.v[i].kept == NULL && c->list.v[i].at < text)
            text = c->list.v[i].at;
    if (n > 0)
        memmove(c->list.v, c->list.v + open.first, n * sizeof *c->list.v);
    c->list.n = n;
    for (size_t i = 0; i < n; i++)
        c->list.v[i].at -= c->list.v[i].kept == NULL ? text : 0;
    if (c->texts.n > text)
        memmove(c->texts.p, c->texts.p + text, c->texts.n - text);
    c->texts.n -= text;
    open.first = 0;
    c->lines.v[0] = open;
    c->lines.n = 1;
    c->at = 0;
}

static void make_room(struct cells *c)
{
    if (c->at == 0)
        return;
    if (c->at == c->lines.n)
        c->at = c->lines.n = c->list.n = c->texts.n = 0;
    else if (c->open && c->at + 1 == c->lines.n)
        move_to_front(c);
}

void cells_row(struct cells *c, int64_t number)
{
    make_room(c);
    *vec_push(c->arena, &c->lines) = (struct line){ .number = number, .times = 1,
                                                    .first = c->list.n };
    c->open = true;
}

void cells_fault(struct cells *c, int64_t column, enum cell_fault fault)
{
    struct line *line = &c->lines.v[c->lines.n - 1];
    if (line->fault != CELL_GOOD && (line->fault < CELL_WARNINGS || fault > CELL_WARNINGS))
        return;
    line->fault = fault;
    line->fault_column = column;
}

static enum cell_fault fault_of(const struct cells *c, struct line *line, int64_t column, int64_t times,
                                str text)
{
    const struct cell *last = c->list.n > line->first ? &c->list.v[c->list.n - 1] : NULL;
    if (last != NULL && column < last->column + last->times)
        return CELL_OUT_OF_ORDER;
    if (column < 0 || column + times > GRID_FIELDS)
        return CELL_MANY;
    if (text.n > GRID_FIELD_BYTES)
        return CELL_LONG;
    line->bytes += text.n * (size_t)times;
    return line->bytes > GRID_ROW_BYTES ? CELL_LONG_ROW : CELL_GOOD;
}

void cells_put(struct cells *c, int64_t column, int64_t times, str text, bool kept)
{
    if (text.n == 0)
        return;
    make_room(c);
    enum cell_fault fault = fault_of(c, &c->lines.v[c->lines.n - 1], column, times, text);
    if (fault != CELL_GOOD) {
        cells_fault(c, column, fault);
        return;
    }
    *vec_push(c->arena, &c->list) = (struct cell){ column, times, kept ? text.p : NULL, c->texts.n, text.n };
    if (!kept)
        buf_put(&c->texts, text);
}

bool cells_end(struct cells *c, int64_t times)
{
    struct line *line = &c->lines.v[c->lines.n - 1];
    line->end = c->list.n;
    line->times = times;
    c->open = false;
    bool kept = line->first < line->end || line->fault != CELL_GOOD;
    if (!kept)
        c->lines.n--;
    return kept;
}

/* ------------------------------------------------------------ pulled */

static size_t width_of(const struct cells *c, const struct line *line)
{
    if (line->first == line->end)
        return 0;
    const struct cell *last = &c->list.v[line->end - 1];
    return (size_t)(last->column + last->times);
}

static str text_of(const struct cells *c, const struct cell *cell)
{
    return (str){ cell->kept != NULL ? cell->kept : c->texts.p + cell->at, cell->n };
}

static void lay_out(struct cells *c, struct line *line)
{
    for (c->fields.n = 0; c->fields.n < c->width; )
        *vec_push(c->arena, &c->fields) = S("");
    for (size_t i = line->first; i < line->end; i++) {
        const struct cell *cell = &c->list.v[i];
        for (int64_t k = 0; k < cell->times; k++) {
            if ((size_t)(cell->column + k) < c->width)
                c->fields.v[cell->column + k] = text_of(c, cell);
            else if (line->fault == CELL_GOOD) {
                line->fault = CELL_UNTITLED;
                line->fault_column = cell->column + k;
            }
        }
    }
}

bool cells_next(struct cells *c, struct row *row, enum cell_fault *fault, int64_t *fault_column)
{
    if (c->at == c->lines.n || (c->open && c->at + 1 == c->lines.n))
        return false;
    struct line *line = &c->lines.v[c->at];
    if (c->width == 0)
        c->width = width_of(c, line);
    if (c->given == 0)
        lay_out(c, line);
    *row = (struct row){ .fields = c->fields.v, .n = c->fields.n, .number = line->number + c->given };
    *fault = line->fault;
    *fault_column = line->fault_column;
    if (++c->given == line->times) {
        c->at++;
        c->given = 0;
    }
    return true;
}

void cells_forget_width(struct cells *c)
{
    c->width = 0;
}
