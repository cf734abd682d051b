/* The table of things, and the queries that read them out of the store. */
#include "tracker/exchange.h"

#include "base/asset.h"
#include "intl/text.h"
#include "tracker/catalogue.h"
#include "tracker/inside.h"
#include "tracker/state.h"

static const struct exchange_thing things[] = {
#define THING(id, table, ...) { .name = table, .columns = { __VA_ARGS__ } },
#include "tracker/exchange.def"
#undef THING
};

enum { THINGS = sizeof things / sizeof *things };

const struct exchange_thing *exchange_at(size_t i)
{
    return i < THINGS ? &things[i] : NULL;
}

const struct exchange_thing *exchange_named(str name, size_t *i)
{
    for (*i = 0; *i < THINGS; ++*i)
        if (str_eq(str_of(things[*i].name), name))
            return &things[*i];
    return NULL;
}

/* --- which part ------------------------------------------------------------------------------ */

static bool run(struct db *db, str sql, struct val v, struct err *e)
{
    struct stmt *q = db_stmt(db, sql);
    if (v.kind != VAL_NIL)
        stmt_set(q, 1, v);
    return stmt_run(q, e);
}

static bool script(struct db *db, str name, struct err *e)
{
    struct asset sql;
    return asset_find(name, &sql) && db_script(db, sql.bytes, e);
}

static bool find_course(struct db *db, struct arena *a, str code, int64_t *id, struct err *e)
{
    struct stmt *q = db_stmt(db, S("SELECT id, code FROM course"));
    str key = catalogue_key(a, code);
    *id = 0;
    while (!*id && stmt_row(q))
        if (str_eq(catalogue_key(a, stmt_str(q, 1)), key))
            *id = stmt_int(q, 0);
    return stmt_end(q, e)
        && (*id || err_set(e, ERR_INPUT, "there is no course " STR_FMT "; \"etalon courses\" lists all", STR_ARG(code)));
}

/* By uid, by e-mail address, or by the value of any other key, if that is one learner's. */
static bool find_learner(struct tracker *t, struct arena *a, str key, int64_t *id, struct err *e)
{
    char store[UID_STORE + 1];
    str norm = key;
    const char *why;
    *id = 0;
    if (tracker_uid_read(t, key, store, id) && *id)
        return true;
    (void)!intl_email_key(a, key, &norm, &why);
    struct stmt *q = db_stmt(t->db, S("SELECT DISTINCT learner FROM learner_identity WHERE value_norm IN (?1, ?2)"));
    stmt_set(q, 1, val_text(norm));
    stmt_set(q, 2, val_text(key));
    int n = 0;
    for (; stmt_row(q); n++)
        *id = stmt_int(q, 0);
    if (!stmt_end(q, e))
        return false;
    return n == 1 || err_set(e, ERR_INPUT, n ? "several learners have the key " STR_FMT "; say the uid"
                                             : "no learner has the key " STR_FMT, STR_ARG(key));
}

static bool choose_all(struct db *db, struct err *e)
{
    return run(db, S("INSERT INTO chosen_learner (id) SELECT id FROM learner"), val_nil(), e)
        && run(db, S("INSERT INTO chosen_course SELECT id, code FROM course"), val_nil(), e)
        && run(db, S("INSERT INTO chosen_initiative SELECT id, code FROM initiative"), val_nil(), e)
        && run(db, S("INSERT INTO chosen_organisation SELECT id FROM organisation"), val_nil(), e)
        && run(db, S("INSERT INTO chosen_all VALUES (1)"), val_nil(), e);
}

/* Of a learner: all who are the same person. */
static bool choose_learner(struct db *db, int64_t id, struct err *e)
{
    struct asset sql;
    return asset_find(S("tracker/exchange/person.sql"), &sql) && run(db, sql.bytes, val_int(id), e);
}

static bool choose_part(struct db *db, int64_t course, int64_t learner, struct err *e)
{
    bool ok = learner ? choose_learner(db, learner, e)
        : run(db, S("INSERT INTO chosen_learner (id) SELECT DISTINCT learner FROM registration WHERE course = ?"),
              val_int(course), e);
    ok = ok && (course
        ? run(db, S("INSERT INTO chosen_course SELECT id, code FROM course WHERE id = ?"), val_int(course), e)
        : run(db, S("INSERT INTO chosen_course SELECT id, code FROM course WHERE id IN (SELECT course"
                    " FROM registration JOIN chosen_learner c ON c.id = learner)"), val_nil(), e));
    return ok && (!learner || script(db, S("tracker/exchange/events.sql"), e))
        && script(db, S("tracker/exchange/part.sql"), e);
}

static bool choose(struct db *db, int64_t course, int64_t learner, struct err *e)
{
    if (!db_scratch(db, true, e))
        return false;
    bool ok = script(db, S("tracker/exchange/open.sql"), e)
        && (course || learner ? choose_part(db, course, learner, e) : choose_all(db, e))
        && script(db, S("tracker/exchange/keys.sql"), e);
    struct err second = { 0 };
    return db_scratch(db, false, ok ? e : &second) && ok;
}

bool exchange_open(struct tracker *t, const struct exchange_part *part, struct err *e)
{
    struct arena *a = arena_new();
    int64_t course = 0, learner = 0;
    bool ok = (!part->course.n || find_course(t->db, a, part->course, &course, e))
        && (!part->learner.n || find_learner(t, a, part->learner, &learner, e))
        && choose(t->db, course, learner, e);
    arena_free(a);
    return ok;
}

/* --- rows --------------------------------------------------------------------------------------- */

struct stmt *exchange_rows(struct tracker *t, size_t i)
{
    struct asset sql = { 0 };
    char prefix[] = "tracker/exchange/00-";
    prefix[17] = (char)('0' + (i + 1) / 10);
    prefix[18] = (char)('0' + (i + 1) % 10);
    size_t at = 0;
    (void)asset_next(str_of(prefix), &at, &sql);
    return db_stmt(t->db, sql.bytes);
}

static str stamp_text(struct arena *a, struct stamp s)
{
    struct buf b = buf_new(a);
    date_put_stamp(&b, s);
    if (s.precision == PRECISION_MS && s.at % 1000 == 0) {
        b.n--;
        buf_puts(&b, ".000Z");
    }
    return buf_str(&b);
}

void exchange_cells(const struct stmt *q, struct arena *a, struct val *cells)
{
    for (int i = 0; i < stmt_columns(q); i++) {
        if (!str_ends(stmt_name(q, i), S("_at"))) {
            *cells++ = stmt_val(q, i);
            continue;
        }
        struct stamp s = stamp_get(q, i++);
        *cells++ = s.precision ? val_text(stamp_text(a, s)) : val_nil();
    }
}

bool exchange_stamp(str text, struct stamp *out)
{
    if (!date_read_stamp(text, out))
        return false;
    if (out->precision == PRECISION_SECOND && str_find(text, S(".")) < text.n)
        out->precision = PRECISION_MS;
    return true;
}

static str unescaped(struct arena *a, str s)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < s.n; i++) {
        bool colon = str_starts(str_from(s, i), S("%3A")), percent = str_starts(str_from(s, i), S("%25"));
        buf_byte(&b, colon ? ':' : percent ? '%' : s.p[i]);
        i += colon || percent ? 2 : 0;
    }
    return buf_str(&b);
}

bool exchange_key_read(struct arena *a, str key, str *kind, str *issuer, str *value)
{
    *value = key;
    *kind = str_cut(value, ':');
    if (!value->p)
        return false;
    str escaped = str_cut(value, ':');
    if (!value->p || !value->n)
        return false;
    *issuer = unescaped(a, escaped);
    return str_eq(*kind, S("email")) || str_eq(*kind, S("account")) || str_eq(*kind, S("external"));
}
