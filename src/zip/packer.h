/*
 * packer: files of a bundle deflated ahead of their turn, on all processors.
 *
 * Each thread takes the next file, makes or reads its bytes and deflates them;
 * whoever writes the archive takes them in order, and lends a hand when the next is
 * not ready. Only a window of files is in work, so memory does not grow with their
 * number. What comes out depends on the bytes alone, not on how many threads there are.
 */
#pragma once

#include "base/bundle.h"

struct packed {
    str bytes;                            /* deflated (RFC 1951) */
    uint64_t size;                        /* before */
    uint32_t crc;                         /* CRC-32 of what it was */
    struct err err;                       /* why there are none; ERR_NONE: all is well */
};

enum {
    PACKER_LEVEL = 5,                     /* of libdeflate: within 1 % of zlib's 6, in half its time */
    PACKER_MOST = 1024 * 1024,            /* bytes of a file on disk that is packed in one piece */
    PACKER_WORKERS = 15,                  /* threads beside the taker at most */
};

struct packer;

/* The n files `which`, in that order, are going to be asked for. The bundle must
 * outlive the packer. threads, the taker's too; 0: one for each processor this
 * process may use. */
MUST struct packer *packer_open(struct arena *a, const struct bundle *b, const size_t *which,
                                size_t n, size_t threads);

/* The i-th of them, waited or worked for; to be asked for in order, each once. Valid until
 * the next is asked for. */
const struct packed *packer_take(struct packer *p, size_t i);

/* Files not yet taken are given up. */
void packer_close(struct packer *p);
