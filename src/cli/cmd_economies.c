/* economies: codes, spellings, groups over time; an administrator's own beside them. */
#include <stddef.h>

#include "base/fs.h"
#include "cli/command.h"
#include "records/economies.h"

struct economies_args {
    struct opt_day on;
    const char *group, *from, *to, *role, *source, *name, *reason, *actor;
    bool multi, new_group, dry_run;
};

#define AT(member) offsetof(struct economies_args, member)
static const struct opt options[] = {
    { 0, "group", "SCHEME:GROUP", OPT_TEXT, AT(group), "list only its members, as RMO:SIM, or RMO for any", NULL },
    { 0, "on", "DAY", OPT_DAY, AT(on), "groups as on this day; else today", NULL },
    { 0, "from", "DAY", OPT_TEXT, AT(from), "join: the first day, or its month or year", NULL },
    { 0, "to", "DAY", OPT_TEXT, AT(to), "join: the day it ends", NULL },
    { 0, "role", "ROLE", OPT_TEXT, AT(role), "join: full, associate ...; else member", NULL },
    { 0, "source", "TEXT", OPT_TEXT, AT(source), "join: where this is known from", NULL },
    { 0, "new-group", NULL, OPT_FLAG, AT(new_group), "join: make the group when it is missing", NULL },
    { 0, "name", "TEXT", OPT_TEXT, AT(name), "scheme: what it is called", NULL },
    { 0, "multi", NULL, OPT_FLAG, AT(multi), "scheme: an economy may be in several groups at one time", NULL },
    { 0, "reason", "TEXT", OPT_TEXT, AT(reason), "why, for the log", NULL },
    { 0, "actor", "NAME", OPT_TEXT, AT(actor), "who does it, if not the one who is logged in", NULL },
    { 'n', "dry-run", NULL, OPT_FLAG, AT(dry_run), "show what would change, and change nothing", NULL },
};

static str day_asked(struct run *r, const struct economies_args *x)
{
    struct buf b = buf_new(r->arena);
    date_put_day(&b, x->on.given ? x->on.day : date_of_instant(date_now()));
    return buf_str(&b);
}

struct doing {
    struct run *run;
    const struct economies_args *args;
    char **words;
    struct report *report;
    struct by_hand by;
};

static bool with_store(struct run *r, void *args, char **words, enum tracker_mode mode,
                       bool (*work)(struct doing *d, struct tracker *t))
{
    const struct economies_args *x = args;
    struct doing d = { r, x, words, report_new(r->arena, S("")),
                       run_by_hand(x->actor, x->reason, x->dry_run) };
    struct tracker *t = run_tracker(r, mode);
    bool ok = t && work(&d, t);
    return run_done(r, t, d.report, ok);
}

static bool do_list(struct doing *d, struct tracker *t)
{
    struct economies_asked asked = { str_of(d->args->group), day_asked(d->run, d->args) };
    return economies_list(t, &asked, d->report, &d->run->err);
}

static bool do_show(struct doing *d, struct tracker *t)
{
    return economies_show(t, str_of(d->words[0]), d->report, &d->run->err);
}

static bool do_schemes(struct doing *d, struct tracker *t)
{
    return economies_schemes(t, day_asked(d->run, d->args), d->report, &d->run->err);
}

static bool do_alias(struct doing *d, struct tracker *t)
{
    return economies_alias(t, str_of(d->words[0]), str_of(d->words[1]), &d->by, d->report,
                           &d->run->err);
}

static bool do_join(struct doing *d, struct tracker *t)
{
    const struct economies_args *x = d->args;
    struct membership_of m = { .group = str_of(d->words[0]), .economy = str_of(d->words[1]),
                               .from = str_of(x->from), .to = str_of(x->to), .role = str_of(x->role),
                               .source = str_of(x->source) };
    return economies_join(t, &m, x->new_group, &d->by, d->report, &d->run->err);
}

static bool do_primary(struct doing *d, struct tracker *t)
{
    const struct economies_args *x = d->args;
    struct membership_of m = { .economy = str_of(d->words[0]), .group = str_of(d->words[1]),
                               .from = str_of(x->from), .to = str_of(x->to), .source = str_of(x->source) };
    return economies_primary(t, &m, &d->by, d->report, &d->run->err);
}

static bool do_leave(struct doing *d, struct tracker *t)
{
    return economies_leave(t, str_of(d->words[0]), str_of(d->words[1]), day_asked(d->run, d->args),
                           &d->by, d->report, &d->run->err);
}

static bool do_scheme(struct doing *d, struct tracker *t)
{
    return economies_scheme(t, str_of(d->words[0]), str_of(d->args->name), d->args->multi, &d->by,
                            d->report, &d->run->err);
}

static bool do_load(struct doing *d, struct tracker *t)
{
    str bytes;
    return fs_read(d->run->arena, d->words[0], 0, &bytes, &d->run->err)
        && economies_load(t, bytes, d->words[0], &d->by, d->report, &d->run->err);
}

#define VERB(name, mode)                                                       \
    static bool name(struct run *r, void *args, char **words)                   \
    { return with_store(r, args, words, mode, do_##name); }
VERB(list, TRACKER_READ)
VERB(show, TRACKER_READ)
VERB(schemes, TRACKER_READ)
VERB(alias, TRACKER_WRITE)
VERB(join, TRACKER_WRITE)
VERB(leave, TRACKER_WRITE)
VERB(primary, TRACKER_WRITE)
VERB(scheme, TRACKER_WRITE)
VERB(load, TRACKER_WRITE)

static const struct verb verbs[] = {
    { "",        0, 0, "", list, false },
    { "show",    1, 1, "the economy", show, true },
    { "schemes", 0, 0, "", schemes, false },
    { "alias",   2, 2, "the spelling or the economy", alias, false },
    { "join",    2, 2, "the group or the economy", join, false },
    { "leave",   2, 2, "the group or the economy", leave, false },
    { "primary", 2, 2, "the economy or the group", primary, false },
    { "scheme",  1, 1, "the code of the scheme", scheme, false },
    { "load",    1, 1, "the file", load, false },
    { NULL, 0, 0, NULL, NULL, false },
};

static bool economies(struct run *r, void *args, char **rest)
{
    return run_verb(r, verbs, args, rest);
}

const struct command command_economies = {
    .name = "economies",
    .usage = "[show CODE | schemes | alias SPELLING CODE | join SCHEME:GROUP CODE | leave SCHEME:GROUP CODE | "
             "primary CODE SCHEME:GROUP | scheme CODE --name TEXT | load FILE]",
    .summary = "list economies and their groups, add spellings and memberships",
    .uses = USES_DB | USES_FORMAT | USES_TABLES | USES_OUTPUT,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct economies_args),
    .run = economies,
};
