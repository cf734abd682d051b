/*
 * One pass over the rows of the measure. A row costs some arithmetic: is it asked
 * for, where.
 */
#include "stats/fact.h"

#include <string.h>

#include "base/hash.h"
#include "stats/dimension.h"
#include "stats/filter.h"

/* A shift leaves no more of a person to the fact than it has bits for. */
enum { BOXES = 1024, SHIFT_MOST = 16, CHUNK_LEAST = 16, CHUNK_MOST = 1024, STEP = 4096 };

struct reader {
    struct facts *facts;
    const struct filter *filter;
    struct tuples *rows;
    bool looks_at_economy;                /* of every fact, on the way in */
    const struct facts_watch *watch;      /* may be NULL */
    char *firsts;                         /* by key, of stages 0 where none is; NULL: all count */
};

/* ---- days ------------------------------------------------------------------ */

static bool in_window(const struct question *q, day d)
{
    return (!q->has_from || d >= q->from) && (!q->has_to || d <= q->to)
        && (!q->has_as_of || d <= q->as_of);
}

/* Whether the fact is in the numerator: done, by the as-of day, within the horizon. */
static bool is_done(const struct question *q, const struct tuple *row)
{
    if (!row->done)
        return false;
    struct when w = row->done_at;
    if (w.known == KNOWN_NOT)
        return !q->has_horizon;
    return (!q->has_as_of || w.date <= q->as_of)
        && (!q->has_horizon || w.date - (int64_t)row->at.date <= q->horizon);
}

/* False when the question is not about it. */
static bool is_asked_for(struct reader *r, struct when w)
{
    const struct question *q = r->facts->question;
    if (w.known == KNOWN_NOT) {
        bool out_of_it = question_has_window(q) || q->has_horizon;
        r->facts->undated_left_out += out_of_it;
        return !out_of_it;
    }
    if (!in_window(q, w.date))
        return false;
    day end = q->has_as_of ? q->as_of : q->today;
    bool young = q->has_horizon && w.date + q->horizon > end;
    r->facts->young += young;
    return !young;
}

/* ---- months elapsed ------------------------------------------------------------ */

int facts_months(day from, day to)
{
    struct civil a = date_to_civil(from), b = date_to_civil(to);
    return (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day);
}

/* A month or a year alone is no day to count from; nor did anything end before it began. */
static uint32_t elapsed_of(struct facts *f, const struct tuple *row)
{
    struct when end = row->ended_at;
    if (!row->ended || (end.known != KNOWN_NOT && f->question->has_as_of && end.date > f->question->as_of))
        return ELAPSED_NOT_YET;
    if (end.known != KNOWN_DAY || row->at.known != KNOWN_DAY || end.date < row->at.date)
        return ELAPSED_UNDATED;
    uint32_t months = (uint32_t)facts_months(row->at.date, end.date);
    f->elapsed_end = months >= f->elapsed_end ? months + 1 : f->elapsed_end;
    return ELAPSED_FROM + months;
}

/* ---- words ------------------------------------------------------------------- */

static size_t text_slot(const struct texts *t, str text)
{
    size_t i = (size_t)str_hash(text) & (t->size - 1);
    while (t->table[i] != 0 && !str_eq(t->list.v[t->table[i] - 1], text))
        i = (i + 1) & (t->size - 1);
    return i;
}

static void grow_texts(struct texts *t, struct arena *a)
{
    t->size = t->size ? 2 * t->size : 64;
    t->table = NEW_N(a, uint32_t, t->size);
    for (size_t i = 0; i < t->list.n; i++)
        t->table[text_slot(t, t->list.v[i])] = (uint32_t)i + 1;
}

/* The number of a text; 0: of none. */
static uint32_t text_number(struct texts *t, struct arena *a, str text)
{
    if (text.n == 0)
        return 0;
    if (2 * t->list.n >= t->size)
        grow_texts(t, a);
    size_t slot = text_slot(t, text);
    if (t->table[slot] == 0) {
        *vec_push(a, &t->list) = str_dup(a, text);
        t->table[slot] = (uint32_t)t->list.n;
    }
    return t->table[slot];
}

/* The economy that counts: the one the fact carries, else its learner's. */
static uint16_t economy_of(const struct facts *f, const struct fact *x, const struct tuple *row)
{
    bool carried = row->economy >= 0 && (f->question->basis != BASIS_AS_OF || x->person == 0);
    return carried ? (uint16_t)row->economy : world_economy_of(f->world, x->person, facts_home_day(f, x));
}

static void put_word(struct facts *f, struct fact *x, enum detail c, const struct tuple *row)
{
    uint32_t *to = &x->more[f->word[c]];
    switch (c) {
    case DETAIL_ECONOMY:
        return;                           /* is there already */
    case DETAIL_LANG: case DETAIL_COHORT: case DETAIL_KIND:
        *to = text_number(&f->texts[c], f->arena, row->texts[c - DETAIL_LANG]);
        return;
    case DETAIL_ELAPSED:
        *to = elapsed_of(f, row);
        return;
    case DETAIL_N:
        memcpy(to, &row->n, sizeof row->n);
        return;
    case DETAIL_VALUE:
        memcpy(to, &row->value, sizeof row->value);
        return;
    default:
        *to = row->keys[c];
    }
}

int64_t facts_n(const struct facts *f, const struct fact *x)
{
    int64_t n = 1;
    if (f->word[DETAIL_N] != NO_WORD)
        memcpy(&n, &x->more[f->word[DETAIL_N]], sizeof n);
    return n;
}

double facts_value(const struct facts *f, const struct fact *x)
{
    double value = 0;
    if (f->word[DETAIL_VALUE] != NO_WORD)
        memcpy(&value, &x->more[f->word[DETAIL_VALUE]], sizeof value);
    return value;
}

/* ---- boxes --------------------------------------------------------------------- */

uint32_t facts_key(const struct facts *f, const struct fact *x)
{
    switch (f->question->measure->counts) {
    case COUNTS_LEARNERS:
    case COUNTS_ECONOMIES:   return x->person;
    case COUNTS_COURSES:     return x->course;
    case COUNTS_INITIATIVES: return x->more[f->word[DETAIL_INITIATIVE]];
    default:                 return 0;
    }
}

uint64_t facts_name(const struct facts *f, const struct fact *x)
{
    enum counts counts = f->question->measure->counts;
    if (counts_distinct(counts))
        return hash_next(counts, facts_key(f, x));
    uint64_t of_person = hash_next(counts, x->person), of_record = hash_next(of_person, facts_word(f, x, DETAIL_KEY));
    return hash_next(of_record, facts_word(f, x, DETAIL_ACTIVITY));
}

enum { WHEN = 1 << STAGES_MOST };

/* A fact as it lies in a box. When learners are counted the box says the first bits of one. */
struct packed {
    uint32_t when;                        /* times WHEN, and stages: days have 23 bits, more than date.h */
    uint16_t course, person, above;
};

struct chunk {
    struct chunk *next;
    size_t n, cap;                        /* of facts */
    char bytes[];
};

static bool box_is_of_learners(const struct facts *f)
{
    return f->question->measure->counts == COUNTS_LEARNERS;
}

static size_t packed_head(const struct facts *f)
{
    return box_is_of_learners(f) ? offsetof(struct packed, above) : offsetof(struct packed, above) + sizeof(uint16_t);
}

static size_t packed_stride(const struct facts *f)
{
    return packed_head(f) + f->stride - sizeof(struct fact);
}

static void pack(char *to, const struct facts *f, const struct fact *x)
{
    struct packed p = { .when = (uint32_t)x->when * WHEN + x->stages, .course = x->course,
                        .person = (uint16_t)x->person, .above = (uint16_t)(x->person >> 16) };
    memcpy(to, &p, packed_head(f));
    memcpy(to + packed_head(f), x->more, f->stride - sizeof *x);
}

static void unpack(struct fact *to, const struct facts *f, const char *from, size_t box)
{
    struct packed p;
    memcpy(&p, from, packed_head(f));
    memcpy(to->more, from + packed_head(f), f->stride - sizeof *to);
    to->person = box_is_of_learners(f) ? (uint32_t)(box << f->shift) + (p.person & (((uint32_t)1 << f->shift) - 1))
                                       : (uint32_t)p.above << 16 | p.person;
    to->when = (int32_t)(p.when / WHEN * WHEN) / WHEN;
    to->course = p.course;
    to->stages = p.when % WHEN;
}

static struct chunk *new_chunk(struct reader *r, const struct box *b)
{
    size_t stride = packed_stride(r->facts);
    size_t cap = b->last == NULL ? CHUNK_LEAST : b->last->cap < CHUNK_MOST ? 4 * b->last->cap
                                                                           : CHUNK_MOST;
    struct chunk *c = arena_get(r->facts->own, sizeof *c + cap * stride);
    c->cap = cap;
    return c;
}

static void put_fact(struct reader *r, const struct fact *x)
{
    const struct facts *f = r->facts;
    /* Facts that are things themselves stay in the order they came. */
    size_t box = f->keys > 0 ? facts_key(f, x) >> f->shift : f->n / CHUNK_MOST % BOXES;
    struct box *b = &f->boxes[box];
    if (b->last == NULL || b->last->n == b->last->cap) {
        struct chunk *c = new_chunk(r, b);
        if (b->last == NULL)
            b->first = c;
        else
            b->last->next = c;
        b->last = c;
    }
    pack(b->last->bytes + b->last->n++ * packed_stride(f), f, x);
    b->n++;
}

static void note_date(struct reader *r, struct when w)
{
    r->facts->n++;
    if (w.known == KNOWN_NOT) {
        r->facts->undated++;
        return;
    }
    r->facts->year_only += w.known == KNOWN_YEAR;
    r->facts->first = w.date < r->facts->first ? w.date : r->facts->first;
    r->facts->last = w.date > r->facts->last ? w.date : r->facts->last;
}

/* ---- one row --------------------------------------------------------------------- */

/* What could be reached, whatever the course and the period. */
static bool is_base(const struct reader *r, const struct fact *x)
{
    return r->facts->question->measure->has_base && (x->stages & 2) == 0;
}

/* The economy on the way in; false when the question is not about it. */
static bool place_in_economy(const struct reader *r, struct fact *x, const struct tuple *row)
{
    const struct facts *f = r->facts;
    uint16_t economy = economy_of(f, x, row);
    if (!filter_has_economy(r->filter, economy, facts_day(f, x)))
        return false;
    if (f->by_economy)
        x->person = economy;
    else if (f->word[DETAIL_ECONOMY] != NO_WORD)
        x->more[f->word[DETAIL_ECONOMY]] = economy;
    return true;
}

static void add_fact(struct reader *r, const struct fact *x, struct when w)
{
    put_fact(r, x);
    r->facts->courseless += x->course == 0;
    if (is_base(r, x))
        r->facts->n++;
    else
        note_date(r, w);
}

static struct fact *first_of(const struct reader *r, uint32_t key)
{
    return (struct fact *)(void *)(r->firsts + key * r->facts->stride);
}

static void show(const struct reader *r, const struct fact *x)
{
    int origin;
    if (r->watch == NULL)
        return;
    const struct stmt *row = tuples_origin(r->rows, &origin);
    r->watch->see(r->watch->self, x, row, origin);
}

static void replace_first(const struct reader *r, struct fact *have, const struct fact *x)
{
    memcpy(have, x, r->facts->stride);
    show(r, x);
}

/* Of each thing the earliest is kept; what has no date is behind what has one. */
static void keep_first(struct reader *r, const struct fact *x)
{
    struct fact *have = first_of(r, facts_key(r->facts, x));
    if (have->stages == 0 || (fact_known(have) == KNOWN_NOT && fact_known(x) != KNOWN_NOT)
        || (fact_known(x) != KNOWN_NOT && fact_date(x) < fact_date(have)))
        replace_first(r, have, x);
}

static void add_firsts(struct reader *r)
{
    for (size_t key = 0; r->firsts != NULL && key < r->facts->keys; key++) {
        const struct fact *x = first_of(r, (uint32_t)key);
        struct when w = { fact_date(x), fact_known(x) };
        if (x->stages != 0 && is_asked_for(r, w))
            add_fact(r, x, w);
    }
}

/* What the row is about; false when it counts for nobody. */
static bool make_fact(struct reader *r, struct fact *x, const struct tuple *row)
{
    struct facts *f = r->facts;
    if (row->person == 0 && (f->question->measure->counts == COUNTS_LEARNERS || !row->of_nobody))
        return false;
    x->person = row->person;
    x->course = row->course;
    x->when = row->at.date * 4 + (int32_t)row->at.known;
    x->stages = (uint8_t)(row->stages | (is_done(f->question, row) ? 2 : 0));
    if (!is_base(r, x) && !filter_has_course(r->filter, x->course))
        return false;
    if (r->looks_at_economy && !place_in_economy(r, x, row))
        return false;
    return (x->stages & 1) != 0
        && (!f->by_economy || f->world->economies.v[x->person].counted);
}

static void take(struct reader *r, const struct tuple *row)
{
    struct facts *f = r->facts;
    uint32_t space[(sizeof(struct fact) + 2 * DETAILS * sizeof(uint32_t)) / sizeof(uint32_t)];
    struct fact *x = (struct fact *)(void *)space;
    if (!make_fact(r, x, row) || (r->firsts == NULL && !is_base(r, x) && !is_asked_for(r, row->at)))
        return;
    for (int c = DETAIL_NONE + 1; c < DETAILS; c++)
        if (f->word[c] != NO_WORD)
            put_word(f, x, (enum detail)c, row);
    if (r->firsts != NULL) {
        keep_first(r, x);
        return;
    }
    add_fact(r, x, row->at);
    show(r, x);
}

/* ---- all rows ---------------------------------------------------------------------- */

static bool take_all(struct reader *r, struct err *e)
{
    struct progress *progress = r->facts->question->progress;
    bool go_on = true;
    size_t n = 0;
    for (const struct tuple *row; go_on && (row = tuples_next(r->rows)) != NULL;) {
        take(r, row);
        if (++n % STEP == 0)
            go_on = progress_step(progress, STEP, e);
    }
    add_firsts(r);
    return go_on && progress_step(progress, n % STEP, e);
}

static bool read_all(struct reader *r, struct err *e)
{
    const struct facts *f = r->facts;
    const struct question *q = f->question;
    if (q->measure->firsts)
        r->firsts = arena_get(f->arena, f->keys * f->stride);
    return tuples_begin(r->rows, q->zone, q->has_as_of ? &q->as_of : NULL, r->watch != NULL, e) && take_all(r, e);
}

/* ---- what is asked ------------------------------------------------------------------- */

static bool needs(const struct question *q, enum detail c)
{
    if (c == DETAIL_N)
        return q->measure->counts == COUNTS_HEADS;
    if (c == DETAIL_VALUE)
        return q->measure->is_spread;
    if (c == DETAIL_INITIATIVE && q->measure->counts == COUNTS_INITIATIVES)
        return true;
    if ((c == DETAIL_KEY || c == DETAIL_ACTIVITY) && q->side_by_side && !counts_distinct(q->measure->counts))
        return true;
    for (size_t i = 0; i < q->nby; i++)
        if (q->by[i]->column == c)
            return true;
    return false;
}

/* An economy that the fact carries is kept when somebody asks for it. */
static bool keeps_economy(const struct question *q)
{
    return q->measure->counts != COUNTS_ECONOMIES && question_asks_economies(q);
}

static void keep(struct facts *f, enum detail c, int *words)
{
    f->word[c] = *words;
    *words += c == DETAIL_N || c == DETAIL_VALUE ? 2 : 1;
}

static bool no_column(const struct question *q, enum detail c, struct err *e)
{
    for (size_t i = 0; i < q->nby; i++)
        if (q->by[i]->column == c)
            return err_set(e, ERR_USAGE, "for " STR_FMT " nobody records the %s, so it cannot be counted "
                           "by it", STR_ARG(q->measure->name), q->by[i]->noun);
    return true;
}

/* Which columns of the statement the question needs. */
static bool choose(struct reader *r, struct err *e)
{
    struct facts *f = r->facts;
    int words = 0;
    f->word[DETAIL_NONE] = NO_WORD;
    for (int c = DETAIL_NONE + 1; c < DETAILS; c++) {
        bool asked = c == DETAIL_ECONOMY ? r->looks_at_economy || question_asks_economies(f->question)
                                         : needs(f->question, (enum detail)c);
        f->word[c] = NO_WORD;
        if (!asked)
            continue;
        bool there = tuples_want(r->rows, (enum detail)c);
        if (!there && !no_column(f->question, (enum detail)c, e))
            return false;
        if (there && (c != DETAIL_ECONOMY || keeps_economy(f->question)))
            keep(f, (enum detail)c, &words);
    }
    r->looks_at_economy = r->looks_at_economy || f->word[DETAIL_ECONOMY] != NO_WORD;
    f->stride = sizeof(struct fact) + (size_t)words * sizeof(uint32_t);
    return true;
}

static size_t keys_of(const struct facts *f, int64_t initiatives)
{
    switch (f->question->measure->counts) {
    case COUNTS_LEARNERS:    return f->world->learners;
    case COUNTS_ECONOMIES:   return f->world->economies.n;
    case COUNTS_COURSES:     return f->world->courses.n + 1;
    case COUNTS_INITIATIVES: return (size_t)initiatives + 1;
    default:                 return 0;
    }
}

static bool one_number(struct db *db, str sql, int64_t *out, struct err *e)
{
    struct stmt *q = db_stmt(db, sql);
    *out = 0;
    if (stmt_row(q))
        *out = stmt_int(q, 0);
    return stmt_end(q, e);
}

static bool find_keys(struct facts *f, struct db *db, struct err *e)
{
    int64_t initiatives = 0;
    if (f->question->measure->counts == COUNTS_INITIATIVES
        && !one_number(db, S("SELECT max(id) FROM initiative"), &initiatives, e))
        return false;
    f->keys = keys_of(f, initiatives);
    while (f->keys > 0 && (f->keys - 1) >> f->shift >= BOXES && f->shift < SHIFT_MOST)
        f->shift++;
    f->nboxes = f->keys >> f->shift < BOXES ? BOXES : (f->keys >> f->shift) + 1;
    f->boxes = NEW_N(f->own, struct box, f->nboxes);
    return true;
}

bool facts_read(struct facts *out, struct arena *a, struct reading *r, const struct question *q, struct err *e)
{
    return facts_read_watched(out, a, r, q, NULL, e);
}

bool facts_read_watched(struct facts *out, struct arena *a, struct reading *reading, const struct question *q,
                        const struct facts_watch *watch, struct err *e)
{
    struct filter filter;
    *out = (struct facts){ .question = q, .reading = reading, .world = reading->world, .arena = a,
                           .own = arena_new(), .by_economy = q->measure->counts == COUNTS_ECONOMIES,
                           .first = DAY_NEVER, .last = DAY_ALWAYS };
    struct reader r = { .facts = out, .filter = &filter, .watch = watch };
    if (!filter_open(&filter, a, reading, q, e) || !find_keys(out, reading->db, e))
        return false;
    r.looks_at_economy = out->by_economy || filter_is_of_economies(&filter);
    r.rows = tuples_of(reading, a, q->measure->sql);
    return tuples_end(r.rows, choose(&r, e) && read_all(&r, e), e);
}

void facts_free(struct facts *f)
{
    arena_free(f->own);
    f->own = NULL;
}

/* ---- out of the boxes ------------------------------------------------------------------ */

static char *gather(const struct facts *f, struct arena *a, size_t box)
{
    char *all = arena_get(a, f->boxes[box].n * f->stride), *to = all;
    for (const struct chunk *c = f->boxes[box].first; c != NULL; c = c->next)
        for (size_t i = 0; i < c->n; i++, to += f->stride)
            unpack((void *)to, f, c->bytes + i * packed_stride(f), box);
    return all;
}

/* By counting: keys of a box are small numbers above the first. */
static char *sort_by_key(const struct facts *f, struct arena *a, const char *all, size_t n, size_t box)
{
    uint32_t first = (uint32_t)(box << f->shift);
    size_t keys = (size_t)1 << f->shift;
    uint32_t *next = NEW_N(a, uint32_t, keys + 1);
    char *sorted = arena_get(a, n * f->stride);
    for (size_t i = 0; i < n; i++)
        next[facts_key(f, (const void *)(all + i * f->stride)) - first + 1]++;
    for (size_t i = 1; i <= keys; i++)
        next[i] += next[i - 1];
    for (size_t i = 0; i < n; i++) {
        const char *x = all + i * f->stride;
        memcpy(sorted + next[facts_key(f, (const void *)x) - first]++ * f->stride, x, f->stride);
    }
    return sorted;
}

struct heap facts_box(const struct facts *f, struct arena *a, size_t box, bool sorted)
{
    size_t n = f->boxes[box].n;
    char *all = gather(f, a, box);
    if (sorted && f->shift > 0 && n > 1)
        all = sort_by_key(f, a, all, n, box);
    return (struct heap){ all, n, f->stride };
}
