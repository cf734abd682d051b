/* In: a course and its pages. Out: their manifest. */
#include "pack/scorm2004.h"

#include "pack/manifest.h"

static void put_metadata(struct xml_out *o, enum scorm2004_edition edition)
{
    manifest_open(o, "metadata");
    manifest_inside(o);
    manifest_leaf(o, "schema", S("ADL SCORM"));
    manifest_leaf(o, "schemaversion", edition == SCORM2004_3RD ? S("2004 3rd Edition")
                                                              : S("2004 4th Edition"));
    manifest_close(o);
}

static str named(struct arena *a, const struct course *c, const char *what)
{
    return str_format(a, STR_FMT ".%s", STR_ARG(c->id), what);
}

static void put_organizations(struct xml_out *o, struct arena *a, const struct course *c)
{
    str title = manifest_title(a, c->title);
    manifest_open(o, "organizations");
    xml_put_attr(o, "default", named(a, c, "organization"));
    manifest_inside(o);
    manifest_open(o, "organization");
    xml_put_attr(o, "identifier", named(a, c, "organization"));
    manifest_inside(o);
    manifest_leaf(o, "title", title);
    manifest_open(o, "item");
    xml_put_attr(o, "identifier", named(a, c, "item"));
    xml_put_attr(o, "identifierref", named(a, c, "resource"));
    manifest_inside(o);
    manifest_leaf(o, "title", title);
    manifest_close(o);
    manifest_close(o);
    manifest_close(o);
}

static void put_resources(struct xml_out *o, const struct course *c, const struct bundle *site)
{
    manifest_open(o, "resources");
    manifest_inside(o);
    manifest_open(o, "resource");
    xml_put_attr(o, "identifier", named(site->arena, c, "resource"));
    xml_put_attr(o, "type", S("webcontent"));
    xml_put_attr(o, "adlcp:scormType", S("sco"));
    xml_put_attr(o, "href", S("index.html"));
    manifest_inside(o);
    manifest_files(o, site);
    manifest_close(o);
    manifest_close(o);
}

bool scorm2004_finish(enum scorm2004_edition edition, const struct course *c, struct bundle *site,
                      struct err *e)
{
    struct buf b = buf_new(site->arena);
    struct xml_out o = manifest_begin(&b);
    bundle_sort(site);
    manifest_open(&o, "manifest");
    xml_put_attr(&o, "identifier", c->id);
    xml_put_attr(&o, "version", c->version);
    xml_put_attr(&o, "xmlns", S("http://www.imsglobal.org/xsd/imscp_v1p1"));
    xml_put_attr(&o, "xmlns:adlcp", S("http://www.adlnet.org/xsd/adlcp_v1p3"));
    manifest_inside(&o);
    put_metadata(&o, edition);
    put_organizations(&o, site->arena, c);
    put_resources(&o, c, site);
    manifest_close(&o);
    return manifest_add(site, "imsmanifest.xml", &b, e);
}
