/*
 * Where the header is and of what kind the rows are; then what the columns are, then the text.
 */
#include "import/propose.h"

#include <string.h>

#include "import/draft.h"

enum { TITLE_ROWS = 20 };

/* --- where the header is ------------------------------------------------------------------- */

static size_t known_headings(struct draft *d, const struct row *row)
{
    size_t known = 0;
    for (size_t i = 0; i < row->n; i++)
        known += str_trim(row->fields[i]).n > 0 && heading_is_known(d->words, str_trim(row->fields[i]));
    return known;
}

static void keep_header(struct draft *d, size_t table, size_t skip, const struct row *row, size_t known)
{
    d->table = table;
    d->skip = skip;
    d->header = row->number;
    d->known = known;
    d->n = row->n;
    d->columns = NEW_N(d->arena, struct column_draft, row->n + 1);
    for (size_t i = 0; i < row->n; i++) {
        d->columns[i].heading = str_dup(d->arena, str_trim(row->fields[i]));
        d->columns[i].nth = 1;
        for (size_t k = 0; k < i; k++)
            d->columns[i].nth += str_eq(mapping_key(d->arena, d->columns[k].heading),
                                        mapping_key(d->arena, d->columns[i].heading));
    }
}

/* The row with the most headings that somebody knows; among equals the first with most fields. */
static bool look_for_header(struct draft *d, size_t table, struct err *e)
{
    for (size_t skip = 0; skip <= TITLE_ROWS; skip++) {
        struct row row;
        enum grid_step step = grid_begin(d->grid, table, skip, e) ? grid_next(d->grid, &row, e) : GRID_FAILED;
        if (step != GRID_ROW)
            return step == GRID_END;
        if (row.trouble != NULL)
            continue;
        size_t known = known_headings(d, &row);
        if (known > d->known || (known == d->known && skip == 0 && row.n > d->n))
            keep_header(d, table, skip, &row, known);
    }
    return true;
}

static bool find_header(struct draft *d, struct err *e)
{
    for (size_t t = 0; t < grid_tables(d->grid); t++)
        if (!look_for_header(d, t, e))
            return false;
    if (d->n == 0)
        return err_set(e, ERR_INPUT, "%s has no row that could be a header", d->how->path);
    d->looks = NEW_N(d->arena, struct column_look, d->n + 1);
    return columns_look(d->arena, d->grid, d->table, d->skip, d->n, d->looks, &d->rows, &d->all_rows, e);
}

/* --- what a row is ---------------------------------------------------------------------------- */

static bool can_be_kept(const struct heading *h)
{
    bool kept = false;
    for (size_t i = 0; i < h->n; i++)
        kept = kept || h->fields[i] != MAPPING_IGNORES;
    return kept;
}

/* Whether the heading means something that only rows of that kind have. */
static bool speaks_of(struct draft *d, size_t i, enum record_kind kind, enum record_kind not)
{
    struct heading h = heading_read(d->words, d->columns[i].heading, kind);
    struct heading other = heading_read(d->words, d->columns[i].heading, not);
    for (size_t k = 0; k < h.n; k++)
        if (h.fields[k] != MAPPING_IGNORES && !field_is_of(h.fields[k], not) && !can_be_kept(&other))
            return true;
    return false;
}

static bool any_speaks_of(struct draft *d, enum record_kind kind, enum record_kind not)
{
    for (size_t i = 0; i < d->n; i++)
        if (speaks_of(d, i, kind, not))
            return true;
    return false;
}

static bool names_person(struct draft *d, str heading)
{
    static const int fields[] = { FIELD_email, FIELD_uid, FIELD_account, FIELD_external_id, FIELD_given_name,
                                  FIELD_family_name, FIELD_name };
    struct heading h = heading_read(d->words, heading, RECORD_LEARNING);
    for (size_t i = 0; i < h.n; i++)
        for (size_t k = 0; k < sizeof fields / sizeof *fields; k++)
            if (h.fields[i] == fields[k])
                return true;
    return false;
}

static bool has_person(struct draft *d)
{
    for (size_t i = 0; i < d->n; i++)
        if (column_is_mostly(&d->looks[i], d->looks[i].emails) || names_person(d, d->columns[i].heading))
            return true;
    return false;
}

static void choose_kind(struct draft *d)
{
    for (int kind = RECORD_LEARNING; d->how->rows != NULL && kind <= RECORD_INITIATIVE; kind++)
        if (strcmp(d->how->rows, record_kind_name((enum record_kind)kind)) == 0) {
            d->kind = (enum record_kind)kind;
            return;
        }
    bool learnt = any_speaks_of(d, RECORD_LEARNING, RECORD_PARTICIPATION);
    bool event = any_speaks_of(d, RECORD_PARTICIPATION, RECORD_LEARNING);
    if (!has_person(d))
        d->kind = any_speaks_of(d, RECORD_HEADCOUNT, RECORD_INITIATIVE) ? RECORD_HEADCOUNT : RECORD_INITIATIVE;
    else
        d->kind = event && !learnt ? RECORD_PARTICIPATION : RECORD_LEARNING;
    d->kind_is_open = has_person(d) && event == learnt;
}

/* --- all of it -------------------------------------------------------------------------------------- */

bool propose(struct arena *a, struct tracker *t, struct grid *g, const struct propose_how *how,
             struct proposal *out, struct err *e)
{
    struct draft d = { .arena = a, .economies = economies_read(tracker_db(t), e), .grid = g, .how = how, .words = headings_open(a),
                       .text = buf_new(a), .out = out };
    *out = (struct proposal){ .text = S("") };
    bool ok = d.economies != NULL && find_header(&d, e);
    if (ok) {
        choose_kind(&d);
        draft_columns(&d);
        draft_write(&d);
        out->text = buf_str(&d.text);
    }
    economies_close(d.economies);
    return ok;
}
