#include "import/detect.h"

#include <string.h>

#include "base/buf.h"
#include "intl/text.h"

enum { TITLE_ROWS = 20 };                 /* above a header, at most */

/* Columns added to a file of rejected rows are not the file's own. */
static size_t own_columns(const struct row *row)
{
    size_t n = row->n;
    while (n > 0 && str_starts(str_trim(row->fields[n - 1]), S("etalon:")))
        n--;
    return n;
}

static struct header header_of(struct arena *a, const struct grid *g, const struct row *row,
                               size_t skip)
{
    struct header h = { .n = own_columns(row), .number = row->number, .skip = skip };
    str *names = NEW_N(a, str, h.n + 1);
    struct place *places = NEW_N(a, struct place, h.n + 1);
    for (size_t i = 0; i < h.n; i++) {
        names[i] = str_dup(a, intl_nfc(a, str_trim(row->fields[i])));
        places[i] = grid_place(g, row, (int)i);
    }
    h.names = names;
    h.places = places;
    return h;
}

/* The row behind `skip` others as a header; one without names when there is none, or
 * it is not well formed: `bad` says how. */
static bool read_header(struct arena *a, struct grid *g, size_t table, size_t skip,
                        struct header *out, struct row *bad, struct err *e)
{
    struct row row = { 0 };
    *out = (struct header){ 0 };
    enum grid_step step = grid_begin(g, table, skip, e) ? grid_next(g, &row, e) : GRID_FAILED;
    if (step == GRID_ROW && row.trouble == NULL)
        *out = header_of(a, g, &row, skip);
    *bad = row;
    bad->why = row.trouble != NULL ? str_dup(a, row.why) : S("");
    return step != GRID_FAILED;
}

struct candidate { const struct source *source; size_t table; enum fit fit; str why; struct header header; };

struct choosing {
    struct arena *arena;
    struct grid *grid;
    const char *wanted;
    struct candidate best;
    size_t rivals;
    struct candidate widest;              /* table with the most columns */
    struct row bad;                       /* a first row that is not well formed */
};

static void consider(struct choosing *c, struct candidate x)
{
    if (x.fit > c->best.fit) {
        c->best = x;
        c->rivals = 0;
    } else if (x.fit == c->best.fit && x.fit != FITS_NOT) {
        c->rivals++;
    }
}

/* Shows the header to all sources. */
static void ask(struct choosing *c, size_t table, const struct header *h)
{
    for (size_t i = 0; source_at(i) != NULL; i++) {
        const struct source *source = source_at(i);
        struct buf why = buf_new(c->arena);
        if (c->wanted != NULL && !str_eq(str_of(c->wanted), str_of(source->name)))
            continue;
        enum fit fit = source->fits(h, &why);
        consider(c, (struct candidate){ source, table, fit, buf_str(&why), *h });
    }
}

static bool ask_first_rows(struct choosing *c, struct err *e)
{
    for (size_t t = 0; t < grid_tables(c->grid); t++) {
        struct header h;
        struct row bad;
        if (!read_header(c->arena, c->grid, t, 0, &h, &bad, e))
            return false;
        if (bad.trouble != NULL && c->bad.trouble == NULL)
            c->bad = bad;
        if (h.n > c->widest.header.n)
            c->widest = (struct candidate){ .table = t, .header = h };
        if (h.n > 0)
            ask(c, t, &h);
    }
    return true;
}

/* Only what fits altogether is believed to be a header further down. */
static bool ask_rows_below(struct choosing *c, struct err *e)
{
    for (size_t skip = 1; skip <= TITLE_ROWS && c->best.fit != FITS; skip++)
        for (size_t t = 0; t < grid_tables(c->grid); t++) {
            struct header h;
            struct row bad;
            if (!read_header(c->arena, c->grid, t, skip, &h, &bad, e))
                return false;
            if (h.n > 0)
                ask(c, t, &h);
        }
    return true;
}

/* A first column without a name, and a last one: the names of people, the dates. */
static bool is_activity_completion(const struct header *h)
{
    return h->n > 3 && h->names[0].n == 0 && h->names[h->n - 1].n == 0 && h->names[1].n > 0;
}

static bool unknown_kind(struct arena *a, str file, const struct header *h, struct err *e)
{
    struct buf b = buf_new(a);
    if (is_activity_completion(h))
        return err_set(e, ERR_INPUT, STR_FMT " looks like Moodle's report of activity completion, which is "
                       "not read; download the report of course completion instead, it says the same "
                       "and more", STR_ARG(file));
    for (size_t i = 0; i < h->n && i < 6; i++)
        buf_printf(&b, "%s\"" STR_FMT "\"", i > 0 ? ", " : "", STR_ARG(str_head(h->names[i],
                   h->names[i].n < 30 ? h->names[i].n : 30)));
    return err_set(e, ERR_INPUT, STR_FMT ": nobody knows a file with the columns " STR_FMT "%s; import "
                   "reads users downloads and course completion reports of Moodle, and plain CSV with the "
                   "columns email and course", STR_ARG(file), STR_ARG(buf_str(&b)),
                   h->n > 6 ? ", .." : "");
}

static bool bad_header(struct arena *a, str file, const struct row *row, struct err *e)
{
    struct buf at = buf_new(a);
    if (row->trouble == NULL)
        return err_set(e, ERR_INPUT, STR_FMT " has no header, only empty lines", STR_ARG(file));
    grid_put_place(&at, row->at);
    return err_set(e, ERR_INPUT, STR_FMT ":" STR_FMT ": the header" STR_FMT, STR_ARG(file),
                   STR_ARG(buf_str(&at)), STR_ARG(str_from(row->why, sizeof "this row" - 1)));
}

static bool two_ways(const struct choosing *c, str file, struct err *e)
{
    if (grid_has_sheets(c->grid) && grid_tables(c->grid) > 1)
        return err_set(e, ERR_INPUT, STR_FMT " has more than one sheet that can be read; say --sheet \""
                       STR_FMT "\" or another", STR_ARG(file),
                       STR_ARG(grid_table(c->grid, c->best.table)));
    return err_set(e, ERR_INPUT, STR_FMT " can be read in more than one way; say --source %s or another",
                   STR_ARG(file), c->best.source->name);
}

/* Who said what it is knows better, as far as there are columns at all. */
static bool decide(struct choosing *c, str file, struct err *e)
{
    if (c->widest.header.n == 0 && c->best.fit == FITS_NOT)
        return bad_header(c->arena, file, &c->bad, e);
    if (c->best.fit == FITS_NOT && c->wanted != NULL)
        c->best = (struct candidate){ source_named(str_of(c->wanted)), c->widest.table, FITS_NEARLY,
                                      S("you said so"), c->widest.header };
    if (c->best.fit == FITS_NOT)
        return unknown_kind(c->arena, file, &c->widest.header, e);
    return c->rivals == 0 || c->best.fit != FITS || two_ways(c, file, e);
}

bool detect(struct arena *a, struct grid *g, str file, const char *wanted, struct detected *out,
            struct err *e)
{
    struct choosing c = { .arena = a, .grid = g, .wanted = wanted };
    if (!ask_first_rows(&c, e) || (c.best.fit == FITS_NOT && !ask_rows_below(&c, e))
        || !decide(&c, file, e))
        return false;
    *out = (struct detected){ c.best.source, c.best.table, c.best.why, c.best.header };
    return true;
}

/* --- the course in the name of a file --------------------------------------------- */

static str without_start(str s, const char *start)
{
    str p = str_of(start);
    return s.n > p.n && str_eq_nocase(str_head(s, p.n), p) ? str_from(s, p.n) : s;
}

static str without_end(str s, const char *end)
{
    str p = str_of(end);
    return s.n > p.n && str_eq_nocase(str_from(s, s.n - p.n), p) ? str_head(s, s.n - p.n) : s;
}

/* " (1)": what a browser adds to a second download. */
static str without_count(str s)
{
    if (s.n < 5 || s.p[s.n - 1] != ')')
        return s;
    size_t i = s.n - 2;
    while (i > 2 && s.p[i] >= '0' && s.p[i] <= '9')
        i--;
    return i < s.n - 2 && s.p[i] == '(' && s.p[i - 1] == ' ' ? str_head(s, i - 1) : s;
}

str detect_course(struct arena *a, const char *path)
{
    static const char *const starts[] = { "course-completion-", "completion-", "completion.",
                                          "progress.", "progress-" };
    const char *slash = strrchr(path, '/');
    str name = str_of(slash != NULL ? slash + 1 : path);
    str stem = without_end(without_end(without_end(name, ".csv"), ".txt"), ".tsv");
    stem = without_count(stem);
    str code = stem;
    for (size_t i = 0; i < sizeof starts / sizeof *starts && code.n == stem.n; i++)
        code = without_start(stem, starts[i]);
    if (code.n == stem.n)
        return S("");
    code = without_end(without_end(code, "-excelcsv"), "-csv");
    return str_dup(a, code);
}
