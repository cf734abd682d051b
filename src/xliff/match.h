/*
 * match: which kept translation belongs to which text of today.
 *
 * In this order, each kept unit once: the same text at the same id; the same
 * text in the same scope; the same text anywhere, when its old place has it no
 * more. These are good translations wherever the text went. What is left is
 * stale, and goes to the text most like the one it translates in the same
 * scope, then to the one at its id.
 */
#pragma once

#include "xliff/xliff.h"

struct wanted { str id, scope, key; };    /* a text of today: key as pieces_key() writes it */

enum match_kind { MATCH_NONE, MATCH_SAME, MATCH_MOVED, MATCH_STALE };

struct match {
    enum match_kind kind;
    size_t unit;                          /* index in x->units */
    str was;                              /* MATCH_STALE: the source that was translated */
};

/* One match for each of the n wanted; used[i]: whether unit i of x is taken. */
struct matches { struct match *v; bool *used; };
struct matches xliff_match(struct arena *a, const struct wanted *wanted, size_t n,
                           const struct xliff *x);
