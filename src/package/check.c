/* What is wrong with a package of any kind; the rest is its standard's. */
#include "package/inside.h"

struct place package_place(const struct package *p, str path)
{
    return (struct place){ .file = files_place(p->files, p->arena, path) };
}

bool package_check(struct package *p, const struct package_how *how, struct diags *d,
                   struct err *e)
{
    (void)e;
    if (!p->reader)
        diag_add(d, &package_rule_E1101, package_place(p, S("")), "There is no manifest in it: "
                 "neither imsmanifest.xml nor cmi5.xml nor tincan.xml.");
    else if (p->reader->check)
        p->reader->check(p, how, d);
    return true;
}
