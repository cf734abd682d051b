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

/* --- one state ------------------------------------------------------------------------ */

static bool is_newer(const struct fact *f, const struct fact *than)
{
    if (f->batch != than->batch)
        return f->batch > than->batch;
    if (f->line != than->line)
        return f->line > than->line;
    /* one batch says one thing of a field; should it say two, the order must not matter */
    return f->completion * 4 + f->success + f->score
         > than->completion * 4 + than->success + than->score;
}

static void fold_hand(struct hand *h, const struct fact *f)
{
    if (h->given && !is_newer(f, &h->fact))
        return;
    *h = (struct hand){ true, *f };
}

static void fold_override(struct state *s, const struct fact *f)
{
    if (f->completion)
        fold_hand(&s->hand[HAND_COMPLETION], f);
    if (f->success)
        fold_hand(&s->hand[HAND_SUCCESS], f);
    if (f->has_score)
        fold_hand(&s->hand[HAND_SCORE], f);
}

void state_fold(struct state *s, const struct fact *f)
{
    if (f->by_hand) {
        fold_override(s, f);
        return;
    }
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

/* An override that names no day leaves the day that facts tell. */
static void set_stamp(struct stamp *s, bool reached, struct stamp at)
{
    if (!reached)
        *s = (struct stamp){ 0 };
    else if (at.precision)
        *s = at;
}

/* With what overrides say put over what facts say. */
static struct state overridden(const struct state *s)
{
    struct state x = *s;
    const struct hand *completion = &s->hand[HAND_COMPLETION], *success = &s->hand[HAND_SUCCESS];
    if (completion->given) {
        x.completion = completion->fact.completion > 0 ? completion->fact.completion : COMPLETION_NONE;
        set_stamp(&x.completed, x.completion == COMPLETION_COMPLETED, completion->fact.at);
    }
    if (success->given) {
        x.success = success->fact.success > 0 ? success->fact.success : SUCCESS_NONE;
        set_stamp(&x.passed, x.success == SUCCESS_PASSED, success->fact.at);
    }
    if (s->hand[HAND_SCORE].given) {
        x.has_score = true;
        x.score = s->hand[HAND_SCORE].fact.score;
    }
    return x;
}

/* --- the states of a registration ------------------------------------------------------- */

void states_begin(struct states *s, struct arena *a, const struct kin *kin, uint32_t course)
{
    s->arena = a;
    s->kin = kin;
    s->course_id = course;
    s->begun = false;
    s->course = (struct state){ 0 };
    s->units.n = s->last = 0;
}

static struct state *unit_of(struct states *s, uint32_t activity)
{
    for (size_t i = 0; i < s->units.n; i++) {
        size_t at = (s->last + i) % s->units.n;
        if (s->units.v[at].activity == activity) {
            s->last = at;
            return &s->units.v[at].state;
        }
    }
    s->last = s->units.n;
    struct unit_state *u = vec_push(s->arena, &s->units);
    *u = (struct unit_state){ .activity = activity };
    return &u->state;
}

/* A fact about any activity says that the course was begun; not so an override
 * that takes back. */
void states_add(struct states *s, const struct fact *f)
{
    uint32_t activity = kin_end(s->kin, f->activity);
    state_fold(activity ? unit_of(s, activity) : &s->course, f);
    s->begun |= !f->by_hand || f->completion > 0 || f->success > 0 || f->has_score;
}

static void keep_latest(struct fact *f, const struct state *s, bool first)
{
    bool dated = s->completed.precision && (first || f->at.precision);
    if (!dated)
        f->at = (struct stamp){ 0 };
    else if (first || s->completed.at > f->at.at
             || (s->completed.at == f->at.at && s->completed.precision > f->at.precision))
        f->at = s->completed;
}

static bool is_done(const struct states *s, uint32_t activity, struct state *out)
{
    for (size_t i = 0; i < s->units.n; i++)
        if (s->units.v[i].activity == activity) {
            *out = overridden(&s->units.v[i].state);
            return out->completion == COMPLETION_COMPLETED;
        }
    return false;
}

/* All that counts in the edition whose first need is at *i is completed; since
 * when goes into f. *i is behind it then. */
static bool edition_is_done(const struct states *s, size_t *i, struct fact *f)
{
    const struct need *need = s->kin->needs.v;
    uint32_t version = need[*i].version;
    bool all = true;
    *f = (struct fact){ .completion = COMPLETION_COMPLETED };
    for (size_t first = *i; *i < s->kin->needs.n && need[*i].version == version; ++*i) {
        struct state unit;
        all = all && is_done(s, need[*i].activity, &unit);
        if (all)
            keep_latest(f, &unit, *i == first);
    }
    return all;
}

void states_end(struct states *s)
{
    const struct kin *k = s->kin;
    size_t i = s->units.n && k->needs.n ? kin_needs(k, s->course_id) : k->needs.n;
    while (i < k->needs.n && k->needs.v[i].course == s->course_id) {
        struct fact f;
        if (edition_is_done(s, &i, &f))
            state_fold(&s->course, &f);
    }
    if (s->begun && s->course.completion < COMPLETION_INCOMPLETE)
        s->course.completion = COMPLETION_INCOMPLETE;
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
        .has_score = score.kind == VAL_REAL, .score = score.kind == VAL_REAL ? score.as.r : 0,
        .by_hand = stmt_int(q, column + 6) != 0, .batch = stmt_int(q, column + 7),
        .line = stmt_int(q, column + 8) };
}

/* --- tables --------------------------------------------------------------------------- */

void state_vals(const struct state *facts, struct val *out)
{
    struct state said = overridden(facts), *s = &said;
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

static bool write_course(struct db *db, int64_t registration, const struct state *s,
                         struct err *e)
{
    struct stmt *q = db_stmt(db, S("REPLACE INTO registration_state VALUES (?,?,?,?,?,?,?,?)"));
    stmt_set(q, 1, val_int(registration));
    return write_state(q, 2, s, e);
}

static bool write_unit(struct db *db, int64_t registration, const struct unit_state *u,
                       struct err *e)
{
    struct stmt *q = db_stmt(db, S("REPLACE INTO activity_state VALUES (?,?,?,?,?,?,?,?,?)"));
    stmt_set(q, 1, val_int(registration));
    stmt_set(q, 2, val_int(u->activity));
    return write_state(q, 3, &u->state, e);
}

bool states_write_units(struct db *db, int64_t registration, const struct states *s,
                        struct err *e)
{
    for (size_t i = 0; i < s->units.n; i++)
        if (!write_unit(db, registration, &s->units.v[i], e))
            return false;
    return true;
}

static bool clear(struct db *db, str sql, int64_t registration, struct err *e)
{
    struct stmt *q = db_stmt(db, sql);
    stmt_set(q, 1, val_int(registration));
    return stmt_run(q, e);
}

bool states_write(struct db *db, int64_t registration, const struct states *s, struct err *e)
{
    return clear(db, S("DELETE FROM activity_state WHERE registration = ?"), registration, e)
        && write_course(db, registration, &s->course, e)
        && states_write_units(db, registration, s, e);
}

/* --- from the beginning ----------------------------------------------------------------- */

struct walk {
    struct db *db;
    struct arena *arena;
    struct kin kin;
    struct states states;
    bool check;                           /* compare with what is stored; else store */
    int64_t right, wrong;                 /* of check */
    int64_t registration;                 /* 0: not begun */
};

static bool same_stamp(struct stamp a, struct stamp b)
{
    return a.precision == b.precision && (!a.precision || a.at == b.at);
}

static bool same_state(const struct state *facts, const struct state *b)
{
    struct state said = overridden(facts), *a = &said;
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

static bool compare_course(struct walk *w, struct err *e)
{
    struct stmt *q = db_stmt(w->db,
        S("SELECT completion, success, score, completed_at, completed_precision, passed_at,"
          " passed_precision FROM registration_state WHERE registration = ?"));
    stmt_set(q, 1, val_int(w->registration));
    return compare(w, q, &w->states.course, e);
}

static bool compare_unit(struct walk *w, const struct unit_state *u, struct err *e)
{
    struct stmt *q = db_stmt(w->db,
        S("SELECT completion, success, score, completed_at, completed_precision, passed_at,"
          " passed_precision FROM activity_state WHERE registration = ? AND activity = ?"));
    stmt_set(q, 1, val_int(w->registration));
    stmt_set(q, 2, val_int(u->activity));
    return compare(w, q, &u->state, e);
}

static bool compare_all(struct walk *w, struct err *e)
{
    bool ok = compare_course(w, e);
    for (size_t i = 0; ok && i < w->states.units.n; i++)
        ok = compare_unit(w, &w->states.units.v[i], e);
    return ok;
}

static bool leave(struct walk *w, struct err *e)
{
    if (w->registration == 0)
        return true;
    states_end(&w->states);
    return w->check ? compare_all(w, e) : states_write(w->db, w->registration, &w->states, e);
}

static bool enter(struct walk *w, int64_t registration, uint32_t course, struct err *e)
{
    if (registration == w->registration)
        return true;
    if (!leave(w, e))
        return false;
    w->registration = registration;
    states_begin(&w->states, w->arena, &w->kin, course);
    return true;
}

/* The query gives registration, course, whether there is a fact, and the fact. */
static bool walk_rows(struct walk *w, struct stmt *q, struct err *e)
{
    bool ok = true;
    while (ok && stmt_row(q)) {
        ok = enter(w, stmt_int(q, 0), (uint32_t)stmt_int(q, 1), e);
        if (!ok || stmt_nil(q, 2))
            continue;
        struct fact f = fact_get(q, 3);
        states_add(&w->states, &f);
    }
    struct err second = { 0 };
    ok = stmt_end(q, ok ? e : &second) && ok;
    return ok && leave(w, e);
}

#define WALK "SELECT r.id, r.course, x.n, x.activity, x.at, x.precision, x.completion, x.success, x.score," \
             " x.by_hand, x.batch, x.line FROM registration r LEFT JOIN result x ON x.registration = r.id"

static bool walk_all(struct walk *w, struct err *e)
{
    w->arena = arena_new();
    bool ok = kin_read(&w->kin, w->arena, w->db, e)
        && walk_rows(w, db_stmt(w->db, S(WALK " ORDER BY r.id, x.activity, x.n")), e);
    arena_free(w->arena);
    return ok;
}

bool state_rebuild(struct db *db, struct err *e)
{
    struct walk w = { .db = db };
    return db_script(db, S("DELETE FROM activity_state; DELETE FROM registration_state"), e)
        && walk_all(&w, e);
}

bool state_renew(struct db *db, const struct kin *kin, int64_t registration, struct err *e)
{
    if (!clear(db, S("DELETE FROM activity_state WHERE registration = ?"), registration, e)
        || !clear(db, S("DELETE FROM registration_state WHERE registration = ?"), registration, e))
        return false;
    struct walk w = { .db = db, .kin = *kin, .arena = arena_new() };
    struct stmt *q = db_stmt(db, S(WALK " WHERE r.id = ? ORDER BY x.activity, x.n"));
    stmt_set(q, 1, val_int(registration));
    bool ok = walk_rows(&w, q, e);
    arena_free(w.arena);
    return ok;
}

bool state_renew_course(struct db *db, int64_t course, struct err *e)
{
    struct walk w = { .db = db, .arena = arena_new() };
    bool ok = kin_read(&w.kin, w.arena, db, e);
    if (ok) {
        struct stmt *q = db_stmt(db, S(WALK " WHERE r.course = ? ORDER BY r.id, x.activity, x.n"));
        stmt_set(q, 1, val_int(course));
        ok = walk_rows(&w, q, e);
    }
    arena_free(w.arena);
    return ok;
}

bool state_check(struct db *db, int64_t *wrong, struct err *e)
{
    struct walk w = { .db = db, .check = true };
    int64_t stored = 0;
    struct stmt *q = db_stmt(db, S("SELECT (SELECT count(*) FROM registration_state)"
                                   " + (SELECT count(*) FROM activity_state)"));
    if (stmt_row(q))
        stored = stmt_int(q, 0);
    bool ok = stmt_end(q, e) && walk_all(&w, e);
    int64_t known = w.right + w.wrong;
    *wrong = w.wrong + (stored > known ? stored - known : 0);
    return ok;
}
