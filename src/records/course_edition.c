/*
 * Two ways in, a package and a course, and one list of activities; the first of two
 * with one ident stays.
 */
#include "records/course_edition.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fs.h"
#include "course/course.h"
#include "crypto/sha256.h"
#include "package/contents.h"

enum { ACTIVITIES_MOST = 20000 };

/* The index of the activity, made when there is none of the ident. */
static size_t add(struct course_edition *x, struct edition_activity a)
{
    for (size_t i = 0; i < x->activities.n; i++)
        if (str_eq(x->activities.v[i].ident, a.ident))
            return i;
    *vec_push(x->arena, &x->activities) = a;
    return x->activities.n - 1;
}

static void add_language(struct course_edition *x, str lang)
{
    str rest = x->languages;
    while (rest.p && rest.n)
        if (str_eq_nocase(str_trim(str_cut(&rest, ',')), lang))
            return;
    if (lang.n)
        x->languages = str_cat(x->arena, x->languages, x->languages.n ? S(", ") : S(""), lang);
}

/* --- digests -------------------------------------------------------------------- */

static bool digest_file(struct arena *a, const char *path, str *hex, struct err *e)
{
    struct sha256 sum;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return err_system(e, "%s cannot be read", path);
    bool ok = sha256_of_open(fd, path, &sum, e);
    close(fd);
    if (ok)
        *hex = sha256_hex(a, sum);
    return ok;
}

/* Of a folder: the digest of the names and digests of its files. */
static bool digest_folder(struct arena *a, str folder, str *hex, struct err *e)
{
    str *paths;
    size_t n;
    struct buf all = buf_new(a);
    if (!fs_list(a, folder.p, &paths, &n, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        str one;
        if (!digest_file(a, fs_join(a, folder, paths[i]).p, &one, e))
            return false;
        buf_printf(&all, STR_FMT "  " STR_FMT "\n", STR_ARG(one), STR_ARG(paths[i]));
    }
    *hex = sha256_hex(a, sha256_of(buf_str(&all)));
    return true;
}

static bool digest(struct arena *a, const char *path, bool is_archive, str *hex, struct err *e)
{
    if (is_archive)
        return digest_file(a, path, hex, e);
    str folder = fs_kind(path) == FS_FOLDER ? str_dup(a, str_of(path))
                                            : fs_folder_of(a, str_of(path));
    return digest_folder(a, folder, hex, e);
}

/* --- a package -------------------------------------------------------------------- */

static const struct { const char *type, *kind; bool tracked; } types[] = {
    { "sco", "sco", true }, { "au", "au", true }, { "asset", "lesson", false },
    { "folder", "module", false }, { "block", "module", false },
};

static struct edition_activity activity_of(const struct package_item *item)
{
    struct edition_activity a = { .ident = item->id, .title = item->title, .kind = "lesson" };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_eq(item->type, str_of(types[i].type))) {
            a.kind = types[i].kind;
            a.counts = types[i].tracked && !str_eq(item->move_on, S("NotApplicable"));
        }
    return a;
}

/* What is asked for of a SCO is in points of 100, of an AU a share. */
static void see_mastery(struct course_edition *x, const struct package *p, const struct package_item *item,
                        bool *mixed)
{
    double points;
    if (!item->mastery.n || !str_real(item->mastery, &points))
        return;
    double share = p->kind == PACKAGE_SCORM12 || p->kind == PACKAGE_AICC ? points / 100 : points;
    if (!(share >= 0 && share <= 1))
        return;
    *mixed |= x->mastery >= 0 && (share < x->mastery || share > x->mastery);
    x->mastery = share;
}

static const struct package_item *default_organization(const struct package *p)
{
    for (size_t i = 0; i < p->organizations.n; i++)
        if (str_eq(p->organizations.v[i]->id, p->default_organization))
            return p->organizations.v[i];
    return p->organizations.n ? p->organizations.v[0] : NULL;
}

static size_t index_of(const struct course_edition *x, str ident)
{
    for (size_t i = 0; i < x->activities.n; i++)
        if (str_eq(x->activities.v[i].ident, ident))
            return i + 1;
    return 0;
}

static bool add_items(struct course_edition *x, const struct package *p, struct err *e)
{
    struct package_item *top = (struct package_item *)default_organization(p);
    bool mixed = false;
    for (struct package_item *i = top ? package_item_next(top, top) : NULL; i;
         i = package_item_next(top, i)) {
        if (!i->id.n)
            continue;
        if (x->activities.n >= ACTIVITIES_MOST)
            return err_set(e, ERR_INPUT, "a package with more than %d items is no course",
                           ACTIVITIES_MOST);
        struct edition_activity a = activity_of(i);
        a.parent = i->parent && i->parent != top ? index_of(x, i->parent->id) : 0;
        add(x, a);
        see_mastery(x, p, i, &mixed);
    }
    if (mixed)
        x->mastery = -1;
    return true;
}

static bool is_quiz(const struct contents *c, str page)
{
    for (size_t i = 0; i < c->quizzes.n; i++)
        if (str_eq(c->quizzes.v[i].id, page))
            return true;
    return false;
}

/* What stands in a package of ours: modules, pages and quizzes, for whoever tells of
 * them (xAPI); what platforms track are the items. */
static void add_contents(struct course_edition *x, const struct contents *c)
{
    x->code = c->id;
    x->label = c->version;
    x->title = c->title.n ? c->title : x->title;
    x->mastery = x->mastery >= 0 ? x->mastery : (double)c->pass / 100;
    for (size_t i = 0; i < c->languages.n; i++)
        add_language(x, c->languages.v[i]);
    size_t whole = c->is_split || x->activities.n != 1 ? 0 : 1;
    for (size_t i = 0; i < c->modules.n; i++)
        add(x, (struct edition_activity){ c->modules.v[i].id, c->modules.v[i].title, "module", whole, false });
    for (size_t i = 0; i < c->pages.n; i++)
        add(x, (struct edition_activity){ c->pages.v[i].id, c->pages.v[i].title,
                                          is_quiz(c, c->pages.v[i].id) ? "assessment" : "lesson",
                                          index_of(x, c->pages.v[i].module), false });
    for (size_t i = 0; i < c->quizzes.n; i++)
        add(x, (struct edition_activity){ c->quizzes.v[i].id, S(""), "assessment",
                                          index_of(x, c->quizzes.v[i].page), false });
}

static str standard_of(struct arena *a, const struct package *p)
{
    str name = str_of(package_kind_name(p->kind));
    bool said = !p->edition.n || str_find(name, p->edition) < name.n;
    if (!said && p->kind == PACKAGE_SCORM2004 && str_starts(p->edition, S("2004")))
        return str_cat(a, S("SCORM "), p->edition);
    return said ? str_dup(a, name) : str_cat(a, name, S(" "), p->edition);
}

static bool take_package(struct course_edition *x, const char *path, const struct package *p,
                         struct err *e)
{
    if (p->kind == PACKAGE_UNKNOWN)
        return err_set(e, ERR_INPUT, "%s is neither a course nor a learning package", path);
    const struct package_item *top = default_organization(p);
    x->code = x->manifest_id = p->id;
    x->title = p->title.n ? p->title : top ? top->title : S("");
    x->label = p->version;
    x->standard = standard_of(x->arena, p);
    for (size_t i = 0; i < p->languages.n; i++)
        add_language(x, p->languages.v[i]);
    if (!add_items(x, p, e))
        return false;
    const struct contents *c = contents_read(x->arena, p);
    if (c)
        add_contents(x, c);
    return digest(x->arena, path, p->files->is_archive, &x->sha256, e);
}

static bool read_package(struct course_edition *x, const char *path, struct diags *d, struct err *e)
{
    struct package *p = package_open(x->arena, path, d, e);
    bool ok = p && take_package(x, path, p, e);
    package_close(p);
    return ok;
}

/* --- a course ----------------------------------------------------------------------- */

static void add_quiz(struct course_edition *x, const struct quiz *q)
{
    size_t parent = q->lesson ? index_of(x, q->lesson->id) : q->module ? index_of(x, q->module->id) : 0;
    add(x, (struct edition_activity){ q->id, q->title, "assessment", parent, false });
}

/* As its packages will have it: platforms track the course, or every module and the final test. */
static void take_course(struct course_edition *x, const struct course *c)
{
    x->code = c->id;
    x->manifest_id = c->iri.n ? c->iri : c->id;
    x->title = c->title;
    x->label = c->version;
    x->standard = S("course");
    x->published_on = c->date;
    x->mastery = (double)c->pass_mark / 100;
    size_t whole = 0;
    if (!c->by_module)
        whole = 1 + add(x, (struct edition_activity){ str_cat(x->arena, c->id, S(".item")), c->title,
                                                      "sco", 0, true });
    for (size_t i = 0; i < c->modules.n; i++)
        add(x, (struct edition_activity){ c->modules.v[i]->id, c->modules.v[i]->title,
                                          c->by_module ? "sco" : "module", whole, c->by_module });
    if (c->by_module && c->quiz)
        add(x, (struct edition_activity){ c->quiz->id, c->quiz->title, "sco", 0, true });
    for (size_t i = 0; i < c->lessons.n; i++)
        add(x, (struct edition_activity){ c->lessons.v[i]->id, c->lessons.v[i]->title, "lesson",
                                          index_of(x, c->lessons.v[i]->module->id), false });
    for (size_t i = 0; i < c->quizzes.n; i++)
        if (c->quizzes.v[i]->id.n)
            add_quiz(x, c->quizzes.v[i]);
}

static bool read_course(struct course_edition *x, const char *path, struct diags *d, struct err *e)
{
    const struct course *c = course_load(x->arena, NULL, path, d, e);
    if (!c)
        return false;
    if (!diag_clean(d))
        return err_set(e, ERR_FOUND, "%s has mistakes and was not added; \"etalon check\" lists them",
                       path);
    take_course(x, c);
    add_language(x, c->lang);
    struct languages more = course_languages(x->arena, path);
    for (size_t i = 0; i < more.n; i++)
        add_language(x, more.v[i]);
    return digest(x->arena, path, false, &x->sha256, e);
}

static bool is_course(struct arena *a, const char *path)
{
    if (fs_kind(path) != FS_FOLDER)
        return str_ends(str_of(path), S(".xml")) && !package_is_at(path);
    return fs_kind(fs_join(a, str_of(path), S("course.xml")).p) == FS_FILE;
}

bool course_edition_read(struct arena *a, const char *path, struct course_edition *out, struct diags *d,
                  struct err *e)
{
    *out = (struct course_edition){ .arena = a, .mastery = -1 };
    return is_course(a, path) ? read_course(out, path, d, e) : read_package(out, path, d, e);
}
