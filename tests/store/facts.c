#include "facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crypto/sha256.h"

enum { PORTION = 3, CELLS = 11 };

static struct record_result *result_of(struct arena *a, str word, str at, str score)
{
    struct record_result *x = NEW(a, struct record_result);
    size_t is = str_find(word, S("="));
    if (is < word.n) {
        x->activity = str_head(word, is);
        word = str_from(word, is + 1);
    }
    char c = word.n ? word.p[0] : '-';
    x->completion = c == 'c' || c == 'p' ? COMPLETION_COMPLETED
                  : c == 'i' || c == 'f' ? COMPLETION_INCOMPLETE : COMPLETION_NONE;
    x->success = c == 'p' ? SUCCESS_PASSED : c == 'f' ? SUCCESS_FAILED : SUCCESS_NONE;
    date_read_stamp(at, &x->at);
    x->has_score = str_real(score, &x->score);
    return x;
}

static void add_attempt(struct arena *a, struct record *r, str number, str at, str score)
{
    struct record_attempt *x = NEW(a, struct record_attempt);
    struct record_interaction *answer = NEW(a, struct record_interaction);
    x->activity = S("u1");
    (void)!str_int(number, &x->n);
    date_read_stamp(at, &x->started);
    x->has_score = str_real(score, &x->score);
    *answer = (struct record_interaction){ .question = S("q1"), .response = score, .result = S("correct"),
                                           .has_mark = x->has_score, .mark = x->score, .latency_ms = -1 };
    x->interactions = answer;
    x->ninteractions = 1;
    r->attempts = x;
    r->nattempts = 1;
}

/* As a statement tells of it. */
static void add_answer(struct arena *a, struct record *r, str at, str score)
{
    struct record_attempt *x = NEW(a, struct record_attempt);
    struct record_interaction *answer = NEW(a, struct record_interaction);
    *answer = (struct record_interaction){ .question = S("q1"), .response = score, .latency_ms = -1 };
    date_read_stamp(at, &answer->at);
    *x = (struct record_attempt){ .activity = S("u1"), .n = 1, .interactions = answer, .ninteractions = 1 };
    r->attempts = x;
    r->nattempts = 1;
}

static void add_more(struct arena *a, struct record *r, str more, str at, str score)
{
    while (more.n) {
        str value = str_cut(&more, ' '), name = str_cut(&value, '=');
        int64_t n = 0;
        (void)!str_int(value, &n);
        if (str_eq(name, S("org")))
            r->organisation = value;
        else if (str_eq(name, S("gender")))
            r->gender = value;
        else if (str_eq(name, S("lang")))
            r->lang = value;
        else if (str_eq(name, S("cohort")))
            r->cohort = value;
        else if (str_eq(name, S("seen")))
            date_read_stamp(value, &r->seen);
        else if (str_eq(name, S("test")))
            r->is_test = true;
        else if (str_eq(name, S("clear")))
            r->clears = (uint32_t)n;
        else if (str_eq(name, S("try")))
            add_attempt(a, r, value, at, score);
        else if (str_eq(name, S("statement"))) {
            r->has_statement = r->joins = true;
            r->statement = (struct uuid){ 1, (uint64_t)n };
        } else if (str_eq(name, S("answered")))
            add_answer(a, r, at, score);
    }
}

/* The token that clears stands where something else would. */
static void clear(struct record *r)
{
    str *const texts[] = { &r->given, &r->family, &r->display, &r->gender, &r->lang, &r->economy };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (r->clears >> i & 1)
            *texts[i] = S("");
    if (r->clears & CLEAR_REGISTERED)
        r->registered = (struct stamp){ 0 };
    if (r->clears & CLEAR_COHORT)
        r->cohort = S("");
}

static struct record learning_of(struct arena *a, const str *cell)
{
    struct record r = { .email = cell[0], .external = cell[1], .given = cell[2], .family = cell[3],
                        .economy = cell[4], .course = cell[5] };
    date_read_stamp(cell[6], &r.registered);
    r.withdrawn = str_eq(cell[7], S("w"));
    if (cell[7].n && !r.withdrawn && !str_eq(cell[7], S("-"))) {
        r.results = result_of(a, cell[7], cell[8], cell[9]);
        r.nresults = 1;
    }
    add_more(a, &r, cell[10], cell[8], cell[9]);
    clear(&r);
    return r;
}

static struct record initiative_of(const str *cell)
{
    struct record r = { .kind = RECORD_INITIATIVE, .initiative = cell[1], .initiative_kind = cell[2],
                        .title = cell[3], .parent = cell[4], .host = cell[5] };
    date_read_stamp(cell[6], &r.starts);
    date_read_stamp(cell[7], &r.ends);
    return r;
}

static struct record participation_of(const str *cell)
{
    struct record r = { .kind = RECORD_PARTICIPATION, .email = cell[1], .initiative = cell[2], .role = cell[3],
                        .status = cell[4], .economy = cell[6] };
    r.has_days = str_real(cell[5], &r.days);
    return r;
}

static struct record headcount_of(const str *cell)
{
    struct record r = { .kind = RECORD_HEADCOUNT, .initiative = cell[1], .economy = cell[2], .gender = cell[3],
                        .channel = cell[4] };
    (void)!str_int(cell[5], &r.n);
    return r;
}

static struct record voiding_of(const str *cell)
{
    int64_t n = 0;
    (void)!str_int(cell[1], &n);
    return (struct record){ .kind = RECORD_VOIDING, .statement = { 1, (uint64_t)n } };
}

static struct record record_of(struct arena *a, str line, int64_t number)
{
    str cell[CELLS] = { 0 };
    for (int i = 0; i < CELLS && line.p; i++)
        cell[i] = str_trim(str_cut(&line, '|'));
    struct record r = str_eq(cell[0], S("!initiative")) ? initiative_of(cell)
        : str_eq(cell[0], S("!participation")) ? participation_of(cell)
        : str_eq(cell[0], S("!headcount")) ? headcount_of(cell)
        : str_eq(cell[0], S("!void")) ? voiding_of(cell) : learning_of(a, cell);
    r.line = number;
    return r;
}

typedef VEC(struct record) records;

static records records_of(struct arena *a, str text)
{
    records all = { 0 };
    for (int64_t line = 1; text.p; line++) {
        str row = str_cut(&text, '\n');
        if (str_trim(row).n)
            *vec_push(a, &all) = record_of(a, row, line);
    }
    return all;
}

static bool is_repeated(const records *r, size_t n, struct uuid id)
{
    for (size_t i = 0; i < n; i++)
        if (r->v[i].has_statement && r->v[i].statement.low == id.low)
            return true;
    return false;
}

/* Void in the store or by another row of the file, or said before: as the source of statements tells. */
static bool leave_out_void(struct tracker *t, records *r, struct err *e)
{
    for (size_t i = 0; i < r->n; i++) {
        struct record *x = &r->v[i];
        bool voided = false;
        if (!x->has_statement)
            continue;
        if (is_repeated(r, i, x->statement)) {
            memmove(x, x + 1, (--r->n - i) * sizeof *x);
            i--;
            continue;
        }
        if (!batch_voids(t, x->statement, &voided, e))
            return false;
        for (size_t k = 0; k < r->n; k++)
            voided |= r->v[k].kind == RECORD_VOIDING && r->v[k].statement.low == x->statement.low;
        if (voided)
            x->kind = RECORD_VOIDED;
    }
    return true;
}

static bool take(struct tracker *t, struct batch *b, records *r, struct batch_plan *plan, struct err *e)
{
    if (!leave_out_void(t, r, e) || !batch_survey(b, r->v, r->n, e))
        return false;
    for (size_t i = 0; i < r->n; i += PORTION)
        if (!batch_take(b, r->v + i, r->n - i < PORTION ? r->n - i : PORTION, e))
            return false;
    return batch_finish(b, plan, e);
}

static bool bring(struct tracker *t, struct arena *a, struct fact_file f, bool commit,
                  struct batch_plan *plan, struct err *e)
{
    records r = records_of(a, f.text);
    struct batch_spec spec = { .kind = S("test"), .source_name = S("here"), .file_name = f.name,
                               .sha256 = sha256_hex(a, sha256_of(f.name)), .actor = S("me"),
                               .new_courses = true };
    struct batch *b = batch_begin(t, &spec, e);
    bool ok = b && (batch_seen(b) || take(t, b, &r, plan, e));
    if (ok && commit && !batch_seen(b) && !plan->of[OUTCOME_REJECTED] && !plan->of[OUTCOME_CONFLICT])
        return batch_commit(b, e);
    batch_drop(b);
    return ok;
}

bool facts_import(struct tracker *t, struct fact_file f, bool commit, struct batch_plan *plan,
                  struct err *e)
{
    struct arena *a = arena_new();
    struct batch_plan mine = { 0 };
    bool ok = bring(t, a, f, commit, &mine, e);
    mine.issues = NULL;
    if (plan)
        *plan = mine;
    arena_free(a);
    return ok;
}

static void must(bool ok, const struct err *e)
{
    if (ok)
        return;
    fprintf(stderr, "%s\n", e->text);
    exit(1);
}

str facts_content(struct arena *a, struct tracker *t)
{
    struct err e = { 0 };
    struct buf b = buf_new(a);
    must(tracker_canonical(t, &b, &e), &e);
    return buf_str(&b);
}

str facts_fault(struct arena *a, struct tracker *t)
{
    struct err e = { 0 };
    str *faults;
    size_t n = 0;
    must(tracker_verify(t, a, &faults, &n, &e), &e);
    return n ? faults[0] : S("");
}
