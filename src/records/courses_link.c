/*
 * A link is a row that imports look at (a name of a course; an activity of the
 * source's own that is the same as ours). What came in before follows: registrations
 * move to the course, facts of activities are counted where the link leads.
 */
#include "records/courses.h"
#include "records/find.h"
#include "tracker/catalogue.h"
#include "tracker/edit.h"
#include "tracker/numbers.h"

struct linking {
    struct tracker *t;
    struct arena *arena;
    str source, name;
    int64_t course, from;                 /* from: the course that came in under the name; 0: none */
    int64_t registrations, activities;
};

typedef VEC(int64_t) ids;

static bool collect(struct arena *a, struct stmt *q, ids *out, struct err *e)
{
    while (stmt_row(q))
        *vec_push(a, out) = stmt_int(q, 0);
    return stmt_end(q, e);
}

static void tell(struct report *r, struct linking *k, str to, const struct by_hand *by)
{
    struct table *t = table_new(k->arena, S(""));
    table_column(t, S("source"), S("Source"), UNIT_NONE);
    table_column(t, S("name"), S("Name"), UNIT_NONE);
    table_column(t, S("is"), S("Is"), UNIT_NONE);
    table_column(t, S("registrations"), S("Registrations"), UNIT_COUNT);
    table_column(t, S("activities"), S("Activities"), UNIT_COUNT);
    table_add(t, val_text(k->source));
    table_add(t, val_text(k->name));
    table_add(t, val_text(to));
    table_add(t, val_int(k->registrations));
    table_add(t, val_int(k->activities));
    by_hand_note(k->t, by, t);
    report_table(r, t);
}

/* --- a course --------------------------------------------------------------------------- */

static bool find_from(struct linking *k, struct err *e)
{
    struct stmt *q = db_stmt(tracker_db(k->t), S("SELECT id, code FROM course WHERE id <> ?"));
    str key = catalogue_key(k->arena, k->name);
    stmt_set(q, 1, val_int(k->course));
    while (!k->from && stmt_row(q))
        if (str_eq(catalogue_key(k->arena, stmt_str(q, 1)), key))
            k->from = stmt_int(q, 0);
    return stmt_end(q, e);
}

static bool move_registration(struct linking *k, int64_t id, struct err *e)
{
    struct val row[PAST_ROW], key = val_int(id);
    bool found;
    int64_t seq;
    if (!past_read(tracker_db(k->t), PAST_REGISTRATION, k->arena, &key, row, &found, e))
        return false;
    if (!NUMBER(tracker_db(k->t), "SELECT coalesce(max(seq), 0) + 1 FROM registration"
                                  " WHERE learner = ? AND course = ?", &seq, e,
                row[1], val_int(k->course)))
        return false;
    row[2] = val_int(k->course);
    row[3] = val_int(seq);
    k->registrations++;
    return edit_put(k->t, PAST_REGISTRATION, row, e);
}

static bool move_registrations(struct linking *k, struct err *e)
{
    ids all = { 0 };
    struct stmt *q = db_stmt(tracker_db(k->t),
        S("SELECT r.id FROM registration r JOIN import_batch b ON b.id = r.batch"
          " LEFT JOIN import_source s ON s.id = b.source WHERE r.course = ?1"
          " AND (s.name = ?2 OR s.name IS NULL AND (b.kind = ?2 OR b.kind LIKE ?2 || '-%'))"
          " ORDER BY r.learner, r.seq"));
    stmt_set(q, 1, val_int(k->from));
    stmt_set(q, 2, val_text(k->source));
    if (!collect(k->arena, q, &all, e))
        return false;
    for (size_t i = 0; i < all.n; i++) {
        struct arena_mark mark = arena_mark(k->arena);
        if (!move_registration(k, all.v[i], e))
            return false;
        arena_rewind(k->arena, mark);
    }
    return true;
}

/* The course has an activity of that name already: then this one is the same as that. */
static bool move_activity(struct linking *k, int64_t id, struct err *e)
{
    struct val row[PAST_ROW], key = val_int(id);
    bool found;
    int64_t twin;
    if (!past_read(tracker_db(k->t), PAST_ACTIVITY, k->arena, &key, row, &found, e)
        || !NUMBER(tracker_db(k->t), "SELECT id FROM activity WHERE course = ? AND ident = ?", &twin, e,
                   val_int(k->course), row[2]))
        return false;
    if (twin)
        row[6] = val_int(twin);
    else
        row[1] = val_int(k->course);
    k->activities++;
    return edit_put(k->t, PAST_ACTIVITY, row, e);
}

static bool move_activities(struct linking *k, struct err *e)
{
    ids all = { 0 };
    struct stmt *q = db_stmt(tracker_db(k->t),
        S("SELECT id FROM activity WHERE course = ?1 AND substr(ident, 1, length(?2) + 1) = ?2 || ':'"
          " ORDER BY id"));
    stmt_set(q, 1, val_int(k->from));
    stmt_set(q, 2, val_text(k->source));
    if (!collect(k->arena, q, &all, e))
        return false;
    for (size_t i = 0; i < all.n; i++)
        if (!move_activity(k, all.v[i], e))
            return false;
    return true;
}

/* A course that nothing is of any more is taken out. */
static bool take_empty(struct linking *k, struct err *e)
{
    int64_t uses;
    struct val key = val_int(k->from);
    return NUMBER(tracker_db(k->t),
                  "SELECT (SELECT count(*) FROM registration WHERE course = ?1)"
                  " + (SELECT count(*) FROM activity WHERE course = ?1)"
                  " + (SELECT count(*) FROM course_version WHERE course = ?1)"
                  " + (SELECT count(*) FROM course_alias WHERE course = ?1)", &uses, e, key)
        && (uses || edit_take(k->t, PAST_COURSE, &key, e));
}

static bool move(struct linking *k, struct err *e)
{
    if (!find_from(k, e) || !k->from)
        return k->from == 0 && e->kind == ERR_NONE;
    return move_activities(k, e) && move_registrations(k, e)
        && edit_touch_course(k->t, k->course, e) && edit_touch_course(k->t, k->from, e)
        && take_empty(k, e);
}

static bool link_course(struct linking *k, str code, struct err *e)
{
    return find_course(k->t, code, &k->course, e)
        && edit_put(k->t, PAST_COURSE_ALIAS, (struct val[]){
               val_text(k->source), val_text(catalogue_key(k->arena, k->name)),
               val_int(k->course) }, e)
        && move(k, e);
}

bool courses_link(struct tracker *t, str source, str name, str code, const struct by_hand *by,
                  struct report *r, struct err *e)
{
    struct linking k = { .t = t, .arena = r->arena, .source = source, .name = name };
    if (!edit_begin(t, "edit", by->actor, by->reason, e))
        return false;
    bool ok = link_course(&k, code, e);
    if (ok)
        tell(r, &k, code, by);
    edit_say(t, "a name of a course linked, %lld registrations moved", (long long)k.registrations);
    return by_hand_end(t, ok, by, e);
}

/* --- an activity --------------------------------------------------------------------------- */

/* The course itself is an activity too: what a source calls its total. */
static bool find_target(struct linking *k, str course, str ident, int64_t *to, struct err *e)
{
    *to = 0;
    return str_eq(catalogue_key(k->arena, course), catalogue_key(k->arena, ident))
        || find_activity(k->t, k->course, ident, to, e);
}

/* Whether the chain from `at` leads to `id`. */
static bool leads_to(struct linking *k, int64_t at, int64_t id, bool *it_does, struct err *e)
{
    int64_t n;
    bool ok = NUMBER(tracker_db(k->t),
        "WITH RECURSIVE chain (id) AS (SELECT ?1 UNION SELECT a.same_as FROM activity a"
        " JOIN chain c ON a.id = c.id WHERE a.same_as IS NOT NULL)"
        " SELECT count(*) FROM chain WHERE id = ?2", &n, e, val_int(at), val_int(id));
    *it_does = n > 0;
    return ok;
}

static bool put_link(struct linking *k, int64_t id, int64_t to, struct err *e)
{
    bool round;
    struct val key = val_int(id);
    if (!leads_to(k, to, id, &round, e))
        return false;
    if (round)
        return err_set(e, ERR_INPUT, "this would make an activity the same as itself");
    k->activities++;
    return edit_set(k->t, PAST_ACTIVITY, &key, "same_as", val_int(to), e);
}

static bool make_linked(struct linking *k, str ident, int64_t to, struct err *e)
{
    int64_t id;
    return number_next(tracker_db(k->t), "activity", &id, e)
        && edit_put(k->t, PAST_ACTIVITY, (struct val[]){
               val_int(id), val_int(k->course), val_text(ident),
               val_text(catalogue_title(k->arena, k->name)), val_text(S("")), val_nil(),
               val_int(to) }, e);
}

static bool link_activity(struct linking *k, str course, str target, struct err *e)
{
    int64_t to, id;
    str ident = catalogue_ident(k->arena, k->source, k->name);
    if (!find_course(k->t, course, &k->course, e) || !find_target(k, course, target, &to, e)
        || !NUMBER(tracker_db(k->t), "SELECT id FROM activity WHERE course = ? AND ident = ?", &id, e,
                   val_int(k->course), val_text(ident))
        || !(id ? put_link(k, id, to, e) : make_linked(k, ident, to, e)))
        return false;
    return NUMBER(tracker_db(k->t), "SELECT count(DISTINCT registration) FROM result WHERE activity = ?",
                  &k->registrations, e, val_int(id ? id : -1));
}

bool courses_link_activity(struct tracker *t, str source, str name, str course, str ident,
                           const struct by_hand *by, struct report *r, struct err *e)
{
    struct linking k = { .t = t, .arena = r->arena, .source = source, .name = name };
    if (!edit_begin(t, "edit", by->actor, by->reason, e))
        return false;
    bool ok = link_activity(&k, course, ident, e);
    if (ok)
        tell(r, &k, ident, by);
    edit_say(t, "an activity linked, with results of %lld registrations", (long long)k.registrations);
    return by_hand_end(t, ok, by, e);
}
