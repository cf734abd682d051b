/*
 * Words are those of etalon stats. Which of the command's options a measure takes, its
 * head says; what is about all figures (public, lang) goes to every one.
 */
#include "report/question.h"

#include "base/near.h"
#include "report/rules.h"
#include "stats/words.h"

static const char *const common_names[] = {
    "from", "to", "as-of", "zone", "lang", "public", "round", NULL,
};

const char *question_common(size_t i)
{
    return common_names[i];
}

bool question_is_common(str name)
{
    for (size_t i = 0; question_common(i) != NULL; i++)
        if (str_eq(str_of(common_names[i]), name))
            return true;
    return false;
}

bool question_is_own(str name)
{
    return str_eq(name, S("title")) || str_eq(name, S("cell")) || str_eq(name, S("column"));
}

static bool is_open(str value)
{
    return str_find(value, S("$")) < value.n;
}

/* --- checking ------------------------------------------------------------------------- */

static bool tell(const struct asked *asked, int column, const struct err *e, struct diags *d)
{
    struct place at = asked->at;
    at.column = column;
    diag_add(d, &report_rule_E1803, at, "In \"" STR_FMT "\": %s%s", STR_ARG(asked->text), e->text,
             str_ends(str_of(e->text), S("?")) ? "" : ".");
    return false;
}

static bool check_words(struct arena *a, const struct asked *asked, const struct measure *m,
                        struct diags *d)
{
    struct question q = { .measure = m };
    bool ok = true;
    for (size_t i = 0; i < asked->words.n; i++) {
        const struct setting *s = &asked->words.v[i];
        struct err e = { 0 };
        bool known = is_open(s->value) || s->value.n == 0
                   ? question_knows(s->name, &e) : question_word(&q, a, s->name, s->value, "", &e);
        if (!question_is_own(s->name) && !known)
            ok = tell(asked, s->column, &e, d);
    }
    /* What goes together with the days of the command, and with groups that parameters name, is seen when it is asked. */
    q.public_k = 0, q.round_to = 0, q.associates = q.members_only = false;
    struct err e = { 0 };
    return ok && (stats_check(&q, &e) || tell(asked, asked->at.column, &e, d));
}

/* Counts are rounded and spelled; a share or a median is written as exactly as it is told. */
static bool check_shape(const struct asked *asked, const struct measure *m, struct diags *d)
{
    struct err e = { 0 };
    bool is_count = !m->is_rate && !m->is_spread;
    if (asked->shape == SHAPE_EXACT || is_count || asked->pick != PICK_VALUE)
        return true;
    err_set(&e, ERR_USAGE, STR_FMT " is no count, so it is neither rounded nor spelled; leave the bar out%s",
            STR_ARG(m->name), m->is_rate ? ", or say numerator or denominator behind it as well" : "");
    return tell(asked, asked->at.column, &e, d);
}

struct measure *measures_find(struct measures *known, str name, struct err *e)
{
    for (size_t i = 0; i < known->list.n; i++)
        if (str_eq(known->list.v[i]->name, name))
            return known->list.v[i];
    struct measure *m = NEW(known->arena, struct measure);
    if (!measure_named(known->arena, name, m, e))
        return NULL;
    *vec_push(known->arena, &known->list) = m;
    return m;
}

bool question_check(struct measures *known, const struct asked *asked, struct diags *d)
{
    bool ok = true;
    for (size_t i = 0; i < asked->measures.n; i++) {
        struct err e = { 0 };
        const struct measure *m = measures_find(known, asked->measures.v[i], &e);
        if (m == NULL)
            ok = tell(asked, asked->at.column, &e, d);
        else
            ok = check_words(known->arena, asked, m, d) && check_shape(asked, m, d) && ok;
    }
    return ok;
}

/* --- making --------------------------------------------------------------------------- */

/* --public without a number means that of the office, as it was when the report was made first. */
static str value_meant(const settings *common, str name, str value)
{
    const struct setting *threshold = setting_of(common, S("public-threshold"));
    return threshold && str_eq(name, S("public")) && str_eq(value, S("yes")) ? threshold->value : value;
}

static bool set_own(struct arena *a, const struct asked *asked, const settings *values, const settings *common,
                    struct question *q, struct err *e)
{
    for (size_t i = 0; i < asked->words.n; i++) {
        const struct setting *s = &asked->words.v[i];
        str missing = { 0 }, value = setting_fill(a, s->value, values, &missing);
        value = value_meant(common, s->name, value);
        if (value.n > 0 && !question_is_own(s->name) && !question_word(q, a, s->name, value, "", e))
            return false;
    }
    return true;
}

static bool takes(const struct measure *m, str name)
{
    static const char *const of_measures[] = { "from", "to", "as-of" };
    for (size_t i = 0; i < sizeof of_measures / sizeof *of_measures; i++)
        if (str_eq(str_of(of_measures[i]), name))
            return measure_takes(m, name);
    return true;
}

/* A stock has no period: it is that of the last day of the report's. */
static str name_in(const struct measure *m, const settings *common, str name)
{
    bool stock = str_eq(name, S("to")) && !measure_takes(m, S("to")) && measure_takes(m, S("as-of"));
    const struct setting *as_of = setting_of(common, S("as-of"));
    return stock && (as_of == NULL || as_of->value.n == 0) ? S("as-of") : name;
}

static bool set_common(struct arena *a, const struct asked *asked, const settings *common,
                       struct question *q, struct err *e)
{
    for (size_t i = 0; i < common->n; i++) {
        const struct setting *s = &common->v[i];
        str name = name_in(q->measure, common, s->name);
        bool own = setting_of(&asked->words, name) != NULL;
        str value = value_meant(common, s->name, s->value);
        if (value.n > 0 && !own && question_is_common(s->name) && takes(q->measure, name)
            && !question_word(q, a, name, value, "", e))
            return false;
    }
    return true;
}

/* Who publishes a report must not have to read it for what its author took out of the protection. */
static bool is_as_protected(const struct asked *asked, const settings *common, const struct question *q, struct err *e)
{
    const struct setting *of_all = setting_of(common, S("public"));
    bool opts_out = of_all && of_all->value.n > 0 && q->public_k == 0 && setting_of(&asked->words, S("public"));
    return !opts_out || err_set(e, ERR_USAGE, "the report is for everybody (--public), and this would show as it is \""
                                STR_FMT "\"; take \"public\" out of it, or make the report without --public",
                                STR_ARG(asked->text));
}

bool question_make(struct measures *known, const struct asked *asked, str measure, const settings *values,
                   const settings *common, day today, const instant *known_as_of, struct question *q, struct err *e)
{
    struct measure *m = measures_find(known, measure, e);
    struct arena *a = known->arena;
    *q = (struct question){ .measure = m, .today = today, .has_known_as_of = known_as_of != NULL,
                            .known_as_of = known_as_of ? *known_as_of : 0 };
    if (m == NULL || !set_own(a, asked, values, common, q, e) || !set_common(a, asked, common, q, e))
        return false;
    measure_speak(m, str_of(q->lang));
    return is_as_protected(asked, common, q, e) && stats_check(q, e);
}
