/*
 * SCORM 1.2: imsmanifest.xml (Content Aggregation Model 1.2, clause 2.3;
 * imscp_rootv1p1p2.xsd, adlcp_rootv1p2.xsd).
 *
 * One SCO, the first page. What platforms insist on beyond the standard: "sco"
 * in lower case, an item whose identifier is not that of its organization.
 * No masteryscore: platforms overwrite the status with it.
 */
#include "pack/manifest.h"
#include "pack/target.h"

/* Author's ids have no dot, so the names made of them meet no other id, and
 * they are the same in every edition of the course. */
struct names { str manifest, organization, item, resource; };

static struct names names_of(struct arena *a, str id)
{
    return (struct names){
        .manifest = id,
        .organization = str_format(a, STR_FMT ".organization", STR_ARG(id)),
        .item = str_format(a, STR_FMT ".item", STR_ARG(id)),
        .resource = str_format(a, STR_FMT ".resource", STR_ARG(id)),
    };
}

static void put_metadata(struct xml_out *o)
{
    manifest_open(o, "metadata");
    manifest_inside(o);
    manifest_leaf(o, "schema", S("ADL SCORM"));
    manifest_leaf(o, "schemaversion", S("1.2"));
    manifest_close(o);
}

static void put_organizations(struct xml_out *o, const struct names *n, str title)
{
    manifest_open(o, "organizations");
    xml_put_attr(o, "default", n->organization);
    manifest_inside(o);
    manifest_open(o, "organization");
    xml_put_attr(o, "identifier", n->organization);
    manifest_inside(o);
    manifest_leaf(o, "title", title);
    manifest_open(o, "item");
    xml_put_attr(o, "identifier", n->item);
    xml_put_attr(o, "identifierref", n->resource);
    manifest_inside(o);
    manifest_leaf(o, "title", title);
    manifest_close(o);
    manifest_close(o);
    manifest_close(o);
}

static void put_resources(struct xml_out *o, const struct names *n, const struct bundle *site)
{
    manifest_open(o, "resources");
    manifest_inside(o);
    manifest_open(o, "resource");
    xml_put_attr(o, "identifier", n->resource);
    xml_put_attr(o, "type", S("webcontent"));
    xml_put_attr(o, "adlcp:scormtype", S("sco"));
    xml_put_attr(o, "href", S("index.html"));
    manifest_inside(o);
    manifest_files(o, site);
    manifest_close(o);
    manifest_close(o);
}

static void put_manifest(struct xml_out *o, const struct course *c, const struct bundle *site)
{
    struct names n = names_of(site->arena, c->id);
    manifest_open(o, "manifest");
    xml_put_attr(o, "identifier", n.manifest);
    xml_put_attr(o, "version", c->version);
    xml_put_attr(o, "xmlns", S("http://www.imsproject.org/xsd/imscp_rootv1p1p2"));
    xml_put_attr(o, "xmlns:adlcp", S("http://www.adlnet.org/xsd/adlcp_rootv1p2"));
    manifest_inside(o);
    put_metadata(o);
    put_organizations(o, &n, manifest_title(site->arena, c->title));
    put_resources(o, &n, site);
    manifest_close(o);
}

static bool finish(const struct course *c, struct bundle *site, struct err *e)
{
    struct buf b = buf_new(site->arena);
    struct xml_out o = manifest_begin(&b);
    bundle_sort(site);
    put_manifest(&o, c, site);
    return manifest_add(site, "imsmanifest.xml", &b, e);
}

extern const struct target target_scorm12;

const struct target target_scorm12 = {
    .name = "scorm12",
    .title = "SCORM 1.2",
    .store = "scorm12",
    .state_most = 4096,                   /* cmi.suspend_data: CMIString4096 */
    .finish = finish,
    .next = "Upload it to the learning platform as a SCORM package.",
    .next_passed = "In Moodle, activity completion must require the status \"Passed\" as well as "
                   "\"Completed\": tick both, or pack with --platform moodle.",
};
