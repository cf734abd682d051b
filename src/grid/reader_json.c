/*
 * JSON: objects are rows, the names of their members are the header: of all objects,
 * so the file is read once for them. What a member holds that is no text, number or
 * truth is its JSON, for sources that know what to do with it.
 *
 * A list of objects is a table, also one in a list (as Moodle writes it). Of an object
 * each member that is such a list is a table (xAPI's statements), and the object itself
 * is one. Objects one after the other are the rows of JSON Lines; there a mistake costs
 * its line, elsewhere it ends the reading: nobody can say what stands behind it.
 */
#include <string.h>

#include "grid/csv.h"
#include "grid/inside.h"
#include "json/scan.h"

struct member { str name; struct place at; };

struct columns {                          /* of a table: names of members, in order of appearance */
    VEC(struct member) of;
    size_t *by_name;                      /* index + 1, by hash; 0: free */
    size_t slots;
};

enum table_kind { LIST, LINES };

struct listing {
    enum table_kind kind;
    str member;                           /* of the object; empty: the list is the document */
    struct columns columns;
    int64_t objects;
    int64_t last_line;                    /* of the item noted last */
    bool crowded;                         /* two items begin on one line: they are counted */
};

/* Of a row, which moves while it is read: bytes into what is kept of it. */
struct value {
    enum json_token token;                /* JSON_FAILED: the object has no such member */
    size_t at, n;
    struct place place;
};

struct document {
    VEC(struct listing *) listings;       /* what grid->tables point to */

    /* Being read. */
    struct listing *now;
    struct json_scan *scan;
    bool header_given, inner, ended;      /* inner: in a list in the list */
    int64_t number;                       /* of the row */
    struct value *values;                 /* of the columns */
    str *fields;
    struct place row_place;
};

/* ------------------------------------------------------------ columns */

static size_t slot_of(const struct columns *c, str name)
{
    size_t i = (size_t)str_hash(name) & (c->slots - 1);
    while (c->by_name[i] != 0 && !str_eq(c->of.v[c->by_name[i] - 1].name, name))
        i = (i + 1) & (c->slots - 1);
    return i;
}

static void rehash(struct arena *a, struct columns *c)
{
    c->slots = c->slots ? 2 * c->slots : 64;
    c->by_name = NEW_N(a, size_t, c->slots);
    for (size_t i = 0; i < c->of.n; i++)
        c->by_name[slot_of(c, c->of.v[i].name)] = i + 1;
}

/* Members mostly come in the order of the object before: `guess` is looked at first. */
static int find_column(const struct columns *c, str name, size_t guess)
{
    if (guess < c->of.n && str_eq(c->of.v[guess].name, name))
        return (int)guess;
    return c->slots > 0 ? (int)c->by_name[slot_of(c, name)] - 1 : NO_FIELD;
}

static bool add_column(struct arena *a, struct columns *c, str name, struct place at, struct err *e)
{
    if (c->of.n == GRID_FIELDS)
        return err_set(e, ERR_INPUT, "the objects of the list have more than %d different members; they "
                       "are no rows of a table", GRID_FIELDS);
    if (2 * c->of.n >= c->slots)
        rehash(a, c);
    *vec_push(a, &c->of) = (struct member){ str_dup(a, name), at };
    c->by_name[slot_of(c, name)] = c->of.n;
    return true;
}

/* ------------------------------------------------------------ scanning */

static struct place here(const struct json_scan *s)
{
    return (struct place){ .line = (int)json_scan_line(s), .column = json_scan_column(s) };
}

static bool fails(const struct grid *g, const struct json_scan *s, struct err *e)
{
    return err_in(e, "%s:%lld:%d", input_path(g->in), (long long)json_scan_line(s), json_scan_column(s));
}

/* Passes over the value that `token` begins. */
static bool skip_value(struct json_scan *s, enum json_token token, struct err *e)
{
    int depth = json_scan_depth(s);
    while (token == JSON_OBJECT || token == JSON_ARRAY
           || (json_scan_depth(s) > depth && token != JSON_FAILED))
        if ((token = json_scan_next(s, e)) == JSON_FAILED
            || ((token == JSON_OBJECT_END || token == JSON_ARRAY_END) && json_scan_depth(s) == depth))
            break;
    return token != JSON_FAILED;
}

static bool note_members(struct grid *g, struct json_scan *s, struct listing *l, struct err *e)
{
    enum json_token token;
    l->objects++;
    for (size_t guess = 0; (token = json_scan_next(s, e)) == JSON_NAME; guess++) {
        struct place at = here(s);
        str name = json_unescape(g->said, json_scan_raw(s));
        int known = find_column(&l->columns, name, guess);
        if (known == NO_FIELD && !add_column(g->arena, &l->columns, name, at, e))
            return false;
        guess = known != NO_FIELD ? (size_t)known : guess;
        if (!skip_value(s, json_scan_next(s, e), e))
            return false;
    }
    return token == JSON_OBJECT_END;
}

/* The members of all objects in a list whose [ was read, and in lists in it. */
static bool note_list(struct grid *g, struct json_scan *s, struct listing *l, bool inner, struct err *e)
{
    for (;;) {
        arena_rewind(g->said, (struct arena_mark){ 0 });
        enum json_token token = json_scan_next(s, e);
        if (token == JSON_ARRAY_END || token == JSON_FAILED)
            return token == JSON_ARRAY_END;
        if (token != JSON_ARRAY || inner) {
            l->crowded |= json_scan_line(s) == l->last_line;
            l->last_line = json_scan_line(s);
        }
        bool ok = token == JSON_OBJECT ? note_members(g, s, l, e)
                : token == JSON_ARRAY && !inner ? note_list(g, s, l, true, e)
                : skip_value(s, token, e);
        if (!ok)
            return false;
    }
}

static struct listing *add_listing(struct grid *g, enum table_kind kind, str member)
{
    struct document *d = g->own;
    struct listing *l = NEW(g->arena, struct listing);
    *l = (struct listing){ .kind = kind, .member = member };
    return *vec_push(g->arena, &d->listings) = l;
}

/* A top-level object: its members, and the lists among them. */
static bool note_object(struct grid *g, struct json_scan *s, struct listing *lines, struct err *e)
{
    struct document *d = g->own;
    enum json_token token;
    struct columns *columns = &lines->columns;
    lines->objects++;
    for (size_t guess = 0; (token = json_scan_next(s, e)) == JSON_NAME; guess++) {
        struct place at = here(s);
        str name = json_unescape(g->said, json_scan_raw(s));
        int known = find_column(columns, name, guess);
        if (known == NO_FIELD && !add_column(g->arena, columns, name, at, e))
            return false;
        guess = known != NO_FIELD ? (size_t)known : guess;
        bool first = lines->objects == 1 && d->listings.n < 100;
        token = json_scan_next(s, e);
        bool ok = token == JSON_ARRAY && first
                ? note_list(g, s, add_listing(g, LIST, columns->of.v[columns->of.n - 1].name), false, e)
                : skip_value(s, token, e);
        if (!ok)
            return false;
    }
    return token == JSON_OBJECT_END;
}

/* ------------------------------------------------------------ what tables there are */

static bool note_value(struct grid *g, struct json_scan *s, enum json_token token,
                       struct listing *lines, struct err *e)
{
    if (token != JSON_OBJECT)
        return token != JSON_FAILED && skip_value(s, token, e);
    bool ok = note_object(g, s, lines, e);
    lines->objects -= !ok;
    return ok;
}

/* Values one after the other, the first of which begins with `token`. A mistake in one
 * costs its line, when it is read again; but when no two objects were good, or the first
 * spans lines, these are no JSON Lines and it ends the reading. */
static bool note_values(struct grid *g, struct json_scan *s, enum json_token token,
                        struct listing *lines, bool *several, struct err *e)
{
    struct err first = { 0 };
    int64_t values = 0;
    while (token != JSON_NOTHING_MORE) {
        int64_t line = json_scan_line(s);
        if (!note_value(g, s, token, lines, e)) {
            if (first.kind == ERR_NONE) {
                first = *e;
                (void)fails(g, s, &first);
            }
            if ((values == 0 && json_scan_line(s) > line) || !json_scan_next_line(s, e))
                return *e = first, false;
        }
        values++;
        token = json_scan_next(s, e);
    }
    *several = values > 1;
    if (first.kind != ERR_NONE && lines->objects < 2)
        return *e = first, false;
    return true;
}

static bool note_only_list(struct grid *g, struct json_scan *s, struct err *e)
{
    if (!note_list(g, s, add_listing(g, LIST, S("")), false, e))
        return fails(g, s, e);
    enum json_token token = json_scan_next(s, e);
    if (token == JSON_NOTHING_MORE)
        return true;
    if (token != JSON_FAILED)
        (void)err_set(e, ERR_INPUT, "something stands behind the end of the list");
    return fails(g, s, e);
}

static bool note_all(struct grid *g, struct json_scan *s, struct err *e)
{
    struct document *d = g->own;
    enum json_token token = json_scan_next(s, e);
    if (token == JSON_ARRAY)
        return note_only_list(g, s, e);
    struct listing *lines = NEW(g->arena, struct listing);
    bool several = false;
    lines->kind = LINES;
    if (!note_values(g, s, token, lines, &several, e))
        return false;
    if (several)
        d->listings.n = 0;                /* what lists the first has is nothing to the others */
    *vec_push(g->arena, &d->listings) = lines;
    return true;
}

static void add_tables(struct grid *g)
{
    struct document *d = g->own;
    for (size_t i = 0; i < d->listings.n; i++) {
        const struct listing *l = d->listings.v[i];
        str name = l->kind == LINES ? S("objects in JSON") : l->member.n == 0 ? S("a list in JSON")
                 : str_cat(g->arena, S("the list \""), l->member, S("\" in JSON"));
        if (l->objects > 0)
            grid_add_table(g, name, i, ',');
    }
}

static bool read_input(void *self, char *p, size_t cap, size_t *n, struct err *e)
{
    struct csv_from *from = self;
    return from->read(from->self, p, cap, n, e);
}

static struct json_scan *scan_from_start(struct grid *g, struct err *e)
{
    struct csv_from *bytes = NEW(g->reading, struct csv_from);
    *bytes = input_bytes(g->in);
    return input_rewind(g->in, e)
         ? json_scan_open(g->reading, (struct json_from){ read_input, bytes }, GRID_ROW_BYTES) : NULL;
}

static bool knows(const struct grid *g, str head)
{
    str s = str_trim(head);
    return g->zip == NULL && s.n > 0 && (s.p[0] == '{' || s.p[0] == '[');
}

static bool open_document(struct grid *g, struct err *e)
{
    g->own = NEW(g->arena, struct document);
    struct json_scan *s = scan_from_start(g, e);
    if (s == NULL || !note_all(g, s, e))
        return false;
    add_tables(g);
    return g->tables.n > 0 || err_set(e, ERR_INPUT, "%s is JSON but holds no objects, which would be the "
                                      "rows", input_path(g->in));
}

/* ------------------------------------------------------------ rows */

/* To behind the [ of the list that is a member of the only object. */
static bool enter_member(struct grid *g, struct document *d, struct err *e)
{
    enum json_token token = json_scan_next(d->scan, e);
    while ((token = json_scan_next(d->scan, e)) == JSON_NAME) {
        bool found = str_eq(json_unescape(g->said, json_scan_raw(d->scan)), d->now->member);
        token = json_scan_next(d->scan, e);
        if (found && token == JSON_ARRAY)
            return true;
        if (!skip_value(d->scan, token, e))
            break;
    }
    return token == JSON_FAILED ? fails(g, d->scan, e)
         : err_set(e, ERR_INPUT, "%s changed while it was read", input_path(g->in));
}

static bool begin(struct grid *g, size_t skip, struct err *e)
{
    struct document *d = g->own;
    struct listing *now = d->listings.v[g->tables.v[g->table].own];
    d->now = now;
    d->scan = scan_from_start(g, e);
    d->values = NEW_N(g->reading, struct value, now->columns.of.n);
    d->fields = NEW_N(g->reading, str, now->columns.of.n);
    d->header_given = d->inner = false;
    d->ended = skip > 0;                  /* names of members do not stand above a header */
    d->number = 0;
    if (d->scan == NULL)
        return false;
    if (now->kind == LINES)
        return true;
    return now->member.n > 0 ? enter_member(g, d, e)
         : json_scan_next(d->scan, e) != JSON_FAILED || fails(g, d->scan, e);
}

static enum grid_step header(struct document *d, struct row *row)
{
    const struct columns *c = &d->now->columns;
    for (size_t i = 0; i < c->of.n; i++) {
        d->fields[i] = c->of.v[i].name;
        d->values[i].place = c->of.v[i].at;
    }
    d->header_given = true;
    d->row_place = (struct place){ .line = 1 };
    *row = (struct row){ .fields = d->fields, .n = c->of.n };
    return GRID_ROW;
}

/* The value of a member; what it is, and where in what is kept. */
static bool read_value(struct document *d, struct value *v, struct err *e)
{
    str kept;
    v->token = json_scan_next(d->scan, e);
    v->place = here(d->scan);
    bool whole = json_scan_kept(d->scan, &kept);
    v->at = whole ? (size_t)(json_scan_raw(d->scan).p - kept.p) : 0;
    if (!skip_value(d->scan, v->token, e))
        return false;
    (void)json_scan_kept(d->scan, &kept);
    v->n = kept.n - v->at;
    return true;
}

static bool read_members(struct grid *g, struct document *d, struct err *e)
{
    const struct columns *c = &d->now->columns;
    struct value other;
    enum json_token token;
    memset(d->values, 0, c->of.n * sizeof *d->values);
    for (size_t guess = 0; (token = json_scan_next(d->scan, e)) == JSON_NAME; guess++) {
        int i = find_column(c, json_unescape(g->said, json_scan_raw(d->scan)), guess);
        guess = i != NO_FIELD ? (size_t)i : guess;
        if (!read_value(d, i != NO_FIELD ? &d->values[i] : &other, e))
            return false;
    }
    return token == JSON_OBJECT_END;
}

static str text_of(struct grid *g, const struct value *v, str kept)
{
    str raw = { kept.p + v->at, v->n };
    switch (v->token) {
    case JSON_FAILED:
    case JSON_NULL:   return S("");
    case JSON_STRING: return json_unescape(g->said, raw);
    default:          return raw;
    }
}

static enum grid_step lay_out(struct grid *g, struct document *d, struct row *row)
{
    size_t n = d->now->columns.of.n;
    str kept;
    bool whole = json_scan_kept(d->scan, &kept);
    *row = (struct row){ .fields = d->fields, .n = n, .raw = kept, .number = d->number, .torn = !whole };
    if (!whole)
        return grid_trouble(g, row, "long-row", d->row_place, "is longer than the limit for a row; no "
                            "record of learning is that long");
    for (size_t i = 0; i < n; i++)
        d->fields[i] = text_of(g, &d->values[i], kept);
    for (size_t i = 0; i < n; i++) {
        str s = d->fields[i];
        if (d->values[i].token != JSON_STRING)
            continue;
        if (s.n > GRID_FIELD_BYTES)
            return grid_trouble(g, row, "long-field", d->values[i].place,
                                "has a text longer than the limit for a field; shorten it");
        if (s.n > 0 && memchr(s.p, 0, s.n) != NULL)
            return grid_trouble(g, row, "zero-byte", d->values[i].place, "has a zero byte; take it out; "
                                "text has none");
    }
    return GRID_ROW;
}

static enum grid_step no_object(struct grid *g, struct document *d, enum json_token token,
                                struct row *row, struct err *e)
{
    *row = (struct row){ .number = d->number, .torn = true };
    if (!skip_value(d->scan, token, e))
        return fails(g, d->scan, e), GRID_FAILED;
    (void)json_scan_kept(d->scan, &row->raw);
    return grid_trouble(g, row, "no-object", d->row_place, "is no object with named members");
}

/* A mistake in a line costs that line. */
static enum grid_step bad_line(struct grid *g, struct document *d, struct row *row, struct err *e)
{
    struct err why = *e;
    struct place at = here(d->scan);
    *row = (struct row){ .number = d->number, .torn = true };
    if (!json_scan_next_line(d->scan, e))
        return GRID_FAILED;
    (void)json_scan_kept(d->scan, &row->raw);
    return grid_trouble(g, row, "bad-json", at, "is no JSON: %s", why.text);
}

/* To the token that an item begins with. */
static enum json_token next_item(struct document *d, struct err *e)
{
    enum json_token token = json_scan_next(d->scan, e);
    while (d->now->kind == LIST && (token == JSON_ARRAY_END || (token == JSON_ARRAY && !d->inner))) {
        if (token == JSON_ARRAY_END && !d->inner)
            return JSON_NOTHING_MORE;
        d->inner = token == JSON_ARRAY;
        token = json_scan_next(d->scan, e);
    }
    return token;
}

static enum grid_step next(struct grid *g, struct row *row, struct err *e)
{
    struct document *d = g->own;
    if (d->ended)
        return GRID_END;
    if (!d->header_given)
        return header(d, row);
    enum json_token token = next_item(d, e);
    g->taken = input_taken(g->in);
    d->ended = token == JSON_NOTHING_MORE;
    if (d->ended)
        return GRID_END;
    d->row_place = here(d->scan);
    d->number = !d->now->crowded && d->row_place.line > d->number ? d->row_place.line : d->number + 1;
    json_scan_keep(d->scan);
    if (token != JSON_OBJECT && token != JSON_FAILED)
        return no_object(g, d, token, row, e);
    if (token != JSON_FAILED && read_members(g, d, e))
        return lay_out(g, d, row);
    if (d->now->kind == LINES)
        return bad_line(g, d, row, e);
    return fails(g, d->scan, e), GRID_FAILED;
}

static struct place place(const struct grid *g, const struct row *row, int field)
{
    const struct document *d = g->own;
    bool named = field != NO_FIELD && d->values[field].place.line > 0;
    (void)row;
    return named ? d->values[field].place : d->row_place;
}

const struct grid_reader grid_reader_json = {
    .title = "JSON", .knows = knows, .open = open_document, .begin = begin, .next = next, .place = place,
};
