/*
 * shared: ids of a source that stand for several people, because a file gave them to several.
 *
 * Such an id identifies nobody, in later files of the source as little as in that one. Kept is
 * who came with it (shared_id), the first SHARERS_MOST of them: when they all are one person, by
 * a merge, the id is that person's again.
 */
#pragma once

#include "base/keymap.h"
#include "tracker/persons.h"

enum { SHARERS_MOST = 11 };

struct sharers { uint32_t n, learner[SHARERS_MOST]; };

struct shared {
    struct arena *arena;
    struct keymap ids;                    /* as people.h names keys -> index in `of` */
    VEC(struct sharers) of;
};

MUST bool shared_load(struct shared *s, struct arena *a, struct db *db, struct err *e);
void shared_close(struct shared *s);

/* Whoever came with the id; NULL: it is not shared. */
const struct sharers *shared_find(const struct shared *s, str key);
bool sharers_are_one(const struct sharers *x, const struct persons *p);

/* Remembers one more, unless there are enough; false: nothing new. In memory only. */
bool shared_add(struct shared *s, str key, uint32_t learner);

/* As in people.h: a key of a kind within an issuer, as one text. */
str key_text(struct arena *a, str kind, str issuer, str norm);
