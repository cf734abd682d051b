/*
 * fields: what a column can say of a record, by a name of its own.
 *
 * The names are those of plain CSV and of mapping files (fields.def). A source finds which
 * column says what and hands over the cells of a row; here they become a record:
 *
 *     struct saying s[] = { { FIELD_email, cell, 0 }, ... }
 *     fields_read(r, &how, s, n, &record, e)
 *
 * Rows are of a kind (record.h), and each kind has fields of its own.
 */
#pragma once

#include "import/cell.h"

enum {
#define FIELD(name, role, kinds, clears, take, into) FIELD_##name,
#include "import/fields.def"
#undef FIELD
    FIELDS
};

const char *field_name(int field);
const char *field_role(int field);            /* as the tracker calls it in issues */
bool field_is_of(int field, enum record_kind kind);
bool field_clears(int field);                 /* the token that clears may stand there */
bool field_is_of_activity(int field);         /* it is a result: "completed_at of Module 1" */

/* The field of that name for rows of that kind (ASCII case does not matter), else NO_FIELD. */
int field_named(str name, enum record_kind kind);

/* The field whose name has the same letters ("E-Mail", "given name"), or one letter else in a name
 * of five and more, two in a long one; NO_FIELD when there is none. */
int field_near(str name, enum record_kind kind);

/* "learning", "participation", "headcount", "initiative": of rows. */
const char *record_kind_name(enum record_kind kind);

/* NULL when it is one; else what would be: "a status is one of registered, ...". */
const char *field_check_word(int field, enum record_kind kind, str word);

/* What one column says in a row: `part` counts the activities that results are about. */
struct saying { int field; struct cell cell; size_t part; };

struct filling {
    enum record_kind kind;
    str clears;                           /* the token that clears; empty: none */
    const str *activities;                /* of the parts; NULL: one part, the course or what the column
                                             activity names */
    size_t parts;                         /* at least 1 */
};

/* Of each field but results at most one saying. Leaves issues; false when reading cannot go on. */
MUST bool fields_read(struct reader *r, const struct filling *how, const struct saying *said, size_t n,
                      struct record *out, struct err *e);

/* What rows of the kind need and has[FIELDS] does not have, at most FIELDS of them: `why` goes on
 * behind "is missing:". ids_count, course_told: as in struct reader. */
struct lack { int field; const char *why; };
size_t fields_lacking(enum record_kind kind, const bool *has, bool ids_count, bool course_told,
                      struct lack *out);
