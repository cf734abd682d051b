/*
 * fact: what a measure counts, one row of its statement each, ready to be placed.
 *
 * Facts of test learners, outside the period or after the as-of day, and of courses, economies
 * and groups that are not asked for are left out on the way in. Days are those of the question's
 * time zone; a fact known to the day or less keeps the date it has. A date known to the year or
 * month only stands for its first day.
 *
 * Facts lie in boxes by what is counted: all of one learner (economy, course, initiative) are in
 * one box, so that distinct counting sorts small heaps. There a fact takes eight bytes, or ten when no
 * learners are counted, and a word for every further column that the question needs.
 */
#pragma once

#include "stats/question.h"
#include "stats/tuple.h"

/* Whole months from the fact's day to the day it ended, from ELAPSED_FROM on; else why there are none. */
enum elapsed { ELAPSED_NOT_YET, ELAPSED_UNDATED, ELAPSED_FROM };

struct fact {
    uint32_t person;                      /* who counts; 0: nobody. When economies are counted,
                                             the index of the economy instead */
    int32_t when;                         /* the date times 4, and how far it is known */
    uint16_t course;                      /* index + 1 in the world; 0: none */
    uint8_t stages;                       /* a set; bit 0 is always there */
    uint32_t more[];                      /* columns as facts->word says */
};

static inline enum known fact_known(const struct fact *x)
{
    return (enum known)((uint32_t)x->when & 3);
}

static inline day fact_date(const struct fact *x)
{
    return (x->when - (int32_t)fact_known(x)) / 4;
}

enum { NO_WORD = -1 };

struct box { struct chunk *first, *last; size_t n; };

struct facts {
    const struct question *question;
    struct reading *reading;
    const struct world *world;            /* of it */
    struct arena *arena;                  /* lives as long as the question */
    struct arena *own;                    /* of the facts */
    size_t stride;                        /* bytes of one fact, out of its box */
    int word[DETAILS];                    /* in `more`; NO_WORD: not kept */
    bool by_economy;                      /* economies are counted */
    size_t keys;                          /* of things are below this; 0: each fact is one */
    unsigned shift;                       /* a key's box is key >> shift */
    struct box *boxes;
    size_t nboxes;
    struct texts { VEC(str) list; uint32_t *table; size_t size; } texts[DETAILS];
                                          /* what words of texts mean: 1 is the first, 0 none */
    size_t n;
    size_t undated;                       /* of them, without a date */
    size_t year_only;                     /* of them, with a date known to the year */
    size_t courseless;                    /* of them, of no course */
    uint32_t elapsed_end;                 /* all elapsed months are below this */
    size_t undated_left_out;              /* because there is a period or a horizon */
    size_t young;                         /* left out: the horizon is not over for them */
    day first, last;                      /* of those with a date; first > last: none */
};

/* Sees every fact that is asked for with its row, whose origin begins at that column; of a measure of firsts
 * every one that is the first so far, whatever the period. */
struct facts_watch {
    void (*see)(void *self, const struct fact *x, const struct stmt *row, int origin);
    void *self;
};

/* As facts_read(). */
MUST bool facts_read_watched(struct facts *out, struct arena *a, struct reading *r, const struct question *q,
                             const struct facts_watch *watch, struct err *e);

MUST bool facts_read(struct facts *out, struct arena *a, struct reading *r, const struct question *q,
                     struct err *e);

/* Gives the memory of the facts back; what is told about all of them stays. */
void facts_free(struct facts *f);

/* All facts of a box, those of one thing behind each other when `sorted`; valid until `a` goes. */
struct heap { const char *bytes; size_t n, stride; };
struct heap facts_box(const struct facts *f, struct arena *a, size_t box, bool sorted);

static inline const struct fact *heap_at(const struct heap *h, size_t i)
{
    return (const struct fact *)(const void *)(h->bytes + i * h->stride);
}

/* What is counted; 0 and above, below facts->keys. */
uint32_t facts_key(const struct facts *f, const struct fact *x);

/* A number drawn for what is counted, the same in the facts of all questions that are side by side. */
uint64_t facts_name(const struct facts *f, const struct fact *x);

/* The day on which the economy of the fact's learner counts. */
static inline day facts_home_day(const struct facts *f, const struct fact *x)
{
    return f->question->basis == BASIS_AS_OF || fact_known(x) == KNOWN_NOT
        ? question_stock_day(f->question) : fact_date(x);
}

/* The day on which the memberships of its economy count. */
static inline day facts_day(const struct facts *f, const struct fact *x)
{
    return f->question->measure->has_base ? question_stock_day(f->question) : facts_home_day(f, x);
}

/* Index in the world. */
static inline uint16_t facts_economy(const struct facts *f, const struct fact *x)
{
    if (f->by_economy)
        return (uint16_t)x->person;
    return f->word[DETAIL_ECONOMY] != NO_WORD
        ? (uint16_t)x->more[f->word[DETAIL_ECONOMY]]
        : world_economy_of(f->world, x->person, facts_home_day(f, x));
}

static inline uint32_t facts_word(const struct facts *f, const struct fact *x, enum detail c)
{
    return f->word[c] == NO_WORD ? 0 : x->more[f->word[c]];
}

/* Whole months from one day to another: one more whenever the day of the month comes round again. */
int facts_months(day from, day to);

int64_t facts_n(const struct facts *f, const struct fact *x);         /* 1 when the measure has none */
double facts_value(const struct facts *f, const struct fact *x);
