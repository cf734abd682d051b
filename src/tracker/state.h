/*
 * state: what facts come to.
 *
 * A state is the highest that any fact says, with the earliest known instant
 * of completion and of passing, and the best score. What an override says
 * holds whatever facts say, field by field, the newest override first. It depends
 * on the set of facts alone, not on their order.
 *
 * The states of one registration are made together: facts of an activity count
 * for the one it is the same as, and the course is complete when what counts in
 * one of its editions is (kin.h):
 *     states_begin(&s, arena, kin, course)
 *     for each fact: states_add(&s, &fact)
 *     states_end(&s), then read s.course and s.units
 */
#pragma once

#include "base/arena.h"
#include "db/db.h"
#include "tracker/kin.h"
#include "tracker/record.h"

struct fact {
    uint32_t activity;                    /* 0: the course itself */
    enum completion completion;
    enum success success;
    bool has_score, by_hand;
    double score;
    struct stamp at;
    int64_t batch, line;                  /* who said it; asked of overrides only */
};

enum { HAND_COMPLETION, HAND_SUCCESS, HAND_SCORE, HANDS };

struct hand {                             /* the newest override of one field */
    bool given;
    struct fact fact;
};

struct state {
    enum completion completion;
    enum success success;
    bool has_score;
    double score;
    struct stamp completed, passed;
    struct hand hand[HANDS];
};

void state_fold(struct state *s, const struct fact *f);

struct unit_state { uint32_t activity; struct state state; };

struct states {
    struct arena *arena;
    const struct kin *kin;
    uint32_t course_id;
    bool begun;
    struct state course;
    VEC(struct unit_state) units;         /* of activities that have facts */
    size_t last;
};

/* The lists of an earlier registration are used again: begin with all zeros. */
void states_begin(struct states *s, struct arena *a, const struct kin *kin, uint32_t course);
void states_add(struct states *s, const struct fact *f);
void states_end(struct states *s);

/* Replaces what is there of the registration. */
MUST bool states_write(struct db *db, int64_t registration, const struct states *s, struct err *e);
/* The units alone, into a registration that has no states yet or keeps its units. */
MUST bool states_write_units(struct db *db, int64_t registration, const struct states *s,
                             struct err *e);

/* Both tables anew, from the facts: all of it, one registration (which may be
 * gone), or those of a course. */
MUST bool state_rebuild(struct db *db, struct err *e);
MUST bool state_renew(struct db *db, const struct kin *kin, int64_t registration, struct err *e);
MUST bool state_renew_course(struct db *db, int64_t course, struct err *e);

/* How many stored states are not what the facts come to, or missing, or of nothing. */
MUST bool state_check(struct db *db, int64_t *wrong, struct err *e);

/* The columns of registration_state behind the first. */
enum { STATE_COLUMNS = 7 };
void state_vals(const struct state *s, struct val *out);

/* Binding and reading an instant and its precision, two columns side by side. */
void stamp_vals(struct stamp s, struct val *out);
void stamp_set(struct stmt *q, int parameter, struct stamp s);
struct stamp stamp_get(const struct stmt *q, int column);

/* The fact in these columns, the first of them `column`. */
#define FACT_COLUMNS "activity, at, precision, completion, success, score, by_hand, batch, line"
enum { FACT_NCOLUMNS = 9 };
struct fact fact_get(const struct stmt *q, int column);
