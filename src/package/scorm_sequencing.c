/*
 * Sequencing (SCORM 2004 CAM 5, SN 3): references, rules, objectives and limits of
 * each activity. Elements, attributes and their values are scorm_grammar.def's.
 */
#include <string.h>

#include "package/activities.h"

/* ------------------------------------------------------------ the collection */

static void check_references(struct scorm *s, const activities *all)
{
    const struct xml_node *collection = seq_child(s, s->root, "sequencingCollection"), *n;
    struct names ids = { .arena = s->arena }, used = { .arena = s->arena };
    for (n = seq_child(s, collection, "sequencing"); n; n = seq_next(s, n, "sequencing")) {
        names_put(&ids, seq_attr(n, "ID"), 0);
        if (scorm_attr(n, "IDRef"))
            FIND(s, E1401, scorm_attr_place(n, "IDRef"), "A sequencing of the collection refers to "
                 "another; it can only be referred to.");
    }
    for (size_t i = 0; i < all->n; i++) {
        str ref = seq_attr(all->v[i].own, "IDRef");
        if (all->v[i].own && scorm_attr(all->v[i].own, "ID"))
            FIND(s, E1401, scorm_attr_place(all->v[i].own, "ID"), "A sequencing outside of the "
                 "collection has an ID; nothing can refer to it.");
        names_put(&used, ref, 0);
        if (ref.n > 0 && names_find(&ids, ref) == NAMES_NONE)
            FIND(s, E1402, scorm_attr_place(all->v[i].own, "IDRef"), "The collection has no sequencing "
                 "\"%s\".", SHOWN(s, ref));
    }
    for (n = seq_child(s, collection, "sequencing"); n; n = seq_next(s, n, "sequencing"))
        if (names_find(&used, seq_attr(n, "ID")) == NAMES_NONE)
            FIND(s, W1403, xml_place(n), "No item refers to the sequencing \"%s\".",
                 SHOWN(s, seq_attr(n, "ID")));
}

/* ------------------------------------------------------------ rules */

static const struct { const char *rule, *actions; } actions[] = {
    { "preConditionRule", "skip disabled hiddenFromChoice stopForwardTraversal" },
    { "exitConditionRule", "exit" },
    { "postConditionRule", "exitParent exitAll retry retryAll continue previous" },
};

static bool has_word(const char *words, str word)
{
    for (str rest = str_of(words); rest.p;)
        if (str_eq(str_cut(&rest, ' '), word))
            return true;
    return false;
}

static bool has_objective(struct scorm *s, const struct activity *a, str id)
{
    const struct xml_node *all = activity_part(s, a, "objectives"), *n = NULL;
    while (all && (n = seq_objective_next(s, all, n)) != NULL)
        if (str_eq(seq_attr(n, "objectiveID"), id))
            return true;
    return is_tired(s);
}

static void check_condition(struct scorm *s, const struct activity *a, const struct xml_node *n)
{
    str objective = seq_attr(n, "referencedObjective"), condition = seq_attr(n, "condition");
    if (objective.n > 0 && !has_objective(s, a, objective))
        FIND(s, E1407, scorm_attr_place(n, "referencedObjective"), "The activity \"%s\" has no objective "
             "\"%s\".", SHOWN(s, a->item->id), SHOWN(s, objective));
    if (str_starts(condition, S("objectiveMeasure")) && str_ends(condition, S("Than"))
        && !scorm_attr(n, "measureThreshold"))
        FIND(s, W1418, xml_place(n), "\"%s\" without a measureThreshold compares with 0.",
             SHOWN(s, condition));
}

static bool flows(struct scorm *s, const activities *all, const struct activity *a)
{
    const struct xml_node *mode =
        a->parent < 0 ? NULL : activity_part(s, &all->v[a->parent], "controlMode");
    return seq_is(mode, "flow", false);
}

static void check_action(struct scorm *s, const activities *all, const struct activity *a,
                         const struct xml_node *rule, const char *possible)
{
    const struct xml_node *n = seq_child(s, rule, "ruleAction");
    str action = seq_attr(n, "action");
    bool known = false;
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        known |= has_word(actions[i].actions, action);
    if (known && !has_word(possible, action))
        FIND(s, E1406, scorm_attr_place(n, "action"), "\"%s\" is no action of a <%s>; there are: %s.",
             SHOWN(s, action), xml_name(rule).p, possible);
    else if (has_word("continue previous", action) && a->parent >= 0 && !flows(s, all, a))
        FIND(s, W1428, scorm_attr_place(n, "action"), "The action \"%s\" can never be done: the "
             "activity \"%s\" lies in one without flow.", SHOWN(s, action), SHOWN(s, a->item->id));
}

/* "not" of what is not known is not known either, and such a rule does not apply (SN,
 * UP.2.1): before anybody has tried the other activity, the lock is open. */
static void check_lock(struct scorm *s, const struct xml_node *rule)
{
    const struct xml_node *n, *open = NULL, *conditions = seq_child(s, rule, "ruleConditions");
    str action = seq_attr(seq_child(s, rule, "ruleAction"), "action");
    for (n = seq_child(s, conditions, "ruleCondition"); n; n = seq_next(s, n, "ruleCondition")) {
        if (str_eq(seq_attr(n, "condition"), S("objectiveStatusKnown")))
            return;
        if (seq_attr(n, "referencedObjective").n > 0
            && str_eq(seq_attr(n, "operator"), S("not"))
            && str_eq(seq_attr(n, "condition"), S("satisfied")))
            open = n;
    }
    if (open && str_eq(action, S("disabled")))
        FIND(s, W1424, xml_place(open), "As long as nobody knows whether \"%s\" is satisfied, this "
             "rule does not disable the activity.", SHOWN(s, seq_attr(open, "referencedObjective")));
}

static void check_rule(struct scorm *s, const activities *all, const struct activity *a,
                       const struct xml_node *rule, const char *possible)
{
    const struct xml_node *conditions = seq_child(s, rule, "ruleConditions");
    const struct xml_node *n = seq_child(s, conditions, "ruleCondition");
    if (!n)
        FIND(s, E1405, xml_place(rule), "The <%s> has no <imsss:ruleCondition>, so it never "
             "applies.", xml_name(rule).p);
    for (; n && !is_tired(s); n = seq_next(s, n, "ruleCondition")) {
        s->work++;
        check_condition(s, a, n);
    }
    check_action(s, all, a, rule, possible);
    check_lock(s, rule);
}

static void check_rules(struct scorm *s, const activities *all, const struct activity *a)
{
    const struct xml_node *rules = activity_part(s, a, "sequencingRules"), *n;
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        for (n = seq_child(s, rules, actions[i].rule); n; n = seq_next(s, n, actions[i].rule))
            check_rule(s, all, a, n, actions[i].actions);
    rules = activity_part(s, a, "rollupRules");
    for (n = seq_child(s, rules, "rollupRule"); n; n = seq_next(s, n, "rollupRule")) {
        str set = seq_attr(n, "childActivitySet");
        const char *needs = str_eq(set, S("atLeastCount")) ? "minimumCount"
                            : str_eq(set, S("atLeastPercent")) ? "minimumPercent" : NULL;
        if (needs && !scorm_attr(n, needs))
            FIND(s, W1420, xml_place(n), "\"%s\" without %s asks for at least 0.", SHOWN(s, set),
                 needs);
    }
}

/* ------------------------------------------------------------ objectives */

struct writers { struct names satisfied, measure; };

static void check_maps(struct scorm *s, const struct xml_node *objective, struct writers *w)
{
    int satisfied = 0, measure = 0;
    const struct xml_node *n = seq_child(s, objective, "mapInfo");
    for (; n && !is_tired(s); n = seq_next(s, n, "mapInfo")) {
        s->work++;
        str target = seq_attr(n, "targetObjectiveID");
        bool reads = seq_is(n, "readSatisfiedStatus", true);
        bool reads_measure = seq_is(n, "readNormalizedMeasure", true);
        bool writes = seq_is(n, "writeSatisfiedStatus", false);
        bool writes_measure = seq_is(n, "writeNormalizedMeasure", false);
        satisfied += reads;
        measure += reads_measure;
        if ((reads && satisfied == 2) || (reads_measure && measure == 2 && satisfied != 2))
            FIND(s, E1410, xml_place(n), "The objective \"%s\" is read from two global objectives; "
                 "reading is the default unless it is set to \"false\".",
                 SHOWN(s, seq_attr(objective, "objectiveID")));
        bool twice = writes && names_put(&w->satisfied, target, 0) != NAMES_NONE;
        twice |= writes_measure && names_put(&w->measure, target, 0) != NAMES_NONE;
        if (twice)
            FIND(s, E1411, xml_place(n), "Two objectives of this activity write the global "
                 "objective \"%s\".", SHOWN(s, target));
        if (!reads && !reads_measure && !writes && !writes_measure)
            FIND(s, W1412, xml_place(n), "The map to \"%s\" neither reads nor writes.",
                 SHOWN(s, target));
    }
}

static void check_objectives(struct scorm *s, const struct activity *a)
{
    const struct xml_node *all = activity_part(s, a, "objectives"), *n = NULL;
    struct writers w = { { .arena = s->arena }, { .arena = s->arena } };
    struct names ids = { .arena = s->arena };
    while (all && (n = seq_objective_next(s, all, n)) != NULL) {
        str id = seq_attr(n, "objectiveID");
        if (id.n == 0 && str_eq(xml_name(n), S("primaryObjective")) && seq_child(s, n, "mapInfo"))
            FIND(s, E1408, xml_place(n), "The primary objective has a <imsss:mapInfo> and no "
                 "objectiveID.");
        if (id.n > 0 && names_put(&ids, id, 0) != NAMES_NONE)
            FIND(s, E1409, scorm_attr_place(n, "objectiveID"), "The activity \"%s\" has two objectives "
                 "\"%s\".", SHOWN(s, a->item->id), SHOWN(s, id));
        if (seq_is(n, "satisfiedByMeasure", false) && !seq_child(s, n, "minNormalizedMeasure"))
            FIND(s, N1419, xml_place(n), "The objective is satisfied by measure, and "
                 "without <imsss:minNormalizedMeasure> by the full score only.");
        check_maps(s, n, &w);
    }
    const struct xml_node *sequencing = a->own ? a->own : a->shared;
    all = sequencing ? scorm_child(s->edition, sequencing, SPACE_SEQ, "objectives") : NULL;
    n = all ? scorm_child(s->edition, all, SPACE_SEQ, "objective") : NULL;
    for (; n && !is_tired(s); n = scorm_next(s->edition, n, SPACE_SEQ, "objective"))
        if (!has_objective(s, a, seq_attr(n, "objectiveID")))
            FIND(s, E1421, scorm_attr_place(n, "objectiveID"), "<adlseq:objective> speaks of an "
                 "objective \"%s\" that <imsss:objectives> of the activity does not have.",
                 SHOWN(s, seq_attr(n, "objectiveID")));
}

/* ------------------------------------------------------------ limits */

static void check_limits(struct scorm *s, const struct activity *a)
{
    const struct xml_node *limits = activity_part(s, a, "limitConditions");
    const struct xml_node *auxiliary = activity_part(s, a, "auxiliaryResources");
    const struct xml_node *random = activity_part(s, a, "randomizationControls");
    const struct xml_attr *at = limits ? xml_attrs(limits) : NULL;
    int64_t count;
    for (; at; at = xml_attr_next(at))
        if (!str_eq(xml_attr_name(at), S("attemptLimit"))) {
            FIND(s, N1422, xml_attr_place(at), "Platforms need not heed %s.",
                 SHOWN(s, xml_attr_name(at)));
            break;
        }
    if (auxiliary)
        FIND(s, N1422, xml_place(auxiliary), "Platforms need not heed <%s>.",
             "imsss:auxiliaryResources");
    if (random && str_int(seq_attr(random, "selectCount"), &count) && count >= 0
        && (size_t)count > a->children)
        FIND(s, W1423, scorm_attr_place(random, "selectCount"), "%lld children are to be selected of "
             "the %zu that \"%s\" has.", (long long)count, a->children, SHOWN(s, a->item->id));
}

static void check_data(struct scorm *s, const struct package_item *item)
{
    const struct xml_node *data = scorm_child(s->edition, item->node, SPACE_ADLCP, "data");
    struct names seen = { .arena = s->arena };
    const struct xml_node *n = data ? scorm_child(s->edition, data, SPACE_ADLCP, "map") : NULL;
    for (; n; n = scorm_next(s->edition, n, SPACE_ADLCP, "map"))
        if (names_put(&seen, seq_attr(n, "targetID"), 0) != NAMES_NONE)
            FIND(s, E1341, scorm_attr_place(n, "targetID"), "The item maps the shared data \"%s\" "
                 "twice.", SHOWN(s, seq_attr(n, "targetID")));
}

static void check_item(struct scorm *s, const struct package_item *item)
{
    const struct xml_node *show = scorm_child(s->edition, item->node, SPACE_NAV, "presentation");
    const struct xml_node *threshold =
        scorm_child(s->edition, item->node, SPACE_ADLCP, "completionThreshold");
    if (show && item->first)
        FIND(s, W1343, xml_place(show), "<adlnav:presentation> counts on items that are "
             "launched; \"%s\" holds others.", SHOWN(s, item->id));
    if (threshold && s->edition == ED_4TH && str_trim(xml_text(s->arena, threshold)).n > 0)
        FIND(s, W1302, xml_place(threshold), "In the 4th edition the threshold is the attribute "
             "minProgressMeasure; the text of <adlcp:completionThreshold> is not read.");
    check_data(s, item);
}

void scorm_check_sequencing(struct scorm *s)
{
    const activities all = activities_of(s);
    check_references(s, &all);
    for (size_t i = 0; i < all.n && !is_tired(s); i++) {
        s->work += 10;
        check_rules(s, &all, &all.v[i]);
        check_objectives(s, &all.v[i]);
        check_limits(s, &all.v[i]);
        check_item(s, all.v[i].item);
    }
}
