#include "import/moodle.h"

#include "base/buf.h"

struct known { enum moodle_column what; const char *lang, *key; };

static const struct known known[] = {
#define COLUMN(what, lang, key) { MOODLE_##what, lang, key },
#include "import/moodle_columns.def"
#undef COLUMN
};

enum { KNOWN = sizeof known / sizeof *known };

bool moodle_key_is(str key, enum moodle_column what)
{
    for (size_t k = 0; k < KNOWN; k++)
        if (known[k].what == what && str_eq(key, str_of(known[k].key)))
            return true;
    return false;
}

bool moodle_is(const struct header *h, size_t i, enum moodle_column what)
{
    return moodle_key_is(h->keys[i], what);
}

/* "Nombre" is what somebody is called before the family name, and elsewhere the name of
 * anything. */
static bool is_in_place(const struct header *h, size_t i, size_t end, enum moodle_column what)
{
    return what != MOODLE_GIVEN || (i + 1 < end && moodle_is(h, i + 1, MOODLE_FAMILY));
}

static void count_language(struct moodle *m, size_t *most, const char *lang, const bool *of)
{
    size_t n = 0;
    for (size_t k = 0; k < KNOWN; k++)
        n += of[k] && str_eq(str_of(known[k].lang), str_of(lang));
    if (n > *most) {
        *most = n;
        m->lang = str_of(lang);
    }
}

void moodle_find(const struct header *h, size_t from, size_t end, struct moodle *out)
{
    bool of[KNOWN] = { false };
    size_t most = 0;
    *out = (struct moodle){ .end = end };
    for (size_t c = 0; c < MOODLE_COLUMNS; c++)
        out->at[c] = NO_FIELD;
    for (size_t i = from; i < end; i++) {
        bool any = false;
        for (size_t k = 0; k < KNOWN; k++) {
            if (!str_eq(h->keys[i], str_of(known[k].key)) || !is_in_place(h, i, end, known[k].what))
                continue;
            any = of[k] = true;
            if (out->at[known[k].what] == NO_FIELD)
                out->at[known[k].what] = (int)i;
        }
        out->known += any;
    }
    for (size_t k = 0; k < KNOWN; k++)
        count_language(out, &most, known[k].lang, of);
}

/* --- by their values -------------------------------------------------------------------- */

struct looks { struct look *of; size_t end; struct longdates *dates; };

/* Dates all over the table say in which language they are. */
static void look_row(void *self, const struct row *row)
{
    struct looks *l = self;
    for (size_t i = 0; i < row->n; i++) {
        struct look one = { 0 };
        look_at(i < l->end ? &l->of[i] : &one, row->fields[i]);
        if (i >= l->end ? one.dates > 0 : l->of[i].dates > 0)
            longdates_learn(l->dates, str_trim(row->fields[i]));
    }
}

/* The first column that is filled with such values and nothing else; a second
 * one makes the answer uncertain. */
static int only_column(const struct looks *l, size_t from, size_t (*count)(const struct look *),
                       bool *several)
{
    int found = NO_FIELD;
    *several = false;
    for (size_t i = from; i < l->end; i++) {
        if (!look_all(&l->of[i], count(&l->of[i])))
            continue;
        *several = found != NO_FIELD;
        if (found == NO_FIELD)
            found = (int)i;
    }
    return found;
}

static size_t emails(const struct look *l) { return l->emails; }
static size_t codes(const struct look *l)  { return l->codes; }

static void find_by_values(struct reader *r, struct moodle *m, size_t from, const struct looks *l)
{
    bool several;
    int email = only_column(l, from, emails, &several);
    if (email != NO_FIELD)
        m->at[MOODLE_EMAIL] = email;
    if (m->at[MOODLE_COUNTRY] != NO_FIELD)
        return;
    m->at[MOODLE_COUNTRY] = only_column(l, from, codes, &several);
    if (several) {
        reader_note(r, "several columns look like codes of countries; none is taken");
        m->at[MOODLE_COUNTRY] = NO_FIELD;
    }
}

static const struct { enum moodle_column what; const char *role, *title; } roles[] = {
    { MOODLE_GIVEN,       "given name",   "given name" },
    { MOODLE_FAMILY,      "family name",  "family name" },
    { MOODLE_FULL_NAME,   "name",         "name" },
    { MOODLE_EMAIL,       "email",        "e-mail address" },
    { MOODLE_ID_NUMBER,   "external id",  "ID number" },
    { MOODLE_COUNTRY,     "country",      "country" },
    { MOODLE_INSTITUTION, "organisation", "organisation" },
    { MOODLE_GROUPS,      "cohort",       "cohort" },
    { MOODLE_LANGUAGE,    "language",     "language" },
    { MOODLE_COURSE,      "course",       "course" },
};

enum { ROLES = sizeof roles / sizeof *roles };

static const char *use_of(const struct moodle *m, size_t i)
{
    for (size_t k = 0; k < ROLES; k++)
        if (m->at[roles[k].what] == (int)i)
            return roles[k].title;
    return "not used";
}

static void tell_columns(struct reader *r, const struct moodle *m, size_t from)
{
    struct buf b = buf_new(r->scratch);
    for (size_t i = from; i < m->end; i++)
        buf_printf(&b, "%s\"" STR_FMT "\" %s", b.n > 0 ? ", " : "", STR_ARG(r->header->names[i]),
                   use_of(m, i));
    if (b.n > 0)
        reader_note(r, "columns: " STR_FMT, STR_ARG(buf_str(&b)));
    if (m->at[MOODLE_COUNTRY] == NO_FIELD)
        reader_note(r, "no column tells the country: give the users download in the same call, and "
                    "people get theirs from it by their e-mail address");
}

void moodle_columns(struct reader *r, struct moodle *m, size_t from)
{
    struct looks l = { NEW_N(r->arena, struct look, m->end + 1), m->end, r->dates };
    struct err unsaid = { 0 };            /* whoever reads the rows will say it */
    bool whole = false;
    (void)!reader_sample(r, look_row, &l, &whole, &unsaid);
    longdates_learn_language(r->dates, m->lang);
    find_by_values(r, m, from, &l);
    for (size_t k = 0; k < ROLES; k++)
        reader_role(r, roles[k].role, m->at[roles[k].what]);
    tell_columns(r, m, from);
    if (m->at[MOODLE_EMAIL] == NO_FIELD && !r->ids_count && whole)
        reader_note(r, "no column holds e-mail addresses");
}

/* --- rows ------------------------------------------------------------------------------- */

/* "English ‎(en)‎": with marks of direction. */
static str language_in(struct reader *r, int field)
{
    str s = reader_text(r, field);
    size_t open = str_find(s, S("(")), n = 0;
    if (open == s.n)
        return S("");
    str code = str_from(s, open + 1);
    while (n < code.n && ((code.p[n] >= 'a' && code.p[n] <= 'z') || code.p[n] == '_'))
        n++;
    if (n < 2 || n > 8 || n == code.n || code.p[n] != ')')
        return S("");
    struct buf b = buf_new(r->scratch);
    for (size_t i = 0; i < n; i++)
        buf_byte(&b, code.p[i] == '_' ? '-' : code.p[i]);
    return buf_str(&b);
}

void moodle_person(struct reader *r, const struct moodle *m, struct record *out)
{
    out->email = reader_keep(r, m->at[MOODLE_EMAIL]);
    out->external = reader_keep(r, m->at[MOODLE_ID_NUMBER]);
    out->given = reader_keep(r, m->at[MOODLE_GIVEN]);
    out->family = reader_keep(r, m->at[MOODLE_FAMILY]);
    out->display = reader_keep(r, m->at[MOODLE_FULL_NAME]);
    out->organisation = reader_keep(r, m->at[MOODLE_INSTITUTION]);
    out->lang = language_in(r, m->at[MOODLE_LANGUAGE]);
    out->economy = cell_economy(r, m->at[MOODLE_COUNTRY], S("moodle"));
}

bool moodle_needs_course(const struct reader *r, struct err *e)
{
    return r->course.n > 0
        || err_set(e, ERR_USAGE, STR_FMT " does not say of which course it is; say --course CODE",
                   STR_ARG(r->file));
}
