/*
 * SCORM 1.2: imsmanifest.xml (Content Aggregation Model 1.2, clause 2.3;
 * imscp_rootv1p1p2.xsd, adlcp_rootv1p2.xsd).
 *
 * One SCO, the first page. What platforms insist on beyond the standard:
 * elements of IMS without a prefix, "adlcp:" as the literal prefix, "sco" in
 * lower case, UTF-8 without numeric character references, an item whose
 * identifier is not that of its organization, titles of at most 200 characters.
 * No masteryscore: platforms overwrite the status with it.
 */
#include "pack/target.h"
#include "xml/xml.h"

enum { TITLE_MOST = 200 };

/* At most TITLE_MOST characters; "..." stands for what was cut off. */
static str short_title(struct arena *a, str title)
{
    size_t count = 0, cut = 0;
    for (str rest = title; rest.n > 0; count++) {
        if (count == TITLE_MOST - 1)
            cut = title.n - rest.n;
        (void)str_code_point(&rest);
    }
    if (count <= TITLE_MOST)
        return title;
    return str_format(a, STR_FMT "…", (int)cut, title.p);
}

static void put_leaf(struct xml_out *o, const char *name, str text)
{
    xml_open(o, name);
    xml_put_text(o, text);
    xml_close(o);
    xml_put_raw(o, S("\n"));
}

static void open_line(struct xml_out *o, const char *name, str identifier)
{
    xml_open(o, name);
    if (identifier.n > 0)
        xml_put_attr(o, "identifier", identifier);
}

static void close_line(struct xml_out *o)
{
    xml_close(o);
    xml_put_raw(o, S("\n"));
}

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
    open_line(o, "metadata", S(""));
    xml_put_raw(o, S("\n"));
    put_leaf(o, "schema", S("ADL SCORM"));
    put_leaf(o, "schemaversion", S("1.2"));
    close_line(o);
}

static void put_organizations(struct xml_out *o, const struct names *n, str title)
{
    xml_open(o, "organizations");
    xml_put_attr(o, "default", n->organization);
    xml_put_raw(o, S("\n"));
    open_line(o, "organization", n->organization);
    xml_put_raw(o, S("\n"));
    put_leaf(o, "title", title);
    open_line(o, "item", n->item);
    xml_put_attr(o, "identifierref", n->resource);
    xml_put_raw(o, S("\n"));
    put_leaf(o, "title", title);
    close_line(o);
    close_line(o);
    close_line(o);
}

static void put_resources(struct xml_out *o, const struct names *n, const struct bundle *site)
{
    xml_open(o, "resources");
    xml_put_raw(o, S("\n"));
    open_line(o, "resource", n->resource);
    xml_put_attr(o, "type", S("webcontent"));
    xml_put_attr(o, "adlcp:scormtype", S("sco"));
    xml_put_attr(o, "href", S("index.html"));
    xml_put_raw(o, S("\n"));
    for (size_t i = 0; i < site->files.n; i++) {
        xml_open(o, "file");
        xml_put_attr(o, "href", site->files.v[i].path);
        close_line(o);
    }
    close_line(o);
    close_line(o);
}

static void put_manifest(struct xml_out *o, const struct course *c, const struct bundle *site)
{
    struct names n = names_of(site->arena, c->id);
    xml_put_raw(o, S("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    open_line(o, "manifest", n.manifest);
    xml_put_attr(o, "version", c->version);
    xml_put_attr(o, "xmlns", S("http://www.imsproject.org/xsd/imscp_rootv1p1p2"));
    xml_put_attr(o, "xmlns:adlcp", S("http://www.adlnet.org/xsd/adlcp_rootv1p2"));
    xml_put_raw(o, S("\n"));
    put_metadata(o);
    put_organizations(o, &n, short_title(site->arena, c->title));
    put_resources(o, &n, site);
    close_line(o);
}

static bool finish(const struct course *c, struct bundle *site, struct err *e)
{
    struct buf b = buf_new(site->arena);
    struct xml_out o = { .to = &b, .style = XML_STYLE_XML };
    bundle_sort(site);
    put_manifest(&o, c, site);
    if (!buf_ok(&b))
        return err_set(e, ERR_INPUT, "the course has too many files for a manifest");
    struct bundle_file f = { .path = S("imsmanifest.xml"), .bytes = buf_str(&b) };
    return bundle_add(site, f, e);
}

extern const struct target target_scorm12;

const struct target target_scorm12 = {
    .name = "scorm12",
    .title = "SCORM 1.2",
    .state_most = 4096,                   /* cmi.suspend_data: CMIString4096 */
    .finish = finish,
    .next = "Upload it to the learning platform as a SCORM package.",
    .next_passed = "In Moodle, activity completion must require the status \"Passed\" as well as "
                   "\"Completed\": tick both, or pack with --platform moodle.",
};
