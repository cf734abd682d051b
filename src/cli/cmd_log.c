/* etalon log: who changed what, and when. */
#include <stddef.h>

#include "cli/command.h"
#include "records/history.h"

struct log_args { struct opt_day from, to; int64_t batch; const char *op, *actor, *learner; };

static const char *op_choice(size_t i)
{
    static const char *const ops[] = { "import", "undo", "override", "merge", "unmerge", "erase", "edit", NULL };
    return ops[i];
}

#define AT(member) offsetof(struct log_args, member)
static const struct opt options[] = {
    { 0, "from", "DAY", OPT_DAY, AT(from), "from this day on", NULL },
    { 0, "to", "DAY", OPT_DAY, AT(to), "to this day and including it", NULL },
    { 0, "batch", "N", OPT_INT, AT(batch), "only this batch", NULL },
    { 0, "op", "KIND", OPT_ONE_OF, AT(op), "only changes of this kind", op_choice },
    { 0, "actor", "NAME", OPT_TEXT, AT(actor), "only what this one did", NULL },
    { 0, "learner", "KEY", OPT_TEXT, AT(learner), "only what concerned this person", NULL },
};

static struct val text_or_nil(const char *s) { return s ? val_text(str_of(s)) : val_nil(); }

static bool log_command(struct run *r, void *args, char **rest)
{
    const struct log_args *x = args;
    const struct history_asked asked = {
        .from = x->from.given ? val_int(date_to_instant(x->from.day)) : val_nil(),
        .to = x->to.given ? val_int(date_to_instant(x->to.day + 1)) : val_nil(),
        .batch = x->batch ? val_int(x->batch) : val_nil(), .op = text_or_nil(x->op),
        .actor = text_or_nil(x->actor), .learner = str_of(x->learner) };
    struct report *report = report_new(r->arena, S(""));
    if (!run_words(r, rest, 0, 0, ""))
        return false;
    struct tracker *t = run_tracker(r, TRACKER_READ);
    bool ok = t && history_list(t, &asked, report, &r->err);
    return run_done(r, t, report, ok);
}

const struct command command_log = {
    .name = "log",
    .usage = "[--from DAY] [--to DAY] [--batch N] [--op KIND] [--actor NAME] [--learner KEY]",
    .summary = "list who changed what, and when",
    .uses = USES_DB | USES_FORMAT | USES_OUTPUT,
    .personal = true,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct log_args),
    .run = log_command,
};
