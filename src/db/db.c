/*
 * A connection and the statements it keeps.
 *
 * Statements are found by their text in a small hash table of lists; one that
 * is in use is passed over, so that a loop may run the same text inside
 * itself.  Every result code of SQLite becomes a sentence in one place, db_say().
 */
#include "db/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/heap.h"
#include "db/neighbour.h"

enum { BUCKETS = 256, BUSY_MS = 5000, USUAL_CACHE = 8 * 1024 * 1024 };

struct stmt {
    struct db *db;
    sqlite3_stmt *s;
    struct stmt *next;                    /* in its bucket */
    char *sql;
    size_t n;
    int rc;                               /* the first trouble, SQLITE_OK while there is none */
    bool in_use;
};

struct db {
    sqlite3 *s;
    char *path;
    bool is_new;                          /* we made it */
    bool is_fresh;                        /* was empty and is not filled yet */
    bool is_bulk;                         /* between db_bulk() and db_usual() */
    bool is_shared;                       /* has a write-ahead log, or never will */
    bool is_still;                        /* nobody can write where it lies: read without locks */
    struct stat was;                      /* when it was opened so */
    int64_t others;                       /* counts what other programs wrote: PRAGMA data_version */
    enum db_mode mode;
    int32_t application_id;
    int depth;                            /* of db_begin() */
    struct stmt *bucket[BUCKETS];
};

static void *must_have(void *p)
{
    if (!p)
        abort();
    return p;
}

static bool say_busy(const struct db *db, struct err *e)
{
    long who = neighbour_holder(db->path);
    char process[40] = "";
    if (who)
        snprintf(process, sizeof process, " (process %ld)", who);
    return err_set(e, ERR_STORE, "%s is being changed by another program%s; this one waited %d seconds "
                   "and changed nothing: try again when the other has ended", db->path, process,
                   BUSY_MS / 1000);
}

static bool say_cannot_open(const struct db *db, struct err *e)
{
    int why = sqlite3_system_errno(db->s);
    if (db->mode == DB_READ && !neighbour_may_write(db->path))
        return err_set(e, ERR_SYSTEM, "cannot read %s: a program that was interrupted left a log beside "
                       "it (%s-wal), and this place is read-only; copy both to where you may write",
                       db->path, db->path);
    return err_set(e, ERR_SYSTEM, "cannot open %s or a file beside it%s%s", db->path,
                   why ? ": " : "", why ? strerror(why) : "");
}

bool db_say(const struct db *db, int rc, struct err *e)
{
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return say_busy(db, e);
    case SQLITE_FULL:
        return err_set(e, ERR_SYSTEM, "cannot write %s: no room is left on the disk (or in the "
                       "folder for temporary files); it is as it was before", db->path);
    case SQLITE_NOTADB:
        return err_set(e, ERR_STORE, "%s is not a database; give the store another name with --db",
                       db->path);
    case SQLITE_CORRUPT:
        return err_set(e, ERR_STORE, "%s is damaged (%s); take a copy, then restore it from a "
                       "backup", db->path, sqlite3_errmsg(db->s));
    case SQLITE_READONLY:
        return err_set(e, ERR_SYSTEM, "cannot change %s: the file, its folder or its disk is "
                       "read-only for you", db->path);
    case SQLITE_CANTOPEN:
        return say_cannot_open(db, e);
    case SQLITE_IOERR:
        return err_set(e, ERR_SYSTEM, "cannot read or write %s: %s", db->path,
                       sqlite3_errmsg(db->s));
    case SQLITE_NOMEM:
        abort();
    default:
        return err_set(e, ERR_STORE, "%s: %s", db->path, sqlite3_errmsg(db->s));
    }
}

/* --- opening -------------------------------------------------------------- */

/* Before SQLite can make it with the permissions of everything else. */
static bool make_file(struct db *db, struct err *e)
{
    int fd = open(db->path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd < 0)
        return errno == EEXIST || err_system(e, "cannot make the store %s", db->path);
    db->is_new = true;
    return close(fd) == 0 || err_system(e, "cannot make the store %s", db->path);
}

static bool file_is_there(const struct db *db, struct err *e)
{
    struct stat st;
    if (stat(db->path, &st) != 0)
        return errno == ENOENT
            ? err_set(e, ERR_STORE, "there is no store at %s; \"etalon import\" makes one, "
                      "--db names another", db->path)
            : err_system(e, "cannot open the store %s", db->path);
    if (!S_ISREG(st.st_mode))
        return err_set(e, ERR_STORE, "%s is not a file, so it is no store; give another with --db",
                       db->path);
    return true;
}

static bool one_int(struct db *db, str sql, int64_t *out, struct err *e)
{
    struct stmt *q = db_stmt(db, sql);
    if (stmt_row(q))
        *out = stmt_int(q, 0);
    return stmt_end(q, e);
}

static bool claim(struct db *db, int32_t application_id, struct err *e)
{
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d", (int)application_id);
    return db_script(db, str_of(sql), e);
}

static bool is_ours(struct db *db, int32_t application_id, struct err *e)
{
    int64_t id = 0, things = 0;
    if (!one_int(db, S("PRAGMA application_id"), &id, e)
        || !one_int(db, S("SELECT count(*) FROM sqlite_schema"), &things, e))
        return false;
    db->is_new = db->is_new && things == 0;
    db->is_fresh = things == 0;
    if (id == application_id)
        return true;
    if (id == 0 && things == 0 && db->mode == DB_CREATE)
        return claim(db, application_id, e);
    if (id == 0 && things == 0)
        return err_set(e, ERR_STORE, "%s is empty; \"etalon import\" makes a store of it", db->path);
    return err_set(e, ERR_STORE, "%s is a database of another program; give the store another "
                   "name with --db", db->path);
}

static bool others(struct db *db, int64_t *out, struct err *e)
{
    return one_int(db, S("PRAGMA data_version"), out, e);
}

/* A name that says "nobody changes this file": SQLite then wants no files beside it. */
static void put_still_name(struct buf *b, const char *path)
{
    buf_puts(b, "file:");
    for (; *path; path++)
        if (strchr("%?#", *path))
            buf_printf(b, "%%%02X", (unsigned char)*path);
        else
            buf_byte(b, *path);
    buf_puts(b, "?immutable=1");
}

static int open_still(struct db *db)
{
    struct arena *a = arena_new();
    struct buf name = buf_new(a);
    put_still_name(&name, db->path);
    int rc = stat(db->path, &db->was) != 0 ? SQLITE_CANTOPEN
        : sqlite3_open_v2(str_dup(a, buf_str(&name)).p, &db->s,
                          SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
    db->is_still = true;
    arena_free(a);
    return rc;
}

/* A reader too opens the file for writing where it may: who leaves last folds the
 * log into the file. query_only keeps it from more. */
static int open_live(struct db *db, bool may_write)
{
    return sqlite3_open_v2(db->path, &db->s, SQLITE_OPEN_NOMUTEX
                           | (may_write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY), NULL);
}

static int open_as_it_lies(struct db *db)
{
    if (db->mode != DB_READ)
        return open_live(db, true);
    if (neighbour_may_write(db->path))
        return open_live(db, true);
    return neighbour_log(db->path) ? open_live(db, false) : open_still(db);
}

static bool connect_file(struct db *db, struct err *e)
{
    /* Counting every allocation is a twentieth of an import, and nobody asks. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    int rc = open_as_it_lies(db);
    if (rc != SQLITE_OK)
        return db_say(db, rc, e);
    sqlite3_extended_result_codes(db->s, 1);
    sqlite3_busy_timeout(db->s, BUSY_MS);
    /* Pages of 8 KiB, of a new file: a tenth off the time of an import against the usual 4. */
    return db_script(db, S("PRAGMA page_size = 8192; PRAGMA trusted_schema = OFF;"
                           " PRAGMA cell_size_check = ON; PRAGMA synchronous = FULL"), e)
        && (db->mode != DB_READ || db_script(db, S("PRAGMA query_only = ON"), e))
        && db_usual(db, e);
}

struct db *db_open(const char *path, enum db_mode mode, int32_t application_id, struct err *e)
{
    struct db *db = must_have(calloc(1, sizeof *db));
    db->path = must_have(strdup(path));
    db->mode = mode;
    db->application_id = application_id;
    bool in_memory = db->is_shared = !*path || strcmp(path, DB_MEMORY) == 0;
    if ((in_memory || ((mode != DB_CREATE || make_file(db, e)) && file_is_there(db, e)))
        && connect_file(db, e) && others(db, &db->others, e) && is_ours(db, application_id, e))
        return db;
    db_abandon(db);
    return NULL;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    for (size_t i = 0; i < BUCKETS; i++)
        for (struct stmt *q = db->bucket[i], *next; q; q = next) {
            next = q->next;
            sqlite3_finalize(q->s);
            free(q->sql);
            free(q);
        }
    sqlite3_close(db->s);
    free(db->path);
    free(db);
}

static bool has_log(struct db *db)
{
    struct err nobody_asks = { 0 };
    struct stmt *q = db_stmt(db, S("PRAGMA journal_mode"));
    bool yes = stmt_row(q) && str_eq(stmt_str(q, 0), S("wal"));
    return stmt_end(q, &nobody_asks) && yes;
}

struct db *db_beside(struct db *db)
{
    struct err nobody_asks = { 0 };
    if (!db->is_shared || !has_log(db))
        return NULL;
    return db_open(db->path, DB_READ, db->application_id, &nobody_asks);
}

const char *db_path(const struct db *db) { return db->path; }
sqlite3 *db_handle(struct db *db) { return db->s; }
int32_t db_application(const struct db *db) { return db->application_id; }

bool db_version(struct db *db, int32_t *out, struct err *e)
{
    int64_t v = 0;
    if (!one_int(db, S("PRAGMA user_version"), &v, e))
        return false;
    *out = (int32_t)v;
    return true;
}

bool db_set_version(struct db *db, int32_t version, struct err *e)
{
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA user_version = %d", (int)version);
    return db_script(db, str_of(sql), e);
}

/* --- work ------------------------------------------------------------------ */

bool db_script(struct db *db, str sql, struct err *e)
{
    const char *p = sql.p, *end = sql.p + sql.n;
    while (p < end) {
        sqlite3_stmt *s = NULL;
        int rc = sqlite3_prepare_v2(db->s, p, (int)(end - p), &s, &p);
        while (rc == SQLITE_OK && s && (rc = sqlite3_step(s)) == SQLITE_ROW)
            rc = SQLITE_OK;
        bool ok = rc == SQLITE_OK || rc == SQLITE_DONE || db_say(db, rc, e);
        sqlite3_finalize(s);
        if (!ok)
            return false;
    }
    return true;
}

/* Inside another one a transaction is a savepoint named after its depth. */
static bool do_word(struct db *db, const char *word, struct err *e)
{
    char sql[64];
    snprintf(sql, sizeof sql, "%s d%d", word, db->depth);
    return db_script(db, str_of(sql), e);
}

/* After some troubles (a full disk) SQLite has rolled back by itself. */
static void roll_back(struct db *db)
{
    struct err second = { 0 };
    if (sqlite3_get_autocommit(db->s))
        return;
    if (db->depth == 0)
        (void)!db_script(db, S("ROLLBACK"), &second);
    else
        (void)!(do_word(db, "ROLLBACK TO", &second) && do_word(db, "RELEASE", &second));
}

static bool is_still_there(struct db *db, struct err *e)
{
    int moved = 0;
    sqlite3_file_control(db->s, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return !moved || err_set(e, ERR_STORE, "%s was removed or replaced by another program "
                             "meanwhile; try again", db->path);
}

/*
 * From here on readers see the last commit while a writer works. Where the system cannot do it
 * (a network drive) the rollback journal stays, and readers wait for large imports.
 */
static bool share(struct db *db, struct err *e)
{
    struct stmt *q = db_stmt(db, S("PRAGMA journal_mode = WAL"));
    db->is_new = db->is_fresh = false;
    db->is_shared = stmt_run(q, e);
    return db->is_shared;
}

/* A new file is nobody's business before it is filled: its pages are written once. */
static bool begin_to_write(struct db *db, struct err *e)
{
    if (db->is_fresh)
        return db_script(db, S("BEGIN EXCLUSIVE"), e);
    return (db->is_shared || (is_still_there(db, e) && share(db, e)))
        && db_script(db, S("BEGIN IMMEDIATE"), e);
}

static bool begin_outermost(struct db *db, struct err *e)
{
    if (db->mode == DB_READ)
        return db_script(db, S("BEGIN"), e);
    if (!begin_to_write(db, e))
        return false;
    if (is_still_there(db, e))
        return true;
    roll_back(db);
    return false;
}

bool db_begin(struct db *db, struct err *e)
{
    bool ok = db->depth ? do_word(db, "SAVEPOINT", e) : begin_outermost(db, e);
    db->depth += ok;
    return ok;
}

/* What was read without locks stands for something only if nobody wrote meanwhile. */
static bool is_unchanged(const struct db *db, struct err *e)
{
    struct stat now;
    if (!db->is_still
        || (stat(db->path, &now) == 0 && now.st_ino == db->was.st_ino && now.st_size == db->was.st_size
            && now.st_mtim.tv_sec == db->was.st_mtim.tv_sec
            && now.st_mtim.tv_nsec == db->was.st_mtim.tv_nsec))
        return true;
    return err_set(e, ERR_STORE, "%s was changed by another program while it was read; try again",
                   db->path);
}

static bool commit(struct db *db, struct err *e)
{
    struct err as_before = { 0 };
    if (db->depth)
        return do_word(db, "RELEASE", e);
    if (!db_script(db, S("COMMIT"), e))
        return false;
    if (db->is_fresh && db->is_bulk)
        (void)!share(db, &as_before);     /* else the next writer does */
    return is_unchanged(db, e);
}

bool db_end(struct db *db, bool ok, struct err *e)
{
    db->depth--;
    ok = ok && commit(db, e);
    if (!ok)
        roll_back(db);
    return ok;
}

/* Nobody but us has written to the file, and nobody can before we have ended. */
static bool is_ours_alone(struct db *db)
{
    struct err nobody_asks = { 0 };
    int64_t now = 0;
    if (!db->s)
        return true;
    db->depth = 0;
    roll_back(db);
    return db_begin(db, &nobody_asks) && others(db, &now, &nobody_asks) && now == db->others;
}

/* On POSIX an open file may go; who waits for it finds out in db_begin(). */
void db_abandon(struct db *db)
{
    if (db && db->is_new && is_ours_alone(db))
        unlink(db->path);
    db_close(db);
}

static bool set_cache(struct db *db, int64_t bytes, bool bulk, struct err *e)
{
    db->is_bulk = bulk;
    char sql[120];
    snprintf(sql, sizeof sql, "PRAGMA cache_size = -%lld; PRAGMA foreign_keys = %s; PRAGMA secure_delete = %s",
             (long long)(bytes / 1024), bulk ? "OFF" : "ON", bulk ? "FAST" : "ON");
    return db_script(db, str_of(sql), e);
}

bool db_bulk(struct db *db, int64_t cache, struct err *e)
{
    heap_expect((size_t)cache);
    return set_cache(db, cache, true, e);
}

bool db_usual(struct db *db, struct err *e)
{
    return set_cache(db, USUAL_CACHE, false, e);
}

/* Asked for where it changes nothing it would make SQLite prepare all statements again. */
bool db_defer(struct db *db, struct err *e)
{
    return db->is_bulk || db_script(db, S("PRAGMA defer_foreign_keys = ON"), e);
}

bool db_scratch(struct db *db, bool on, struct err *e)
{
    return db->mode != DB_READ
        || db_script(db, on ? S("PRAGMA query_only = OFF") : S("PRAGMA query_only = ON"), e);
}

int64_t db_last_id(const struct db *db) { return sqlite3_last_insert_rowid(db->s); }
int64_t db_changes(const struct db *db) { return sqlite3_changes64(db->s); }

/* --- statements -------------------------------------------------------------- */

static struct stmt *stmt_new(struct db *db, str sql, struct stmt **bucket)
{
    struct stmt *q = must_have(calloc(1, sizeof *q));
    q->db = db;
    q->n = sql.n;
    q->sql = must_have(malloc(sql.n + 1));
    memcpy(q->sql, sql.p, sql.n);
    q->sql[sql.n] = 0;
    q->next = *bucket;
    return *bucket = q;
}

/* Statements are long and asked for a million times: their ends tell them apart. */
static size_t bucket_of(str sql)
{
    return str_hash(sql.n > 16 ? str_from(sql, sql.n - 16) : sql) + sql.n;
}

struct stmt *db_stmt(struct db *db, str sql)
{
    struct stmt **bucket = &db->bucket[bucket_of(sql) % BUCKETS], *q;
    for (q = *bucket; q; q = q->next)
        if (!q->in_use && q->n == sql.n && memcmp(q->sql, sql.p, sql.n) == 0)
            break;
    if (!q)
        q = stmt_new(db, sql, bucket);
    q->in_use = true;
    if (!q->s)
        q->rc = sqlite3_prepare_v3(db->s, q->sql, (int)q->n, SQLITE_PREPARE_PERSISTENT, &q->s, NULL);
    return q;
}

static int bind(sqlite3_stmt *s, int i, struct val v)
{
    switch (v.kind) {
    case VAL_INT:  return sqlite3_bind_int64(s, i, v.as.i);
    case VAL_REAL: return sqlite3_bind_double(s, i, v.as.r);
    case VAL_TEXT: return sqlite3_bind_text(s, i, v.as.s.n ? v.as.s.p : "", (int)v.as.s.n,
                                            SQLITE_STATIC);
    case VAL_BLOB: return sqlite3_bind_blob(s, i, v.as.s.n ? v.as.s.p : "", (int)v.as.s.n,
                                            SQLITE_STATIC);
    case VAL_NIL:
    case VAL_HIDDEN: break;
    }
    return sqlite3_bind_null(s, i);
}

void stmt_set(struct stmt *q, int parameter, struct val v)
{
    if (q->rc == SQLITE_OK)
        q->rc = bind(q->s, parameter, v);
}

void stmt_bind(struct stmt *q, const char *name, struct val v)
{
    if (q->rc == SQLITE_OK)
        stmt_set(q, sqlite3_bind_parameter_index(q->s, name), v);
}

bool stmt_row(struct stmt *q)
{
    if (q->rc != SQLITE_OK)
        return false;
    int rc = sqlite3_step(q->s);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        q->rc = rc;
    return rc == SQLITE_ROW;
}

int stmt_columns(const struct stmt *q)
{
    return sqlite3_column_count(q->s);
}

str stmt_name(const struct stmt *q, int column)
{
    return str_of(sqlite3_column_name(q->s, column));
}

str stmt_str(const struct stmt *q, int column)
{
    const char *p = (const char *)sqlite3_column_text(q->s, column);
    return p ? (str){ p, (size_t)sqlite3_column_bytes(q->s, column) } : S("");
}

int64_t stmt_int(const struct stmt *q, int column)
{
    return sqlite3_column_int64(q->s, column);
}

bool stmt_nil(const struct stmt *q, int column)
{
    return sqlite3_column_type(q->s, column) == SQLITE_NULL;
}

char stmt_letter(const struct stmt *q, int column)
{
    /* As bytes it need not end with 0, for which SQLite would copy it. */
    const char *text = sqlite3_column_blob(q->s, column);
    return text ? text[0] : 0;
}

struct val stmt_val(const struct stmt *q, int column)
{
    switch (sqlite3_column_type(q->s, column)) {
    case SQLITE_INTEGER: return val_int(stmt_int(q, column));
    case SQLITE_FLOAT:   return val_real(sqlite3_column_double(q->s, column));
    case SQLITE_NULL:    return val_nil();
    case SQLITE_BLOB:    return val_blob(stmt_str(q, column));
    default:             return val_text(stmt_str(q, column));
    }
}

bool stmt_end(struct stmt *q, struct err *e)
{
    bool ok = q->rc == SQLITE_OK || db_say(q->db, q->rc, e);
    if (q->s) {
        sqlite3_reset(q->s);
        sqlite3_clear_bindings(q->s);
    }
    q->rc = SQLITE_OK;
    q->in_use = false;
    return ok;
}

bool stmt_run(struct stmt *q, struct err *e)
{
    while (stmt_row(q))
        continue;
    return stmt_end(q, e);
}
