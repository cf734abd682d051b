/*
 * Moodle's reports of a SCORM package (basic, interactions, objectives): a name, identity columns,
 * then attempt, when it began and was last used, and score; behind them a column for each
 * SCO, and what it tells of interactions or objectives. One activity a file, an attempt
 * a row; "-" for who made none. Which activity it is only the file's name says, or --activity.
 *
 * The shape says it in every language: a whole number, two dates in words and a number
 * stand side by side. A score is what the package reported: SCORM 1.2 (3.4.4, score.raw) has it
 * between 0 and 100, so 100 is taken for the full score as long as none is above; where a
 * cell says of how many, "17/20", that counts.
 *
 * Moodle writes the columns of one SCO behind another, but titles all SCOs first: with several,
 * only the attempt itself is taken. Objectives are activities below the package's; a response
 * belongs to the question with its number, or with the id in the column before.
 */
#include "base/buf.h"
#include "import/moodle.h"
#include "intl/text.h"

enum tail { TAIL_UNUSED, TAIL_SCO, TAIL_OBJECTIVE, TAIL_QUESTION, TAIL_RESPONSE, TAIL_RESULT };

struct part { size_t at; enum tail what; str number; str activity; };

struct report {
    struct moodle columns;
    int attempt, begun, accessed, score;
    bool of_hundred;
    VEC(struct part) parts;               /* behind the score */
    size_t scos;
};

/* --- recognising ---------------------------------------------------------------------- */

static bool is_report_at(const struct header *h, size_t i)
{
    const struct look *l = h->looks + i;
    bool words = moodle_is(h, i, MOODLE_ATTEMPT) && moodle_is(h, i + 1, MOODLE_BEGUN)
              && moodle_is(h, i + 2, MOODLE_ACCESSED);
    return words || (look_all(&l[0], l[0].wholes) && look_all(&l[1], l[1].dates)
                     && look_all(&l[2], l[2].dates) && l[3].numbers == l[3].filled);
}

/* The column of attempts; 0: it is no such report. */
static size_t find_attempt(const struct header *h)
{
    for (size_t i = 1; i + 3 < h->n; i++)
        if (is_report_at(h, i))
            return i;
    return 0;
}

static enum fit fits(const struct header *h, struct buf *why)
{
    size_t at = find_attempt(h);
    if (at == 0)
        return FITS_NOT;
    buf_printf(why, "\"" STR_FMT "\" is a number, two dates and a score follow", STR_ARG(h->names[at]));
    return FITS;
}

/* --- what stands behind the score -------------------------------------------------------- */

/* "Response 0": the key without its number. */
static str without_number(str key, str *number)
{
    size_t n = key.n;
    while (n > 0 && key.p[n - 1] >= '0' && key.p[n - 1] <= '9')
        n--;
    *number = str_from(key, n);
    return str_trim(str_head(key, n));
}

static enum tail answer_of(const struct header *h, size_t i, str *number)
{
    static const struct { enum moodle_column word; enum tail what; } answers[] = {
        { MOODLE_QUESTION, TAIL_QUESTION }, { MOODLE_RESPONSE, TAIL_RESPONSE },
        { MOODLE_RESULT, TAIL_RESULT }, { MOODLE_RIGHT, TAIL_UNUSED },
    };
    str word = without_number(h->keys[i], number);
    for (size_t k = 0; number->n > 0 && k < sizeof answers / sizeof *answers; k++)
        if (moodle_key_is(word, answers[k].word))
            return answers[k].what;
    return TAIL_SCO;
}

/* A SCO has something in every row, a score or a word of Moodle's; an objective what
 * SCORM says of it, or nothing. */
static enum tail tail_of(const struct header *h, size_t first, size_t i, str *number)
{
    const struct look *l = &h->looks[i];
    enum tail answer = answer_of(h, i, number);
    if (i == first || answer != TAIL_SCO)
        return answer;
    return l->filled == l->states ? TAIL_OBJECTIVE : TAIL_SCO;
}

static void find_parts(struct reader *r, struct report *p, size_t first)
{
    const struct header *h = r->header;
    for (size_t i = first; i < h->n; i++) {
        struct part part = { .at = i };
        part.what = tail_of(h, first, i, &part.number);
        part.activity = str_format(r->arena, STR_FMT "/" STR_FMT, STR_ARG(r->activity), STR_ARG(h->names[i]));
        p->scos += part.what == TAIL_SCO;
        *vec_push(r->arena, &p->parts) = part;
    }
    if (p->scos > 1 && p->parts.n > p->scos)
        reader_note(r, "the package has several SCOs, and Moodle writes what belongs to them in another "
                    "order than their titles: only attempts and their scores are taken");
}

static bool begin(struct reader *r, struct err *e)
{
    struct report *p = r->own = NEW(r->arena, struct report);
    size_t at = find_attempt(r->header);
    if (at == 0)
        return err_set(e, ERR_INPUT, STR_FMT " is no report of a SCORM package: it has no columns for attempt, "
                       "begin, last use and score", STR_ARG(r->file));
    if (!moodle_needs_course(r, e))
        return false;
    if (r->activity.n == 0)
        return err_set(e, ERR_USAGE, STR_FMT " does not say which activity it is about; say --activity "
                       "TITLE", STR_ARG(r->file));
    r->activity = moodle_title(r->arena, r->activity);
    p->attempt = (int)at;
    p->begun = p->attempt + 1;
    p->accessed = p->attempt + 2;
    p->score = p->attempt + 3;
    p->of_hundred = r->header->looks[p->score].most <= 100;
    moodle_find(r->header, 1, at, &p->columns);
    p->columns.at[MOODLE_FULL_NAME] = 0;
    moodle_columns(r, &p->columns, 1);
    if (!p->of_hundred)
        reader_note(r, "there are scores above 100, and the file does not say what the full score is: "
                    "scores are not taken");
    find_parts(r, p, at + 4);
    return true;
}

/* --- rows ------------------------------------------------------------------------------ */

static bool is_missing(const struct reader *r, int field)
{
    str s = reader_text(r, field);
    return s.n == 0 || str_eq(s, S("-"));
}

/* "17/20" */
static bool read_fraction(struct reader *r, int field, double *out)
{
    static const struct formats point = { 0 };
    str s = reader_text(r, field), raw = str_cut(&s, '/');
    double x, full;
    if (s.p == NULL || !formats_number(&point, raw, &x) || !formats_number(&point, s, &full) || full <= 0
        || x > full)
        return false;
    *out = x / full;
    return true;
}

static void read_score(struct reader *r, const struct report *p, struct record_result *x)
{
    double share;
    if (is_missing(r, p->score) || !p->of_hundred || !cell_hundredths(r, p->score, &share))
        return;
    if (share > 1) {
        reader_warn(r, p->score, "bad-score", "this is more than 100, the full score of such reports, and is "
                    "not taken");
        return;
    }
    x->has_score = true;
    x->score = share;
}

/* Of the only SCO: how many it could be, or a word in place of a score. */
static void read_sco(struct reader *r, int field, struct record_result *x)
{
    double share;
    str s = reader_text(r, field);
    if (is_missing(r, field))
        return;
    if (read_fraction(r, field, &share)) {
        x->has_score = true;
        x->score = share;
        return;
    }
    if (s.p[0] >= '0' && s.p[0] <= '9')
        return;
    const struct moodle_state *state = moodle_attempt_state_of(r->scratch, s);
    if (state == NULL) {
        reader_refuse(r, field, "unknown-state", "nobody knows this word of Moodle's for a state; download the "
                      "report with Moodle's language set to English");
        return;
    }
    if (state->completion != COMPLETION_NONE)
        x->completion = state->completion;
    x->success = state->success;
}

static void read_objective(struct reader *r, const struct part *part, struct stamp at, struct record *out,
                           struct record_result *results)
{
    static const struct { const char *word; enum completion completion; enum success success; } words[] = {
        { "passed", COMPLETION_COMPLETED, SUCCESS_PASSED }, { "completed", COMPLETION_COMPLETED, SUCCESS_NONE },
        { "failed", COMPLETION_INCOMPLETE, SUCCESS_FAILED }, { "incomplete", COMPLETION_INCOMPLETE, SUCCESS_NONE },
        { "browsed", COMPLETION_INCOMPLETE, SUCCESS_NONE },
    };
    str s = reader_text(r, (int)part->at);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(s, str_of(words[i].word)))
            results[out->nresults++] = (struct record_result){
                .activity = part->activity, .completion = words[i].completion,
                .success = words[i].success, .at = at };
}

static struct record_interaction *interaction_of(struct record_attempt *a, struct record_interaction *list,
                                                 str number)
{
    for (size_t i = 0; i < a->ninteractions; i++)
        if (str_eq(list[i].type, number))
            return &list[i];
    list[a->ninteractions] = (struct record_interaction){ .question = number, .type = number, .latency_ms = -1 };
    return &list[a->ninteractions++];
}

static bool has_answer(const struct report *p, const struct reader *r)
{
    for (size_t i = 0; i < p->parts.n; i++)
        if (p->parts.v[i].what >= TAIL_QUESTION && !is_missing(r, (int)p->parts.v[i].at))
            return true;
    return false;
}

/* The number of a question stands in `type` until all columns are read. */
static void read_answers(struct reader *r, const struct report *p, struct record_attempt *a)
{
    if (!has_answer(p, r))
        return;
    struct record_interaction *list = NEW_N(r->scratch, struct record_interaction, p->parts.n);
    for (size_t i = 0; i < p->parts.n; i++) {
        const struct part *part = &p->parts.v[i];
        if (part->what < TAIL_QUESTION || is_missing(r, (int)part->at))
            continue;
        struct record_interaction *x = interaction_of(a, list, part->number);
        str text = reader_keep(r, (int)part->at);
        *(part->what == TAIL_QUESTION ? &x->question : part->what == TAIL_RESPONSE ? &x->response
                                                                                   : &x->result) = text;
    }
    for (size_t i = 0; i < a->ninteractions; i++)
        list[i].type = S("");
    a->interactions = list;
}

static void read_parts(struct reader *r, const struct report *p, struct record_attempt *a, struct record *out,
                       struct record_result *results)
{
    if (p->scos > 1)
        return;
    for (size_t i = 0; i < p->parts.n; i++) {
        const struct part *part = &p->parts.v[i];
        if (part->what == TAIL_SCO)
            read_sco(r, (int)part->at, &results[0]);
        else if (part->what == TAIL_OBJECTIVE)
            read_objective(r, part, a->last, out, results);
    }
    read_answers(r, p, a);
}

static bool read_attempt(struct reader *r, const struct report *p, struct record *out, struct err *e)
{
    struct record_attempt *a = NEW(r->scratch, struct record_attempt);
    struct record_result *results = NEW_N(r->scratch, struct record_result, p->parts.n + 1);
    a->activity = r->activity;
    if (!str_int(reader_text(r, p->attempt), &a->n) || a->n < 1 || a->n > 1000000) {
        reader_refuse(r, p->attempt, "bad-attempt", "this is no number of an attempt");
        return true;
    }
    if (!cell_long_stamp(r, p->begun, &a->started, e) || !cell_long_stamp(r, p->accessed, &a->last, e))
        return false;
    results[0] = (struct record_result){ .activity = r->activity, .completion = COMPLETION_INCOMPLETE,
                                         .at = a->last };
    read_score(r, p, &results[0]);
    out->results = results;
    out->nresults = 1;
    read_parts(r, p, a, out, results);
    a->has_score = results[0].has_score;
    a->score = results[0].score;
    out->attempts = a;
    out->nattempts = 1;
    return true;
}

static bool read_row(struct reader *r, struct record *out, struct err *e)
{
    const struct report *p = r->own;
    if (r->row.n <= (size_t)p->attempt || (r->row.n > r->header->n && p->scos <= 1)) {
        reader_refuse(r, NO_FIELD, "field-count", "this row has %zu fields, the header has %zu; look for a tab "
                      "inside a text that has no quotes around it", r->row.n, r->header->n);
        return true;
    }
    out->course = r->course;
    out->joins = true;
    if (!is_missing(r, p->attempt) && !read_attempt(r, p, out, e))
        return false;
    moodle_person(r, &p->columns, out);
    return true;
}

const struct source source_moodle_scorm = {
    .name = "moodle-scorm", .title = "attempts at a SCORM package, reported by Moodle", .order = 1,
    .exported = true, .ragged = true, .of_activity = true, .fits = fits, .begin = begin, .read = read_row,
};
