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
#include "base/uuids.h"

/* In rising order: a state is the highest that any fact says. 0 is "says nothing"; an
 * override may say "back to nothing". */
enum completion { COMPLETION_BACK = -1, COMPLETION_NONE, COMPLETION_INCOMPLETE, COMPLETION_COMPLETED };
enum success    { SUCCESS_BACK = -1, SUCCESS_NONE, SUCCESS_FAILED, SUCCESS_PASSED };

/* One statement about an activity, or about the course as a whole. */
struct record_result {
    str activity;                         /* what the source calls it; empty: the course itself */
    enum completion completion;
    enum success success;
    bool has_score;
    double score;                         /* scaled, 0 to 1 */
    struct stamp at;                      /* PRECISION_NONE: the source does not say when */
};

/* One answer within an attempt. */
struct record_interaction {
    str question;                         /* its id within the activity */
    str type;                             /* as SCORM names it; may be empty */
    str response, result;                 /* as the source has them; may be empty */
    bool has_mark;
    double mark;                          /* of the most the question gives, 0 to 1 */
    int64_t latency_ms;                   /* -1: not known */
    struct stamp at;
};

/* One attempt at an activity, as the platform counts them. */
struct record_attempt {
    str activity;                         /* what the source calls it */
    int64_t n;                            /* from 1 */
    struct stamp started, last;
    bool has_score;
    double score;                         /* scaled, 0 to 1 */
    const struct record_interaction *interactions;
    size_t ninteractions;
};

/* Of a head-count that tells genders apart. */
struct record_heads { const char *gender; int64_t n; };

enum record_kind {
    RECORD_LEARNING,                      /* a person, and perhaps one registration */
    RECORD_PARTICIPATION,                 /* a person at an initiative */
    RECORD_HEADCOUNT,                     /* a number of persons at an initiative */
    RECORD_INITIATIVE,                    /* the initiative itself */
    RECORD_VOIDING,                       /* takes back what `statement` says */
    RECORD_VOIDED,                        /* `statement`, which another takes back, and who it is about */
    RECORD_EXCHANGE,                      /* a row of our own export: only `thing` and `cells` */
};

/* Fields whose cell held the token that clears (struct record.clears). Stores keep digests of them. */
enum record_clear {
    CLEAR_GIVEN = 1, CLEAR_FAMILY = 2, CLEAR_DISPLAY = 4, CLEAR_GENDER = 8, CLEAR_LANG = 16,
    CLEAR_ECONOMY = 32, CLEAR_REGISTERED = 128, CLEAR_COHORT = 256, CLEAR_DAYS = 512,
};

struct record {
    int64_t line;                         /* physical line the row begins on, rising */
    enum record_kind kind;

    /* Who: at least one of these. Accounts and external ids mean something only
     * within a named source; without batch_spec.source_name they are ignored. */
    str uid;                              /* of a learner of this store: tracker_uid() */
    str email;
    str account;                          /* user name */
    str issuer;                           /* of the account, where the row itself says whose it is (a home page):
                                             it counts in any source then */
    str external;                         /* the source's number for a person */

    str given, family;
    str display;                          /* the whole name, where a source has only that: kept while
                                             given and family are not known */
    str gender;                           /* "f", "m", "x", "undisclosed" */
    str lang;                             /* BCP 47 */
    struct stamp joined;                  /* the platform: when the account was made */
    bool is_test;
    str economy;                          /* alpha-2 from economy_resolve(); empty or "ZZ": not stated */
    str organisation;                     /* its name */
    struct stamp seen;                    /* when the source says economy and organisation were so;
                                             PRECISION_NONE: at the registration, else at the import */

    /* What: nothing (a list of users), or one registration and its results. */
    str course;                           /* code, or what the source calls it */
    struct stamp registered;              /* PRECISION_NONE: not known */
    bool withdrawn;
    bool joins;                           /* the platform has a person in a course once and tells of it in several
                                             rows of a file: what the row says goes to the registration
                                             an earlier one spoke of, whose date is the first of all */
    str cohort;
    str registration_key;                 /* what the platform calls the registration: rows with the same
                                             speak of one, with another of another */
    const struct record_result *results;
    size_t nresults;
    const struct record_attempt *attempts;
    size_t nattempts;

    bool has_statement;
    struct uuid statement;                /* the id of the xAPI statement that the row is, of no other row of the file; at
                                             most one result or answer then */

    /* Or an initiative: its code, and what the kind of record says of it. */
    str initiative;
    str initiative_kind, title, programme, parent, host, mode;    /* of RECORD_INITIATIVE */
    str host_economy;                     /* alpha-2 */
    struct stamp starts, ends;
    str role, status;                     /* of RECORD_PARTICIPATION, as the store names them */
    bool has_days;
    double days;
    str channel;                          /* of RECORD_HEADCOUNT: "in_person", "stream", "views" */
    int64_t n;
    const struct record_heads *heads;     /* parts of it by gender: in place of n and gender, the rest of n has none */
    size_t nheads;

    size_t thing;                         /* of exchange_at() */
    const str *cells;                     /* one for each of its columns */

    uint32_t clears;                      /* enum record_clear, or-ed */
};
