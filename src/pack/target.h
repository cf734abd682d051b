/*
 * target: a kind of package a learning platform takes.
 *
 * One file here and one row in targets.def per kind.  A target gets the pages
 * and adds what its standard asks for.  It does not render and does not zip.
 */
#pragma once

#include "pack/losses.h"

struct target {
    const char *name;                     /* "scorm12": in file names, for --to */
    const char *title;                    /* "SCORM 1.2" */
    const char *store;                    /* what its pages talk to: render/store-NAME.js */
    bool has_units;                       /* several can be told apart; else the course is one */
    size_t state_most;                    /* characters of state its run time keeps; 0: any */
    /* Adds the manifest; NULL: there is none. */
    bool (*finish)(const struct packing *p, struct bundle *site, struct err *e);
    const struct loss *losses;            /* the last has no rule */
    const char *next;                     /* what to do with the package, a sentence */
    const char *next_passed;              /* what more when it reports passed or failed; NULL */
    const char *next_units;               /* what more when there are several units; NULL */
};

/* All rows of targets.def in order; NULL behind the last. */
const struct target *target_at(size_t i);
const struct target *target_named(str name);
