/*
 * opt: the options of a command, as a table.
 *
 * Help, the manual page, shell completion and parsing are made from the same
 * rows. A row says where the value goes as an offset into the struct of the
 * command, so that tables are constant.
 */
#pragma once

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

enum opt_type {
    OPT_FLAG,                             /* bool */
    OPT_TEXT,                             /* const char *: any text, not empty */
    OPT_LIST,                             /* struct opt_list: a,b,c and given again */
    OPT_AGAIN,                            /* struct opt_list: one, and given again; commas are its own */
    OPT_INT,                              /* int64_t, not negative */
    OPT_DAY,                              /* struct opt_day: YYYY-MM-DD */
    OPT_MAYBE,                            /* const char *: as --name=TEXT, or "yes" for --name */
    OPT_ONE_OF,                           /* const char *: one of choices() */
};

struct opt_list { const char **v; size_t n, cap; };
struct opt_day  { bool given; day day; };

struct opt {
    char letter;                          /* 0: none */
    const char *name, *value;             /* "output", "FILE" */
    enum opt_type type;
    size_t offset;                        /* offsetof(struct pack_args, ..) */
    const char *help;                     /* one sentence, no full stop */
    const char *(*choices)(size_t i);     /* OPT_ONE_OF: NULL ends; OPT_LIST: may be set too */
};

struct opt_table { const struct opt *rows; size_t n; };

/* Fills *args from argv (the words behind the command, NULL at the end); what
 * is no option is left in rest, NULL at the end. Options may stand anywhere;
 * "--" ends them. `tables` are looked through in order, each with its args. */
MUST bool opt_parse(struct arena *a, const struct opt_table *tables, void *const *args,
                    size_t ntables, char **argv, char ***rest, struct err *e);
