/*
 * Moodle's gradebook, exported as text or as a spreadsheet: names and identity columns, then
 * for each item of the gradebook columns titled "kind: title (how)", last when the file was
 * downloaded, in seconds since 1970.
 *
 * How a grade is shown is told by what stands in the column: percentages are shares of the
 * maximum and are taken; points ("Real") are not, for nothing in the file says of how many;
 * letters and feedback say no number. A missing grade is "-". Grades have no date.
 */
#include "base/buf.h"
#include "import/moodle.h"
#include "intl/text.h"

struct item { size_t at; str activity; }; /* empty: the course */

struct gradebook {
    struct moodle columns;
    VEC(struct item) items;               /* those that are taken */
};

/* "Title (how)": the title; empty when it is none. */
static str item_title(str name)
{
    if (!str_ends(name, S(")")))
        return S("");
    size_t depth = 0;
    for (size_t i = name.n; i-- > 1;) {
        depth += name.p[i] == ')';
        if (name.p[i] == '(' && --depth == 0)
            return name.p[i - 1] == ' ' ? str_trim(str_head(name, i)) : S("");
    }
    return S("");
}

/* The first of the items before the last column; 0: there are none. */
static size_t first_item(const struct header *h)
{
    size_t i = h->n > 0 ? h->n - 1 : 0;
    while (i > 2 && item_title(h->names[i - 1]).n > 0)
        i--;
    return i + 1 < h->n && i >= 2 ? i : 0;
}

static enum fit fits(const struct header *h, struct buf *why)
{
    if (first_item(h) == 0 || !look_all(&h->looks[h->n - 1], h->looks[h->n - 1].times))
        return FITS_NOT;
    buf_printf(why, "it has %zu columns of grades and the time of download last",
               h->n - 1 - first_item(h));
    return FITS;
}

static bool is_total(struct reader *r, str title)
{
    return moodle_key_is(intl_alias_key(r->scratch, title), MOODLE_TOTAL);
}

/* Columns of one item bear one title. */
static void find_items(struct reader *r, struct gradebook *g, size_t first)
{
    const struct header *h = r->header;
    struct moodle_titles titles = { 0 };
    size_t points = 0;
    str before = S(""), activity = S("");
    for (size_t i = first; i + 1 < h->n; i++) {
        const struct look *l = &h->looks[i];
        str title = item_title(h->names[i]);
        if (i == first || !str_eq(title, before))
            activity = is_total(r, title) ? S("")
                     : moodle_next_title(r, &titles, moodle_item_title(r->arena, g->columns.lang, title));
        before = title;
        struct item item = { i, activity };
        if (look_all(l, l->shares))
            *vec_push(r->arena, &g->items) = item;
        else
            points += look_all(l, l->numbers);
    }
    if (points > 0)
        reader_note(r, "%zu %s points, and the file does not say of how many: they are not taken; "
                    "export the gradebook with grades shown as percentages", points,
                    points == 1 ? "column of grades has" : "columns of grades have");
}

static bool begin(struct reader *r, struct err *e)
{
    struct gradebook *g = r->own = NEW(r->arena, struct gradebook);
    size_t first = first_item(r->header);
    if (first == 0)
        return err_set(e, ERR_INPUT, STR_FMT " is no export of a gradebook: it has no columns of grades",
                       STR_ARG(r->file));
    if (!moodle_needs_course(r, e))
        return false;
    moodle_find(r->header, 2, first, &g->columns);
    g->columns.at[MOODLE_GIVEN] = 0;
    g->columns.at[MOODLE_FAMILY] = 1;
    struct moodle all;                    /* headings of names tell the language too */
    moodle_find(r->header, 0, first, &all);
    g->columns.lang = all.lang;
    moodle_columns(r, &g->columns, 2);
    find_items(r, g, first);
    return true;
}

/* More than everything is more than a score can say. */
static bool share(struct reader *r, const struct item *item, double *out)
{
    int field = (int)item->at;
    str s = reader_text(r, field);
    if (s.n == 0 || str_eq(s, S("-")))
        return false;
    if (!cell_percent(r, field, out))
        return false;
    if (*out <= 1)
        return true;
    reader_warn(r, field, "bad-score", "this is more than the maximum and is not taken");
    return false;
}

static bool read_row(struct reader *r, struct record *out, struct err *e)
{
    (void)e;
    const struct gradebook *g = r->own;
    struct record_result *results = NEW_N(r->scratch, struct record_result, g->items.n + 1);
    out->course = r->course;
    out->results = results;
    for (size_t i = 0; i < g->items.n; i++) {
        struct record_result x = { .activity = g->items.v[i].activity, .has_score = true };
        if (share(r, &g->items.v[i], &x.score))
            results[out->nresults++] = x;
    }
    moodle_person(r, &g->columns, out);
    return true;
}

const struct source source_moodle_grades = {
    .name = "moodle-grades", .title = "gradebook exported by Moodle", .order = 1, .exported = true,
    .fits = fits, .begin = begin, .read = read_row,
};
