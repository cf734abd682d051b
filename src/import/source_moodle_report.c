/*
 * Tables of Moodle's Report builder with a line for each person: all users, members of
 * cohorts, participants of courses and what they completed. Columns are chosen by whoever
 * made the report and bear the words of Moodle's interface; a title may stand twice, the first
 * counts. Countries are names in the language of whoever downloaded, dates are in words.
 *
 * A person has one line for each way of enrolment and each cohort: lines join, and the
 * earliest enrolment is the registration. A line about a way of enrolment that
 * nobody used is left out. Durations, progress and grades (points of nobody knows how
 * many) are not taken.
 */
#include "base/buf.h"
#include "import/moodle.h"
#include "intl/text.h"

/* The columns that only such reports have. */
static bool is_report(const struct moodle *m)
{
    static const enum moodle_column marks[] = {
        MOODLE_USERNAME, MOODLE_COHORT_ID, MOODLE_COURSE, MOODLE_COURSE_FULL, MOODLE_CREATED,
        MOODLE_LAST_ACCESS, MOODLE_METHOD,
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (m->at[marks[i]] != NO_FIELD)
            return m->known >= 3;
    return false;
}

static enum fit fits(const struct header *h, struct buf *why)
{
    struct moodle m;
    moodle_find(h, 0, h->n, &m);
    if (!is_report(&m) || m.at[MOODLE_EMAIL] == NO_FIELD)
        return FITS_NOT;
    buf_printf(why, "%zu of its columns are Moodle's, and it has a line for each person", m.known);
    return FITS;
}

static bool has_course(const struct moodle *m)
{
    return m->at[MOODLE_COURSE] != NO_FIELD || m->at[MOODLE_COURSE_FULL] != NO_FIELD;
}

static bool begin(struct reader *r, struct err *e)
{
    struct moodle *m = r->own = NEW(r->arena, struct moodle);
    moodle_find(r->header, 0, r->header->n, m);
    moodle_columns(r, m, 0);
    reader_role(r, "registered_at", has_course(m) ? m->at[MOODLE_CREATED] : NO_FIELD);
    if (m->at[MOODLE_EMAIL] == NO_FIELD)
        return err_set(e, ERR_INPUT, STR_FMT " has no column with e-mail addresses, by which people are known; "
                       "add it to the report", STR_ARG(r->file));
    if (m->at[MOODLE_GRADE] != NO_FIELD)
        reader_note(r, "grades are points, and the file does not say of how many: they are not taken");
    if (m->at[MOODLE_COHORT_ID] != NO_FIELD && !has_course(m))
        reader_note(r, "cohorts of the platform are not kept, only cohorts of a course");
    return true;
}

static bool is_nobody(const struct reader *r, const struct moodle *m)
{
    static const enum moodle_column who[] = { MOODLE_EMAIL, MOODLE_USERNAME, MOODLE_GIVEN, MOODLE_FAMILY,
                                              MOODLE_FULL_NAME, MOODLE_ID_NUMBER };
    for (size_t i = 0; i < sizeof who / sizeof *who; i++)
        if (reader_text(r, m->at[who[i]]).n > 0)
            return false;
    return true;
}

static const struct { const char *word; bool yes; } answers[] = {
#define ANSWER(word, yes) { word, yes },
#include "import/moodle_answers.def"
#undef ANSWER
};

/* A date of completion says it, else the word beside. */
static bool read_completion(struct reader *r, const struct moodle *m, struct record *out, struct err *e)
{
    struct record_result *x = NEW(r->scratch, struct record_result);
    int field = m->at[MOODLE_COMPLETED];
    str word = intl_alias_key(r->scratch, reader_text(r, field));
    bool known = word.n == 0, yes = false;
    if (!cell_long_stamp(r, m->at[MOODLE_COMPLETED_AT], &x->at, e))
        return false;
    for (size_t i = 0; i < sizeof answers / sizeof *answers && !known; i++) {
        known = str_eq(word, str_of(answers[i].word));
        yes = known && answers[i].yes;
    }
    if (!known && x->at.precision == PRECISION_NONE)
        reader_refuse(r, field, "unknown-state", "nobody knows this word of Moodle's for yes or no; download the "
                      "report with Moodle's language set to English");
    if (!yes && x->at.precision == PRECISION_NONE)
        return true;
    x->completion = COMPLETION_COMPLETED;
    out->results = x;
    out->nresults = 1;
    return true;
}

static bool read_registration(struct reader *r, const struct moodle *m, struct record *out, struct err *e)
{
    int course = m->at[MOODLE_COURSE] != NO_FIELD ? m->at[MOODLE_COURSE] : m->at[MOODLE_COURSE_FULL];
    out->course = reader_keep(r, course);
    if (out->course.n == 0) {
        reader_refuse(r, course, "no-course", "there is no course in this row");
        return true;
    }
    return cell_long_stamp(r, m->at[MOODLE_CREATED], &out->registered, e) && read_completion(r, m, out, e);
}

static bool read_row(struct reader *r, struct record *out, struct err *e)
{
    const struct moodle *m = r->own;
    if (is_nobody(r, m)) {
        reader_skip(r, NO_FIELD, "no-person", "this row is about nobody and is left out");
        return true;
    }
    out->joins = true;
    bool ok = has_course(m) ? read_registration(r, m, out, e)
                            : cell_long_stamp(r, m->at[MOODLE_CREATED], &out->joined, e);
    moodle_person(r, m, out);
    return ok;
}

const struct source source_moodle_report = {
    .name = "moodle-report", .title = "Moodle's Report builder, a line for each person", .order = 1,
    .exported = true, .fits = fits, .begin = begin, .read = read_row,
};
