/*
 * Plain CSV: one registration a row, columns by name in any order.
 */
#include "base/buf.h"
#include "import/cell.h"

enum {
    EMAIL, GIVEN, FAMILY, COUNTRY, COURSE, REGISTERED, COMPLETED, SCORE, STATUS, COLUMNS
};

static const struct { const char *name, *role; } columns[COLUMNS] = {
    [EMAIL]      = { "email", "email" },
    [GIVEN]      = { "given_name", "given name" },
    [FAMILY]     = { "family_name", "family name" },
    [COUNTRY]    = { "country", "country" },
    [COURSE]     = { "course", "course" },
    [REGISTERED] = { "registered_at", "registered_at" },
    [COMPLETED]  = { "completed_at", "completed_at" },
    [SCORE]      = { "score", "score" },
    [STATUS]     = { "status", "status" },
};

struct plain {
    int at[COLUMNS];
    bool near[COLUMNS];                   /* a name like it was asked about */
};

/* "E-Mail", "given name": the letters of a known name. */
static bool same_letters(str s, str name)
{
    size_t i = 0;
    for (size_t k = 0; k < s.n; k++) {
        char c = s.p[k] >= 'A' && s.p[k] <= 'Z' ? (char)(s.p[k] + ('a' - 'A')) : s.p[k];
        if (c == ' ' || c == '-' || c == '_')
            continue;
        while (i < name.n && name.p[i] == '_')
            i++;
        if (i == name.n || name.p[i] != c)
            return false;
        i++;
    }
    return i == name.n;
}

/* One letter wrong in a short name, two in a long one. */
static int near_column(str s)
{
    for (int i = 0; i < COLUMNS; i++) {
        str name = str_of(columns[i].name);
        int most = name.n < 8 ? 1 : 2;
        if (same_letters(s, name) || str_distance(s, name, most) <= most)
            return i;
    }
    return NO_FIELD;
}

/* What looks like email or course is worth a word about what is missing. */
static enum fit fits(const struct header *h, struct buf *why)
{
    bool email = header_find(h, S("email")) != NO_FIELD;
    bool course = header_find(h, S("course")) != NO_FIELD;
    if (email && course) {
        buf_puts(why, "it has the columns email and course");
        return FITS;
    }
    for (size_t i = 0; i < h->n; i++) {
        int column = near_column(h->names[i]);
        if (column == EMAIL || column == COURSE) {
            buf_printf(why, "it has a column \"" STR_FMT "\"", STR_ARG(h->names[i]));
            return FITS_NEARLY;
        }
    }
    return FITS_NOT;
}

static void check_names(struct reader *r, struct plain *p)
{
    struct buf unused = buf_new(r->scratch);
    for (int i = 0; i < (int)r->header->n; i++) {
        str name = r->header->names[i];
        int column = near_column(name);
        if (column != NO_FIELD && str_eq_nocase(name, str_of(columns[column].name))) {
            if (p->at[column] != NO_FIELD)
                reader_refuse(r, i, "double-column", "the column %s is there twice; leave one",
                              columns[column].name);
            p->at[column] = i;
        } else if (column != NO_FIELD) {
            p->near[column] = true;
            reader_refuse(r, i, "near-column", "did you mean the column %s? Write it like that, or "
                          "name this one quite differently if it is something else",
                          columns[column].name);
        } else {
            buf_printf(&unused, "%s" STR_FMT, unused.n > 0 ? ", " : "", STR_ARG(name));
        }
    }
    if (unused.n > 0)
        reader_note(r, "columns that are not used: %.*s", STR_ARG(str_head(buf_str(&unused),
                    unused.n < 200 ? unused.n : 200)));
}

static bool begin(struct reader *r, struct err *e)
{
    (void)e;
    struct plain *p = r->own = NEW(r->arena, struct plain);
    for (int i = 0; i < COLUMNS; i++)
        p->at[i] = NO_FIELD;
    check_names(r, p);
    for (int i = 0; i < COLUMNS; i++)
        reader_role(r, columns[i].role, p->at[i]);
    if (p->at[EMAIL] == NO_FIELD && !p->near[EMAIL])
        reader_refuse(r, NO_FIELD, "missing-column", "the column email is missing: it says who the "
                      "learner is");
    if (p->at[COURSE] == NO_FIELD && !p->near[COURSE] && !r->course_told)
        reader_refuse(r, NO_FIELD, "missing-column", "the column course is missing: add it, or say "
                      "--course CODE if all rows are of one course");
    return true;
}

static const struct status {
    const char *word;
    enum completion completion;
    enum success success;
    bool withdrawn;
} statuses[] = {
    { "registered", COMPLETION_NONE,       SUCCESS_NONE,   false },
    { "incomplete", COMPLETION_INCOMPLETE, SUCCESS_NONE,   false },
    { "completed",  COMPLETION_COMPLETED,  SUCCESS_NONE,   false },
    { "passed",     COMPLETION_COMPLETED,  SUCCESS_PASSED, false },
    { "failed",     COMPLETION_INCOMPLETE, SUCCESS_FAILED, false },
    { "withdrawn",  COMPLETION_NONE,       SUCCESS_NONE,   true },
};

static const struct status *read_status(struct reader *r, int field)
{
    static const struct status nothing = { "", COMPLETION_NONE, SUCCESS_NONE, false };
    str word = reader_text(r, field);
    if (word.n == 0)
        return &nothing;
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        if (str_eq_nocase(word, str_of(statuses[i].word)))
            return &statuses[i];
    reader_refuse(r, field, "unknown-status", "a status is one of registered, incomplete, completed, "
                  "passed, failed, withdrawn");
    return &nothing;
}

/* A date of completion alone says completed; beside a status that says
 * otherwise it is a contradiction. Of a failed course it is when that was. */
static void put_result(struct reader *r, const struct plain *p, const struct status *s,
                       struct stamp completed, struct record *out)
{
    struct record_result *result = NEW(r->scratch, struct record_result);
    result->completion = s->completion;
    result->success = s->success;
    result->at = completed;
    result->has_score = cell_share(r, p->at[SCORE], &result->score);
    bool dated = completed.precision != PRECISION_NONE;
    if (dated && s->word[0] == 0)
        result->completion = COMPLETION_COMPLETED;
    else if (dated && result->completion != COMPLETION_COMPLETED && s->success != SUCCESS_FAILED)
        reader_refuse(r, p->at[STATUS], "contradiction", "the status is %s, but completed_at says "
                      "when it was completed; correct one of them", s->word);
    if (result->completion != COMPLETION_NONE || result->success != SUCCESS_NONE
        || result->has_score) {
        out->results = result;
        out->nresults = 1;
    }
}

static void check_order(struct reader *r, const struct plain *p, struct stamp registered,
                        struct stamp completed)
{
    if (registered.precision != PRECISION_NONE && completed.precision != PRECISION_NONE
        && completed.at + DAY_MS <= registered.at)
        reader_warn(r, p->at[COMPLETED], "odd-date", "this is before the registration; is it right?");
}

static bool read_row(struct reader *r, struct record *out, struct err *e)
{
    const struct plain *p = r->own;
    struct stamp completed;
    out->email = reader_keep(r, p->at[EMAIL]);
    out->given = reader_keep(r, p->at[GIVEN]);
    out->family = reader_keep(r, p->at[FAMILY]);
    out->course = p->at[COURSE] != NO_FIELD ? reader_keep(r, p->at[COURSE]) : r->course;
    if (out->email.n == 0)
        reader_refuse(r, p->at[EMAIL], "no-email", "there is no e-mail address: it says who the "
                      "learner is; add it, or take the row out");
    if (out->course.n == 0)
        reader_refuse(r, p->at[COURSE], "no-course", "there is no course; write its code");
    if (!cell_economy(r, p->at[COUNTRY], S(""), &out->economy, e)
        || !cell_stamp(r, p->at[REGISTERED], &out->registered, e)
        || !cell_stamp(r, p->at[COMPLETED], &completed, e))
        return false;
    const struct status *s = read_status(r, p->at[STATUS]);
    out->withdrawn = s->withdrawn;
    put_result(r, p, s, completed, out);
    check_order(r, p, out->registered, completed);
    return true;
}

const struct source source_plain = {
    .name = "plain", .title = "plain CSV with named columns", .order = 1,
    .fits = fits, .begin = begin, .read = read_row,
};
