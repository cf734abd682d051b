#include <stddef.h>

#include "cli/help.h"
#include "cli/reference.h"

struct help_args { bool manual; const char *reference; };

static const struct opt options[] = {
    { 0, "manual", NULL, OPT_FLAG, offsetof(struct help_args, manual),
      "write the manual page, in mdoc", NULL },
    { 0, "reference", "COURSE", OPT_TEXT, offsetof(struct help_args, reference),
      "write the reference of the language of courses, in Markdown, with examples out of COURSE",
      NULL },
};

static bool put_reference(struct run *r, struct buf *b, const char *path)
{
    const struct reference *reference = course_reference(r->arena, &r->err);
    const struct course *shown = course_load(r->arena, NULL, path, &r->diags, &r->err);
    return reference && shown && reference_put(b, reference, shown, &r->err);
}

static bool help(struct run *r, void *args, char **rest)
{
    const struct help_args *h = args;
    struct buf b = buf_new(r->arena);
    if (!run_words(r, rest, 0, 1, "a command"))
        return false;
    const struct command *c = rest[0] ? command_named(str_of(rest[0])) : NULL;
    if (rest[0] && !c)
        return err_set(&r->err, ERR_USAGE, "there is no command \"%s\"; etalon help lists them",
                       rest[0]);
    if (h->reference && !put_reference(r, &b, h->reference))
        return false;
    if (h->reference)
        return run_put(r, buf_str(&b));
    if (h->manual)
        help_put_manual(&b);
    else if (c)
        help_put_command(&b, c);
    else
        help_put_overview(&b);
    return run_put(r, buf_str(&b));
}

const struct command command_help = {
    .name = "help",
    .usage = "[COMMAND] [--manual] [--reference COURSE]",
    .summary = "explain a command",
    .uses = USES_OUTPUT,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct help_args),
    .run = help,
};
