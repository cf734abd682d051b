/*
 * asked: what a report asks the store at one place of its text.
 *
 *     participants by=rmo group=RMO:$rmo | over 50, beside
 *
 * First the measures (several with commas between them stand side by side in a
 * table), then the words of `etalon stats` without their dashes; a value with blanks
 * stands in quotes, "name=" alone takes away what the command line says, $NAME is
 * a parameter. Behind the bar, for prose: what of the answer, and how it is written.
 */
#pragma once

#include "base/diag.h"

enum pick {                               /* what of the answer */
    PICK_VALUE,                           /* the figure of the total */
    PICK_NUMERATOR, PICK_DENOMINATOR,     /* of a rate */
    PICK_GROUPS,                          /* how many groups have any */
    PICK_OF,                              /* how many groups there are */
    PICK_MISSING,                         /* how many have none */
    PICK_LIST, PICK_MISSING_LIST,         /* their names */
};

enum shape {                              /* how it is written */
    SHAPE_EXACT,
    SHAPE_OVER, SHAPE_MORE_THAN,          /* rounded down, with that word before it */
    SHAPE_CLOSE_TO,                       /* rounded up */
    SHAPE_ABOUT,                          /* to the nearest */
    SHAPE_WORDS,                          /* "six"; digits beyond twelve */
    SHAPE_DAY,                            /* a day as the language writes it */
    SHAPE_NAME,                           /* of the group or course that a parameter names */
    SHAPE_PLURAL,                         /* not the figure, but the word that goes with it */
};

struct setting { str name, value; int column; };
typedef VEC(struct setting) settings;

struct asked {
    struct place at;
    str text;                             /* as it stands in the file */
    str parameter;                        /* "rmo" of $rmo, and then no measures */
    VEC(str) measures;
    settings words;
    enum pick pick;
    enum shape shape;
    str one, other;                       /* of SHAPE_PLURAL: "person", "people" */
    int64_t step;                         /* to round by; 0: as fits the size of the figure */
    bool beside;                          /* the exact figure in brackets behind the rounded one */
};

/* Reads the text that begins at `at`; what is wrong with it are findings, and the answer is false. */
bool asked_read(struct asked *out, struct arena *a, str text, struct place at, struct diags *d);

const struct setting *setting_of(const settings *list, str name);      /* NULL: not there */

/* The value with every $NAME of `values` in place of it; the first unknown name into *missing. */
str setting_fill(struct arena *a, str value, const settings *values, str *missing);
