/*
 * In: an import that was run. Out: tables. What is told of each row of a plan is what
 * firsts.h made of it.
 */
#include "cli/imported.h"

#include "base/buf.h"
#include "cli/command.h"

enum { SHOWN_VALUE = 40, SHOWN_ROW = 120 };

static const char *what_became(const struct import *im, const struct import_file *f)
{
    if (f->seen != 0)
        return "imported before";
    if (f->bad_header)
        return "not read";
    return im->committed ? "imported" : im->how.dry_run ? "dry run" : "not imported";
}

static void add_counts(struct table *t, const struct batch_plan *p)
{
    table_add(t, val_int(p->rows));
    for (int o = 0; o < OUTCOMES; o++)
        table_add(t, val_int(p->of[o]));
}

static const struct table *outcome_table(struct run *r, const struct import *im)
{
    static const char *const titles[OUTCOMES] = {
        "Inserted", "Updated", "Unchanged", "Skipped", "Rejected", "Conflict"
    };
    struct table *t = table_new(r->arena, S("Rows"));
    struct batch_plan total = { 0 };
    table_column(t, S("file"), S("File"), UNIT_NONE);
    table_column(t, S("source"), S("Source"), UNIT_NONE);
    table_column(t, S("result"), S("Result"), UNIT_NONE);
    table_column(t, S("rows"), S("Rows"), UNIT_COUNT);
    for (int o = 0; o < OUTCOMES; o++)
        table_column(t, str_of(outcome_name((enum outcome)o)), str_of(titles[o]), UNIT_COUNT);
    for (size_t i = 0; i < im->files.n; i++) {
        const struct import_file *f = &im->files.v[i];
        table_add(t, val_text(str_of(f->path)));
        table_add(t, val_text(str_of(f->kind.source->name)));
        table_add(t, val_text(str_of(what_became(im, f))));
        add_counts(t, &f->plan);
        total.rows += f->plan.rows;
        for (int o = 0; o < OUTCOMES; o++)
            total.of[o] += f->plan.of[o];
    }
    if (im->files.n < 2)
        return t;
    table_line(t);
    table_add(t, val_text(S("all")));
    table_add(t, val_nil());
    table_add(t, val_nil());
    add_counts(t, &total);
    return t;
}

/* These are told even when there are none. */
static bool is_expected(enum past p)
{
    return p == PAST_LEARNER || p == PAST_REGISTRATION || p == PAST_RESULT;
}

/* What the files bring and change, by the tables of the store. */
static const struct table *entity_table(struct run *r, const struct import *im)
{
    struct table *t = table_new(r->arena, S("Records"));
    table_column_as(t, (struct column){ .id = S("record"), .title = S("Record"),
                                        .seen_by = SEEN_BY_MACHINES });
    table_column(t, S("record_name"), S("Records"), UNIT_NONE);
    table_column(t, S("new"), S("New"), UNIT_COUNT);
    table_column(t, S("changed"), S("Changed"), UNIT_COUNT);
    for (int p = 0; p < PASTS; p++) {
        int64_t brought = 0, changed = 0;
        for (size_t i = 0; i < im->files.n; i++) {
            brought += im->files.v[i].plan.rows_of[p].brought;
            changed += im->files.v[i].plan.rows_of[p].changed;
        }
        if (!brought && !changed && !is_expected((enum past)p))
            continue;
        table_add(t, val_text(str_of(past_table((enum past)p)->name)));
        table_add(t, val_text(str_of(past_table((enum past)p)->things)));
        table_add(t, val_int(brought));
        table_add(t, val_int(changed));
    }
    return t;
}

/* What would steer a terminal or turn the reading direction is shown as U+FFFD;
 * cut at `most` characters. */
str imported_text(struct arena *a, str value, size_t most)
{
    struct buf b = buf_new(a);
    for (size_t n = 0; value.n > 0; n++) {
        if (n == most) {
            buf_puts(&b, "...");
            break;
        }
        uint32_t c = str_code_point(&value);
        bool steers = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E)
                   || (c >= 0x2066 && c <= 0x2069);
        buf_code_point(&b, steers ? 0xFFFD : c);
    }
    return buf_str(&b);
}

static struct val val_or_nil(int64_t n)
{
    return n != 0 ? val_int(n) : val_nil();
}

static const struct table *issue_table(struct run *r, const struct import *im)
{
    static const char *const ids[] = { "file", "sheet", "line", "column", "grade", "rule", "field",
                                       "value", "text" };
    struct table *t = table_new(r->arena, S("Issues"));
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        table_column(t, str_of(ids[i]), str_of(ids[i]), UNIT_NONE);
    for (size_t i = 0; i < im->files.n; i++) {
        const struct import_file *f = &im->files.v[i];
        for (size_t k = 0; k < f->issues.n; k++) {
            const struct import_issue *x = &f->issues.v[k];
            table_add(t, val_text(str_of(f->path)));
            table_add(t, x->sheet.n > 0 ? val_text(x->sheet) : val_nil());
            table_add(t, val_or_nil(x->line));
            table_add(t, val_or_nil(x->column));
            table_add(t, val_text(x->warning ? S("warning") : S("error")));
            table_add(t, val_text(x->code));
            table_add(t, val_text(x->field));
            table_add(t, val_text(imported_text(r->arena, x->value, SHOWN_VALUE)));
            table_add(t, val_text(x->text));
        }
    }
    return t;
}

/* --- the plan --------------------------------------------------------------------------- */

/* "inserted"; "new registration", "changed registration" */
static str first_title(struct arena *a, const struct plan_line *x)
{
    for (int p = 0; p < PASTS; p++)
        if (str_eq(str_of(x->what), str_of(past_table((enum past)p)->name)))
            return str_cat(a, x->changed ? S("changed ") : S("new "), str_of(past_table((enum past)p)->thing));
    return str_of(x->what);
}

/* Lines of outcomes come before those of tables. */
static bool is_of_row(const struct plan_line *x)
{
    for (int o = 0; o < OUTCOMES; o++)
        if (str_eq(str_of(x->what), str_of(outcome_name((enum outcome)o))))
            return true;
    return false;
}

static const struct table *first_table(struct run *r, const struct import *im)
{
    struct table *t = table_new(r->arena, S("First rows"));
    table_column_as(t, (struct column){ .id = S("file"), .title = S("File"),
        .seen_by = im->files.n > 1 ? SEEN_BY_ALL : SEEN_BY_MACHINES });
    table_column(t, S("what"), S("What"), UNIT_NONE);
    table_column_as(t, (struct column){ .id = S("sheet"), .title = S("Sheet"), .seen_by = SEEN_BY_MACHINES });
    table_column(t, S("line"), S("Line"), UNIT_NONE);
    table_column(t, S("row"), S("Row"), UNIT_NONE);
    for (size_t i = 0; i < im->files.n; i++) {
        const struct import_file *f = &im->files.v[i];
        for (size_t k = 0; f->firsts != NULL && k < f->plan.nlines; k++) {
            const struct plan_line *x = &f->plan.lines[k];
            table_add(t, val_text(str_of(f->path)));
            table_add(t, val_text(first_title(r->arena, x)));
            table_add(t, val_text(f->firsts[k].at.sheet));
            table_add(t, val_int(f->firsts[k].at.line));
            table_add(t, val_text(imported_text(r->arena, f->firsts[k].text, SHOWN_ROW)));
        }
    }
    return t;
}

/* --- the plan as one table, for CSV ------------------------------------------------------- */

struct item { const char *part; str what, change; struct val count, line, column; str text; };

static void add_item(struct table *t, const struct import_file *f, struct item x)
{
    table_add(t, val_text(str_of(f->path)));
    table_add(t, val_text(str_of(x.part)));
    table_add(t, val_text(x.what));
    table_add(t, val_text(x.change));
    table_add(t, x.count);
    table_add(t, x.line);
    table_add(t, x.column);
    table_add(t, val_text(x.text));
}

static void add_counts_of(struct table *t, const struct import_file *f)
{
    for (int o = 0; o < OUTCOMES; o++)
        add_item(t, f, (struct item){ .part = "rows", .what = str_of(outcome_name((enum outcome)o)),
                                      .count = val_int(f->plan.of[o]) });
    for (int p = 0; p < PASTS; p++) {
        str name = str_of(past_table((enum past)p)->name);
        if (f->plan.rows_of[p].brought > 0)
            add_item(t, f, (struct item){ .part = "records", .what = name, .change = S("new"),
                                          .count = val_int(f->plan.rows_of[p].brought) });
        if (f->plan.rows_of[p].changed > 0)
            add_item(t, f, (struct item){ .part = "records", .what = name, .change = S("changed"),
                                          .count = val_int(f->plan.rows_of[p].changed) });
    }
}

static void add_firsts_of(struct run *r, struct table *t, const struct import_file *f)
{
    for (size_t k = 0; f->firsts != NULL && k < f->plan.nlines; k++) {
        const struct plan_line *x = &f->plan.lines[k];
        add_item(t, f, (struct item){ .part = "first", .what = str_of(x->what),
            .change = is_of_row(x) ? S("") : x->changed ? S("changed") : S("new"),
            .line = val_int(f->firsts[k].at.line),
            .text = imported_text(r->arena, f->firsts[k].text, SHOWN_ROW) });
    }
}

static void add_issues_of(struct table *t, const struct import_file *f)
{
    for (size_t k = 0; k < f->issues.n; k++) {
        const struct import_issue *x = &f->issues.v[k];
        add_item(t, f, (struct item){ .part = x->warning ? "warning" : "error", .what = x->code,
            .change = x->field, .line = val_or_nil(x->line), .column = val_or_nil(x->column), .text = x->text });
    }
}

static const struct table *flat_table(struct run *r, const struct import *im)
{
    static const char *const ids[] = { "file", "part", "what", "change", "count", "line", "column", "text" };
    struct table *t = table_new(r->arena, S("Plan"));
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        table_column(t, str_of(ids[i]), str_of(ids[i]), UNIT_NONE);
    for (size_t i = 0; i < im->files.n; i++) {
        add_counts_of(t, &im->files.v[i]);
        add_firsts_of(r, t, &im->files.v[i]);
        add_issues_of(t, &im->files.v[i]);
    }
    return t;
}

/* --- the report -------------------------------------------------------------------------- */

bool imported_nothing(const struct import *im)
{
    for (size_t i = 0; i < im->files.n; i++) {
        const struct batch_plan *p = &im->files.v[i].plan;
        if (p->of[OUTCOME_INSERTED] > 0 || p->of[OUTCOME_UPDATED] > 0 || p->withdrawn > 0)
            return false;
    }
    return true;
}

/* CSV holds one table: of what was done the rows of each file, of a plan all there is to say. People
 * see what came into the store, or would come, when anything does. */
bool imported_report(struct run *r, const struct import *im)
{
    bool json = str_eq(run_format(r), S("json")), csv = str_eq(run_format(r), S("csv"));
    bool brings = (im->committed || im->how.dry_run) && !imported_nothing(im);
    struct report *report = report_new(r->arena, S(""));
    report_table(report, csv && im->how.dry_run ? flat_table(r, im) : outcome_table(r, im));
    if (json || (brings && !csv))
        report_table(report, entity_table(r, im));
    if (json)
        report_table(report, issue_table(r, im));
    if (im->how.dry_run && !csv)
        report_table(report, first_table(r, im));
    return run_report(r, report);
}
