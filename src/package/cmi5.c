/* cmi5 (Quartz): cmi5.xml. */
#include "package/inside.h"

static bool recognise(struct package *p, struct diags *d)
{
    return package_manifest(p, S("cmi5.xml"), d) != NULL || str_eq(p->manifest, S("cmi5.xml"));
}

static void read_package(struct package *p, struct diags *d)
{
    (void)p, (void)d;
}

extern const struct package_reader package_reader_cmi5;

const struct package_reader package_reader_cmi5 = {
    .kind = PACKAGE_CMI5,
    .recognise = recognise,
    .read = read_package,
};
