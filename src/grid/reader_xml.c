/*
 * Moodle's grades in XML: <results> holds a <result> for each grade, whose children are
 * the fields. The header is the names of all children, so the file is read once for them.
 *
 * Bytes are fed to the parser up to the next ">", so that rows come one by one.
 */
#include <string.h>

#include "grid/csv.h"
#include "grid/inside.h"
#include "xml/stream.h"

enum { PIECE = 64 * 1024 };
enum { AT_ROOT = 1, AT_ROW, AT_FIELD };   /* how many elements are open */

struct column { str name; struct place at; };

struct value { size_t at, n; bool given; struct place place; };

struct item {                             /* a <result> */
    bool ready;
    int64_t number;
    struct place at;
    struct value *values;
    struct buf text;
    const char *trouble, *why;
    struct place trouble_at;
};

struct grades {
    VEC(struct column) columns;
    int last_line;                        /* of the result noted last */
    bool crowded;                         /* two begin on one line: they are counted */

    /* Being read. */
    struct grid *grid;
    struct arena *arena;                  /* of the parser, which outlives g->reading */
    struct xml_stream *xml;
    struct csv_from bytes;
    char *piece;
    size_t at, end;
    bool ended, header_given;
    bool naming;                          /* the names of columns are looked for */
    VEC(struct item *) items;             /* those not ready can be used again */
    struct item *open, *given;
    int64_t number;
    int depth, field;
    str *fields;
    struct err trouble;
};

/* ------------------------------------------------------------ the parser's calls */

static int find_column(const struct grades *d, str name)
{
    for (size_t i = 0; i < d->columns.n; i++)
        if (str_eq(d->columns.v[i].name, name))
            return (int)i;
    return NO_FIELD;
}

static void refuse(struct grades *d, const char *why)
{
    if (d->trouble.kind != ERR_NONE)
        return;
    struct place at = xml_stream_place(d->xml);
    (void)err_set(&d->trouble, ERR_INPUT, "%s:%d:%d: %s", input_path(d->grid->in), at.line, at.column, why);
    xml_stream_stop(d->xml);
}

static void add_column(struct grades *d, str name)
{
    if (d->columns.n == 100)
        return refuse(d, "a result has more than 100 different fields; these are no grades");
    struct column c = { str_dup(d->grid->arena, name), xml_stream_place(d->xml) };
    *vec_push(d->grid->arena, &d->columns) = c;
}

static struct item *free_item(struct grades *d)
{
    struct arena *a = d->grid->reading;
    for (size_t i = 0; i < d->items.n; i++)
        if (!d->items.v[i]->ready && d->items.v[i] != d->given)
            return d->items.v[i];
    struct item *item = NEW(a, struct item);
    item->values = NEW_N(a, struct value, d->columns.n + 1);
    item->text = buf_new(a);
    return *vec_push(a, &d->items) = item;
}

static void note_item(struct grades *d)
{
    int line = xml_stream_place(d->xml).line;
    d->crowded |= line == d->last_line;
    d->last_line = line;
}

static void begin_item(struct grades *d)
{
    struct place at = xml_stream_place(d->xml);
    struct item *item = d->open = free_item(d);
    struct value *values = item->values;
    struct buf text = item->text;
    d->number = d->crowded ? d->number + 1 : at.line;
    buf_clear(&text);
    memset(values, 0, d->columns.n * sizeof *values);
    *item = (struct item){ .number = d->number, .at = at, .values = values,
                           .text = text };
}

static void trouble(struct item *item, const char *code, const char *why, struct place at)
{
    if (item->trouble == NULL) {
        item->trouble = code;
        item->why = why;
        item->trouble_at = at;
    }
}

static void begin_field(struct grades *d, str name)
{
    d->field = find_column(d, name);
    struct value *v = d->field != NO_FIELD ? &d->open->values[d->field] : NULL;
    if (v == NULL)
        return;
    struct place at = xml_stream_place(d->xml);
    at.column++;                          /* behind the tag the value begins */
    if (v->given)
        trouble(d->open, "double-field", "has a field twice; leave one", at);
    *v = (struct value){ .at = d->open->text.n, .given = true, .place = at };
}

static void on_open(void *self, str name, const struct xml_attributes *attributes)
{
    struct grades *d = self;
    (void)attributes;
    d->depth++;
    if (d->depth == AT_ROOT && !str_eq(name, S("results")))
        refuse(d, "this XML holds no grades of Moodle; export the report as CSV");
    else if (d->depth == AT_ROW && !str_eq(name, S("result")))
        refuse(d, "among the results stands something else; export the grades as CSV");
    else if (d->depth == AT_FIELD && d->naming && find_column(d, name) == NO_FIELD)
        add_column(d, name);
    else if (d->depth == AT_ROW && d->naming)
        note_item(d);
    else if (d->depth == AT_ROW)
        begin_item(d);
    else if (d->depth == AT_FIELD && !d->naming)
        begin_field(d, name);
}

static void on_text(void *self, str text)
{
    struct grades *d = self;
    if (d->naming || d->depth < AT_FIELD || d->field == NO_FIELD)
        return;
    if (d->open->text.n + text.n > GRID_FIELD_BYTES)
        trouble(d->open, "long-field", "has a text longer than the limit for a field; shorten it",
                xml_stream_place(d->xml));
    else
        buf_put(&d->open->text, text);
}

static void on_close(void *self, str name)
{
    struct grades *d = self;
    (void)name;
    if (!d->naming && d->depth == AT_ROW) {
        d->open->ready = true;
    } else if (!d->naming && d->depth == AT_FIELD && d->field != NO_FIELD) {
        struct value *v = &d->open->values[d->field];
        v->n = d->open->text.n - v->at;
    }
    d->depth--;
}

/* ------------------------------------------------------------ reading */

static void stop(struct grades *d)
{
    xml_stream_close(d->xml);
    arena_free(d->arena);
    d->xml = NULL;
    d->arena = NULL;
}

static bool start(struct grid *g, bool naming, struct err *e)
{
    struct grades *d = g->own;
    struct xml_listener l = { d, on_open, on_text, on_close };
    stop(d);
    *d = (struct grades){ .grid = g, .arena = arena_new(), .naming = naming, .columns = { d->columns.v, d->columns.n,
                                                                    d->columns.cap },
                          .crowded = !naming && d->crowded,
                          .bytes = input_bytes(g->in), .piece = arena_get(g->reading, PIECE),
                          .fields = NEW_N(g->reading, str, d->columns.n + 1) };
    d->xml = xml_stream_open(d->arena, &l, str_of(input_path(g->in)), true, e);
    return d->xml != NULL && input_rewind(g->in, e);
}

/* Feeds up to the next ">". */
static bool step(struct grades *d, struct err *e)
{
    if (d->at == d->end) {
        d->at = 0;
        if (!d->bytes.read(d->bytes.self, d->piece, PIECE, &d->end, e))
            return false;
        d->grid->taken = input_taken(d->grid->in);
        d->ended = d->end == 0;
    }
    const char *from = d->piece + d->at, *close = memchr(from, '>', d->end - d->at);
    size_t n = close != NULL ? (size_t)(close + 1 - from) : d->end - d->at;
    d->at += n;
    bool ok = xml_stream_feed(d->xml, (str){ from, n }, e);
    if (ok && d->trouble.kind != ERR_NONE)
        *e = d->trouble;
    return ok && d->trouble.kind == ERR_NONE;
}

/* Behind a declaration and comments. */
static bool knows(const struct grid *g, str head)
{
    str s = str_trim(head);
    while (str_starts(s, S("<?")) || str_starts(s, S("<!--"))) {
        str end = str_starts(s, S("<?")) ? S("?>") : S("-->");
        size_t at = str_find(s, end);
        s = at < s.n ? str_trim(str_from(s, at + end.n)) : S("");
    }
    return g->zip == NULL && str_starts(s, S("<results"));
}

static bool open_grades(struct grid *g, struct err *e)
{
    struct grades *d = g->own = NEW(g->arena, struct grades);
    if (!start(g, true, e))
        return false;
    while (!d->ended)
        if (!step(d, e))
            return false;
    if (d->columns.n == 0)
        return err_set(e, ERR_INPUT, "%s holds no results", input_path(g->in));
    grid_add_table(g, S("grades in XML"), 0, ',');
    return true;
}

static void close_grades(struct grid *g)
{
    stop(g->own);
}

static bool begin(struct grid *g, size_t skip, struct err *e)
{
    struct grades *d = g->own;
    bool ok = start(g, false, e);
    d->ended = skip > 0;                  /* nothing stands above this header */
    d->header_given = skip > 0;
    return ok;
}

/* The ready one that came first. */
static struct item *first_ready(struct grades *d)
{
    struct item *first = NULL;
    for (size_t i = 0; i < d->items.n; i++)
        if (d->items.v[i]->ready && (first == NULL || d->items.v[i]->number < first->number))
            first = d->items.v[i];
    return first;
}

static enum grid_step header(struct grades *d, struct row *row)
{
    for (size_t i = 0; i < d->columns.n; i++)
        d->fields[i] = d->columns.v[i].name;
    d->header_given = true;
    *row = (struct row){ .fields = d->fields, .n = d->columns.n };
    return GRID_ROW;
}

static enum grid_step give(struct grid *g, struct grades *d, struct item *item, struct row *row)
{
    item->ready = false;
    d->given = item;
    for (size_t i = 0; i < d->columns.n; i++)
        d->fields[i] = item->values[i].n == 0 ? S("")
                     : str_head(str_from(buf_str(&item->text), item->values[i].at), item->values[i].n);
    *row = (struct row){ .fields = d->fields, .n = d->columns.n, .number = item->number };
    return item->trouble == NULL ? GRID_ROW
         : grid_trouble(g, row, item->trouble, item->trouble_at, "%s", item->why);
}

static enum grid_step next(struct grid *g, struct row *row, struct err *e)
{
    struct grades *d = g->own;
    struct item *item;
    if (!d->header_given)
        return header(d, row);
    while ((item = first_ready(d)) == NULL) {
        if (d->ended)
            return GRID_END;
        if (!step(d, e))
            return GRID_FAILED;
    }
    return give(g, d, item, row);
}

static struct place place(const struct grid *g, const struct row *row, int field)
{
    const struct grades *d = g->own;
    if (d->given == NULL)
        return d->columns.v[field == NO_FIELD ? 0 : field].at;
    bool named = field != NO_FIELD && d->given->values[field].given;
    (void)row;
    return named ? d->given->values[field].place : d->given->at;
}

const struct grid_reader grid_reader_xml = {
    .title = "XML", .knows = knows, .open = open_grades, .close = close_grades, .begin = begin,
    .next = next, .place = place,
};
