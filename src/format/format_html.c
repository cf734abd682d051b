/*
 * html: a report as one file that needs nothing else: no font, no image, no network.
 *
 * A policy in the page lets nothing in but its own style sheet and script, by their
 * digests. It reads without the script (report.js), which sorts tables and speaks of what
 * the pointer is on. One h1: the title, else that of the first part.
 */
#include "format/format.h"
#include "format/html.h"

#include "base/asset.h"
#include "chart/svg.h"
#include "crypto/sha256.h"
#include "intl/language.h"

static str asset_bytes(const char *path)
{
    struct asset file = { 0 };
    return asset_find(str_of(path), &file) ? file.bytes : S("");
}

/* RFC 4648, section 4. */
static str base64(struct arena *a, const unsigned char *bytes, size_t n)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    struct buf b = buf_new(a);
    for (size_t i = 0; i < n; i += 3) {
        uint32_t three = 0;
        for (size_t k = 0; k < 3; k++)
            three = three << 8 | (i + k < n ? bytes[i + k] : 0);
        for (size_t k = 0; k < 4; k++)
            buf_byte(&b, i + k <= n ? letters[three >> (18 - 6 * k) & 63] : '=');
    }
    return buf_str(&b);
}

/* 'none', or what allows just these bytes. */
static str source_of(struct arena *a, str bytes)
{
    struct sha256 digest = sha256_of(bytes);
    if (bytes.n == 0)
        return S("'none'");
    return str_format(a, "'sha256-" STR_FMT "'", STR_ARG(base64(a, digest.bytes, sizeof digest.bytes)));
}

static void put_meta(struct html *p, const char *key, const char *name, str content)
{
    xml_open(&p->out, "meta");
    xml_put_attr(&p->out, key, str_of(name));
    xml_put_attr(&p->out, "content", content);
    xml_close(&p->out);
    xml_put_raw(&p->out, S("\n"));
}

static void put_inside(struct html *p, const char *element, str bytes)
{
    if (bytes.n == 0)
        return;
    xml_open(&p->out, element);
    xml_put_raw(&p->out, bytes);
    xml_close(&p->out);
    xml_put_raw(&p->out, S("\n"));
}

/* What the page is called: the title, else that of the first part that has one. */
static str title_of(const struct report *r)
{
    for (size_t i = 0; i < r->parts.n && r->title.n == 0; i++) {
        const struct part *part = &r->parts.v[i];
        if (part->kind == PART_HEADING)
            return part->text;
        if (part->kind == PART_TABLE && part->table->title.n > 0)
            return part->table->title;
        if (part->kind == PART_CHART)
            return part->chart->title;
    }
    return r->title;
}

static bool has_charts(const struct report *r)
{
    for (size_t i = 0; i < r->parts.n; i++)
        if (r->parts.v[i].kind == PART_CHART)
            return true;
    return false;
}

static bool has_many_tables(const struct report *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->parts.n; i++)
        n += report_table_at(r, i) != NULL;
    return n > 1;
}

static str style_of(struct html *p, const struct report *r)
{
    struct buf b = buf_new(p->arena);
    buf_put(&b, asset_bytes("format/report.css"));
    if (has_charts(r))
        chart_style(&b);
    return buf_str(&b);
}

/* The script has nothing to do where there is no table, and no chart. */
static str script_of(const struct report *r)
{
    for (size_t i = 0; i < r->parts.n; i++)
        if (r->parts.v[i].kind == PART_TABLE || r->parts.v[i].kind == PART_CHART)
            return asset_bytes("format/report.js");
    return S("");
}

static void put_head(struct html *p, const struct report *r, str title)
{
    str style = style_of(p, r), script = script_of(r);
    xml_open(&p->out, "head");
    xml_put_raw(&p->out, S("\n<meta charset=\"utf-8\">\n"));
    put_meta(p, "http-equiv", "Content-Security-Policy",
             str_format(p->arena, "default-src 'none'; style-src " STR_FMT "; script-src " STR_FMT
                        "; base-uri 'none'; form-action 'none'", STR_ARG(source_of(p->arena, style)),
                        STR_ARG(source_of(p->arena, script))));
    put_meta(p, "name", "viewport", S("width=device-width, initial-scale=1"));
    put_meta(p, "name", "color-scheme", S("light dark"));
    html_words(p, "title", "", title);
    xml_put_raw(&p->out, S("\n"));
    put_inside(p, "style", style);
    xml_close(&p->out);
    xml_put_raw(&p->out, S("\n"));
}

/* ---- parts --------------------------------------------------------------- */

/* A heading of the report is below the title; "h6" is as deep as it goes. */
static void put_heading(struct html *p, const struct report *r, const struct part *part, bool is_first)
{
    static const char *const names[] = { "h1", "h2", "h3", "h4", "h5", "h6" };
    int level = part->level < 1 ? 1 : part->level > 5 ? 5 : part->level;
    bool is_title = r->title.n == 0 && is_first;
    html_words(p, is_title ? "h1" : names[level], "", part->text);
    xml_put_raw(&p->out, S("\n"));
}

/* Drawn twice, for pages and for phones; the style sheet shows one. */
static bool put_drawing(struct html *p, const struct chart *c, double width, bool titled,
                        struct err *e)
{
    struct buf svg = buf_new(p->arena);
    struct chart_how how = { .width = width, .embedded = true, .untitled = titled,
                             .id = str_cat(p->arena, html_id(p, "c"), S("-")) };
    if (!chart_svg(c, &how, &svg, e))
        return false;
    html_open(p, "div", width == CHART_WIDE ? "wide" : "narrow");
    xml_put_raw(&p->out, buf_str(&svg));
    xml_close(&p->out);
    xml_put_raw(&p->out, S("\n"));
    return true;
}

/* The drawing has its title in it, unless that is the page's; the caption of the table is for
 * who cannot see that. */
static bool put_chart(struct html *p, const struct chart *c, const struct table *t, bool titled,
                      struct err *e)
{
    html_open(p, "figure", "");
    bool ok = put_drawing(p, c, CHART_WIDE, titled, e) && put_drawing(p, c, CHART_NARROW, titled, e);
    html_words(p, "figcaption", "", c->description);
    xml_put_raw(&p->out, S("\n"));
    if (t != NULL)
        html_table(p, t, str_eq(t->title, c->title));
    xml_close(&p->out);
    xml_put_raw(&p->out, S("\n"));
    return ok;
}

static bool put_part(struct html *p, const struct report *r, size_t i, str title, struct err *e)
{
    const struct part *part = &r->parts.v[i];
    switch (part->kind) {
    case PART_HEADING:
        put_heading(p, r, part, i == 0);
        break;
    case PART_TEXT:
        html_words(p, "p", "", part->text);
        xml_put_raw(&p->out, S("\n"));
        break;
    case PART_TABLE:
        html_table(p, part->table, report_is_headed(r, i) || str_eq(part->table->title, title));
        break;
    case PART_CHART:
        return put_chart(p, part->chart, report_table_at(r, i), str_eq(part->chart->title, title), e);
    }
    return true;
}

static bool put_body(struct html *p, const struct report *r, str title, struct err *e)
{
    bool ok = true;
    bool begins_with_heading = r->title.n == 0 && r->parts.n > 0
                               && r->parts.v[0].kind == PART_HEADING;
    xml_open(&p->out, "body");
    xml_put_raw(&p->out, S("\n"));
    xml_open(&p->out, "main");
    xml_put_raw(&p->out, S("\n"));
    if (!begins_with_heading && title.n > 0) {
        html_words(p, "h1", "", title);
        xml_put_raw(&p->out, S("\n"));
    }
    for (size_t i = 0; ok && i < r->parts.n; i++)
        ok = put_part(p, r, i, title, e);
    xml_close(&p->out);
    put_inside(p, "script", script_of(r));
    xml_close(&p->out);
    return ok;
}

static bool html_write(const struct report *r, const struct write_how *how, struct buf *out, struct err *e)
{
    (void)how;
    struct arena *scratch = arena_new();
    str lang = r->lang.n > 0 ? r->lang : S("en"), title = title_of(r);
    struct html p = { .out = { .to = out, .style = XML_STYLE_HTML }, .arena = scratch,
                      .words = words_of(S("format"), lang), .folds = has_many_tables(r) };
    buf_put(out, S("<!DOCTYPE html>\n"));
    xml_open(&p.out, "html");
    xml_put_attr(&p.out, "lang", lang);
    xml_put_attr(&p.out, "dir", intl_language_is_rtl(lang) ? S("rtl") : S("ltr"));
    xml_put_raw(&p.out, S("\n"));
    put_head(&p, r, title.n > 0 ? title : say(scratch, p.words, "Report"));
    bool ok = put_body(&p, r, title, e);
    xml_close(&p.out);
    buf_byte(out, '\n');
    arena_free(scratch);
    return ok;
}

const struct format format_html = {
    .name = "html", .suffix = ".html", .media = "text/html; charset=utf-8",
    .help = "one page that needs nothing else, for any browser, on paper too",
    .write = html_write,
};
