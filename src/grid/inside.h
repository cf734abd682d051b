/*
 * inside: what the readers of this floor have in common.
 *
 * A reader is a struct grid_reader; all its functions get the grid and keep what is
 * theirs in grid->own. What lives as long as the file comes from grid->arena, what lives
 * as long as one reading from grid->reading, which is new at every begin().
 */
#pragma once

#include "grid/grid.h"
#include "zip/archive.h"

enum {                                    /* for all formats alike */
    GRID_ROW_BYTES = 1024 * 1024,         /* all fields of a row */
    GRID_FIELD_BYTES = 64 * 1024,
    GRID_FIELDS = 4096,
    GRID_HEAD = 4096,                     /* bytes a format is recognised by */
};

struct grid_table {
    str name;
    size_t own;                           /* the reader's: which it is */
    char delimiter;                       /* for whoever writes rows of it as text */
};

struct grid {
    struct arena *arena, *reading;
    struct arena *said;                   /* sentences about one row */
    struct input *in;
    struct archive *zip;                  /* NULL: the input is none */
    const struct grid_reader *reader;
    VEC(struct grid_table) tables;
    size_t table;                         /* being read */
    uint64_t taken;
    void *own;
};

struct grid_reader {
    const char *title;
    bool sheets;
    bool by_line;                         /* the number of a row is the line it begins on */

    /* Whether it is of this format: by its first bytes (UTF-8, without a mark), or by
     * what is in the archive. */
    bool (*knows)(const struct grid *g, str head);

    /* Finds the tables. */
    bool (*open)(struct grid *g, struct err *e);
    void (*close)(struct grid *g);        /* NULL: nothing to close */

    bool (*begin)(struct grid *g, size_t skip, struct err *e);
    enum grid_step (*next)(struct grid *g, struct row *row, struct err *e);
    struct place (*place)(const struct grid *g, const struct row *row, int field);
};

void grid_add_table(struct grid *g, str name, size_t own, char delimiter);

/* The row has a trouble; `why` without "this row". Answers GRID_ROW. */
enum grid_step grid_trouble(struct grid *g, struct row *row, const char *code, struct place at,
                            const char *format, ...) __attribute__((format(printf, 5, 6)));
