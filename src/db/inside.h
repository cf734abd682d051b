/*
 * inside: what the files of this folder share; nobody else includes it.
 */
#pragma once

#include <sqlite3.h>

#include "db/db.h"

sqlite3 *db_handle(struct db *db);
int32_t db_application(const struct db *db);

/* What a result code of SQLite means to a user; false. */
bool db_say(const struct db *db, int rc, struct err *e);
