/*
 * Moodle's reports of completion, downloaded as CSV or as CSV for a spreadsheet (which is
 * UTF-16 with tabs for activities). One course a file; its code is only in the name of the file.
 *
 * The shape says what they are, in every language. Course completion: two columns for
 * number and name, identity columns as the site shows them, then for each activity its title and a
 * column titled "title - something" with the date, the same something throughout, and last the
 * date of completion of the course. Activity completion: a first column without a
 * name for names of people, identity columns, then for each activity its title and a
 * column without a name for the date.
 *
 * The name is one text whose order depends on the language: it is never split.
 * "Not completed" is no fact; only what was done is.
 */
#include <string.h>

#include "base/buf.h"
#include "import/moodle.h"

struct pair { size_t at; str title; };    /* the state; its date is in the next field */

struct shape {
    size_t first;                         /* field of the first pair */
    size_t pairs;
    str suffix;                           /* " - Completion date" */
};

enum { SEEN = 8 };

struct completion_report {
    VEC(struct pair) pairs;
    struct moodle columns;
    int account, course_at;               /* number of the account, date of the course; or NO_FIELD */
    struct { str words; const struct moodle_state *state; } seen[SEEN];   /* words met so far */
    size_t nseen;
};

/* --- course completion -------------------------------------------------------------- */

/* "Title", "Title - Completion date": what the second adds to the first. */
static bool is_pair(const struct header *h, size_t i, str *suffix)
{
    if (i + 1 >= h->n || h->names[i].n == 0 || !str_starts(h->names[i + 1], h->names[i]))
        return false;
    *suffix = str_from(h->names[i + 1], h->names[i].n);
    return suffix->n > 3 && str_starts(*suffix, S(" - "));
}

static bool find_course_shape(const struct header *h, struct shape *out)
{
    *out = (struct shape){ 0 };
    for (size_t i = 2; i + 2 < h->n; i++) {
        str suffix;
        if (!is_pair(h, i, &suffix) || (out->pairs > 0 && !str_eq(suffix, out->suffix)))
            continue;
        if (out->pairs++ == 0) {
            out->first = i;
            out->suffix = suffix;
        }
        i++;
    }
    return out->pairs > 0;
}

static enum fit fits_course(const struct header *h, struct buf *why)
{
    struct shape shape;
    if (!find_course_shape(h, &shape))
        return FITS_NOT;
    buf_printf(why, "it has %zu %s with a date beside, and one date for the course", shape.pairs,
               shape.pairs == 1 ? "activity" : "activities");
    return FITS;
}

static void add_pair(struct reader *r, struct completion_report *c, struct moodle_titles *titles, size_t i)
{
    str title = moodle_title(r->arena, r->header->names[i]);
    struct pair pair = { i, moodle_next_title(r, titles, title) };
    *vec_push(r->arena, &c->pairs) = pair;
}

static void find_course_pairs(struct reader *r, struct completion_report *c, const struct shape *shape)
{
    struct moodle_titles titles = { 0 };
    for (size_t i = shape->first; i + 1 < r->header->n; i++) {
        str suffix;
        if (i + 2 < r->header->n && is_pair(r->header, i, &suffix) && str_eq(suffix, shape->suffix))
            add_pair(r, c, &titles, i++);
        else
            reader_note(r, "the condition \"" STR_FMT "\" is not an activity and is left out",
                        STR_ARG(r->header->names[i]));
    }
}

static void find_people(struct reader *r, struct completion_report *c, size_t from, size_t end)
{
    moodle_find(r->header, from, end, &c->columns);
    c->columns.at[MOODLE_FULL_NAME] = (int)from - 1;
    moodle_columns(r, &c->columns, from);
    reader_role(r, "account", c->account);
}

static bool begin_course(struct reader *r, struct err *e)
{
    struct completion_report *c = r->own = NEW(r->arena, struct completion_report);
    struct shape shape;
    if (!find_course_shape(r->header, &shape))
        return err_set(e, ERR_INPUT, STR_FMT " is no report of course completion: it has no pairs of "
                       "an activity and its date", STR_ARG(r->file));
    if (!moodle_needs_course(r, e))
        return false;
    c->account = 0;
    c->course_at = (int)r->header->n - 1;
    find_course_pairs(r, c, &shape);
    find_people(r, c, 2, shape.first);
    return true;
}

/* --- activity completion ------------------------------------------------------------- */

/* Pairs of a name and none, up to the end. */
static bool find_activity_shape(const struct header *h, struct shape *out)
{
    size_t i = h->n;
    *out = (struct shape){ 0 };
    while (i > 2 && h->names[i - 1].n == 0 && h->names[i - 2].n > 0) {
        i -= 2;
        out->pairs++;
    }
    out->first = i;
    return out->pairs > 0 && i > 0 && h->names[0].n == 0;
}

static enum fit fits_activity(const struct header *h, struct buf *why)
{
    struct shape shape;
    if (!find_activity_shape(h, &shape))
        return FITS_NOT;
    buf_printf(why, "its first column has no name, and behind %zu %s stands one without", shape.pairs,
               shape.pairs == 1 ? "activity" : "activities");
    return FITS;
}

static bool begin_activity(struct reader *r, struct err *e)
{
    struct completion_report *c = r->own = NEW(r->arena, struct completion_report);
    struct moodle_titles titles = { 0 };
    struct shape shape;
    if (!find_activity_shape(r->header, &shape))
        return err_set(e, ERR_INPUT, STR_FMT " is no report of activity completion: it has no pairs of "
                       "an activity and a column without a name", STR_ARG(r->file));
    if (!moodle_needs_course(r, e))
        return false;
    c->account = c->course_at = NO_FIELD;
    for (size_t i = shape.first; i < r->header->n; i += 2)
        add_pair(r, c, &titles, i);
    find_people(r, c, 1, shape.first);
    return true;
}

/* --- rows ------------------------------------------------------------------------------ */

/* A file has two or three words for states, a million times. */
static const struct moodle_state *state_of(struct reader *r, struct completion_report *c, str words)
{
    for (size_t i = 0; i < c->nseen; i++)
        if (str_eq(c->seen[i].words, words))
            return c->seen[i].state;
    const struct moodle_state *state = moodle_state_of(r->scratch, words);
    if (state != NULL && c->nseen < SEEN) {
        c->seen[c->nseen].words = str_dup(r->arena, words);
        c->seen[c->nseen++].state = state;
    }
    return state;
}

static bool put_activity(struct reader *r, const struct pair *pair, struct record *out,
                         struct record_result *results, struct err *e)
{
    struct completion_report *c = r->own;
    str words = reader_text(r, (int)pair->at);
    if (words.n == 0)
        return true;
    const struct moodle_state *s = state_of(r, c, words);
    struct record_result result = { .activity = pair->title };
    if (s == NULL) {
        reader_refuse(r, (int)pair->at, "unknown-state", "nobody knows this word of Moodle's for a "
                      "state; download the report with Moodle's language set to English");
        return true;
    }
    if (s->completion == COMPLETION_NONE)
        return true;
    result.completion = s->completion;
    result.success = s->success;
    if (!cell_stamp(r, (int)pair->at + 1, &result.at, e))
        return false;
    results[out->nresults++] = result;
    return true;
}

static bool put_course(struct reader *r, struct record *out, struct record_result *results,
                       struct err *e)
{
    const struct completion_report *c = r->own;
    struct record_result result = { .completion = COMPLETION_COMPLETED };
    if (!cell_stamp(r, c->course_at, &result.at, e))
        return false;
    if (result.at.precision != PRECISION_NONE)
        results[out->nresults++] = result;
    return true;
}

static bool read_row(struct reader *r, struct record *out, struct err *e)
{
    const struct completion_report *c = r->own;
    struct record_result *results = NEW_N(r->scratch, struct record_result, c->pairs.n + 1);
    out->account = reader_keep(r, c->account);
    out->course = r->course;
    out->results = results;
    for (size_t i = 0; i < c->pairs.n; i++)
        if (!put_activity(r, &c->pairs.v[i], out, results, e))
            return false;
    moodle_person(r, &c->columns, out);
    return put_course(r, out, results, e);
}

const struct source source_moodle_completion = {
    .name = "moodle-completion", .title = "course completion reported by Moodle", .order = 1, .exported = true,
    .fits = fits_course, .begin = begin_course, .read = read_row,
};

const struct source source_moodle_activities = {
    .name = "moodle-activities", .title = "activity completion reported by Moodle", .order = 1, .exported = true,
    .fits = fits_activity, .begin = begin_activity, .read = read_row,
};
