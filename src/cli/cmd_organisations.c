/* organisations: listed, and changed by hand. */
#include <stddef.h>

#include "cli/command.h"
#include "records/organisations.h"

struct organisations_args { const char *name, *type, *economy, *reason, *actor; bool dry_run; };

#define AT(member) offsetof(struct organisations_args, member)
static const struct opt options[] = {
    { 0, "name", "TEXT", OPT_TEXT, AT(name), "what it is called from now on", NULL },
    { 0, "type", "TYPE", OPT_ONE_OF, AT(type), "what it is", organisations_type },
    { 0, "economy", "CODE", OPT_TEXT, AT(economy), "where it is", NULL },
    { 0, "reason", "TEXT", OPT_TEXT, AT(reason), "why, for the log", NULL },
    { 0, "actor", "NAME", OPT_TEXT, AT(actor), "who does it, if not the one who is logged in", NULL },
    { 'n', "dry-run", NULL, OPT_FLAG, AT(dry_run), "show what would change, and change nothing", NULL },
};

static bool list(struct run *r, void *args, char **words)
{
    (void)args, (void)words;
    struct report *report = report_new(r->arena, S(""));
    struct tracker *t = run_tracker(r, TRACKER_READ);
    bool ok = t && organisations_list(t, report, &r->err);
    return run_done(r, t, report, ok);
}

static bool edit(struct run *r, void *args, char **words)
{
    const struct organisations_args *x = args;
    struct organisation_said said = { str_of(x->name), str_of(x->type), str_of(x->economy) };
    struct by_hand by = run_by_hand(x->actor, x->reason, x->dry_run);
    struct report *report = report_new(r->arena, S(""));
    struct tracker *t = run_tracker(r, TRACKER_CHANGE);
    bool ok = t && organisations_edit(t, str_of(words[0]), &said, &by, report, &r->err);
    return run_done(r, t, report, ok);
}

static const struct verb verbs[] = {
    { "",     0, 0, "", list, false },
    { "edit", 1, 1, "the name of the organisation", edit, false },
    { NULL, 0, 0, NULL, NULL, false },
};

static bool organisations(struct run *r, void *args, char **rest)
{
    return run_verb(r, verbs, args, rest);
}

const struct command command_organisations = {
    .name = "organisations",
    .usage = "[edit NAME]",
    .summary = "list organisations, say what and where they are",
    .uses = USES_DB | USES_FORMAT | USES_OUTPUT,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct organisations_args),
    .run = organisations,
};
