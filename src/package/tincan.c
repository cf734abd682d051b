/*
 * xAPI packages as Rustici Software made them: tincan.xml (its tincan.xsd), one
 * activity or more, those with a launch are opened.
 */
#include "package/inside.h"

#include "package/address.h"

#define NAMESPACE S("http://projecttincan.com/tincan.xsd")

static bool recognise(struct package *p, struct diags *d)
{
    return package_manifest(p, S("tincan.xml"), d) != NULL || str_eq(p->manifest, S("tincan.xml"));
}

/* ---------------------------------------------------------- the reader */

static void read_texts(struct package *p, const struct xml_node *activity, const char *name,
                       package_texts *to)
{
    for (const struct xml_node *n = xml_child(activity, name); n; n = xml_next(n, name)) {
        str lang = package_attr(p, n, "lang");
        package_add_text(p, to, lang, str_trim(xml_text(p->arena, n)));
        if (lang.n > 0)
            package_add_language(p, lang);
    }
}

static void read_activity(struct package *p, const struct xml_node *n, struct package_item *top)
{
    const struct xml_node *launch = xml_child(n, "launch");
    struct package_item *item = package_add_item(p, top);
    item->id = package_attr(p, n, "id");
    item->type = S("activity");
    item->at = xml_place(n);
    item->href = launch ? str_trim(xml_text(p->arena, launch)) : S("");
    read_texts(p, n, "name", &item->titles);
    read_texts(p, n, "description", &item->descriptions);
    item->title = item->titles.n ? item->titles.v[0].text : S("");
}

static const struct xml_node *first_activity(const struct package *p)
{
    const struct xml_node *root = p->xml ? xml_root(p->xml) : NULL;
    const struct xml_node *list = root ? xml_child(root, "activities") : NULL;
    return list ? xml_child(list, "activity") : NULL;
}

static void read_package(struct package *p, struct diags *d)
{
    (void)d;
    const struct xml_node *first = first_activity(p);
    if (!first)
        return;
    struct package_item *top = package_add_item(p, NULL);
    top->type = S("organization");
    top->at = xml_place(first);
    for (const struct xml_node *n = first; n; n = xml_next(n, "activity"))
        read_activity(p, n, top);
    p->id = top->first->id;
    p->title = top->title = top->first->title;
    p->titles = top->first->titles;
    p->descriptions = top->first->descriptions;
}

/* -------------------------------------------------------------- checks */

static void check_launch(struct package *p, const struct package_item *item, struct diags *d)
{
    str path;
    if (package_is_address(item->href) || p->files->is_bare)
        return;
    if (!package_resolve(p->arena, S(""), item->href, &path) || !files_find(p->files, path))
        diag_add(d, &package_rule_E1604, item->at,
                 "There is no file \"%s\" in the package to launch.",
                 package_shown(p->arena, item->href));
}

static bool check_activity(struct package *p, const struct package_item *item, struct diags *d)
{
    if (!address_is_iri(item->id))
        diag_add(d, &package_rule_E1602, item->at,
                 "The id \"%s\" of the activity is not a full IRI (xAPI 2.4.4.1).",
                 package_shown(p->arena, item->id));
    if (item->title.n == 0)
        diag_add(d, &package_rule_W1605, item->at, "The activity has no name.");
    if (item->href.n > 0)
        check_launch(p, item, d);
    return item->href.n > 0;
}

static void check(struct package *p, const struct package_how *how, struct diags *d)
{
    (void)how;
    const struct xml_node *root = p->xml ? xml_root(p->xml) : NULL;
    bool any = false;
    if (!root)
        return;
    if (!str_eq(xml_name(root), S("tincan")) || !str_eq(xml_namespace(root), NAMESPACE))
        diag_add(d, &package_rule_E1601, xml_place(root),
                 "The root is <%s>; it must be <tincan> of " STR_FMT ".",
                 package_shown(p->arena, xml_name(root)), STR_ARG(NAMESPACE));
    for (size_t i = 0; i < p->organizations.n; i++)
        for (const struct package_item *a = p->organizations.v[i]->first; a; a = a->next)
            any = check_activity(p, a, d) || any;
    if (!any)
        diag_add(d, &package_rule_E1603, xml_place(root), "No activity has a <launch>.");
}

extern const struct package_reader package_reader_tincan;

const struct package_reader package_reader_tincan = {
    .kind = PACKAGE_TINCAN,
    .recognise = recognise,
    .read = read_package,
    .check = check,
};
