/*
 * snapshot: a file that lists everybody who is registered.
 *
 * What the store has from the same source in the courses that the file speaks of,
 * and the file does not name, is withdrawn; what was withdrawn and is named is
 * open again. A file that would withdraw more than a given share of what there is
 * brings nothing at all: rather it is only a part of the list.
 */
#pragma once

#include "tracker/inside.h"

struct snapshot {
    struct paged named;                   /* a bit by registration */
    struct paged courses;                 /* a byte by course */
    int64_t first_new;                    /* registrations before this one were there */
};

void snapshot_open(struct snapshot *s, struct arena *a, int64_t first_new);
void snapshot_name(struct snapshot *s, int64_t registration, uint32_t course);

/* When all rows are decided. Withdraws nobody when rows were refused: they might be
 * the ones that are missing. */
MUST bool snapshot_withdraw(struct batch *b, struct snapshot *s, struct err *e);
