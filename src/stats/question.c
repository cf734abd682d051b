/*
 * What makes no sense together. What only the store knows (a course there is not) is said when
 * it is asked.
 */
#include "stats/question.h"

#include <string.h>

#include "stats/dimension.h"
#include "stats/publish.h"

static bool check_by(const struct question *q, struct err *e)
{
    for (size_t i = 0; i < q->nby; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(q->by[i]->id, q->by[k]->id) == 0)
                return err_set(e, ERR_USAGE, "--by names %s twice", q->by[i]->name);
    return true;
}

static size_t overlapping(const struct question *q)
{
    size_t n = 0;
    for (size_t i = 0; i < q->nby; i++)
        n += q->by[i]->overlaps;
    return n;
}

/* By groups, or of some. */
static bool is_of_groups(const struct question *q)
{
    bool any = q->groups.n > 0;
    for (size_t i = 0; i < q->nby; i++)
        any = any || (q->by[i]->of_economies && q->by[i] != &dimension_economy);
    return any;
}

/* The ways of counting who is in several groups. */
static bool check_overlap(const struct question *q, struct err *e)
{
    if (q->associates && q->members_only)
        return err_set(e, ERR_USAGE, "--associates and --members-only contradict each other");
    if ((q->associates || q->members_only) && !is_of_groups(q))
        return err_set(e, ERR_USAGE, "--%s says who is in a group, and nothing is counted by groups; add --by rmo, or "
                       "--group RMO:SIM", q->associates ? "associates" : "members-only");
    if (!q->fractional && !q->primary)
        return true;
    const char *word = q->fractional ? "fractional" : "primary";
    if (q->fractional && q->primary)
        return err_set(e, ERR_USAGE, "--fractional and --primary are two ways of counting who is in "
                       "several groups; ask for one of them");
    if (overlapping(q) == 0)
        return err_set(e, ERR_USAGE, "--%s is about groups that overlap, and nothing is counted by such "
                       "groups; add --by rmo", word);
    if (q->fractional && overlapping(q) > 1)
        return err_set(e, ERR_USAGE, "--fractional can share out one kind of groups, not several at once");
    if (q->fractional
        && (q->measure->is_rate || q->measure->stages.n > 0 || q->measure->is_spread))
        return err_set(e, ERR_USAGE, STR_FMT " is no count, so --fractional cannot be used",
                       STR_ARG(q->measure->name));
    return true;
}

bool stats_check(const struct question *q, struct err *e)
{
    const char *name = q->measure->name.p;
    int n = (int)q->measure->name.n;
    if (q->courses.n > 0 && !measure_takes(q->measure, S("course")))
        return err_set(e, ERR_USAGE, "%.*s is of no course, so --course cannot be used", n, name);
    if (question_has_window(q) && !measure_takes(q->measure, S("from")))
        return err_set(e, ERR_USAGE, "%.*s has no period, so --from and --to cannot be used", n,
                       name);
    if (q->has_as_of && !measure_takes(q->measure, S("as-of")))
        return err_set(e, ERR_USAGE, "%.*s looks at the store as it is, so --as-of cannot be used; "
                       "--known-as-of tells how it was", n, name);
    if (q->economies.n + q->groups.n > 0 && q->measure->answers.n > 0 && !measure_takes(q->measure, S("economy")))
        return err_set(e, ERR_USAGE, "%.*s looks at everything, so --economy and --group cannot be used", n, name);
    if (q->has_horizon && !measure_takes(q->measure, S("within")))
        return err_set(e, ERR_USAGE, "%.*s is no rate of completion, so --within cannot be used",
                       n, name);
    if (q->has_from && q->has_to && q->from > q->to)
        return err_set(e, ERR_USAGE, "the period ends (--to) before it begins (--from)");
    if (q->nby > 0 && q->measure->answers.n > 0)
        return err_set(e, ERR_USAGE, "%.*s has lines of its own, so --by cannot be used", n, name);
    for (size_t i = 0; i < q->nby; i++)
        if (q->by[i] == &dimension_course && !measure_takes(q->measure, S("course")))
            return err_set(e, ERR_USAGE, "%.*s is of no course, so it cannot be counted by course",
                           n, name);
    for (size_t i = 0; i < q->nby; i++)
        if (q->measure->has_base && !q->by[i]->of_economies)
            return err_set(e, ERR_USAGE, "%.*s is a share of all economies of a group, so it can be counted "
                           "by economies and their groups only, not by %s", n, name, q->by[i]->name);
    return check_by(q, e) && check_overlap(q, e) && publish_check(q, e);
}
