#include "cli/side.h"

#include "base/fs.h"
#include "package/contents.h"
#include "pack/pack.h"

static bool is_course(struct run *r, const char *path)
{
    str file = fs_join(r->arena, str_of(path), S("course.xml"));
    return fs_kind(path) == FS_FOLDER ? fs_kind(file.p) == FS_FILE
                                      : str_ends(str_of(path), S(".xml")) && !package_is_at(path);
}

bool side_open(struct run *r, const char *path, struct side *s)
{
    struct diags ignored = { .arena = r->arena, .limit = 100 };
    *s = (struct side){ .path = path, .bundle = { .arena = r->arena } };
    if (is_course(r, path))
        return true;
    s->package = package_open(r->arena, path, &ignored, &r->err);
    if (!s->package)
        return false;
    return s->package->kind != PACKAGE_UNKNOWN
           || err_set(&r->err, ERR_INPUT, "%s is no learning package and no course", path);
}

void side_close(struct side *s)
{
    package_close(s->package);
}

/* ------------------------------------------------------------ a course */

static str target_of(const struct package *other)
{
    switch (other ? other->kind : PACKAGE_UNKNOWN) {
    case PACKAGE_SCORM2004:
        return str_find(other->edition, S("4th")) < other->edition.n ? S("scorm2004-4")
                                                                     : S("scorm2004-3");
    case PACKAGE_CMI5:
        return S("cmi5");
    case PACKAGE_WEB:
        return S("web");
    default:
        return S("scorm12");
    }
}

static bool load(struct run *r, const char *path, const struct contents *other,
                 struct pack_how *how)
{
    VEC(const struct course *) editions = { 0 };
    struct course_schema *schema = course_schema_open(&r->err);
    size_t n = other && other->languages.n > 0 ? other->languages.n : 1;
    for (size_t i = 0; schema && i < n && r->err.kind == ERR_NONE; i++) {
        str lang = other && other->languages.n > 0 ? other->languages.v[i] : S("");
        struct languages there = course_languages(r->arena, path);
        bool has = false;
        for (size_t k = 0; k < there.n; k++)
            has = has || str_eq_nocase(there.v[k], lang);
        if (i > 0 && !has)
            continue;
        const struct course *c = course_load_in(r->arena, schema, path, has ? lang : S(""),
                                                &r->diags, &r->err);
        if (c)
            *vec_push(r->arena, &editions) = c;
    }
    course_schema_close(schema);
    how->editions = (struct editions){ editions.v, editions.n };
    return r->err.kind == ERR_NONE && editions.n > 0;
}

bool side_pack(struct run *r, struct side *s, const struct package *other)
{
    struct pack_how how = { 0 };
    struct diags ignored = { .arena = r->arena, .limit = 100 };
    const struct contents *contents = other ? contents_read(r->arena, other) : NULL;
    if (s->package)
        return true;
    if (!load(r, s->path, contents, &how))
        return false;
    how.theme = theme_of_course(r->arena, how.editions.v[0], &r->diags, &r->err);
    if (r->err.kind != ERR_NONE)
        return false;
    if (!diag_clean(&r->diags))
        return err_set(&r->err, ERR_FOUND, "%s has mistakes; nothing was compared", s->path);
    r->diags = (struct diags){ .arena = r->arena };
    if (!pack_course(how.editions.v[0], target_named(target_of(other)), &how, &s->bundle, &r->diags,
                     &r->err))
        return r->err.kind != ERR_NONE
                   ? false : err_set(&r->err, ERR_FOUND, "%s cannot be packed", s->path);
    s->package = package_of_bundle(r->arena, &s->bundle, str_of(s->path), &ignored, &r->err);
    return s->package != NULL;
}
