/*
 * Civil dates by counting days in eras of 400 years that begin in March, so
 * that the leap day is the last of its year.
 */
#include "base/date.h"

#include <stdlib.h>
#include <time.h>

enum { DAYS_BEFORE_1970 = 719468, ERA_DAYS = 146097 };

day date_of_civil(struct civil c)
{
    int year = c.month <= 2 ? c.year - 1 : c.year;
    int era = (year >= 0 ? year : year - 399) / 400;
    int of_era = year - era * 400;
    int month = c.month > 2 ? c.month - 3 : c.month + 9;
    int of_year = (153 * month + 2) / 5 + c.day - 1;
    return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - DAYS_BEFORE_1970;
}

struct civil date_to_civil(day d)
{
    int64_t days = (int64_t)d + DAYS_BEFORE_1970;
    int64_t era = (days >= 0 ? days : days - (ERA_DAYS - 1)) / ERA_DAYS;
    int in_era = (int)(days - era * ERA_DAYS);
    int of_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int of_year = in_era - (365 * of_era + of_era / 4 - of_era / 100);
    int month = (5 * of_year + 2) / 153;
    struct civil c = {
        .year = (int)(era * 400) + of_era + (month >= 10),
        .month = month < 10 ? month + 3 : month - 9,
        .day = of_year - (153 * month + 2) / 5 + 1,
    };
    return c;
}

bool date_is_real(struct civil c)
{
    static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    if (c.year < 1 || c.year > 9999 || c.month < 1 || c.month > 12 || c.day < 1)
        return false;
    bool leap = (c.year % 4 == 0 && c.year % 100 != 0) || c.year % 400 == 0;
    return c.day <= length[c.month - 1] + (c.month == 2 && leap);
}

day date_of_instant(instant t)
{
    return (day)((t >= 0 ? t : t - (DAY_MS - 1)) / DAY_MS);
}

instant date_to_instant(day d)
{
    return (instant)d * DAY_MS;
}

/* Exactly n digits off the head of *rest. */
static bool digits(str *rest, size_t n, int *out)
{
    int v = 0;
    if (rest->n < n)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (rest->p[i] < '0' || rest->p[i] > '9')
            return false;
        v = v * 10 + (rest->p[i] - '0');
    }
    *rest = str_from(*rest, n);
    *out = v;
    return true;
}

static bool mark(str *rest, char c)
{
    if (rest->n == 0 || rest->p[0] != c)
        return false;
    *rest = str_from(*rest, 1);
    return true;
}

static bool read_day(str *rest, day *out)
{
    struct civil c;
    if (!digits(rest, 4, &c.year) || !mark(rest, '-') || !digits(rest, 2, &c.month)
        || !mark(rest, '-') || !digits(rest, 2, &c.day) || !date_is_real(c))
        return false;
    *out = date_of_civil(c);
    return true;
}

/* ".5" -> 500; more than three digits are cut, not rounded. */
static bool read_fraction(str *rest, int *ms)
{
    int v = 0, scale = 100, any = 0;
    for (int digit; digits(rest, 1, &digit); any++) {
        v += digit * scale;
        scale /= 10;
    }
    *ms = v;
    return any > 0;
}

static bool read_time(str *rest, int *ms)
{
    int hour, minute, second = 0, fraction = 0;
    if (!digits(rest, 2, &hour) || !mark(rest, ':') || !digits(rest, 2, &minute))
        return false;
    if (mark(rest, ':')) {
        if (!digits(rest, 2, &second))
            return false;
        if (mark(rest, '.') && !read_fraction(rest, &fraction))
            return false;
    }
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    *ms = ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
    return true;
}

static bool read_offset(str *rest, int *minutes)
{
    int hour, minute;
    *minutes = 0;
    if (mark(rest, 'Z') || mark(rest, 'z'))
        return true;
    bool west = mark(rest, '-');
    if ((!west && !mark(rest, '+')) || !digits(rest, 2, &hour) || !mark(rest, ':')
        || !digits(rest, 2, &minute) || hour > 23 || minute > 59)
        return false;
    *minutes = (hour * 60 + minute) * (west ? -1 : 1);
    return true;
}

static bool read_day_and_time(str *rest, instant *out)
{
    day d;
    int ms;
    if (!read_day(rest, &d) || !(mark(rest, 'T') || mark(rest, ' ') || mark(rest, 't'))
        || !read_time(rest, &ms))
        return false;
    *out = date_to_instant(d) + ms;
    return true;
}

bool date_read_day(str s, day *out)
{
    day d;
    if (!read_day(&s, &d) || s.n > 0)
        return false;
    *out = d;
    return true;
}

bool date_read_local(str s, instant *out)
{
    instant t;
    if (!read_day_and_time(&s, &t) || s.n > 0)
        return false;
    *out = t;
    return true;
}

bool date_read_instant(str s, instant *out)
{
    instant t;
    int offset;
    if (!read_day_and_time(&s, &t) || !read_offset(&s, &offset) || s.n > 0)
        return false;
    *out = t - (instant)offset * 60 * 1000;
    return true;
}

/* "2024" and "2024-02". */
static bool read_coarse(str s, struct stamp *out)
{
    struct civil c = { .month = 1, .day = 1 };
    if (!digits(&s, 4, &c.year))
        return false;
    bool with_month = mark(&s, '-');
    if ((with_month && !digits(&s, 2, &c.month)) || s.n > 0 || !date_is_real(c))
        return false;
    *out = (struct stamp){ date_to_instant(date_of_civil(c)),
                           with_month ? PRECISION_MONTH : PRECISION_YEAR };
    return true;
}

bool date_read_stamp(str s, struct stamp *out)
{
    day d;
    instant t;
    if (date_read_day(s, &d))
        *out = (struct stamp){ date_to_instant(d), PRECISION_DAY };
    else if (date_read_instant(s, &t))
        *out = (struct stamp){ t, t % 1000 ? PRECISION_MS : PRECISION_SECOND };
    else
        return read_coarse(s, out);
    return true;
}

/* By hand: a format costs more than all the rest of reading a date. */
void date_put_day(struct buf *b, day d)
{
    struct civil c = date_to_civil(d);
    char text[] = "0000-00-00";
    for (int i = 3, year = c.year; i >= 0; i--, year /= 10)
        text[i] = (char)('0' + year % 10);
    text[5] = (char)('0' + c.month / 10);
    text[6] = (char)('0' + c.month % 10);
    text[8] = (char)('0' + c.day / 10);
    text[9] = (char)('0' + c.day % 10);
    buf_put(b, (str){ text, 10 });
}

void date_put_instant(struct buf *b, instant t)
{
    day d = date_of_instant(t);
    int ms = (int)(t - date_to_instant(d));
    date_put_day(b, d);
    buf_printf(b, "T%02d:%02d:%02d", ms / 3600000, ms / 60000 % 60, ms / 1000 % 60);
    if (ms % 1000)
        buf_printf(b, ".%03d", ms % 1000);
    buf_byte(b, 'Z');
}

void date_put_stamp(struct buf *b, struct stamp s)
{
    struct civil c = date_to_civil(date_of_instant(s.at));
    switch (s.precision) {
    case PRECISION_NONE:   break;
    case PRECISION_YEAR:   buf_printf(b, "%04d", c.year); break;
    case PRECISION_MONTH:  buf_printf(b, "%04d-%02d", c.year, c.month); break;
    case PRECISION_DAY:    date_put_day(b, date_of_instant(s.at)); break;
    case PRECISION_SECOND:
    case PRECISION_MS:     date_put_instant(b, s.at); break;
    }
}

instant date_now(void)
{
    int64_t seconds;
    if (str_int(str_of(getenv("SOURCE_DATE_EPOCH")), &seconds) && seconds >= 0
        && seconds < INT64_C(253402300800))
        return seconds * 1000;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (instant)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
