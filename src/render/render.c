/*
 * In: a course. Out: the bundle of README.md, page by page, then what the pages
 * share, then the author's media.
 */
#include "render/render.h"

#include "base/asset.h"
#include "render/article.h"
#include "render/data.h"
#include "render/frame.h"
#include "render/quiz.h"
#include "render/script.h"

struct render {
    struct site site;
    struct render_how how;
};

/* ----------------------------------------------------------------- pages */

/* One page: its frame with the article its kind asks for. */
static bool make_page(const struct site *s, struct arena *a, struct page page, str title,
                      void (*put)(struct page *p), struct bundle_file *out, struct err *e)
{
    struct arena *scratch = arena_new();
    struct buf html = buf_new(scratch);
    page.site = s;
    page.arena = scratch;
    page.level = 2;
    page.put_part = quiz_put_part;
    page.out = (struct xml_out){ .to = &html, .style = XML_STYLE_HTML };
    frame_open(&page, title);
    put(&page);
    frame_close(&page);
    *out = (struct bundle_file){
        .path = site_page(s, a, page.id),
        .bytes = str_dup(a, buf_str(&html)),
    };
    bool ok = buf_ok(&html) || err_set(e, ERR_INPUT, "the page %s is too large", out->path.p);
    arena_free(scratch);
    return ok;
}

static bool make_sheet(const struct site *s, struct arena *a, const struct sheet *sheet,
                       struct bundle_file *out, struct err *e)
{
    struct page page = { .id = sheet->id, .sheet = sheet };
    page.kind = sheet->lesson ? PAGE_LESSON : PAGE_QUIZ;
    return make_page(s, a, page, sheet->lesson ? sheet->lesson->title : sheet->quiz->title,
                     sheet->lesson ? article_put_lesson : article_put_quiz, out, e);
}

static bool make_front(const struct render *r, struct arena *a, struct bundle_file *out,
                       struct err *e)
{
    struct page page = { .kind = PAGE_INDEX, .id = S("index") };
    return make_page(&r->site, a, page, r->site.course->title, article_put_front, out, e);
}

static bool make_glossary(const struct render *r, struct arena *a, struct bundle_file *out,
                          struct err *e)
{
    struct page page = { .kind = PAGE_GLOSSARY, .id = S("glossary") };
    return r->site.course->glossary.n == 0
           || make_page(&r->site, a, page, words_get(&r->site.words, "page.glossary"),
                        article_put_glossary, out, e);
}

static bool make_bibliography(const struct render *r, struct arena *a, struct bundle_file *out,
                              struct err *e)
{
    struct page page = { .kind = PAGE_BIBLIOGRAPHY, .id = S("bibliography") };
    return r->site.course->sources.n == 0
           || make_page(&r->site, a, page, words_get(&r->site.words, "page.bibliography"),
                        article_put_bibliography, out, e);
}

/* ------------------------------------------------------- what they share */

static bool make_style(const struct render *r, struct arena *a, struct bundle_file *out,
                       struct err *e)
{
    struct buf css = buf_new(a);
    (void)e;
    theme_put_css(&css, r->site.theme);
    *out = (struct bundle_file){ .path = S("etalon/theme.css"), .bytes = buf_str(&css) };
    return true;
}

static bool make_script(const struct render *r, struct arena *a, struct bundle_file *out,
                        struct err *e)
{
    struct buf script = buf_new(a);
    (void)e;
    script_put(&script, r->site.course, r->how.store);
    *out = (struct bundle_file){ .path = S("etalon/page.js"), .bytes = buf_str(&script) };
    return true;
}

static bool make_data(const struct render *r, struct arena *a, struct bundle_file *out,
                      struct err *e)
{
    struct buf data = buf_new(a);
    (void)e;
    data_put(&data, &r->site, &r->how);
    *out = (struct bundle_file){ .path = str_format(a, "etalon/data" STR_FMT ".js",
                                                    STR_ARG(r->site.infix)),
                                 .bytes = buf_str(&data) };
    return true;
}

/* Files there is one of, or none, in the order of the bundle; `shared` by all
 * languages, else each has its own: "index.fr.html". */
static const struct single {
    const char *stem, *suffix;
    bool shared;
    bool (*make)(const struct render *r, struct arena *a, struct bundle_file *out,
                 struct err *e);
} singles[] = {
    { "index", ".html", false, make_front },
    { "glossary", ".html", false, make_glossary },
    { "bibliography", ".html", false, make_bibliography },
    { "etalon/theme", ".css", true, make_style },
    { "etalon/page", ".js", true, make_script },
    { "etalon/data", ".js", false, make_data },
};

enum { SINGLES = sizeof singles / sizeof *singles };

static struct bundle_file media_file(const struct site *s, size_t i)
{
    return (struct bundle_file){ .path = s->media[i], .disk = s->course->media.v[i]->disk };
}

/* --------------------------------------------------------------- courses */

struct render *render_open(struct arena *a, const struct course *c, const struct render_how *how,
                           struct err *e)
{
    struct render *r = NEW(a, struct render);
    r->how = *how;
    if (!site_open(&r->site, a, c, how->editions, how->theme, e))
        return NULL;
    r->site.places = how->places;
    return r;
}

static bool is_single(const struct site *s, struct arena *a, const struct single *f, str path)
{
    str infix = f->shared ? S("") : s->infix;
    return str_eq(path, str_format(a, "%s" STR_FMT "%s", f->stem, STR_ARG(infix), f->suffix));
}

bool render_file(const struct render *r, struct arena *a, str path, struct bundle_file *out,
                 struct err *e)
{
    const struct site *s = &r->site;
    *out = (struct bundle_file){ 0 };
    for (size_t i = 0; i < SINGLES; i++)
        if (is_single(s, a, &singles[i], path))
            return singles[i].make(r, a, out, e);
    for (size_t i = 0; i < s->sheets.n; i++)
        if (str_eq(path, s->sheets.v[i].href))
            return make_sheet(s, a, &s->sheets.v[i], out, e);
    for (size_t i = 0; i < s->theme->files.n; i++)
        if (str_eq(path, s->theme->files.v[i].path))
            *out = s->theme->files.v[i];
    for (size_t i = 0; i < s->course->media.n; i++)
        if (str_eq(path, s->media[i]))
            *out = media_file(s, i);
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
    for (size_t i = 0; i < SINGLES; i++) {
        struct bundle_file f = { 0 };
        if (singles[i].shared && !first)
            continue;
        if (!singles[i].make(r, out->arena, &f, e) || (f.path.n > 0 && !bundle_add(out, f, e)))
            return false;
    }
    return true;
}

static bool add_sheets(const struct render *r, struct bundle *out, struct err *e)
{
    for (size_t i = 0; i < r->site.sheets.n; i++) {
        struct bundle_file f;
        if (!make_sheet(&r->site, out->arena, &r->site.sheets.v[i], &f, e)
            || !bundle_add(out, f, e))
            return false;
    }
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
