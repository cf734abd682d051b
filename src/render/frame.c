#include "render/frame.h"

#include "intl/language.h"
#include "render/elements.h"

static const char *const kinds[] = {
    [PAGE_INDEX] = "index", [PAGE_LESSON] = "lesson", [PAGE_QUIZ] = "quiz",
    [PAGE_GLOSSARY] = "glossary", [PAGE_BIBLIOGRAPHY] = "bibliography",
};

/* ------------------------------------------------------------------ head */

static void put_meta(struct page *p, const char *name, str content)
{
    page_open(p, "meta", NULL);
    page_attr(p, "name", str_of(name));
    page_attr(p, "content", content);
    page_close_line(p);
}

static void put_script(struct page *p, str src)
{
    page_open(p, "script", NULL);
    page_attr(p, "src", src);
    page_flag(p, "defer");
    page_close_line(p);
}

static void put_head(struct page *p, str title)
{
    str course = p->site->course->title;
    if (p->kind != PAGE_INDEX)
        title = str_format(p->arena, STR_FMT " – " STR_FMT, STR_ARG(title), STR_ARG(course));
    page_open(p, "head", NULL);
    page_line(p);
    page_open(p, "meta", NULL);
    page_attr(p, "charset", S("utf-8"));
    page_close_line(p);
    put_meta(p, "viewport", S("width=device-width, initial-scale=1"));
    put_meta(p, "color-scheme", S("light dark"));
    page_open(p, "link", NULL);           /* else browsers ask the server for one */
    page_attr(p, "rel", S("icon"));
    page_attr(p, "href", S("data:,"));
    page_close_line(p);
    page_leaf(p, "title", NULL, title);
    page_line(p);
    page_open(p, "link", NULL);
    page_attr(p, "rel", S("stylesheet"));
    page_attr(p, "href", S("etalon/theme.css"));
    page_close_line(p);
    put_script(p, str_format(p->arena, "etalon/data" STR_FMT ".js", STR_ARG(p->site->infix)));
    put_script(p, S("etalon/page.js"));
    page_close_line(p);
}

/* ----------------------------------------------------------------- steps */

static void put_step_words(struct page *p, const char *key, const struct node *title)
{
    page_words_leaf(p, "span", "steps-word", key, NULL);
    page_text(p, S(" "));
    page_open(p, "span", "steps-title");
    page_inherited_language(p, title);
    elements_put_bare(p, title);
    page_close(p);
    page_close_line(p);
}

/* Before the first page in order stands the index, behind the last again. */
static void put_steps(struct page *p)
{
    const struct site *s = p->site;
    const struct node *course = node_child(s->course->root, EL_title);
    size_t at = (size_t)(p->sheet - s->sheets.v);
    const struct sheet *before = at > 0 ? p->sheet - 1 : NULL;
    const struct sheet *next = at + 1 < s->sheets.n ? p->sheet + 1 : NULL;
    page_open(p, "nav", "steps");
    page_words_attr(p, "aria-label", "page.steps", NULL);
    page_line(p);
    page_open_link(p, "steps-prev", before ? before->href : site_page(s, p->arena, S("index")));
    page_attr(p, "rel", S("prev"));
    put_step_words(p, "page.previous", before ? before->title : course);
    page_open_link(p, "steps-next", next ? next->href : site_page(s, p->arena, S("index")));
    if (next)
        page_attr(p, "rel", S("next"));
    put_step_words(p, next ? "page.next" : "page.finish", next ? next->title : course);
    page_close_line(p);
}

/* -------------------------------------------------------------- contents */

static void put_contents_link(struct page *p, const struct sheet *s, const char *tag,
                              const char *class)
{
    page_open(p, tag, class);
    page_open_link(p, NULL, s->href);
    page_attr(p, "data-page", s->id);
    if (s == p->sheet)
        page_attr(p, "aria-current", S("page"));
    page_inherited_language(p, s->title);
    elements_put_bare(p, s->title);
    page_close(p);
    page_close_line(p);
}

static void put_contents_module(struct page *p, size_t at)
{
    const struct site *s = p->site;
    const struct module *m = s->course->modules.v[at];
    bool open = p->sheet && p->sheet->module == m;
    page_open(p, "li", "toc-module");
    page_attr(p, "data-module", m->id);
    if (open)
        page_open(p, "span", NULL);
    else
        page_open_link(p, NULL, s->sheets.v[s->first[at]].href);
    page_inherited_language(p, m->node);
    elements_put_bare(p, node_child(m->node, EL_title));
    page_close(p);
    if (open) {
        page_line(p);
        page_open(p, "ol", "toc-pages");
        page_line(p);
        for (size_t i = s->first[at]; i < s->first[at + 1]; i++)
            put_contents_link(p, &s->sheets.v[i], "li", NULL);
        page_close(p);
    }
    page_close_line(p);
}

static void put_extra(struct page *p, str href, const char *key, bool here)
{
    page_open(p, "li", NULL);
    page_open_link(p, NULL, href);
    if (here)
        page_attr(p, "aria-current", S("page"));
    page_words(p, key, NULL);
    page_close(p);
    page_close(p);
}

void frame_put_extras(struct page *p, const char *class)
{
    const struct course *c = p->site->course;
    if (c->glossary.n == 0 && c->sources.n == 0)
        return;
    page_open(p, "ul", class);
    if (c->glossary.n > 0)
        put_extra(p, site_page(p->site, p->arena, S("glossary")), "page.glossary", p->kind == PAGE_GLOSSARY);
    if (c->sources.n > 0)
        put_extra(p, site_page(p->site, p->arena, S("bibliography")), "page.bibliography", p->kind == PAGE_BIBLIOGRAPHY);
    page_close_line(p);
}

void frame_open_contents(struct page *p, const char *tag, const char *class)
{
    page_open(p, tag, class);
    page_attr(p, "id", S("_contents"));
    page_attr(p, "tabindex", S("-1"));
    page_attr(p, "aria-labelledby", S("_contents_title"));
    page_line(p);
    page_open(p, "h2", NULL);
    page_attr(p, "id", S("_contents_title"));
    page_words(p, "page.contents", NULL);
    page_close_line(p);
}

static void put_contents(struct page *p)
{
    const struct course *c = p->site->course;
    frame_open_contents(p, "nav", "toc");
    page_open(p, "ul", "toc-top");
    put_extra(p, site_page(p->site, p->arena, S("index")), "page.overview", false);
    page_close_line(p);
    page_open(p, "ol", "toc-modules");
    page_line(p);
    for (size_t i = 0; i < c->modules.n; i++)
        put_contents_module(p, i);
    page_close_line(p);
    if (c->quiz)
        put_contents_link(p, &p->site->sheets.v[p->site->sheets.n - 1], "p", "toc-final");
    frame_put_extras(p, "toc-more");
    page_close_line(p);
}

/* ----------------------------------------------------------------- slots */

static void put_course(struct page *p)
{
    page_text(p, p->site->course->title);
}

static void put_version(struct page *p)
{
    page_words(p, "page.version", "version", p->site->course->version, NULL);
}

static const struct node *of_course(const struct page *p, enum element e)
{
    return node_child(p->site->course->root, e);
}

static bool has_publisher(const struct page *p) { return of_course(p, EL_publisher) != NULL; }
static bool has_rights(const struct page *p)    { return of_course(p, EL_rights) != NULL; }
static bool has_logo(const struct page *p)      { return p->site->theme->logo.n > 0; }

static void put_publisher(struct page *p)
{
    elements_put_publisher(p, of_course(p, EL_publisher));
}

static void put_rights(struct page *p)
{
    elements_put_bare(p, of_course(p, EL_rights));
}

static void put_home(struct page *p)
{
    xml_put_raw(&p->out, site_page(p->site, p->arena, S("index")));
}

static void put_logo(struct page *p)
{
    xml_put_raw(&p->out, p->site->theme->logo);
}

static bool has_languages(const struct page *p) { return p->site->editions.n > 1; }

/* The names of languages in themselves; each link leads to the same page. */
static void put_language(struct page *p, size_t i)
{
    const struct course *c = p->site->editions.v[i];
    bool rtl = intl_language_is_rtl(c->lang);
    page_open(p, "li", NULL);
    page_open_link(p, NULL, site_page_in(p->site, p->arena, p->id, i));
    page_attr(p, "lang", c->lang);
    page_attr(p, "hreflang", c->lang);
    if (rtl != p->site->right_to_left)
        page_attr(p, "dir", rtl ? S("rtl") : S("ltr"));
    if (c == p->site->course)
        page_attr(p, "aria-current", S("true"));
    page_text(p, intl_language_name(p->arena, c->lang));
    page_close(p);
    page_close(p);
}

static void put_languages(struct page *p)
{
    page_open(p, "nav", "languages");
    page_words_attr(p, "aria-label", "page.languages", NULL);
    page_open(p, "ul", NULL);
    for (size_t i = 0; i < p->site->editions.n; i++)
        put_language(p, i);
    page_close(p);
    page_close(p);
}

static void put_contents_where_wanted(struct page *p)
{
    if (p->kind != PAGE_INDEX)
        put_contents(p);
}

static const struct slot_row {
    void (*put)(struct page *p);
    bool (*has)(const struct page *p);    /* NULL: always has something to say */
} slots[SLOTS] = {
    [SLOT_CONTENTS] = { put_contents_where_wanted, NULL },
    [SLOT_COURSE] = { put_course, NULL },
    [SLOT_VERSION] = { put_version, NULL },
    [SLOT_PUBLISHER] = { put_publisher, has_publisher },
    [SLOT_RIGHTS] = { put_rights, has_rights },
    [SLOT_LANGUAGES] = { put_languages, has_languages },
    [SLOT_HOME] = { put_home, NULL },
    [SLOT_LOGO] = { put_logo, has_logo },
};

static void put_part(struct page *p, const struct mould_part *part)
{
    if (part->slot == SLOT_NONE)
        xml_put_raw(&p->out, part->text);
    else if (part->slot == SLOT_WORDS)
        page_words(p, part->text.p, NULL);
    else if (slots[part->slot].put)
        slots[part->slot].put(p);
}

/* A line one of whose slots has nothing to say is left out. */
static bool is_empty(const struct page *p, size_t at)
{
    const struct mould *m = &p->site->theme->frame;
    int line = m->parts.v[at].line;
    while (at > 0 && m->parts.v[at - 1].line == line)
        at--;
    for (; at < m->parts.n && m->parts.v[at].line == line; at++) {
        const struct slot_row *slot = &slots[m->parts.v[at].slot];
        if (slot->has && !slot->has(p))
            return true;
    }
    return false;
}

static void put_parts(struct page *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (!is_empty(p, i))
            put_part(p, &p->site->theme->frame.parts.v[i]);
}

/* ------------------------------------------------------------ the whole */

void frame_open(struct page *p, str title)
{
    xml_put_raw(&p->out, S("<!DOCTYPE html>\n"));
    page_open(p, "html", NULL);
    page_attr(p, "lang", p->site->course->lang);
    page_attr(p, "dir", p->site->right_to_left ? S("rtl") : S("ltr"));
    page_line(p);
    put_head(p, title);
    page_open(p, "body", NULL);
    page_attr(p, "data-page", p->id);
    page_attr(p, "data-kind", str_of(kinds[p->kind]));
    page_line(p);
    put_parts(p, 0, p->site->theme->frame.main);
    page_open(p, "main", NULL);
    page_attr(p, "id", S("_main"));
    page_attr(p, "tabindex", S("-1"));
    page_line(p);
}

void frame_close(struct page *p)
{
    const struct mould *m = &p->site->theme->frame;
    if (p->sheet)
        put_steps(p);
    page_close(p);
    put_parts(p, m->main + 1, m->parts.n);
    page_line(p);
    page_close_line(p);
    page_close_line(p);
}
