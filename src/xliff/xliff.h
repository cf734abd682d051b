/*
 * xliff: texts and their translations, as translators' tools read and write
 * them (XLIFF 2.1, OASIS Standard, 13 February 2018; core, clause 4).
 *
 * A document has units: a text that is translated as a whole (a title, a
 * paragraph, an answer), found by its id. A text is a sequence of pieces:
 * characters and codes (emphasis, a link, a quantity). A code is known by its
 * id: in the target it stands for the same thing as in the source, wherever it
 * is put.
 *
 * Read is what editors make of it: any prefix, segments that were split, joined
 * or put in another order, <sc> and <ec> for <pc>, annotations, notes, parts of
 * a document. What has no place in a course (modules and extensions of the
 * editor's own, the way it cut segments) is passed over. Written is always the same way: the
 * same document, the same bytes.
 */
#pragma once

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/err.h"

#define XLIFF_CORE "urn:oasis:names:tc:xliff:document:2.0"

enum { XLIFF_CODES = 1000 };              /* of one text; what else is limited says xml.h */

enum xliff_state { XLIFF_INITIAL, XLIFF_TRANSLATED, XLIFF_REVIEWED, XLIFF_FINAL };
const char *xliff_state_name(enum xliff_state s);     /* "reviewed" */

/* ------------------------------------------------------------ texts */

enum piece_kind { PIECE_TEXT, PIECE_OPEN, PIECE_CLOSE, PIECE_ALONE };

struct piece {
    enum piece_kind kind;
    str text;                             /* characters, or the id of the code */
    size_t room;                          /* taken for the characters, by pieces_text() */
};

typedef VEC(struct piece) pieces;

/* Characters behind what is there; runs of white space become one blank. */
void pieces_text(struct arena *a, pieces *p, str text);
void pieces_code(struct arena *a, pieces *p, enum piece_kind kind, str id);
void pieces_trim(pieces *p);              /* no blank at either end of the whole */

/* The text in one line, codes as <em1>...</em1> and <cite1/>: what is compared
 * when it is asked whether two texts are the same. */
str pieces_key(struct arena *a, const pieces *p);
bool pieces_same(const pieces *a, const pieces *b);
bool pieces_empty(const pieces *p);       /* nothing but blanks and no code */

/* Why the codes of a text do not nest ("<em1> is closed before it is opened");
 * "" when they do. */
str pieces_trouble(struct arena *a, const pieces *p);

/* ------------------------------------------------------------ documents */

struct xliff_code {
    str id;                               /* "em1" */
    bool alone;                           /* <ph>, else <pc> */
    bool needed;                          /* may be neither left out nor doubled */
    str type, subtype;                    /* "fmt", "xlf:i"; "" */
    str shown;                            /* what an editor shows for it, "[3, clause 2.1]" */
    str open, close;                      /* what the author wrote: "<em>", "</em>" */
};

struct xliff_note { str category, text; };      /* category: "" for the translators' own */

struct xliff_unit {
    str file;                             /* the source file it is from, "module-1.xml" */
    str scope, title;                     /* the group it stands in and its name */
    str id, kind;                         /* "intro.p3", "etalon:p" */
    struct place at;                      /* where it was read */
    pieces source, target;                /* target: none when empty */
    VEC(struct xliff_code) codes;
    VEC(struct xliff_note) notes;
    enum xliff_state state;
    str substate;                         /* "etalon:stale"; "" */
    bool state_said;                      /* the file says one; else a target counts as translated */
    bool gone;                            /* kept apart: the course has it no more */
};

struct xliff {
    struct arena *arena;
    str path;
    str course;                           /* its id; "" when the document does not say */
    str source_lang, target_lang;
    VEC(struct xliff_unit) units;
    size_t twice;                         /* units left out because their id is taken */
};

const struct xliff_code *xliff_code(const struct xliff_unit *u, str id);   /* NULL: none */
const struct xliff_note *xliff_note(const struct xliff_unit *u, const char *category);
bool xliff_translated(const struct xliff_unit *u);           /* a target of state translated or better */

/* A translation of a source that has changed since. `was` (may be NULL) is the
 * source it translates, as pieces_key() writes it. */
#define XLIFF_STALE "etalon:stale"
#define XLIFF_PART "etalon:part"          /* some segments have a translation, some have none */
bool xliff_stale(const struct xliff_unit *u, str *was);

/*
 * NULL when it cannot be read or is no XLIFF 2 at all, said in e and as
 * findings; what else is wrong in it are findings, and the units concerned are
 * left out.
 */
MUST struct xliff *xliff_read(struct arena *a, const char *path, struct diags *d, struct err *e);

/* Units are written in the order they have, those of one file together. */
void xliff_put(struct buf *b, const struct xliff *x);

/* All rules of rules.def in order; NULL behind the last. */
const struct rule *xliff_rule_at(size_t i);

#define RULE(id, ...) extern const struct rule xliff_rule_##id;
#include "xliff/rules.def"
#undef RULE
