/*
 * A frame goes in as XML, and is written again as HTML while it is looked at;
 * what was written is cut at its slots.
 */
#include "render/mould.h"

#include "render/rules.h"
#include "xml/xml.h"

static const char *const names[SLOTS] = {
    [SLOT_MAIN] = "main", [SLOT_CONTENTS] = "contents", [SLOT_COURSE] = "course",
    [SLOT_VERSION] = "version", [SLOT_PUBLISHER] = "publisher", [SLOT_RIGHTS] = "rights",
    [SLOT_LANGUAGES] = "languages", [SLOT_HOME] = "home", [SLOT_LOGO] = "logo",
};

static const char *const words[] = {
    "page.skip", "page.contents", "page.overview", "page.glossary", "page.bibliography",
};

struct moulding {
    struct arena *arena;
    struct xml_out out;
    struct diags *diags;
    bool has_bar, ok;
    unsigned seen[SLOTS];
};

static void wrong(struct moulding *w, struct place at, const char *said, str what)
{
    diag_add(w->diags, &rule_E854, at, "\"" STR_FMT "\" %s.", STR_ARG(what), said);
    w->ok = false;
}

static enum slot slot_named(str name)
{
    for (int i = SLOT_NONE + 1; i < SLOTS; i++)
        if (names[i] && str_eq(name, str_of(names[i])))
            return (enum slot)i;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(name, str_of(words[i])))
            return SLOT_WORDS;
    return SLOT_NONE;
}

/* Takes the text up to the next slot, and the slot's name. */
static bool next_slot(str *rest, str *before, str *name)
{
    size_t at = str_find(*rest, S("{{"));
    size_t end = str_find(str_from(*rest, at), S("}}"));
    if (at + end >= rest->n)
        return false;
    *before = str_head(*rest, at);
    *name = str_trim((str){ rest->p + at + 2, end - 2 });
    *rest = str_from(*rest, at + end + 2);
    return true;
}

static void look_at_slots(struct moulding *w, str text, struct place at, bool is_address)
{
    str before, name;
    while (next_slot(&text, &before, &name)) {
        enum slot slot = slot_named(name);
        bool address = slot == SLOT_HOME || slot == SLOT_LOGO;
        w->seen[slot]++;
        if (slot == SLOT_NONE)
            wrong(w, at, "is not the name of a slot", name);
        else if (address != is_address)
            wrong(w, at, is_address ? "is no address" : "is an address: it belongs into href or src",
                  name);
    }
}

static bool has_word(str list, str word)
{
    while (list.p) {
        str one = str_trim(str_cut(&list, ' '));
        if (str_eq(one, word))
            return true;
    }
    return false;
}

static bool leads_outside(str address)
{
    return str_find(address, S("//")) < address.n || str_starts(address, S("data:"));
}

/* As browsers read addresses: blanks and control characters do not count, nor do capitals. */
static bool runs_script(str address)
{
    static const char scheme[] = "javascript:";
    size_t n = 0;
    for (size_t i = 0; i < address.n && scheme[n]; i++) {
        unsigned char c = (unsigned char)address.p[i];
        if (c <= ' ')
            continue;
        if ((c | (c >= 'A' && c <= 'Z' ? 0x20 : 0)) != scheme[n++])
            return false;
    }
    return !scheme[n];
}

static void look_at_attr(struct moulding *w, const struct xml_attr *at)
{
    str name = xml_attr_name(at), value = xml_attr_value(at);
    struct place place = xml_attr_place(at);
    if (str_eq_nocase(str_head(name, name.n < 2 ? name.n : 2), S("on"))
        || str_eq_nocase(name, S("style")) || str_eq_nocase(name, S("id")))
        wrong(w, place, "is not an attribute for a frame", name);
    if (runs_script(value))
        wrong(w, place, "would run a script", value);
    if (str_eq(name, S("src")) && leads_outside(value))
        diag_add(w->diags, &rule_W855, place, "\"" STR_FMT "\" is not in the package.", STR_ARG(value));
    if (str_eq(name, S("class")) && has_word(value, S("bar")))
        w->has_bar = true;
    look_at_slots(w, value, place, str_eq(name, S("href")) || str_eq(name, S("src")));
}

static bool is_banned(str name)
{
    static const char *const banned[] = { "script", "style", "iframe", "object", "embed", "link",
                                          "meta", "base", "form", "main" };
    for (size_t i = 0; i < sizeof banned / sizeof *banned; i++)
        if (str_eq_nocase(name, str_of(banned[i])))
            return true;
    return false;
}

/* The name of an element must live until it is closed: the tree does. */
static void copy(struct moulding *w, const struct xml_node *n, int depth)
{
    if (xml_is_text(n)) {
        look_at_slots(w, xml_chars(n), xml_place(n), false);
        xml_put_text(&w->out, xml_chars(n));
        return;
    }
    str name = xml_name(n);
    if (is_banned(name))
        wrong(w, xml_place(n), "is not an element for a frame", name);
    if (depth > 0)
        xml_open(&w->out, str_dup(w->arena, name).p);
    for (const struct xml_attr *at = xml_attrs(n); at; at = xml_attr_next(at)) {
        look_at_attr(w, at);
        if (depth > 0)
            xml_put_attr(&w->out, str_dup(w->arena, xml_attr_name(at)).p, xml_attr_value(at));
    }
    for (const struct xml_node *c = xml_child(n, ""); c; c = xml_next(c, ""))
        copy(w, c, depth + 1);
    if (depth > 0)
        xml_close(&w->out);
}

static void look_at_whole(struct moulding *w, struct place at)
{
    if (w->seen[SLOT_MAIN] != 1 || w->seen[SLOT_CONTENTS] != 1)
        wrong(w, at, "must be there, each once", S("{{main}} and {{contents}}"));
    if (!w->has_bar)
        wrong(w, at, "must be there: progress is shown in it", S("class=\"bar\""));
}

static void put_part(struct arena *a, struct mould *m, enum slot slot, str text, int line)
{
    if (slot != SLOT_NONE || text.n > 0)
        *vec_push(a, &m->parts) = (struct mould_part){ slot, text, line };
}

static void cut_line(struct arena *a, struct mould *m, str text, int line)
{
    str before, name;
    while (next_slot(&text, &before, &name)) {
        put_part(a, m, SLOT_NONE, before, line);
        if (slot_named(name) == SLOT_MAIN)
            m->main = m->parts.n;
        put_part(a, m, slot_named(name), str_dup(a, name), line);
    }
    put_part(a, m, SLOT_NONE, text, line);
}

static void cut(struct arena *a, struct mould *m, str html)
{
    for (int line = 1; html.p && html.n; line++) {
        size_t end = str_find(html, S("\n"));
        str text = str_head(html, end < html.n ? end + 1 : end);
        html = str_from(html, text.n);
        cut_line(a, m, text, line);
    }
}

bool mould_read(struct arena *a, str html, str file, struct mould *out, struct diags *d)
{
    struct err e = { 0 };
    struct buf text = buf_new(a);
    struct moulding w = { .arena = a, .diags = d, .ok = true,
                      .out = { .to = &text, .style = XML_STYLE_HTML } };
    struct xml *x = xml_read(html, file, d, &e);
    const struct xml_node *root = x && xml_is_well_formed(x) ? xml_root(x) : NULL;
    w.ok = root != NULL;
    if (root && !str_eq(xml_name(root), S("body")))
        wrong(&w, xml_place(root), "is not <body>, with which a frame begins", xml_name(root));
    else if (root) {
        copy(&w, root, 0);
        if (w.ok)
            look_at_whole(&w, xml_place(root));
    }
    if (w.ok)
        cut(a, out, str_trim(buf_str(&text)));
    xml_free(x);
    return w.ok;
}
