#include "tracker/edit.h"

#include <assert.h>
#include <string.h>

#include "crypto/random.h"
#include "tracker/derived.h"
#include "tracker/inside.h"
#include "tracker/log.h"
#include "tracker/numbers.h"
#include "tracker/people.h"

enum { SUMMARY_MOST = 500 };

struct edit {
    struct arena *arena;                  /* as long as the edit */
    struct arena *scratch;                /* one row */
    int64_t batch, changes;
    instant recorded;
    bool bulk;                            /* the transaction is a pair of its own */
    bool part;                            /* or that of whoever called tracker_begin() */
    bool joined;                          /* the batch and the transaction are somebody else's */
    bool unsalted;
    struct val line;                      /* of the file, for what is put next; nil: by hand */
    struct val said[2];                   /* batch and line in place of ours; nil: ours */
    struct digest digest;
    str summary;
};

/* --- beginning -------------------------------------------------------------------- */

static bool open_row(struct tracker *t, const char *op, str actor, str reason, struct err *e)
{
    struct edit *x = t->edit;
    struct stmt *q = db_stmt(t->db,
        S("INSERT INTO import_batch (kind, file_name, file_sha256, parameters, actor, recorded_at, op,"
          " reason) VALUES (?1, '', '', '', ?2, ?3, ?1, ?4)"));
    stmt_set(q, 1, val_text(str_of(op)));
    stmt_set(q, 2, val_text(actor));
    stmt_set(q, 3, val_int(x->recorded));
    stmt_set(q, 4, val_text(reason));
    bool ok = stmt_run(q, e);
    x->batch = db_last_id(t->db);
    return ok;
}

static void edit_free(struct tracker *t)
{
    arena_free(t->edit->scratch);
    arena_free(t->edit->arena);
    t->edit = NULL;
}

static int64_t begin(struct tracker *t, const char *op, str actor, str reason, bool bulk,
                     struct err *e)
{
    if (t->batch || t->edit) {
        err_set(e, ERR_USAGE, "another change of this store has not ended");
        return 0;
    }
    bool part = bulk && t->in_pair;
    bulk = bulk && !part;
    if (!part && (bulk ? !tracker_begin(t, e) : !db_begin(t->db, e)))
        return 0;
    struct arena *a = arena_new();
    t->edit = NEW(a, struct edit);
    *t->edit = (struct edit){ .arena = a, .scratch = arena_new(), .summary = S(""), .bulk = bulk,
                              .part = part };
    if (number_clock(t->db, &t->edit->recorded, e) && open_row(t, op, actor, reason, e)
        && derived_open(t->db, e) && db_defer(t->db, e))
        return t->edit->batch;
    (void)!edit_end(t, false, e);
    return 0;
}

/* References are looked at when all is written: states are made again last. */
int64_t edit_begin(struct tracker *t, const char *op, str actor, str reason, struct err *e)
{
    return begin(t, op, actor, reason, false, e);
}

int64_t edit_begin_bulk(struct tracker *t, const char *op, str actor, str reason, struct err *e)
{
    return begin(t, op, actor, reason, true, e);
}

bool edit_join(struct tracker *t, int64_t batch, instant recorded, struct err *e)
{
    struct arena *a = arena_new();
    t->edit = NEW(a, struct edit);
    *t->edit = (struct edit){ .arena = a, .scratch = arena_new(), .summary = S(""), .batch = batch,
                              .recorded = recorded, .joined = true };
    return derived_open(t->db, e);
}

void edit_line(struct tracker *t, int64_t line) { t->edit->line = val_int(line); }

void edit_said(struct tracker *t, struct val batch, struct val line)
{
    t->edit->said[0] = batch;
    t->edit->said[1] = line;
}

void edit_unsalted(struct tracker *t, bool so) { t->edit->unsalted = so; }

int64_t edit_batch(const struct tracker *t) { return t->edit->batch; }
instant edit_recorded(const struct tracker *t) { return t->edit->recorded; }
int64_t edit_changes(const struct tracker *t) { return t->edit->changes; }

void edit_digest(struct tracker *t, const struct digest *d) { t->edit->digest = *d; }

void edit_say(struct tracker *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str said = str_format_list(t->edit->arena, format, args);
    va_end(args);
    t->edit->summary = str_head(said, said.n < SUMMARY_MOST ? said.n : SUMMARY_MOST);
}

/* --- what is touched ---------------------------------------------------------------- */

bool edit_touch_registration(struct tracker *t, int64_t registration, struct err *e)
{
    return derived_touch_registration(t->db, registration, e);
}

bool edit_touch_learner(struct tracker *t, int64_t learner, struct err *e)
{
    return derived_touch_learner(t->db, learner, e);
}

bool edit_touch_course(struct tracker *t, int64_t course, struct err *e)
{
    return derived_touch_course(t->db, course, e);
}

static bool touch_edition(struct tracker *t, int64_t version, struct err *e)
{
    struct stmt *q = db_stmt(t->db, S("SELECT course FROM course_version WHERE id = ?"));
    stmt_set(q, 1, val_int(version));
    int64_t course = stmt_row(q) ? stmt_int(q, 0) : 0;
    return stmt_end(q, e) && derived_touch_course(t->db, course, e);
}

static bool touch(struct tracker *t, enum past p, const struct val *row, struct err *e)
{
    switch (p) {
    case PAST_LEARNER:
    case PAST_SIGHTING:
        return derived_touch_learner(t->db, row[0].as.i, e);
    case PAST_MERGE:
        return derived_touch_learner(t->db, row[0].as.i, e)
            && derived_touch_learner(t->db, row[1].as.i, e);
    case PAST_REGISTRATION:
        return derived_touch_registration(t->db, row[0].as.i, e)
            && derived_touch_learner(t->db, row[1].as.i, e);
    case PAST_RESULT:
        return derived_touch_registration(t->db, row[0].as.i, e);
    case PAST_ACTIVITY:
    case PAST_VERSION:
        return derived_touch_course(t->db, row[1].as.i, e);
    case PAST_VERSION_ACTIVITY:
        return touch_edition(t, row[0].as.i, e);
    default:
        return true;
    }
}

/* --- rows ------------------------------------------------------------------------------ */

static bool same(struct val a, struct val b)
{
    if (a.kind != b.kind)
        return false;
    switch (a.kind) {
    case VAL_INT:  return a.as.i == b.as.i;
    case VAL_REAL: return memcmp(&a.as.r, &b.as.r, sizeof a.as.r) == 0;
    case VAL_TEXT:
    case VAL_BLOB: return str_eq(a.as.s, b.as.s);
    case VAL_NIL:
    case VAL_HIDDEN: break;
    }
    return true;
}

static bool same_row(const struct val *a, const struct val *b, int n)
{
    while (n > 0 && same(a[n - 1], b[n - 1]))
        n--;
    return n == 0;
}

static void bind_key(struct stmt *q, const struct past_table *t, const struct val *key)
{
    for (int i = 0; i < t->nkey; i++)
        stmt_set(q, i + 1, key[i]);
}

/* Who says it, where; and since when it is known, when that is another. */
static void provenance(const struct edit *x, struct val out[3])
{
    bool said = x->said[0].kind == VAL_INT;
    out[0] = said ? x->said[0] : val_int(x->batch);
    out[1] = said ? x->said[1] : x->line;
    out[2] = said ? val_int(x->batch) : val_nil();
}

/* Key and content, who says it, since when and where: how many. */
static int bind_row(struct tracker *t, struct stmt *q, const struct past_table *of, const struct val *row)
{
    int n = past_columns(of);
    struct val by[3];
    provenance(t->edit, by);
    for (int i = 0; i < n; i++)
        stmt_set(q, i + 1, row[i]);
    stmt_set(q, ++n, by[0]);
    stmt_set(q, ++n, by[2]);
    if (of->has_line)
        stmt_set(q, ++n, by[1]);
    return n;
}

static bool insert(struct tracker *t, const struct past_table *of, const struct val *row,
                   struct err *e)
{
    struct buf sql = buf_new(t->edit->scratch);
    int n = past_columns(of);
    char salt[SALT];
    bool salted = of->carried != NULL && !t->edit->unsalted;
    if (salted && !random_bytes(salt, sizeof salt, e))
        return false;
    buf_printf(&sql, "INSERT INTO %s (", of->name);
    past_put_columns(&sql, of, "");
    buf_printf(&sql, ", batch, since%s%s%s) VALUES (?", of->has_line ? ", line" : "", salted ? ", " : "",
               salted ? of->carried : "");
    for (int i = 0; i < n + 1 + of->has_line + salted; i++)
        buf_puts(&sql, ", ?");
    buf_byte(&sql, ')');
    struct stmt *q = db_stmt(t->db, buf_str(&sql));
    int bound = bind_row(t, q, of, row);
    if (salted)
        stmt_set(q, bound + 1, val_blob((str){ salt, sizeof salt }));
    return stmt_run(q, e);
}

static bool replace(struct tracker *t, const struct past_table *of, const struct val *row,
                    struct err *e)
{
    struct buf sql = buf_new(t->edit->scratch);
    int n = past_columns(of);
    buf_printf(&sql, "UPDATE %s SET ", of->name);
    for (int i = of->nkey; i < n; i++)
        buf_printf(&sql, "%s = ?%d, ", of->columns[i], i + 1);
    if (of->cache)
        buf_printf(&sql, "%s = NULL, ", of->cache);
    buf_printf(&sql, "batch = ?%d, since = ?%d", n + 1, n + 2);
    if (of->has_line)
        buf_printf(&sql, ", line = ?%d", n + 3);
    past_put_where(&sql, of);
    struct stmt *q = db_stmt(t->db, buf_str(&sql));
    (void)bind_row(t, q, of, row);
    return stmt_run(q, e);
}

/* The digest of a version that begins now. */
static bool add_digest(struct tracker *t, enum past p, const struct val *row, struct err *e)
{
    struct edit *x = t->edit;
    struct val all[PAST_ROW];
    int n = past_columns(past_table(p));
    memcpy(all, row, (size_t)n * sizeof *row);
    provenance(x, all + n);
    if (!past_table(p)->has_line)
        all[n + 1] = val_nil();
    return past_digest(t->db, x->scratch, p, all, &x->digest, e);
}

/* Of one that did, and is overwritten. */
static bool take_digest(struct tracker *t, enum past p, const struct val *have, struct err *e)
{
    struct digest d = { 0 };
    bool ok = past_digest(t->db, t->edit->scratch, p, have, &d, e);
    digest_take(&t->edit->digest, d);
    return ok;
}

/* What was there goes to the past; or, when this edit brought it, out of the digest. */
static bool leave(struct tracker *t, enum past p, const struct val *have, struct err *e)
{
    struct edit *x = t->edit;
    if (past_began(past_table(p), have) == x->batch)
        return take_digest(t, p, have, e);
    return past_retire(t->db, p, have, x->batch, &x->digest, e);
}

static bool is_there(struct tracker *t, enum past p, struct val id, struct err *e)
{
    const struct past_table *of = past_table(p);
    struct stmt *q = db_stmt(t->db, str_format(t->edit->scratch, "SELECT 1 FROM %s WHERE id = ?", of->name));
    stmt_set(q, 1, id);
    bool found = stmt_row(q);
    return stmt_end(q, e) && (found || err_set(e, ERR_STORE, "a row speaks of a thing that is not there: %s",
                                               of->thing));
}

/* A digest needs the salt of the learner, so whoever is spoken of comes first. */
static bool is_grounded(struct tracker *t, const struct past_table *of, const struct val *row,
                        struct err *e)
{
    for (int i = 0; i < of->nrefers; i++) {
        struct val id = row[of->refers[i].column];
        if (id.kind != VAL_NIL && !is_there(t, of->refers[i].to, id, e))
            return false;
    }
    return true;
}

static bool put(struct tracker *t, enum past p, const struct val *row, struct err *e)
{
    const struct past_table *of = past_table(p);
    struct val have[PAST_ROW];
    bool found;
    if (!is_grounded(t, of, row, e)
        || !past_read(t->db, p, t->edit->scratch, row, have, &found, e))
        return false;
    if (found && same_row(row, have, past_columns(of)))
        return true;
    t->edit->changes++;
    return (!found || (touch(t, p, have, e) && leave(t, p, have, e)))
        && (found ? replace(t, of, row, e) : insert(t, of, row, e))
        && add_digest(t, p, row, e) && touch(t, p, row, e);
}

bool edit_put(struct tracker *t, enum past p, const struct val *row, struct err *e)
{
    struct arena_mark mark = arena_mark(t->edit->scratch);
    bool ok = put(t, p, row, e);
    arena_rewind(t->edit->scratch, mark);
    return ok;
}

static int column_named(const struct past_table *t, const char *name)
{
    int i = 0;
    while (t->columns[i] && strcmp(t->columns[i], name) != 0)
        i++;
    assert(t->columns[i] && i >= t->nkey);
    return i;
}

bool edit_set(struct tracker *t, enum past p, const struct val *key, const char *column,
              struct val v, struct err *e)
{
    struct arena_mark mark = arena_mark(t->edit->scratch);
    struct val row[PAST_ROW];
    bool found, ok = past_read(t->db, p, t->edit->scratch, key, row, &found, e);
    if (ok && !found)
        ok = err_set(e, ERR_STORE, "a %s that was to be changed is not there", past_table(p)->thing);
    if (ok) {
        row[column_named(past_table(p), column)] = v;
        ok = put(t, p, row, e);
    }
    arena_rewind(t->edit->scratch, mark);
    return ok;
}

static bool delete(struct tracker *t, const struct past_table *of, const struct val *key,
                   struct err *e)
{
    struct buf sql = buf_new(t->edit->scratch);
    buf_printf(&sql, "DELETE FROM %s", of->name);
    past_put_where(&sql, of);
    struct stmt *q = db_stmt(t->db, buf_str(&sql));
    bind_key(q, of, key);
    return stmt_run(q, e);
}

static bool take(struct tracker *t, enum past p, const struct val *key, struct err *e)
{
    struct val have[PAST_ROW];
    bool found;
    if (!past_read(t->db, p, t->edit->scratch, key, have, &found, e))
        return false;
    t->edit->changes += found;
    return !found || (touch(t, p, have, e) && leave(t, p, have, e)
                      && delete(t, past_table(p), key, e));
}

bool edit_take(struct tracker *t, enum past p, const struct val *key, struct err *e)
{
    struct arena_mark mark = arena_mark(t->edit->scratch);
    bool ok = take(t, p, key, e);
    arena_rewind(t->edit->scratch, mark);
    return ok;
}

/* --- ending ------------------------------------------------------------------------------- */

bool edit_end(struct tracker *t, bool ok, struct err *e)
{
    struct edit *x = t->edit;
    bool bulk = x->bulk, part = x->part;
    ok = ok && derived_refresh(t->db, e) && log_append(t->db, x->batch, x->summary, &x->digest, e);
    edit_free(t);
    people_forget(t);
    if (part)
        return ok;
    if (bulk)
        return tracker_end(t, ok, e);
    ok = db_end(t->db, ok, e);
    t->committed |= ok && !t->in_pair;
    return ok;
}

bool edit_leave(struct tracker *t, struct digest *sum, struct err *e)
{
    bool ok = derived_refresh(t->db, e);
    digest_add(sum, t->edit->digest);
    edit_free(t);
    return ok;
}

void edit_forget(struct tracker *t)
{
    if (t->edit && t->edit->joined)
        edit_free(t);
}
