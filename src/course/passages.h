/*
 * passages: the texts of a course that are translated, each as a whole.
 *
 * A passage is what stands in one element (a title, a paragraph, an answer) or
 * in one attribute that is read to people (alt). Elements in a text are codes,
 * named by what they are and counted in the passage: "em1", "cite2". Those that hold
 * words of their own to translate are open and close, others stand alone.
 *
 * The id of a passage is that of the nearest element that its author gave one,
 * and the path from there: "intro.p3", "q4.answer-b.text", "chain:alt". It is what
 * translations are found by, so the way it is made never changes; a text that
 * moved is found again by its words (xliff/match.h).
 */
#pragma once

#include "course/course.h"
#include "xliff/match.h"

struct passage_code { str id; const struct node *node; };

struct passage {
    str id, key;                          /* key: pieces_key() of the text */
    const struct node *node;              /* it stands in */
    enum attribute attribute;             /* it is the value of; AT_COUNT: of none */
    const struct node *scope;             /* lesson, module, quiz of a module, glossary ... */
    str lang;                             /* of the source here */
    pieces text;
    VEC(struct passage_code) codes;
    bool optional;                        /* may stay as it is: titles of works, words in other languages */
};

typedef VEC(struct passage) passages;

/* In the order of the source. */
void course_passages(struct arena *a, const struct course *c, passages *out);

str passage_scope(const struct passage *p);           /* "intro", "glossary" */
str passage_file(const struct course *c, const struct passage *p);    /* "module-1.xml" */

/* What a translation has for each of them. */
struct matches passages_match(struct arena *a, const passages *all, const struct xliff *x);

bool code_is_needed(enum element e);      /* a sentence without it lacks something */

/* Why a target cannot stand for the passage ("<cite1> is missing"); "" when it can.
 * A stale one may have too few codes and too many. */
str passage_trouble(struct arena *a, const struct passage *p, const pieces *target, bool stale);
