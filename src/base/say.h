/*
 * say: the sentences of a room in the languages that have them.
 *
 * English is the key. src/ROOM/LANG.say holds, for each sentence, its English line and below
 * it its line in the language, pairs apart by empty lines; lines that begin with "#" say
 * something to translators. Texts are put in as {1}, {2}: they stand where the language
 * wants them.
 *
 *     const struct words *w = words_of(S("stats"), lang);
 *     say(a, w, "As of {1}: nothing that happened later is counted.", day)
 *
 * A sentence that stands in a table and is said later is marked by TO_SAY() there. A test
 * lists sentences that a language lacks, and translations of what nobody says.
 */
#pragma once

#include "base/arena.h"
#include "base/str.h"

#define TO_SAY(english) english

enum { SAY_TEXTS = 9 };                   /* that one sentence can take */

struct words;                             /* part of the program, like a literal */

/* lang as in BCP 47; "fr-CA" finds "fr". NULL, which all below take: in English. */
const struct words *words_of(str room, str lang);

/* With a str for each {n} of the English sentence; a sentence without is borrowed. */
str say(struct arena *a, const struct words *w, const char *english, ...);

/* The languages that sentences are in, NULL behind the last: "en" "fr" "es". */
const char *say_language(size_t i);
