/*
 * facts: files of learner records as short texts, for programs that try stores.
 *
 * A line is a row, its cells parted by |:
 *     email | id | given | family | economy | course | registered | state | at | score | more
 * state: - nothing, i(ncomplete), c(ompleted), p(assed), f(ailed), w(ithdrawn); u1=c: of the activity u1.
 * more: words parted by blanks: org=NMI gender=f lang=fr cohort=A seen=DAY test clear=NUMBER (of enum
 * record_clear), try=N (an attempt at u1 with the score, an answer to question q1), statement=N (the row is that statement),
 * answered (question q1, with the score).
 *     !initiative | code | kind | title | parent | host | starts | ends
 *     !participation | email | code | role | status | days | economy
 *     !headcount | code | economy | gender | channel | number
 *     !void | statement
 */
#pragma once

#include "tracker/batch.h"

struct fact_file {
    str name;                             /* also its digest: another name is another file */
    str text;
};

/* Takes it in, unless a row of it is refused; with `commit` false it is a dry run. *plan may be NULL; its issues are gone. */
MUST bool facts_import(struct tracker *t, struct fact_file f, bool commit, struct batch_plan *plan,
                       struct err *e);

/* tracker_canonical(); the program ends when that fails. */
str facts_content(struct arena *a, struct tracker *t);

/* The first fault that tracker_verify() finds, empty for none; the program ends when it fails. */
str facts_fault(struct arena *a, struct tracker *t);
