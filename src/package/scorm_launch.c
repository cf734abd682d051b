/* What is launched: can it speak with the platform at all? */
#include "base/fs.h"
#include "package/scorm.h"

enum { PAGE_BYTES = 256 * 1024 };         /* of a page that is looked into */

static bool is_page(str path)
{
    static const char *const suffixes[] = { ".html", ".htm", ".xhtml", ".xht", ".shtml", ".php",
                                            ".asp", ".aspx", ".jsp", ".swf", ".svg" };
    str suffix = fs_suffix_of(path);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (str_eq_nocase(suffix, str_of(suffixes[i])))
            return true;
    return suffix.n == 0;
}

/* In any case; `part` in lower case. */
static bool holds(str s, str part)
{
    for (size_t i = 0; i + part.n <= s.n; i++) {
        size_t k = 0;
        while (k < part.n && (s.p[i + k] | (s.p[i + k] >= 'A' && s.p[i + k] <= 'Z' ? 0x20 : 0))
                                 == part.p[k])
            k++;
        if (k == part.n)
            return true;
    }
    return false;
}

/* A page without a script of its own, and without anything that brings one. */
static bool is_mute(str page)
{
    static const char *const speaking[] = { "<script", ":script", "frame", "<object", "<embed",
                                            "<applet", "refresh", "javascript:", " on" };
    for (size_t i = 0; i < sizeof speaking / sizeof *speaking; i++)
        if (holds(page, str_of(speaking[i])))
            return false;
    return true;
}

static bool is_html(str path)
{
    str suffix = fs_suffix_of(path);
    return str_eq_nocase(suffix, S(".html")) || str_eq_nocase(suffix, S(".htm"));
}

/* UTF-16 would hide every word from us. */
static bool is_plain(str page)
{
    return str_find(page, (str){ "\0", 1 }) == page.n;
}

static void look_into(struct scorm *s, const struct package_file *file, struct place at)
{
    struct arena *scratch = arena_new();
    struct err none = { 0 };
    str page;
    if (files_read(s->p->files, file, scratch, PAGE_BYTES, &page, &none) && is_plain(page)
        && is_mute(page))
        FIND(s, N1265, at, "\"%s\" is a SCO and has no script: it cannot tell the platform "
             "anything.", SHOWN(s, file->path));
    arena_free(scratch);
}

static void check_sco(struct scorm *s, const struct package_resource *r, struct place at)
{
    const struct package_file *file = files_find(s->p->files, r->path);
    if (!file || s->p->files->is_bare)
        return;
    if (file->size == 0)
        FIND(s, W1267, at, "\"%s\" is launched and is empty.", SHOWN(s, r->path));
    else if (!is_page(r->path))
        FIND(s, W1266, at, "\"%s\" is a SCO and no page: it cannot find the platform.",
             SHOWN(s, r->path));
    else if (is_html(r->path) && file->size <= PAGE_BYTES)
        look_into(s, file, at);
}

void scorm_check_launch(struct scorm *s)
{
    struct names seen = { .arena = s->arena };
    for (size_t i = 0; i < s->p->organizations.n; i++) {
        struct package_item *top = s->p->organizations.v[i], *item = top;
        while ((item = package_item_next(top, item)) != NULL) {
            const struct package_resource *r = package_resource_find(s->p, item->resource);
            const struct xml_attr *a = r ? scorm_attr(r->node, "href") : NULL;
            if (a && str_eq(item->type, S("sco"))
                && names_put(&seen, r->path, 0) == NAMES_NONE)
                check_sco(s, r, xml_attr_place(a));
        }
    }
}
