#include "import/cell.h"

#include "base/buf.h"

/* The form of a text: "9" for every digit, the rest as it is; cut at 40. */
static str shape_of(str s, char *room)
{
    size_t n = s.n < 40 ? s.n : 40;
    for (size_t i = 0; i < n; i++)
        room[i] = s.p[i] >= '0' && s.p[i] <= '9' ? '9' : s.p[i];
    return (str){ room, n };
}

static bool is_one_of(str shape, const char *const *list)
{
    for (; *list != NULL; list++)
        if (str_eq(shape, str_of(*list)))
            return true;
    return false;
}

/* 03/04/2024 and its kin, with / . or - between. */
static bool is_day_first_or_last(str shape)
{
    static const char *const list[] = {
        "99/99/9999", "9/9/9999", "99/9/9999", "9/99/9999", "99.99.9999", "9.9.9999", "99.9.9999",
        "9.99.9999", "99-99-9999", "9-9-9999", "9999/99/99", "9999/9/9", "9999.99.99", NULL
    };
    return is_one_of(shape, list) || (shape.n > 10 && is_one_of(str_head(shape, 10), list));
}

static bool is_two_digit_year(str shape)
{
    static const char *const list[] = {
        "99/99/99", "9/9/99", "99/9/99", "9/99/99", "99.99.99", "9.9.99", "99-99-99", NULL
    };
    return is_one_of(shape, list) || (shape.n > 8 && is_one_of(str_head(shape, 8), list)
                                      && (shape.p[8] == ' ' || shape.p[8] == ','));
}

/* Days since the end of 1899, as spreadsheets count them: 1954 to 2119. */
static bool is_serial(str s, str shape)
{
    int64_t whole = 0;
    size_t point = str_find(s, S("."));
    return shape.n >= 5 && shape.p[0] == '9' && str_int(str_head(s, point), &whole)
        && whole >= 20000 && whole <= 80000;
}

static bool is_iso_day(str shape)
{
    return shape.n >= 10 && str_eq(str_head(shape, 10), S("9999-99-99"))
        && (shape.n == 10 || shape.p[10] == ' ' || shape.p[10] == 'T');
}

static bool is_unix_time(str shape)
{
    return str_eq(shape, S("9999999999")) || str_eq(shape, S("9999999999999"));
}

static void refuse_serial(struct reader *r, int field, str s)
{
    int64_t days = 0;
    struct buf shown = buf_new(r->scratch);
    (void)str_int(str_head(s, str_find(s, S("."))), &days);
    date_put_day(&shown, (day)days - 25569);            /* 1970-01-01 is day 25569 */
    reader_refuse(r, field, "serial-date", "this looks like a spreadsheet's number of a day ("
                  STR_FMT ", if it counts from 1900); format the column as YYYY-MM-DD and save again, or let a "
                  "mapping say so (etalon map)",
                  STR_ARG(buf_str(&shown)));
}

static void refuse_date(struct reader *r, int field, str s)
{
    char room[40];
    str shape = shape_of(s, room);
    if (is_iso_day(shape) || (r->formats->dates != DATES_ISO && is_day_first_or_last(shape)))
        reader_refuse(r, field, "no-such-day", "there is no such day or time in the calendar; "
                      "correct it");
    else if (is_day_first_or_last(shape))
        reader_refuse(r, field, "ambiguous-date", "day and month can be taken for each other in "
                      "such dates; write them all as YYYY-MM-DD, or let a mapping say their order "
                      "(etalon map)");
    else if (is_two_digit_year(shape))
        reader_refuse(r, field, "ambiguous-date", "the century, and which part is the day, are not "
                      "said; write the date as YYYY-MM-DD, or let a mapping say both (etalon map)");
    else if (is_serial(s, shape))
        refuse_serial(r, field, s);
    else if (is_unix_time(shape))
        reader_refuse(r, field, "bad-date", "this looks like seconds since 1970; write it as a "
                      "date, for example 2024-03-31T23:30:00Z");
    else
        reader_refuse(r, field, "bad-date", "this is no date; write YYYY-MM-DD, or with a time "
                      "2024-03-31T23:30:00Z");
}

static bool needs_zone(const struct reader *r, struct cell c, struct err *e)
{
    struct buf at = buf_new(r->scratch);
    grid_put_place(&at, reader_place(r, c.field));
    return err_set(e, ERR_USAGE, STR_FMT ":" STR_FMT ": " STR_FMT " is a local time without a zone; say "
                   "where the clock hung, for example --zone Europe/Paris", STR_ARG(r->file),
                   STR_ARG(buf_str(&at)), STR_ARG(c.text));
}

static struct stamp doubled(struct reader *r, int field, instant local, instant first,
                            instant second)
{
    struct buf b = buf_new(r->scratch);
    date_put_instant(&b, first);
    buf_puts(&b, " or ");
    date_put_instant(&b, second);
    if (r->source->exported) {
        reader_warn(r, field, "doubled-time", "clocks in " STR_FMT " showed this time twice (" STR_FMT
                    "); only the day is taken", STR_ARG(zone_name(r->zone)), STR_ARG(buf_str(&b)));
        return (struct stamp){ date_to_instant(date_of_instant(local)), PRECISION_DAY };
    }
    reader_refuse(r, field, "doubled-time", "clocks in " STR_FMT " showed this time twice, when they "
                  "were put back; write " STR_FMT, STR_ARG(zone_name(r->zone)), STR_ARG(buf_str(&b)));
    return (struct stamp){ 0 };
}

static struct stamp in_zone(struct reader *r, int field, instant local)
{
    instant first, second;
    switch (zone_instant(r->zone, local, &first, &second)) {
    case ZONE_EXACT:
        return (struct stamp){ first, local % 1000 != 0 ? PRECISION_MS : PRECISION_SECOND };
    case ZONE_TWICE:
        return doubled(r, field, local, first, second);
    case ZONE_SKIPPED:
        break;
    }
    reader_refuse(r, field, "skipped-time", "no clock in " STR_FMT " ever showed this time: it was put "
                  "forward over it; correct it, or write it with its offset from UTC",
                  STR_ARG(zone_name(r->zone)));
    return (struct stamp){ 0 };
}

/* Before there were such courses, or still to come. */
static void warn_far(struct reader *r, int field, instant at)
{
    static const day first = 7305;        /* 1990-01-01 */
    if (at < date_to_instant(first))
        reader_warn(r, field, "odd-date", "this is before 1990; is it right?");
    else if (at > r->now + DAY_MS)
        reader_warn(r, field, "odd-date", "this lies in the future; is it right?");
}

static bool in_some_zone(struct reader *r, struct cell c, instant local, struct stamp *out,
                         struct err *e)
{
    if (r->zone == NULL)
        return needs_zone(r, c, e);
    *out = in_zone(r, c.field, local);
    return true;
}

static bool stamp_as_told(struct reader *r, struct cell c, struct stamp *out, struct err *e)
{
    instant t;
    switch (formats_date(r->formats, c.text, &t)) {
    case WRITTEN_DAY:
        *out = (struct stamp){ t, PRECISION_DAY };
        return true;
    case WRITTEN_LOCAL:
        return in_some_zone(r, c, t, out, e);
    case WRITTEN_NOT:
        break;
    }
    refuse_date(r, c.field, c.text);
    return true;
}

static void refuse_two_days(struct reader *r, int field, const struct longdate two[2])
{
    struct buf b = buf_new(r->scratch);
    date_put_day(&b, date_of_instant(two[0].local));
    buf_puts(&b, " or ");
    date_put_day(&b, date_of_instant(two[1].local));
    reader_refuse(r, field, "ambiguous-date", "in one language this is another day than in another: "
                  STR_FMT "; write the date as YYYY-MM-DD", STR_ARG(buf_str(&b)));
}

static bool stamp_in_words(struct reader *r, struct cell c, struct stamp *out, struct err *e)
{
    struct longdate read[2];
    switch (longdate_read(r->dates, c.text, read)) {
    case LONGDATE_ONE:
        if (read[0].has_time)
            return in_some_zone(r, c, read[0].local, out, e);
        *out = (struct stamp){ read[0].local, PRECISION_DAY };
        return true;
    case LONGDATE_SEVERAL:
        refuse_two_days(r, c.field, read);
        return true;
    case LONGDATE_NONE:
        break;
    }
    return stamp_as_told(r, c, out, e);
}

typedef bool (*last_resort)(struct reader *r, struct cell c, struct stamp *out, struct err *e);

static bool read_stamp(struct reader *r, struct cell c, last_resort otherwise, struct stamp *out,
                       struct err *e)
{
    day d;
    instant t;
    bool ok = true;
    *out = (struct stamp){ 0 };
    if (c.text.n == 0)
        return true;
    if (date_read_day(c.text, &d))
        *out = (struct stamp){ date_to_instant(d), PRECISION_DAY };
    else if (date_read_instant(c.text, &t))
        *out = (struct stamp){ t, t % 1000 != 0 ? PRECISION_MS : PRECISION_SECOND };
    else if (date_read_local(c.text, &t))
        ok = in_some_zone(r, c, t, out, e);
    else
        ok = otherwise(r, c, out, e);
    if (out->precision != PRECISION_NONE)
        warn_far(r, c.field, out->at);
    return ok;
}

bool cell_read_stamp(struct reader *r, struct cell c, struct stamp *out, struct err *e)
{
    return read_stamp(r, c, stamp_as_told, out, e);
}

/* --- numbers, countries --------------------------------------------------------------- */

static void refuse_number(struct reader *r, struct cell c, const char *code, const char *like)
{
    if (!r->formats->comma && str_find(c.text, S(",")) < c.text.n)
        reader_refuse(r, c.field, code, "write the number with a decimal point (%s), or let a mapping "
                      "say that it has a comma (etalon map)", like);
    else if (r->formats->comma && str_find(c.text, S(".")) < c.text.n)
        reader_refuse(r, c.field, code, "the mapping says that numbers have a decimal comma, this one "
                      "has a point");
    else
        reader_refuse(r, c.field, code, "this is no number; write one like %s", like);
}

bool cell_read_number(struct reader *r, struct cell c, const char *code, double *out)
{
    if (c.text.n == 0)
        return false;
    if (formats_number(r->formats, c.text, out))
        return true;
    refuse_number(r, c, code, r->formats->comma ? "2,5" : "2.5");
    return false;
}

/* Whether a "%" belongs behind the score, which it then loses. */
static bool without_percent(const struct formats *f, str *s)
{
    if (!str_ends(*s, S("%")))
        return true;
    *s = str_trim(str_head(*s, s->n - 1));
    return f->full_score == 100;
}

bool cell_read_share(struct reader *r, struct cell c, double *out)
{
    double x, full = r->formats->full_score > 0 ? r->formats->full_score : 1;
    str s = c.text;
    if (s.n == 0)
        return false;
    if (!without_percent(r->formats, &s))
        reader_refuse(r, c.field, "bad-score", "write the score as a share from 0 to 1: 0.85 for 85 %%; or let "
                      "a mapping say that scores are of 100 (etalon map)");
    else if (!formats_number(r->formats, s, &x))
        refuse_number(r, c, "bad-score", r->formats->comma ? "0,85" : "0.85");
    else if (x > full && full == 1)
        reader_refuse(r, c.field, "bad-score", "a score lies between 0 and 1; divide by the most that "
                      "could be reached, or let a mapping say what that is (etalon map)");
    else if (x > full)
        reader_refuse(r, c.field, "bad-score", "the mapping says that scores go up to %g; this is more",
                      full);
    else
        return *out = x / full, true;
    return false;
}

str cell_read_economy(struct reader *r, struct cell c, str scope)
{
    int field = c.field;
    if (c.text.n == 0)
        return S("");
    struct economy x = economy_resolve(r->economies, scope, c.text);
    if (x.answer == ECONOMY_ASK)
        reader_refuse(r, field, "ambiguous-country", "this can mean more than one economy (" STR_FMT
                      "); write the code of the one that is meant", STR_ARG(x.hint));
    else if (x.answer == ECONOMY_UNKNOWN && x.hint.n > 0)
        reader_refuse(r, field, "unknown-country", "nobody knows this spelling of a country; it "
                      "may be " STR_FMT "; write the code", STR_ARG(x.hint));
    else if (x.answer == ECONOMY_UNKNOWN)
        reader_refuse(r, field, "unknown-country", "nobody knows this spelling of a country; write "
                      "its code of two letters (ISO 3166-1), or leave it empty if it is not known");
    return x.code;
}

/* --- of a field ------------------------------------------------------------------------ */

struct cell cell_at(const struct reader *r, int field)
{
    return (struct cell){ field, reader_text(r, field) };
}

bool cell_stamp(struct reader *r, int field, struct stamp *out, struct err *e)
{
    return cell_read_stamp(r, cell_at(r, field), out, e);
}

bool cell_long_stamp(struct reader *r, int field, struct stamp *out, struct err *e)
{
    return read_stamp(r, cell_at(r, field), stamp_in_words, out, e);
}

/* Programs write no groups of digits. Dividing by 100 would miss the nearest double. */
static bool hundredths(struct arena *a, str s, double *out)
{
    static const struct formats comma = { .comma = true }, point = { 0 };
    double unused;
    if (!formats_number(&point, s, &unused) && !formats_number(&comma, s, &unused))
        return false;
    struct buf b = buf_new(a);
    for (size_t i = 0; i < s.n; i++)
        buf_byte(&b, s.p[i] == ',' ? '.' : s.p[i]);
    buf_puts(&b, "e-2");
    return str_real(buf_str(&b), out);
}

bool cell_percent(struct reader *r, int field, double *out)
{
    str s = reader_text(r, field), digits = str_trim(str_head(s, s.n > 0 ? s.n - 1 : 0));
    while (str_ends(digits, S("\xC2\xA0")))
        digits = str_head(digits, digits.n - 2);
    if (str_ends(s, S("%")) && hundredths(r->scratch, digits, out))
        return true;
    if (s.n > 0)
        reader_refuse(r, field, "bad-score", "this is no percentage, as others in this column are");
    return false;
}

bool cell_hundredths(struct reader *r, int field, double *out)
{
    str s = reader_text(r, field);
    if (hundredths(r->scratch, s, out))
        return true;
    if (s.n > 0)
        reader_refuse(r, field, "bad-score", "this is no number");
    return false;
}

bool cell_share(struct reader *r, int field, double *out)
{
    return cell_read_share(r, cell_at(r, field), out);
}

str cell_economy(struct reader *r, int field, str scope)
{
    return cell_read_economy(r, cell_at(r, field), scope);
}
