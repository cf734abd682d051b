/* Names that are known: of manifests, and of what systems leave behind. */
#include "package/inside.h"

static const char *const manifests[] = { "imsmanifest.xml", "cmi5.xml", "tincan.xml" };
enum { NMANIFESTS = sizeof manifests / sizeof *manifests };

str package_name_of(str path)
{
    size_t n = path.n;
    while (n > 0 && path.p[n - 1] != '/')
        n--;
    return str_from(path, n);
}

bool package_is_manifest(str path)
{
    return str_eq(package_manifest_like(path), path);
}

str package_manifest_like(str path)
{
    for (size_t i = 0; i < NMANIFESTS; i++)
        if (str_eq_nocase(package_name_of(path), str_of(manifests[i])))
            return str_of(manifests[i]);
    return S("");
}

bool package_is_junk(str path)
{
    static const char *const names[] = { ".DS_Store", "Thumbs.db", "desktop.ini", ".gitignore",
                                         ".gitattributes", ".Spotlight-V100", ".Trashes" };
    static const char *const folders[] = { "__MACOSX", ".git", ".svn" };
    str name = package_name_of(path);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_nocase(name, str_of(names[i])))
            return true;
    for (str rest = path; rest.p;) {
        str part = str_cut(&rest, '/');
        for (size_t i = 0; rest.p && i < sizeof folders / sizeof *folders; i++)
            if (str_eq(part, str_of(folders[i])))
                return true;
    }
    return str_starts(name, S("._")) || str_starts(name, S("~$"));
}
