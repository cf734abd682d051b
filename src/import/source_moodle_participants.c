/*
 * Participants of a course, downloaded from Moodle's list of them: given and family name,
 * identity columns as the site shows them, groups. It has no dates: the registrations are undated.
 */
#include "base/buf.h"
#include "import/moodle.h"

/* Names first, and nothing behind them but who people are. */
static enum fit fits(const struct header *h, struct buf *why)
{
    if (h->n < 3 || !moodle_is(h, 0, MOODLE_GIVEN) || !moodle_is(h, 1, MOODLE_FAMILY)
        || !moodle_is(h, h->n - 1, MOODLE_GROUPS))
        return FITS_NOT;
    buf_puts(why, "it has names of people first and their groups last");
    return FITS;
}

static bool begin(struct reader *r, struct err *e)
{
    struct moodle *m = r->own = NEW(r->arena, struct moodle);
    if (r->header->n < 3)
        return err_set(e, ERR_INPUT, STR_FMT " is no list of participants: it has no columns for names, "
                       "addresses and groups", STR_ARG(r->file));
    if (!moodle_needs_course(r, e))
        return false;
    moodle_find(r->header, 2, r->header->n, m);
    m->at[MOODLE_GIVEN] = 0;
    m->at[MOODLE_FAMILY] = 1;
    m->at[MOODLE_GROUPS] = (int)r->header->n - 1;
    moodle_columns(r, m, 2);
    reader_note(r, "the list does not say since when people are in the course: their registrations have "
                "no date");
    return true;
}

static bool read_row(struct reader *r, struct record *out, struct err *e)
{
    (void)e;
    const struct moodle *m = r->own;
    out->course = r->course;
    out->cohort = reader_keep(r, m->at[MOODLE_GROUPS]);
    moodle_person(r, m, out);
    return true;
}

const struct source source_moodle_participants = {
    .name = "moodle-participants", .title = "participants of a course, listed by Moodle", .order = 1,
    .exported = true, .fits = fits, .begin = begin, .read = read_row,
};
