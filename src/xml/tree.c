/* Looking at a document: the names of libxml2's tree, without the tree. */
#include <string.h>

#include "xml/inside.h"

#define NODE(n) ((const xmlNode *)(const void *)(n))
#define ATTR(a) ((const xmlAttr *)(const void *)(a))

static str of(const xmlChar *s)
{
    return str_of((const char *)s);
}

bool xml_is_whole(const struct xml *x)
{
    return x->whole;
}

bool xml_is_well_formed(const struct xml *x)
{
    return x->well_formed;
}

bool xml_names_dtd(const struct xml *x, struct place *at)
{
    *at = x->dtd;
    return x->dtd.line > 0;
}

size_t xml_files(const struct xml *x)
{
    return x->leaves.n;
}

str xml_file(const struct xml *x, size_t i)
{
    return x->leaves.v[i]->file->name;
}

const struct xml_node *xml_root(const struct xml *x)
{
    xmlDocPtr doc = x->leaves.n ? x->leaves.v[0]->doc : NULL;
    return doc ? (const void *)xmlDocGetRootElement(doc) : NULL;
}

static bool is_text(const xmlNode *n)
{
    return n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE;
}

/* The first of n and what follows it that `name` means. */
static const struct xml_node *from(const xmlNode *n, const char *name)
{
    for (; n; n = n->next) {
        if (n->type == XML_ELEMENT_NODE
            && (!name || !*name || strcmp((const char *)n->name, name) == 0))
            break;
        if (name && !*name && is_text(n))
            break;
    }
    return (const void *)n;
}

const struct xml_node *xml_child(const struct xml_node *n, const char *name)
{
    return from(NODE(n)->children, name);
}

const struct xml_node *xml_next(const struct xml_node *n, const char *name)
{
    return from(NODE(n)->next, name);
}

const struct xml_node *xml_parent(const struct xml_node *n)
{
    const xmlNode *p = NODE(n)->parent;
    return p && p->type == XML_ELEMENT_NODE ? (const void *)p : NULL;
}

bool xml_is_text(const struct xml_node *n)
{
    return is_text(NODE(n));
}

bool xml_is_cut(const struct xml_node *n)
{
    const struct spot *s = NODE(n)->_private;
    return s && s->cut;
}

bool xml_is_torn(const struct xml_node *n)
{
    const struct spot *s = NODE(n)->_private;
    return s && s->torn;
}

bool xml_is_plain(const struct xml_node *n)
{
    const struct spot *s = NODE(n)->_private;
    return is_text(NODE(n)) && s && !s->broken;
}

str xml_name(const struct xml_node *n)
{
    return is_text(NODE(n)) ? S("") : of(NODE(n)->name);
}

str xml_namespace(const struct xml_node *n)
{
    return is_text(NODE(n)) || !NODE(n)->ns ? S("") : of(NODE(n)->ns->href);
}

str xml_prefix(const struct xml_node *n)
{
    return is_text(NODE(n)) || !NODE(n)->ns ? S("") : of(NODE(n)->ns->prefix);
}

bool xml_declared(const struct xml_node *n, size_t i, str *prefix, str *uri)
{
    const xmlNs *ns = NODE(n)->type == XML_ELEMENT_NODE ? NODE(n)->nsDef : NULL;
    for (; ns && i > 0; i--)
        ns = ns->next;
    if (!ns)
        return false;
    *prefix = of(ns->prefix);
    *uri = of(ns->href);
    return true;
}

str xml_chars(const struct xml_node *n)
{
    return is_text(NODE(n)) ? of(NODE(n)->content) : S("");
}

static void put_text(struct buf *b, const xmlNode *top)
{
    const xmlNode *n = top;
    for (;;) {
        if (is_text(n))
            buf_put(b, of(n->content));
        if (n->type == XML_ELEMENT_NODE && n->children) {
            n = n->children;
            continue;
        }
        while (n != top && !n->next)
            n = n->parent;
        if (n == top)
            return;
        n = n->next;
    }
}

str xml_text(struct arena *a, const struct xml_node *n)
{
    struct buf b = buf_new(a);
    put_text(&b, NODE(n));
    return buf_str(&b);
}

static struct place place_of(const struct spot *s)
{
    return (struct place){ .file = s->file->name, .line = s->line, .column = (int)s->column };
}

/* A node without a spot (blank text, text of an entity) is where what stands
 * before it is. */
struct place xml_place(const struct xml_node *node)
{
    const xmlNode *n = NODE(node);
    while (n && !(n->_private && (n->type == XML_ELEMENT_NODE || is_text(n))))
        n = n->prev ? n->prev : n->parent && n->parent->type == XML_ELEMENT_NODE ? n->parent : NULL;
    return n ? place_of(n->_private) : (struct place){ .file = S("") };
}

const struct xml_attr *xml_attrs(const struct xml_node *n)
{
    return NODE(n)->type == XML_ELEMENT_NODE ? (const void *)NODE(n)->properties : NULL;
}

const struct xml_attr *xml_attr_next(const struct xml_attr *at)
{
    return (const void *)ATTR(at)->next;
}

str xml_attr_name(const struct xml_attr *at)
{
    const xmlAttr *a = ATTR(at);
    if (a->ns && xmlStrEqual(a->ns->href, XML_XML_NAMESPACE))
        return of(xmlDictQLookup(a->doc->dict, BAD_CAST "xml", a->name));
    return of(a->name);
}

str xml_attr_namespace(const struct xml_attr *at)
{
    return ATTR(at)->ns ? of(ATTR(at)->ns->href) : S("");
}

str xml_attr_prefix(const struct xml_attr *at)
{
    return ATTR(at)->ns ? of(ATTR(at)->ns->prefix) : S("");
}

str xml_attr_value(const struct xml_attr *at)
{
    const xmlNode *text = ATTR(at)->children;
    return text && is_text(text) ? of(text->content) : S("");
}

struct place xml_attr_place(const struct xml_attr *at)
{
    const struct spot *s = ATTR(at)->_private;
    return s ? place_of(s) : xml_place((const void *)ATTR(at)->parent);
}

str xml_attr(const struct xml_node *n, const char *name)
{
    for (const struct xml_attr *a = xml_attrs(n); a; a = xml_attr_next(a))
        if (str_eq(xml_attr_name(a), str_of(name)))
            return xml_attr_value(a);
    return S("");
}
