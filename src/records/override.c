#include "records/override.h"

#include <assert.h>
#include <string.h>

#include "intl/text.h"
#include "records/find.h"
#include "records/person.h"
#include "tracker/edit.h"
#include "tracker/fields.h"
#include "tracker/state.h"

struct job {
    struct tracker *t;
    struct arena *arena;
    const struct override *o;
    struct person_found person;
    struct table *table;
};

/* --- words --------------------------------------------------------------------------- */

struct word { const char *name; int64_t value; };

static const struct word completions[] = {
    { "not-attempted", -1 }, { "incomplete", 1 }, { "completed", 2 }, { NULL, 0 } };
static const struct word successes[] = { { "unknown", -1 }, { "failed", 1 }, { "passed", 2 }, { NULL, 0 } };
static const struct word yes_no[] = { { "no", 0 }, { "yes", 1 }, { NULL, 0 } };
static const struct word genders[] = {
    { "f", 0 }, { "m", 0 }, { "x", 0 }, { "undisclosed", 0 }, { NULL, 0 } };
static const struct word roles[] = {
    { "participant", 0 }, { "lecturer", 0 }, { "organiser", 0 }, { "observer", 0 }, { NULL, 0 } };
static const struct word statuses[] = {
    { "invited", 0 }, { "registered", 0 }, { "attended", 0 }, { "completed", 0 }, { "no_show", 0 },
    { "cancelled", 0 }, { NULL, 0 } };

/* *out is left when nothing is said. */
static bool read_word(struct arena *a, const char *what, const struct word *words, str said,
                      int64_t *out, struct err *e)
{
    struct buf all = buf_new(a);
    if (!said.n)
        return true;
    for (; words->name; words++) {
        if (str_eq(str_of(words->name), said)) {
            *out = words->value;
            return true;
        }
        buf_printf(&all, "%s%s", all.n ? ", " : "", words->name);
    }
    return err_set(e, ERR_USAGE, "%s is one of " STR_FMT ", not \"" STR_FMT "\"", what,
                   STR_ARG(buf_str(&all)), STR_ARG(said));
}

static bool read_score(str said, struct val *out, struct err *e)
{
    double x;
    bool percent = str_ends(said, S("%"));
    *out = val_nil();
    if (!said.n)
        return true;
    if (!str_real(str_head(said, said.n - percent), &x) || !(x >= 0 && x <= (percent ? 100 : 1)))
        return err_set(e, ERR_USAGE, "a score is a number from 0 to 1, or a percentage, not \"" STR_FMT "\"",
                       STR_ARG(said));
    *out = val_real(percent ? x / 100 : x);
    return true;
}

static bool read_stamp(const char *what, str said, struct val out[2], struct err *e)
{
    struct stamp s = { 0 };
    if (said.n && !date_read_stamp(said, &s))
        return err_set(e, ERR_USAGE, "%s is a date like 2024-03-31 or an instant like 2024-03-31T23:30:00Z, "
                       "not \"" STR_FMT "\"", what, STR_ARG(said));
    stamp_vals(s, out);
    return true;
}

static bool read_day(const char *what, str said, struct val *out, struct err *e)
{
    day d;
    *out = said.n ? val_text(said) : val_nil();
    return !said.n || date_read_day(said, &d)
        || err_set(e, ERR_USAGE, "%s is a day like 2024-03-31, not \"" STR_FMT "\"", what, STR_ARG(said));
}

/* --- what was and is --------------------------------------------------------------------- */

static void add_row(struct job *j, const char *what, const char *field, struct val was, struct val is)
{
    struct buf b = buf_new(j->arena);
    table_add(j->table, val_text(str_of(what)));
    table_add(j->table, val_text(str_of(field)));
    val_put(&b, was);
    table_add(j->table, val_text(str_dup(j->arena, buf_str(&b))));
    buf_clear(&b);
    val_put(&b, is);
    table_add(j->table, val_text(str_dup(j->arena, buf_str(&b))));
}

static struct val shown(struct job *j, struct val at, struct val precision)
{
    struct buf b = buf_new(j->arena);
    if (at.kind == VAL_INT)
        date_put_stamp(&b, (struct stamp){ at.as.i, (enum precision)precision.as.s.p[0] });
    return val_text(buf_str(&b));
}

/* --- fields by hand ------------------------------------------------------------------------- */

/* A column of a row and the bit that says it was set by hand; with `precision`, the
 * column behind it belongs to it. */
struct field { const char *name; int column; int64_t bit; bool precision; };

enum { LEARNER_BY_HAND = 9, REGISTRATION_BY_HAND = 10 };
static const struct field of_learner[] = {
    { "given name", 1, PERSON_GIVEN, false }, { "family name", 2, PERSON_FAMILY, false },
    { "name", 3, PERSON_DISPLAY, false }, { "gender", 4, PERSON_GENDER, false },
    { "language", 5, PERSON_LANG, false }, { "account made", 6, PERSON_JOINED, true },
    { "test account", 8, PERSON_TEST, false }, { NULL, 0, 0, false } };
static const struct field of_registration[] = {
    { "registered", 4, REGISTRATION_DATE, true }, { "withdrawn", 6, REGISTRATION_WITHDRAWN, false },
    { "economy", 7, REGISTRATION_ECONOMY, false }, { "cohort", 8, REGISTRATION_COHORT, false },
    { NULL, 0, 0, false } };

/* What the field was before it was set by hand: in the newest version without the bit. */
static bool find_before(struct job *j, enum past p, int64_t id, const struct field *f,
                        struct val *value, struct val *precision, struct err *e)
{
    const struct past_table *t = past_table(p);
    struct stmt *q = db_stmt(tracker_db(j->t), str_format(j->arena,
        "SELECT %s, %s FROM %s_past WHERE id = ? AND by_hand & ? = 0 ORDER BY retired_by DESC LIMIT 1",
        t->columns[f->column], t->columns[f->column + f->precision], t->name));
    stmt_set(q, 1, val_int(id));
    stmt_set(q, 2, val_int(f->bit));
    if (stmt_row(q)) {
        *value = stmt_val(q, 0);
        *precision = stmt_val(q, 1);
        if (value->kind == VAL_TEXT)
            value->as.s = str_dup(j->arena, value->as.s);
        if (precision->kind == VAL_TEXT)
            precision->as.s = str_dup(j->arena, precision->as.s);
    }
    return stmt_end(q, e);
}

static bool clear_fields(struct job *j, enum past p, int64_t id, const struct field *f, int by_hand,
                         struct err *e)
{
    struct val row[PAST_ROW], key = val_int(id);
    bool found;
    assert(strcmp(past_table(p)->columns[by_hand], "by_hand") == 0);
    if (!past_read(tracker_db(j->t), p, j->arena, &key, row, &found, e) || !found)
        return found;
    for (; f->name; f++) {
        struct val was = row[f->column], *precision = &row[f->column + f->precision];
        if (!(row[by_hand].as.i & f->bit))
            continue;
        if (!find_before(j, p, id, f, &row[f->column], precision, e))
            return false;
        add_row(j, past_table(p)->thing, f->name, was, row[f->column]);
    }
    row[by_hand] = val_int(0);
    return edit_put(j->t, p, row, e);
}

struct wish { bool said; int column; int64_t bit; struct val v; };

static bool set_fields(struct job *j, enum past p, struct val *row, const struct field *f, int by_hand,
                       const struct wish *w, size_t n, struct err *e)
{
    assert(strcmp(past_table(p)->columns[by_hand], "by_hand") == 0);
    for (size_t i = 0; i < n; i++) {
        if (!w[i].said)
            continue;
        for (const struct field *x = f; x->name; x++)
            if (x->column == w[i].column)
                add_row(j, past_table(p)->thing, x->name, row[w[i].column], w[i].v);
        row[w[i].column] = w[i].v;
        row[by_hand] = val_int(row[by_hand].as.i | w[i].bit);
    }
    return edit_put(j->t, p, row, e);
}

/* --- the person ------------------------------------------------------------------------------ */

static struct val name_of(struct job *j, str s) { return val_text(intl_nfc(j->arena, str_trim(s))); }

static bool set_learner(struct job *j, struct err *e)
{
    const struct override *o = j->o;
    struct val row[PAST_ROW], key = val_int(j->person.whole);
    bool found;
    int64_t test = 0, ignored = 0;
    if (!read_word(j->arena, "--gender", genders, o->gender, &ignored, e)
        || !read_word(j->arena, "--test", yes_no, o->test, &test, e)
        || !past_read(tracker_db(j->t), PAST_LEARNER, j->arena, &key, row, &found, e))
        return false;
    const struct wish w[] = {
        { o->given.n, 1, PERSON_GIVEN, name_of(j, o->given) },
        { o->family.n, 2, PERSON_FAMILY, name_of(j, o->family) },
        { (o->given.n || o->family.n) && row[3].kind == VAL_TEXT, 3, 0, val_nil() },
        { o->gender.n, 4, PERSON_GENDER, val_text(o->gender) },
        { o->lang.n, 5, PERSON_LANG, val_text(o->lang) },
        { o->test.n, 8, PERSON_TEST, val_int(test) },
    };
    return set_fields(j, PAST_LEARNER, row, of_learner, LEARNER_BY_HAND, w, sizeof w / sizeof *w, e);
}

static bool next_n(struct job *j, const char *sql, const struct val *v, size_t n, int64_t *out,
                   struct err *e)
{
    bool ok = find_number(tracker_db(j->t), str_of(sql), v, n, out, e);
    *out += 1;
    return ok;
}

static bool set_sighting(struct job *j, struct err *e)
{
    const struct override *o = j->o;
    str economy;
    int64_t n;
    struct val from, until, whole = val_int(j->person.whole);
    if (!o->from.n)
        return err_set(e, ERR_USAGE, "say from which day on the person was there, with --from");
    if (!find_economy(j->t, j->arena, o->economy, &economy, e) || !read_day("--from", o->from, &from, e)
        || !read_day("--until", o->until, &until, e)
        || !next_n(j, "SELECT max(n) FROM (SELECT n FROM learner_sighting WHERE learner = ?1 UNION ALL"
                   " SELECT n FROM learner_sighting_past WHERE learner = ?1)", &whole, 1, &n, e))
        return false;
    const struct val row[] = { whole, val_int(n), from, until, val_int(1), val_int(1), val_text(economy),
                               val_nil() };
    add_row(j, "affiliation", "economy", val_nil(), row[6]);
    return edit_put(j->t, PAST_SIGHTING, row, e);
}

/* Keys of the rows a query gives, read before any of them is touched. */
struct keys { VEC(struct val) v; int columns; };

static bool read_keys(struct job *j, const char *sql, const struct val *params, size_t n, int columns,
                      struct keys *out, struct err *e)
{
    struct stmt *q = db_stmt(tracker_db(j->t), str_of(sql));
    *out = (struct keys){ .columns = columns };
    for (size_t i = 0; i < n; i++)
        stmt_set(q, (int)i + 1, params[i]);
    while (stmt_row(q))
        for (int i = 0; i < columns; i++) {
            struct val v = stmt_val(q, i);
            *vec_push(j->arena, &out->v) = v.kind == VAL_TEXT ? val_text(str_dup(j->arena, v.as.s)) : v;
        }
    return stmt_end(q, e);
}

static bool take_all(struct job *j, enum past p, const struct keys *k, const char *what, struct err *e)
{
    for (size_t i = 0; i < k->v.n; i += (size_t)k->columns) {
        add_row(j, past_table(p)->thing, what, val_text(S("set by hand")), val_nil());
        if (!edit_take(j->t, p, &k->v.v[i], e))
            return false;
    }
    return true;
}

static bool clear_person(struct job *j, struct err *e)
{
    struct keys k;
    return clear_fields(j, PAST_LEARNER, j->person.whole, of_learner, LEARNER_BY_HAND, e)
        && read_keys(j, "SELECT learner, n FROM learner_sighting WHERE by_hand = 1 AND learner IN"
                     " (SELECT id FROM person_learner)", NULL, 0, 2, &k, e)
        && take_all(j, PAST_SIGHTING, &k, "economy", e);
}

static bool set_person(struct job *j, struct err *e)
{
    const struct override *o = j->o;
    if (o->clear)
        return clear_person(j, e);
    bool person = o->given.n || o->family.n || o->gender.n || o->lang.n || o->test.n;
    if (!person && !o->economy.n)
        return err_set(e, ERR_USAGE, "say what is to be set: of a registration with --course, of a participation "
                       "with --initiative, of a person --given, --family, --gender, --lang, --test or --country");
    return (!person || set_learner(j, e)) && (!o->economy.n || set_sighting(j, e));
}

/* --- a registration ----------------------------------------------------------------------------- */

static bool add_registration(struct job *j, int64_t course, int64_t *id, struct err *e)
{
    struct val at[2], key[] = { val_int(j->person.whole), val_int(course) };
    int64_t seq, next;
    if (!read_stamp("--registered", j->o->registered, at, e)
        || !next_n(j, "SELECT max(id) FROM (SELECT id FROM registration UNION ALL SELECT id FROM registration_past)",
                   NULL, 0, &next, e)
        || !next_n(j, "SELECT max(seq) FROM registration WHERE learner = ?1 AND course = ?2", key, 2, &seq, e))
        return false;
    const struct val row[] = { val_int(*id = next), key[0], key[1], val_int(seq), at[0], at[1], val_int(0),
                               val_nil(), val_nil(), val_nil(), val_int(REGISTRATION_DATE) };
    add_row(j, "registration", "registered", val_nil(), shown(j, at[0], at[1]));
    return edit_put(j->t, PAST_REGISTRATION, row, e);
}

static bool pick_registration(struct job *j, int64_t course, int64_t *id, struct err *e)
{
    struct keys k;
    struct val v = val_int(course);
    if (!read_keys(j, "SELECT id FROM registration WHERE course = ?1 AND learner IN (SELECT id FROM person_learner)"
                   " ORDER BY registered_at, id", &v, 1, 1, &k, e))
        return false;
    if (!k.v.n && j->o->registered.n && !j->o->clear)
        return add_registration(j, course, id, e);
    if (!k.v.n)
        return err_set(e, ERR_INPUT, "the person has no registration for " STR_FMT "; with --registered DATE "
                       "one is made", STR_ARG(j->o->course));
    if ((!j->o->nth && k.v.n > 1) || (size_t)j->o->nth > k.v.n)
        return err_set(e, ERR_USAGE, "the person has registrations for " STR_FMT ": %zu; say which one is meant, in "
                       "order of their dates, with --nth", STR_ARG(j->o->course), k.v.n);
    *id = k.v.v[j->o->nth ? j->o->nth - 1 : 0].as.i;
    return true;
}

static bool set_registration(struct job *j, int64_t id, struct err *e)
{
    const struct override *o = j->o;
    struct val row[PAST_ROW], key = val_int(id), at[2];
    bool found;
    int64_t withdrawn = 0;
    str economy = S("");
    if (!read_word(j->arena, "--withdrawn", yes_no, o->withdrawn, &withdrawn, e)
        || !read_stamp("--registered", o->registered, at, e)
        || (o->economy.n && !find_economy(j->t, j->arena, o->economy, &economy, e))
        || !past_read(tracker_db(j->t), PAST_REGISTRATION, j->arena, &key, row, &found, e))
        return false;
    struct val was = shown(j, row[4], row[5]), is = shown(j, at[0], at[1]);
    if (o->registered.n && !str_eq(was.as.s, is.as.s)) {
        add_row(j, "registration", "registered", was, is);
        row[4] = at[0];
        row[5] = at[1];
        row[REGISTRATION_BY_HAND] = val_int(row[REGISTRATION_BY_HAND].as.i | REGISTRATION_DATE);
    }
    const struct wish w[] = {
        { o->withdrawn.n, 6, REGISTRATION_WITHDRAWN, val_int(withdrawn) },
        { o->economy.n, 7, REGISTRATION_ECONOMY, val_text(economy) },
    };
    return set_fields(j, PAST_REGISTRATION, row, of_registration, REGISTRATION_BY_HAND, w,
                      sizeof w / sizeof *w, e);
}

/* The word of a state; nothing is known of 0. */
static struct val word_of(const struct word *w, int64_t value)
{
    for (; w->name; w++)
        if (w->value == value && value > 0)
            return val_text(str_of(w->name));
    return val_nil();
}

/* Completion, success and score that the results came to before. */
static bool find_state(struct job *j, int64_t registration, int64_t activity, struct val was[3], struct err *e)
{
    struct stmt *q = db_stmt(tracker_db(j->t), S(
        "SELECT completion, success, score FROM registration_state WHERE registration = ?1 AND ?2 = 0 UNION ALL"
        " SELECT completion, success, score FROM activity_state WHERE registration = ?1 AND activity = ?2"));
    stmt_set(q, 1, val_int(registration));
    stmt_set(q, 2, val_int(activity));
    for (int i = 0; i < 3; i++)
        was[i] = val_nil();
    if (stmt_row(q)) {
        was[0] = word_of(completions, stmt_int(q, 0));
        was[1] = word_of(successes, stmt_int(q, 1));
        was[2] = stmt_val(q, 2);
    }
    return stmt_end(q, e);
}

static bool set_result(struct job *j, int64_t registration, int64_t activity, struct err *e)
{
    const struct override *o = j->o;
    int64_t completion = 0, success = 0, n;
    struct val score, at[2], was[3], key[] = { val_int(registration), val_int(activity) };
    if (!find_state(j, registration, activity, was, e)
        || !read_word(j->arena, "--completion", completions, o->completion, &completion, e)
        || !read_word(j->arena, "--success", successes, o->success, &success, e)
        || !read_score(o->score, &score, e) || !read_stamp("--at", o->at, at, e)
        || !next_n(j, "SELECT max(n) FROM (SELECT n FROM result WHERE registration = ?1 AND activity = ?2"
                   " UNION ALL SELECT n FROM result_past WHERE registration = ?1 AND activity = ?2)",
                   key, 2, &n, e))
        return false;
    const struct val row[] = { key[0], key[1], val_int(n), at[0], at[1], val_int(completion),
                               val_int(success), score, val_int(1) };
    if (o->completion.n)
        add_row(j, "result", "completion", was[0], val_text(o->completion));
    if (o->success.n)
        add_row(j, "result", "success", was[1], val_text(o->success));
    if (o->score.n)
        add_row(j, "result", "score", was[2], score);
    return edit_put(j->t, PAST_RESULT, row, e);
}

static bool clear_registration(struct job *j, int64_t id, int64_t activity, struct err *e)
{
    struct keys k;
    struct val v[] = { val_int(id), val_int(activity) };
    return read_keys(j, "SELECT registration, activity, n FROM result WHERE registration = ?1"
                     " AND activity = ?2 AND by_hand = 1", v, 2, 3, &k, e)
        && take_all(j, PAST_RESULT, &k, "state", e)
        && (j->o->activity.n
            || clear_fields(j, PAST_REGISTRATION, id, of_registration, REGISTRATION_BY_HAND, e));
}

static bool set_learning(struct job *j, struct err *e)
{
    const struct override *o = j->o;
    int64_t course, activity = 0, id = 0;
    bool fact = o->completion.n || o->success.n || o->score.n;
    if (o->at.n && !fact)
        return err_set(e, ERR_USAGE, "--at says when a completion, success or score was reached: say which");
    if (!fact && !o->registered.n && !o->withdrawn.n && !o->economy.n && !o->clear)
        return err_set(e, ERR_USAGE, "say what is to be set of the registration: --completion, --success, --score, "
                       "--registered, --withdrawn or --country, or --clear");
    if (!find_course(j->t, o->course, &course, e)
        || (o->activity.n && !find_activity(j->t, course, o->activity, &activity, e))
        || !pick_registration(j, course, &id, e))
        return false;
    if (o->clear)
        return clear_registration(j, id, activity, e);
    return set_registration(j, id, e) && (!fact || set_result(j, id, activity, e));
}

/* --- a participation -------------------------------------------------------------------------------- */

static bool set_participation(struct job *j, struct err *e)
{
    const struct override *o = j->o;
    int64_t initiative, ignored = 0;
    str role = o->role.n ? o->role : S("participant");
    struct keys k;
    if (!o->status.n && !o->clear)
        return err_set(e, ERR_USAGE, "say what the person was at the initiative, with --status");
    if (!read_word(j->arena, "--role", roles, role, &ignored, e)
        || !read_word(j->arena, "--status", statuses, o->status, &ignored, e)
        || !find_initiative(j->t, o->initiative, &initiative, e))
        return false;
    struct val v[] = { val_int(initiative), val_text(role) }, row[PAST_ROW];
    bool found = false;
    if (!read_keys(j, "SELECT initiative, learner, role FROM participation WHERE initiative = ?1 AND role = ?2"
                   " AND learner IN (SELECT id FROM person_learner)", v, 2, 3, &k, e)
        || (k.v.n && !past_read(tracker_db(j->t), PAST_PARTICIPATION, j->arena, k.v.v, row, &found, e)))
        return false;
    if (!found && o->clear)
        return err_set(e, ERR_INPUT, "the person was not at " STR_FMT " as " STR_FMT, STR_ARG(o->initiative),
                       STR_ARG(role));
    if (!found)
        memcpy(row, (struct val[]){ v[0], val_int(j->person.whole), v[1], val_nil(), val_nil(), val_nil(),
                                    val_int(0) }, 7 * sizeof *row);
    struct val was = row[3];
    row[3] = o->clear ? was : val_text(o->status);
    row[6] = val_int(!o->clear);
    add_row(j, "participation", o->clear ? "set by hand" : "status", was, row[3]);
    return edit_put(j->t, PAST_PARTICIPATION, row, e);
}

/* --- the override -------------------------------------------------------------------------------------- */

static bool work(struct job *j, struct err *e)
{
    return j->o->initiative.n ? set_participation(j, e)
         : j->o->course.n ? set_learning(j, e) : set_person(j, e);
}

bool override_set(struct tracker *t, str key, const struct override *o, const struct by_hand *by,
                  struct report *r, struct err *e)
{
    struct job j = { .t = t, .arena = r->arena, .o = o, .table = table_new(r->arena, S("Set by hand")) };
    if (!str_trim(by->reason).n)
        return err_set(e, ERR_USAGE, "say why, with --reason");
    if (!person_found(t, key, &j.person, e) || !person_gather(t, j.person.whole, e))
        return false;
    table_column(j.table, S("entity"), S("What"), UNIT_NONE);
    table_column(j.table, S("field"), S("Field"), UNIT_NONE);
    table_column(j.table, S("was"), S("Was"), UNIT_NONE);
    table_column(j.table, S("is"), S("Is"), UNIT_NONE);
    report_table(r, j.table);
    if (!edit_begin(t, "override", by->actor, by->reason, e))
        return false;
    bool ok = work(&j, e);
    edit_say(t, "%s of learner %lld %s", o->initiative.n ? "a participation" : o->course.n ? "a registration"
             : "what is known", (long long)j.person.whole, o->clear ? "no longer set by hand" : "set by hand");
    if (ok)
        by_hand_note(t, by, j.table);
    return by_hand_end(t, ok, by, e);
}
