/* fix: mends in a course what needs no question, and tells what it did. */
#pragma once

#include "cli/command.h"

/* Does what r->diags.edits from the `first` on say, in the files they name:
 * on disk, each file whole or not at all, with a note per change; or, when
 * `diff` is given, only as a diff there. *done: how many places. */
MUST bool fix_files(struct run *r, size_t first, struct buf *diff, size_t *done);
