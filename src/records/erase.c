/*
 * Whatever the log vouches for of the person is summed before it goes, batch by batch; the sums
 * take its place in the recomputation (change_log_erased).
 */
#include "records/erase.h"

#include <string.h>

#include "base/asset.h"
#include "records/find.h"
#include "records/person.h"
#include "tracker/edit.h"
#include "tracker/mailbox.h"
#include "tracker/tombstone.h"
#include "tracker/uid.h"

struct job {
    struct tracker *t;
    struct db *db;
    struct arena *arena;
    struct person_found person;
    int64_t batch;
    struct table *table;
};

static bool run(struct db *db, const char *name, struct err *e)
{
    struct asset f;
    return asset_find(str_of(name), &f) ? db_script(db, f.bytes, e)
                                        : err_set(e, ERR_STORE, "%s is missing", name);
}

/* --- the log --------------------------------------------------------------------------- */

static bool keep_sum(struct job *j, int64_t batch, const struct digest *d, struct err *e)
{
    static const struct digest nothing;
    if (memcmp(d, &nothing, sizeof nothing) == 0)
        return true;
    struct stmt *q = db_stmt(j->db, S("INSERT INTO change_log_erased VALUES (?, ?, ?)"));
    stmt_set(q, 1, val_int(batch));
    stmt_set(q, 2, val_int(j->batch));
    stmt_set(q, 3, val_text(digest_text(j->arena, *d)));
    return stmt_run(q, e);
}

static bool keep_sums(struct job *j, struct err *e)
{
    static const char *const lists[] = { NULL, "person_learner", "person_registration", "person_voiding" };
    struct digest *of = NEW_N(j->arena, struct digest, (size_t)j->batch);
    bool ok = past_digests_of(j->db, lists, 1, j->batch, of, e);
    for (int64_t batch = 1; ok && batch <= j->batch; batch++)
        ok = keep_sum(j, batch, &of[batch - 1], e);
    return ok;
}

/* --- marks ------------------------------------------------------------------------------- */

struct key { str kind, issuer, norm; };

static bool mark_keys(struct job *j, struct err *e)
{
    VEC(struct key) keys = { 0 };
    struct tombstones marks;
    struct stmt *q = db_stmt(j->db, S("SELECT kind, issuer, value_norm FROM learner_identity"
                                      " WHERE learner IN (SELECT id FROM person_learner) UNION"
                                      " SELECT kind, issuer, value_norm FROM learner_identity_past"
                                      " WHERE learner IN (SELECT id FROM person_learner) UNION"
                                      " SELECT 'external', issuer, value_norm FROM shared_id"
                                      " WHERE learner IN (SELECT id FROM person_learner) UNION"
                                      " SELECT 'external', issuer, value_norm FROM shared_id_past"
                                      " WHERE learner IN (SELECT id FROM person_learner)"));
    while (stmt_row(q))
        *vec_push(j->arena, &keys) = (struct key){ str_dup(j->arena, stmt_str(q, 0)),
            str_dup(j->arena, stmt_str(q, 1)), str_dup(j->arena, stmt_str(q, 2)) };
    if (!stmt_end(q, e) || !tombstones_open(&marks, j->db, e))
        return false;
    for (size_t i = 0; i < keys.n; i++)
        if (!tombstone_add(&marks, keys.v[i].kind, keys.v[i].issuer, keys.v[i].norm, j->batch, e)
            || (str_eq(keys.v[i].kind, S("email"))
                && !tombstone_add(&marks, S("account"), S(MAILBOX_ISSUER), mailbox_digest(j->arena, keys.v[i].norm),
                                  j->batch, e)))
            return false;
    return true;
}

/* --- what files and administrators wrote ---------------------------------------------------- */

/* Lines of files, and batches by hand as line -1. */
static bool gather_lines(struct job *j, struct err *e)
{
    if (!run(j->db, "records/erase/issues_before.sql", e))
        return false;
    for (int p = 0; p < PASTS; p++) {
        struct buf where = buf_new(j->arena);
        const struct past_table *t = past_table((enum past)p);
        if (!person_where(&where, t))
            continue;
        for (int past = 0; past < 2; past++)
            if (!db_script(j->db, str_format(j->arena, "INSERT OR IGNORE INTO person_line SELECT batch, %s FROM %s%s"
                                             STR_FMT, t->has_line ? "coalesce(line, -1)" : "-1", t->name,
                                             past ? "_past" : "", STR_ARG(buf_str(&where))), e)
                || (past && !db_script(j->db, str_format(j->arena, "INSERT OR IGNORE INTO person_line"
                                       " SELECT retired_by, -1 FROM %s_past" STR_FMT, t->name,
                                       STR_ARG(buf_str(&where))), e)))
                return false;
    }
    return true;
}

static bool scrub_words(struct job *j, int64_t *issues, int64_t *reasons, struct err *e)
{
    struct asset f;
    if (!run(j->db, "records/erase/issues.sql", e))
        return false;
    *issues = db_changes(j->db);
    if (!asset_find(S("records/erase/reasons.sql"), &f))
        return err_set(e, ERR_STORE, "records/erase/reasons.sql is missing");
    struct stmt *q = db_stmt(j->db, f.bytes);
    stmt_set(q, 1, val_int(j->batch));
    if (!stmt_run(q, e))
        return false;
    *reasons = db_changes(j->db);
    return true;
}

/* --- what goes and what stays ------------------------------------------------------------------ */

static bool add_row(struct job *j, const char *what, const char *becomes, const char *sql, struct err *e)
{
    int64_t n = 0;
    if (!find_number(j->db, str_of(sql), NULL, 0, &n, e))
        return false;
    table_add(j->table, val_text(str_of(what)));
    table_add(j->table, val_text(str_of(becomes)));
    table_add(j->table, val_int(n));
    return true;
}

#define BOTH(what, column, list) \
    "SELECT (SELECT count(*) FROM " what " WHERE " column " IN (SELECT id FROM " list ")) + " \
    "(SELECT count(*) FROM " what "_past WHERE " column " IN (SELECT id FROM " list "))"

static bool tell(struct job *j, struct err *e)
{
    return add_row(j, "keys", "go", BOTH("learner_identity", "learner", "person_learner"), e)
        && add_row(j, "shared ids", "go", BOTH("shared_id", "learner", "person_learner"), e)
        && add_row(j, "names, in all versions", "go", BOTH("learner", "id", "person_learner"), e)
        && add_row(j, "organisations", "go", "SELECT count(*) FROM learner_sighting WHERE organisation IS NOT NULL"
                   " AND learner IN (SELECT id FROM person_learner)", e)
        && add_row(j, "texts of answers", "go", "SELECT count(*) FROM interaction WHERE response IS NOT NULL"
                   " AND registration IN (SELECT id FROM person_registration)", e)
        && add_row(j, "ids of statements", "go", BOTH("statement", "registration", "person_registration"), e)
        && add_row(j, "registrations", "stay", "SELECT count(*) FROM registration"
                   " WHERE learner IN (SELECT id FROM person_learner)", e)
        && add_row(j, "results", "stay", "SELECT count(*) FROM result"
                   " WHERE registration IN (SELECT id FROM person_registration)", e)
        && add_row(j, "participations", "stay", "SELECT count(*) FROM participation"
                   " WHERE learner IN (SELECT id FROM person_learner)", e);
}

/* The reason of the erasure stays, so nothing that identifies the person may stand in it. */
static bool names_nobody(struct job *j, str reason, struct err *e)
{
    int64_t names = 0;
    return NUMBER(j->db, "SELECT count(*) FROM person_word WHERE length(word) > 3 AND instr(' ' || lower(?) || ' ',"
                  " iif(instr(word, '@'), lower(word), ' ' || lower(word) || ' '))", &names, e, val_text(reason))
        && (!names || err_set(e, ERR_USAGE, "the reason names the person, and it stays in the log: say it without "
                              "names and addresses"));
}

static bool forget(struct job *j, str reason, struct err *e)
{
    int64_t issues = 0, reasons = 0;
    if (!tell(j, e) || !gather_lines(j, e) || !names_nobody(j, reason, e) || !keep_sums(j, e) || !mark_keys(j, e)
        || !scrub_words(j, &issues, &reasons, e) || !run(j->db, "records/erase/persons.sql", e))
        return false;
    table_add(j->table, val_text(S("remarks on rows of files")));
    table_add(j->table, val_text(S("go")));
    table_add(j->table, val_int(issues));
    table_add(j->table, val_text(S("reasons of changes")));
    table_add(j->table, val_text(S("go")));
    table_add(j->table, val_int(reasons));
    edit_say(j->t, "learner %lld was erased", (long long)j->person.whole);
    return true;
}

static bool can_erase(struct job *j, const struct by_hand *by, struct err *e)
{
    if (j->person.erased)
        return err_set(e, ERR_STORE, "this person was erased already");
    return str_trim(by->reason).n || err_set(e, ERR_USAGE, "say why, with --reason (and name nobody in it)");
}

static void note(struct job *j, const struct by_hand *by)
{
    str uid = tracker_uid(j->t, j->arena, j->person.whole);
    table_note(j->table, str_format(j->arena, "What stays is known as " STR_FMT ". Counts are what they were.",
                                    STR_ARG(uid)));
    table_note(j->table, by->dry_run ? S("Nothing was changed: this is a dry run. An erasure cannot be undone.")
                         : S("Backups, and files that were imported or exported, still know the person."));
}

bool erase_person(struct tracker *t, str key, const struct by_hand *by, struct report *r,
                  struct err *e)
{
    struct job j = { .t = t, .db = tracker_db(t), .arena = r->arena,
                     .table = table_new(r->arena, S("Erased")) };
    if (!person_found(t, key, &j.person, e) || !can_erase(&j, by, e)
        || !person_gather(t, j.person.whole, e))
        return false;
    table_column(j.table, S("entity"), S("What"), UNIT_NONE);
    table_column(j.table, S("becomes"), S("Goes or stays"), UNIT_NONE);
    table_column(j.table, S("rows"), S("Rows"), UNIT_COUNT);
    report_table(r, j.table);
    j.batch = edit_begin(t, "erase", by->actor, by->reason, e);
    if (!j.batch)
        return false;
    bool ok = forget(&j, by->reason, e);
    note(&j, by);
    if (by->dry_run || !ok)
        return (edit_end(t, false, e) || by->dry_run) && ok;
    return edit_end(t, true, e) && tracker_scrub(t, e);
}
