/*
 * md: GitHub Flavored Markdown: what can be read as it stands and as what it is turned into.
 *
 * Columns are as wide as their widest cell (width.h), so that the source is a table too. What
 * would be markup in a text is escaped (CommonMark 0.31, section 2.4).
 */
#include <string.h>

#include "format/format.h"
#include "intl/width.h"

enum { LEAST_WIDTH = 3 };                 /* "---" */

struct page {
    struct buf *out;
    struct arena *arena;
    const struct table *table;            /* the one being written */
    struct manner manner;
    size_t *seen, *widths;                /* columns people see; how wide they are */
    bool *is_number;
    size_t n;
};

/* At the beginning of a line these make a list, a heading or a rule. */
static bool begins_block(str s)
{
    size_t digits = 0;
    while (digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9')
        digits++;
    return s.n > digits && strchr(digits > 0 ? ".)" : "-+#=", s.p[digits]) != NULL;
}

static str escaped(struct arena *a, str s, bool at_start)
{
    struct buf b = buf_new(a);
    size_t first = 0;
    while (first < s.n && s.p[first] >= '0' && s.p[first] <= '9')
        first++;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool marks = strchr("\\`*_[]<>|~&$", c) != NULL && c != 0;
        if (marks || (i == first && at_start && begins_block(s)))
            buf_byte(&b, '\\');
        buf_byte(&b, (unsigned char)c < 0x20 || c == 0x7F ? ' ' : c);
    }
    return buf_str(&b);
}

static void put_paragraph(struct page *p, const char *before, str text, const char *behind)
{
    if (text.n == 0)
        return;
    buf_puts(p->out, p->out->n > 0 ? "\n" : "");
    buf_puts(p->out, before);
    buf_put(p->out, escaped(p->arena, text, before[0] == 0));
    buf_puts(p->out, behind);
    buf_byte(p->out, '\n');
}

/* ---- tables -------------------------------------------------------------- */

static str cell_text(const struct page *p, size_t row, size_t i)
{
    const struct column *c = &p->table->columns.v[p->seen[i]];
    struct buf b = buf_new(p->arena);
    if (!table_is_mark(p->table, row, p->seen[i]))
        table_put_cell_in(&b, &p->manner, c, table_seen_at(p->table, row, p->seen[i]));
    return escaped(p->arena, buf_str(&b), false);
}

static str title_text(const struct page *p, size_t i)
{
    return escaped(p->arena, p->table->columns.v[p->seen[i]].title, false);
}

static void widen(struct page *p, size_t i, str text)
{
    size_t width = width_of(text);
    p->widths[i] = width > p->widths[i] ? width : p->widths[i];
}

static void lay_out(struct page *p, const struct table *t)
{
    p->table = t;
    p->manner = manner_of(t->lang);
    p->manner.apart = S("\u202f");
    p->n = 0;
    p->seen = NEW_N(p->arena, size_t, t->columns.n);
    p->widths = NEW_N(p->arena, size_t, t->columns.n);
    p->is_number = NEW_N(p->arena, bool, t->columns.n);
    for (size_t c = 0; c < t->columns.n; c++)
        if (table_is_seen(&t->columns.v[c]))
            p->seen[p->n++] = c;
    for (size_t i = 0; i < p->n; i++) {
        p->is_number[i] = table_is_number(t, p->seen[i]);
        p->widths[i] = LEAST_WIDTH;
        widen(p, i, title_text(p, i));
        for (size_t row = 0; row < table_rows(t); row++) {
            struct arena_mark mark = arena_mark(p->arena);
            widen(p, i, cell_text(p, row, i));
            arena_rewind(p->arena, mark);
        }
    }
}

static void put_cell(struct page *p, size_t i, str text)
{
    size_t pad = p->widths[i] - width_of(text);
    buf_puts(p->out, i > 0 ? " | " : "| ");
    buf_fill(p->out, ' ', p->is_number[i] ? pad : 0);
    buf_put(p->out, text);
    buf_fill(p->out, ' ', p->is_number[i] ? 0 : pad);
    if (i + 1 == p->n)
        buf_puts(p->out, " |\n");
}

static void put_rule(struct page *p)
{
    for (size_t i = 0; i < p->n; i++) {
        buf_puts(p->out, i > 0 ? " | " : "| ");
        buf_fill(p->out, '-', p->widths[i] - p->is_number[i]);
        buf_puts(p->out, p->is_number[i] ? ":" : "");
    }
    buf_puts(p->out, " |\n");
}

static void put_rows(struct page *p)
{
    for (size_t i = 0; i < p->n; i++)
        put_cell(p, i, title_text(p, i));
    put_rule(p);
    for (size_t row = 0; row < table_rows(p->table); row++) {
        struct arena_mark mark = arena_mark(p->arena);
        for (size_t i = 0; i < p->n; i++)
            put_cell(p, i, cell_text(p, row, i));
        arena_rewind(p->arena, mark);
    }
}

static void put_table(struct page *p, const struct table *t, bool titled)
{
    if (!titled)
        put_paragraph(p, "**", t->title, "**");
    lay_out(p, t);
    if (p->n > 0) {
        buf_puts(p->out, p->out->n > 0 ? "\n" : "");
        put_rows(p);
    }
    for (str rest = t->definition; rest.n > 0;)
        put_paragraph(p, "", str_cut(&rest, '\n'), "");
    for (size_t i = 0; i < t->notes.n; i++) {
        buf_puts(p->out, i == 0 ? "\n- " : "- ");
        buf_put(p->out, escaped(p->arena, t->notes.v[i], true));
        buf_byte(p->out, '\n');
    }
}

/* ---- parts --------------------------------------------------------------- */

static void put_heading(struct page *p, int level, str text)
{
    static const char *const marks[] = { "# ", "## ", "### ", "#### ", "##### ", "###### " };
    put_paragraph(p, marks[level < 0 ? 0 : level > 5 ? 5 : level], text, "");
}

static void put_chart(struct page *p, const struct chart *c, const struct table *t)
{
    put_paragraph(p, "**", c->title, "**");
    put_paragraph(p, "", c->description, "");
    if (t != NULL)
        put_table(p, t, str_eq(t->title, c->title));
}

static void put_part(struct page *p, const struct report *r, size_t i)
{
    const struct part *part = &r->parts.v[i];
    bool alone = r->parts.n == 1 && r->title.n == 0;
    switch (part->kind) {
    case PART_HEADING:
        put_heading(p, part->level - (r->title.n == 0), part->text);
        break;
    case PART_TEXT:
        put_paragraph(p, "", part->text, "");
        break;
    case PART_TABLE:
        if (alone)
            put_heading(p, 0, part->table->title);
        put_table(p, part->table, alone || report_is_headed(r, i));
        break;
    case PART_CHART:
        put_chart(p, part->chart, report_table_at(r, i));
        break;
    }
}

static bool md_write(const struct report *r, const struct write_how *how, struct buf *out, struct err *e)
{
    (void)how, (void)e;
    struct arena *scratch = arena_new();
    struct page p = { .out = out, .arena = scratch };
    put_heading(&p, 0, r->title);
    for (size_t i = 0; i < r->parts.n; i++)
        put_part(&p, r, i);
    arena_free(scratch);
    return true;
}

const struct format format_md = {
    .name = "md", .suffix = ".md", .media = "text/markdown; charset=utf-8",
    .help = "Markdown with tables, as GitHub and others show it",
    .write = md_write,
};
