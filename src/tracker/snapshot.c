#include "tracker/snapshot.h"

#include "base/asset.h"
#include "tracker/match.h"
#include "tracker/state.h"

void snapshot_open(struct snapshot *s, struct arena *a, int64_t first_new)
{
    *s = (struct snapshot){ .named = paged_new(a, 1), .courses = paged_new(a, 1),
                            .first_new = first_new };
}

void snapshot_name(struct snapshot *s, int64_t registration, uint32_t course)
{
    uint8_t *bits = paged_at(&s->named, (size_t)registration / 8);
    *bits = (uint8_t)(*bits | 1u << registration % 8);
    *(uint8_t *)paged_at(&s->courses, course) = 1;
}

static bool is_named(const struct snapshot *s, int64_t registration)
{
    const uint8_t *bits = paged_look(&s->named, (size_t)registration / 8);
    return bits && (*bits >> registration % 8 & 1);
}

static bool is_spoken_of(const struct snapshot *s, uint32_t course)
{
    const uint8_t *is = paged_look(&s->courses, course);
    return is && *is;
}

static int64_t first_refused(const struct batch *b)
{
    for (int64_t line = 0; line <= b->log.last; line++)
        if (rowlog_has(&b->log, line) && (rowlog_get(&b->log, line) == OUTCOME_REJECTED
                                          || rowlog_get(&b->log, line) == OUTCOME_CONFLICT))
            return line;
    return 0;
}

typedef VEC(struct stored_registration) missing;

/* What the source told of, in the courses of the file. */
static bool find_missing(struct batch *b, const struct snapshot *s, missing *out, int64_t *all,
                         struct err *e)
{
    struct asset f;
    struct stmt *q = db_stmt(b->db, asset_find(S("tracker/snapshot.sql"), &f) ? f.bytes : S("?"));
    stmt_set(q, 1, val_text(b->spec.kind));
    stmt_set(q, 2, val_text(b->spec.source_name));
    stmt_set(q, 3, val_int(s->first_new));
    while (stmt_row(q)) {
        struct stored_registration r = stored_get(q);
        if (!is_spoken_of(s, r.course))
            continue;
        ++*all;
        r.cohort = str_dup(b->arena, r.cohort);
        r.key = str_dup(b->arena, r.key);
        if (!is_named(s, r.id) && !(r.by_hand & REGISTRATION_WITHDRAWN))
            *vec_push(b->arena, out) = r;
    }
    return stmt_end(q, e);
}

static bool withdraw(struct batch *b, const struct stored_registration *r, struct err *e)
{
    struct val v[] = { val_int(r->id), val_int(r->learner), val_int(r->course), val_int(r->seq),
                       val_nil(), val_nil(), val_int(1),
                       r->economy[0] ? val_text((str){ r->economy, 2 }) : val_nil(),
                       r->cohort.n ? val_text(r->cohort) : val_nil(),
                       r->key.n ? val_text(r->key) : val_nil(), val_int(r->by_hand),
                       val_int(b->id), val_nil(), val_nil() };
    stamp_vals(r->at, v + 4);
    b->plan.withdrawn++;
    return book_change(&b->book, PAST_REGISTRATION, S(""), v, e);
}

bool snapshot_withdraw(struct batch *b, struct snapshot *s, struct err *e)
{
    missing list = { 0 };
    int64_t all = 0, refused = first_refused(b);
    if (refused) {
        rowlog_warn(&b->log, refused, "not-withdrawn", S(""), S(""), "because rows were refused, "
                    "nobody whom the file does not name was withdrawn");
        return true;
    }
    if (!book_flush(&b->book, PAST_REGISTRATION, e) || !find_missing(b, s, &list, &all, e))
        return false;
    if ((int64_t)list.n * 100 > all * b->spec.withdraw_at_most)
        return err_set(e, ERR_INPUT, STR_FMT " does not name %lld of the %lld registrations that are "
                       "open in its courses and came from this source, more than %d %%; if they are to be withdrawn, say "
                       "--withdraw-at-most %lld%%", STR_ARG(b->spec.file_name), (long long)list.n,
                       (long long)all, b->spec.withdraw_at_most,
                       (long long)((100 * (int64_t)list.n + all - 1) / all));
    b->plan.withdrawn_of = all;
    for (size_t i = 0; i < list.n; i++)
        if (!withdraw(b, &list.v[i], e))
            return false;
    return true;
}
