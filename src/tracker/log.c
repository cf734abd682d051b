#include "tracker/log.h"

#include <stdio.h>
#include <string.h>

#include "crypto/sha256.h"
#include "tracker/past.h"

struct entry {
    int64_t batch, at;
    str op, actor, summary, digest, prev, hash;
};

static void put_part(struct buf *b, str s)
{
    buf_printf(b, "%zu:", s.n);
    buf_put(b, s);
}

static void put_number(struct buf *b, int64_t i)
{
    char text[32];
    int n = snprintf(text, sizeof text, "%lld", (long long)i);
    put_part(b, (str){ text, (size_t)n });
}

static str hash_of(struct arena *a, const struct entry *x)
{
    struct buf b = buf_new(a);
    put_part(&b, x->prev);
    put_number(&b, x->batch);
    put_number(&b, x->at);
    put_part(&b, x->op);
    put_part(&b, x->actor);
    put_part(&b, x->summary);
    put_part(&b, x->digest);
    return sha256_hex(a, sha256_of(buf_str(&b)));
}

/* --- writing ------------------------------------------------------------------------ */

static bool read_batch(struct db *db, struct arena *a, struct entry *x, struct err *e)
{
    struct stmt *q = db_stmt(db, S("SELECT recorded_at, op, actor, coalesce((SELECT hash FROM change_log"
                                   " ORDER BY batch DESC LIMIT 1), '') FROM import_batch WHERE id = ?"));
    stmt_set(q, 1, val_int(x->batch));
    if (stmt_row(q)) {
        x->at = stmt_int(q, 0);
        x->op = str_dup(a, stmt_str(q, 1));
        x->actor = str_dup(a, stmt_str(q, 2));
        x->prev = str_dup(a, stmt_str(q, 3));
    }
    return stmt_end(q, e);
}

static bool write_entry(struct db *db, const struct entry *x, struct err *e)
{
    struct stmt *q = db_stmt(db, S("INSERT INTO change_log (batch, at, op, actor, summary, digest,"
                                   " prev_hash, hash) VALUES (?,?,?,?,?,?,?,?)"));
    stmt_set(q, 1, val_int(x->batch));
    stmt_set(q, 2, val_int(x->at));
    stmt_set(q, 3, val_text(x->op));
    stmt_set(q, 4, val_text(x->actor));
    stmt_set(q, 5, val_text(x->summary));
    stmt_set(q, 6, val_text(x->digest));
    stmt_set(q, 7, val_text(x->prev));
    stmt_set(q, 8, val_text(x->hash));
    return stmt_run(q, e);
}

bool log_append(struct db *db, int64_t batch, str summary, const struct digest *d, struct err *e)
{
    struct arena *a = arena_new();
    struct entry x = { .batch = batch, .summary = summary, .digest = digest_text(a, *d) };
    bool ok = read_batch(db, a, &x, e);
    if (ok) {
        x.hash = hash_of(a, &x);
        ok = write_entry(db, &x, e);
    }
    arena_free(a);
    return ok;
}

/* --- checking ------------------------------------------------------------------------- */

enum { FAULTS_MOST = 20 };

struct check {
    struct db *db;
    struct arena *a;
    log_faults *faults;
    int64_t first, last;
    struct digest *rows;                  /* by batch, as the tables have them */
    str prev;
};

__attribute__((format(printf, 3, 4)))
static void say(struct check *c, int64_t batch, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (c->faults->n < FAULTS_MOST)
        *vec_push(c->a, c->faults) = str_format(c->a, "batch %lld: " STR_FMT, (long long)batch,
                                                STR_ARG(str_format_list(c->a, format, args)));
    va_end(args);
}

static bool add_erased(struct check *c, struct err *e)
{
    struct stmt *q = db_stmt(c->db, S("SELECT batch, digest FROM change_log_erased"));
    while (stmt_row(q)) {
        struct digest d;
        int64_t batch = stmt_int(q, 0);
        if (batch >= c->first && batch <= c->last && digest_read(stmt_str(q, 1), &d))
            digest_add(&c->rows[batch - c->first], d);
    }
    return stmt_end(q, e);
}

static void check_entry(struct check *c, const struct entry *x)
{
    struct digest logged;
    if (!str_eq(x->prev, c->prev))
        say(c, x->batch, "its entry in the log does not follow the one before; an entry was changed "
            "or taken out");
    if (!str_eq(x->hash, hash_of(c->a, x)))
        say(c, x->batch, "its entry in the log was changed");
    if (!digest_read(x->digest, &logged)
        || memcmp(&logged, &c->rows[x->batch - c->first], sizeof logged) != 0)
        say(c, x->batch, "the rows it brought or retired are not those the log vouches for");
}

static bool check_entries(struct check *c, struct err *e)
{
    struct stmt *q = db_stmt(c->db, S("SELECT batch, at, op, actor, summary, digest, prev_hash, hash"
                                      " FROM change_log ORDER BY batch"));
    char last[64];
    while (stmt_row(q)) {
        struct arena_mark mark = arena_mark(c->a);
        size_t before = c->faults->n;
        struct entry x = { stmt_int(q, 0), stmt_int(q, 1), stmt_str(q, 2), stmt_str(q, 3),
                           stmt_str(q, 4), stmt_str(q, 5), stmt_str(q, 6), stmt_str(q, 7) };
        check_entry(c, &x);
        c->prev = (str){ last, x.hash.n < sizeof last ? x.hash.n : sizeof last };
        for (size_t i = 0; i < c->prev.n; i++)
            last[i] = x.hash.p[i];
        if (c->faults->n == before)
            arena_rewind(c->a, mark);
    }
    return stmt_end(q, e);
}

/* Batches of schema 1 had no log: those from before the file came to schema 2. */
static bool check_gaps(struct check *c, struct err *e)
{
    struct stmt *q = db_stmt(c->db,
        S("SELECT b.id, l.batch, l.at = b.recorded_at AND l.op = b.op AND l.actor = b.actor"
          " FROM import_batch b LEFT JOIN change_log l ON l.batch = b.id"
          " WHERE l.batch IS NOT NULL OR b.recorded_at >="
          " (SELECT applied_at FROM schema_migration WHERE version = 2) ORDER BY b.id"));
    while (stmt_row(q))
        if (stmt_nil(q, 1))
            say(c, stmt_int(q, 0), "the log has no entry of it");
        else if (!stmt_int(q, 2))
            say(c, stmt_int(q, 0), "its time, kind or actor is not what the log says");
    return stmt_end(q, e);
}

static bool read_range(struct check *c, struct err *e)
{
    struct stmt *q = db_stmt(c->db, S("SELECT min(batch), max(batch), count(*) FROM change_log"));
    bool any = stmt_row(q) && stmt_int(q, 2);
    c->first = any ? stmt_int(q, 0) : 1;
    c->last = any ? stmt_int(q, 1) : 0;
    return stmt_end(q, e);
}

bool log_check(struct db *db, struct arena *a, log_faults *faults, struct err *e)
{
    struct check c = { .db = db, .a = a, .faults = faults, .prev = S("") };
    if (!read_range(&c, e) || !check_gaps(&c, e))
        return false;
    if (c.last < c.first)
        return true;
    c.rows = NEW_N(a, struct digest, (size_t)(c.last - c.first + 1));
    return past_digests(db, c.first, c.last, c.rows, e) && add_erased(&c, e) && check_entries(&c, e);
}
