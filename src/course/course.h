/*
 * course: what an author wrote, as a tree.
 *
 * Made by course_load(), never changed afterwards; every consumer (pages,
 * manifests, the catalogue) only looks.  Ids, numbers, references and media
 * are resolved here, once, so that no consumer counts chapters again.
 *
 * The tree of nodes holds everything as it was written, in order.  The structs
 * beside it (module, lesson, quiz, question ...) are the same things as the
 * program speaks of them, each with its node.
 */
#pragma once

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"

/* Elements: EL_chars is a run of characters; the others carry their name
 * (EL_code_block is <code-block>).  Where a word has two meanings it has two
 * names: EL_headword is the <term> of an entry or definition. */
enum element {
#define GROUP(name, members)
#define ELEMENT(name, ...) EL_##name,
#include "course/elements.def"
#undef ELEMENT
#undef GROUP
    EL_COUNT
};

/* Attributes: AT_pass_mark is pass-mark, AT_xml_lang is xml:lang. */
enum attribute {
#define ATTRIBUTE(name, ...) AT_##name,
#include "course/attributes.def"
#undef ATTRIBUTE
    AT_COUNT
};

const char *element_name(enum element e);             /* "code-block"; "#text" */
const char *attribute_name(enum attribute a);         /* "pass-mark" */
bool element_is_block(enum element e);                /* p, list, figure ... */
bool element_is_inline(enum element e);               /* em, link ... */

struct node;

struct media {
    str path;                             /* "figures/chain.svg": below the course folder, no ".." */
    str disk;                             /* what to open */
    str type;                             /* "image/svg+xml" */
    uint64_t size;                        /* bytes */
    const struct node *first;             /* the node that names it first */
};

struct attr {
    enum attribute name;
    str value;                            /* white space at both ends is gone */
    const struct node *target;            /* of a reference to an id, else NULL */
    const struct media *media;            /* of a path of a file, else NULL */
};

struct node {
    enum element element;
    int line, column;                     /* from 1 */
    unsigned nattrs;
    const str *file;
    str text;                             /* EL_chars: characters as written, white space too */
    str id;                               /* "" when it has none */
    str number;                           /* "2", "2.3", a figure's "4"; "" when it has none */
    const struct attr *attrs;
    const struct node *parent, *first, *next;
    union {                               /* what the program knows it as; NULL for all others */
        const struct module *module;
        const struct lesson *lesson;
        const struct quiz *quiz;
        const struct question *question;
        const struct entry *entry;
        const struct work *source;
    } is;
};

/* NULL / "" when it is not there. */
const struct attr *node_attr(const struct node *n, enum attribute a);
str node_value(const struct node *n, enum attribute a);
const struct node *node_target(const struct node *n, enum attribute a);
const struct media *node_media(const struct node *n, enum attribute a);

/* The first child / next sibling that is an `e`; EL_COUNT: any element, no text. */
const struct node *node_child(const struct node *n, enum element e);
const struct node *node_next(const struct node *n, enum element e);

/* All text below, runs of white space one space, none at the ends. */
str node_text(struct arena *a, const struct node *n);
struct place node_place(const struct node *n);

struct answer {
    str id;                               /* one of [a-z0-9]; of true-false "t" and "f" */
    bool correct;
    const struct node *node;
    const struct node *feedback;          /* NULL: none */
};

enum question_kind { QUESTION_SINGLE, QUESTION_MULTIPLE, QUESTION_TRUE_FALSE };

struct question {
    str id;
    enum question_kind kind;
    int points;                           /* 1 unless the author says otherwise */
    const struct node *node;
    const struct quiz *quiz;
    VEC(struct answer) answers;
};

struct quiz {
    str id, title;                        /* title: plain text */
    bool graded;
    int pass_mark;                        /* percent of its points; the course's unless its own */
    int attempts;                         /* 0: as many as one likes */
    int points;                           /* sum of its questions */
    const struct node *node;
    const struct module *module;
    const struct lesson *lesson;          /* NULL: the module's own quiz */
    VEC(const struct question *) questions;
};

struct lesson {
    str id, title, number;                /* "2.3" */
    int minutes;                          /* 0: not said */
    const struct node *node;
    const struct module *module;
    const struct quiz *quiz;              /* NULL: none */
};

struct module {
    str id, title, number;                /* "2" */
    const struct node *node;
    const struct quiz *quiz;              /* NULL: none */
    VEC(const struct lesson *) lessons;
};

struct entry {                            /* of the glossary, in the order of the source */
    str id, term, vim, viml;              /* "" when not given */
    const struct node *node;
    size_t uses;                          /* references to it */
};

struct work {                             /* a source of the bibliography */
    str id, title, number;                /* "1": position in the bibliography */
    const struct node *node;
    size_t uses;
};

struct course {
    struct arena *arena;
    const struct node *root;
    str id, version, lang, title;         /* title: plain text */
    str folder;                           /* the one course.xml is in */
    str date;                             /* "2026-03-31"; "" when not said */
    int pass_mark;                        /* percent of all graded points */
    bool reports_passed;                  /* status="passed", the default; else "completed" */
    int points;                           /* of all questions of graded quizzes */
    VEC(const struct module *) modules;
    VEC(const struct lesson *) lessons;   /* of all modules, in reading order */
    VEC(const struct quiz *) quizzes;     /* in reading order */
    VEC(const struct question *) questions;
    VEC(const struct entry *) glossary;
    VEC(const struct work *) sources;
    VEC(const struct media *) media;      /* by path, each once */
    const struct id_table *ids;           /* course_find() */
};

/* NULL: no element has this id. */
const struct node *course_find(const struct course *c, str id);

/*
 * The parsed schema and the lists of terms, for any number of courses.
 */
struct course_schema;
MUST struct course_schema *course_schema_open(struct err *e);
void course_schema_close(struct course_schema *s);    /* NULL is fine */

/*
 * `path` is a course file or the folder that holds course.xml.  Reads it with
 * all it includes, checks every rule of rules.def and the schema, resolves.
 * `schema` NULL: opens one for this course alone.
 *
 * With findings of grade error it is still a course that can be looked at, but
 * not packed.  NULL when there is none to speak of: no such file, not XML, no
 * <course> as its root; the findings say where, e why (ERR_SYSTEM, ERR_INPUT).
 */
MUST struct course *course_load(struct arena *a, const struct course_schema *schema,
                                const char *path, struct diags *d, struct err *e);

/*
 * The short name of an id in a learner's saved state: COURSE_KEY_LENGTH
 * characters of [0-9A-Za-z], the same for ever. No two activities (lessons,
 * questions) of one course may share one; course_load() finds that (E304).
 */
enum { COURSE_KEY_LENGTH = 4 };
void course_key(str id, char key[COURSE_KEY_LENGTH + 1]);

/* All rules that speak about courses, those of xml too, in order of their
 * ids; NULL behind the last. */
const struct rule *course_rule_at(size_t i);
