/*
 * look.sql gives figures by name; two tables here say what each means: those that
 * describe, and those that are shown when they are not 0, with a command.
 */
#include "report/look.h"

#include "base/asset.h"
#include "base/date.h"

static const struct { const char *name, *title; } contents[] = {
    { "learners", "Learners" },           { "registrations", "Registrations for courses" },
    { "completed", "of them completed" }, { "courses", "Courses" },
    { "economies", "Countries and economies of learners" },
    { "initiatives", "Initiatives (workshops, placements, lectures ...)" },
    { "participations", "Participations in them" },
};

static const struct { const char *name, *what, *command; } wants[] = {
    { "unknown", "learners whose economy is not known", "etalon stats registered-users --by economy" },
    { "duplicates", "pairs of learners that may be one person", "etalon learners duplicates" },
    { "rejected", "rows that imports left out", "etalon batches" },
    { "undated", "registrations without a date: in no period", "etalon stats registrations --by month" },
    { "unlinked", "activities of platforms that no edition of the course knows", "etalon courses" },
    { "unverified", "memberships of groups that no source confirms", "etalon economies" },
};

#define LENGTH(a) (sizeof(a) / sizeof *(a))
enum { FIGURES_MOST = 32 };

struct figures { struct { str name; int64_t n; } v[FIGURES_MOST]; size_t n; };

static struct stmt *query(struct db *db, str path)
{
    struct asset file = { 0 };
    bool found = asset_find(path, &file);
    return db_stmt(db, found ? file.bytes : S(""));
}

static bool read_figures(struct arena *a, struct db *db, struct figures *f, struct err *e)
{
    struct stmt *q = query(db, S("report/look.sql"));
    while (f->n < FIGURES_MOST && stmt_row(q)) {
        f->v[f->n].name = str_dup(a, stmt_str(q, 0));
        f->v[f->n++].n = stmt_int(q, 1);
    }
    return stmt_end(q, e);
}

static int64_t figure(const struct figures *f, const char *name)
{
    for (size_t i = 0; i < f->n; i++)
        if (str_eq(f->v[i].name, str_of(name)))
            return f->v[i].n;
    return 0;
}

static const struct table *contents_table(struct arena *a, const struct figures *f, str path)
{
    struct table *t = table_new(a, str_cat(a, S("What is in "), path));
    table_column(t, S("what"), S("What"), UNIT_NONE);
    table_column(t, S("n"), S("How many"), UNIT_COUNT);
    for (size_t i = 0; i < LENGTH(contents); i++) {
        table_add(t, val_text(str_of(contents[i].title)));
        table_add(t, val_int(figure(f, contents[i].name)));
    }
    return t;
}

static const struct table *last_table(struct arena *a, struct db *db, struct err *e)
{
    struct table *t = table_new(a, S("Imported last"));
    table_column(t, S("batch"), S("Batch"), UNIT_NONE);
    table_column(t, S("at"), S("When"), UNIT_NONE);
    table_column(t, S("file"), S("File"), UNIT_NONE);
    table_column(t, S("rows"), S("Rows"), UNIT_COUNT);
    table_column(t, S("changed"), S("New or changed"), UNIT_COUNT);
    table_column(t, S("left_out"), S("Left out"), UNIT_COUNT);
    struct stmt *q = query(db, S("report/last.sql"));
    while (stmt_row(q)) {
        struct buf at = buf_new(a);
        date_put_instant(&at, stmt_int(q, 1));
        table_add(t, val_int(stmt_int(q, 0)));
        table_add(t, val_text(buf_str(&at)));
        table_add(t, val_text(str_dup(a, stmt_str(q, 2))));
        for (int i = 3; i < stmt_columns(q); i++)
            table_add(t, val_int(stmt_int(q, i)));
    }
    if (table_rows(t) == 0)
        table_note(t, S("Nothing was imported yet."));
    return stmt_end(q, e) ? t : NULL;
}

static const struct table *wants_table(struct arena *a, const struct figures *f)
{
    struct table *t = table_new(a, S("What wants attention"));
    table_column(t, S("n"), S("How many"), UNIT_COUNT);
    table_column(t, S("what"), S("What"), UNIT_NONE);
    table_column(t, S("command"), S("Look with"), UNIT_NONE);
    for (size_t i = 0; i < LENGTH(wants); i++) {
        int64_t n = figure(f, wants[i].name);
        if (n == 0)
            continue;
        table_add(t, val_int(n));
        table_add(t, val_text(str_of(wants[i].what)));
        table_add(t, val_text(str_of(wants[i].command)));
    }
    if (table_rows(t) == 0)
        table_note(t, S("Nothing."));
    return t;
}

static const struct table *next_table(struct arena *a, bool filled)
{
    static const char *const begin[][2] = {
        { "etalon import FILE", "bring in a list of learners or an export of Moodle" },
        { "etalon map FILE", "propose how a file that nobody knows is read" },
    };
    static const char *const go_on[][2] = {
        { "etalon import FILE", "bring in more" },
        { "etalon stats participants --by rmo", "count; etalon stats lists what can be counted" },
        { "etalon report annual-update", "text, tables and charts; etalon report lists all" },
        { "etalon learners find NAME", "answer whether somebody did something" },
        { "etalon verify", "check the store" },
    };
    const char *const (*rows)[2] = filled ? go_on : begin;
    struct table *t = table_new(a, S("What to do next"));
    table_column(t, S("command"), S("Command"), UNIT_NONE);
    table_column(t, S("purpose"), S("To"), UNIT_NONE);
    for (size_t i = 0; i < (filled ? LENGTH(go_on) : LENGTH(begin)); i++) {
        table_add(t, val_text(str_of(rows[i][0])));
        table_add(t, val_text(str_of(rows[i][1])));
    }
    table_note(t, S("etalon help lists all commands."));
    return t;
}

struct report *look_report(struct arena *a, struct db *db, str path, struct err *e)
{
    struct figures f = { 0 };
    struct report *r = report_new(a, S(""));
    const struct table *last = read_figures(a, db, &f, e) ? last_table(a, db, e) : NULL;
    if (last == NULL)
        return NULL;
    report_table(r, contents_table(a, &f, path));
    report_table(r, last);
    report_table(r, wants_table(a, &f));
    report_table(r, next_table(a, figure(&f, "learners") > 0));
    return r;
}
