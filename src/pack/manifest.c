/* In: what a target has to say. Out: XML, an element to a line. */
#include "pack/manifest.h"

str manifest_title(struct arena *a, const struct packing *p, const struct node *n)
{
    struct texts all = texts_of(a, p, node_child(n, EL_title), MANIFEST_TITLE);
    str title = all.n > 0 ? all.v[0].text : n->id;
    return str_eq(title, S("0")) ? S("0.") : title;      /* to PHP "0" is no title */
}

void manifest_inside(struct xml_out *o)
{
    xml_put_raw(o, S("\n"));
}

void manifest_group(struct xml_out *o, const char *name)
{
    xml_open(o, name);
    manifest_inside(o);
}

void manifest_close(struct xml_out *o)
{
    xml_close(o);
    xml_put_raw(o, S("\n"));
}

void manifest_leaf(struct xml_out *o, const char *name, str text)
{
    xml_open(o, name);
    xml_put_text(o, text);
    manifest_close(o);
}

struct xml_out manifest_begin(struct buf *b)
{
    buf_puts(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    return (struct xml_out){ .to = b, .style = XML_STYLE_XML };
}

bool manifest_add(struct bundle *site, const char *path, const struct buf *b, struct err *e)
{
    if (!buf_ok(b))
        return err_set(e, ERR_INPUT, "the course has too many files for a manifest");
    struct bundle_file f = { .path = str_of(path), .bytes = buf_str(b) };
    return bundle_add(site, f, e);
}
