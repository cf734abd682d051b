/* Where a course and its translations lie. */
#include "course/inside.h"
#include "intl/language.h"

str course_file(struct arena *a, const char *path)
{
    str p = str_of(path);
    while (p.n > 1 && str_ends(p, S("/")))
        p.n--;
    if (str_eq(p, S(".")))
        return S("course.xml");
    return fs_kind(path) == FS_FOLDER ? fs_join(a, p, S("course.xml")) : str_dup(a, p);
}

static str translations_of(struct arena *a, const char *path)
{
    return fs_join(a, fs_folder_of(a, course_file(a, path)), S("translations"));
}

str course_translation(struct arena *a, const char *path, str lang)
{
    return fs_join(a, translations_of(a, path), str_format(a, STR_FMT ".xlf", STR_ARG(lang)));
}

struct languages course_languages(struct arena *a, const char *path)
{
    struct languages out = { 0 };
    struct err ignored = { 0 };
    str folder = translations_of(a, path), *names;
    size_t n = 0;
    if (fs_kind(folder.p) != FS_FOLDER || !fs_names(a, folder.p, &names, &n, &ignored))
        return out;
    out.v = NEW_N(a, str, n);
    for (size_t i = 0; i < n; i++) {
        str lang = str_ends(names[i], S(".xlf")) ? str_head(names[i], names[i].n - 4) : S("");
        if (intl_language_is_valid(lang))
            out.v[out.n++] = str_dup(a, lang);
    }
    return out;
}
