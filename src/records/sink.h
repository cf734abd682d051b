/* sink: where the rows of an export go; one for each format. */
#pragma once

#include "records/export.h"

struct sink {
    struct arena *arena, *scratch;        /* scratch: one row */
    const char *path;
    bool spreadsheet;
    bool one;                             /* one kind of thing only */
    void *own;
};

struct export_format {
    const char *name, *suffix;
    bool (*open)(struct sink *s, struct err *e);
    bool (*begin)(struct sink *s, const struct exchange_thing *thing, struct err *e);
    bool (*row)(struct sink *s, const struct exchange_thing *thing, const struct val *cells, size_t n,
                struct err *e);
    bool (*end)(struct sink *s, struct err *e);           /* of the thing */
    bool (*keep)(struct sink *s, struct err *e);          /* everything is whole */
    void (*drop)(struct sink *s);                         /* as if never begun */
};

extern const struct export_format export_csv, export_jsonl, export_xlsx;

/* What a spreadsheet would take for a formula gets an apostrophe in front. */
struct val sink_harmless(const struct sink *s, struct val v);
