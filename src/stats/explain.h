/*
 * explain: what stands behind an answer: the definition, the parameters as they were taken, the
 * reference data and the state of the store it was drawn from, and the query.
 */
#pragma once

#include "db/db.h"
#include "stats/question.h"
#include "table/report.h"

/* Adds tables to the report, so that every format has all of it. */
MUST bool stats_explain(struct report *r, struct db *db, const struct question *q, struct err *e);
