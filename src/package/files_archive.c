/* A zip becomes a set of files. */
#include "package/files_inside.h"

struct files *files_open_archive(struct arena *a, const char *path, struct diags *d,
                                 struct err *e)
{
    (void)a, (void)d;
    err_set(e, ERR_INPUT, "%s cannot be read: unpack it and give the folder", path);
    return NULL;
}
