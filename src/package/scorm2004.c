/* SCORM 2004, 2nd to 4th edition: imsmanifest.xml of its namespaces. */
#include "package/inside.h"

static bool recognise(struct package *p, struct diags *d)
{
    const struct xml_node *root = package_manifest(p, S("imsmanifest.xml"), d);
    return root && str_eq(xml_namespace(root), S("http://www.imsglobal.org/xsd/imscp_v1p1"));
}

static void read_package(struct package *p, struct diags *d)
{
    (void)p, (void)d;
}

extern const struct package_reader package_reader_scorm2004;

const struct package_reader package_reader_scorm2004 = {
    .kind = PACKAGE_SCORM2004,
    .recognise = recognise,
    .read = read_package,
};
