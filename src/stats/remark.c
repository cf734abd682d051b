/*
 * One function per sentence; each decides whether it has something to say.
 */
#include "stats/remark.h"

#include <inttypes.h>

struct remarks {
    struct table *table;
    const struct question *question;
    const struct count *count;
    const struct facts *facts;
};

static str day_text(struct arena *a, day d)
{
    struct buf b = buf_new(a);
    date_put_day(&b, d);
    return buf_str(&b);
}

static void say_period(const struct remarks *r)
{
    struct arena *a = r->table->arena;
    const struct question *q = r->question;
    struct buf b = buf_new(a);
    if (!measure_takes(q->measure, S("from")))
        return;
    buf_put(&b, S("Period: "));
    if (!question_has_window(q))
        buf_put(&b, S("all that is recorded"));
    if (q->has_from)
        buf_printf(&b, "from " STR_FMT, STR_ARG(day_text(a, q->from)));
    if (q->has_to)
        buf_printf(&b, "%sto " STR_FMT, q->has_from ? " " : "", STR_ARG(day_text(a, q->to)));
    if (question_has_window(q))
        buf_put(&b, S(", both days included"));
    buf_printf(&b, "; days are those of %s.", q->zone ? q->zone : "UTC");
    table_note(r->table, buf_str(&b));
}

static void say_as_of(const struct remarks *r)
{
    const struct question *q = r->question;
    struct arena *a = r->table->arena;
    if (q->has_as_of)
        table_note(r->table, str_format(a, "As of " STR_FMT ": nothing that happened later is "
                                        "counted.", STR_ARG(day_text(a, q->as_of))));
    if (q->has_horizon)
        table_note(r->table, str_format(a, "Within %" PRId64 " days of the registration; left out "
                                        "because these days are not over: %zu.", q->horizon,
                                        r->facts->young));
    if (q->course != NULL)
        table_note(r->table, str_format(a, "Only of the course %s.", q->course));
}

static bool needs_economies(const struct question *q)
{
    if (q->measure->counts == COUNTS_ECONOMIES)
        return true;
    for (size_t i = 0; i < q->nby; i++)
        if (q->by[i] == &dimension_economy || q->by[i]->detail != NULL)
            return true;
    return false;
}

static void say_basis(const struct remarks *r)
{
    const struct question *q = r->question;
    struct arena *a = r->table->arena;
    if (!needs_economies(q))
        return;
    str stock = day_text(a, question_stock_day(q));
    struct buf b = buf_new(a);
    buf_put(&b, S("Economies and their memberships are those on "));
    if (q->basis == BASIS_AS_OF || !measure_takes(q->measure, S("from")))
        buf_put(&b, stock);
    else if (r->facts->undated > 0)
        buf_printf(&b, STR_FMT "; where that is not known, those on " STR_FMT,
                   STR_ARG(q->measure->date), STR_ARG(stock));
    else
        buf_put(&b, q->measure->date);
    buf_byte(&b, '.');
    table_note(r->table, buf_str(&b));
}

static void say_members(const struct remarks *r)
{
    for (size_t i = 0; i < r->question->nby; i++)
        if (r->question->by[i] == &dimension_rmo)
            table_note(r->table, r->question->associates
                       ? S("Full and associate members of the RMOs are counted.")
                       : S("Full members of the RMOs are counted; --associates adds associate "
                           "members."));
}

static void say_undated(const struct remarks *r)
{
    struct arena *a = r->table->arena;
    if (!measure_takes(r->question->measure, S("from")))
        return;
    if (r->facts->undated > 0)
        table_note(r->table, str_format(a, "Counted without a date: %zu.",
                                        r->facts->undated));
    if (r->facts->undated_left_out > 0)
        table_note(r->table, str_format(a, "Not counted, because without a date they are in no "
                                        "period: %zu.", r->facts->undated_left_out));
}

static void say_overlap(const struct remarks *r)
{
    static const char *const things[] = { "registration", "learner", "economy" };
    const struct node *root = &r->count->nodes.v[0];
    if (r->question->nby == 0 || count_sum(r->count, root).count == root->any)
        return;
    table_note(r->table, str_format(r->table->arena, "One %s can stand on several lines, so lines "
                                    "must not be added up: \"overlap\" is by how much they exceed "
                                    "the total.", things[r->question->measure->counts]));
}

static void say_elsewhere(const struct remarks *r)
{
    uint64_t n = r->count->nodes.v[0].elsewhere;
    if (r->question->nby > 0 && n > 0)
        table_note(r->table, str_format(r->table->arena, "In the numerator of the total alone: %"
                                        PRIu64 ", who completed only what is on no line they stand "
                                        "on.", n));
}

static void say_dimensions(const struct remarks *r)
{
    for (size_t i = 0; i < r->question->nby; i++) {
        struct buf b = buf_new(r->table->arena);
        if (r->question->by[i]->remark == NULL)
            continue;
        r->question->by[i]->remark(&r->count->axes[i], r->table->arena, &b);
        if (b.n > 0)
            table_note(r->table, buf_str(&b));
    }
}

void remark_all(struct table *t, const struct question *q, const struct count *c,
                const struct facts *f)
{
    const struct remarks r = { .table = t, .question = q, .count = c, .facts = f };
    say_period(&r);
    say_as_of(&r);
    say_basis(&r);
    say_members(&r);
    say_undated(&r);
    say_overlap(&r);
    say_elsewhere(&r);
    say_dimensions(&r);
    table_note(t, str_format(t->arena, "etalon explain " STR_FMT " tells how it is counted.",
                             STR_ARG(q->measure->name)));
}
