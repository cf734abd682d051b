/*
 * runs: the record of reports that were made, so that one can be made again and compared.
 *
 * The same bytes come of the same text, options and parameters, of what was known at the end of
 * the same batch, on the same day, by the same program, measures, reference data and libraries. A
 * run says all of these.
 */
#pragma once

#include "report/make.h"

/* What bytes hang on besides the text and what was asked. */
struct run_basis {
    str store;                            /* head of its log */
    str reference;                        /* "RMO DIGEST", a line for each scheme of groups */
    str definitions;                      /* digest of the measures, and of the words they are told in */
    str program, icu, tzdata;             /* versions */
};

struct report_run {
    int64_t id;
    instant at;                           /* its day is "today" for the report */
    str actor, name, text;
    settings options, parameters;
    str lang, format;
    int64_t part;                         /* which table, from 1, of a format for one; else 0 */
    bool has_known_as_of;
    instant known_as_of;                  /* as it was asked */
    int64_t batch;                        /* the last one that was known */
    struct run_basis basis;
    str output, output_sha256;
};

MUST bool run_basis_of(struct arena *a, struct db *db, struct run_basis *out, struct err *e);

/* In a transaction of a writer. run->id becomes its number. */
MUST bool run_record(struct arena *a, struct db *db, struct report_run *run, struct err *e);

/* Fails when there is no run of this number. */
MUST bool run_find(struct arena *a, struct db *db, int64_t id, struct report_run *out, struct err *e);

/* All of them, the last first. */
MUST struct table *run_list(struct arena *a, struct db *db, str lang, struct err *e);

/* Sentences on what is not as it was when the run was recorded. */
typedef VEC(str) run_reasons;
MUST bool run_differences(struct arena *a, struct db *store, const struct report_run *run,
                          const struct run_basis *now, run_reasons *out, struct err *e);
