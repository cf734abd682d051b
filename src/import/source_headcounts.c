/*
 * Head-counts: how many were at an initiative, where nobody wrote down who.
 */
#include "base/buf.h"
#include "import/named.h"

static enum fit fits(const struct header *h, struct buf *why)
{
    bool counts = named_has(h, RECORD_HEADCOUNT, FIELD_number) || named_has(h, RECORD_HEADCOUNT, FIELD_women)
               || named_has(h, RECORD_HEADCOUNT, FIELD_men);
    if (!named_has(h, RECORD_HEADCOUNT, FIELD_initiative) || !counts || named_has_person(h))
        return FITS_NOT;
    buf_puts(why, "it has the column initiative, numbers and no persons");
    return FITS;
}

static bool begin(struct reader *r, struct err *e)
{
    (void)e;
    return named_begin(r, RECORD_HEADCOUNT);
}

const struct source source_headcounts = {
    .name = "headcounts", .title = "head-counts of initiatives", .order = 1,
    .fits = fits, .begin = begin, .read = named_read,
};
