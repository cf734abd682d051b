/*
 * report: a text file and the store become a report.
 */
#include <stddef.h>
#include <string.h>

#include "base/fs.h"
#include "base/say.h"
#include "cli/command.h"
#include "report/built_in.h"
#include "report/make.h"
#include "tracker/tracker.h"

struct report_args {
    bool list;
    const char *show, *from, *to, *as_of, *zone, *rmo, *course, *lang;
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
    { 0, "zone", "TZ", OPT_TEXT, AT(zone),
      "the time zone whose days and months are meant, as Europe/Paris; else UTC", NULL },
    { 0, "lang", "LANG", OPT_ONE_OF, AT(lang), "the language", language_choice },
    { 0, "rmo", "CODE", OPT_TEXT, AT(rmo), "the same as --set rmo=CODE", NULL },
    { 0, "course", "CODE", OPT_TEXT, AT(course), "the same as --set course=CODE", NULL },
    { 0, "set", "NAME=VALUE", OPT_LIST, AT(set), "the value of a parameter of the report", NULL },
    { 0, "list", NULL, OPT_FLAG, AT(list), "list the reports that come with etalon", NULL },
    { 0, "show", "NAME", OPT_TEXT, AT(show), "print the text of one, to begin one's own from", NULL },
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

static bool read_how(struct run *r, const struct report_args *args, struct make_how *how)
{
    *how = (struct make_how){ .lang = lang_of(args), .today = date_of_instant(date_now()),
                              .progress = &r->progress };
    give(r, &how->common, "from", args->from);
    give(r, &how->common, "to", args->to);
    give(r, &how->common, "as-of", args->as_of);
    give(r, &how->common, "zone", args->zone);
    give(r, &how->common, "lang", args->lang);
    give(r, &how->values, "rmo", args->rmo);
    give(r, &how->values, "course", args->course);
    for (size_t i = 0; i < args->set.n; i++) {
        str rest = str_of(args->set.v[i]), name = str_cut(&rest, '=');
        if (rest.p == NULL)
            return err_set(&r->err, ERR_USAGE, "--set needs NAME=VALUE, not \"%s\"", args->set.v[i]);
        *vec_push(r->arena, &how->values) = (struct setting){ .name = name, .value = rest };
    }
    return true;
}

static bool make(struct run *r, const struct report_args *args, const char *word)
{
    struct make_how how;
    struct template template;
    str name, text;
    if (!read_how(r, args, &how) || !find_text(r, args, word, &name, &text)
        || !template_read(&template, r->arena, name, text, &r->diags))
        return false;
    struct tracker *t = run_tracker(r, TRACKER_READ);
    if (t == NULL)
        return false;
    how.db = tracker_db(t);
    const struct report *report = report_make(r->arena, &template, &how, &r->err);
    return run_done(r, t, report, report != NULL);
}

static bool report(struct run *r, void *args, char **rest)
{
    const struct report_args *x = args;
    if (!run_words(r, rest, 0, 1, "a report"))
        return false;
    if (x->show)
        return show(r, x);
    return rest[0] && !x->list ? make(r, x, rest[0]) : list(r, x);
}

const struct command command_report = {
    .name = "report",
    .usage = "[NAME|FILE] [--from DAY] [--to DAY] [--as-of DAY] [--set NAME=VALUE]",
    .summary = "make a whole report: text, tables, charts",
    .uses = USES_DB | USES_FORMAT | USES_OUTPUT,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct report_args),
    .run = report,
};
