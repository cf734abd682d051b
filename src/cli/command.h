/*
 * command: a word the program knows.
 *
 * One file cli/cmd_NAME.c, one row in commands.def and one help text
 * cli/help/NAME.txt per command. Words, options and help are checked, printed
 * and turned into the manual page by cli/help.c from these alone.
 *
 * A command works, puts its result with run_put() or run_report(), leaves
 * findings in r->diags and trouble in r->err, and returns whether all went
 * well; main() prints what there is to print and chooses the exit status:
 * the kind of r->err, else 1 when there are findings of grade error, else 0.
 */
#pragma once

#include <stdio.h>

#include "base/diag.h"
#include "base/progress.h"
#include "cli/opt.h"
#include "records/by_hand.h"
#include "table/report.h"
#include "tracker/tracker.h"

struct run {                              /* what a command works with */
    struct arena *arena;                  /* gone when the command is */
    struct diags diags;
    struct err err;
    struct progress progress;             /* its show is NULL where nobody looks */
    const char *command;                  /* its name */
    const char *db;                       /* --db, else $ETALON_DB, else ./etalon.db */
    const char *format;                   /* -f; NULL: the default, text */
    const char *table;                    /* --table; NULL: all of the result */
    const char *output;                   /* -o; NULL: standard output */
    bool personal;                        /* the command's */
    bool quiet, verbose;
    bool colour;                          /* of findings and what else goes to standard error */
    bool colour_result;                   /* of what run_report() writes */
    bool has_result;                      /* run_put() was called */
};

enum command_uses {
    USES_DB = 1, USES_FORMAT = 2, USES_OUTPUT = 4,
    USES_TABLES = 8,                      /* a result may have several, of which --table names one */
};

struct command {
    const char *name;                     /* "pack" */
    const char *usage;                    /* "COURSE --to TARGET[,TARGET...]" */
    const char *summary;                  /* "make packages of a course" */
    unsigned uses;                        /* the common options it takes */
    bool findings_are_result;             /* check: they go to standard output, unless the
                                             command puts a result of its own */
    bool personal;                        /* its result speaks of people: -o makes it 0600 */
    struct opt_table opts;
    size_t args_size;
    bool (*run)(struct run *r, void *args, char **rest);
};

/* All rows of commands.def in order; NULL behind the last. */
const struct command *command_at(size_t i);
const struct command *command_named(str name);

/* The result of the command: to -o FILE (whole or not at all) or standard
 * output. Called once. */
MUST bool run_put(struct run *r, str bytes);
struct json;
MUST bool run_put_json(struct run *r, struct json *value);         /* indented; frees it */
MUST bool run_report(struct run *r, const struct report *report);  /* as -f and --table say */

/* What of it -f and --table mean; *number: which of its tables, from 1, or 0: all. NULL with a sentence. */
MUST const struct report *run_chosen(struct run *r, const struct report *report, size_t *number);

/* The name of the format of the result: -f, else by the suffix of -o, else text.
 * Findings can also be "sarif", which no report can. */
str run_format(const struct run *r);

/* False with a sentence when the name after -o ends as no format does. */
MUST bool run_can_write(struct run *r);

/* For -f of commands whose result is text or JSON and nothing else. */
const char *run_text_or_json(size_t i);

/* For --platform: those whose ways we know. */
const char *run_platform(size_t i);

/* A sentence about what happens, to standard error unless -q. */
void run_note(struct run *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The store of --db, and a note of what opening it did to it. */
MUST struct tracker *run_tracker(struct run *r, enum tracker_mode mode);

/* Closes it, and shows the report when all went well; NULL and false are fine. Nothing of the
 * report is in the tracker's own memory. */
MUST bool run_done(struct run *r, struct tracker *t, const struct report *report, bool ok);

/* The words behind the command: false with a sentence when there are fewer
 * than `least` or more than `most`. */
MUST bool run_words(struct run *r, char **rest, size_t least, size_t most, const char *what);

/* Who the system says works here; "" when it does not. */
const char *run_actor(void);

/* The options of what is done by hand; each may be NULL. */
struct by_hand run_by_hand(const char *actor, const char *reason, bool dry_run);

/* What a command does by its first word ("courses add PACKAGE"). */
struct verb {
    const char *name;                     /* "" : without a word; NULL ends the list */
    size_t least, most;                   /* words behind it */
    const char *what;                     /* which is missing */
    bool (*run)(struct run *r, void *args, char **words);
    bool tables;                          /* its result may have several */
};

/* Does what the first word says; one that no verb has is a sentence with all of them. */
MUST bool run_verb(struct run *r, const struct verb *verbs, void *args, char **rest);
