/*
 * Lists of initiatives: workshops, placements, lectures, summer schools, webinars.
 */
#include "base/buf.h"
#include "import/named.h"

static enum fit fits(const struct header *h, struct buf *why)
{
    if (!named_has(h, RECORD_INITIATIVE, FIELD_initiative) || !named_has(h, RECORD_INITIATIVE, FIELD_kind)
        || named_has_person(h) || named_has(h, RECORD_HEADCOUNT, FIELD_number))
        return FITS_NOT;
    buf_puts(why, "it has the columns initiative and kind");
    return FITS;
}

static bool begin(struct reader *r, struct err *e)
{
    (void)e;
    return named_begin(r, RECORD_INITIATIVE);
}

const struct source source_initiatives = {
    .name = "initiatives", .title = "a list of initiatives", .order = 0,
    .fits = fits, .begin = begin, .read = named_read,
};
