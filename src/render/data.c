/*
 * In: a course. Out: the same as README.md says the script wants it, and how
 * long a learner's state can get.
 */
#include "render/data.h"

#include <math.h>

#include "json/json.h"
#include "render/quantity.h"
#include "render/question.h"

/* ----------------------------------------------------------------- small */

static str key_of(struct arena *a, str id)
{
    char key[COURSE_KEY_LENGTH + 1];
    course_key(id, key);
    return str_dup(a, str_of(key));
}

/* What is false, 0 or empty is left out. */
static void set_true(struct json *o, const char *name, bool value)
{
    if (value)
        json_set(o, name, json_of_bool(true));
}

static void set_count(struct json *o, const char *name, int value)
{
    if (value != 0)
        json_set(o, name, json_of_int(value));
}

static void set_id(struct json *o, const struct site *s, str id)
{
    json_set(o, "id", json_of_text(id));
    json_set(o, "key", json_of_text(key_of(s->arena, id)));
}

/* ----------------------------------------------------------------- units */

/* "L2MT-3": the letters of README.md in the order of enum si_dimension. */
static struct json *dimension_json(struct arena *a, const signed char dimension[SI_DIMENSIONS])
{
    struct buf b = buf_new(a);
    for (int i = 0; i < SI_DIMENSIONS; i++) {
        if (dimension[i] == 0)
            continue;
        buf_byte(&b, "LMTIHNJBP"[i]);
        if (dimension[i] != 1)
            buf_int(&b, dimension[i]);
    }
    return json_of_text(buf_str(&b));
}

static struct json *worth_json(struct arena *a, double factor, double zero,
                               const signed char dimension[SI_DIMENSIONS])
{
    struct json *worth = json_new_array();
    json_add(worth, json_of_real(factor));
    json_add(worth, json_of_real(zero));
    json_add(worth, dimension_json(a, dimension));
    return worth;
}

/* What else people type; two primes are what NFKC makes of the double one. */
static const struct { const char *symbol, *typed; } aliases[] = {
    { "L", "l" }, { "Ω", "ohm" }, { "″", "′′" },
};

static struct json *unit_json(const struct site *s, const struct si_unit *unit)
{
    struct json *worth = worth_json(s->arena, unit->factor, unit->zero, unit->dimension);
    if (unit->prefixes)
        json_add(worth, json_of_bool(true));
    return worth;
}

static struct json *units_json(const struct site *s)
{
    struct json *o = json_new_object(), *prefixes = json_new_object(), *units = json_new_object();
    const struct si_prefix *prefix;
    for (size_t i = 0; (prefix = si_prefix_at(s->si, i)) != NULL; i++)
        json_set(prefixes, str_dup(s->arena, prefix->symbol).p, json_of_int(prefix->exponent));
    json_set(prefixes, "u", json_of_int(-6));
    const struct si_unit *unit;
    for (size_t i = 0; (unit = si_unit_at(s->si, i)) != NULL; i++) {
        json_set(units, str_dup(s->arena, unit->symbol).p, unit_json(s, unit));
        for (size_t k = 0; k < sizeof aliases / sizeof *aliases; k++)
            if (str_eq(unit->symbol, str_of(aliases[k].symbol)))
                json_set(units, aliases[k].typed, unit_json(s, unit));
    }
    json_set(o, "prefixes", prefixes);
    json_set(o, "units", units);
    return o;
}

static bool has_numeric(const struct course *c)
{
    for (size_t i = 0; i < c->questions.n; i++)
        if (c->questions.v[i]->kind == QUESTION_NUMERIC)
            return true;
    return false;
}

/* ------------------------------------------------------------- questions */

static struct json *right_json(struct arena *a, const struct question *q)
{
    struct buf right = buf_new(a);
    for (size_t i = 0; i < q->answers.n; i++)
        if (q->answers.v[i].correct)
            buf_put(&right, q->answers.v[i].id);
    for (size_t i = 0; i < q->pairs.n; i++)
        buf_put(&right, q->pairs.v[i].id);
    for (size_t i = 0; q->kind == QUESTION_ORDERING && i < q->choices.n; i++)
        buf_put(&right, q->choices.v[i].id);
    return json_of_text(buf_str(&right));
}

static void set_choices(struct json *o, const struct site *s, const struct question *q)
{
    json_set(o, "right", right_json(s->arena, q));
    set_true(o, "partial", q->partial);
}

static void set_accepted(struct json *o, const struct form *v, size_t n, bool exact_case,
                         bool exact_accents)
{
    struct json *accept = json_new_array();
    for (size_t i = 0; i < n; i++)
        json_add(accept, json_of_text(v[i].text));
    json_set(o, "accept", accept);
    set_true(o, "case", exact_case);
    set_true(o, "accents", exact_accents);
}

static void set_keep(struct json *o, const struct site *s, const struct question *q)
{
    json_set(o, "keep", json_of_int(question_kept_most(s->editions, q)));
}

static void set_text(struct json *o, const struct site *s, const struct question *q)
{
    set_accepted(o, q->accepts.v, q->accepts.n, q->exact_case, q->exact_accents);
    set_keep(o, s, q);
}

/* The key of an option is its place. */
static struct json *right_option(const struct gap *gap)
{
    static const char keys[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    size_t i = 0;
    while (i + 1 < gap->forms.n && !gap->forms.v[i].correct)
        i++;
    return json_of_text(i < sizeof keys - 1 ? (str){ keys + i, 1 } : S(""));
}

static void set_gaps(struct json *o, const struct site *s, const struct question *q)
{
    struct json *gaps = json_new_array();
    for (size_t i = 0; i < q->gaps.n; i++) {
        const struct gap *gap = &q->gaps.v[i];
        struct json *one = json_new_object();
        json_set(one, "id", json_of_text(gap->id));
        if (gap->typed) {
            set_accepted(one, gap->forms.v, gap->forms.n, gap->exact_case, gap->exact_accents);
            set_keep(one, s, q);
        } else {
            json_set(one, "right", right_option(gap));
        }
        json_add(gaps, one);
    }
    json_set(o, "gaps", gaps);
}

static double width_of_tolerance(const struct expected *x)
{
    switch (x->tolerance) {
    case TOLERANCE_ABSOLUTE:    return x->width;
    case TOLERANCE_RELATIVE:    return fabs(x->value) * x->width / 100;
    case TOLERANCE_UNCERTAINTY: return x->coverage_factor * x->width;
    default:                    return 0;
    }
}

static struct json *expected_json(const struct site *s, const struct expected *x)
{
    struct json *o = json_new_object();
    struct si_expression unit;
    struct err ignored = { 0 };
    json_set(o, "value", json_of_text(x->text));
    if (x->unit.n > 0 && si_expression_read(s->si, x->unit, &unit, &ignored))
        json_set(o, "unit", worth_json(s->arena, unit.factor, unit.zero, unit.dimension));
    if (x->tolerance != TOLERANCE_NONE)
        json_set(o, "off", json_of_real(width_of_tolerance(x)));
    set_count(o, "digits", x->digits);
    json_set(o, "share", json_of_int(x->share));
    return o;
}

/* The right answer as a page shows quantities. */
static struct json *shown_json(const struct site *s, const struct question *q)
{
    struct buf html = buf_new(s->arena);
    struct page page = { .site = s, .arena = s->arena };
    page.out = (struct xml_out){ .to = &html, .style = XML_STYLE_HTML };
    size_t i = 0;
    while (i + 1 < q->expected.n && q->expected.v[i].share < 100)
        i++;
    if (i < q->expected.n)
        quantity_put_value(&page, q->expected.v[i].text, q->expected.v[i].unit);
    return json_of_text(buf_str(&html));
}

static void set_numbers(struct json *o, const struct site *s, const struct question *q)
{
    struct json *expected = json_new_array();
    for (size_t i = 0; i < q->expected.n; i++)
        json_add(expected, expected_json(s, &q->expected.v[i]));
    json_set(o, "expected", expected);
    json_set(o, "shown", shown_json(s, q));
    set_keep(o, s, q);
}

static void set_free(struct json *o, const struct site *s, const struct question *q)
{
    if (q->kind == QUESTION_FREE_TEXT)
        set_keep(o, s, q);
}

static void (*const set_type[QUESTION_KINDS])(struct json *o, const struct site *s,
                                              const struct question *q) = {
    [QUESTION_SINGLE] = set_choices,     [QUESTION_MULTIPLE] = set_choices,
    [QUESTION_TRUE_FALSE] = set_choices, [QUESTION_MATCHING] = set_choices,
    [QUESTION_ORDERING] = set_choices,   [QUESTION_CLOZE] = set_gaps,
    [QUESTION_SHORT_TEXT] = set_text,    [QUESTION_NUMERIC] = set_numbers,
    [QUESTION_FREE_TEXT] = set_free,     [QUESTION_RATING] = set_free,
};

static struct json *question_json(const struct site *s, const struct question *q)
{
    struct json *o = json_new_object();
    set_id(o, s, q->id);
    json_set(o, "type", json_of_text(str_of(question_type(q))));
    json_set(o, "points", json_of_int(q->points));
    set_count(o, "attempts", q->attempts < QUESTION_TRIES ? q->attempts : QUESTION_TRIES);
    set_true(o, "shuffle", q->shuffle);
    set_type[q->kind](o, s, q);
    return o;
}

static struct json *pool_json(const struct site *s, const struct pool *pool)
{
    struct json *o = json_new_object(), *questions = json_new_array();
    for (size_t i = 0; i < pool->questions.n; i++)
        json_add(questions, json_of_text(pool->questions.v[i]->id));
    json_set(o, "key", json_of_text(key_of(s->arena, pool->id)));
    json_set(o, "draw", json_of_int(pool->draw));
    json_set(o, "questions", questions);
    return o;
}

static struct json *quiz_json(const struct site *s, const struct quiz *q)
{
    struct json *o = json_new_object(), *questions = json_new_array(), *pools = json_new_array();
    for (size_t i = 0; i < q->questions.n; i++)
        json_add(questions, question_json(s, q->questions.v[i]));
    for (size_t i = 0; i < q->pools.n; i++)
        json_add(pools, pool_json(s, q->pools.v[i]));
    set_id(o, s, q->id);
    json_set(o, "page", json_of_text(q->lesson ? q->lesson->id : q->id));
    json_set(o, "graded", json_of_bool(q->graded));
    json_set(o, "pass", json_of_int(q->pass_mark));
    set_count(o, "attempts", q->attempts);
    set_true(o, "wrong", q->retry_wrong);
    set_true(o, "shuffle", q->shuffle);
    json_set(o, "pools", pools);
    json_set(o, "questions", questions);
    return o;
}

/* ------------------------------------------------------------- structure */

static struct json *rule_json(const struct condition *c)
{
    static const char *const names[] = {
        [CONDITION_PAGES] = "seen", [CONDITION_QUIZ] = "passed",
        [CONDITION_COMPLETED] = "completed", [CONDITION_ALL] = "all", [CONDITION_ANY] = "any",
    };
    struct json *rule = json_new_array();
    json_add(rule, json_of_text(str_of(names[c->kind])));
    if (c->kind == CONDITION_PAGES)
        json_add(rule, json_of_int(c->share));
    if (c->kind == CONDITION_QUIZ)
        json_add(rule, json_of_text(c->quiz ? c->quiz->id : S("")));
    if (c->kind == CONDITION_COMPLETED)
        json_add(rule, json_of_text(c->module ? c->module->id : c->lesson->id));
    for (size_t i = 0; i < c->parts.n; i++)
        json_add(rule, rule_json(c->parts.v[i]));
    return rule;
}

static void set_rule(struct json *o, const struct condition *c)
{
    if (c)
        json_set(o, "rule", rule_json(c));
}

static struct json *page_json(const struct site *s, const struct sheet *sheet)
{
    struct json *o = json_new_object();
    set_id(o, s, sheet->id);
    json_set(o, "module", json_of_text(sheet->module ? sheet->module->id : S("")));
    json_set(o, "title", json_of_text(sheet->lesson ? sheet->lesson->title : sheet->quiz->title));
    set_rule(o, sheet->lesson ? sheet->lesson->completion : NULL);
    return o;
}

static struct json *module_json(const struct module *m)
{
    struct json *o = json_new_object(), *needs = json_new_array();
    json_set(o, "id", json_of_text(m->id));
    json_set(o, "title", json_of_text(m->title));
    for (size_t i = 0; i < m->prerequisites.n; i++)
        json_add(needs, json_of_text(m->prerequisites.v[i]->id));
    json_set(o, "needs", needs);
    set_rule(o, m->completion);
    return o;
}

static struct json *text_json(const struct site *s)
{
    const struct words *w = &s->words;
    struct json *o = json_new_object();
    for (size_t i = 0; i < w->list.n; i++) {
        str key = w->list.v[i].key;
        if (str_starts(key, S("script.")))
            json_set(o, str_dup(s->arena, str_from(key, 7)).p, json_of_text(w->list.v[i].text));
    }
    return o;
}

static struct json *languages_json(const struct site *s)
{
    struct json *list = json_new_array();
    for (size_t i = 0; i < s->editions.n; i++)
        json_add(list, json_of_text(s->editions.v[i]->lang));
    return list;
}

static void set_course(struct json *o, const struct site *s, const struct render_how *how)
{
    const struct course *c = s->course;
    json_set(o, "format", json_of_int(2));
    json_set(o, "id", json_of_text(c->id));
    json_set(o, "version", json_of_text(c->version));
    json_set(o, "lang", json_of_text(c->lang));
    json_set(o, "title", json_of_text(c->title));
    if (s->editions.n > 1)
        json_set(o, "languages", languages_json(s));
    json_set(o, "policy", json_of_text(c->reports_passed && !how->completed ? S("passed")
                                                                            : S("completed")));
    json_set(o, "pass", json_of_int(c->pass_mark));
    set_rule(o, c->completion);
    set_true(o, "enforced", c->enforces_prerequisites);
    set_true(o, "split", how->by_module);
}

static bool question_counts(const struct question *q)
{
    return q->quiz->graded && q->points > 0;
}

static struct json *tests_json(const struct objective *o)
{
    struct json *list = json_new_array();
    for (size_t i = 0; i < o->questions.n; i++)
        if (question_counts(o->questions.v[i]))
            json_add(list, json_of_text(o->questions.v[i]->id));
    return list;
}

static bool is_tested(const struct objective *o)
{
    for (size_t i = 0; i < o->questions.n; i++)
        if (question_counts(o->questions.v[i]))
            return o->id.n > 0;
    return false;
}

/* Those that graded questions test; only SCORM has a place for them. */
static struct json *objectives_json(const struct course *c)
{
    struct json *list = json_new_array();
    for (size_t i = 0; i < c->objectives.n; i++) {
        if (!is_tested(c->objectives.v[i]))
            continue;
        struct json *o = json_new_object();
        json_set(o, "id", json_of_text(c->objectives.v[i]->id));
        json_set(o, "questions", tests_json(c->objectives.v[i]));
        json_add(list, o);
    }
    return list;
}

static bool knows_objectives(const char *store)
{
    return str_starts(str_of(store), S("scorm"));
}

void data_put(struct buf *b, const struct site *shared, const struct render_how *how)
{
    struct site mine = *shared, *s = &mine;
    const struct course *c = s->course;
    s->arena = b->arena;                  /* others make their pages of the shared one meanwhile */
    struct json *o = json_new_object(), *modules = json_new_array(), *pages = json_new_array(),
                *quizzes = json_new_array();
    for (size_t i = 0; i < c->modules.n; i++)
        json_add(modules, module_json(c->modules.v[i]));
    for (size_t i = 0; i < s->sheets.n; i++)
        json_add(pages, page_json(s, &s->sheets.v[i]));
    for (size_t i = 0; i < c->quizzes.n; i++)
        json_add(quizzes, quiz_json(s, c->quizzes.v[i]));
    set_course(o, s, how);
    json_set(o, "modules", modules);
    json_set(o, "pages", pages);
    json_set(o, "quizzes", quizzes);
    if (knows_objectives(how->store))
        json_set(o, "objectives", objectives_json(c));
    if (has_numeric(c))
        json_set(o, "units", units_json(s));
    json_set(o, "text", text_json(s));
    buf_puts(b, "var etalonData = ");
    json_put(b, o, JSON_SCRIPT);
    buf_puts(b, ";\n");
}

/* ----------------------------------------------------------------- state */

/* "e2", seed, ",", language, and the two ";" before pages and quizzes. */
enum { HEAD = 2 + 4 + 1 + 2, PAGE = 4, QUIZ = 4 + 2 + 4, QUESTION = 1 + 4 + 1 };

struct measuring { struct arena *arena; struct editions editions; };

static size_t longest_typed(const struct measuring *m, const struct question *q)
{
    return (size_t)question_kept_most(m->editions, q);
}

static size_t longest_gaps(const struct measuring *m, const struct question *q)
{
    size_t sum = q->gaps.n > 0 ? q->gaps.n - 1 : 0;
    for (size_t i = 0; i < q->gaps.n; i++)
        sum += q->gaps.v[i].typed ? longest_typed(m, q) : 1;
    return sum;
}

static size_t longest_answer(const struct measuring *m, const struct question *q)
{
    switch (q->kind) {
    case QUESTION_MULTIPLE:   return q->answers.n;
    case QUESTION_MATCHING:   return q->pairs.n;
    case QUESTION_ORDERING:   return q->choices.n;
    case QUESTION_CLOZE:      return longest_gaps(m, q);
    case QUESTION_SHORT_TEXT:
    case QUESTION_NUMERIC:
    case QUESTION_FREE_TEXT:  return longest_typed(m, q);
    default:                  return 1;
    }
}

/* A learner is asked `draw` of a pool: at worst the longest of them. */
static size_t longest_drawn(const struct measuring *m, const struct pool *pool)
{
    size_t n = pool->questions.n, sum = 0;
    bool *taken = NEW_N(m->arena, bool, n);
    for (int drawn = 0; drawn < pool->draw; drawn++) {
        size_t best = n;
        for (size_t i = 0; i < n; i++)
            if (!taken[i] && (best == n || longest_answer(m, pool->questions.v[i])
                                           > longest_answer(m, pool->questions.v[best])))
                best = i;
        if (best == n)
            break;
        taken[best] = true;
        sum += QUESTION + longest_answer(m, pool->questions.v[best]);
    }
    return sum;
}

static size_t longest_quiz(const struct measuring *m, const struct quiz *q)
{
    size_t sum = q->graded ? QUIZ : 0;
    for (size_t i = 0; i < q->questions.n; i++)
        if (!q->questions.v[i]->pool)
            sum += QUESTION + longest_answer(m, q->questions.v[i]);
    for (size_t i = 0; i < q->pools.n; i++)
        sum += longest_drawn(m, q->pools.v[i]);
    return sum;
}

enum { LANGUAGE_MOST = 16 };              /* "zh-Hant-TW" */

/* Of a module; NULL: of the final test. */
static size_t longest_unit(const struct measuring *m, const struct course *c,
                           const struct module *unit)
{
    size_t pages = unit ? unit->lessons.n : 0, sum = 0;
    for (size_t i = 0; i < c->quizzes.n; i++) {
        if (c->quizzes.v[i]->module != unit)
            continue;
        pages += c->quizzes.v[i]->lesson == NULL;
        sum += longest_quiz(m, c->quizzes.v[i]);
    }
    return sum + PAGE * pages;
}

size_t render_state_longest(const struct course *c, struct editions all, bool by_module)
{
    struct measuring m = { arena_new(), all };
    size_t most = longest_unit(&m, c, NULL), sum = most;
    for (size_t i = 0; i < c->modules.n; i++) {
        size_t unit = longest_unit(&m, c, c->modules.v[i]);
        sum += unit;
        if (unit > most)
            most = unit;
    }
    arena_free(m.arena);
    return HEAD + LANGUAGE_MOST + (by_module ? most : sum);
}
