#include "tracker/mailbox.h"

#include "crypto/sha1.h"

str mailbox_digest(struct arena *a, str address)
{
    return sha1_hex(a, str_cat(a, S("mailto:"), address));
}

void mailboxes_add(struct mailboxes *m, struct arena *scratch, str address, uint32_t learner)
{
    struct arena_mark mark = arena_mark(scratch);
    keymap_at(&m->of, mailbox_digest(scratch, address), learner, NULL);
    arena_rewind(scratch, mark);
}

bool mailboxes_read(struct mailboxes *m, struct arena *a, struct db *db, struct err *e)
{
    struct arena *scratch = arena_new();
    keymap_open(&m->of, a, 0);
    struct stmt *q = db_stmt(db, S("SELECT value_norm, learner FROM learner_identity WHERE kind = 'email'"));
    while (stmt_row(q))
        mailboxes_add(m, scratch, stmt_str(q, 0), (uint32_t)stmt_int(q, 1));
    arena_free(scratch);
    m->is_read = stmt_end(q, e);
    return m->is_read;
}
