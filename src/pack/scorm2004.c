/* In: units. Out: how a platform goes through them and sums them up. */
#include "pack/scorm2004.h"

#include "pack/lom.h"
#include "pack/rules.h"

static void put_empty(struct xml_out *o, const char *name, const char *attribute, str value)
{
    xml_open(o, name);
    xml_put_attr(o, attribute, value);
    manifest_close(o);
}

static double share(double part, double most)
{
    return most > 0 ? part / most : 0;
}

/* ------------------------------------------------------------- rollup */

/*
 * Rollup can ask for all or for any of some units: of the others completion is not
 * passed up. So it follows the course's rule when that is a module being completed,
 * or all or any of several, or the final test being passed.
 */
static bool is_unit(const struct condition *c)
{
    return (c->kind == CONDITION_COMPLETED && c->module)
           || (c->kind == CONDITION_QUIZ && c->quiz && c->quiz->kind == QUIZ_COURSE);
}

static bool is_list(const struct condition *c)
{
    if (c->kind != CONDITION_ALL && c->kind != CONDITION_ANY)
        return false;
    for (size_t i = 0; i < c->parts.n; i++)
        if (c->parts.v[i]->kind != CONDITION_COMPLETED || !c->parts.v[i]->module)
            return false;
    return true;
}

static bool rolls_up(const struct packing *p)
{
    const struct condition *c = p->course->completion;
    return !p->by_module || !c || is_unit(c) || is_list(c);
}

static bool is_named(const struct condition *c, const struct pack_unit *u)
{
    return c->kind == CONDITION_QUIZ ? !u->module : c->module == u->module;
}

static bool counts_for_completion(const struct packing *p, const struct pack_unit *u)
{
    const struct condition *c = p->course->completion;
    if (!c || !rolls_up(p))
        return true;
    for (size_t i = 0; is_list(c) && i < c->parts.n; i++)
        if (is_named(c->parts.v[i], u))
            return true;
    return is_unit(c) && is_named(c, u);
}

static void put_rule(struct xml_out *o, const char *set, const char *op, const char *condition,
                     const char *action)
{
    xml_open(o, "imsss:rollupRule");
    xml_put_attr(o, "childActivitySet", str_of(set));
    xml_open(o, "imsss:rollupConditions");
    xml_open(o, "imsss:rollupCondition");
    if (op)
        xml_put_attr(o, "operator", str_of(op));
    xml_put_attr(o, "condition", str_of(condition));
    xml_close(o);
    xml_close(o);
    put_empty(o, "imsss:rollupAction", "action", str_of(action));
    manifest_close(o);
}

/* The rules that hold by default, but for the course's own. */
static void put_rollup(struct xml_out *o, const struct packing *p)
{
    const struct condition *c = p->course->completion;
    if (!p->by_module || !c || !rolls_up(p))
        return;
    bool any = c->kind == CONDITION_ANY;
    const char *what = c->kind == CONDITION_QUIZ ? "satisfied" : "completed";
    manifest_group(o, "imsss:rollupRules");
    put_rule(o, any ? "any" : "all", NULL, what, "completed");
    put_rule(o, any ? "all" : "any", "not", what, "incomplete");
    manifest_close(o);
}

static int most_points(const struct packing *p)
{
    int most = 0;
    for (size_t i = 0; i < p->nunits; i++)
        most = p->units[i].points > most ? p->units[i].points : most;
    return most;
}

static void put_weight(struct xml_out *o, const struct packing *p, const struct pack_unit *u)
{
    if (!p->by_module)
        return;
    xml_open(o, "imsss:rollupRules");
    if (u->points == 0 && p->course->points > 0)
        xml_put_attr(o, "rollupObjectiveSatisfied", S("false"));
    if (!counts_for_completion(p, u))
        xml_put_attr(o, "rollupProgressCompletion", S("false"));
    xml_put_attr(o, "objectiveMeasureWeight",
                 scorm_fraction(o->to->arena, share(u->points, most_points(p))));
    manifest_close(o);
}

str scorm2004_progress_weight(struct arena *a, const struct packing *p, const struct pack_unit *u)
{
    size_t most = 0;
    for (size_t i = 0; i < p->nunits; i++)
        most = p->units[i].pages > most ? p->units[i].pages : most;
    return scorm_fraction(a, share((double)u->pages, (double)most));
}

/* --------------------------------------------------------- objectives */

static void put_pass_mark(struct xml_out *o, const struct packing *p)
{
    manifest_leaf(o, "imsss:minNormalizedMeasure",
                  scorm_fraction(o->to->arena, p->course->pass_mark / 100.0));
}

/* Without an id: its score and success are cmi.score and cmi.success_status alone. */
static void put_primary(struct xml_out *o, const struct packing *p, int points)
{
    xml_open(o, "imsss:primaryObjective");
    if (points > 0) {
        xml_put_attr(o, "satisfiedByMeasure", S("true"));
        manifest_inside(o);
        put_pass_mark(o, p);
    }
    manifest_close(o);
}

static str done(struct arena *a, const struct module *m)
{
    return str_cat(a, m->id, S(".done"));
}

/* That a module is done, known to all. */
static void put_done(struct xml_out *o, const struct packing *p, const struct module *m, bool own)
{
    struct arena *a = o->to->arena;
    str id = done(a, m);
    xml_open(o, "imsss:objective");
    xml_put_attr(o, "objectiveID", id);
    manifest_inside(o);
    if (p->by_module) {
        xml_open(o, "imsss:mapInfo");
        xml_put_attr(o, "targetObjectiveID", str_cat(a, p->course->id, S("."), id));
        xml_put_attr(o, "readSatisfiedStatus", S("true"));
        xml_put_attr(o, "readNormalizedMeasure", S("false"));
        xml_put_attr(o, "writeSatisfiedStatus", own ? S("true") : S("false"));
        manifest_close(o);
    }
    manifest_close(o);
}

static void put_objectives(struct xml_out *o, const struct packing *p, const struct pack_unit *u)
{
    manifest_group(o, "imsss:objectives");
    put_primary(o, p, u->points);
    for (size_t i = 0; i < u->done.n; i++)
        put_done(o, p, u->done.v[i], true);
    for (size_t i = 0; i < u->needs.n; i++)
        put_done(o, p, u->needs.v[i]->module, false);
    for (size_t i = 0; i < u->objectives.n; i++) {
        xml_open(o, "imsss:objective");
        xml_put_attr(o, "objectiveID", u->objectives.v[i]->id);
        xml_put_attr(o, "satisfiedByMeasure", S("true"));
        manifest_inside(o);
        put_pass_mark(o, p);
        manifest_close(o);
    }
    manifest_close(o);
}

/* -------------------------------------------------------------- rules */

static void put_condition(struct xml_out *o, str objective, const char *condition)
{
    xml_open(o, "imsss:ruleCondition");
    xml_put_attr(o, "referencedObjective", objective);
    xml_put_attr(o, "operator", S("not"));
    xml_put_attr(o, "condition", str_of(condition));
    manifest_close(o);
}

/* "Not satisfied" is not true of what is unknown on every platform, so that is asked too. */
static void put_needs(struct xml_out *o, const struct pack_unit *u)
{
    if (u->needs.n == 0)
        return;
    manifest_group(o, "imsss:sequencingRules");
    manifest_group(o, "imsss:preConditionRule");
    xml_open(o, "imsss:ruleConditions");
    xml_put_attr(o, "conditionCombination", S("any"));
    manifest_inside(o);
    for (size_t i = 0; i < u->needs.n; i++) {
        str id = done(o->to->arena, u->needs.v[i]->module);
        put_condition(o, id, "satisfied");
        put_condition(o, id, "objectiveStatusKnown");
    }
    manifest_close(o);
    put_empty(o, "imsss:ruleAction", "action", S("disabled"));
    manifest_close(o);
    manifest_close(o);
}

/* What a platform would offer that leads nowhere, or throws away what was done. */
static void put_presentation(struct xml_out *o, const struct packing *p)
{
    static const char *const always[] = { "abandon", "abandonAll" };
    static const char *const alone[] = { "continue", "previous" };
    xml_open(o, "adlnav:presentation");
    manifest_group(o, "adlnav:navigationInterface");
    for (size_t i = 0; p->nunits == 1 && i < sizeof alone / sizeof *alone; i++)
        manifest_leaf(o, "adlnav:hideLMSUI", str_of(alone[i]));
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        manifest_leaf(o, "adlnav:hideLMSUI", str_of(always[i]));
    xml_close(o);
    manifest_close(o);
}

static void put_leaf(struct xml_out *o, const struct packing *p, const struct pack_unit *u)
{
    manifest_group(o, "imsss:sequencing");
    put_needs(o, u);
    put_weight(o, p, u);
    put_objectives(o, p, u);
    xml_open(o, "imsss:deliveryControls");
    xml_put_attr(o, "completionSetByContent", S("true"));
    xml_put_attr(o, "objectiveSetByContent", S("true"));
    manifest_close(o);
    manifest_close(o);
    put_presentation(o, p);
}

static void put_root(struct xml_out *o, const struct packing *p)
{
    manifest_group(o, "imsss:sequencing");
    xml_open(o, "imsss:controlMode");
    xml_put_attr(o, "choice", S("true"));
    xml_put_attr(o, "flow", S("true"));
    xml_put_attr(o, "useCurrentAttemptObjectiveInfo", S("false"));
    xml_put_attr(o, "useCurrentAttemptProgressInfo", S("false"));
    manifest_close(o);
    put_rollup(o, p);
    if (p->by_module && p->course->points > 0) {
        manifest_group(o, "imsss:objectives");
        put_primary(o, p, p->course->points);
        manifest_close(o);
    }
    manifest_close(o);
}

/* ----------------------------------------------------------- metadata */

static bool put_metadata(struct xml_out *o, const struct packing *p, struct bundle *site,
                         struct err *e)
{
    static const char path[] = "metadata.xml";
    struct buf b = buf_new(site->arena);
    struct xml_out lom = manifest_begin(&b);
    lom_put(&lom, LOM_IEEE, p);
    manifest_leaf(o, "adlcp:location", str_of(path));
    return manifest_add(site, path, &b, e);
}

/* ---------------------------------------------------------- all of it */

static const struct scorm_namespace namespaces[] = {
    { "xmlns", "http://www.imsglobal.org/xsd/imscp_v1p1", "imscp_v1p1.xsd" },
    { "xmlns:adlcp", "http://www.adlnet.org/xsd/adlcp_v1p3", "adlcp_v1p3.xsd" },
    { "xmlns:adlseq", "http://www.adlnet.org/xsd/adlseq_v1p3", "adlseq_v1p3.xsd" },
    { "xmlns:adlnav", "http://www.adlnet.org/xsd/adlnav_v1p3", "adlnav_v1p3.xsd" },
    { "xmlns:imsss", "http://www.imsglobal.org/xsd/imsss", "imsss_v1p0.xsd" },
    { 0 },
};

bool scorm2004_finish(const struct scorm2004 *edition, const struct packing *p,
                      struct bundle *site, struct err *e)
{
    const struct scorm how = {
        .schemaversion = edition->schemaversion,
        .namespaces = namespaces,
        .type = "adlcp:scormType",
        .documents = edition->documents,
        .put_metadata = put_metadata,
        .organization = "adlseq:objectivesGlobalToSystem",
        .put_organization = put_root,
        .put_item = edition->put_threshold,
        .put_sequencing = put_leaf,
    };
    return scorm_finish(&how, p, site, e);
}

/* ------------------------------------------------------------- losses */

enum { OBJECTIVES_SPM = 100 };            /* RTE 4.2.17: what every platform keeps for a unit */

static void lost_objectives_beyond(const struct packing *p, struct lost *out)
{
    for (size_t i = 0; i < p->nunits; i++) {
        const struct pack_unit *u = &p->units[i];
        size_t n = u->done.n + u->needs.n + u->objectives.n;
        if (n <= OBJECTIVES_SPM)
            continue;
        out->n += n - OBJECTIVES_SPM;
        if (!out->first)
            out->first = u->objectives.n > 0 ? u->objectives.v[u->objectives.n - 1]->node : u->title;
    }
}

static void lost_rule(const struct packing *p, struct lost *out)
{
    if (!rolls_up(p))
        lost_completion(p, out);
}

const struct loss scorm2004_losses[] = {
    { &rule_N839, lost_failed, "Completion is written; success only when there is some.",
      "Who failed looks like somebody who is not done; the score tells them apart." },
    { &rule_N814, lost_units, "The limits are written as numbers in the unit of the right answer.",
      "Reports show the number alone." },
    { &rule_N822, lost_supports, "Each objective stands for itself.",
      "Reports of the platform do not add up what serves one objective." },
    { &rule_N823, lost_objectives_beyond, "All are declared and reported.",
      "A platform may drop the results of those beyond the first hundred." },
    { &rule_N834, lost_advice, "Nothing is written.",
      "The platform opens all modules to everybody; the pages say what comes before." },
    { &rule_N836, lost_rule, "The course is completed when all of its units are.",
      "On the platform it may take more, or less, than the course's own rule." },
    { &rule_N840, lost_pass_mark, "The course's score is the mean of its units by their points.",
      "What nobody has tried yet counts as nothing or is left out, as the platform likes: only when "
      "the course is completed too is it decided." },
    { &rule_N837, lost_links, "The page opens, and nothing is recorded there.",
      "Who read it through such a link reads it again in its own module to have it counted." },
    { &rule_N841, lost_languages, "Titles are in the language the package begins in; the metadata "
      "has all.", "The platform's own list stays in that language, whichever a learner reads in." },
    { 0 },
};
