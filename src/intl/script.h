/*
 * script: which writing a letter belongs to, and in which a language is written.
 */
#pragma once

#include "base/str.h"

/* The scripts that are told apart where texts are checked. Those of Chinese,
 * Japanese and Korean stand in one sentence, and are one here. */
enum script { SCRIPT_NONE, SCRIPT_LATIN, SCRIPT_GREEK, SCRIPT_CYRILLIC, SCRIPT_ARABIC, SCRIPT_HAN,
              SCRIPT_OTHER };

enum script script_of(uint32_t c);        /* SCRIPT_NONE: no letter, or one of every script */
enum script script_of_language(str tag);  /* SCRIPT_NONE: not known */
const char *script_name(enum script s);   /* "Cyrillic"; "another script" */

/* Whether what begins here belongs to a word: letters and their marks. */
bool is_letter(uint32_t c);

/* Whether a letter of Hebrew, Arabic or their kin is in it. */
bool has_right_to_left(str s);
