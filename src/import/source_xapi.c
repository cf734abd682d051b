/*
 * xAPI 1.0.3 statements, as a JSON array, JSON Lines, or the "statements" of an answer of a
 * record store. A statement is a row: actor, verb, object, result and context are JSON in its fields.
 *
 * A person is known by mbox, and by mbox_sha1sum, openid or account within the issuer that
 * goes with each; an mbox and its sum are one (tracker/mailbox.h). The course is --course, else what the context groups the statement under or
 * calls its parent, the first that the catalogue knows; an object the catalogue knows as a
 * course is the course. What a platform tells in many statements joins: it has a person
 * in a course once. The date of the registration is that of a statement "registered"; others tell
 * when something was done and not since when somebody is registered.
 *
 * What voids a statement is a row that takes another back, which the tracker knows by its id, or will know
 * when it comes (tracker/statement.h). Voided statements, repeated ids, groups, unknown verbs and objects that are no
 * activities are left out with a reason; nothing is wrong with them.
 */
#include "base/buf.h"
#include "base/uuids.h"
#include "import/cell.h"
#include "json/json.h"
#include "tracker/mailbox.h"

enum { ID, ACTOR, VERB, OBJECT, RESULT, CONTEXT, TIMESTAMP, STORED, MEMBERS };

static const char *const members[MEMBERS] = { "id", "actor", "verb", "object", "result", "context",
                                              "timestamp", "stored" };

enum sense { REGISTERED, BEGUN, COMPLETED, PASSED, FAILED, ANSWERED, VOIDED };

static const struct verb { const char *iri; enum sense sense; } verbs[] = {
#define VERB(iri, sense) { iri, sense },
#include "import/xapi_verbs.def"
#undef VERB
};

struct xapi {
    int at[MEMBERS];
    const struct uuids *voided;           /* by all files of the call */
    struct uuids seen;
    int64_t row;                          /* read last */
};

/* What a statement says, read; each is NULL where it is not there. */
struct statement {
    struct json *actor, *verb, *object, *result, *context;
    const struct verb *means;
};

static enum fit fits(const struct header *h, struct buf *why)
{
    if (header_find(h, S("actor")) == NO_FIELD || header_find(h, S("verb")) == NO_FIELD
        || header_find(h, S("object")) == NO_FIELD)
        return FITS_NOT;
    buf_puts(why, "it has actors, verbs and objects");
    return FITS;
}

/* --- what is void -------------------------------------------------------------------------- */

static str in_scratch(struct reader *r, const struct json *text)
{
    return str_dup(r->scratch, str_trim(json_text(text)));
}

static void note_voided(struct uuids *voided, str verb, str of)
{
    struct err unsaid = { 0 };
    struct uuid id;
    if (str_find(verb, S("adlnet.gov/expapi/verbs/voided")) == verb.n)
        return;
    struct json *object = json_read(of, &unsaid);
    if (object != NULL && uuid_read(json_text(json_member(object, "id")), &id))
        (void)!uuids_add(voided, id);
    json_free(object);
}

/* A statement may be taken back before it comes: record stores give the newest first, and page by page. */
static bool share(struct reader *r, struct arena *a, struct err *e)
{
    struct row row;
    int verb = header_find(r->header, S("verb")), object = header_find(r->header, S("object"));
    struct uuids *voided = r->shared != NULL ? r->shared : NEW(a, struct uuids);
    voided->arena = a;
    r->shared = voided;
    if (verb == NO_FIELD || object == NO_FIELD)
        return true;                      /* begin() says so */
    enum grid_step step = GRID_FAILED;
    if (!grid_begin(r->grid, r->table, r->header->skip, e) || grid_next(r->grid, &row, e) == GRID_FAILED)
        return false;
    while ((step = grid_next(r->grid, &row, e)) == GRID_ROW)
        if (row.trouble == NULL && row.n > (size_t)object && row.n > (size_t)verb)
            note_voided(voided, row.fields[verb], row.fields[object]);
    return step != GRID_FAILED;
}

static bool begin(struct reader *r, struct err *e)
{
    struct xapi *x = r->own = NEW(r->arena, struct xapi);
    x->voided = r->shared;
    x->seen.arena = r->arena;
    for (int i = 0; i < MEMBERS; i++) {
        x->at[i] = header_find(r->header, str_of(members[i]));
        reader_role(r, members[i], x->at[i]);
    }
    if (x->at[ACTOR] == NO_FIELD || x->at[VERB] == NO_FIELD || x->at[OBJECT] == NO_FIELD)
        return err_set(e, ERR_INPUT, STR_FMT " holds no xAPI statements: they have actor, verb and object",
                       STR_ARG(r->file));
    reader_role(r, "course", x->at[CONTEXT] != NO_FIELD ? x->at[CONTEXT] : x->at[OBJECT]);
    return true;
}

/* --- who ------------------------------------------------------------------------------------ */

static bool put_mbox(struct reader *r, const struct json *actor, struct record *out)
{
    str mbox = in_scratch(r, json_member(actor, "mbox"));
    if (!str_starts(mbox, S("mailto:")))
        return false;
    out->email = str_from(mbox, sizeof "mailto:" - 1);
    return true;
}

static bool put_account(struct reader *r, const struct json *actor, struct record *out)
{
    const struct json *account = json_member(actor, "account");
    out->account = in_scratch(r, json_member(account, "name"));
    out->issuer = in_scratch(r, json_member(account, "homePage"));
    return out->account.n > 0 && out->issuer.n > 0;
}

static bool put_digest(struct reader *r, const struct json *actor, struct record *out)
{
    struct buf digest = buf_new(r->scratch);
    str said = str_trim(json_text(json_member(actor, "mbox_sha1sum")));
    for (size_t i = 0; i < said.n; i++)
        buf_byte(&digest, said.p[i] >= 'A' && said.p[i] <= 'F' ? (char)(said.p[i] + 32) : said.p[i]);
    out->account = buf_str(&digest);
    out->issuer = S(MAILBOX_ISSUER);
    return out->account.n == 40;
}

static bool put_openid(struct reader *r, const struct json *actor, struct record *out)
{
    out->account = in_scratch(r, json_member(actor, "openid"));
    out->issuer = S("openid");
    return out->account.n > 0;
}

/* xAPI 1.0.3 (part two, 2.4.2): an agent has exactly one of these. How many there are; 0 when one is not as it must be. */
static int identify(struct reader *r, const struct json *actor, struct record *out)
{
    static const struct {
        const char *member;
        bool (*put)(struct reader *r, const struct json *actor, struct record *out);
    } ways[] = { { "mbox", put_mbox }, { "account", put_account }, { "mbox_sha1sum", put_digest },
                 { "openid", put_openid } };
    int n = 0;
    bool ok = true;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (json_member(actor, ways[i].member) != NULL) {
            n++;
            ok = ok && ways[i].put(r, actor, out);
        }
    return ok ? n : 0;
}

static void put_actor(struct reader *r, const struct xapi *x, const struct json *actor, struct record *out)
{
    int ways = identify(r, actor, out);
    if (ways != 1)
        reader_refuse(r, x->at[ACTOR], "bad-actor", ways > 1 ? "the actor is identified in several ways; leave one"
                      : "the actor is not identified: it needs an mbox (\"mailto:..\"), an account with homePage "
                        "and name, an mbox_sha1sum or an openid");
    out->display = in_scratch(r, json_member(actor, "name"));
}

/* --- which course --------------------------------------------------------------------------- */

static str activity_at(const struct json *list, size_t i)
{
    /* one activity may stand without a list */
    return str_trim(json_text(json_member(json_at(list, 0) != NULL ? json_at(list, i) : list, "id")));
}

static size_t activities_in(const struct json *list)
{
    return json_at(list, 0) != NULL ? json_count(list) : json_member(list, "id") != NULL;
}

/* The first that the catalogue knows, else the first there is. */
static str course_in_context(struct reader *r, const struct json *context)
{
    static const char *const lists[] = { "grouping", "parent" };
    const struct json *all = json_member(context, "contextActivities");
    str first = S("");
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        const struct json *list = json_member(all, lists[k]);
        for (size_t i = 0, n = activities_in(list); i < n; i++) {
            str id = activity_at(list, i);
            if (batch_knows_course(r->tracker, id))
                return id;
            first = first.n > 0 ? first : id;
        }
    }
    return first;
}

static void put_course(struct reader *r, const struct xapi *x, const struct statement *s, struct record *out)
{
    str object = json_text(json_member(s->object, "id"));
    str course = r->course_told ? r->course : batch_knows_course(r->tracker, object) ? object
               : course_in_context(r, s->context);
    out->course = str_dup(r->scratch, course);
    if (out->course.n == 0)
        reader_refuse(r, x->at[OBJECT], "no-course", "nothing in the statement says which course this belongs to "
                      "(contextActivities), and the catalogue knows no course of this name; say --course CODE, or "
                      "link it (etalon courses link)");
}

/* --- what -------------------------------------------------------------------------------------- */

/* 2024-03-31T23:30:00.123456+0100: ISO 8601 has offsets without a colon, and without minutes. */
static str usual_offset(struct arena *a, str s)
{
    size_t sign = s.n;
    while (sign > 0 && s.p[sign - 1] >= '0' && s.p[sign - 1] <= '9')
        sign--;
    size_t digits = s.n - sign;
    if (sign < 17 || (s.p[sign - 1] != '+' && s.p[sign - 1] != '-') || (digits != 2 && digits != 4))
        return s;
    return str_format(a, STR_FMT ":" STR_FMT, STR_ARG(str_head(s, sign + 2)),
                      STR_ARG(digits == 4 ? str_from(s, sign + 2) : S("00")));
}

static bool read_time(struct reader *r, const struct xapi *x, struct stamp *out, struct err *e)
{
    int field = reader_text(r, x->at[TIMESTAMP]).n > 0 ? x->at[TIMESTAMP] : x->at[STORED];
    struct cell c = { field, usual_offset(r->scratch, reader_text(r, field)) };
    return cell_read_stamp(r, c, out, e);
}

/* scaled, or raw of max; what lies below nothing is none. */
static void read_score(struct reader *r, const struct xapi *x, const struct json *score,
                       struct record_result *out)
{
    double scaled, raw, min = 0, max;
    bool has = json_number(json_member(score, "scaled"), &scaled);
    if (!has && json_number(json_member(score, "raw"), &raw) && json_number(json_member(score, "max"), &max)) {
        (void)json_number(json_member(score, "min"), &min);
        has = max > min;
        scaled = has ? (raw - min) / (max - min) : 0;
    }
    if (!has)
        return;
    out->has_score = scaled >= 0 && scaled <= 1;
    out->score = out->has_score ? scaled : 0;
    if (!out->has_score)
        reader_warn(r, x->at[RESULT], "bad-score", "the score does not lie between 0 and 1 and is not taken");
}

static struct record_result result_of(struct reader *r, const struct xapi *x, const struct statement *s)
{
    struct record_result out = { .completion = COMPLETION_INCOMPLETE };
    bool yes;
    if (s->means->sense == COMPLETED)
        out.completion = COMPLETION_COMPLETED;
    if (s->means->sense == PASSED || s->means->sense == FAILED)
        out.success = s->means->sense == PASSED ? SUCCESS_PASSED : SUCCESS_FAILED;
    if (json_truth(json_member(s->result, "completion"), &yes) && yes)
        out.completion = COMPLETION_COMPLETED;
    if (out.success == SUCCESS_NONE && json_truth(json_member(s->result, "success"), &yes))
        out.success = yes ? SUCCESS_PASSED : SUCCESS_FAILED;
    read_score(r, x, json_member(s->result, "score"), &out);
    return out;
}

/* PT1H2M3.5S; -1: it is something else, or longer than a day. */
static int64_t milliseconds_of(str s)
{
    double total = 0;
    if (!str_starts(s, S("PT")) || s.n > 40)
        return -1;
    for (s = str_from(s, 2); s.n > 0;) {
        size_t n = 0;
        double x;
        while (n < s.n && ((s.p[n] >= '0' && s.p[n] <= '9') || s.p[n] == '.'))
            n++;
        if (n == s.n || !str_real(str_head(s, n), &x))
            return -1;
        double unit = s.p[n] == 'H' ? 3600e3 : s.p[n] == 'M' ? 60e3 : s.p[n] == 'S' ? 1e3 : -1;
        if (unit < 0)
            return -1;
        total += x * unit;
        s = str_from(s, n + 1);
    }
    return total <= DAY_MS ? (int64_t)total : -1;
}

static void put_answer(struct reader *r, const struct statement *s, struct stamp at, struct record *out)
{
    struct record_attempt *attempt = NEW(r->scratch, struct record_attempt);
    struct record_interaction *x = NEW(r->scratch, struct record_interaction);
    const struct json *parent = json_member(json_member(s->context, "contextActivities"), "parent");
    str of = str_dup(r->scratch, activity_at(parent, 0));
    bool yes;
    double mark;
    *x = (struct record_interaction){
        .question = in_scratch(r, json_member(s->object, "id")),
        .type = in_scratch(r, json_member(json_member(s->object, "definition"), "interactionType")),
        .response = in_scratch(r, json_member(s->result, "response")),
        .latency_ms = milliseconds_of(json_text(json_member(s->result, "duration"))), .at = at };
    if (json_truth(json_member(s->result, "success"), &yes))
        x->result = yes ? S("correct") : S("incorrect");
    x->has_mark = json_number(json_member(json_member(s->result, "score"), "scaled"), &mark) && mark >= 0
               && mark <= 1;
    x->mark = x->has_mark ? mark : 0;
    *attempt = (struct record_attempt){ .activity = str_eq(of, out->course) ? S("") : of, .n = 1,
                                        .interactions = x, .ninteractions = 1 };
    out->attempts = attempt;
    out->nattempts = 1;
}

static void put_result(struct reader *r, const struct xapi *x, const struct statement *s, struct stamp at,
                       struct record *out)
{
    struct record_result *result = NEW(r->scratch, struct record_result);
    str object = in_scratch(r, json_member(s->object, "id"));
    *result = result_of(r, x, s);
    result->activity = str_eq(object, out->course) ? S("") : object;
    result->at = at;
    out->results = result;
    out->nresults = 1;
}

static void put_event(struct reader *r, const struct xapi *x, const struct statement *s, struct stamp at,
                      struct record *out)
{
    if (s->means->sense == REGISTERED)
        out->registered = at;
    else if (s->means->sense == ANSWERED)
        put_answer(r, s, at, out);
    else
        put_result(r, x, s, at, out);
}

/* --- a row ---------------------------------------------------------------------------------------- */

/* A member that is not there is NULL; one that is no object is refused. */
static struct json *member_of(struct reader *r, const struct xapi *x, int member)
{
    struct err unsaid = { 0 };
    str text = reader_text(r, x->at[member]);
    if (text.n == 0 && member >= RESULT)
        return NULL;
    struct json *value = text.n > 0 && text.p[0] == '{' ? json_read(text, &unsaid) : NULL;
    if (value == NULL)
        reader_refuse(r, x->at[member], "bad-statement", "%s is no object; is this an xAPI statement?",
                      members[member]);
    return value;
}

static const struct verb *meaning(const struct json *verb)
{
    str iri = json_text(json_member(verb, "id"));
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (str_eq(iri, str_of(verbs[i].iri)))
            return &verbs[i];
    return NULL;
}

static bool is_type(const struct json *value, const char *type)
{
    str is = json_text(json_member(value, "objectType"));
    return str_eq(is, str_of(type));
}

static bool is_activity(const struct json *object)
{
    return (json_member(object, "objectType") == NULL || is_type(object, "Activity"))
        && json_text(json_member(object, "id")).n > 0;
}

/* Says why it is left out, if it is. */
static bool is_left_out(struct reader *r, const struct xapi *x, const struct statement *s)
{
    if (s->means == NULL)
        reader_skip(r, x->at[VERB], "unknown-verb", "this verb says nothing about learning that is kept: " STR_FMT,
                    STR_ARG(json_text(json_member(s->verb, "id"))));
    else if (is_type(s->actor, "Group"))
        reader_skip(r, x->at[ACTOR], "group", "the actor is a group; what each of its members did is not said");
    else if (!is_activity(s->object))
        reader_skip(r, x->at[OBJECT], "other-object", "the object is no activity but %s",
                    is_type(s->object, "SubStatement") ? "a statement within the statement" : "something else");
    return r->skipped;
}

/* The person is told for erasure, should its actor say who it is. */
static void put_voided(struct reader *r, const struct xapi *x, struct record *out)
{
    struct err unsaid = { 0 };
    str text = reader_text(r, x->at[ACTOR]);
    struct json *actor = text.n > 0 ? json_read(text, &unsaid) : NULL;
    out->kind = RECORD_VOIDED;
    if (actor != NULL && identify(r, actor, out) != 1)
        out->email = out->account = out->issuer = S("");
    json_free(actor);
}

/* Reads the id, and decides rows that are void or repeated. A new pass over the file begins anew; ids that stand in
 * the store with a person's records are not repeated in remarks. */
static bool is_decided(struct reader *r, struct xapi *x, struct record *out, bool *decided, struct err *e)
{
    str text = reader_text(r, x->at[ID]);
    bool voided = false;
    if (r->row.number <= x->row)
        uuids_clear(&x->seen);
    x->row = r->row.number;
    *decided = false;
    if (text.n == 0)
        return true;
    if (!uuid_read(text, &out->statement))
        reader_refuse(r, x->at[ID], "bad-statement", "the id of a statement is a UUID");
    else if (!batch_voids(r->tracker, out->statement, &voided, e))
        return false;
    else if (!uuids_add(&x->seen, out->statement))
        reader_skip(r, NO_FIELD, "same-statement", "a statement with this id stands in the file already");
    else if (voided || uuids_has(x->voided, out->statement))
        put_voided(r, x, out);
    out->has_statement = !r->refused;
    *decided = r->skipped || r->refused || out->kind == RECORD_VOIDED;
    return true;
}

/* What is no statement's id takes nothing back; nor does what takes back a voiding: that cannot be (2.3.2). */
static bool is_voiding(struct reader *r, const struct xapi *x, const struct statement *s, struct record *out)
{
    if (s->means == NULL || s->means->sense != VOIDED)
        return false;
    if (uuid_read(str_trim(json_text(json_member(s->object, "id"))), &out->statement))
        out->kind = RECORD_VOIDING;
    else
        reader_skip(r, x->at[OBJECT], "voiding", "this statement takes another back without saying which: its object has "
                    "no id of a statement");
    return true;
}

static bool read_statement(struct reader *r, const struct xapi *x, struct statement *s, struct record *out,
                           struct err *e)
{
    struct stamp at;
    s->actor = member_of(r, x, ACTOR);
    s->verb = member_of(r, x, VERB);
    s->object = member_of(r, x, OBJECT);
    s->result = member_of(r, x, RESULT);
    s->context = member_of(r, x, CONTEXT);
    s->means = meaning(s->verb);
    if (r->refused || is_voiding(r, x, s, out) || is_left_out(r, x, s))
        return true;
    out->joins = true;
    out->registration_key = in_scratch(r, json_member(s->context, "registration"));
    put_actor(r, x, s->actor, out);
    put_course(r, x, s, out);
    if (!read_time(r, x, &at, e))
        return false;
    put_event(r, x, s, at, out);
    return true;
}

static bool read_row(struct reader *r, struct record *out, struct err *e)
{
    struct xapi *x = r->own;
    struct statement s = { 0 };
    bool decided;
    if (!is_decided(r, x, out, &decided, e))
        return false;
    if (decided)
        return true;
    bool ok = read_statement(r, x, &s, out, e);
    json_free(s.actor);
    json_free(s.verb);
    json_free(s.object);
    json_free(s.result);
    json_free(s.context);
    return ok;
}

const struct source source_xapi = {
    .name = "xapi", .title = "xAPI statements", .order = 1, .exported = true, .asks = true,
    .fits = fits, .share = share, .begin = begin, .read = read_row,
};
