#include "package/activities.h"

const struct xml_node *seq_child(const struct scorm *s, const struct xml_node *n, const char *name)
{
    return n ? scorm_child(s->edition, n, SPACE_SS, name) : NULL;
}

const struct xml_node *seq_next(const struct scorm *s, const struct xml_node *n, const char *name)
{
    return scorm_next(s->edition, n, SPACE_SS, name);
}

str seq_attr(const struct xml_node *n, const char *name)
{
    const struct xml_attr *a = n ? scorm_attr(n, name) : NULL;
    return a ? str_trim(xml_attr_value(a)) : S("");
}

bool seq_is(const struct xml_node *n, const char *attribute, bool otherwise)
{
    str value = seq_attr(n, attribute);
    if (str_eq(value, S("true")) || str_eq(value, S("1")))
        return true;
    if (str_eq(value, S("false")) || str_eq(value, S("0")))
        return false;
    return otherwise;
}

const struct xml_node *seq_objective_next(struct scorm *s, const struct xml_node *objectives,
                                          const struct xml_node *after)
{
    const struct xml_node *n;
    s->work++;
    if (is_tired(s))
        return NULL;
    if (!after) {
        n = seq_child(s, objectives, "primaryObjective");
        return n ? n : seq_child(s, objectives, "objective");
    }
    if (str_eq(xml_name(after), S("primaryObjective")))
        return seq_child(s, objectives, "objective");
    return seq_next(s, after, "objective");
}

const struct xml_node *activity_part(const struct scorm *s, const struct activity *a,
                                     const char *name)
{
    const struct xml_node *n = seq_child(s, a->own, name);
    return n ? n : seq_child(s, a->shared, name);
}

typedef VEC(const struct xml_node *) nodes;

static nodes collect(struct scorm *s, struct names *by_id)
{
    nodes found = { 0 };
    const struct xml_node *all = seq_child(s, s->root, "sequencingCollection"), *n;
    for (n = seq_child(s, all, "sequencing"); n; n = seq_next(s, n, "sequencing")) {
        names_put(by_id, seq_attr(n, "ID"), found.n);
        *vec_push(s->arena, &found) = n;
    }
    return found;
}

static struct activity activity_of(struct scorm *s, const struct package_item *item,
                                   const struct names *by_id, const nodes *shared)
{
    const struct xml_node *own = seq_child(s, item->node, "sequencing");
    ptrdiff_t k = own ? names_find(by_id, seq_attr(own, "IDRef")) : NAMES_NONE;
    return (struct activity){ item, own, k == NAMES_NONE ? NULL : shared->v[k], -1, 0 };
}

activities activities_of(struct scorm *s)
{
    activities all = { 0 };
    struct names by_id = { .arena = s->arena };
    const nodes shared = collect(s, &by_id);
    for (size_t i = 0; i < s->p->organizations.n; i++) {
        struct package_item *top = s->p->organizations.v[i];
        ptrdiff_t above = -1;
        for (struct package_item *item = top; item; item = package_item_next(top, item)) {
            while (above >= 0 && all.v[above].item != item->parent)
                above = all.v[above].parent;
            struct activity a = activity_of(s, item, &by_id, &shared);
            a.parent = above;
            if (above >= 0)
                all.v[above].children++;
            above = (ptrdiff_t)all.n;
            *vec_push(s->arena, &all) = a;
        }
    }
    return all;
}
