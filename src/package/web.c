/* Pages and nothing more: what etalon packs for the web, no platform asked. */
#include "package/inside.h"

static bool recognise(struct package *p, struct diags *d)
{
    (void)d;
    return files_find(p->files, S("index.html")) && files_find(p->files, S("etalon/data.js"));
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
