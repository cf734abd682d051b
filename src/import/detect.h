/*
 * detect: what kind of file this is, and why.
 *
 * The header of each table of the file is shown to each source; the one pair of
 * table and source that fits is the answer. Two are a question for the user. When
 * no first row fits anybody, rows below it may be the header: people put titles
 * above their tables.
 */
#pragma once

#include "import/source.h"

struct detected {
    const struct source *source;
    size_t table;                         /* of the grid */
    str why;                              /* "it has the columns email and course" */
    struct header header;
};

/* `wanted`: a source's name, or NULL. */
MUST bool detect(struct arena *a, struct grid *g, str file, const char *wanted, struct detected *out,
                 struct err *e);

/* The code of a course in the name of a file: "nms" of "completion-nms-csv.csv",
 * "SI-101" of "course-completion-SI-101-excelcsv.csv"; empty when it has none. */
str detect_course(struct arena *a, const char *path);
