#include "cli/check_package.h"

bool check_package(struct run *r, const char *path, const struct package_how *how, struct err *e)
{
    struct arena *a = arena_new();
    struct package *p = package_open(a, path, &r->diags, e);
    bool ok = p && package_check(p, how, &r->diags, e);
    r->progress.what = path;
    ok = ok && files_test(p->files, &r->diags, &r->progress, e);
    package_close(p);
    arena_free(a);
    return ok;
}
