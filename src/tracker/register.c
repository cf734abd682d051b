/*
 * One learner at a time, courses in order, exactly dated rows before others: so
 * the answer does not depend on the order of rows, and every table grows at
 * its end. What the store has of a learner is read in step. A row that says what
 * the last row about the registration said is known by its digest: its facts are
 * not even looked at.
 */
#include "tracker/register.h"

#include <string.h>

#include "intl/text.h"
#include "tracker/attempts.h"
#include "tracker/match.h"
#include "tracker/numbers.h"
#include "tracker/people.h"
#include "tracker/persons.h"
#include "tracker/sighting.h"
#include "tracker/snapshot.h"
#include "tracker/state.h"
#include "tracker/statement.h"

/* More of one learner in one course is no record of learning, and would be slow. */
enum { REGISTRATIONS_MOST = 1000 };

/* Rows for which it pays to read what is there in another thread. */
enum { AHEAD_LEAST = 5000 };

struct kept {                             /* a fact and the registration it is of */
    struct fact fact;
    size_t next;                          /* index + 1 of the next of the same registration */
    size_t of;                            /* index of the registration */
    int64_t n;                            /* in the store */
    uint32_t line;
};

struct told { size_t of; uint32_t activity; };          /* index of the registration; 0: the course itself */
struct stated { struct statement is; uint32_t learner; };    /* a statement that the store does not know, and whose it is */

struct job {
    struct batch *b;
    struct arena *arena;                  /* of the lists, which are used again and again */
    const struct item *item;              /* the next, NULL at the end */
    VEC(struct item) row;                 /* all items of one */
    str parcel;                           /* of the row; empty: none */
    uint32_t learner, course;
    uint32_t person_line;                 /* the row that spoke of the person without a course */
    struct stored stored;
    uint32_t *kin;                        /* other learners who are the same person */
    size_t nkin;
    regs regs;                            /* of the learner in the course */
    VEC(struct kept) facts;
    VEC(struct told) told;                /* of which activities rows of this file spoke */
    VEC(struct stated) statements;
    struct whereabouts where;
    struct kin same;
    struct states states;
    int64_t next_id;
    struct snapshot snapshot;
    bool has_past;                        /* some results were taken back once */
    uint64_t items, steps;                /* taken; steps of progress told of them */
};

static bool next_item(struct job *j, struct err *e)
{
    j->items++;
    return spill_next(j->b->spill, &j->item, e);
}

/* --- what the store has --------------------------------------------------------------- */

static void know(struct job *j, const struct reg *r, uint32_t line)
{
    if (!r->is.economy[0] || !r->is.at.precision)
        return;
    struct sighting s = { .on = date_of_instant(r->is.at.at), .until = DAY_OPEN, .dated = true,
                          .batch = r->is.batch, .line = line };
    memcpy(s.economy, r->is.economy, 2);
    *vec_push(j->arena, &j->where.known) = s;
}

static struct reg of_store(const struct job *j)
{
    struct reg r = { .is = j->stored.row };
    r.is.cohort = str_dup(j->b->scratch, r.is.cohort);
    r.is.key = str_dup(j->b->scratch, r.is.key);
    return r;
}

/* Registrations of courses that the file does not speak of count for where a learner was. */
static bool pass_by(struct job *j, uint32_t before, struct err *e)
{
    while (stored_is_of(&j->stored, j->learner) && j->stored.row.course < before) {
        struct reg r = of_store(j);
        know(j, &r, 0);
        if (!stored_next(&j->stored, e))
            return false;
    }
    return true;
}

/* Of others who are the same person, in the course. */
static bool load_kin(struct job *j, struct err *e)
{
    for (size_t i = 0; i < j->nkin; i++) {
        struct stmt *q = db_stmt(j->b->db, S("SELECT " STORED_COLUMNS " FROM registration"
                                             " WHERE learner = ? AND course = ? ORDER BY seq"));
        stmt_set(q, 1, val_int(j->kin[i]));
        stmt_set(q, 2, val_int(j->course));
        while (stmt_row(q)) {
            struct reg r = { .is = stored_get(q), .kin = true };
            r.is.cohort = str_dup(j->b->scratch, r.is.cohort);
            r.is.key = str_dup(j->b->scratch, r.is.key);
            *vec_push(j->arena, &j->regs) = r;
        }
        if (!stmt_end(q, e))
            return false;
    }
    return true;
}

/* What waits to be written must be there to be read. */
static bool flush(struct job *j, struct err *e)
{
    return book_flush_all(&j->b->book, e) && rows_end(j->b->into.state, e);
}

/* Those of the course that comes next. */
static bool enter_course(struct job *j, struct err *e)
{
    j->course = j->item->course;
    j->regs.n = j->facts.n = j->told.n = j->statements.n = 0;
    if (!pass_by(j, j->course, e))
        return false;
    while (stored_is_of(&j->stored, j->learner) && j->stored.row.course == j->course) {
        *vec_push(j->arena, &j->regs) = of_store(j);
        if (!stored_next(&j->stored, e))
            return false;
    }
    return !j->nkin || (flush(j, e) && load_kin(j, e));
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
    if (r->loaded || r->is_new)
        return true;
    r->loaded = true;
    struct stmt *q = db_stmt(j->b->db,
        S("SELECT " FACT_COLUMNS ", n FROM result WHERE registration = ?"));
    stmt_set(q, 1, val_int(r->is.id));
    while (stmt_row(q)) {
        struct fact f = fact_get(q, 0);
        add_fact(j, r, &f)->n = stmt_int(q, FACT_NCOLUMNS);
    }
    return stmt_end(q, e);
}

/* --- what a row brings ------------------------------------------------------------------------ */

static bool says_again(const struct fact *have, const struct fact *f)
{
    bool undated = f->at.precision == PRECISION_NONE;
    return !have->by_hand && have->activity == f->activity && (undated || stamp_same(have->at, f->at))
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

static struct stamp stamp_of(const struct item *x)
{
    return (struct stamp){ x->registered, (enum precision)x->registered_precision };
}

/* What was set by hand stays; a row that says otherwise is told about. */
static bool by_hand(struct job *j, const struct reg *r, const struct item *x,
                    enum registration_field field, const char *name)
{
    if (!(r->is.by_hand & field))
        return false;
    rowlog_warn(&j->b->log, x->line, "by-hand", str_of(name), S(""),
                "an administrator set the %s of this registration by hand, which is kept", name);
    return true;
}

static void take_date(struct job *j, struct reg *r, const struct item *x)
{
    if (!stamp_is_better(stamp_of(x), r->is.at)
        || by_hand(j, r, x, REGISTRATION_DATE, "date"))
        return;
    r->is.at = stamp_of(x);
    r->changed = r->is_changed = true;
    j->where.moved |= r->is.economy[0] != 0;
}

static void take_economy(struct job *j, struct reg *r, const struct item *x)
{
    if (!x->economy[0] || memcmp(r->is.economy, x->economy, 2) == 0
        || (r->line && r->is.economy[0])          /* of rows that join the first */
        || by_hand(j, r, x, REGISTRATION_ECONOMY, "country"))
        return;
    memcpy(r->is.economy, x->economy, 2);
    r->changed = r->is_changed = true;
    j->where.moved |= r->is.at.precision != 0;
}

/* Who is on a list of everybody is not withdrawn any more. */
static bool opens_again(const struct job *j, const struct reg *r, const struct item *x)
{
    return j->b->spec.snapshot && r->is.withdrawn && !r->line && !(x->flags & ITEM_WITHDRAWN);
}

static void take_withdrawal(struct job *j, struct reg *r, const struct item *x)
{
    bool leaves = (x->flags & ITEM_WITHDRAWN) && !r->is.withdrawn, opens = opens_again(j, r, x);
    if ((!leaves && !opens) || by_hand(j, r, x, REGISTRATION_WITHDRAWN, "withdrawal"))
        return;
    r->is.withdrawn = leaves;
    r->changed = r->is_changed = true;
}

/* A date where there was none, or a more exact one; a country; a withdrawal. */
static void take_row(struct job *j, struct reg *r, const struct item *x)
{
    take_date(j, r, x);
    take_economy(j, r, x);
    take_withdrawal(j, r, x);
    r->line = r->line ? r->line : x->line;
}

/* What the row says of the country, for warnings; without a date also as a sighting. */
static void tell_economy(struct job *j, const struct item *x)
{
    if (!x->economy[0])
        return;
    bool dated = x->registered_precision != 0;
    struct sighting s = { .dated = dated, .line = x->line, .until = DAY_OPEN,
                          .on = date_of_instant(dated ? x->registered : j->b->recorded) };
    memcpy(s.economy, x->economy, 2);
    *vec_push(j->arena, &j->where.told) = s;
    if (!dated)
        *vec_push(j->arena, &j->where.said) = s;
}

static enum outcome outcome_of(const struct item *x, bool is_new, bool changed)
{
    return is_new || (x->flags & ITEM_NEW_LEARNER) ? OUTCOME_INSERTED
         : changed || (x->flags & ITEM_PERSON_CHANGED) ? OUTCOME_UPDATED : OUTCOME_UNCHANGED;
}

/* --- one row ------------------------------------------------------------------------------------ */

static uint64_t stir(uint64_t h, uint64_t x)
{
    h = (h ^ x) * 0x9e3779b97f4a7c15u;
    h ^= h >> 29;
    h *= 0xbf58476d1ce4e5b9u;
    return h ^ h >> 32;
}

static uint64_t bits_of(double d)
{
    uint64_t bits;
    memcpy(&bits, &d, sizeof bits);
    return bits;
}

/* Of all that the row says of the registration, but not of who says it where. */
static int64_t digest_of(const struct job *j)
{
    uint64_t h = j->row.n;
    for (size_t i = 0; i < j->row.n; i++) {
        const struct item *x = &j->row.v[i];
        uint8_t flags = x->flags & (ITEM_WITHDRAWN | ITEM_RESULT | ITEM_SCORE);
        h = stir(h, (uint64_t)x->registered);
        h = stir(h, (uint64_t)x->at);
        h = stir(h, bits_of(x->score));
        h = stir(h, (uint64_t)x->activity << 32 | (uint64_t)x->registered_precision << 24
                        | (uint64_t)x->at_precision << 16 | (uint64_t)x->verdict << 8 | flags);
        h = stir(h, (uint64_t)(unsigned char)x->economy[0] << 8 | (unsigned char)x->economy[1]);
    }
    for (str rest = j->parcel; rest.n; rest = str_from(rest, rest.n < 8 ? rest.n : 8)) {
        uint64_t word = 0;
        memcpy(&word, rest.p, rest.n < 8 ? rest.n : 8);
        h = stir(h, word);
    }
    return (int64_t)h;
}

/* What a row that is left out says otherwise than what is known. */
enum differs {
    DIFFERS_DATE = 1, DIFFERS_COUNTRY = 2, DIFFERS_ORGANISATION = 4, DIFFERS_WITHDRAWAL = 8,
    DIFFERS_COMPLETION = 16, DIFFERS_SUCCESS = 32, DIFFERS_SCORE = 64, DIFFERS_WHEN = 128,
    DIFFERS_ACTIVITY = 256, DIFFERS_COHORT = 512, DIFFERS_ATTEMPTS = 1024,
};

static str differences(struct arena *a, unsigned bits)
{
    static const char *const names[] = {
        "date of registration", "country", "organisation", "withdrawal", "completion", "success", "score",
        "date of a result", "results of other activities", "cohort", "attempts" };
    struct buf b = buf_new(a);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (bits & 1u << i)
            buf_printf(&b, "%s%s", b.n ? ", " : "", names[i]);
    return buf_str(&b);
}

static void skip(struct job *j, const struct item *x, uint32_t first, unsigned differs)
{
    const char *what = x->course ? "registration" : "person";
    str names = differences(j->b->scratch, differs);
    if (differs)
        rowlog_warn(&j->b->log, x->line, "says-otherwise", S(""), S(""),
                    "line %u of this file is about the same %s and this row says otherwise (" STR_FMT
                    "); it is left out: see which of the two is right", (unsigned)first, what, STR_ARG(names));
    else
        rowlog_warn(&j->b->log, x->line, "same-again", S(""), S(""),
                    "line %u of this file is about the same %s; this row says nothing else and is left out",
                    (unsigned)first, what);
    rowlog_set(&j->b->log, x->line, OUTCOME_SKIPPED);
}

static unsigned fact_differs(const struct fact *have, const struct fact *f)
{
    bool score = f->has_score && (!have->has_score || have->score < f->score || have->score > f->score);
    return (f->completion && have->completion != f->completion ? DIFFERS_COMPLETION : 0)
         | (f->success && have->success != f->success ? DIFFERS_SUCCESS : 0) | (score ? DIFFERS_SCORE : 0)
         | (f->at.precision && !stamp_same(have->at, f->at) ? DIFFERS_WHEN : 0);
}

/* From the fact about the activity that is nearest to it. */
static unsigned nearest_differs(const struct job *j, const struct reg *r, const struct fact *f)
{
    unsigned least = DIFFERS_ACTIVITY;
    for (size_t i = r->facts; i; i = j->facts.v[i - 1].next) {
        const struct fact *have = &j->facts.v[i - 1].fact;
        unsigned bits = have->activity == f->activity && !have->by_hand ? fact_differs(have, f) : DIFFERS_ACTIVITY;
        if (__builtin_popcount(bits) < __builtin_popcount(least) || least == DIFFERS_ACTIVITY)
            least = bits;
    }
    return least;
}

static unsigned parcel_differs(const struct job *j, const struct reg *r)
{
    struct parcel p;
    if (!j->parcel.n)
        return 0;
    parcel_get(j->b->scratch, j->parcel, &p);
    str cohort = intl_title(j->b->scratch, p.cohort);
    return (cohort.n && !str_eq(cohort, r->is.cohort) ? DIFFERS_COHORT : 0) | (p.nattempts ? DIFFERS_ATTEMPTS : 0);
}

static bool is_told(const struct job *j, const struct reg *r, uint32_t activity)
{
    size_t of = (size_t)(r - j->regs.v);
    for (size_t i = 0; i < j->told.n; i++)
        if (j->told.v[i].of == of && j->told.v[i].activity == activity)
            return true;
    return false;
}

/* A row without results speaks of the course. */
static void note_told(struct job *j, const struct reg *r)
{
    size_t of = (size_t)(r - j->regs.v), n = j->told.n;
    for (size_t i = 0; i < j->row.n; i++)
        if (j->row.v[i].flags & ITEM_RESULT)
            *vec_push(j->arena, &j->told) = (struct told){ of, j->row.v[i].activity };
    if (j->told.n == n)
        *vec_push(j->arena, &j->told) = (struct told){ of, 0 };
}

/* A row for each activity: it tells results of such as no row before did, and nothing otherwise. */
static bool tells_more(struct job *j, struct reg *r, bool *more, struct err *e)
{
    const char *economy = j->row.v->economy;
    bool untold = false;
    bool otherwise = (economy[0] && r->is.economy[0] && memcmp(economy, r->is.economy, 2) != 0)
                  || (r->is.cohort.n && (parcel_differs(j, r) & DIFFERS_COHORT));
    if (!otherwise && !load_facts(j, r, e))
        return false;
    for (size_t i = 0; !otherwise && i < j->row.n; i++) {
        const struct item *x = &j->row.v[i];
        struct fact f = fact_of(x);
        if (!(x->flags & ITEM_RESULT))
            continue;
        bool is_new = !is_told(j, r, x->activity);
        untold = untold || is_new;
        otherwise = otherwise || (!is_new && !is_known(j, r, &f));
    }
    *more = untold && !otherwise;
    return true;
}

/* The row, whose like a line before has told of. */
static bool skip_registration(struct job *j, const struct item *x, struct reg *r, struct err *e)
{
    unsigned bits = 0;
    if (r->is.has_digest && r->is.digest == digest_of(j)) {
        skip(j, x, r->line, 0);
        return true;
    }
    if (!load_facts(j, r, e))
        return false;
    for (size_t i = 0; i < j->row.n; i++) {
        struct fact f = fact_of(&j->row.v[i]);
        bool says = j->row.v[i].flags & ITEM_RESULT;
        bits |= says && !is_known(j, r, &f) ? nearest_differs(j, r, &f) : 0;
    }
    bits |= parcel_differs(j, r)
          | (stamp_is_better(stamp_of(x), r->is.at) ? DIFFERS_DATE : 0)
          | (x->economy[0] && memcmp(x->economy, r->is.economy, 2) != 0 ? DIFFERS_COUNTRY : 0)
          | ((x->flags & ITEM_WITHDRAWN) && !r->is.withdrawn ? DIFFERS_WITHDRAWAL : 0);
    skip(j, x, r->line, bits);
    return true;
}

static void skip_person(struct job *j, const struct item *x)
{
    unsigned bits = 0;
    for (size_t i = 0; i < j->where.said.n; i++) {
        const struct sighting *s = &j->where.said.v[i];
        if (s->line != j->person_line)
            continue;
        bits |= (x->economy[0] && memcmp(x->economy, s->economy, 2) != 0 ? DIFFERS_COUNTRY : 0)
              | (x->activity && x->activity != s->organisation ? DIFFERS_ORGANISATION : 0);
    }
    skip(j, x, j->person_line, bits);
}

static void refuse(struct job *j, const struct item *x, const char *text)
{
    rowlog_say(&j->b->log, x->line, "which-registration", S("registered_at"), S(""), "%s", text);
    rowlog_set(&j->b->log, x->line, OUTCOME_CONFLICT);
}

static int64_t last_seq(const struct job *j)
{
    int64_t seq = 0;
    for (size_t i = 0; i < j->regs.n; i++)
        if (!j->regs.v[i].kin && j->regs.v[i].is.seq > seq)
            seq = j->regs.v[i].is.seq;
    return seq;
}

/* Numbers of registrations that were taken back are not given again. */
static bool next_seq(struct job *j, int64_t *seq, struct err *e)
{
    *seq = last_seq(j) + 1;
    if (people_is_new(j->b, j->learner))
        return true;
    struct stmt *q = db_stmt(j->b->db, S("SELECT max(seq) + 1 FROM registration_past"
                                         " WHERE learner = ? AND course = ?"));
    stmt_set(q, 1, val_int(j->learner));
    stmt_set(q, 2, val_int(j->course));
    if (stmt_row(q) && stmt_int(q, 0) > *seq)
        *seq = stmt_int(q, 0);
    return stmt_end(q, e);
}

static bool new_registration(struct job *j, struct stamp at, struct err *e)
{
    int64_t seq;
    if (!next_seq(j, &seq, e))
        return false;
    *vec_push(j->arena, &j->regs) = (struct reg){
        .is = { .id = j->next_id++, .learner = j->learner, .course = j->course, .seq = seq, .at = at },
        .is_new = true };
    return true;
}

/* The registration the row is of; *r NULL when the row has been decided. */
static bool decide(struct job *j, const struct item *x, struct reg **r, struct err *e)
{
    bool joins = (x->flags & ITEM_JOINS) != 0;
    struct match m = match_find(&j->regs, stamp_of(x), joins, parcel_key(j->parcel));
    *r = NULL;
    if (m.n > 1) {
        refuse(j, x, "this learner has several registrations in this course which the row "
                     "may mean; give the date of registration");
        return true;
    }
    if (m.n == 0 && j->regs.n >= REGISTRATIONS_MOST) {
        refuse(j, x, "this learner has a thousand registrations in this course; is the "
                     "e-mail address one that many share?");
        return true;
    }
    if (!m.n && !new_registration(j, stamp_of(x), e))
        return false;
    *r = &j->regs.v[m.n ? m.at : j->regs.n - 1];
    bool more = !(*r)->line || joins;
    if (!more && !tells_more(j, *r, &more, e))
        return false;
    if (more)
        return true;
    struct reg *told = *r;
    *r = NULL;
    return skip_registration(j, x, told, e);
}

static bool read_row(struct job *j, struct err *e)
{
    j->row.n = 0;
    j->parcel = S("");
    do {
        *vec_push(j->arena, &j->row) = *j->item;
        if (!next_item(j, e))
            return false;
    } while (j->item && j->item->learner == j->row.v->learner && j->item->line == j->row.v->line
             && j->item->course == j->row.v->course);
    const struct item *last = &j->row.v[j->row.n - 1];
    if (!(last->flags & ITEM_PARCEL))
        return true;
    j->row.n--;
    return tape_get(j->b->tape, j->b->scratch, (uint64_t)last->at, last->activity, &j->parcel, e);
}

static void clear(struct job *j, struct reg *r, const struct parcel *p)
{
    bool moves = r->is.economy[0] && r->is.at.precision;
    if ((p->clears & CLEAR_REGISTERED) && r->is.at.precision
        && !by_hand(j, r, j->row.v, REGISTRATION_DATE, "date")) {
        r->is.at = (struct stamp){ 0 };
        r->changed = r->is_changed = true;
    }
    if ((p->clears & CLEAR_ECONOMY) && r->is.economy[0]
        && !by_hand(j, r, j->row.v, REGISTRATION_ECONOMY, "country")) {
        memset(r->is.economy, 0, 2);
        r->changed = r->is_changed = true;
    }
    j->where.moved |= moves && r->is_changed;
}

static void take_cohort(struct job *j, struct reg *r, const struct parcel *p)
{
    str cohort = intl_title(j->b->scratch, p->cohort);
    bool clears = (p->clears & CLEAR_COHORT) != 0;
    if ((!cohort.n && !clears) || str_eq(cohort, r->is.cohort)
        || by_hand(j, r, j->row.v, REGISTRATION_COHORT, "cohort"))
        return;
    r->is.cohort = cohort;
    r->changed = r->is_changed = true;
}

static void take_key(struct reg *r, str key)
{
    if (!key.n || r->is.key.n)
        return;
    r->is.key = key;
    r->changed = r->is_changed = true;
}

/* What the registration was without the row. */
struct before { struct stamp at; size_t facts; };

/* What the row says as a statement. */
static struct stated stated_of(const struct job *j, const struct reg *r, const struct parcel *p, const struct before *before,
                           const struct answered *answer)
{
    const struct item *x = j->row.v;
    struct stated t = { .learner = r->is.learner };
    bool first = r->is_new && r->line == x->line, dates = first || !stamp_same(r->is.at, before->at);
    t.is = (struct statement){ .id = p->statement, .registration = r->is.id, .line = x->line };
    t.is.brought = (uint8_t)((first ? BROUGHT_REGISTRATION : 0)
                             | (x->flags & ITEM_NEW_LEARNER ? BROUGHT_LEARNER : 0)
                             | (dates && r->is.at.precision ? BROUGHT_DATE : 0));
    if (x->flags & ITEM_RESULT) {
        t.is.fact = fact_of(x);
        t.is.brought |= j->facts.n > before->facts ? BROUGHT_FACT : 0;
    } else if (answer->question) {
        t.is.fact = (struct fact){ .activity = answer->activity, .at = answer->at };
        t.is.question = answer->question;
        t.is.brought |= answer->is_new ? BROUGHT_FACT : 0;
    } else {
        t.is.fact.at = stamp_of(x);
    }
    return t;
}

static bool take_statement(struct job *j, const struct reg *r, struct stated t, bool *told, struct err *e)
{
    bool known = false;
    if (!r->is_new && !statement_known(j->b, r->is.id, t.is.id, &known, e))
        return false;
    if (!known)
        *vec_push(j->arena, &j->statements) = t;
    *told = !known;
    return true;
}

/* What does not fit into items; *told: it is a statement that was not known. */
static bool take_parcel(struct job *j, struct reg *r, const struct before *before, bool *told, struct err *e)
{
    struct parcel p;
    struct answered answer = { 0 };
    if (!j->parcel.n)
        return true;
    parcel_get(j->b->scratch, j->parcel, &p);
    clear(j, r, &p);
    take_key(r, p.key);
    take_cohort(j, r, &p);
    const struct attempts_of of = { r->is.id, r->is.learner, j->row.v->line };
    return attempts_take(j->b, &of, &p, &r->changed, &answer, e)
        && (!p.has_statement || take_statement(j, r, stated_of(j, r, &p, before, &answer), told, e));
}

/* What a row says of a registration that the store does not say like this. */
static bool compare(struct job *j, struct reg *r, int64_t digest, struct err *e)
{
    const struct item *x = j->row.v;
    bool again = r->line != 0, changed = r->changed, told = false;
    if (!load_facts(j, r, e))
        return false;
    const struct before before = { r->is.at, j->facts.n };
    r->changed = false;
    take_row(j, r, x);
    r->from = again ? r->from : j->facts.n;
    for (size_t i = 0; i < j->row.n; i++)
        take_fact(j, r, &j->row.v[i]);
    if (!take_parcel(j, r, &before, &told, e))
        return false;
    r->to = j->facts.n;
    rowlog_set(&j->b->log, x->line, outcome_of(x, r->is_new && !again, r->changed || told));
    r->changed |= changed;
    if (!again) {
        r->had_digest = r->is.has_digest;
        r->old_digest = r->is.digest;
    }
    r->is.has_digest = !again;            /* of several rows none stands for the registration */
    r->is.digest = digest;
    r->says_more = r->is.has_digest != r->had_digest || (r->had_digest && r->old_digest != digest);
    return true;
}

static bool take_course_row(struct job *j, struct err *e)
{
    struct reg *r;
    if (!read_row(j, e) || !decide(j, j->row.v, &r, e))
        return false;
    if (!r)
        return true;
    const struct item *x = j->row.v;
    int64_t digest = digest_of(j);
    note_told(j, r);
    tell_economy(j, x);
    if (!r->is.has_digest || r->is.digest != digest || r->line || opens_again(j, r, x))
        return compare(j, r, digest, e);
    r->line = x->line;
    rowlog_set(&j->b->log, x->line, outcome_of(x, false, false));
    return true;
}

/* A row about the person alone, or what a row about a course says of the person. */
static bool take_person_row(struct job *j, struct err *e)
{
    struct item x = *j->item;
    bool aside = (x.flags & ITEM_ASIDE) != 0, joins = (x.flags & ITEM_JOINS) != 0;
    if (!aside && !joins && j->person_line) {
        skip_person(j, &x);
        return next_item(j, e);
    }
    if (!aside) {
        j->person_line = j->person_line ? j->person_line : x.line;
        rowlog_set(&j->b->log, x.line, outcome_of(&x, false, false));
    }
    bool dated = x.registered_precision != 0;
    struct sighting s = { .dated = dated, .line = x.line, .until = DAY_OPEN, .organisation = x.activity,
                          .on = date_of_instant(dated ? x.registered : j->b->recorded) };
    memcpy(s.economy, x.economy, 2);
    if (s.economy[0] || s.organisation)
        *vec_push(j->arena, &j->where.said) = s;
    if (s.economy[0])
        *vec_push(j->arena, &j->where.told) = s;
    return next_item(j, e);
}

/* --- into the tables --------------------------------------------------------------------------- */

static bool write_registration(struct job *j, struct reg *r, struct err *e)
{
    struct stored_registration *x = &r->is;
    x->batch = j->b->id;
    struct val v[] = { val_int(x->id), val_int(x->learner), val_int(x->course), val_int(x->seq),
                       val_nil(), val_nil(), val_int(x->withdrawn),
                       x->economy[0] ? val_text((str){ x->economy, 2 }) : val_nil(),
                       x->cohort.n ? val_text(x->cohort) : val_nil(),
                       x->key.n ? val_text(x->key) : val_nil(), val_int(x->by_hand),
                       val_int(j->b->id), val_int(r->line),
                       x->has_digest ? val_int(x->digest) : val_nil() };
    stamp_vals(x->at, v + 4);
    return r->is_new ? book_add(&j->b->book, PAST_REGISTRATION, S(""), v, e)
                     : book_change(&j->b->book, PAST_REGISTRATION, S(""), v, e);
}

static bool write_digest(struct job *j, const struct reg *r, struct err *e)
{
    struct stmt *q = db_stmt(j->b->db, S("UPDATE registration SET digest = ? WHERE id = ?"));
    stmt_set(q, 1, r->is.has_digest ? val_int(r->is.digest) : val_nil());
    stmt_set(q, 2, val_int(r->is.id));
    return stmt_run(q, e);
}

static bool write_fact(struct job *j, const struct reg *r, const struct kept *k, struct err *e)
{
    const struct fact *f = &k->fact;
    struct val v[] = { val_int(r->is.id), val_int(f->activity), val_int(k->n), val_nil(), val_nil(),
                       val_int(f->completion), val_int(f->success),
                       f->has_score ? val_real(f->score) : val_nil(), val_int(0), val_int(j->b->id),
                       val_int(k->line) };
    stamp_vals(f->at, v + 3);
    return book_add(&j->b->book, PAST_RESULT, S(""), v, e);
}

/* The highest number that a fact of the activity ever had; 0 for none. */
static bool last_taken_back(struct job *j, const struct reg *r, uint32_t activity, int64_t *n,
                            struct err *e)
{
    *n = -1;
    if (!j->has_past || r->is_new)
        return true;
    struct stmt *q = db_stmt(j->b->db, S("SELECT coalesce(max(n), -1) FROM result_past"
                                         " WHERE registration = ? AND activity = ?"));
    stmt_set(q, 1, val_int(r->is.id));
    stmt_set(q, 2, val_int(activity));
    if (stmt_row(q))
        *n = stmt_int(q, 0);
    return stmt_end(q, e);
}

/* Facts are listed newest first; the store counts them from the oldest, and gives no
 * number again. */
static bool number_fact(struct job *j, const struct reg *r, struct kept *k, struct err *e)
{
    int64_t last;
    if (!last_taken_back(j, r, k->fact.activity, &last, e))
        return false;
    for (size_t o = k->next; o; o = j->facts.v[o - 1].next)
        if (j->facts.v[o - 1].fact.activity == k->fact.activity && j->facts.v[o - 1].n > last)
            last = j->facts.v[o - 1].n;
    k->n = last + 1;
    return true;
}

static bool write_states(struct job *j, const struct reg *r, struct err *e)
{
    struct states *s = &j->states;
    states_begin(s, j->arena, &j->same, r->is.course);
    for (size_t i = r->facts; i; i = j->facts.v[i - 1].next)
        states_add(s, &j->facts.v[i - 1].fact);
    states_end(s);
    if (!r->is_new)
        return rows_end(j->b->into.state, e) && states_write(j->b->db, r->is.id, s, e);
    struct val v[1 + STATE_COLUMNS] = { val_int(r->is.id) };
    state_vals(&s->course, v + 1);
    return rows_put(j->b->into.state, v, e) && states_write_units(j->b->db, r->is.id, s, e);
}

static bool write_facts(struct job *j, const struct reg *r, struct err *e)
{
    for (size_t i = r->from; i < r->to; i++) {
        struct kept *k = &j->facts.v[i];
        if (!k->line || &j->regs.v[k->of] != r)
            continue;
        if (!number_fact(j, r, k, e) || !write_fact(j, r, k, e))
            return false;
    }
    return write_states(j, r, e);
}

static bool write_statements(struct job *j, struct err *e)
{
    for (size_t i = 0; i < j->statements.n; i++)
        if (!statement_write(j->b, &j->statements.v[i].is, j->statements.v[i].learner, e))
            return false;
    return true;
}

static bool write_course(struct job *j, struct err *e)
{
    for (size_t i = 0; i < j->regs.n; i++) {
        struct reg *r = &j->regs.v[i];
        if (r->line && j->b->spec.snapshot)
            snapshot_name(&j->snapshot, r->is.id, r->is.course);
        bool anew = r->is_new || r->is_changed;
        /* of two economies said of one day that is right which a later batch wrote, and this is one */
        j->where.moved |= r->is_changed && r->is.economy[0] && r->is.at.precision;
        if ((anew && !write_registration(j, r, e)) || (!anew && r->says_more && !write_digest(j, r, e))
            || ((anew || r->changed) && !write_facts(j, r, e)))
            return false;
        if (!r->kin)
            know(j, r, r->line);
    }
    return write_statements(j, e);
}

/* --- all of them ---------------------------------------------------------------------------------- */

static bool same_learner(const struct job *j) { return j->item && j->item->learner == j->learner; }

static bool take_course(struct job *j, struct err *e)
{
    if (!enter_course(j, e))
        return false;
    while (same_learner(j) && j->item->course == j->course)
        if (!take_course_row(j, e))
            return false;
    return write_course(j, e);
}

static bool enter_learner(struct job *j, struct err *e)
{
    j->learner = j->item->learner;
    j->person_line = 0;
    j->where.said.n = j->where.told.n = j->where.known.n = 0;
    j->where.moved = false;
    j->nkin = person_others(people_persons(j->b), j->b->scratch, j->learner, &j->kin);
    return people_is_new(j->b, j->learner) || stored_seek(&j->stored, j->learner, e);
}

static bool take_learner(struct job *j, struct err *e)
{
    if (!enter_learner(j, e))
        return false;
    while (same_learner(j))
        if (!(j->item->course ? take_course(j, e) : take_person_row(j, e)))
            return false;
    return pass_by(j, UINT32_MAX, e)
        && sighting_fold(j->b, j->learner, j->nkin > 0, &j->where, e);
}

static bool has_past(struct job *j, struct err *e)
{
    struct stmt *q = db_stmt(j->b->db, S("SELECT EXISTS (SELECT 1 FROM result_past)"));
    if (stmt_row(q))
        j->has_past = stmt_int(q, 0) != 0;
    return stmt_end(q, e);
}

static bool tell(struct job *j, struct err *e)
{
    double share = (double)j->items / (double)(spill_count(j->b->spill) + 1);
    uint64_t before = j->steps;
    j->steps = (uint64_t)(share * (double)j->b->spec.work);
    return progress_step(j->b->spec.progress, j->steps - before, e);
}

static bool take_learners(struct job *j, struct err *e)
{
    while (j->item) {
        struct arena_mark mark = arena_mark(j->b->scratch);
        if (!take_learner(j, e) || !tell(j, e))
            return false;
        arena_rewind(j->b->scratch, mark);
    }
    return true;
}

/* Many rows, for most of what is there, of which the transaction has not changed anything. */
static bool wants_all(const struct batch *b, int64_t next_id)
{
    const struct book_count *n = &b->book.count[PAST_REGISTRATION];
    uint64_t items = spill_count(b->spill);
    return items >= AHEAD_LEAST && items >= (uint64_t)next_id / 4 && b->first && n->brought + n->changed == 0;
}

bool register_all(struct batch *b, struct err *e)
{
    struct job j = { .b = b, .arena = b->arena };
    bool ok = spill_sort(b->spill, e) && number_next(b->db, "registration", &j.next_id, e)
           && book_flush_all(&b->book, e) && has_past(&j, e) && kin_read(&j.same, b->arena, b->db, e)
           && next_item(&j, e);
    snapshot_open(&j.snapshot, b->arena, j.next_id);
    stored_open(&j.stored, b->arena, b->db, ok && wants_all(b, j.next_id));
    ok = ok && take_learners(&j, e);
    struct err late = { 0 };
    ok = stored_end(&j.stored, ok ? e : &late) && ok;
    return ok && (!b->spec.snapshot || snapshot_withdraw(b, &j.snapshot, e));
}
