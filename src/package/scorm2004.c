/*
 * SCORM 2004, 2nd to 4th edition: imsmanifest.xml of its namespaces; or of none that
 * is known, when it says in words that it is SCORM 2004 or declares its extensions.
 */
#include "package/scorm.h"

static bool declares(const struct xml_node *n, str wanted)
{
    str prefix, uri;
    for (size_t i = 0; xml_declared(n, i, &prefix, &uri); i++)
        if (str_eq(uri, wanted))
            return true;
    return false;
}

static str version_of(struct arena *a, const struct xml_node *root)
{
    const struct xml_node *metadata = scorm_child(ED_2004, root, SPACE_CP, "metadata");
    const struct xml_node *n = scorm_child(ED_2004, metadata, SPACE_CP, "schemaversion");
    return n ? str_trim(xml_text(a, n)) : S("");
}

static bool recognise(struct package *p, struct diags *d)
{
    const struct xml_node *root = package_manifest(p, S("imsmanifest.xml"), d);
    if (!root)
        return false;
    if (scorm_space(ED_2004, xml_namespace(root)) == SPACE_CP)
        return true;
    bool extended = declares(root, S("http://www.adlnet.org/xsd/adlcp_v1p3"));
    str version = version_of(p->arena, root);
    if (scorm_space(ED_12, xml_namespace(root)) == SPACE_CP)
        return extended && !str_eq(version, S("1.2"));
    return extended || str_starts(version, S("2004")) || str_ends(version, S("1.3"));
}

static void read_package(struct package *p, struct diags *d)
{
    (void)d;
    scorm_read(p, ED_2004);
    unsigned edition = scorm_edition(p);
    p->edition = edition == ED_4TH ? S("2004 4th Edition") : edition == ED_3RD
                 ? S("2004 3rd Edition") : edition == ED_2ND ? S("2004 2nd Edition") : S("2004");
}

extern const struct package_reader package_reader_scorm2004;

const struct package_reader package_reader_scorm2004 = {
    .kind = PACKAGE_SCORM2004,
    .recognise = recognise,
    .read = read_package,
    .check = scorm_check,
};
