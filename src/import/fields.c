/*
 * A table of fields, each with the function that takes its cell; what only several cells
 * say together (a result, who it is) is settled when all are taken.
 */
#include "import/fields.h"

#include <stddef.h>

#include "intl/language.h"

enum {
    LEARNING = 1 << RECORD_LEARNING, PARTICIPATION = 1 << RECORD_PARTICIPATION,
    HEADS = 1 << RECORD_HEADCOUNT, INITIATIVE = 1 << RECORD_INITIATIVE,
    PERSONS = LEARNING | PARTICIPATION, EVENTS = PARTICIPATION | HEADS | INITIATIVE,
};

struct status {
    const char *word;
    enum completion completion;
    enum success success;
    bool withdrawn;
};

/* What a row says about one activity. */
struct result_part {
    str activity;
    struct stamp completed;
    const struct status *status;
    bool has_score;
    double score;
    int completed_field, status_field;
};

struct taking {
    struct reader *reader;
    const struct filling *how;
    struct record *out;
    struct result_part *parts, *part;     /* part: the one being told about */
    bool has[FIELDS];
    int at[FIELDS];                       /* where the cell stands */
    bool said_number;                     /* of a head-count */
};

typedef bool take_fn(struct taking *t, int field, struct cell c, struct err *e);
static take_fn take_text, take_gender, take_lang, take_economy, take_stamp, take_day, take_test,
               take_activity, take_completed, take_score, take_status, take_kind, take_mode, take_role,
               take_days, take_channel, take_number, take_heads;

static const struct field {
    const char *name, *role;
    unsigned kinds;
    uint32_t clears;
    take_fn *take;
    size_t into;                          /* of struct record */
} fields[FIELDS] = {
#define FIELD(name, role, kinds, clears, take, into)                            \
    [FIELD_##name] = { #name, role, kinds, clears, take_##take, offsetof(struct record, into) },
#include "import/fields.def"
#undef FIELD
};

const char *field_name(int field) { return fields[field].name; }
const char *field_role(int field) { return fields[field].role; }
bool field_is_of(int field, enum record_kind kind) { return fields[field].kinds >> kind & 1; }
bool field_clears(int field) { return fields[field].clears != 0; }

bool field_is_of_activity(int field)
{
    return field == FIELD_completed_at || field == FIELD_score || field == FIELD_status;
}

const char *record_kind_name(enum record_kind kind)
{
    static const char *const names[] = { "learning", "participation", "headcount", "initiative" };
    return names[kind];
}

/* --- names --------------------------------------------------------------------------- */

int field_named(str name, enum record_kind kind)
{
    for (int i = 0; i < FIELDS; i++)
        if (field_is_of(i, kind) && str_eq_nocase(name, str_of(fields[i].name)))
            return i;
    return NO_FIELD;
}

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

int field_near(str name, enum record_kind kind)
{
    for (int i = 0; i < FIELDS; i++) {
        str known = str_of(fields[i].name);
        int most = known.n < 5 ? 0 : known.n < 8 ? 1 : 2;
        if (field_is_of(i, kind)
            && (same_letters(name, known) || str_distance(name, known, most) <= most))
            return i;
    }
    return NO_FIELD;
}

/* --- words ---------------------------------------------------------------------------- */

struct word { const char *said, *meant; };

static const struct words {
    const char *code, *advice;
    const struct word *list;
} genders = { "unknown-gender", "a gender is one of f, m, x, undisclosed", (const struct word[]){
    { "f", "f" }, { "m", "m" }, { "x", "x" }, { "undisclosed", "undisclosed" }, { "female", "f" },
    { "male", "m" }, { NULL, NULL } } },
initiative_kinds = { "unknown-kind", "a kind of initiative is one of workshop, placement, lecture, online, "
    "seminar, summer_school, webinar", (const struct word[]){
    { "workshop", "workshop" }, { "placement", "placement" }, { "lecture", "lecture" },
    { "online", "online" }, { "seminar", "seminar" }, { "summer_school", "summer_school" },
    { "webinar", "webinar" }, { NULL, NULL } } },
modes = { "unknown-mode", "a mode is one of in_person, online, hybrid", (const struct word[]){
    { "in_person", "in_person" }, { "online", "online" }, { "hybrid", "hybrid" }, { NULL, NULL } } },
roles = { "unknown-role", "a role is one of participant, lecturer, organiser, observer",
    (const struct word[]){
    { "participant", "participant" }, { "lecturer", "lecturer" }, { "organiser", "organiser" },
    { "organizer", "organiser" }, { "observer", "observer" }, { NULL, NULL } } },
attendances = { "unknown-status", "a status in a list of participants is one of invited, registered, "
    "attended, completed, no_show, cancelled", (const struct word[]){
    { "invited", "invited" }, { "registered", "registered" }, { "attended", "attended" },
    { "completed", "completed" }, { "no_show", "no_show" }, { "cancelled", "cancelled" },
    { "canceled", "cancelled" }, { NULL, NULL } } },
channels = { "unknown-channel", "a channel is one of in_person, stream, views", (const struct word[]){
    { "in_person", "in_person" }, { "stream", "stream" }, { "views", "views" }, { NULL, NULL } } },
answers = { "unknown-answer", "write yes or no", (const struct word[]){
    { "yes", "yes" }, { "no", "" }, { "true", "yes" }, { "false", "" }, { "1", "yes" }, { "0", "" },
    { NULL, NULL } } };

/* "Summer school", "no-show": case and what joins words do not matter. */
static const struct word *find_word(const struct words *w, str s)
{
    for (const struct word *x = w->list; x->said != NULL; x++)
        if (same_letters(s, str_of(x->said)))
            return x;
    return NULL;
}

static const struct status statuses[] = {
    { "registered", COMPLETION_NONE,       SUCCESS_NONE,   false },
    { "incomplete", COMPLETION_INCOMPLETE, SUCCESS_NONE,   false },
    { "completed",  COMPLETION_COMPLETED,  SUCCESS_NONE,   false },
    { "passed",     COMPLETION_COMPLETED,  SUCCESS_PASSED, false },
    { "failed",     COMPLETION_INCOMPLETE, SUCCESS_FAILED, false },
    { "withdrawn",  COMPLETION_NONE,       SUCCESS_NONE,   true },
};
static const char status_advice[] =
    "a status is one of registered, incomplete, completed, passed, failed, withdrawn";

static const struct status *find_status(str word)
{
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        if (str_eq_nocase(word, str_of(statuses[i].word)))
            return &statuses[i];
    return NULL;
}

static const struct words *words_of(int field)
{
    switch (field) {
    case FIELD_gender:  return &genders;
    case FIELD_kind:    return &initiative_kinds;
    case FIELD_mode:    return &modes;
    case FIELD_role:    return &roles;
    case FIELD_status:  return &attendances;
    case FIELD_channel: return &channels;
    case FIELD_test:    return &answers;
    default:            return NULL;
    }
}

const char *field_check_word(int field, enum record_kind kind, str word)
{
    if (field == FIELD_status && kind == RECORD_LEARNING)
        return find_status(word) != NULL ? NULL : status_advice;
    const struct words *w = words_of(field);
    return w == NULL || find_word(w, word) != NULL ? NULL : w->advice;
}

/* --- one cell each ----------------------------------------------------------------------- */

static void *into(struct taking *t, int field)
{
    return (char *)t->out + fields[field].into;
}

static bool take_text(struct taking *t, int field, struct cell c, struct err *e)
{
    (void)e;
    *(str *)into(t, field) = str_dup(t->reader->scratch, c.text);
    return true;
}

static bool take_word(struct taking *t, int field, struct cell c)
{
    const struct words *w = words_of(field);
    const struct word *x = find_word(w, c.text);
    if (x == NULL)
        reader_refuse(t->reader, c.field, w->code, "%s", w->advice);
    else
        *(str *)into(t, field) = str_of(x->meant);
    return true;
}

#define TAKE_WORD(name)                                                                       \
    static bool take_##name(struct taking *t, int field, struct cell c, struct err *e)        \
    {                                                                                         \
        (void)e;                                                                              \
        return take_word(t, field, c);                                                        \
    }
TAKE_WORD(gender)
TAKE_WORD(kind)
TAKE_WORD(mode)
TAKE_WORD(role)
TAKE_WORD(channel)
#undef TAKE_WORD

static bool take_lang(struct taking *t, int field, struct cell c, struct err *e)
{
    if (!intl_language_is_valid(c.text)) {
        reader_refuse(t->reader, c.field, "unknown-language", "this names no language; write it as fr, "
                      "pt-BR or zh-Hans");
        return true;
    }
    return take_text(t, field, c, e);
}

static bool take_economy(struct taking *t, int field, struct cell c, struct err *e)
{
    (void)e;
    *(str *)into(t, field) = cell_read_economy(t->reader, c, S(""));
    return true;
}

static bool take_stamp(struct taking *t, int field, struct cell c, struct err *e)
{
    return cell_read_stamp(t->reader, c, into(t, field), e);
}

static bool take_day(struct taking *t, int field, struct cell c, struct err *e)
{
    struct stamp *s = into(t, field);
    if (!cell_read_stamp(t->reader, c, s, e))
        return false;
    if (s->precision != PRECISION_NONE && s->precision != PRECISION_DAY)
        reader_refuse(t->reader, c.field, "bad-date", "this is a day of a calendar: write it without a "
                      "time, YYYY-MM-DD");
    return true;
}

static bool take_test(struct taking *t, int field, struct cell c, struct err *e)
{
    (void)e;
    const struct word *x = find_word(&answers, c.text);
    if (x == NULL)
        reader_refuse(t->reader, c.field, answers.code, "%s", answers.advice);
    else
        *(bool *)into(t, field) = x->meant[0] != 0;
    return true;
}

static bool take_activity(struct taking *t, int field, struct cell c, struct err *e)
{
    (void)field, (void)e;
    t->parts[0].activity = str_dup(t->reader->scratch, c.text);
    return true;
}

static bool take_completed(struct taking *t, int field, struct cell c, struct err *e)
{
    (void)field;
    t->part->completed_field = c.field;
    return cell_read_stamp(t->reader, c, &t->part->completed, e);
}

static bool take_score(struct taking *t, int field, struct cell c, struct err *e)
{
    (void)field, (void)e;
    t->part->has_score = cell_read_share(t->reader, c, &t->part->score);
    return true;
}

static bool take_status(struct taking *t, int field, struct cell c, struct err *e)
{
    (void)e;
    if (t->how->kind == RECORD_PARTICIPATION)
        return take_word(t, field, c);
    t->part->status_field = c.field;
    t->part->status = find_status(c.text);
    if (t->part->status == NULL)
        reader_refuse(t->reader, c.field, "unknown-status", "%s", status_advice);
    return true;
}

static bool take_days(struct taking *t, int field, struct cell c, struct err *e)
{
    (void)e;
    t->out->has_days = cell_read_number(t->reader, c, "bad-days", into(t, field));
    if (t->out->has_days && t->out->days > 3660)
        reader_refuse(t->reader, c.field, "bad-days", "nothing lasts that many days; correct it");
    return true;
}

static void read_heads(struct taking *t, struct cell c, int64_t *n)
{
    if (!str_int(c.text, n) || *n < 0 || *n > 1000000000)
        reader_refuse(t->reader, c.field, "bad-number", "this counts nobody; write digits alone, for "
                      "example 120");
}

static bool take_number(struct taking *t, int field, struct cell c, struct err *e)
{
    (void)e;
    t->said_number = true;
    read_heads(t, c, into(t, field));
    return true;
}

/* A column for each gender. */
static bool take_heads(struct taking *t, int field, struct cell c, struct err *e)
{
    static const struct { int field; const char *gender; } all[] = {
        { FIELD_women, "f" }, { FIELD_men, "m" }, { FIELD_other_gender, "x" }, { FIELD_undisclosed, "undisclosed" } };
    enum { GENDERS = sizeof all / sizeof *all };
    struct record_heads *heads = (struct record_heads *)t->out->heads;
    (void)e;
    if (heads == NULL)
        t->out->heads = heads = NEW_N(t->reader->scratch, struct record_heads, GENDERS);
    for (size_t i = 0; i < GENDERS; i++)
        if (all[i].field == field)
            heads[t->out->nheads].gender = all[i].gender;
    read_heads(t, c, &heads[t->out->nheads++].n);
    return true;
}

/* --- what several cells say together ------------------------------------------------------- */

/* A date of completion alone says completed; beside a status that says
 * otherwise it is a contradiction. Of a failed course it is when that was. */
static void put_result(struct taking *t, const struct result_part *x)
{
    static const struct status nothing = { "", COMPLETION_NONE, SUCCESS_NONE, false };
    const struct status *s = x->status != NULL ? x->status : &nothing;
    struct record *out = t->out;
    struct record_result *result = (struct record_result *)&out->results[out->nresults];
    bool dated = x->completed.precision != PRECISION_NONE;
    *result = (struct record_result){ .activity = x->activity, .completion = s->completion,
        .success = s->success, .has_score = x->has_score, .score = x->score, .at = x->completed };
    out->withdrawn = out->withdrawn || s->withdrawn;
    if (dated && s->word[0] == 0)
        result->completion = COMPLETION_COMPLETED;
    else if (dated && result->completion != COMPLETION_COMPLETED && s->success != SUCCESS_FAILED)
        reader_refuse(t->reader, x->status_field, "contradiction", "the status is %s, but completed_at "
                      "says when it was completed; correct one of them", s->word);
    out->nresults += result->completion != COMPLETION_NONE || result->success != SUCCESS_NONE
                  || result->has_score;
}

static void check_order(struct reader *r, const struct record *out, const struct result_part *x)
{
    if (out->registered.precision != PRECISION_NONE && x->completed.precision != PRECISION_NONE
        && x->completed.at + DAY_MS <= out->registered.at)
        reader_warn(r, x->completed_field, "odd-date", "this is before the registration; is it right?");
}

static void put_results(struct taking *t)
{
    t->out->results = NEW_N(t->reader->scratch, struct record_result, t->how->parts);
    for (size_t i = 0; i < t->how->parts; i++) {
        put_result(t, &t->parts[i]);
        check_order(t->reader, t->out, &t->parts[i]);
    }
}

static void must_have(struct taking *t, int field, const char *code, const char *sentence)
{
    reader_refuse(t->reader, t->has[field] ? t->at[field] : NO_FIELD, code, "%s", sentence);
}

static bool has_key(const struct record *x)
{
    return x->email.n > 0 || x->uid.n > 0 || x->account.n > 0 || x->external.n > 0;
}

static void check_person(struct taking *t)
{
    if (!(PERSONS >> t->how->kind & 1) || has_key(t->out))
        return;
    if (t->has[FIELD_email])
        must_have(t, FIELD_email, "no-email", "there is no e-mail address: it says who the learner is; add "
                  "it, or take the row out");
    else
        must_have(t, FIELD_uid, "no-key", "nothing says who the learner is; add an e-mail address, or take "
                  "the row out");
}

static void finish_learning(struct taking *t)
{
    if (t->has[FIELD_course] && t->out->course.n == 0)
        must_have(t, FIELD_course, "no-course", "there is no course; write its code");
    else if (!t->has[FIELD_course] && t->reader->course_told)
        t->out->course = t->reader->course;
    if ((t->out->clears & CLEAR_ECONOMY) && t->out->course.n == 0)
        must_have(t, FIELD_country, "no-clearing", "the country of a registration can be cleared, and this row is about none; leave the "
                  "cell empty, or undo the import that said it");
    put_results(t);
}

/* What the genders leave of the whole has none. */
static void finish_heads(struct taking *t)
{
    struct record *out = t->out;
    int64_t sum = 0;
    for (size_t i = 0; i < out->nheads; i++)
        sum += out->heads[i].n;
    if (out->nheads > 0 && out->gender.n > 0)
        must_have(t, FIELD_gender, "double-gender", "the row has a gender and columns that count genders; leave one");
    if (out->nheads > 0 && t->said_number && out->n < sum)
        must_have(t, FIELD_number, "bad-number", "fewer are counted here than in the columns of genders; correct one");
    if (out->nheads == 0 && !t->said_number)
        must_have(t, FIELD_number, "no-number", "the row does not say how many there were; 0 is a number too");
    out->n = t->said_number ? out->n - sum : 0;
}

static void finish_event(struct taking *t)
{
    if (t->how->kind == RECORD_HEADCOUNT)
        finish_heads(t);
    if (t->out->initiative.n == 0)
        must_have(t, FIELD_initiative, "no-initiative", "the row does not say which initiative it is about; "
                  "write its code");
    if (t->out->starts.precision != PRECISION_NONE && t->out->ends.precision != PRECISION_NONE
        && t->out->ends.at < t->out->starts.at)
        must_have(t, FIELD_ends_on, "odd-date", "it ends before it begins; correct one of the days");
    if (t->how->kind == RECORD_PARTICIPATION && t->out->role.n == 0)
        t->out->role = S("participant");
}

static void finish(struct taking *t)
{
    if (t->how->kind == RECORD_LEARNING)
        finish_learning(t);
    else
        finish_event(t);
    check_person(t);
}

/* --- a row ------------------------------------------------------------------------------- */

static void clear(struct taking *t, const struct saying *s)
{
    if (fields[s->field].clears != 0)
        t->out->clears |= fields[s->field].clears;
    else
        reader_refuse(t->reader, s->cell.field, "no-clearing", "%s cannot be cleared; leave the cell empty, "
                      "or undo the import that said it", fields[s->field].name);
}

static bool take(struct taking *t, const struct saying *s, struct err *e)
{
    t->has[s->field] = true;
    t->at[s->field] = s->cell.field;
    t->part = &t->parts[s->part];
    if (s->cell.text.n == 0)
        return true;
    if (t->how->clears.n > 0 && str_eq(s->cell.text, t->how->clears))
        return clear(t, s), true;
    return fields[s->field].take(t, s->field, s->cell, e);
}

bool fields_read(struct reader *r, const struct filling *how, const struct saying *said, size_t n,
                 struct record *out, struct err *e)
{
    struct taking t = { .reader = r, .how = how, .out = out };
    out->kind = how->kind;
    t.parts = NEW_N(r->scratch, struct result_part, how->parts);
    for (size_t i = 0; i < how->parts; i++)
        t.parts[i] = (struct result_part){ .completed_field = NO_FIELD, .status_field = NO_FIELD,
            .activity = how->activities != NULL ? how->activities[i] : S("") };
    for (size_t i = 0; i < n; i++)
        if (!take(&t, &said[i], e))
            return false;
    finish(&t);
    return true;
}

/* --- the header --------------------------------------------------------------------------- */

struct lacking { const bool *has; struct lack *out; size_t n; };

static void need(struct lacking *l, int field, const char *why)
{
    if (!l->has[field])
        l->out[l->n++] = (struct lack){ field, why };
}

static void need_person(struct lacking *l, bool ids_count)
{
    bool numbered = l->has[FIELD_account] || l->has[FIELD_external_id];
    if (l->has[FIELD_uid] || (numbered && ids_count))
        return;
    need(l, FIELD_email, numbered ? "account and external_id say who somebody is on one platform only; "
                                    "name it by --source-name, or say the e-mail address too"
                                  : "it says who the learner is");
}

/* Without anything about a course it is a list of people. */
static void need_course(struct lacking *l)
{
    static const int about_courses[] = { FIELD_registered_at, FIELD_cohort, FIELD_activity,
                                         FIELD_completed_at, FIELD_score, FIELD_status };
    bool learnt = !l->has[FIELD_given_name] && !l->has[FIELD_family_name] && !l->has[FIELD_name];
    for (size_t i = 0; i < sizeof about_courses / sizeof *about_courses; i++)
        learnt = learnt || l->has[about_courses[i]];
    if (learnt)
        need(l, FIELD_course, "add it, or say --course CODE if all rows are of one course");
}

static void need_event(struct lacking *l, enum record_kind kind)
{
    need(l, FIELD_initiative, "it says which initiative a row is about, by its code");
    if (kind == RECORD_PARTICIPATION)
        need(l, FIELD_status, "it says whether somebody was invited, registered, attended, completed, "
             "no_show or cancelled");
    if (kind == RECORD_HEADCOUNT) {
        if (!l->has[FIELD_women] && !l->has[FIELD_men] && !l->has[FIELD_other_gender] && !l->has[FIELD_undisclosed])
            need(l, FIELD_number, "it says how many there were");
        need(l, FIELD_channel, "it says whether they were there in_person, saw the stream, or are views of "
             "a recording");
    }
    if (kind == RECORD_INITIATIVE)
        need(l, FIELD_kind, "it says what an initiative is: workshop, placement, lecture, online, seminar, "
             "summer_school or webinar");
}

size_t fields_lacking(enum record_kind kind, const bool *has, bool ids_count, bool course_told,
                      struct lack *out)
{
    struct lacking l = { .has = has, .out = out };
    if (PERSONS >> kind & 1)
        need_person(&l, ids_count);
    if (kind != RECORD_LEARNING)
        need_event(&l, kind);
    else if (!course_told)
        need_course(&l);
    return l.n;
}
