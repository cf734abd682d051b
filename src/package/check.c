/* What is wrong with a package of any kind; the rest is its standard's. */
#include "package/inside.h"

struct place package_place(const struct package *p, str path)
{
    return (struct place){ .file = files_place(p->files, p->arena, path) };
}

/* Each standard has its own file; platforms look for one and then no further. */
static void check_alone(struct package *p, struct diags *d)
{
    static const char *const manifests[] = { "imsmanifest.xml", "cmi5.xml", "tincan.xml" };
    for (size_t i = 0; i < sizeof manifests / sizeof *manifests; i++)
        if (!str_eq(str_of(manifests[i]), p->manifest)
            && files_find(p->files, str_of(manifests[i])))
            diag_add(d, &package_rule_W1521, package_place(p, str_of(manifests[i])),
                     "There is %s beside %s, which is looked at here (cmi5 14.1).", manifests[i],
                     package_shown(p->arena, p->manifest));
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
    if (p->manifest.n > 0)
        check_alone(p, d);
    return true;
}
