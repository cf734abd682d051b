/*
 * explain: a measure as its file says it, a rule of the checker, what import says
 * about a row, or an element of courses.
 */
#include <string.h>

#include "base/near.h"
#include "cli/command.h"
#include "cli/explain.h"
#include "cli/rules.h"
#include "course/course.h"
#include "import/issues.h"
#include "stats/query.h"

/* The head of a measure without the signs of a comment. */
static void put_head(struct buf *b, str head)
{
    while (head.n > 0) {
        str line = str_cut(&head, '\n');
        buf_put(b, str_from(line, line.n < 3 ? line.n : 3));
        buf_byte(b, '\n');
    }
    buf_byte(b, '\n');
}

static void put_measure(struct buf *b, const struct measure *m)
{
    put_head(b, m->head);
    buf_put(b, measure_common());
    buf_put(b, S("What is counted\n"));
    for (str sql = measure_query(b->arena, m); sql.n > 0;) {
        str line = str_cut(&sql, '\n');
        buf_printf(b, "  " STR_FMT "\n", STR_ARG(line));
    }
}

/* Numbers are unique: who writes E506 for W506 means it. */
static const struct rule *rule_named(str id)
{
    const struct rule *rule;
    int64_t number;
    if ((id.n != 4 && id.n != 5) || !memchr("EWNewn", id.p[0], 6) || !str_int(str_from(id, 1), &number))
        return NULL;
    for (size_t i = 0; (rule = rule_at(i)) != NULL; i++)
        if (str_eq(str_of(rule->id + 1), str_from(id, 1)))
            return rule;
    return NULL;
}

static bool unknown(struct arena *a, str id, struct err *e)
{
    struct near near = near_to(id);
    const struct rule *rule;
    for (struct measure m = { 0 }; measure_next(a, &m);)
        near_offer(&near, m.name);
    for (size_t i = 0; (rule = rule_at(i)) != NULL; i++)
        near_offer(&near, str_of(rule->id));
    const struct issue *issue;
    for (size_t i = 0; (issue = issue_at(i)) != NULL; i++)
        near_offer(&near, str_of(issue->code));
    for (int i = 1; i < EL_COUNT; i++)
        near_offer(&near, str_of(element_name((enum element)i)));
    if (near.best.n > 0)
        return err_set(e, ERR_USAGE, "there is no rule, no issue, no element and no measure \"" STR_FMT
                       "\"; did you mean " STR_FMT "?", STR_ARG(id), STR_ARG(near.best));
    return err_set(e, ERR_USAGE, "there is no rule, no issue, no element and no measure \"" STR_FMT
                   "\"; a finding names its rule, and etalon stats lists the measures", STR_ARG(id));
}

static bool explain(struct run *r, void *args, char **rest)
{
    (void)args;
    struct buf b = buf_new(r->arena);
    if (!run_words(r, rest, 1, 1, "a rule, an issue of import, an element, an attribute or a measure"))
        return false;
    str id = str_of(rest[0]);
    struct err none = { 0 };
    struct measure m;
    const struct rule *rule = rule_named(id);
    const struct issue *issue = issue_named(id);
    if (rule != NULL)
        explain_put_rule(&b, rule, EXPLAIN_TEXT);
    else if (issue != NULL)
        explain_put_issue(&b, issue->code, issue->title, issue->advice);
    else if (measure_named(r->arena, id, &m, &none))
        put_measure(&b, &m);
    else if (!(explain_knows_element(id) ? explain_put_element(&b, id, &r->err)
               : explain_knows_attribute(id) ? explain_put_attribute(&b, id, &r->err)
                                             : unknown(r->arena, id, &r->err)))
        return false;
    return run_put(r, buf_str(&b));
}

const struct command command_explain = {
    .name = "explain",
    .usage = "ID",
    .summary = "explain a rule, an issue of import, an element or attribute of courses, or a measure",
    .uses = USES_OUTPUT,
    .run = explain,
};
