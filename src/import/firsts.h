/*
 * firsts: the rows of a file that show what becomes of it, each in a few words.
 */
#pragma once

#include "import/import.h"
#include "import/pass.h"

/* Reads the file again as far as plan.lines go and fills f->firsts. */
MUST bool firsts_read(struct import_file *f, struct reader *r, struct err *e);
