/*
 * Rows become rows; which cells head them is decided once for the table: all texts before
 * the first figure, or the first text where there are no figures.
 */
#include "format/html.h"

#include <string.h>

#include "intl/script.h"

struct sheet {                            /* the table being written */
    struct html *page;
    const struct table *table;
    struct manner manner;
    bool *is_number;                      /* by column */
    size_t heads;                         /* columns from the left whose texts head their row */
    int kind;                             /* the column "row"; -1: none */
};

void html_open(struct html *p, const char *element, const char *class)
{
    xml_open(&p->out, element);
    if (class[0] != 0)
        xml_put_attr(&p->out, "class", str_of(class));
}

void html_words(struct html *p, const char *element, const char *class, str text)
{
    html_open(p, element, class);
    xml_put_text(&p->out, text);
    xml_close(&p->out);
}

str html_id(struct html *p, const char *prefix)
{
    return str_format(p->arena, "%s%zu", prefix, ++p->parts);
}

static void look_at_columns(struct sheet *s)
{
    const struct table *t = s->table;
    size_t first_text = 0, first_number = t->columns.n;
    s->is_number = NEW_N(s->page->arena, bool, t->columns.n);
    for (size_t c = t->columns.n; c-- > 0;) {
        s->is_number[c] = table_is_number(t, c);
        if (table_is_seen(&t->columns.v[c]) && s->is_number[c])
            first_number = c;
        else if (table_is_seen(&t->columns.v[c]))
            first_text = c + 1;
    }
    s->heads = first_number < t->columns.n ? first_number : first_text;
}

/* ---- cells --------------------------------------------------------------- */

/* A direction of its own for a text that is not written as the page is. */
static void put_direction(struct html *p, str text)
{
    if (has_right_to_left(text))
        xml_put_attr(&p->out, "dir", S("auto"));
}

static void put_hidden(struct html *p)
{
    xml_open(&p->out, "span");
    xml_put_attr(&p->out, "aria-hidden", S("true"));
    xml_put_text(&p->out, VAL_HIDDEN_MARK);
    xml_close(&p->out);
    html_words(p, "span", "unseen", say(p->arena, p->words, "hidden"));
}

static void put_value(struct sheet *s, const struct column *c, struct val v)
{
    struct html *p = s->page;
    struct buf shown = buf_new(p->arena), raw = buf_new(p->arena);
    table_put_cell_in(&shown, &s->manner, c, v);
    table_put_raw(&raw, c, v);
    bool is_figure = v.kind == VAL_INT || v.kind == VAL_REAL;
    if (is_figure && c->unit != UNIT_DAY && !str_eq(buf_str(&shown), buf_str(&raw)))
        xml_put_attr(&p->out, "data-value", buf_str(&raw));
    if (v.kind == VAL_TEXT)
        put_direction(p, v.as.s);
    if (v.kind == VAL_HIDDEN)
        put_hidden(p);
    else
        xml_put_text(&p->out, buf_str(&shown));
}

static void put_cell(struct sheet *s, size_t row, size_t column)
{
    struct val v = table_seen_at(s->table, row, column);
    bool heads = column < s->heads && v.kind == VAL_TEXT && v.as.s.n > 0;
    html_open(s->page, heads ? "th" : "td", s->is_number[column] ? "number" : "");
    if (heads)
        xml_put_attr(&s->page->out, "scope", S("row"));
    put_value(s, &s->table->columns.v[column], v);
    xml_close(&s->page->out);
}

/* ---- rows ---------------------------------------------------------------- */

static void put_row(struct sheet *s, size_t row)
{
    struct val kind = s->kind < 0 ? val_nil() : table_at(s->table, row, (size_t)s->kind);
    struct arena_mark mark = arena_mark(s->page->arena);
    bool special = kind.kind == VAL_TEXT && !str_eq(kind.as.s, S("group"));
    html_open(s->page, "tr", special ? str_dup(s->page->arena, kind.as.s).p : "");
    for (size_t c = 0; c < s->table->columns.n; c++)
        if (table_is_seen(&s->table->columns.v[c]))
            put_cell(s, row, c);
    xml_close(&s->page->out);
    xml_put_raw(&s->page->out, S("\n"));
    arena_rewind(s->page->arena, mark);
}

static void put_bodies(struct sheet *s)
{
    size_t line = 0;
    xml_open(&s->page->out, "tbody");
    xml_put_raw(&s->page->out, S("\n"));
    for (size_t row = 0; row < table_rows(s->table); row++) {
        for (; line < s->table->lines.n && s->table->lines.v[line] == row; line++) {
            if (row == 0)
                continue;
            xml_close(&s->page->out);
            xml_open(&s->page->out, "tbody");
            xml_put_raw(&s->page->out, S("\n"));
        }
        put_row(s, row);
    }
    xml_close(&s->page->out);
}

/* A table without titles speaks for itself. */
static void put_heads(struct sheet *s)
{
    struct html *p = s->page;
    bool has_titles = false;
    for (size_t c = 0; c < s->table->columns.n; c++)
        has_titles = has_titles || (table_is_seen(&s->table->columns.v[c]) && s->table->columns.v[c].title.n > 0);
    if (!has_titles)
        return;
    xml_open(&p->out, "thead");
    xml_open(&p->out, "tr");
    for (size_t c = 0; c < s->table->columns.n; c++) {
        if (!table_is_seen(&s->table->columns.v[c]))
            continue;
        html_open(p, "th", s->is_number[c] ? "number" : "");
        xml_put_attr(&p->out, "scope", S("col"));
        xml_put_text(&p->out, s->table->columns.v[c].title);
        xml_close(&p->out);
    }
    xml_close(&p->out);
    xml_close(&p->out);
    xml_put_raw(&p->out, S("\n"));
}

/* ---- below the table ----------------------------------------------------- */

static void put_definition(struct html *p, str lines)
{
    if (lines.n > 0)
        html_words(p, "dt", "", say(p->arena, p->words, "Definition"));
    while (lines.n > 0)
        html_words(p, "dd", "", str_cut(&lines, '\n'));
}

static void put_list(struct html *p, const struct table *t)
{
    html_open(p, "dl", "about");
    put_definition(p, t->definition);
    if (t->notes.n > 0)
        html_words(p, "dt", "", say(p->arena, p->words, "Notes"));
    for (size_t i = 0; i < t->notes.n; i++)
        html_words(p, "dd", "", t->notes.v[i]);
    xml_close(&p->out);
}

static void put_about(struct html *p, const struct table *t)
{
    if (t->definition.n == 0 && t->notes.n == 0)
        return;
    if (p->folds) {
        xml_open(&p->out, "details");
        html_words(p, "summary", "", say(p->arena, p->words, "Definitions and notes"));
    }
    put_list(p, t);
    if (p->folds)
        xml_close(&p->out);
    xml_put_raw(&p->out, S("\n"));
}

static void put_caption(struct html *p, const struct table *t, str id, bool shown)
{
    html_open(p, "caption", shown ? "unseen" : "");
    xml_put_attr(&p->out, "id", id);
    xml_put_text(&p->out, t->title.n > 0 ? t->title : say(p->arena, p->words, "Table"));
    xml_close(&p->out);
    xml_put_raw(&p->out, S("\n"));
}

void html_table(struct html *p, const struct table *t, bool shown)
{
    struct sheet s = { .page = p, .table = t, .manner = manner_of(t->lang),
                       .kind = table_column_of(t, S("row")) };
    str id = html_id(p, "t");
    look_at_columns(&s);
    s.manner.apart = S("\u202f");
    if (t->columns.n > 0) {
        html_open(p, "div", "scroll");
        xml_put_attr(&p->out, "role", S("region"));
        xml_put_attr(&p->out, "aria-labelledby", id);
        xml_put_attr(&p->out, "tabindex", S("0"));
        html_open(p, "table", "sortable");
        put_caption(p, t, id, shown || t->title.n == 0);
        put_heads(&s);
        put_bodies(&s);
        xml_close(&p->out);
        xml_close(&p->out);
        xml_put_raw(&p->out, S("\n"));
    }
    put_about(p, t);
}
