/* etalon learners: people: find, show, merge, export, erase. */
#include <stddef.h>

#include "cli/command.h"
#include "records/duplicates.h"
#include "records/erase.h"
#include "records/learners.h"
#include "records/merge.h"
#include "records/subject.h"

struct learners_args { const char *reason, *actor; bool dry_run, different; };

static const struct opt options[] = {
    { 0, "different", NULL, OPT_FLAG, offsetof(struct learners_args, different),
      "duplicates: the two persons named are different, and are no longer listed", NULL },
    { 0, "reason", "TEXT", OPT_TEXT, offsetof(struct learners_args, reason),
      "why, for the log; merge and erase must have one", NULL },
    { 0, "actor", "NAME", OPT_TEXT, offsetof(struct learners_args, actor),
      "who does it, if not the one who is logged in", NULL },
    { 'n', "dry-run", NULL, OPT_FLAG, offsetof(struct learners_args, dry_run),
      "show what would change, and change nothing", NULL },
};

static bool is_csv(const struct run *r) { return str_eq(run_format(r), S("csv")); }

static bool find(struct run *r, void *args, char **words)
{
    (void)args;
    struct report *report = report_new(r->arena, S(""));
    struct buf text = buf_new(r->arena);
    for (; *words; words++)
        buf_printf(&text, "%s ", *words);
    struct tracker *t = run_tracker(r, TRACKER_READ);
    return run_done(r, t, report, t && learners_find(t, buf_str(&text), report, &r->err));
}

static bool show(struct run *r, void *args, char **words)
{
    (void)args;
    struct report *report = report_new(r->arena, S(""));
    struct tracker *t = run_tracker(r, TRACKER_READ);
    return run_done(r, t, report, t && learners_show(t, str_of(words[0]), is_csv(r), report, &r->err));
}

static bool merge(struct run *r, void *args, char **words)
{
    const struct learners_args *x = args;
    struct by_hand by = run_by_hand(x->actor, x->reason, x->dry_run);
    struct report *report = report_new(r->arena, S(""));
    struct tracker *t = run_tracker(r, TRACKER_CHANGE);
    bool ok = t && merge_learners(t, str_of(words[0]), str_of(words[1]), &by, report, &r->err);
    return run_done(r, t, report, ok);
}

static bool unmerge(struct run *r, void *args, char **words)
{
    const struct learners_args *x = args;
    struct by_hand by = run_by_hand(x->actor, x->reason, x->dry_run);
    struct report *report = report_new(r->arena, S(""));
    struct tracker *t = run_tracker(r, TRACKER_CHANGE);
    return run_done(r, t, report, t && merge_undo(t, str_of(words[0]), &by, report, &r->err));
}

static bool duplicates(struct run *r, void *args, char **words)
{
    const struct learners_args *x = args;
    struct by_hand by = run_by_hand(x->actor, x->reason, x->dry_run);
    struct report *report = report_new(r->arena, S(""));
    if (x->different != (words[0] != NULL) || (words[0] && !words[1]))
        return err_set(&r->err, ERR_USAGE, "--different needs the keys of two persons, and without it none are named");
    struct tracker *t = run_tracker(r, x->different ? TRACKER_CHANGE : TRACKER_READ);
    bool ok = t && (x->different ? duplicates_different(t, str_of(words[0]), str_of(words[1]), &by, report, &r->err)
                                 : duplicates_list(t, report, &r->err));
    return run_done(r, t, report, ok);
}

static bool export_one(struct run *r, void *args, char **words)
{
    (void)args;
    struct report *report = report_new(r->arena, S(""));
    struct tracker *t = run_tracker(r, TRACKER_READ);
    return run_done(r, t, report, t && subject_export(t, str_of(words[0]), is_csv(r), report, &r->err));
}

static bool erase(struct run *r, void *args, char **words)
{
    const struct learners_args *x = args;
    struct by_hand by = run_by_hand(x->actor, x->reason, x->dry_run);
    struct report *report = report_new(r->arena, S(""));
    struct tracker *t = run_tracker(r, TRACKER_CHANGE);
    return run_done(r, t, report, t && erase_person(t, str_of(words[0]), &by, report, &r->err));
}

static const struct verb verbs[] = {
    { "find", 1, 20, "what is looked for", find, false },
    { "show", 1, 1, "the key of a person", show, true },
    { "merge", 2, 2, "the key of one or both persons", merge, false },
    { "unmerge", 1, 1, "the key of the one who was merged", unmerge, false },
    { "duplicates", 0, 2, "", duplicates, false },
    { "export", 1, 1, "the key of a person", export_one, true },
    { "erase", 1, 1, "the key of a person", erase, false },
    { NULL, 0, 0, NULL, NULL, false },
};

static bool learners(struct run *r, void *args, char **rest)
{
    return run_verb(r, verbs, args, rest);
}

const struct command command_learners = {
    .name = "learners",
    .usage = "find TEXT | show KEY | merge A B --reason TEXT | unmerge KEY | duplicates [--different A B] | "
             "export KEY | erase KEY --reason TEXT",
    .summary = "find and show people, merge duplicates, export or erase one",
    .uses = USES_DB | USES_FORMAT | USES_TABLES | USES_OUTPUT,
    .personal = true,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct learners_args),
    .run = learners,
};
