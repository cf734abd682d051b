/* diff: an old and a new package, or course, go in; what changed comes out, and
 * what becomes of learners' records. */
#include <stddef.h>

#include "cli/command.h"
#include "cli/diff.h"
#include "cli/side.h"

struct args { const char *format; };

static bool put(struct run *r, const struct compared *c)
{
    if (!str_eq(run_format(r), S("json"))) {
        struct report *report = report_new(r->arena, S(""));
        diff_put_report(c, report);
        return run_report(r, report);
    }
    struct buf b = buf_new(r->arena);
    json_put(&b, diff_json(c), JSON_INDENTED);
    buf_byte(&b, '\n');
    return run_put(r, buf_str(&b));
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
    if (!run_words(r, rest, 2, 2, "the old and the new package"))
        return false;
    bool ok = side_open(r, rest[0], &old) && side_open(r, rest[1], &new) && compare(r, &old, &new);
    side_close(&old);
    side_close(&new);
    return ok;
}

static const char *format_choice(size_t i)
{
    static const char *const all[] = { "text", "json", NULL };
    return all[i];
}

static const struct opt rows[] = {
    { 'f', "format", "FORMAT", OPT_ONE_OF, offsetof(struct args, format),
      "text or json", format_choice },
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
