/*
 * One batch at a time. For every table of versions a table of entries (temp.undo_NAME)
 * holds the keys that have a past in the matter: what the batch replaced, what it left and
 * others changed. Rows it brought and nobody touched, nearly always all, need no entry: they
 * go in one statement. What goes, goes in reverse order of dependence; what comes back, in
 * order.
 */
#include "records/undo.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/asset.h"
#include "tracker/derived.h"
#include "tracker/past.h"
#include "tracker/state.h"
#include "tracker/statement.h"

enum { CASCADE_MOST = 100000 };

/* How many rows of a table are known since which batch. */
struct census { VEC(int64_t) of; int64_t all; bool known; };

struct job {
    struct tracker *t;
    struct db *db;
    struct arena *arena;
    const struct undo_how *how;
    struct undo *out;
    int64_t target, batch;
    int64_t newest;                       /* batch, before anything is undone */
    bool entries[PASTS];                  /* temp.undo_NAME has some */
    bool voids;                           /* the batch voided statements */
    struct census rows[PASTS];
    struct undone done;
};

/* --- statements --------------------------------------------------------------------- */

static str text_of(const char *name)
{
    struct asset f;
    char path[64] = "records/undo/";
    strncat(path, name, sizeof path - strlen(path) - 1);
    bool found = asset_find(str_of(path), &f);
    assert(found);
    return f.bytes;
}

/* ?1 is the batch to undo, ?2 the undo. */
static void bind(struct job *j, struct stmt *q, str text)
{
    bool second = str_find(text, S("?2")) < text.n;
    if (second || str_find(text, S("?1")) < text.n)
        stmt_set(q, 1, val_int(j->target));
    if (second)
        stmt_set(q, 2, val_int(j->batch));
}

static bool run(struct job *j, const struct past_table *t, str text, int64_t *changed, struct err *e)
{
    if (!progress_step(j->how->progress, 0, e))
        return false;
    struct stmt *q = db_stmt(j->db, past_sql(j->arena, t, text));
    bind(j, q, text);
    if (!stmt_run(q, e))
        return false;
    if (changed)
        *changed = db_changes(j->db);
    return true;
}

static bool ask(struct job *j, str sql, int64_t *out, struct err *e)
{
    struct stmt *q = db_stmt(j->db, sql);
    bind(j, q, sql);
    *out = stmt_row(q) ? stmt_int(q, 0) : 0;
    return stmt_end(q, e);
}

static bool count(struct job *j, const struct past_table *t, const char *what, int64_t *n,
                  struct err *e)
{
    return ask(j, str_format(j->arena, "SELECT count(*) FROM undo_%s %s", t->name, what), n, e);
}

/* --- entries --------------------------------------------------------------------------- */

static bool enter(struct job *j, enum past p, struct err *e)
{
    const struct past_table *t = past_table(p);
    int64_t before = 0, after = 0;
    if (!db_script(j->db, past_sql(j->arena, t, text_of("open.sql")), e)
        || !db_script(j->db, str_format(j->arena, "DELETE FROM undo_%s", t->name), e)
        || !run(j, t, text_of("before.sql"), &before, e) || !run(j, t, text_of("after.sql"), &after, e))
        return false;
    j->entries[p] = before + after > 0;
    return !j->entries[p] || run(j, t, text_of("act.sql"), NULL, e);
}

/* What a statement that comes back speaks of may have gone with another that is void. */
static bool enter_ground(struct job *j, struct err *e)
{
    static const enum past of[] = { PAST_LEARNER, PAST_IDENTITY, PAST_REGISTRATION };
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        const struct past_table *t = past_table(of[i]);
        int64_t more = 0;
        if (!run(j, t, text_of(str_format(j->arena, "ground_%s.sql", t->name).p), &more, e)
            || (more && !run(j, t, text_of("act.sql"), NULL, e)))
            return false;
        j->entries[of[i]] |= more > 0;
    }
    return true;
}

static bool enter_resaid(struct job *j, struct err *e)
{
    static const enum past of[] = { PAST_RESULT, PAST_ATTEMPT, PAST_INTERACTION };
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        int64_t more = 0;
        if (!run(j, past_table(of[i]), text_of("resaid.sql"), &more, e))
            return false;
        j->entries[of[i]] |= more > 0;
    }
    return true;
}

static bool enter_all(struct job *j, struct err *e)
{
    int64_t past = 0, voids = 0;
    for (int p = 0; p < PASTS; p++)
        if (!enter(j, (enum past)p, e))
            return false;
    if (!ask(j, S("SELECT EXISTS (SELECT 1 FROM statement_past)"), &past, e) || (past && !enter_resaid(j, e))
        || !ask(j, text_of("voids.sql"), &voids, e))
        return false;
    j->voids = voids != 0;
    return !j->voids || enter_ground(j, e);
}

/* --- what would hang in the air ------------------------------------------------------------ */

static str instead(struct arena *a, str text, str what, str by)
{
    struct buf b = buf_new(a);
    for (size_t at; (at = str_find(text, what)) < text.n; text = str_from(text, at + what.n)) {
        buf_put(&b, str_head(text, at));
        buf_put(&b, by);
    }
    buf_put(&b, text);
    return buf_str(&b);
}

static void add_hanging(struct job *j, int64_t batch)
{
    for (size_t i = 0; i < j->out->hanging.n; i++)
        if (j->out->hanging.v[i] == batch)
            return;
    *vec_push(j->arena, &j->out->hanging) = batch;
}

static bool find_hanging(struct job *j, const struct past_table *t, int refers, struct err *e)
{
    const struct past_table *parent = past_table(t->refers[refers].to);
    str text = instead(j->arena, text_of("hanging.sql"), S("@PARENT@"), str_of(parent->name));
    text = instead(j->arena, text, S("@REFERS@"), str_of(t->columns[t->refers[refers].column]));
    struct stmt *q = db_stmt(j->db, past_sql(j->arena, t, text));
    stmt_set(q, 1, val_int(j->target));
    stmt_set(q, 2, val_int(j->newest));
    while (stmt_row(q))
        add_hanging(j, stmt_int(q, 0));
    return stmt_end(q, e);
}

static bool count_rows(struct job *j, enum past p, struct err *e)
{
    struct census *c = &j->rows[p];
    struct stmt *q = db_stmt(j->db, past_sql(j->arena, past_table(p), text_of("census.sql")));
    *c = (struct census){ .known = true };
    for (; stmt_row(q); c->all++) {
        size_t batch = (size_t)stmt_int(q, 0);
        while (c->of.n <= batch)
            *vec_push(j->arena, &c->of) = 0;
        c->of.v[batch]++;
    }
    return stmt_end(q, e);
}

static int64_t mine(const struct job *j, enum past p)
{
    const struct census *c = &j->rows[p];
    return (size_t)j->target < c->of.n ? c->of.v[j->target] : 0;
}

static bool has_later(const struct job *j, enum past p)
{
    const struct census *c = &j->rows[p];
    for (size_t batch = (size_t)j->target + 1; batch < c->of.n; batch++)
        if (c->of.v[batch])
            return true;
    return false;
}

static int newest_first(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? 1 : x > y ? -1 : 0;
}

/* Only rows of later batches can hang, and only on what may go. */
static bool hanging(struct job *j, struct err *e)
{
    j->out->hanging.n = 0;
    for (int p = 0; p < PASTS; p++)
        if (!j->rows[p].known && !count_rows(j, (enum past)p, e))
            return false;
    for (int p = 0; p < PASTS; p++) {
        const struct past_table *t = past_table((enum past)p);
        for (int i = 0; i < t->nrefers && has_later(j, (enum past)p); i++) {
            enum past to = t->refers[i].to;
            if ((mine(j, to) || j->entries[to]) && !find_hanging(j, t, i, e))
                return false;
        }
    }
    if (j->out->hanging.n)
        qsort(j->out->hanging.v, j->out->hanging.n, sizeof *j->out->hanging.v, newest_first);
    return true;
}

/* --- going ------------------------------------------------------------------------------- */

/* Says which rows go, unless all of the table do: then it is emptied at once, not row by row. */
static str going(const struct job *j, enum past p, str text)
{
    if (!j->entries[p] && mine(j, p) == j->rows[p].all)
        return text;
    return str_cat(j->arena, text, text_of("going.sql"), j->entries[p] ? text_of("going_but.sql") : S(""));
}

static bool go(struct job *j, enum past p, struct err *e)
{
    const struct past_table *t = past_table(p);
    int64_t gone = 0, again = 0;
    if (mine(j, p) && (!run(j, t, going(j, p, text_of("go_copy.sql")), &gone, e)
                       || (gone && !run(j, t, going(j, p, text_of("go_delete.sql")), NULL, e))))
        return false;
    if (j->entries[p] && (!run(j, t, text_of("again_copy.sql"), &again, e)
                          || (again && !run(j, t, text_of("again_delete.sql"), NULL, e))))
        return false;
    j->done.of[p].reversed += gone + again;
    return true;
}

/* --- coming back ----------------------------------------------------------------------------- */

static bool swap(struct job *j, enum past p, struct err *e)
{
    const struct past_table *t = past_table(p);
    struct undo_count *c = &j->done.of[p];
    int64_t all = 0, done = 0;
    if (!run(j, t, text_of("swap_copy.sql"), &all, e) || (all && !run(j, t, text_of("swap.sql"), &done, e)))
        return false;
    c->reversed += done;
    c->failed += all - done;
    return all == done || run(j, t, text_of("swap_failed.sql"), NULL, e);
}

static bool restore(struct job *j, enum past p, struct err *e)
{
    struct undo_count *c = &j->done.of[p];
    int64_t all = 0, done = 0;
    if (!count(j, past_table(p), "WHERE act = 'restore'", &all, e)
        || (all && !run(j, past_table(p), text_of("restore.sql"), &done, e)))
        return false;
    c->reversed += done;
    c->failed += all - done;
    return true;
}

/* What came back changes what is there in more ways than one: it is counted again when asked for. */
static void recount(struct job *j)
{
    for (int p = 0; p < PASTS; p++) {
        struct census *c = &j->rows[p];
        int64_t gone = mine(j, (enum past)p);
        c->known = !j->entries[p];
        c->all -= gone;
        if (gone)
            c->of.v[j->target] = 0;
    }
}

static bool apply(struct job *j, struct err *e)
{
    for (int p = PASTS - 1; p >= 0; p--)
        if (!go(j, (enum past)p, e))
            return false;
    recount(j);
    for (int p = 0; p < PASTS; p++)
        if (j->entries[p] && (!swap(j, (enum past)p, e) || !restore(j, (enum past)p, e)
                              || !count(j, past_table((enum past)p), "WHERE act = 'keep'",
                                        &j->done.of[p].kept, e)))
            return false;
    return true;
}

/* --- what follows ------------------------------------------------------------------------------ */

static bool touch_courses(struct job *j, struct err *e)
{
    bool ok = true;
    struct stmt *q = db_stmt(j->db, text_of("touched_courses.sql"));
    stmt_set(q, 1, val_int(j->batch));
    while (ok && stmt_row(q))
        ok = edit_touch_course(j->t, stmt_int(q, 0), e);
    return stmt_end(q, ok ? e : &(struct err){ 0 }) && ok;
}

static bool touch(struct job *j, str text, struct err *e)
{
    if (!progress_step(j->how->progress, 0, e))
        return false;
    struct stmt *q = db_stmt(j->db, text);
    stmt_set(q, 1, val_int(j->batch));
    return stmt_run(q, e);
}

static bool is_empty(struct job *j, const char *name, bool *empty, struct err *e)
{
    int64_t some = 0;
    bool ok = ask(j, str_format(j->arena, "SELECT EXISTS (SELECT 1 FROM %s)", name), &some, e);
    *empty = !some;
    return ok;
}

static bool some_came_back(const struct job *j)
{
    for (int p = 0; p < PASTS; p++)
        if (j->entries[p])
            return true;
    return false;
}

static bool sweep(struct job *j, struct err *e)
{
    static const struct { const char *table, *of, *parent; } derived[] = {
        { "registration_state", "registration", "registration" },
        { "activity_state", "registration", "registration" }, { "learner_affiliation", "learner", "learner" },
    };
    for (size_t i = 0; i < sizeof derived / sizeof *derived; i++) {
        str text = instead(j->arena, text_of("left.sql"), S("@TABLE@"), str_of(derived[i].table));
        text = instead(j->arena, text, S("@OF@"), str_of(derived[i].of));
        if (!touch(j, instead(j->arena, text, S("@PARENT@"), str_of(derived[i].parent)), e))
            return false;
    }
    return true;
}

/* The last batch of all leaves an empty store, and nobody to look for. */
static bool follow(struct job *j, struct err *e)
{
    bool empty;
    if (!is_empty(j, "learner", &empty, e))
        return false;
    if (empty)
        return db_script(j->db, S("DELETE FROM registration_state; DELETE FROM activity_state;"
                                  " DELETE FROM learner_affiliation"), e);
    return touch(j, text_of("touched.sql"), e) && touch(j, text_of("touched_learners.sql"), e)
        && (!some_came_back(j) || (touch(j, text_of("touched_back.sql"), e)
                                   && touch(j, text_of("touched_learners_back.sql"), e)))
        && touch_courses(j, e) && statement_settle(j->t, e) && sweep(j, e) && db_script(j->db, text_of("cache.sql"), e);
}

static bool no_circles(struct job *j, struct err *e)
{
    int64_t n = 0;
    return ask(j, text_of("circles.sql"), &n, e)
        && (!n || err_set(e, ERR_STORE, "with batch %lld undone, learners would be merged in a "
                          "circle; unmerge one of them first", (long long)j->target));
}

/* What an undo puts back and takes away is what its batch took away and put, if all of
 * it is: then the digests are one. (A person erased since has no part in it any more.) */
static bool known_digest(struct job *j, struct digest *d, bool *known, struct err *e)
{
    *known = false;
    if (j->voids || edit_changes(j->t))
        return true;
    for (int p = 0; p < PASTS; p++) {
        int64_t gone = 0;
        if (j->entries[p] && !count(j, past_table((enum past)p), "WHERE act = 'gone'", &gone, e))
            return false;
        if (gone || j->done.of[p].kept || j->done.of[p].failed)
            return true;
    }
    struct stmt *q = db_stmt(j->db, S("SELECT digest FROM change_log WHERE batch = ?1 AND NOT EXISTS"
                                      " (SELECT 1 FROM change_log_erased WHERE batch = ?1)"));
    stmt_set(q, 1, val_int(j->target));
    *known = stmt_row(q) && digest_read(stmt_str(q, 0), d);
    return stmt_end(q, e);
}

static bool sum(struct job *j, struct err *e)
{
    struct digest d = { 0 };
    bool known;
    if (!known_digest(j, &d, &known, e)
        || (!known && !past_digests(j->db, j->batch, j->batch, &d, e)))
        return false;
    edit_digest(j->t, &d);
    return true;
}

static bool mark(struct job *j, str sql, struct err *e)
{
    struct stmt *q = db_stmt(j->db, sql);
    stmt_set(q, 1, val_int(j->target));
    stmt_set(q, 2, val_int(j->batch));
    return stmt_run(q, e);
}

/* Who undoes an undo puts the batch behind it in force again. */
static bool mark_all(struct job *j, struct err *e)
{
    return mark(j, S("UPDATE import_batch SET target = ?1 WHERE id = ?2"), e)
        && mark(j, S("UPDATE import_batch SET undone_by = ?2 WHERE id = ?1"), e)
        && mark(j, S("UPDATE import_batch SET undone_by = NULL WHERE undone_by = ?1 AND ?2 > 0"), e);
}

static void say(struct job *j)
{
    struct undo_count all = { 0 };
    for (int p = 0; p < PASTS; p++) {
        all.reversed += j->done.of[p].reversed;
        all.kept += j->done.of[p].kept;
        all.failed += j->done.of[p].failed;
    }
    edit_say(j->t, "undo of batch %lld: rows reversed %lld, kept %lld, failed %lld",
             (long long)j->target, (long long)all.reversed, (long long)all.kept,
             (long long)all.failed);
}

/* --- one batch ------------------------------------------------------------------------------------ */

static bool work(struct job *j, struct err *e)
{
    if (!apply(j, e) || !no_circles(j, e) || !follow(j, e) || !sum(j, e) || !mark_all(j, e))
        return false;
    say(j);
    return true;
}

static bool can_be_undone(struct job *j, struct err *e)
{
    struct stmt *q = db_stmt(j->db, S("SELECT op, undone_by, (SELECT max(id) FROM import_batch)"
                                      " FROM import_batch WHERE id = ?"));
    stmt_set(q, 1, val_int(j->target));
    bool there = stmt_row(q), erased = there && str_eq(stmt_str(q, 0), S("erase"));
    int64_t by = there ? stmt_int(q, 1) : 0;
    if (!stmt_end(q, e))
        return false;
    if (!there)
        return err_set(e, ERR_INPUT, "there is no batch %lld; \"etalon log\" lists them",
                       (long long)j->target);
    if (erased)
        return err_set(e, ERR_STORE, "batch %lld erased a person: that cannot be undone",
                       (long long)j->target);
    return !by || err_set(e, ERR_STORE, "batch %lld is undone already, by batch %lld; undo that one "
                          "to have it again", (long long)j->target, (long long)by);
}

/* Nothing comes back from a batch that is undone: nobody would say it. */
static bool stands(struct job *j, struct err *e)
{
    int64_t undone = 0;
    return ask(j, text_of("undone.sql"), &undone, e)
        && (!undone || err_set(e, ERR_STORE, "batch %lld voided statements of batch %lld, which is undone now; undo that "
                               "undo first, or leave both", (long long)j->target, (long long)undone));
}

static bool list_again(struct job *j, struct err *e)
{
    struct stmt *q = db_stmt(j->db, text_of("again.sql"));
    stmt_set(q, 1, val_int(j->target));
    stmt_set(q, 2, val_int(j->target));
    j->out->again.n = 0;
    while (stmt_row(q))
        *vec_push(j->arena, &j->out->again) = (struct undo_file){
            stmt_int(q, 0), str_dup(j->arena, stmt_str(q, 1)) };
    return stmt_end(q, e);
}

static bool undo_one(struct job *j, struct err *e)
{
    j->batch = edit_begin_bulk(j->t, "undo", j->how->actor, j->how->reason, e);
    if (!j->batch)
        return false;
    j->done = (struct undone){ .target = j->target, .batch = j->batch };
    bool ok = work(j, e) && list_again(j, e);
    if (!edit_end(j->t, ok, e))
        return false;
    *vec_push(j->arena, &j->out->done) = j->done;
    return true;
}

/* --- and those that hang on it ------------------------------------------------------------------------ */

typedef VEC(int64_t) batches;

static bool push(struct job *j, batches *waiting, int64_t batch, struct err *e)
{
    if (batch <= j->target || waiting->n >= CASCADE_MOST)
        return err_set(e, ERR_STORE, "batch %lld hangs on batch %lld, which came later; \"etalon "
                       "verify\" tells what is wrong with the store", (long long)batch,
                       (long long)j->target);
    *vec_push(j->arena, waiting) = batch;
    return true;
}

/* The last that waits is looked at; what hangs on it comes before it. What is left in out->hanging is
 * why nothing was done. */
static bool undo_all(struct job *j, struct err *e)
{
    batches waiting = { 0 };
    *vec_push(j->arena, &waiting) = j->target;
    while (waiting.n) {
        j->target = waiting.v[waiting.n - 1];
        if (!can_be_undone(j, e) || !stands(j, e) || !enter_all(j, e) || !hanging(j, e))
            return false;
        if (!j->out->hanging.n) {
            if (!undo_one(j, e) || !progress_step(j->how->progress, 1, e))
                return false;
            waiting.n--;
        } else if (!j->how->cascade) {
            return true;
        } else if (!push(j, &waiting, j->out->hanging.v[0], e)) {
            return false;
        }
    }
    return true;
}

bool undo_batch(struct tracker *t, struct arena *a, int64_t batch, const struct undo_how *how,
                struct undo *out, struct err *e)
{
    struct job j = { .t = t, .db = tracker_db(t), .arena = a, .how = how, .out = out,
                     .target = batch };
    *out = (struct undo){ 0 };
    if (!tracker_begin(t, e))
        return false;
    bool ok = ask(&j, S("SELECT max(id) FROM import_batch"), &j.newest, e) && undo_all(&j, e);
    bool keep = ok && !how->dry_run && !out->hanging.n;
    return (tracker_end(t, keep, e) || !keep) && ok;
}
