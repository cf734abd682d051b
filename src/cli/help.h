/*
 * help: what the program says of itself, made from the command table, the
 * option tables and the texts in cli/help/.
 *
 * A help text is plain: paragraphs between empty lines; a line that begins
 * with "# " is a heading; lines that begin with two spaces are shown as they
 * are (examples), and examples that begin with "  $ " are commands.
 */
#pragma once

#include "base/buf.h"
#include "cli/command.h"

/* The options every command may have; the row's `uses` says which do. */
extern const struct opt_table common_options;
struct common_args {
    const char *db, *format, *table, *output, *color;
    bool quiet, verbose, help;
};

/* The option of a row a command does not have: its name, else NULL. */
const char *help_option_not_of(const struct command *c, const struct common_args *given);

void help_put_overview(struct buf *b);
void help_put_command(struct buf *b, const struct command *c);
void help_put_manual(struct buf *b);              /* etalon(1), as mdoc */

/* The command whose name is nearest to a word that is none, or NULL. */
const struct command *help_nearest(str word);
