/*
 * draft: a mapping that is being proposed; what the three files of propose share.
 */
#pragma once

#include "base/buf.h"
#include "import/columns.h"
#include "import/headings.h"
#include "import/propose.h"

enum { ALTERNATIVES = HEADING_FIELDS + 2 };

struct column_draft {
    str heading;                          /* empty: it has none */
    int nth;
    int fields[ALTERNATIVES];             /* one: it is that; more: a question */
    size_t n;
    str activity;
    bool by_values;                       /* its heading says nothing */
};

struct draft {
    struct arena *arena;
    struct economies *economies;
    struct grid *grid;
    const struct propose_how *how;
    const struct headings *words;
    size_t table, skip;
    int64_t header;                       /* number of its row */
    size_t known;                         /* headings that somebody knows */
    size_t n;
    struct column_draft *columns;
    struct column_look *looks;
    int64_t rows;
    bool all_rows;
    enum record_kind kind;
    bool kind_is_open;
    struct buf text;
    struct proposal *out;
};

/* What columns can be, by heading and values. */
void draft_columns(struct draft *d);
bool draft_is_sure(const struct column_draft *c, int field);

/* Whether a column is that, or could be. */
bool draft_has(const struct draft *d, int field, bool sure);

bool draft_is_date(int field);
bool draft_is_number(int field);

/* Settings, columns, constants, values, as text; questions go into out->open. */
void draft_write(struct draft *d);
