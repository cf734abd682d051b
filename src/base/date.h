/*
 * date: days, instants and how exactly they are known.
 *
 * A day counts from 1970-01-01 in the proleptic Gregorian calendar; an instant
 * counts milliseconds from 1970-01-01T00:00:00Z. A stamp is an instant with
 * the precision its source gave: a date without a time stays that date and is
 * never shifted by a time zone. Time zones themselves are behind intl.
 *
 * Readers are strict: what could be read two ways is refused. Years run from
 * 1 to 9999.
 */
#pragma once

#include "base/buf.h"

typedef int32_t day;
typedef int64_t instant;

enum { DAY_MS = 24 * 60 * 60 * 1000 };

/* In order of growing exactness; the letter is what the store and exports say. */
enum precision {
    PRECISION_NONE = 0,                   /* no date at all */
    PRECISION_YEAR = 'y',
    PRECISION_MONTH = 'm',
    PRECISION_DAY = 'd',
    PRECISION_SECOND = 's',
    PRECISION_MS = 'f',
};

struct stamp {
    instant at;                           /* start of the day, month or year if that is all */
    enum precision precision;
};

struct civil {
    int year, month, day;                 /* month and day from 1 */
};

day date_of_civil(struct civil c);        /* c must be a real date: date_is_real() */
struct civil date_to_civil(day d);
bool date_is_real(struct civil c);

/* "2024-02-29". False, *out untouched, when s is anything else. */
bool date_read_day(str s, day *out);

/* RFC 3339 with zone: "2024-02-29T23:30:00Z", "2024-02-29T23:30:00.5+01:00". */
bool date_read_instant(str s, instant *out);

/* "2024-02-29 23:30[:15]" or with "T", no zone: milliseconds as if it were UTC. */
bool date_read_local(str s, instant *out);

/* Any of the above as far as it needs no zone, and "2024-02", "2024"; false
 * for a time without zone, which needs intl_zone_instant(). */
bool date_read_stamp(str s, struct stamp *out);

day date_of_instant(instant t);           /* the day in UTC */
instant date_to_instant(day d);           /* its first millisecond in UTC */

void date_put_day(struct buf *b, day d);              /* 2024-02-29 */
void date_put_instant(struct buf *b, instant t);      /* 2024-02-29T23:30:00Z, .123 if not 0 */
void date_put_stamp(struct buf *b, struct stamp s);   /* as exactly as it is known; "" for none */

/* The clock, or SOURCE_DATE_EPOCH (seconds) when set. */
instant date_now(void);
