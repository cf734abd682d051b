/* Pages and nothing more: what etalon packs for the web, no platform asked. With a
 * manifest that no platform finds it is a broken package of another kind. */
#include "package/inside.h"

static bool recognise(struct package *p, struct diags *d)
{
    (void)d;
    str manifest = package_nearest_manifest(p);
    bool at_top = manifest.n > 0 && str_find(manifest, S("/")) == manifest.n;
    return files_find(p->files, S("index.html")) && files_find(p->files, S("etalon/data.js"))
           && !at_top;
}

static void read_package(struct package *p, struct diags *d)
{
    (void)p, (void)d;
}

extern const struct package_reader package_reader_web;

const struct package_reader package_reader_web = {
    .kind = PACKAGE_WEB,
    .recognise = recognise,
    .read = read_package,
};
