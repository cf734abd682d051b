/*
 * inside: what the files of this folder share; nobody else includes it.
 */
#pragma once

#include "tracker/batch.h"
#include "tracker/book.h"
#include "tracker/catalogue.h"
#include "tracker/economy.h"
#include "tracker/organisation.h"
#include "tracker/rowlog.h"
#include "tracker/spill.h"
#include "tracker/tape.h"
#include "tracker/uid.h"

struct people;
struct edit;
struct questions;
struct statements;
struct attend;

struct tracker {
    struct arena *arena;
    struct db *db;
    str note;                             /* what opening it did to the store; may be empty */
    char store[UID_STORE + 1];            /* its own name: uid.h */
    bool committed;                       /* something is worth keeping a new file for */
    bool in_pair;                         /* between tracker_begin() and tracker_end() */
    int64_t batches;                      /* begun in it */
    struct batch *batch;                  /* the one that is open */
    struct edit *edit;                    /* likewise */
    struct people *people;                /* keys of persons: NULL until needed, or after a rollback */
};

struct batch {
    struct tracker *t;
    struct db *db;
    struct arena *arena;                  /* lives as long as the batch */
    struct arena *scratch;                /* one portion */
    struct batch_spec spec;
    int64_t id, seen;
    bool alone;                           /* its own transaction, not within a pair */
    bool first;                           /* of the pair */
    bool economy_ok[26 * 26];             /* may be the economy of a person */
    instant recorded;
    int64_t line;                         /* of the last row taken */
    struct catalogue catalogue;
    struct rowlog log;
    struct spill *spill;
    struct tape *tape;                    /* parcels; NULL until there is one */
    struct questions *questions;          /* NULL until asked for */
    struct attend *attend;                /* likewise */
    struct statements *statements;        /* likewise */
    struct book book;
    struct organisations organisations;
    struct { struct rows *affiliation, *state; } into;    /* what is derived has no versions */
    struct batch_plan plan;
};
