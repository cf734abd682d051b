/*
 * A digest of what a row says of the person decides nearly every row without a
 * look at the store: it is that of the row before, or of what the store has.
 */
#include "tracker/person.h"

#include "intl/text.h"
#include "tracker/state.h"

/* Columns of PAST_LEARNER. */
enum { ID, GIVEN, FAMILY, DISPLAY, GENDER, LANG, JOINED, JOINED_PRECISION, IS_TEST, BY_HAND, BATCH,
       LINE, COLUMNS, SALT_COLUMN = COLUMNS, STATUS, ALL };

struct field {
    const char *name;
    int column, n;                        /* the first of its columns, how many */
    uint8_t bit;
    uint32_t clears;
    struct val stated[2];
    bool states;
};

enum { FIELDS = 7 };

static struct val text_or_nil(struct batch *b, str s)
{
    s = intl_nfc(b->scratch, str_trim(s));
    return s.n ? val_text(s) : val_nil();
}

/* What the row says, one element a field. */
static void fields_of(struct batch *b, const struct record *r, struct field *f)
{
    bool alone = !str_trim(r->course).n;  /* a cleared date of registration is not the account's */
    const struct field all[FIELDS] = {
        { "given name", GIVEN, 1, PERSON_GIVEN, CLEAR_GIVEN, { text_or_nil(b, r->given) }, false },
        { "family name", FAMILY, 1, PERSON_FAMILY, CLEAR_FAMILY, { text_or_nil(b, r->family) }, false },
        { "name", DISPLAY, 1, PERSON_DISPLAY, CLEAR_DISPLAY, { text_or_nil(b, r->display) }, false },
        { "gender", GENDER, 1, PERSON_GENDER, CLEAR_GENDER, { text_or_nil(b, r->gender) }, false },
        { "language", LANG, 1, PERSON_LANG, CLEAR_LANG, { text_or_nil(b, r->lang) }, false },
        { "day of joining", JOINED, 2, PERSON_JOINED, alone ? CLEAR_REGISTERED : 0, { val_nil() }, false },
        { "mark of a test account", IS_TEST, 1, PERSON_TEST, 0,
          { r->is_test ? val_int(1) : val_nil() }, false },
    };
    for (int i = 0; i < FIELDS; i++) {
        f[i] = all[i];
        if (f[i].column == JOINED)
            stamp_vals(r->joined, f[i].stated);
        f[i].states = f[i].stated[0].kind != VAL_NIL || (r->clears & f[i].clears);
    }
}

static uint8_t all_stated(const struct field *f)
{
    unsigned bits = 0;
    for (int i = 0; i < FIELDS; i++)
        bits |= f[i].states ? f[i].bit : 0u;
    return (uint8_t)bits;
}

static uint64_t digest_of(const struct record *r)
{
    return (str_hash(r->given) + 3 * str_hash(r->family) + 7 * str_hash(r->display)
            + (r->gender.n ? 11 * str_hash(r->gender) : 0) + (r->lang.n ? 13 * str_hash(r->lang) : 0)
            + 17 * (uint64_t)r->joined.at + 19 * (uint64_t)r->joined.precision + 23 * r->is_test
            + 29 * (uint64_t)r->clears) | 1;
}

static str status_of(const struct val *v)
{
    return v[IS_TEST].as.i ? S("test") : S("active");
}

/* A whole name, whose order depends on the language of whoever made the file,
 * is kept only while the parts are not known. */
static void prefer_parts(struct val *v)
{
    bool in_parts = v[GIVEN].kind != VAL_NIL || v[FAMILY].kind != VAL_NIL;
    if (in_parts && !(v[BY_HAND].as.i & PERSON_DISPLAY))
        v[DISPLAY] = val_nil();
}

static void provenance(struct batch *b, struct val *v, int64_t line)
{
    v[BATCH] = val_int(b->id);
    v[LINE] = val_int(line);
}

bool person_add(struct batch *b, const struct record *r, uint32_t learner, struct person *p,
                str salt, struct err *e)
{
    struct field f[FIELDS];
    struct val v[ALL] = { [ID] = val_int(learner), [IS_TEST] = val_int(0), [BY_HAND] = val_int(0) };
    fields_of(b, r, f);
    for (int i = 0; i < FIELDS; i++)
        for (int k = 0; k < f[i].n && f[i].stated[0].kind != VAL_NIL; k++)
            v[f[i].column + k] = f[i].stated[k];
    prefer_parts(v);
    provenance(b, v, r->line);
    v[SALT_COLUMN] = val_blob(salt);
    v[STATUS] = val_text(status_of(v));
    *p = (struct person){ .said_digest = digest_of(r), .line = (uint32_t)r->line,
                          .said = all_stated(f), .is_there = true };
    return book_add(&b->book, PAST_LEARNER, salt, v, e);
}

/* --- what changes ---------------------------------------------------------------------- */

static bool same_field(const struct field *f, const struct val *v)
{
    for (int k = 0; k < f->n; k++)
        if (!val_same(f->stated[k], v[f->column + k]))
            return false;
    return true;
}

static str shown(struct batch *b, const struct field *f)
{
    struct buf text = buf_new(b->scratch);
    val_put(&text, f->stated[0]);
    return f->stated[0].kind == VAL_TEXT ? f->stated[0].as.s : buf_str(&text);
}

/* Takes the field over into v, or says why not. */
static bool take_field(struct batch *b, const struct field *f, struct person *p, struct val *v,
                       int64_t line)
{
    bool said = p->said & f->bit;
    if (!f->states)
        return false;
    p->said |= f->bit;
    if (same_field(f, v))
        return false;
    if (v[BY_HAND].as.i & f->bit) {
        rowlog_warn(&b->log, line, "by-hand", str_of(f->name), shown(b, f),
                    "an administrator set this person's %s by hand, which is kept", f->name);
        return false;
    }
    if (said) {
        rowlog_warn(&b->log, line, "other-name", str_of(f->name), shown(b, f),
                    "line %u gives this person another %s, which is kept", (unsigned)p->line, f->name);
        return false;
    }
    for (int k = 0; k < f->n; k++)
        v[f->column + k] = f->stated[k];
    return true;
}

static bool load(struct batch *b, uint32_t learner, struct val *v, bool *there, struct err *e)
{
    struct stmt *q = db_stmt(b->db,
        S("SELECT id, given, family, display, gender, lang, registered_at, registered_precision,"
          " is_test, by_hand, batch, line, salt FROM learner WHERE id = ?"));
    stmt_set(q, 1, val_int(learner));
    *there = stmt_row(q);
    for (int i = 0; *there && i <= SALT_COLUMN; i++) {
        v[i] = stmt_val(q, i);
        if (v[i].kind == VAL_TEXT || v[i].kind == VAL_BLOB)
            v[i].as.s = str_dup(b->scratch, v[i].as.s);
    }
    return stmt_end(q, e);
}

static bool set_status(struct batch *b, uint32_t learner, const struct val *v, struct err *e)
{
    struct stmt *q = db_stmt(b->db, S("UPDATE learner SET status = ? WHERE id = ?"
                                      " AND status IN ('active', 'test')"));
    stmt_set(q, 1, val_text(status_of(v)));
    stmt_set(q, 2, val_int(learner));
    return stmt_run(q, e);
}

static bool is_same_stamp(const struct val *a, const struct val *b)
{
    return val_same(a[0], b[0]) && val_same(a[1], b[1]);
}

bool person_read_all(struct batch *b, struct paged *of, struct err *e)
{
    if (!book_flush(&b->book, PAST_LEARNER, e))
        return false;
    struct stmt *q = db_stmt(b->db, S("SELECT id, given, family, display, gender, lang, registered_at,"
                                      " registered_precision, is_test FROM learner"));
    while (stmt_row(q)) {
        struct person *p = paged_at(of, (size_t)stmt_int(q, 0));
        struct record r = { .given = stmt_str(q, 1), .family = stmt_str(q, 2), .display = stmt_str(q, 3),
                            .gender = stmt_str(q, 4), .lang = stmt_str(q, 5), .joined = stamp_get(q, 6),
                            .is_test = stmt_int(q, 8) != 0 };
        if (!p->line)
            p->said_digest = digest_of(&r);
    }
    return stmt_end(q, e);
}

/* What a row states that says just what the store has. */
static uint8_t stated_again(const struct record *r)
{
    bool in_parts = r->given.n || r->family.n;
    return (uint8_t)((r->given.n ? PERSON_GIVEN : 0) | (r->family.n ? PERSON_FAMILY : 0)
                     | (r->display.n && !in_parts ? PERSON_DISPLAY : 0)
                     | (r->gender.n ? PERSON_GENDER : 0) | (r->lang.n ? PERSON_LANG : 0)
                     | (r->joined.precision ? PERSON_JOINED : 0) | (r->is_test ? PERSON_TEST : 0));
}

bool person_see(struct batch *b, const struct record *r, uint32_t learner, struct person *p,
                bool *changed, struct err *e)
{
    struct field f[FIELDS];
    struct val v[ALL] = { 0 }, before[COLUMNS];
    bool there, brought = false;
    uint64_t said = digest_of(r);
    bool again = p->said_digest == said;
    if (again && !p->line)
        p->said = stated_again(r);
    if (!p->line)
        p->line = (uint32_t)r->line;
    p->said_digest = said;
    if (again)
        return true;
    fields_of(b, r, f);
    if (!all_stated(f))
        return true;
    if (!book_flush(&b->book, PAST_LEARNER, e) || !load(b, learner, v, &there, e))
        return false;
    if (!there)
        return true;
    for (int i = GIVEN; i <= FAMILY; i++)
        if (v[i].kind != VAL_NIL || f[i - GIVEN].stated[0].kind != VAL_NIL)
            f[DISPLAY - GIVEN].states = false;
    for (int i = 0; i < COLUMNS; i++)
        before[i] = v[i];
    for (int i = 0; i < FIELDS; i++)
        brought |= take_field(b, &f[i], p, v, r->line);
    prefer_parts(v);
    bool other = !is_same_stamp(before + JOINED, v + JOINED)
              || !val_same(before[IS_TEST], v[IS_TEST]);
    for (int i = GIVEN; i <= LANG; i++)
        other |= !val_same(before[i], v[i]);
    if (!brought || !other)
        return true;
    *changed = true;
    provenance(b, v, r->line);
    return book_change(&b->book, PAST_LEARNER, v[SALT_COLUMN].as.s, v, e)
        && (val_same(before[IS_TEST], v[IS_TEST]) || set_status(b, learner, v, e));
}

bool person_salt(struct batch *b, uint32_t learner, str *salt, struct err *e)
{
    *salt = S("");
    if (!book_flush(&b->book, PAST_LEARNER, e))
        return false;
    struct stmt *q = db_stmt(b->db, S("SELECT salt FROM learner WHERE id = ?"));
    stmt_set(q, 1, val_int(learner));
    if (stmt_row(q))
        *salt = str_dup(b->scratch, stmt_str(q, 0));
    return stmt_end(q, e);
}
