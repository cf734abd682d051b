/* diff: an old and a new package, or course, go in; what changed comes out, and
 * what becomes of learners' records. */
#include <stddef.h>

#include "cli/command.h"
#include "cli/diff.h"
#include "cli/side.h"

struct args { const char *format; };

static bool put(struct run *r, const struct compared *c)
{
    if (str_eq(run_format(r), S("json")))
        return run_put_json(r, diff_json(c));
    struct report *report = report_new(r->arena, S(""));
    diff_put_report(c, report);
    return run_report(r, report);
}

static bool compare(struct run *r, struct side *old, struct side *new)
{
    struct compared c = { .arena = r->arena, .old_path = old->path, .new_path = new->path };
    if (!side_pack(r, old, new->package) || !side_pack(r, new, old->package)
        || !package_diff(r->arena, old->package, new->package, &c.diff, &r->progress, &r->err)
        || !put(r, &c))
        return false;
    size_t lost = c.diff.records.n;
    return lost == 0 || err_set(&r->err, ERR_FOUND, "records of %zu item%s would be lost", lost,
                                lost == 1 ? "" : "s");
}

static bool diff(struct run *r, void *given, char **rest)
{
    const struct args *args = given;
    struct side old = { 0 }, new = { 0 };
    r->format = args->format;
    if (!run_words(r, rest, 2, 2, "the old or the new package") || !run_can_write(r))
        return false;
    bool ok = side_open(r, rest[0], &old) && side_open(r, rest[1], &new) && compare(r, &old, &new);
    side_close(&old);
    side_close(&new);
    return ok;
}

static const struct opt rows[] = {
    { 'f', "format", "FORMAT", OPT_ONE_OF, offsetof(struct args, format),
      "text or json", run_text_or_json },
};

const struct command command_diff = {
    .name = "diff",
    .usage = "OLD NEW",
    .summary = "tell what a new edition changes, and which records it keeps",
    .uses = USES_OUTPUT,
    .opts = { rows, sizeof rows / sizeof *rows },
    .args_size = sizeof(struct args),
    .run = diff,
};
