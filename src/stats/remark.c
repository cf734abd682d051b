/*
 * One function per sentence; each decides whether it has something to say.
 */
#include "stats/remark.h"

#include <inttypes.h>

struct remarks {
    struct arena *arena;                  /* of the table */
    const struct words *words;
    struct table *table;
    const struct question *question;
    const struct count *count;
    const struct facts *facts;
    const struct publish *publish;
};

static str day_text(const struct remarks *r, day d)
{
    struct buf b = buf_new(r->arena);
    date_put_day(&b, d);
    return buf_str(&b);
}

static str number_text(const struct remarks *r, uint64_t n)
{
    return str_format(r->arena, "%" PRIu64, n);
}

/* How many of those that are counted: with what stands in the table it could tell of a few. */
static str counted_text(const struct remarks *r, uint64_t n)
{
    return question_is_public(r->question) ? VAL_HIDDEN_MARK : number_text(r, n);
}

#define NOTE(r, ...) table_note((r)->table, say((r)->arena, (r)->words, __VA_ARGS__))

static void say_period(const struct remarks *r)
{
    const struct question *q = r->question;
    if (!measure_takes(q->measure, S("from")))
        return;
    str zone = str_of(q->zone ? q->zone : "UTC");
    str from = day_text(r, q->from), to = day_text(r, q->to);
    if (q->has_from && q->has_to)
        NOTE(r, "Period: from {1} to {2}, both days included; days are those of {3}.", from, to, zone);
    else if (q->has_from)
        NOTE(r, "Period: from {1}, that day included; days are those of {2}.", from, zone);
    else if (q->has_to)
        NOTE(r, "Period: to {1}, that day included; days are those of {2}.", to, zone);
    else
        NOTE(r, "Period: all that is recorded; days are those of {1}.", zone);
}

static void say_as_of(const struct remarks *r)
{
    const struct question *q = r->question;
    if (q->has_as_of)
        NOTE(r, "As of {1}: nothing that happened later is counted.", day_text(r, q->as_of));
    if (q->has_horizon)
        NOTE(r, "Within {1} days of the registration; left out because these days are not over: "
             "{2}.", number_text(r, (uint64_t)q->horizon), counted_text(r, r->facts->young));
}

static str listed(const struct remarks *r, const struct names *names)
{
    str all = names->v[0];
    for (size_t i = 1; i < names->n; i++)
        all = say(r->arena, r->words, i + 1 < names->n ? "{1}, {2}" : "{1} and {2}", all, names->v[i]);
    return all;
}

static void say_filters(const struct remarks *r)
{
    const struct question *q = r->question;
    if (q->courses.n == 1)
        NOTE(r, "Only of the course {1}.", q->courses.v[0]);
    if (q->courses.n > 1)
        NOTE(r, "Only of the courses {1}.", listed(r, &q->courses));
    if (q->economies.n > 0)
        NOTE(r, "Only of these economies: {1}.", listed(r, &q->economies));
    if (q->groups.n == 1)
        NOTE(r, "Only of economies in {1}.", q->groups.v[0]);
    if (q->groups.n > 1)
        NOTE(r, "Only of economies in any of {1}.", listed(r, &q->groups));
}

static void say_known(const struct remarks *r)
{
    struct buf b = buf_new(r->arena);
    if (!r->question->has_known_as_of)
        return;
    date_put_instant(&b, r->question->known_as_of);
    NOTE(r, "As it was known on {1}.", buf_str(&b));
}

static void say_basis(const struct remarks *r)
{
    const struct question *q = r->question;
    if (!question_asks_economies(q))
        return;
    str stock = day_text(r, question_stock_day(q));
    if (q->measure->has_base && q->basis == BASIS_EVENT)
        NOTE(r, "Learners are in economies as on {1}; economies are in groups as on {2}.", q->measure->date, stock);
    else if (q->basis == BASIS_AS_OF || !measure_takes(q->measure, S("from")))
        NOTE(r, "Economies and their memberships are those on {1}.", stock);
    else if (r->facts->undated > 0)
        NOTE(r, "Economies and their memberships are those on {1}; where that is not known, those "
             "on {2}.", q->measure->date, stock);
    else
        NOTE(r, "Economies and their memberships are those on {1}.", q->measure->date);
}

static bool is_rmo(const struct dimension *d)
{
    return d == &dimension_rmo || d == &dimension_rmo_subregion;
}

static void say_members(const struct remarks *r)
{
    const struct question *q = r->question;
    bool by_rmo = false;
    for (size_t i = 0; i < q->nby; i++)
        by_rmo = by_rmo || is_rmo(q->by[i]);
    if (q->members_only)
        NOTE(r, "Only full members of groups are counted as being in them.");
    else if (by_rmo && q->associates)
        NOTE(r, "Full and associate members of the RMOs are counted.");
    else if (by_rmo)
        NOTE(r, "Full members of the RMOs are counted; --associates adds associate members.");
}

static void say_shares(const struct remarks *r)
{
    if (r->question->fractional)
        NOTE(r, "Who is in several groups is shared out among them in equal parts, so that the groups "
             "add up to all who are in any.");
    if (r->question->primary)
        NOTE(r, "An economy in several groups counts in its primary one only.");
}

static void say_undated(const struct remarks *r)
{
    if (!measure_takes(r->question->measure, S("from")))
        return;
    if (r->facts->undated > 0)
        NOTE(r, "Counted without a date: {1}.", counted_text(r, r->facts->undated));
    if (r->facts->undated_left_out > 0)
        NOTE(r, "Not counted, because without a date they are in no period: {1}.",
             counted_text(r, r->facts->undated_left_out));
}

/* Whether the table has the line "overlap": in public the note says no more than that. */
static bool can_overlap(const struct remarks *r)
{
    return r->count->axes[0].overlaps || counts_distinct(r->question->measure->counts);
}

static void say_overlap(const struct remarks *r)
{
    static const char *const things[] = {
        [COUNTS_REGISTRATIONS] = TO_SAY("One registration can stand on several lines, so lines must "
            "not be added up: \"overlap\" is by how much they exceed the total."),
        [COUNTS_LEARNERS] = TO_SAY("One learner can stand on several lines, so lines must not be "
            "added up: \"overlap\" is by how much they exceed the total."),
        [COUNTS_ECONOMIES] = TO_SAY("One economy can stand on several lines, so lines must not be "
            "added up: \"overlap\" is by how much they exceed the total."),
        [COUNTS_PARTICIPATIONS] = TO_SAY("One participation can stand on several lines, so lines must "
            "not be added up: \"overlap\" is by how much they exceed the total."),
        [COUNTS_HEADS] = TO_SAY("One head can stand on several lines, so lines must not be "
            "added up: \"overlap\" is by how much they exceed the total."),
        [COUNTS_COURSES] = TO_SAY("One course can stand on several lines, so lines must not be "
            "added up: \"overlap\" is by how much they exceed the total."),
        [COUNTS_INITIATIVES] = TO_SAY("One initiative can stand on several lines, so lines must not be "
            "added up: \"overlap\" is by how much they exceed the total."),
    };
    if (r->question->nby == 0)
        return;
    bool some = count_sum(r->count, count_root(), 0) != count_any(r->count, count_root(), 0);
    if (some || (question_is_public(r->question) && can_overlap(r)))
        NOTE(r, things[r->question->measure->counts]);
}

static void say_elsewhere(const struct remarks *r)
{
    /* In public even that there are some would tell: disclose takes them for unknown. */
    if (r->question->nby == 0 || !r->question->measure->is_rate || question_is_public(r->question))
        return;
    uint64_t n = count_elsewhere(r->count, count_root(), 1);
    if (n > 0)
        NOTE(r, "In the numerator of the total alone: {1}, who completed only what is on no line "
             "they stand on.", number_text(r, n));
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

static void say_public(const struct remarks *r)
{
    if (r->publish->disclosure != NULL)
        NOTE(r, "To be published: figures of 1 to {1} are hidden ({2}), as they could give persons away, and "
             "so are others from which they could be worked out; 0 is shown. Figures hidden: {3}.",
             number_text(r, (uint64_t)r->question->public_k - 1), VAL_HIDDEN_MARK,
             number_text(r, r->publish->hidden));
    else if (r->question->public_k > 0)
        NOTE(r, "To be published: nothing here counts persons, so nothing is hidden.");
    if (r->publish->all)
        NOTE(r, "Some of these figures could only be protected by hiding all that hang together with them.");
    if (r->question->round_to > 0)
        NOTE(r, "To be published: figures of persons are rounded to multiples of {1}, each by itself, so that "
             "they do not add up exactly.", number_text(r, (uint64_t)r->question->round_to));
    uint64_t least = (uint64_t)(r->question->round_to > 0 ? r->question->round_to : r->question->public_k);
    if (question_is_public(r->question) && r->question->measure->is_spread)
        NOTE(r, "To be published: quartiles are rounded to whole percents or days, and hidden ({1}) of fewer than {2} "
             "values, {3} for each of the four parts they make; so are all numbers of zeros, as those of one line could "
             "be worked out from others.", VAL_HIDDEN_MARK, number_text(r, 4 * least), number_text(r, least));
}

void remark_asked(struct table *t, const struct question *q)
{
    const struct remarks r = { .table = t, .arena = t->arena, .words = question_words(q), .question = q };
    say_period(&r);
    say_as_of(&r);
    say_filters(&r);
    say_known(&r);
}

void remark_all(struct table *t, const struct question *q, const struct count *c,
                const struct facts *f, const struct publish *p)
{
    const struct remarks r = { .table = t, .arena = t->arena, .words = question_words(q),
                               .question = q, .count = c, .facts = f, .publish = p };
    say_period(&r);
    say_as_of(&r);
    say_filters(&r);
    say_known(&r);
    say_basis(&r);
    say_members(&r);
    say_shares(&r);
    say_undated(&r);
    say_overlap(&r);
    say_elsewhere(&r);
    say_dimensions(&r);
    say_public(&r);
}
