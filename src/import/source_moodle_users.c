/*
 * The users an administrator of Moodle downloads (Users, Bulk user actions,
 * Download): its columns bear the names of Moodle's own fields in every
 * language. It says who people are and nothing about courses.
 *
 * The account is Moodle's own number of it (id), which also stands in the
 * reports of course completion; user names, telephone numbers and the site's own fields are
 * not needed and not read.
 */
#include "base/buf.h"
#include "import/cell.h"

enum { ID, EMAIL, FIRST_NAME, LAST_NAME, ID_NUMBER, COUNTRY, INSTITUTION, LANGUAGE, COLUMNS };

static const struct { const char *column, *role; } columns[COLUMNS] = {
    [ID]         = { "id", "account" },
    [EMAIL]      = { "email", "email" },
    [FIRST_NAME] = { "firstname", "given name" },
    [LAST_NAME]  = { "lastname", "family name" },
    [ID_NUMBER]  = { "idnumber", "external id" },
    [COUNTRY]    = { "country", "country" },
    [INSTITUTION] = { "institution", "organisation" },
    [LANGUAGE]   = { "lang", "language" },
};

struct users { int at[COLUMNS]; };

static bool has(const struct header *h, int column)
{
    return header_find(h, str_of(columns[column].column)) != NO_FIELD;
}

/* A file to upload users with has the same names, and columns for courses. */
static enum fit fits(const struct header *h, struct buf *why)
{
    if (!has(h, EMAIL) || !has(h, FIRST_NAME) || !has(h, LAST_NAME)
        || (!has(h, ID) && header_find(h, S("username")) == NO_FIELD)
        || header_find(h, S("course")) != NO_FIELD || header_find(h, S("course1")) != NO_FIELD)
        return FITS_NOT;
    buf_puts(why, "its columns are Moodle's fields of a user");
    return FITS;
}

static bool begin(struct reader *r, struct err *e)
{
    struct users *u = r->own = NEW(r->arena, struct users);
    for (int i = 0; i < COLUMNS; i++) {
        u->at[i] = header_find(r->header, str_of(columns[i].column));
        reader_role(r, columns[i].role, u->at[i]);
    }
    if (u->at[EMAIL] == NO_FIELD)
        return err_set(e, ERR_INPUT, STR_FMT " has no column email", STR_ARG(r->file));
    if (u->at[COUNTRY] == NO_FIELD)
        reader_note(r, "there is no column country: nobody gets one from this file");
    return true;
}

/* Moodle's "zh_cn" is zh-CN. */
static str language(struct reader *r, int field)
{
    str s = reader_text(r, field);
    struct buf b = buf_new(r->scratch);
    for (size_t i = 0; i < s.n; i++)
        buf_byte(&b, s.p[i] == '_' ? '-' : s.p[i]);
    return buf_str(&b);
}

static bool read_row(struct reader *r, struct record *out, struct err *e)
{
    (void)e;
    const struct users *u = r->own;
    out->account = reader_keep(r, u->at[ID]);
    out->email = reader_keep(r, u->at[EMAIL]);
    out->given = reader_keep(r, u->at[FIRST_NAME]);
    out->family = reader_keep(r, u->at[LAST_NAME]);
    out->external = reader_keep(r, u->at[ID_NUMBER]);
    out->organisation = reader_keep(r, u->at[INSTITUTION]);
    out->lang = language(r, u->at[LANGUAGE]);
    out->economy = cell_economy(r, u->at[COUNTRY], S("moodle"));
    return true;
}

const struct source source_moodle_users = {
    .name = "moodle-users", .title = "users downloaded from Moodle", .order = 0, .exported = true,
    .fits = fits, .begin = begin, .read = read_row,
};
