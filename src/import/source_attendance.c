/*
 * Attendance lists: who was at a workshop, a placement, a lecture; one person a row.
 */
#include "base/buf.h"
#include "import/named.h"

static enum fit fits(const struct header *h, struct buf *why)
{
    if (!named_has(h, RECORD_PARTICIPATION, FIELD_initiative) || !named_has_person(h))
        return FITS_NOT;
    buf_puts(why, "it says who was at which initiative");
    return FITS;
}

static bool begin(struct reader *r, struct err *e)
{
    (void)e;
    return named_begin(r, RECORD_PARTICIPATION);
}

const struct source source_attendance = {
    .name = "attendance", .title = "a list of who took part", .order = 1,
    .fits = fits, .begin = begin, .read = named_read,
};
