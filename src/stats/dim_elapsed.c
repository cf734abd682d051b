/*
 * By the whole months from the fact's day to the day on which what began with it was completed:
 * every number from 0 to the largest. With a dimension in time it is the triangle of cohorts.
 */
#include "stats/dimension.h"

#include "base/buf.h"

static day end_of(const struct question *q)
{
    return q->has_as_of ? q->as_of : q->today;
}

static bool prepare(struct axis *x, struct arena *a, struct db *db, struct err *e)
{
    (void)db, (void)e;
    for (uint32_t months = 0; months < x->facts->elapsed_end; months++) {
        str number = str_format(a, "%u", months);
        *vec_push(a, &x->groups) = (struct group){ .id = number, .name = number, .always = true };
    }
    return true;
}

static size_t place(const struct axis *x, const struct fact *f, uint32_t in[GROUPS_MOST],
                    enum line *line)
{
    uint32_t elapsed = facts_word(x->facts, f, DETAIL_ELAPSED);
    *line = elapsed == ELAPSED_NOT_YET ? LINE_NONE : LINE_UNDATED;
    if (elapsed < ELAPSED_FROM)
        return 0;
    in[0] = elapsed - ELAPSED_FROM;
    return 1;
}

static bool is_over(const struct axis *x, uint32_t group, day begun)
{
    return facts_months(begun, end_of(x->question) + 1) > (int64_t)group;
}

static void remark(const struct axis *x, struct arena *a, struct buf *sentences)
{
    struct buf end = buf_new(a);
    date_put_day(&end, end_of(x->question));
    buf_put(sentences, say(a, question_words(x->question),
        "Each stands in the month in which it was completed and not in those after it: whole months from the "
        "day of registration to that of completion, 0 within the first. What was not completed by {1} is "
        "\"not completed\"; what was, but before the registration or on days that are not known, is \"undated\". "
        "Months that are not over for all of a cohort can still grow, and are left out where nothing is in "
        "them.", buf_str(&end)));
}

const struct dimension dimension_elapsed = {
    .name = "elapsed", .id = "elapsed", .noun = TO_SAY("months to completion"),
    .title = TO_SAY("Months to completion"), .name_title = TO_SAY("Months to completion"),
    .help = "whole months from registration to completion, with month a triangle of cohorts",
    .column = DETAIL_ELAPSED,
    .lines = { [LINE_NONE] = TO_SAY("not completed"), [LINE_UNDATED] = TO_SAY("undated") },
    .prepare = prepare, .place = place, .is_over = is_over, .remark = remark,
};
