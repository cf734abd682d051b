/*
 * rejects: where what was refused stands, and a file of the rows to mend.
 *
 * The file has the columns of the original and two more, "etalon:line" and
 * "etalon:reason", which an import passes over; a row that is no well-formed
 * CSV stands as one text in the first column.
 */
#pragma once

#include "import/import.h"
#include "import/pass.h"

/* Reads the file again, where that is needed: gives each issue its exact place and, when `path` is
 * not NULL, writes the rows that `b` says were rejected or are in conflict. */
MUST bool rejects_write(struct import_file *f, struct reader *r, const struct batch *b,
                        const char *path, struct err *e);
