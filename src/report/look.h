/*
 * look: the first look at a store: what is in it, what came last, what wants attention, what to do next.
 */
#pragma once

#include "db/db.h"
#include "table/report.h"

MUST struct report *look_report(struct arena *a, struct db *db, str path, struct err *e);
