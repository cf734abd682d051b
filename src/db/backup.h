/*
 * backup: a copy of a database while it is in use.
 */
#pragma once

#include "base/progress.h"
#include "db/db.h"

/*
 * The last commit of db, whatever others write meanwhile, as one file readable by its owner
 * only: it appears whole, synced and with its integrity checked, or not at all. A
 * file that is there is replaced only when `replace` says so, and never db's own. Others go
 * on reading and writing; so may db itself.
 */
MUST bool db_backup(struct db *db, const char *to, bool replace, struct progress *p,
                    struct err *e);
