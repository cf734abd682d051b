/*
 * In: a course. Out: the bundle of README.md, page by page, then what the pages
 * share, then the author's media.
 */
#include "render/render.h"

#include "base/asset.h"
#include "render/article.h"
#include "render/data.h"
#include "render/frame.h"

static bool add_bytes(struct bundle *out, str path, str bytes, struct err *e)
{
    struct bundle_file f = { .path = path, .bytes = str_dup(out->arena, bytes) };
    return bundle_add(out, f, e);
}

/* One page: its frame with the article its kind asks for. */
static bool add_page(const struct site *s, struct bundle *out, struct page first, str title,
                     void (*put)(struct page *p), struct err *e)
{
    struct arena *scratch = arena_new();
    struct buf html = buf_new(scratch);
    struct page page = first;
    page.site = s;
    page.arena = scratch;
    page.level = 2;
    page.out = (struct xml_out){ .to = &html, .style = XML_STYLE_HTML };
    frame_open(&page, title);
    put(&page);
    frame_close(&page);
    str path = str_format(out->arena, STR_FMT ".html", STR_ARG(page.id));
    bool ok = buf_ok(&html) || err_set(e, ERR_INPUT, "the page %s is too large", path.p);
    ok = ok && add_bytes(out, path, buf_str(&html), e);
    arena_free(scratch);
    return ok;
}

static bool add_sheet(const struct site *s, struct bundle *out, const struct sheet *sheet,
                      struct err *e)
{
    struct page page = { .id = sheet->id, .sheet = sheet };
    page.kind = sheet->lesson ? PAGE_LESSON : PAGE_QUIZ;
    return add_page(s, out, page, sheet->lesson ? sheet->lesson->title : sheet->quiz->title,
                    sheet->lesson ? article_put_lesson : article_put_quiz, e);
}

static bool add_sheets(const struct site *s, struct bundle *out, struct err *e)
{
    for (size_t i = 0; i < s->sheets.n; i++)
        if (!add_sheet(s, out, &s->sheets.v[i], e))
            return false;
    return true;
}

static bool add_front(const struct site *s, struct bundle *out, struct err *e)
{
    struct page page = { .kind = PAGE_INDEX, .id = S("index") };
    return add_page(s, out, page, s->course->title, article_put_front, e);
}

static bool add_glossary(const struct site *s, struct bundle *out, struct err *e)
{
    struct page page = { .kind = PAGE_GLOSSARY, .id = S("glossary") };
    return s->course->glossary.n == 0 ||
           add_page(s, out, page, words_get(&s->words, "page.glossary"), article_put_glossary, e);
}

static bool add_bibliography(const struct site *s, struct bundle *out, struct err *e)
{
    struct page page = { .kind = PAGE_BIBLIOGRAPHY, .id = S("bibliography") };
    return s->course->sources.n == 0
           || add_page(s, out, page, words_get(&s->words, "page.bibliography"),
                    article_put_bibliography, e);
}

static bool add_style(struct bundle *out, struct err *e)
{
    struct asset css;
    if (!asset_find(S("render/theme.css"), &css))
        return err_set(e, ERR_SYSTEM, "this program has no style sheet for its pages");
    return bundle_add(out, (struct bundle_file){ .path = S("etalon/theme.css"),
                                                 .bytes = css.bytes }, e);
}

/* The parts in the order in which they need each other; where the target has
 * no store of its own, the one for the browser has to do. */
static bool add_script(struct bundle *out, const struct render_how *how, struct err *e)
{
    const str parts[] = {
        S("render/base.js"), S("render/state.js"), S("render/store-web.js"),
        str_format(out->arena, "render/store-%s.js", how->target),
        S("render/course.js"), S("render/quiz.js"), S("render/player.js"),
    };
    struct buf script = buf_new(out->arena);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct asset part;
        if (i > 0 && str_eq(parts[i], parts[i - 1]))
            continue;
        if (asset_find(parts[i], &part))
            buf_put(&script, part.bytes);
    }
    return bundle_add(out, (struct bundle_file){ .path = S("etalon/page.js"),
                                                 .bytes = buf_str(&script) }, e);
}

static bool add_data(const struct site *s, struct bundle *out, const struct render_how *how,
                     struct err *e)
{
    struct buf data = buf_new(out->arena);
    data_put(&data, s, how);
    return bundle_add(out, (struct bundle_file){ .path = S("etalon/data.js"),
                                                 .bytes = buf_str(&data) }, e);
}

static bool add_media(const struct site *s, struct bundle *out, struct err *e)
{
    for (size_t i = 0; i < s->course->media.n; i++) {
        struct bundle_file f = { .path = s->media[i], .disk = s->course->media.v[i]->disk };
        if (!bundle_add(out, f, e))
            return false;
    }
    return true;
}

bool render_course(const struct course *c, const struct render_how *how, struct bundle *out,
                   str *words, struct err *e)
{
    struct site s;
    if (!site_open(&s, out->arena, c, e))
        return false;
    if (words)
        *words = s.words.lang;
    return add_front(&s, out, e) && add_sheets(&s, out, e) && add_glossary(&s, out, e)
           && add_bibliography(&s, out, e) && add_style(out, e) && add_script(out, how, e)
           && add_data(&s, out, how, e) && add_media(&s, out, e);
}
