/*
 * Resources and the files they name: does each reference lead to a file of the
 * package, and is each file of the package named?
 */
#include <string.h>

#include "base/fs.h"
#include "package/scorm.h"

struct looking {
    struct scorm *s;
    struct names listed;                  /* paths that a resource names */
    struct names missing;                 /* paths that were found missing: once each */
    struct names launched;                /* ids of resources that items refer to */
};

/* ------------------------------------------------------------ one reference */

static bool has(str s, const char *sign)
{
    return str_find(s, str_of(sign)) < s.n;
}

/* Signs that an address cannot hold (RFC 3986 2): blanks, what is not ASCII ... */
static bool has_raw(str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c <= ' ' || c >= 0x7f || strchr("<>\"{}|^`", c))
            return true;
    }
    return false;
}

static bool has_bad_percent(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '%' && !(i + 2 < s.n && memchr("0123456789abcdefABCDEF", s.p[i + 1], 22)
                               && memchr("0123456789abcdefABCDEF", s.p[i + 2], 22)))
            return true;
    return false;
}

static bool is_drive(str s)
{
    return s.n > 1 && s.p[1] == ':';
}

static bool is_on_disk(str href)
{
    return is_drive(href) || str_eq_nocase(str_head(href, href.n < 5 ? href.n : 5), S("file:"));
}

/* False: it names no file of the package, and that was said. */
static bool check_form(struct looking *l, const struct xml_attr *a, str base)
{
    struct scorm *s = l->s;
    str href = xml_attr_value(a), path;
    struct place at = xml_attr_place(a);
    if (href.n == 0)
        FIND(s, E1229, at, "The reference is empty.");
    else if (has(href, "\\")) {
        FIND(s, E1231, at, "\"%s\" has a backslash; an address has \"/\".", SHOWN(s, href));
        str slashed = package_with_slashes(s->arena, href);
        if (package_resolve(s->arena, base, slashed, &path)) {
            names_put(&l->listed, path, 0);
            scorm_mend_value(s, &package_rule_E1231, a, slashed);
        }
    } else if (is_on_disk(href) || (str_starts(href, S("/")) && !str_starts(href, S("//"))))
        FIND(s, E1232, at, "\"%s\" leads to a place outside of the package, on the disk or the "
             "server it happens to be on.", SHOWN(s, href));
    else if (has_bad_percent(href))
        FIND(s, W1235, at, "In \"%s\" a \"%%\" is not followed by two hexadecimal digits.",
             SHOWN(s, href));
    else
        return true;
    return false;
}

static void check_missing(struct looking *l, const struct xml_attr *a, str path)
{
    struct scorm *s = l->s;
    str href = xml_attr_value(a);
    struct place at = xml_attr_place(a);
    const struct package_file *like = files_find_loosely(s->p->files, path);
    if (s->p->files->is_bare || files_find(s->p->files, path)
        || names_put(&l->missing, path, 0) != NAMES_NONE)
        return;
    if (like) {
        names_put(&l->listed, like->path, 0);
        FIND(s, E1230, at, "\"%s\" is spelt \"%s\" in the package; upper and lower case count.",
             SHOWN(s, href), SHOWN(s, like->path));
        if (href.n <= like->path.n && !has(href, "%"))
            scorm_mend_value(s, &package_rule_E1230, a,
                             str_from(like->path, like->path.n - href.n));
    } else {
        FIND(s, E1229, at, "There is no file \"%s\" in the package.", SHOWN(s, path));
    }
}

/* A file the manifest names, from a base. */
static void check_reference(struct looking *l, str base, const struct xml_attr *a, bool is_file)
{
    struct scorm *s = l->s;
    str href = xml_attr_value(a), path;
    struct place at = xml_attr_place(a);
    if (!check_form(l, a, base) || package_is_address(href) || package_is_address(base))
        return;
    if (!package_resolve(s->arena, base, href, &path)) {
        FIND(s, E1233, at, "\"%s\" leads out of the package.", SHOWN(s, href));
        return;
    }
    names_put(&l->listed, path, 0);
    if (has_raw(href)) {
        FIND(s, W1234, at, "\"%s\" holds signs that an address cannot hold as they are.",
             SHOWN(s, href));
        if (!has(href, "%") && !has(href, "?") && !has(href, "#"))
            scorm_mend_value(s, &package_rule_W1234, a, scorm_address(s, href));
    }
    if (is_file && (has(href, "?") || has(href, "#")))
        FIND(s, W1236, at, "\"%s\" has a query or a fragment; a file has none.", SHOWN(s, href));
    check_missing(l, a, path);
}

/* ------------------------------------------------------------ one resource */

static bool is_launched(const struct looking *l, const struct package_resource *r)
{
    return names_find(&l->launched, r->id) != NAMES_NONE;
}

static void check_scormtype(struct looking *l, const struct package_resource *r)
{
    struct scorm *s = l->s;
    const struct xml_attr *a = scorm_scormtype(r->node);
    const char *right = is_12(s) ? "scormtype" : "scormType";
    if (!a) {
        if (!is_12(s) || is_launched(l, r))
            FIND(s, E1241, xml_place(r->node), "The resource \"%s\" does not say whether it is "
                 "\"sco\" or \"asset\": adlcp:%s is missing.", SHOWN(s, r->id), right);
        return;
    }
    str name = xml_attr_name(a);
    if (scorm_attr_space(s->edition, a) == SPACE_NONE)
        scorm_mend_name(s, &package_rule_E1244, a, right);
    if (!str_ends(name, str_of(right))) {
        FIND(s, E1243, xml_attr_place(a), "In %s the attribute is called adlcp:%s; %s is another.",
             package_kind_name(s->p->kind), right, SHOWN(s, name));
        scorm_mend_name(s, &package_rule_E1243, a, right);
    }
    if (str_eq(r->scorm_type, S("sco")) || str_eq(r->scorm_type, S("asset")))
        return;
    FIND(s, E1242, xml_attr_place(a), "adlcp:%s is \"%s\"; it must be \"sco\" or \"asset\", in "
         "lower case.", right, SHOWN(s, r->scorm_type));
    str type = str_trim(r->scorm_type);
    if (str_eq_nocase(type, S("sco")) || str_eq_nocase(type, S("asset")))
        scorm_mend_value(s, &package_rule_E1242, a, type.n == 3 ? S("sco") : S("asset"));
}

static void check_own_file(struct looking *l, const struct package_resource *r)
{
    struct scorm *s = l->s;
    if (r->path.n == 0)
        return;
    for (size_t i = 0; i < r->files.n; i++)
        if (str_eq(r->files.v[i].path, r->path))
            return;
    if (is_12(s))
        FIND(s, W1240, xml_place(r->node), "The resource \"%s\" lists no <file> for its own href "
             "\"%s\".", SHOWN(s, r->id), SHOWN(s, r->href));
    else
        FIND(s, E1340, xml_place(r->node), "The resource \"%s\" lists no <file> for its own href "
             "\"%s\".", SHOWN(s, r->id), SHOWN(s, r->href));
    if (files_find(s->p->files, r->path))
        scorm_mend_files(s, is_12(s) ? &package_rule_W1240 : &package_rule_E1340, r, &r->path, 1);
}

static void check_launch_address(struct looking *l, const struct package_resource *r)
{
    struct scorm *s = l->s;
    struct place at = scorm_attr_place(r->node, "href");
    if (r->href.n == 0 || !is_launched(l, r))
        return;
    if (!str_eq(r->type, S("webcontent")) && r->type.n > 0)
        FIND(s, W1245, scorm_attr_place(r->node, "type"), "The type of the resource \"%s\" is \"%s\"; "
             "what is launched is \"webcontent\".", SHOWN(s, r->id), SHOWN(s, r->type));
    if (package_is_address(r->href) && !is_on_disk(r->href))
        FIND(s, W1237, at, "\"%s\" is launched from elsewhere.", SHOWN(s, r->href));
    else if (r->path.n > 0 && fs_suffix_of(r->path).n == 0 && !is_12(s))
        FIND(s, W1369, at, "\"%s\" has no extension that says what it is.", SHOWN(s, r->href));
}

static void check_resource(struct looking *l, const struct package_resource *r)
{
    const struct xml_attr *href = scorm_attr(r->node, "href");
    check_scormtype(l, r);
    const struct xml_node *f = scorm_child(l->s->edition, r->node, SPACE_CP, "file");
    if (href)
        check_reference(l, r->base, href, false);
    for (; f; f = scorm_next(l->s->edition, f, SPACE_CP, "file")) {
        const struct xml_attr *a = scorm_attr(f, "href");
        if (a)
            check_reference(l, r->base, a, true);
    }
    check_own_file(l, r);
    check_launch_address(l, r);
}

/* ------------------------------------------------------------ xml:base */

/* CAM 3.4.1 REQ 30.3: no backslash, no "/" in front, one at the end. */
static void check_bases(struct scorm *s, const struct xml_node *n)
{
    for (const struct xml_attr *a = xml_attrs(n); a; a = xml_attr_next(a)) {
        str base = xml_attr_value(a);
        if (!str_eq(xml_attr_name(a), S("xml:base")) || base.n == 0)
            continue;
        if (has(base, "\\") || (str_starts(base, S("/")) && !str_starts(base, S("//")))
            || is_on_disk(base))
            FIND(s, E1246, xml_attr_place(a), "xml:base=\"%s\" must be a path inside the package, "
                 "with \"/\" and none in front.", SHOWN(s, base));
        else if (!str_ends(base, S("/"))) {
            FIND(s, W1247, xml_attr_place(a), "xml:base=\"%s\" does not end in \"/\": by the rules "
                 "of addresses its last part does not count.", SHOWN(s, base));
            scorm_mend_value(s, &package_rule_W1247, a, str_cat(s->arena, base, S("/")));
        }
    }
    for (const struct xml_node *c = xml_child(n, NULL); c; c = xml_next(c, NULL)) {
        str name = xml_name(c);
        if (str_eq(name, S("resources")) || str_eq(name, S("resource"))
            || str_eq(name, S("manifest")))
            check_bases(s, c);
    }
}

/* ------------------------------------------------------------ files nobody names */

/* The manifest, control documents, and what has a rule of its own. */
static bool needs_no_listing(const struct scorm *s, str path)
{
    str suffix = fs_suffix_of(path);
    return str_eq(path, s->p->manifest) || str_eq_nocase(suffix, S(".xsd"))
           || str_eq_nocase(suffix, S(".dtd")) || package_is_junk(path)
           || package_is_manifest(path) || names_find(&s->located, path) != NAMES_NONE;
}

static void check_unlisted(struct looking *l)
{
    struct scorm *s = l->s;
    const struct xml_node *at = scorm_child(s->edition, s->root, SPACE_CP, "resources");
    VEC(str) all = { 0 };
    for (size_t i = 0; i < s->p->files->list.n; i++) {
        str path = s->p->files->list.v[i].path;
        if (!needs_no_listing(s, path) && names_find(&l->listed, path) == NAMES_NONE)
            *vec_push(s->arena, &all) = path;
    }
    if (all.n == 0 || !at || !s->p->is_whole)
        return;
    str first = all.v[0];
    for (size_t i = 0; i < s->p->resources.n; i++)
        if (is_launched(l, &s->p->resources.v[i])) {
            scorm_mend_files(s, &package_rule_W1239, &s->p->resources.v[i], all.v, all.n);
            break;
        }
    if (all.n == 1)
        FIND(s, W1239, xml_place(at), "The file \"%s\" is in the package and in no <file>.",
             SHOWN(s, first));
    else
        FIND(s, W1239, xml_place(at), "%zu files are in the package and in no <file>, the first "
             "is \"%s\".", all.n, SHOWN(s, first));
}

void scorm_check_files(struct scorm *s)
{
    struct looking l = { .s = s, .listed.arena = s->arena, .missing.arena = s->arena,
                         .launched.arena = s->arena };
    for (size_t i = 0; i < s->p->organizations.n; i++) {
        struct package_item *top = s->p->organizations.v[i], *item = top;
        while ((item = package_item_next(top, item)) != NULL)
            names_put(&l.launched, item->resource, 0);
    }
    check_bases(s, s->root);
    for (size_t i = 0; i < s->p->resources.n; i++)
        check_resource(&l, &s->p->resources.v[i]);
    check_unlisted(&l);
}
