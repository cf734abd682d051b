#include "import/detect.h"

#include <string.h>

#include "base/buf.h"
#include "import/mapped.h"
#include "intl/text.h"

enum {
    TITLE_ROWS = 20,                      /* above a header, at most, */
    TITLE_TABLES = 10,                    /* in the first tables of a file */
    LOOK_ROWS = 100,                      /* below it, looked at */
};

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
    h.of_rejects = h.n < row->n;
    str *names = NEW_N(a, str, h.n + 1);
    str *keys = NEW_N(a, str, h.n + 1);
    struct place *places = NEW_N(a, struct place, h.n + 1);
    for (size_t i = 0; i < h.n; i++) {
        names[i] = str_dup(a, intl_nfc(a, str_trim(row->fields[i])));
        keys[i] = intl_alias_key(a, names[i]);
        places[i] = grid_place(g, row, (int)i);
    }
    h.names = names;
    h.keys = keys;
    h.places = places;
    return h;
}

/* Fields too many are fields all the same. */
static bool is_torn(const struct row *row)
{
    return row->torn && !str_eq(str_of(row->trouble), S("field-count"));
}

/* What cannot be read ends the look: whoever reads the rows will say so. */
static const struct look *look(struct arena *a, struct grid *g, size_t n)
{
    struct row row;
    struct err unsaid = { 0 };
    struct look *looks = NEW_N(a, struct look, n + 1);
    for (int i = 0; i < LOOK_ROWS && grid_next(g, &row, &unsaid) == GRID_ROW && !is_torn(&row); i++)
        for (size_t k = 0; k < n && k < row.n; k++)
            look_at(&looks[k], row.fields[k]);
    return looks;
}

/* The row behind `skip` others as a header; one without names when there is none, or
 * it is not well formed: `bad` says how. */
static bool read_header(struct arena *a, struct grid *g, size_t table, size_t skip,
                        struct header *out, struct row *bad, struct err *e)
{
    struct row row = { 0 };
    *out = (struct header){ 0 };
    enum grid_step step = grid_begin(g, table, skip, e) ? grid_next(g, &row, e) : GRID_FAILED;
    *bad = row;
    bad->why = row.trouble != NULL ? str_dup(a, row.why) : S("");
    if (step == GRID_ROW && row.trouble == NULL) {
        *out = header_of(a, g, &row, skip);
        out->looks = look(a, g, out->n);
    }
    return step != GRID_FAILED;
}

struct candidate { const struct source *source; size_t table; enum fit fit; str why; struct header header; };

struct choosing {
    struct arena *arena;
    struct grid *grid;
    struct wanted wanted;
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
    } else if (x.fit == c->best.fit && x.fit != FITS_NOT
               && !(x.source == c->best.source && x.source->every_sheet)) {
        c->rivals++;
    }
}

/* Where a mapping says that its table is. A file of rejects is a plain one by now. */
static bool is_where_told(const struct choosing *c, size_t table, const struct header *h)
{
    const struct mapping *m = c->wanted.mapping;
    return h->of_rejects || ((m->header == 0 || m->header == h->number)
                             && (m->delimiter == 0 || m->delimiter == grid_delimiter(c->grid, table)
                                 || grid_has_sheets(c->grid)));
}

/* A mapping goes before the sources when it fits altogether. */
static bool ask_mapping(struct choosing *c, size_t table, const struct header *h)
{
    struct buf why = buf_new(c->arena);
    if (c->wanted.mapping == NULL || !is_where_told(c, table, h))
        return false;
    enum fit fit = mapped_fit(c->wanted.mapping, h, &why);
    if (fit == FITS || c->wanted.asked)
        consider(c, (struct candidate){ &source_mapped, table, fit, buf_str(&why), *h });
    return fit == FITS;
}

/* Shows the header to all sources. */
static void ask(struct choosing *c, size_t table, const struct header *h)
{
    if (ask_mapping(c, table, h) || c->wanted.asked)
        return;
    for (size_t i = 0; source_at(i) != NULL; i++) {
        const struct source *source = source_at(i);
        struct buf why = buf_new(c->arena);
        if (c->wanted.source != NULL && !str_eq(str_of(c->wanted.source), str_of(source->name)))
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
    size_t most = c->wanted.mapping != NULL && c->wanted.mapping->header > TITLE_ROWS
        ? (size_t)c->wanted.mapping->header : TITLE_ROWS;
    for (size_t skip = 1; skip <= most && c->best.fit != FITS; skip++)
        for (size_t t = 0; t < grid_tables(c->grid) && t < TITLE_TABLES; t++) {
            struct header h;
            struct row bad;
            if (!read_header(c->arena, c->grid, t, skip, &h, &bad, e))
                return false;
            if (h.n > 0)
                ask(c, t, &h);
        }
    return true;
}

static bool unknown_kind(struct arena *a, str file, const struct header *h, struct err *e)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < h->n && i < 6; i++)
        buf_printf(&b, "%s\"" STR_FMT "\"", i > 0 ? ", " : "", STR_ARG(str_head(h->names[i],
                   h->names[i].n < 30 ? h->names[i].n : 30)));
    return err_set(e, ERR_INPUT, STR_FMT ": nobody knows a file with the columns " STR_FMT "%s; import "
                   "reads exports of Moodle and plain CSV with the columns email and course; for anything else "
                   "\"etalon map " STR_FMT "\" proposes a mapping", STR_ARG(file), STR_ARG(buf_str(&b)),
                   h->n > 6 ? ", .." : "", STR_ARG(file));
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

static bool other_table(const struct choosing *c, str file, struct err *e)
{
    const struct mapping *m = c->wanted.mapping;
    if (m->header != 0)
        return err_set(e, ERR_INPUT, STR_FMT " has none of the columns of the mapping " STR_FMT " on line %lld, where "
                       "it says that the header is", STR_ARG(file), STR_ARG(m->name), (long long)m->header);
    return err_set(e, ERR_INPUT, STR_FMT " has none of the columns of the mapping " STR_FMT, STR_ARG(file),
                   STR_ARG(m->name));
}

/* Who said what it is knows better, as far as there are columns at all. */
static bool decide(struct choosing *c, str file, struct err *e)
{
    bool one = c->widest.header.n == 1;   /* everything is one column to a wrong delimiter */
    if (c->best.fit == FITS_NOT && (c->widest.header.n == 0 || (one && c->bad.trouble != NULL)))
        return bad_header(c->arena, file, &c->bad, e);
    if (c->best.fit == FITS_NOT && c->wanted.asked)
        return other_table(c, file, e);
    if (c->best.fit == FITS_NOT && c->wanted.source != NULL)
        c->best = (struct candidate){ source_named(str_of(c->wanted.source)), c->widest.table, FITS_NEARLY,
                                      S("you said so"), c->widest.header };
    if (c->best.fit == FITS_NOT)
        return unknown_kind(c->arena, file, &c->widest.header, e);
    return c->rivals == 0 || c->best.fit != FITS || two_ways(c, file, e);
}

bool detect(struct arena *a, struct grid *g, str file, struct wanted wanted, struct detected *out,
            struct err *e)
{
    struct choosing c = { .arena = a, .grid = g, .wanted = wanted };
    bool below = wanted.mapping != NULL;  /* titles can have words of a mapping too */
    if (!ask_first_rows(&c, e)
        || ((c.best.fit == FITS_NOT || (below && c.best.fit != FITS)) && !ask_rows_below(&c, e))
        || !decide(&c, file, e))
        return false;
    *out = (struct detected){ c.best.source, c.best.table, c.best.fit, c.best.why, c.best.header };
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

static const char *const suffixes[] = { ".csv", ".txt", ".tsv", ".xlsx", ".ods", ".json", ".jsonl",
                                         ".xml", NULL };
/* How such files are named, by kind of report and by format. */
static const char *const starts[] = {
    "course-completion-", "activity-completion-", "completion-", "completion.", "progress.", "progress-",
    "participants-", "grades-", "scorm-basic-", "scorm-interactions-", "scorm-objectives-", NULL
};
static const char *const ends[] = { "-excelcsv", "-csv", "-comma", "-semicolon", "-tab", "-colon", NULL };

static str without_one(str s, const char *const *list, str (*without)(str, const char *))
{
    for (; *list != NULL; list++) {
        str shorter = without(s, *list);
        if (shorter.n < s.n)
            return shorter;
    }
    return s;
}

/* "NMS Grades-20261121_2326-comma_separated": as Moodle names a gradebook, in any language. */
static str of_gradebook(str s)
{
    static const char shape[] = "-99999999_9999";
    size_t n = s.n, length = sizeof shape - 1;
    while (n > 0 && s.p[n - 1] != '-')
        n--;
    if (!str_ends(s, S("_separated")) || n < length + 2)
        return S("");
    n -= 1 + length;
    for (size_t i = 0; i < length; i++) {
        char c = s.p[n + i];
        if ((c >= '0' && c <= '9' ? '9' : c) != shape[i])
            return S("");
    }
    while (n > 0 && s.p[n - 1] != ' ')
        n--;
    return str_trim(str_head(s, n));
}

static str code_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    str stem = without_count(without_one(str_of(slash != NULL ? slash + 1 : path), suffixes, without_end));
    str code = without_one(stem, starts, without_start);
    return code.n == stem.n ? of_gradebook(stem) : without_one(code, ends, without_end);
}

void detect_names(struct arena *a, const char *path, bool of_activity, str *course, str *activity)
{
    str code = str_dup(a, code_of(path));
    *course = code;
    *activity = S("");
    if (!of_activity)
        return;
    *activity = code;
    while (course->n > 0 && course->p[course->n - 1] != '-')
        course->n--;
    if (course->n > 0)
        course->n--;
}
