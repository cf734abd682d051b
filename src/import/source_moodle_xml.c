/*
 * Moodle's gradebook exported as XML: a result for each activity that has an ID number and
 * each participant, who is named by ID number alone. Scores are points, and the file does not
 * say of how many: it tells who is in the course.
 */
#include "base/buf.h"
#include "import/moodle.h"

enum { ASSIGNMENT, STUDENT, SCORE, COLUMNS };

static const char *const names[COLUMNS] = { "assignment", "student", "score" };

static enum fit fits(const struct header *h, struct buf *why)
{
    for (int i = 0; i < COLUMNS; i++)
        if (header_find(h, str_of(names[i])) == NO_FIELD)
            return FITS_NOT;
    buf_puts(why, "it has a score for each assignment and student");
    return FITS;
}

static bool begin(struct reader *r, struct err *e)
{
    int *at = r->own = NEW_N(r->arena, int, COLUMNS);
    for (int i = 0; i < COLUMNS; i++)
        at[i] = header_find(r->header, str_of(names[i]));
    reader_role(r, "external id", at[STUDENT]);
    if (!moodle_needs_course(r, e))
        return false;
    if (!r->ids_count)
        return err_set(e, ERR_USAGE, STR_FMT " names people by ID number alone; say --source-name NAME, the "
                       "platform whose numbers they are", STR_ARG(r->file));
    reader_note(r, "scores are points, and the file does not say of how many: they are not taken; export the "
                "gradebook as text with grades shown as percentages");
    return true;
}

static bool read_row(struct reader *r, struct record *out, struct err *e)
{
    (void)e;
    const int *at = r->own;
    out->external = reader_keep(r, at[STUDENT]);
    out->course = r->course;
    out->joins = true;
    if (out->external.n == 0)
        reader_skip(r, at[STUDENT], "no-person", "this result names nobody and is left out");
    return true;
}

const struct source source_moodle_xml = {
    .name = "moodle-xml", .title = "gradebook exported by Moodle as XML", .order = 2, .exported = true,
    .fits = fits, .begin = begin, .read = read_row,
};
