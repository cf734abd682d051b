/* AICC: course structure files .crs, .des, .au, .cst side by side. */
#include "base/fs.h"
#include "package/inside.h"

static bool recognise(struct package *p, struct diags *d)
{
    (void)d;
    for (size_t i = 0; i < p->files->list.n; i++) {
        str path = p->files->list.v[i].path;
        if (str_eq_nocase(fs_suffix_of(path), S(".crs")) && str_find(path, S("/")) == path.n) {
            p->manifest = path;
            return true;
        }
    }
    return false;
}

static void read_package(struct package *p, struct diags *d)
{
    (void)p, (void)d;
}

extern const struct package_reader package_reader_aicc;

const struct package_reader package_reader_aicc = {
    .kind = PACKAGE_AICC,
    .recognise = recognise,
    .read = read_package,
};
