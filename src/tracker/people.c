/*
 * Keys map to the learner who has them; persons.h says which learners are one.
 */
#include "tracker/people.h"

#include <stdlib.h>
#include <string.h>

#include "crypto/random.h"
#include "intl/text.h"
#include "tracker/mailbox.h"
#include "tracker/numbers.h"
#include "tracker/paged.h"
#include "tracker/person.h"
#include "tracker/persons.h"
#include "tracker/shared.h"
#include "tracker/tombstone.h"

enum { SEVERAL = 1 };                     /* other keys beside an id; no digest is 1 */
enum { SALTS = 256 };                     /* drawn at once */
enum { MANY = 16 };                       /* of so many learners one is met: all are read at once */

struct pending { str norm, kind, issuer, raw, salt; uint32_t learner, line; };

/* The e-mail address of a row to come. */
struct expected {
    bool good;
    str norm;
    const char *why;                      /* it is not good */
    uint32_t learner;                     /* 0: nobody's yet */
};

struct people {
    struct arena *arena;
    struct keymap keys;
    struct keymap ids;                    /* external ids of this file -> index in `beside` */
    struct paged beside;                  /* uint64_t, see people_survey() */
    struct shared shared;
    struct mailboxes mailboxes;
    struct paged of;                      /* struct person by learner, of this batch */
    struct persons persons;
    struct tombstones erased;
    uint32_t next, first_new;             /* learner ids */
    VEC(struct pending) pending;          /* in the scratch of the portion */
    const struct record *first;           /* of the portion */
    struct expected *expected;            /* one a row of it */
    str *expected_keys;
    uint32_t met;                         /* learners of the store in this batch */
    char salts[SALTS * SALT];
    size_t salts_left;
};

/* --- coming and going --------------------------------------------------------------- */

static bool load_keys(struct people *p, struct db *db, struct err *e)
{
    struct arena *scratch = arena_new();
    struct stmt *q = db_stmt(db, S("SELECT kind, issuer, value_norm, learner FROM learner_identity"));
    while (stmt_row(q)) {
        struct arena_mark mark = arena_mark(scratch);
        str key = key_text(scratch, stmt_str(q, 0), stmt_str(q, 1), stmt_str(q, 2));
        keymap_at(&p->keys, key, (uint32_t)stmt_int(q, 3), NULL);
        arena_rewind(scratch, mark);
    }
    arena_free(scratch);
    return stmt_end(q, e);
}

static bool count_keys(struct db *db, size_t *n, bool *digests, struct err *e)
{
    struct stmt *q = db_stmt(db, S("SELECT count(*), count(*) FILTER (WHERE issuer = '" MAILBOX_ISSUER "')"
                                   " FROM learner_identity"));
    if (stmt_row(q)) {
        *n = (size_t)stmt_int(q, 0);
        *digests = stmt_int(q, 1) > 0;
    }
    return stmt_end(q, e);
}

static bool load(struct tracker *t, struct err *e)
{
    size_t n = 0;
    int64_t next = 0;
    struct arena *a = arena_new();
    struct people *p = t->people = NEW(a, struct people);
    p->arena = a;
    if (!count_keys(t->db, &n, &p->mailboxes.named, e) || !number_next(t->db, "learner", &next, e)
        || !persons_load(&p->persons, a, t->db, e) || !shared_load(&p->shared, a, t->db, e))
        return false;
    p->next = (uint32_t)next;
    keymap_open(&p->keys, a, n + n / 2);
    return load_keys(p, t->db, e);
}

bool people_begin(struct batch *b, struct err *e)
{
    if (!b->t->people && !load(b->t, e))
        return false;
    struct people *p = b->t->people;
    p->first_new = p->next;
    p->of = paged_new(b->arena, sizeof(struct person));
    p->beside = paged_new(b->arena, sizeof(uint64_t));
    keymap_close(&p->ids);
    keymap_open(&p->ids, b->arena, 0);
    p->pending.v = NULL;
    p->pending.n = p->pending.cap = 0;
    p->met = 0;
    return tombstones_open(&p->erased, b->db, e);
}

void people_forget(struct tracker *t)
{
    if (t->people) {
        keymap_close(&t->people->keys);
        keymap_close(&t->people->ids);
        shared_close(&t->people->shared);
        keymap_close(&t->people->mailboxes.of);
        arena_free(t->people->arena);
    }
    t->people = NULL;
}

bool people_is_new(const struct batch *b, uint32_t learner)
{
    return learner >= b->t->people->first_new;
}

const struct persons *people_persons(const struct batch *b) { return &b->t->people->persons; }

static struct person *person_at(const struct batch *b, uint32_t learner)
{
    return paged_at(&b->t->people->of, learner);
}

/* --- finding --------------------------------------------------------------------------- */

static bool is_other_person(const struct batch *b, uint32_t x, uint32_t y)
{
    const struct persons *p = people_persons(b);
    return x != y && person_of(p, x) != person_of(p, y);
}

static void point_at(struct batch *b, struct who *who, uint32_t learner)
{
    who->conflict |= who->learner && is_other_person(b, who->learner, learner);
    if (!who->learner)
        who->learner = learner;
}

/* One that is not known yet may be another row's before. */
static void add_key(struct batch *b, struct who *who, struct person_key k)
{
    if (!k.key.n)
        k.key = key_text(b->scratch, k.kind, k.issuer, k.norm);
    if (!k.learner)
        k.learner = keymap_get(&b->t->people->keys, k.key, 0);
    if (k.learner)
        point_at(b, who, k.learner);
    who->key[who->nkeys++] = k;
}

static bool is_shared_here(const struct batch *b, str external)
{
    const struct people *p = b->t->people;
    uint32_t at = keymap_get(&p->ids, external, UINT32_MAX);
    return at != UINT32_MAX && *(const uint64_t *)paged_look(&p->beside, at) == SEVERAL;
}

/* What a row says about itself beside the external id: the e-mail address, or the account. */
static str other_key(const struct batch *b, const struct record *r)
{
    str norm;
    const char *why;
    if (r->email.n)
        return intl_email_key(b->scratch, r->email, &norm, &why) ? norm : S("");
    return str_trim(r->account);
}

/* Beside an id is remembered a digest of the other key it came with, or that
 * there were several: of 64 bits, so that two keys in one are beyond chance. */
void people_survey(struct batch *b, const struct record *r)
{
    struct people *p = b->t->people;
    str id = str_trim(r->external), other = other_key(b, r);
    if (!id.n || !other.n)
        return;
    bool is_new;
    uint32_t at = *keymap_at(&p->ids, intl_nfc(b->scratch, id), (uint32_t)p->ids.n, &is_new);
    uint64_t digest = str_hash(other) | 2, *seen = paged_at(&p->beside, at);
    if (is_new)
        *seen = digest;
    else if (*seen != digest)
        *seen = SEVERAL;
}

static void expect(struct batch *b, const struct record *r, struct expected *x, str *key)
{
    *x = (struct expected){ .learner = 0 };
    *key = S("");
    x->good = r->email.n && intl_email_key(b->scratch, r->email, &x->norm, &x->why);
    if (x->good)
        *key = key_text(b->scratch, S("email"), S(""), x->norm);
}

void people_expect(struct batch *b, const struct record *records, size_t n)
{
    struct people *p = b->t->people;
    p->first = records;
    p->expected = NEW_N(b->scratch, struct expected, n);
    p->expected_keys = NEW_N(b->scratch, str, n);
    for (size_t i = 0; i < n; i++)
        expect(b, &records[i], &p->expected[i], &p->expected_keys[i]);
    keymap_warm(&p->keys, p->expected_keys, n);
    for (size_t i = 0; i < n; i++) {
        struct expected *x = &p->expected[i];
        x->learner = x->good ? keymap_get(&p->keys, p->expected_keys[i], 0) : 0;
        __builtin_prefetch(person_at(b, x->learner));
    }
}

/* Whom the digest of an address names whose address is known. */
static bool digest_owner(struct batch *b, str digest, uint32_t *learner, struct err *e)
{
    struct people *p = b->t->people;
    struct mailboxes *m = &p->mailboxes;
    if (!m->is_read) {
        if (!book_flush(&b->book, PAST_IDENTITY, e) || !mailboxes_read(m, p->arena, b->db, e))
            return false;
        for (size_t i = 0; i < p->pending.n; i++)
            if (str_eq(p->pending.v[i].kind, S("email")))
                mailboxes_add(m, b->scratch, p->pending.v[i].norm, p->pending.v[i].learner);
    }
    *learner = keymap_get(&m->of, digest, 0);
    return true;
}

/* Who was known by the digest of the address so far. */
static uint32_t known_by_digest(struct batch *b, str address)
{
    const struct people *p = b->t->people;
    return p->mailboxes.named
        ? keymap_get(&p->keys, key_text(b->scratch, S("account"), S(MAILBOX_ISSUER), mailbox_digest(b->scratch, address)), 0)
        : 0;
}

static bool find_email(struct batch *b, const struct record *r, struct who *who)
{
    const struct people *p = b->t->people;
    const struct expected *x = &p->expected[r - p->first];
    if (!r->email.n)
        return true;
    if (!x->good) {
        rowlog_say(&b->log, r->line, "bad-email", S("email"), r->email,
                   "this e-mail address %s; correct it, or leave the cell empty if another column "
                   "says who it is", x->why);
        return false;
    }
    add_key(b, who, (struct person_key){ S("e-mail address"), S("email"), S(""),
                                         p->expected_keys[r - p->first], x->norm, r->email,
                                         x->learner });
    uint32_t digest = who->key[who->nkeys - 1].learner ? 0 : known_by_digest(b, x->norm);
    if (digest)
        point_at(b, who, digest);
    return true;
}

/* Is the key that of several people in the store, or of one whose sharers were erased? Else *learner
 * is the one person that all of them are, 0: it is not shared. */
static bool is_shared(const struct batch *b, const struct person_key *k, bool *shared, uint32_t *learner,
                      struct err *e)
{
    const struct people *p = b->t->people;
    const struct sharers *x = shared_find(&p->shared, k->key);
    *learner = 0;
    *shared = x && !sharers_are_one(x, &p->persons);
    if (!x || *shared)
        return true;
    if (p->erased.any && !tombstone_find(&p->erased, k->kind, k->issuer, k->norm, shared, e))
        return false;
    *learner = *shared ? 0 : x->learner[0];
    return true;
}

static bool find_external(struct batch *b, const struct record *r, str external, struct who *who, struct err *e)
{
    bool here = is_shared_here(b, external), shared = here;
    struct person_key k = { S("id"), S("external"), b->spec.source_name, .norm = external, .raw = r->external };
    k.key = key_text(b->scratch, k.kind, k.issuer, k.norm);
    if (!here && !is_shared(b, &k, &shared, &k.learner, e))
        return false;
    if (!shared) {
        add_key(b, who, k);
        return true;
    }
    rowlog_warn(&b->log, r->line, "shared-id", S("external id"), external,
                "several people in %s have this id, so it identifies nobody; are they one person?",
                here ? "this file" : "earlier files of this source");
    who->shared = external;
    return true;
}

static bool find_scoped(struct batch *b, const struct record *r, struct who *who, struct err *e)
{
    str issuer = b->spec.source_name, own = intl_nfc(b->scratch, str_trim(r->issuer));
    str external = issuer.n ? intl_nfc(b->scratch, str_trim(r->external)) : S("");
    str account = intl_nfc(b->scratch, str_trim(r->account));
    if (external.n && !find_external(b, r, external, who, e))
        return false;
    if (!account.n || (!own.n && !issuer.n))
        return true;
    struct person_key k = { S("account"), S("account"), own.n ? own : issuer, .norm = account, .raw = r->account };
    k.key = key_text(b->scratch, k.kind, k.issuer, k.norm);
    k.learner = keymap_get(&b->t->people->keys, k.key, 0);
    if (!k.learner && str_eq(own, S(MAILBOX_ISSUER)) && !digest_owner(b, account, &k.learner, e))
        return false;
    add_key(b, who, k);
    return true;
}

static bool look_up(struct batch *b, uint32_t learner, struct person *p, struct err *e)
{
    if (p->is_there)
        return true;
    struct stmt *q = db_stmt(b->db, S("SELECT 1 FROM learner WHERE id = ? AND status <> 'erased'"));
    stmt_set(q, 1, val_int(learner));
    p->is_there = stmt_row(q);
    return stmt_end(q, e);
}

/* Our own uid names the learner; that of another store is a key like others. */
static bool find_uid(struct batch *b, const struct record *r, struct who *who, bool *ok,
                     struct err *e)
{
    char store[UID_STORE + 1];
    int64_t number = 0;
    bool found = false, is_uid = tracker_uid_read(b->t, r->uid, store, &number);
    if (!str_trim(r->uid).n)
        return true;
    if (is_uid && !number) {
        str norm = str_cat(b->scratch, str_of(store), str_from(str_trim(r->uid), UID_STORE));
        add_key(b, who, (struct person_key){ S("uid"), S("external"),
                str_cat(b->scratch, S("etalon:"), str_of(store)), .norm = norm, .raw = norm });
        return true;
    }
    if (is_uid && number < b->t->people->next) {
        struct person *p = person_at(b, (uint32_t)number);
        if (!look_up(b, (uint32_t)number, p, e))
            return false;
        found = p->is_there;
    }
    if (found) {
        who->key[who->nkeys++] = (struct person_key){ .name = S("uid"), .raw = r->uid,
                                                      .learner = (uint32_t)number };
        point_at(b, who, (uint32_t)number);
        return true;
    }
    *ok = false;
    rowlog_say(&b->log, r->line, "unknown-uid", S("uid"), r->uid, "no learner of this store has this "
               "uid; correct it, or leave the cell empty if another column says who it is");
    return true;
}

static void say_conflict(struct batch *b, const struct record *r, const struct who *who)
{
    struct buf text = buf_new(b->scratch);
    buf_puts(&text, "the keys of this row belong to different people:");
    for (size_t i = 0, n = 0; i < who->nkeys; i++)
        if (who->key[i].learner)
            buf_printf(&text, "%s the " STR_FMT " to " STR_FMT, n++ ? "," : "",
                       STR_ARG(who->key[i].name),
                       STR_ARG(tracker_uid(b->t, b->scratch, who->key[i].learner)));
    buf_puts(&text, "; correct the row, or merge them if they are one (\"etalon learners merge\")");
    rowlog_say(&b->log, r->line, "two-people", who->key[0].name, who->key[0].raw,
               STR_FMT, STR_ARG(buf_str(&text)));
}

/* Says of whom nobody may know that they were here no more than that. */
static bool leave_erased_out(struct batch *b, const struct record *r, struct who *who, struct err *e)
{
    const struct tombstones *t = &b->t->people->erased;
    for (size_t i = 0; t->any && i < who->nkeys && !who->erased; i++) {
        const struct person_key *k = &who->key[i];
        bool email = str_eq(k->kind, S("email"));
        if (!k->learner && !tombstone_find(t, k->kind, k->issuer, k->norm, &who->erased, e))
            return false;
        if (!k->learner && email && !who->erased
            && !tombstone_find(t, S("account"), S(MAILBOX_ISSUER), mailbox_digest(b->scratch, k->norm), &who->erased, e))
            return false;
    }
    if (who->erased)
        rowlog_warn(&b->log, r->line, "erased-person", S(""), S(""),
                    "this row is about somebody whose data were erased; it is left out");
    return true;
}

bool people_find(struct batch *b, const struct record *r, struct who *who, bool *ok, struct err *e)
{
    *who = (struct who){ 0 };
    *ok = true;
    if (!find_uid(b, r, who, ok, e))
        return false;
    if ((b->spec.source_name.n || r->issuer.n) && !find_scoped(b, r, who, e))
        return false;
    *ok = find_email(b, r, who) && *ok;
    if (!*ok)
        return true;
    if (!leave_erased_out(b, r, who, e))
        return false;
    if (!who->erased && who->conflict)
        say_conflict(b, r, who);
    else if (!who->nkeys)
        rowlog_say(&b->log, r->line, "nobody", S(""), S(""), "nothing in this row says who it is; "
                   "an e-mail address is needed%s", b->spec.source_name.n ? ", or a unique id" :
                   " (ids count only with --source-name)");
    *ok = who->nkeys && !who->conflict && !who->erased;
    return true;
}

bool people_look(struct batch *b, const struct record *r, int64_t *learner, struct err *e)
{
    struct people *p = b->t->people;
    str norm, issuer = intl_nfc(b->scratch, str_trim(r->issuer)), account = intl_nfc(b->scratch, str_trim(r->account));
    const char *why;
    uint32_t found = 0;
    if (r->email.n && intl_email_key(b->scratch, r->email, &norm, &why)) {
        found = keymap_get(&p->keys, key_text(b->scratch, S("email"), S(""), norm), 0);
        found = found ? found : known_by_digest(b, norm);
    } else if (account.n && issuer.n) {
        found = keymap_get(&p->keys, key_text(b->scratch, S("account"), issuer, account), 0);
        if (!found && str_eq(issuer, S(MAILBOX_ISSUER)) && !digest_owner(b, account, &found, e))
            return false;
    }
    *learner = found;
    return true;
}

/* --- admitting ---------------------------------------------------------------------------- */

static bool draw_salt(struct people *p, str *out, struct err *e)
{
    if (!p->salts_left) {
        if (!random_bytes(p->salts, sizeof p->salts, e))
            return false;
        p->salts_left = SALTS;
    }
    *out = (str){ p->salts + --p->salts_left * SALT, SALT };
    return true;
}

static bool keep_keys(struct batch *b, struct who *who, int64_t line, str salt, uint8_t *flags,
                      struct err *e)
{
    struct people *p = b->t->people;
    for (size_t i = 0; i < who->nkeys; i++) {
        struct person_key *k = &who->key[i];
        if (k->learner)
            continue;
        if (!salt.n && !person_salt(b, who->learner, &salt, e))
            return false;
        keymap_at(&p->keys, k->key, who->learner, NULL);
        p->mailboxes.named |= str_eq(k->issuer, S(MAILBOX_ISSUER));
        if (p->mailboxes.is_read && str_eq(k->kind, S("email")))
            mailboxes_add(&p->mailboxes, b->scratch, k->norm, who->learner);
        *vec_push(b->scratch, &p->pending) = (struct pending){
            k->norm, k->kind, k->issuer, k->raw, str_dup(b->scratch, salt), who->learner,
            (uint32_t)line };
        *flags |= ITEM_PERSON_CHANGED;
    }
    return true;
}

/* Two learners that one id of the source stands for: perhaps one person. */
static bool add_candidate(struct batch *b, uint32_t x, uint32_t y, struct err *e)
{
    struct stmt *q = db_stmt(b->db, S("INSERT INTO duplicate_candidate (a, b, rule, score, batch)"
                                      " VALUES (?, ?, 'shared-id', 0.5, ?) ON CONFLICT DO NOTHING"));
    stmt_set(q, 1, val_int(x < y ? x : y));
    stmt_set(q, 2, val_int(x < y ? y : x));
    stmt_set(q, 3, val_int(b->id));
    return stmt_run(q, e);
}

static bool add_sharer(struct batch *b, str key, str external, uint32_t learner, int64_t line, bool *added,
                       struct err *e)
{
    struct people *p = b->t->people;
    str salt;
    *added = shared_add(&p->shared, key, learner);
    if (!*added)
        return true;
    const struct val v[] = { val_text(external), val_text(b->spec.source_name), val_int(learner),
                             val_int(b->id), val_int(line) };
    uint32_t first = shared_find(&p->shared, key)->learner[0];
    return person_salt(b, learner, &salt, e) && book_add(&b->book, PAST_SHARED, salt, v, e)
        && (!is_other_person(b, first, learner) || add_candidate(b, first, learner, e));
}

/* Whoever the id stood for before it was known to be shared has it no longer alone. */
static bool share_out(struct batch *b, str key, str external, uint32_t holder, int64_t line, struct err *e)
{
    bool added;
    str salt;
    const struct val v[] = { val_text(external), val_text(S("external")), val_text(b->spec.source_name) };
    return person_salt(b, holder, &salt, e) && book_take(&b->book, PAST_IDENTITY, salt, v, e)
        && add_sharer(b, key, external, holder, line, &added, e);
}

static bool note_shared(struct batch *b, const struct record *r, const struct who *who, uint8_t *flags,
                        struct err *e)
{
    struct people *p = b->t->people;
    bool added = false;
    if (!who->shared.n)
        return true;
    str key = key_text(b->scratch, S("external"), b->spec.source_name, who->shared);
    uint32_t holder = shared_find(&p->shared, key) ? 0 : keymap_get(&p->keys, key, 0);
    if ((holder && !share_out(b, key, who->shared, holder, r->line, e))
        || !add_sharer(b, key, who->shared, who->learner, r->line, &added, e))
        return false;
    *flags |= added ? ITEM_PERSON_CHANGED : 0;
    return true;
}

/* Few are asked for one by one. */
static bool meet(struct batch *b, const struct person *p, struct err *e)
{
    struct people *all = b->t->people;
    return p->line || all->met++ != all->first_new / MANY || person_read_all(b, &all->of, e);
}

bool people_admit(struct batch *b, const struct record *r, struct who *who, uint8_t *flags,
                  struct err *e)
{
    struct people *all = b->t->people;
    bool is_new = !who->learner, changed = false;
    str salt = S("");
    *flags = 0;
    if (is_new && !draw_salt(all, &salt, e))
        return false;
    if (is_new)
        who->learner = all->next++;
    struct person *p = person_at(b, who->learner);
    if (is_new && !person_add(b, r, who->learner, p, salt, e))
        return false;
    if (!keep_keys(b, who, r->line, salt, flags, e) || !note_shared(b, r, who, flags, e))
        return false;
    if (is_new) {
        *flags = ITEM_NEW_LEARNER;
        return true;
    }
    if (!meet(b, p, e) || !person_see(b, r, who->learner, p, &changed, e))
        return false;
    *flags |= changed ? ITEM_PERSON_CHANGED : 0;
    return true;
}

/* --- keys into the store -------------------------------------------------------------------- */

static int in_store_order(const void *a, const void *b)
{
    const struct pending *x = a, *y = b;
    int order = str_cmp(x->norm, y->norm);
    return order ? order : (order = str_cmp(x->kind, y->kind)) ? order
                                                               : str_cmp(x->issuer, y->issuer);
}

bool people_flush(struct batch *b, struct err *e)
{
    struct people *p = b->t->people;
    if (p->pending.n)
        qsort(p->pending.v, p->pending.n, sizeof *p->pending.v, in_store_order);
    for (size_t i = 0; i < p->pending.n; i++) {
        const struct pending *k = &p->pending.v[i];
        const struct val v[] = {
            val_text(k->norm), val_text(k->kind), val_text(k->issuer), val_int(k->learner),
            str_eq(k->raw, k->norm) ? val_nil() : val_text(k->raw), val_int(b->id),
            val_int(k->line) };
        if (!book_add(&b->book, PAST_IDENTITY, k->salt, v, e))
            return false;
    }
    p->pending.v = NULL;
    p->pending.n = p->pending.cap = 0;
    return true;
}
