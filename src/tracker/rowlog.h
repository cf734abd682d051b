/*
 * rowlog: what became of each row of the file, and what is to be said about it.
 *
 * A byte a line for outcomes, because rows are decided in another order than
 * they are read; issues up to ISSUE_LIMIT.
 */
#pragma once

#include "db/db.h"
#include "tracker/batch.h"
#include "tracker/paged.h"

struct rowlog {
    struct arena *arena;
    struct paged of;                      /* a byte by line: 0 no row, else outcome + 1 */
    int64_t last;                         /* line */
    VEC(struct row_issue) issues;
    int64_t issues_all, warnings;
};

void rowlog_open(struct rowlog *log, struct arena *a);
void rowlog_set(struct rowlog *log, int64_t line, enum outcome o);
void rowlog_raise(struct rowlog *log, int64_t line);    /* unchanged -> updated */
bool rowlog_has(const struct rowlog *log, int64_t line);
enum outcome rowlog_get(const struct rowlog *log, int64_t line);

/* All of it is copied; the value is cut to what one can read. */
void rowlog_issue(struct rowlog *log, const struct row_issue *issue);
void rowlog_say(struct rowlog *log, int64_t line, const char *code, str field, str value,
                const char *format, ...) __attribute__((format(printf, 6, 7)));
void rowlog_warn(struct rowlog *log, int64_t line, const char *code, str field, str value,
                 const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Counts outcomes into the plan, sorts the issues into it, writes both to the store. */
MUST bool rowlog_finish(struct rowlog *log, struct db *db, int64_t batch, struct batch_plan *plan,
                        struct err *e);
