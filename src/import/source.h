/*
 * source: a kind of file that holds records of learners.
 *
 * A source knows its files by their header, says which column is what, and
 * turns a row into a record. One file here and one row in sources.def each.
 */
#pragma once

#include "grid/grid.h"
#include "import/formats.h"
#include "import/look.h"
#include "intl/longdate.h"
#include "intl/zone.h"
#include "tracker/batch.h"
#include "tracker/economy.h"

struct mapping;

/* The row of a table that names its columns. */
struct header {
    const str *names;                     /* trimmed, NFC */
    size_t n;                             /* without columns of ours ("etalon:reason") */
    const str *keys;                      /* names as intl_alias_key() makes them */
    const struct look *looks;             /* what the first rows have in each column */
    const struct place *places;           /* where each stands */
    int64_t number;                       /* of the row */
    size_t skip;                          /* rows before it */
    bool of_rejects;                      /* it has columns of ours */
};

/* Which field of a row holds what; names are those the tracker uses in issues. */
struct role { const char *name; size_t field; };

/* A file being read: what a source works with. */
struct reader {
    struct arena *arena;                  /* as long as the file */
    struct arena *scratch;                /* as long as a portion of rows */
    struct tracker *tracker;              /* for begin(), and read() of a source that asks */
    struct economies *economies;
    const struct source *source;
    str file;                             /* as the user wrote it, for messages */
    const struct header *header;
    struct zone *zone;                    /* NULL: none was named */
    const struct formats *formats;        /* of dates and numbers */
    struct longdates *dates;
    const struct mapping *mapping;        /* NULL: the source knows its columns */
    str course;                           /* --course, else from the file name; may be empty */
    bool course_told;                     /* by --course */
    str activity;                         /* --activity, else from the file name; may be empty */
    bool ids_count;                       /* a --source-name was given */
    instant now;

    struct grid *grid;
    size_t table;                         /* of the grid */
    struct row row;                       /* the one being read */
    VEC(struct row_issue) issues;         /* about it, or about the header */
    bool refused;                         /* one of them is more than a warning */
    bool skipped;                         /* the row is left out */
    bool troubled;                        /* some row of the file had a trouble of its format */
    VEC(str) notes;                       /* sentences for the user about the whole file */
    VEC(struct role) roles;
    void *own;                            /* the source's */
    void *shared;                         /* what share() made of all files of the source */
};

enum fit {
    FITS_NOT,
    FITS_NEARLY,                          /* its begin() will say what is missing */
    FITS,
};

struct source {
    const char *name, *title;             /* "moodle-users", "users downloaded from Moodle" */
    int order;                            /* who people are before what they did; last who says an id alone */
    int (*rank)(const struct header *h);  /* among files of this source; NULL: by name */
    bool exported;                        /* by a program: nobody can mend its times */
    bool ragged;                          /* and its rows may end before or behind the header */
    bool every_sheet;                     /* of a workbook all sheets that fit are read */
    bool asks;                            /* read() asks the tracker, so it waits for it */
    bool of_activity;                     /* its files are about one activity of a course, and named so */
    const char *declined;                 /* why such files are not taken: "holds figures and no persons; .." */
    enum fit (*fits)(const struct header *h, struct buf *why);

    /* Of a declined source, what follows is NULL.
     * What the files of one call have to know of each other before a row of any is read: r->shared begins
     * NULL, is one for all files of the source, in `a`, and not changed later. NULL: nothing. */
    bool (*share)(struct reader *r, struct arena *a, struct err *e);

    /* Finds the columns. Leaves issues when they are not as they must be; false
     * when nothing can be read at all. */
    bool (*begin)(struct reader *r, struct err *e);

    /* One row, well formed, to a record; issues when it cannot be. False
     * when reading cannot go on. */
    bool (*read)(struct reader *r, struct record *out, struct err *e);
};

const struct source *source_at(size_t i);              /* NULL behind the last */
const struct source *source_named(str name);

/* --- for sources --------------------------------------------------------------- */

/* What stands in a field of the row, trimmed; empty for NO_FIELD. */
str reader_text(const struct reader *r, int field);

/* The same, to live as long as the portion. */
str reader_keep(struct reader *r, int field);

/* Where a field stands; of NO_FIELD the row. */
struct place reader_place(const struct reader *r, int field);

/* The row is refused (or the header): why, and what to do about it. */
void reader_refuse(struct reader *r, int field, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void reader_warn(struct reader *r, int field, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The row is left out though nothing is wrong with it: it is about something else. */
void reader_skip(struct reader *r, int field, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

void reader_note(struct reader *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void reader_role(struct reader *r, const char *name, int field);

/* The field whose name is `name` (ASCII case does not matter), else NO_FIELD. */
int header_find(const struct header *h, str name);

/* Calls look() for every good row among the first SAMPLE_ROWS behind the header; *whole:
 * there are no others. Only before rows are read: in begin(). */
enum { SAMPLE_ROWS = 2000 };
MUST bool reader_sample(const struct reader *r, void (*look)(void *self, const struct row *row),
                        void *self, bool *whole, struct err *e);
