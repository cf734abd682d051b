#include "records/merge.h"

#include "records/find.h"
#include "records/person.h"
#include "tracker/edit.h"
#include "tracker/uid.h"

static bool needs_reason(const struct by_hand *by, struct err *e)
{
    return str_trim(by->reason).n || err_set(e, ERR_USAGE, "say why, with --reason");
}

static bool add_row(struct tracker *t, struct table *x, int64_t learner, int64_t into, struct err *e)
{
    int64_t registrations = 0;
    str called, to;
    if (!person_called(t, x->arena, learner, &called, e) || !person_called(t, x->arena, into, &to, e)
        || !NUMBER(tracker_db(t), "SELECT count(*) FROM registration WHERE learner = ?1", &registrations,
                   e, val_int(learner)))
        return false;
    table_add(x, val_text(called));
    table_add(x, val_text(tracker_uid(t, x->arena, learner)));
    table_add(x, val_int(registrations));
    table_add(x, val_text(to));
    table_add(x, val_text(tracker_uid(t, x->arena, into)));
    return true;
}

static struct table *new_table(struct report *r, const char *title, const char *person)
{
    struct table *x = table_new(r->arena, str_of(title));
    table_column(x, S("learner"), S("Learner"), UNIT_NONE);
    table_column(x, S("learner_uid"), S("uid"), UNIT_NONE);
    table_column(x, S("registrations"), S("Registrations"), UNIT_COUNT);
    table_column(x, S("person"), str_of(person), UNIT_NONE);
    table_column(x, S("person_uid"), S("uid"), UNIT_NONE);
    report_table(r, x);
    return x;
}

/* --- merging ------------------------------------------------------------------------ */

static bool can_merge(struct tracker *t, const struct person_found *a, const struct person_found *b,
                      struct err *e)
{
    struct arena *arena = arena_new();
    str called;
    bool ok = person_called(t, arena, a->whole, &called, e);
    if (ok && (a->erased || b->erased))
        ok = err_set(e, ERR_STORE, "one of them was erased: nobody can say any more who that was");
    else if (ok && a->whole == b->whole)
        ok = err_set(e, ERR_STORE, "they are one person already, " STR_FMT, STR_ARG(called));
    else if (ok && a->whole != a->learner)
        ok = err_set(e, ERR_STORE, "the first of them was merged before, into " STR_FMT "; merge that one, or "
                     "\"etalon learners unmerge\" first", STR_ARG(called));
    arena_free(arena);
    return ok;
}

static bool merge(struct tracker *t, int64_t learner, int64_t into, const struct by_hand *by,
                  struct table *x, struct err *e)
{
    const struct val row[] = { val_int(learner), val_int(into) };
    if (!edit_begin(t, "merge", by->actor, by->reason, e))
        return false;
    bool ok = edit_put(t, PAST_MERGE, row, e) && add_row(t, x, learner, into, e);
    edit_say(t, "learner %lld is the person that learner %lld is", (long long)learner, (long long)into);
    by_hand_note(t, by, x);
    return by_hand_end(t, ok, by, e);
}

bool merge_learners(struct tracker *t, str key, str into, const struct by_hand *by,
                    struct report *r, struct err *e)
{
    struct person_found a, b;
    struct table *x = new_table(r, "Merged", "Is now the person");
    return needs_reason(by, e) && person_found(t, key, &a, e) && person_found(t, into, &b, e)
        && can_merge(t, &a, &b, e) && merge(t, a.learner, b.whole, by, x, e);
}

/* --- unmerging ------------------------------------------------------------------------- */

static bool was_merged(struct tracker *t, str key, const struct person_found *p, int64_t into,
                       struct err *e)
{
    struct arena *a = arena_new();
    struct buf b = buf_new(a);
    struct stmt *q = db_stmt(tracker_db(t), S("SELECT k.key FROM learner_merge m JOIN learner_key k"
                                              " ON k.learner = m.learner WHERE m.into_learner = ?"));
    stmt_set(q, 1, val_int(p->learner));
    while (stmt_row(q)) {
        buf_puts(&b, b.n ? ", " : "");
        buf_put(&b, stmt_str(q, 0));
    }
    bool ok = stmt_end(q, e);
    if (ok && !into)
        ok = err_set(e, ERR_STORE, STR_FMT " was not merged into anybody%s" STR_FMT, STR_ARG(key),
                     b.n ? "; into it were merged: " : "", STR_ARG(buf_str(&b)));
    arena_free(a);
    return ok;
}

static bool unmerge(struct tracker *t, int64_t learner, int64_t into, const struct by_hand *by,
                    struct table *x, struct err *e)
{
    const struct val key[] = { val_int(learner) };
    if (!edit_begin(t, "unmerge", by->actor, by->reason, e))
        return false;
    bool ok = edit_take(t, PAST_MERGE, key, e) && add_row(t, x, learner, into, e);
    edit_say(t, "learner %lld is a person of its own again", (long long)learner);
    by_hand_note(t, by, x);
    return by_hand_end(t, ok, by, e);
}

bool merge_undo(struct tracker *t, str key, const struct by_hand *by, struct report *r,
                struct err *e)
{
    struct person_found p;
    int64_t into = 0;
    struct table *x = new_table(r, "Unmerged", "Was the person");
    return person_found(t, key, &p, e)
        && NUMBER(tracker_db(t), "SELECT into_learner FROM learner_merge WHERE learner = ?1", &into, e,
                  val_int(p.learner))
        && was_merged(t, key, &p, into, e) && unmerge(t, p.learner, into, by, x, e);
}
