/*
 * In: an input. Out: the reader that knows its format, and rows from it.
 */
#include "grid/inside.h"

#include <stdarg.h>

#define READER(name) extern const struct grid_reader grid_reader_##name;
#include "grid/readers.def"
#undef READER

static const struct grid_reader *const readers[] = {
#define READER(name) &grid_reader_##name,
#include "grid/readers.def"
#undef READER
};

static const struct grid_reader *reader_for(const struct grid *g, str head)
{
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (readers[i]->knows(g, head))
            return readers[i];
    return NULL;
}

/* " It has \"A\" and \"B\"." */
static str names_of(const struct grid *g, struct arena *a)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < g->tables.n && b.n < 200; i++)
        buf_printf(&b, "%s\"" STR_FMT "\"", i == 0 ? "" : i + 1 < g->tables.n ? ", " : " and ",
                   STR_ARG(g->tables.v[i].name));
    return buf_str(&b);
}

static bool choose_sheet(struct grid *g, const char *sheet, struct err *e)
{
    const char *path = input_path(g->in);
    if (!g->reader->sheets)
        return err_set(e, ERR_USAGE, "%s is %s and has no sheets; leave --sheet out", path,
                       g->reader->title);
    for (size_t i = 0; i < g->tables.n; i++)
        if (str_eq_nocase(g->tables.v[i].name, str_of(sheet))) {
            g->tables.v[0] = g->tables.v[i];
            g->tables.n = 1;
            return true;
        }
    return err_set(e, ERR_INPUT, "%s has no sheet \"%s\"; it has " STR_FMT, path, sheet,
                   STR_ARG(names_of(g, g->arena)));
}

/* What is said about an archive as an archive is nothing to whoever wants its rows. */
static bool open_archive(struct grid *g, struct err *e)
{
    struct diags ignored = { .arena = g->said };
    g->zip = archive_of_file(g->arena, input_file(g->in), input_path(g->in), &ignored, e);
    return g->zip != NULL;
}

/* Archives that people take for tables, by a part they have. */
static bool refuse_archive(const struct grid *g, struct err *e)
{
    static const struct { const char *part, *what; } kinds[] = {
        { "xl/workbook.bin", "a spreadsheet in Excel's binary format (XLSB); open it and save it as XLSX" },
        { "word/document.xml", "a text document (DOCX); put its table into a spreadsheet" },
        { "ppt/presentation.xml", "a presentation; put its table into a spreadsheet" },
        { "imsmanifest.xml", "a package of a course, no records of learners; see etalon inspect" },
        { "cmi5.xml", "a package of a course, no records of learners; see etalon inspect" },
        { "content.xml", "a document of an office program but no spreadsheet; put its table into one" },
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (archive_find(g->zip, str_of(kinds[i].part)) != NULL)
            return err_set(e, ERR_INPUT, "%s is %s", input_path(g->in), kinds[i].what);
    return err_set(e, ERR_INPUT, "%s is a ZIP archive and no spreadsheet; unpack it and name the files "
                   "in it", input_path(g->in));
}

static bool recognise(struct grid *g, const char *sheet, struct err *e)
{
    str head = S("");
    if (input_is_archive(g->in) ? !open_archive(g, e) : !input_head(g->in, GRID_HEAD, &head, e))
        return false;
    g->reader = reader_for(g, head);
    if (g->reader == NULL)
        return refuse_archive(g, e);
    return g->reader->open(g, e) && (sheet == NULL || choose_sheet(g, sheet, e));
}

struct grid *grid_open(struct arena *a, struct input *in, const char *sheet, struct err *e)
{
    struct grid *g = NEW(a, struct grid);
    *g = (struct grid){ .arena = a, .in = in, .reading = arena_new(), .said = arena_new() };
    if (recognise(g, sheet, e))
        return g;
    grid_close(g);
    return NULL;
}

void grid_close(struct grid *g)
{
    if (g == NULL)
        return;
    if (g->own != NULL && g->reader->close != NULL)
        g->reader->close(g);
    g->own = NULL;
    archive_close(g->zip);
    arena_free(g->reading);
    arena_free(g->said);
    g->reading = g->said = NULL;
}

const char *grid_format(const struct grid *g)
{
    return g->reader->title;
}

size_t grid_tables(const struct grid *g)
{
    return g->tables.n;
}

str grid_table(const struct grid *g, size_t table)
{
    return g->tables.v[table].name;
}

char grid_delimiter(const struct grid *g, size_t table)
{
    return g->tables.v[table].delimiter;
}

bool grid_has_sheets(const struct grid *g)
{
    return g->reader->sheets;
}

bool grid_begin(struct grid *g, size_t table, size_t skip, struct err *e)
{
    arena_free(g->reading);
    g->reading = arena_new();
    g->table = table;
    g->taken = 0;
    return g->reader->begin(g, skip, e);
}

enum grid_step grid_next(struct grid *g, struct row *row, struct err *e)
{
    arena_rewind(g->said, (struct arena_mark){ 0 });
    return g->reader->next(g, row, e);
}

struct place grid_place(const struct grid *g, const struct row *row, int field)
{
    return g->reader->place(g, row, field);
}

bool grid_far_place(const struct grid *g, int64_t number, int field, struct place *out)
{
    struct row row = { .number = number };
    bool known = g->reader->sheets || (g->reader->by_line && field == NO_FIELD);
    if (known)
        *out = g->reader->place(g, &row, field);
    return known;
}

uint64_t grid_taken(const struct grid *g)
{
    return g->taken;
}

/* A column as spreadsheets name it: 1 is A, 27 is AA. */
static void put_letters(struct buf *b, int column)
{
    char room[8], *p = room + sizeof room;
    for (; column > 0; column = (column - 1) / 26)
        *--p = (char)('A' + (column - 1) % 26);
    buf_put(b, (str){ p, (size_t)(room + sizeof room - p) });
}

void grid_put_place(struct buf *b, struct place at)
{
    if (at.sheet.n > 0) {
        buf_printf(b, STR_FMT "!", STR_ARG(at.sheet));
        put_letters(b, at.column);
        if (at.line != 0)
            buf_int(b, at.line);
    } else {
        buf_int(b, at.line);
        if (at.column != 0)
            buf_printf(b, ":%d", at.column);
    }
}

void grid_add_table(struct grid *g, str name, size_t own, char delimiter)
{
    *vec_push(g->arena, &g->tables) = (struct grid_table){ name, own, delimiter };
}

enum grid_step grid_trouble(struct grid *g, struct row *row, const char *code, struct place at,
                            const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str why = str_format_list(g->said, format, args);
    va_end(args);
    row->trouble = code;
    row->why = str_cat(g->said, S("this row "), why);
    row->at = at;
    return GRID_ROW;
}
