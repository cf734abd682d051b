/*
 * Reports are lists of parts.
 */
#include "table/report.h"

struct report *report_new(struct arena *a, str title)
{
    struct report *r = NEW(a, struct report);
    r->arena = a;
    r->title = title;
    return r;
}

static void add(struct report *r, struct part p)
{
    *vec_push(r->arena, &r->parts) = p;
}

void report_heading(struct report *r, int level, str text)
{
    add(r, (struct part){ .kind = PART_HEADING, .level = level, .text = text });
}

void report_text(struct report *r, str text)
{
    add(r, (struct part){ .kind = PART_TEXT, .text = text });
}

void report_table(struct report *r, const struct table *t)
{
    add(r, (struct part){ .kind = PART_TABLE, .table = t });
}

void report_chart(struct report *r, const struct chart *c)
{
    add(r, (struct part){ .kind = PART_CHART, .chart = c });
}

bool report_is_headed(const struct report *r, size_t part)
{
    const struct part *p = &r->parts.v[part], *before = part > 0 ? p - 1 : NULL;
    return p->kind == PART_TABLE && before != NULL && before->kind == PART_HEADING
        && str_eq(before->text, p->table->title);
}

const struct table *report_table_at(const struct report *r, size_t part)
{
    const struct part *p = &r->parts.v[part];
    if (p->kind != PART_CHART)
        return p->table;
    for (size_t i = 0; i < r->parts.n; i++)
        if (r->parts.v[i].table == p->chart->table)
            return NULL;
    return p->chart->table;
}

struct report *report_of_table(const struct table *t)
{
    struct report *r = report_new(t->arena, S(""));
    r->lang = t->lang;
    report_table(r, t);
    return r;
}
