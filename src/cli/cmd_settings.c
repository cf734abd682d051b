/* settings: the office's own choices, listed and changed. */
#include <stddef.h>

#include "cli/command.h"
#include "tracker/office.h"

struct settings_args { const char *reason, *actor; };

#define AT(member) offsetof(struct settings_args, member)
static const struct opt options[] = {
    { 0, "reason", "TEXT", OPT_TEXT, AT(reason), "why, for the log", NULL },
    { 0, "actor", "NAME", OPT_TEXT, AT(actor), "who does it, if not the one who is logged in", NULL },
};

static bool put_row(struct table *t, struct db *db, const struct choice *c, struct err *e)
{
    int64_t value;
    if (!choice_read(db, c, &value, e))
        return false;
    table_add(t, val_text(str_of(c->name)));
    table_add(t, val_int(value));
    table_add(t, val_int(c->usual));
    table_add(t, val_text(str_of(c->about)));
    return true;
}

static bool list(struct run *r, struct tracker *t, struct report *report)
{
    struct table *x = table_new(r->arena, S("Settings"));
    table_column(x, S("setting"), S("Setting"), UNIT_NONE);
    table_column(x, S("value"), S("Value"), UNIT_COUNT);
    table_column(x, S("usual"), S("Usually"), UNIT_COUNT);
    table_column(x, S("about"), S("What it is"), UNIT_NONE);
    const struct choice *c;
    for (size_t i = 0; (c = choice_at(i)) != NULL; i++)
        if (!put_row(x, tracker_db(t), c, &r->err))
            return false;
    report_table(report, x);
    return true;
}

static bool change(struct run *r, struct tracker *t, char **words, const struct settings_args *x)
{
    const struct choice *c = choice_named(str_of(words[0]), &r->err);
    struct by_hand by = run_by_hand(x->actor, x->reason, false);
    int64_t value;
    if (c == NULL)
        return false;
    if (!str_int(str_of(words[1]), &value))
        return err_set(&r->err, ERR_USAGE, "%s is a number, not \"%s\"", c->name, words[1]);
    return choice_keep(t, c, value, by.actor, by.reason, &r->err);
}

static bool settings(struct run *r, void *args, char **rest)
{
    if (!run_words(r, rest, 0, 2, "a setting"))
        return false;
    if (rest[0] != NULL && rest[1] == NULL)
        return err_set(&r->err, ERR_USAGE, "what is %s to be? as in: etalon settings public-threshold 5", rest[0]);
    struct report *report = report_new(r->arena, S(""));
    struct tracker *t = run_tracker(r, rest[0] != NULL ? TRACKER_CHANGE : TRACKER_READ);
    bool ok = t && (rest[0] == NULL || change(r, t, rest, args)) && list(r, t, report);
    return run_done(r, t, report, ok);
}

const struct command command_settings = {
    .name = "settings",
    .usage = "[NAME VALUE]",
    .summary = "list the office's own choices, and change them",
    .uses = USES_DB | USES_FORMAT | USES_OUTPUT,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct settings_args),
    .run = settings,
};
