/*
 * mappings: how files are read, as the store keeps it: mapping files by name and version, and
 * what was said last of each named source. The office's own settings, not what is known of learners.
 */
#pragma once

#include "base/date.h"
#include "tracker/tracker.h"

struct mapping_kept {
    int64_t version;                      /* from 1 */
    str name, text, sha256;
    int64_t batch;                        /* the first that was read by it; 0: none */
    instant recorded;                     /* of that batch */
};

/* "secretariat", the newest, or "secretariat:2". Fails when there is none; texts live in a. */
MUST bool mapping_find(struct tracker *t, struct arena *a, str called, struct mapping_kept *out,
                       struct err *e);

/* All versions, by name and version; without their texts. */
MUST bool mapping_list(struct tracker *t, struct arena *a, struct mapping_kept **list, size_t *n,
                       struct err *e);

/* Keeps a text as the next version, unless there is one that says the same. */
MUST bool mapping_keep(struct tracker *t, str name, str text, str sha256, int64_t *version,
                       struct err *e);

/* The batch that was read by it first. */
MUST bool mapping_used(struct tracker *t, str name, int64_t version, int64_t batch, struct err *e);

/* What files of a named source have in common; empty: nothing was said. */
struct source_settings { str zone, mapping; };
MUST bool source_settings(struct tracker *t, struct arena *a, str source, struct source_settings *out,
                          struct err *e);

/* Keeps what is not empty. The source must be there: some batch named it. */
MUST bool source_keep(struct tracker *t, str source, struct source_settings s, struct err *e);
