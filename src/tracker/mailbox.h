/*
 * mailbox: digests of e-mail addresses, by which xAPI can name persons without telling them
 * (mbox_sha1sum: the SHA-1 of "mailto:" and the address; 1.0.3, part two, 2.4.2.2). In the store they
 * are accounts whose issuer is MAILBOX_ISSUER; whoever's address is known is known by its digest.
 */
#pragma once

#include "base/keymap.h"
#include "db/db.h"

#define MAILBOX_ISSUER "mbox_sha1sum"

/* Of an address in its normal form. */
str mailbox_digest(struct arena *a, str address);

/* The digests of all addresses of the store, read when the first is asked for. */
struct mailboxes {
    struct keymap of;
    bool is_read;
    bool named;                           /* somebody is in the store by a digest */
};

MUST bool mailboxes_read(struct mailboxes *m, struct arena *a, struct db *db, struct err *e);
void mailboxes_add(struct mailboxes *m, struct arena *scratch, str address, uint32_t learner);
