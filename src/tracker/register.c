/*
 * One learner at a time, courses in order, exactly dated rows before others: so
 * the answer does not depend on the order of rows, and every table grows at
 * its end. What the store has of a learner is read once, and only of those
 * it had before.
 */
#include "tracker/register.h"

#include <string.h>

#include "tracker/affiliation.h"
#include "tracker/people.h"
#include "tracker/state.h"

/* More of one learner in one course is no record of learning, and would be slow. */
enum { REGISTRATIONS_MOST = 1000 };

struct kept {                             /* a fact and the registration it is of */
    struct fact fact;
    size_t next;                          /* index + 1 of the next of the same registration */
    size_t of;                            /* index of the registration */
    int64_t n;                            /* in the store */
    uint32_t line;
};

struct reg {
    int64_t id, seq;
    uint32_t course;
    struct stamp at;
    bool withdrawn;
    bool is_new, changed;
    uint32_t line;                        /* the row of this file that speaks of it */
    size_t facts;                         /* index + 1 of the first */
    size_t from, to;                      /* those that rows brought lie between */
};

struct job {
    struct batch *b;
    struct arena *arena;                  /* of the lists, which are used again and again */
    const struct item *item;              /* the next, NULL at the end */
    uint32_t learner, course;
    uint32_t person_line;                 /* the row that spoke of the person without a course */
    bool loaded;
    VEC(struct reg) stored;               /* of the learner, in order of course and seq */
    size_t at;                            /* those before are of courses gone by */
    VEC(struct reg) regs;                 /* of the learner in the course */
    VEC(struct kept) facts;
    struct sightings sightings;
    struct kin kin;
    struct states states;
    int64_t next_id;
};

static bool next_item(struct job *j, struct err *e)
{
    return spill_next(j->b->spill, &j->item, e);
}

/* --- what the store has --------------------------------------------------------------- */

static bool load_registrations(struct job *j, struct err *e)
{
    struct stmt *q = db_stmt(j->b->db,
        S("SELECT id, course, seq, registered_at, precision, withdrawn FROM registration"
          " WHERE learner = ? ORDER BY course, seq"));
    j->loaded = true;
    if (people_is_new(j->b, j->learner))
        return stmt_end(q, e);
    stmt_set(q, 1, val_int(j->learner));
    while (stmt_row(q))
        *vec_push(j->arena, &j->stored) = (struct reg){
            .id = stmt_int(q, 0), .course = (uint32_t)stmt_int(q, 1), .seq = stmt_int(q, 2),
            .at = stamp_get(q, 3), .withdrawn = stmt_int(q, 5) != 0 };
    return stmt_end(q, e);
}

/* Those of the course that comes next. */
static void enter_course(struct job *j)
{
    j->course = j->item->course;
    j->regs.n = j->facts.n = 0;
    for (; j->at < j->stored.n && j->stored.v[j->at].course <= j->course; j->at++)
        if (j->stored.v[j->at].course == j->course)
            *vec_push(j->arena, &j->regs) = j->stored.v[j->at];
}

static struct kept *add_fact(struct job *j, struct reg *r, const struct fact *f)
{
    struct kept *k = vec_push(j->arena, &j->facts);
    *k = (struct kept){ .fact = *f, .next = r->facts, .of = (size_t)(r - j->regs.v) };
    r->facts = j->facts.n;
    return k;
}

static bool load_facts(struct job *j, struct reg *r, struct err *e)
{
    struct stmt *q = db_stmt(j->b->db,
        S("SELECT " FACT_COLUMNS ", n FROM result WHERE registration = ?"));
    stmt_set(q, 1, val_int(r->id));
    while (stmt_row(q)) {
        struct fact f = fact_get(q, 0);
        add_fact(j, r, &f)->n = stmt_int(q, FACT_NCOLUMNS);
    }
    return stmt_end(q, e);
}

/* --- which registration a row speaks of -------------------------------------------------- */

static instant span_end(struct stamp s)
{
    struct civil c = date_to_civil(date_of_instant(s.at));
    switch (s.precision) {
    case PRECISION_YEAR:
        return date_to_instant(date_of_civil((struct civil){ c.year + 1, 1, 1 }));
    case PRECISION_MONTH:
        return date_to_instant(date_of_civil((struct civil){ c.year + c.month / 12,
                                                             c.month % 12 + 1, 1 }));
    case PRECISION_DAY:
        return s.at + DAY_MS;
    case PRECISION_SECOND:
        return s.at + 1000;
    default:
        return s.at + 1;
    }
}

static bool same_stamp(struct stamp x, struct stamp y)
{
    return x.precision == y.precision && (x.precision == PRECISION_NONE || x.at == y.at);
}

/* One is known more exactly, and lies within the other. */
static bool agree(struct stamp x, struct stamp y)
{
    return x.precision && y.precision
        && ((x.at <= y.at && span_end(y) <= span_end(x))
            || (y.at <= x.at && span_end(x) <= span_end(y)));
}

struct match { size_t n, at; };           /* how many, and the last of them */

enum test { SAME_DATE, AGREEING_DATE, UNDATED, TOLD, OPEN, ANY };

static bool passes(const struct reg *r, enum test test, struct stamp at)
{
    switch (test) {
    case SAME_DATE:     return same_stamp(r->at, at);
    case AGREEING_DATE: return agree(r->at, at);
    case UNDATED:       return r->at.precision == PRECISION_NONE;
    case TOLD:          return r->line != 0;
    case OPEN:          return !r->withdrawn;
    case ANY:           return true;
    }
    return false;
}

static struct match count(const struct job *j, enum test test, struct stamp at)
{
    struct match m = { 0 };
    for (size_t i = j->regs.n; i-- > 0;)
        if (passes(&j->regs.v[i], test, at)) {
            m.n++;
            m.at = i;
        }
    return m;
}

/* The first test that somebody passes decides; with a date a row may be of a
 * registration nobody dated yet, without one it is of the open one. Dates rise
 * within a file, so that the first of rows that join says when it was. */
static struct match find(const struct job *j, struct stamp at, bool joins)
{
    static const enum test dated[] = { SAME_DATE, AGREEING_DATE, UNDATED };
    static const enum test undated[] = { OPEN, ANY };
    bool has_date = at.precision != PRECISION_NONE;
    const enum test *tests = has_date ? dated : undated;
    struct match m = { 0 };
    if (joins)
        m = count(j, TOLD, at);
    for (size_t i = 0; i < (has_date ? 3 : 2) && !m.n; i++)
        m = count(j, tests[i], at);
    return m;
}

static struct reg *new_registration(struct job *j, struct stamp at)
{
    int64_t seq = j->regs.n ? j->regs.v[j->regs.n - 1].seq + 1 : 1;
    struct reg *r = vec_push(j->arena, &j->regs);
    *r = (struct reg){ .course = j->course, .seq = seq, .at = at, .is_new = true };
    return r;
}

/* --- what a row brings ------------------------------------------------------------------------ */

static bool says_again(const struct fact *have, const struct fact *f)
{
    bool undated = f->at.precision == PRECISION_NONE;
    return !have->by_hand && have->activity == f->activity && (undated || same_stamp(have->at, f->at))
        && (!f->completion || have->completion == f->completion)
        && (!f->success || have->success == f->success)
        && (!f->has_score || (have->has_score && !(have->score < f->score)
                              && !(have->score > f->score)));
}

static bool is_known(const struct job *j, const struct reg *r, const struct fact *f)
{
    for (size_t i = r->facts; i; i = j->facts.v[i - 1].next)
        if (says_again(&j->facts.v[i - 1].fact, f))
            return true;
    return false;
}

static struct fact fact_of(const struct item *x)
{
    return (struct fact){
        .activity = x->activity, .completion = (enum completion)(x->verdict / 4),
        .success = (enum success)(x->verdict % 4), .has_score = (x->flags & ITEM_SCORE) != 0,
        .score = x->score, .at = { x->at, (enum precision)x->at_precision } };
}

static void take_fact(struct job *j, struct reg *r, const struct item *x)
{
    struct fact f = fact_of(x);
    if (!(x->flags & ITEM_RESULT) || is_known(j, r, &f))
        return;
    struct kept *k = add_fact(j, r, &f);
    k->line = x->line;
    r->changed = true;
}

/* A date where there was none, or a more exact one; a withdrawal. */
static void take_row(struct reg *r, const struct item *x)
{
    struct stamp at = { x->registered, (enum precision)x->registered_precision };
    bool better = at.precision && (!r->at.precision || span_end(at) - at.at < span_end(r->at) - r->at.at);
    if (better)
        r->at = at;
    r->changed |= better || ((x->flags & ITEM_WITHDRAWN) && !r->withdrawn);
    r->withdrawn |= (x->flags & ITEM_WITHDRAWN) != 0;
    r->line = r->line ? r->line : x->line;
}

static void see_economy(struct job *j, const struct item *x)
{
    if (!x->economy[0])
        return;
    bool dated = x->registered_precision != 0;
    struct sighting s = { .dated = dated, .line = x->line,
                          .on = date_of_instant(dated ? x->registered : j->b->recorded) };
    memcpy(s.economy, x->economy, 2);
    affiliation_see(j->arena, &j->sightings, s);
}

static enum outcome outcome_of(const struct item *x, bool is_new, bool changed)
{
    return is_new || (x->flags & ITEM_NEW_LEARNER) ? OUTCOME_INSERTED
         : changed || (x->flags & ITEM_PERSON_CHANGED) ? OUTCOME_UPDATED : OUTCOME_UNCHANGED;
}

static void skip(struct job *j, const struct item *x, uint32_t first)
{
    rowlog_warn(&j->b->log, x->line, "same-again", S(""), S(""),
                "line %u of this file is about the same %s; this row is left out",
                (unsigned)first, x->course ? "registration" : "person");
    rowlog_set(&j->b->log, x->line, OUTCOME_SKIPPED);
}

static void refuse(struct job *j, const struct item *x, const char *text)
{
    rowlog_say(&j->b->log, x->line, "which-registration", S("registered_at"), S(""), "%s", text);
    rowlog_set(&j->b->log, x->line, OUTCOME_CONFLICT);
}

/* The registration the row is of; NULL when the row has been decided. */
static struct reg *decide(struct job *j, const struct item *x, struct err *e)
{
    struct stamp at = { x->registered, (enum precision)x->registered_precision };
    bool joins = (x->flags & ITEM_JOINS) != 0;
    struct match m = find(j, at, joins);
    if (m.n > 1)
        return refuse(j, x, "this learner has several registrations in this course which the row "
                            "may mean; give the date of registration"), NULL;
    if (m.n == 0 && j->regs.n >= REGISTRATIONS_MOST)
        return refuse(j, x, "this learner has a thousand registrations in this course; is the "
                            "e-mail address one that many share?"), NULL;
    struct reg *r = m.n ? &j->regs.v[m.at] : new_registration(j, at);
    if (r->line && joins)
        return r;
    if (r->line)
        return skip(j, x, r->line), NULL;
    if (!r->is_new && !load_facts(j, r, e))
        return NULL;
    return r;
}

/* All items of one row; j->item stands on the first, and then behind the last. */
static bool take_course_row(struct job *j, struct err *e)
{
    struct item first = *j->item;
    struct err trouble = { 0 };
    struct reg *r = decide(j, &first, &trouble);
    if (trouble.kind) {
        *e = trouble;
        return false;
    }
    bool again = r && r->line, before = r && r->changed;
    if (r) {
        r->changed = false;
        take_row(r, &first);
        r->from = again ? r->from : j->facts.n;
    }
    do {
        if (r)
            take_fact(j, r, j->item);
        if (!next_item(j, e))
            return false;
    } while (j->item && j->item->learner == first.learner && j->item->line == first.line);
    if (r) {
        r->to = j->facts.n;
        rowlog_set(&j->b->log, first.line, outcome_of(&first, r->is_new && !again, r->changed));
        r->changed |= before;
        see_economy(j, &first);
    }
    return true;
}

static bool take_person_row(struct job *j, struct err *e)
{
    struct item x = *j->item;
    if (j->person_line && !(x.flags & ITEM_JOINS)) {
        skip(j, &x, j->person_line);
    } else {
        j->person_line = j->person_line ? j->person_line : x.line;
        rowlog_set(&j->b->log, x.line, outcome_of(&x, false, false));
        see_economy(j, &x);
    }
    return next_item(j, e);
}

/* --- into the tables --------------------------------------------------------------------------- */

static bool write_new(struct job *j, struct reg *r, struct err *e)
{
    r->id = j->next_id++;
    struct val v[] = { val_int(r->id), val_int(j->learner), val_int(r->course), val_int(r->seq),
                       val_nil(), val_nil(), val_int(r->withdrawn), val_int(j->b->id),
                       val_int(r->line) };
    stamp_vals(r->at, v + 4);
    j->b->plan.registrations_new++;
    return rows_put(j->b->into.registration, v, e);
}

static bool write_changed(struct job *j, const struct reg *r, struct err *e)
{
    struct stmt *q = db_stmt(j->b->db,
        S("UPDATE registration SET registered_at = ?, precision = ?, withdrawn = ? WHERE id = ?"));
    stamp_set(q, 1, r->at);
    stmt_set(q, 3, val_int(r->withdrawn));
    stmt_set(q, 4, val_int(r->id));
    j->b->plan.registrations_changed++;
    return stmt_run(q, e);
}

static bool write_fact(struct job *j, const struct reg *r, const struct kept *k, struct err *e)
{
    const struct fact *f = &k->fact;
    struct val v[] = { val_int(r->id), val_int(f->activity), val_int(k->n), val_nil(), val_nil(),
                       val_int(f->completion), val_int(f->success),
                       f->has_score ? val_real(f->score) : val_nil(), val_int(j->b->id),
                       val_int(k->line) };
    stamp_vals(f->at, v + 3);
    j->b->plan.results_new++;
    return rows_put(j->b->into.result, v, e);
}

/* Facts are listed newest first; the store counts them from the oldest. */
static int64_t number_in_store(const struct job *j, size_t i)
{
    const struct kept *k = &j->facts.v[i];
    int64_t n = 0;
    for (size_t o = k->next; o; o = j->facts.v[o - 1].next)
        if (j->facts.v[o - 1].fact.activity == k->fact.activity && j->facts.v[o - 1].n >= n)
            n = j->facts.v[o - 1].n + 1;
    return n;
}

static bool write_states(struct job *j, const struct reg *r, struct err *e)
{
    struct states *s = &j->states;
    states_begin(s, j->arena, &j->kin, r->course);
    for (size_t i = r->facts; i; i = j->facts.v[i - 1].next)
        states_add(s, &j->facts.v[i - 1].fact);
    states_end(s);
    if (!r->is_new)
        return states_write(j->b->db, r->id, s, e);
    struct val v[1 + STATE_COLUMNS] = { val_int(r->id) };
    state_vals(&s->course, v + 1);
    return rows_put(j->b->into.state, v, e) && states_write_units(j->b->db, r->id, s, e);
}

static bool write_facts(struct job *j, const struct reg *r, struct err *e)
{
    for (size_t i = r->from; i < r->to; i++) {
        struct kept *k = &j->facts.v[i];
        if (!k->line || &j->regs.v[k->of] != r)
            continue;
        k->n = number_in_store(j, i);
        if (!write_fact(j, r, k, e))
            return false;
    }
    return write_states(j, r, e);
}

static bool write_course(struct job *j, struct err *e)
{
    for (size_t i = 0; i < j->regs.n; i++) {
        struct reg *r = &j->regs.v[i];
        if (!r->is_new && !r->changed)
            continue;
        if (!(r->is_new ? write_new(j, r, e) : write_changed(j, r, e)) || !write_facts(j, r, e))
            return false;
    }
    return true;
}

static bool same_learner(const struct job *j) { return j->item && j->item->learner == j->learner; }

static bool take_course(struct job *j, struct err *e)
{
    if (!j->loaded && !load_registrations(j, e))
        return false;
    enter_course(j);
    while (same_learner(j) && j->item->course == j->course)
        if (!take_course_row(j, e))
            return false;
    return write_course(j, e);
}

static bool take_learner(struct job *j, struct err *e)
{
    j->learner = j->item->learner;
    j->person_line = 0;
    j->loaded = false;
    j->stored.n = j->at = j->sightings.list.n = 0;
    while (same_learner(j))
        if (!(j->item->course ? take_course(j, e) : take_person_row(j, e)))
            return false;
    return affiliation_fold(j->b, j->learner, &j->sightings, e);
}

static bool first_id(struct job *j, struct err *e)
{
    struct stmt *q = db_stmt(j->b->db, S("SELECT coalesce(max(id), 0) + 1 FROM registration"));
    if (stmt_row(q))
        j->next_id = stmt_int(q, 0);
    return stmt_end(q, e);
}

bool register_all(struct batch *b, struct err *e)
{
    struct job j = { .b = b, .arena = b->arena };
    if (!spill_sort(b->spill, e) || !first_id(&j, e) || !kin_read(&j.kin, b->arena, b->db, e)
        || !next_item(&j, e))
        return false;
    while (j.item) {
        struct arena_mark mark = arena_mark(b->scratch);
        if (!take_learner(&j, e))
            return false;
        arena_rewind(b->scratch, mark);
    }
    return true;
}
