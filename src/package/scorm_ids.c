/* Identifiers, and what refers to them. */
#include "package/graph.h"
#include "package/scorm.h"

/* ------------------------------------------------------------ identifiers */

struct ids { struct scorm *s; struct names seen; VEC(struct place) places; struct names submanifests; int renamed; };

/* NCName: what an xsd:ID may be. Letters beyond ASCII pass. */
static bool is_ncname(str id)
{
    for (size_t i = 0; i < id.n; i++) {
        unsigned char c = (unsigned char)id.p[i], small = c | 0x20;
        bool letter = (small >= 'a' && small <= 'z') || c == '_' || c >= 0x80;
        if (!letter && !(i > 0 && ((c >= '0' && c <= '9') || c == '-' || c == '.')))
            return false;
    }
    return id.n > 0;
}

static bool is_referred_to(const struct package *p, str id)
{
    for (size_t i = 0; i < p->resources.n; i++)
        for (size_t j = 0; j < p->resources.v[i].dependencies.n; j++)
            if (str_eq(p->resources.v[i].dependencies.v[j].name, id))
                return true;
    for (size_t i = 0; i < p->organizations.n; i++) {
        struct package_item *top = p->organizations.v[i], *item = top;
        while ((item = package_item_next(top, item)) != NULL)
            if (str_eq(item->resource, id))
                return true;
    }
    return false;
}

/* Of a resource that nobody refers to, one of the two can be called otherwise. */
static void say_twice(struct ids *k, const struct xml_node *n, const struct xml_attr *a,
                      struct place before)
{
    struct scorm *s = k->s;
    str id = str_trim(xml_attr_value(a));
    FIND(s, E1217, xml_attr_place(a), "The identifier \"%s\" is that of another element too, in "
         "line %d.", SHOWN(s, id), before.line);
    s->work += 100000;
    if (is_tired(s) || !str_eq(xml_name(n), S("resource")) || is_referred_to(s->p, id))
        return;
    scorm_mend_value(s, &package_rule_E1217, a,
                     str_format(s->arena, STR_FMT "-again-%d", STR_ARG(id), ++k->renamed));
}

static void take_id(struct ids *k, const struct xml_node *n, const struct xml_attr *a)
{
    struct scorm *s = k->s;
    str id = str_trim(xml_attr_value(a));
    struct place at = xml_attr_place(a);
    if (!is_ncname(id))
        FIND(s, E1216, at, id.n ? "\"%s\" is no identifier: it begins with a letter or \"_\" and "
             "has letters, digits, \"-\", \"_\" and \".\" only." : "An identifier is empty.%s",
             SHOWN(s, id));
    if (id.n == 0)
        return;
    ptrdiff_t before = names_put(&k->seen, id, k->places.n);
    if (before == NAMES_NONE)
        *vec_push(s->arena, &k->places) = at;
    else
        say_twice(k, n, a, k->places.v[before]);
}

static void take_ids(struct ids *k, const struct xml_node *n)
{
    unsigned edition = k->s->edition;
    enum space space = scorm_space_of(edition, n);
    const struct xml_attr *id = space == SPACE_CP ? scorm_attr(n, "identifier")
                                : space == SPACE_SS ? scorm_attr(n, "ID") : NULL;
    if (id)
        take_id(k, n, id);
    if (id && str_eq(xml_name(n), S("manifest")))
        names_put(&k->submanifests, str_trim(xml_attr_value(id)), 0);
    if (space >= SPACE_LOM)
        return;
    for (const struct xml_node *c = xml_child(n, NULL); c; c = xml_next(c, NULL))
        take_ids(k, c);
}

/* ------------------------------------------------------------ references */

static void check_default(struct scorm *s)
{
    const struct xml_node *all = scorm_child(s->edition, s->root, SPACE_CP, "organizations");
    const struct package *p = s->p;
    str wanted = p->default_organization;
    if (!all)
        return;
    if (p->organizations.n == 0 && p->is_whole)
        FIND(s, W1223, xml_place(all), "There is no <organization>, so nothing can be launched.");
    for (size_t i = 0; i < p->organizations.n; i++)
        if (str_eq(p->organizations.v[i]->id, wanted))
            return;
    const struct xml_attr *a = scorm_attr(all, "default");
    if (wanted.n > 0 && p->is_whole) {
        FIND(s, E1221, xml_attr_place(a), "The default organization \"%s\" is not in the "
             "manifest.", SHOWN(s, wanted));
        if (p->organizations.n == 1)
            scorm_mend_value(s, &package_rule_E1221, a, p->organizations.v[0]->id);
    } else if (wanted.n == 0 && p->organizations.n > 1)
        FIND(s, W1222, xml_place(all), "There are %zu organizations and none is the default.",
             p->organizations.n);
}

static void check_identifierref(struct ids *k, const struct package_item *item)
{
    struct scorm *s = k->s;
    const struct package_resource *r = package_resource_find(s->p, item->resource);
    if (item->resource.n == 0 || names_find(&k->submanifests, item->resource) != NAMES_NONE)
        return;
    struct place at = scorm_attr_place(item->node, "identifierref");
    if (!r && s->p->is_whole)
        FIND(s, E1218, at, "There is no resource \"%s\".", SHOWN(s, item->resource));
    else if (r && r->href.n == 0)
        FIND(s, E1228, at, "The resource \"%s\" has no href, so the item cannot be launched.",
             SHOWN(s, item->resource));
}

static void check_dependencies(struct ids *k)
{
    struct scorm *s = k->s;
    const struct package *p = s->p;
    edges all = { 0 };
    size_t *next;
    for (size_t i = 0; i < p->resources.n; i++)
        for (size_t j = 0; j < p->resources.v[i].dependencies.n; j++) {
            const struct package_ref *ref = &p->resources.v[i].dependencies.v[j];
            ptrdiff_t to = names_find(&p->resource_ids, ref->name);
            if (to != NAMES_NONE)
                *vec_push(s->arena, &all) = (struct edge){ i, (size_t)to };
            else if (p->is_whole && ref->name.n > 0)
                FIND(s, E1219, ref->at, "There is no resource \"%s\" to depend on.",
                     SHOWN(s, ref->name));
        }
    ptrdiff_t at = graph_circle(s->arena, p->resources.n, &all, &next);
    if (at == GRAPH_NONE)
        return;
    const struct package_resource *r = &p->resources.v[at], *to = &p->resources.v[next[at]];
    FIND(s, W1220, r->at, r == to ? "The resource \"%s\" depends on itself.%s"
         : "The resource \"%s\" depends on \"%s\", which depends on it again.", SHOWN(s, r->id),
         r == to ? "" : SHOWN(s, to->id));
}

void scorm_check_ids(struct scorm *s)
{
    struct ids k = { .s = s, .seen.arena = s->arena, .submanifests.arena = s->arena };
    take_ids(&k, s->root);
    check_default(s);
    for (size_t i = 0; i < s->p->organizations.n; i++) {
        struct package_item *top = s->p->organizations.v[i], *item = top;
        while ((item = package_item_next(top, item)) != NULL)
            check_identifierref(&k, item);
    }
    check_dependencies(&k);
}
