/*
 * stream: where the bytes of an archive come from and where they go, as libzip
 * wants to be told.
 *
 * libzip reports trouble as a number. A stream puts a sentence with the name
 * of the file into the job's err first; whoever sees libzip fail asks whether
 * the err is set already.
 */
#pragma once

#include <stdio.h>
#include <zip.h>

#include "base/progress.h"
#include "zip/packer.h"

/*
 * One file of the bundle being read, when its turn comes: deflated ahead (libzip
 * copies it as it is), in memory, or streamed from disk.
 */
struct zip_input {
    const struct bundle_file *file;
    struct packer *packer;                /* NULL: not packed ahead */
    size_t turn;                          /* its place in the packer's order */
    struct arena *arena;                  /* for bytes that are made and not packed */
    struct progress *progress;
    struct err *err;
    const struct packed *packed;          /* since its turn came */
    str bytes;                            /* what is handed over when it is not on disk */
    bool ready;                           /* size, and bytes or packed, are known */
    int fd;
    uint64_t size, at;                    /* size: before deflating */
    zip_error_t error;
};

/* The archive being written. */
struct zip_output {
    FILE *to;
    const char *path;                     /* for the sentence */
    struct err *err;
    uint64_t fresh;                       /* bytes the disk has not been asked to take yet */
    zip_error_t error;
};

/* Sources for libzip over a struct that outlives them. NULL when out of memory. */
zip_source_t *zip_input_source(struct zip_input *in);
zip_source_t *zip_output_source(struct zip_output *out);
