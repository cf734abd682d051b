/*
 * Facts are read as for a count, each with where it comes from; those of one thing are led down
 * the path of the cell by the rules of count.h, and what is left of them is listed.
 */
#include "stats/rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/cell.h"
#include "stats/dimension.h"
#include "stats/origin.h"
#include "tracker/uid.h"

struct record {
    const struct fact *fact;
    size_t nth;                           /* as it was read */
    int64_t key, batch, line, at;
    uint32_t person;                      /* 0: nobody's */
    char precision;                       /* '\0': no date */
    str entity, thing;
    double adds[STAGES_MOST];             /* to the figures of the cell, by stage */
};

struct list {
    struct arena *arena;
    struct db *db;
    const struct question *question;
    const struct world *world;
    struct facts facts;
    struct axis axes[BY_MOST];
    struct cell cell;
    size_t stages;
    VEC(struct record) all;
    VEC(struct record) kept;
};

/* ---- reading -------------------------------------------------------------------- */

static uint32_t key_of(const struct list *l, const struct record *r)
{
    return l->facts.keys > 0 ? facts_key(&l->facts, r->fact) : (uint32_t)r->nth;
}

static void see(void *self, const struct fact *x, const struct stmt *row, int origin)
{
    struct list *l = self;
    struct fact *copy = arena_get(l->arena, l->facts.stride);
    memcpy(copy, x, l->facts.stride);
    str precision = stmt_str(row, origin + ORIGIN_PRECISION);
    *vec_push(l->arena, &l->all) = (struct record){
        .fact = copy, .nth = l->all.n, .key = stmt_int(row, origin + ORIGIN_KEY),
        .batch = stmt_int(row, origin + ORIGIN_BATCH), .line = stmt_int(row, origin + ORIGIN_LINE),
        .at = stmt_int(row, origin + ORIGIN_AT), .precision = precision.n > 0 ? precision.p[0] : '\0',
        .person = world_person(l->world, stmt_int(row, origin + ORIGIN_LEARNER)),
        .entity = str_dup(l->arena, stmt_str(row, origin + ORIGIN_ENTITY)),
        .thing = str_dup(l->arena, stmt_str(row, origin + ORIGIN_THING)) };
}

/* Of measures of firsts every one that was the first for a time was seen: the last of each counts,
 * when it is among the facts. */
static void drop_former(struct list *l)
{
    bool *is_there = NEW_N(l->arena, bool, l->facts.keys + 1);
    size_t n = 0;
    for (size_t box = 0; box < l->facts.nboxes; box++) {
        struct heap heap = facts_box(&l->facts, l->arena, box, false);
        for (size_t i = 0; i < heap.n; i++)
            is_there[facts_key(&l->facts, heap_at(&heap, i))] = true;
    }
    for (size_t i = l->all.n; i-- > 0;) {
        uint32_t key = facts_key(&l->facts, l->all.v[i].fact);
        if (is_there[key])
            l->all.v[l->all.n - ++n] = l->all.v[i];
        is_there[key] = false;
    }
    l->all.v += l->all.n - n;
    l->all.n = l->all.cap = n;
}

static bool look(struct list *l, struct arena *a, str cell, struct err *e)
{
    const struct facts_watch watch = { see, l };
    struct reading *reading = reading_new(l->arena, l->db, e);
    if (reading == NULL)
        return false;
    l->world = reading->world;
    if (!facts_read_watched(&l->facts, a, reading, l->question, &watch, e))
        return false;
    if (l->question->measure->firsts)
        drop_former(l);
    for (size_t i = 0; i < l->question->nby; i++)
        if (!axis_open(&l->axes[i], a, l->db, l->question->by[i], &l->facts, e))
            return false;
    return cell_read(&l->cell, cell, l->axes, l->question->nby, e);
}

/* ---- down to the cell ------------------------------------------------------------ */

struct some { struct record **v; size_t n; };         /* records of one thing */

/* The groups of all of them together, by index. */
static size_t groups_of(const struct axis *x, const struct some *s, size_t stage, bool *in)
{
    uint32_t groups[GROUPS_MOST];
    enum line line;
    size_t n = 0;
    memset(in, 0, x->groups.n);
    for (size_t i = 0; i < s->n; i++) {
        size_t k = (s->v[i]->fact->stages >> stage & 1) == 0
            ? 0 : x->dimension->place(x, s->v[i]->fact, groups, &line);
        for (size_t g = 0; g < k; g++) {
            n += !in[groups[g]];
            in[groups[g]] = true;
        }
    }
    return n;
}

static bool is_at(const struct axis *x, const struct record *r, uint32_t label)
{
    uint32_t groups[GROUPS_MOST];
    enum line line;
    size_t n = x->dimension->place(x, r->fact, groups, &line);
    for (size_t g = 0; g < n; g++)
        if (groups[g] == label)
            return true;
    return n == 0 && label == x->groups.n + line;
}

/* The first of the lines below the groups that one of them stands on. */
static uint32_t first_line(const struct axis *x, const struct some *s)
{
    uint32_t label = (uint32_t)x->groups.n;
    for (; label < x->groups.n + LINES; label++)
        for (size_t i = 0; i < s->n; i++)
            if (is_at(x, s->v[i], label))
                return label;
    return label;
}

static void keep_those_at(const struct axis *x, struct some *s, uint32_t label)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        if (is_at(x, s->v[i], label))
            s->v[n++] = s->v[i];
    s->n = n;
}

/* To a child of the node; what is shared out over its groups becomes less. */
static void narrow(const struct list *l, size_t depth, struct some *s, double *weight)
{
    const struct axis *x = &l->axes[depth];
    uint32_t label = l->cell.label[depth];
    bool *in = NEW_N(l->arena, bool, x->groups.n + 1);
    size_t groups = groups_of(x, s, 0, in);
    if (label >= x->groups.n && (groups > 0 || first_line(x, s) != label))
        s->n = 0;
    if (l->question->fractional && x->overlaps && groups > 0)
        *weight /= (double)groups;
    keep_those_at(x, s, label);
}

/* ---- what they add ----------------------------------------------------------------- */

static void add_once(struct some *s, size_t stage, double n)
{
    for (size_t i = 0; i < s->n; i++)
        if ((s->v[i]->fact->stages >> stage & 1) != 0) {
            s->v[i]->adds[stage] = n;
            return;
        }
}

static void add_thing(struct list *l, struct some *s, double weight)
{
    const struct axis *x = &l->axes[l->cell.depth];
    for (size_t stage = 0; stage < l->stages; stage++) {
        double n = weight;
        if (l->cell.is_overlap) {
            bool *in = NEW_N(l->arena, bool, x->groups.n + 1);
            size_t groups = groups_of(x, s, stage, in);
            n *= groups > 0 ? (double)(groups - 1) : 0;
        }
        add_once(s, stage, n);
    }
    if (l->cell.is_overlap && !(s->n > 0 && s->v[0]->adds[0] > 0))
        return;
    for (size_t i = 0; i < s->n; i++)
        *vec_push(l->arena, &l->kept) = *s->v[i];
}

static void lead(struct list *l, struct some s)
{
    double weight = (double)facts_n(&l->facts, s.v[0]->fact);
    for (size_t depth = 0; depth < l->cell.depth && s.n > 0; depth++)
        narrow(l, depth, &s, &weight);
    if (s.n > 0)
        add_thing(l, &s, weight);
}

struct keyed { uint32_t key; struct record *record; };

static int by_key(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->record->at != y->record->at)
        return x->record->at < y->record->at ? -1 : 1;
    return (x->record->nth > y->record->nth) - (x->record->nth < y->record->nth);
}

static void lead_all(struct list *l)
{
    struct keyed *keyed = NEW_N(l->arena, struct keyed, l->all.n + 1);
    struct record **sorted = NEW_N(l->arena, struct record *, l->all.n + 1);
    for (size_t i = 0; i < l->all.n; i++)
        keyed[i] = (struct keyed){ key_of(l, &l->all.v[i]), &l->all.v[i] };
    qsort(keyed, l->all.n, sizeof *keyed, by_key);
    for (size_t i = 0; i < l->all.n; i++)
        sorted[i] = keyed[i].record;
    for (size_t i = 0, n; i < l->all.n; i += n) {
        for (n = 1; i + n < l->all.n && keyed[i + n].key == keyed[i].key;)
            n++;
        lead(l, (struct some){ sorted + i, n });
    }
}

static int by_person(const void *a, const void *b)
{
    const struct record *x = a, *y = b;
    if (x->person != y->person)
        return x->person < y->person ? -1 : 1;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return (x->nth > y->nth) - (x->nth < y->nth);
}

/* ---- the table ----------------------------------------------------------------------- */

/* Shares and quartiles are of no single record. */
static bool is_of_records(const struct measure *m, str column)
{
    static const str of_spread[] = { { "value", 5 }, { "n", 1 } };
    if (m->is_spread)
        return str_eq(column, of_spread[0]) || str_eq(column, of_spread[1]);
    return !m->is_rate || !str_eq(column, S("value"));
}

static void add_columns(struct table *t, const struct question *q)
{
    const struct words *w = question_words(q);
    const struct measure *m = q->measure;
    table_column(t, S("record"), say(t->arena, w, "Record"), UNIT_NONE);
    table_column(t, S("learner"), say(t->arena, w, "Learner"), UNIT_NONE);
    table_column(t, S("course"), say(t->arena, w, "Course"), UNIT_NONE);
    table_column(t, S("thing"), say(t->arena, w, "What"), UNIT_NONE);
    table_column(t, S("at"), say(t->arena, w, "When"), UNIT_NONE);
    if (question_asks_economies(q))
        table_column(t, S("economy"), say(t->arena, w, "Economy"), UNIT_NONE);
    for (size_t i = 0; i < m->stages.n; i++)
        table_column(t, m->stages.v[i].id, m->stages.v[i].title, UNIT_COUNT);
    for (size_t i = 0; m->stages.n == 0 && i < m->columns.n; i++)
        if (is_of_records(m, m->columns.v[i].id))
            special_measure_column(t, &m->columns.v[i]);
    origin_columns(t, w);
}

static struct val stamp_text(struct arena *a, const struct record *r)
{
    struct buf b = buf_new(a);
    if (r->precision == '\0')
        return val_nil();
    date_put_stamp(&b, (struct stamp){ r->at, (enum precision)r->precision });
    return val_text(buf_str(&b));
}

static struct val added(const struct list *l, double n)
{
    return l->question->fractional ? val_real(round(n * 1e6) / 1e6) : val_int((int64_t)n);
}

static void add_figures(struct list *l, struct table *t, const struct record *r)
{
    const struct measure *m = l->question->measure;
    if (m->is_spread)
        table_add(t, val_real(facts_value(&l->facts, r->fact)));
    if (m->is_rate)
        table_add(t, added(l, r->adds[1]));
    if (m->stages.n > 0)
        for (size_t s = 0; s < m->stages.n; s++)
            table_add(t, added(l, r->adds[s]));
    else
        table_add(t, added(l, r->adds[0]));
}

static bool add_record(struct list *l, struct table *t, const struct record *r, const char *store,
                       struct err *e)
{
    uint16_t course = r->fact->course;
    table_add(t, val_text(str_dup(t->arena, r->entity)));
    table_add(t, r->person == 0 ? val_nil()
                                : val_text(str_format(t->arena, "%s-%u", store, r->person)));
    table_add(t, course == 0 ? val_nil()
                             : val_text(str_dup(t->arena, l->world->courses.v[course - 1].code)));
    table_add(t, r->thing.n > 0 ? val_text(str_dup(t->arena, r->thing)) : val_nil());
    table_add(t, stamp_text(t->arena, r));
    if (question_asks_economies(l->question)) {
        uint16_t economy = facts_economy(&l->facts, r->fact);
        table_add(t, val_text(str_dup(t->arena, l->world->economies.v[economy].code)));
    }
    add_figures(l, t, r);
    return origin_add(t, l->db, r->batch, r->line, e);
}

static bool write_down(struct list *l, struct table *t, struct err *e)
{
    char store[UID_STORE + 1];
    if (l->kept.n > 0)
        qsort(l->kept.v, l->kept.n, sizeof *l->kept.v, by_person);
    if (!uid_store(l->db, store, e))
        return false;
    for (size_t i = 0; i < l->kept.n; i++)
        if (!add_record(l, t, &l->kept.v[i], store, e))
            return false;
    return true;
}

static bool list_all(struct list *l, struct table *t, str cell, struct err *e)
{
    if (!look(l, l->arena, cell, e))
        return false;
    const struct measure *m = l->question->measure;
    l->stages = m->stages.n > 0 ? m->stages.n : m->is_rate ? 2 : 1;
    lead_all(l);
    return write_down(l, t, e);
}

struct table *stats_rows(struct arena *a, struct db *db, const struct question *q, str cell,
                         struct err *e)
{
    if (question_is_public(q)) {
        err_set(e, ERR_USAGE, "records of persons are not published; leave out --public, or --rows");
        return NULL;
    }
    struct table *t = table_new(a, q->measure->title);
    t->definition = q->measure->definition;
    if (q->lang != NULL)
        t->lang = str_of(q->lang);
    if (q->measure->answers.n > 0)
        return db_begin(db, e) && db_end(db, special_rows(t, db, q, cell, e), e) ? t : NULL;
    struct question asked = *q;
    struct list l = { .arena = arena_new(), .db = db, .question = &asked };
    bool ok = cell_dimensions(&asked, a, cell, e) && stats_check(&asked, e);
    if (ok)
        add_columns(t, &asked);
    ok = ok && db_begin(db, e) && db_end(db, list_all(&l, t, cell, e), e);
    if (l.facts.own != NULL)
        facts_free(&l.facts);
    arena_free(l.arena);
    return ok ? t : NULL;
}
