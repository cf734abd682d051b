/*
 * xlsx: a report as a workbook: a sheet of its words where it has any, one sheet per table
 * with its heading in the first row, one per chart that a spreadsheet can draw, and at the
 * end one that says what the figures mean.
 *
 * Sheets of charts repeat the figures: spreadsheets draw what stands in a block of a row per
 * category and a column per series. There a hidden figure is empty, for a text is drawn as 0.
 */
#include "base/say.h"
#include "chart/data.h"
#include "format/format.h"
#include "format/sheets.h"
#include "intl/width.h"
#include "xlsx/xlsx.h"

enum { NARROWEST = 8, WIDEST = 60, PROSE = 100, LOOKED_AT = 2000 };

struct book {
    struct xlsx *xlsx;
    struct arena *arena;
    const struct report *report;
    const struct words *words;
    struct sheets names;
};

static bool put_line(struct book *b, str text, enum xlsx_look look, struct err *e)
{
    const struct xlsx_cell cell = { .value = val_text(text), .look = look };
    return xlsx_cells(b->xlsx, &cell, text.n > 0, e);
}

static bool begin_sheet(struct book *b, str wish, struct err *e)
{
    str name = sheets_name(&b->names, b->arena, wish.n > 0 ? wish : say(b->arena, b->words, "Table"));
    return xlsx_sheet(b->xlsx, name, e);
}

/* ---- tables -------------------------------------------------------------- */

struct grid {                             /* the table being written */
    const struct table *table;
    struct manner manner;
    size_t *seen;                         /* columns people see */
    bool *is_number;
    size_t n;
    int kind;                             /* the column "row"; -1: none */
    struct xlsx_cell *cells;
};

static struct grid grid_of(struct arena *a, const struct table *t)
{
    struct grid g = { .table = t, .manner = manner_of(t->lang), .kind = table_column_of(t, S("row")) };
    g.seen = NEW_N(a, size_t, t->columns.n);
    g.is_number = NEW_N(a, bool, t->columns.n);
    g.cells = NEW_N(a, struct xlsx_cell, t->columns.n);
    for (size_t c = 0; c < t->columns.n; c++)
        if (t->columns.v[c].seen_by != SEEN_BY_MACHINES) {
            g.is_number[g.n] = table_is_number(t, c);
            g.seen[g.n++] = c;
        }
    return g;
}

static void set_widths(struct book *b, const struct grid *g)
{
    size_t rows = table_rows(g->table) < LOOKED_AT ? table_rows(g->table) : LOOKED_AT;
    for (size_t i = 0; i < g->n; i++) {
        const struct column *c = &g->table->columns.v[g->seen[i]];
        size_t widest = width_of(c->title) + 2;       /* and the button of the filter */
        for (size_t row = 0; row < rows; row++) {
            struct buf text = buf_new(b->arena);
            table_put_cell_in(&text, &g->manner, c, table_at(g->table, row, g->seen[i]));
            size_t width = width_of(buf_str(&text));
            widest = width > widest ? width : widest;
        }
        widest = widest < NARROWEST ? NARROWEST : widest > WIDEST ? WIDEST : widest;
        xlsx_width(b->xlsx, i, (double)widest + 1);
    }
}

static struct xlsx_cell cell_of(const struct grid *g, size_t row, size_t i)
{
    static const enum xlsx_look looks[] = {
        [UNIT_NONE] = XLSX_PLAIN, [UNIT_COUNT] = XLSX_COUNT, [UNIT_SHARE] = XLSX_SHARE,
        [UNIT_DAY] = XLSX_DAY, [UNIT_NUMBER] = XLSX_NUMBER,
    };
    const struct column *c = &g->table->columns.v[g->seen[i]];
    struct xlsx_cell cell = { .value = table_at(g->table, row, g->seen[i]), .look = looks[c->unit],
                              .right = g->is_number[i] };
    if (cell.value.kind == VAL_NIL && (c->unit == UNIT_SHARE || c->unit == UNIT_NUMBER))
        cell.value = val_text(g->manner.undefined);
    return cell;
}

static bool is_total(const struct grid *g, size_t row)
{
    struct val v = g->kind < 0 ? val_nil() : table_at(g->table, row, (size_t)g->kind);
    return v.kind == VAL_TEXT && str_eq(v.as.s, S("total"));
}

static bool put_head(struct book *b, struct grid *g, struct err *e)
{
    for (size_t i = 0; i < g->n; i++)
        g->cells[i] = (struct xlsx_cell){ .value = val_text(g->table->columns.v[g->seen[i]].title),
                                          .look = XLSX_HEAD, .right = g->is_number[i] };
    return xlsx_cells(b->xlsx, g->cells, g->n, e);
}

static bool put_rows(struct book *b, struct grid *g, struct err *e)
{
    bool ok = true;
    for (size_t row = 0, line = 0; ok && row < table_rows(g->table); row++) {
        bool ruled = line < g->table->lines.n && g->table->lines.v[line] == row;
        line += ruled;
        for (size_t i = 0; i < g->n; i++) {
            g->cells[i] = cell_of(g, row, i);
            g->cells[i].strong = is_total(g, row);
            g->cells[i].ruled = ruled && row > 0;
        }
        ok = xlsx_cells(b->xlsx, g->cells, g->n, e);
    }
    return ok;
}

static bool put_table(struct book *b, const struct table *t, struct err *e)
{
    struct grid g = grid_of(b->arena, t);
    if (!begin_sheet(b, t->title, e))
        return false;
    set_widths(b, &g);
    xlsx_freeze(b->xlsx, 1);
    return put_head(b, &g, e) && put_rows(b, &g, e) && xlsx_filter(b->xlsx, g.n, e);
}

/* ---- charts -------------------------------------------------------------- */

/* What a spreadsheet draws it as; false: nothing like it. */
static bool native_kind(enum chart_kind kind, enum xlsx_chart_kind *out)
{
    static const struct { enum chart_kind from; enum xlsx_chart_kind to; } kinds[] = {
        { CHART_BARS, XLSX_BARS }, { CHART_STACKED, XLSX_STACKED }, { CHART_LINES, XLSX_LINES },
        { CHART_FUNNEL, XLSX_BARS },
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].from == kind)
            return *out = kinds[i].to, true;
    return false;
}

static bool put_series(struct book *b, const struct data *d, struct xlsx_cell *cells, struct err *e)
{
    cells[0] = (struct xlsx_cell){ .look = XLSX_HEAD };
    for (size_t s = 0; s < d->series.n; s++)
        cells[s + 1] = (struct xlsx_cell){
            .value = val_text(d->series.v[s].name.n > 0 ? d->series.v[s].name : d->column->title),
            .look = XLSX_HEAD, .right = true };
    return xlsx_cells(b->xlsx, cells, d->series.n + 1, e);
}

static bool put_category(struct book *b, const struct data *d, size_t category, struct xlsx_cell *cells,
                         struct err *e)
{
    enum xlsx_look look = data_is_share(d) ? XLSX_SHARE : XLSX_NUMBER;
    cells[0] = (struct xlsx_cell){ .value = val_text(d->categories.v[category].name) };
    for (size_t s = 0; s < d->series.n; s++) {
        struct figure f = data_at(d, s, category);
        cells[s + 1] = (struct xlsx_cell){
            .value = f.kind == FIGURE_KNOWN ? val_real(f.value) : val_nil(), .look = look };
    }
    return xlsx_cells(b->xlsx, cells, d->series.n + 1, e);
}

static bool put_figures(struct book *b, const struct data *d, struct err *e)
{
    struct xlsx_cell *cells = NEW_N(b->arena, struct xlsx_cell, d->series.n + 1);
    bool ok = put_series(b, d, cells, e);
    for (size_t i = 0; ok && i < d->categories.n; i++)
        ok = put_category(b, d, i, cells, e);
    return ok;
}

static bool put_chart(struct book *b, const struct chart *c, struct err *e)
{
    struct data d;
    struct xlsx_chart chart = { .title = c->title, .description = c->description };
    if (!native_kind(c->kind, &chart.kind))
        return true;
    if (!data_read(&d, b->arena, c, e))
        return false;
    if (d.known == 0)
        return true;
    if (!begin_sheet(b, say(b->arena, b->words, "Chart"), e))
        return false;
    chart.sheet = b->names.last;
    chart.rows = d.categories.n;
    chart.series = d.series.n;
    chart.shares = data_is_share(&d);
    xlsx_width(b->xlsx, 0, 30);
    return put_figures(b, &d, e) && xlsx_chart(b->xlsx, &chart, e);
}

/* ---- words --------------------------------------------------------------- */

static bool has_words(const struct report *r)
{
    for (size_t i = 0; i < r->parts.n; i++)
        if (r->parts.v[i].kind == PART_HEADING || r->parts.v[i].kind == PART_TEXT)
            return true;
    return false;
}

static bool put_words(struct book *b, struct err *e)
{
    const struct report *r = b->report;
    if (!has_words(r))
        return true;
    bool ok = begin_sheet(b, r->title.n > 0 ? r->title : say(b->arena, b->words, "Report"), e);
    if (ok)
        xlsx_width(b->xlsx, 0, PROSE);
    ok = ok && (r->title.n == 0 || put_line(b, r->title, XLSX_TITLE, e));
    for (size_t i = 0; ok && i < r->parts.n; i++) {
        const struct part *part = &r->parts.v[i];
        if (part->kind == PART_HEADING)
            ok = put_line(b, S(""), XLSX_PLAIN, e) && put_line(b, part->text, XLSX_HEAD, e);
        else if (part->kind == PART_TEXT)
            ok = put_line(b, part->text, XLSX_PROSE, e);
    }
    return ok;
}

static bool put_meaning(struct book *b, str what, str meaning, struct err *e)
{
    const struct xlsx_cell cells[] = { { .value = val_text(what) },
                                       { .value = val_text(meaning), .look = XLSX_PROSE } };
    return meaning.n == 0 || xlsx_cells(b->xlsx, cells, 2, e);
}

static bool explain_columns(struct book *b, const struct table *t, struct err *e)
{
    bool ok = true;
    for (size_t c = 0; ok && c < t->columns.n; c++) {
        const struct column *column = &t->columns.v[c];
        if (column->seen_by != SEEN_BY_MACHINES)
            ok = put_meaning(b, column->title, str_cat(b->arena, column->id, S(": "), column_unit(column)), e);
    }
    return ok;
}

static bool explain_table(struct book *b, const struct table *t, struct err *e)
{
    bool ok = put_line(b, t->title, XLSX_HEAD, e)
              && put_meaning(b, say(b->arena, b->words, "Definition"), t->definition, e)
              && explain_columns(b, t, e);
    for (size_t i = 0; ok && i < t->notes.n; i++)
        ok = put_meaning(b, say(b->arena, b->words, "Note"), t->notes.v[i], e);
    return ok && put_line(b, S(""), XLSX_PLAIN, e);
}

static bool put_meanings(struct book *b, struct err *e)
{
    bool ok = begin_sheet(b, say(b->arena, b->words, "Definitions and notes"), e);
    if (ok) {
        xlsx_width(b->xlsx, 0, 30);
        xlsx_width(b->xlsx, 1, PROSE);
    }
    for (size_t i = 0; ok && i < b->report->parts.n; i++) {
        const struct table *t = report_table_at(b->report, i);
        ok = t == NULL || explain_table(b, t, e);
    }
    return ok;
}

/* ---- the book ------------------------------------------------------------ */

static bool put_parts(struct book *b, struct err *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < b->report->parts.n; i++) {
        const struct table *t = report_table_at(b->report, i);
        ok = (t == NULL || put_table(b, t, e))
             && (b->report->parts.v[i].kind != PART_CHART || put_chart(b, b->report->parts.v[i].chart, e));
    }
    return ok;
}

static bool write_book(struct book *b, struct buf *out, struct err *e)
{
    b->xlsx = xlsx_new_bytes(b->arena, b->report->title, e);
    if (b->xlsx == NULL)
        return false;
    if (put_words(b, e) && put_parts(b, e) && put_meanings(b, e))
        return xlsx_close_bytes(b->xlsx, out, e);
    xlsx_drop(b->xlsx);
    return false;
}

static bool xlsx_write(const struct report *r, const struct write_how *how, struct buf *out, struct err *e)
{
    (void)how;
    struct book b = { .arena = arena_new(), .report = r, .words = words_of(S("format"), r->lang) };
    bool ok = write_book(&b, out, e);
    arena_free(b.arena);
    return ok;
}

const struct format format_xlsx = {
    .name = "xlsx", .suffix = ".xlsx",
    .media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    .help = "a workbook: tables, charts, definitions", .is_binary = true,
    .write = xlsx_write,
};
