#include "grid/value.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"

/* ------------------------------------------------------------ numbers */

/* Most numbers stand there as they are to be shown: at most 15 digits, no zero too many. */
static bool is_as_shown(str s)
{
    size_t from = s.n > 0 && s.p[0] == '-', point = s.n;
    if (s.n == from || s.n > 16 || s.p[s.n - 1] == '.')
        return false;
    for (size_t i = from; i < s.n; i++) {
        if (s.p[i] == '.' && point == s.n && i > from)
            point = i;
        else if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    }
    bool zero_first = s.p[from] == '0' && (point < s.n ? point != from + 1 : s.n > 1);
    bool zero_last = point < s.n && s.p[s.n - 1] == '0';
    return !zero_last && !zero_first && s.n - (point < s.n) <= 15;
}

/* 15 digits and a power of ten as a plain decimal: "1234" and 2 is 123.4. */
static void put_digits(struct buf *b, const char *digits, size_t n, int point)
{
    while (n > 1 && digits[n - 1] == '0')
        n--;
    if (point <= 0) {
        buf_puts(b, "0.");
        buf_fill(b, '0', (size_t)-point);
        buf_put(b, (str){ digits, n });
    } else if ((size_t)point >= n) {
        buf_put(b, (str){ digits, n });
        buf_fill(b, '0', (size_t)point - n);
    } else {
        buf_put(b, (str){ digits, (size_t)point });
        buf_byte(b, '.');
        buf_put(b, (str){ digits + point, n - (size_t)point });
    }
}

static void put_real(struct buf *b, double x)
{
    char text[40], digits[16];
    snprintf(text, sizeof text, "%.14e", fabs(x));       /* d.dddddddddddddde+XX */
    digits[0] = text[0];
    memcpy(digits + 1, text + 2, 14);
    int64_t exponent = 0;
    str power = str_from(str_of(text), 17);
    (void)str_int(power.p[0] == '+' ? str_from(power, 1) : power, &exponent);
    if (x < 0)
        buf_byte(b, '-');
    put_digits(b, digits, 15, (int)exponent + 1);
}

bool value_put_number(struct buf *b, str text)
{
    double x;
    text = str_trim(text);
    if (is_as_shown(text))
        return buf_put(b, text), true;
    if (!str_real(text, &x) || !isfinite(x))
        return false;
    if (x == 0)
        buf_byte(b, '0');
    else if (fabs(x) < 9007199254740992.0 && x == trunc(x))
        buf_int(b, (int64_t)x);
    else
        put_real(b, x);
    return true;
}

/* ------------------------------------------------------------ number formats */

struct seen { bool day, month, time, elapsed; };

static bool is_letter(char c, const char *of)
{
    return c != 0 && strchr(of, c) != NULL;
}

/* [h], [mm]: more than a day of them; [Red], [$-409], [>100] are no date. */
static size_t bracket(str s, struct seen *seen)
{
    size_t end = str_find(s, S("]"));
    str inside = str_head(str_from(s, 1), end > 0 ? end - 1 : 0);
    bool elapsed = inside.n > 0;
    for (size_t i = 0; i < inside.n; i++)
        elapsed = elapsed && is_letter(inside.p[i], "hHmMsS");
    seen->elapsed |= elapsed;
    return end < s.n ? end + 1 : s.n;
}

/* Bytes of the piece that stands first; what it says goes to *seen. */
static size_t piece(str s, struct seen *seen)
{
    char c = s.p[0];
    if (c == '"')
        return 2 + str_find(str_from(s, 1), S("\""));
    if (c == '\\' || c == '_' || c == '*')
        return 2;
    if (c == '[')
        return bracket(s, seen);
    if (s.n >= 7 && str_eq_nocase(str_head(s, 7), S("general")))
        return 7;
    if (is_letter(c, "eE") && s.n > 1 && (s.p[1] == '+' || s.p[1] == '-'))
        return 2;
    seen->day |= is_letter(c, "dDyYeEgG");
    seen->month |= is_letter(c, "mM");
    seen->time |= is_letter(c, "hHsS");
    return 1;
}

enum value_kind value_kind_of_format(str code)
{
    struct seen seen = { 0 };
    for (size_t at = 0; at < code.n && code.p[at] != ';'; )       /* the part for positive numbers */
        at += piece(str_from(code, at), &seen);
    if (seen.elapsed)
        return VALUE_DURATION;
    if (seen.day || (seen.month && !seen.time))
        return seen.time ? VALUE_DAY_AND_TIME : VALUE_DAY;
    return seen.time ? VALUE_TIME : VALUE_NUMBER;
}

enum value_kind value_kind_of_builtin(int64_t id)
{
    static const struct { int from, to; enum value_kind kind; } kinds[] = {
        { 14, 17, VALUE_DAY }, { 18, 21, VALUE_TIME }, { 22, 22, VALUE_DAY_AND_TIME },
        { 27, 31, VALUE_DAY }, { 32, 35, VALUE_TIME }, { 36, 36, VALUE_DAY },
        { 45, 45, VALUE_TIME }, { 46, 46, VALUE_DURATION }, { 47, 47, VALUE_TIME },
        { 50, 54, VALUE_DAY }, { 55, 56, VALUE_TIME }, { 57, 58, VALUE_DAY },
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (id >= kinds[i].from && id <= kinds[i].to)
            return kinds[i].kind;
    return VALUE_NUMBER;
}

/* ------------------------------------------------------------ dates */

enum { LAST_DAY = 2958465, LEAP_DAY_1900 = 60 };       /* 9999-12-31 */

static void put_time(struct buf *b, int64_t ms)
{
    buf_printf(b, "%02d:%02d:%02d", (int)(ms / 3600000), (int)(ms / 60000 % 60), (int)(ms / 1000 % 60));
    if (ms % 1000 != 0)
        buf_printf(b, ".%03d", (int)(ms % 1000));
}

static void put_day(struct buf *b, int64_t days, bool from_1904)
{
    if (from_1904)
        date_put_day(b, date_of_civil((struct civil){ 1904, 1, 1 }) + (day)days);
    else if (days == 0)
        buf_puts(b, "1900-01-00");
    else if (days == LEAP_DAY_1900)
        buf_puts(b, "1900-02-29");
    else
        date_put_day(b, date_of_civil((struct civil){ 1899, 12, 30 })
                        + (day)days + (days < LEAP_DAY_1900));
}

bool value_put_date(struct buf *b, str text, enum value_kind kind, bool from_1904)
{
    double x;
    int64_t days, ms;
    text = str_trim(text);
    if (text.n < 8 && str_int(text, &days))
        ms = days * DAY_MS;
    else if (str_real(text, &x) && x >= 0 && x < LAST_DAY + 1)
        ms = llround(x * DAY_MS);
    else
        return false;
    days = ms / DAY_MS;
    bool only_time = kind == VALUE_DURATION || (kind == VALUE_TIME && days == 0);
    if (ms < 0 || (!only_time && days > LAST_DAY - (from_1904 ? 1462 : 0)))
        return false;
    if (!only_time)
        put_day(b, days, from_1904);
    if (!only_time && (ms % DAY_MS != 0 || kind == VALUE_DAY_AND_TIME))
        buf_byte(b, 'T');
    if (only_time)
        put_time(b, ms);
    else if (ms % DAY_MS != 0 || kind == VALUE_DAY_AND_TIME)
        put_time(b, ms % DAY_MS);
    return true;
}

void value_put_moment(struct buf *b, str text)
{
    size_t point = str_find(text, S("."));
    instant at;
    double fraction;
    if (point == text.n || !date_read_local(str_head(text, point), &at)
        || !str_real(str_cat(b->arena, S("0"), str_from(text, point)), &fraction)) {
        buf_put(b, text);
        return;
    }
    at += llround(fraction * 1000);
    day d = date_of_instant(at);
    date_put_day(b, d);
    buf_byte(b, 'T');
    put_time(b, at - date_to_instant(d));
}

/* A number in front of the letter; nothing when another letter comes first. */
static bool take_count(str *s, char letter, double *out)
{
    size_t n = 0;
    while (n < s->n && ((s->p[n] >= '0' && s->p[n] <= '9') || s->p[n] == '.'))
        n++;
    if (n == s->n || s->p[n] != letter)
        return n < s->n || n == 0;        /* digits without a letter */
    if (!str_real(str_head(*s, n), out))
        return false;
    *s = str_from(*s, n + 1);
    return true;
}

bool value_put_duration(struct buf *b, str text)
{
    double hours = 0, minutes = 0, seconds = 0;
    if (!str_starts(text, S("PT")))
        return false;
    str rest = str_from(text, 2);
    if (!take_count(&rest, 'H', &hours) || !take_count(&rest, 'M', &minutes)
        || !take_count(&rest, 'S', &seconds) || rest.n > 0)
        return false;
    double ms = hours * 3600000 + minutes * 60000 + seconds * 1000;
    if (!(ms < 1e13))
        return false;
    put_time(b, llround(ms));
    return true;
}
