/*
 * export: the store, or a part of it, as files that "import" reads back (tracker/exchange.h).
 *
 * csv: a folder with a file for each kind of thing, or one file with one kind (RFC 4180, UTF-8). jsonl: one file, an
 * object a line. xlsx: one file, a sheet for each kind of thing. All for their owner alone
 * (0600), and nothing half written: what is there under the name is whole.
 *
 * The raw profile is exact. The spreadsheet profile is for programs that take a text with a
 * sign in front for a formula: such a text gets an apostrophe, the file a byte order mark and
 * a column "neutralised" that says so; importing it takes both back.
 */
#pragma once

#include "base/progress.h"
#include "tracker/exchange.h"

struct export_how {
    struct exchange_part part;
    str table;                            /* only this kind of thing; empty: all. As csv it is one file */
    bool spreadsheet;
};

struct export_format;
const char *export_format_name(size_t i); /* NULL behind the last */

/* By name; empty: by how the path ends, else csv. NULL: none is called so. */
const struct export_format *export_format_of(str name, str path);

/* *rows: how many were written. */
MUST bool export_write(struct tracker *t, const char *path, const struct export_format *f,
                       const struct export_how *how, struct progress *p, int64_t *rows, struct err *e);
