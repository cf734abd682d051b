/*
 * mapping: how the columns of a table that nobody knows become records, as somebody wrote it down.
 *
 *     etalon mapping 1
 *     # Lines that begin with "#" are comments.
 *     rows     = learning
 *     dates    = dmy
 *     decimal  = comma
 *     score    = of 20
 *     zone     = Europe/Berlin
 *
 *     [columns]
 *     E-Mail-Adresse    = email
 *     Bearbeitet am     = ignore
 *     "Punkte = Note"   = score
 *     Modul 1 fertig am = completed_at of Module 1
 *     "Datum" 2         = registered_at
 *
 *     [constants]
 *     course = NMS
 *
 *     [values status]
 *     bestanden = passed
 *     k. A.     = ""
 *
 *     [skip]
 *     E-Mail-Adresse = Summe
 *
 * Settings come first: rows (learning, participation, headcount, initiative) is needed;
 * name; encoding, delimiter, sheet, header (the line or row it stands on) say where the table is;
 * dates (iso, dmy, mdy, ymd), years (the first that two digits can mean), serials (1900, 1904),
 * decimal (point, comma), score (share, percent, of N), zone, clears (the token that
 * takes out what the store has) how cells are written. A heading or a value that has "=" in it, or
 * begins with a quote, "#" or "[", stands in double quotes, with quotes inside doubled; a number behind a
 * heading counts columns of the same heading. Case and blanks of headings and values do
 * not matter. "?" is what somebody still has to decide: a mapping that has it reads nothing.
 *
 * It is strict: what is not understood is a fault with its line and what would help.
 */
#pragma once

#include "base/arena.h"
#include "import/fields.h"

enum { MAPPING_BYTES = 1024 * 1024, MAPPING_IGNORES = -2, MAPPING_FAULTS = 100 };

/* Something that becomes a field: a column, or for a constant what all rows say. */
struct mapping_use {
    str heading;                          /* as the mapping has it */
    str key;                              /* what headings are compared by */
    int nth;                              /* of the columns of that heading, from 1 */
    str text;                             /* of a constant */
    int field;                            /* or MAPPING_IGNORES */
    size_t part;                          /* of mapping->activities */
    int line;
};

struct mapping_value { int field; str key, meant; int line; };
struct mapping_skip  { str heading, heading_key, key, value; int line; };
struct mapping_fault { int line; str text; };

struct mapping {
    str name;                             /* letters, digits, "-", "_", "." */
    int64_t version;                      /* in the store; 0: not asked yet */
    str text;                             /* all of it */
    str sha256;
    enum record_kind kind;
    str encoding, sheet;                  /* empty: found out */
    char delimiter;                       /* 0: found out */
    int64_t header;                       /* 0: found out */
    struct formats formats;
    str zone, clears;
    VEC(struct mapping_use) columns;
    VEC(struct mapping_use) constants;
    VEC(struct mapping_value) values;
    VEC(struct mapping_skip) skips;
    VEC(str) activities;                  /* the first is the course itself, "" */
    VEC(struct mapping_fault) faults;     /* by line, the first MAPPING_FAULTS; none: it can be used */
};

/* `name`: unless the text says its own. Everything borrows from `text` or lives in a. */
struct mapping *mapping_read(struct arena *a, str name, str text);

/* What a heading, or a value, is compared by. */
str mapping_key(struct arena *a, str s);

/* A text as a mapping file has it: in quotes where it must be. */
void mapping_put_text(struct buf *b, str s);
