/*
 * What files hold that a page shows: drawings that do more than draw, pages
 * that load from the web, and what is too large to be loaded at all.
 */
#include <string.h>

#include "base/fs.h"
#include "base/media.h"
#include "course/html.h"
#include "course/inside.h"

enum { HTML_BYTES = 4 << 20, MANY_WORDS = 40, FEW_WORDS = 12 };

/* ------------------------------------------------------------ sizes */

/* What a learner with a telephone waits for some seconds; films are streamed. */
static uint64_t limit_of(enum element e)
{
    switch (e) {
    case EL_figure:   return 1u << 20;
    case EL_captions: return 1u << 20;
    case EL_audio:    return 20u << 20;
    case EL_video:    return 100u << 20;
    case EL_download: return 50u << 20;
    default:          return UINT64_MAX;
    }
}

static str megabytes(struct arena *a, uint64_t bytes)
{
    return str_format(a, "%.1f MB", (double)bytes / (1 << 20));
}

static void check_size(struct making *m, const struct media *media)
{
    uint64_t most = limit_of(media->first->element);
    if (media->size > most)
        diag_add(m->diags, &course_rule_W450, node_place(media->first), STR_FMT " has " STR_FMT "; for a "
                 "<%s> %.0f MB are much.", STR_ARG(media->path),
                 STR_ARG(megabytes(m->arena, media->size)), element_name(media->first->element),
                 (double)most / (1 << 20));
}

/* ------------------------------------------------------------ drawings */

struct drawing { struct making *m; size_t words; };

static bool is_inside(str value)
{
    value = str_trim(value);
    return value.n == 0 || value.p[0] == '#' || str_starts(value, S("data:"));
}

/* The first thing outside that a style takes: @import, or url() of no fragment. */
static str outside_in_style(str style)
{
    size_t import = str_find(style, S("@import"));
    if (import < style.n)
        return str_from(style, import);
    for (size_t at; (at = str_find(style, S("url("))) < style.n; style = str_from(style, at + 4)) {
        str rest = str_from(style, at + 4);
        str value = str_trim(str_cut(&rest, ')'));
        if (value.n > 1 && strchr("\"'", value.p[0]))
            value = (str){ value.p + 1, value.n - 2 };
        if (!is_inside(value))
            return value;
    }
    return S("");
}

static void check_drawn_attribute(struct drawing *d, const struct xml_node *n,
                                  const struct xml_attr *at)
{
    struct making *m = d->m;
    str name = xml_attr_name(at), value = xml_attr_value(at);
    bool refers = str_eq(name, S("href")) || str_eq(name, S("src"));
    str outside = refers && !is_inside(value) && !str_eq(xml_name(n), S("a")) ? value
                  : refers ? S("") : outside_in_style(value);
    if (name.n > 2 && str_starts(name, S("on")) && xml_attr_namespace(at).n == 0)
        diag_add(m->diags, &course_rule_E451, xml_attr_place(at), "The drawing does something at "
                 STR_FMT ".", STR_ARG(name));
    else if (refers && str_starts(str_trim(value), S("javascript:")))
        diag_add(m->diags, &course_rule_E451, xml_attr_place(at), "A script stands in " STR_FMT ".",
                 STR_ARG(name));
    else if (outside.n)
        diag_add(m->diags, &course_rule_E452, xml_attr_place(at), "\"" STR_FMT "\" is not in the file "
                 "of the drawing.", STR_ARG(shown(m->arena, outside)));
}

static bool is_foreign(const struct xml_node *n)
{
    static const char *const names[] = { "script", "foreignObject", "iframe", "embed", "object",
                                         "handler", "listener" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(xml_name(n), str_of(names[i])))
            return true;
    return str_eq(xml_namespace(n), S("http://www.w3.org/1999/xhtml"));
}

static size_t count_words(str s)
{
    size_t n = 0;
    bool in = false;
    for (size_t i = 0; i < s.n; i++) {
        bool blank = s.p[i] == ' ' || s.p[i] == '\n' || s.p[i] == '\t' || s.p[i] == '\r';
        n += !blank && !in;
        in = !blank;
    }
    return n;
}

static void walk_drawing(struct drawing *d, const struct xml_node *n)
{
    struct making *m = d->m;
    if (is_foreign(n)) {
        diag_add(m->diags, &course_rule_E451, xml_place(n), "A drawing cannot hold <" STR_FMT ">.",
                 STR_ARG(shown(m->arena, xml_name(n))));
        return;
    }
    if (str_eq(xml_name(n), S("style"))) {
        str outside = outside_in_style(xml_text(m->arena, n));
        if (outside.n)
            diag_add(m->diags, &course_rule_E452, xml_place(n), "\"" STR_FMT "\" is not in the file of "
                     "the drawing.", STR_ARG(shown(m->arena, outside)));
    }
    for (const struct xml_attr *at = xml_attrs(n); at; at = xml_attr_next(at))
        check_drawn_attribute(d, n, at);
    if (str_eq(xml_name(n), S("text")))
        d->words += count_words(xml_text(m->arena, n));
    for (const struct xml_node *c = xml_child(n, NULL); c; c = xml_next(c, NULL))
        walk_drawing(d, c);
}

bool check_drawing(struct making *m, str disk, const struct node *figure)
{
    struct arena *a = arena_new();
    struct diags ignored = { .arena = a };
    struct err e = { 0 };
    struct drawing d = { .m = m };
    struct xml *x = xml_load(disk.p, NULL, &ignored, &e);
    const struct xml_node *root = x ? xml_root(x) : NULL;
    bool is = root && xml_is_well_formed(x) && str_eq(xml_name(root), S("svg"));
    if (is)
        walk_drawing(&d, root);
    size_t told = count_words(node_value(figure, AT_alt));
    if (is && figure->element == EL_figure && d.words >= MANY_WORDS && told < FEW_WORDS)
        diag_add(m->diags, &course_rule_N557, node_place(figure), "The drawing has %zu words, its "
                 "description %zu.", d.words, told);
    xml_free(x);
    arena_free(a);
    return is;
}

/* ------------------------------------------------------------ interactive pages */

static bool is_there(struct making *m, str page, str value)
{
    str path, folder = fs_folder_of(m->arena, page);
    for (size_t i = 0; i < value.n; i++)
        if (value.p[i] == '?' || value.p[i] == '#')
            value.n = i;
    str below = str_eq(folder, S(".")) ? value : fs_join(m->arena, folder, value);
    return value.n == 0 || memchr(value.p, '%', value.n)
           || (fs_inside(m->arena, below, &path)
               && fs_kind(fs_join(m->arena, m->course->folder, path).p) == FS_FILE);
}

static void check_page(struct making *m, const struct node *n)
{
    const struct media *media = node_media(n, AT_src);
    struct err ignored = { 0 };
    str bytes;
    if (!media || media->size > HTML_BYTES || !fs_read(m->arena, media->disk.p, HTML_BYTES, &bytes, &ignored))
        return;
    const struct html_references all = html_references(m->arena, bytes);
    for (size_t i = 0; i < all.n; i++) {
        const struct html_reference *r = &all.v[i];
        struct place at = { .file = media->disk, .line = r->line, .column = r->column };
        if (r->leads)
            continue;
        if (html_is_outside(r->value))
            diag_add(m->diags, &course_rule_W453, at, "The page loads " STR_FMT ".",
                     STR_ARG(shown(m->arena, r->value)));
        else if (!is_there(m, media->path, r->value))
            diag_add(m->diags, &course_rule_W454, at, "There is no file " STR_FMT " beside the page.",
                     STR_ARG(shown(m->arena, r->value)));
    }
}

static void walk(struct making *m, const struct node *n)
{
    if (n->element == EL_interactive)
        check_page(m, n);
    for (const struct node *c = n->first; c; c = c->next)
        walk(m, c);
}

void check_media(struct making *m)
{
    const struct course *c = m->course;
    for (size_t i = 0; i < c->media.n; i++)
        check_size(m, c->media.v[i]);
    walk(m, c->root);
}
