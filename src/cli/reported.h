/*
 * reported: reports made, written and recorded (etalon report).
 */
#pragma once

#include "cli/command.h"
#include "report/runs.h"
#include "report/template.h"

struct report_job {
    struct run *run;
    struct template template;
    struct make_how how;
    instant at;                           /* when it is made; its day is today */
    bool has_known_as_of;
    instant known_as_of;
    int64_t batch;                        /* the last one that is known */
    struct run_basis basis;
    VEC(struct report_run) done;          /* what was written, to be recorded */
};

/* Makes the report of the store as it is, or as it was known, and writes it where -o and -f
 * say: into a folder in several formats, and one for each group where the report wants it. What is
 * written to a file, and with `record` all, is recorded. */
MUST bool reported_write(struct report_job *job, bool record);

/* Makes run `id` again from what was known then and prints it. Not the same bytes: false, and the
 * sentence tells what differs. */
MUST bool reported_verify(struct run *r, int64_t id);

MUST bool reported_list(struct run *r, str lang);
