/*
 * json: a report as one object.
 *
 *     { "lang": of the words, when they are not English, "title": .., "tables": [ { "title", "definition",
 *         "columns": [ { "id", "title", "unit" } .. ],
 *         "rows": [ { id: value .. } .. ],
 *         "notes": [ .. ] } .. ] }
 *
 * and "charts": [ { "kind", "title", "description", "table": its number from 0,
 * "category", "label", "series", "series_label", "value": ids of columns } .. ].
 *
 * Numbers are numbers, days are texts like "2024-02-29", what is empty or
 * cannot be divided is null. So is a figure that is hidden; its row then has a
 * member "hidden", the ids of the columns where that is so. Headings and paragraphs are for people and left
 * out; a member that has nothing to say is not there.
 */
#include "format/format.h"

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

static struct json *row_of(struct arena *a, const struct table *t, const char *const *ids, size_t row)
{
    struct json *o = json_new_object(), *hidden = NULL;
    for (size_t c = 0; c < t->columns.n; c++) {
        struct val v = table_at(t, row, c);
        json_set(o, ids[c], cell_of(a, &t->columns.v[c], v));
        if (v.kind != VAL_HIDDEN)
            continue;
        if (hidden == NULL)
            hidden = json_new_array();
        json_add(hidden, json_of_text(t->columns.v[c].id));
    }
    if (hidden != NULL)
        json_set(o, "hidden", hidden);
    return o;
}

static struct json *rows_of(struct arena *a, const struct table *t)
{
    const char **ids = NEW_N(a, const char *, t->columns.n);
    for (size_t c = 0; c < t->columns.n; c++)
        ids[c] = str_dup(a, t->columns.v[c].id).p;
    struct json *list = json_new_array();
    for (size_t row = 0; row < table_rows(t); row++)
        json_add(list, row_of(a, t, ids, row));
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

static void set_column(struct json *o, const char *key, const struct chart *c, int column)
{
    if (column != CHART_NO_COLUMN)
        json_set(o, key, json_of_text(c->table->columns.v[column].id));
}

static int64_t number_of(const struct report *r, const struct table *t)
{
    int64_t n = 0;
    for (size_t i = 0; i < r->parts.n; i++) {
        const struct table *at = report_table_at(r, i);
        if (at == t)
            break;
        n += at != NULL;
    }
    return n;
}

static struct json *chart_of(const struct report *r, const struct chart *c)
{
    struct json *o = json_new_object();
    set_text(o, "kind", str_of(chart_kind_name(c->kind)));
    set_text(o, "title", c->title);
    set_text(o, "description", c->description);
    json_set(o, "table", json_of_int(number_of(r, c->table)));
    set_column(o, "category", c, c->category);
    set_column(o, "label", c, c->label);
    set_column(o, "series", c, c->series);
    set_column(o, "series_label", c, c->series_label);
    set_column(o, "value", c, c->value);
    return o;
}

static bool json_write(const struct report *r, const struct write_how *how,
                       struct buf *out, struct err *e)
{
    (void)how, (void)e;
    struct json *tables = json_new_array(), *charts = json_new_array();
    for (size_t i = 0; i < r->parts.n; i++) {
        const struct table *t = report_table_at(r, i);
        if (t != NULL)
            json_add(tables, table_of(out->arena, t));
        if (r->parts.v[i].kind == PART_CHART)
            json_add(charts, chart_of(r, r->parts.v[i].chart));
    }
    struct json *document = json_new_object();
    set_text(document, "lang", r->lang);
    set_text(document, "title", r->title);
    json_set(document, "tables", tables);
    if (json_count(charts) > 0)
        json_set(document, "charts", charts);
    else
        json_free(charts);
    json_put(out, document, JSON_INDENTED);
    buf_byte(out, '\n');
    return true;
}

const struct format format_json = {
    .name = "json", .suffix = ".json", .media = "application/json",
    .help = "tables with the ids, titles and units of their columns",
    .write = json_write,
};
