/*
 * pull: an entry of an archive unpacked piece by piece, whatever it weighs.
 *
 * Memory is some hundred kB. The bytes are what the archive says only when the end was
 * reached: size and CRC are checked there.
 */
#pragma once

#include "zip/archive.h"

struct archive_pull;

/* NULL when the entry is refused. Closed by archive_pull_close(). */
MUST struct archive_pull *archive_pull_open(const struct archive *z, const struct archive_entry *entry,
                                            struct err *e);
void archive_pull_close(struct archive_pull *p);      /* NULL is fine */

/* At most `cap` bytes to `to`; *n 0 is the end. False when the entry is damaged, its size
 * or CRC is not as said, or the file cannot be read. */
MUST bool archive_pull_read(struct archive_pull *p, char *to, size_t cap, size_t *n, struct err *e);

uint64_t archive_pull_taken(const struct archive_pull *p);    /* packed bytes read so far */
