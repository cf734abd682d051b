/* The tree that learners see: titles, what is launched, in which order. */
#include "package/graph.h"
#include "package/prerequisites.h"
#include "package/scorm.h"

static struct place place_of(const struct scorm *s, const struct xml_node *n, enum space space,
                             const char *name)
{
    const struct xml_node *c = scorm_child(s->edition, n, space, name);
    return xml_place(c ? c : n);
}

/* ------------------------------------------------------------ one item */

static void check_title(struct scorm *s, const struct package_item *item)
{
    const struct xml_node *n = scorm_child(s->edition, item->node, SPACE_CP, "title");
    const char *what = item->depth == 0 ? "organization" : "item";
    if (!n && !xml_is_cut(item->node))
        FIND(s, E1224, xml_place(item->node), "The %s \"%s\" has no <title>.", what,
             SHOWN(s, item->id));
    else if (n && item->title.n == 0)
        FIND(s, W1225, xml_place(n), "The title of the %s \"%s\" is empty.", what,
             SHOWN(s, item->id));
}

static void check_branch(struct scorm *s, const struct package_item *item)
{
    struct place at = xml_place(item->node);
    bool cut = xml_is_cut(item->node);
    if (item->depth == 0 && !item->first && !cut)
        FIND(s, W1227, at, "The organization \"%s\" has no item.", SHOWN(s, item->id));
    if (item->depth == 0)
        return;
    if (!item->first && item->resource.n == 0 && !cut && is_12(s))
        FIND(s, W1226, at, "The item \"%s\" has neither items in it nor a resource: there is "
             "nothing to launch.", SHOWN(s, item->id));
    else if (!item->first && item->resource.n == 0 && !cut)
        FIND(s, E1326, at, "The item \"%s\" has no items in it and no identifierref.",
             SHOWN(s, item->id));
    else if (item->first && item->resource.n > 0 && !is_12(s))
        FIND(s, E1327, scorm_attr_place(item->node, "identifierref"), "The item \"%s\" holds items and "
             "has an identifierref; only one of the two is possible.", SHOWN(s, item->id));
}

/* "?a=b&c=d", "a=b", "#here": CAM 3.4.1 of 2004; 1.2 says the same in words. */
static bool is_parameters(str p)
{
    for (size_t i = 0; i < p.n; i++)
        if ((unsigned char)p.p[i] <= ' ' || (unsigned char)p.p[i] >= 0x7f)
            return false;
    if (str_starts(p, S("#")))
        return true;
    if (str_starts(p, S("?")) || str_starts(p, S("&")))
        p = str_from(p, 1);
    return str_find(p, S("=")) < p.n;
}

static void check_parameters(struct scorm *s, const struct package_item *item)
{
    const struct xml_attr *a = scorm_attr(item->node, "parameters");
    if (a && item->parameters.n > 0 && !is_parameters(item->parameters))
        FIND(s, W1258, xml_attr_place(a), "\"%s\" are no parameters of an address.",
             SHOWN(s, item->parameters));
}

/* Only a SCO is told what it may take and how long. */
static void check_for_scos(struct scorm *s, const struct package_item *item)
{
    static const char *const names[] = { "maxtimeallowed", "timelimitaction", "datafromlms",
                                         "masteryscore", "timeLimitAction", "dataFromLMS" };
    const struct package_resource *r = package_resource_find(s->p, item->resource);
    const struct xml_node *n;
    if (item->depth == 0 || !(item->first ? !r : r && r->href.n > 0
                                                          && str_eq(r->scorm_type, S("asset"))))
        return;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if ((n = scorm_child(s->edition, item->node, SPACE_ADLCP, names[i])) != NULL)
            FIND(s, W1256, xml_place(n), "<%s> is meant for a SCO, and the item \"%s\" launches "
                 "none.", names[i], SHOWN(s, item->id));
}

/* HHHH:MM:SS.SS, two to four digits of hours. */
static bool is_timespan(str t)
{
    size_t colon = str_find(t, S(":"));
    if (colon < 2 || colon > 4 || t.n < colon + 6 || t.n > colon + 9 || t.p[colon + 3] != ':'
        || t.n == colon + 7 || (t.n > colon + 7 && t.p[colon + 6] != '.'))
        return false;
    for (size_t i = 0; i < t.n; i++)
        if (i != colon && i != colon + 3 && i != colon + 6 && (t.p[i] < '0' || t.p[i] > '9'))
            return false;
    return t.p[colon + 1] < '6' && t.p[colon + 4] < '6';
}

static void check_12(struct scorm *s, const struct package_item *item)
{
    double score;
    if (item->mastery.n > 0
        && !(str_real(item->mastery, &score) && score >= 0 && score <= 100))
        FIND(s, E1254, place_of(s, item->node, SPACE_ADLCP, "masteryscore"), "\"%s\" is no score "
             "from 0 to 100.", SHOWN(s, item->mastery));
    if (item->max_time.n > 0 && !is_timespan(item->max_time))
        FIND(s, E1255, place_of(s, item->node, SPACE_ADLCP, "maxtimeallowed"), "\"%s\" is no time "
             "as HHHH:MM:SS.SS.", SHOWN(s, item->max_time));
    if (item->time_limit_action.n > 0 && item->max_time.n == 0)
        FIND(s, W1257, place_of(s, item->node, SPACE_ADLCP, "timelimitaction"), "There is no "
             "<adlcp:maxtimeallowed> after which \"%s\" could happen.",
             SHOWN(s, item->time_limit_action));
}

/* ------------------------------------------------------------ prerequisites */

struct waiting {
    struct scorm *s;
    struct names numbers;                 /* of items by id */
    VEC(const struct package_item *) items;
    edges waits;
};

static void read_prerequisites(struct waiting *w, size_t i)
{
    struct scorm *s = w->s;
    const struct package_item *item = w->items.v[i];
    struct place at = place_of(s, item->node, SPACE_ADLCP, "prerequisites");
    prerequisite_ids ids = { 0 };
    str bad;
    if (item->prerequisites.n == 0)
        return;
    if (!prerequisites_read(s->arena, item->prerequisites, &ids, &bad)) {
        FIND(s, E1250, at, bad.n ? "\"%s\" is no expression of aicc_script from \"%s\" on."
             : "\"%s\" is no expression of aicc_script: something is missing at its end.%s",
             SHOWN(s, item->prerequisites), SHOWN(s, bad));
        return;
    }
    for (size_t k = 0; k < ids.n; k++) {
        ptrdiff_t to = names_find(&w->numbers, ids.v[k]);
        if (to != NAMES_NONE)
            *vec_push(s->arena, &w->waits) = (struct edge){ i, (size_t)to };
        else if (s->p->is_whole)
            FIND(s, E1251, at, "There is no item \"%s\" to wait for.", SHOWN(s, ids.v[k]));
    }
}

static void check_prerequisites(struct scorm *s)
{
    struct waiting w = { .s = s, .numbers.arena = s->arena };
    size_t *next;
    for (size_t i = 0; i < s->p->organizations.n; i++) {
        struct package_item *top = s->p->organizations.v[i], *item = top;
        while ((item = package_item_next(top, item)) != NULL) {
            names_put(&w.numbers, item->id, w.items.n);
            *vec_push(s->arena, &w.items) = item;
        }
    }
    for (size_t i = 0; i < w.items.n; i++)
        read_prerequisites(&w, i);
    ptrdiff_t at = graph_circle(s->arena, w.items.n, &w.waits, &next);
    if (at == GRAPH_NONE)
        return;
    const struct package_item *item = w.items.v[at], *other = w.items.v[next[at]];
    FIND(s, E1252, place_of(s, item->node, SPACE_ADLCP, "prerequisites"), item == other
         ? "The item \"%s\" waits for itself.%s" : "The item \"%s\" waits for \"%s\", which waits "
         "for it: neither can ever be opened.", SHOWN(s, item->id),
         item == other ? "" : SHOWN(s, other->id));
}

void scorm_check_items(struct scorm *s)
{
    for (size_t i = 0; i < s->p->organizations.n; i++) {
        struct package_item *top = s->p->organizations.v[i];
        for (struct package_item *item = top; item; item = package_item_next(top, item)) {
            check_title(s, item);
            check_branch(s, item);
            check_parameters(s, item);
            check_for_scos(s, item);
            if (is_12(s))
                check_12(s, item);
        }
    }
    if (is_12(s))
        check_prerequisites(s);
}
