/* Units go in, one XLIFF 2.1 document comes out: a file element for each source
 * file, in it a group for each scope. */
#include "xliff/xliff.h"
#include "xml/xml.h"

struct writing {
    struct xml_out out;
    struct arena *arena;
    const struct xliff *from;
};

static void line(struct writing *w)
{
    xml_put_raw(&w->out, S("\n"));
}

static void open_line(struct writing *w, const char *name)
{
    xml_open(&w->out, name);
}

static void close_line(struct writing *w)
{
    xml_close(&w->out);
    line(w);
}

static void attribute(struct writing *w, const char *name, str value)
{
    if (value.n)
        xml_put_attr(&w->out, name, value);
}

/* ------------------------------------------------------------ codes */

/* Editors show the id of a code unless it says more. */
static void open_code(struct writing *w, const struct xliff_code *c, str id, str copy)
{
    bool alone = c->alone;
    xml_open(&w->out, alone ? "ph" : "pc");
    attribute(w, "id", id);
    attribute(w, "copyOf", copy);
    attribute(w, "type", c->type);
    attribute(w, "subType", c->type.n ? c->subtype : S(""));
    if (c->needed) {
        attribute(w, "canCopy", S("no"));
        attribute(w, "canDelete", S("no"));
    }
    if (alone) {
        attribute(w, "disp", c->shown);
        attribute(w, "equiv", c->shown);
    } else {
        attribute(w, "dispStart", c->shown);
    }
    /* One <data> for the beginning, "em1", one for the end, "em1.". */
    if (c->open.n && copy.n == 0)
        attribute(w, alone ? "dataRef" : "dataRefStart", c->id);
    if (c->close.n && copy.n == 0 && !alone)
        attribute(w, "dataRefEnd", str_format(w->arena, STR_FMT ".", STR_ARG(c->id)));
}

static size_t uses_before(const pieces *p, size_t at)
{
    size_t n = 0;
    for (size_t i = 0; i < at; i++)
        n += p->v[i].kind != PIECE_TEXT && p->v[i].kind != PIECE_CLOSE
             && str_eq(p->v[i].text, p->v[at].text);
    return n;
}

static void put_piece(struct writing *w, const struct xliff_unit *u, const pieces *p, size_t i)
{
    const struct piece *one = &p->v[i];
    if (one->kind == PIECE_TEXT) {
        xml_put_text(&w->out, one->text);
        return;
    }
    if (one->kind == PIECE_CLOSE) {
        xml_close(&w->out);
        return;
    }
    const struct xliff_code *c = xliff_code(u, one->text);
    struct xliff_code code = c ? *c : (struct xliff_code){ 0 };
    code.alone = one->kind == PIECE_ALONE;    /* as it is used here, right or wrong */
    size_t again = uses_before(p, i);
    str id = one->text;
    if (again)
        id = str_format(w->arena, STR_FMT "-%zu", STR_ARG(id), again + 1);
    open_code(w, &code, id, again ? one->text : S(""));
    if (one->kind == PIECE_ALONE)
        xml_close(&w->out);
}

static void put_pieces(struct writing *w, const char *name, const struct xliff_unit *u,
                       const pieces *p)
{
    xml_open(&w->out, name);
    for (size_t i = 0; i < p->n; i++)
        put_piece(w, u, p, i);
    xml_close(&w->out);
}

/* ------------------------------------------------------------ units */

static void put_notes(struct writing *w, const struct xliff_unit *u)
{
    if (u->notes.n == 0)
        return;
    xml_open(&w->out, "notes");
    line(w);
    for (size_t i = 0; i < u->notes.n; i++) {
        xml_open(&w->out, "note");
        attribute(w, "category", u->notes.v[i].category);
        xml_put_text(&w->out, u->notes.v[i].text);
        close_line(w);
    }
    close_line(w);
}

static void put_datum(struct writing *w, str id, const char *behind, str text)
{
    if (text.n == 0)
        return;
    xml_open(&w->out, "data");
    attribute(w, "id", str_format(w->arena, STR_FMT "%s", STR_ARG(id), behind));
    xml_put_text(&w->out, text);
    close_line(w);
}

static void put_data(struct writing *w, const struct xliff_unit *u)
{
    size_t some = 0;
    for (size_t i = 0; i < u->codes.n; i++)
        some += u->codes.v[i].open.n + u->codes.v[i].close.n;
    if (some == 0)
        return;
    xml_open(&w->out, "originalData");
    line(w);
    for (size_t i = 0; i < u->codes.n; i++) {
        put_datum(w, u->codes.v[i].id, "", u->codes.v[i].open);
        put_datum(w, u->codes.v[i].id, ".", u->codes.v[i].close);
    }
    close_line(w);
}

/* No state for what nobody has touched: editors that only fill in the target
 * leave it so, and it is taken as translated. */
static void put_segment(struct writing *w, const struct xliff_unit *u)
{
    bool has = !pieces_empty(&u->target);
    xml_open(&w->out, "segment");
    if (has)
        attribute(w, "state", str_of(xliff_state_name(u->state)));
    if (has)
        attribute(w, "subState", u->substate);
    line(w);
    put_pieces(w, "source", u, &u->source);
    line(w);
    if (has) {
        put_pieces(w, "target", u, &u->target);
        line(w);
    }
    close_line(w);
}

static void put_unit(struct writing *w, const struct xliff_unit *u)
{
    open_line(w, "unit");
    attribute(w, "id", u->id);
    attribute(w, "type", u->kind);
    line(w);
    put_notes(w, u);
    put_data(w, u);
    put_segment(w, u);
    close_line(w);
}

/* ------------------------------------------------------------ files and groups */

/* A path as an XML name token: what cannot stand in one is "_". */
static str token(struct arena *a, str path)
{
    char *to = arena_get(a, path.n + 1);
    for (size_t i = 0; i < path.n; i++) {
        char c = path.p[i];
        bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                    || c == '-' || c == '.' || c == '_';
        to[i] = fine ? c : '_';
    }
    return (str){ to, path.n };
}

static void open_file(struct writing *w, const struct xliff_unit *u)
{
    str name = u->gone ? S("gone") : token(w->arena, u->file);
    open_line(w, "file");
    attribute(w, "id", str_format(w->arena, STR_FMT ":" STR_FMT, STR_ARG(w->from->course),
                                  STR_ARG(name)));
    attribute(w, "original", u->gone ? S("") : u->file);
    attribute(w, "translate", u->gone ? S("no") : S(""));
    line(w);
}

static void put_units(struct writing *w)
{
    const struct xliff_unit *before = NULL;
    for (size_t i = 0; i < w->from->units.n; i++) {
        const struct xliff_unit *u = &w->from->units.v[i];
        bool same_file = before && before->gone == u->gone && str_eq(before->file, u->file);
        bool same_group = same_file && str_eq(before->scope, u->scope);
        if (before && !same_group)
            close_line(w);
        if (before && !same_file)
            close_line(w);
        if (!same_file)
            open_file(w, u);
        if (!same_group) {
            open_line(w, "group");
            attribute(w, "id", u->scope);
            attribute(w, "name", u->title);
            line(w);
        }
        put_unit(w, u);
        before = u;
    }
    if (before) {
        close_line(w);
        close_line(w);
    }
}

void xliff_put(struct buf *b, const struct xliff *x)
{
    struct arena *scratch = arena_new();
    struct writing w = { .out = { .to = b, .style = XML_STYLE_XML }, .arena = scratch, .from = x };
    xml_put_raw(&w.out, S("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    xml_open(&w.out, "xliff");
    attribute(&w, "xmlns", S(XLIFF_CORE));
    attribute(&w, "version", S("2.1"));
    attribute(&w, "srcLang", x->source_lang);
    attribute(&w, "trgLang", x->target_lang);
    line(&w);
    put_units(&w);
    close_line(&w);
    arena_free(scratch);
}
