#include "cli/help.h"

#include <stddef.h>
#include <string.h>

#include "base/asset.h"
#include "base/near.h"
#include "cli/rules.h"
#include "import/source.h"
#include "pack/target.h"
#include "stats/measure.h"
#include "format/format.h"

static const char *colour_choice(size_t i)
{
    static const char *const when[] = { "auto", "always", "never", NULL };
    return when[i];
}

static const char *format_choice(size_t i)
{
    const struct format *f = format_next(NULL);
    while (f && i-- > 0)
        f = format_next(f);
    return f ? f->name : NULL;
}

static const struct opt common_rows[] = {
    { 0, "db", "FILE", OPT_TEXT, offsetof(struct common_args, db),
      "the store; else $ETALON_DB, else ./etalon.db", NULL },
    { 'f', "format", "FORMAT", OPT_ONE_OF, offsetof(struct common_args, format),
      "how the result is written; else as the name after -o says, else text", format_choice },
    { 0, "table", "NAME", OPT_TEXT, offsetof(struct common_args, table),
      "of a result with several tables only this one, by its title or its number", NULL },
    { 'o', "output", "FILE", OPT_TEXT, offsetof(struct common_args, output),
      "where the result goes, whole or not at all; else standard output", NULL },
    { 'q', "quiet", NULL, OPT_FLAG, offsetof(struct common_args, quiet),
      "no notes and no progress", NULL },
    { 'v', "verbose", NULL, OPT_FLAG, offsetof(struct common_args, verbose),
      "say more", NULL },
    { 0, "color", "WHEN", OPT_ONE_OF, offsetof(struct common_args, color),
      "auto, always or never; NO_COLOR is honoured", colour_choice },
    { 'h', "help", NULL, OPT_FLAG, offsetof(struct common_args, help),
      "this help", NULL },
};
const struct opt_table common_options = { common_rows, sizeof common_rows / sizeof *common_rows };

static bool has_option(const struct command *c, const struct opt *o)
{
    switch (o->offset) {
    case offsetof(struct common_args, db):     return c->uses & USES_DB;
    case offsetof(struct common_args, format): return c->uses & USES_FORMAT;
    case offsetof(struct common_args, table):  return c->uses & USES_TABLES;
    case offsetof(struct common_args, output): return c->uses & USES_OUTPUT;
    }
    return true;
}

const char *help_option_not_of(const struct command *c, const struct common_args *given)
{
    return given->db && !(c->uses & USES_DB)         ? "db"
         : given->format && !(c->uses & USES_FORMAT) ? "format"
         : given->table && !(c->uses & USES_TABLES)  ? "table"
         : given->output && !(c->uses & USES_OUTPUT) ? "output"
                                                     : NULL;
}

const struct command *help_nearest(str word)
{
    struct near near = near_to(word);
    for (size_t i = 0; command_at(i); i++)
        near_offer(&near, str_of(command_at(i)->name));
    return command_named(near.best);
}

void help_put_overview(struct buf *b)
{
    buf_puts(b, "etalon packages e-learning courses and keeps the record of who completed them.\n\n"
                "usage: etalon COMMAND [OPTION...] [WORD...]\n\n");
    int widest = 0;
    for (size_t i = 0; command_at(i); i++)
        widest = strlen(command_at(i)->name) > (size_t)widest ? (int)strlen(command_at(i)->name) : widest;
    for (size_t i = 0; command_at(i); i++)
        buf_printf(b, "  %-*s  %s\n", widest, command_at(i)->name, command_at(i)->summary);
    buf_puts(b, "\netalon help COMMAND explains one; man etalon is the whole.\n");
}

static bool names_all_choices(const struct opt *o)
{
    for (size_t i = 0; o->choices(i); i++)
        if (!strstr(o->help, o->choices(i)))
            return false;
    return true;
}

/* " (text, csv, json)" behind the help of an option that has choices. */
static void put_choices(struct buf *b, const struct opt *o)
{
    if (!o->choices || names_all_choices(o))
        return;
    for (size_t i = 0; o->choices(i); i++)
        buf_printf(b, "%s%s", i ? ", " : " (", o->choices(i));
    buf_byte(b, ')');
}

static void put_option(struct buf *b, const struct opt *o)
{
    size_t start = b->n;
    if (o->letter)
        buf_printf(b, "  -%c, --%s", o->letter, o->name);
    else
        buf_printf(b, "      --%s", o->name);
    if (o->value)
        buf_printf(b, o->type == OPT_MAYBE ? "[=%s]" : " %s", o->value);
    size_t width = b->n - start;
    if (width < 28)
        buf_fill(b, ' ', 28 - width);
    else
        buf_puts(b, "\n                            ");
    buf_puts(b, o->help);
    put_choices(b, o);
    buf_byte(b, '\n');
}

static str text_of(const struct command *c)
{
    char path[64];
    struct asset a;
    snprintf(path, sizeof path, "cli/help/%s.txt", c->name);
    return asset_find(str_of(path), &a) ? a.bytes : S("");
}

void help_put_command(struct buf *b, const struct command *c)
{
    buf_printf(b, "etalon %s - %s\n\nusage: etalon %s %s\n\n", c->name, c->summary, c->name,
               c->usage);
    for (size_t i = 0; i < c->opts.n; i++)
        put_option(b, &c->opts.rows[i]);
    for (size_t i = 0; i < common_options.n; i++)
        if (has_option(c, &common_rows[i]))
            put_option(b, &common_rows[i]);
    buf_byte(b, '\n');
    for (str rest = text_of(c); rest.n > 0; ) {
        str line = str_cut(&rest, '\n');
        buf_put(b, str_starts(line, S("# ")) ? str_from(line, 2) : line);
        buf_byte(b, '\n');
    }
}

/* Text of a manual: a backslash is \e, no line begins with . or ', and in
 * running text each sentence begins a line. */
static void put_roff_line(struct buf *b, str line, bool running)
{
    bool at_start = true;
    for (size_t i = 0; i < line.n; i++) {
        if (at_start && (line.p[i] == '.' || line.p[i] == '\''))
            buf_puts(b, "\\&");
        at_start = running && line.p[i] == ' ' && i > 0 && strchr(".?!", line.p[i - 1]);
        if (at_start)
            buf_byte(b, '\n');
        else if (line.p[i] == '\\')
            buf_puts(b, "\\e");
        else if (line.p[i] == '-')
            buf_puts(b, "\\-");
        else
            buf_byte(b, line.p[i]);
    }
    buf_byte(b, '\n');
}

static void put_roff(struct buf *b, str line)
{
    put_roff_line(b, line, true);
}

/* An empty line is a paragraph only before running text: a display has its own space. */
static void put_manual_text(struct buf *b, str text)
{
    bool literal = false, paragraph = false;
    while (text.n > 0) {
        str line = str_cut(&text, '\n');
        bool blank = str_trim(line).n == 0, heading = str_starts(line, S("# "));
        bool is_literal = str_starts(line, S("  ")) || (literal && blank);
        if (is_literal != literal)
            buf_puts(b, is_literal ? ".Bd -literal\n" : ".Ed\n");
        if (!is_literal && !blank && (paragraph || literal || heading))
            buf_puts(b, ".Pp\n");
        literal = is_literal;
        paragraph = blank && !literal;
        if (heading)
            buf_printf(b, ".Sy \"" STR_FMT "\"\n", STR_ARG(str_from(line, 2)));
        else if (!blank || literal)
            put_roff_line(b, line, !literal);
        paragraph |= heading;
    }
    if (literal)
        buf_puts(b, ".Ed\n");
}

static void put_manual_option(struct buf *b, const struct opt *o)
{
    buf_puts(b, ".It");
    if (o->letter)
        buf_printf(b, " Fl %c ,", o->letter);
    buf_printf(b, " Fl \\-%s", o->name);
    if (o->value)
        buf_printf(b, o->type == OPT_MAYBE ? " Ns Oo = Ns Ar %s Oc" : " Ar %s", o->value);
    buf_byte(b, '\n');
    struct buf help = buf_new(b->arena);
    buf_puts(&help, o->help);
    put_choices(&help, o);
    put_roff(b, buf_str(&help));
}

static void put_manual_command(struct buf *b, const struct command *c)
{
    buf_printf(b, ".Ss etalon %s\n", c->name);
    put_roff(b, str_of(c->summary));
    buf_puts(b, ".Bd -literal\n");
    buf_printf(b, "etalon %s %s\n.Ed\n", c->name, c->usage);
    if (c->opts.n) {
        buf_puts(b, ".Bl -tag -width Ds\n");
        for (size_t i = 0; i < c->opts.n; i++)
            put_manual_option(b, &c->opts.rows[i]);
        buf_puts(b, ".El\n");
    }
    if (text_of(c).n && text_of(c).p[0] != ' ')
        buf_puts(b, ".Pp\n");
    put_manual_text(b, text_of(c));
}

/* One entry of a list of things there can be many of. */
static void put_manual_entry(struct buf *b, const char *name, const char *text)
{
    buf_printf(b, ".It Cm %s\n", name);
    put_roff(b, str_of(text));
}

static void begin_manual_list(struct buf *b, const char *heading)
{
    buf_printf(b, ".Sh %s\n.Bl -tag -width Ds\n", heading);
}

static void put_manual_lists(struct buf *b)
{
    begin_manual_list(b, "FORMATS");
    for (const struct format *f = format_next(NULL); f; f = format_next(f))
        put_manual_entry(b, f->name, f->help);
    buf_puts(b, ".El\n");
    begin_manual_list(b, "PACKAGE TARGETS");
    for (size_t i = 0; target_at(i); i++)
        put_manual_entry(b, target_at(i)->name, target_at(i)->title);
    buf_puts(b, ".El\n");
    begin_manual_list(b, "SOURCES OF RECORDS");
    for (size_t i = 0; source_at(i); i++)
        put_manual_entry(b, source_at(i)->name, source_at(i)->title);
    buf_puts(b, ".El\n");
    begin_manual_list(b, "MEASURES");
    for (struct measure m = { 0 }; measure_next(b->arena, &m); )
        put_manual_entry(b, str_dup(b->arena, m.name).p, str_dup(b->arena, m.definition).p);
    buf_puts(b, ".El\n");
    begin_manual_list(b, "RULES");
    for (size_t i = 0; rule_at(i); i++)
        put_manual_entry(b, rule_at(i)->id, rule_at(i)->title);
    buf_puts(b, ".El\n");
}

void help_put_manual(struct buf *b)
{
    struct asset frame = { 0 };
    asset_find(S("cli/help/manual.txt"), &frame);
    buf_puts(b, ".Dd November 21, 2026\n.Dt ETALON 1\n.Os\n.Sh NAME\n.Nm etalon\n"
                ".Nd package e-learning courses and track who completed them\n"
                ".Sh SYNOPSIS\n.Nm\n.Ar command\n.Op Ar option ...\n.Op Ar word ...\n"
                ".Sh DESCRIPTION\n");
    put_manual_text(b, frame.bytes);
    buf_puts(b, ".Sh COMMON OPTIONS\n.Bl -tag -width Ds\n");
    for (size_t i = 0; i < common_options.n; i++)
        put_manual_option(b, &common_rows[i]);
    buf_puts(b, ".El\n.Sh COMMANDS\n");
    for (size_t i = 0; command_at(i); i++)
        put_manual_command(b, command_at(i));
    put_manual_lists(b);
    buf_puts(b, ".Sh ENVIRONMENT\n.Bl -tag -width Ds\n"
                ".It Ev ETALON_DB\nThe store, when\n.Fl \\-db\nis not given.\n"
                ".It Ev NO_COLOR\nWhen set and not empty, no colour.\n"
                ".It Ev SOURCE_DATE_EPOCH\nSeconds since 1970 that stand for the present "
                "time.\n.El\n"
                ".Sh EXIT STATUS\n.Bl -tag -width Ds\n"
                ".It 0\nAll is well.\n"
                ".It 1\nRead and understood, but there are errors in it or rows that were "
                "rejected; nothing was written.\n"
                ".It 2\nThe command line is wrong.\n"
                ".It 3\nAn input cannot be read as what it should be, or the store does not hold what was "
                "named.\n"
                ".It 4\nThe operating system said no.\n"
                ".It 5\nThe store said no.\n.El\n");
}
