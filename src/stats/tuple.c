/*
 * One pass over a statement. Of a row only arithmetic is asked: who counts, which days.
 */
#include "stats/tuple.h"

#include "base/buf.h"
#include "intl/zone.h"

enum { NONE = -1 };

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
    [ASK_MORE + DETAIL_KEY] = "key", [ASK_MORE + DETAIL_N] = "n", [ASK_MORE + DETAIL_VALUE] = "value",
};

/* Rows that stay for the next question. */
struct kept {
    str key;                              /* the statement and the zone */
    VEC(struct tuple) rows;
};

struct tuples {
    struct reading *reading;
    const struct world *world;
    struct arena *arena;
    str sql;
    struct stmt *whole;                   /* as the measure has it, to know its columns */
    struct stmt *stmt;                    /* NULL: all are kept */
    int column[ASKED];                    /* of the statement asked; NONE: it is not */
    int origin;                           /* the first of its columns */
    struct zone *zone;                    /* NULL: UTC */
    int32_t *offsets;                     /* of the zone by day of UTC; OFFSET_NEW, OFFSET_VARIES */
    struct kept *kept;                    /* to be given, or to be added to; NULL: neither */
    struct arena_mark before;             /* they were added */
    size_t next;
    struct tuple row;
};

/* ---- days ------------------------------------------------------------------ */

/* Zones are asked once a day of these; a day on which clocks are put forward or back every time. */
enum { DAYS_FIRST = -25567, DAYS = 80000, OFFSET_NEW = INT32_MIN, OFFSET_VARIES = INT32_MAX };

static bool open_zone(struct tuples *r, const char *name, struct err *e)
{
    if (name == NULL || str_eq(str_of(name), S("UTC")))
        return true;
    r->offsets = NEW_N(r->arena, int32_t, DAYS);
    for (size_t i = 0; i < DAYS; i++)
        r->offsets[i] = OFFSET_NEW;
    return (r->zone = zone_open(r->arena, name, e)) != NULL;
}

static day day_in_zone(const struct tuples *r, instant t)
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

static struct when when(const struct tuples *r, enum asked at, enum asked precision)
{
    instant t = stmt_int(r->stmt, r->column[at]);
    if (t == 0 && stmt_nil(r->stmt, r->column[at]))
        return (struct when){ 0, KNOWN_NOT };
    char letter = stmt_letter(r->stmt, r->column[precision]);
    bool is_instant = letter == PRECISION_SECOND || letter == PRECISION_MS;
    day d = is_instant && r->zone != NULL ? day_in_zone(r, t) : date_of_instant(t);
    return (struct when){ d, known_of(letter) };
}

/* When clocks of the zone show the next day. */
static instant end_of_day(const struct tuples *r, day d)
{
    instant in = date_to_instant(d - 1), out = date_to_instant(d + 3);
    if (r->zone == NULL)
        return date_to_instant(d + 1);
    while (out - in > 1) {
        instant mid = in + (out - in) / 2;
        if (zone_day(r->zone, mid) > d)
            out = mid;
        else
            in = mid;
    }
    return out;
}

/* ---- what is asked ------------------------------------------------------------- */

static bool has_column(const struct stmt *q, const char *name)
{
    for (int i = 0; i < stmt_columns(q); i++)
        if (str_eq(stmt_name(q, i), str_of(name)))
            return true;
    return false;
}

struct tuples *tuples_of(struct reading *reading, struct arena *a, str sql)
{
    struct tuples *r = NEW(a, struct tuples);
    *r = (struct tuples){ .reading = reading, .world = reading->world, .arena = a, .sql = sql,
                        .whole = db_stmt(reading->db, sql) };
    for (int i = 0; i < ASKED; i++)
        r->column[i] = i < ASK_MORE && has_column(r->whole, asked_names[i]) ? 0 : NONE;
    return r;
}

bool tuples_want(struct tuples *r, enum detail d)
{
    if (!has_column(r->whole, asked_names[ASK_MORE + d]))
        return false;
    r->column[ASK_MORE + d] = 0;
    if (d == DETAIL_ELAPSED)
        r->column[ASK_ENDED] = r->column[ASK_ENDED_PRECISION] = 0;
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

/* Only what is asked, so that joins for the rest are left out. */
static str write_sql(struct tuples *r, bool with_origin)
{
    struct buf b = buf_new(r->arena);
    int n = 0;
    for (int i = 0; i < ASKED; i++)
        if (r->column[i] != NONE) {
            buf_printf(&b, "%s%s", n > 0 ? ", " : "SELECT ", asked_names[i]);
            r->column[i] = n++;
        }
    r->origin = n;
    if (with_origin)
        put_origin(&b, r->whole);
    buf_printf(&b, " FROM (" STR_FMT ")", STR_ARG(r->sql));
    return buf_str(&b);
}

/* ---- rows that stay --------------------------------------------------------------- */

static struct kept *find_kept(const struct reading *reading, str key)
{
    for (size_t i = 0; i < reading->kept.n; i++)
        if (str_eq(reading->kept.v[i]->key, key))
            return reading->kept.v[i];
    return NULL;
}

static void keep_row(struct tuples *r)
{
    struct arena *a = r->reading->own;
    if (r->kept->rows.n == r->reading->room) {
        r->kept = NULL;
        arena_rewind(a, r->before);
        return;
    }
    struct tuple *x = vec_push(a, &r->kept->rows);
    *x = r->row;
    for (size_t i = 0; i < sizeof x->texts / sizeof *x->texts; i++)
        x->texts[i] = x->texts[i].n > 0 ? str_dup(a, x->texts[i]) : S("");
}

static void keep_rows(struct tuples *r)
{
    struct reading *reading = r->reading;
    reading->room -= r->kept->rows.n;
    *vec_push(reading->arena, &reading->kept) = r->kept;
}

/* ---- row after row ------------------------------------------------------------------ */

bool tuples_begin(struct tuples *r, const char *zone, const day *as_of, bool with_origin, struct err *e)
{
    struct reading *reading = r->reading;
    str sql = write_sql(r, with_origin);
    bool stands = as_of != NULL && str_find(sql, S("?1")) < sql.n;
    str key = str_format(r->arena, STR_FMT "\n%s\n%d", STR_ARG(sql), zone ? zone : "", stands ? (int)*as_of : 0);
    bool ok = stmt_end(r->whole, e) && open_zone(r, zone, e);
    r->whole = NULL;
    r->kept = find_kept(reading, key);
    if (!ok || r->kept != NULL)
        return ok;
    r->stmt = db_stmt(reading->db, sql);
    if (stands) {
        stmt_set(r->stmt, 1, val_int(end_of_day(r, *as_of)));
        stmt_set(r->stmt, 2, val_int(date_to_instant(*as_of + 1)));
    }
    if (reading->own != NULL && !with_origin) {
        r->before = arena_mark(reading->own);
        r->kept = NEW(reading->own, struct kept);
        r->kept->key = str_dup(reading->own, key);
    }
    return true;
}

static int64_t integer(const struct tuples *r, int column)
{
    return stmt_int(r->stmt, r->column[column]);
}

static double real(const struct tuples *r, int column)
{
    struct val v = stmt_val(r->stmt, r->column[column]);
    return v.kind == VAL_REAL ? v.as.r : (double)integer(r, column);
}

static void read_details(struct tuples *r, struct tuple *x)
{
    const int *column = &r->column[ASK_MORE];
    for (int d = DETAIL_VERSION; d <= DETAIL_KEY; d++)
        if (column[d] != NONE)
            x->keys[d] = (uint32_t)integer(r, ASK_MORE + d);
    for (int d = DETAIL_LANG; d <= DETAIL_KIND; d++)
        if (column[d] != NONE)
            x->texts[d - DETAIL_LANG] = stmt_str(r->stmt, column[d]);
    x->economy = column[DETAIL_ECONOMY] != NONE ? world_find(r->world, stmt_str(r->stmt, column[DETAIL_ECONOMY]))
                                                : -1;
    if (column[DETAIL_ELAPSED] != NONE) {
        x->ended = integer(r, ASK_ENDED) != 0;
        x->ended_at = when(r, ASK_MORE + DETAIL_ELAPSED, ASK_ENDED_PRECISION);
    }
    if (column[DETAIL_N] != NONE)
        x->n = integer(r, ASK_MORE + DETAIL_N);
    if (column[DETAIL_VALUE] != NONE)
        x->value = real(r, ASK_MORE + DETAIL_VALUE);
}

static void read_row(struct tuples *r, struct tuple *x)
{
    const int *column = r->column;
    x->person = world_person(r->world, integer(r, ASK_LEARNER));
    x->of_nobody = x->person == 0 && stmt_nil(r->stmt, column[ASK_LEARNER]);
    x->course = world_course(r->world, integer(r, ASK_COURSE));
    x->at = when(r, ASK_AT, ASK_PRECISION);
    x->stages = column[ASK_STAGE] == NONE ? 1 : (uint8_t)integer(r, ASK_STAGE);
    x->done = column[ASK_DONE] != NONE && integer(r, ASK_DONE) != 0;
    if (x->done)
        x->done_at = when(r, ASK_DONE_AT, ASK_DONE_PRECISION);
    read_details(r, x);
}

const struct tuple *tuples_next(struct tuples *r)
{
    if (r->stmt == NULL)
        return r->next < r->kept->rows.n ? &r->kept->rows.v[r->next++] : NULL;
    if (!stmt_row(r->stmt))
        return NULL;
    read_row(r, &r->row);
    if (r->kept != NULL)
        keep_row(r);
    return &r->row;
}

const struct stmt *tuples_origin(const struct tuples *r, int *column)
{
    *column = r->origin;
    return r->stmt;
}

bool tuples_end(struct tuples *r, bool ok, struct err *e)
{
    struct err late = { 0 };
    if (r->whole != NULL)
        ok = stmt_end(r->whole, ok ? e : &late) && ok;
    if (r->stmt != NULL) {
        ok = stmt_end(r->stmt, ok ? e : &late) && ok;
        if (ok && r->kept != NULL)
            keep_rows(r);
    }
    zone_close(r->zone);
    return ok;
}
