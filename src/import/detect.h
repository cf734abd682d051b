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
    enum fit fit;
    str why;                              /* "it has the columns email and course" */
    struct header header;
};

/* `wanted`: a source's name, or NULL. `mapping`: what else the columns can be, or NULL; only it
 * when it is `asked` for, else before all sources. */
struct wanted { const char *source; const struct mapping *mapping; bool asked; };
MUST bool detect(struct arena *a, struct grid *g, str file, struct wanted wanted, struct detected *out,
                 struct err *e);

/* What the name of a file says, empty when it says nothing: the code of a course, "nms" of
 * "completion-nms-csv.csv", "SI-101" of "course-completion-SI-101-excelcsv.csv". Of one
 * activity: "NMS-M1" of "scorm-basic-NMS-M1.csv", of the course NMS. */
void detect_names(struct arena *a, const char *path, bool of_activity, str *course, str *activity);
