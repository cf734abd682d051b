#include "records/learners.h"

#include "base/asset.h"
#include "intl/text.h"
#include "records/list.h"
#include "records/person.h"
#include "tracker/uid.h"

/* --- finding ------------------------------------------------------------------------- */

enum { FOUND_MOST = 500 };

static str folded(struct arena *a, str s) { return intl_answer(a, s, false, false); }

/* Every word of what is looked for stands somewhere. */
static bool has_words(str text, str words)
{
    while (words.p) {
        str word = str_cut(&words, ' ');
        if (word.n && str_find(text, word) == text.n)
            return false;
    }
    return true;
}

static str all_of(struct tracker *t, struct arena *a, const struct stmt *q)
{
    struct buf b = buf_new(a);
    buf_put(&b, tracker_uid(t, a, stmt_int(q, 0)));
    for (int i = 1; i < stmt_columns(q); i++)
        if (i < 4 || i > 5) {
            buf_byte(&b, ' ');
            buf_put(&b, stmt_str(q, i));
        }
    return buf_str(&b);
}

typedef VEC(int64_t) ids;

static bool search(struct tracker *t, struct arena *a, str words, ids *found, size_t *all, struct err *e)
{
    struct asset f;
    struct arena *scratch = arena_new();
    if (!asset_find(S("records/learners/all.sql"), &f))
        return err_set(e, ERR_STORE, "records/learners/all.sql is missing");
    struct stmt *q = db_stmt(tracker_db(t), f.bytes);
    *all = 0;
    while (stmt_row(q)) {
        struct arena_mark mark = arena_mark(scratch);
        if (has_words(folded(scratch, all_of(t, scratch, q)), words) && (*all)++ < FOUND_MOST)
            *vec_push(a, found) = stmt_int(q, 0);
        arena_rewind(scratch, mark);
    }
    arena_free(scratch);
    return stmt_end(q, e);
}

static void add_columns(struct table *x)
{
    table_column(x, S("uid"), S("uid"), UNIT_NONE);
    table_column(x, S("key"), S("Key"), UNIT_NONE);
    table_column(x, S("given"), S("Given name"), UNIT_NONE);
    table_column(x, S("family"), S("Family name"), UNIT_NONE);
    table_column_as(x, (struct column){ .id = S("name"), .title = S("Name"), .seen_by = SEEN_WITH_ROOM });
    table_column(x, S("status"), S("Status"), UNIT_NONE);
    table_column(x, S("person"), S("Merged into"), UNIT_NONE);
    table_column(x, S("economy"), S("Economy"), UNIT_NONE);
    table_column(x, S("registrations"), S("Registrations"), UNIT_COUNT);
}

static bool add_one(struct tracker *t, struct table *x, int64_t learner, struct err *e)
{
    struct asset f;
    if (!asset_find(S("records/learners/one.sql"), &f))
        return err_set(e, ERR_STORE, "records/learners/one.sql is missing");
    struct stmt *q = db_stmt(tracker_db(t), f.bytes);
    stmt_set(q, 1, val_int(learner));
    if (stmt_row(q)) {
        table_add(x, val_text(tracker_uid(t, x->arena, learner)));
        for (int i = 0; i < stmt_columns(q); i++) {
            struct val v = stmt_val(q, i);
            table_add(x, v.kind == VAL_TEXT ? val_text(str_dup(x->arena, v.as.s)) : v);
        }
    }
    return stmt_end(q, e);
}

bool learners_find(struct tracker *t, str text, struct report *r, struct err *e)
{
    struct table *x = table_new(r->arena, S("Learners"));
    ids found = { 0 };
    size_t all = 0;
    if (!search(t, r->arena, folded(r->arena, str_trim(text)), &found, &all, e))
        return false;
    add_columns(x);
    for (size_t i = 0; i < found.n; i++)
        if (!add_one(t, x, found.v[i], e))
            return false;
    if (!all)
        table_note(x, S("Nobody was found."));
    if (all > FOUND_MOST)
        table_note(x, str_format(r->arena, "These are the first %d of %zu.", FOUND_MOST, all));
    report_table(r, x);
    return true;
}

/* --- showing --------------------------------------------------------------------------- */

static bool add_part(struct tracker *t, const char *title, str asset, const struct val *v, size_t n,
                     struct report *r, struct err *e)
{
    struct table *x = table_new(r->arena, str_of(title));
    if (!list_query(x, tracker_db(t), asset, v, n, e))
        return false;
    report_table(r, x);
    return true;
}

bool learners_show(struct tracker *t, str key, bool story_only, struct report *r, struct err *e)
{
    struct person_found p;
    struct table *x = table_new(r->arena, S("Learners"));
    if (!person_found(t, key, &p, e) || !person_gather(t, p.whole, e))
        return false;
    struct val whole = val_int(p.whole);
    add_columns(x);
    struct stmt *q = db_stmt(tracker_db(t), S("SELECT id FROM person_learner ORDER BY id = ? DESC, id"));
    stmt_set(q, 1, whole);
    bool ok = true;
    while (ok && stmt_row(q))
        ok = add_one(t, x, stmt_int(q, 0), e);
    struct err second = { 0 };
    if (!stmt_end(q, ok ? e : &second) || !ok)
        return false;
    if (!story_only)
        report_table(r, x);
    return add_part(t, story_only ? "" : "Story", S("records/learners/story.sql"), NULL, 0, r, e)
        && (story_only
            || (add_part(t, "Economies", S("records/learners/economies.sql"), &whole, 1, r, e)
                && add_part(t, "Registrations", S("records/learners/registrations.sql"), NULL, 0, r, e)));
}
