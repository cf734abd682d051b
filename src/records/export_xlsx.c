/* A workbook: written under another name, and renamed when it is whole. */
#include "base/fs.h"
#include "records/sink.h"
#include "xlsx/xlsx.h"

struct book {
    struct fs_draft draft;
    struct xlsx *xlsx;
};

static bool open_book(struct sink *s, struct err *e)
{
    struct book *x = NEW(s->arena, struct book);
    s->own = x;
    if (!fs_draft_open(&x->draft, s->path, FS_PRIVATE, e))
        return false;
    x->xlsx = xlsx_new(s->arena, x->draft.path, e);
    if (!x->xlsx)
        fs_draft_drop(&x->draft);
    return x->xlsx != NULL;
}

static bool begin(struct sink *s, const struct exchange_thing *thing, struct err *e)
{
    struct book *x = s->own;
    struct val names[2 + EXCHANGE_COLUMNS] = { val_text(S("table")) };
    size_t n = 1;
    for (; thing->columns[n - 1]; n++)
        names[n] = val_text(str_of(thing->columns[n - 1]));
    if (s->spreadsheet)
        names[n++] = val_text(S("neutralised"));
    return xlsx_sheet(x->xlsx, str_of(thing->name), e) && xlsx_row(x->xlsx, names, n, e);
}

static bool row(struct sink *s, const struct exchange_thing *thing, const struct val *cells, size_t n,
                struct err *e)
{
    struct book *x = s->own;
    (void)thing;
    return xlsx_row(x->xlsx, cells, n, e);
}

static bool end(struct sink *s, struct err *e)
{
    (void)s, (void)e;
    return true;
}

static bool keep(struct sink *s, struct err *e)
{
    struct book *x = s->own;
    if (xlsx_close(x->xlsx, e))
        return fs_draft_keep(&x->draft, e);
    fs_draft_drop(&x->draft);
    return false;
}

static void drop(struct sink *s)
{
    struct book *x = s->own;
    xlsx_drop(x->xlsx);
    fs_draft_drop(&x->draft);
}

const struct export_format export_xlsx = {
    .name = "xlsx", .suffix = ".xlsx", .open = open_book, .begin = begin, .row = row, .end = end,
    .keep = keep, .drop = drop,
};
