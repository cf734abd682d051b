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

struct report *report_of_table(const struct table *t)
{
    struct report *r = report_new(t->arena, S(""));
    report_table(r, t);
    return r;
}
