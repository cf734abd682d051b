/*
 * words: the texts of pages that are not the course's own ("Contents", "Next").
 *
 * One file LANG.lang per language in this folder; its format is described in
 * README.md. A key that a file does not have is a mistake of ours.
 */
#pragma once

#include <stdarg.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "intl/locale.h"

struct word { str key, text; };

struct words {
    struct arena *arena;
    str lang;                             /* of the file, "en" */
    struct plurals plurals;               /* of that language */
    VEC(struct word) list;
};

/* For the language, or what it is a kind of ("fr" for "fr-CA"), else English:
 * w->lang says which it was. */
MUST bool words_read(struct words *w, struct arena *a, str lang, struct err *e);

/* Whether words_read() has to fall back on English. */
bool words_are_there(str lang);

str words_get(const struct words *w, const char *key);

/* The text of a key with "{name}" replaced: pairs of a name and a str, NULL. Of
 * a key with plural forms ("key#one", "key#other") the one for the value of
 * "count". */
str words_fill_list(const struct words *w, struct arena *a, const char *key, va_list pairs);
