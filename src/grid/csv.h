/*
 * csv: rows of delimited text, strictly by RFC 4180, pulled one by one.
 *
 * Accepted besides it: LF as line end, other delimiters, a UTF-8 byte order
 * mark, a last line without end, empty lines (passed over). The first row
 * says how many fields every row has. Everything else that is not the format
 * is a trouble of the row, with its place, and never a guess; reading then
 * goes on behind the line on which the troubled field begins, so that one
 * unclosed quote costs one row and not the rest of the file.
 *
 * Memory is one buffer of the longest row allowed, whatever the file weighs.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* Where the bytes come from: at most `cap` into p; *n 0 is the end. */
struct csv_from {
    bool (*read)(void *self, char *p, size_t cap, size_t *n, struct err *e);
    void *self;
};

/* Bytes in memory; what is read is cut off *rest. */
struct csv_from csv_from_memory(str *rest);

struct csv_limits {                       /* 0: as said here */
    size_t chunk;                         /* bytes wanted at a time: 128 KiB */
    size_t row;                           /* 1 MiB */
    size_t field;                         /* 64 KiB */
    size_t fields;                        /* 4096 */
};

enum csv_trouble {
    CSV_GOOD,
    CSV_FIELDS,                           /* more or fewer fields than the first row */
    CSV_STRAY_QUOTE,                      /* a quote inside a field without quotes */
    CSV_BEHIND_QUOTE,                     /* something between a closing quote and the delimiter */
    CSV_UNCLOSED,                         /* a quote that is never closed */
    CSV_NUL,
    CSV_BARE_CR,                          /* a carriage return without a line feed */
    CSV_NOT_UTF8,
    CSV_LONG_ROW,
    CSV_LONG_FIELD,
    CSV_MANY_FIELDS,
    CSV_TROUBLES
};

/* Texts are valid until the next csv_next(). */
struct csv_row {
    const str *fields;                    /* all there are when GOOD or FIELDS, else those before the trouble */
    size_t n;
    str raw;                              /* as it stands in the file, without line end; cut when LONG_ROW */
    int64_t line;                         /* it begins on, from 1 */
    uint64_t offset;                      /* its first byte in the stream, from 0 */
    enum csv_trouble trouble;
    size_t trouble_at;                    /* bytes into raw */
};

struct csv;

struct csv *csv_open(struct arena *a, struct csv_from from, char delimiter,
                     struct csv_limits limits);

enum csv_step { CSV_ROW, CSV_END, CSV_FAILED };  /* FAILED: reading did; e says how */
enum csv_step csv_next(struct csv *c, struct csv_row *row, struct err *e);

/* Line and column (in characters, from 1) of a byte of row->raw. */
struct csv_place { int64_t line; int column; };
struct csv_place csv_place(const struct csv_row *row, size_t at);

/* Where field i begins, in bytes into row->raw; of a quoted one, its quote. */
size_t csv_field_at(const struct csv *c, const struct csv_row *row, size_t i);

/* How many fields each row must have; 0 before the first row. */
size_t csv_width(const struct csv *c);

/* The next row says it anew. */
void csv_forget_width(struct csv *c);

/* A half sentence about the trouble: "has a quote inside a field without quotes". */
const char *csv_trouble_text(enum csv_trouble t);
