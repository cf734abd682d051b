/*
 * archive: anybody's zip, read without trusting a byte of it.
 *
 * Our own reading decides: the end record, the ZIP64 records, the directory and
 * every local header are held against each other (APPNOTE 6.3.10, clauses in
 * brackets), and what disagrees is a finding of rules.def. zlib and libdeflate only
 * unpack. Names and sizes are never believed: nothing is taken from memory on their
 * word, nothing is written anywhere.
 *
 * archive_open() reads the tail, the directory and the local headers, not the
 * contents: its cost depends on the number of entries. Whatever the bytes are, it
 * ends with an archive that can be read, or with a refusal and its reason.
 * Findings are in file "PATH" or "PATH:NAME", without a line; a rule speaks once, of
 * the first place, and counts the others.
 *
 * After it is open an archive does not change: threads may read from one, each with
 * an arena of its own.
 */
#pragma once

#include "base/diag.h"
#include "base/err.h"
#include "base/progress.h"

enum {
    ARCHIVE_ENTRIES = 100000,             /* more are refused */
    ARCHIVE_DIRECTORY_BYTES = 32 * 1024 * 1024,
    ARCHIVE_BOMB_RATIO = 200,             /* unpacked : packed, of what unpacks to more than */
    ARCHIVE_BOMB_BYTES = 64 * 1024 * 1024,        /* this: not unpacked; nor when all together */
    ARCHIVE_BOMB_TOTAL = 1024 * 1024 * 1024,      /* unpack to more than this */
    ARCHIVE_PATH = 100,                   /* bytes of a path that every platform takes */
    ARCHIVE_NAME = 255,                   /* bytes of one part of it that every system takes */
};

struct archive;

struct archive_entry {
    str name;                             /* UTF-8 always, "/" at the end of a folder; as written
                                           * else: not made safe, not made NFC */
    str raw;                              /* the bytes of the name in the directory */
    uint64_t size, packed;                /* as the directory says [4.4.8, 4.4.9] */
    uint64_t header, data;                /* where in the file its local header and its bytes begin */
    uint32_t crc;
    uint16_t method, flags;               /* 0 stored, 8 deflated [4.4.5]; bit 11: UTF-8 [4.4.4] */
    bool is_folder;
    bool is_link;                         /* or a device: nothing a package may hold */
    bool is_safe;                         /* can be read, and its name stays inside a folder */
    const struct rule *refused;           /* why it is not read; NULL: it can be tried */
};

/* NULL when nothing in it can be relied on: e says it, and a finding does. What the
 * entries say lives in the arena. */
MUST struct archive *archive_open(struct arena *a, const char *path, struct diags *d, struct err *e);

/* The same of a file that is open for reading, and stays so: `name` stands in places. */
MUST struct archive *archive_of_file(struct arena *a, int file, const char *name, struct diags *d,
                                     struct err *e);

/* The same over bytes in memory, which stay where they are; `name` stands in places. */
MUST struct archive *archive_of_bytes(struct arena *a, str bytes, const char *name, struct diags *d,
                                      struct err *e);
void archive_close(struct archive *z);    /* NULL is fine */

size_t archive_count(const struct archive *z);
const struct archive_entry *archive_at(const struct archive *z, size_t i);  /* in directory order */
uint64_t archive_bytes(const struct archive *z);      /* of the file */

/* The first of this very name; NULL when there is none. */
const struct archive_entry *archive_find(const struct archive *z, str name);

/* "PATH:NAME", for findings about what is in it; from `a`. */
struct place archive_place(const struct archive *z, const struct archive_entry *entry,
                           struct arena *a);

/*
 * The whole entry, from `a`, with a NUL behind it. False, and e says why, when it
 * unpacks to more than `limit` bytes (0: ARCHIVE_BOMB_BYTES), is refused, is damaged,
 * or its CRC or size is not as said.
 */
MUST bool archive_read(const struct archive *z, const struct archive_entry *entry, struct arena *a,
                       size_t limit, str *out, struct err *e);

/*
 * Reads every entry that is not refused and finds what is damaged. False only when
 * the file cannot be read any more or the user says stop. Counts packed bytes; p may
 * be NULL.
 */
MUST bool archive_test(const struct archive *z, struct diags *d, struct progress *p, struct err *e);

/* "RAR", "7-Zip" ...: what a file is that begins so and is an archive but no zip; else NULL. */
const char *archive_other_kind(const unsigned char begin[4]);

/* All rules of rules.def in order; NULL behind the last. */
const struct rule *archive_rule_at(size_t i);
