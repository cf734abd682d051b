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
    bool kept;                            /* of an interactive: its files find each other by name */
    const struct node *first;             /* the node that names it first */
};

struct attr {
    enum attribute name;
    str value;                            /* white space at both ends is gone */
    union {                               /* see node_target(), node_media() */
        const struct node *target;        /* of a reference to an id; NULL: it leads nowhere */
        const struct media *media;        /* of the path of a file; NULL: it is missing */
    };
};

struct node {
    enum element element;
    int line, column;                     /* from 1 */
    uint16_t nattrs;
    bool borrowed : 1;                    /* not translated: its text is in its xml:lang */
    bool lacks : 1;                       /* a child was passed over that was meant for another */
    bool cut : 1, torn : 1, plain : 1;    /* xml_is_cut(), xml_is_torn(), xml_is_plain() */
    bool moved : 1;                       /* its place is in a translation */
    const str *file;
    union {
        str text;                         /* EL_chars: characters as written, white space too;
                                           * EL_math: what it holds, as MathML that is safe to
                                           * write into a page (no prefixes, no xmlns) */
        str number;                       /* all others: "2", "2.3"; of a figure, table, equation
                                           * "4"; "" when it has none */
    };
    const struct node *parent, *first, *next;
    /* Only elements have what follows: half of all nodes are EL_chars, and end here. */
    str id;                               /* "" when it has none */
    const struct attr *attrs;
    union {                               /* what the program knows it as; NULL for all others */
        const struct module *module;
        const struct lesson *lesson;
        const struct quiz *quiz;
        const struct question *question;
        const struct pool *pool;
        const struct objective *objective;
        const struct entry *entry;
        const struct work *source;
    } is;
};

enum { NODE_CHARS_BYTES = offsetof(struct node, id) };

/* NULL / "" when it is not there. */
const struct attr *node_attr(const struct node *n, enum attribute a);
str node_value(const struct node *n, enum attribute a);
const struct node *node_target(const struct node *n, enum attribute a);
const struct media *node_media(const struct node *n, enum attribute a);

/* The first child / next sibling that is an `e`; EL_COUNT: any element, no text. */
const struct node *node_child(const struct node *n, enum element e);
const struct node *node_next(const struct node *n, enum element e);

/* All text below, runs of white space one space, none at the ends; of a formula
 * its alttext (without one its markup), of a quantity value and unit as written. */
str node_text(struct arena *a, const struct node *n);
struct place node_place(const struct node *n);

/* ------------------------------------------------------------ questions */

struct answer {                           /* of single choice, multiple choice, true-false */
    str id;                               /* one of [a-z0-9]; of true-false "t" and "f" */
    bool correct;
    const struct node *node;
    const struct node *feedback;          /* NULL: none */
};

struct choice {                           /* of ordering and rating, in their right order; of
                                           * matching one that belongs to nothing */
    str id;                               /* one of [a-z0-9]; in matching no pair has it either */
    const struct node *node;
};

struct pair {                             /* of matching */
    str id;                               /* one of [a-z0-9]; the name of both halves */
    const struct node *node, *text, *match;
    const struct node *feedback;          /* NULL: none */
};

struct form {                             /* what may be typed, or an option of a drop-down gap */
    str text;
    bool correct;                         /* of what may be typed always */
    const struct node *node;
};

struct gap {                              /* of cloze, where node stands in the passage */
    str id;                               /* one of [a-z0-9] */
    bool typed;                           /* else one option is chosen */
    bool exact_case, exact_accents;       /* of what is typed */
    const struct node *node;
    VEC(struct form) forms;
};

enum tolerance {
    TOLERANCE_NONE,                       /* equal to one part in 1e9 */
    TOLERANCE_ABSOLUTE,                   /* |x - value| <= width, in the unit of the value */
    TOLERANCE_RELATIVE,                   /* |x - value| <= width % of |value| */
    TOLERANCE_UNCERTAINTY,                /* |x - value| <= coverage_factor * width */
};

struct expected {                         /* of numeric */
    str text;                             /* the value as written: "-12.50e-3" */
    double value;
    str unit;                             /* "kilo-metre.second-2"; "": a number alone */
    enum tolerance tolerance;
    double width;                         /* never below 0; TOLERANCE_NONE: 0 */
    double coverage_factor;               /* 2 unless said; of TOLERANCE_UNCERTAINTY */
    int digits;                           /* significant ones asked for; 0: any */
    int share;                            /* percent of the points; 0: a mistake that was foreseen */
    const struct node *node;
    const struct node *feedback;          /* NULL: none */
};

enum question_kind {
    QUESTION_SINGLE, QUESTION_MULTIPLE, QUESTION_TRUE_FALSE, QUESTION_MATCHING, QUESTION_ORDERING,
    QUESTION_CLOZE, QUESTION_SHORT_TEXT, QUESTION_NUMERIC,
    QUESTION_FREE_TEXT, QUESTION_RATING,  /* these two are recorded and worth nothing */
    QUESTION_KINDS
};

enum verdict { VERDICT_RIGHT, VERDICT_PARTLY, VERDICT_WRONG, VERDICTS };

struct question {
    str id;
    enum question_kind kind;
    int points;                           /* 1 unless the author says otherwise; 0: not graded */
    int attempts;                         /* 0: not said */
    bool shuffle;                         /* its answers, its pairs; ordering always */
    bool partial;                         /* of multiple choice: scoring="partial" */
    bool exact_case, exact_accents;       /* of short text */
    int length;                           /* of free text: characters at most */
    const struct node *node;
    const struct node *prompt;            /* NULL: a cloze without one */
    const struct node *passage;           /* of cloze, else NULL */
    const struct node *explanation;       /* NULL: none */
    const struct node *reactions[VERDICTS];    /* NULL: none */
    const struct quiz *quiz;
    const struct pool *pool;              /* NULL: everybody is asked */
    VEC(struct answer) answers;           /* single, multiple, true-false */
    VEC(struct pair) pairs;               /* matching */
    VEC(struct choice) choices;           /* ordering, rating, matching */
    VEC(struct gap) gaps;                 /* cloze, in the order of the source, in every language */
    VEC(struct form) accepts;             /* short text */
    VEC(struct expected) expected;        /* numeric */
    VEC(const struct node *) hints;
    VEC(const struct objective *) objectives;
};

struct pool {                             /* questions of which each learner gets some */
    str id;
    int draw;                             /* how many, from 1 to questions.n */
    int points;                           /* of each question */
    const struct node *node;
    const struct quiz *quiz;
    VEC(const struct question *) questions;
};

enum quiz_kind { QUIZ_LESSON, QUIZ_MODULE, QUIZ_COURSE, QUIZ_PRACTICE };

struct quiz {
    str id, title;                        /* title: plain text; "": a practice without one */
    enum quiz_kind kind;
    bool graded;                          /* a practice never is */
    bool shuffle;                         /* the order of the questions */
    bool retry_wrong;                     /* a further attempt asks again only what was wrong */
    int pass_mark;                        /* percent of its points; the course's unless its own */
    int attempts;                         /* 0: as many as one likes */
    int asked;                            /* questions that one learner gets */
    int points;                           /* what one learner can have in it */
    const struct node *node;
    const struct module *module;          /* NULL: the final test of the course */
    const struct lesson *lesson;          /* the page it stands on; NULL: a page of its own */
    VEC(const struct question *) questions;    /* all, those of pools too, in the order written */
    VEC(const struct pool *) pools;
};

/* ------------------------------------------------------------ structure */

/* When something counts as completed. */
enum condition_kind { CONDITION_PAGES, CONDITION_QUIZ, CONDITION_COMPLETED, CONDITION_ALL, CONDITION_ANY };

struct condition {
    enum condition_kind kind;
    int share;                            /* PAGES: percent of the pages in scope */
    const struct quiz *quiz;              /* QUIZ: NULL: every graded quiz in scope */
    const struct module *module;          /* COMPLETED: one of these two */
    const struct lesson *lesson;
    const struct node *node;
    VEC(const struct condition *) parts; /* ALL, ANY */
};

struct objective {
    str id;                               /* "" when it has none */
    const struct node *node;
    const struct module *module;          /* NULL: of the course */
    const struct lesson *lesson;          /* NULL: of the module or the course */
    const struct objective *supports;     /* one of the module or the course; NULL: none */
    VEC(const struct question *) questions;    /* that test it */
};

struct lesson {
    str id, title, number;                /* "2.3" */
    size_t index;                         /* in course.lessons */
    int minutes;                          /* 0: not said */
    const struct node *node;
    const struct module *module;
    const struct quiz *quiz;              /* at its end; NULL: none */
    const struct condition *completion;  /* NULL: seen, and its graded quizzes taken */
    VEC(const struct quiz *) practices;   /* among its blocks, in the order written */
};

struct module {
    str id, title, number;                /* "2" */
    size_t index;                         /* in course.modules */
    const struct node *node;
    const struct quiz *quiz;              /* NULL: none */
    const struct condition *completion;  /* NULL: all its lessons and its quiz */
    VEC(const struct lesson *) lessons;
    VEC(const struct module *) prerequisites;  /* each comes before it */
};

struct release {                          /* of the history of the course */
    str version, date;                    /* "1.1", "2026-03-31" */
    const struct node *node;
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
    str source_lang;                      /* what it was written in; lang when not translated */
    str folder;                           /* the one course.xml is in */
    str date;                             /* "2026-03-31"; "" when not said */
    int pass_mark;                        /* percent of all graded points */
    bool reports_passed;                  /* status="passed", the default; else "completed" */
    bool enforces_prerequisites;          /* the default; else they are advice */
    bool by_module;                       /* sco="module": platforms track every module by itself */
    bool platform_judges;                 /* mastery="platform": it compares the score itself */
    str iri;                              /* the identifier of the course in the world; "": not said */
    str theme;                            /* "calm", "high-contrast" or a folder; "": not said */
    int points;                           /* what one learner can have in all graded quizzes */
    const struct quiz *quiz;              /* the final test; NULL: none */
    const struct condition *completion;  /* NULL: by reports_passed and pass_mark */
    VEC(const struct module *) modules;
    VEC(const struct lesson *) lessons;   /* of all modules, in reading order */
    VEC(const struct quiz *) quizzes;     /* in reading order, practices too */
    VEC(const struct question *) questions;    /* of all quizzes */
    VEC(const struct objective *) objectives;  /* of the course, its modules and lessons */
    VEC(const struct release *) history;  /* newest first */
    VEC(const struct entry *) glossary;
    VEC(const struct work *) sources;
    VEC(const struct media *) media;      /* by path, each once */
    const struct id_table *ids;           /* course_find() */
};

/* The same course in the languages of one package, the one it begins in first.
 * Empty: there is only the one. */
struct editions { const struct course *const *v; size_t n; };

/* NULL: no element has this id. */
const struct node *course_find(const struct course *c, str id);

/*
 * The parsed schema and the lists of terms, for any number of courses.
 */
struct course_schema;
MUST struct course_schema *course_schema_open(struct err *e);
void course_schema_close(struct course_schema *s);    /* NULL is fine */

/* From now on the files of the course read last stay parsed, and reading it again
 * takes in only those that were changed. Call once, for one course at a time. */
void course_schema_keep(struct course_schema *s);

/* "quantity | grandeur": what the VIM (AT_vim) or the VIML (AT_viml) calls the
 * term of this number; "" when it has none. */
str course_term_names(const struct course_schema *s, enum attribute vocabulary, str number);

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
 * The same in a language it was translated into: translations/LANG.xlf beside
 * course.xml is laid over the tree. Text without a good translation stays in
 * the source's language and carries it as xml:lang; files called name.LANG.ext
 * take the place of name.ext. Findings tell what is stale or missing. `lang`
 * empty or the source's own: as course_load(). ERR_USAGE: there is no such
 * translation.
 */
MUST struct course *course_load_in(struct arena *a, const struct course_schema *schema,
                                   const char *path, str lang, struct diags *d, struct err *e);

/* The languages there are translations for, in byte order. `path` as above. */
struct languages { str *v; size_t n; };
struct languages course_languages(struct arena *a, const char *path);

/*
 * What is wrong with the translations of a course and with the course in those
 * languages, without what `d` says already. False when one cannot be read.
 */
MUST bool course_check_languages(const struct course_schema *schema, const char *path,
                                 struct diags *d, struct err *e);

/* "COURSE/translations/fr.xlf" */
str course_translation(struct arena *a, const char *path, str lang);

/*
 * The short name of an id in a learner's saved state: COURSE_KEY_LENGTH
 * characters of [0-9A-Za-z], the same for ever. No two pages (lessons, quizzes),
 * no two quizzes or pools and no two questions of one course may share one;
 * course_load() finds that (E304).
 */
enum { COURSE_KEY_LENGTH = 4 };
void course_key(str id, char key[COURSE_KEY_LENGTH + 1]);

/* All rules that speak about courses, those of xml too, in order of their
 * ids; NULL behind the last. */
const struct rule *course_rule_at(size_t i);
