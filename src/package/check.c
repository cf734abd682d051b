/* What is wrong with a package of any kind; the rest is its standard's. */
#include "base/fs.h"
#include "package/inside.h"

struct place package_place(const struct package *p, str path)
{
    return (struct place){ .file = files_place(p->files, p->arena, path) };
}

/* ------------------------------------------------------------ where is the manifest? */

static size_t depth_of(str path)
{
    size_t n = 0;
    for (size_t i = 0; i < path.n; i++)
        n += path.p[i] == '/';
    return n;
}

static bool is_like_manifest(str path)
{
    return package_manifest_like(path).n > 0 && !package_is_junk(path);
}

str package_nearest_manifest(const struct package *p)
{
    str best = S("");
    for (size_t i = 0; i < p->files->list.n; i++) {
        str path = p->files->list.v[i].path;
        if (is_like_manifest(path) && (best.n == 0 || depth_of(path) < depth_of(best)))
            best = path;
    }
    return best;
}

/* Archives too, of something else; the words end a sentence. */
static const struct { const char *file, *is; } others[] = {
    { "word/document.xml", "it is a document of Word" },
    { "ppt/presentation.xml", "it is a presentation of PowerPoint" },
    { "xl/workbook.xml", "it is a workbook of Excel" },
    { "META-INF/container.xml", "it is a book (EPUB)" },
    { "META-INF/manifest.xml", "it is a document of OpenOffice or LibreOffice" },
    { "h5p.json", "it is content of H5P, which platforms take as such" },
    { "moodle_backup.xml", "it is a backup of a course of Moodle, which restores it" },
    { "course.xml", "it is a course of etalon that was not packed yet" },
};

static const char *what_it_is(const struct package *p)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (files_find(p->files, str_of(others[i].file)))
            return others[i].is;
    for (size_t i = 0; i < p->files->list.n; i++)
        if (str_eq_nocase(fs_suffix_of(p->files->list.v[i].path), S(".zip")))
            return str_format(p->arena, "the package may be \"%s\" inside: take it out",
                              package_shown(p->arena, p->files->list.v[i].path)).p;
    return "neither imsmanifest.xml nor cmi5.xml nor tincan.xml";
}

static void say_no_manifest(struct package *p, struct diags *d)
{
    str best = package_nearest_manifest(p);
    const char *shown = package_shown(p->arena, best);
    if (best.n == 0)
        diag_add(d, &package_rule_E1101, package_place(p, S("")), "There is no manifest in it: "
                 "%s.", what_it_is(p));
    else if (depth_of(best) > 0)
        diag_add(d, &package_rule_E1102, package_place(p, best), "The manifest is \"%s\"; it has "
                 "to lie at the top of the package.", shown);
    else
        diag_add(d, &package_rule_E1103, package_place(p, best), "The manifest is called \"%s\"; "
                 "its name is in lower case.", shown);
}

/* ------------------------------------------------------------ what else is there */

static void check_others(struct package *p, struct diags *d)
{
    for (size_t i = 0; i < p->files->list.n; i++) {
        str path = p->files->list.v[i].path;
        if (!is_like_manifest(path) || str_eq(path, p->manifest))
            continue;
        if (package_is_manifest(path) && p->manifest.n > 0)
            diag_add(d, &package_rule_W1521, package_place(p, path), "There is %s beside %s, which "
                     "is looked at here (cmi5 14.1).", package_shown(p->arena, path),
                     package_shown(p->arena, p->manifest));
        else if (depth_of(path) > 0)
            diag_add(d, &package_rule_N1104, package_place(p, path), "Another manifest lies in "
                     "\"%s\"; platforms read only the one at the top.",
                     package_shown(p->arena, path));
    }
}

static void check_junk(struct package *p, struct diags *d)
{
    size_t count = 0;
    str first = S("");
    for (size_t i = 0; i < p->files->list.n; i++) {
        str path = p->files->list.v[i].path;
        if (package_is_junk(path))
            first = count++ ? first : path;
    }
    if (count > 0)
        diag_add(d, &package_rule_W1130, package_place(p, first), count == 1
                 ? "\"%s\" is of the system the package was made on, not of the course."
                 : "\"%s\" is of the system the package was made on, not of the course, and so are "
                 "%zu more files.", package_shown(p->arena, first), count - 1);
}

/* In its manifest; there may be findings of other packages. */
static bool is_found(const struct package *p, const struct diags *d, const struct rule *rule)
{
    for (size_t i = 0; i < d->list.n; i++)
        if (d->list.v[i].rule == rule && str_eq(d->list.v[i].at.file, p->manifest_place))
            return true;
    return false;
}

/* By a mark in front or by what the first line says. */
static void check_encoding(struct package *p, struct diags *d)
{
    str head = package_source(p), said;
    bool wide = head.n > 1 && ((unsigned char)head.p[0] >= 0xfe || head.p[0] == 0 || head.p[1] == 0);
    head = str_head(head, str_find(str_head(head, head.n < 200 ? head.n : 200), S("?>")));
    said = str_from(head, str_find(head, S("encoding=")));
    said = said.n > 10 ? str_from(said, 10) : S("UTF-8");
    size_t n = 0;
    while (n < said.n && said.p[n] != '"' && said.p[n] != '\'')
        n++;
    said = str_head(said, n);
    if (wide || !(str_eq_nocase(said, S("UTF-8")) || str_eq_nocase(said, S("US-ASCII"))))
        diag_add(d, &package_rule_N1122, package_place(p, p->manifest), "The manifest is in %s.",
                 wide ? "UTF-16" : package_shown(p->arena, said));
}

bool package_check(struct package *p, const struct package_how *how, struct diags *d,
                   struct err *e)
{
    (void)e;
    if (!p->reader) {
        say_no_manifest(p, d);
        return true;
    }
    check_others(p, d);
    check_junk(p, d);
    if (p->xml && xml_root(p->xml) && !is_found(p, d, &package_rule_E1112))
        check_encoding(p, d);
    if (p->reader->check)
        p->reader->check(p, how, d);
    return true;
}
