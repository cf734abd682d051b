#include "import/pass.h"

bool pass_begin(struct pass *p, struct reader *r, struct progress *progress, struct err *e)
{
    *p = (struct pass){ .reader = r, .progress = progress };
    return grid_begin(r->grid, r->table, r->header->skip, e)
        && grid_next(r->grid, &r->row, e) != GRID_FAILED;    /* the header, known already */
}

static void say_trouble(struct reader *r)
{
    const struct row *row = &r->row;
    *vec_push(r->arena, &r->issues) = (struct row_issue){
        .line = row->number, .column = row->at.line == row->number ? row->at.column : 0,
        .code = row->trouble, .text = row->why, .warning = row->taken,
    };
    r->refused = r->refused || !row->taken;
    r->troubled = true;
}

/* Where the program that wrote the file does not keep to its header. */
static bool is_ragged(const struct reader *r)
{
    return r->source->ragged && r->row.fields != NULL
        && str_eq(str_of(r->row.trouble), S("field-count"));
}

static bool is_blank(const struct row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (row->fields[i].n > 0 && str_trim(row->fields[i]).n > 0)
            return false;
    return true;
}

/* Files put together keep the header of each, and the mark of its encoding before it. */
static bool is_header(const struct reader *r)
{
    const struct header *h = r->header;
    const str mark = S("\xEF\xBB\xBF");
    bool same = h->n > 0 && r->row.n >= h->n;
    for (size_t i = 0; same && i < h->n; i++) {
        str field = r->row.fields[i];
        if (i == 0 && str_starts(field, mark))
            field = str_from(field, mark.n);
        same = str_eq(str_trim(field), h->names[i]);
    }
    return same;
}

/* Reading is half of the work with a byte; the other is in batch_spec.work. */
static bool tell(struct pass *p, struct err *e)
{
    uint64_t taken = grid_taken(p->reader->grid) / 2, by = taken - p->told;
    if (by == 0)
        return true;
    p->told = taken;
    return progress_step(p->progress, by, e);
}

enum pass_step pass_next(struct pass *p, struct err *e)
{
    struct reader *r = p->reader;
    r->issues.n = 0;
    r->refused = r->skipped = false;
    for (;;) {
        enum grid_step step = grid_next(r->grid, &r->row, e);
        if (step == GRID_FAILED || !tell(p, e))
            return PASS_FAILED;
        if (step == GRID_END)
            return PASS_END;
        if (r->row.trouble != NULL && is_ragged(r))
            r->row.trouble = NULL;
        if (r->row.trouble != NULL)
            return say_trouble(r), PASS_ROW;
        if (is_header(r))
            reader_skip(r, NO_FIELD, "header-again", "this row is the header again; it is left out");
        if (!is_blank(&r->row))
            return PASS_ROW;
        p->blank++;
    }
}
