/*
 * organisation: where learners work, by name.
 *
 * Names are compared as spellings of economies are. An import never says
 * where an organisation is, because people work abroad; where an administrator
 * has several of one name in different economies, that of the row decides.
 */
#pragma once

#include "base/keymap.h"
#include "tracker/book.h"

struct organisations {
    struct keymap by_name;                /* "name\tCC" -> id */
    int64_t next;
};

MUST bool organisations_open(struct organisations *o, struct arena *a, struct db *db, struct err *e);
void organisations_close(struct organisations *o);        /* all zeros is fine */

/* Made when missing; 0 for a name without letters. */
MUST bool organisation_named(struct organisations *o, struct book *k, struct arena *scratch, str name,
                             str economy, uint32_t *out, struct err *e);
