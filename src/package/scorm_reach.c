/*
 * Can every activity be reached? What is always disabled, what waits for itself, and
 * what no button leads to (SCORM 2004 SN 3.2, 3.4, 4.6).
 */
#include "package/activities.h"
#include "package/graph.h"

struct reaching {
    struct scorm *s;
    activities all;
    struct names writers;                 /* of a global objective: number of the only activity */
    VEC(size_t) nwriters;                 /* by number of the objective */
    VEC(size_t) writer;
    edges waits;
    VEC(struct place) rules;              /* by activity: of the rule that disables it */
};

/* ------------------------------------------------------------ global objectives */

static void take_writer(struct reaching *r, str target, size_t activity)
{
    ptrdiff_t k = names_put(&r->writers, target, r->writer.n);
    if (k == NAMES_NONE) {
        *vec_push(r->s->arena, &r->writer) = activity;
        *vec_push(r->s->arena, &r->nwriters) = 1;
    } else if (r->writer.v[k] != activity) {
        r->nwriters.v[k]++;
    }
}

static void find_writers(struct reaching *r)
{
    for (size_t i = 0; i < r->all.n; i++) {
        const struct xml_node *of = activity_part(r->s, &r->all.v[i], "objectives"), *n = NULL;
        while (of && (n = seq_objective_next(r->s, of, n)) != NULL) {
            const struct xml_node *map = seq_child(r->s, n, "mapInfo");
            for (; map && !is_tired(r->s); map = seq_next(r->s, map, "mapInfo"), r->s->work++)
                if (seq_is(map, "writeSatisfiedStatus", false)
                    || seq_is(map, "writeNormalizedMeasure", false))
                    take_writer(r, seq_attr(map, "targetObjectiveID"), i);
        }
    }
}

/* The global objective that a local one is read from; empty: none. */
static str read_from(struct reaching *r, const struct activity *a, str objective)
{
    const struct xml_node *of = activity_part(r->s, a, "objectives"), *n = NULL;
    while (of && (n = seq_objective_next(r->s, of, n)) != NULL) {
        bool meant = objective.n ? str_eq(seq_attr(n, "objectiveID"), objective)
                                 : str_eq(xml_name(n), S("primaryObjective"));
        const struct xml_node *map = meant ? seq_child(r->s, n, "mapInfo") : NULL;
        for (; map && !is_tired(r->s); map = seq_next(r->s, map, "mapInfo"), r->s->work++)
            if (seq_is(map, "readSatisfiedStatus", true))
                return seq_attr(map, "targetObjectiveID");
    }
    return S("");
}

/* ------------------------------------------------------------ what disables */

/* "not satisfied": holds until somebody writes the objective. */
static bool is_lock(const struct xml_node *condition)
{
    str what = seq_attr(condition, "condition");
    return str_eq(seq_attr(condition, "operator"), S("not"))
           && (str_eq(what, S("satisfied")) || str_eq(what, S("objectiveStatusKnown")));
}

/* When nothing else has to hold too, the activity waits for who writes. */
static void take_lock(struct reaching *r, size_t i, const struct xml_node *condition)
{
    struct scorm *s = r->s;
    const struct activity *a = &r->all.v[i];
    str target = read_from(r, a, seq_attr(condition, "referencedObjective"));
    ptrdiff_t k = names_find(&r->writers, target);
    if (target.n == 0 || !is_lock(condition))
        return;
    if (k == NAMES_NONE)
        FIND(s, W1413, xml_place(condition), "\"%s\" stays disabled until the global objective "
             "\"%s\" is satisfied, and no activity writes it.", SHOWN(s, a->item->id),
             SHOWN(s, target));
    else if (r->nwriters.v[k] == 1) {
        *vec_push(s->arena, &r->waits) = (struct edge){ i, r->writer.v[k] };
        r->rules.v[i] = xml_place(condition);
    }
}

static void take_rule(struct reaching *r, size_t i, const struct xml_node *rule)
{
    struct scorm *s = r->s;
    s->work++;
    const struct xml_node *conditions = seq_child(s, rule, "ruleConditions"), *n;
    bool any = str_eq(seq_attr(conditions, "conditionCombination"), S("any")), locks = true;
    if (!str_eq(seq_attr(seq_child(s, rule, "ruleAction"), "action"), S("disabled")))
        return;
    for (n = seq_child(s, conditions, "ruleCondition"); n; n = seq_next(s, n, "ruleCondition"))
        locks &= is_lock(n);
    for (n = seq_child(s, conditions, "ruleCondition"); n; n = seq_next(s, n, "ruleCondition")) {
        if (str_eq(seq_attr(n, "condition"), S("always"))
            && !str_eq(seq_attr(n, "operator"), S("not")))
            FIND(s, W1415, xml_place(rule), "The activity \"%s\" is always disabled.",
                 SHOWN(s, r->all.v[i].item->id));
        if (any || locks)
            take_lock(r, i, n);
    }
}

static void take_rules(struct reaching *r, size_t i)
{
    struct scorm *s = r->s;
    const struct xml_node *rules = activity_part(s, &r->all.v[i], "sequencingRules"), *n;
    const struct xml_node *limits = activity_part(s, &r->all.v[i], "limitConditions");
    if (r->all.v[i].parent >= 0)
        *vec_push(s->arena, &r->waits) = (struct edge){ i, (size_t)r->all.v[i].parent };
    for (n = seq_child(s, rules, "preConditionRule"); n; n = seq_next(s, n, "preConditionRule"))
        take_rule(r, i, n);
    if (limits && str_eq(seq_attr(limits, "attemptLimit"), S("0")))
        FIND(s, W1415, xml_place(limits), "The activity \"%s\" may be attempted 0 times.",
             SHOWN(s, r->all.v[i].item->id));
}

static void check_circle(struct reaching *r)
{
    struct scorm *s = r->s;
    size_t *next;
    ptrdiff_t at = graph_circle(s->arena, r->all.n, &r->waits, &next);
    if (at == GRAPH_NONE)
        return;
    while (r->rules.v[at].line == 0)
        at = (ptrdiff_t)next[at];
    const struct package_item *item = r->all.v[at].item, *other = r->all.v[next[at]].item;
    FIND(s, E1414, r->rules.v[at], "\"%s\" is disabled until \"%s\" satisfies an objective, and "
         "that one cannot be opened before: neither can ever be reached.", SHOWN(s, item->id),
         SHOWN(s, other->id));
}

static void check_modes(struct reaching *r)
{
    struct scorm *s = r->s;
    for (size_t i = 0; i < r->all.n; i++) {
        const struct activity *a = &r->all.v[i];
        const struct xml_node *mode = activity_part(s, a, "controlMode");
        if (a->children > 0 && !seq_is(mode, "choice", true) && !seq_is(mode, "flow", false))
            FIND(s, W1416, xml_place(mode), "Learners can neither choose nor go on to what is in "
                 "\"%s\".", SHOWN(s, a->item->id));
    }
}

void scorm_check_reach(struct scorm *s)
{
    struct reaching r = { .s = s, .all = activities_of(s), .writers.arena = s->arena };
    if (!is_tired(s))
        find_writers(&r);
    for (size_t i = 0; i < r.all.n; i++)
        *vec_push(s->arena, &r.rules) = (struct place){ 0 };
    for (size_t i = 0; i < r.all.n && !is_tired(s); i++)
        take_rules(&r, i);
    if (!is_tired(s))
        check_circle(&r);
    check_modes(&r);
}
