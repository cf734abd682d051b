#include "tracker/sighting.h"

#include <stdlib.h>
#include <string.h>

#include "tracker/people.h"
#include "tracker/person.h"

static bool same_economy(const struct sighting *x, const struct sighting *y)
{
    return memcmp(x->economy, y->economy, 2) == 0;
}

/* --- rows of one file against each other ---------------------------------------------- */

static int in_turn(const void *a, const void *b)
{
    const struct sighting *x = a, *y = b;
    if (x->dated != y->dated)
        return x->dated ? -1 : 1;
    if (x->on != y->on)
        return x->on < y->on ? -1 : 1;
    int economy = memcmp(x->economy, y->economy, 2);
    return economy ? economy : x->line < y->line ? -1 : x->line > y->line;
}

static void warn(struct batch *b, const struct sighting *s, const struct sighting *first)
{
    rowlog_warn(&b->log, s->line, "other-country", S("country"), (str){ s->economy, 2 },
                "another row of this file says %.2s of the same person and day, which is kept",
                first->economy);
}

/* Two economies on one day, however they were said. */
static void find_contradictions(struct batch *b, sightings *told)
{
    if (told->n < 2)
        return;
    qsort(told->v, told->n, sizeof *told->v, in_turn);
    size_t first = 0;
    for (size_t i = 1; i < told->n; i++) {
        const struct sighting *s = &told->v[i], *f = &told->v[first];
        if (s->dated != f->dated || s->on != f->on)
            first = i;
        else if (!same_economy(s, f))
            warn(b, s, f);
    }
}

static bool was_taken(const struct batch *b, uint32_t line)
{
    enum outcome o = rowlog_get(&b->log, line);
    return o == OUTCOME_INSERTED || o == OUTCOME_UPDATED || o == OUTCOME_UNCHANGED;
}

/* Skipped rows and those in conflict say nothing. */
static void keep_taken(const struct batch *b, sightings *said)
{
    size_t n = 0;
    for (size_t i = 0; i < said->n; i++)
        if (was_taken(b, said->v[i].line))
            said->v[n++] = said->v[i];
    said->n = n;
}

/* --- against what the store has --------------------------------------------------------- */

static bool load(struct batch *b, uint32_t learner, sightings *list, struct err *e)
{
    struct stmt *q = db_stmt(b->db,
        S("SELECT on_day, until_day, dated, by_hand, economy, organisation, coalesce(batch, 0), n"
          " FROM learner_sighting WHERE learner = ? ORDER BY n"));
    stmt_set(q, 1, val_int(learner));
    while (stmt_row(q)) {
        struct sighting s = {
            .until = DAY_OPEN, .dated = stmt_int(q, 2) != 0, .by_hand = stmt_int(q, 3) != 0,
            .organisation = (uint32_t)stmt_int(q, 5), .batch = stmt_int(q, 6), .n = stmt_int(q, 7) };
        date_read_day(stmt_str(q, 0), &s.on);
        date_read_day(stmt_str(q, 1), &s.until);
        memcpy(s.economy, stmt_nil(q, 4) ? "\0" : stmt_str(q, 4).p, 2);
        *vec_push(b->scratch, list) = s;
    }
    return stmt_end(q, e);
}

/* Later by day, then by batch, then by place. */
static bool is_newer(const struct sighting *x, const struct sighting *than)
{
    return !than || (x->on != than->on ? x->on > than->on
                     : x->batch != than->batch ? x->batch > than->batch : x->n >= than->n);
}

static bool speaks(const struct sighting *s, bool of_economy)
{
    return of_economy ? s->economy[0] != 0 : s->organisation != 0;
}

static bool agrees(const struct sighting *x, const struct sighting *y, bool of_economy)
{
    return of_economy ? same_economy(x, y) : x->organisation == y->organisation;
}

static const struct sighting *newest(const struct sighting *best, const sightings *list,
                                     bool of_economy, bool undated_only)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct sighting *s = &list->v[i];
        if (!s->by_hand && speaks(s, of_economy) && !(undated_only && s->dated) && is_newer(s, best))
            best = s;
    }
    return best;
}

/* Does the store say the same without a day, and last of all? */
static bool is_last_word(const struct sighting *s, const sightings *stored, const sightings *known,
                         bool of_economy)
{
    const struct sighting *undated = newest(NULL, stored, of_economy, true);
    const struct sighting *last = newest(newest(NULL, known, of_economy, false), stored, of_economy,
                                         false);
    return undated && agrees(undated, s, of_economy) && agrees(last, s, of_economy);
}

/* Without what the store says already; of_economy's parts that are left. */
static struct sighting news_of_day(struct sighting s, const sightings *stored)
{
    for (size_t i = 0; i < stored->n; i++) {
        const struct sighting *x = &stored->v[i];
        if (x->by_hand || !x->dated || x->on != s.on)
            continue;
        if (same_economy(x, &s))
            memset(s.economy, 0, 2);
        if (x->organisation == s.organisation)
            s.organisation = 0;
    }
    return s;
}

/* --- into the table -------------------------------------------------------------------------- */

struct fold {
    struct batch *b;
    uint32_t learner;
    str salt;
    sightings stored;                     /* those of the store, then those added */
    int64_t next;
    bool added;
};

static bool prepare(struct fold *f, struct err *e)
{
    if (f->next)
        return true;
    struct stmt *q = db_stmt(f->b->db,
        S("SELECT 1 + max((SELECT coalesce(max(n), 0) FROM learner_sighting WHERE learner = ?1),"
          " (SELECT coalesce(max(n), 0) FROM learner_sighting_past WHERE learner = ?1))"));
    stmt_set(q, 1, val_int(f->learner));
    if (stmt_row(q))
        f->next = stmt_int(q, 0);
    return stmt_end(q, e) && person_salt(f->b, f->learner, &f->salt, e);
}

static struct val day_text(struct batch *b, day d)
{
    struct buf text = buf_new(b->scratch);
    date_put_day(&text, d);
    return val_text(buf_str(&text));
}

static bool add(struct fold *f, struct sighting s, struct err *e)
{
    struct batch *b = f->b;
    if (!s.economy[0] && !s.organisation)
        return true;
    if (!prepare(f, e))
        return false;
    s.n = f->next++;
    s.batch = b->id;
    const struct val v[] = {
        val_int(f->learner), val_int(s.n), day_text(b, s.on), val_nil(), val_int(s.dated), val_int(0),
        s.economy[0] ? val_text((str){ s.economy, 2 }) : val_nil(),
        s.organisation ? val_int(s.organisation) : val_nil(), val_int(b->id), val_int(s.line) };
    *vec_push(b->scratch, &f->stored) = s;
    f->added = true;
    rowlog_raise(&b->log, s.line);
    return book_add(&b->book, PAST_SIGHTING, f->salt, v, e);
}

/* Dated ones first; of those of one day the first says the economy. */
static bool add_dated(struct fold *f, const sightings *said, struct err *e)
{
    const struct sighting *first = NULL;
    for (size_t i = 0; i < said->n; i++) {
        struct sighting s = said->v[i];
        if (!s.dated)
            continue;
        if (s.economy[0] && (!first || first->on != s.on))
            first = &said->v[i];
        else if (s.economy[0] && !same_economy(first, &s))
            memset(s.economy, 0, 2);
        if (!add(f, news_of_day(s, &f->stored), e))
            return false;
    }
    return true;
}

static bool add_undated(struct fold *f, const sightings *said, const sightings *known, struct err *e)
{
    const struct sighting *economy = NULL, *organisation = NULL;
    for (size_t i = 0; i < said->n; i++) {
        const struct sighting *s = &said->v[i];
        if (!s->dated && s->economy[0] && !economy)
            economy = s;
        if (!s->dated && s->organisation && (!organisation || s->line < organisation->line))
            organisation = s;
    }
    struct sighting s = economy ? *economy : organisation ? *organisation : (struct sighting){ 0 };
    s.organisation = organisation ? organisation->organisation : 0;
    if (economy && is_last_word(&s, &f->stored, known, true))
        memset(s.economy, 0, 2);
    if (organisation && is_last_word(&s, &f->stored, known, false))
        s.organisation = 0;
    return add(f, s, e);
}

static bool write_affiliations(struct batch *b, uint32_t learner, sightings *said, struct err *e)
{
    affiliations list = { 0 };
    if (!people_is_new(b, learner)) {
        struct stmt *q = db_stmt(b->db, S("DELETE FROM learner_affiliation WHERE learner = ?"));
        stmt_set(q, 1, val_int(learner));
        if (!stmt_run(q, e))
            return false;
    }
    affiliation_derive(b->scratch, said, &list);
    for (size_t i = 0; i < list.n; i++) {
        struct val v[AFFILIATION_COLUMNS];
        affiliation_vals(b->scratch, learner, (int64_t)i + 1, &list.v[i], v);
        if (!rows_put(b->into.affiliation, v, e))
            return false;
    }
    return true;
}

static bool refresh_person(struct batch *b, uint32_t learner, struct err *e)
{
    return book_flush(&b->book, PAST_REGISTRATION, e) && book_flush(&b->book, PAST_SIGHTING, e)
        && rows_end(b->into.affiliation, e) && affiliation_refresh(b->db, learner, e);
}

bool sighting_fold(struct batch *b, uint32_t learner, bool kin, struct whereabouts *w, struct err *e)
{
    struct fold f = { .b = b, .learner = learner };
    find_contradictions(b, &w->told);
    keep_taken(b, &w->said);
    bool is_new = people_is_new(b, learner);
    if (!w->said.n && !w->moved)
        return true;
    if (!is_new && !load(b, learner, &f.stored, e))
        return false;
    if (w->said.n > 1)
        qsort(w->said.v, w->said.n, sizeof *w->said.v, in_turn);
    if (is_new)
        f.next = 1;
    if (is_new && w->said.n && !person_salt(b, learner, &f.salt, e))
        return false;
    if (!add_dated(&f, &w->said, e) || !add_undated(&f, &w->said, &w->known, e))
        return false;
    if (!f.added && !w->moved)
        return true;
    if (kin)
        return refresh_person(b, learner, e);
    for (size_t i = 0; i < w->known.n; i++)
        *vec_push(b->scratch, &f.stored) = w->known.v[i];
    return write_affiliations(b, learner, &f.stored, e);
}
