/* initiatives: workshops and their kin, listed, shown, changed by hand. */
#include <stddef.h>

#include "cli/command.h"
#include "records/initiatives.h"

struct initiatives_args {
    struct opt_day from, to;
    const char *kind, *title, *programme, *parent, *host, *host_economy, *mode, *reason, *actor;
    bool dry_run;
};

#define AT(member) offsetof(struct initiatives_args, member)
static const struct opt options[] = {
    { 0, "kind", "KIND", OPT_ONE_OF, AT(kind), "what it is, and which are listed", initiatives_kind },
    { 0, "from", "DAY", OPT_DAY, AT(from), "its first day; of a list, those that end on it or later", NULL },
    { 0, "to", "DAY", OPT_DAY, AT(to), "its last day; of a list, those that begin on it or before", NULL },
    { 0, "title", "TEXT", OPT_TEXT, AT(title), "what it is called", NULL },
    { 0, "programme", "NAME", OPT_TEXT, AT(programme), "the programme it belongs to, and whose are listed", NULL },
    { 0, "parent", "CODE", OPT_TEXT, AT(parent), "what it is a part of: a lecture of its workshop", NULL },
    { 0, "host", "NAME", OPT_TEXT, AT(host), "the organisation that hosts it", NULL },
    { 0, "host-economy", "CODE", OPT_TEXT, AT(host_economy), "the economy it takes place in", NULL },
    { 0, "mode", "MODE", OPT_ONE_OF, AT(mode), "how it takes place", initiatives_mode },
    { 0, "reason", "TEXT", OPT_TEXT, AT(reason), "why, for the log", NULL },
    { 0, "actor", "NAME", OPT_TEXT, AT(actor), "who does it, if not the one who is logged in", NULL },
    { 'n', "dry-run", NULL, OPT_FLAG, AT(dry_run), "show what would change, and change nothing", NULL },
};

struct doing {
    struct run *run;
    const struct initiatives_args *args;
    char **words;
    struct report *report;
    struct by_hand by;
};

static bool with_store(struct run *r, void *args, char **words, enum tracker_mode mode,
                       bool (*work)(struct doing *d, struct tracker *t))
{
    const struct initiatives_args *x = args;
    struct doing d = { r, x, words, report_new(r->arena, S("")),
                       run_by_hand(x->actor, x->reason, x->dry_run) };
    struct tracker *t = run_tracker(r, mode);
    bool ok = t && work(&d, t);
    return run_done(r, t, d.report, ok);
}

static str day_text(struct run *r, struct opt_day d)
{
    struct buf b = buf_new(r->arena);
    if (d.given)
        date_put_day(&b, d.day);
    return buf_str(&b);
}

static struct initiative_said said(struct doing *d)
{
    const struct initiatives_args *x = d->args;
    return (struct initiative_said){
        .kind = str_of(x->kind), .title = str_of(x->title), .programme = str_of(x->programme),
        .parent = str_of(x->parent), .host = str_of(x->host), .host_economy = str_of(x->host_economy),
        .mode = str_of(x->mode), .starts_on = day_text(d->run, x->from), .ends_on = day_text(d->run, x->to) };
}

static bool do_list(struct doing *d, struct tracker *t)
{
    struct initiatives_asked asked = { str_of(d->args->kind), str_of(d->args->programme),
                                       day_text(d->run, d->args->from), day_text(d->run, d->args->to) };
    return initiatives_list(t, &asked, d->report, &d->run->err);
}

static bool do_show(struct doing *d, struct tracker *t)
{
    return initiatives_show(t, str_of(d->words[0]), d->report, &d->run->err);
}

static bool do_add(struct doing *d, struct tracker *t)
{
    struct initiative_said s = said(d);
    return initiatives_put(t, str_of(d->words[0]), &s, true, &d->by, d->report, &d->run->err);
}

static bool do_edit(struct doing *d, struct tracker *t)
{
    struct initiative_said s = said(d);
    return initiatives_put(t, str_of(d->words[0]), &s, false, &d->by, d->report, &d->run->err);
}

static bool do_drop(struct doing *d, struct tracker *t)
{
    return initiatives_remove(t, str_of(d->words[0]), &d->by, d->report, &d->run->err);
}

static bool do_join(struct doing *d, struct tracker *t)
{
    return initiatives_partner(t, str_of(d->words[0]), str_of(d->words[1]), str_of(d->words[2]), true,
                               &d->by, d->report, &d->run->err);
}

static bool do_part(struct doing *d, struct tracker *t)
{
    return initiatives_partner(t, str_of(d->words[0]), str_of(d->words[1]), str_of(d->words[2]), false,
                               &d->by, d->report, &d->run->err);
}

#define VERB(name, mode)                                                       \
    static bool name(struct run *r, void *args, char **words)                   \
    { return with_store(r, args, words, mode, do_##name); }
VERB(list, TRACKER_READ)
VERB(show, TRACKER_READ)
VERB(add, TRACKER_WRITE)
VERB(edit, TRACKER_CHANGE)
VERB(drop, TRACKER_CHANGE)
VERB(join, TRACKER_CHANGE)
VERB(part, TRACKER_CHANGE)

static const struct verb verbs[] = {
    { "",          0, 0, "", list, false },
    { "show",      1, 1, "the code of the initiative", show, true },
    { "add",       1, 1, "the code of the initiative", add, false },
    { "edit",      1, 1, "the code of the initiative", edit, false },
    { "remove",    1, 1, "the code of the initiative", drop, false },
    { "partner",   3, 3, "the initiative, the organisation or its role", join, false },
    { "unpartner", 3, 3, "the initiative, the organisation or its role", part, false },
    { NULL, 0, 0, NULL, NULL, false },
};

static bool initiatives(struct run *r, void *args, char **rest)
{
    return run_verb(r, verbs, args, rest);
}

const struct command command_initiatives = {
    .name = "initiatives",
    .usage = "[show CODE | add CODE --kind KIND | edit CODE | remove CODE | partner CODE ORGANISATION ROLE | "
             "unpartner CODE ORGANISATION ROLE]",
    .summary = "list and change workshops, placements, lectures, webinars",
    .uses = USES_DB | USES_FORMAT | USES_TABLES | USES_OUTPUT,
    .personal = true,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct initiatives_args),
    .run = initiatives,
};
