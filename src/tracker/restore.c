/*
 * Each kind of thing has a function that finds what its cells speak of, builds the row of the
 * store and lays it over the one there is. Rows are written through edit.h, which keeps
 * versions, digests and what is to be derived.
 */
#include "tracker/restore.h"

#include <assert.h>
#include <string.h>

#include "base/asset.h"
#include "crypto/sha256.h"
#include "intl/text.h"
#include "tracker/edit.h"
#include "tracker/exchange.h"
#include "tracker/inside.h"
#include "tracker/mappings.h"
#include "tracker/numbers.h"
#include "tracker/people.h"
#include "tracker/state.h"
#include "tracker/statement.h"
#include "tracker/tombstone.h"

struct restoring {
    struct batch *b;
    struct db *db;
    struct arena *arena;                  /* of the row */
    const struct record *record;
    const struct exchange_thing *thing;
    enum outcome outcome;
};

/* --- cells -------------------------------------------------------------------------------- */

static str cell(const struct restoring *x, const char *column)
{
    for (size_t i = 0; x->thing->columns[i]; i++)
        if (strcmp(x->thing->columns[i], column) == 0)
            return x->record->cells[i];
    return S("");
}

/* The row cannot be taken. */
static bool refuse(struct restoring *x, enum outcome o, const char *column, const char *code,
                   const char *why)
{
    rowlog_say(&x->b->log, x->record->line, code, str_of(column), cell(x, column), "%s", why);
    x->outcome = o;
    return false;
}

static bool reject(struct restoring *x, const char *column, const char *why)
{
    return refuse(x, OUTCOME_REJECTED, column, "unknown-reference", why);
}

static struct val text(struct restoring *x, const char *column)
{
    return val_text(cell(x, column));
}

static struct val text_or_nil(struct restoring *x, const char *column)
{
    str s = cell(x, column);
    return s.n ? val_text(s) : val_nil();
}

static bool integer(struct restoring *x, const char *column, struct val *out)
{
    int64_t i;
    str s = cell(x, column);
    *out = val_nil();
    if (!s.n)
        return true;
    if (!str_int(s, &i))
        return refuse(x, OUTCOME_REJECTED, column, "bad-number", "this is no whole number");
    *out = val_int(i);
    return true;
}

static bool real(struct restoring *x, const char *column, struct val *out)
{
    double r;
    str s = cell(x, column);
    *out = val_nil();
    if (!s.n)
        return true;
    if (!str_real(s, &r))
        return refuse(x, OUTCOME_REJECTED, column, "bad-number", "this is no number");
    *out = val_real(r);
    return true;
}

/* Into two vals, the instant and its precision. */
static bool stamp(struct restoring *x, const char *column, struct val *out)
{
    struct stamp s = { 0 };
    str c = cell(x, column);
    if (c.n && !exchange_stamp(c, &s))
        return refuse(x, OUTCOME_REJECTED, column, "bad-date", "this is no date or instant as an export writes it");
    stamp_vals(s, out);
    return true;
}

/* --- the store ------------------------------------------------------------------------------ */

/* The first column of the first row; nil: none. False when the store fails. */
static bool ask(struct restoring *x, str sql, const struct val *v, size_t n, struct val *out,
                struct err *e)
{
    struct stmt *q = db_stmt(x->db, sql);
    for (size_t i = 0; i < n; i++)
        stmt_set(q, (int)i + 1, v[i]);
    *out = stmt_row(q) && !stmt_nil(q, 0) ? val_int(stmt_int(q, 0)) : val_nil();
    return stmt_end(q, e);
}
#define ASK(x, sql, out, e, ...)                                                          \
    ask((x), S(sql), (const struct val[]){ __VA_ARGS__ },                                 \
        sizeof((const struct val[]){ __VA_ARGS__ }) / sizeof(struct val), (out), (e))

static bool is_blank(struct val v)
{
    return v.kind == VAL_NIL || (v.kind == VAL_TEXT && v.as.s.n == 0);
}

static int column_named(const struct past_table *t, const char *name)
{
    for (int i = 0; t->columns[i]; i++)
        if (strcmp(t->columns[i], name) == 0)
            return i;
    return -1;
}

/* What may be left open in a row, and must be there in a new one. */
static void fill(const struct past_table *t, struct val *row)
{
    static const char *const flags[] = { "withdrawn", "by_hand", "is_test", "completion", "success" };
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        int at = column_named(t, flags[i]);
        if (at >= 0 && row[at].kind == VAL_NIL)
            row[at] = val_int(0);
    }
}

static bool stands(const struct past_table *t, const struct val *have, const struct val *row)
{
    int at = column_named(t, "by_hand");
    return at >= 0 && have[at].as.i != 0 && (row[at].kind == VAL_NIL || row[at].as.i == 0);
}

static void count(struct book_count *n, int64_t line, bool changed)
{
    if (changed)
        n->changed++;
    else
        n->brought++;
    if (!n->first[changed])
        n->first[changed] = line;
}

/* Lays the row over the one there is; blank cells leave what is known. */
static bool lay(struct restoring *x, enum past p, struct val *row, size_t n, struct err *e)
{
    const struct past_table *t = past_table(p);
    assert(n == PAST_ROW || n == (size_t)past_columns(t));
    struct val have[PAST_ROW];
    bool found;
    int64_t before = edit_changes(x->b->t);
    if (!past_read(x->db, p, x->arena, row, have, &found, e))
        return false;
    if (found && stands(t, have, row))
        return true;
    for (int i = t->nkey; found && i < past_columns(t); i++)
        if (is_blank(row[i]))
            row[i] = have[i];
    if (!found)
        fill(t, row);
    if (!edit_put(x->b->t, p, row, e))
        return false;
    bool changed = edit_changes(x->b->t) > before;
    if (changed)
        count(&x->b->book.count[p], x->record->line, found);
    if (changed && (x->outcome == OUTCOME_UNCHANGED || !found))
        x->outcome = found ? OUTCOME_UPDATED : OUTCOME_INSERTED;
    return true;
}

#define LAY(x, p, e, ...)                                                                 \
    lay((x), (p), (struct val[]){ __VA_ARGS__ },                                          \
        sizeof((struct val[]){ __VA_ARGS__ }) / sizeof(struct val), (e))

/* --- what cells speak of --------------------------------------------------------------------- */

/* Each gives true and a number; or false, with the row refused or e set. */
static bool course_of(struct restoring *x, const char *column, int64_t *id, struct err *e)
{
    (void)e;
    *id = catalogue_course(&x->b->catalogue, x->arena, S(""), cell(x, column));
    return *id || reject(x, column, "this course is not in the catalogue; import the courses first");
}

static bool activity_in(struct restoring *x, int64_t course, str ident, struct val *out, struct err *e)
{
    return ASK(x, "SELECT id FROM activity WHERE course = ? AND ident = ?", out, e, val_int(course),
               val_text(ident));
}

static bool activity_of(struct restoring *x, int64_t course, int64_t *id, struct err *e)
{
    struct val v;
    *id = 0;
    if (!cell(x, "activity").n)
        return true;
    if (cell(x, "of_course").n && !course_of(x, "of_course", &course, e))
        return false;
    if (!activity_in(x, course, cell(x, "activity"), &v, e))
        return false;
    *id = v.as.i;
    return v.kind == VAL_INT || reject(x, "activity", "the course has no such activity; import the activities first");
}

static bool organisation_of(struct restoring *x, struct val *out, struct err *e)
{
    *out = val_nil();
    if (!cell(x, "organisation").n)
        return true;
    str norm = intl_alias_key(x->arena, cell(x, "organisation"));
    return ASK(x, "SELECT id FROM organisation WHERE name_norm = ? AND economy IS ?", out, e, val_text(norm),
               text_or_nil(x, "organisation_economy"))
        && (out->kind == VAL_INT
            || reject(x, "organisation", "there is no such organisation; import the organisations first"));
}

static bool initiative_in(struct restoring *x, str code, struct val *out, struct err *e)
{
    return ASK(x, "SELECT id FROM initiative WHERE code = ?", out, e, val_text(code));
}

static bool initiative_of(struct restoring *x, int64_t *id, struct err *e)
{
    struct val v;
    if (!initiative_in(x, cell(x, "initiative"), &v, e))
        return false;
    *id = v.as.i;
    return v.kind == VAL_INT || reject(x, "initiative", "there is no such initiative; import the initiatives first");
}

/* --- persons ------------------------------------------------------------------------------------ */

static bool learner_by_key(struct restoring *x, str key, struct val *out, struct err *e)
{
    str kind, issuer, value;
    int64_t own;
    *out = val_nil();
    if (!exchange_key_read(x->arena, key, &kind, &issuer, &value))
        return true;
    str ours = str_cat(x->arena, S("etalon:"), str_of(x->b->t->store));
    if (str_eq(issuer, ours) && str_int(value, &own))
        return ASK(x, "SELECT id FROM learner WHERE id = ?", out, e, val_int(own));
    return ASK(x, "SELECT learner FROM learner_identity WHERE value_norm = ? AND kind = ? AND issuer = ?", out,
               e, val_text(value), val_text(kind), val_text(issuer));
}

/* Of this store by its number, of another by what that store called it. */
static bool learner_by_uid(struct restoring *x, str uid, struct val *out, struct err *e)
{
    char store[UID_STORE + 1] = "";
    int64_t id = 0;
    *out = val_nil();
    if (!tracker_uid_read(x->b->t, uid, store, &id))
        return true;
    if (id)
        return ASK(x, "SELECT id FROM learner WHERE id = ?", out, e, val_int(id));
    str number = uid;
    (void)str_cut(&number, '-');
    return ASK(x, "SELECT learner FROM learner_identity WHERE value_norm = ? AND kind = 'external' AND issuer = ?",
               out, e, val_text(number), val_text(str_cat(x->arena, S("etalon:"), str_of(store))));
}

static bool learner_named(struct restoring *x, const char *uid, const char *key, int64_t *id,
                          struct err *e)
{
    struct val v;
    if (!learner_by_uid(x, cell(x, uid), &v, e)
        || (v.kind != VAL_INT && !learner_by_key(x, cell(x, key), &v, e)))
        return false;
    *id = v.as.i;
    return v.kind == VAL_INT || reject(x, uid, "there is no such learner; import the learners first");
}

static bool learner_of(struct restoring *x, int64_t *id, struct err *e)
{
    return learner_named(x, "learner", "key", id, e);
}

static bool is_erased(struct restoring *x, int64_t learner, bool *erased, struct err *e)
{
    struct val v;
    bool ok = ASK(x, "SELECT 1 FROM learner WHERE id = ? AND salt IS NULL", &v, e, val_int(learner));
    *erased = v.kind == VAL_INT;
    return ok;
}

typedef VEC(str) keys;

static keys keys_of(struct restoring *x)
{
    keys all = { 0 };
    str rest = cell(x, "keys");
    while (rest.p && rest.n) {
        str line = str_trim(str_cut(&rest, '\n'));
        if (line.n)
            *vec_push(x->arena, &all) = line;
    }
    return all;
}

static str key_alone(str line)
{
    return str_cut(&line, '\t');
}

static bool was_erased(struct restoring *x, const keys *all, bool *erased, struct err *e)
{
    struct tombstones stones;
    *erased = false;
    if (!tombstones_open(&stones, x->db, e))
        return false;
    for (size_t i = 0; i < all->n && stones.any && !*erased; i++) {
        str kind, issuer, value;
        if (exchange_key_read(x->arena, key_alone(all->v[i]), &kind, &issuer, &value)
            && !tombstone_find(&stones, kind, issuer, value, erased, e))
            return false;
    }
    return true;
}

/* The learner of the uid or of any of the keys, 0: of none. */
static bool find_learner(struct restoring *x, const keys *all, int64_t *id, struct err *e)
{
    struct val v;
    if (!learner_by_uid(x, cell(x, "learner"), &v, e))
        return false;
    *id = v.kind == VAL_INT ? v.as.i : 0;
    for (size_t i = 0; i < all->n; i++) {
        if (!learner_by_key(x, key_alone(all->v[i]), &v, e))
            return false;
        if (v.kind == VAL_INT && *id && v.as.i != *id)
            return refuse(x, OUTCOME_CONFLICT, "keys", "two-learners", "these keys belong to different learners here");
        *id = v.kind == VAL_INT ? v.as.i : *id;
    }
    return true;
}

static bool put_key(struct restoring *x, int64_t learner, str line, struct err *e)
{
    str kind, issuer, value, raw = line, key = str_cut(&raw, '\t');
    if (!exchange_key_read(x->arena, key, &kind, &issuer, &value))
        return refuse(x, OUTCOME_REJECTED, "keys", "bad-key", "a key is written as kind:issuer:value");
    if (str_eq(issuer, str_cat(x->arena, S("etalon:"), str_of(x->b->t->store))))
        return true;
    struct val shared = val_nil();
    if (str_eq(kind, S("external"))
        && !ASK(x, "SELECT 1 FROM shared_id WHERE value_norm = ? AND issuer = ?", &shared, e, val_text(value),
                val_text(issuer)))
        return false;
    if (shared.kind == VAL_INT)
        return LAY(x, PAST_SHARED, e, val_text(value), val_text(issuer), val_int(learner));
    return LAY(x, PAST_IDENTITY, e, val_text(value), val_text(kind), val_text(issuer),
               val_int(learner), raw.p ? val_text(raw) : val_nil());
}

/* Whoever has no key is known by what the store called him or her that the export came from. */
static bool put_keys(struct restoring *x, int64_t learner, const keys *all, struct err *e)
{
    char store[UID_STORE + 1] = "";
    int64_t own = 0;
    for (size_t i = 0; i < all->n; i++)
        if (!put_key(x, learner, all->v[i], e))
            return false;
    if (all->n || !tracker_uid_read(x->b->t, cell(x, "learner"), store, &own) || own)
        return true;
    str number = cell(x, "learner");
    (void)str_cut(&number, '-');
    return LAY(x, PAST_IDENTITY, e, val_text(number), val_text(S("external")),
               val_text(str_cat(x->arena, S("etalon:"), str_of(store))), val_int(learner), val_nil());
}

/* 1, or nothing: a mark that is set stays set. */
static struct val mark(struct restoring *x, const char *column)
{
    return str_eq(cell(x, column), S("1")) ? val_int(1) : val_nil();
}

static bool put_learner(struct restoring *x, int64_t id, struct err *e)
{
    struct val row[PAST_ROW] = {
        val_int(id), text_or_nil(x, "given_name"), text_or_nil(x, "family_name"),
        text_or_nil(x, "display_name"), text_or_nil(x, "gender"), text_or_nil(x, "lang") };
    row[8] = mark(x, "test");
    edit_unsalted(x->b->t, str_eq(cell(x, "erased"), S("1")));
    bool ok = stamp(x, "joined_at", row + 6) && integer(x, "by_hand", &row[9])
        && lay(x, PAST_LEARNER, row, sizeof row / sizeof *row, e);
    edit_unsalted(x->b->t, false);
    return ok;
}

static bool learners(struct restoring *x, struct err *e)
{
    keys all = keys_of(x);
    int64_t id;
    bool erased;
    if (!was_erased(x, &all, &erased, e) || (!erased && !find_learner(x, &all, &id, e)))
        return false;
    if (!erased && id && !is_erased(x, id, &erased, e))
        return false;
    if (erased) {
        x->outcome = str_eq(cell(x, "erased"), S("1")) ? OUTCOME_UNCHANGED : OUTCOME_SKIPPED;
        return true;
    }
    return (id || number_next(x->db, "learner", &id, e)) && put_learner(x, id, e)
        && put_keys(x, id, &all, e);
}

/* Whoever has the id alone here has it no longer alone. */
static bool shared_ids(struct restoring *x, struct err *e)
{
    int64_t id;
    struct val holder, value = text(x, "id"), source = text(x, "source");
    const struct val key[] = { value, val_text(S("external")), source };
    if (!learner_of(x, &id, e)
        || !ASK(x, "SELECT learner FROM learner_identity WHERE value_norm = ? AND kind = ? AND issuer = ?", &holder,
                e, key[0], key[1], key[2]))
        return false;
    if (holder.kind == VAL_INT
        && (!LAY(x, PAST_SHARED, e, value, source, holder) || !edit_take(x->b->t, PAST_IDENTITY, key, e)))
        return false;
    return LAY(x, PAST_SHARED, e, value, source, val_int(id));
}

static bool merges(struct restoring *x, struct err *e)
{
    int64_t from, into;
    struct val round, other;
    if (!learner_of(x, &from, e) || !learner_named(x, "into_learner", "into_key", &into, e))
        return false;
    if (!ASK(x, "WITH RECURSIVE up (id) AS (SELECT ?1 UNION SELECT m.into_learner FROM learner_merge m"
                " JOIN up ON m.learner = up.id) SELECT 1 FROM up WHERE id = ?2", &round, e,
             val_int(into), val_int(from)))
        return false;
    if (round.kind == VAL_INT)
        return refuse(x, OUTCOME_CONFLICT, "into_learner", "merge-round", "these learners are one the other way round here");
    if (!ASK(x, "SELECT 1 FROM learner_merge WHERE learner = ? AND into_learner <> ?", &other, e, val_int(from),
             val_int(into)))
        return false;
    if (other.kind == VAL_INT)
        return refuse(x, OUTCOME_CONFLICT, "into_learner", "merged-otherwise", "this learner was merged into another one here");
    return LAY(x, PAST_MERGE, e, val_int(from), val_int(into));
}

/* --- catalogue ------------------------------------------------------------------------------------- */

static bool organisations(struct restoring *x, struct err *e)
{
    struct val id;
    int64_t fresh;
    str norm = intl_alias_key(x->arena, cell(x, "organisation"));
    if (!ASK(x, "SELECT id FROM organisation WHERE name_norm = ? AND economy IS ?", &id, e, val_text(norm),
             text_or_nil(x, "economy")))
        return false;
    if (id.kind != VAL_INT && !number_next(x->db, "organisation", &fresh, e))
        return false;
    return LAY(x, PAST_ORGANISATION, e,
        id.kind == VAL_INT ? id : val_int(fresh), val_text(norm), text(x, "organisation"),
        cell(x, "type").n ? text(x, "type") : val_text(S("other")), text_or_nil(x, "economy"));
}

static bool courses(struct restoring *x, struct err *e)
{
    uint32_t id = catalogue_course(&x->b->catalogue, x->arena, S(""), cell(x, "course"));
    struct val code = text(x, "course");
    int64_t fresh;
    if (!cell(x, "course").n)
        return reject(x, "course", "a course needs a code");
    if (!id && !x->b->spec.new_courses)
        return refuse(x, OUTCOME_REJECTED, "course", "unknown-course",
                      "this course is not in the catalogue; --new-courses lets it in");
    if (!id && !number_next(x->db, "course", &fresh, e))
        return false;
    if (!id)
        catalogue_know(&x->b->catalogue, cell(x, "course"), (uint32_t)fresh);
    return LAY(x, PAST_COURSE, e, id ? val_int(id) : val_int(fresh), id ? val_nil() : code,
                                               text(x, "title"));
}

/* nil: it is the same as no other. */
static bool same_as(struct restoring *x, int64_t course, struct val *out, struct err *e)
{
    *out = val_nil();
    if (!cell(x, "same_as").n && !cell(x, "same_course").n)
        return true;
    if (cell(x, "same_course").n && !course_of(x, "same_course", &course, e))
        return false;
    if (!cell(x, "same_as").n)
        return *out = val_int(0), true;
    return activity_in(x, course, cell(x, "same_as"), out, e)
        && (out->kind == VAL_INT || reject(x, "same_as", "the course has no such activity"));
}

static bool activities(struct restoring *x, struct err *e)
{
    int64_t course, fresh;
    struct val id, parent = val_nil(), same;
    if (!course_of(x, "course", &course, e) || !same_as(x, course, &same, e)
        || !activity_in(x, course, cell(x, "activity"), &id, e)
        || (cell(x, "parent").n && !activity_in(x, course, cell(x, "parent"), &parent, e)))
        return false;
    if (cell(x, "parent").n && parent.kind != VAL_INT)
        return reject(x, "parent", "the course has no such activity");
    if (id.kind != VAL_INT && !number_next(x->db, "activity", &fresh, e))
        return false;
    return LAY(x, PAST_ACTIVITY, e,
        id.kind == VAL_INT ? id : val_int(fresh), val_int(course), text(x, "activity"), text(x, "title"),
        text(x, "activity_kind"), parent, same);
}

static bool course_names(struct restoring *x, struct err *e)
{
    int64_t course;
    return course_of(x, "course", &course, e)
        && LAY(x, PAST_COURSE_ALIAS, e, text(x, "source"), text(x, "name"), val_int(course));
}

static bool edition_in(struct restoring *x, int64_t course, const char *column, struct val *out,
                       struct err *e)
{
    *out = val_nil();
    return !cell(x, column).n
        || ASK(x, "SELECT id FROM course_version WHERE course = ? AND label = ?", out, e, val_int(course), text(x, column));
}

static bool editions(struct restoring *x, struct err *e)
{
    int64_t course, fresh;
    struct val id, before, mastery;
    if (!course_of(x, "course", &course, e) || !edition_in(x, course, "edition", &id, e)
        || !edition_in(x, course, "supersedes", &before, e) || !real(x, "mastery", &mastery))
        return false;
    if (id.kind != VAL_INT && !number_next(x->db, "course_version", &fresh, e))
        return false;
    return LAY(x, PAST_VERSION, e,
        id.kind == VAL_INT ? id : val_int(fresh), val_int(course), text(x, "edition"), text(x, "sha256"),
        text(x, "standard"), text(x, "manifest"), mastery, text(x, "languages"),
        text_or_nil(x, "published_on"), before);
}

static bool edition_activities(struct restoring *x, struct err *e)
{
    int64_t course, activity;
    struct val id, counts, weight;
    if (!course_of(x, "course", &course, e) || !edition_in(x, course, "edition", &id, e)
        || !activity_of(x, course, &activity, e) || !integer(x, "counts", &counts)
        || !real(x, "weight", &weight))
        return false;
    if (id.kind != VAL_INT)
        return reject(x, "edition", "the course has no such edition; import the editions first");
    return LAY(x, PAST_VERSION_ACTIVITY, e,
        id, val_int(activity), counts, weight.kind == VAL_REAL ? weight : val_real(1));
}

static bool question_in(struct restoring *x, int64_t activity, struct val *out, struct err *e)
{
    return ASK(x, "SELECT id FROM question WHERE activity = ? AND ident = ?", out, e, val_int(activity), text(x, "question"));
}

static bool questions(struct restoring *x, struct err *e)
{
    int64_t course, activity, fresh;
    struct val id, most;
    if (!course_of(x, "course", &course, e) || !activity_of(x, course, &activity, e)
        || !question_in(x, activity, &id, e) || !real(x, "max_mark", &most))
        return false;
    if (id.kind != VAL_INT && !number_next(x->db, "question", &fresh, e))
        return false;
    return LAY(x, PAST_QUESTION, e,
        id.kind == VAL_INT ? id : val_int(fresh), val_int(activity), text(x, "question"), text(x, "type"), most);
}

/* --- learning ----------------------------------------------------------------------------------------- */

struct registration { int64_t learner, course, seq; struct val at[2]; struct val id; };

/* The one with that number and date; else the only one with that date; else the one with that
 * number of which only one has a date. */
static bool registration_in(struct restoring *x, struct registration *g, struct err *e)
{
    struct val seq;
    if (!learner_of(x, &g->learner, e) || !course_of(x, "course", &g->course, e)
        || !integer(x, "registration", &seq) || !stamp(x, "registered_at", g->at))
        return false;
    g->seq = seq.kind == VAL_INT ? seq.as.i : 1;
    struct val key[] = { val_int(g->learner), val_int(g->course), g->at[0], g->at[1], val_int(g->seq) };
    return ask(x, S("SELECT coalesce("
          " max(CASE WHEN seq = ?5 AND registered_at IS ?3 AND precision IS ?4 THEN id END),"
          " CASE WHEN sum(registered_at IS ?3 AND precision IS ?4) = 1"
          "      THEN max(CASE WHEN registered_at IS ?3 AND precision IS ?4 THEN id END) END,"
          " max(CASE WHEN seq = ?5 AND (registered_at IS NULL OR ?3 IS NULL) THEN id END))"
          " FROM registration WHERE learner = ?1 AND course = ?2"), key, 5, &g->id, e);
}

static bool registration_of(struct restoring *x, struct registration *g, struct err *e)
{
    return registration_in(x, g, e)
        && (g->id.kind == VAL_INT || reject(x, "registration", "there is no such registration; import the registrations first"));
}

static bool free_seq(struct restoring *x, struct registration *g, struct err *e)
{
    struct val v;
    if (!ASK(x, "SELECT CASE WHEN sum(seq = ?3) > 0 THEN max(seq) + 1 ELSE ?3 END FROM registration"
                " WHERE learner = ?1 AND course = ?2", &v, e, val_int(g->learner), val_int(g->course), val_int(g->seq)))
        return false;
    g->seq = v.kind == VAL_INT ? v.as.i : g->seq;
    return true;
}

static bool registrations(struct restoring *x, struct err *e)
{
    struct registration g;
    struct val by_hand, row[PAST_ROW];
    bool found;
    if (!registration_in(x, &g, e) || !integer(x, "by_hand", &by_hand))
        return false;
    if (g.id.kind == VAL_INT) {
        if (!past_read(x->db, PAST_REGISTRATION, x->arena, &g.id, row, &found, e))
            return false;
        g.seq = row[3].as.i;
    } else {
        int64_t fresh;
        if (!number_next(x->db, "registration", &fresh, e) || !free_seq(x, &g, e))
            return false;
        g.id = val_int(fresh);
    }
    return LAY(x, PAST_REGISTRATION, e,
        g.id, val_int(g.learner), val_int(g.course), val_int(g.seq), g.at[0], g.at[1],
        mark(x, "withdrawn"), text_or_nil(x, "economy"), text_or_nil(x, "cohort"),
        text_or_nil(x, "source_key"), by_hand);
}

/* The fact that is there, by its number or (when no override) by what it says; else its new number. */
static bool fact_number(struct restoring *x, const struct val *row, struct val *n, bool *known,
                        struct err *e)
{
    struct val v;
    *known = false;
    if (!ask(x, S("SELECT n FROM result WHERE registration = ?1 AND activity = ?2 AND at IS ?4 AND precision IS ?5"
                  " AND completion = ?6 AND success = ?7 AND score IS ?8 AND by_hand = ?9 AND (?9 = 0 OR n = ?3)"
                  " ORDER BY n = ?3 DESC LIMIT 1"), row, 9, &v, e))
        return false;
    *known = v.kind == VAL_INT;
    if (*known)
        return true;
    return ask(x, S("SELECT CASE WHEN ?3 IS NULL OR sum(n = ?3) > 0 THEN coalesce(max(n) + 1, 0) ELSE ?3 END"
                    " FROM result WHERE registration = ?1 AND activity = ?2"), row, 3, n, e);
}

static struct val or_zero(struct val v) { return v.kind == VAL_NIL ? val_int(0) : v; }

static bool results(struct restoring *x, struct err *e)
{
    struct registration g;
    int64_t activity;
    struct val row[9];
    bool known;
    if (!registration_of(x, &g, e) || !activity_of(x, g.course, &activity, e) || !integer(x, "n", &row[2])
        || !stamp(x, "happened_at", row + 3) || !integer(x, "completion", &row[5])
        || !integer(x, "success", &row[6]) || !real(x, "score", &row[7]) || !integer(x, "by_hand", &row[8]))
        return false;
    row[0] = g.id;
    row[1] = val_int(activity);
    row[5] = or_zero(row[5]);
    row[6] = or_zero(row[6]);
    row[8] = or_zero(row[8]);
    struct val n = row[2];
    if (!fact_number(x, row, &n, &known, e))
        return false;
    row[2] = n.kind == VAL_INT ? n : or_zero(row[2]);
    return known || lay(x, PAST_RESULT, row, sizeof row / sizeof *row, e);
}

static bool attempts(struct restoring *x, struct err *e)
{
    struct registration g;
    int64_t activity;
    struct val row[8];
    if (!registration_of(x, &g, e) || !activity_of(x, g.course, &activity, e)
        || !integer(x, "attempt", &row[2]) || !stamp(x, "started_at", row + 3)
        || !stamp(x, "last_at", row + 5) || !real(x, "score", &row[7]))
        return false;
    row[0] = g.id;
    row[1] = val_int(activity);
    return lay(x, PAST_ATTEMPT, row, sizeof row / sizeof *row, e);
}

static bool interactions(struct restoring *x, struct err *e)
{
    struct registration g;
    int64_t activity;
    bool erased;
    struct val row[10];
    if (!registration_of(x, &g, e) || !activity_of(x, g.course, &activity, e)
        || !question_in(x, activity, &row[1], e) || !integer(x, "attempt", &row[2])
        || !integer(x, "n", &row[3]) || !real(x, "mark", &row[6]) || !integer(x, "latency_ms", &row[7])
        || !stamp(x, "happened_at", row + 8) || !is_erased(x, g.learner, &erased, e))
        return false;
    if (row[1].kind != VAL_INT)
        return reject(x, "question", "the activity has no such question; import the questions first");
    row[0] = g.id;
    row[4] = erased ? val_nil() : text_or_nil(x, "response");
    row[5] = text_or_nil(x, "result");
    return lay(x, PAST_INTERACTION, row, sizeof row / sizeof *row, e);
}

static bool id_of(struct restoring *x, struct uuid *id, char bytes[UUID_BYTES])
{
    if (!uuid_read(cell(x, "statement"), id))
        return refuse(x, OUTCOME_REJECTED, "statement", "bad-statement", "the id of a statement is a UUID");
    uuid_bytes(*id, bytes);
    return true;
}

static bool statements(struct restoring *x, struct err *e)
{
    struct registration g;
    int64_t activity;
    struct uuid id;
    char bytes[UUID_BYTES];
    bool erased;
    struct val row[10], known;
    if (!registration_of(x, &g, e) || !activity_of(x, g.course, &activity, e) || !id_of(x, &id, bytes)
        || !stamp(x, "happened_at", row + 3) || !integer(x, "completion", &row[5]) || !integer(x, "success", &row[6])
        || !real(x, "score", &row[7]) || !integer(x, "brought", &row[9])
        || !is_erased(x, g.learner, &erased, e))
        return false;
    row[0] = g.id;
    row[1] = val_blob((str){ bytes, sizeof bytes });
    row[2] = val_int(activity);
    row[5] = or_zero(row[5]);
    row[6] = or_zero(row[6]);
    row[8] = val_nil();
    row[9] = or_zero(row[9]);
    if (cell(x, "question").n && !question_in(x, activity, &row[8], e))
        return false;
    if (cell(x, "question").n && row[8].kind != VAL_INT)
        return reject(x, "question", "the activity has no such question; import the questions first");
    if (!ASK(x, "SELECT 1 FROM statement WHERE registration = ? AND id = ?", &known, e, row[0], row[1]))
        return false;
    if (erased || known.kind == VAL_INT)  /* ids go with the person; what a statement says never changes */
        return true;
    return statement_restored(x->b, e) && lay(x, PAST_STATEMENT, row, sizeof row / sizeof *row, e);
}

static bool voidings(struct restoring *x, struct err *e)
{
    struct uuid id;
    char bytes[UUID_BYTES];
    int64_t learner = 0;
    bool is_new, erased = false;
    if (!id_of(x, &id, bytes)
        || (cell(x, "learner").n && (!learner_of(x, &learner, e) || !is_erased(x, learner, &erased, e))))
        return false;
    if (erased)
        return true;
    if (!statement_restore_void(x->b, id, x->record->line, learner, &is_new, e))
        return false;
    x->outcome = is_new ? OUTCOME_INSERTED : OUTCOME_UNCHANGED;
    return true;
}

static bool sightings(struct restoring *x, struct err *e)
{
    int64_t learner;
    struct val row[8], v;
    if (!learner_of(x, &learner, e) || !integer(x, "dated", &row[4]) || !integer(x, "by_hand", &row[5])
        || !organisation_of(x, &row[7], e))
        return false;
    row[0] = val_int(learner);
    row[2] = text(x, "on_day");
    row[3] = text_or_nil(x, "until_day");
    row[4] = or_zero(row[4]);
    row[5] = or_zero(row[5]);
    row[6] = text_or_nil(x, "economy");
    row[1] = val_nil();
    if (!ask(x, S("SELECT n FROM learner_sighting WHERE learner = ?1 AND on_day = ?3 AND until_day IS ?4"
                  " AND dated = ?5 AND by_hand = ?6 AND economy IS ?7 AND organisation IS ?8"), row, 8, &v, e))
        return false;
    if (v.kind == VAL_INT)
        return true;
    return ask(x, S("SELECT coalesce(max(n), 0) + 1 FROM (SELECT n FROM learner_sighting WHERE learner = ?1"
                    " UNION ALL SELECT n FROM learner_sighting_past WHERE learner = ?1)"), row, 1, &row[1], e)
        && lay(x, PAST_SIGHTING, row, sizeof row / sizeof *row, e);
}

/* --- initiatives ------------------------------------------------------------------------------------------ */

static bool initiatives(struct restoring *x, struct err *e)
{
    struct val id, parent = val_nil(), host;
    int64_t fresh;
    if (!initiative_in(x, cell(x, "initiative"), &id, e) || !organisation_of(x, &host, e)
        || (cell(x, "parent").n && !initiative_in(x, cell(x, "parent"), &parent, e)))
        return false;
    if (cell(x, "parent").n && parent.kind != VAL_INT)
        return reject(x, "parent", "there is no such initiative");
    if (id.kind != VAL_INT && !number_next(x->db, "initiative", &fresh, e))
        return false;
    return LAY(x, PAST_INITIATIVE, e,
        id.kind == VAL_INT ? id : val_int(fresh), text(x, "initiative"), text(x, "initiative_kind"), text(x, "title"),
        text(x, "programme"), parent, host, text_or_nil(x, "host_economy"), text_or_nil(x, "mode"),
        text_or_nil(x, "starts_on"), text_or_nil(x, "ends_on"));
}

static bool partners(struct restoring *x, struct err *e)
{
    int64_t initiative;
    struct val organisation;
    if (!initiative_of(x, &initiative, e) || !organisation_of(x, &organisation, e))
        return false;
    if (organisation.kind != VAL_INT)
        return reject(x, "organisation", "a partner is an organisation");
    return LAY(x, PAST_PARTNER, e, val_int(initiative), organisation, text(x, "role"));
}

static int rank(str status)
{
    static const char *const rising[] = { "cancelled", "no_show", "invited", "registered", "attended", "completed" };
    for (int i = 0; i < 6; i++)
        if (str_eq(status, str_of(rising[i])))
            return i;
    return -1;
}

/* The status is never lowered. */
static bool participations(struct restoring *x, struct err *e)
{
    int64_t learner, initiative;
    bool found;
    struct val row[7], have[PAST_ROW];
    if (!learner_of(x, &learner, e) || !initiative_of(x, &initiative, e) || !real(x, "days", &row[5])
        || !integer(x, "by_hand", &row[6]))
        return false;
    row[0] = val_int(initiative);
    row[1] = val_int(learner);
    row[2] = text(x, "role");
    row[3] = text(x, "status");
    row[4] = text_or_nil(x, "economy");
    if (!past_read(x->db, PAST_PARTICIPATION, x->arena, row, have, &found, e))
        return false;
    bool by_hand = row[6].kind == VAL_INT && row[6].as.i;
    if (found && !by_hand && rank(have[3].as.s) > rank(row[3].as.s))
        row[3] = have[3];
    return lay(x, PAST_PARTICIPATION, row, sizeof row / sizeof *row, e);
}

static bool headcounts(struct restoring *x, struct err *e)
{
    int64_t initiative;
    struct val n;
    if (!initiative_of(x, &initiative, e) || !integer(x, "n", &n))
        return false;
    return LAY(x, PAST_HEADCOUNT, e,
        val_int(initiative), text(x, "economy"), text(x, "gender"), text(x, "channel"), n);
}

/* --- all of them ---------------------------------------------------------------------------------------------- */

/* --- what is the office's own ------------------------------------------------------------------ */

static bool economy_of(struct restoring *x, struct val *out, struct err *e)
{
    struct val known;
    *out = text(x, "economy");
    return ASK(x, "SELECT 1 FROM economy WHERE code = ?", &known, e, *out)
        && (known.kind == VAL_INT || reject(x, "economy", "there is no such economy"));
}

static bool spellings(struct restoring *x, struct err *e)
{
    struct val economy;
    return economy_of(x, &economy, e)
        && LAY(x, PAST_ECONOMY_ALIAS, e, val_text(S("admin")), text(x, "spelling"), economy, val_text(S("")),
               val_text(S("administrator")));
}

/* A table without a past: what is there stays as it is. */
static bool add_name(struct restoring *x, str sql, const struct val *v, size_t n, struct err *e)
{
    struct stmt *q = db_stmt(x->db, sql);
    for (size_t i = 0; i < n; i++)
        stmt_set(q, (int)i + 1, v[i]);
    if (!stmt_run(q, e))
        return false;
    if (db_changes(x->db) > 0)
        x->outcome = OUTCOME_INSERTED;
    return true;
}

static bool schemes(struct restoring *x, struct err *e)
{
    const struct val v[] = { text(x, "scheme"), text(x, "name"), val_int(str_eq(cell(x, "several"), S("1"))) };
    return add_name(x, S("INSERT INTO group_scheme (code, name, multi) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"), v, 3, e);
}

static bool groups(struct restoring *x, struct err *e)
{
    struct val known;
    const struct val v[] = { text(x, "scheme"), text(x, "group"), text(x, "group_name") };
    if (!ASK(x, "SELECT 1 FROM group_scheme WHERE code = ?", &known, e, v[0]))
        return false;
    if (known.kind != VAL_INT)
        return reject(x, "scheme", "there is no such scheme; import the schemes first");
    return add_name(x, S("INSERT INTO economy_group (scheme, code, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"), v, 3, e);
}

static bool stands_alone(struct restoring *x, struct val id, struct val group, struct val economy, struct err *e)
{
    struct asset f = { 0 };
    struct val other;
    const struct val v[] = { id, group, economy, text_or_nil(x, "valid_from"), text_or_nil(x, "valid_to") };
    struct stmt *q = db_stmt(x->db, asset_find(S("tracker/overlap.sql"), &f) ? f.bytes : S("?"));
    for (int i = 0; i < 5; i++)
        stmt_set(q, i + 1, v[i]);
    other = stmt_row(q) ? val_int(1) : val_nil();
    return stmt_end(q, e)
        && (other.kind != VAL_INT || refuse(x, OUTCOME_CONFLICT, "economy", "other-membership",
                                            "the economy is in such a group at that time here; end that first"));
}

static bool memberships(struct restoring *x, struct err *e)
{
    struct val group, economy, found, uncertain;
    int64_t id;
    if (!economy_of(x, &economy, e) || !integer(x, "uncertain", &uncertain)
        || !ASK(x, "SELECT id FROM economy_group WHERE scheme = ? AND code = ?", &group, e, text(x, "scheme"),
                text(x, "group")))
        return false;
    if (group.kind != VAL_INT)
        return reject(x, "group", "there is no such group; import the groups first");
    if (!ASK(x, "SELECT id FROM group_membership WHERE grp = ? AND economy = ? AND valid_from IS ?", &found, e, group,
             economy, text_or_nil(x, "valid_from")))
        return false;
    id = found.as.i;
    if (!stands_alone(x, found.kind == VAL_INT ? found : val_int(0), group, economy, e)
        || (found.kind != VAL_INT && !number_next(x->db, "group_membership", &id, e)))
        return false;
    return LAY(x, PAST_MEMBERSHIP, e, val_int(id), group, economy, text(x, "role"), text_or_nil(x, "valid_from"),
               text_or_nil(x, "valid_to"), uncertain, text(x, "source"), text(x, "confidence"), text(x, "note"),
               found.kind == VAL_INT ? val_nil() : val_int(x->b->recorded));
}

static bool mappings(struct restoring *x, struct err *e)
{
    struct val known;
    int64_t version;
    str name = cell(x, "mapping"), spec = cell(x, "text");
    str digest = sha256_hex(x->arena, sha256_of(spec));
    if (!ASK(x, "SELECT 1 FROM import_mapping WHERE name = ? AND sha256 = ?", &known, e, val_text(name), val_text(digest)))
        return false;
    if (known.kind != VAL_INT)
        x->outcome = OUTCOME_INSERTED;
    return mapping_keep(x->b->t, name, spec, digest, &version, e);
}

/* What was said of the source here stays. */
static bool sources(struct restoring *x, struct err *e)
{
    const struct val v[] = { text(x, "source"), text_or_nil(x, "zone"), text_or_nil(x, "mapping") };
    return add_name(x, S("INSERT INTO import_source (name) VALUES (?) ON CONFLICT DO NOTHING"), v, 1, e)
        && add_name(x, S("UPDATE import_source SET zone = coalesce(zone, ?2), mapping = coalesce(mapping, ?3) WHERE name = ?1"
                         " AND (zone IS NULL AND ?2 IS NOT NULL OR mapping IS NULL AND ?3 IS NOT NULL)"), v, 3, e);
}

static bool (*const takes[])(struct restoring *x, struct err *e) = {
#define THING(id, table, ...) id,
#include "tracker/exchange.def"
#undef THING
};

bool restore_row(struct batch *b, const struct record *r, struct err *e)
{
    struct arena_mark mark = arena_mark(b->scratch);
    struct restoring x = { .b = b, .db = b->db, .arena = b->scratch, .record = r,
                           .thing = exchange_at(r->thing), .outcome = OUTCOME_UNCHANGED };
    struct err trouble = { 0 };
    if (!b->t->edit && !edit_join(b->t, b->id, b->recorded, e))
        return false;
    edit_line(b->t, r->line);
    bool ok = takes[r->thing](&x, &trouble);
    arena_rewind(b->scratch, mark);
    if (!ok && trouble.kind)
        return *e = trouble, false;
    rowlog_set(&b->log, r->line, x.outcome);
    return true;
}

bool restore_end(struct batch *b, struct err *e)
{
    if (!b->t->edit)
        return true;
    bool ok = edit_leave(b->t, &b->book.digest, e);
    people_forget(b->t);
    return ok;
}
