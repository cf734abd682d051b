/*
 * Persons are sorted by what a rule says they must have in common, so that only those who have
 * it are compared. A group that is too large (a hundred people called the same) tells nothing.
 */
#include "records/duplicates.h"

#include <stdlib.h>
#include <string.h>

#include "base/asset.h"
#include "intl/text.h"
#include "records/find.h"
#include "records/person.h"
#include "tracker/edit.h"

enum { GROUP_MOST = 100, PAIRS_MOST = 100000, LISTED_MOST = 1000, LOCAL_LEAST = 5 };

struct one {
    int64_t id;
    str given, family, economy, local;    /* names without case and accents; of the address what is before @ */
    str key;                              /* of the rule at work; empty: none */
};

struct pair { int64_t a, b; const char *rule; double score; };

struct job {
    struct tracker *t;
    struct arena *arena;
    VEC(struct one) all;
    VEC(struct pair) pairs;
};

/* --- rules ------------------------------------------------------------------------------ */

static str two(struct arena *a, str x, str y)
{
    return x.n && y.n ? str_cat(a, x, S("\t"), y) : S("");
}

static str key_name(struct arena *a, const struct one *x) { return two(a, x->given, x->family); }

static str key_swapped(struct arena *a, const struct one *x)
{
    bool first = str_cmp(x->given, x->family) < 0;
    return two(a, first ? x->given : x->family, first ? x->family : x->given);
}

static str key_local(struct arena *a, const struct one *x) { (void)a; return x->local; }
static str key_given(struct arena *a, const struct one *x) { return two(a, x->given, x->economy); }
static str key_family(struct arena *a, const struct one *x) { return two(a, x->family, x->economy); }

static bool same_economy(const struct one *x, const struct one *y)
{
    return x->economy.n && str_eq(x->economy, y->economy);
}

static bool other_economy(const struct one *x, const struct one *y) { return !same_economy(x, y); }

static bool is_swapped(const struct one *x, const struct one *y)
{
    return !str_eq(x->given, x->family) && str_eq(x->given, y->family) && str_eq(x->family, y->given);
}

static bool any_name(const struct one *x, const struct one *y)
{
    return (x->given.n && (str_eq(x->given, y->given) || str_eq(x->given, y->family)))
        || (x->family.n && (str_eq(x->family, y->family) || str_eq(x->family, y->given)));
}

static bool family_apart(const struct one *x, const struct one *y)
{
    return x->family.n + y->family.n > 6 && str_distance(x->family, y->family, 1) == 1;
}

static bool given_apart(const struct one *x, const struct one *y)
{
    return x->given.n + y->given.n > 6 && str_distance(x->given, y->given, 1) == 1;
}

static const struct rule {
    const char *name;
    double score;
    str (*key)(struct arena *a, const struct one *x);
    bool (*is)(const struct one *x, const struct one *y);
} rules[] = {
    { "same name and economy", 0.8, key_name, same_economy },
    { "same address before the @, and a name in common", 0.75, key_local, any_name },
    { "names swapped, same economy", 0.7, key_swapped, is_swapped },
    { "family name one letter apart, same economy", 0.6, key_given, family_apart },
    { "given name one letter apart, same economy", 0.55, key_family, given_apart },
    { "same name, economy not the same", 0.4, key_name, other_economy },
};

/* --- persons ------------------------------------------------------------------------------- */

static str folded(struct arena *a, str s)
{
    return str_dup(a, intl_answer(a, s, false, false));
}

static str local_of(struct arena *a, str address)
{
    str head = str_cut(&address, '@');
    return address.p && head.n >= LOCAL_LEAST ? str_dup(a, head) : S("");
}

static bool read_all(struct job *j, struct err *e)
{
    struct asset f;
    if (!asset_find(S("records/learners/persons.sql"), &f))
        return err_set(e, ERR_STORE, "records/learners/persons.sql is missing");
    struct stmt *q = db_stmt(tracker_db(j->t), f.bytes);
    while (stmt_row(q))
        *vec_push(j->arena, &j->all) = (struct one){
            .id = stmt_int(q, 0), .given = folded(j->arena, stmt_str(q, 1)),
            .family = folded(j->arena, stmt_str(q, 2)), .economy = str_dup(j->arena, stmt_str(q, 3)),
            .local = local_of(j->arena, stmt_str(q, 4)) };
    return stmt_end(q, e);
}

/* --- pairs --------------------------------------------------------------------------------- */

static void add_pair(struct job *j, int64_t a, int64_t b, const char *rule, double score)
{
    if (a != b && j->pairs.n < PAIRS_MOST)
        *vec_push(j->arena, &j->pairs) = (struct pair){ a < b ? a : b, a < b ? b : a, rule, score };
}

static int by_key(const void *a, const void *b)
{
    const struct one *x = a, *y = b;
    int order = str_cmp(x->key, y->key);
    return order ? order : x->id < y->id ? -1 : x->id > y->id;
}

static void compare(struct job *j, const struct rule *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        for (size_t k = i + 1; k < to; k++)
            if (r->is(&j->all.v[i], &j->all.v[k]))
                add_pair(j, j->all.v[i].id, j->all.v[k].id, r->name, r->score);
}

static void apply(struct job *j, const struct rule *r)
{
    for (size_t i = 0; i < j->all.n; i++)
        j->all.v[i].key = r->key(j->arena, &j->all.v[i]);
    if (j->all.n)
        qsort(j->all.v, j->all.n, sizeof *j->all.v, by_key);
    for (size_t from = 0, to; from < j->all.n; from = to) {
        for (to = from + 1; to < j->all.n && str_eq(j->all.v[to].key, j->all.v[from].key);)
            to++;
        if (j->all.v[from].key.n && to - from <= GROUP_MOST)
            compare(j, r, from, to);
    }
}

/* What imports noticed, and what is decided. */
static bool read_noticed(struct job *j, struct err *e)
{
    struct asset f;
    if (!asset_find(S("records/learners/noticed.sql"), &f))
        return err_set(e, ERR_STORE, "records/learners/noticed.sql is missing");
    struct stmt *q = db_stmt(tracker_db(j->t), f.bytes);
    while (stmt_row(q))
        add_pair(j, stmt_int(q, 0), stmt_int(q, 1), str_dup(j->arena, stmt_str(q, 2)).p,
                 stmt_val(q, 3).kind == VAL_REAL ? stmt_val(q, 3).as.r : (double)stmt_int(q, 3));
    return stmt_end(q, e);
}

static int by_pair(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    if (x->b != y->b)
        return x->b < y->b ? -1 : 1;
    return x->score > y->score ? -1 : x->score < y->score ? 1 : strcmp(x->rule, y->rule);
}

static int by_score(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    if (x->score > y->score || x->score < y->score)
        return x->score > y->score ? -1 : 1;
    return by_pair(a, b);
}

/* The best rule of each pair stands. */
static void sort(struct job *j)
{
    size_t n = 0;
    if (!j->pairs.n)
        return;
    qsort(j->pairs.v, j->pairs.n, sizeof *j->pairs.v, by_pair);
    for (size_t i = 0; i < j->pairs.n; i++)
        if (!n || j->pairs.v[i].a != j->pairs.v[n - 1].a || j->pairs.v[i].b != j->pairs.v[n - 1].b)
            j->pairs.v[n++] = j->pairs.v[i];
    j->pairs.n = n;
    qsort(j->pairs.v, n, sizeof *j->pairs.v, by_score);
}

/* --- shown ------------------------------------------------------------------------------------ */

static bool is_different(struct job *j, const struct pair *p, bool *different, struct err *e)
{
    int64_t n = 0;
    bool ok = NUMBER(tracker_db(j->t), "SELECT count(*) FROM duplicate_candidate d LEFT JOIN import_batch b"
                     " ON b.id = d.decided_by WHERE d.a = ?1 AND d.b = ?2 AND d.decision = 'different'"
                     " AND b.undone_by IS NULL", &n, e, val_int(p->a), val_int(p->b));
    *different = n > 0;
    return ok;
}

static str name_of(struct job *j, int64_t id, struct err *e)
{
    struct stmt *q = db_stmt(tracker_db(j->t), S("SELECT trim(coalesce(given, '') || ' ' || coalesce(family, ''))"
                                                 " FROM learner WHERE id = ?"));
    stmt_set(q, 1, val_int(id));
    str name = stmt_row(q) ? str_dup(j->arena, stmt_str(q, 0)) : S("");
    return stmt_end(q, e) ? name : S("");
}

static bool add_row(struct job *j, struct table *x, const struct pair *p, struct err *e)
{
    str a, b;
    if (!person_called(j->t, j->arena, p->a, &a, e) || !person_called(j->t, j->arena, p->b, &b, e))
        return false;
    table_add(x, val_real(p->score));
    table_add(x, val_text(str_of(p->rule)));
    table_add(x, val_text(a));
    table_add(x, val_text(name_of(j, p->a, e)));
    table_add(x, val_text(b));
    table_add(x, val_text(name_of(j, p->b, e)));
    return e->kind == ERR_NONE;
}

static bool list(struct job *j, struct table *x, struct err *e)
{
    size_t listed = 0;
    for (size_t i = 0; i < j->pairs.n && listed < LISTED_MOST; i++) {
        bool different;
        if (!is_different(j, &j->pairs.v[i], &different, e)
            || (!different && !add_row(j, x, &j->pairs.v[i], e)))
            return false;
        listed += !different;
    }
    table_note(x, listed ? S("\"etalon learners merge A B\" says they are one, \"etalon learners duplicates "
                             "--different A B\" that they are not.") : S("Nobody looks like two."));
    if (listed == LISTED_MOST)
        table_note(x, str_format(j->arena, "These are the first %d.", LISTED_MOST));
    return true;
}

bool duplicates_list(struct tracker *t, struct report *r, struct err *e)
{
    struct job j = { .t = t, .arena = r->arena };
    struct table *x = table_new(r->arena, S("May be one person"));
    table_column(x, S("score"), S("Score"), UNIT_NONE);
    table_column(x, S("rule"), S("Why"), UNIT_NONE);
    table_column(x, S("a"), S("One"), UNIT_NONE);
    table_column(x, S("a_name"), S("Name"), UNIT_NONE);
    table_column(x, S("b"), S("Other"), UNIT_NONE);
    table_column(x, S("b_name"), S("Name"), UNIT_NONE);
    if (!read_all(&j, e) || !read_noticed(&j, e))
        return false;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        apply(&j, &rules[i]);
    sort(&j);
    report_table(r, x);
    return list(&j, x, e);
}

/* --- decided ------------------------------------------------------------------------------------ */

static bool decide(struct tracker *t, int64_t a, int64_t b, int64_t batch, struct err *e)
{
    struct stmt *q = db_stmt(tracker_db(t),
        S("INSERT INTO duplicate_candidate (a, b, rule, score, decision, batch, decided_by) VALUES"
          " (?1, ?2, 'by hand', 0, 'different', ?3, ?3)"
          " ON CONFLICT DO UPDATE SET decision = 'different', decided_by = ?3"));
    stmt_set(q, 1, val_int(a < b ? a : b));
    stmt_set(q, 2, val_int(a < b ? b : a));
    stmt_set(q, 3, val_int(batch));
    return stmt_run(q, e);
}

bool duplicates_different(struct tracker *t, str a, str b, const struct by_hand *by, struct report *r,
                          struct err *e)
{
    struct person_found x, y;
    if (!person_found(t, a, &x, e) || !person_found(t, b, &y, e))
        return false;
    if (x.whole == y.whole)
        return err_set(e, ERR_STORE, "they are one person in the store; \"etalon learners unmerge\" parts them");
    int64_t batch = edit_begin(t, "edit", by->actor, by->reason, e);
    if (!batch)
        return false;
    bool ok = decide(t, x.whole, y.whole, batch, e);
    edit_say(t, "learners %lld and %lld are different persons", (long long)x.whole, (long long)y.whole);
    report_text(r, by->dry_run ? S("Nothing was changed: this is a dry run.")
                               : str_format(r->arena, "They are different persons. This is batch %lld.",
                                            (long long)batch));
    return (edit_end(t, ok && !by->dry_run, e) || by->dry_run) && ok;
}
