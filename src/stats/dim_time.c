/*
 * By month, quarter and year: every period from the first to the last, also those in
 * which nothing was; what has no date, or one that is not exact enough, stands
 * on the line "undated", which is not there when a period leaves it empty.
 */
#include "stats/dimension.h"

#include "intl/locale.h"

/* own: of all days from the first to the last, the period; the number of the first period. */
struct own { day first; uint32_t *period; int number; };

static int months_of(const struct axis *x)
{
    return x->dimension->detail[0] == 'y' ? 12 : x->dimension->detail[0] == 'q' ? 3 : 1;
}

static int number_of(const struct axis *x, day d)
{
    struct civil c = date_to_civil(d);
    return (c.year * 12 + c.month - 1) / months_of(x);
}

static struct group group_of(struct arena *a, const struct axis *x, int number)
{
    struct group g = { .always = true };
    int month = number * months_of(x), year = month / 12;
    if (months_of(x) == 12) {
        g.id = g.name = str_format(a, "%04d", year);
    } else if (months_of(x) == 3) {
        g.id = str_format(a, "%04d-Q%d", year, month % 12 / 3 + 1);
        g.name = say(a, question_words(x->question), TO_SAY("Q{1} {2}"),
                     str_format(a, "%d", month % 12 / 3 + 1), str_format(a, "%04d", year));
    } else {
        g.id = str_format(a, "%04d-%02d", year, month % 12 + 1);
        g.name = intl_month(a, str_of(x->question->lang), year, month % 12 + 1);
    }
    return g;
}

/* The window where it is closed, else what there is. */
static bool range(const struct axis *x, day *first, day *last)
{
    const struct question *q = x->question;
    if (x->facts->first > x->facts->last && !(q->has_from && q->has_to))
        return false;
    *first = q->has_from ? q->from : x->facts->first;
    *last = q->has_to ? q->to : x->facts->last;
    return true;
}

/* The days between the first and the last fact, once: a calendar for every fact would cost more. */
static void number_days(struct own *own, struct arena *a, const struct axis *x, int first_number)
{
    const struct facts *f = x->facts;
    size_t n = f->first > f->last ? 0 : (size_t)(f->last - f->first) + 1;
    own->first = f->first;
    own->period = NEW_N(a, uint32_t, n + 1);
    for (size_t i = 0; i < n; i++)
        own->period[i] = (uint32_t)(number_of(x, f->first + (day)i) - first_number);
}

static bool prepare(struct axis *x, struct arena *a, struct db *db, struct err *e)
{
    (void)db, (void)e;
    struct own *own = x->own = NEW(a, struct own);
    day first, last;
    x->has_line[LINE_UNDATED] = !question_has_window(x->question)
                                || (months_of(x) < 12 && x->facts->year_only > 0);
    if (!range(x, &first, &last))
        return true;
    for (int number = number_of(x, first); number <= number_of(x, last); number++)
        *vec_push(a, &x->groups) = group_of(a, x, number);
    own->number = number_of(x, first);
    number_days(own, a, x, own->number);
    return true;
}

static size_t place(const struct axis *x, const struct fact *f, uint32_t in[GROUPS_MOST],
                    enum line *line)
{
    const struct own *own = x->own;
    *line = LINE_UNDATED;
    if (fact_known(f) == KNOWN_NOT || (months_of(x) < 12 && fact_known(f) == KNOWN_YEAR))
        return 0;
    in[0] = own->period[fact_date(f) - own->first];
    return 1;
}

static day last_day(const struct axis *x, uint32_t group)
{
    const struct own *own = x->own;
    const struct question *q = x->question;
    int month = (own->number + (int)group + 1) * months_of(x);
    day last = date_of_civil((struct civil){ month / 12, month % 12 + 1, 1 }) - 1;
    return q->has_to && q->to < last ? q->to : last;
}

static bool is_known_to(str id, enum precision p)
{
    struct stamp s;
    return date_read_stamp(id, &s) && s.precision == p;
}

static bool is_year(str id) { return is_known_to(id, PRECISION_YEAR); }
static bool is_month(str id) { return is_known_to(id, PRECISION_MONTH); }

static bool is_quarter(str id)
{
    str year = str_cut(&id, '-');
    return is_year(year) && id.n == 2 && id.p[0] == 'Q' && id.p[1] >= '1' && id.p[1] <= '4';
}

#define BY_TIME(word, called, headed)                                                          \
    const struct dimension dimension_##word = {                                                \
        .name = #word, .id = #word, .noun = called, .title = headed, .name_title = headed,     \
        .help = #word ", also those in which nothing was",                                     \
        .lines = { [LINE_UNDATED] = TO_SAY("undated") }, .detail = #word,                      \
        .prepare = prepare, .place = place, .last_day = last_day, .could_be = is_##word,       \
    };
BY_TIME(month, TO_SAY("month"), TO_SAY("Month"))
BY_TIME(quarter, TO_SAY("quarter"), TO_SAY("Quarter"))
BY_TIME(year, TO_SAY("year"), TO_SAY("Year"))
