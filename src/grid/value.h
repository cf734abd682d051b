/*
 * value: what a cell of a spreadsheet holds, as text.
 *
 * A number is what the office program shows when it shows all it has: 15 digits, a
 * decimal point, no exponent: 0.1 and not 0.1000000000000001. Whole numbers keep all
 * their digits up to 2^53. A day is 2024-02-29, a day with a time
 * 2024-02-29T23:30:00, a time 23:30:00.
 */
#pragma once

#include "base/buf.h"

/* False, nothing put: `text` is no number. */
bool value_put_number(struct buf *b, str text);

/* What the style of a cell says its number is. */
enum value_kind { VALUE_NUMBER, VALUE_DAY, VALUE_DAY_AND_TIME, VALUE_TIME, VALUE_DURATION };

/* By a number format: "yyyy\-mm\-dd", "[h]:mm" (ECMA-376 part 1, 18.8.31). */
enum value_kind value_kind_of_format(str code);

/* By the number of a built-in one (18.8.30). */
enum value_kind value_kind_of_builtin(int64_t id);

/*
 * A number of days as the kind says. They count from 1904-01-01, or so that day 1 is
 * 1900-01-01 and day 60 a 29 February 1900 that never was (18.17.4.1). False, nothing
 * put: no number, or out of the range that spreadsheets show (it stays a number then).
 */
bool value_put_date(struct buf *b, str text, enum value_kind kind, bool from_1904);

/* A moment that is written out, rounded to milliseconds; what it does not know as it is. */
void value_put_moment(struct buf *b, str text);

/* "PT23H30M00S" as 23:30:00. False: it is anything else. */
bool value_put_duration(struct buf *b, str text);
