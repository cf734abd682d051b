/*
 * text: for people at a terminal.
 *
 * Columns are as wide as their widest cell, numbers stand at the right. Where
 * the table is wider than the terminal, columns that are seen with room are left
 * out, the last first, until the others have COMFORT; then the widest columns of
 * text are narrowed, cell by cell of the screen, and their cells continue on the
 * next lines, below the branches of a tree that they begin with. Where it is narrower,
 * bars beside the figures of groups take the room. Widths are those of the terminal (width.h). What a name in the data
 * could do to a terminal is made harmless: control characters become U+FFFD.
 */
#include "format/format.h"

#include "base/say.h"
#include "format/bar.h"
#include "intl/width.h"

enum { GAP = 2, NARROWEST = 10, COMFORT = 24, BAR_LEAST = 10, BAR_MOST = 40 };

#define BOLD   S("\033[1m")
#define FAINT  S("\033[2m")
#define NORMAL S("\033[0m")

struct shown {                            /* a column people see */
    const struct column *column;
    size_t at;                            /* its place in the table */
    size_t width;
    bool right;
};

struct page {
    struct buf *out;
    struct arena *arena;
    const struct write_how *how;
    struct shown *columns;
    size_t n;
    str *rest;                            /* of the cells of the row being written */
    str *branches;                        /* that stand before the rest of each */
    str left_out;                         /* titles of columns without room */
    struct manner manner;                 /* of the language of the table being written */
    struct bars bars;
    size_t bar_cells;                     /* how long they may be; 0: there are none */
};

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/* White space to spaces, other control characters to U+FFFD. */
static str harmless(struct arena *a, str s)
{
    bool clean = true;
    for (str rest = s; rest.n > 0;)
        clean = !is_control(str_code_point(&rest)) && clean;
    if (clean)
        return s;
    struct buf b = buf_new(a);
    for (str rest = s; rest.n > 0;) {
        uint32_t c = str_code_point(&rest);
        if (c == '\t' || c == '\n' || c == '\r')
            buf_byte(&b, ' ');
        else
            buf_code_point(&b, is_control(c) ? 0xFFFD : c);
    }
    return buf_str(&b);
}

static str cell_text(const struct page *p, const struct column *c, struct val v)
{
    if (v.kind == VAL_TEXT)
        return harmless(p->arena, v.as.s);
    struct buf b = buf_new(p->arena);
    table_put_cell_in(&b, &p->manner, c, v);
    return buf_str(&b);
}

/* Takes what fits in `width` off *rest, to the last space there is or, in a
 * word that is too long, to the last character; the space is dropped. */
static str take_line(str *rest, size_t width)
{
    str s = *rest;
    size_t used = 0, fits = 0, space = 0;
    for (str ahead = s; ahead.n > 0;) {
        size_t at = s.n - ahead.n;
        uint32_t c = str_code_point(&ahead);
        used += (size_t)width_of_code_point(c);
        if (c == ' ' && at > 0)
            space = at;                   /* a space may hang over the edge */
        if (used > width && c != ' ' && fits > 0)
            break;
        fits = s.n - ahead.n;
    }
    size_t end = fits == s.n || space == 0 ? fits : space;
    *rest = str_from(s, end);
    while (rest->n > 0 && *rest->p == ' ')
        *rest = str_from(*rest, 1);
    return str_trim(str_head(s, end));
}

/* Around the words of one line; "" is plain. */
static void begin_style(struct page *p, str style)
{
    if (p->how->colour)
        buf_put(p->out, style);
}

static void end_line(struct page *p, str style)
{
    if (p->how->colour && style.n > 0)
        buf_put(p->out, NORMAL);
    buf_byte(p->out, '\n');
}

static void put_paragraph(struct page *p, str text, str style)
{
    size_t width = p->how->width > 0 ? p->how->width : SIZE_MAX;
    str rest = harmless(p->arena, text);
    while (rest.n > 0) {
        begin_style(p, style);
        buf_put(p->out, take_line(&rest, width));
        end_line(p, style);
    }
}

static void put_lines(struct page *p, str text, str style)
{
    while (text.n > 0)
        put_paragraph(p, str_cut(&text, '\n'), style);
}

/* ---- how wide ---------------------------------------------------------- */

static struct shown measure(const struct page *p, const struct table *t, size_t column)
{
    const struct column *c = &t->columns.v[column];
    struct shown s = { .column = c, .at = column, .width = width_of(c->title),
                       .right = table_is_number(t, column) };
    for (size_t row = 0; row < table_rows(t); row++) {
        struct arena_mark mark = arena_mark(p->arena);
        size_t width = width_of(cell_text(p, c, table_seen_at(t, row, column)));
        arena_rewind(p->arena, mark);
        s.width = width > s.width ? width : s.width;
    }
    return s;
}

static struct shown *widest_text(const struct page *p)
{
    struct shown *found = NULL;
    for (size_t i = 0; i < p->n; i++)
        if (!p->columns[i].right && p->columns[i].width > NARROWEST
            && (found == NULL || p->columns[i].width > found->width))
            found = &p->columns[i];
    return found;
}

static void fit(struct page *p)
{
    size_t total = p->n > 0 ? GAP * (p->n - 1) : 0;
    for (size_t i = 0; i < p->n; i++)
        total += p->columns[i].width;
    for (struct shown *s; total > p->how->width && (s = widest_text(p)) != NULL; total--)
        s->width--;
}

/* Cells of the screen that the columns want at least. */
static size_t least_width(const struct page *p)
{
    size_t total = p->n > 0 ? GAP * (p->n - 1) : 0;
    for (size_t i = 0; i < p->n; i++) {
        const struct shown *s = &p->columns[i];
        total += s->right || s->width < COMFORT ? s->width : COMFORT;
    }
    return total;
}

static struct shown *last_for_room(const struct page *p)
{
    for (size_t i = p->n; i-- > 0;)
        if (p->columns[i].column->seen_by == SEEN_WITH_ROOM)
            return &p->columns[i];
    return NULL;
}

static void make_room(struct page *p)
{
    for (struct shown *s; least_width(p) > p->how->width && (s = last_for_room(p)) != NULL;) {
        str title = s->column->title;
        p->left_out = p->left_out.n ? str_cat(p->arena, title, S(", "), p->left_out) : title;
        for (p->n--; s < p->columns + p->n; s++)
            *s = s[1];
    }
}

static void make_bars(struct page *p, const struct table *t)
{
    size_t total = 0, room;
    for (size_t i = 0; i < p->n; i++)
        total += p->columns[i].width + GAP;
    room = p->how->width > total ? p->how->width - total : 0;
    p->bars = bars_of(t);
    p->bar_cells = p->bars.most > 0 && room >= BAR_LEAST ? room < BAR_MOST ? room : BAR_MOST : 0;
}

static void lay_out(struct page *p, const struct table *t)
{
    p->columns = NEW_N(p->arena, struct shown, t->columns.n);
    p->rest = NEW_N(p->arena, str, t->columns.n);
    p->branches = NEW_N(p->arena, str, t->columns.n);
    p->n = 0;
    for (size_t c = 0; c < t->columns.n; c++)
        if (table_is_seen(&t->columns.v[c]))
            p->columns[p->n++] = measure(p, t, c);
    if (p->how->width > 0) {
        make_room(p);
        fit(p);
    }
    make_bars(p, t);
}

/* ---- lines ------------------------------------------------------------- */

/* What stands below the branches of a tree that the cell begins with. */
static str branches_below(struct arena *a, str cell)
{
    static const struct { uint32_t here, below; } signs[] = {
        { 0x2502, 0x2502 }, { 0x251C, 0x2502 }, { 0x2514, 0xA0 }, { 0x2500, 0xA0 }, { 0xA0, 0xA0 },
    };
    enum { SIGNS = sizeof signs / sizeof *signs };
    struct buf b = buf_new(a);
    while (cell.n > 0) {
        uint32_t c = str_code_point(&cell);
        size_t i = 0;
        while (i < SIGNS && signs[i].here != c)
            i++;
        if (i == SIGNS)
            break;
        buf_code_point(&b, signs[i].below);
    }
    return buf_str(&b);
}

static void begin_cell(struct page *p, size_t i, str text)
{
    p->rest[i] = text;
    p->branches[i] = S("");
}

/* Takes what fits of a cell; all lines but its first begin with its branches. */
static str take_piece(struct page *p, size_t i)
{
    size_t width = p->columns[i].width;
    str branches = p->branches[i], cell = p->rest[i];
    if (branches.n > 0 && width_of(branches) + NARROWEST <= width && cell.n > 0) {
        str piece = take_line(&p->rest[i], width - width_of(branches));
        return str_cat(p->arena, branches, piece);
    }
    str piece = take_line(&p->rest[i], width);
    if (p->rest[i].n > 0 && branches.n == 0)
        p->branches[i] = branches_below(p->arena, cell);
    return piece;
}

/* One line of the screen: of every cell as much as fits, and the bar. True when some is left. */
static bool put_line(struct page *p, str bar)
{
    bool more = false;
    size_t owed = 0;                      /* blanks nobody needs at the end of a line */
    for (size_t i = 0; i < p->n; i++) {
        const struct shown *s = &p->columns[i];
        str piece = take_piece(p, i);
        size_t width = width_of(piece), pad = s->width > width ? s->width - width : 0;
        if (piece.n > 0) {
            buf_fill(p->out, ' ', owed + (s->right ? pad : 0));
            buf_put(p->out, piece);
            owed = (s->right ? 0 : pad) + GAP;
        } else {
            owed += s->width + GAP;
        }
        more = more || p->rest[i].n > 0;
    }
    buf_fill(p->out, ' ', bar.n > 0 ? owed : 0);
    buf_put(p->out, bar);
    return more;
}

static void put_cells(struct page *p, str style, str bar)
{
    for (bool more = true; more; bar = S("")) {
        begin_style(p, style);
        more = put_line(p, bar);
        end_line(p, style);
    }
}

static void put_rule(struct page *p)
{
    for (size_t i = 0; i < p->n; i++) {
        buf_fill(p->out, ' ', i > 0 ? GAP : 0);
        for (size_t k = 0; k < p->columns[i].width; k++)
            buf_code_point(p->out, 0x2500);
    }
    buf_byte(p->out, '\n');
}

/* A table without titles speaks for itself. */
static void put_header(struct page *p)
{
    bool has_titles = false;
    for (size_t i = 0; i < p->n; i++)
        has_titles = has_titles || p->columns[i].column->title.n > 0;
    if (!has_titles)
        return;
    for (size_t i = 0; i < p->n; i++)
        begin_cell(p, i, p->columns[i].column->title);
    put_cells(p, BOLD, S(""));
    put_rule(p);
}

static void put_rows(struct page *p, const struct table *t)
{
    size_t line = 0;
    for (size_t row = 0; row < table_rows(t); row++) {
        struct arena_mark mark = arena_mark(p->arena);
        for (; line < t->lines.n && t->lines.v[line] == row; line++)
            if (row > 0)
                put_rule(p);
        for (size_t i = 0; i < p->n; i++)
            begin_cell(p, i, cell_text(p, p->columns[i].column,
                                       table_seen_at(t, row, p->columns[i].at)));
        struct buf bar = buf_new(p->arena);
        bars_put(&bar, &p->bars, t, row, p->bar_cells);
        put_cells(p, S(""), buf_str(&bar));
        arena_rewind(p->arena, mark);
    }
}

static void put_table(struct page *p, const struct table *t, bool headed)
{
    if (t->title.n > 0 && !headed) {
        put_paragraph(p, t->title, BOLD);
        buf_byte(p->out, '\n');
    }
    p->left_out = S("");
    p->manner = manner_of(t->lang);
    if (t->columns.n > 0) {
        lay_out(p, t);
        put_header(p);
        put_rows(p, t);
    }
    if (t->definition.n > 0 || t->notes.n > 0 || p->left_out.n > 0)
        buf_byte(p->out, '\n');
    if (p->left_out.n > 0)
        put_paragraph(p, say(p->arena, words_of(S("format"), t->lang), "Without room here: {1}.",
                             p->left_out), FAINT);
    put_lines(p, t->definition, FAINT);
    for (size_t i = 0; i < t->notes.n; i++)
        put_paragraph(p, t->notes.v[i], FAINT);
}

/* What it would show, in words. */
static void put_chart(struct page *p, const struct chart *c, const struct table *t)
{
    if (t == NULL || !str_eq(t->title, c->title))
        put_paragraph(p, c->title, BOLD);
    put_paragraph(p, c->description, S(""));
    if (t == NULL)
        return;
    buf_byte(p->out, '\n');
    put_table(p, t, false);
}

static void put_part(struct page *p, const struct report *r, size_t i)
{
    const struct part *part = &r->parts.v[i];
    switch (part->kind) {
    case PART_HEADING:
        put_paragraph(p, part->text, BOLD);
        break;
    case PART_TEXT:
        put_paragraph(p, part->text, S(""));
        break;
    case PART_TABLE:
        put_table(p, part->table, report_is_headed(r, i));
        break;
    case PART_CHART:
        put_chart(p, part->chart, report_table_at(r, i));
        break;
    }
}

static bool text_write(const struct report *r, const struct write_how *how,
                       struct buf *out, struct err *e)
{
    (void)e;
    struct arena *scratch = arena_new();
    struct page p = { .out = out, .arena = scratch, .how = how };
    put_paragraph(&p, r->title, BOLD);
    for (size_t i = 0; i < r->parts.n; i++) {
        if (i > 0 || r->title.n > 0)
            buf_byte(out, '\n');
        put_part(&p, r, i);
    }
    arena_free(scratch);
    return true;
}

const struct format format_text = {
    .name = "text", .suffix = ".txt", .media = "text/plain; charset=utf-8",
    .help = "aligned columns for people",
    .write = text_write,
};
