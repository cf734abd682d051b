/*
 * The tree of a SCORM manifest goes in, the model comes out: resources first, since
 * an item is what its resource is.
 */
#include "package/scorm.h"

struct reading { struct package *p; unsigned edition; };

static const struct xml_node *child(struct reading *r, const struct xml_node *n, const char *name)
{
    return scorm_child(r->edition, n, SPACE_CP, name);
}

static const struct xml_node *next(struct reading *r, const struct xml_node *n, const char *name)
{
    return scorm_next(r->edition, n, SPACE_CP, name);
}

static str text_of(struct reading *r, const struct xml_node *n)
{
    return n ? str_trim(xml_text(r->p->arena, n)) : S("");
}

/* Attributes live in the XML, the model longer. */
static str attr(struct reading *r, const struct xml_node *n, const char *name)
{
    const struct xml_attr *a = scorm_attr(n, name);
    return a ? str_dup(r->p->arena, xml_attr_value(a)) : S("");
}

/* ------------------------------------------------------------ resources */

/* A base is meant as a folder of the package, however it is written. */
static str as_folder(struct arena *a, str base)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < base.n; i++)
        if (b.n > 0 || (base.p[i] != '/' && base.p[i] != '\\'))
            buf_byte(&b, base.p[i] == '\\' ? '/' : base.p[i]);
    if (b.n > 0 && b.p[b.n - 1] != '/')
        buf_byte(&b, '/');
    return buf_str(&b);
}

static str based(struct reading *r, str base, const struct xml_node *n)
{
    str own = str_trim(xml_attr(n, "xml:base"));
    if (own.n == 0 || package_is_address(own))
        return own.n ? str_dup(r->p->arena, own) : base;
    return str_cat(r->p->arena, base, as_folder(r->p->arena, own));
}

static struct package_ref ref_of(struct reading *r, str base, const struct xml_node *n,
                                 const char *name)
{
    struct package_ref ref = { .name = attr(r, n, name), .at = xml_place(n) };
    const struct xml_attr *a = scorm_attr(n, name);
    ref.at = a ? xml_attr_place(a) : ref.at;
    ref.at.file = r->p->manifest_place;
    package_resolve(r->p->arena, base, ref.name, &ref.path);
    return ref;
}

static struct place place_of(struct reading *r, const struct xml_node *n)
{
    struct place at = xml_place(n);
    at.file = r->p->manifest_place;
    return at;
}

static void read_resource(struct reading *r, const struct xml_node *n, str base)
{
    struct package_resource *res = package_add_resource(r->p, attr(r, n, "identifier"));
    const struct xml_attr *type = scorm_scormtype(n);
    res->type = attr(r, n, "type");
    res->href = attr(r, n, "href");
    res->base = based(r, base, n);
    res->scorm_type = type ? str_dup(r->p->arena, xml_attr_value(type)) : S("");
    res->node = n;
    res->at = place_of(r, n);
    package_resolve(r->p->arena, res->base, res->href, &res->path);
    for (const struct xml_node *f = child(r, n, "file"); f; f = next(r, f, "file"))
        *vec_push(r->p->arena, &res->files) = ref_of(r, res->base, f, "href");
    for (const struct xml_node *d = child(r, n, "dependency"); d; d = next(r, d, "dependency"))
        *vec_push(r->p->arena, &res->dependencies) = ref_of(r, S(""), d, "identifierref");
}

/* Those of the manifest and of the manifests in it. */
static void read_resources(struct reading *r, const struct xml_node *manifest, str base)
{
    base = based(r, base, manifest);
    const struct xml_node *all = child(r, manifest, "resources");
    for (; all; all = next(r, all, "resources")) {
        str inner = based(r, base, all);
        const struct xml_node *n = child(r, all, "resource");
        for (; n; n = next(r, n, "resource"))
            read_resource(r, n, inner);
    }
    const struct xml_node *sub = child(r, manifest, "manifest");
    for (; sub; sub = next(r, sub, "manifest"))
        read_resources(r, sub, base);
}

/* ------------------------------------------------------------ organizations */

static str adl_text(struct reading *r, const struct xml_node *n, const char *name)
{
    return text_of(r, scorm_child(r->edition, n, SPACE_ADLCP, name));
}

static void read_adl(struct reading *r, const struct xml_node *n, struct package_item *item)
{
    const bool old = r->edition == ED_12;
    item->prerequisites = old ? adl_text(r, n, "prerequisites") : S("");
    item->mastery = old ? adl_text(r, n, "masteryscore") : S("");
    item->max_time = old ? adl_text(r, n, "maxtimeallowed") : S("");
    item->time_limit_action = adl_text(r, n, old ? "timelimitaction" : "timeLimitAction");
    item->launch_data = adl_text(r, n, old ? "datafromlms" : "dataFromLMS");
}

/* Parameters begin with "?" or "#", or are put behind with what lacks. */
static str launched(struct arena *a, const struct package_resource *res, str parameters)
{
    str href = package_is_address(res->href) ? res->href : str_cat(a, res->base, res->href);
    bool has_query = str_find(href, S("?")) < href.n;
    if (parameters.n == 0 || res->href.n == 0)
        return res->href.n ? href : S("");
    if (str_starts(parameters, S("?")) || str_starts(parameters, S("&")))
        parameters = str_from(parameters, 1);
    else if (str_starts(parameters, S("#")))
        return str_cat(a, href, parameters);
    return str_cat(a, href, has_query ? S("&") : S("?"), parameters);
}

static void read_launch(struct reading *r, struct package_item *item)
{
    const struct package_resource *res = package_resource_find(r->p, item->resource);
    item->type = S("folder");
    if (!res)
        return;
    item->href = launched(r->p->arena, res, item->parameters);
    item->type = str_eq_nocase(str_trim(res->scorm_type), S("sco")) ? S("sco") : S("asset");
}

static void read_items(struct reading *r, const struct xml_node *n, struct package_item *above);

static void read_item(struct reading *r, const struct xml_node *n, struct package_item *above)
{
    struct package_item *item = package_add_item(r->p, above);
    item->node = n;
    item->at = place_of(r, n);
    item->id = attr(r, n, "identifier");
    item->resource = attr(r, n, "identifierref");
    item->parameters = attr(r, n, "parameters");
    item->is_hidden = str_eq(attr(r, n, "isvisible"), S("false"));
    item->title = text_of(r, child(r, n, "title"));
    if (above)
        read_launch(r, item);
    else
        item->type = S("organization");
    read_adl(r, n, item);
    read_items(r, n, item);
}

static void read_items(struct reading *r, const struct xml_node *n, struct package_item *above)
{
    for (const struct xml_node *i = child(r, n, "item"); i; i = next(r, i, "item"))
        read_item(r, i, above);
}

static void read_organizations(struct reading *r, const struct xml_node *root)
{
    const struct xml_node *all = child(r, root, "organizations");
    if (!all)
        return;
    r->p->default_organization = attr(r, all, "default");
    const struct xml_node *n = child(r, all, "organization");
    for (; n; n = next(r, n, "organization"))
        read_item(r, n, NULL);
}

/* The default's title is the package's. */
static str title_of(const struct package *p)
{
    for (size_t i = 0; i < p->organizations.n; i++)
        if (str_eq(p->organizations.v[i]->id, p->default_organization))
            return p->organizations.v[i]->title;
    return p->organizations.n ? p->organizations.v[0]->title : S("");
}

/* ------------------------------------------------------------ the door */

unsigned scorm_edition(const struct package *p)
{
    static const struct { const char *says; unsigned edition; } all[] = {
        { "2004 4th Edition", ED_4TH }, { "2004 3rd Edition", ED_3RD },
        { "2004 2nd Edition", ED_2ND }, { "CAM 1.3", ED_2ND }, { "1.3", ED_2ND },
    };
    if (p->kind == PACKAGE_SCORM12)
        return ED_12;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (str_eq_nocase(p->schemaversion, str_of(all[i].says)))
            return all[i].edition;
    return ED_2004;
}

void scorm_read(struct package *p, unsigned edition)
{
    struct reading r = { p, edition };
    const struct xml_node *root = p->xml ? xml_root(p->xml) : NULL;
    if (!root)
        return;
    const struct xml_node *metadata = child(&r, root, "metadata");
    p->id = attr(&r, root, "identifier");
    p->version = attr(&r, root, "version");
    p->schema = metadata ? text_of(&r, child(&r, metadata, "schema")) : S("");
    p->schemaversion = metadata ? text_of(&r, child(&r, metadata, "schemaversion")) : S("");
    read_resources(&r, root, S(""));
    read_organizations(&r, root);
    p->title = title_of(p);
    if (metadata)
        scorm_read_metadata(p, edition, metadata);
}
