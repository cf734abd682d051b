/*
 * line: which line of an answer "cell=" means.
 *
 * "SIM" is the line with that id, or a line below the groups by its word (overlap, none, unknown, undated,
 * total), where there is one line so called; with several dimensions "rmo=SIM,year=2024", as cell.h says it, the
 * later ones left out for the total of the earlier.
 */
#pragma once

#include "db/db.h"
#include "stats/question.h"
#include "table/table.h"

enum { NO_LINE = -1 };

/* NO_LINE: there is nothing on a line that could be there. Fails with the nearest id when it could not. */
MUST bool line_find(struct arena *a, struct db *db, const struct question *q, const struct table *t, str cell,
                    int64_t *line, struct err *e);
