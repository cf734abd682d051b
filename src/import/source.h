/*
 * source: a kind of file that holds records of learners.
 *
 * A source knows its files by their header, says which column is what, and
 * turns a row into a record. One file here and one row in sources.def each.
 */
#pragma once

#include "import/csv.h"
#include "intl/zone.h"
#include "tracker/batch.h"
#include "tracker/economy.h"

/* The first row of a file. */
struct header {
    const str *names;                     /* trimmed, NFC */
    size_t n;                             /* without columns of ours ("etalon:reason") */
    size_t *starts;                       /* where each begins, in bytes into row */
    struct csv_row row;                   /* for places */
};

/* Which field of a row holds what; names are those the tracker uses in issues. */
struct role { const char *name; size_t field; };

enum { NO_FIELD = -1 };

/* A file being read: what a source works with. */
struct reader {
    struct arena *arena;                  /* as long as the file */
    struct arena *scratch;                /* as long as a portion of rows */
    struct tracker *tracker;
    const struct source *source;
    str file;                             /* as the user wrote it, for messages */
    const struct header *header;
    str head;                             /* the first bytes, for a look at the values */
    bool head_is_all;
    char delimiter;
    struct zone *zone;                    /* NULL: none was named */
    str course;                           /* --course, else from the file name; may be empty */
    bool course_told;                     /* by --course */
    bool ids_count;                       /* a --source-name was given */
    instant now;

    struct csv *csv;
    struct csv_row row;                   /* the one being read */
    VEC(struct row_issue) issues;         /* about it, or about the header */
    bool refused;                         /* one of them is more than a warning */
    VEC(str) notes;                       /* sentences for the user about the whole file */
    VEC(struct role) roles;
    void *own;                            /* the source's */
};

enum fit {
    FITS_NOT,
    FITS_NEARLY,                          /* its begin() will say what is missing */
    FITS,
};

struct source {
    const char *name, *title;             /* "moodle-users", "users downloaded from Moodle" */
    int order;                            /* who people are comes before what they did */
    bool exported;                        /* by a program: nobody can mend its times */
    enum fit (*fits)(const struct header *h, struct buf *why);

    /* Finds the columns. Leaves issues when they are not as they must be; false
     * when nothing can be read at all. */
    bool (*begin)(struct reader *r, struct err *e);

    /* One row, well formed as CSV, to a record; issues when it cannot be. False
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

/* The row is refused (or the header): why, and what to do about it. */
void reader_refuse(struct reader *r, int field, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void reader_warn(struct reader *r, int field, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void reader_note(struct reader *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void reader_role(struct reader *r, const char *name, int field);

/* The field whose name is `name` (ASCII case does not matter), else NO_FIELD. */
int header_find(const struct header *h, str name);

/* Calls look() for every good row behind the header among the first bytes. */
void reader_sample(const struct reader *r, void (*look)(void *self, const struct csv_row *row),
                   void *self);
