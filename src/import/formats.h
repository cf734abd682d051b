/*
 * formats: how dates and numbers are written in a file.
 *
 * All zero is what plain CSV has: dates as YYYY-MM-DD, a decimal point, scores
 * from 0 to 1. The rest must be said by somebody (a mapping): 03/04/2024 can be
 * two days, 45352 can be a day or a number. Dates as plain CSV has them
 * can be read in one way only and are always taken besides.
 */
#pragma once

#include "base/date.h"

enum date_order { DATES_ISO, DATES_DMY, DATES_MDY, DATES_YMD };

struct formats {
    enum date_order dates;
    int first_year;                       /* two digits are a year from it on: 1970 to 2069; 0: refused */
    int serials;                          /* 1900, 1904: bare numbers are a spreadsheet's days since then */
    bool comma;                           /* a decimal comma, no point */
    double full_score;                    /* what a score is of: 100; 0: it is a share of 1 */
};

enum written { WRITTEN_NOT, WRITTEN_DAY, WRITTEN_LOCAL };

/*
 * A day, or a local time (milliseconds as if the clock showed UTC), as the formats say:
 * "31.12.2024", "12/31/24 2:05 PM", "2024/12/31, 14:05:30", "45352.5". WRITTEN_NOT, *at
 * untouched, when it is anything else or no such day.
 */
enum written formats_date(const struct formats *f, str s, instant *at);

/* Digits with at most one decimal sign among them; not negative. */
bool formats_number(const struct formats *f, str s, double *out);
