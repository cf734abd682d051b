/*
 * In: nodes of a course. Out: HTML. Every element is a row of `shapes`: most
 * are one HTML element around what is inside; those that need more are put by
 * a function of their own.
 */
#include "render/elements.h"

#include "base/date.h"
#include "base/media.h"
#include "render/image.h"
#include "render/quantity.h"

static void put_node(struct page *p, const struct node *n, const struct node *before);

/* ------------------------------------------------------------------ text */

static bool is_running(const struct node *n)
{
    return n != NULL && (n->element == EL_chars || element_is_inline(n->element));
}

static bool is_space(char c)
{
    return c <= ' ' && (c == ' ' || c == '\n' || c == '\t' || c == '\r');
}

/* Every run of white space becomes one space; none stands at the ends of a
 * paragraph, so what lies between two blocks vanishes. */
static void put_chars(struct page *p, const struct node *n, const struct node *before)
{
    bool inside = is_running(n->parent);
    bool space = !inside && !is_running(before);   /* as if one had been written */
    char *to = arena_get(p->arena, n->text.n + 1);
    size_t used = 0;
    for (size_t i = 0; i < n->text.n; i++) {
        bool is = is_space(n->text.p[i]);
        if (!is || !space)
            to[used++] = is ? ' ' : n->text.p[i];
        space = is;
    }
    if (used > 0 && to[used - 1] == ' ' && !inside && !is_running(n->next))
        used--;
    page_text(p, (str){ to, used });
}

/* Those put the language of what they hold on their own element. */
static bool marks_itself(enum element e);

/* Text that is not translated says in which language it is. */
static bool open_borrowed(struct page *p, const struct node *n)
{
    if (!n->borrowed || marks_itself(n->element))
        return false;
    page_open(p, "span", NULL);
    page_language(p, n);
    return true;
}

void elements_put_inside(struct page *p, const struct node *n)
{
    bool span = open_borrowed(p, n);
    const struct node *before = NULL;
    for (const struct node *child = n->first; child; child = child->next) {
        put_node(p, child, before);
        before = child;
    }
    if (span)
        page_close(p);
}

void elements_put_bare(struct page *p, const struct node *n)
{
    bool was = p->bare;
    p->bare = true;
    elements_put_inside(p, n);
    p->bare = was;
}

static void put_child(struct page *p, const struct node *n, enum element e)
{
    const struct node *child = node_child(n, e);
    if (child)
        elements_put_inside(p, child);
}

/* --------------------------------------------------------------- inlines */

/* The small window that shows n where one is; pages that show it anyway have none. */
static void put_pop(struct page *p, const struct node *n)
{
    if (p->in_pops || p->kind == PAGE_GLOSSARY || p->kind == PAGE_BIBLIOGRAPHY)
        return;
    size_t i = 0;
    while (i < p->pops.n && p->pops.v[i] != n)
        i++;
    if (i == p->pops.n)
        *vec_push(p->arena, &p->pops) = n;
    page_attr(p, "data-pop", str_cat(p->arena, n->id, S("_pop")));
}

static void put_term(struct page *p, const struct node *n)
{
    const struct node *entry = node_target(n, AT_ref);
    page_open_link(p, "term", site_place(p->site, p->arena, entry));
    put_pop(p, entry);
    elements_put_bare(p, n);
    page_close(p);
}

/* A mark is written close behind the words it belongs to and shown a blank
 * apart, one at which no line ends. */
static void put_gap(struct page *p)
{
    const struct buf *b = p->out.to;
    if (b->n > 0 && !is_space(b->p[b->n - 1]))
        page_text(p, S("\u00a0"));
}

/* "[3, clause 2.1]" */
static void put_cite(struct page *p, const struct node *n)
{
    const struct node *source = node_target(n, AT_ref);
    str locator = node_value(n, AT_locator);
    put_gap(p);
    page_open_link(p, "cite", site_place(p->site, p->arena, source));
    page_attr(p, "role", S("doc-biblioref"));
    put_pop(p, source);
    page_text(p, str_cat(p->arena, S("["), source->is.source->number,
                         locator.n > 0 ? S(", ") : S(""), locator, S("]")));
    page_close(p);
}

static void open_outward(struct page *p, str href)
{
    page_open_link(p, NULL, href);
    page_attr(p, "rel", S("external noopener"));
    page_attr(p, "target", S("_blank"));
}

static void close_outward(struct page *p)
{
    page_open(p, "span", "out");
    page_text(p, S(" "));
    page_words(p, "page.new_window", NULL);
    page_close(p);
    page_close(p);
}

static void put_link(struct page *p, const struct node *n)
{
    open_outward(p, node_value(n, AT_href));
    elements_put_bare(p, n);
    close_outward(p);
}

/* What an xref shows that has no words of its own. */
static void put_name(struct page *p, const struct node *target)
{
    static const struct { enum element element; const char *key; } numbered[] = {
        { EL_figure, "page.figure" }, { EL_table, "page.table" }, { EL_equation, "page.equation" },
    };
    static const enum element names[] = { EL_title, EL_headword, EL_caption };
    for (size_t i = 0; i < sizeof numbered / sizeof *numbered; i++)
        if (target->element == numbered[i].element) {
            page_words(p, numbered[i].key, "number", target->number, NULL);
            return;
        }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct node *name = node_child(target, names[i]);
        if (name) {
            elements_put_bare(p, name);
            return;
        }
    }
}

static void put_xref(struct page *p, const struct node *n)
{
    const struct node *target = node_target(n, AT_ref);
    bool link = !p->bare;
    if (link)
        page_open_link(p, "xref", site_place(p->site, p->arena, target));
    if (link && !n->first)
        page_inherited_language(p, target);
    if (n->first)
        elements_put_bare(p, n);
    else
        put_name(p, target);
    if (link)
        page_close(p);
}

static void put_foreign(struct page *p, const struct node *n)
{
    page_open(p, "i", NULL);
    page_language(p, n);
    elements_put_inside(p, n);
    page_close(p);
}

/* Marks as text, not by the style sheet: so they are read aloud, copied and printed. */
static void put_q(struct page *p, const struct node *n)
{
    const struct quotes *marks = &p->site->quotes;
    bool within = p->quotes % 2 == 1;
    p->quotes++;
    page_text(p, within ? marks->open_within : marks->open);
    elements_put_inside(p, n);
    page_text(p, within ? marks->close_within : marks->close);
    p->quotes--;
}

static void put_formula(struct page *p, const struct node *n, str display)
{
    str alttext = node_value(n, AT_alttext), dir = node_value(n, AT_dir);
    page_open(p, "math", NULL);
    if (display.n > 0)
        page_attr(p, "display", display);
    if (dir.n > 0)
        page_attr(p, "dir", dir);
    if (alttext.n > 0)
        page_attr(p, "alttext", alttext);
    xml_put_raw(&p->out, n->text);
    page_close(p);
}

static void put_math(struct page *p, const struct node *n)
{
    put_formula(p, n, node_value(n, AT_display));
}

static void put_fact(struct page *p, const struct node *n)
{
    str until = node_value(n, AT_valid_until);
    if (p->facts_until.n == 0 || str_cmp(until, p->facts_until) < 0)
        p->facts_until = until;
    page_open(p, "span", "fact");
    page_attr(p, "data-until", until);
    elements_put_inside(p, n);
    page_close(p);
    if (node_target(n, AT_ref) && !p->bare)
        put_cite(p, n);
}

/* What belongs to questions. */
static void put_part(struct page *p, const struct node *n)
{
    p->put_part(p, n);
}

/* ---------------------------------------------------------------- blocks */

static void put_list(struct page *p, const struct node *n)
{
    page_open(p, str_eq(node_value(n, AT_kind), S("number")) ? "ol" : "ul", NULL);
    page_marks(p, n);
    page_line(p);
    elements_put_inside(p, n);
    page_close_line(p);
}

static void put_label(struct page *p, const char *key, const struct node *n)
{
    page_words_leaf(p, "span", "label", key, "number", n->number, NULL);
    if (node_child(n, EL_caption))
        page_text(p, S(" "));
    put_child(p, n, EL_caption);
}

static void put_table(struct page *p, const struct node *n)
{
    str id = page_id(p, n, "table", &p->tables);
    str caption = str_format(p->arena, STR_FMT "_caption", STR_ARG(id));
    page_open(p, "div", "table");
    page_attr(p, "role", S("region"));
    page_attr(p, "aria-labelledby", caption);
    page_attr(p, "tabindex", S("0"));
    page_attr(p, "id", id);
    page_language(p, n);
    page_line(p);
    page_open(p, "table", NULL);
    page_open(p, "caption", NULL);
    page_attr(p, "id", caption);
    put_label(p, "page.table", n);
    page_close_line(p);
    elements_put_inside(p, n);
    page_close(p);
    page_close_line(p);
}

static void put_spans(struct page *p, const struct node *n)
{
    static const struct { enum attribute from; const char *to; } spans[] = {
        { AT_colspan, "colspan" }, { AT_rowspan, "rowspan" },
    };
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        str value = node_value(n, spans[i].from);
        if (value.n > 0)
            page_attr(p, spans[i].to, value);
    }
}

/* In the head a header names its column, in the body its row. */
static void put_header(struct page *p, const struct node *n)
{
    page_open(p, "th", NULL);
    page_attr(p, "scope", n->parent->parent->element == EL_head ? S("col") : S("row"));
    put_spans(p, n);
    page_language(p, n);
    elements_put_inside(p, n);
    page_close(p);
}

static void put_cell(struct page *p, const struct node *n)
{
    page_open(p, "td", NULL);
    put_spans(p, n);
    page_language(p, n);
    elements_put_inside(p, n);
    page_close(p);
}

/* The room that a figure takes: the style sheet allows for 48rem of height. */
static struct image_size figure_room(struct image_size size)
{
    const int most = 768;
    return size.height <= most ? size
                               : (struct image_size){ (size.width * most + size.height - 1) / size.height, most };
}

static void put_figure(struct page *p, const struct node *n)
{
    const struct media *m = node_media(n, AT_src);
    struct image_size size;
    page_open(p, "figure", "figure");
    page_marks(p, n);
    page_open(p, "img", NULL);
    page_attr(p, "src", site_media(p->site, m));
    page_attr(p, "alt", node_value(n, AT_alt));
    if (image_size(p->arena, m->disk.p, m->type, &size)) {
        size = figure_room(size);
        page_attr(p, "width", page_number(p, size.width));
        page_attr(p, "height", page_number(p, size.height));
    }
    page_attr(p, "loading", S("lazy"));
    page_close_line(p);
    page_open(p, "figcaption", NULL);
    put_label(p, "page.figure", n);
    page_close(p);
    page_close_line(p);
}

static void put_figcaption(struct page *p, const struct node *n)
{
    page_open(p, "figcaption", NULL);
    put_child(p, n, EL_caption);
    page_close(p);
}

/* Wide ones are moved sideways, by the keyboard too. */
static void put_equation(struct page *p, const struct node *n)
{
    page_open(p, "figure", "equation");
    page_marks(p, n);
    page_open(p, "div", "equation-line");
    page_line(p);
    page_open(p, "div", "equation-math");
    page_attr(p, "role", S("group"));
    page_attr(p, "tabindex", S("0"));
    page_words_attr(p, "aria-label", "page.equation", "number", n->number, NULL);
    put_formula(p, node_child(n, EL_math), S("block"));
    page_close(p);
    page_text(p, S(" "));
    page_leaf(p, "span", "equation-number",
              str_format(p->arena, "(" STR_FMT ")", STR_ARG(n->number)));
    page_close_line(p);
    if (node_child(n, EL_caption))
        put_figcaption(p, n);
    page_close_line(p);
}

static void put_note(struct page *p, const struct node *n)
{
    str kind = node_value(n, AT_kind);
    if (kind.n == 0)
        kind = S("note");
    str id = page_id(p, n, "note", &p->notes);
    str title = str_format(p->arena, STR_FMT "_title", STR_ARG(id));
    page_open(p, "div", str_format(p->arena, "note note-" STR_FMT, STR_ARG(kind)).p);
    page_attr(p, "role", S("note"));
    page_attr(p, "aria-labelledby", title);
    page_attr(p, "id", id);
    page_language(p, n);
    page_line(p);
    page_open(p, "p", "note-title");
    page_attr(p, "id", title);
    if (node_child(n, EL_title))
        put_child(p, n, EL_title);
    else
        page_words(p, str_format(p->arena, "page.note_" STR_FMT, STR_ARG(kind)).p, NULL);
    page_close_line(p);
    elements_put_blocks(p, n);
    page_close_line(p);
}

void elements_put_numbers(struct page *p, const struct node *n)
{
    static const struct { enum attribute from; const char *name; } vocabularies[] = {
        { AT_vim, "VIM" }, { AT_viml, "VIML" },
    };
    for (size_t i = 0; i < sizeof vocabularies / sizeof *vocabularies; i++) {
        str number = node_value(n, vocabularies[i].from);
        if (number.n == 0)
            continue;
        page_text(p, S(" "));
        page_leaf(p, "span", "number",
                  str_format(p->arena, "%s " STR_FMT, vocabularies[i].name, STR_ARG(number)));
    }
}

/* Without a term of its own it shows that of the glossary. */
static void put_definition(struct page *p, const struct node *n)
{
    const struct node *entry = node_target(n, AT_ref);
    const struct node *from = node_child(n, EL_headword) || !entry ? n : entry;
    page_open(p, "dl", "definition");
    page_marks(p, n);
    page_open(p, "div", NULL);
    if (from != n)
        page_inherited_language(p, from);
    page_open(p, "dt", NULL);
    page_open(p, "dfn", NULL);
    put_child(p, from, EL_headword);
    page_close(p);
    elements_put_numbers(p, from);
    page_close(p);
    page_open(p, "dd", NULL);
    page_open(p, "p", NULL);
    put_child(p, from, EL_text);
    page_close(p);
    page_close(p);
    page_close(p);
    page_close_line(p);
}

static void put_quote(struct page *p, const struct node *n)
{
    const struct node *source = node_target(n, AT_ref);
    page_open(p, "figure", "quote");
    if (n->id.n > 0)
        page_attr(p, "id", n->id);
    page_line(p);
    page_open(p, "blockquote", NULL);
    page_language(p, n);
    page_line(p);
    elements_put_inside(p, n);
    page_close_line(p);
    page_open(p, "figcaption", NULL);
    elements_put_bare(p, node_child(source, EL_title));
    page_text(p, S(" "));
    put_cite(p, n);
    page_close(p);
    page_close_line(p);
}

/* As written, but for an empty first line and the white space at the end. */
static void put_code_block(struct page *p, const struct node *n)
{
    page_open(p, "pre", "code");
    page_attr(p, "role", S("group"));
    page_words_attr(p, "aria-label", "page.code", NULL);
    page_attr(p, "tabindex", S("0"));
    if (n->id.n > 0)
        page_attr(p, "id", n->id);
    page_place(p, n);
    if (node_value(n, AT_xml_lang).n > 0)
        page_attr(p, "lang", node_value(n, AT_xml_lang));
    page_attr(p, "dir", S("ltr"));
    page_open(p, "code", NULL);
    str text = n->first ? n->first->text : S("");
    if (str_starts(text, S("\n")))
        text = str_from(text, 1);
    while (text.n > 0 && is_space(text.p[text.n - 1]))
        text.n--;
    page_text(p, text);
    page_close(p);
    page_close_line(p);
}

static void put_tracks(struct page *p, const struct node *n)
{
    bool first = true;
    for (const struct node *c = node_child(n, EL_captions); c; c = node_next(c, EL_captions)) {
        str lang = node_value(c, AT_xml_lang);
        page_open(p, "track", NULL);
        page_attr(p, "kind", S("captions"));
        page_attr(p, "src", site_media(p->site, node_media(c, AT_src)));
        page_attr(p, "srclang", lang.n > 0 ? lang : p->site->course->lang);
        page_words_attr(p, "label", "page.captions", NULL);
        if (first)
            page_flag(p, "default");
        page_close(p);
        first = false;
    }
}

static void put_transcript(struct page *p, const struct node *n)
{
    const struct node *transcript = node_child(n, EL_transcript);
    if (!transcript)
        return;
    page_open(p, "details", NULL);
    page_words_leaf(p, "summary", NULL, "page.transcript", NULL);
    page_line(p);
    elements_put_inside(p, transcript);
    page_close_line(p);
}

static void put_recording(struct page *p, const struct node *n)
{
    const struct media *poster = node_media(n, AT_poster);
    page_open(p, "figure", "media");
    page_marks(p, n);
    page_open(p, n->element == EL_video ? "video" : "audio", NULL);
    page_flag(p, "controls");
    page_attr(p, "preload", S("metadata"));
    page_attr(p, "src", site_media(p->site, node_media(n, AT_src)));
    if (poster)
        page_attr(p, "poster", site_media(p->site, poster));
    put_tracks(p, n);
    page_close_line(p);
    put_transcript(p, n);
    put_figcaption(p, n);
    page_close_line(p);
}

/* A path as part of an address (RFC 3986, 2.3): its author named it, not we. */
static str address_of(struct arena *a, str path)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < path.n; i++) {
        char c = path.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                     || c == '-' || c == '.' || c == '_' || c == '~' || c == '/';
        if (plain)
            buf_byte(&b, c);
        else
            buf_printf(&b, "%%%02X", (unsigned char)c);
    }
    return buf_str(&b);
}

/* In an origin of its own: it can neither reach the page nor the platform. */
static void put_interactive(struct page *p, const struct node *n)
{
    str src = address_of(p->arena, site_media(p->site, node_media(n, AT_src)));
    page_open(p, "figure", "interactive");
    page_marks(p, n);
    page_open(p, "iframe", NULL);
    page_attr(p, "src", src);
    page_attr(p, "title", node_text(p->arena, node_child(n, EL_caption)));
    page_attr(p, "height", node_value(n, AT_height));
    page_attr(p, "sandbox", S("allow-scripts"));
    page_attr(p, "loading", S("lazy"));
    page_close_line(p);
    page_open(p, "p", "interactive-alone");
    page_open_link(p, NULL, src);
    page_attr(p, "target", S("_blank"));
    page_attr(p, "rel", S("noopener"));
    page_words(p, "page.alone", NULL);
    close_outward(p);
    page_close_line(p);
    put_transcript(p, n);
    put_figcaption(p, n);
    page_close_line(p);
}

/* "PDF, 120 kB" */
static str kind_and_size(struct arena *a, const struct media *m)
{
    const struct media_type *type = media_of_path(m->path);
    struct buf b = buf_new(a);
    for (const char *c = type ? type->suffix : ""; *c; c++)
        buf_byte(&b, *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c);
    if (type)
        buf_puts(&b, ", ");
    if (m->size < 10 * 1000 * 1000)
        buf_printf(&b, "%llu kB", (unsigned long long)(m->size + 999) / 1000);
    else
        buf_printf(&b, "%llu MB", (unsigned long long)(m->size + 999999) / 1000000);
    return buf_str(&b);
}

static void put_download(struct page *p, const struct node *n)
{
    const struct media *m = node_media(n, AT_src);
    page_open(p, "p", "download");
    page_marks(p, n);
    page_open_link(p, NULL, site_media(p->site, m));
    page_flag(p, "download");
    elements_put_bare(p, n);
    page_close(p);
    page_text(p, S(" "));
    page_leaf(p, "span", "meta", kind_and_size(p->arena, m));
    page_close_line(p);
}

const char *elements_heading(int level)
{
    static const char *const names[] = { "h1", "h2", "h3", "h4", "h5", "h6" };
    return names[level < 6 ? level - 1 : 5];
}

/* The blocks of n one level of headings down. */
static void put_blocks_below(struct page *p, const struct node *n)
{
    p->level++;
    elements_put_blocks(p, n);
    p->level--;
}

static void put_section(struct page *p, const struct node *n)
{
    page_open(p, "section", NULL);
    page_marks(p, n);
    page_line(p);
    page_open(p, elements_heading(p->level), NULL);
    put_child(p, n, EL_title);
    page_close_line(p);
    put_blocks_below(p, n);
    page_close_line(p);
}

static void put_steps(struct page *p, const struct node *n)
{
    page_open(p, "ol", "procedure");
    page_marks(p, n);
    page_line(p);
    elements_put_inside(p, n);
    page_close_line(p);
}

static void put_step(struct page *p, const struct node *n)
{
    page_open(p, "li", NULL);
    page_marks(p, n);
    if (node_child(n, EL_title)) {
        page_open(p, "p", "procedure-title");
        put_child(p, n, EL_title);
        page_close_line(p);
    }
    elements_put_blocks(p, n);
    page_close_line(p);
}

static void put_reveal(struct page *p, const struct node *n)
{
    page_open(p, "details", "reveal");
    page_marks(p, n);
    page_open(p, "summary", NULL);
    put_child(p, n, EL_title);
    page_close_line(p);
    page_open(p, "div", "reveal-inside");
    elements_put_blocks(p, n);
    page_close(p);
    page_close_line(p);
}

static void put_tabs(struct page *p, const struct node *n)
{
    page_open(p, "div", "tabs");
    page_marks(p, n);
    page_line(p);
    elements_put_inside(p, n);
    page_close_line(p);
}

static void put_tab(struct page *p, const struct node *n)
{
    str id = page_id(p, n, "tab", &p->tabs);
    page_open(p, "div", "tab");
    page_attr(p, "id", id);
    page_language(p, n);
    page_open(p, elements_heading(p->level), "tab-title");
    page_attr(p, "id", str_format(p->arena, STR_FMT "_title", STR_ARG(id)));
    put_child(p, n, EL_title);
    page_close_line(p);
    put_blocks_below(p, n);
    page_close_line(p);
}

/* ----------------------------------------------------------------- table */

struct shape {
    void (*put)(struct page *p, const struct node *n);
    const char *tag;                      /* around what is inside, when there is no put */
    bool link;                            /* not inside another link: only its words */
    bool mark;                            /* nothing but a link: not there at all */
    bool block;                           /* a line of its own */
};

/* Elements without a row are put by those they stand in, where they belong. */
static const struct shape shapes[EL_COUNT] = {
    [EL_em]         = { .tag = "em" },
    [EL_strong]     = { .tag = "strong" },
    [EL_code]       = { .tag = "code" },
    [EL_sub]        = { .tag = "sub" },
    [EL_sup]        = { .tag = "sup" },
    [EL_term]       = { .put = put_term, .link = true },
    [EL_cite]       = { .put = put_cite, .mark = true },
    [EL_link]       = { .put = put_link, .link = true },
    [EL_xref]       = { .put = put_xref },
    [EL_foreign]    = { .put = put_foreign },
    [EL_q]          = { .put = put_q },
    [EL_quantity]   = { .put = quantity_put },
    [EL_math]       = { .put = put_math },
    [EL_fact]       = { .put = put_fact },
    [EL_gap]        = { .put = put_part },

    [EL_p]          = { .tag = "p", .block = true },
    [EL_list]       = { .put = put_list },
    [EL_item]       = { .tag = "li", .block = true },
    [EL_table]      = { .put = put_table },
    [EL_head]       = { .tag = "thead", .block = true },
    [EL_body]       = { .tag = "tbody", .block = true },
    [EL_row]        = { .tag = "tr", .block = true },
    [EL_header]     = { .put = put_header },
    [EL_cell]       = { .put = put_cell },
    [EL_figure]     = { .put = put_figure },
    [EL_note]       = { .put = put_note },
    [EL_definition] = { .put = put_definition },
    [EL_quote]      = { .put = put_quote },
    [EL_code_block] = { .put = put_code_block },
    [EL_video]      = { .put = put_recording },
    [EL_audio]      = { .put = put_recording },
    [EL_download]   = { .put = put_download },
    [EL_equation]   = { .put = put_equation },
    [EL_steps]      = { .put = put_steps },
    [EL_step]       = { .put = put_step },
    [EL_reveal]     = { .put = put_reveal },
    [EL_tabs]       = { .put = put_tabs },
    [EL_tab]        = { .put = put_tab },
    [EL_interactive] = { .put = put_interactive },
    [EL_practice]   = { .put = put_part },
    [EL_section]    = { .put = put_section },
};

static bool marks_itself(enum element e)
{
    return shapes[e].tag || e == EL_header || e == EL_cell;
}

static void put_node(struct page *p, const struct node *n, const struct node *before)
{
    const struct shape *shape = &shapes[n->element];
    if (n->element == EL_chars)
        put_chars(p, n, before);
    else if (p->bare && shape->link)
        elements_put_inside(p, n);
    else if (p->bare && shape->mark)
        return;
    else if (shape->put)
        shape->put(p, n);
    else if (shape->tag) {
        page_open(p, shape->tag, NULL);
        page_marks(p, n);
        elements_put_inside(p, n);
        page_close(p);
        if (shape->block)
            page_line(p);
    }
}

void elements_put_blocks(struct page *p, const struct node *n)
{
    for (const struct node *c = node_child(n, EL_COUNT); c; c = node_next(c, EL_COUNT))
        if (element_is_block(c->element) || c->element == EL_section || c->element == EL_practice)
            put_node(p, c, NULL);
}

/* --------------------------------------------------------------- sources */

/* A year, a month or a day is one for machines too. */
static void put_date(struct page *p, const struct node *date)
{
    str text = node_text(p->arena, date);
    struct stamp stamp;
    page_leaf(p, date_read_stamp(text, &stamp) ? "time" : "span", NULL, text);
}

/* "A, B." */
static void put_creators(struct page *p, const struct node *source)
{
    const struct node *n = node_child(source, EL_creator);
    if (!n)
        return;
    struct buf names = buf_new(p->arena);
    for (; n; n = node_next(n, EL_creator)) {
        if (names.n > 0)
            buf_puts(&names, ", ");
        buf_put(&names, node_text(p->arena, n));
    }
    page_leaf(p, "span", "creator", buf_str(&names));
    page_text(p, str_ends(buf_str(&names), S(".")) ? S(" ") : S(". "));
}

void elements_put_publisher(struct page *p, const struct node *publisher)
{
    str href = node_value(publisher, AT_href), name = node_text(p->arena, publisher);
    if (href.n == 0) {
        page_text(p, name);
        return;
    }
    open_outward(p, href);
    page_text(p, name);
    close_outward(p);
}

static void put_publication(struct page *p, const struct node *source)
{
    const struct node *publisher = node_child(source, EL_publisher);
    const struct node *date = node_child(source, EL_date);
    if (!publisher && !date)
        return;
    page_text(p, S(" "));
    if (publisher) {
        page_open(p, "span", "publisher");
        elements_put_publisher(p, publisher);
        page_close(p);
    }
    if (publisher && date)
        page_text(p, S(", "));
    if (date)
        put_date(p, date);
    page_text(p, S("."));
}

void elements_put_source(struct page *p, const struct node *source)
{
    const struct node *link = node_child(source, EL_link);
    put_creators(p, source);
    page_open(p, "cite", NULL);
    put_child(p, source, EL_title);
    page_close(p);
    page_text(p, S("."));
    put_publication(p, source);
    if (link) {
        page_text(p, S(" "));
        put_link(p, link);
    }
}

void elements_put_source_note(struct page *p, const struct node *source)
{
    const struct node *note = node_child(source, EL_note);
    if (!note)
        return;
    page_line(p);
    page_open(p, "div", "source-note");
    elements_put_blocks(p, note);
    page_close(p);
}
