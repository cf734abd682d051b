/*
 * One walk over the items; a block is a walk over its part of them, a loop once
 * for each group. Prose gathers until something else stands in its way.
 */
#include "report/make.h"

#include <string.h>

#include "base/asset.h"
#include "base/near.h"
#include "chart/wish.h"
#include "intl/locale.h"
#include "report/answer.h"
#include "report/prose.h"

struct maker {
    struct arena *arena;
    const struct template *template;
    const struct make_how *how;
    struct prose prose;
    struct plurals plurals;               /* of its language */
    settings values, names;               /* of parameters and loops now; what their values are called */
    struct answers answers;
    struct report *out;
    struct buf paragraph;
    struct table *figures;                /* all of the prose */
    bool notes;                           /* what will be asked is noted, and nothing made */
};

static struct stmt *query(struct db *db, str path)
{
    struct asset file = { 0 };
    bool found = asset_find(path, &file);
    return db_stmt(db, found ? file.bytes : S(""));
}

/* --- parameters ------------------------------------------------------------------------- */

static void set(struct maker *m, settings *list, str name, str value)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_eq(list->v[i].name, name)) {
            list->v[i].value = value;
            return;
        }
    *vec_push(m->arena, list) = (struct setting){ .name = name, .value = value };
}

static str value_of(const settings *list, str name)
{
    const struct setting *s = setting_of(list, name);
    return s ? s->value : S("");
}

static bool is_parameter(const struct template *t, str name, struct near *near)
{
    for (size_t i = 0; i < t->parameters.n; i++) {
        if (str_eq(t->parameters.v[i].name, name))
            return true;
        near_offer(near, t->parameters.v[i].name);
    }
    return str_eq(t->per.name, name);
}

static bool set_parameters(struct maker *m, struct err *e)
{
    const struct template *t = m->template;
    for (size_t i = 0; question_common(i) != NULL; i++)
        set(m, &m->values, str_of(question_common(i)), value_of(&m->how->common, str_of(question_common(i))));
    for (size_t i = 0; i < t->parameters.n; i++)
        set(m, &m->values, t->parameters.v[i].name, t->parameters.v[i].value);
    if (t->per.name.n > 0)
        set(m, &m->values, t->per.name, S(""));
    for (size_t i = 0; i < m->how->values.n; i++) {
        const struct setting *s = &m->how->values.v[i];
        struct near near = near_to(s->name);
        if (!is_parameter(t, s->name, &near))
            return err_set(e, ERR_USAGE, "the report " STR_FMT " has no parameter " STR_FMT "%s" STR_FMT "%s",
                           STR_ARG(t->name), STR_ARG(s->name), near.best.n ? "; did you mean " : "",
                           STR_ARG(near.best), near.best.n ? "?" : "");
        set(m, &m->values, s->name, s->value);
    }
    return true;
}

bool report_groups(struct arena *a, struct db *db, str scheme, named_list *out, struct err *e)
{
    struct stmt *q = query(db, S("report/groups.sql"));
    stmt_bind(q, ":scheme", val_text(scheme));
    while (stmt_row(q))
        *vec_push(a, out) = (struct named){ str_dup(a, stmt_str(q, 0)), str_dup(a, stmt_str(q, 1)) };
    if (!stmt_end(q, e))
        return false;
    return out->n > 0 || str_eq(scheme, S("courses"))
        || err_set(e, ERR_INPUT, "the store has no scheme of groups " STR_FMT "; \"etalon economies\" tells which "
                   "there are", STR_ARG(scheme));
}

static bool name_of(struct maker *m, str code, str *out, struct err *e)
{
    struct stmt *q = query(m->how->reading->db, S("report/name.sql"));
    stmt_bind(q, ":code", val_text(code));
    *out = stmt_row(q) ? str_dup(m->arena, stmt_str(q, 0)) : code;
    return stmt_end(q, e);
}

/* --- figures of prose ------------------------------------------------------------------- */

static void keep_figure(struct maker *m, const struct asked *asked, const struct figure *f, str shown)
{
    struct table *t = m->figures;
    str missing = { 0 };
    table_add(t, val_text(shown));
    table_add(t, f->value);
    table_add(t, val_text(f->unit));
    table_add(t, val_text(setting_fill(m->arena, asked->text, &m->values, &missing)));
}

static str shown_figure(const struct maker *m, const struct asked *asked, const struct figure *f)
{
    const struct prose *p = &m->prose;
    if (asked->shape == SHAPE_PLURAL)     /* of what is hidden nobody is told that it is 1 */
        return f->value.kind == VAL_INT && plural_of(&m->plurals, f->value.as.i) == PLURAL_ONE ? asked->one : asked->other;
    if (f->value.kind == VAL_HIDDEN)
        return prose_hidden(p);
    if (asked->pick == PICK_LIST || asked->pick == PICK_MISSING_LIST)
        return prose_list(p, f->names.v, f->names.n);
    if (f->value.kind == VAL_INT)
        return prose_count(p, asked, f->value.as.i);
    if (f->value.kind == VAL_REAL)
        return f->is_share ? prose_share(p, f->value.as.r) : prose_real(p, f->value.as.r);
    return S("n/a");
}

static bool put_parameter(struct maker *m, const struct asked *asked, struct err *e)
{
    str value = value_of(&m->values, asked->parameter);
    day d;
    if (asked->shape == SHAPE_DAY && date_read_day(value, &d))
        value = intl_day(m->arena, m->prose.lang, d);
    if (asked->shape == SHAPE_NAME) {
        const struct setting *known = setting_of(&m->names, asked->parameter);
        if (known)
            value = known->value;
        else if (!name_of(m, value, &value, e))
            return false;
    }
    buf_put(&m->paragraph, value);
    return true;
}

/* A figure that begins with a word, as "over", may begin a sentence. */
static bool begins_sentence(const struct maker *m, const struct asked *asked)
{
    str before = buf_str(&m->paragraph), trimmed = str_trim(before);
    bool is_worded = asked->shape >= SHAPE_OVER && asked->shape <= SHAPE_WORDS;
    return is_worded && (trimmed.n == 0 || (trimmed.n < before.n && strchr(".?!", trimmed.p[trimmed.n - 1])));
}

static str capital(struct arena *a, str s)
{
    bool is_small = s.n > 0 && s.p[0] >= 'a' && s.p[0] <= 'z';
    return is_small ? str_format(a, "%c" STR_FMT, s.p[0] - 'a' + 'A', STR_ARG(str_from(s, 1))) : s;
}

static bool put_asked(struct maker *m, const struct asked *asked, struct err *e)
{
    struct figure f;
    if (asked->parameter.n > 0)
        return put_parameter(m, asked, e);
    if (m->notes) {
        answers_note(&m->answers, asked);
        return true;
    }
    if (!answer_figure(&m->answers, asked, &f, e))
        return false;
    str shown = shown_figure(m, asked, &f);
    if (asked->shape != SHAPE_PLURAL)
        keep_figure(m, asked, &f, shown);
    buf_put(&m->paragraph, begins_sentence(m, asked) ? capital(m->arena, shown) : shown);
    return true;
}

static bool put_pieces(struct maker *m, const pieces *list, struct err *e)
{
    for (size_t i = 0; i < list->n; i++)
        if (!list->v[i].asks)
            buf_put(&m->paragraph, list->v[i].text);
        else if (!put_asked(m, &list->v[i].asked, e))
            return false;
    return true;
}

static str take_text(struct maker *m)
{
    str text = str_dup(m->arena, buf_str(&m->paragraph));
    buf_clear(&m->paragraph);
    return text;
}

static void end_paragraph(struct maker *m)
{
    str text = m->paragraph.n > 0 ? take_text(m) : S("");
    if (text.n > 0 && !m->notes)
        report_text(m->out, text);
}

/* --- items -------------------------------------------------------------------------------- */

static bool put_line(struct maker *m, const struct item *i, struct err *e)
{
    if (m->paragraph.n > 0)
        buf_byte(&m->paragraph, ' ');
    return put_pieces(m, &i->text, e);
}

static bool put_heading(struct maker *m, const struct item *i, struct err *e)
{
    if (!put_pieces(m, &i->text, e))
        return false;
    str text = take_text(m);
    if (!m->notes)
        report_heading(m->out, i->level, text);
    return true;
}

static bool put_table(struct maker *m, const struct item *i, struct err *e)
{
    if (m->notes) {
        answers_note(&m->answers, &i->asked);
        return true;
    }
    const struct table *t = answer_table(&m->answers, &i->asked, e);
    if (t != NULL)
        report_table(m->out, t);
    return t != NULL;
}

static bool put_chart(struct maker *m, const struct item *i, struct err *e)
{
    if (m->notes)
        return put_table(m, i, e);
    const struct table *t = answer_table(&m->answers, &i->asked, e);
    const struct chart *c = t ? chart_wish(m->arena, t, i->chart, e) : NULL;
    if (c != NULL)
        report_chart(m->out, c);
    return c != NULL || t == NULL || err_in(e, STR_FMT ":%d", STR_ARG(i->at.file), i->at.line);
}

static bool holds(const struct item *i, struct val v)
{
    double n = v.kind == VAL_INT ? (double)v.as.i : v.kind == VAL_REAL ? v.as.r : 0;
    if (v.kind == VAL_HIDDEN)             /* it is not told how much, but not nothing */
        return i->compare == COMPARE_ANY;
    switch (i->compare) {
    case COMPARE_EQUAL: return n == (double)i->bound;
    case COMPARE_MORE:  return n > (double)i->bound;
    case COMPARE_LESS:  return n < (double)i->bound;
    case COMPARE_ANY:   break;
    }
    return n != 0;
}

static bool decide(struct maker *m, const struct item *i, bool *yes, struct err *e)
{
    struct figure f = { 0 };
    if (i->asked.parameter.n > 0) {
        str value = value_of(&m->values, i->asked.parameter);
        int64_t n;
        *yes = i->compare == COMPARE_ANY ? value.n > 0 : str_int(value, &n) && holds(i, val_int(n));
    } else if (!answer_figure(&m->answers, &i->asked, &f, e)) {
        return false;
    } else {
        *yes = holds(i, f.value);
    }
    *yes = *yes != i->not;
    return true;
}

static bool walk(struct maker *m, size_t from, size_t to, struct err *e);

static bool walk_if(struct maker *m, size_t at, size_t *end, struct err *e)
{
    const struct item *items = m->template->items.v;
    size_t other = items[at].to;
    bool has_else = items[other].kind == ITEM_ELSE, yes = false;
    *end = has_else ? items[other].to : other;
    if (m->notes && items[at].asked.parameter.n == 0) {   /* what is answered decides later */
        answers_note(&m->answers, &items[at].asked);
        return walk(m, at + 1, other, e) && walk(m, other + 1, has_else ? *end : other + 1, e);
    }
    return decide(m, &items[at], &yes, e)
        && walk(m, yes ? at + 1 : other + 1, yes ? other : has_else ? *end : other + 1, e);
}

/* All groups; only the one a parameter of this name says, when it does. */
static bool walk_for(struct maker *m, size_t at, struct err *e)
{
    const struct item *i = &m->template->items.v[at];
    str only = value_of(&m->values, i->loop.name);
    named_list groups = { 0 };
    struct near near = near_to(only);
    bool found = false;
    if (!report_groups(m->arena, m->how->reading->db, i->loop.scheme, &groups, e))
        return err_in(e, STR_FMT ":%d", STR_ARG(i->at.file), i->at.line);
    for (size_t k = 0; k < groups.n; k++) {
        near_offer(&near, groups.v[k].id);
        if (only.n > 0 && !str_eq(only, groups.v[k].id))
            continue;
        found = true;
        set(m, &m->values, i->loop.name, groups.v[k].id);
        set(m, &m->names, i->loop.name, groups.v[k].name);
        if (!walk(m, at + 1, i->to, e))
            return false;
    }
    set(m, &m->values, i->loop.name, only);
    return found || only.n == 0
        || err_set(e, ERR_INPUT, "there is no " STR_FMT " in " STR_FMT "%s" STR_FMT "%s", STR_ARG(only),
                   STR_ARG(i->loop.scheme), near.best.n ? "; did you mean " : "", STR_ARG(near.best), near.best.n ? "?" : "");
}

static bool put_figures(struct maker *m)
{
    if (!m->notes)
        report_table(m->out, m->figures);
    return true;
}

static bool put_item(struct maker *m, size_t at, size_t *next, struct err *e)
{
    const struct item *i = &m->template->items.v[at];
    if (i->kind != ITEM_TEXT && i->kind != ITEM_IF && i->kind != ITEM_FOR)
        end_paragraph(m);
    switch (i->kind) {
    case ITEM_TEXT:    return put_line(m, i, e);
    case ITEM_HEADING: return put_heading(m, i, e);
    case ITEM_TABLE:   return put_table(m, i, e);
    case ITEM_CHART:   return put_chart(m, i, e);
    case ITEM_FIGURES: return put_figures(m);
    case ITEM_IF:      return walk_if(m, at, next, e);
    case ITEM_FOR:     *next = i->to; return walk_for(m, at, e);
    case ITEM_BLANK: case ITEM_ELSE: case ITEM_END: break;
    }
    return true;
}

static bool walk(struct maker *m, size_t from, size_t to, struct err *e)
{
    for (size_t i = from; i < to; i++)
        if (!put_item(m, i, &i, e))
            return false;
    return true;
}

/* --- the report ------------------------------------------------------------------------- */

/* Units are English words. */
static struct table *figures_new(struct maker *m)
{
    struct table *t = table_new(m->arena, say(m->arena, m->prose.words, "The figures of the text"));
    t->lang = m->how->lang;
    table_column(t, S("shown"), say(m->arena, m->prose.words, "In the text"), UNIT_NONE);
    table_column(t, S("value"), say(m->arena, m->prose.words, "Exactly"), UNIT_NONE);
    table_column_as(t, (struct column){ .id = S("unit"), .title = say(m->arena, m->prose.words, "Unit"),
                                        .seen_by = m->prose.words == NULL ? SEEN_BY_ALL : SEEN_BY_MACHINES });
    table_column(t, S("question"), say(m->arena, m->prose.words, "Question"), UNIT_NONE);
    return t;
}

static bool walk_all(struct maker *m, struct err *e)
{
    const struct template *t = m->template;
    if (!put_pieces(m, &t->title, e))
        return false;
    m->out->title = str_trim(take_text(m));
    if (!walk(m, 0, t->items.n, e))
        return false;
    end_paragraph(m);
    return true;
}

/* Notes all that will be asked, and with "per" what is asked in the reports of the other groups and of all: who has
 * one of them can have the others. */
static bool note_all(struct maker *m, struct err *e)
{
    const struct loop *per = &m->template->per;
    named_list groups = { 0 };
    str only = value_of(&m->values, per->name);
    str text = m->template->text;
    if (value_of(&m->how->common, S("public")).n == 0 && str_find(text, S("public")) == text.n)
        return true;
    m->notes = true;
    if (per->name.n > 0) {
        set(m, &m->values, per->name, S(""));
        if (!report_groups(m->arena, m->how->reading->db, per->scheme, &groups, e))
            return false;
    }
    bool ok = walk_all(m, e);
    for (size_t i = 0; ok && i < groups.n; i++) {
        set(m, &m->values, per->name, groups.v[i].id);
        ok = walk_all(m, e);
    }
    if (per->name.n > 0)
        set(m, &m->values, per->name, only);
    m->notes = false;
    return ok;
}

struct report *report_make(struct arena *a, const struct template *t, const struct make_how *how,
                           struct err *e)
{
    struct maker *m = NEW(a, struct maker);
    *m = (struct maker){ .arena = a, .template = t, .how = how, .paragraph = buf_new(a) };
    m->prose = (struct prose){ a, how->lang, words_of(S("report"), how->lang) };
    plurals_read(&m->plurals, a, how->lang);
    m->answers = (struct answers){ .arena = a, .kept = how->kept ? how->kept : NEW(a, struct kept_answers),
                                   .measures = { .arena = a }, .reading = how->reading,
                                   .values = &m->values, .common = &how->common, .today = how->today,
                                   .known_as_of = how->known_as_of, .progress = how->progress };
    m->figures = figures_new(m);
    m->out = report_new(a, S(""));
    m->out->lang = how->lang;
    bool ok = set_parameters(m, e) && note_all(m, e) && answers_publish(&m->answers, e) && walk_all(m, e);
    return ok ? m->out : NULL;
}
