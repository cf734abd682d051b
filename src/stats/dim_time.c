/*
 * By month and by year: every period from the first to the last, also those in
 * which nothing was; what has no date, or one that is not exact enough, stands
 * on the line "undated", which is not there when a period leaves it empty.
 */
#include "stats/dimension.h"

#include "intl/locale.h"

struct own { int first; bool by_month; };

static int number_of(const struct own *own, day d)
{
    struct civil c = date_to_civil(d);
    return own->by_month ? c.year * 12 + c.month - 1 : c.year;
}

static struct group group_of(struct arena *a, const struct own *own, str lang, int number)
{
    if (!own->by_month) {
        str year = str_format(a, "%04d", number);
        return (struct group){ .id = year, .name = year, .always = true };
    }
    return (struct group){
        .id = str_format(a, "%04d-%02d", number / 12, number % 12 + 1),
        .name = intl_month(a, lang, number / 12, number % 12 + 1),
        .always = true,
    };
}

/* The window where it is closed, else what there is. */
static bool range(const struct axis *x, const struct facts *facts, day *first, day *last)
{
    const struct question *q = x->question;
    if (facts->first > facts->last && !(q->has_from && q->has_to))
        return false;
    *first = q->has_from ? q->from : facts->first;
    *last = q->has_to ? q->to : facts->last;
    return true;
}

static bool prepare(struct axis *x, struct arena *a, bool by_month, const struct facts *facts)
{
    struct own *own = x->own = NEW(a, struct own);
    day first, last;
    own->by_month = by_month;
    x->has_line[LINE_UNDATED] = !question_has_window(x->question)
                                || (by_month && facts->year_only > 0);
    if (!range(x, facts, &first, &last))
        return true;
    own->first = number_of(own, first);
    for (int number = own->first; number <= number_of(own, last); number++)
        *vec_push(a, &x->groups) = group_of(a, own, str_of(x->question->lang), number);
    return true;
}

static bool prepare_months(struct axis *x, struct arena *a, struct db *db,
                           const struct facts *facts, struct err *e)
{
    (void)db, (void)e;
    return prepare(x, a, true, facts);
}

static bool prepare_years(struct axis *x, struct arena *a, struct db *db,
                          const struct facts *facts, struct err *e)
{
    (void)db, (void)e;
    return prepare(x, a, false, facts);
}

static size_t place(const struct axis *x, const struct fact *f, uint32_t in[GROUPS_MOST],
                    enum line *line)
{
    const struct own *own = x->own;
    *line = LINE_UNDATED;
    if (f->known == KNOWN_NOT || (own->by_month && f->known == KNOWN_YEAR))
        return 0;
    in[0] = (uint32_t)(number_of(own, f->date) - own->first);
    return 1;
}

const struct dimension dimension_month = {
    .name = "month", .id = "month", .noun = TO_SAY("month"),
    .title = TO_SAY("Month"), .name_title = TO_SAY("Month"),
    .help = "month, also those in which nothing was",
    .lines = { [LINE_UNDATED] = TO_SAY("undated") },
    .prepare = prepare_months, .place = place,
};

const struct dimension dimension_year = {
    .name = "year", .id = "year", .noun = TO_SAY("year"),
    .title = TO_SAY("Year"), .name_title = TO_SAY("Year"),
    .help = "year, also those in which nothing was",
    .lines = { [LINE_UNDATED] = TO_SAY("undated") },
    .prepare = prepare_years, .place = place,
};
