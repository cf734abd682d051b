/*
 * Lines in order: those of the first table; what a later one has besides comes
 * behind the line that stands before it there.
 */
#include "report/join.h"

#include "base/buf.h"
#include "base/say.h"

struct line { str key; const struct table *of; size_t row; };

struct join {
    const struct joint *joint;
    struct arena *arena;
    struct table *out;
    VEC(struct line) lines;
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

static size_t find(const struct join *j, str key)
{
    size_t i = 0;
    while (i < j->lines.n && !str_eq(j->lines.v[i].key, key))
        i++;
    return i;
}

static void insert(struct join *j, size_t at, struct line line)
{
    vec_push(j->arena, &j->lines);
    for (size_t i = j->lines.n - 1; i > at; i--)
        j->lines.v[i] = j->lines.v[i - 1];
    j->lines.v[at] = line;
}

static void add_lines(struct join *j, const struct table *t)
{
    size_t next = 0;
    for (size_t row = 0; row < table_rows(t); row++) {
        str key = key_of(j, t, row);
        size_t at = find(j, key);
        if (at == j->lines.n) {
            at = next;
            insert(j, at, (struct line){ key, t, row });
        }
        next = at + 1;
    }
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

static void add_columns(struct join *j)
{
    const struct joint_part *parts = j->joint->parts.v;
    for (size_t c = 0; c < j->labels; c++)
        table_column_as(j->out, parts[0].table->columns.v[c]);
    for (size_t i = 0; i < j->joint->parts.n; i++)
        for (size_t c = j->labels; c < parts[i].table->columns.n; c++) {
            struct column column = parts[i].table->columns.v[c];
            if (!str_eq(column.id, S("value")))
                column.seen_by = SEEN_BY_MACHINES;
            column.id = id_of(j, parts[i].id, column.id);
            table_column_as(j->out, column);
        }
}

/* The row of t with this key; the number of its rows when it has none. */
static size_t row_of(const struct join *j, const struct table *t, str key)
{
    size_t row = 0, n = table_rows(t);
    while (row < n && !str_eq(key_of(j, t, row), key))
        row++;
    return row;
}

static void add_figures(struct join *j, const struct table *t, const struct line *line)
{
    size_t row = row_of(j, t, line->key);
    bool has = row < table_rows(t), is_group = str_starts(line->key, S("group\n"));
    for (size_t c = j->labels; c < t->columns.n; c++)
        table_add(j->out, has ? table_at(t, row, c)
                          : is_group && t->columns.v[c].unit == UNIT_COUNT ? val_int(0) : val_nil());
}

static void add_rows(struct join *j)
{
    for (size_t i = 0; i < j->lines.n; i++) {
        const struct line *line = &j->lines.v[i];
        if (i > 0 && str_starts(j->lines.v[i - 1].key, S("group\n")) && !str_starts(line->key, S("group\n")))
            table_line(j->out);
        for (size_t c = 0; c < j->labels; c++)
            table_add(j->out, table_at(line->of, line->row, c));
        for (size_t k = 0; k < j->joint->parts.n; k++)
            add_figures(j, j->joint->parts.v[k].table, line);
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
    for (size_t i = 0; i < joint->parts.n; i++)
        add_lines(&j, joint->parts.v[i].table);
    add_columns(&j);
    add_rows(&j);
    add_words(&j);
    return title.n > 0 ? renamed(joint->arena, j.out, title) : j.out;
}
