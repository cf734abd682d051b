/*
 * A figure is read from the table that etalon stats would show: the total, or
 * something about its groups, found by the ids of rows and columns.
 */
#include "report/answer.h"

#include "report/join.h"
#include "report/line.h"

enum { NO_COLUMN = -1 };

struct kept_answers *answers_kept_new(struct arena *a) { return NEW(a, struct kept_answers); }

/* --- tables --------------------------------------------------------------------------- */

/* What two questions differ by: not how the answer is shown, nor a word that takes nothing away. */
static str key_of(struct answers *s, const struct asked *asked, str measure)
{
    struct buf b = buf_new(s->arena);
    buf_put(&b, measure);
    for (size_t i = 0; i < asked->words.n; i++) {
        str name = asked->words.v[i].name, missing = { 0 };
        str value = setting_fill(s->arena, asked->words.v[i].value, s->values, &missing);
        if (!question_is_own(name) && (value.n > 0 || setting_of(s->common, name)))
            buf_printf(&b, "\n" STR_FMT "=" STR_FMT, STR_ARG(name), STR_ARG(value));
    }
    return buf_str(&b);
}

static bool make_question(struct answers *s, const struct asked *asked, str name, struct question *q, struct err *e)
{
    if (!question_make(&s->measures, asked, name, s->values, s->common, s->today, s->known_as_of, q, e))
        return false;
    q->reading = s->reading;
    q->progress = s->progress;
    return true;
}

static struct table *ask(struct answers *s, const struct asked *asked, str name, struct err *e)
{
    struct question q;
    if (!make_question(s, asked, name, &q, e))
        return NULL;
    return stats_table(s->arena, s->reading->db, &q, e);
}

static struct table *find_kept(const struct answers *s, str key)
{
    for (size_t i = 0; i < s->kept->list.n; i++)
        if (str_eq(s->kept->list.v[i].key, key))
            return s->kept->list.v[i].table;
    return NULL;
}

static struct table *one_table(struct answers *s, const struct asked *asked, str name, struct err *e)
{
    str key = key_of(s, asked, name);
    struct table *t = find_kept(s, key);
    if (t == NULL && (t = ask(s, asked, name, e)) != NULL)
        *vec_push(s->arena, &s->kept->list) = (struct kept_answer){ key, t };
    return t;
}

static void note_measure(struct answers *s, const struct asked *asked, str name)
{
    struct question *q = NEW(s->arena, struct question);
    struct err e = { 0 };
    if (!make_question(s, asked, name, q, &e) || q->public_k == 0)
        return;
    str key = key_of(s, asked, name);
    if (find_kept(s, key) != NULL)
        return;
    for (size_t i = 0; i < s->to_publish_keys.n; i++)
        if (str_eq(s->to_publish_keys.v[i], key))
            return;
    *vec_push(s->arena, &s->to_publish_keys) = key;
    *vec_push(s->arena, &s->to_publish) = q;
}

void answers_note(struct answers *s, const struct asked *asked)
{
    for (size_t i = 0; i < asked->measures.n; i++)
        note_measure(s, asked, asked->measures.v[i]);
}

bool answers_publish(struct answers *s, struct err *e)
{
    size_t n = s->to_publish.n;
    struct table **tables = NEW_N(s->arena, struct table *, n + 1);
    if (n == 0)
        return true;
    if (!stats_tables(s->arena, s->reading->db, &s->to_publish, tables, e))
        return false;
    for (size_t i = 0; i < n; i++)
        *vec_push(s->arena, &s->kept->list) = (struct kept_answer){ s->to_publish_keys.v[i], tables[i] };
    return true;
}

static str title_of(struct answers *s, const struct asked *asked)
{
    const struct setting *title = setting_of(&asked->words, S("title"));
    str missing = { 0 };
    return title ? setting_fill(s->arena, title->value, s->values, &missing) : S("");
}

static bool say_where(const struct asked *asked, struct err *e)
{
    return err_in(e, STR_FMT ":%d", STR_ARG(asked->at.file), asked->at.line);
}

struct table *answer_table(struct answers *s, const struct asked *asked, struct err *e)
{
    struct joint joint = { .arena = s->arena };
    for (size_t i = 0; i < asked->measures.n; i++) {
        const struct table *t = one_table(s, asked, asked->measures.v[i], e);
        if (t == NULL) {
            say_where(asked, e);
            return NULL;
        }
        *vec_push(s->arena, &joint.parts) = (struct joint_part){ asked->measures.v[i], t };
    }
    struct table *t = join_tables(&joint, title_of(s, asked));
    return t;
}

/* --- figures --------------------------------------------------------------------------- */

static int column_of(const struct table *t, str id)
{
    for (size_t i = 0; i < t->columns.n; i++)
        if (str_eq(t->columns.v[i].id, id))
            return (int)i;
    return NO_COLUMN;
}

static str text_at(const struct table *t, size_t row, int column)
{
    if (column == NO_COLUMN)
        return S("");
    struct val v = table_at(t, row, (size_t)column);
    return v.kind == VAL_TEXT ? v.as.s : S("");
}

static bool is_something(struct val v)
{
    return (v.kind == VAL_INT && v.as.i != 0) || (v.kind == VAL_REAL && v.as.r > 0);
}

static str column_wanted(const struct asked *asked)
{
    const struct setting *column = setting_of(&asked->words, S("column"));
    return asked->pick == PICK_NUMERATOR ? S("numerator")
         : asked->pick == PICK_DENOMINATOR ? S("denominator") : column ? column->value : S("value");
}

/* The total, the last line, where nothing else is wanted. */
static bool row_wanted(struct answers *s, const struct asked *asked, const struct table *t, int64_t *row, struct err *e)
{
    const struct setting *cell = setting_of(&asked->words, S("cell"));
    struct question q;
    str missing = { 0 };
    *row = (int64_t)table_rows(t) - 1;
    return cell == NULL
        || (make_question(s, asked, asked->measures.v[0], &q, e)
            && line_find(s->arena, s->reading->db, &q, t, setting_fill(s->arena, cell->value, s->values, &missing), row, e));
}

static bool read_cell(struct answers *s, const struct asked *asked, const struct table *t,
                      struct figure *out, struct err *e)
{
    int column = column_of(t, column_wanted(asked));
    int64_t row;
    if (column == NO_COLUMN) {
        err_set(e, ERR_USAGE, "the answer to \"" STR_FMT "\" has no column " STR_FMT, STR_ARG(asked->text),
                STR_ARG(column_wanted(asked)));
        return say_where(asked, e);
    }
    if (!row_wanted(s, asked, t, &row, e))
        return say_where(asked, e);
    out->is_share = t->columns.v[column].unit == UNIT_SHARE;
    out->value = row != NO_LINE ? table_at(t, (size_t)row, (size_t)column) : out->is_share ? val_nil() : val_int(0);
    out->unit = column_unit(&t->columns.v[column]);
    return true;
}

/* Behind "row" stand the id and the name of the first dimension. Where the figure of a group is hidden
 * nobody is to know whether it is 0, so what follows from it is hidden too. */
static bool read_groups(struct answers *s, const struct asked *asked, const struct table *t,
                        struct figure *out, struct err *e)
{
    enum { NAME = 2 };
    int row_kind = column_of(t, S("row")), value = column_of(t, S("value"));
    bool missing = asked->pick == PICK_MISSING || asked->pick == PICK_MISSING_LIST;
    int64_t n = 0;
    bool hidden = false;
    if (setting_of(&asked->words, S("by")) == NULL || row_kind != 0 || value == NO_COLUMN) {
        err_set(e, ERR_USAGE, "\"" STR_FMT "\" has no groups; it needs by=", STR_ARG(asked->text));
        return say_where(asked, e);
    }
    for (size_t row = 0; row < table_rows(t); row++) {
        struct val v = table_at(t, row, (size_t)value);
        bool wanted = asked->pick == PICK_OF || is_something(v) != missing;
        if (!str_eq(text_at(t, row, row_kind), S("group")))
            continue;
        hidden = hidden || (v.kind == VAL_HIDDEN && asked->pick != PICK_OF);
        if (!wanted)
            continue;
        n++;
        *vec_push(s->arena, &out->names) = text_at(t, row, NAME);
    }
    bool is_list = asked->pick == PICK_LIST || asked->pick == PICK_MISSING_LIST;
    out->value = hidden ? val_hidden() : is_list ? val_nil() : val_int(n);
    out->unit = S("groups");
    return true;
}

bool answer_figure(struct answers *s, const struct asked *asked, struct figure *out, struct err *e)
{
    *out = (struct figure){ 0 };
    const struct table *t = one_table(s, asked, asked->measures.v[0], e);
    if (t == NULL)
        return say_where(asked, e);
    bool of_groups = asked->pick >= PICK_GROUPS;
    return of_groups ? read_groups(s, asked, t, out, e) : read_cell(s, asked, t, out, e);
}
