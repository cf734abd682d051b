/*
 * question: what the user wants to know: a measure and how it is asked for.
 */
#pragma once

#include "base/date.h"
#include "base/progress.h"
#include "base/say.h"
#include "stats/measure.h"

struct dimension;
struct reading;

enum { BY_MOST = 4 };

/* When an economy and its memberships are looked up. */
enum basis {
    BASIS_EVENT,                          /* on the day of the fact: flows */
    BASIS_AS_OF,                          /* on one day for all: stocks */
};

struct names { str *v; size_t n, cap; };

struct question {
    const struct measure *measure;
    const struct dimension *by[BY_MOST];
    size_t nby;
    bool has_from, has_to, has_as_of;
    day from, to, as_of;                  /* the last day is included */
    day today;                            /* the day of known_as_of; stands in where a day is needed and none is given */
    enum basis basis;
    struct names courses;                 /* their codes; none: all */
    struct names economies;               /* likewise */
    struct names groups;                  /* "SCHEME:CODE"; in any of them */
    const char *zone;                     /* whose days; NULL: UTC */
    bool associates;                      /* associate members of an RMO count as well */
    bool members_only;                    /* nothing but full members counts, of any group */
    bool fractional;                      /* who is in m groups counts 1/m in each */
    bool primary;                         /* an economy counts in its primary group only */
    bool has_horizon;
    int64_t horizon;                      /* days */
    bool has_known_as_of;                 /* the store that is asked is as it was known then */
    instant known_as_of;
    const char *lang;                     /* of titles and names; NULL: English */
    bool side_by_side;                    /* what it counts is compared with what others count (publish.h) */
    int public_k;                         /* small counts below it are hidden; 0: none is */
    int64_t round_to;                     /* counts are rounded to its multiples; 0: they are not */
    struct reading *reading;              /* of the job it is one question of; NULL: it is the only one */
    struct progress *progress;            /* may be NULL */
};

static inline bool question_has_window(const struct question *q)
{
    return q->has_from || q->has_to;
}

/* Made for everybody: what is told besides the table must not give anybody away either. */
static inline bool question_is_public(const struct question *q)
{
    return q->public_k > 0 || q->round_to > 0;
}

/* The sentences of this floor in the language that is asked for. */
static inline const struct words *question_words(const struct question *q)
{
    return words_of(S("stats"), str_of(q->lang));
}

/* The day on which things are looked up that have no day of their own. */
static inline day question_stock_day(const struct question *q)
{
    return q->has_as_of ? q->as_of : q->has_to ? q->to : q->today;
}

/* Whether the question makes sense; the sentence says what does not. */
MUST bool stats_check(const struct question *q, struct err *e);
