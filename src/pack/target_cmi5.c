/* cmi5: cmi5.xml, the course structure (cmi5 13.1). */
#include "pack/manifest.h"
#include "pack/target.h"

static void put_text(struct xml_out *o, const char *name, const struct course *c, str text)
{
    manifest_open(o, name);
    xml_open(o, "langstring");
    xml_put_attr(o, "lang", c->lang);
    xml_put_text(o, text);
    xml_close(o);
    manifest_close(o);
}

static void put_both(struct xml_out *o, const struct course *c)
{
    put_text(o, "title", c, c->title);
    put_text(o, "description", c, c->title);
}

static void put_unit(struct xml_out *o, struct arena *a, const struct course *c)
{
    manifest_open(o, "au");
    xml_put_attr(o, "id", str_format(a, "urn:etalon:" STR_FMT ":au", STR_ARG(c->id)));
    xml_put_attr(o, "moveOn", S("CompletedAndPassed"));
    manifest_inside(o);
    put_both(o, c);
    manifest_leaf(o, "url", S("index.html"));
    manifest_close(o);
}

static bool finish(const struct course *c, struct bundle *site, struct err *e)
{
    struct buf b = buf_new(site->arena);
    struct xml_out o = manifest_begin(&b);
    manifest_open(&o, "courseStructure");
    xml_put_attr(&o, "xmlns", S("https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"));
    manifest_inside(&o);
    manifest_open(&o, "course");
    xml_put_attr(&o, "id", str_format(site->arena, "urn:etalon:" STR_FMT, STR_ARG(c->id)));
    manifest_inside(&o);
    put_both(&o, c);
    manifest_close(&o);
    put_unit(&o, site->arena, c);
    manifest_close(&o);
    return manifest_add(site, "cmi5.xml", &b, e);
}

extern const struct target target_cmi5;

const struct target target_cmi5 = {
    .name = "cmi5",
    .title = "cmi5",
    .store = "cmi5",
    .finish = finish,
    .next = "Upload it to a learning platform or a record store that takes cmi5.",
};
