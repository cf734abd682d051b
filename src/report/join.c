/*
 * Lines in order: those of the first table; what a later one has besides comes
 * behind the line that stands before it there. They are found by their keys.
 */
#include "report/join.h"

#include "base/buf.h"
#include "base/keymap.h"
#include "base/say.h"

struct line {
    str key;
    const struct table *of;               /* and row: where its labels stand */
    size_t row;
    size_t *rows;                         /* by part: its row + 1; 0: it has none */
    size_t next;                          /* in the order shown; 0: it is the last */
};

struct join {
    const struct joint *joint;
    struct arena *arena;
    struct table *out;
    VEC(struct line) lines;               /* the first is none: the one before the first */
    struct keymap known;                  /* by key: index of a line */
    size_t labels;                        /* columns that say what a line is */
};

/* "row" and the pairs of the dimensions; the figures begin with "value". */
static size_t labels_of(const struct table *t)
{
    size_t n = 0;
    while (n < t->columns.n && !str_eq(t->columns.v[n].id, S("value")))
        n++;
    return n;
}

static str key_of(const struct join *j, const struct table *t, size_t row)
{
    struct buf b = buf_new(j->arena);
    for (size_t c = 0; c < j->labels; c++) {
        if (c > 0 && c % 2 == 0)          /* a name says nothing new */
            continue;
        val_put(&b, table_at(t, row, c));
        buf_byte(&b, '\n');
    }
    return buf_str(&b);
}

/* Index of the line, which comes behind another when it is new. */
static size_t line_of(struct join *j, size_t behind, struct line line)
{
    bool is_new;
    size_t at = *keymap_at(&j->known, line.key, (uint32_t)j->lines.n, &is_new);
    if (is_new) {
        line.rows = NEW_N(j->arena, size_t, j->joint->parts.n);
        line.next = j->lines.v[behind].next;
        j->lines.v[behind].next = at;
        *vec_push(j->arena, &j->lines) = line;
    }
    return at;
}

static void add_lines(struct join *j, size_t part)
{
    const struct table *t = j->joint->parts.v[part].table;
    size_t last = 0;
    for (size_t row = 0; row < table_rows(t); row++) {
        last = line_of(j, last, (struct line){ .key = key_of(j, t, row), .of = t, .row = row });
        j->lines.v[last].rows[part] = row + 1;
    }
}

/* As if all rows were lines of their own. */
static void open_lines(struct join *j)
{
    size_t rows = 1;
    for (size_t i = 0; i < j->joint->parts.n; i++)
        rows += table_rows(j->joint->parts.v[i].table);
    keymap_open(&j->known, j->arena, rows);
    *vec_push(j->arena, &j->lines) = (struct line){ .of = NULL };
}

static str id_of(const struct join *j, str measure, str column)
{
    struct buf b = buf_new(j->arena);
    for (size_t i = 0; i < measure.n; i++)
        buf_byte(&b, measure.p[i] == '-' ? '_' : measure.p[i]);
    if (!str_eq(column, S("value")))
        buf_printf(&b, "_" STR_FMT, STR_ARG(column));
    return buf_str(&b);
}

/* A name that one of the tables has is seen in all of it. */
static bool is_label_only(const struct join *j, size_t c)
{
    bool any = false;
    for (size_t i = 0; i < j->joint->parts.n; i++) {
        const struct table *t = j->joint->parts.v[i].table;
        if (!t->columns.v[c].only_labels && table_rows(t) > 0 && str_eq(table_at(t, 0, 0).as.s, S("group")))
            return false;
        any = any || t->columns.v[c].only_labels;
    }
    return any;
}

static void add_columns(struct join *j)
{
    const struct joint_part *parts = j->joint->parts.v;
    for (size_t c = 0; c < j->labels; c++) {
        struct column column = parts[0].table->columns.v[c];
        column.only_labels = is_label_only(j, c);
        table_column_as(j->out, column);
    }
    for (size_t i = 0; i < j->joint->parts.n; i++)
        for (size_t c = j->labels; c < parts[i].table->columns.n; c++) {
            struct column column = parts[i].table->columns.v[c];
            if (!str_eq(column.id, S("value")))
                column.seen_by = SEEN_BY_MACHINES;
            column.id = id_of(j, parts[i].id, column.id);
            table_column_as(j->out, column);
        }
}

static void add_figures(struct join *j, const struct line *line, size_t part)
{
    const struct table *t = j->joint->parts.v[part].table;
    size_t row = line->rows[part];
    bool is_group = str_starts(line->key, S("group\n"));
    for (size_t c = j->labels; c < t->columns.n; c++)
        table_add(j->out, row > 0 ? table_at(t, row - 1, c)
                          : is_group && t->columns.v[c].unit == UNIT_COUNT ? val_int(0) : val_nil());
}

static void add_rows(struct join *j)
{
    bool after_group = false;
    for (size_t i = j->lines.v[0].next; i != 0; i = j->lines.v[i].next) {
        const struct line *line = &j->lines.v[i];
        bool is_group = str_starts(line->key, S("group\n"));
        if (after_group && !is_group)
            table_line(j->out);
        after_group = is_group;
        for (size_t c = 0; c < j->labels; c++)
            table_add(j->out, table_at(line->of, line->row, c));
        for (size_t part = 0; part < j->joint->parts.n; part++)
            add_figures(j, line, part);
    }
}

/* ---- words --------------------------------------------------------------- */

static bool has_note(const struct table *t, str note)
{
    for (size_t i = 0; i < t->notes.n; i++)
        if (str_eq(t->notes.v[i], note))
            return true;
    return false;
}

static str name_of(const struct join *j, size_t part)
{
    return j->joint->parts.v[part].table->columns.v[j->labels].title;
}

static str about(const struct join *j, str names, str sentence)
{
    return say(j->arena, words_of(S("report"), j->out->lang), "{1}: {2}", names, sentence);
}

/* A note of part `first` and of what comes behind it: with the names of their columns, unless
 * it is one of all. */
static void add_note(struct join *j, size_t first, str note)
{
    struct buf names = buf_new(j->arena);
    bool is_of_all = first == 0;
    for (size_t i = first; i < j->joint->parts.n; i++) {
        if (has_note(j->joint->parts.v[i].table, note))
            buf_printf(&names, "%s" STR_FMT, names.n ? ", " : "", STR_ARG(name_of(j, i)));
        else
            is_of_all = false;
    }
    table_note(j->out, is_of_all ? note : about(j, buf_str(&names), note));
}

static bool was_said(const struct join *j, size_t part, str note)
{
    size_t i = 0;
    while (i < part && !has_note(j->joint->parts.v[i].table, note))
        i++;
    return i < part;
}

/* What each column means, a line for each, and every note once. */
static void add_words(struct join *j)
{
    struct buf definition = buf_new(j->arena), title = buf_new(j->arena);
    for (size_t i = 0; i < j->joint->parts.n; i++) {
        const struct table *t = j->joint->parts.v[i].table;
        buf_printf(&title, "%s" STR_FMT, i ? ", " : "", STR_ARG(name_of(j, i)));
        buf_printf(&definition, "%s" STR_FMT, i ? "\n" : "", STR_ARG(about(j, name_of(j, i), t->definition)));
        for (size_t k = 0; k < t->notes.n; k++)
            if (!was_said(j, i, t->notes.v[k]))
                add_note(j, i, t->notes.v[k]);
    }
    j->out->title = buf_str(&title);
    j->out->definition = buf_str(&definition);
}

static struct table *renamed(struct arena *a, const struct table *t, str title)
{
    struct table *copy = NEW(a, struct table);
    *copy = *t;
    if (title.n > 0)
        copy->title = title;
    return copy;
}

struct table *join_tables(const struct joint *joint, str title)
{
    const struct table *first = joint->parts.v[0].table;
    if (joint->parts.n == 1)
        return renamed(joint->arena, first, title);
    struct join j = { .joint = joint, .arena = joint->arena, .labels = labels_of(first) };
    j.out = table_new(joint->arena, S(""));
    j.out->lang = first->lang;
    open_lines(&j);
    for (size_t i = 0; i < joint->parts.n; i++)
        add_lines(&j, i);
    keymap_close(&j.known);
    add_columns(&j);
    add_rows(&j);
    add_words(&j);
    return title.n > 0 ? renamed(joint->arena, j.out, title) : j.out;
}
