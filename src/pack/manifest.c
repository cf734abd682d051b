/* In: what a target has to say. Out: XML, an element to a line. */
#include "pack/manifest.h"

str manifest_title(struct arena *a, str title)
{
    size_t count = 0, cut = 0;
    for (str rest = title; rest.n > 0; count++) {
        if (count == MANIFEST_TITLE - 1)
            cut = title.n - rest.n;
        (void)str_code_point(&rest);
    }
    if (str_eq(title, S("0")))
        return S("0.");                   /* an empty title to platforms written in PHP */
    if (count <= MANIFEST_TITLE)
        return title;
    return str_format(a, STR_FMT "…", (int)cut, title.p);
}

void manifest_open(struct xml_out *o, const char *name)
{
    xml_open(o, name);
}

void manifest_inside(struct xml_out *o)
{
    xml_put_raw(o, S("\n"));
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

void manifest_files(struct xml_out *o, const struct bundle *site)
{
    for (size_t i = 0; i < site->files.n; i++) {
        xml_open(o, "file");
        xml_put_attr(o, "href", site->files.v[i].path);
        manifest_close(o);
    }
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
