/*
 * Every learner a batch meets has a struct person: a digest of the names last
 * seen decides nearly every row without a look at the store.
 */
#include "tracker/people.h"

#include <stdlib.h>
#include "crypto/random.h"
#include "intl/text.h"

enum { SAID_GIVEN = 1, SAID_FAMILY = 2, SAID_DISPLAY = 4 };
enum { SEVERAL = 1 };                     /* other keys beside an id; no digest is 1 */

struct person {
    uint64_t names;                       /* digest of the names last seen in this batch */
    uint32_t line;                        /* the row that stated them first */
    uint8_t said;                         /* which of them this batch has stated */
};

struct pending { str norm, kind, issuer, raw; uint32_t learner, line; };

struct people {
    struct arena *arena;
    struct keymap keys;
    struct keymap ids;                    /* external ids of this file -> index in `beside` */
    struct paged beside;                  /* uint64_t, see people_survey() */
    struct paged of;                      /* struct person by learner, of this batch */
    uint32_t next, first_new;             /* learner ids */
    VEC(struct pending) pending;          /* in the scratch of the portion */
};

static str key_text(struct arena *a, str kind, str issuer, str norm)
{
    struct buf b = buf_new(a);
    buf_byte(&b, kind.p[0] == 'e' && kind.p[1] == 'x' ? 'x' : kind.p[0]);
    buf_put(&b, issuer);
    buf_byte(&b, '\t');
    buf_put(&b, norm);
    return buf_str(&b);
}

/* --- coming and going --------------------------------------------------------------- */

static bool count(struct db *db, str sql, uint32_t *out, struct err *e)
{
    struct stmt *q = db_stmt(db, sql);
    if (stmt_row(q))
        *out = (uint32_t)stmt_int(q, 0);
    return stmt_end(q, e);
}

/* A merged learner's keys are those of the one who stays. */
static bool load_keys(struct people *p, struct db *db, struct err *e)
{
    struct arena *scratch = arena_new();
    struct stmt *q = db_stmt(db, S("SELECT i.kind, i.issuer, i.value_norm, coalesce(l.merged_into, l.id)"
                                   " FROM learner_identity i JOIN learner l ON l.id = i.learner"));
    while (stmt_row(q)) {
        struct arena_mark mark = arena_mark(scratch);
        str key = key_text(scratch, stmt_str(q, 0), stmt_str(q, 1), stmt_str(q, 2));
        keymap_at(&p->keys, key, (uint32_t)stmt_int(q, 3), NULL);
        arena_rewind(scratch, mark);
    }
    arena_free(scratch);
    return stmt_end(q, e);
}

static bool load(struct tracker *t, struct err *e)
{
    uint32_t n = 0;
    struct arena *a = arena_new();
    struct people *p = t->people = NEW(a, struct people);
    p->arena = a;
    if (!count(t->db, S("SELECT count(*) FROM learner_identity"), &n, e)
        || !count(t->db, S("SELECT coalesce(max(id), 0) + 1 FROM learner"), &p->next, e))
        return false;
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
    return true;
}

void people_forget(struct tracker *t)
{
    if (t->people) {
        keymap_close(&t->people->keys);
        keymap_close(&t->people->ids);
        arena_free(t->people->arena);
    }
    t->people = NULL;
}

bool people_is_new(const struct batch *b, uint32_t learner)
{
    return learner >= b->t->people->first_new;
}

/* --- finding --------------------------------------------------------------------------- */

static void add_key(struct batch *b, struct who *who, str name, str kind, str issuer, str norm,
                    str raw)
{
    struct person_key *k = &who->key[who->nkeys++];
    *k = (struct person_key){ .name = name, .kind = kind, .norm = norm, .raw = raw };
    k->key = key_text(b->scratch, kind, issuer, norm);
    k->learner = keymap_get(&b->t->people->keys, k->key, 0);
    if (!k->learner)
        return;
    who->conflict |= who->learner && who->learner != k->learner;
    if (!who->learner)
        who->learner = k->learner;
}

static bool is_shared(const struct batch *b, str external)
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

static bool find_email(struct batch *b, const struct record *r, struct who *who)
{
    str norm;
    const char *why;
    if (!r->email.n)
        return true;
    if (!intl_email_key(b->scratch, r->email, &norm, &why)) {
        rowlog_say(&b->log, r->line, "bad-email", S("email"), r->email,
                   "this e-mail address %s; correct it, or leave the cell empty if another column "
                   "says who it is", why);
        return false;
    }
    add_key(b, who, S("e-mail address"), S("email"), S(""), norm, r->email);
    return true;
}

static void find_scoped(struct batch *b, const struct record *r, struct who *who)
{
    str issuer = b->spec.source_name;
    str external = intl_nfc(b->scratch, str_trim(r->external));
    str account = intl_nfc(b->scratch, str_trim(r->account));
    if (external.n && is_shared(b, external))
        rowlog_warn(&b->log, r->line, "shared-id", S("external id"), external,
                    "several people in this file have this id, so it identifies nobody; are they "
                    "one person?");
    else if (external.n)
        add_key(b, who, S("id"), S("external"), issuer, external, r->external);
    if (account.n)
        add_key(b, who, S("account"), S("account"), issuer, account, r->account);
}

static void say_conflict(struct batch *b, const struct record *r, const struct who *who)
{
    struct buf text = buf_new(b->scratch);
    buf_puts(&text, "the keys of this row belong to different people:");
    for (size_t i = 0, n = 0; i < who->nkeys; i++)
        if (who->key[i].learner)
            buf_printf(&text, "%s the " STR_FMT " to learner %u", n++ ? "," : "",
                       STR_ARG(who->key[i].name), (unsigned)who->key[i].learner);
    rowlog_say(&b->log, r->line, "two-people", who->key[0].name, who->key[0].raw,
               STR_FMT, STR_ARG(buf_str(&text)));
}

bool people_find(struct batch *b, const struct record *r, struct who *who)
{
    *who = (struct who){ 0 };
    if (b->spec.source_name.n)
        find_scoped(b, r, who);
    if (!find_email(b, r, who))
        return false;
    if (who->conflict)
        say_conflict(b, r, who);
    else if (!who->nkeys)
        rowlog_say(&b->log, r->line, "nobody", S(""), S(""), "nothing in this row says who it is; "
                   "an e-mail address is needed%s", b->spec.source_name.n ? ", or a unique id" :
                   " (ids count only with --source-name)");
    return who->nkeys && !who->conflict;
}

/* --- admitting ---------------------------------------------------------------------------- */

static bool add_learner(struct batch *b, const struct record *r, uint32_t id, struct err *e)
{
    const str names[] = { r->given, r->family, r->display };
    char salt[SALT];
    if (!random_bytes(salt, sizeof salt, e))
        return false;
    struct val v[] = { val_int(id), val_nil(), val_nil(), val_nil(), val_int(b->id),
                       val_int(r->line), val_blob((str){ salt, sizeof salt }) };
    bool in_parts = str_trim(r->given).n || str_trim(r->family).n;
    for (int i = 0; i < (in_parts ? 2 : 3); i++) {
        str name = intl_nfc(b->scratch, str_trim(names[i]));
        if (name.n)
            v[1 + i] = val_text(name);
    }
    b->plan.learners_new++;
    return rows_put(b->into.learner, v, e);
}

static void keep_keys(struct batch *b, struct who *who, int64_t line, uint8_t *flags)
{
    struct people *p = b->t->people;
    for (size_t i = 0; i < who->nkeys; i++) {
        struct person_key *k = &who->key[i];
        if (k->learner)
            continue;
        keymap_at(&p->keys, k->key, who->learner, NULL);
        str issuer = k->kind.p[0] == 'e' && k->kind.p[1] == 'm' ? S("") : b->spec.source_name;
        *vec_push(b->scratch, &p->pending) = (struct pending){
            k->norm, k->kind, issuer, k->raw, who->learner, (uint32_t)line };
        *flags |= ITEM_PERSON_CHANGED;
    }
}

static uint64_t digest(const struct record *r)
{
    return str_hash(r->given) + 3 * str_hash(r->family) + 7 * str_hash(r->display) + 1;
}

struct field { str name, stated, stored; uint8_t bit; };

/* The store keeps a name until another file states another. */
static bool change_name(struct batch *b, const struct field *f, uint32_t learner, struct err *e)
{
    str sql = f->bit == SAID_GIVEN ? S("UPDATE learner SET given = ? WHERE id = ?")
            : f->bit == SAID_FAMILY ? S("UPDATE learner SET family = ? WHERE id = ?")
            : S("UPDATE learner SET display = ? WHERE id = ?");
    struct stmt *q = db_stmt(b->db, sql);
    stmt_set(q, 1, f->stated.n ? val_text(f->stated) : val_nil());
    stmt_set(q, 2, val_int(learner));
    return stmt_run(q, e);
}

static bool take_field(struct batch *b, const struct field *f, struct person *p, uint32_t learner,
                       int64_t line, uint8_t *flags, struct err *e)
{
    if (!f->stated.n)
        return true;
    bool differs = !str_eq(f->stated, f->stored), said = p->said & f->bit;
    p->said |= f->bit;
    if (!differs)
        return true;
    if (said) {
        rowlog_warn(&b->log, line, "other-name", f->name, f->stated,
                    "line %u gives this person another " STR_FMT ", which is kept",
                    (unsigned)p->line, STR_ARG(f->name));
        return true;
    }
    *flags |= ITEM_PERSON_CHANGED;
    return change_name(b, f, learner, e);
}

/* What the store has, then field by field. A whole name, whose order depends on
 * the language of whoever made the file, is kept only while the parts are not known. */
static bool take_names(struct batch *b, const struct record *r, struct person *p, uint32_t learner,
                       uint8_t *flags, struct err *e)
{
    if (!rows_end(b->into.learner, e))
        return false;
    struct stmt *q = db_stmt(b->db, S("SELECT given, family, display FROM learner WHERE id = ?"));
    stmt_set(q, 1, val_int(learner));
    struct field f[] = {
        { .name = S("given name"), .stated = r->given, .bit = SAID_GIVEN },
        { .name = S("family name"), .stated = r->family, .bit = SAID_FAMILY },
        { .name = S("name"), .stated = r->display, .bit = SAID_DISPLAY },
    };
    bool there = stmt_row(q);
    for (int i = 0; i < 3; i++) {
        f[i].stated = intl_nfc(b->scratch, str_trim(f[i].stated));
        f[i].stored = there ? str_dup(b->scratch, stmt_str(q, i)) : S("");
    }
    if (!stmt_end(q, e))
        return false;
    bool in_parts = f[0].stated.n || f[0].stored.n || f[1].stated.n || f[1].stored.n;
    if (in_parts)
        f[2].stated = S("");
    for (int i = 0; i < 3; i++)
        if (!take_field(b, &f[i], p, learner, r->line, flags, e))
            return false;
    return !in_parts || !f[2].stored.n || change_name(b, &f[2], learner, e);
}

static uint8_t all_said(const struct record *r)
{
    return (uint8_t)((r->given.n ? SAID_GIVEN : 0) | (r->family.n ? SAID_FAMILY : 0)
                     | (r->display.n ? SAID_DISPLAY : 0));
}

bool people_admit(struct batch *b, const struct record *r, struct who *who, uint8_t *flags,
                  struct err *e)
{
    struct people *all = b->t->people;
    bool is_new = !who->learner;
    *flags = 0;
    if (is_new)
        who->learner = all->next++;
    keep_keys(b, who, r->line, flags);
    struct person *p = paged_at(&all->of, who->learner);
    uint64_t names = digest(r);
    bool same = p->names == names, first = !p->names;
    p->names = names;
    if (first)
        p->line = (uint32_t)r->line;
    if (is_new) {
        *flags = ITEM_NEW_LEARNER;
        p->said = all_said(r);
        return add_learner(b, r, who->learner, e);
    }
    bool ok = same || take_names(b, r, p, who->learner, flags, e);
    b->plan.learners_changed += !!*flags;
    return ok;
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
        if (!rows_put(b->into.identity, v, e))
            return false;
    }
    p->pending.v = NULL;
    p->pending.n = p->pending.cap = 0;
    return true;
}
