#include "stats/special.h"

#include <assert.h>

#include "stats/query.h"
#include "stats/remark.h"

static const struct special *special_named(str name)
{
    static const struct special *const rows[] = {
#define ANSWER(name) &special_##name,
#include "stats/answers.def"
#undef ANSWER
    };
    size_t i = 0;
    while (i < sizeof rows / sizeof *rows && !str_eq(name, str_of(rows[i]->name)))
        i++;
    assert(i < sizeof rows / sizeof *rows);
    return rows[i];
}

static enum unit unit_of(str word)
{
    static const struct { str word; enum unit unit; } units[] = {
        { { "share", 5 }, UNIT_SHARE }, { { "number", 6 }, UNIT_NUMBER }, { { "text", 4 }, UNIT_NONE },
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_eq(word, units[i].word))
            return units[i].unit;
    return UNIT_COUNT;
}

void special_measure_column(struct table *t, const struct measure_column *c)
{
    enum unit unit = unit_of(c->unit);
    table_column_as(t, (struct column){ .id = c->id, .title = c->title, .unit = unit,
                                        .counted = unit == UNIT_COUNT ? c->unit : S("") });
}

void special_measure_columns(struct table *t, const struct measure *m)
{
    for (size_t i = 0; i < m->columns.n; i++)
        special_measure_column(t, &m->columns.v[i]);
}

str measure_query(struct arena *a, const struct measure *m)
{
    const struct special *s = m->answers.n > 0 ? special_named(m->answers) : NULL;
    return s != NULL && s->sql != NULL ? s->sql(a) : m->sql;
}

bool special_rows(struct table *t, struct db *db, const struct question *q, str cell, struct err *e)
{
    return special_named(q->measure->answers)->list(t, db, q, cell, e);
}

struct table *special_table(struct arena *a, struct db *db, const struct question *q, struct err *e)
{
    const struct special *s = special_named(q->measure->answers);
    struct table *t = table_new(a, q->measure->title);
    t->definition = q->measure->definition;
    if (q->lang != NULL)
        t->lang = str_of(q->lang);
    table_column_as(t, (struct column){ .id = S("row"), .title = say(a, question_words(q), "Row"),
                                        .seen_by = SEEN_BY_MACHINES });
    if (s->add_columns != NULL)
        s->add_columns(t);
    special_measure_columns(t, q->measure);
    if (!db_begin(db, e) || !db_end(db, s->fill(t, db, q, e), e))
        return NULL;
    remark_asked(t, q);
    return t;
}
