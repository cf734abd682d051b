/*
 * explain: a measure as its file says it.
 */
#include "cli/command.h"
#include "stats/measure.h"

/* The head of a measure without the signs of a comment. */
static void put_head(struct buf *b, str head)
{
    while (head.n > 0) {
        buf_put(b, str_from(str_cut(&head, '\n'), 3));
        buf_byte(b, '\n');
    }
    buf_byte(b, '\n');
}

static bool explain(struct run *r, void *args, char **rest)
{
    (void)args;
    struct measure m;
    struct buf b = buf_new(r->arena);
    if (!run_words(r, rest, 1, 1, "the name of a measure")
        || !measure_named(r->arena, str_of(rest[0]), &m, &r->err))
        return false;
    put_head(&b, m.head);
    buf_put(&b, measure_common());
    buf_put(&b, S("What is counted\n"));
    for (str sql = m.sql; sql.n > 0;) {
        str line = str_cut(&sql, '\n');
        buf_printf(&b, "  " STR_FMT "\n", STR_ARG(line));
    }
    return run_put(r, buf_str(&b));
}

const struct command command_explain = {
    .name = "explain",
    .usage = "ID",
    .summary = "explain a measure",
    .uses = USES_OUTPUT,
    .run = explain,
};
