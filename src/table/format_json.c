/*
 * json: a report as one object.
 *
 *     { "title": .., "tables": [ { "title", "definition",
 *         "columns": [ { "id", "title", "unit" } .. ],
 *         "rows": [ { id: value .. } .. ],
 *         "notes": [ .. ] } .. ] }
 *
 * Numbers are numbers, days are texts like "2024-02-29", what is empty or
 * cannot be divided is null. Headings and paragraphs are for people and left
 * out; a member that has nothing to say is not there.
 */
#include "table/format.h"

#include "json/json.h"

static void set_text(struct json *o, const char *key, str s)
{
    if (s.n > 0)
        json_set(o, key, json_of_text(s));
}

static struct json *columns_of(const struct table *t)
{
    struct json *list = json_new_array();
    for (size_t i = 0; i < t->columns.n; i++) {
        const struct column *c = &t->columns.v[i];
        struct json *o = json_new_object();
        json_set(o, "id", json_of_text(c->id));
        json_set(o, "title", json_of_text(c->title));
        json_set(o, "unit", json_of_text(column_unit(c)));
        json_add(list, o);
    }
    return list;
}

static struct json *cell_of(struct arena *a, const struct column *c, struct val v)
{
    if (c->unit != UNIT_DAY || v.kind != VAL_INT)
        return json_of_val(v);
    struct buf day = buf_new(a);
    table_put_raw(&day, c, v);
    return json_of_text(buf_str(&day));
}

static struct json *rows_of(struct arena *a, const struct table *t)
{
    const char **ids = NEW_N(a, const char *, t->columns.n);
    for (size_t c = 0; c < t->columns.n; c++)
        ids[c] = str_dup(a, t->columns.v[c].id).p;
    struct json *list = json_new_array();
    for (size_t row = 0; row < table_rows(t); row++) {
        struct json *o = json_new_object();
        for (size_t c = 0; c < t->columns.n; c++)
            json_set(o, ids[c], cell_of(a, &t->columns.v[c], table_at(t, row, c)));
        json_add(list, o);
    }
    return list;
}

static struct json *table_of(struct arena *a, const struct table *t)
{
    struct json *o = json_new_object();
    set_text(o, "title", t->title);
    set_text(o, "definition", t->definition);
    json_set(o, "columns", columns_of(t));
    json_set(o, "rows", rows_of(a, t));
    if (t->notes.n > 0) {
        struct json *notes = json_new_array();
        for (size_t i = 0; i < t->notes.n; i++)
            json_add(notes, json_of_text(t->notes.v[i]));
        json_set(o, "notes", notes);
    }
    return o;
}

static bool json_write(const struct report *r, const struct write_how *how,
                       struct buf *out, struct err *e)
{
    (void)how, (void)e;
    struct json *tables = json_new_array();
    for (size_t i = 0; i < r->parts.n; i++)
        if (r->parts.v[i].kind == PART_TABLE)
            json_add(tables, table_of(out->arena, r->parts.v[i].table));
    struct json *document = json_new_object();
    set_text(document, "title", r->title);
    json_set(document, "tables", tables);
    json_put(out, document, JSON_INDENTED);
    buf_byte(out, '\n');
    return true;
}

const struct format format_json = {
    .name = "json", .suffix = ".json", .media = "application/json",
    .help = "tables with the ids, titles and units of their columns",
    .write = json_write,
};
