/* files_inside: how a source makes a set of files: new, add each, index. */
#pragma once

#include "package/files.h"

struct files *files_new(struct arena *a, str name, const char *joint,
                        const struct files_source *source);
void files_add(struct files *f, str path, uint64_t size, uint64_t packed, size_t index);
void files_index(struct files *f);

/* The CRC-32 of a file on disk, piece by piece. */
MUST bool files_sum_disk(const char *path, uint32_t *crc, struct err *e);

/* The sources there are. */
MUST struct files *files_open_folder(struct arena *a, const char *path, struct err *e);
MUST struct files *files_open_bare(struct arena *a, const char *path, struct err *e);
MUST struct files *files_open_archive(struct arena *a, const char *path, struct diags *d,
                                      struct err *e);
