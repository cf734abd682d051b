/* The model of a package: how it grows, and how one walks through it. */
#include "package/inside.h"

const char *package_kind_name(enum package_kind k)
{
    static const char *const names[PACKAGE_KINDS] = {
        [PACKAGE_UNKNOWN] = "unknown",
        [PACKAGE_SCORM12] = "SCORM 1.2",
        [PACKAGE_SCORM2004] = "SCORM 2004",
        [PACKAGE_CMI5] = "cmi5",
        [PACKAGE_TINCAN] = "xAPI (tincan.xml)",
        [PACKAGE_AICC] = "AICC",
        [PACKAGE_CARTRIDGE] = "IMS Common Cartridge",
        [PACKAGE_WEB] = "web pages",
    };
    return names[k];
}

struct package_item *package_add_item(struct package *p, struct package_item *parent)
{
    struct package_item *item = NEW(p->arena, struct package_item), **end;
    item->parent = parent;
    item->depth = parent ? parent->depth + 1 : 0;
    if (!parent) {
        *vec_push(p->arena, &p->organizations) = item;
        return item;
    }
    end = parent->last ? &parent->last->next : &parent->first;
    *end = parent->last = item;
    return item;
}

struct package_item *package_item_next(struct package_item *top, struct package_item *after)
{
    if (!after)
        return top;
    if (after->first)
        return after->first;
    while (after != top && !after->next)
        after = after->parent;
    return after == top ? NULL : after->next;
}

struct package_resource *package_add_resource(struct package *p, str id)
{
    struct package_resource *r = vec_push(p->arena, &p->resources);
    *r = (struct package_resource){ .id = id };
    names_put(&p->resource_ids, id, p->resources.n - 1);
    return r;
}

const struct package_resource *package_resource_find(const struct package *p, str id)
{
    ptrdiff_t i = names_find(&p->resource_ids, id);
    return i == NAMES_NONE ? NULL : &p->resources.v[i];
}

str package_attr(struct package *p, const struct xml_node *n, const char *name)
{
    return str_dup(p->arena, str_trim(xml_attr(n, name)));
}

void package_add_text(struct package *p, package_texts *to, str lang, str text)
{
    *vec_push(p->arena, to) = (struct package_text){ lang, text };
    package_add_language(p, lang);
}

enum { LANGUAGES_MOST = 1000 };

void package_add_language(struct package *p, str lang)
{
    if (p->languages.n >= LANGUAGES_MOST)
        return;
    for (size_t i = 0; i < p->languages.n; i++)
        if (str_eq_nocase(p->languages.v[i], lang))
            return;
    if (lang.n > 0)
        *vec_push(p->arena, &p->languages) = lang;
}
