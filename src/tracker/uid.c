#include "tracker/uid.h"

#include <string.h>

#include "crypto/random.h"
#include "tracker/inside.h"

static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

enum { SECRET = 32 };

static bool keep(struct db *db, str name, str value, struct err *e)
{
    struct stmt *q = db_stmt(db, S("INSERT INTO setting VALUES (?, ?) ON CONFLICT DO NOTHING"));
    stmt_set(q, 1, val_text(name));
    stmt_set(q, 2, val_text(value));
    return stmt_run(q, e);
}

/* Learners of the first schema had none. */
static bool draw_salts(struct db *db, struct err *e)
{
    bool ok = true;
    char salt[SALT];
    struct stmt *q = db_stmt(db, S("SELECT id FROM learner WHERE salt IS NULL ORDER BY id"));
    while (ok && stmt_row(q)) {
        struct stmt *u = db_stmt(db, S("UPDATE learner SET salt = ? WHERE id = ?"));
        ok = random_bytes(salt, sizeof salt, e);
        stmt_set(u, 1, val_blob((str){ salt, sizeof salt }));
        stmt_set(u, 2, stmt_val(q, 0));
        ok = stmt_run(u, ok ? e : &(struct err){ 0 }) && ok;
    }
    return stmt_end(q, ok ? e : &(struct err){ 0 }) && ok;
}

bool uid_draw(struct db *db, struct err *e)
{
    unsigned char drawn[UID_STORE + SECRET];
    char store[UID_STORE], secret[2 * SECRET];
    if (!random_bytes(drawn, sizeof drawn, e))
        return false;
    for (size_t i = 0; i < UID_STORE; i++)
        store[i] = letters[drawn[i] & 31];
    for (size_t i = 0; i < 2 * SECRET; i++)
        secret[i] = "0123456789abcdef"[drawn[UID_STORE + i / 2] >> (i % 2 ? 0 : 4) & 15];
    return keep(db, S("store"), (str){ store, sizeof store }, e)
        && keep(db, S("secret"), (str){ secret, sizeof secret }, e) && draw_salts(db, e);
}

bool uid_store(struct db *db, char store[UID_STORE + 1], struct err *e)
{
    memset(store, 0, UID_STORE + 1);
    struct stmt *q = db_stmt(db, S("SELECT value FROM setting WHERE name = 'store'"));
    while (stmt_row(q)) {
        str s = stmt_str(q, 0);
        memcpy(store, s.p, s.n < UID_STORE ? s.n : UID_STORE);
    }
    return stmt_end(q, e);
}

str tracker_uid(struct tracker *t, struct arena *a, int64_t learner)
{
    return str_format(a, "%s-%lld", t->store, (long long)learner);
}

static char as_meant(char c)
{
    if (c >= 'a' && c <= 'z')
        c = (char)(c - 32);
    return c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
}

bool tracker_uid_read(const struct tracker *t, str text, char store[UID_STORE + 1],
                      int64_t *learner)
{
    int64_t number;
    text = str_trim(text);
    if (text.n < UID_STORE + 2 || text.p[UID_STORE] != '-'
        || !str_int(str_from(text, UID_STORE + 1), &number) || number < 1)
        return false;
    memset(store, 0, UID_STORE + 1);
    for (size_t i = 0; i < UID_STORE; i++) {
        store[i] = as_meant(text.p[i]);
        if (!strchr(letters, store[i]) || !store[i])
            return false;
    }
    *learner = strcmp(store, t->store) == 0 ? number : 0;
    return true;
}
