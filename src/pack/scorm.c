/* In: units and pages. Out: their manifest, and the documents it names. */
#include "pack/scorm.h"

#include "pack/control.h"

static str named(struct arena *a, str id, const char *what)
{
    return str_cat(a, id, S("."), str_of(what));
}

str scorm_fraction(struct arena *a, double x)
{
    str s = str_format(a, "%.4f", x);
    while (str_ends(s, S("0")) && !str_ends(s, S(".0")))
        s.n--;
    return s;
}

/* ------------------------------------------------------- organizations */

static void put_item(struct xml_out *o, const struct scorm *s, const struct packing *p,
                     const struct pack_unit *u)
{
    struct arena *a = o->to->arena;
    xml_open(o, "item");
    xml_put_attr(o, "identifier", u->id);
    xml_put_attr(o, "identifierref", named(a, u->id, "resource"));
    manifest_inside(o);
    manifest_leaf(o, "title", manifest_title(a, p, u->title));
    s->put_item(o, p, u);
    if (s->put_sequencing)
        s->put_sequencing(o, p, u);
    manifest_close(o);
}

static void put_organizations(struct xml_out *o, const struct scorm *s, const struct packing *p)
{
    struct arena *a = o->to->arena;
    str id = named(a, p->course->id, "organization");
    xml_open(o, "organizations");
    xml_put_attr(o, "default", id);
    manifest_inside(o);
    xml_open(o, "organization");
    xml_put_attr(o, "identifier", id);
    if (s->organization)
        xml_put_attr(o, s->organization, S("false"));
    manifest_inside(o);
    manifest_leaf(o, "title", manifest_title(a, p, p->course->root));
    for (size_t i = 0; i < p->nunits; i++)
        put_item(o, s, p, &p->units[i]);
    if (s->put_organization)
        s->put_organization(o, p);
    manifest_close(o);
    manifest_close(o);
}

/* ----------------------------------------------------------- resources */

/* The files of one unit; of NULL those that all share. */
struct owned { VEC(str) files; };

static void put_files(struct xml_out *o, const struct owned *owned)
{
    for (size_t i = 0; i < owned->files.n; i++) {
        xml_open(o, "file");
        xml_put_attr(o, "href", owned->files.v[i]);
        manifest_close(o);
    }
}

static void open_resource(struct xml_out *o, const struct scorm *s, str id, str type)
{
    xml_open(o, "resource");
    xml_put_attr(o, "identifier", id);
    xml_put_attr(o, "type", S("webcontent"));
    xml_put_attr(o, s->type, type);
}

static void put_unit(struct xml_out *o, const struct scorm *s, const struct packing *p,
                     const struct pack_unit *u, const struct owned *owned)
{
    struct arena *a = o->to->arena;
    open_resource(o, s, named(a, u->id, "resource"), S("sco"));
    xml_put_attr(o, "href", u->href);
    manifest_inside(o);
    put_files(o, owned);
    if (p->by_module) {
        xml_open(o, "dependency");
        xml_put_attr(o, "identifierref", named(a, p->course->id, "shared"));
        manifest_close(o);
    }
    manifest_close(o);
}

static struct owned *share_out(struct arena *a, const struct packing *p, const struct bundle *site)
{
    struct owned *all = NEW_N(a, struct owned, p->nunits + 1);
    for (size_t i = 0; i < site->files.n; i++) {
        const struct pack_unit *u = packing_owner(p, site->files.v[i].path);
        *vec_push(a, &all[u ? (size_t)(u - p->units) : p->nunits].files) = site->files.v[i].path;
    }
    return all;
}

static void put_resources(struct xml_out *o, const struct scorm *s, const struct packing *p,
                          const struct bundle *site)
{
    struct owned *owned = share_out(o->to->arena, p, site);
    manifest_group(o, "resources");
    for (size_t i = 0; i < p->nunits; i++)
        put_unit(o, s, p, &p->units[i], &owned[i]);
    if (p->by_module) {
        open_resource(o, s, named(o->to->arena, p->course->id, "shared"), S("asset"));
        manifest_inside(o);
        put_files(o, &owned[p->nunits]);
        manifest_close(o);
    }
    manifest_close(o);
}

/* -------------------------------------------------------------- all of it */

static bool put_metadata(struct xml_out *o, const struct scorm *s, const struct packing *p,
                         struct bundle *site, struct err *e)
{
    manifest_group(o, "metadata");
    manifest_leaf(o, "schema", S("ADL SCORM"));
    manifest_leaf(o, "schemaversion", str_of(s->schemaversion));
    bool ok = s->put_metadata(o, p, site, e);
    manifest_close(o);
    return ok;
}

static void put_namespaces(struct xml_out *o, const struct scorm_namespace *n)
{
    struct buf where = buf_new(o->to->arena);
    for (; n->prefix; n++) {
        xml_put_attr(o, n->prefix, str_of(n->name));
        buf_printf(&where, "%s%s %s", where.n > 0 ? " " : "", n->name, n->document);
    }
    xml_put_attr(o, "xmlns:xsi", S("http://www.w3.org/2001/XMLSchema-instance"));
    xml_put_attr(o, "xsi:schemaLocation", buf_str(&where));
}

bool scorm_finish(const struct scorm *s, const struct packing *p, struct bundle *site,
                  struct err *e)
{
    struct buf b = buf_new(site->arena);
    struct xml_out o = manifest_begin(&b);
    bundle_sort(site);
    const struct bundle pages = *site;    /* without what is added for the manifest */
    xml_open(&o, "manifest");
    xml_put_attr(&o, "identifier", p->course->id);
    xml_put_attr(&o, "version", p->course->version);
    put_namespaces(&o, s->namespaces);
    manifest_inside(&o);
    if (!put_metadata(&o, s, p, site, e))
        return false;
    put_organizations(&o, s, p);
    put_resources(&o, s, p, &pages);
    manifest_close(&o);
    return manifest_add(site, "imsmanifest.xml", &b, e)
           && control_add(s->documents, site, e);
}
