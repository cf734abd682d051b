#include "tracker/vintage.h"

#include <stdlib.h>

#include "base/asset.h"
#include "base/buf.h"
#include "crypto/sha256.h"

/* The scheme at work: its lines, and what stands in them. */
struct gathered {
    struct vintage_scheme scheme;
    struct buf lines;
    VEC(str) sources;
};

static int by_text(const void *a, const void *b) { return str_cmp(*(const str *)a, *(const str *)b); }

static int64_t count_different(str *list, size_t n)
{
    int64_t different = 0;
    if (n > 0)
        qsort(list, n, sizeof *list, by_text);
    for (size_t i = 0; i < n; i++)
        different += i == 0 || !str_eq(list[i], list[i - 1]);
    return different;
}

static void end_scheme(struct vintage *out, struct arena *a, struct gathered *g)
{
    if (g->scheme.rows == 0)
        return;
    g->scheme.digest = sha256_hex(a, sha256_of(buf_str(&g->lines)));
    g->scheme.sources = count_different(g->sources.v, g->sources.n);
    *vec_push(a, &out->schemes) = g->scheme;
}

static void add_row(struct gathered *g, struct arena *scratch, const struct stmt *q)
{
    buf_put(&g->lines, stmt_str(q, 1));
    buf_byte(&g->lines, '\n');
    g->scheme.rows++;
    g->scheme.unverified += stmt_int(q, 2);
    g->scheme.uncertain += stmt_int(q, 3);
    *vec_push(scratch, &g->sources) = str_dup(scratch, stmt_str(q, 4));
}

static bool read_schemes(struct vintage *out, struct arena *a, struct arena *scratch, struct db *db,
                         struct err *e)
{
    struct asset sql;
    if (!asset_find(S("tracker/vintage/rows.sql"), &sql))
        return err_set(e, ERR_STORE, "the program has no tracker/vintage/rows.sql");
    struct gathered g = { .lines = buf_new(scratch) };
    struct stmt *q = db_stmt(db, sql.bytes);
    while (stmt_row(q)) {
        if (!str_eq(stmt_str(q, 0), g.scheme.code)) {
            end_scheme(out, a, &g);
            g = (struct gathered){ .lines = buf_new(scratch), .scheme.code = str_dup(a, stmt_str(q, 0)) };
        }
        add_row(&g, scratch, q);
    }
    end_scheme(out, a, &g);
    return stmt_end(q, e);
}

static bool read_head(struct vintage *out, struct arena *a, struct db *db, struct err *e)
{
    struct stmt *q = db_stmt(db, S("SELECT batch, at, hash FROM change_log ORDER BY batch DESC LIMIT 1"));
    if (stmt_row(q)) {
        out->batch = stmt_int(q, 0);
        out->at = stmt_int(q, 1);
        out->head = str_dup(a, stmt_str(q, 2));
    }
    return stmt_end(q, e);
}

static str digest_of(const struct vintage *v, struct arena *a, struct arena *scratch)
{
    struct buf b = buf_new(scratch);
    buf_put(&b, v->head);
    for (size_t i = 0; i < v->schemes.n; i++)
        buf_printf(&b, "\n" STR_FMT " " STR_FMT, STR_ARG(v->schemes.v[i].code),
                   STR_ARG(v->schemes.v[i].digest));
    return sha256_hex(a, sha256_of(buf_str(&b)));
}

bool vintage_read(struct vintage *out, struct arena *a, struct db *db, struct err *e)
{
    struct arena *scratch = arena_new();
    *out = (struct vintage){ 0 };
    bool ok = read_head(out, a, db, e) && read_schemes(out, a, scratch, db, e);
    if (ok)
        out->digest = digest_of(out, a, scratch);
    arena_free(scratch);
    return ok;
}
