#include "tracker/tombstone.h"

#include <string.h>

#include "base/buf.h"

bool tombstones_open(struct tombstones *t, struct db *db, struct err *e)
{
    *t = (struct tombstones){ .db = db };
    struct stmt *q = db_stmt(db, S("SELECT value, EXISTS (SELECT 1 FROM erased_key) FROM setting"
                                   " WHERE name = 'secret'"));
    bool found = stmt_row(q) && stmt_str(q, 0).n == sizeof t->secret;
    if (found) {
        memcpy(t->secret, stmt_str(q, 0).p, sizeof t->secret);
        t->any = stmt_int(q, 1) != 0;
    }
    return stmt_end(q, e)
        && (found || err_set(e, ERR_STORE, "%s has lost its secret (setting \"secret\"); take it from "
                                           "a backup", db_path(db)));
}

static struct sha256 key_of(const struct tombstones *t, str kind, str issuer, str norm)
{
    struct arena *a = arena_new();
    str text = str_cat(a, kind, S("\t"), issuer, S("\t"), norm);
    struct sha256 key = sha256_keyed((str){ t->secret, sizeof t->secret }, text);
    arena_free(a);
    return key;
}

bool tombstone_add(struct tombstones *t, str kind, str issuer, str norm, int64_t batch,
                   struct err *e)
{
    struct sha256 key = key_of(t, kind, issuer, norm);
    struct stmt *q = db_stmt(t->db, S("INSERT INTO erased_key VALUES (?, ?) ON CONFLICT DO NOTHING"));
    stmt_set(q, 1, val_blob((str){ (const char *)key.bytes, sizeof key.bytes }));
    stmt_set(q, 2, val_int(batch));
    t->any = true;
    return stmt_run(q, e);
}

bool tombstone_find(const struct tombstones *t, str kind, str issuer, str norm, bool *found,
                    struct err *e)
{
    *found = false;
    if (!t->any)
        return true;
    struct sha256 key = key_of(t, kind, issuer, norm);
    struct stmt *q = db_stmt(t->db, S("SELECT 1 FROM erased_key WHERE hmac = ?"));
    stmt_set(q, 1, val_blob((str){ (const char *)key.bytes, sizeof key.bytes }));
    *found = stmt_row(q);
    return stmt_end(q, e);
}
