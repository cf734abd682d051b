/*
 * Plain CSV: one registration a row, or without anything about courses one person.
 */
#include "base/buf.h"
#include "import/named.h"

static bool has(const struct header *h, int field)
{
    return named_has(h, RECORD_LEARNING, field);
}

static bool is_list_of_people(const struct header *h)
{
    return has(h, FIELD_given_name) || has(h, FIELD_family_name);
}

/* What looks like email or course is worth a word about what is missing. */
static enum fit fits(const struct header *h, struct buf *why)
{
    static const int wanted[] = { FIELD_email, FIELD_course };
    if (header_find(h, str_of(field_name(FIELD_initiative))) != NO_FIELD)
        return FITS_NOT;
    if (named_has_person(h) && (has(h, FIELD_course) || is_list_of_people(h))) {
        buf_puts(why, has(h, FIELD_email) ? "it has the columns email and "
                                          : "it says who people are and has the column ");
        buf_puts(why, has(h, FIELD_course) ? "course" : has(h, FIELD_given_name) ? "given_name"
                                                                                 : "family_name");
        return FITS;
    }
    int near = named_near(h, RECORD_LEARNING, wanted, 2);
    if (near == NO_FIELD)
        return FITS_NOT;
    buf_printf(why, "it has a column \"" STR_FMT "\"", STR_ARG(h->names[near]));
    return FITS_NEARLY;
}

static bool begin(struct reader *r, struct err *e)
{
    (void)e;
    return named_begin(r, RECORD_LEARNING);
}

const struct source source_plain = {
    .name = "plain", .title = "plain CSV with named columns", .order = 1,
    .fits = fits, .begin = begin, .read = named_read,
};
