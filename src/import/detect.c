#include "import/detect.h"

#include <string.h>

#include "base/buf.h"
#include "intl/text.h"

static const char delimiters[] = { ',', ';', '\t' };
enum { DELIMITERS = sizeof delimiters };

const char *delimiter_name(char delimiter)
{
    return delimiter == ',' ? "comma" : delimiter == ';' ? "semicolon" : "tab";
}

/* Columns added to a file of rejected rows are not the file's own. */
static size_t own_columns(const struct csv_row *row)
{
    size_t n = row->n;
    while (n > 0 && str_starts(str_trim(row->fields[n - 1]), S("etalon:")))
        n--;
    return n;
}

static struct header header_of(struct arena *a, const struct csv *c, const struct csv_row *row)
{
    struct header h = { .n = own_columns(row), .row = *row };
    str *names = NEW_N(a, str, h.n + 1);
    h.starts = NEW_N(a, size_t, h.n + 1);
    for (size_t i = 0; i < h.n; i++) {
        names[i] = str_dup(a, intl_nfc(a, str_trim(row->fields[i])));
        h.starts[i] = csv_field_at(c, row, i);
    }
    h.names = names;
    h.row.raw = str_dup(a, row->raw);
    h.row.fields = names;
    return h;
}

static bool bad_header(const struct input *in, const struct csv_row *row, struct err *e)
{
    struct csv_place at = csv_place(row, row->trouble_at);
    if (row->trouble == CSV_NOT_UTF8)
        return err_set(e, ERR_INPUT, "%s:%lld:%d: the byte 0x%02X at offset %llu is not UTF-8; if the "
                       "file was saved in another encoding, name it, for example --encoding "
                       "windows-1252", input_path(in), (long long)at.line, at.column,
                       (unsigned)(unsigned char)row->raw.p[row->trouble_at],
                       (unsigned long long)(row->offset + row->trouble_at));
    return err_set(e, ERR_INPUT, "%s:%lld:%d: the header %s", input_path(in), (long long)at.line,
                   at.column, csv_trouble_text(row->trouble));
}

struct reading { struct header header; struct csv_row row; bool empty; };

static bool read_header(struct arena *a, str head, char delimiter, struct reading *out,
                        struct err *e)
{
    struct csv *c = csv_open(a, csv_from_memory(&head), delimiter,
                             (struct csv_limits){ .chunk = 4096 });
    enum csv_step step = csv_next(c, &out->row, e);
    out->empty = step == CSV_END;
    if (step == CSV_ROW && out->row.trouble == CSV_GOOD)
        out->header = header_of(a, c, &out->row);
    return step != CSV_FAILED;
}

struct candidate { const struct source *source; char delimiter; enum fit fit; str why; struct header header; };

static void consider(struct candidate *best, size_t *rivals, struct candidate c)
{
    if (c.fit > best->fit) {
        *best = c;
        *rivals = 0;
    } else if (c.fit == best->fit && c.fit != FITS_NOT) {
        ++*rivals;
    }
}

/* A first column without a name, and a last one: the names of people, the dates. */
static bool is_activity_completion(const struct header *h)
{
    return h->n > 3 && h->names[0].n == 0 && h->names[h->n - 1].n == 0 && h->names[1].n > 0;
}

static bool unknown_kind(struct arena *a, const struct input *in, const struct header *h,
                         struct err *e)
{
    struct buf b = buf_new(a);
    if (is_activity_completion(h))
        return err_set(e, ERR_INPUT, "%s looks like Moodle's report of activity completion, which is "
                       "not read; download the report of course completion instead, it says the same "
                       "and more", input_path(in));
    for (size_t i = 0; i < h->n && i < 6; i++)
        buf_printf(&b, "%s\"" STR_FMT "\"", i > 0 ? ", " : "", STR_ARG(str_head(h->names[i],
                   h->names[i].n < 30 ? h->names[i].n : 30)));
    return err_set(e, ERR_INPUT, "%s: nobody knows a file with the columns " STR_FMT "%s; import reads "
                   "users downloads and course completion reports of Moodle, and plain CSV with the "
                   "columns email and course", input_path(in), STR_ARG(buf_str(&b)),
                   h->n > 6 ? ", .." : "");
}

static bool choose(struct arena *a, const struct input *in, const char *wanted,
                   const struct reading *of, struct candidate *best, struct err *e)
{
    size_t rivals = 0, widest = DELIMITERS;
    for (size_t d = 0; d < DELIMITERS; d++) {
        if (of[d].row.trouble != CSV_GOOD)
            continue;
        if (widest == DELIMITERS || of[d].header.n > of[widest].header.n)
            widest = d;
        for (size_t i = 0; source_at(i) != NULL; i++) {
            const struct source *source = source_at(i);
            struct buf why = buf_new(a);
            if (wanted != NULL && !str_eq(str_of(wanted), str_of(source->name)))
                continue;
            enum fit fit = source->fits(&of[d].header, &why);
            consider(best, &rivals, (struct candidate){ source, delimiters[d], fit, buf_str(&why),
                                                        of[d].header });
        }
    }
    if (widest == DELIMITERS)
        return bad_header(in, &of[0].row, e);
    if (best->fit == FITS_NOT && wanted != NULL)
        *best = (struct candidate){ source_named(str_of(wanted)), delimiters[widest], FITS_NEARLY,
                                    S("you said so"), of[widest].header };
    if (best->fit == FITS_NOT)
        return unknown_kind(a, in, &of[widest].header, e);
    if (rivals > 0 && best->fit == FITS)
        return err_set(e, ERR_INPUT, "%s can be read in more than one way; say --source %s or another",
                       input_path(in), best->source->name);
    return true;
}

bool detect(struct arena *a, struct input *in, const char *wanted, struct detected *out,
            struct err *e)
{
    struct reading of[DELIMITERS] = { 0 };
    struct candidate best = { 0 };
    if (!input_head(in, &out->head, &out->head_is_all, e))
        return false;
    for (size_t d = 0; d < DELIMITERS; d++)
        if (!read_header(a, out->head, delimiters[d], &of[d], e))
            return false;
    if (of[0].empty)
        return err_set(e, ERR_INPUT, "%s has no header, only empty lines", input_path(in));
    if (!choose(a, in, wanted, of, &best, e))
        return false;
    out->source = best.source;
    out->delimiter = best.delimiter;
    out->why = best.why;
    out->header = best.header;
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
