/*
 * Opening: the file, its schema, its reference data; and transactions around
 * several batches.
 *
 * A new store is made in one transaction, migrations and reference data
 * together, so that nobody ever sees half of one.
 */
#include <string.h>

#include "base/asset.h"
#include "base/date.h"
#include "base/fs.h"
#include "crypto/sha256.h"
#include "db/backup.h"
#include "tracker/derived.h"
#include "tracker/inside.h"
#include "tracker/people.h"
#include "tracker/reference.h"

enum { APPLICATION_ID = 0x45544c4e /* ETLN */, IMPORT_CACHE = 48 * 1024 * 1024 };

/* --- migrations --------------------------------------------------------------- */

struct migration { int32_t version; str sql, checksum; };

/* schemas/tracker/001-core.sql, 002-..., in order. */
static bool migration_next(struct arena *a, size_t *i, struct migration *m)
{
    struct asset f;
    int64_t version;
    str folder = S("schemas/tracker/");
    if (!asset_next(folder, i, &f)
        || !str_int(str_head(str_from(f.path, folder.n), 3), &version))
        return false;
    *m = (struct migration){ (int32_t)version, f.bytes, sha256_hex(a, sha256_of(f.bytes)) };
    return true;
}

static bool apply(struct db *db, const struct migration *m, struct err *e)
{
    if (!db_script(db, m->sql, e))
        return err_in(e, "migration %d", (int)m->version);
    struct stmt *q = db_stmt(db, S("INSERT INTO schema_migration VALUES (?,?,?,?)"));
    stmt_set(q, 1, val_int(m->version));
    stmt_set(q, 2, val_text(m->checksum));
    stmt_set(q, 3, val_int(date_now()));
    stmt_set(q, 4, val_text(S(ETALON_VERSION)));
    return stmt_run(q, e) && db_set_version(db, m->version, e);
}

static bool is_as_applied(struct db *db, const struct migration *m, struct err *e)
{
    struct stmt *q = db_stmt(db, S("SELECT checksum = ? FROM schema_migration WHERE version = ?"));
    stmt_set(q, 1, val_text(m->checksum));
    stmt_set(q, 2, val_int(m->version));
    bool same = stmt_row(q) && stmt_int(q, 0);
    if (!stmt_end(q, e))
        return false;
    return same || err_set(e, ERR_STORE, "%s was made by another edition of this program (its schema "
                           "%d differs); open it with that one", db_path(db), (int)m->version);
}

/* Schema 0: its maker was stopped before anything was in it. */
static bool say_old(const struct db *db, int32_t have, struct err *e)
{
    return have == 0
        ? err_set(e, ERR_STORE, "%s is empty; \"etalon import\" makes a store of it", db_path(db))
        : err_set(e, ERR_STORE, "%s has schema %d, older than this program's; any command that writes, "
                  "like \"etalon import\", brings it up to date", db_path(db), (int)have);
}

/* Brings the schema from `have` to the newest; with `write` false only looks. */
static bool migrate(struct arena *a, struct db *db, int32_t have, bool write, struct err *e)
{
    struct migration m = { 0 };
    for (size_t i = 0; migration_next(a, &i, &m);) {
        if (m.version <= have ? !is_as_applied(db, &m, e) : write && !apply(db, &m, e))
            return false;
        if (m.version > have && !write)
            return say_old(db, have, e);
    }
    return have <= m.version
        || err_set(e, ERR_STORE, "%s has schema %d, made by a newer etalon; this one knows schemas "
                   "up to %d: use the newer program", db_path(db), (int)have, (int)m.version);
}

static int32_t newest(struct arena *a)
{
    struct migration m = { 0 };
    for (size_t i = 0; migration_next(a, &i, &m);)
        continue;
    return m.version;
}

/* The store as it was, beside it: under the first name of this kind that is free. */
static bool keep_before(struct arena *a, struct db *db, int32_t have, int32_t to, str *note,
                        struct err *e)
{
    str name = str_format(a, "%s-before-schema-%d", db_path(db), (int)to), free = name;
    for (int n = 2; fs_kind(free.p) != FS_ABSENT; n++)
        free = str_format(a, STR_FMT "-%d", STR_ARG(name), n);
    *note = str_format(a, "%s was brought from schema %d to %d; as it was before it is in " STR_FMT,
                       db_path(db), (int)have, (int)to, STR_ARG(free));
    return db_backup(db, free.p, false, NULL, e)
        || err_in(e, "%s has schema %d and is copied before it is brought to %d", db_path(db),
                  (int)have, (int)to);
}

static bool bring_up(struct arena *a, struct db *db, bool write, str *note, struct err *e)
{
    int32_t have, to = newest(a);
    if (!db_version(db, &have, e))
        return false;
    bool old = write && have > 0 && have < to;
    return (!old || keep_before(a, db, have, to, note, e)) && migrate(a, db, have, write, e)
        && (have > 0 || reference_load(db, e))
        && (have > 1 || (reference_load_subregions(db, e) && uid_draw(db, e)))
        && (!old || derived_rebuild(db, e));
}

/* A new store is not bulk: it would be shared before it is filled. */
static bool write_schema(struct arena *a, struct db *db, str *note, struct err *e)
{
    int32_t have;
    if (!db_version(db, &have, e) || (have > 0 && !db_bulk(db, IMPORT_CACHE, e))
        || !db_begin(db, e))
        return false;
    bool ok = db_end(db, bring_up(a, db, true, note, e), e);
    return ok && db_usual(db, e);
}

/* Without a transaction when there is nothing to write: a reader of a busy
 * store must not wait for its writer. */
static bool schema_ready(struct arena *a, struct db *db, bool write, str *note, struct err *e)
{
    struct err only_old = { 0 };
    if (bring_up(a, db, false, note, &only_old))
        return true;
    if (write)
        return write_schema(a, db, note, e);
    *e = only_old;
    return false;
}

/* --- the store ------------------------------------------------------------------ */

struct tracker *tracker_open(const char *path, enum tracker_mode mode, struct err *e)
{
    bool try = mode == TRACKER_TRY && fs_kind(path) == FS_ABSENT;
    enum db_mode how = mode == TRACKER_READ ? DB_READ : mode == TRACKER_CHANGE ? DB_WRITE : DB_CREATE;
    struct db *db = db_open(try && *path ? DB_MEMORY : path, how, APPLICATION_ID, e);
    struct arena *a = arena_new();
    char store[UID_STORE + 1];
    str note = { 0 };
    if (!db || !schema_ready(a, db, mode != TRACKER_READ, &note, e) || !uid_store(db, store, e)) {
        db_abandon(db);
        arena_free(a);
        return NULL;
    }
    struct tracker *t = NEW(a, struct tracker);
    *t = (struct tracker){ .arena = a, .db = db, .note = note };
    memcpy(t->store, store, sizeof store);
    return t;
}

void tracker_close(struct tracker *t)
{
    if (!t)
        return;
    people_forget(t);
    if (t->committed)
        db_close(t->db);
    else
        db_abandon(t->db);
    arena_free(t->arena);
}

struct db *tracker_db(struct tracker *t) { return t->db; }
str tracker_note(const struct tracker *t) { return t->note; }

bool tracker_begin(struct tracker *t, struct err *e)
{
    t->batches = 0;
    t->in_pair = db_bulk(t->db, IMPORT_CACHE, e) && db_begin(t->db, e);
    return t->in_pair;
}

bool tracker_end(struct tracker *t, bool ok, struct err *e)
{
    t->in_pair = false;
    ok = db_end(t->db, ok, e);
    t->committed |= ok;
    if (!ok)
        people_forget(t);
    struct err second;
    return db_usual(t->db, ok ? e : &second) && ok;
}

bool tracker_rebuild(struct tracker *t, struct err *e)
{
    if (!tracker_begin(t, e))
        return false;
    return tracker_end(t, derived_rebuild(t->db, e), e);
}

/* VACUUM copies what is known to a new file and back over the old one. */
bool tracker_scrub(struct tracker *t, struct err *e)
{
    return db_script(t->db, S("PRAGMA secure_delete = ON; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)"), e);
}
