#include "tracker/attempts.h"

#include "intl/text.h"
#include "tracker/match.h"
#include "tracker/numbers.h"
#include "tracker/person.h"
#include "tracker/state.h"

/* --- questions --------------------------------------------------------------------------- */

struct questions {
    struct keymap by_ident;               /* "activity:ident" -> id */
    int64_t next;
};

static str question_key(struct arena *a, int64_t activity, str ident)
{
    return str_format(a, "%lld:" STR_FMT, (long long)activity, STR_ARG(ident));
}

static bool open_questions(struct batch *b, struct err *e)
{
    if (b->questions)
        return true;
    struct questions *q = b->questions = NEW(b->arena, struct questions);
    keymap_open(&q->by_ident, b->arena, 64);
    struct stmt *s = db_stmt(b->db, S("SELECT activity, ident, id FROM question"));
    while (stmt_row(s))
        keymap_at(&q->by_ident, question_key(b->scratch, stmt_int(s, 0), stmt_str(s, 1)),
                  (uint32_t)stmt_int(s, 2), NULL);
    return stmt_end(s, e) && number_next(b->db, "question", &q->next, e);
}

void attempts_close(struct batch *b)
{
    if (b->questions)
        keymap_close(&b->questions->by_ident);
}

static bool find_question(struct batch *b, uint32_t activity, const struct record_interaction *x,
                          uint32_t *out, struct err *e)
{
    if (!open_questions(b, e))
        return false;
    struct questions *q = b->questions;
    str ident = intl_nfc(b->scratch, x->question);
    bool is_new;
    *out = *keymap_at(&q->by_ident, question_key(b->scratch, activity, ident), (uint32_t)q->next,
                      &is_new);
    if (!is_new)
        return true;
    const struct val v[] = { val_int(q->next++), val_int(activity), val_text(ident),
                             val_text(intl_nfc(b->scratch, x->type)), val_nil(), val_int(b->id) };
    return book_add(&b->book, PAST_QUESTION, S(""), v, e);
}

/* --- rows against versions ------------------------------------------------------------------ */

static void take_value(struct val *have, struct val said, bool *differs)
{
    if (said.kind == VAL_NIL || val_same(*have, said))
        return;
    *have = said;
    *differs = true;
}

/* A stamp is two columns; a less exact one of the same time says nothing. */
static void take_stamp(struct val *have, struct stamp said, bool later_wins, bool *differs)
{
    struct val v[2];
    bool there = have[0].kind == VAL_INT;
    struct stamp old = { there ? have[0].as.i : 0,
                         there ? (enum precision)have[1].as.s.p[0] : PRECISION_NONE };
    bool wins = !there || stamp_is_better(said, old)
             || (said.precision == old.precision && (later_wins ? said.at > old.at : said.at < old.at));
    if (!said.precision || stamp_same(said, old) || !wins)
        return;
    stamp_vals(said, v);
    have[0] = v[0];
    have[1] = v[1];
    *differs = true;
}

/* --- attempts --------------------------------------------------------------------------------- */

enum { A_REGISTRATION, A_ACTIVITY, A_N, A_STARTED, A_STARTED_PRECISION, A_LAST, A_LAST_PRECISION,
       A_SCORE, A_BATCH, A_LINE, A_COLUMNS };

static bool take_attempt(struct batch *b, const struct attempts_of *of, const struct parcel_attempt *p,
                         bool *changed, struct err *e)
{
    const struct record_attempt *x = &p->said;
    struct val v[PAST_ROW] = { [A_REGISTRATION] = val_int(of->registration),
                               [A_ACTIVITY] = val_int(p->activity), [A_N] = val_int(x->n) };
    struct val key[] = { v[0], v[1], v[2] };
    bool found = false, differs = false;
    if (!book_flush(&b->book, PAST_ATTEMPT, e)
        || !past_read(b->db, PAST_ATTEMPT, b->scratch, key, v, &found, e))
        return false;
    if (!found)
        for (int i = A_STARTED; i <= A_SCORE; i++)
            v[i] = val_nil();
    take_stamp(v + A_STARTED, x->started, false, &differs);
    take_stamp(v + A_LAST, x->last, true, &differs);
    take_value(&v[A_SCORE], x->has_score ? val_real(x->score) : val_nil(), &differs);
    if (found && !differs)
        return true;
    for (int i = 0; i < A_STARTED; i++)
        v[i] = key[i];
    v[A_BATCH] = val_int(b->id);
    v[A_LINE] = val_int(of->line);
    *changed = true;
    return found ? book_change(&b->book, PAST_ATTEMPT, S(""), v, e)
                 : book_add(&b->book, PAST_ATTEMPT, S(""), v, e);
}

/* --- answers ------------------------------------------------------------------------------------ */

enum { I_REGISTRATION, I_QUESTION, I_ATTEMPT, I_N, I_RESPONSE, I_RESULT, I_MARK, I_LATENCY, I_AT,
       I_PRECISION, I_BATCH, I_LINE, I_COLUMNS };

struct answer {                           /* one place in an attempt's answers to one question */
    int64_t n, highest;
    bool found;
};

/* Which of the answers to the question the row means: the one of its time; the `nth` without. */
static bool find_answer(struct batch *b, const struct val *key, const struct record_interaction *x,
                        int64_t nth, struct answer *out, struct err *e)
{
    *out = (struct answer){ .n = nth };
    struct stmt *q = db_stmt(b->db, S("SELECT n, at, precision FROM interaction WHERE registration = ?"
                                      " AND question = ? AND attempt = ? ORDER BY n"));
    for (int i = 0; i < 3; i++)
        stmt_set(q, i + 1, key[i]);
    bool by_time = false;
    while (stmt_row(q)) {
        struct stamp at = stamp_get(q, 1);
        int64_t n = stmt_int(q, 0);
        out->highest = n;
        if (x->at.precision && stamp_same(at, x->at) && !by_time) {
            by_time = out->found = true;
            out->n = n;
        } else if (!by_time && n == nth && (!x->at.precision || !at.precision)) {
            out->found = true;
            out->n = n;
        }
    }
    if (!out->found && out->n <= out->highest)
        out->n = out->highest + 1;
    return stmt_end(q, e);
}

static struct val text_or_nil(str s) { return s.n ? val_text(s) : val_nil(); }

static bool take_answer(struct batch *b, const struct attempts_of *of, str salt,
                        const struct val *of_attempt, const struct record_interaction *x, int64_t nth,
                        bool *changed, struct answered *last, struct err *e)
{
    struct answer a = { .n = nth };
    struct val v[PAST_ROW] = { of_attempt[0], of_attempt[1], of_attempt[2] };
    bool found = false, differs = false;
    if (!book_flush(&b->book, PAST_INTERACTION, e) || !find_answer(b, v, x, nth, &a, e))
        return false;
    struct val key[] = { v[0], v[1], v[2], val_int(a.n) };
    if (a.found && !past_read(b->db, PAST_INTERACTION, b->scratch, key, v, &found, e))
        return false;
    *last = (struct answered){ .question = (uint32_t)key[I_QUESTION].as.i, .at = x->at, .is_new = !found };
    if (!found)
        for (int i = I_RESPONSE; i <= I_PRECISION; i++)
            v[i] = val_nil();
    take_value(&v[I_RESPONSE], text_or_nil(x->response), &differs);
    take_value(&v[I_RESULT], text_or_nil(x->result), &differs);
    take_value(&v[I_MARK], x->has_mark ? val_real(x->mark) : val_nil(), &differs);
    take_value(&v[I_LATENCY], x->latency_ms >= 0 ? val_int(x->latency_ms) : val_nil(), &differs);
    take_stamp(v + I_AT, x->at, true, &differs);
    if (found && !differs)
        return true;
    for (int i = 0; i < I_RESPONSE; i++)
        v[i] = key[i];
    v[I_BATCH] = val_int(b->id);
    v[I_LINE] = val_int(of->line);
    *changed = true;
    return found ? book_change(&b->book, PAST_INTERACTION, salt, v, e)
                 : book_add(&b->book, PAST_INTERACTION, salt, v, e);
}

/* How many answers of the list before i are to the same question. */
static int64_t nth_of(const struct record_attempt *x, size_t i)
{
    int64_t n = 1;
    for (size_t k = 0; k < i; k++)
        n += str_eq(x->interactions[k].question, x->interactions[i].question);
    return n;
}

static bool take_answers(struct batch *b, const struct attempts_of *of, const struct parcel_attempt *p,
                         bool *changed, struct answered *last, struct err *e)
{
    str salt = S("");
    if (p->said.ninteractions && !person_salt(b, of->learner, &salt, e))
        return false;
    for (size_t i = 0; i < p->said.ninteractions; i++) {
        const struct record_interaction *x = &p->said.interactions[i];
        uint32_t question;
        if (!x->question.n)
            continue;
        if (!find_question(b, p->activity, x, &question, e))
            return false;
        const struct val key[] = { val_int(of->registration), val_int(question), val_int(p->said.n) };
        if (!take_answer(b, of, salt, key, x, nth_of(&p->said, i), changed, last, e))
            return false;
        last->activity = p->activity;
    }
    return true;
}

bool attempts_take(struct batch *b, const struct attempts_of *of, const struct parcel *p,
                   bool *changed, struct answered *last, struct err *e)
{
    for (size_t i = 0; i < p->nattempts; i++)
        if (!take_attempt(b, of, &p->attempts[i], changed, e)
            || !take_answers(b, of, &p->attempts[i], changed, last, e))
            return false;
    return true;
}
