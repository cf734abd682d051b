/*
 * xlsx: what the sheets of a workbook share (ECMA-376 part 1, SpreadsheetML).
 */
#pragma once

#include "grid/office.h"
#include "grid/value.h"

enum {
    XLSX_TEXT_BYTES = 64 * 1024 * 1024,   /* of the shared texts, all together */
    XLSX_TEXTS = 8 * 1024 * 1024,
    XLSX_STYLES = 65536,
    XLSX_SHEETS = 1000,
};

struct xlsx_sheet {
    str name, relation;
    const struct archive_entry *entry;    /* NULL: it is no sheet of cells */
    bool hidden;
};

struct xlsx_book {
    struct grid *grid;
    bool from_1904;
    VEC(struct xlsx_sheet) sheets;
    const struct archive_entry *texts, *styles;       /* NULL: there are none */
    bool loaded;                          /* the two below */
    VEC(str) text;                        /* shared texts (18.4.8) */
    VEC(unsigned char) style;             /* enum value_kind of each cell format (18.8.10) */
};

/* Its sheets, in order. NULL: the parts do not hang together, e says which. */
MUST struct xlsx_book *xlsx_book_open(struct grid *g, struct err *e);

/* Texts and styles, when they were not loaded yet. */
MUST bool xlsx_book_load(struct xlsx_book *b, struct err *e);

/* _x000D_ is a character that XML cannot hold (22.9.2.19); at the end of what `text` has. */
void xlsx_unescape(struct buf *text);
