/*
 * detect: what kind of file this is, and why.
 *
 * The header is read with each delimiter there is; the one pair of delimiter
 * and source that fits is the answer. Two are a question for the user.
 */
#pragma once

#include "import/input.h"
#include "import/source.h"

struct detected {
    const struct source *source;
    char delimiter;
    str why;                              /* "it has the columns email and course" */
    str head;                             /* the first bytes in UTF-8 */
    bool head_is_all;
    struct header header;
};

/* `wanted`: a source's name, or NULL. */
MUST bool detect(struct arena *a, struct input *in, const char *wanted, struct detected *out,
                 struct err *e);

/* "comma", "semicolon", "tab" */
const char *delimiter_name(char delimiter);

/* The code of a course in the name of a file: "nms" of "completion-nms-csv.csv",
 * "SI-101" of "course-completion-SI-101-excelcsv.csv"; empty when it has none. */
str detect_course(struct arena *a, const char *path);
