/*
 * In: the manifest and an item of the model. Out: words. An item is found again
 * by the place of its element.
 */
#include "package/sequencing.h"

#include "base/buf.h"
#include "package/names.h"
#include "xml/xml.h"

enum { WORDS_MOST = 400 };

struct sequencing {
    struct arena *arena;
    struct names places;                  /* "line:column": index */
    VEC(const struct xml_node *) list;    /* <imsss:sequencing> */
};

static str place_key(struct arena *a, struct place at)
{
    return str_format(a, "%d:%d", at.line, at.column);
}

/* As deep as the reader lets XML be. */
static void gather(struct sequencing *s, const struct xml_node *n)
{
    for (const struct xml_node *c = xml_child(n, NULL); c; c = xml_next(c, NULL)) {
        if (str_eq(xml_name(c), S("sequencing"))) {
            (void)names_put(&s->places, place_key(s->arena, xml_place(n)), s->list.n);
            *vec_push(s->arena, &s->list) = c;
        } else if (str_eq(xml_name(c), S("organization")) || str_eq(xml_name(c), S("item"))
                   || str_eq(xml_name(c), S("organizations"))) {
            gather(s, c);
        }
    }
}

struct sequencing *sequencing_of(struct arena *a, const struct package *p)
{
    const struct xml_node *root = p->xml ? xml_root(p->xml) : NULL;
    if (p->kind != PACKAGE_SCORM2004 || !root)
        return NULL;
    struct sequencing *s = NEW(a, struct sequencing);
    s->arena = s->places.arena = a;
    gather(s, root);
    return s->list.n > 0 ? s : NULL;
}

static bool is(const struct xml_node *n, const char *attribute, const char *value)
{
    return str_eq(str_trim(xml_attr(n, attribute)), str_of(value));
}

static void part(struct buf *b, const char *words)
{
    if (b->n > 0)
        buf_puts(b, "; ");
    buf_puts(b, words);
}

static void put_mode(struct buf *b, const struct xml_node *mode)
{
    static const struct { const char *attribute, *value, *words; } modes[] = {
        { "choice", "false", "no free choice" }, { "flow", "true", "flow" },
        { "forwardOnly", "true", "forward only" },
        { "choiceExit", "false", "cannot be left for another" },
    };
    for (size_t i = 0; mode && i < sizeof modes / sizeof *modes; i++)
        if (is(mode, modes[i].attribute, modes[i].value))
            part(b, modes[i].words);
}

static void put_conditions(struct buf *b, const struct xml_node *conditions)
{
    const char *joint = is(conditions, "conditionCombination", "any") ? " or " : " and ";
    const struct xml_node *first = xml_child(conditions, "ruleCondition");
    for (const struct xml_node *c = first; c; c = xml_next(c, "ruleCondition")) {
        str objective = xml_attr(c, "referencedObjective");
        buf_puts(b, c == first ? "" : joint);
        buf_puts(b, is(c, "operator", "not") ? "not " : "");
        buf_put(b, str_trim(xml_attr(c, "condition")));
        if (objective.n > 0)
            buf_printf(b, " (" STR_FMT ")", STR_ARG(objective));
    }
}

static void put_rules(struct buf *b, const struct xml_node *rules)
{
    for (const struct xml_node *r = rules ? xml_child(rules, NULL) : NULL; r && b->n < WORDS_MOST;
         r = xml_next(r, NULL)) {
        const struct xml_node *action = xml_child(r, "ruleAction");
        const struct xml_node *conditions = xml_child(r, "ruleConditions");
        part(b, "");
        buf_put(b, action ? str_trim(xml_attr(action, "action")) : S("rule"));
        if (conditions && xml_child(conditions, "ruleCondition")) {
            buf_puts(b, " if ");
            put_conditions(b, conditions);
        }
    }
}

static void put_maps(struct buf *b, const struct xml_node *objectives)
{
    for (const struct xml_node *o = objectives ? xml_child(objectives, NULL) : NULL;
         o && b->n < WORDS_MOST; o = xml_next(o, NULL))
        for (const struct xml_node *m = xml_child(o, "mapInfo"); m && b->n < WORDS_MOST;
             m = xml_next(m, "mapInfo")) {
            bool writes = is(m, "writeSatisfiedStatus", "true")
                          || is(m, "writeNormalizedMeasure", "true");
            part(b, writes ? "writes " : "reads ");
            buf_put(b, str_trim(xml_attr(m, "targetObjectiveID")));
        }
}

static void put_limits(struct buf *b, const struct xml_node *limits)
{
    str attempts = limits ? str_trim(xml_attr(limits, "attemptLimit")) : S("");
    if (attempts.n > 0) {
        part(b, "attempts: ");
        buf_put(b, attempts);
    }
}

static void put_rollup(struct buf *b, const struct xml_node *rollup)
{
    size_t n = 0;
    for (const struct xml_node *r = rollup ? xml_child(rollup, "rollupRule") : NULL; r;
         r = xml_next(r, "rollupRule"))
        n++;
    if (n > 0) {
        part(b, "");
        buf_printf(b, "%zu rollup rule%s", n, n == 1 ? "" : "s");
    }
}

str sequencing_words(const struct sequencing *s, struct arena *a, const struct package_item *item)
{
    ptrdiff_t at = s ? names_find(&s->places, place_key(a, item->at)) : NAMES_NONE;
    struct buf b = buf_new(a);
    if (at == NAMES_NONE)
        return S("");
    const struct xml_node *rules = s->list.v[at];
    put_mode(&b, xml_child(rules, "controlMode"));
    put_rules(&b, xml_child(rules, "sequencingRules"));
    put_limits(&b, xml_child(rules, "limitConditions"));
    put_rollup(&b, xml_child(rules, "rollupRules"));
    put_maps(&b, xml_child(rules, "objectives"));
    if (xml_attr(rules, "IDRef").n > 0) {
        part(&b, "rules of ");
        buf_put(&b, xml_attr(rules, "IDRef"));
    }
    return buf_str(&b);
}
