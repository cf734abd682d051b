/*
 * text: what Unicode says about text; this floor is the only one that includes ICU.
 *
 * All take and give UTF-8 that str_utf8_bad() has found good. Answers live in
 * the arena, or are the argument itself when nothing was to change: plain
 * ASCII costs a glance and never wakes ICU.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* Canonical composition (NFC): how text is stored. */
str intl_nfc(struct arena *a, str s);

/* What two titles must have in common to be one: NFC, every run of white
 * space one space, none at the ends. */
str intl_title(struct arena *a, str s);

/* Text that somebody escaped for HTML, as it was: &amp; &lt; &gt; &quot; &apos; &nbsp; and
 * code points in decimal and hexadecimal; what is none of these stays. */
str intl_unescape(struct arena *a, str s);

/* What two answers must have in common to be one, blanks as in intl_title():
 * without difference of case unless `exact_case`, without accents and other
 * marks unless `exact_accents`. */
str intl_answer(struct arena *a, str s, bool exact_case, bool exact_accents);

/* What the names of two files have in common that a disk blind to case takes for one:
 * NFC of what case folding leaves. */
str intl_name_key(struct arena *a, str s);

/*
 * The key under which the spelling of an economy is looked up: NFKD without
 * combining marks, case-folded, ß -> ss, & -> and, ı ø ł đ -> i o l d,
 * apostrophes deleted, every other run of non-word characters one space,
 * trimmed, a leading "the " dropped. "Côte d’Ivoire" -> "cote divoire".
 * It is the column `normalised` of schemas/data/country_aliases.tsv.
 */
str intl_alias_key(struct arena *a, str s);

/*
 * The key under which a person's e-mail address is known: trimmed, NFC, both
 * parts in lower case, the domain in ASCII (IDNA 2008, UTS 46). Dots and
 * +suffixes are kept. False and *why, a half sentence ("has no @"), when it
 * cannot be an address.
 */
MUST bool intl_email_key(struct arena *a, str s, str *out, const char **why);

/* With a capital for its first letter, as at the head of a column. */
str intl_capital(struct arena *a, str s);

/* A letter of any script is in it; digits, signs and blanks are none. */
bool intl_has_letters(str s);
