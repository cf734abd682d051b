/*
 * import: files of learner records into the store, all of them or none.
 *
 *     im = import_new(a, tracker, &options, e)       im->mapping may have faults: stop then
 *     import_add(im, path, e) for each file          recognised, nothing read yet
 *     import_run(im, progress, e)                    plan, and commit if all is well
 *     look at im->files, im->committed
 *     import_close(im)
 *
 * Files may come in any order: those that say who people are go first, and
 * what another file says about the same e-mail address joins theirs.
 */
#pragma once

#include "base/progress.h"
#include "import/detect.h"
#include "import/mapping.h"
#include "tracker/since.h"

struct import_options {
    const char *source, *source_name, *map, *zone, *course, *activity, *encoding, *sheet, *rejects,
               *actor;
    bool new_courses, dry_run, partial;
    bool snapshot;                        /* the file lists everybody; then one file only */
    int withdraw_at_most;                 /* percent */
};

/* What is to be said about a row, or about the header. */
struct import_issue {
    int64_t row;                          /* its number: see grid.h */
    str sheet;                            /* of a spreadsheet */
    int64_t line;                         /* the place itself; 0: the whole file */
    int column;                           /* in characters, of a sheet its column; 0: the whole row */
    bool warning;                         /* the row is taken all the same */
    str code, field, value, text;
};

/* One of plan.lines: where it stands, and in a few words what it says or why it is refused. */
struct import_first { struct place at; str text; };

struct import_file {
    const char *path;
    struct arena *arena;                  /* of all below but the issues */
    struct input *in;
    struct grid *grid;
    struct detected kind;
    str course, activity;                 /* of the whole file; may be empty */
    struct zone *zone;                    /* of its times; NULL: none is known */
    int64_t seen;                         /* the batch that brought the same file before; else 0 */
    struct since since;                   /* what became of it */
    void *shared;                         /* with the others of its source */
    bool bad_header;                      /* nothing was read: the issues say why */
    struct batch_plan plan;               /* its issues are below */
    VEC(struct import_issue) issues;      /* the first ISSUE_LIMIT */
    int64_t issues_all;
    struct import_first *firsts;          /* of a dry run, one for each of plan.lines; else NULL */
    VEC(str) notes;
    str rejects;                          /* the file of rejected rows, when one was written */
};

struct import {
    struct arena *arena;
    struct tracker *tracker;
    struct import_options how;
    struct mapping *mapping;              /* of --map, else what was used last for the source; or NULL */
    struct zone *zone;                    /* of --zone, else as it was last; NULL: none was named */
    struct zone *mapping_zone;            /* NULL: the mapping names none */
    VEC(struct import_file) files;
    bool committed;
};

/* Fails when the zone, the source or the mapping named is not known. What was said last of a
 * named source, its zone and its mapping, holds until something else is said. */
MUST struct import *import_new(struct arena *a, struct tracker *t, const struct import_options *how,
                               struct err *e);
void import_close(struct import *im);     /* NULL is fine */

/* Fails with a sentence when the file cannot be read or nobody knows its kind. */
MUST bool import_add(struct import *im, const char *path, struct err *e);

/* True also when rows were refused: then im->committed is false and the store
 * as it was. False with e when the work could not go on; the store is as it was. */
MUST bool import_run(struct import *im, struct progress *p, struct err *e);

/* Rows that keep the call from being committed; a bad header counts as one. */
int64_t import_refused(const struct import *im);
