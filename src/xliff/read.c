/*
 * A file goes in, its units come out, with findings about what the standard
 * does not allow. References in comments are to clauses of XLIFF 2.1.
 */
#include <stdlib.h>
#include <string.h>

#include "xliff/texts.h"
#include "xliff/xliff.h"
#include "xml/xml.h"

struct reading {
    struct arena *arena, *scratch;        /* scratch: for one unit */
    struct xliff *to;
    struct diags *diags;
    const struct xml_node *file, *group;  /* the unit is in */
    str file_name;
    struct texts ids;                     /* of units, with their file in front */
};

/* ------------------------------------------------------------ small things */

static bool is_core(const struct xml_node *n)
{
    return str_eq(xml_namespace(n), S(XLIFF_CORE));
}

static bool is_called(const struct xml_node *n, const char *name)
{
    return str_eq(xml_name(n), str_of(name));
}

static str attribute(struct reading *r, const struct xml_node *n, const char *name)
{
    return str_dup(r->arena, str_trim(xml_attr(n, name)));
}

static struct place place_of(struct reading *r, const struct xml_node *n)
{
    struct place at = xml_place(n);
    at.file = r->to->path;
    return at;
}

static void against(struct reading *r, const struct xml_node *n, const char *what, str name)
{
    diag_add(r->diags, &xliff_rule_E482, place_of(r, n), "%s \"" STR_FMT "\".", what, STR_ARG(name));
}

/* ------------------------------------------------------------ inline content (4.7.2, 4.7.3) */

struct copy { str id, of; };              /* a code that stands for another */

struct text {                             /* a source or a target being read */
    struct reading *reading;
    struct xliff_unit *unit;
    pieces *to;
    size_t codes;
    VEC(struct copy) copies;              /* codes that begin and end apart */
};

static void read_inline(struct text *t, const struct xml_node *n);

/* A code that was doubled names the one it was copied from (4.7.2.4.3); its end
 * names its beginning only. */
static str code_id(struct text *t, const struct xml_node *n, enum piece_kind kind, const char *name)
{
    str copy = attribute(t->reading, n, "copyOf"), id = attribute(t->reading, n, name);
    if (kind == PIECE_OPEN && copy.n)
        *vec_push(t->reading->arena, &t->copies) = (struct copy){ id, copy };
    for (size_t i = 0; kind == PIECE_CLOSE && copy.n == 0 && i < t->copies.n; i++)
        if (str_eq(t->copies.v[i].id, id))
            return t->copies.v[i].of;
    return copy.n ? copy : id;
}

static void remember_code(struct text *t, const struct xml_node *n, str id, bool alone)
{
    struct arena *a = t->reading->arena;
    if (xliff_code(t->unit, id))
        return;
    *vec_push(a, &t->unit->codes) = (struct xliff_code){
        .id = id, .alone = alone,
        .needed = str_eq(xml_attr(n, "canDelete"), S("no")),
        .type = attribute(t->reading, n, "type"), .subtype = attribute(t->reading, n, "subType"),
        .shown = attribute(t->reading, n, alone ? "disp" : "dispStart"),
        .open = attribute(t->reading, n, alone ? "dataRef" : "dataRefStart"),
        .close = attribute(t->reading, n, "dataRefEnd"),
    };
}

static void put_code(struct text *t, const struct xml_node *n, enum piece_kind kind,
                     const char *name)
{
    if (t->codes++ >= XLIFF_CODES) {
        against(t->reading, n, "The unit has too many codes, one of them is",
                attribute(t->reading, n, name));
        return;
    }
    str id = code_id(t, n, kind, name);
    if (id.n == 0) {
        against(t->reading, n, "A code has no id:", xml_name(n));
        return;
    }
    if (kind != PIECE_CLOSE)
        remember_code(t, n, id, kind == PIECE_ALONE);
    pieces_code(t->reading->arena, t->to, kind, id);
}

static void read_spanning(struct text *t, const struct xml_node *n)
{
    put_code(t, n, PIECE_OPEN, "id");
    read_inline(t, n);
    put_code(t, n, PIECE_CLOSE, "id");
}

/* A reviewer's remark in the text is kept as a note. */
static void read_marker(struct text *t, const struct xml_node *n)
{
    struct arena *a = t->reading->arena;
    str value = attribute(t->reading, n, "value");
    if (value.n && str_eq(xml_attr(n, "type"), S("comment")))
        *vec_push(a, &t->unit->notes) = (struct xliff_note){ S(""), value };
    if (is_called(n, "mrk"))
        read_inline(t, n);
}

static void read_element(struct text *t, const struct xml_node *n)
{
    if (is_called(n, "pc"))
        read_spanning(t, n);
    else if (is_called(n, "ph"))
        put_code(t, n, PIECE_ALONE, "id");
    else if (is_called(n, "sc"))
        put_code(t, n, PIECE_OPEN, "id");
    else if (is_called(n, "ec"))
        put_code(t, n, PIECE_CLOSE, xml_attr(n, "startRef").n ? "startRef" : "id");
    else if (is_called(n, "mrk") || is_called(n, "sm"))
        read_marker(t, n);
    else if (!is_called(n, "em"))
        against(t->reading, n, "Text cannot hold", xml_name(n));
}

static void read_inline(struct text *t, const struct xml_node *n)
{
    for (const struct xml_node *c = xml_child(n, ""); c; c = xml_next(c, ""))
        if (xml_is_text(c))
            pieces_text(t->reading->arena, t->to, xml_chars(c));
        else if (is_core(c))
            read_element(t, c);
}

/* ------------------------------------------------------------ segments (4.2.2.5) */

struct segment {
    const struct xml_node *source, *target;
    bool ignorable;
    int64_t order;                        /* of the target; 0: where it stands */
    size_t at;
};
typedef VEC(struct segment) segments;

static int by_order(const void *left, const void *right)
{
    const struct segment *a = left, *b = right;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

static const struct { const char *name; enum xliff_state state; } STATES[] = {
    { "initial", XLIFF_INITIAL }, { "translated", XLIFF_TRANSLATED },
    { "reviewed", XLIFF_REVIEWED }, { "final", XLIFF_FINAL },
};

const char *xliff_state_name(enum xliff_state s)
{
    return STATES[s].name;
}

/* The unit is as far as the segment that is least far. */
static void read_state(struct reading *r, struct xliff_unit *u, const struct xml_node *n)
{
    str word = str_trim(xml_attr(n, "state"));
    enum xliff_state state = XLIFF_INITIAL;
    bool known = word.n == 0;
    for (size_t i = 0; i < sizeof STATES / sizeof *STATES; i++)
        if (str_eq(word, str_of(STATES[i].name))) {
            state = STATES[i].state;
            known = true;
        }
    if (!known)
        against(r, n, "There is no state", word);
    if (state < u->state)
        u->state = state;
    u->state_said |= word.n > 0;
    if (u->substate.n == 0)
        u->substate = attribute(r, n, "subState");
}

static void read_segment(struct reading *r, struct xliff_unit *u, const struct xml_node *n,
                         segments *all)
{
    struct segment s = { .source = xml_child(n, "source"), .target = xml_child(n, "target"),
                         .ignorable = is_called(n, "ignorable"), .at = all->n + 1 };
    if (!s.source) {
        against(r, n, "A segment lacks its source; the unit is", u->id);
        return;
    }
    if (!s.target || !str_int(xml_attr(s.target, "order"), &s.order))
        s.order = (int64_t)s.at;
    if (!s.ignorable)
        read_state(r, u, n);
    *vec_push(r->arena, all) = s;
}

static void settle(struct xliff_unit *u, enum xliff_state state, str substate)
{
    u->state = state;
    u->substate = substate;
}

/* A segment without a translation shows its source as long as others have one. */
static void read_texts(struct reading *r, struct xliff_unit *u, segments *all)
{
    struct text source = { .reading = r, .unit = u, .to = &u->source };
    struct text target = { .reading = r, .unit = u, .to = &u->target };
    size_t with = 0, without = 0;
    for (size_t i = 0; i < all->n; i++) {
        read_inline(&source, all->v[i].source);
        bool has = all->v[i].target && (xml_child(all->v[i].target, "")
                                        || !xml_child(all->v[i].source, ""));
        if (!all->v[i].ignorable)
            has ? with++ : without++;
    }
    pieces_trim(&u->source);
    if (with == 0)
        settle(u, XLIFF_INITIAL, S(""));
    qsort(all->v, all->n, sizeof *all->v, by_order);
    for (size_t i = 0; with > 0 && i < all->n; i++)
        read_inline(&target, all->v[i].target ? all->v[i].target : all->v[i].source);
    pieces_trim(&u->target);
    if (with > 0 && without > 0)
        settle(u, XLIFF_INITIAL, S(XLIFF_PART));
    else if (u->state_said || pieces_empty(&u->target))
        return;
    else if (pieces_same(&u->source, &u->target))
        u->target.n = 0;                  /* editors fill it in before anybody translates */
    else
        settle(u, XLIFF_TRANSLATED, S(""));
}

/* ------------------------------------------------------------ units (4.2.2.4) */

static void read_notes(struct reading *r, struct xliff_unit *u, const struct xml_node *notes)
{
    for (const struct xml_node *n = xml_child(notes, "note"); n; n = xml_next(n, "note")) {
        str text = str_trim(xml_text(r->arena, n));
        if (text.n)
            *vec_push(r->arena, &u->notes) =
                (struct xliff_note){ attribute(r, n, "category"), text };
    }
}

/* What an author wrote stands once in the unit; codes refer to it (4.2.2.11). */
static void read_data(struct reading *r, struct xliff_unit *u, const struct xml_node *data)
{
    struct arena_mark before = arena_mark(r->scratch);
    struct texts ids = { .arena = r->scratch };
    VEC(const struct xml_node *) all = { 0 };
    for (const struct xml_node *n = data ? xml_child(data, "data") : NULL; n; n = xml_next(n, "data")) {
        texts_put(&ids, str_trim(xml_attr(n, "id")), all.n);
        *vec_push(r->scratch, &all) = n;
    }
    for (size_t i = 0; i < u->codes.n; i++) {
        str *parts[] = { &u->codes.v[i].open, &u->codes.v[i].close };
        for (size_t k = 0; k < 2; k++) {
            size_t at = parts[k]->n ? texts_find(&ids, *parts[k]) : NO_NAME;
            *parts[k] = at == NO_NAME ? S("") : xml_text(r->arena, all.v[at]);
        }
    }
    arena_rewind(r->scratch, before);
}

/* Unit ids are unique in their file (4.3.1.21). */
static bool is_new_id(struct reading *r, str id)
{
    str full = str_format(r->arena, STR_FMT " " STR_FMT, STR_ARG(r->file_name), STR_ARG(id));
    return texts_put(&r->ids, full, 0);
}

static bool may_take(struct reading *r, const struct xml_node *n, str id)
{
    if (id.n == 0) {
        against(r, n, "A unit has no id in", r->file_name);
        return false;
    }
    if (!is_new_id(r, id)) {
        against(r, n, "Two units have the id", id);
        r->to->twice++;
        return false;
    }
    return true;
}

static void read_unit(struct reading *r, const struct xml_node *n)
{
    str id = attribute(r, n, "id");
    if (!may_take(r, n, id))
        return;
    segments all = { 0 };
    const struct xml_node *data = NULL;
    struct xliff_unit u = {
        .id = id, .file = r->file_name, .kind = attribute(r, n, "type"), .at = place_of(r, n),
        .scope = r->group ? attribute(r, r->group, "id") : S(""),
        .title = r->group ? attribute(r, r->group, "name") : S(""),
        .state = XLIFF_FINAL, .substate = S(""),
        .gone = str_eq(xml_attr(r->file, "translate"), S("no")),
    };
    for (const struct xml_node *c = xml_child(n, NULL); c; c = xml_next(c, NULL)) {
        if (!is_core(c))
            continue;
        if (is_called(c, "notes"))
            read_notes(r, &u, c);
        else if (is_called(c, "originalData"))
            data = c;
        else if (is_called(c, "segment") || is_called(c, "ignorable"))
            read_segment(r, &u, c, &all);
        else
            against(r, c, "A unit cannot hold", xml_name(c));
    }
    if (all.n == 0) {
        against(r, n, "There is no segment in the unit", id);
        return;
    }
    read_texts(r, &u, &all);
    read_data(r, &u, data);
    *vec_push(r->arena, &r->to->units) = u;
}

static void read_units(struct reading *r, const struct xml_node *above)
{
    for (const struct xml_node *n = xml_child(above, NULL); n; n = xml_next(n, NULL)) {
        if (!is_core(n))
            continue;
        if (is_called(n, "unit"))
            read_unit(r, n);
        if (!is_called(n, "group"))
            continue;
        const struct xml_node *was = r->group;
        r->group = n;
        read_units(r, n);
        r->group = was;
    }
}

/* ------------------------------------------------------------ files (4.2.2.2) */

/* "course-id:module-1.xml" */
static void read_file(struct reading *r, const struct xml_node *n)
{
    str id = attribute(r, n, "id"), original = attribute(r, n, "original");
    str course = str_cut(&id, ':');
    if (id.p && course.n && r->to->course.n == 0)
        r->to->course = course;
    else if (id.p && course.n && !str_eq(r->to->course, course))
        diag_add(r->diags, &xliff_rule_E481, place_of(r, n), "This part is of the course \"" STR_FMT
                 "\", those before of \"" STR_FMT "\".", STR_ARG(course), STR_ARG(r->to->course));
    r->file = n;
    r->group = NULL;
    r->file_name = original.n ? original : id.p ? id : course;
    read_units(r, n);
}

static bool is_xliff(struct reading *r, const struct xml_node *root, struct err *e)
{
    static const str versions[] = { { "2.0", 3 }, { "2.1", 3 } };
    str version = root ? str_trim(xml_attr(root, "version")) : S("");
    bool fine = false;
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++)
        fine = fine || str_eq(version, versions[i]);
    if (root && is_called(root, "xliff") && is_core(root) && fine)
        return true;
    if (root && is_called(root, "xliff"))
        diag_add(r->diags, &xliff_rule_E480, place_of(r, root), "This is XLIFF of version \"" STR_FMT
                 "\" and the namespace \"" STR_FMT "\".", STR_ARG(version),
                 STR_ARG(xml_namespace(root)));
    else if (root)
        diag_add(r->diags, &xliff_rule_E480, place_of(r, root), "The root element is <" STR_FMT
                 ">, not <xliff>.", STR_ARG(xml_name(root)));
    return err_set(e, ERR_INPUT, STR_FMT " is not a translation in XLIFF 2", STR_ARG(r->to->path));
}

struct xliff *xliff_read(struct arena *a, const char *path, struct diags *d, struct err *e)
{
    struct xliff *to = NEW(a, struct xliff);
    struct reading r = { .arena = a, .to = to, .diags = d, .ids = { .arena = a } };
    struct xml *x = xml_load_large(path, d, e);
    if (!x)
        return NULL;
    const struct xml_node *root = xml_root(x);
    r.scratch = arena_new();
    *to = (struct xliff){ .arena = a, .path = str_dup(a, str_of(path)), .course = S("") };
    bool ok = is_xliff(&r, root, e);
    if (ok && !xml_is_whole(x))
        ok = err_set(e, ERR_INPUT, "%s could be read only in part; nothing of it was taken", path);
    if (ok) {
        to->source_lang = attribute(&r, root, "srcLang");
        to->target_lang = attribute(&r, root, "trgLang");
        for (const struct xml_node *n = xml_child(root, "file"); n; n = xml_next(n, "file"))
            if (is_core(n))
                read_file(&r, n);
    }
    xml_free(x);
    arena_free(r.scratch);
    return ok ? to : NULL;
}
