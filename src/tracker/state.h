/*
 * state: what facts come to.
 *
 * A state is the highest that any fact says, with the earliest known instant
 * of completion and of passing, and the best score. It depends on the set of
 * facts alone, not on their order.
 */
#pragma once

#include "db/db.h"
#include "tracker/record.h"

struct fact {
    uint32_t activity;                    /* 0: the course itself */
    enum completion completion;
    enum success success;
    bool has_score;
    double score;
    struct stamp at;
};

struct state {
    enum completion completion;
    enum success success;
    bool has_score;
    double score;
    struct stamp completed, passed;
};

void state_fold(struct state *s, const struct fact *f);

/* A fact about any activity says that the course was begun. */
void state_fold_registration(struct state *s, const struct fact *f);

/* Replaces what is there. */
MUST bool state_write_registration(struct db *db, int64_t registration, const struct state *s,
                                   struct err *e);
MUST bool state_write_activity(struct db *db, int64_t registration, uint32_t activity,
                               const struct state *s, struct err *e);

/* Both tables anew, from the facts. */
MUST bool state_rebuild(struct db *db, struct err *e);

/* How many stored states are not what the facts come to, or missing, or of nothing. */
MUST bool state_check(struct db *db, int64_t *wrong, struct err *e);

/* The columns of registration_state behind the first. */
enum { STATE_COLUMNS = 7 };
void state_vals(const struct state *s, struct val *out);

/* Binding and reading an instant and its precision, two columns side by side. */
void stamp_vals(struct stamp s, struct val *out);
void stamp_set(struct stmt *q, int parameter, struct stamp s);
struct stamp stamp_get(const struct stmt *q, int column);

/* The fact in six columns: activity, at, precision, completion, success, score. */
struct fact fact_get(const struct stmt *q, int column);
