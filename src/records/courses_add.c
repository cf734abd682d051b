/*
 * An edition is laid over what the catalogue has: rows that are the same stay
 * untouched, so the same package again is no edit at all.
 */
#include "records/courses.h"
#include "records/find.h"
#include "tracker/catalogue.h"
#include "tracker/edit.h"
#include "tracker/numbers.h"

struct adding {
    struct tracker *t;
    struct arena *arena;
    const struct course_edition *x;
    int64_t course, version, before;      /* before: the edition it supersedes, 0 for none */
    bool is_new_course, is_new_version;
    bool is_newest;                       /* what activities are called follows the newest edition */
    str label;
    int64_t *ids;                         /* of the activities of the edition */
    bool *is_new;
    size_t fresh;
};

/* --- which course, which edition -------------------------------------------------------- */

static bool find_or_make_course(struct adding *k, struct err *e)
{
    struct db *db = tracker_db(k->t);
    struct stmt *q = db_stmt(db, S("SELECT id, code, title FROM course"));
    str key = catalogue_key(k->arena, k->x->code), code = k->x->code, title = k->x->title;
    while (!k->course && stmt_row(q))
        if (str_eq(catalogue_key(k->arena, stmt_str(q, 1)), key)) {
            k->course = stmt_int(q, 0);
            code = str_dup(k->arena, stmt_str(q, 1));
            title = title.n ? title : str_dup(k->arena, stmt_str(q, 2));
        }
    if (!stmt_end(q, e))
        return false;
    k->is_new_course = !k->course;
    if (k->is_new_course && !number_next(db, "course", &k->course, e))
        return false;
    return edit_put(k->t, PAST_COURSE,
                    (struct val[]){ val_int(k->course), val_text(code), val_text(title) }, e);
}

struct have { int64_t id; str sha256, standard; };

static bool look(struct adding *k, str column, str value, struct have *out, struct err *e)
{
    struct buf sql = buf_new(k->arena);
    buf_printf(&sql, "SELECT id, package_sha256, standard, label FROM course_version"
                     " WHERE course = ? AND " STR_FMT " = ?", STR_ARG(column));
    struct stmt *q = db_stmt(tracker_db(k->t), buf_str(&sql));
    *out = (struct have){ 0 };
    stmt_set(q, 1, val_int(k->course));
    stmt_set(q, 2, val_text(value));
    if (stmt_row(q)) {
        *out = (struct have){ stmt_int(q, 0), str_dup(k->arena, stmt_str(q, 1)),
                              str_dup(k->arena, stmt_str(q, 2)) };
        k->label = str_dup(k->arena, stmt_str(q, 3));
    }
    return stmt_end(q, e);
}

/* One edition is packed for several standards: "1.2", "1.2 (cmi5)". */
static bool find_version(struct adding *k, struct err *e)
{
    struct have have;
    str label = k->x->label.n ? k->x->label : str_head(k->x->sha256, 12);
    if (!look(k, S("package_sha256"), k->x->sha256, &have, e))
        return false;
    if (have.id)
        return k->version = have.id, true;
    if (!look(k, S("label"), label, &have, e))
        return false;
    if (have.id && !str_eq(have.standard, k->x->standard)) {
        label = str_cat(k->arena, label, S(" ("), k->x->standard, S(")"));
        if (!look(k, S("label"), label, &have, e))
            return false;
    }
    if (have.id)
        return err_set(e, ERR_INPUT, "the catalogue has an edition " STR_FMT " of " STR_FMT " with other "
                       "bytes; if this is another edition, give it a name with --edition",
                       STR_ARG(label), STR_ARG(k->x->code));
    k->label = label;
    k->is_new_version = true;
    return number_next(tracker_db(k->t), "course_version", &k->version, e);
}

static bool find_before(struct adding *k, struct err *e)
{
    int64_t newest;
    if (!NUMBER(tracker_db(k->t), "SELECT max(id) FROM course_version WHERE course = ?", &newest, e,
                val_int(k->course)))
        return false;
    k->is_newest = k->version >= newest;
    if (!k->is_new_version)
        return NUMBER(tracker_db(k->t), "SELECT supersedes FROM course_version WHERE id = ?",
                      &k->before, e, val_int(k->version));
    str own = str_cat(k->arena, k->x->label, S(" ("));
    return NUMBER(tracker_db(k->t),
                  "SELECT max(id) FROM course_version WHERE course = ?1 AND label <> ?2"
                  " AND substr(label, 1, length(?3)) <> ?3", &k->before, e,
                  val_int(k->course), val_text(k->x->label), val_text(own));
}

static struct val id_or_nil(int64_t id) { return id ? val_int(id) : val_nil(); }

static bool put_version(struct adding *k, struct err *e)
{
    const struct course_edition *x = k->x;
    return edit_put(k->t, PAST_VERSION, (struct val[]){
        val_int(k->version), val_int(k->course), val_text(k->label), val_text(x->sha256),
        val_text(x->standard), val_text(x->manifest_id),
        x->mastery >= 0 ? val_real(x->mastery) : val_nil(), val_text(x->languages),
        x->published_on.n ? val_text(x->published_on) : val_nil(), id_or_nil(k->before) }, e);
}

/* --- its activities ---------------------------------------------------------------------- */

static bool find_activity_of(struct adding *k, size_t i, str *title, struct val *same, struct err *e)
{
    struct stmt *q = db_stmt(tracker_db(k->t),
        S("SELECT id, same_as, title FROM activity WHERE course = ? AND ident = ?"));
    stmt_set(q, 1, val_int(k->course));
    stmt_set(q, 2, val_text(k->x->activities.v[i].ident));
    if (stmt_row(q)) {
        k->ids[i] = stmt_int(q, 0);
        *same = stmt_nil(q, 1) ? val_nil() : val_int(stmt_int(q, 1));
        *title = title->n ? *title : str_dup(k->arena, stmt_str(q, 2));
    }
    return stmt_end(q, e);
}

static bool put_activity(struct adding *k, size_t i, struct err *e)
{
    const struct edition_activity *a = &k->x->activities.v[i];
    struct val same = val_nil();
    str title = a->title;
    if (!find_activity_of(k, i, &title, &same, e))
        return false;
    k->is_new[i] = !k->ids[i];
    k->fresh += k->is_new[i];
    if (!k->is_new[i] && !k->is_newest)
        return true;
    if (k->is_new[i] && !number_next(tracker_db(k->t), "activity", &k->ids[i], e))
        return false;
    return edit_put(k->t, PAST_ACTIVITY, (struct val[]){
        val_int(k->ids[i]), val_int(k->course), val_text(a->ident), val_text(title),
        val_text(str_of(a->kind)), id_or_nil(a->parent ? k->ids[a->parent - 1] : 0), same }, e);
}

static bool put_part(struct adding *k, size_t i, struct err *e)
{
    return edit_put(k->t, PAST_VERSION_ACTIVITY, (struct val[]){
        val_int(k->version), val_int(k->ids[i]), val_int(k->x->activities.v[i].counts),
        val_real(1) }, e);
}

static bool put_all(struct adding *k, struct err *e)
{
    size_t n = k->x->activities.n;
    k->ids = NEW_N(k->arena, int64_t, n + 1);
    k->is_new = NEW_N(k->arena, bool, n + 1);
    for (size_t i = 0; i < n; i++)
        if (!put_activity(k, i, e))
            return false;
    if (!put_version(k, e))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!put_part(k, i, e))
            return false;
    return true;
}

/* --- what is told --------------------------------------------------------------------------- */

static void columns(struct table *t)
{
    table_column(t, S("activity"), S("Activity"), UNIT_NONE);
    table_column(t, S("title"), S("Title"), UNIT_NONE);
    table_column(t, S("kind"), S("Kind"), UNIT_NONE);
    table_column(t, S("counts"), S("Counts"), UNIT_NONE);
    table_column(t, S("change"), S("Change"), UNIT_NONE);
    table_column(t, S("registrations"), S("Registrations with records"), UNIT_COUNT);
}

static bool with_records(struct adding *k, int64_t activity, int64_t *n, struct err *e)
{
    return NUMBER(tracker_db(k->t), "SELECT count(*) FROM activity_state WHERE activity = ?", n, e,
                  val_int(activity));
}

static bool tell_activities(struct adding *k, struct table *t, struct err *e)
{
    for (size_t i = 0; i < k->x->activities.n; i++) {
        const struct edition_activity *a = &k->x->activities.v[i];
        int64_t n = 0;
        if (!k->is_new[i] && !with_records(k, k->ids[i], &n, e))
            return false;
        table_add(t, val_text(a->ident));
        table_add(t, val_text(a->title));
        table_add(t, val_text(str_of(a->kind)));
        table_add(t, val_text(a->counts ? S("yes") : S("no")));
        table_add(t, val_text(k->is_new[i] ? S("new") : S("kept")));
        table_add(t, val_int(n));
    }
    return true;
}

/* Of the edition before, what this one has no more. */
static bool tell_gone(struct adding *k, struct table *t, int64_t *gone, struct err *e)
{
    struct stmt *q = db_stmt(tracker_db(k->t),
        S("SELECT a.ident, a.title, a.kind, (SELECT count(*) FROM activity_state s WHERE s.activity = a.id)"
          " FROM version_activity v JOIN activity a ON a.id = v.activity WHERE v.version = ?1"
          " AND a.id NOT IN (SELECT activity FROM version_activity WHERE version = ?2) ORDER BY a.id"));
    stmt_set(q, 1, val_int(k->before));
    stmt_set(q, 2, val_int(k->version));
    for (; stmt_row(q); ++*gone) {
        for (int i = 0; i < 3; i++)
            table_add(t, val_text(str_dup(t->arena, stmt_str(q, i))));
        table_add(t, val_text(S("no")));
        table_add(t, val_text(S("gone")));
        table_add(t, val_int(stmt_int(q, 3)));
    }
    return stmt_end(q, e);
}

static str title_of(struct adding *k, bool dry)
{
    if (!edit_changes(k->t))
        return str_format(k->arena, "Edition " STR_FMT " of " STR_FMT " is in the catalogue already",
                          STR_ARG(k->label), STR_ARG(k->x->code));
    return str_format(k->arena, "Edition " STR_FMT " of " STR_FMT " %s", STR_ARG(k->label),
                      STR_ARG(k->x->code), dry ? "would be added" : "was added");
}

static bool tell(struct adding *k, bool dry, struct report *r, struct err *e)
{
    struct table *t = table_new(k->arena, title_of(k, dry));
    int64_t gone = 0;
    columns(t);
    if (!tell_activities(k, t, e) || (k->before && !tell_gone(k, t, &gone, e)))
        return false;
    if (k->before)
        table_note(t, str_format(k->arena, "%zu activities are kept with their records, %zu are new, "
                                 "%lld are gone; what is gone keeps its records, and whoever completed the "
                                 "edition before stays so.", k->x->activities.n - k->fresh, k->fresh,
                                 (long long)gone));
    report_table(r, t);
    edit_say(k->t, "edition of a course: %zu activities, %zu of them new", k->x->activities.n, k->fresh);
    return true;
}

bool courses_add(struct tracker *t, const struct course_edition *x, const struct by_hand *by,
                 struct report *r, struct err *e)
{
    struct adding k = { .t = t, .arena = r->arena, .x = x };
    if (!x->code.n)
        return err_set(e, ERR_INPUT, "the package does not say what it is called; give it a code with "
                       "--code");
    if (!edit_begin(t, "edit", by->actor, by->reason, e))
        return false;
    bool ok = find_or_make_course(&k, e) && find_version(&k, e) && find_before(&k, e)
        && put_all(&k, e) && tell(&k, by->dry_run, r, e);
    return by_hand_end(t, ok, by, e);
}
