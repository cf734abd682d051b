/*
 * Data quality: each check is a file stats/quality/NAME.sql with a head like
 * that of a measure; its statement gives one row per record that should be looked at
 * (entity, learner, course, what, batch, line, n).
 */
#include "stats/quality.h"

#include "base/asset.h"
#include "base/near.h"
#include "stats/cell.h"
#include "stats/origin.h"
#include "stats/special.h"
#include "tracker/uid.h"

static const str folder = { "stats/quality/", 14 };

bool quality_next(struct arena *a, struct measure *check, size_t *i)
{
    struct asset file;
    if (!asset_next(folder, i, &file))
        return false;
    str name = str_from(file.path, folder.n);
    measure_read(a, check, str_head(name, name.n - S(".sql").n), file.bytes);
    return true;
}

bool quality_named(struct arena *a, str name, struct measure *check, struct err *e)
{
    struct near near = near_to(name);
    for (size_t i = 0; quality_next(a, check, &i);) {
        if (str_eq(check->name, name))
            return true;
        near_offer(&near, check->name);
    }
    if (near.best.n > 0)
        return err_set(e, ERR_USAGE, "there is no check of quality \"" STR_FMT "\"; did you mean "
                       STR_FMT "?", STR_ARG(name), STR_ARG(near.best));
    return err_set(e, ERR_USAGE, "there is no check of quality \"" STR_FMT "\"; etalon stats quality "
                   "lists them", STR_ARG(name));
}

bool quality_counts(const struct stmt *q, const struct world *w)
{
    return stmt_nil(q, QUALITY_LEARNER) || world_person(w, stmt_int(q, QUALITY_LEARNER)) != 0;
}

static bool count_rows(struct db *db, str sql, const struct world *w, struct progress *p, int64_t *n,
                       struct err *e)
{
    bool ok = true;
    struct stmt *q = db_stmt(db, sql);
    *n = 0;
    while (ok && stmt_row(q)) {
        *n += quality_counts(q, w) ? stmt_int(q, QUALITY_N) : 0;
        ok = progress_step(p, 1, e);
    }
    return stmt_end(q, ok ? e : &(struct err){ 0 }) && ok;
}

static bool fill(struct table *t, struct db *db, const struct question *q, struct err *e)
{
    struct measure check;
    const struct world *w = world_load(t->arena, db, e);
    if (w == NULL)
        return false;
    for (size_t i = 0; quality_next(t->arena, &check, &i);) {
        int64_t n;
        if (!count_rows(db, check.sql, w, q->progress, &n, e))
            return false;
        if (q->lang != NULL)
            measure_speak(&check, str_of(q->lang));
        table_add(t, val_text(S("group")));
        table_add(t, val_text(check.name));
        table_add(t, val_text(check.title));
        table_add(t, val_int(n));
        table_add(t, val_text(n > 0 ? check.advice : S("")));
    }
    return true;
}

/* ---- the records -------------------------------------------------------------- */

static struct val text_or_nil(struct arena *a, str s)
{
    return s.n > 0 ? val_text(str_dup(a, s)) : val_nil();
}

static bool list_check(struct table *t, struct db *db, const struct measure *check,
                       const struct world *w, const char *store, struct err *e)
{
    bool ok = true;
    struct stmt *q = db_stmt(db, check->sql);
    while (ok && stmt_row(q)) {
        uint32_t person = world_person(w, stmt_int(q, QUALITY_LEARNER));
        uint16_t course = world_course(w, stmt_int(q, QUALITY_COURSE));
        if (!quality_counts(q, w))
            continue;
        table_add(t, val_text(check->name));
        table_add(t, text_or_nil(t->arena, stmt_str(q, QUALITY_ENTITY)));
        table_add(t, person == 0 ? val_nil() : val_text(str_format(t->arena, "%s-%u", store, person)));
        table_add(t, course == 0 ? val_nil() : val_text(w->courses.v[course - 1].code));
        table_add(t, text_or_nil(t->arena, stmt_str(q, QUALITY_WHAT)));
        table_add(t, val_int(stmt_int(q, QUALITY_N)));
        ok = origin_add(t, db, stmt_int(q, QUALITY_BATCH), stmt_int(q, QUALITY_LINE), e);
    }
    return stmt_end(q, ok ? e : &(struct err){ 0 }) && ok;
}

static void add_list_columns(struct table *t, const struct question *q)
{
    const struct words *w = question_words(q);
    table_column(t, S("check"), say(t->arena, w, "Check"), UNIT_NONE);
    table_column(t, S("record"), say(t->arena, w, "Record"), UNIT_NONE);
    table_column(t, S("learner"), say(t->arena, w, "Learner"), UNIT_NONE);
    table_column(t, S("course"), say(t->arena, w, "Course"), UNIT_NONE);
    table_column(t, S("thing"), say(t->arena, w, "What"), UNIT_NONE);
    special_measure_column(t, &q->measure->columns.v[0]);
    origin_columns(t, w);
}

static bool list(struct table *t, struct db *db, const struct question *q, str cell, struct err *e)
{
    struct measure check;
    str name = { 0 }, id = { 0 };
    char store[UID_STORE + 1];
    bool has_cell = cell_next(&cell, &name, &id);
    if (has_cell && (cell.n > 0 || !str_eq(name, S("check"))))
        return err_set(e, ERR_USAGE, "a cell of quality is a check, as --cell check=unknown-economies");
    if (has_cell && !quality_named(t->arena, id, &check, e))
        return false;
    const struct world *w = world_load(t->arena, db, e);
    if (w == NULL || !uid_store(db, store, e))
        return false;
    add_list_columns(t, q);
    for (size_t i = 0; quality_next(t->arena, &check, &i);)
        if ((!has_cell || str_eq(check.name, id)) && !list_check(t, db, &check, w, store, e))
            return false;
    return true;
}

static str sql(struct arena *a)
{
    struct buf b = buf_new(a);
    struct measure check;
    for (size_t i = 0; quality_next(a, &check, &i);)
        buf_printf(&b, "-- " STR_FMT "\n" STR_FMT "\n", STR_ARG(check.name), STR_ARG(check.sql));
    return str_trim(buf_str(&b));
}

static void add_columns(struct table *t)
{
    table_column_as(t, (struct column){ .id = S("check"), .title = S("Check"),
                                        .seen_by = SEEN_BY_MACHINES });
    table_column(t, S("check_name"), say(t->arena, words_of(S("stats"), t->lang), "Check"), UNIT_NONE);
}

const struct special special_quality = { .name = "quality", .add_columns = add_columns, .fill = fill,
                                         .list = list, .sql = sql };
