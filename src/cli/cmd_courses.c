/* courses: the catalogue; packages go in, names of sources are linked. */
#include <stddef.h>
#include <string.h>

#include "cli/command.h"
#include "records/courses.h"

struct courses_args { const char *code, *edition, *course, *reason, *actor; bool dry_run; };

static const struct opt options[] = {
    { 0, "code", "CODE", OPT_TEXT, offsetof(struct courses_args, code),
      "add: what the course is called here, if not as the package says", NULL },
    { 0, "edition", "NAME", OPT_TEXT, offsetof(struct courses_args, edition),
      "add: what the edition is called, if not by its version", NULL },
    { 0, "course", "CODE", OPT_TEXT, offsetof(struct courses_args, course),
      "link: the name is that of an activity of this course", NULL },
    { 0, "reason", "TEXT", OPT_TEXT, offsetof(struct courses_args, reason),
      "why, for the log", NULL },
    { 0, "actor", "NAME", OPT_TEXT, offsetof(struct courses_args, actor),
      "who does it, if not the one who is logged in", NULL },
    { 'n', "dry-run", NULL, OPT_FLAG, offsetof(struct courses_args, dry_run),
      "show what would change, and change nothing", NULL },
};

static bool list(struct run *r, void *args, char **words)
{
    (void)args, (void)words;
    struct report *report = report_new(r->arena, S(""));
    struct tracker *t = run_tracker(r, TRACKER_READ);
    bool ok = t && courses_list(t, report, &r->err);
    return run_done(r, t, report, ok);
}

static bool show(struct run *r, void *args, char **words)
{
    (void)args;
    struct report *report = report_new(r->arena, str_of(words[0]));
    struct tracker *t = run_tracker(r, TRACKER_READ);
    bool ok = t && courses_show(t, str_of(words[0]), report, &r->err);
    return run_done(r, t, report, ok);
}

static bool add(struct run *r, void *args, char **words)
{
    const struct courses_args *x = args;
    struct course_edition edition;
    struct by_hand by = run_by_hand(x->actor, x->reason, x->dry_run);
    struct diags ignored = { .arena = r->arena, .limit = 1000 };
    struct report *report = report_new(r->arena, S(""));
    if (!course_edition_read(r->arena, words[0], &edition, &ignored, &r->err))
        return false;
    if (x->code)
        edition.code = str_of(x->code);
    if (x->edition)
        edition.label = str_of(x->edition);
    struct tracker *t = run_tracker(r, x->dry_run ? TRACKER_TRY : TRACKER_WRITE);
    bool ok = t && courses_add(t, &edition, &by, report, &r->err);
    return run_done(r, t, report, ok);
}

static bool link_name(struct run *r, void *args, char **words)
{
    const struct courses_args *x = args;
    struct by_hand by = run_by_hand(x->actor, x->reason, x->dry_run);
    str source = str_of(words[0]), name = str_of(words[1]), to = str_of(words[2]);
    struct report *report = report_new(r->arena, S(""));
    struct tracker *t = run_tracker(r, TRACKER_CHANGE);
    bool ok = t && (x->course ? courses_link_activity(t, source, name, str_of(x->course), to, &by,
                                                      report, &r->err)
                              : courses_link(t, source, name, to, &by, report, &r->err));
    return run_done(r, t, report, ok);
}

static const struct verb verbs[] = {
    { "",     0, 0, "", list, false },
    { "show", 1, 1, "the code of the course", show, true },
    { "add",  1, 1, "the package or the course", add, false },
    { "link", 3, 3, "the source, what it calls it, or what that is", link_name, false },
    { NULL, 0, 0, NULL, NULL, false },
};

static bool courses(struct run *r, void *args, char **rest)
{
    return run_verb(r, verbs, args, rest);
}

const struct command command_courses = {
    .name = "courses",
    .usage = "[show CODE | add PACKAGE|COURSE | link SOURCE NAME ID [--course CODE]]",
    .summary = "list courses, add editions, link what sources call them",
    .uses = USES_DB | USES_FORMAT | USES_TABLES | USES_OUTPUT,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct courses_args),
    .run = courses,
};
