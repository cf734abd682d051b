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

/* One file of the bundle being read. Opened when its turn comes. */
struct zip_input {
    const char *disk;                     /* the file to stream; NULL: bytes */
    str bytes;
    struct progress *progress;
    struct err *err;
    int fd;
    uint64_t size, at;
    zip_error_t error;
};

/* The archive being written. */
struct zip_output {
    FILE *to;
    const char *path;                     /* for the sentence */
    struct err *err;
    zip_error_t error;
};

/* Sources for libzip over a struct that outlives them. NULL when out of memory. */
zip_source_t *zip_input_source(struct zip_input *in);
zip_source_t *zip_output_source(struct zip_output *out);
