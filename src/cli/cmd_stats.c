/*
 * stats: the words of the command line become a question, its answer a report.
 */
#include <stddef.h>

#include "chart/wish.h"
#include "cli/command.h"
#include "stats/dimension.h"
#include "stats/explain.h"
#include "stats/rows.h"
#include "stats/stats.h"
#include "stats/words.h"
#include "tracker/office.h"

struct stats_args {
    struct opt_list by, course, economy, group;
    const char *from, *to, *as_of, *known_as_of, *zone, *basis, *within, *lang, *chart, *public, *round;
    const char *cell;
    bool rows, explain;
    bool associates, members_only, fractional, primary;
};

static const char *basis_choice(size_t i)
{
    static const char *const basis[] = { "event", "as-of", NULL };
    return basis[i];
}

#define AT(member) offsetof(struct stats_args, member)
static const struct opt options[] = {
    { 0, "by", "DIM,DIM", OPT_LIST, AT(by), "break down by these, the later within the earlier",
      NULL },
    { 0, "from", "DAY", OPT_TEXT, AT(from), "the first day of the period", NULL },
    { 0, "to", "DAY", OPT_TEXT, AT(to), "the last day of the period", NULL },
    { 0, "as-of", "DAY", OPT_TEXT, AT(as_of), "count nothing that happened after this day", NULL },
    { 0, "known-as-of", "INSTANT", OPT_TEXT, AT(known_as_of),
      "as the store knew it then; a day: at its end", NULL },
    { 0, "basis", "WHEN", OPT_ONE_OF, AT(basis),
      "economies and memberships as on the day of the event (the default) or as of one day",
      basis_choice },
    { 0, "course", "CODE", OPT_AGAIN, AT(course), "only of this course; given again, of any of them", NULL },
    { 0, "economy", "CODE,CODE", OPT_LIST, AT(economy), "only of these economies", NULL },
    { 0, "group", "SCHEME:CODE", OPT_LIST, AT(group), "only of economies in any of these groups, as RMO:SIM", NULL },
    { 0, "within", "DAYS", OPT_TEXT, AT(within),
      "for rates: completed within so many days of the registration", NULL },
    { 0, "zone", "TZ", OPT_TEXT, AT(zone),
      "the time zone whose days and months are meant, as Europe/Paris; else UTC", NULL },
    { 0, "associates", NULL, OPT_FLAG, AT(associates),
      "count associate members of an RMO as well", NULL },
    { 0, "members-only", NULL, OPT_FLAG, AT(members_only), "count nothing but full members of any group", NULL },
    { 0, "fractional", NULL, OPT_FLAG, AT(fractional), "who is in m groups counts 1/m in each of them", NULL },
    { 0, "primary", NULL, OPT_FLAG, AT(primary), "an economy counts in its primary group only", NULL },
    { 0, "public", "K", OPT_MAYBE, AT(public),
      "hide counts of persons below K (5), and what tells them; periods are whole quarters", NULL },
    { 0, "round", "N", OPT_TEXT, AT(round), "instead, round counts of persons to multiples of N (5 or 10)", NULL },
    { 0, "lang", "LANG", OPT_ONE_OF, AT(lang),
      "the language of titles, names and notes: en, fr or es", say_language },
    { 0, "chart", "KIND", OPT_ONE_OF, AT(chart),
      "draw it: auto, or the kind of chart", chart_choice },
    { 0, "explain", NULL, OPT_FLAG, AT(explain),
      "definition, parameters, reference data, state of the store and query instead of the answer", NULL },
    { 0, "rows", NULL, OPT_FLAG, AT(rows),
      "the records behind the total, or behind --cell, each with its file and line", NULL },
    { 0, "cell", "DIM=ID,DIM=ID", OPT_TEXT, AT(cell), "of --rows: a line of the answer by its ids, as rmo=SIM",
      NULL },
};

static bool give_list(struct run *r, const struct opt *o, const struct opt_list *list, struct question *q)
{
    for (size_t i = 0; i < list->n; i++)
        if (!question_word(q, r->arena, str_of(o->name), str_of(list->v[i]), "--", &r->err))
            return false;
    return true;
}

static bool is_word(const struct opt *o)
{
    static const size_t own[] = { AT(chart), AT(explain), AT(rows), AT(cell), AT(known_as_of) };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (o->offset == own[i])
            return false;
    return true;
}

/* Every option is a word of the question, but those that say what is shown of it. */
static bool give_words(struct run *r, void *args, struct question *q)
{
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        const struct opt *o = &options[i];
        if (!is_word(o))
            continue;
        void *at = (char *)args + o->offset;
        const char *value = o->type == OPT_FLAG ? *(bool *)at ? "yes" : NULL : *(const char **)at;
        if (o->type == OPT_LIST || o->type == OPT_AGAIN ? !give_list(r, o, at, q)
            : value && !question_word(q, r->arena, str_of(o->name), str_of(value), "--", &r->err))
            return false;
    }
    return true;
}

static bool read_question(struct run *r, void *args, struct question *q)
{
    const struct stats_args *x = args;
    q->has_known_as_of = x->known_as_of != NULL;
    if (q->has_known_as_of && !tracker_read_known(str_of(x->known_as_of), &q->known_as_of, &r->err))
        return false;
    q->today = date_of_instant(q->has_known_as_of ? q->known_as_of : date_now());
    return give_words(r, args, q) && stats_check(q, &r->err);
}

static bool show(struct run *r, const struct table *t, const char *kind)
{
    if (kind == NULL)
        return run_report(r, report_of_table(t));
    const struct chart *c = chart_wish(r->arena, t, str_of(kind), &r->err);
    struct report *report = report_new(r->arena, S(""));
    report->lang = t->lang;
    if (c != NULL)
        report_chart(report, c);
    return c != NULL && run_report(r, report);
}

static bool explain(struct run *r, struct db *db, const struct question *q)
{
    struct report *report = report_new(r->arena, q->measure->title);
    return stats_explain(report, db, q, &r->err) && run_report(r, report);
}

static bool list_rows(struct run *r, struct db *db, const struct question *q, const char *cell)
{
    r->personal = true;
    const struct table *t = stats_rows(r->arena, db, q, cell ? str_of(cell) : S(""), &r->err);
    return t != NULL && run_report(r, report_of_table(t));
}

static bool count(struct run *r, struct db *db, const struct question *q, const char *kind)
{
    struct table *t = stats_table(r->arena, db, q, &r->err);
    if (t != NULL)
        stats_pointer(t, q);
    return t != NULL && show(r, t, kind);
}

static bool check_shown(const struct stats_args *args, struct err *e)
{
    if (args->cell != NULL && !args->rows)
        return err_set(e, ERR_USAGE, "--cell says which records --rows lists; add --rows");
    if (args->rows && args->public != NULL)
        return err_set(e, ERR_USAGE, "--rows lists records of persons, which are not to be published; leave "
                       "out --public or --rows");
    if (args->explain + args->rows + (args->chart != NULL) > 1)
        return err_set(e, ERR_USAGE, "--explain, --rows and --chart are three answers; ask for one of them");
    return true;
}

/* --public without a number means that of the office. */
static bool choose_threshold(struct db *db, struct question *q, const struct stats_args *args, struct err *e)
{
    const struct choice *c = choice_named(S("public-threshold"), e);
    int64_t k = q->public_k;
    bool is_said = args->public == NULL || !str_eq(str_of(args->public), S("yes"));
    bool ok = is_said || (c != NULL && choice_read(db, c, &k, e));
    q->public_k = (int)k;
    return ok;
}

static bool answer(struct run *r, struct question *q, const struct stats_args *args)
{
    struct tracker *t = q->has_known_as_of ? tracker_open_as_known(r->db, q->known_as_of, &r->err)
                                           : run_tracker(r, TRACKER_READ);
    if (t == NULL)
        return false;
    struct db *db = tracker_db(t);
    bool ok = choose_threshold(db, q, args, &r->err)
        && (args->explain ? explain(r, db, q) : args->rows ? list_rows(r, db, q, args->cell) : count(r, db, q, args->chart));
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
    table_note(t, S("--by group:SCHEME: any other way of grouping that etalon economies schemes lists"));
    table_note(t, S("etalon explain MEASURE says all about one."));
    return run_report(r, report_of_table(t));
}

static bool stats(struct run *r, void *args, char **rest)
{
    const struct stats_args *own = args;
    struct measure m = { 0 };
    struct question q = { .measure = &m, .progress = &r->progress };
    if (!run_words(r, rest, 0, 1, "a measure"))
        return false;
    if (!check_shown(own, &r->err))
        return false;
    if (rest[0] == NULL && (own->rows || own->explain || own->chart || own->public || own->by.n > 0))
        return err_set(&r->err, ERR_USAGE, "what is to be counted? the name of a measure stands before the options, "
                       "as in: etalon stats participants --by rmo; \"etalon stats\" lists all of them");
    if (rest[0] == NULL)
        return list(r);
    r->progress.what = "counting";
    r->progress.unit = "rows";
    if (!measure_named(r->arena, str_of(rest[0]), &m, &r->err) || !read_question(r, args, &q))
        return false;
    measure_speak(&m, str_of(q.lang));
    return answer(r, &q, own);
}

const struct command command_stats = {
    .name = "stats",
    .usage = "[MEASURE] [--by DIM,DIM] [--from DAY] [--to DAY] [--as-of DAY] [--course CODE]",
    .summary = "count participants, completions and more, by economy, RMO, course, time",
    .uses = USES_DB | USES_FORMAT | USES_TABLES | USES_OUTPUT,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct stats_args),
    .run = stats,
};
