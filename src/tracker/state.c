/*
 * The rebuild walks registrations and results side by side, both in order of
 * registration, and folds as it goes: one pass, nothing kept.
 */
#include "tracker/state.h"

static void keep_earlier(struct stamp *have, struct stamp s)
{
    if (s.precision != PRECISION_NONE && (have->precision == PRECISION_NONE || s.at < have->at
        || (s.at == have->at && s.precision < have->precision)))
        *have = s;
}

void state_fold(struct state *s, const struct fact *f)
{
    if (f->completion > s->completion)
        s->completion = f->completion;
    if (f->success > s->success)
        s->success = f->success;
    if (f->completion == COMPLETION_COMPLETED)
        keep_earlier(&s->completed, f->at);
    if (f->success == SUCCESS_PASSED)
        keep_earlier(&s->passed, f->at);
    if (f->has_score && (!s->has_score || f->score > s->score)) {
        s->score = f->score;
        s->has_score = true;
    }
}

void state_fold_registration(struct state *s, const struct fact *f)
{
    if (f->activity == 0)
        state_fold(s, f);
    if (s->completion < COMPLETION_INCOMPLETE)
        s->completion = COMPLETION_INCOMPLETE;
}

/* --- columns ------------------------------------------------------------------------ */

static str letter_of(enum precision p)
{
    switch (p) {
    case PRECISION_YEAR:   return S("y");
    case PRECISION_MONTH:  return S("m");
    case PRECISION_DAY:    return S("d");
    case PRECISION_SECOND: return S("s");
    case PRECISION_MS:     return S("f");
    case PRECISION_NONE:   break;
    }
    return S("");
}

void stamp_vals(struct stamp s, struct val *out)
{
    bool none = s.precision == PRECISION_NONE;
    out[0] = none ? val_nil() : val_int(s.at);
    out[1] = none ? val_nil() : val_text(letter_of(s.precision));
}

void stamp_set(struct stmt *q, int parameter, struct stamp s)
{
    struct val v[2];
    stamp_vals(s, v);
    stmt_set(q, parameter, v[0]);
    stmt_set(q, parameter + 1, v[1]);
}

struct stamp stamp_get(const struct stmt *q, int column)
{
    str letter = stmt_str(q, column + 1);
    return (struct stamp){ stmt_int(q, column), letter.n ? (enum precision)letter.p[0]
                                                         : PRECISION_NONE };
}

struct fact fact_get(const struct stmt *q, int column)
{
    struct val score = stmt_val(q, column + 5);
    return (struct fact){
        .activity = (uint32_t)stmt_int(q, column), .at = stamp_get(q, column + 1),
        .completion = (enum completion)stmt_int(q, column + 3),
        .success = (enum success)stmt_int(q, column + 4),
        .has_score = score.kind == VAL_REAL, .score = score.kind == VAL_REAL ? score.as.r : 0 };
}

/* --- tables --------------------------------------------------------------------------- */

void state_vals(const struct state *s, struct val *out)
{
    out[0] = val_int(s->completion);
    out[1] = val_int(s->success);
    out[2] = s->has_score ? val_real(s->score) : val_nil();
    stamp_vals(s->completed, out + 3);
    stamp_vals(s->passed, out + 5);
}

static bool write_state(struct stmt *q, int first, const struct state *s, struct err *e)
{
    struct val v[STATE_COLUMNS];
    state_vals(s, v);
    for (int i = 0; i < STATE_COLUMNS; i++)
        stmt_set(q, first + i, v[i]);
    return stmt_run(q, e);
}

bool state_write_registration(struct db *db, int64_t registration, const struct state *s,
                              struct err *e)
{
    struct stmt *q = db_stmt(db, S("REPLACE INTO registration_state VALUES (?,?,?,?,?,?,?,?)"));
    stmt_set(q, 1, val_int(registration));
    return write_state(q, 2, s, e);
}

bool state_write_activity(struct db *db, int64_t registration, uint32_t activity,
                          const struct state *s, struct err *e)
{
    struct stmt *q = db_stmt(db, S("REPLACE INTO activity_state VALUES (?,?,?,?,?,?,?,?,?)"));
    stmt_set(q, 1, val_int(registration));
    stmt_set(q, 2, val_int(activity));
    return write_state(q, 3, s, e);
}

/* --- from the beginning ----------------------------------------------------------------- */

/* Facts of one registration stand together, those of one activity within it too. */
struct walk {
    struct db *db;
    bool check;                           /* compare with what is stored; else store */
    int64_t right, wrong;                 /* of check */
    int64_t registration;                 /* 0: not begun */
    uint32_t activity;
    struct state course, unit;
};

static bool same_stamp(struct stamp a, struct stamp b)
{
    return a.precision == b.precision && (!a.precision || a.at == b.at);
}

static bool same_state(const struct state *a, const struct state *b)
{
    return a->completion == b->completion && a->success == b->success
        && a->has_score == b->has_score && !(a->score < b->score) && !(a->score > b->score)
        && same_stamp(a->completed, b->completed) && same_stamp(a->passed, b->passed);
}

static bool compare(struct walk *w, struct stmt *q, const struct state *s, struct err *e)
{
    struct state have = { 0 };
    bool found = stmt_row(q);
    if (found) {
        struct val score = stmt_val(q, 2);
        have = (struct state){
            .completion = (enum completion)stmt_int(q, 0), .success = (enum success)stmt_int(q, 1),
            .has_score = score.kind == VAL_REAL, .score = score.kind == VAL_REAL ? score.as.r : 0,
            .completed = stamp_get(q, 3), .passed = stamp_get(q, 5) };
    }
    w->right += found && same_state(s, &have);
    w->wrong += !found || !same_state(s, &have);
    return stmt_end(q, e);
}

static bool see_registration(struct walk *w, struct err *e)
{
    if (!w->check)
        return state_write_registration(w->db, w->registration, &w->course, e);
    struct stmt *q = db_stmt(w->db,
        S("SELECT completion, success, score, completed_at, completed_precision, passed_at,"
          " passed_precision FROM registration_state WHERE registration = ?"));
    stmt_set(q, 1, val_int(w->registration));
    return compare(w, q, &w->course, e);
}

static bool see_activity(struct walk *w, struct err *e)
{
    if (!w->check)
        return state_write_activity(w->db, w->registration, w->activity, &w->unit, e);
    struct stmt *q = db_stmt(w->db,
        S("SELECT completion, success, score, completed_at, completed_precision, passed_at,"
          " passed_precision FROM activity_state WHERE registration = ? AND activity = ?"));
    stmt_set(q, 1, val_int(w->registration));
    stmt_set(q, 2, val_int(w->activity));
    return compare(w, q, &w->unit, e);
}

static bool leave_activity(struct walk *w, struct err *e)
{
    bool ok = w->activity == 0 || see_activity(w, e);
    w->activity = 0;
    w->unit = (struct state){ 0 };
    return ok;
}

static bool leave_registration(struct walk *w, struct err *e)
{
    bool ok = leave_activity(w, e) && (w->registration == 0 || see_registration(w, e));
    w->course = (struct state){ 0 };
    return ok;
}

/* f is NULL for a registration without facts. */
static bool step(struct walk *w, int64_t registration, const struct fact *f, struct err *e)
{
    if (registration != w->registration) {
        if (!leave_registration(w, e))
            return false;
        w->registration = registration;
    }
    if (!f)
        return true;
    if (f->activity != w->activity && !leave_activity(w, e))
        return false;
    w->activity = f->activity;
    state_fold(&w->unit, f);
    state_fold_registration(&w->course, f);
    return true;
}

static bool walk_facts(struct walk *w, struct err *e)
{
    bool ok = true;
    struct stmt *q = db_stmt(w->db,
        S("SELECT r.id, x.registration, x.activity, x.at, x.precision, x.completion, x.success, x.score"
          " FROM registration r LEFT JOIN result x ON x.registration = r.id"
          " ORDER BY r.id, x.activity, x.n"));
    while (ok && stmt_row(q)) {
        struct fact f = fact_get(q, 2);
        ok = step(w, stmt_int(q, 0), stmt_nil(q, 1) ? NULL : &f, e);
    }
    struct err second = { 0 };
    ok = stmt_end(q, ok ? e : &second) && ok;
    return ok && leave_registration(w, e);
}

bool state_rebuild(struct db *db, struct err *e)
{
    struct walk w = { .db = db };
    return db_script(db, S("DELETE FROM activity_state; DELETE FROM registration_state"), e)
        && walk_facts(&w, e);
}

bool state_check(struct db *db, int64_t *wrong, struct err *e)
{
    struct walk w = { .db = db, .check = true };
    int64_t stored = 0;
    struct stmt *q = db_stmt(db, S("SELECT (SELECT count(*) FROM registration_state)"
                                   " + (SELECT count(*) FROM activity_state)"));
    if (stmt_row(q))
        stored = stmt_int(q, 0);
    bool ok = stmt_end(q, e) && walk_facts(&w, e);
    int64_t known = w.right + w.wrong;
    *wrong = w.wrong + (stored > known ? stored - known : 0);
    return ok;
}
