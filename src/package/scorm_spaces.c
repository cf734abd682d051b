/*
 * Which standard an element belongs to.
 *
 * Namespaces decide; where a namespace is none that SCORM knows, the local name
 * does, so that one wrong namespace is one finding.
 */
#include "package/scorm.h"

static const struct { const char *uri; unsigned char space, editions; } uris[] = {
    { "http://www.imsproject.org/xsd/imscp_rootv1p1p2", SPACE_CP, ED_12 },
    { "http://www.adlnet.org/xsd/adlcp_rootv1p2", SPACE_ADLCP, ED_12 },
    { "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1", SPACE_LOM, ED_12 },
    { "http://www.imsproject.org/xsd/imsmd_rootv1p2p1", SPACE_LOM, ED_12 },
    { "http://www.imsglobal.org/xsd/imsmd_rootv1p2", SPACE_LOM, ED_12 },
    { "http://www.imsglobal.org/xsd/imsmd_v1p2", SPACE_LOM, ED_ANY },
    { "http://www.imsglobal.org/xsd/imscp_v1p1", SPACE_CP, ED_2004 },
    { "http://www.adlnet.org/xsd/adlcp_v1p3", SPACE_ADLCP, ED_2004 },
    { "http://www.imsglobal.org/xsd/imsss", SPACE_SS, ED_2004 },
    { "http://www.adlnet.org/xsd/adlseq_v1p3", SPACE_SEQ, ED_2004 },
    { "http://www.adlnet.org/xsd/adlnav_v1p3", SPACE_NAV, ED_2004 },
    { "http://ltsc.ieee.org/xsd/LOM", SPACE_LOM, ED_ANY },
    { "http://www.w3.org/2001/XMLSchema-instance", SPACE_XSI, ED_ANY },
    { "http://www.w3.org/XML/1998/namespace", SPACE_XML, ED_ANY },
};

/* Local names that say what an element is, whatever its namespace; those of IMS only when
 * it is that of the root, or none: an extension may have a title too. */
static const struct { const char *name; unsigned char space, editions; } names[] = {
    { "manifest", SPACE_CP, ED_ANY }, { "metadata", SPACE_CP, ED_ANY },
    { "organizations", SPACE_CP, ED_ANY }, { "organization", SPACE_CP, ED_ANY },
    { "item", SPACE_CP, ED_ANY }, { "title", SPACE_CP, ED_ANY },
    { "resources", SPACE_CP, ED_ANY }, { "resource", SPACE_CP, ED_ANY },
    { "file", SPACE_CP, ED_ANY }, { "dependency", SPACE_CP, ED_ANY },
    { "schema", SPACE_CP, ED_ANY }, { "schemaversion", SPACE_CP, ED_ANY },
    { "prerequisites", SPACE_ADLCP, ED_12 },
    { "maxtimeallowed", SPACE_ADLCP, ED_12 }, { "timelimitaction", SPACE_ADLCP, ED_12 },
    { "datafromlms", SPACE_ADLCP, ED_12 }, { "masteryscore", SPACE_ADLCP, ED_12 },
    { "timeLimitAction", SPACE_ADLCP, ED_2004 }, { "dataFromLMS", SPACE_ADLCP, ED_2004 },
    { "completionThreshold", SPACE_ADLCP, ED_2004 }, { "sequencing", SPACE_SS, ED_2004 },
    { "sequencingCollection", SPACE_SS, ED_2004 },
};

enum space scorm_space(unsigned edition, str uri)
{
    if (uri.n == 0)
        return SPACE_NONE;
    for (size_t i = 0; i < sizeof uris / sizeof *uris; i++)
        if ((uris[i].editions & edition) && str_eq(str_of(uris[i].uri), uri))
            return (enum space)uris[i].space;
    return SPACE_OTHER;
}

static enum space space_of_name(unsigned edition, str name)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if ((names[i].editions & edition) && str_eq(str_of(names[i].name), name))
            return (enum space)names[i].space;
    return SPACE_OTHER;
}

static bool is_above(const struct xml_node *n, str uri)
{
    for (n = xml_parent(n); n; n = xml_parent(n))
        if (str_eq(xml_namespace(n), uri))
            return true;
    return false;
}

static str root_space(const struct xml_node *n)
{
    for (const struct xml_node *above; (above = xml_parent(n)) != NULL;)
        n = above;
    return xml_namespace(n);
}

/* What stands inside a LOM or an extension keeps to itself: a <title> of one is none
 * of ours. */
enum space scorm_space_of(unsigned edition, const struct xml_node *n)
{
    const struct xml_node *above = xml_parent(n);
    str uri = xml_namespace(n), name = xml_name(n);
    enum space space = scorm_space(edition, uri);
    if (space < SPACE_NONE || str_find(name, S(":")) < name.n)
        return space;
    enum space parent = above ? scorm_space_of(edition, above) : SPACE_CP;
    if (parent == SPACE_OTHER || parent == SPACE_LOM)
        return parent;
    if (parent == SPACE_SS || parent == SPACE_SEQ || parent == SPACE_NAV)
        return is_above(n, uri) || uri.n == 0 ? parent : SPACE_OTHER;
    space = space_of_name(edition, name);
    return space == SPACE_CP && uri.n > 0 && !str_eq(uri, root_space(n)) ? SPACE_OTHER : space;
}

enum space scorm_attr_space(unsigned edition, const struct xml_attr *at)
{
    str uri = xml_attr_namespace(at), name = xml_attr_name(at);
    if (str_starts(name, S("xml:")))
        return SPACE_XML;
    if (uri.n == 0)
        return str_find(name, S(":")) < name.n ? SPACE_OTHER : SPACE_NONE;
    return scorm_space(edition, uri);
}

const struct xml_node *scorm_child(unsigned edition, const struct xml_node *n, enum space space,
                                   const char *name)
{
    const struct xml_node *c = n ? xml_child(n, name) : NULL;
    while (c && scorm_space_of(edition, c) != space)
        c = xml_next(c, name);
    return c;
}

const struct xml_node *scorm_next(unsigned edition, const struct xml_node *n, enum space space,
                                  const char *name)
{
    const struct xml_node *c = xml_next(n, name);
    while (c && scorm_space_of(edition, c) != space)
        c = xml_next(c, name);
    return c;
}

const struct xml_attr *scorm_attr(const struct xml_node *n, const char *name)
{
    for (const struct xml_attr *a = xml_attrs(n); a; a = xml_attr_next(a))
        if (xml_attr_namespace(a).n == 0 && str_eq(xml_attr_name(a), str_of(name)))
            return a;
    return NULL;
}

/* In whatever namespace and case; "adlcp:scormtype" whole when nothing declares it. */
const struct xml_attr *scorm_scormtype(const struct xml_node *n)
{
    for (const struct xml_attr *a = xml_attrs(n); a; a = xml_attr_next(a)) {
        str name = xml_attr_name(a);
        size_t colon = str_find(name, S(":"));
        if (str_eq_nocase(colon < name.n ? str_from(name, colon + 1) : name, S("scormtype")))
            return a;
    }
    return NULL;
}

struct place scorm_attr_place(const struct xml_node *n, const char *name)
{
    const struct xml_attr *a = scorm_attr(n, name);
    return a ? xml_attr_place(a) : xml_place(n);
}

size_t scorm_characters(str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}
