#include "records/person.h"

#include "base/asset.h"
#include "intl/text.h"
#include "records/find.h"
#include "tracker/uid.h"

/* A key as learner_identity has it. */
struct key { str kind, issuer, norm; };

static bool is_scoped(str text, str kind, struct key *k, struct arena *a)
{
    str rest = text, head = str_cut(&rest, ':');
    if (!rest.p || !str_eq_nocase(head, kind))
        return false;
    str issuer = str_cut(&rest, ':');
    if (!rest.p)
        return false;
    *k = (struct key){ kind, str_trim(issuer), intl_nfc(a, str_trim(rest)) };
    return true;
}

static bool read_key(struct arena *a, str text, struct key *k)
{
    const char *why;
    *k = (struct key){ S("email"), S(""), S("") };
    return is_scoped(text, S("external"), k, a) || is_scoped(text, S("account"), k, a)
        || intl_email_key(a, text, &k->norm, &why);
}

static bool find_identity(struct db *db, const struct key *k, int64_t *learner, struct err *e)
{
    return NUMBER(db, "SELECT learner FROM learner_identity WHERE value_norm = ?1 AND kind = ?2"
                  " AND issuer = ?3", learner, e, val_text(k->norm), val_text(k->kind), val_text(k->issuer))
        && (*learner || !str_eq(k->kind, S("external"))
            || NUMBER(db, "SELECT iif(count(DISTINCT coalesce(l.merged_into, l.id)) = 1, min(s.learner), 0)"
                      " FROM shared_id s JOIN learner l ON l.id = s.learner WHERE s.value_norm = ?1 AND s.issuer = ?2",
                      learner, e, val_text(k->norm), val_text(k->issuer)));
}

static bool find_learner(struct tracker *t, str text, struct key *k, struct arena *a,
                         int64_t *learner, struct err *e)
{
    char store[UID_STORE + 1];
    *learner = 0;
    if (tracker_uid_read(t, text, store, learner))
        return NUMBER(tracker_db(t), "SELECT id FROM learner WHERE id = ?1", learner, e,
                      val_int(*learner));
    return !read_key(a, text, k) || find_identity(tracker_db(t), k, learner, e);
}

/* Addresses of others are nobody's business: the nearest is not told. */
static bool nobody(struct db *db, str text, const struct key *k, struct err *e)
{
    int64_t sharers = 0;
    if (str_eq(k->kind, S("external"))
        && !NUMBER(db, "SELECT count(*) FROM shared_id WHERE value_norm = ?1 AND issuer = ?2", &sharers, e,
                   val_text(k->norm), val_text(k->issuer)))
        return false;
    if (sharers)
        return err_set(e, ERR_INPUT, "several people have the id \"" STR_FMT "\", so it says of nobody who it is; "
                       "\"etalon learners find\" lists them", STR_ARG(text));
    return err_set(e, ERR_INPUT, "there is nobody with the key \"" STR_FMT "\"; keys are the uid, an e-mail address, "
                   "external:SOURCE:ID or account:SOURCE:NAME, and \"etalon learners find\" looks for parts of "
                   "names and addresses", STR_ARG(text));
}

bool person_found(struct tracker *t, str key, struct person_found *out, struct err *e)
{
    struct arena *a = arena_new();
    struct key k = { 0 };
    *out = (struct person_found){ 0 };
    key = str_trim(key);
    bool ok = find_learner(t, key, &k, a, &out->learner, e);
    if (ok && !out->learner)
        ok = nobody(tracker_db(t), key, &k, e);
    int64_t erased = 0;
    ok = ok && NUMBER(tracker_db(t), "SELECT coalesce(merged_into, id) FROM learner WHERE id = ?1",
                      &out->whole, e, val_int(out->learner))
        && NUMBER(tracker_db(t), "SELECT salt IS NULL FROM learner WHERE id = ?1", &erased, e,
                  val_int(out->learner));
    out->erased = erased != 0;
    arena_free(a);
    return ok;
}

bool person_called(struct tracker *t, struct arena *a, int64_t learner, str *out, struct err *e)
{
    struct stmt *q = db_stmt(tracker_db(t), S("SELECT key FROM learner_key WHERE learner = ?"));
    stmt_set(q, 1, val_int(learner));
    *out = stmt_row(q) ? str_dup(a, stmt_str(q, 0)) : tracker_uid(t, a, learner);
    return stmt_end(q, e);
}

static bool gather(struct db *db, int64_t whole, struct err *e)
{
    struct asset f;
    if (!asset_find(S("records/person_tables.sql"), &f))
        return err_set(e, ERR_STORE, "records/person_tables.sql is missing");
    if (!db_script(db, f.bytes, e))
        return false;
    struct stmt *q = db_stmt(db, S("INSERT INTO person_learner SELECT id FROM learner"
                                   " WHERE coalesce(merged_into, id) = ?"));
    stmt_set(q, 1, val_int(whole));
    return stmt_run(q, e)
        && db_script(db, S("INSERT INTO person_registration SELECT id FROM registration"
                           " WHERE learner IN (SELECT id FROM person_learner) UNION SELECT id"
                           " FROM registration_past WHERE learner IN (SELECT id FROM person_learner);"
                           " INSERT INTO person_voiding SELECT id FROM voiding_person"
                           " WHERE learner IN (SELECT id FROM person_learner) UNION SELECT id FROM statement_past"
                           " WHERE registration IN (SELECT id FROM person_registration)"), e);
}

bool person_gather(struct tracker *t, int64_t whole, struct err *e)
{
    struct db *db = tracker_db(t);
    return db_scratch(db, true, e) && gather(db, whole, e) && db_scratch(db, false, e);
}

bool person_where(struct buf *b, const struct past_table *t)
{
    int n = 0;
    if (t->of == OF_LEARNER && t->nrefers == 0)
        buf_printf(b, "%s %s IN (SELECT id FROM person_learner)", n++ ? " OR" : " WHERE", t->columns[0]);
    for (int i = 0; i < t->nrefers; i++) {
        enum past to = t->refers[i].to;
        if (to == PAST_LEARNER || to == PAST_REGISTRATION)
            buf_printf(b, "%s %s IN (SELECT id FROM person_%s)", n++ ? " OR" : " WHERE",
                       t->columns[t->refers[i].column], past_table(to)->name);
    }
    return n > 0;
}
