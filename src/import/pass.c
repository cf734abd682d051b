#include "import/pass.h"

/* The id of each trouble, and what helps. */
static const struct { const char *code, *advice; } troubles[CSV_TROUBLES] = {
    [CSV_GOOD]         = { "", "" },
    [CSV_FIELDS]       = { "field-count", "look for a delimiter inside a text that has no quotes around it" },
    [CSV_STRAY_QUOTE]  = { "stray-quote", "put quotes around the whole field and double those inside" },
    [CSV_BEHIND_QUOTE] = { "stray-quote", "double the quotes inside a quoted field" },
    [CSV_UNCLOSED]     = { "unclosed-quote", "close it, or double it if it belongs to the text" },
    [CSV_NUL]          = { "zero-byte", "take it out; text has none" },
    [CSV_BARE_CR]      = { "bare-return", "save the file with usual line ends, or put quotes around the field" },
    [CSV_NOT_UTF8]     = { "not-utf8", "" },
    [CSV_LONG_ROW]     = { "long-row", "no record of learning is that long; is it a table at all?" },
    [CSV_LONG_FIELD]   = { "long-field", "shorten it" },
    [CSV_MANY_FIELDS]  = { "many-fields", "no record of learning has that many; is it a table at all?" },
};

bool pass_begin(struct pass *p, struct reader *r, struct input *in,
                struct progress *progress, struct err *e)
{
    *p = (struct pass){ .reader = r, .in = in, .arena = arena_new(), .progress = progress };
    r->csv = csv_open(p->arena, input_bytes(in), r->delimiter, (struct csv_limits){ 0 });
    if (!input_rewind(in, e))
        return false;
    return csv_next(r->csv, &r->row, e) != CSV_FAILED;       /* the header, known already */
}

void pass_end(struct pass *p)
{
    arena_free(p->arena);
    p->arena = NULL;
}

static bool not_utf8(const struct pass *p, struct err *e)
{
    const struct csv_row *row = &p->reader->row;
    struct csv_place at = csv_place(row, row->trouble_at);
    return err_set(e, ERR_INPUT, "%s:%lld:%d: the byte 0x%02X at offset %llu is not UTF-8; if the file "
                   "was saved in another encoding, name it, for example --encoding windows-1252",
                   input_path(p->in), (long long)at.line, at.column,
                   (unsigned)(unsigned char)row->raw.p[row->trouble_at],
                   (unsigned long long)(row->offset + row->trouble_at));
}

static void say_trouble(struct reader *r)
{
    const struct csv_row *row = &r->row;
    struct csv_place at = csv_place(row, row->trouble_at);
    str text = row->trouble == CSV_FIELDS
        ? str_format(r->scratch, "this row has %zu %s, the header has %zu; %s", row->n,
                     row->n == 1 ? "field" : "fields", csv_width(r->csv), troubles[CSV_FIELDS].advice)
        : str_format(r->scratch, "this row %s; %s", csv_trouble_text(row->trouble),
                     troubles[row->trouble].advice);
    *vec_push(r->arena, &r->issues) = (struct row_issue){
        .line = row->line, .column = at.line == row->line ? at.column : 0,
        .code = troubles[row->trouble].code, .text = text,
    };
    r->refused = true;
}

static bool is_blank(const struct csv_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (row->fields[i].n > 0 && str_trim(row->fields[i]).n > 0)
            return false;
    return true;
}

static bool tell(struct pass *p, struct err *e)
{
    uint64_t taken = input_taken(p->in), by = taken - p->told;
    if (by == 0)
        return true;
    p->told = taken;
    return progress_step(p->progress, by, e);
}

enum pass_step pass_next(struct pass *p, struct err *e)
{
    struct reader *r = p->reader;
    r->issues.n = 0;
    r->refused = false;
    for (;;) {
        enum csv_step step = csv_next(r->csv, &r->row, e);
        if (step == CSV_FAILED || !tell(p, e))
            return PASS_FAILED;
        if (step == CSV_END)
            return PASS_END;
        if (r->row.trouble == CSV_NOT_UTF8)
            return (void)not_utf8(p, e), PASS_FAILED;
        if (r->row.trouble != CSV_GOOD) {
            say_trouble(r);
            return PASS_ROW;
        }
        if (!is_blank(&r->row))
            return PASS_ROW;
        p->blank++;
    }
}
