/*
 * batch: the one door for records; one file, one batch, one transaction.
 *
 *     b = batch_begin(t, &spec, e)
 *     if (batch_seen(b)) ... nothing to do, batch_drop(b)
 *     for each portion of rows in file order:
 *         batch_survey(b, records, n, e)         only if rows carry external ids
 *     for each portion of rows in file order:
 *         batch_reject(b, &issue, e)             what the reader could not accept
 *         batch_take(b, records, n, e)
 *     batch_finish(b, &plan, e)                  works out and writes everything
 *     batch_commit(b, e)   or   batch_drop(b)    drop: as if never begun (dry run)
 *
 * Portions may be of any size; some thousand rows is a good one.  Memory does
 * not grow with the file but for about a byte a row and the keys of persons.
 *
 * What becomes of a row:
 *   inserted   it brought a learner or a registration the store did not have, or voids what was not void
 *   updated    it added to or changed one that was there
 *   unchanged  the store said all of it already
 *   skipped    an earlier line of the same file says the same registration, or the
 *              reader says that the row is about something else
 *   rejected   it cannot be understood (reader) or names an unknown course
 *   conflict   its keys point at two persons, or at several registrations
 * These add up to the rows read; batch_finish() asserts it.
 */
#pragma once

#include "base/progress.h"
#include "tracker/past.h"
#include "tracker/record.h"
#include "tracker/tracker.h"

struct batch;

struct batch_spec {
    str kind;                             /* the reader: "csv", "moodle-users", ... */
    str source_name;                      /* --source-name: scope of accounts and external ids */
    str file_name;
    str sha256;                           /* of the file's bytes, 64 hexadecimal digits */
    str parameters;                       /* all that changes its meaning: "zone=Europe/Paris course=NMS" */
    str encoding, format, mapping;        /* how the file was read, for whoever asks later */
    str actor;
    struct progress *progress;            /* of whoever waits; may be NULL */
    uint64_t work;                        /* steps of it that writing the batch is worth */
    bool new_courses;                     /* let in courses the catalogue does not have */
    bool snapshot;                        /* the file lists everybody: snapshot.h */
    int withdraw_at_most;                 /* of a snapshot: percent of what there is */
};

enum outcome {
    OUTCOME_INSERTED, OUTCOME_UPDATED, OUTCOME_UNCHANGED,
    OUTCOME_SKIPPED, OUTCOME_REJECTED, OUTCOME_CONFLICT,
    OUTCOMES
};
const char *outcome_name(enum outcome o);

/* Something to tell about a row. Several may speak of one row. */
struct row_issue {
    int64_t line;
    int column;                           /* character or field as the reader says; 0: the whole row */
    const char *code;                     /* "unknown-course": see issue_codes in batch.c; kept in the store */
    bool warning;                         /* the row is taken all the same */
    str field;                            /* "course" */
    str value;                            /* what stood there; cut when long */
    str text;                             /* the sentence */
};

/* Kept and listed; all are counted. Of warnings half as many, so that they never
 * crowd out what keeps a file from coming in. */
enum { ISSUE_LIMIT = 10000, WARNING_LIMIT = ISSUE_LIMIT / 2 };

/* A line of the file for whoever wants to see what becomes of rows. */
struct plan_line {
    int64_t line;
    const char *what;                     /* "inserted", "rejected"; or a table: "registration" */
    bool changed;                         /* of a table: changed a row; else brought it */
};

enum { PLAN_FIRST = 3, PLAN_LINES = OUTCOMES * PLAN_FIRST + 2 * PASTS };

struct batch_plan {
    int64_t batch;                        /* its number, once committed */
    int64_t rows;                         /* rows read */
    int64_t of[OUTCOMES];
    struct { int64_t brought, changed; } rows_of[PASTS];  /* rows of each table, not rows of the file */
    struct plan_line lines[PLAN_LINES];   /* where to look: the first lines of each outcome, then
                                             those that first brought or changed something */
    size_t nlines;
    int64_t withdrawn, withdrawn_of;      /* registrations that a snapshot does not name any more, of
                                             those that were open in its courses or are so again */
    int64_t warnings;
    const struct row_issue *issues;       /* by line; the batch owns them */
    size_t nissues;                       /* at most ISSUE_LIMIT; 'issues_all' counts all */
    int64_t issues_all;
};

/* Begins a write transaction. Refuses a batch within a batch. */
MUST struct batch *batch_begin(struct tracker *t, const struct batch_spec *spec, struct err *e);

/* The number of the batch that brought the same bytes with the same kind,
 * source and parameters; 0 when there is none. */
int64_t batch_seen(const struct batch *b);

/* Whether a record of the batch that is open may name this course: by its code, or by what
 * the source calls it. */
bool batch_knows_course(const struct tracker *t, str name);

/* Whether another statement took this one back, in the store as it was before the batch. */
MUST bool batch_voids(const struct tracker *t, struct uuid statement, bool *voided, struct err *e);

/* Learns which external ids stand for one person only, within this file. */
MUST bool batch_survey(struct batch *b, const struct record *records, size_t n, struct err *e);

MUST bool batch_take(struct batch *b, const struct record *records, size_t n, struct err *e);

/* A row the reader refuses (counted once however many issues it has, if they
 * come one after another), or a warning about one. */
MUST bool batch_reject(struct batch *b, const struct row_issue *issue, struct err *e);

/* A row the reader leaves out, and why; nothing is wrong with it. */
MUST bool batch_skip(struct batch *b, const struct row_issue *issue, struct err *e);

MUST bool batch_finish(struct batch *b, struct batch_plan *plan, struct err *e);

/* Both end the batch and free it. */
MUST bool batch_commit(struct batch *b, struct err *e);
void batch_drop(struct batch *b);         /* NULL is fine */

/* The files that came in, oldest first; undone_by: the batch that took it back, else 0. */
struct batch_summary {
    int64_t batch, undone_by;
    instant recorded;
    str kind, source, file_name, actor;
    int64_t rows, of[OUTCOMES];
};
MUST bool batch_list(struct tracker *t, struct arena *a, struct batch_summary **list, size_t *n,
                     struct err *e);

/* What an earlier row of the file became, after batch_finish(): for a file of rejects.
 * OUTCOMES when no row began on the line. */
enum outcome batch_outcome(const struct batch *b, int64_t line);
