/*
 * report: a text file and the store become a report.
 */
#include <stddef.h>
#include <string.h>

#include "base/fs.h"
#include "base/say.h"
#include "cli/reported.h"
#include "report/built_in.h"

struct report_args {
    bool list, record, runs;
    const char *show, *from, *to, *as_of, *zone, *rmo, *course, *lang, *verify, *known_as_of, *public, *round;
    struct opt_list set;
};

static const char *language_choice(size_t i)
{
    return say_language(i);
}

#define AT(member) offsetof(struct report_args, member)
static const struct opt options[] = {
    { 0, "from", "DAY", OPT_TEXT, AT(from), "the first day of the period", NULL },
    { 0, "to", "DAY", OPT_TEXT, AT(to), "the last day of the period", NULL },
    { 0, "as-of", "DAY", OPT_TEXT, AT(as_of), "count nothing that happened after this day", NULL },
    { 0, "known-as-of", "INSTANT", OPT_TEXT, AT(known_as_of),
      "from what was known then: an instant like 2024-03-31T12:00:00Z, or a day, its end", NULL },
    { 0, "zone", "TZ", OPT_TEXT, AT(zone),
      "the time zone whose days and months are meant, as Europe/Paris; else UTC", NULL },
    { 0, "public", "K", OPT_MAYBE, AT(public), "hide counts of persons below K (5), and what tells them", NULL },
    { 0, "round", "N", OPT_TEXT, AT(round), "instead, round counts of persons to multiples of N (5 or 10)", NULL },
    { 0, "lang", "LANG", OPT_ONE_OF, AT(lang), "the language", language_choice },
    { 0, "rmo", "CODE", OPT_TEXT, AT(rmo), "the same as --set rmo=CODE", NULL },
    { 0, "course", "CODE", OPT_TEXT, AT(course), "the same as --set course=CODE", NULL },
    { 0, "set", "NAME=VALUE", OPT_LIST, AT(set), "the value of a parameter of the report", NULL },
    { 0, "list", NULL, OPT_FLAG, AT(list), "list the reports that come with etalon", NULL },
    { 0, "show", "NAME", OPT_TEXT, AT(show), "print the text of one, to begin one's own from", NULL },
    { 0, "record", NULL, OPT_FLAG, AT(record), "record the report although it is not written to a file", NULL },
    { 0, "runs", NULL, OPT_FLAG, AT(runs), "list the reports that were recorded", NULL },
    { 0, "verify", "RUN", OPT_TEXT, AT(verify),
      "make a recorded report again, from what was known then, and say whether it is the same", NULL },
};

/* --- which report -------------------------------------------------------------------------- */

static str lang_of(const struct report_args *args)
{
    return args->lang ? str_of(args->lang) : S("en");
}

static bool is_path(str name)
{
    return str_find(name, S("/")) < name.n || fs_suffix_of(name).n > 0 || fs_kind(name.p) == FS_FILE;
}

static bool find_text(struct run *r, const struct report_args *args, const char *word, str *name, str *text)
{
    enum { MOST = 1024 * 1024 };
    struct asset file;
    *name = str_of(word);
    if (is_path(*name))
        return fs_read(r->arena, word, MOST, text, &r->err);
    if (!built_in_named(r->arena, *name, lang_of(args), &file, &r->err))
        return false;
    *text = file.bytes;
    return true;
}

static bool show(struct run *r, const struct report_args *args)
{
    struct asset file;
    if (r->table)
        return err_set(&r->err, ERR_USAGE, "report --show has no option --table; it shows what makes the tables");
    return built_in_named(r->arena, str_of(args->show), lang_of(args), &file, &r->err) && run_put(r, file.bytes);
}

static bool list(struct run *r, const struct report_args *args)
{
    struct table *t = table_new(r->arena, S("Reports"));
    str name;
    table_column(t, S("report"), S("Report"), UNIT_NONE);
    table_column(t, S("about"), S("What it tells"), UNIT_NONE);
    for (size_t i = 0; built_in_next(&i, &name);) {
        struct asset file;
        struct template template;
        if (!built_in_named(r->arena, name, lang_of(args), &file, &r->err)
            || !template_read(&template, r->arena, name, file.bytes, &r->diags))
            return false;
        table_add(t, val_text(name));
        table_add(t, val_text(template.about));
    }
    table_note(t, S("etalon report NAME makes one; etalon report --show NAME prints its text, to begin your own from."));
    return run_report(r, report_of_table(t));
}

/* --- making it ------------------------------------------------------------------------------- */

static void give(struct run *r, settings *list, const char *name, const char *value)
{
    if (value)
        *vec_push(r->arena, list) = (struct setting){ .name = str_of(name), .value = str_of(value) };
}

static bool read_parameters(struct run *r, const struct report_args *args, settings *out)
{
    give(r, out, "rmo", args->rmo);
    give(r, out, "course", args->course);
    for (size_t i = 0; i < args->set.n; i++) {
        str rest = str_of(args->set.v[i]), name = str_cut(&rest, '=');
        if (rest.p == NULL)
            return err_set(&r->err, ERR_USAGE, "--set needs NAME=VALUE, not \"%s\"", args->set.v[i]);
        *vec_push(r->arena, out) = (struct setting){ .name = name, .value = rest };
    }
    return true;
}

static bool read_known(const struct report_args *args, struct report_job *job, struct err *e)
{
    job->has_known_as_of = args->known_as_of != NULL;
    job->how.known_as_of = job->has_known_as_of ? &job->known_as_of : NULL;
    if (job->has_known_as_of && !tracker_read_known(str_of(args->known_as_of), &job->known_as_of, e))
        return false;
    job->how.today = date_of_instant(job->has_known_as_of ? job->known_as_of : job->at);
    return true;
}

static bool read_job(struct run *r, const struct report_args *args, struct report_job *job)
{
    *job = (struct report_job){ .run = r, .at = date_now() };
    job->how = (struct make_how){ .lang = lang_of(args), .progress = &r->progress };
    give(r, &job->how.common, "from", args->from);
    give(r, &job->how.common, "to", args->to);
    give(r, &job->how.common, "as-of", args->as_of);
    give(r, &job->how.common, "zone", args->zone);
    give(r, &job->how.common, "lang", args->lang);
    give(r, &job->how.common, "public", args->public);
    give(r, &job->how.common, "round", args->round);
    return read_known(args, job, &r->err) && read_parameters(r, args, &job->how.values);
}

static bool make(struct run *r, const struct report_args *args, const char *word)
{
    struct report_job job;
    str name, text;
    return read_job(r, args, &job) && find_text(r, args, word, &name, &text)
        && template_read(&job.template, r->arena, name, text, &r->diags) && reported_write(&job, args->record);
}

static bool verify(struct run *r, const char *number)
{
    int64_t id;
    if (!str_int(str_of(number), &id))
        return err_set(&r->err, ERR_USAGE, "--verify needs the number of a run, not \"%s\"; etalon report --runs "
                       "lists them", number);
    return reported_verify(r, id);
}

static bool report(struct run *r, void *args, char **rest)
{
    const struct report_args *x = args;
    if (!run_words(r, rest, 0, 1, "a report"))
        return false;
    if (x->show)
        return show(r, x);
    if (x->runs)
        return reported_list(r, lang_of(x));
    if (x->verify)
        return verify(r, x->verify);
    return rest[0] && !x->list ? make(r, x, rest[0]) : list(r, x);
}

const struct command command_report = {
    .name = "report",
    .usage = "[NAME|FILE] [--from DAY] [--to DAY] [--as-of DAY] [--set NAME=VALUE] [-o FILE|FOLDER]",
    .summary = "make a whole report: text, tables, charts",
    .uses = USES_DB | USES_FORMAT | USES_TABLES | USES_OUTPUT,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct report_args),
    .run = report,
};
