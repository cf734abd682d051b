/*
 * While rows are read, ids are gathered; at the end, what is void is taken out of the table of
 * statements, and each registration it is of is settled: what nobody says any more goes, and
 * what somebody else said too comes under that name.
 */
#include "tracker/statement.h"

#include <string.h>

#include "base/asset.h"
#include "tracker/edit.h"
#include "tracker/people.h"
#include "tracker/person.h"

struct fresh { struct uuid id; int64_t line; };
struct owner { struct uuid id; int64_t learner; str email, account, issuer; };    /* the learner, or what names him or her */

struct statements {
    struct uuids before;                  /* void when the batch began */
    struct uuids named;                   /* by rows of the batch that void them */
    VEC(struct fresh) fresh;              /* of these, those that were not void before */
    VEC(struct owner) owners;             /* of void statements, whose they are */
    bool restored;
    uint32_t learner;                     /* whose salt this is */
    size_t nsalt;
    char salt[64];
};

static bool read_before(struct batch *b, struct err *e)
{
    struct statements *s = b->statements = NEW(b->arena, struct statements);
    s->before.arena = s->named.arena = b->arena;
    struct stmt *q = db_stmt(b->db, S("SELECT id FROM voiding"));
    while (stmt_row(q))
        (void)!uuids_add(&s->before, uuid_of_bytes(stmt_str(q, 0)));
    return stmt_end(q, e);
}

static bool open(struct batch *b, struct err *e)
{
    return b->statements || read_before(b, e);
}

bool statement_was_void(struct batch *b, struct uuid id, bool *was, struct err *e)
{
    if (!open(b, e))
        return false;
    *was = uuids_has(&b->statements->before, id);
    return true;
}

/* --- rows ----------------------------------------------------------------------------------- */

bool statement_known(struct batch *b, int64_t registration, struct uuid id, bool *known, struct err *e)
{
    char bytes[UUID_BYTES];
    uuid_bytes(id, bytes);
    struct stmt *q = db_stmt(b->db, S("SELECT 1 FROM statement WHERE registration = ? AND id = ?"));
    stmt_set(q, 1, val_int(registration));
    stmt_set(q, 2, val_blob((str){ bytes, sizeof bytes }));
    *known = stmt_row(q);
    return stmt_end(q, e);
}

/* Statements come in order of learner. */
static bool salt_of(struct batch *b, uint32_t learner, str *salt, struct err *e)
{
    struct statements *s = b->statements;
    if (s->learner != learner) {
        if (!person_salt(b, learner, salt, e))
            return false;
        s->learner = learner;
        s->nsalt = salt->n < sizeof s->salt ? salt->n : sizeof s->salt;
        if (s->nsalt)
            memcpy(s->salt, salt->p, s->nsalt);
    }
    *salt = (str){ s->salt, s->nsalt };
    return true;
}

bool statement_write(struct batch *b, const struct statement *s, uint32_t learner, struct err *e)
{
    char id[UUID_BYTES];
    const struct fact *f = &s->fact;
    str salt;
    if (!open(b, e) || !salt_of(b, learner, &salt, e))
        return false;
    uuid_bytes(s->id, id);
    struct val v[] = { val_int(s->registration), val_blob((str){ id, sizeof id }), val_int(f->activity),
                       val_nil(), val_nil(), val_int(f->completion), val_int(f->success),
                       f->has_score ? val_real(f->score) : val_nil(),
                       s->question ? val_int(s->question) : val_nil(), val_int(s->brought), val_int(b->id), val_int(s->line) };
    stamp_vals(f->at, v + 3);
    return book_add(&b->book, PAST_STATEMENT, salt, v, e);
}

/* --- what is void --------------------------------------------------------------------------- */

static bool name_void(struct batch *b, struct uuid id, int64_t line, bool *is_new, struct err *e)
{
    if (!open(b, e))
        return false;
    struct statements *s = b->statements;
    *is_new = uuids_add(&s->named, id) && !uuids_has(&s->before, id);
    if (*is_new)
        *vec_push(b->arena, &s->fresh) = (struct fresh){ id, line };
    return true;
}

bool statement_void(struct batch *b, const struct record *r, struct err *e)
{
    bool is_new;
    if (!name_void(b, r->statement, r->line, &is_new, e))
        return false;
    rowlog_set(&b->log, r->line, is_new ? OUTCOME_INSERTED : OUTCOME_UNCHANGED);
    return true;
}

bool statement_is_void(struct batch *b, const struct record *r, struct err *e)
{
    rowlog_warn(&b->log, r->line, "voided", S(""), S(""), "another statement takes this one back");
    rowlog_set(&b->log, r->line, OUTCOME_SKIPPED);
    if (!open(b, e))
        return false;
    *vec_push(b->arena, &b->statements->owners) = (struct owner){
        .id = r->statement, .email = str_dup(b->arena, r->email), .account = str_dup(b->arena, r->account),
        .issuer = str_dup(b->arena, r->issuer) };
    return true;
}

bool statement_restore_void(struct batch *b, struct uuid id, int64_t line, int64_t learner, bool *is_new,
                            struct err *e)
{
    if (!name_void(b, id, line, is_new, e))
        return false;
    if (learner)
        *vec_push(b->arena, &b->statements->owners) = (struct owner){ .id = id, .learner = learner };
    return true;
}

bool statement_restored(struct batch *b, struct err *e)
{
    if (!open(b, e))
        return false;
    b->statements->restored = true;
    return true;
}

/* --- settling ------------------------------------------------------------------------------------ */

struct settling {
    struct tracker *t;
    struct db *db;
    struct arena *arena;
    struct val of;                        /* the registration */
    int64_t taken[PASTS];                 /* rows */
};

typedef VEC(struct val) vals;

/* All values of the rows of tracker/statement/NAME.sql, one after the other, as nothing may change while rows are read. */
static bool ask(struct settling *x, const char *name, const struct val *v, size_t n, vals *out, struct err *e)
{
    struct asset f;
    str path = str_format(x->arena, "tracker/statement/%s.sql", name);
    if (!asset_find(path, &f))
        return err_set(e, ERR_STORE, STR_FMT " is missing", STR_ARG(path));
    struct stmt *q = db_stmt(x->db, f.bytes);
    for (size_t i = 0; i < n; i++)
        stmt_set(q, (int)i + 1, v[i]);
    out->n = 0;
    while (stmt_row(q))
        for (int i = 0; i < stmt_columns(q); i++) {
            struct val got = stmt_val(q, i);
            if (got.kind == VAL_TEXT || got.kind == VAL_BLOB)
                got.as.s = str_dup(x->arena, got.as.s);
            *vec_push(x->arena, out) = got;
        }
    return stmt_end(q, e);
}

#define ASK(x, name, out, e, ...)                                                        \
    ask((x), (name), (const struct val[]){ __VA_ARGS__ },                                \
        sizeof((const struct val[]){ __VA_ARGS__ }) / sizeof(struct val), (out), (e))

static bool take(struct settling *x, enum past p, const struct val *key, struct err *e)
{
    x->taken[p]++;
    return edit_take(x->t, p, key, e);
}

#define TAKE(x, p, e, ...) take((x), (p), (const struct val[]){ __VA_ARGS__ }, (e))

/* What is put next says a statement, or whoever said it before: known since now, by what line of which batch. */
static void as_said(struct settling *x, const struct val *batch_and_line)
{
    edit_said(x->t, batch_and_line[0], batch_and_line[1]);
}

/* What only void statements said goes; what another said too, but less, comes in its place. */
static bool settle_results(struct settling *x, struct err *e)
{
    vals v = { 0 };
    if (!ASK(x, "results_gone", &v, e, x->of))
        return false;
    for (size_t i = 0; i < v.n; i += 2)
        if (!TAKE(x, PAST_RESULT, e, x->of, v.v[i], v.v[i + 1]))
            return false;
    for (;;) {
        if (!ASK(x, "results_unsaid", &v, e, x->of))
            return false;
        if (!v.n)
            return true;
        const struct val row[] = { x->of, v.v[2], v.v[3], v.v[4], v.v[5], v.v[6], v.v[7], v.v[8], val_int(0) };
        as_said(x, v.v);
        if (!edit_put(x->t, PAST_RESULT, row, e))
            return false;
    }
}

static bool put_answer(struct settling *x, const struct val *said, bool has_attempt, const struct val *answer, struct err *e)
{
    const struct val attempt[] = { x->of, said[2], val_int(1), val_nil(), val_nil(), val_nil(), val_nil(), val_nil() };
    const struct val row[] = { x->of, answer[0], val_int(1), answer[1], answer[2], answer[3], answer[4], answer[5],
                               answer[6], answer[7] };
    as_said(x, said);
    return (has_attempt || edit_put(x->t, PAST_ATTEMPT, attempt, e)) && edit_put(x->t, PAST_INTERACTION, row, e);
}

static bool settle_answers(struct settling *x, struct err *e)
{
    vals v = { 0 };
    if (!ASK(x, "answers_gone", &v, e, x->of))
        return false;
    for (size_t i = 0; i < v.n; i += 3)
        if (!TAKE(x, PAST_INTERACTION, e, x->of, v.v[i], v.v[i + 1], v.v[i + 2]))
            return false;
    do {
        if (!ASK(x, "answers_unsaid", &v, e, x->of))
            return false;
        if (v.n && !put_answer(x, v.v, v.v[3].as.i != 0, v.v + 4, e))
            return false;
    } while (v.n);
    if (!ASK(x, "attempts_gone", &v, e, x->of))
        return false;
    for (size_t i = 0; i < v.n; i += 2)
        if (!TAKE(x, PAST_ATTEMPT, e, x->of, v.v[i], v.v[i + 1]))
            return false;
    return true;
}

/* The first that a statement tells; else what the registration had before. */
static bool settle_date(struct settling *x, struct err *e)
{
    enum { DATE = 4, PRECISION };
    struct val row[PAST_ROW];
    vals gone = { 0 }, left = { 0 };
    bool found;
    if (!ASK(x, "date_gone", &gone, e, x->of))
        return false;
    if (!gone.n)
        return true;
    if (!ASK(x, "date_left", &left, e, x->of)
        || !past_read(x->db, PAST_REGISTRATION, x->arena, &x->of, row, &found, e))
        return false;
    row[DATE] = left.n ? left.v[0] : val_nil();
    row[PRECISION] = left.n ? left.v[1] : val_nil();
    as_said(x, row + past_columns(past_table(PAST_REGISTRATION)));
    return edit_put(x->t, PAST_REGISTRATION, row, e);
}

static bool own(struct db *db, struct val id, struct val learner, struct err *e)
{
    struct stmt *q = db_stmt(db, S("INSERT OR REPLACE INTO voiding_person (id, learner) VALUES (?, ?)"));
    stmt_set(q, 1, id);
    stmt_set(q, 2, learner);
    return stmt_run(q, e);
}

/* Takes out what is void, and keeps whose it was. */
static bool take_statements(struct settling *x, struct err *e)
{
    vals v = { 0 };
    if (!ASK(x, "void_of", &v, e, x->of))
        return false;
    for (size_t i = 0; i < v.n; i += 2)
        if (!own(x->db, v.v[i], v.v[i + 1], e) || !TAKE(x, PAST_STATEMENT, e, x->of, v.v[i]))
            return false;
    return true;
}

static bool take_learner(struct settling *x, const struct val *learner, struct err *e)
{
    vals keys = { 0 };
    if (!ASK(x, "learner_gone", &keys, e, learner[0], learner[1]))
        return false;
    for (size_t i = 0; i < keys.n; i += 3)
        if (!TAKE(x, PAST_IDENTITY, e, keys.v[i], keys.v[i + 1], keys.v[i + 2]))
            return false;
    return !keys.n || TAKE(x, PAST_LEARNER, e, learner[0]);
}

static bool settle_rest(struct settling *x, struct err *e)
{
    vals learner = { 0 };                 /* none: the registration stays */
    return ASK(x, "registration_gone", &learner, e, x->of) && take_statements(x, e)
        && (!learner.n || (TAKE(x, PAST_REGISTRATION, e, x->of) && take_learner(x, learner.v, e)));
}

static bool settle(struct settling *x, struct err *e)
{
    bool ok = edit_touch_registration(x->t, x->of.as.i, e) && settle_results(x, e) && settle_answers(x, e)
        && settle_date(x, e);
    edit_said(x->t, val_nil(), val_nil());
    return ok && settle_rest(x, e);
}

static bool settle_all(struct settling *x, const vals *registrations, struct err *e)
{
    for (size_t i = 0; i < registrations->n; i++) {
        struct arena_mark mark = arena_mark(x->arena);
        x->of = registrations->v[i];
        if (!settle(x, e))
            return false;
        arena_rewind(x->arena, mark);
    }
    return true;
}

static bool is_any(struct db *db, str sql, bool *any, struct err *e)
{
    struct stmt *q = db_stmt(db, sql);
    *any = stmt_row(q);
    return stmt_end(q, e);
}

bool statement_settle(struct tracker *t, struct err *e)
{
    bool any;
    struct settling x = { .t = t, .db = t->db, .arena = arena_new() };
    vals of = { 0 };
    bool ok = is_any(t->db, S("SELECT 1 FROM statement_past UNION ALL SELECT 1 FROM voiding LIMIT 1"), &any, e);
    if (ok && any)
        ok = ask(&x, "touched", NULL, 0, &of, e) && settle_all(&x, &of, e);
    arena_free(x.arena);
    return ok;
}

/* --- at the end of a batch ------------------------------------------------------------------------- */

static bool put_voidings(struct batch *b, struct err *e)
{
    struct statements *s = b->statements;
    struct book_count *count = &b->book.count[PAST_VOIDING];
    for (size_t i = 0; i < s->fresh.n; i++) {
        char id[UUID_BYTES];
        uuid_bytes(s->fresh.v[i].id, id);
        edit_line(b->t, s->fresh.v[i].line);
        if (!edit_put(b->t, PAST_VOIDING, (const struct val[]){ val_blob((str){ id, sizeof id }) }, e))
            return false;
        count->brought++;
        if (!count->first[0])
            count->first[0] = s->fresh.v[i].line;
    }
    return true;
}

/* Whoever is not known by now is not known: a void statement brings nobody. */
static bool put_owners(struct batch *b, struct err *e)
{
    struct statements *s = b->statements;
    for (size_t i = 0; i < s->owners.n; i++) {
        struct owner *o = &s->owners.v[i];
        char id[UUID_BYTES];
        uuid_bytes(o->id, id);
        const struct record by = { .email = o->email, .account = o->account, .issuer = o->issuer };
        if (!o->learner && !people_look(b, &by, &o->learner, e))
            return false;
        if (o->learner && !own(b->db, val_blob((str){ id, sizeof id }), val_int(o->learner), e))
            return false;
    }
    return true;
}

/* What a store of an earlier program cannot find. */
static bool tell_unmatched(struct batch *b, struct err *e)
{
    bool older;
    if (!is_any(b->db, S("SELECT 1 FROM import_batch WHERE kind = 'xapi' AND op = 'import' AND undone_by IS NULL"
                         " AND recorded_at < (SELECT applied_at FROM schema_migration WHERE version = 7)"), &older, e))
        return false;
    for (size_t i = 0; older && i < b->statements->fresh.n; i++) {
        const struct fresh *f = &b->statements->fresh.v[i];
        char id[UUID_BYTES];
        uuid_bytes(f->id, id);
        struct stmt *q = db_stmt(b->db, S("SELECT 1 FROM voiding_person WHERE id = ?"));
        stmt_set(q, 1, val_blob((str){ id, sizeof id }));
        bool found = stmt_row(q);
        if (!stmt_end(q, e))
            return false;
        if (!found)
            rowlog_warn(&b->log, f->line, "unknown-statement", S(""), S(""), "the store knows no statement with the id that "
                        "this one takes back, but it has some from before ids were kept; if it is one of them, undo "
                        "that import and import its file again");
    }
    return true;
}

static bool finish(struct batch *b, struct settling *x, struct err *e)
{
    vals of = { 0 };
    if (!b->t->edit && !edit_join(b->t, b->id, b->recorded, e))
        return false;
    bool ok = put_voidings(b, e) && ask(x, "void_now", NULL, 0, &of, e) && settle_all(x, &of, e) && tell_unmatched(b, e);
    for (int p = 0; p < PASTS; p++)
        b->book.count[p].changed += x->taken[p];
    return ok;
}

bool statement_finish(struct batch *b, struct err *e)
{
    struct statements *s = b->statements;
    if (!s)
        return true;
    struct settling x = { .t = b->t, .db = b->db, .arena = arena_new() };
    bool ok = put_owners(b, e) && (!(s->fresh.n || s->restored) || finish(b, &x, e));
    arena_free(x.arena);
    return ok;
}
