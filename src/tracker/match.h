/*
 * match: which registration a row speaks of.
 *
 * By the date of registration: the same, else one that is known more or less
 * exactly and agrees, else one that nobody dated yet. A row without a date
 * speaks of the open registration, else of any. A key of the platform's names its
 * registration, or one that has none yet. First among those of the
 * learner by whose key the row came, then among those of the whole person.
 */
#pragma once

#include "base/arena.h"
#include "tracker/fields.h"
#include "tracker/stored.h"

struct reg {
    struct stored_registration is;        /* as it is to be; id 0 until written */
    bool is_new, is_changed;              /* itself */
    bool changed;                         /* it, or what is known of it */
    bool kin;                             /* of another learner who is the same person */
    bool loaded;                          /* its facts are */
    bool says_more;                       /* its digest is to be another than the old one */
    bool had_digest;
    int64_t old_digest;
    uint32_t line;                        /* the first row of this file that speaks of it */
    size_t facts;                         /* index + 1 of the first */
    size_t from, to;                      /* those that rows brought lie between */
};

typedef VEC(struct reg) regs;

struct match { size_t n, at; };           /* how many, and the first of them */

struct match match_find(const regs *all, struct stamp at, bool joins, str key);

/* Is the one known more exactly than the other, or the other not at all? */
bool stamp_is_better(struct stamp x, struct stamp than);
bool stamp_same(struct stamp x, struct stamp y);
