/*
 * record: what one row of a file says about one learner.
 *
 * Every source of learner data (a spreadsheet, a Moodle export, later an xAPI
 * statement) becomes records, and records have one door: batch.h.  A record
 * speaks of one person and at most one course; what it leaves empty it leaves
 * as it is in the store.
 *
 * Texts are borrowed until the call they are handed to returns.  They are
 * UTF-8, as the file has them: the tracker makes normal forms and trims.
 */
#pragma once

#include "base/date.h"
#include "base/str.h"

/* In rising order: a state is the highest that any fact says. 0 is "says nothing". */
enum completion { COMPLETION_NONE, COMPLETION_INCOMPLETE, COMPLETION_COMPLETED };
enum success    { SUCCESS_NONE, SUCCESS_FAILED, SUCCESS_PASSED };

/* One statement about an activity, or about the course as a whole. */
struct record_result {
    str activity;                         /* what the source calls it; empty: the course itself */
    enum completion completion;
    enum success success;
    bool has_score;
    double score;                         /* scaled, 0 to 1 */
    struct stamp at;                      /* PRECISION_NONE: the source does not say when */
};

struct record {
    int64_t line;                         /* physical line the row begins on, rising */

    /* Who: at least one of these. Accounts and external ids mean something only
     * within a named source; without batch_spec.source_name they are ignored. */
    str email;
    str account;                          /* user name */
    str external;                         /* the source's number for a person */

    str given, family;
    str display;                          /* the whole name, where a source has only that: kept while
                                             given and family are not known */
    str economy;                          /* alpha-2 from economy_resolve(); empty or "ZZ": not stated */

    /* What: nothing (a list of users), or one registration and its results. */
    str course;                           /* code */
    struct stamp registered;              /* PRECISION_NONE: not known */
    bool withdrawn;
    const struct record_result *results;
    size_t nresults;
};
