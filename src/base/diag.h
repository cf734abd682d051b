/*
 * diag: findings about what the user gave us.
 *
 * A finding is a rule, a place and a sentence.  Rules are rows of rules.def
 * files next to the code that checks them, so that `etalon explain E112`, the
 * manual and the tests are made from the same table.
 */
#pragma once

#include "base/arena.h"
#include "base/str.h"

enum grade { GRADE_NOTE, GRADE_WARNING, GRADE_ERROR };

struct rule {
    const char *id;                       /* "E112", never reused */
    enum grade grade;
    const char *title;                    /* "two elements share one id" */
    const char *advice;                   /* what to do, one or two sentences */
};

enum { DIAG_LIMIT = 10000 };

/* Where: a line of a text file, or a row and column of a sheet. */
struct place {
    str file;
    str sheet;                            /* empty unless a spreadsheet */
    int line, column;                     /* from 1; 0 when not known */
};

struct diag {
    const struct rule *rule;
    struct place at;
    str text;
};

/*
 * How what was found is mended where there is no question what was meant. The
 * place is that of what is to be changed: of a tag's "<", of an attribute's
 * name, of a character of text. `old` must stand there, else nothing is done.
 */
enum mend {
    MEND_TEXT,                            /* bytes, as they are in the file */
    MEND_ELEMENT,                         /* the name in a start tag and in its end tag */
    MEND_ATTRIBUTE,                       /* the name of an attribute */
    MEND_VALUE,                           /* the value of an attribute */
    MEND_ADD,                             /* `new`, name="value", into a start tag called `old` */
};

struct edit {
    const struct rule *rule;
    struct place at;
    enum mend how;
    str old, new;
};

struct diags {
    struct arena *arena;
    size_t limit;                         /* findings kept; 0: DIAG_LIMIT. All are counted. */
    VEC(struct diag) list;
    VEC(struct edit) edits;               /* at most `limit` too; see xml/mend.h */
    size_t count[GRADE_ERROR + 1];
};

void diag_add(struct diags *d, const struct rule *rule, struct place at,
              const char *format, ...) __attribute__((format(printf, 4, 5)));
/* What would mend a finding of this rule; old and new are copied. */
void diag_mend(struct diags *d, const struct rule *rule, struct place at, enum mend how, str old,
               str new);
bool diag_clean(const struct diags *d);   /* no finding of grade error */

/* By file, line, column, rule; equal findings once. */
void diag_sort(struct diags *d);

/* Rows of a rules.def are written RULE(E112, ERROR, "title", "advice"); the
 * floor that owns them makes the table by
 *     #define RULE(id, grade, title, advice) \
 *         const struct rule rule_##id = { #id, GRADE_##grade, title, advice };
 * and every floor's rules are listed in cli/rules.c for help and explain. */
