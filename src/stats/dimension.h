/*
 * dimension: what figures can be broken down by.
 *
 * One row in dimensions.def and one struct dimension, in a file of its own or
 * of its kind, per dimension. An axis is a dimension made ready for one
 * question: its groups in the order they are shown, and for any fact the
 * groups it is in.
 *
 * A fact that is in no group stands on one of the lines below the groups.
 */
#pragma once

#include "stats/fact.h"

enum line { LINE_NONE, LINE_UNKNOWN, LINE_UNDATED, LINES };

enum { GROUPS_MOST = 64 };                /* that one fact can be in at a time */

struct group {
    str id, name;
    bool always;                          /* shown even when nothing is in it */
};

struct axis {
    const struct dimension *dimension;
    const struct question *question;
    const struct world *world;
    const struct facts *facts;
    bool overlaps;                        /* a fact can be in several groups */
    VEC(struct group) groups;             /* in the order they are shown */
    bool has_line[LINES];
    str lines[LINES];                     /* their names in the language of the question */
    void *own;                            /* of the dimension */
};

struct dimension {
    const char *name;                     /* "bipm-status": what --by takes */
    const char *id;                       /* "bipm_status": columns bipm_status, bipm_status_name */
    /* These and the lines are said in the language of the question. */
    const char *title, *name_title;       /* of these columns */
    const char *noun;                     /* "Participants by economy" */
    const char *help;
    bool shows_id;                        /* to people too */
    bool overlaps;                        /* a fact can be in several groups; of a scheme not
                                             known before the store is: until it says so */
    bool of_economies;                    /* the economy of the fact decides */
    enum detail column;                   /* of the fact, that decides */
    const char *unknown_id;               /* of the line "unknown", NULL: "unknown" */
    const char *lines[LINES];             /* their names; NULL: it has none */
    const char *detail;                   /* of the dimension: the code of a scheme, a query */

    bool (*prepare)(struct axis *x, struct arena *a, struct db *db, struct err *e);
    /* Puts indexes of groups into `in`, rising, and returns how many; when
     * there are none, *line says where the fact stands instead. */
    size_t (*place)(const struct axis *x, const struct fact *f, uint32_t in[GROUPS_MOST],
                    enum line *line);
    /* Whether a group could be called so of which the answer knows nothing. NULL: there is none. */
    bool (*could_be)(str id);
    /* Of a dimension in time: the last day of a group. NULL: it is none. */
    day (*last_day)(const struct axis *x, uint32_t group);
    /* Whether a group is over for all that began by this day; an empty one that is not is no 0. NULL: all are. */
    bool (*is_over)(const struct axis *x, uint32_t group, day begun);
    /* Adds sentences about what was counted. May be NULL. */
    void (*remark)(const struct axis *x, struct arena *a, struct buf *sentences);
    /* After counting: whether it could be done. May be NULL. */
    bool (*check)(const struct axis *x, struct arena *a, struct err *e);
};

const struct dimension *dimension_at(size_t i);       /* NULL behind the last */

/*
 * Fails with the nearest name when there is none. "_" does for "-". "group:CODE", and a name in
 * capitals, is any scheme of groups; whether the store has it is seen when it is asked.
 */
MUST const struct dimension *dimension_named(struct arena *a, str name, struct err *e);

/* Whether economies are looked at: to count them, or by them or their groups. */
bool question_asks_economies(const struct question *q);

/* By the groups of a scheme: dim_group.c. */
struct dimension dimension_of_scheme(struct arena *a, str scheme);

/* What every axis has; prepare() adds the rest. */
MUST bool axis_open(struct axis *x, struct arena *a, struct db *db, const struct dimension *d,
                    const struct facts *facts, struct err *e);

const char *line_name(enum line l);       /* "none", "unknown", "undated" */

#define DIMENSION(name) extern const struct dimension dimension_##name;
#include "stats/dimensions.def"
#undef DIMENSION
