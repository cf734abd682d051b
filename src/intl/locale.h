/*
 * locale: how a language writes counts, numbers, measures, days and quotations (CLDR).
 *
 * The digits are 0 to 9 and the calendar is the Gregorian one in every language,
 * as in the texts that authors write: a page does not mix two kinds of digits.
 * Groups of digits are left to who writes quantities: the SI asks for thin
 * spaces in all languages. A language that ICU does not know is written as the
 * root of CLDR says.
 */
#pragma once

#include "base/arena.h"
#include "base/date.h"
#include "base/str.h"

/* The words of CLDR, in its order. */
enum plural { PLURAL_ZERO, PLURAL_ONE, PLURAL_TWO, PLURAL_FEW, PLURAL_MANY, PLURAL_OTHER,
              PLURAL_COUNT };

const char *plural_name(enum plural p);               /* "few" */

/* The plural rules of a language, read once and then quick. */
enum { PLURALS_KNOWN = 200 };
struct plurals {
    str lang;
    unsigned char of[PLURALS_KNOWN];      /* enum plural of 0, 1, 2 ... */
    unsigned used;                        /* bit i: some whole number below a million has plural i */
};
void plurals_read(struct plurals *p, struct arena *a, str lang);
enum plural plural_of(const struct plurals *p, int64_t n);

/* "." or ",": what divides the whole from its parts. */
char intl_decimal_mark(str lang);

/* A number with its unit in full words: "1000 grammes", "2 metros por segundo al cuadrado".
 * unit: as CLDR calls it, "meter-per-square-second". count: digits, with a point or none,
 * that choose the form of the words; `number` is what stands in their place, "" for the
 * unit alone. "" when CLDR does not know the unit. */
str intl_measure(struct arena *a, str lang, str unit, str count, str number);

/* "72.1": what knows all this. */
str intl_version(struct arena *a);

/* "twelve", "douze", "doce"; "" when ICU has no words for the language. */
str intl_spelled(struct arena *a, str lang, int64_t n);

/* "31 March 2026", "31 mars 2026". */
str intl_day(struct arena *a, str lang, day d);

/* "March 2026", "mars 2026", "marzo de 2026". */
str intl_month(struct arena *a, str lang, int year, int month);

/* What stands round a quotation, blanks that belong to the marks too, and round
 * one in it: « », “ ”. */
struct quotes { str open, close, open_within, close_within; };
struct quotes intl_quotes(struct arena *a, str lang);
