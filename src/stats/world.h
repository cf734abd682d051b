/*
 * world: economies, courses and learners in memory, by small numbers, so that millions
 * of facts are placed without asking the store again.
 *
 * A learner who was merged is the one who stayed; one who only tests the
 * platform is nobody. The economy of a learner on a day is that of the
 * affiliation that covers the day, else "ZZ", unknown.
 */
#pragma once

#include "base/arena.h"
#include "base/date.h"
#include "db/db.h"

struct world_economy {
    str code, name, french;
    bool counted;                         /* as a country or economy: not ZZ, no organisation */
};

struct world_course { int64_t key; str code, title; };

struct stay { day from, to; uint16_t economy; bool last; };      /* [from, to); of one learner */

struct world {
    VEC(struct world_economy) economies;  /* in order of code */
    uint16_t by_code[65536];              /* two bytes -> index + 1 */
    uint16_t unknown;                     /* the index of ZZ */
    VEC(struct world_course) courses;     /* in order of code */
    uint16_t *by_course;                  /* key -> index + 1; 0: no such course */
    size_t course_keys;                   /* run below this */
    unsigned char *other;                 /* a bit per learner: merged or a test */
    size_t learners;                      /* keys run below this */
    uint32_t *home;                       /* learner -> an economy for good, or WORLD_MOVES + first stay;
                                             of those others who counts, 0: nobody */
    VEC(struct stay) stays;
};

#define WORLD_MOVES 0x80000000u

MUST struct world *world_load(struct arena *a, struct db *db, struct err *e);

/* -1: no such economy. */
int world_find(const struct world *w, str code);

static inline bool world_is_other(const struct world *w, size_t learner)
{
    return w->other[learner / 8] >> (learner % 8) & 1;
}

/* Who counts for the learner with this key; 0: nobody. */
static inline uint32_t world_person(const struct world *w, int64_t learner)
{
    if (learner <= 0 || (uint64_t)learner >= w->learners)
        return 0;
    return world_is_other(w, (size_t)learner) ? w->home[learner] : (uint32_t)learner;
}

/* Index + 1 of the course with this key; 0: none. */
static inline uint16_t world_course(const struct world *w, int64_t course)
{
    return course > 0 && (uint64_t)course < w->course_keys ? w->by_course[course] : 0;
}

uint16_t world_moved_to(const struct world *w, uint32_t first_stay, day d);

static inline uint16_t world_economy_of(const struct world *w, uint32_t person, day d)
{
    uint32_t home = w->home[person];
    return home < WORLD_MOVES ? (uint16_t)home : world_moved_to(w, home - WORLD_MOVES, d);
}

/* The statement in a file of this floor. */
struct stmt *world_query(struct db *db, str path);

/* The ends of a period in the store: ISO dates, NULL where it is open. */
enum { DAY_ALWAYS = INT32_MIN, DAY_NEVER = INT32_MAX };
MUST bool world_period(const struct stmt *q, int from_column, day *from, day *to, struct err *e);
