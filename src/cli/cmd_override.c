/* etalon override: what is set by hand, and no import changes again. */
#include <stddef.h>

#include "cli/command.h"
#include "records/override.h"

struct override_args {
    const char *course, *activity, *completion, *success, *score, *at, *registered, *withdrawn;
    const char *given, *family, *gender, *lang, *test, *country, *from, *until;
    const char *initiative, *role, *status, *reason, *actor;
    int64_t nth;
    bool clear, dry_run;
};

#define AT(member) offsetof(struct override_args, member)
static const struct opt options[] = {
    { 0, "course", "CODE", OPT_TEXT, AT(course), "of the registration for this course", NULL },
    { 0, "nth", "N", OPT_INT, AT(nth), "which of several registrations, in order of their dates", NULL },
    { 0, "activity", "ID", OPT_TEXT, AT(activity), "of this activity, not of the course as a whole", NULL },
    { 0, "completion", "STATE", OPT_TEXT, AT(completion), "not-attempted, incomplete or completed", NULL },
    { 0, "success", "STATE", OPT_TEXT, AT(success), "unknown, failed or passed", NULL },
    { 0, "score", "NUMBER", OPT_TEXT, AT(score), "from 0 to 1, or as 85%", NULL },
    { 0, "at", "DATE", OPT_TEXT, AT(at), "when that was reached", NULL },
    { 0, "registered", "DATE", OPT_TEXT, AT(registered),
      "the date of the registration; who has none gets one", NULL },
    { 0, "withdrawn", "YES", OPT_TEXT, AT(withdrawn), "yes or no", NULL },
    { 0, "initiative", "CODE", OPT_TEXT, AT(initiative), "of the participation in this initiative", NULL },
    { 0, "role", "ROLE", OPT_TEXT, AT(role), "participant (the default), lecturer, organiser or observer", NULL },
    { 0, "status", "STATUS", OPT_TEXT, AT(status),
      "invited, registered, attended, completed, no_show or cancelled", NULL },
    { 0, "given", "NAME", OPT_TEXT, AT(given), "the given name", NULL },
    { 0, "family", "NAME", OPT_TEXT, AT(family), "the family name", NULL },
    { 0, "gender", "G", OPT_TEXT, AT(gender), "f, m, x or undisclosed", NULL },
    { 0, "lang", "LANG", OPT_TEXT, AT(lang), "the language", NULL },
    { 0, "test", "YES", OPT_TEXT, AT(test), "yes: the account is no learner; no", NULL },
    { 0, "country", "COUNTRY", OPT_TEXT, AT(country),
      "code or spelling: of the registration, else where the person is --from a day on", NULL },
    { 0, "from", "DAY", OPT_TEXT, AT(from), "the first day in the country", NULL },
    { 0, "until", "DAY", OPT_TEXT, AT(until), "the first day no longer in the country", NULL },
    { 0, "clear", NULL, OPT_FLAG, AT(clear), "remove what was set by hand", NULL },
    { 0, "reason", "TEXT", OPT_TEXT, AT(reason), "why (must be said)", NULL },
    { 0, "actor", "NAME", OPT_TEXT, AT(actor), "who does it, if not the one who is logged in", NULL },
    { 'n', "dry-run", NULL, OPT_FLAG, AT(dry_run), "show what would change, and change nothing", NULL },
};

static struct override wishes(const struct override_args *x)
{
    return (struct override){
        .course = str_of(x->course), .activity = str_of(x->activity), .nth = x->nth,
        .completion = str_of(x->completion), .success = str_of(x->success), .score = str_of(x->score),
        .at = str_of(x->at), .registered = str_of(x->registered), .withdrawn = str_of(x->withdrawn),
        .given = str_of(x->given), .family = str_of(x->family), .gender = str_of(x->gender),
        .lang = str_of(x->lang), .test = str_of(x->test), .economy = str_of(x->country),
        .from = str_of(x->from), .until = str_of(x->until), .initiative = str_of(x->initiative),
        .role = str_of(x->role), .status = str_of(x->status), .clear = x->clear };
}

static bool override(struct run *r, void *args, char **rest)
{
    const struct override_args *x = args;
    if (!run_words(r, rest, 1, 1, "the key of a person"))
        return false;
    const struct override o = wishes(x);
    const struct by_hand by = run_by_hand(x->actor, x->reason, x->dry_run);
    struct report *report = report_new(r->arena, S(""));
    struct tracker *t = run_tracker(r, TRACKER_CHANGE);
    bool ok = t && override_set(t, str_of(rest[0]), &o, &by, report, &r->err);
    return run_done(r, t, report, ok);
}

const struct command command_override = {
    .name = "override",
    .usage = "KEY [--course CODE [--completion STATE] ... | --initiative CODE --status STATUS | --given NAME ...] "
             "--reason TEXT",
    .summary = "set by hand what no import changes again",
    .uses = USES_DB | USES_FORMAT | USES_OUTPUT,
    .personal = true,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct override_args),
    .run = override,
};
