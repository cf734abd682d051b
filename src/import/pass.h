/*
 * pass: one reading of a file from its first row to its last.
 *
 * A file is read as often as it is needed (to learn which ids are shared, to
 * take the records, to find the places of what was refused); each pass begins
 * anew, in memory of its own.
 */
#pragma once

#include "base/progress.h"
#include "import/input.h"
#include "import/source.h"

struct pass {
    struct reader *reader;
    struct input *in;
    struct arena *arena;
    struct progress *progress;            /* may be NULL */
    uint64_t told;                        /* bytes told to progress */
    int64_t blank;                        /* rows whose fields are all empty, passed over */
};

MUST bool pass_begin(struct pass *p, struct reader *r, struct input *in,
                     struct progress *progress, struct err *e);
void pass_end(struct pass *p);

/*
 * The next row that is not blank into reader->row; its troubles as CSV are
 * among reader->issues, which begin empty. A byte that is not UTF-8 ends the
 * reading: the file is not what it was taken for.
 */
enum pass_step { PASS_ROW, PASS_END, PASS_FAILED };
enum pass_step pass_next(struct pass *p, struct err *e);
