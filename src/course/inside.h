/*
 * inside: what the files of this floor know of each other.
 *
 * A course is made in passes over one struct making: build (elements,
 * attributes, text), ids, files, resolve (modules, numbers, questions), then
 * the checks that need the whole, and the schema as a net below them.
 */
#pragma once

#include "base/fs.h"
#include "course/course.h"
#include "course/passages.h"
#include "si/si.h"
#include "xml/xml.h"

#define COURSE_NAMESPACE "urn:etalon:course:1"
#define MATHML_NAMESPACE "http://www.w3.org/1998/Math/MathML"

/* ------------------------------------------------------------ the language */

struct set { uint64_t bits[2]; };         /* of elements */

static inline bool set_has(const struct set *s, enum element e)
{ return s->bits[e / 64] >> (e % 64) & 1; }
static inline void set_add(struct set *s, enum element e)
{ s->bits[e / 64] |= (uint64_t)1 << (e % 64); }

struct particle { struct set set; bool needed, many; };

struct place_for {                        /* an attribute an element may carry */
    enum attribute name;
    bool needed;
    const char *choices;                  /* "a|b"; NULL: any that its type allows */
    struct set targets;                   /* of a reference: what it may lead to */
};

enum class {
    STRUCTURE = 0, BLOCK = 1, INLINE = 2, /* what it is */
    MAY_TEXT = 4, MUST_TEXT = 8,          /* whether characters stand in it */
    STRUCTURE_TEXT = STRUCTURE | MAY_TEXT, STRUCTURE_WORDS = STRUCTURE_TEXT | MUST_TEXT,
    BLOCK_WORDS = BLOCK | MAY_TEXT | MUST_TEXT,
    INLINE_TEXT = INLINE | MAY_TEXT, INLINE_WORDS = INLINE_TEXT | MUST_TEXT,
};

enum { MAX_PARTICLES = 16, MAX_PLACES = 12 };

struct word {                             /* a row of elements.def, read */
    enum class class;
    size_t nparticles, nplaces;
    struct particle particles[MAX_PARTICLES];
    struct place_for places[MAX_PLACES];
    struct set allowed;                   /* all that may stand in it */
    str only;                             /* ", only <a>, <b> or <c>"; "" when they are many */
};

struct vocabulary { struct word words[EL_COUNT]; };

void vocabulary_read(struct arena *a, struct vocabulary *v);

/* The element called `name` that may stand in `parent`, else any of that name;
 * EL_COUNT when there is none. */
enum element vocabulary_find(const struct vocabulary *v, enum element parent, str name);

/* What somebody who wrote `name` in `parent` may have meant; EL_COUNT: no idea.
 * *sure: only letters are wrong. */
enum element vocabulary_meant(const struct vocabulary *v, enum element parent, str name,
                              bool *sure);

/* AT_COUNT: none. */
enum attribute attribute_find(str name);

struct term { str number, names; };       /* names: "quantity | ...", all languages */
typedef VEC(struct term) terms;           /* by number, byte order */

struct course_schema {
    struct arena *arena;
    struct vocabulary vocabulary;
    struct xml_schema *xsd;
    struct xml_keep *keep;                /* NULL: nothing is kept */
    const struct si *si;
    terms vim, viml;
};

/* ------------------------------------------------------------ making one course */

struct built { struct node node; };       /* a node that can still be changed */

struct moved {                            /* what `file` of a node that was moved leads to */
    str file;                             /* stands first: the translation */
    const str *from;                      /* where the node is written */
    int line, column;
};

struct pending {                          /* an attribute that is looked up later */
    struct built *on;
    struct attr *attr;
    const struct place_for *as;
    const str *file;                      /* where it is written: of `on` that may be moved */
    int line, column;
};

static inline struct place pending_place(const struct pending *p)
{ return (struct place){ .file = *p->file, .line = p->line, .column = p->column }; }

struct making {
    struct arena *arena;
    const struct course_schema *schema;
    struct course *course;
    struct diags *diags;
    struct xml *xml;
    const struct xml_node *element;       /* whose attributes are being built */
    struct arena *scratch;                /* of what nobody wants when the course is made */
    str lang;                             /* it is translated into; "" when it is not */
    bool whole;                           /* every file was read to its end */
    VEC(struct pending) ids, references, files;
    const str *file;                      /* of the node built last, */
    const char *file_seen;                /* and what xml calls it */
    VEC(size_t) lost;                     /* references that led nowhere, the first of them */
    VEC(str) skipped_ids;                 /* of elements nobody knows; sorted by resolve_ids() */
    struct { size_t n, size; struct spoken { str file; int line, column; } *slots; } said;
};

/* The place of an element for a finding of grade error; the schema need not
 * speak about it too. */
struct place said_at(struct making *m, const struct xml_node *n);
struct place said_at_node(struct making *m, const struct node *n);
bool was_said(const struct making *m, const struct xml_node *n);

/* The file of a place as nodes have it. */
const str *file_of(struct making *m, str file);

static inline struct built *built_of(const struct node *n)
{ return (struct built *)(uintptr_t)n; }
static inline bool is_cut(const struct node *n)
{ return n->lacks || n->cut; }
static inline bool is_torn(const struct node *n)
{ return n->torn; }

/* "here" in a sentence: at most some words of somebody's text. */
str shown(struct arena *a, str s);
/* "a, b or c" of the names in a set or of "a|b|c". */
str either(struct arena *a, const struct set *s);
str either_word(struct arena *a, str alternatives);
/* " Did you mean X?", or nothing. */
str did_you_mean(struct arena *a, const char *before, str guess, const char *after);
/* The nearest of `all` to what was written; empty when none is near. */
struct nearest { str word, best; int distance; };
void nearest_try(struct nearest *n, str candidate);

const char *a_or_an(enum element e);      /* "an" entry, "a" lesson */
/* Of each text the index of the first that says the same in upper or lower
 * case; its own when it is that, or empty. */
const size_t *first_alike(struct arena *a, const str *texts, size_t n);

/* Offer an edit where it is sure what was meant: xml/mend.h does it. */
void mend_element(struct making *m, enum element parent, const struct xml_node *x,
                  enum element meant);
void mend_attribute(struct making *m, const struct built *b, const struct xml_attr *x);
void mend_choice(struct making *m, struct place at, str written, const char *choices);
void mend_boolean(struct making *m, struct place at, str written);

/* What to read for "COURSE": the file, or course.xml in the folder. */
str course_file(struct arena *a, const char *path);
/* All that tells an answer from another: its text, its quantities and formulas. */
str compared_text(struct arena *a, const struct node *n);

struct built *build_tree(struct making *m, const struct xml_node *root);
void check_value(struct making *m, struct built *b, struct attr *at, const struct place_for *as,
                 struct place place);
bool is_address(str s);                   /* https, http or mailto, whole */
bool is_boolean(str s);
/* The passages below root; vocabulary: what may stand where. */
void passages_of(struct arena *a, const struct vocabulary *v, const struct node *root,
                 passages *out);
/* Sets an attribute the element has, or adds it: one may be added. */
void set_attr(struct built *b, enum attribute a, str value);
MUST bool translate(struct making *m, struct built *root, struct err *e);
void resolve_ids(struct making *m);
void resolve_files(struct making *m);
void resolve_course(struct making *m);    /* modules, lessons, quizzes, numbers */
void resolve_references(struct making *m);
/* Whether a reference that leads nowhere may be a misspelt one to this `kind` of
 * thing: that it is not referred to is no second mistake then. */
bool was_meant(const struct making *m, str id, enum element kind);
void connect_course(struct making *m);    /* what refers to other parts, as structs */

enum {
    FREE_TEXT_LENGTH = 300,               /* characters, unless the author says otherwise */
    MOST_ANSWERS = 36,                    /* of a question: one letter or digit each */
};

bool is_true(str s);
/* The number an attribute holds, when it is one from 0 to 6000. */
int number_of(const struct node *n, enum attribute a, int otherwise);
str title_of(struct making *m, const struct node *n);    /* plain; "" when it has none */
/* What a <math> holds, as markup of allowed elements alone. */
str math_markup(struct making *m, const struct xml_node *math);
/* Takes the first word of a list divided by white space off *rest. */
bool next_word(str *rest, str *word);
bool is_question(enum element e);
/* What the program knows of a quiz or practice; NULL for NULL. */
const struct quiz *add_quiz(struct making *m, const struct node *n, enum quiz_kind kind,
                            const struct module *module, const struct lesson *lesson);
void check_text(struct making *m);
void check_quizzes(struct making *m);
void check_parts(struct making *m);       /* of questions and quantities: do they agree */
void check_order(struct making *m);       /* prerequisites, completion, objectives, history */
void check_assessment(struct making *m);
void check_access(struct making *m);
void check_wording(struct making *m);
void check_terms(struct making *m);       /* entries nobody refers to */
void check_media(struct making *m);
/* Parses a drawing and finds what does more than draw; false when it is none. */
bool check_drawing(struct making *m, str disk, const struct node *figure);
/* Where a character of a run of characters stands in its file. */
struct place place_within(const struct node *chars, size_t at);

#define RULE(id, ...) extern const struct rule course_rule_##id;
#include "course/rules.def"
#undef RULE
