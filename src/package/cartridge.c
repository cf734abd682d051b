/*
 * IMS Common Cartridge 1.0 to 1.4 and its thin form: imsmanifest.xml in a namespace
 * of its own. Material for a platform's editor, not a course to be tracked; what
 * is looked at here is what every importer needs (profile of IMS Content Packaging,
 * Common Cartridge 1.1 to 1.3, clause 4).
 */
#include "package/inside.h"

static const struct { const char *namespace, *version; } editions[] = {
    { "http://www.imsglobal.org/xsd/imscc/imscp_v1p1", "1.0" },
    { "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1", "1.1" },
    { "http://www.imsglobal.org/xsd/imsccv1p2/imscp_v1p1", "1.2" },
    { "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1", "1.3" },
    { "http://www.imsglobal.org/xsd/imsccv1p4/imscp_v1p1", "1.4" },
};

static str schema_text(struct package *p, const char *name)
{
    const struct xml_node *root = p->xml ? xml_root(p->xml) : NULL;
    const struct xml_node *metadata = root ? xml_child(root, "metadata") : NULL;
    const struct xml_node *n = metadata ? xml_child(metadata, name) : NULL;
    return n ? str_trim(xml_text(p->arena, n)) : S("");
}

static bool recognise(struct package *p, struct diags *d)
{
    const struct xml_node *root = package_manifest(p, S("imsmanifest.xml"), d);
    str ns = root ? xml_namespace(root) : S(""), schema = root ? schema_text(p, "schema") : S("");
    return str_find(ns, S("/xsd/imsccv1p")) < ns.n || str_find(ns, S("/imscc/")) < ns.n
           || str_find(schema, S("Common Cartridge")) < schema.n;
}

/* ---------------------------------------------------------- the reader */

static str child_text(struct package *p, const struct xml_node *n, const char *name)
{
    const struct xml_node *c = xml_child(n, name);
    return c ? str_trim(xml_text(p->arena, c)) : S("");
}

static void read_file(struct package *p, const struct xml_node *n, package_refs *to)
{
    struct package_ref ref = { .name = package_attr(p, n, "href"), .at = xml_place(n) };
    if (!package_resolve(p->arena, S(""), ref.name, &ref.path))
        ref.path = S("");
    *vec_push(p->arena, to) = ref;
}

static void read_resource(struct package *p, const struct xml_node *n)
{
    struct package_resource *r = package_add_resource(p, package_attr(p, n, "identifier"));
    r->type = package_attr(p, n, "type");
    r->href = package_attr(p, n, "href");
    r->at = xml_place(n);
    if (!package_resolve(p->arena, S(""), r->href, &r->path))
        r->path = S("");
    for (const struct xml_node *f = xml_child(n, "file"); f; f = xml_next(f, "file"))
        read_file(p, f, &r->files);
    for (const struct xml_node *f = xml_child(n, "dependency"); f; f = xml_next(f, "dependency"))
        *vec_push(p->arena, &r->dependencies) =
            (struct package_ref){ .name = package_attr(p, f, "identifierref"), .at = xml_place(f) };
}

/* As deep as the reader lets XML be. */
static void read_items(struct package *p, const struct xml_node *n, struct package_item *parent)
{
    for (const struct xml_node *c = xml_child(n, "item"); c; c = xml_next(c, "item")) {
        struct package_item *item = package_add_item(p, parent);
        item->id = package_attr(p, c, "identifier");
        item->title = child_text(p, c, "title");
        item->resource = package_attr(p, c, "identifierref");
        item->at = xml_place(c);
        const struct package_resource *r = package_resource_find(p, item->resource);
        item->type = item->resource.n == 0 ? S("folder") : r ? r->type : S("resource");
        item->href = r ? (r->href.n ? r->href : r->files.n ? r->files.v[0].name : S("")) : S("");
        read_items(p, c, item);
    }
}

static void read_organizations(struct package *p, const struct xml_node *n)
{
    for (const struct xml_node *o = xml_child(n, "organization"); o;
         o = xml_next(o, "organization")) {
        struct package_item *top = package_add_item(p, NULL);
        top->id = package_attr(p, o, "identifier");
        top->title = child_text(p, o, "title");
        top->type = S("organization");
        top->at = xml_place(o);
        read_items(p, o, top);
    }
}

/* <lom><general><title><string language="en"> */
static void read_texts(struct package *p, const struct xml_node *general, const char *name,
                       package_texts *to)
{
    const struct xml_node *n = xml_child(general, name);
    for (const struct xml_node *s = n ? xml_child(n, "string") : NULL; s;
         s = xml_next(s, "string")) {
        str lang = package_attr(p, s, "language");
        package_add_text(p, to, lang, str_trim(xml_text(p->arena, s)));
        if (lang.n > 0)
            package_add_language(p, lang);
    }
}

static void read_metadata(struct package *p, const struct xml_node *root)
{
    const struct xml_node *metadata = xml_child(root, "metadata");
    const struct xml_node *lom = metadata ? xml_child(metadata, "lom") : NULL;
    const struct xml_node *general = lom ? xml_child(lom, "general") : NULL;
    p->schema = schema_text(p, "schema");
    p->schemaversion = schema_text(p, "schemaversion");
    if (!general)
        return;
    read_texts(p, general, "title", &p->titles);
    read_texts(p, general, "description", &p->descriptions);
    read_texts(p, general, "keyword", &p->keywords);
}

static str version_of(const struct package *p)
{
    str ns = xml_namespace(xml_root(p->xml));
    for (size_t i = 0; i < sizeof editions / sizeof *editions; i++)
        if (str_eq(ns, str_of(editions[i].namespace)))
            return str_of(editions[i].version);
    return S("");
}

static void read_package(struct package *p, struct diags *d)
{
    (void)d;
    const struct xml_node *root = p->xml ? xml_root(p->xml) : NULL;
    const struct xml_node *resources = root ? xml_child(root, "resources") : NULL;
    const struct xml_node *organizations = root ? xml_child(root, "organizations") : NULL;
    if (!root)
        return;
    read_metadata(p, root);
    p->id = package_attr(p, root, "identifier");
    bool thin = str_find(p->schema, S("Thin")) < p->schema.n;
    p->edition = thin ? str_cat(p->arena, version_of(p), S(", thin")) : version_of(p);
    for (const struct xml_node *r = resources ? xml_child(resources, "resource") : NULL; r;
         r = xml_next(r, "resource"))
        read_resource(p, r);
    if (organizations)
        read_organizations(p, organizations);
    p->title = p->titles.n ? p->titles.v[0].text
                           : p->organizations.n ? p->organizations.v[0]->title : S("");
}

/* -------------------------------------------------------------- checks */

static void check_version(struct package *p, const struct xml_node *root, struct diags *d)
{
    str version = version_of(p);
    if (version.n == 0)
        diag_add(d, &package_rule_E1621, xml_place(root),
                 "The namespace %s is none of Common Cartridge 1.0 to 1.4.",
                 package_shown(p->arena, xml_namespace(root)));
    else if (!str_starts(p->schemaversion, version))
        diag_add(d, &package_rule_E1621, xml_place(root),
                 "The namespace is that of version " STR_FMT ", schemaversion says \"%s\".",
                 STR_ARG(version), package_shown(p->arena, p->schemaversion));
}

static void check_organizations(struct package *p, const struct xml_node *root, struct diags *d)
{
    const struct xml_node *list = xml_child(root, "organizations");
    const struct xml_node *o = list ? xml_child(list, "organization") : NULL;
    for (size_t n = 0; o; o = xml_next(o, "organization"), n++) {
        if (n == 1)
            diag_add(d, &package_rule_E1622, xml_place(o),
                     "There is a second organization; a cartridge has one at most.");
        if (!str_eq(str_trim(xml_attr(o, "structure")), S("rooted-hierarchy")))
            diag_add(d, &package_rule_E1622, xml_place(o),
                     "structure=\"%s\" of the organization; a cartridge has \"rooted-hierarchy\".",
                     package_shown(p->arena, xml_attr(o, "structure")));
    }
}

static void check_items(struct package *p, struct package_item *top, struct diags *d)
{
    for (struct package_item *i = NULL; (i = package_item_next(top, i)) != NULL;)
        if (i->resource.n > 0 && !package_resource_find(p, i->resource))
            diag_add(d, &package_rule_E1623, i->at, "There is no resource \"%s\".",
                     package_shown(p->arena, i->resource));
}

static void check_file(struct package *p, const struct package_ref *f, struct diags *d)
{
    if (package_is_address(f->name) || p->files->is_bare)
        return;
    if (f->path.n == 0 || !files_find(p->files, f->path))
        diag_add(d, &package_rule_E1624, f->at, "There is no file \"%s\" in the cartridge.",
                 package_shown(p->arena, f->name));
}

static void check_resource(struct package *p, const struct package_resource *r, struct diags *d)
{
    for (size_t i = 0; i < r->files.n; i++)
        check_file(p, &r->files.v[i], d);
    for (size_t i = 0; i < r->dependencies.n; i++)
        if (!package_resource_find(p, r->dependencies.v[i].name))
            diag_add(d, &package_rule_E1623, r->dependencies.v[i].at,
                     "There is no resource \"%s\".",
                     package_shown(p->arena, r->dependencies.v[i].name));
}

static void check(struct package *p, const struct package_how *how, struct diags *d)
{
    (void)how;
    const struct xml_node *root = p->xml ? xml_root(p->xml) : NULL;
    if (!root)
        return;
    diag_add(d, &package_rule_N1620, xml_place(root),
             "A Common Cartridge holds material for the editor of a platform (Canvas, Brightspace, "
             "Blackboard, Moodle's restore); it is not tracked as SCORM or cmi5 is.");
    check_version(p, root, d);
    check_organizations(p, root, d);
    for (size_t i = 0; i < p->organizations.n; i++)
        check_items(p, p->organizations.v[i], d);
    for (size_t i = 0; i < p->resources.n; i++)
        check_resource(p, &p->resources.v[i], d);
}

extern const struct package_reader package_reader_cartridge;

const struct package_reader package_reader_cartridge = {
    .kind = PACKAGE_CARTRIDGE,
    .recognise = recognise,
    .read = read_package,
    .check = check,
};
