/*
 * fs: files and folders of the user's.
 *
 * Whole files come in with a limit; what is written appears whole or not at
 * all: bytes go to a neighbour with a name of its own, are synced, and are
 * renamed. A stop in between leaves the old file as it was.
 */
#pragma once

#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum { FS_LIMIT = 512 * 1024 * 1024 };

/* All bytes of a regular file (NUL behind the last), owned by the arena.
 * Refuses folders, devices and more than `limit` bytes (0: FS_LIMIT). */
MUST bool fs_read(struct arena *a, const char *path, size_t limit, str *out, struct err *e);

/* Who may read what is written: as the umask says; the owner alone (0600); who
 * might read the file that is replaced. */
enum fs_privacy { FS_PUBLIC, FS_PRIVATE, FS_SAME };

/* "-" is standard output. */
MUST bool fs_write(const char *path, str bytes, enum fs_privacy privacy, struct err *e);

/* The bytes of `from`, streamed. */
MUST bool fs_copy(const char *from, const char *to, struct err *e);

/* A file being written beside its final place. */
struct fs_draft {
    FILE *to;
    char path[4096], final[4096];
};

MUST bool fs_draft_open(struct fs_draft *d, const char *path, enum fs_privacy privacy,
                        struct err *e);
MUST bool fs_draft_keep(struct fs_draft *d, struct err *e);   /* sync, rename */
MUST bool fs_draft_keep_new(struct fs_draft *d, struct err *e);   /* only where no file is */
void fs_draft_drop(struct fs_draft *d);                       /* as if never begun */

enum fs_kind { FS_ABSENT, FS_FILE, FS_FOLDER, FS_OTHER };
enum fs_kind fs_kind(const char *path);                       /* follows links */
bool fs_is_same(const char *a, const char *b);                /* both are there, and are one */
bool fs_is_below(const char *path, const char *folder);       /* is there, wherever links lead */
MUST bool fs_size(const char *path, uint64_t *out, struct err *e);

/* The folder and those above it, when missing. */
MUST bool fs_make_folder(const char *path, struct err *e);

/* Paths of all regular files below dir, relative to it, in byte order. Links
 * are not followed; names beginning with "." are left out. */
MUST bool fs_list(struct arena *a, const char *dir, str **paths, size_t *n, struct err *e);

/* The names in one folder, in byte order, those beginning with "." left out. */
MUST bool fs_names(struct arena *a, const char *dir, str **names, size_t *n, struct err *e);

/* "a/b" + "c.xml" -> "a/b/c.xml"; an absolute second part stands alone. */
str fs_join(struct arena *a, str folder, str name);
str fs_folder_of(struct arena *a, str path);                  /* "." when there is none */

/* ".gz" of "a.b/c.tar.gz": the last part from its last dot; "" when it has none. */
str fs_suffix_of(str path);

/* "a/./b/../c" -> "a/c"; false when it is absolute or climbs out at the top. */
bool fs_inside(struct arena *a, str path, str *out);
