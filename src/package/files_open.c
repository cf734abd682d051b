/* A path goes in, the source that understands it is chosen. */
#include "base/fs.h"
#include "package/files_inside.h"

struct files *files_open(struct arena *a, const char *path, struct diags *d, struct err *e)
{
    if (fs_kind(path) == FS_FOLDER)
        return files_open_folder(a, path, e);
    if (str_eq_nocase(fs_suffix_of(str_of(path)), S(".xml")))
        return files_open_bare(a, path, e);
    return files_open_archive(a, path, d, e);
}
