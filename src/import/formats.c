#include "import/formats.h"

#include <math.h>

/* --- pieces of a text ------------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void skip_blanks(str *s)
{
    while (s->n > 0 && s->p[0] == ' ')
        *s = str_from(*s, 1);
}

/* Up to `most` digits; how many in *digits. */
static bool take_number(str *s, size_t most, int *out, size_t *digits)
{
    size_t n = 0;
    int x = 0;
    while (n < s->n && n < most && is_digit(s->p[n]))
        x = 10 * x + (s->p[n++] - '0');
    if (n == 0 || (n < s->n && is_digit(s->p[n])))
        return false;
    *out = x;
    *digits = n;
    *s = str_from(*s, n);
    return true;
}

static bool take_byte(str *s, char c)
{
    if (s->n == 0 || s->p[0] != c)
        return false;
    *s = str_from(*s, 1);
    return true;
}

static bool take_word(str *s, str word)
{
    if (s->n < word.n || !str_eq_nocase(str_head(*s, word.n), word))
        return false;
    *s = str_from(*s, word.n);
    return true;
}

/* --- days and times ------------------------------------------------------------------ */

struct part { int value; size_t digits; };

/* Three numbers with the same one of . / - between them, blanks behind it. */
static bool take_parts(str *s, struct part *parts)
{
    char between = 0;
    for (int i = 0; i < 3; i++) {
        if (!take_number(s, 4, &parts[i].value, &parts[i].digits))
            return false;
        if (i == 2)
            break;
        if (s->n == 0 || (s->p[0] != '.' && s->p[0] != '/' && s->p[0] != '-')
            || (between != 0 && s->p[0] != between))
            return false;
        between = s->p[0];
        *s = str_from(*s, 1);
        skip_blanks(s);
    }
    return true;
}

/* 0 when two digits are not enough, or there are one or three. */
static int year_of(const struct formats *f, struct part x)
{
    if (x.digits == 4)
        return x.value;
    if (x.digits != 2 || f->first_year == 0)
        return 0;
    int century = f->first_year - f->first_year % 100;
    return x.value >= f->first_year % 100 ? century + x.value : century + 100 + x.value;
}

static bool take_day(const struct formats *f, str *s, day *out)
{
    static const struct { int year, month, day; } places[] = {
        [DATES_DMY] = { 2, 1, 0 }, [DATES_MDY] = { 2, 0, 1 }, [DATES_YMD] = { 0, 1, 2 },
    };
    struct part x[3];
    if (f->dates == DATES_ISO || !take_parts(s, x))
        return false;
    struct part month = x[places[f->dates].month], d = x[places[f->dates].day];
    struct civil c = { year_of(f, x[places[f->dates].year]), month.value, d.value };
    if (c.year == 0 || month.digits > 2 || d.digits > 2 || !date_is_real(c))
        return false;
    *out = date_of_civil(c);
    return true;
}

/* "2:05 PM" */
static bool in_half(str *s, int *hour)
{
    skip_blanks(s);
    bool morning = take_word(s, S("AM")), evening = !morning && take_word(s, S("PM"));
    if (!morning && !evening)
        return true;
    if (*hour < 1 || *hour > 12)
        return false;
    *hour = *hour % 12 + (evening ? 12 : 0);
    return true;
}

/* What stands behind a day: "14:05", ", 14:05:30", "T2:05 PM". */
static bool take_time(str *s, instant *out)
{
    int hour, minute, second = 0;
    size_t digits, two = 2;
    (void)take_byte(s, ',');
    skip_blanks(s);
    (void)take_byte(s, 'T');
    if (!take_number(s, 2, &hour, &digits) || !take_byte(s, ':')
        || !take_number(s, 2, &minute, &two) || two != 2)
        return false;
    if (take_byte(s, ':') && (!take_number(s, 2, &second, &two) || two != 2))
        return false;
    if (!in_half(s, &hour) || s->n > 0 || hour > 23 || minute > 59 || second > 59)
        return false;
    *out = ((hour * 60 + minute) * 60 + second) * (instant)1000;
    return true;
}

/* Spreadsheets count a day in 1900 that there was not: from March 1900 on it is as if
 * they counted from 1899-12-30. */
static enum written serial(const struct formats *f, str s, instant *at)
{
    static const day from_1900 = -25569, from_1904 = -24107;
    double x;
    if (f->serials == 0 || !formats_number(f, s, &x) || x < 61 || x > 2958465)
        return WRITTEN_NOT;
    instant ms = (instant)llround(x * 24 * 60 * 60) * 1000;
    *at = date_to_instant(f->serials == 1904 ? from_1904 : from_1900) + ms;
    return ms % DAY_MS == 0 ? WRITTEN_DAY : WRITTEN_LOCAL;
}

enum written formats_date(const struct formats *f, str s, instant *at)
{
    day d;
    instant time;
    str rest = s;
    if (!take_day(f, &rest, &d))
        return serial(f, s, at);
    if (rest.n == 0)
        return *at = date_to_instant(d), WRITTEN_DAY;
    if (!take_time(&rest, &time))
        return WRITTEN_NOT;
    *at = date_to_instant(d) + time;
    return WRITTEN_LOCAL;
}

/* --- numbers ------------------------------------------------------------------------- */

bool formats_number(const struct formats *f, str s, double *out)
{
    char room[24], sign = f->comma ? ',' : '.';
    size_t signs = 0, digits = 0;
    if (s.n == 0 || s.n >= sizeof room)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        bool decimal = s.p[i] == sign;
        if (!decimal && !is_digit(s.p[i]))
            return false;
        signs += decimal;
        digits += !decimal;
        room[i] = decimal ? '.' : s.p[i];
    }
    return digits > 0 && signs <= 1 && str_real((str){ room, s.n }, out);
}
