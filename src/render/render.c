/*
 * In: a course. Out: the bundle of README.md: page by page, then what the pages
 * share, then the author's media. Pages are made when somebody wants them, each
 * into an arena of its own; the site they are made of is not changed any more.
 */
#include "render/render.h"

#include "base/asset.h"
#include "render/article.h"
#include "render/data.h"
#include "render/frame.h"
#include "render/quiz.h"
#include "render/script.h"

struct render {
    struct bundle_maker maker;            /* part: of singles, then of sheets; stands first */
    struct site site;
    struct render_how how;
};

/* ----------------------------------------------------------------- pages */

/* One page: its frame with the article its kind asks for. */
static void put_page(struct buf *html, const struct render *r, struct page page, str title,
                     void (*put)(struct page *p))
{
    page.site = &r->site;
    page.arena = html->arena;
    page.level = 2;
    page.put_part = quiz_put_part;
    page.out = (struct xml_out){ .to = html, .style = XML_STYLE_HTML };
    frame_open(&page, title);
    put(&page);
    frame_close(&page);
}

static void put_sheet(struct buf *html, const struct render *r, const struct sheet *sheet)
{
    struct page page = { .id = sheet->id, .sheet = sheet };
    page.kind = sheet->lesson ? PAGE_LESSON : PAGE_QUIZ;
    put_page(html, r, page, sheet->lesson ? sheet->lesson->title : sheet->quiz->title,
             sheet->lesson ? article_put_lesson : article_put_quiz);
}

static void put_front(struct buf *html, const struct render *r)
{
    struct page page = { .kind = PAGE_INDEX, .id = S("index") };
    put_page(html, r, page, r->site.course->title, article_put_front);
}

static bool has_glossary(const struct course *c)     { return c->glossary.n > 0; }
static bool has_bibliography(const struct course *c) { return c->sources.n > 0; }

static void put_glossary(struct buf *html, const struct render *r)
{
    struct page page = { .kind = PAGE_GLOSSARY, .id = S("glossary") };
    put_page(html, r, page, words_get(&r->site.words, "page.glossary"), article_put_glossary);
}

static void put_bibliography(struct buf *html, const struct render *r)
{
    struct page page = { .kind = PAGE_BIBLIOGRAPHY, .id = S("bibliography") };
    put_page(html, r, page, words_get(&r->site.words, "page.bibliography"),
             article_put_bibliography);
}

/* ------------------------------------------------------- what they share */

static void put_style(struct buf *css, const struct render *r)
{
    theme_put_css(css, r->site.theme);
}

static void put_script(struct buf *script, const struct render *r)
{
    script_put(script, r->site.course, r->how.store);
}

static void put_data(struct buf *data, const struct render *r)
{
    data_put(data, &r->site, &r->how);
}

/* Files there is one of, or none, in the order of the bundle; `shared` by all
 * languages, else each has its own: "index.fr.html". */
static const struct single {
    const char *stem, *suffix;
    bool shared;
    void (*put)(struct buf *b, const struct render *r);
    bool (*has)(const struct course *c);  /* NULL: every course has one */
} singles[] = {
    { "index", ".html", false, put_front, NULL },
    { "glossary", ".html", false, put_glossary, has_glossary },
    { "bibliography", ".html", false, put_bibliography, has_bibliography },
    { "etalon/theme", ".css", true, put_style, NULL },
    { "etalon/page", ".js", true, put_script, NULL },
    { "etalon/data", ".js", false, put_data, NULL },
};

enum { SINGLES = sizeof singles / sizeof *singles };

/* -------------------------------------------- files that are made when wanted */

static bool make(const struct bundle_maker *m, size_t part, struct arena *a, str *bytes,
                 struct err *e)
{
    const struct render *r = (const struct render *)(const void *)m;
    struct buf b = buf_new(a);
    if (part < SINGLES)
        singles[part].put(&b, r);
    else
        put_sheet(&b, r, &r->site.sheets.v[part - SINGLES]);
    *bytes = buf_str(&b);
    return buf_ok(&b) || err_set(e, ERR_INPUT, "a page of the course is too large; divide it");
}

static struct bundle_file single_file(const struct render *r, struct arena *a, size_t i)
{
    const struct single *f = &singles[i];
    str infix = f->shared ? S("") : r->site.infix;
    return (struct bundle_file){
        .path = str_format(a, "%s" STR_FMT "%s", f->stem, STR_ARG(infix), f->suffix),
        .maker = &r->maker,
        .part = i,
    };
}

static bool has_single(const struct render *r, size_t i)
{
    return singles[i].has == NULL || singles[i].has(r->site.course);
}

static struct bundle_file sheet_file(const struct render *r, size_t i)
{
    return (struct bundle_file){
        .path = r->site.sheets.v[i].href, .maker = &r->maker, .part = SINGLES + i,
    };
}

static struct bundle_file media_file(const struct site *s, size_t i)
{
    return (struct bundle_file){ .path = s->media[i], .disk = s->course->media.v[i]->disk };
}

/* --------------------------------------------------------------- courses */

struct render *render_open(struct arena *a, const struct course *c, const struct render_how *how,
                           struct err *e)
{
    struct render *r = NEW(a, struct render);
    r->maker.make = make;
    r->how = *how;
    if (!site_open(&r->site, a, c, how->editions, how->theme, e))
        return NULL;
    r->site.places = how->places;
    return r;
}

/* path empty: there is no such file. */
static struct bundle_file file_of(const struct render *r, struct arena *a, str path)
{
    const struct site *s = &r->site;
    for (size_t i = 0; i < SINGLES; i++)
        if (has_single(r, i) && str_eq(path, single_file(r, a, i).path))
            return single_file(r, a, i);
    for (size_t i = 0; i < s->sheets.n; i++)
        if (str_eq(path, s->sheets.v[i].href))
            return sheet_file(r, i);
    for (size_t i = 0; i < s->theme->files.n; i++)
        if (str_eq(path, s->theme->files.v[i].path))
            return s->theme->files.v[i];
    for (size_t i = 0; i < s->course->media.n; i++)
        if (str_eq(path, s->media[i]))
            return media_file(s, i);
    return (struct bundle_file){ 0 };
}

bool render_file(const struct render *r, struct arena *a, str path, struct bundle_file *out,
                 struct err *e)
{
    *out = file_of(r, a, path);
    if (!bundle_bytes(out, a, &out->bytes, e))
        return false;
    out->maker = NULL;
    return true;
}

str render_place(const struct render *r, struct arena *a, const struct node *n)
{
    return site_place(&r->site, a, n);
}

/* ---------------------------------------------------------------- bundle */

/* first: what the languages of a package share is added as well. */
static bool add_singles(const struct render *r, bool first, struct bundle *out, struct err *e)
{
    for (size_t i = 0; i < SINGLES; i++)
        if (has_single(r, i) && (first || !singles[i].shared)
            && !bundle_add(out, single_file(r, out->arena, i), e))
            return false;
    return true;
}

static bool add_sheets(const struct render *r, struct bundle *out, struct err *e)
{
    for (size_t i = 0; i < r->site.sheets.n; i++)
        if (!bundle_add(out, sheet_file(r, i), e))
            return false;
    return true;
}

static bool add_theme(const struct render *r, struct bundle *out, struct err *e)
{
    const struct theme *t = r->site.theme;
    for (size_t i = 0; i < t->files.n; i++)
        if (!bundle_add(out, t->files.v[i], e))
            return false;
    return true;
}

/* A file that languages share lies there already. */
static bool add_media(const struct render *r, struct bundle *out, struct err *e)
{
    for (size_t i = 0; i < r->site.course->media.n; i++) {
        struct bundle_file f = media_file(&r->site, i);
        if (!bundle_find(out, f.path) && !bundle_add(out, f, e))
            return false;
    }
    return true;
}

static bool add_edition(const struct course *c, const struct render_how *how, bool first,
                        struct bundle *out, struct err *e)
{
    struct render *r = render_open(out->arena, c, how, e);
    return r && add_singles(r, first, out, e) && add_sheets(r, out, e)
           && (!first || add_theme(r, out, e)) && add_media(r, out, e);
}

bool render_course(const struct course *c, const struct render_how *how, struct bundle *out,
                   struct err *e)
{
    if (!add_edition(c, how, true, out, e))
        return false;
    for (size_t i = 1; i < how->editions.n; i++)
        if (!add_edition(how->editions.v[i], how, false, out, e))
            return false;
    return true;
}

bool render_speaks(str lang)
{
    return words_are_there(lang);
}
