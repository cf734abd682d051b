/*
 * make: a template and a store become a report.
 */
#pragma once

#include "report/template.h"
#include "stats/reading.h"
#include "stats/stats.h"
#include "table/report.h"

struct kept_answers;                      /* answer.h */

struct make_how {
    struct reading *reading;              /* of the store, in the transaction that is open */
    settings common;                      /* options that go to every question (question.h) */
    settings values;                      /* parameters as somebody set them */
    str lang;                             /* empty: English */
    day today;                            /* as in question.h */
    const instant *known_as_of;           /* the store is as it was known then; NULL: as it is */
    struct progress *progress;            /* may be NULL */
    struct kept_answers *kept;            /* of reports with the same options but other values; NULL: none was made */
};

/* Fails with a sentence when a value is of no parameter of the template, or no
 * question can be answered with it. */
MUST struct report *report_make(struct arena *a, const struct template *t, const struct make_how *how,
                                struct err *e);

/* The groups of a scheme, or all "courses", in order. Fails when there is no such scheme. */
struct named { str id, name; };
typedef VEC(struct named) named_list;
MUST bool report_groups(struct arena *a, struct db *db, str scheme, named_list *out, struct err *e);
