/*
 * The nodes of quizzes and practices go in, what the program knows of their
 * questions comes out. The nodes may be faulty: what is missing stays empty,
 * what was found wrong already takes its default.
 */
#include <math.h>
#include <stdlib.h>

#include "course/inside.h"

static bool is_exact(const struct node *n, enum attribute a)
{
    return str_eq(node_value(n, a), S("exact"));
}

/* ------------------------------------------------------------ what a question is made of */

static void add_answers(struct making *m, struct question *q)
{
    for (const struct node *n = node_child(q->node, EL_answer); n; n = node_next(n, EL_answer))
        *vec_push(m->arena, &q->answers) = (struct answer){
            .id = n->id, .node = n, .correct = is_true(node_value(n, AT_correct)),
            .feedback = node_child(n, EL_feedback),
        };
    q->partial = str_eq(node_value(q->node, AT_scoring), S("partial"));
}

static void add_choices(struct making *m, struct question *q)
{
    for (const struct node *n = node_child(q->node, EL_choice); n; n = node_next(n, EL_choice))
        *vec_push(m->arena, &q->choices) = (struct choice){ n->id, n };
}

static void add_pairs(struct making *m, struct question *q)
{
    for (const struct node *n = node_child(q->node, EL_pair); n; n = node_next(n, EL_pair))
        *vec_push(m->arena, &q->pairs) = (struct pair){
            .id = n->id, .node = n, .text = node_child(n, EL_text),
            .match = node_child(n, EL_match), .feedback = node_child(n, EL_feedback),
        };
    add_choices(m, q);
}

static struct form form_of(struct making *m, const struct node *n)
{
    return (struct form){
        .text = node_text(m->arena, n), .node = n,
        .correct = n->element == EL_accept || is_true(node_value(n, AT_correct)),
    };
}

static struct gap gap_of(struct making *m, const struct node *n)
{
    struct gap g = { .id = n->id, .node = n, .typed = node_child(n, EL_option) == NULL,
                     .exact_case = is_exact(n, AT_case), .exact_accents = is_exact(n, AT_accents) };
    enum element e = g.typed ? EL_accept : EL_option;
    for (const struct node *c = node_child(n, e); c; c = node_next(c, e))
        *vec_push(m->arena, &g.forms) = form_of(m, c);
    return g;
}

static void add_gaps(struct making *m, struct question *q, const struct node *n)
{
    for (; n; n = n->next) {
        if (n->element == EL_gap)
            *vec_push(m->arena, &q->gaps) = gap_of(m, n);
        else
            add_gaps(m, q, n->first);
    }
}

static int by_place_in_source(const void *left, const void *right)
{
    const struct node *a = ((const struct gap *)left)->node, *b = ((const struct gap *)right)->node;
    int c = str_cmp(*a->file, *b->file);
    if (c == 0)
        c = (a->line > b->line) - (a->line < b->line);
    return c ? c : (a->column > b->column) - (a->column < b->column);
}

/* A translation may have its gaps in another order; a learner's answers are kept
 * in that of the source, so that they are the same in every language. */
static void add_passage(struct making *m, struct question *q)
{
    q->passage = node_child(q->node, EL_passage);
    add_gaps(m, q, q->passage ? q->passage->first : NULL);
    if (q->gaps.n)
        qsort(q->gaps.v, q->gaps.n, sizeof *q->gaps.v, by_place_in_source);
}

static void add_accepts(struct making *m, struct question *q)
{
    for (const struct node *n = node_child(q->node, EL_accept); n; n = node_next(n, EL_accept))
        *vec_push(m->arena, &q->accepts) = form_of(m, n);
    q->exact_case = is_exact(q->node, AT_case);
    q->exact_accents = is_exact(q->node, AT_accents);
}

static double real(const struct node *n, enum attribute a, double otherwise)
{
    double x;
    const struct attr *at = node_attr(n, a);
    return at && str_real(at->value, &x) && isfinite(x) ? x : otherwise;
}

static struct expected expected_of(const struct node *n)
{
    static const struct { enum attribute at; enum tolerance is; } widths[] = {
        { AT_tolerance, TOLERANCE_ABSOLUTE }, { AT_relative_tolerance, TOLERANCE_RELATIVE },
        { AT_uncertainty, TOLERANCE_UNCERTAINTY },
    };
    struct expected e = {
        .text = node_value(n, AT_value), .value = real(n, AT_value, 0),
        .unit = node_value(n, AT_unit), .coverage_factor = real(n, AT_coverage_factor, 2),
        .digits = number_of(n, AT_digits, 0), .share = number_of(n, AT_share, 100), .node = n,
        .feedback = node_child(n, EL_feedback),
    };
    for (size_t i = 0; i < sizeof widths / sizeof *widths && e.tolerance == TOLERANCE_NONE; i++)
        if (node_attr(n, widths[i].at)) {
            e.tolerance = widths[i].is;
            e.width = fabs(real(n, widths[i].at, 0));
        }
    return e;
}

static void add_expected(struct making *m, struct question *q)
{
    for (const struct node *n = node_child(q->node, EL_expected); n; n = node_next(n, EL_expected))
        *vec_push(m->arena, &q->expected) = expected_of(n);
}

static void add_length(struct making *m, struct question *q)
{
    (void)m;
    q->length = number_of(q->node, AT_length, FREE_TEXT_LENGTH);
}

/* ------------------------------------------------------------ questions */

static const struct kind {
    enum element element;
    void (*add)(struct making *m, struct question *q);
    bool worthless;                       /* recorded, but not graded */
} KINDS[QUESTION_KINDS] = {
    [QUESTION_SINGLE]     = { EL_single_choice, add_answers, false },
    [QUESTION_MULTIPLE]   = { EL_multiple_choice, add_answers, false },
    [QUESTION_TRUE_FALSE] = { EL_true_false, add_answers, false },
    [QUESTION_MATCHING]   = { EL_matching, add_pairs, false },
    [QUESTION_ORDERING]   = { EL_ordering, add_choices, false },
    [QUESTION_CLOZE]      = { EL_cloze, add_passage, false },
    [QUESTION_SHORT_TEXT] = { EL_short_text, add_accepts, false },
    [QUESTION_NUMERIC]    = { EL_numeric, add_expected, false },
    [QUESTION_FREE_TEXT]  = { EL_free_text, add_length, true },
    [QUESTION_RATING]     = { EL_rating, add_choices, true },
};

bool is_question(enum element e)
{
    for (size_t i = 0; i < QUESTION_KINDS; i++)
        if (KINDS[i].element == e)
            return true;
    return false;
}

static enum question_kind kind_of(const struct node *n)
{
    size_t i = 0;
    while (KINDS[i].element != n->element)
        i++;
    return (enum question_kind)i;
}

static void add_reactions(struct question *q)
{
    static const char *const words[VERDICTS] = { "right", "partly", "wrong" };
    for (const struct node *n = node_child(q->node, EL_reaction); n; n = node_next(n, EL_reaction))
        for (size_t i = 0; i < VERDICTS; i++)
            if (!q->reactions[i] && str_eq(node_value(n, AT_for), str_of(words[i])))
                q->reactions[i] = n;
}

static struct question *add_question(struct making *m, struct quiz *quiz, struct pool *pool,
                                     const struct node *n)
{
    struct question *q = NEW(m->arena, struct question);
    enum question_kind kind = kind_of(n);
    *q = (struct question){ .id = n->id, .kind = kind, .node = n, .quiz = quiz, .pool = pool,
                            .attempts = number_of(n, AT_attempts, 0),
                            .shuffle = is_true(node_value(n, AT_shuffle)) || kind == QUESTION_ORDERING,
                            .prompt = node_child(n, EL_prompt),
                            .explanation = node_child(n, EL_explanation) };
    int points = number_of(n, AT_points, 1);
    q->points = KINDS[kind].worthless ? 0 : points > 0 ? points : 1;
    KINDS[kind].add(m, q);
    add_reactions(q);
    for (const struct node *h = node_child(n, EL_hint); h; h = node_next(h, EL_hint))
        *vec_push(m->arena, &q->hints) = h;
    built_of(n)->node.is.question = q;
    *vec_push(m->arena, &quiz->questions) = q;
    *vec_push(m->arena, &m->course->questions) = q;
    return q;
}

static void add_pool(struct making *m, struct quiz *quiz, const struct node *n)
{
    struct pool *p = NEW(m->arena, struct pool);
    *p = (struct pool){ .id = n->id, .node = n, .quiz = quiz };
    for (const struct node *c = node_child(n, EL_COUNT); c; c = node_next(c, EL_COUNT))
        if (is_question(c->element))
            *vec_push(m->arena, &p->questions) = add_question(m, quiz, p, c);
    int most = (int)p->questions.n, draw = number_of(n, AT_draw, 1);
    p->draw = draw < 1 ? 1 : draw < most ? draw : most;
    p->points = most ? p->questions.v[0]->points : 0;
    quiz->asked += p->draw;
    quiz->points += p->draw * p->points;
    built_of(n)->node.is.pool = p;
    *vec_push(m->arena, &quiz->pools) = p;
}

const struct quiz *add_quiz(struct making *m, const struct node *n, enum quiz_kind kind,
                            const struct module *module, const struct lesson *lesson)
{
    if (!n)
        return NULL;
    struct course *c = m->course;
    struct quiz *q = NEW(m->arena, struct quiz);
    str graded = node_value(n, AT_graded);
    bool is_exercise = kind == QUIZ_PRACTICE || str_eq(graded, S("false")) || str_eq(graded, S("0"));
    *q = (struct quiz){ .id = n->id, .title = title_of(m, n), .kind = kind, .node = n,
                        .module = module, .lesson = lesson, .graded = !is_exercise,
                        .shuffle = is_true(node_value(n, AT_shuffle)),
                        .retry_wrong = str_eq(node_value(n, AT_retry), S("wrong")),
                        .pass_mark = number_of(n, AT_pass_mark, c->pass_mark),
                        .attempts = number_of(n, AT_attempts, 0) };
    built_of(n)->node.is.quiz = q;
    for (const struct node *k = node_child(n, EL_COUNT); k; k = node_next(k, EL_COUNT)) {
        if (k->element == EL_pool) {
            add_pool(m, q, k);
        } else if (is_question(k->element)) {
            q->points += add_question(m, q, NULL, k)->points;
            q->asked++;
        }
    }
    if (q->graded)
        c->points += q->points;
    *vec_push(m->arena, &c->quizzes) = q;
    return q;
}
