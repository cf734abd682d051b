/*
 * stats: the words of the command line become a question, its answer a report.
 */
#include <stddef.h>
#include <string.h>

#include "cli/command.h"
#include "stats/stats.h"
#include "tracker/tracker.h"

struct stats_args {
    struct opt_list by;
    struct opt_day from, to, as_of;
    const char *course, *zone, *basis, *within;
    bool associates;
};

static const char *dimension_choice(size_t i)
{
    const struct dimension *d = dimension_at(i);
    return d ? d->name : NULL;
}

static const char *basis_choice(size_t i)
{
    static const char *const basis[] = { "event", "as-of", NULL };
    return basis[i];
}

#define AT(member) offsetof(struct stats_args, member)
static const struct opt options[] = {
    { 0, "by", "DIM,DIM", OPT_LIST, AT(by), "break down by these, the later within the earlier",
      dimension_choice },
    { 0, "from", "DAY", OPT_DAY, AT(from), "the first day of the period", NULL },
    { 0, "to", "DAY", OPT_DAY, AT(to), "the last day of the period", NULL },
    { 0, "as-of", "DAY", OPT_DAY, AT(as_of), "count nothing that happened after this day", NULL },
    { 0, "basis", "WHEN", OPT_ONE_OF, AT(basis),
      "economies and memberships as on the day of the event (the default) or as of one day",
      basis_choice },
    { 0, "course", "CODE", OPT_TEXT, AT(course), "only of this course", NULL },
    { 0, "within", "DAYS", OPT_TEXT, AT(within),
      "for rates: completed within so many days of the registration", NULL },
    { 0, "zone", "TZ", OPT_TEXT, AT(zone),
      "the time zone whose days and months are meant, as Europe/Paris; else UTC", NULL },
    { 0, "associates", NULL, OPT_FLAG, AT(associates),
      "count associate members of an RMO as well", NULL },
};

static bool read_within(const struct stats_args *args, struct question *q, struct err *e)
{
    enum { MOST = 100000 };
    if (args->within == NULL)
        return true;
    q->has_horizon = str_int(str_of(args->within), &q->horizon)
                     && q->horizon >= 0 && q->horizon <= MOST;
    return q->has_horizon
        || err_set(e, ERR_USAGE, "--within needs a number of days, not \"%s\"", args->within);
}

static bool read_by(const struct stats_args *args, struct question *q, struct err *e)
{
    if (args->by.n > BY_MOST)
        return err_set(e, ERR_USAGE, "--by takes at most %d dimensions", BY_MOST);
    for (size_t i = 0; i < args->by.n; i++)
        if ((q->by[q->nby++] = dimension_named(str_of(args->by.v[i]), e)) == NULL)
            return false;
    return true;
}

static bool read_question(const struct stats_args *args, struct question *q, struct err *e)
{
    q->has_from = args->from.given;
    q->from = args->from.day;
    q->has_to = args->to.given;
    q->to = args->to.day;
    q->has_as_of = args->as_of.given;
    q->as_of = args->as_of.day;
    q->today = date_of_instant(date_now());
    q->basis = args->basis && strcmp(args->basis, "as-of") == 0 ? BASIS_AS_OF : BASIS_EVENT;
    q->course = args->course;
    q->zone = args->zone;
    q->associates = args->associates;
    return read_by(args, q, e) && read_within(args, q, e) && stats_check(q, e);
}

static bool answer(struct run *r, const struct question *q)
{
    struct tracker *t = run_tracker(r, TRACKER_READ);
    if (t == NULL)
        return false;
    const struct table *table = stats_table(r->arena, tracker_db(t), q, &r->err);
    bool ok = table != NULL && run_report(r, report_of_table(table));
    tracker_close(t);
    return ok;
}

static str first_sentence(str s)
{
    size_t n = str_find(s, S(". "));
    return str_head(s, n == s.n ? n : n + 1);
}

/* The measures, and below them what they can be broken down by. */
static bool list(struct run *r)
{
    struct table *t = table_new(r->arena, S("Measures"));
    table_column(t, S("measure"), S("Measure"), UNIT_NONE);
    table_column(t, S("unit"), S("Unit"), UNIT_NONE);
    table_column(t, S("definition"), S("What it is"), UNIT_NONE);
    for (struct measure m = { 0 }; measure_next(r->arena, &m);) {
        table_add(t, val_text(m.name));
        table_add(t, val_text(m.columns.v[0].unit));
        table_add(t, val_text(first_sentence(m.definition)));
    }
    const struct dimension *d;
    for (size_t i = 0; (d = dimension_at(i)) != NULL; i++)
        table_note(t, str_format(r->arena, "--by %s: %s", d->name, d->help));
    table_note(t, S("etalon explain MEASURE says all about one."));
    return run_report(r, report_of_table(t));
}

static bool stats(struct run *r, void *args, char **rest)
{
    struct measure m = { 0 };
    struct question q = { .measure = &m, .progress = &r->progress };
    if (!run_words(r, rest, 0, 1, "a measure"))
        return false;
    if (rest[0] == NULL)
        return list(r);
    r->progress.what = "counting";
    r->progress.unit = "rows";
    return measure_named(r->arena, str_of(rest[0]), &m, &r->err)
        && read_question(args, &q, &r->err) && answer(r, &q);
}

const struct command command_stats = {
    .name = "stats",
    .usage = "[MEASURE] [--by DIM,DIM] [--from DAY] [--to DAY] [--as-of DAY] [--course CODE]",
    .summary = "count participants, completions and more, by economy, RMO, course, time",
    .uses = USES_DB | USES_FORMAT | USES_OUTPUT,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct stats_args),
    .run = stats,
};
