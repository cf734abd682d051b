/*
 * Exports of Moodle that hold no records of persons, or none to go by. They are recognised, so that
 * nobody has to wonder, and the user hears what to export instead.
 */
#include "base/buf.h"
#include "import/moodle.h"

static bool is_about_persons(const struct header *h, const struct moodle *m)
{
    for (size_t i = 0; i < h->n; i++)
        if (look_all(&h->looks[i], h->looks[i].emails))
            return true;
    return m->at[MOODLE_EMAIL] != NO_FIELD || m->at[MOODLE_FULL_NAME] != NO_FIELD
        || m->at[MOODLE_GIVEN] != NO_FIELD;
}

/* User names that are numbers are counts of them; courses without people are a list of courses. */
static enum fit fits_figures(const struct header *h, struct buf *why)
{
    struct moodle m;
    moodle_find(h, 0, h->n, &m);
    int user = m.at[MOODLE_USERNAME];
    bool counts = user != NO_FIELD && look_all(&h->looks[user], h->looks[user].wholes);
    bool courses = user == NO_FIELD && m.at[MOODLE_COURSE] != NO_FIELD && m.at[MOODLE_COURSE_FULL] != NO_FIELD;
    if (is_about_persons(h, &m) || (!counts && !courses))
        return FITS_NOT;
    buf_puts(why, counts ? "it has numbers where user names would be" : "it lists courses");
    return FITS;
}

/* Nine columns, the last of them addresses of computers. */
static enum fit fits_log(const struct header *h, struct buf *why)
{
    if (h->n != 9 || !look_all(&h->looks[8], h->looks[8].addresses))
        return FITS_NOT;
    buf_puts(why, "its last column holds addresses of computers");
    return FITS;
}

const struct source source_moodle_figures = {
    .name = "moodle-figures", .title = "figures of Moodle's Report builder", .order = 1, .exported = true,
    .fits = fits_figures,
    .declined = "holds figures of Moodle's Report builder and no persons, and figures cannot be taken apart "
                "again; export a report with a line for each person (Email address, Country, Course short name, "
                "Time created, Time completed; nothing grouped or counted), or the report of course completion "
                "together with the users download",
};

const struct source source_moodle_log = {
    .name = "moodle-log", .title = "a log of Moodle", .order = 1, .exported = true,
    .fits = fits_log,
    .declined = "is a log of Moodle: it tells what was clicked, not who completed what; export the report of "
                "course completion (Reports, Course completion) and the users download (Users, Bulk user "
                "actions) instead",
};
