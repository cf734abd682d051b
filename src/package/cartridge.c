/* IMS Common Cartridge: imsmanifest.xml with a schema of its own. */
#include "package/inside.h"

static bool recognise(struct package *p, struct diags *d)
{
    const struct xml_node *root = package_manifest(p, S("imsmanifest.xml"), d);
    str ns = root ? xml_namespace(root) : S("");
    return str_find(ns, S("/xsd/imsccv1p")) < ns.n || str_find(ns, S("/imscc/")) < ns.n;
}

static void read_package(struct package *p, struct diags *d)
{
    (void)p, (void)d;
}

extern const struct package_reader package_reader_cartridge;

const struct package_reader package_reader_cartridge = {
    .kind = PACKAGE_CARTRIDGE,
    .recognise = recognise,
    .read = read_package,
};
