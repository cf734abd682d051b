/*
 * headings: what people call their columns, and what they write into them, in many languages.
 *
 * Knows words, never data. What can mean two fields is a question that the caller
 * asks; nothing is decided here.
 */
#pragma once

#include "base/arena.h"
#include "import/mapping.h"

enum { HEADING_FIELDS = 6 };

struct heading {
    int fields[HEADING_FIELDS];           /* FIELD_*, MAPPING_IGNORES; none: nobody knows it */
    size_t n;
    str activity;                         /* "Modul 1" of "Modul 1 fertig am"; empty: none */
    bool vague;                           /* "Datum Modul 1": it does not say what was on that day */
};

/* The words there are, ready to be compared. */
struct headings;
const struct headings *headings_open(struct arena *a);

/* What a heading can mean in rows of that kind. */
struct heading heading_read(const struct headings *w, str s, enum record_kind kind);

/* What a full score is when the heading says it in brackets, as "Note (sur 20)" does; 0: it does not. */
int64_t heading_full_score(const struct headings *w, str s);

/* Whether somebody calls a column so, whatever the rows are. */
bool heading_is_known(const struct headings *w, str s);

/* What a word in a column of that field means, else NULL. */
const char *heading_word(const struct headings *w, int field, enum record_kind kind, str s);
