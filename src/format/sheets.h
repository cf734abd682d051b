/*
 * sheets: names for the sheets of a workbook, as spreadsheets allow them.
 *
 * At most 31 characters, none of []:*?/\, no apostrophe at an end, not "History", and no two
 * alike but for case (ECMA-376 and what Excel refuses).
 */
#pragma once

#include "base/arena.h"
#include "base/str.h"

enum { SHEET_NAME_MOST = 31 };

struct sheets {
    VEC(str) keys;                        /* of the names given so far */
    str last;                             /* the name given last */
};

/* The wish, or as near to it as can be. */
str sheets_name(struct sheets *s, struct arena *a, str wish);
