/* xAPI packages as Rustici Software made them: tincan.xml. */
#include "package/inside.h"

static bool recognise(struct package *p, struct diags *d)
{
    return package_manifest(p, S("tincan.xml"), d) != NULL || str_eq(p->manifest, S("tincan.xml"));
}

static void read_package(struct package *p, struct diags *d)
{
    (void)p, (void)d;
}

extern const struct package_reader package_reader_tincan;

const struct package_reader package_reader_tincan = {
    .kind = PACKAGE_TINCAN,
    .recognise = recognise,
    .read = read_package,
};
