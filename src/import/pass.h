/*
 * pass: one reading of a table from its header to its last row.
 *
 * A file is read as often as it is needed (to learn which ids are shared, to
 * take the records, to find the places of what was refused); each pass begins
 * anew.
 */
#pragma once

#include "base/progress.h"
#include "import/source.h"

struct pass {
    struct reader *reader;
    struct progress *progress;            /* may be NULL */
    uint64_t told;                        /* bytes told to progress */
    int64_t blank;                        /* rows whose fields are all empty, passed over */
};

MUST bool pass_begin(struct pass *p, struct reader *r, struct progress *progress, struct err *e);

/*
 * The next row that is not blank into reader->row; its troubles are among
 * reader->issues, which begin empty. FAILED: reading cannot go on, as at a byte
 * that is not UTF-8: the file is not what it was taken for.
 */
enum pass_step { PASS_ROW, PASS_END, PASS_FAILED };
enum pass_step pass_next(struct pass *p, struct err *e);
