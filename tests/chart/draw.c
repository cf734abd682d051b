/*
 * draw FILE...: the chart of each table, as NAME-wide.svg, NAME-narrow.svg and, as pages
 * have them, NAME-wide.part and NAME-narrow.part;
 * and NAME.html, a page with both and the table. A file has
 *
 *     kind, title, language: a line each
 *     id|title|unit[|what is counted], tab-separated: the columns
 *     rows, tab-separated: "·" is hidden, "-" none
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "chart/svg.h"
#include "chart/wish.h"
#include "format/format.h"

static _Noreturn void give_up(const char *file, const struct err *e)
{
    fprintf(stderr, "%s: %s\n", file, e->text);
    exit(1);
}

static enum unit unit_named(str name)
{
    static const char *const names[] = { "text", "count", "share", "day", "number" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(name, str_of(names[i])))
            return (enum unit)i;
    abort();
}

static void add_columns(struct table *t, str line)
{
    while (line.p != NULL && line.n > 0) {
        str cell = str_cut(&line, '\t');
        struct column c = { .id = str_cut(&cell, '|'), .title = str_cut(&cell, '|') };
        c.unit = unit_named(str_cut(&cell, '|'));
        c.counted = cell.p != NULL ? cell : S("");
        table_column_as(t, c);
    }
}

static struct val value_of(const struct column *c, str cell)
{
    int64_t i;
    double r;
    if (str_eq(cell, VAL_HIDDEN_MARK))
        return val_hidden();
    if (str_eq(cell, S("-")))
        return val_nil();
    if (c->unit == UNIT_COUNT && str_int(cell, &i))
        return val_int(i);
    return c->unit != UNIT_NONE && str_real(cell, &r) ? val_real(r) : val_text(cell);
}

static struct table *table_of(struct arena *a, str text, str *kind)
{
    *kind = str_cut(&text, '\n');
    struct table *t = table_new(a, str_cut(&text, '\n'));
    t->lang = str_cut(&text, '\n');
    add_columns(t, str_cut(&text, '\n'));
    while (text.p != NULL && text.n > 0) {
        str line = str_cut(&text, '\n');
        for (size_t i = 0; line.p != NULL; i++)
            table_add(t, value_of(&t->columns.v[i], str_cut(&line, '\t')));
    }
    return t;
}

static void write_file(struct arena *a, str name, const char *suffix, str bytes)
{
    FILE *f = fopen(str_cat(a, name, str_of(suffix)).p, "w");
    if (f == NULL || fwrite(bytes.p, 1, bytes.n, f) != bytes.n || fclose(f) != 0)
        abort();
}

static void draw_as(struct arena *a, const struct chart *c, const char *file, bool embedded,
                    double width, const char *suffix)
{
    struct err e = { 0 };
    str name = str_of(file);
    name = str_head(name, name.n - strlen(".table"));
    struct buf b = buf_new(a);
    struct chart_how how = { .width = width, .embedded = embedded,
                             .id = str_cat(a, name, str_of(width == CHART_WIDE ? "-w-" : "-n-")) };
    if (!chart_svg(c, &how, &b, &e))
        give_up(file, &e);
    write_file(a, name, suffix, buf_str(&b));
}

static void write_page(struct arena *a, const struct chart *c, const char *file)
{
    struct err e = { 0 };
    struct buf b = buf_new(a);
    struct report *r = report_new(a, S("Charts"));
    r->lang = c->table->lang;
    report_chart(r, c);
    if (!format_html.write(r, &(struct write_how){ 0 }, &b, &e))
        give_up(file, &e);
    write_file(a, str_head(str_of(file), strlen(file) - strlen(".table")), ".html", buf_str(&b));
}

static void draw_table(const char *file)
{
    struct arena *a = arena_new();
    struct err e = { 0 };
    str text, kind;
    if (!fs_read(a, file, 1000000, &text, &e))
        give_up(file, &e);
    const struct table *t = table_of(a, text, &kind);
    const struct chart *c = chart_wish(a, t, kind, &e);
    if (c == NULL)
        give_up(file, &e);
    draw_as(a, c, file, false, CHART_WIDE, "-wide.svg");
    draw_as(a, c, file, false, CHART_NARROW, "-narrow.svg");
    draw_as(a, c, file, true, CHART_WIDE, "-wide.part");
    draw_as(a, c, file, true, CHART_NARROW, "-narrow.part");
    write_page(a, c, file);
    arena_free(a);
}

int main(int n, char **files)
{
    for (int i = 1; i < n; i++)
        draw_table(files[i]);
    return 0;
}
