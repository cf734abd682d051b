/*
 * One pass over the measure's statement. A row costs some arithmetic: who
 * counts, which day, is it asked for, where.
 */
#include "stats/fact.h"

#include "base/near.h"
#include "intl/zone.h"

enum { COLUMN_NONE = -1 };

struct reader {
    struct stmt *rows;
    struct zone *zone;                    /* NULL: UTC */
    const struct question *question;
    const struct world *world;
    int learner, course, at, precision, done, done_at, done_precision;   /* columns */
};

struct when { day date; enum known known; };

static int column_of(const struct stmt *q, str name)
{
    for (int i = 0; i < stmt_columns(q); i++)
        if (str_eq(stmt_name(q, i), name))
            return i;
    return COLUMN_NONE;
}

static void find_columns(struct reader *r)
{
    r->learner = column_of(r->rows, S("learner"));
    r->course = column_of(r->rows, S("course"));
    r->at = column_of(r->rows, S("at"));
    r->precision = column_of(r->rows, S("precision"));
    r->done = column_of(r->rows, S("done"));
    r->done_at = column_of(r->rows, S("done_at"));
    r->done_precision = column_of(r->rows, S("done_precision"));
}

static enum known known_of(str precision)
{
    switch (precision.n > 0 ? precision.p[0] : 0) {
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
    str p = stmt_str(r->rows, precision);
    bool is_instant = p.n == 1 && (p.p[0] == PRECISION_SECOND || p.p[0] == PRECISION_MS);
    day d = is_instant && r->zone != NULL ? zone_day(r->zone, t) : date_of_instant(t);
    return (struct when){ d, known_of(p) };
}

static bool in_window(const struct question *q, day d)
{
    return (!q->has_from || d >= q->from) && (!q->has_to || d <= q->to)
        && (!q->has_as_of || d <= q->as_of);
}

/* Whether the fact is in the numerator: done, by the as-of day, within the horizon. */
static bool is_done(const struct reader *r, struct when begun)
{
    const struct question *q = r->question;
    if (r->done == COLUMN_NONE || stmt_int(r->rows, r->done) == 0)
        return false;
    struct when w = when(r, r->done_at, r->done_precision);
    if (w.known == KNOWN_NOT)
        return !q->has_horizon;
    return (!q->has_as_of || w.date <= q->as_of)
        && (!q->has_horizon || w.date - (int64_t)begun.date <= q->horizon);
}

/* False when the question is not about it. */
static bool is_asked_for(struct facts *out, const struct question *q, struct when w)
{
    if (w.known == KNOWN_NOT) {
        bool out_of_it = question_has_window(q) || q->has_horizon;
        out->undated_left_out += out_of_it;
        return !out_of_it;
    }
    if (!in_window(q, w.date))
        return false;
    day end = q->has_as_of ? q->as_of : q->today;
    bool young = q->has_horizon && w.date + q->horizon > end;
    out->young += young;
    return !young;
}

day fact_day(const struct fact *f, const struct question *q)
{
    return q->basis == BASIS_AS_OF || f->known == KNOWN_NOT ? question_stock_day(q) : f->date;
}

static void take(struct facts *out, struct arena *a, const struct reader *r)
{
    const struct question *q = r->question;
    uint32_t person = world_person(r->world, stmt_int(r->rows, r->learner));
    struct when w = when(r, r->at, r->precision);
    if (person == 0 || !is_asked_for(out, q, w))
        return;
    struct fact f = { .person = person, .course = (uint32_t)stmt_int(r->rows, r->course),
                      .date = w.date, .known = (uint8_t)w.known, .done = is_done(r, w) };
    f.economy = world_economy_of(r->world, person, fact_day(&f, q));
    if (q->measure->counts == COUNTS_ECONOMIES && !r->world->economies.v[f.economy].counted)
        return;
    *vec_push(a, &out->list) = f;
    if (w.known == KNOWN_NOT) {
        out->undated++;
        return;
    }
    out->year_only += w.known == KNOWN_YEAR;
    out->first = w.date < out->first ? w.date : out->first;
    out->last = w.date > out->last ? w.date : out->last;
}

static bool unknown_course(struct arena *a, struct db *db, const char *code, struct err *e)
{
    struct near near = near_to(str_of(code));
    struct stmt *q = db_stmt(db, S("SELECT code FROM course ORDER BY code"));
    while (stmt_row(q))
        near_offer(&near, str_dup(a, stmt_str(q, 0)));
    if (!stmt_end(q, e))
        return false;
    return near.best.n > 0
        ? err_set(e, ERR_USAGE, "the store has no course \"%s\"; did you mean " STR_FMT "?", code,
                  STR_ARG(near.best))
        : err_set(e, ERR_USAGE, "the store has no course \"%s\"", code);
}

static bool find_course(struct arena *a, struct db *db, const char *code, struct val *key,
                        struct err *e)
{
    *key = val_nil();
    if (code == NULL)
        return true;
    struct stmt *q = db_stmt(db, S("SELECT id FROM course WHERE code = :code COLLATE NOCASE"));
    stmt_bind(q, ":code", val_text(str_of(code)));
    if (stmt_row(q))
        *key = val_int(stmt_int(q, 0));
    return stmt_end(q, e) && (key->kind == VAL_INT || unknown_course(a, db, code, e));
}

static bool open_zone(struct arena *a, const char *name, struct zone **out, struct err *e)
{
    *out = NULL;
    if (name == NULL || str_eq(str_of(name), S("UTC")))
        return true;
    return (*out = zone_open(a, name, e)) != NULL;
}

bool facts_read(struct facts *out, struct arena *a, struct db *db, const struct question *q,
                const struct world *w, struct err *e)
{
    struct reader r = { .question = q, .world = w };
    struct val course;
    *out = (struct facts){ .first = DAY_NEVER, .last = DAY_ALWAYS };
    if (!find_course(a, db, q->course, &course, e) || !open_zone(a, q->zone, &r.zone, e))
        return false;
    r.rows = db_stmt(db, q->measure->sql);
    if (measure_takes(q->measure, S("course")))
        stmt_bind(r.rows, ":course", course);
    find_columns(&r);
    bool ok = true;
    while (ok && stmt_row(r.rows)) {
        take(out, a, &r);
        ok = progress_step(q->progress, 1, e);
    }
    zone_close(r.zone);
    struct err late = { 0 };
    return stmt_end(r.rows, ok ? e : &late) && ok;
}
