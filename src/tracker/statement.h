/*
 * statement: which xAPI statement said what, and which of them are void.
 *
 * A statement of a file is a row like others; besides, its id is kept with what it said, so that
 * a voiding (xAPI 1.0.3, part two, 2.3.2) can take it back in a later call, and one that came before
 * is remembered. What holds at the end of every batch:
 *     no statement that is void is in the table of statements, but in its past
 *     what a statement in the table says is a fact
 *     what only statements said that are void by now is none: neither result nor answer, date,
 *     registration nor learner
 * What other files said stays; a file that only repeated what a statement had said leaves no trace, as with an undo.
 */
#pragma once

#include "tracker/inside.h"
#include "tracker/state.h"

/* What the statement was the first to say. */
enum brought { BROUGHT_REGISTRATION = 1, BROUGHT_LEARNER = 2, BROUGHT_DATE = 4, BROUGHT_FACT = 8 };

struct statement {
    struct uuid id;
    int64_t registration;
    struct fact fact;                     /* without completion and question: the date of registration */
    uint32_t question;                    /* 0: none */
    uint8_t brought;                      /* enum brought, or-ed */
    uint32_t line;
};

/* Whether the table has it. */
MUST bool statement_known(struct batch *b, int64_t registration, struct uuid id, bool *known, struct err *e);
MUST bool statement_write(struct batch *b, const struct statement *s, uint32_t learner, struct err *e);

/* Before the batch. */
MUST bool statement_was_void(struct batch *b, struct uuid id, bool *was, struct err *e);

/* Rows of the kinds RECORD_VOIDING and RECORD_VOIDED; their outcome goes to the log of the batch. */
MUST bool statement_void(struct batch *b, const struct record *r, struct err *e);
MUST bool statement_is_void(struct batch *b, const struct record *r, struct err *e);

/* Of an export: an id that is void, and whose it is (0: nobody knows); *is_new: it was not before. That statements came. */
MUST bool statement_restore_void(struct batch *b, struct uuid id, int64_t line, int64_t learner, bool *is_new,
                                 struct err *e);
MUST bool statement_restored(struct batch *b, struct err *e);

/* When all rows of the batch are written: takes back what is void now. */
MUST bool statement_finish(struct batch *b, struct err *e);

/* The same when an edit (an undo) has put and taken rows in its own way, and listed what it touched (derived.h). */
MUST bool statement_settle(struct tracker *t, struct err *e);
