/*
 * One pass over the measure's statement. A row costs some arithmetic: who
 * counts, which day, is it asked for, where.
 */
#include "stats/fact.h"

#include <string.h>

#include "intl/zone.h"
#include "stats/dimension.h"
#include "stats/filter.h"

enum { NONE = -1, CHUNK_LEAST = 16, CHUNK_MOST = 1024, STEP = 4096 };

/* Columns of the statement that is asked, in its order. */
enum asked {
    ASK_LEARNER, ASK_COURSE, ASK_AT, ASK_PRECISION, ASK_STAGE, ASK_DONE, ASK_DONE_AT,
    ASK_DONE_PRECISION, ASK_MORE,
    ASK_ENDED = ASK_MORE + DETAILS, ASK_ENDED_PRECISION, ASKED,
};

static const char *const asked_names[ASKED] = {
    [ASK_LEARNER] = "learner", [ASK_COURSE] = "course", [ASK_AT] = "at",
    [ASK_PRECISION] = "precision", [ASK_STAGE] = "stage", [ASK_DONE] = "done",
    [ASK_DONE_AT] = "done_at", [ASK_DONE_PRECISION] = "done_precision",
    [ASK_MORE + DETAIL_VERSION] = "version", [ASK_MORE + DETAIL_ACTIVITY] = "activity",
    [ASK_MORE + DETAIL_INITIATIVE] = "initiative", [ASK_MORE + DETAIL_PROVIDER] = "provider",
    [ASK_MORE + DETAIL_LANG] = "lang", [ASK_MORE + DETAIL_COHORT] = "cohort",
    [ASK_MORE + DETAIL_KIND] = "kind", [ASK_MORE + DETAIL_ECONOMY] = "economy",
    [ASK_MORE + DETAIL_ELAPSED] = "ended_at", [ASK_ENDED] = "ended", [ASK_ENDED_PRECISION] = "ended_precision",
    [ASK_MORE + DETAIL_N] = "n", [ASK_MORE + DETAIL_VALUE] = "value",
};

struct reader {
    struct facts *facts;
    const struct filter *filter;
    struct stmt *rows;
    int column[ASKED];                    /* of the statement asked; NONE: it is not */
    bool looks_at_economy;                /* of every fact, on the way in */
    struct zone *zone;                    /* NULL: UTC */
    int32_t *offsets;                     /* of the zone by day of UTC; OFFSET_NEW, OFFSET_VARIES */
    const struct facts_watch *watch;      /* may be NULL */
    int origin;                           /* the first of its columns */
    char *firsts;                         /* by key, of stages 0 where none is; NULL: all count */
};

struct when { day date; enum known known; };

/* ---- days ------------------------------------------------------------------ */

/* Zones are asked once a day of these; a day on which clocks are put forward or back every time. */
enum { DAYS_FIRST = -25567, DAYS = 80000, OFFSET_NEW = INT32_MIN, OFFSET_VARIES = INT32_MAX };

static bool open_zone(struct reader *r, const char *name, struct err *e)
{
    if (name == NULL || str_eq(str_of(name), S("UTC")))
        return true;
    r->offsets = NEW_N(r->facts->arena, int32_t, DAYS);
    for (size_t i = 0; i < DAYS; i++)
        r->offsets[i] = OFFSET_NEW;
    return (r->zone = zone_open(r->facts->arena, name, e)) != NULL;
}

static day day_in_zone(const struct reader *r, instant t)
{
    day utc = date_of_instant(t);
    if (utc < DAYS_FIRST || utc >= DAYS_FIRST + DAYS)
        return zone_day(r->zone, t);
    int32_t *offset = &r->offsets[utc - DAYS_FIRST];
    if (*offset == OFFSET_NEW) {
        int32_t early = zone_offset(r->zone, date_to_instant(utc));
        bool same = early == zone_offset(r->zone, date_to_instant(utc + 1) - 1);
        *offset = same ? early : OFFSET_VARIES;
    }
    return *offset == OFFSET_VARIES ? zone_day(r->zone, t) : date_of_instant(t + *offset);
}

static enum known known_of(char precision)
{
    switch (precision) {
    case PRECISION_YEAR:  return KNOWN_YEAR;
    case PRECISION_MONTH: return KNOWN_MONTH;
    default:              return KNOWN_DAY;
    }
}

static struct when when(const struct reader *r, int at, int precision)
{
    if (stmt_nil(r->rows, at))
        return (struct when){ 0, KNOWN_NOT };
    instant t = stmt_int(r->rows, at);
    char letter = stmt_letter(r->rows, precision);
    bool is_instant = letter == PRECISION_SECOND || letter == PRECISION_MS;
    day d = is_instant && r->zone != NULL ? day_in_zone(r, t) : date_of_instant(t);
    return (struct when){ d, known_of(letter) };
}

static bool in_window(const struct question *q, day d)
{
    return (!q->has_from || d >= q->from) && (!q->has_to || d <= q->to)
        && (!q->has_as_of || d <= q->as_of);
}

/* Whether the fact is in the numerator: done, by the as-of day, within the horizon. */
static bool is_done(const struct reader *r, struct when begun)
{
    const int *column = r->column;
    const struct question *q = r->facts->question;
    if (stmt_int(r->rows, column[ASK_DONE]) == 0)
        return false;
    struct when w = when(r, column[ASK_DONE_AT], column[ASK_DONE_PRECISION]);
    if (w.known == KNOWN_NOT)
        return !q->has_horizon;
    return (!q->has_as_of || w.date <= q->as_of)
        && (!q->has_horizon || w.date - (int64_t)begun.date <= q->horizon);
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
static uint32_t elapsed_of(struct reader *r, const struct fact *x)
{
    struct facts *f = r->facts;
    if (stmt_int(r->rows, r->column[ASK_ENDED]) == 0)
        return ELAPSED_NOT_YET;
    struct when end = when(r, r->column[ASK_MORE + DETAIL_ELAPSED], r->column[ASK_ENDED_PRECISION]);
    if (end.known != KNOWN_NOT && f->question->has_as_of && end.date > f->question->as_of)
        return ELAPSED_NOT_YET;
    if (end.known != KNOWN_DAY || fact_known(x) != KNOWN_DAY || end.date < fact_date(x))
        return ELAPSED_UNDATED;
    uint32_t months = (uint32_t)facts_months(fact_date(x), end.date);
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
static uint16_t economy_of(const struct reader *r, const struct fact *x)
{
    const struct facts *f = r->facts;
    int column = r->column[ASK_MORE + DETAIL_ECONOMY];
    int carried = column == NONE || (f->question->basis == BASIS_AS_OF && x->person != 0)
        ? NONE : world_find(f->world, stmt_str(r->rows, column));
    return carried >= 0 ? (uint16_t)carried
                        : world_economy_of(f->world, x->person, facts_home_day(f, x));
}

static void put_word(struct reader *r, struct fact *x, enum detail c)
{
    struct facts *f = r->facts;
    int column = r->column[ASK_MORE + c];
    int64_t n = stmt_int(r->rows, column);
    struct val v;
    switch (c) {
    case DETAIL_ECONOMY:
        return;                           /* is there already */
    case DETAIL_LANG: case DETAIL_COHORT: case DETAIL_KIND:
        x->more[f->word[c]] = text_number(&f->texts[c], f->arena, stmt_str(r->rows, column));
        return;
    case DETAIL_ELAPSED:
        x->more[f->word[c]] = elapsed_of(r, x);
        return;
    case DETAIL_N:
        memcpy(&x->more[f->word[c]], &n, sizeof n);
        return;
    case DETAIL_VALUE:
        v = stmt_val(r->rows, column);
        v = v.kind == VAL_REAL ? v : val_real((double)n);
        memcpy(&x->more[f->word[c]], &v.as.r, sizeof v.as.r);
        return;
    default:
        x->more[f->word[c]] = (uint32_t)n;
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

static struct chunk *new_chunk(struct reader *r, const struct box *b)
{
    size_t stride = r->facts->stride;
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
    size_t box = f->keys > 0 ? facts_key(f, x) >> f->shift : r->facts->n / CHUNK_MOST % BOXES;
    struct box *b = &r->facts->boxes[box];
    if (b->last == NULL || b->last->n == b->last->cap) {
        struct chunk *c = new_chunk(r, b);
        if (b->last == NULL)
            b->first = c;
        else
            b->last->next = c;
        b->last = c;
    }
    memcpy(b->last->bytes + b->last->n++ * f->stride, x, f->stride);
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

static uint8_t stages_of(const struct reader *r, struct when w)
{
    const int *column = r->column;
    uint8_t stages = column[ASK_STAGE] == NONE
        ? 1 : (uint8_t)stmt_int(r->rows, column[ASK_STAGE]);
    if (column[ASK_DONE] != NONE && is_done(r, w))
        stages |= 2;
    return stages;
}

/* What could be reached, whatever the course and the period. */
static bool is_base(const struct reader *r, const struct fact *x)
{
    return r->facts->question->measure->has_base && (x->stages & 2) == 0;
}

/* Who it is about; false when it counts for nobody. */
static bool find_person(const struct reader *r, uint32_t *person)
{
    int column = r->column[ASK_LEARNER];
    const struct facts *f = r->facts;
    *person = world_person(f->world, stmt_int(r->rows, column));
    return *person != 0
        || (f->question->measure->counts != COUNTS_LEARNERS && stmt_nil(r->rows, column));
}

/* The economy on the way in; false when the question is not about it. */
static bool place_in_economy(const struct reader *r, struct fact *x)
{
    const struct facts *f = r->facts;
    uint16_t economy = economy_of(r, x);
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
    if (r->watch != NULL)
        r->watch->see(r->watch->self, x, r->rows, r->origin);
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
static bool read_fact(struct reader *r, struct fact *x, struct when *w)
{
    const struct facts *f = r->facts;
    if (!find_person(r, &x->person))
        return false;
    x->course = world_course(f->world, stmt_int(r->rows, r->column[ASK_COURSE]));
    *w = when(r, r->column[ASK_AT], r->column[ASK_PRECISION]);
    x->when = w->date * 4 + (int32_t)w->known;
    x->stages = stages_of(r, *w);
    if (!is_base(r, x) && !filter_has_course(r->filter, x->course))
        return false;
    if (r->looks_at_economy && !place_in_economy(r, x))
        return false;
    return (x->stages & 1) != 0
        && (!f->by_economy || f->world->economies.v[x->person].counted);
}

static void take(struct reader *r)
{
    const struct facts *f = r->facts;
    uint32_t space[(sizeof(struct fact) + 2 * DETAILS * sizeof(uint32_t)) / sizeof(uint32_t)];
    struct fact *x = (struct fact *)(void *)space;
    struct when w;
    if (!read_fact(r, x, &w) || (r->firsts == NULL && !is_base(r, x) && !is_asked_for(r, w)))
        return;
    for (int c = DETAIL_NONE + 1; c < DETAILS; c++)
        if (f->word[c] != NO_WORD)
            put_word(r, x, (enum detail)c);
    if (r->firsts != NULL) {
        keep_first(r, x);
        return;
    }
    add_fact(r, x, w);
    show(r, x);
}

/* ---- all rows ---------------------------------------------------------------------- */

static bool read_rows(struct reader *r, struct err *e)
{
    struct progress *progress = r->facts->question->progress;
    bool go_on = true;
    size_t n = 0;
    while (go_on && stmt_row(r->rows)) {
        take(r);
        if (++n % STEP == 0)
            go_on = progress_step(progress, STEP, e);
    }
    add_firsts(r);
    return go_on && progress_step(progress, n % STEP, e);
}

static bool read_all(struct reader *r, struct db *db, str sql, struct err *e)
{
    struct err late = { 0 };
    if (!open_zone(r, r->facts->question->zone, e))
        return false;
    if (r->facts->question->measure->firsts)
        r->firsts = arena_get(r->facts->arena, r->facts->keys * r->facts->stride);
    r->rows = db_stmt(db, sql);
    bool ok = read_rows(r, e);
    zone_close(r->zone);
    return stmt_end(r->rows, ok ? e : &late) && ok;
}

/* ---- what is asked ------------------------------------------------------------------- */

static bool has_column(const struct stmt *q, const char *name)
{
    for (int i = 0; i < stmt_columns(q); i++)
        if (str_eq(stmt_name(q, i), str_of(name)))
            return true;
    return false;
}

static bool needs(const struct question *q, enum detail c)
{
    if (c == DETAIL_N)
        return q->measure->counts == COUNTS_HEADS;
    if (c == DETAIL_VALUE)
        return q->measure->is_spread;
    if (c == DETAIL_INITIATIVE && q->measure->counts == COUNTS_INITIATIVES)
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
static bool choose(struct reader *r, const struct stmt *q, struct err *e)
{
    struct facts *f = r->facts;
    int words = 0;
    for (int i = 0; i < ASK_MORE; i++)
        r->column[i] = has_column(q, asked_names[i]) ? 0 : NONE;
    r->column[ASK_MORE] = f->word[DETAIL_NONE] = NONE;
    for (int c = DETAIL_NONE + 1; c < DETAILS; c++) {
        bool there = has_column(q, asked_names[ASK_MORE + c]);
        bool asked = c == DETAIL_ECONOMY ? r->looks_at_economy || question_asks_economies(f->question)
                                         : needs(f->question, (enum detail)c);
        f->word[c] = NO_WORD;
        r->column[ASK_MORE + c] = asked && there ? 0 : NONE;
        if (asked && !there && !no_column(f->question, (enum detail)c, e))
            return false;
        if (asked && there && (c != DETAIL_ECONOMY || keeps_economy(f->question)))
            keep(f, (enum detail)c, &words);
    }
    r->column[ASK_ENDED] = r->column[ASK_ENDED_PRECISION] = r->column[ASK_MORE + DETAIL_ELAPSED];
    r->looks_at_economy = r->looks_at_economy || f->word[DETAIL_ECONOMY] != NO_WORD;
    f->stride = sizeof(struct fact) + (size_t)words * sizeof(uint32_t);
    return true;
}

static void put_origin(struct buf *b, const struct stmt *whole)
{
    static const char *const names[ORIGINS] = {
        [ORIGIN_ENTITY] = "entity", [ORIGIN_KEY] = "key", [ORIGIN_THING] = "thing",
        [ORIGIN_LEARNER] = "learner", [ORIGIN_AT] = "at", [ORIGIN_PRECISION] = "precision",
        [ORIGIN_BATCH] = "batch", [ORIGIN_LINE] = "line",
    };
    for (int i = 0; i < ORIGINS; i++)
        buf_printf(b, ", %s AS origin_%s", has_column(whole, names[i]) ? names[i] : "NULL", names[i]);
}

static str write_sql(struct reader *r, struct arena *a, str measure, const struct stmt *whole)
{
    struct buf b = buf_new(a);
    int n = 0;
    for (int i = 0; i < ASKED; i++)
        if (r->column[i] != NONE) {
            buf_printf(&b, "%s%s", n > 0 ? ", " : "SELECT ", asked_names[i]);
            r->column[i] = n++;
        }
    r->origin = n;
    if (r->watch != NULL)
        put_origin(&b, whole);
    buf_printf(&b, " FROM (" STR_FMT ")", STR_ARG(measure));
    return buf_str(&b);
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
    while (f->keys > 0 && (f->keys - 1) >> f->shift >= BOXES)
        f->shift++;
    return true;
}

bool facts_read(struct facts *out, struct arena *a, struct db *db, const struct question *q,
                const struct world *w, struct err *e)
{
    return facts_read_watched(out, a, db, q, w, NULL, e);
}

bool facts_read_watched(struct facts *out, struct arena *a, struct db *db,
                        const struct question *q, const struct world *w,
                        const struct facts_watch *watch, struct err *e)
{
    struct filter filter;
    struct err late = { 0 };
    *out = (struct facts){ .question = q, .world = w, .arena = a, .own = arena_new(),
                           .by_economy = q->measure->counts == COUNTS_ECONOMIES,
                           .first = DAY_NEVER, .last = DAY_ALWAYS };
    struct reader r = { .facts = out, .filter = &filter, .watch = watch };
    if (!filter_open(&filter, a, db, q, w, e) || !find_keys(out, db, e))
        return false;
    r.looks_at_economy = out->by_economy || filter_is_of_economies(&filter);
    struct stmt *whole = db_stmt(db, q->measure->sql);
    bool chosen = choose(&r, whole, e);
    str sql = write_sql(&r, a, q->measure->sql, whole);
    return stmt_end(whole, chosen ? e : &late) && chosen && read_all(&r, db, sql, e);
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
    for (const struct chunk *c = f->boxes[box].first; c != NULL; c = c->next) {
        memcpy(to, c->bytes, c->n * f->stride);
        to += c->n * f->stride;
    }
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
