/*
 * The statements are made from past_table(), once a batch and table.
 */
#include "tracker/book.h"

/* Columns that are in no version. */
static const struct { const char *names; int n; bool changes; } more[PASTS] = {
    [PAST_LEARNER] = { ", salt, status", 2, false },
    [PAST_REGISTRATION] = { ", digest", 1, true },
};

void book_open(struct book *k, struct arena *a, struct db *db, int64_t batch)
{
    *k = (struct book){ .arena = a, .db = db, .batch = batch };
}

void book_close(struct book *k)
{
    for (int i = 0; i < PASTS; i++)
        rows_free(k->rows[i]);
}

/* Columns with the provenance: what a digest is made of. */
static int columns(const struct past_table *t) { return past_columns(t) + 1 + t->has_line; }

static struct rows *rows_of(struct book *k, enum past p)
{
    const struct past_table *t = past_table(p);
    if (!k->rows[p]) {
        struct buf into = buf_new(k->arena);
        buf_printf(&into, "%s (", t->name);
        past_put_columns(&into, t, "");
        buf_printf(&into, ", batch%s%s)", t->has_line ? ", line" : "", more[p].n ? more[p].names : "");
        k->rows[p] = rows_new(k->arena, k->db, buf_str(&into), columns(t) + more[p].n);
    }
    return k->rows[p];
}

static struct digest version(enum past p, str salt, const struct val *v)
{
    const struct past_table *t = past_table(p);
    return digest_of_row(str_of(t->name), salt, v, (size_t)columns(t));
}

/* Rows of a person without a salt are in no digest. */
static bool counts(enum past p, str salt) { return past_table(p)->of == OF_NOBODY || salt.n; }

static void see_line(struct book *k, enum past p, bool changed, const struct val *v)
{
    const struct past_table *t = past_table(p);
    int64_t line = t->has_line ? v[columns(t) - 1].as.i : 0, *first = &k->count[p].first[changed];
    if (line && (!*first || line < *first))
        *first = line;
}

bool book_add(struct book *k, enum past p, str salt, const struct val *v, struct err *e)
{
    if (counts(p, salt))
        digest_add(&k->digest, version(p, salt, v));
    k->count[p].brought++;
    see_line(k, p, false, v);
    return rows_put(rows_of(k, p), v, e);
}

/* --- changing one row --------------------------------------------------------------- */

static void make_statements(struct book *k, enum past p)
{
    const struct past_table *t = past_table(p);
    struct buf find = buf_new(k->arena), change = buf_new(k->arena), past = buf_new(k->arena);
    int n = columns(t);
    char retired_by[8] = { '?', (char)('1' + t->nkey), 0 };
    buf_puts(&find, "SELECT ");
    past_put_columns(&find, t, "");
    buf_printf(&find, ", batch%s, since FROM %s", t->has_line ? ", line" : "", t->name);
    past_put_where(&find, t);
    buf_printf(&change, "UPDATE %s SET since = NULL", t->name);
    for (int i = t->nkey; t->columns[i]; i++)
        buf_printf(&change, ", %s = ?%d", t->columns[i], i + 1);
    buf_printf(&change, ", batch = ?%d", past_columns(t) + 1);
    if (t->has_line)
        buf_printf(&change, ", line = ?%d", n);
    if (more[p].changes)
        buf_printf(&change, "%s = ?%d", more[p].names, n + 1);
    past_put_where(&change, t);
    past_put_copy(&past, t, retired_by);
    past_put_where(&past, t);
    k->find[p] = buf_str(&find);
    k->change[p] = buf_str(&change);
    k->past[p] = buf_str(&past);
}

static bool keep_old(struct book *k, enum past p, const struct val *key, struct err *e)
{
    struct stmt *q = db_stmt(k->db, k->past[p]);
    int n = past_table(p)->nkey;
    for (int i = 0; i < n; i++)
        stmt_set(q, i + 1, key[i]);
    stmt_set(q, n + 1, val_int(k->batch));
    return stmt_run(q, e);
}

/* The stored version ends; what this batch itself began is as if it had never been. */
static bool end_old(struct book *k, enum past p, str salt, const struct val *old, struct err *e)
{
    const struct past_table *t = past_table(p);
    int n = columns(t), batch = past_columns(t);
    int64_t begun = old[old[n].kind == VAL_INT ? n : batch].as.i;
    bool own = old[old[n].kind == VAL_INT ? n : batch].kind == VAL_INT && begun == k->batch;
    if (counts(p, salt) && own)
        digest_take(&k->digest, version(p, salt, old));
    else if (counts(p, salt))
        digest_add(&k->digest, version(p, salt, old));
    k->count[p].changed += !own;
    return own || keep_old(k, p, old, e);
}

static bool set_new(struct book *k, enum past p, const struct val *v, struct err *e)
{
    struct stmt *q = db_stmt(k->db, k->change[p]);
    int n = columns(past_table(p)) + (more[p].changes ? more[p].n : 0);
    for (int i = 0; i < n; i++)
        stmt_set(q, i + 1, v[i]);
    return stmt_run(q, e);
}

/* Ends the version with this key if there is one. */
static bool end_there(struct book *k, enum past p, str salt, const struct val *key, bool *there, struct err *e)
{
    struct val old[PAST_ROW];
    const struct past_table *t = past_table(p);
    if (!k->find[p].n)
        make_statements(k, p);
    if (!book_flush(k, p, e))
        return false;
    struct stmt *q = db_stmt(k->db, k->find[p]);
    for (int i = 0; i < t->nkey; i++)
        stmt_set(q, i + 1, key[i]);
    *there = stmt_row(q);
    for (int i = 0; *there && i <= columns(t); i++)
        old[i] = stmt_val(q, i);
    bool ok = !*there || end_old(k, p, salt, old, e);
    struct err late = { 0 };
    return stmt_end(q, ok ? e : &late) && ok;
}

bool book_change(struct book *k, enum past p, str salt, const struct val *v, struct err *e)
{
    bool there;
    if (!end_there(k, p, salt, v, &there, e))
        return false;
    if (!there)
        return err_set(e, ERR_STORE, "a %s that was to change is not there; \"etalon verify\" says "
                       "what is wrong with %s", past_table(p)->thing, db_path(k->db));
    if (counts(p, salt))
        digest_add(&k->digest, version(p, salt, v));
    see_line(k, p, true, v);
    return set_new(k, p, v, e);
}

bool book_take(struct book *k, enum past p, str salt, const struct val *key, struct err *e)
{
    bool there;
    const struct past_table *t = past_table(p);
    struct buf sql = buf_new(k->arena);
    if (!end_there(k, p, salt, key, &there, e))
        return false;
    if (!there)
        return true;
    buf_printf(&sql, "DELETE FROM %s", t->name);
    past_put_where(&sql, t);
    struct stmt *q = db_stmt(k->db, buf_str(&sql));
    for (int i = 0; i < t->nkey; i++)
        stmt_set(q, i + 1, key[i]);
    return stmt_run(q, e);
}

bool book_flush(struct book *k, enum past p, struct err *e)
{
    return !k->rows[p] || rows_end(k->rows[p], e);
}

bool book_flush_all(struct book *k, struct err *e)
{
    for (int i = 0; i < PASTS; i++)
        if (!book_flush(k, (enum past)i, e))
            return false;
    return true;
}
