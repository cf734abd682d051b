/*
 * Rows that made no fact are kept in the store as runs of lines with the same
 * outcome: a file imported again is one row of import_row.
 */
#include "tracker/rowlog.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { VALUE_LIMIT = 80 };

static const char *const names[OUTCOMES] = {
    [OUTCOME_INSERTED] = "inserted", [OUTCOME_UPDATED] = "updated",
    [OUTCOME_UNCHANGED] = "unchanged", [OUTCOME_SKIPPED] = "skipped",
    [OUTCOME_REJECTED] = "rejected", [OUTCOME_CONFLICT] = "conflict",
};

const char *outcome_name(enum outcome o) { return names[o]; }

void rowlog_open(struct rowlog *log, struct arena *a)
{
    *log = (struct rowlog){ .arena = a, .of = paged_new(a, 1) };
}

void rowlog_set(struct rowlog *log, int64_t line, enum outcome o)
{
    *(uint8_t *)paged_at(&log->of, (size_t)line) = (uint8_t)(o + 1);
    if (line > log->last)
        log->last = line;
}

bool rowlog_has(const struct rowlog *log, int64_t line)
{
    const uint8_t *o = paged_look(&log->of, (size_t)line);
    return o && *o;
}

enum outcome rowlog_get(const struct rowlog *log, int64_t line)
{
    const uint8_t *o = paged_look(&log->of, (size_t)line);
    return (enum outcome)(*o - 1);
}

void rowlog_raise(struct rowlog *log, int64_t line)
{
    if (rowlog_has(log, line) && rowlog_get(log, line) == OUTCOME_UNCHANGED)
        rowlog_set(log, line, OUTCOME_UPDATED);
}

static str cut(struct arena *a, str value)
{
    if (value.n <= VALUE_LIMIT)
        return str_dup(a, value);
    size_t n = VALUE_LIMIT;
    while (n && ((unsigned char)value.p[n] & 0xc0) == 0x80)
        n--;
    return str_format(a, STR_FMT "\xe2\x80\xa6", STR_ARG(str_head(value, n)));
}

void rowlog_issue(struct rowlog *log, const struct row_issue *issue)
{
    log->issues_all++;
    log->warnings += issue->warning;
    if (log->issues.n == ISSUE_LIMIT || (issue->warning && log->warnings > WARNING_LIMIT))
        return;
    struct row_issue *i = vec_push(log->arena, &log->issues);
    *i = *issue;
    i->field = str_dup(log->arena, issue->field);
    i->value = cut(log->arena, issue->value);
    i->text = str_dup(log->arena, issue->text);
}

__attribute__((format(printf, 3, 0)))
static void say(struct rowlog *log, struct row_issue issue, const char *format, va_list args)
{
    char text[400];
    int n = vsnprintf(text, sizeof text, format, args);
    size_t used = n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
    issue.text = (str){ text, str_utf8_bad((str){ text, used }) };
    rowlog_issue(log, &issue);
}

void rowlog_say(struct rowlog *log, int64_t line, const char *code, str field, str value,
                const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(log, (struct row_issue){ .line = line, .code = code, .field = field, .value = value },
        format, args);
    va_end(args);
}

void rowlog_warn(struct rowlog *log, int64_t line, const char *code, str field, str value,
                 const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(log, (struct row_issue){ .line = line, .code = code, .warning = true, .field = field,
                                 .value = value }, format, args);
    va_end(args);
}

/* --- at the end ---------------------------------------------------------------- */

static int by_line(const void *a, const void *b)
{
    const struct row_issue *x = a, *y = b;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return str_cmp(x->text, y->text);
}

static bool write_issues(const struct rowlog *log, struct db *db, int64_t batch, struct err *e)
{
    int64_t n = 0;
    for (size_t i = 0; i < log->issues.n; i++) {
        const struct row_issue *x = &log->issues.v[i];
        n = i && x->line == x[-1].line ? n + 1 : 0;
        struct stmt *q = db_stmt(db, S("INSERT INTO import_issue VALUES (?,?,?,?,?,?,?,?,?)"));
        stmt_set(q, 1, val_int(batch));
        stmt_set(q, 2, val_int(x->line));
        stmt_set(q, 3, val_int(n));
        stmt_set(q, 4, val_int(x->column));
        stmt_set(q, 5, val_text(str_of(x->code)));
        stmt_set(q, 6, val_text(x->warning ? S("warning") : S("error")));
        stmt_set(q, 7, val_text(x->field));
        stmt_set(q, 8, val_text(x->value));
        stmt_set(q, 9, val_text(x->text));
        if (!stmt_run(q, e))
            return false;
    }
    return true;
}

struct run { int64_t first, last, rows; enum outcome outcome; };

static bool write_run(struct db *db, int64_t batch, const struct run *r, struct err *e)
{
    if (!r->rows || r->outcome == OUTCOME_INSERTED || r->outcome == OUTCOME_UPDATED)
        return true;
    struct stmt *q = db_stmt(db, S("INSERT INTO import_row VALUES (?,?,?,?,?)"));
    stmt_set(q, 1, val_int(batch));
    stmt_set(q, 2, val_int(r->first));
    stmt_set(q, 3, val_int(r->last));
    stmt_set(q, 4, val_int(r->rows));
    stmt_set(q, 5, val_text(str_of(names[r->outcome])));
    return stmt_run(q, e);
}

static bool write_rows(const struct rowlog *log, struct db *db, int64_t batch,
                       struct batch_plan *plan, struct err *e)
{
    struct run r = { 0 };
    for (int64_t line = 0; line <= log->last; line++) {
        if (!rowlog_has(log, line))
            continue;
        enum outcome o = rowlog_get(log, line);
        if (plan->of[o]++ < PLAN_FIRST)
            plan->lines[plan->nlines++] = (struct plan_line){ line, names[o], false };
        if (r.rows && o != r.outcome) {
            if (!write_run(db, batch, &r, e))
                return false;
            r.rows = 0;
        }
        if (!r.rows)
            r.first = line;
        r.last = line;
        r.outcome = o;
        r.rows++;
    }
    return write_run(db, batch, &r, e);
}

bool rowlog_finish(struct rowlog *log, struct db *db, int64_t batch, struct batch_plan *plan,
                   struct err *e)
{
    if (log->issues.n)
        qsort(log->issues.v, log->issues.n, sizeof *log->issues.v, by_line);
    plan->issues = log->issues.v;
    plan->nissues = log->issues.n;
    plan->issues_all = log->issues_all;
    plan->warnings = log->warnings;
    return write_issues(log, db, batch, e) && write_rows(log, db, batch, plan, e);
}
