#include "stats/explain.h"

#include <inttypes.h>

#include "stats/dimension.h"
#include "stats/query.h"
#include "tracker/vintage.h"

struct pairs { struct table *table; const struct words *words; };

static struct pairs new_pairs(struct report *r, const struct question *q, const char *title)
{
    struct pairs p = { .words = question_words(q) };
    p.table = table_new(r->arena, say(r->arena, p.words, title));
    if (q->lang != NULL)
        p.table->lang = str_of(q->lang);
    table_column(p.table, S("name"), say(r->arena, p.words, "Name"), UNIT_NONE);
    table_column(p.table, S("value"), say(r->arena, p.words, "Value"), UNIT_NONE);
    report_table(r, p.table);
    return p;
}

static void put(const struct pairs *p, const char *name, str value)
{
    table_add(p->table, val_text(str_of(name)));
    table_add(p->table, val_text(value));
}

static void put_flag(const struct pairs *p, const char *name, bool yes)
{
    put(p, name, yes ? say(p->table->arena, p->words, "yes") : say(p->table->arena, p->words, "no"));
}

/* ---- definition ------------------------------------------------------------------- */

static void put_definition(struct report *r, const struct question *q)
{
    const struct measure *m = q->measure;
    struct pairs p = new_pairs(r, q, TO_SAY("Definition"));
    put(&p, "measure", m->name);
    put(&p, "title", m->title);
    put(&p, "definition", m->definition);
    put(&p, "date", m->date);
    for (size_t i = 0; i < m->columns.n; i++)
        put(&p, str_cat(r->arena, S("column "), m->columns.v[i].id).p,
            str_cat(r->arena, m->columns.v[i].title, S(" ("), m->columns.v[i].unit, S(")")));
}

/* ---- parameters ---------------------------------------------------------------------- */

static str day_text(struct arena *a, day d)
{
    struct buf b = buf_new(a);
    date_put_day(&b, d);
    return buf_str(&b);
}

static void put_day(const struct pairs *p, const char *name, bool has, day d, const char *without)
{
    struct arena *a = p->table->arena;
    put(p, name, has ? day_text(a, d) : say(a, p->words, without));
}

static void put_names(const struct pairs *p, const char *name, const struct names *names)
{
    struct buf b = buf_new(p->table->arena);
    for (size_t i = 0; i < names->n; i++) {
        buf_puts(&b, i > 0 ? ", " : "");
        buf_put(&b, names->v[i]);
    }
    put(p, name, b.n > 0 ? buf_str(&b) : say(p->table->arena, p->words, "all"));
}

static str dimensions_text(struct arena *a, const struct question *q)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < q->nby; i++)
        buf_printf(&b, "%s%s", i > 0 ? ", " : "", q->by[i]->name);
    return buf_str(&b);
}

static str instant_text(struct arena *a, instant t)
{
    struct buf b = buf_new(a);
    date_put_instant(&b, t);
    return buf_str(&b);
}

static void put_parameters(struct report *r, const struct question *q)
{
    struct pairs p = new_pairs(r, q, TO_SAY("Parameters"));
    struct arena *a = r->arena;
    put(&p, "by", q->nby > 0 ? dimensions_text(a, q) : say(a, p.words, "nothing"));
    put_day(&p, "from", q->has_from, q->from, TO_SAY("the beginning"));
    put_day(&p, "to", q->has_to, q->to, TO_SAY("the end"));
    put_day(&p, "as-of", q->has_as_of, q->as_of, TO_SAY("now"));
    put(&p, "known-as-of", q->has_known_as_of ? instant_text(a, q->known_as_of) : say(a, p.words, "now"));
    put(&p, "basis", q->basis == BASIS_AS_OF ? S("as-of") : S("event"));
    put(&p, "day of stocks", day_text(a, question_stock_day(q)));
    put_names(&p, "course", &q->courses);
    put_names(&p, "economy", &q->economies);
    put_names(&p, "group", &q->groups);
    put(&p, "within", q->has_horizon ? str_format(a, "%" PRId64, q->horizon) : say(a, p.words, "no horizon"));
    put(&p, "zone", q->zone != NULL ? str_of(q->zone) : S("UTC"));
    put(&p, "public", q->public_k > 0 ? str_format(a, "%d", q->public_k) : say(a, p.words, "no"));
    put(&p, "round", q->round_to > 0 ? str_format(a, "%" PRId64, q->round_to) : say(a, p.words, "no"));
    put_flag(&p, "associates", q->associates);
    put_flag(&p, "members-only", q->members_only);
    put_flag(&p, "fractional", q->fractional);
    put_flag(&p, "primary", q->primary);
}

/* ---- the store ------------------------------------------------------------------------- */

static void put_reference(struct report *r, const struct question *q, const struct vintage *v)
{
    const struct words *w = question_words(q);
    struct table *t = table_new(r->arena, say(r->arena, w, "Reference data"));
    table_column(t, S("scheme"), say(r->arena, w, "Scheme"), UNIT_NONE);
    table_column(t, S("rows"), say(r->arena, w, "Rows"), UNIT_COUNT);
    table_column(t, S("sources"), say(r->arena, w, "Sources"), UNIT_COUNT);
    table_column(t, S("unverified"), say(r->arena, w, "Unverified"), UNIT_COUNT);
    table_column(t, S("uncertain"), say(r->arena, w, "Dates uncertain"), UNIT_COUNT);
    table_column_as(t, (struct column){ .id = S("digest"), .title = say(r->arena, w, "SHA-256"),
                                        .seen_by = SEEN_WITH_ROOM });
    for (size_t i = 0; i < v->schemes.n; i++) {
        const struct vintage_scheme *s = &v->schemes.v[i];
        table_add(t, val_text(s->code));
        table_add(t, val_int(s->rows));
        table_add(t, val_int(s->sources));
        table_add(t, val_int(s->unverified));
        table_add(t, val_int(s->uncertain));
        table_add(t, val_text(s->digest));
    }
    report_table(r, t);
}

static void put_store(struct report *r, const struct question *q, const struct vintage *v)
{
    struct pairs p = new_pairs(r, q, TO_SAY("Store"));
    put(&p, "digest", v->digest);
    put(&p, "last batch", v->batch > 0 ? str_format(r->arena, "%" PRId64, v->batch) : S(""));
    put(&p, "recorded", v->batch > 0 ? instant_text(r->arena, v->at) : S(""));
    put(&p, "change log", v->head);
}

static void put_query(struct report *r, const struct question *q)
{
    struct table *t = table_new(r->arena, say(r->arena, question_words(q), "Query"));
    table_column(t, S("sql"), S("SQL"), UNIT_NONE);
    for (str rest = measure_query(r->arena, q->measure); rest.n > 0;)
        table_add(t, val_text(str_cut(&rest, '\n')));
    report_table(r, t);
}

bool stats_explain(struct report *r, struct db *db, const struct question *q, struct err *e)
{
    struct vintage v;
    if (!vintage_read(&v, r->arena, db, e))
        return false;
    if (q->lang != NULL)
        r->lang = str_of(q->lang);
    put_definition(r, q);
    put_parameters(r, q);
    put_reference(r, q, &v);
    put_store(r, q, &v);
    put_query(r, q);
    return true;
}
