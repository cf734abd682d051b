/*
 * Whether the parts of questions, pools and quantities agree with each other:
 * what cannot be answered, counted or shown as it is written.
 */
#include <string.h>

#include "course/inside.h"

static struct place at(struct making *m, const struct node *n)
{
    return said_at_node(m, n);
}

/* Some attributes say something about another only. */
static void needs(struct making *m, const struct node *n, enum attribute a, enum attribute other)
{
    if (node_attr(n, a) && !node_attr(n, other))
        diag_add(m->diags, &course_rule_E229, at(m, n), "<%s> has %s and no %s.",
                 element_name(n->element), attribute_name(a), attribute_name(other));
}

/* ------------------------------------------------------------ quantities */

/* False when there is none that can be read; what is wrong was said. */
static bool unit_of(struct making *m, const struct node *n, struct si_expression *x)
{
    struct err ignored = { 0 };
    return si_expression_read(m->schema->si, node_value(n, AT_unit), x, &ignored);
}

static void check_quantity(struct making *m, const struct node *n)
{
    struct si_expression unit;
    const struct si_kind *kind = si_kind_find(m->schema->si, node_value(n, AT_quantity_kind));
    if (!node_attr(n, AT_value) && !node_attr(n, AT_unit))
        diag_add(m->diags, &course_rule_E228, at(m, n), "The quantity has neither value nor unit.");
    needs(m, n, AT_uncertainty, AT_value);
    needs(m, n, AT_coverage_factor, AT_uncertainty);
    if (kind && unit_of(m, n, &unit) && !si_kind_takes(m->schema->si, kind, &unit))
        diag_add(m->diags, &course_rule_E711, at(m, n), STR_FMT " (" STR_FMT ") is not measured in "
                 "\"" STR_FMT "\".", STR_ARG(kind->code), STR_ARG(kind->english),
                 STR_ARG(node_value(n, AT_unit)));
}

/* ------------------------------------------------------------ gaps */

static bool is_in_passage(const struct node *n)
{
    while (n && n->element != EL_passage)
        n = n->parent;
    return n != NULL;
}

static void check_gap(struct making *m, const struct node *n)
{
    const struct node *option = node_child(n, EL_option), *accept = node_child(n, EL_accept);
    if (!is_in_passage(n))
        diag_add(m->diags, &course_rule_E211, at(m, n), "<gap> cannot stand in <%s> here, only in "
                 "the <passage> of a <cloze>.", element_name(n->parent->element));
    if (option && accept)
        diag_add(m->diags, &course_rule_E230, at(m, n), "The gap holds <accept> and <option>.");
    else if (option && (node_attr(n, AT_case) || node_attr(n, AT_accents)))
        diag_add(m->diags, &course_rule_E229, at(m, n), "The gap is chosen, not typed, and has %s.",
                 attribute_name(node_attr(n, AT_case) ? AT_case : AT_accents));
}

static void check_options(struct making *m, const struct gap *g)
{
    size_t right = 0, n = g->forms.n;
    if (g->typed || node_child(g->node, EL_accept) || is_cut(g->node))
        return;
    for (size_t i = 0; i < n; i++)
        right += g->forms.v[i].correct;
    if (n == 1)
        diag_add(m->diags, &course_rule_E604, at(m, g->node), "The gap has one option only.");
    else if (n > MOST_ANSWERS)
        diag_add(m->diags, &course_rule_E612, at(m, g->node), "The gap has %zu options.", n);
    if (right == 0)
        diag_add(m->diags, &course_rule_E602, at(m, g->node), "None of the options is marked as "
                 "right.");
    if (right > 1)
        diag_add(m->diags, &course_rule_E603, at(m, g->node), "%zu options of this gap are right; "
                 "one can be.", right);
}

static void check_cloze(struct making *m, const struct question *q)
{
    if (q->passage && q->gaps.n == 0 && !is_cut(q->passage))
        diag_add(m->diags, &course_rule_E613, at(m, q->passage), "There is no <gap> in the "
                 "passage.");
    if (q->gaps.n > MOST_ANSWERS)
        diag_add(m->diags, &course_rule_E612, at(m, q->node), "The cloze has %zu gaps.", q->gaps.n);
    for (size_t i = 0; i < q->gaps.n; i++)
        check_options(m, &q->gaps.v[i]);
}

/* ------------------------------------------------------------ numbers */

static void check_expected(struct making *m, const struct expected *x)
{
    static const enum attribute widths[] = { AT_tolerance, AT_relative_tolerance, AT_uncertainty };
    const char *first = NULL;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        if (!node_attr(x->node, widths[i]))
            continue;
        if (first)
            diag_add(m->diags, &course_rule_E614, at(m, x->node), "The value has %s and %s.", first,
                     attribute_name(widths[i]));
        first = attribute_name(widths[i]);
    }
    needs(m, x->node, AT_coverage_factor, AT_uncertainty);
    if (x->tolerance == TOLERANCE_RELATIVE && x->value == 0)
        diag_add(m->diags, &course_rule_E614, at(m, x->node), "A share of 0 is 0: the value 0 has no "
                 "relative tolerance.");
}

static void check_numeric(struct making *m, const struct question *q)
{
    bool right = is_cut(q->node);
    struct si_expression first, unit;
    const struct expected *of_first = NULL;
    for (size_t i = 0; i < q->expected.n; i++) {
        const struct expected *x = &q->expected.v[i];
        check_expected(m, x);
        right |= x->share == 100;
        if (x->share == 0 || !unit_of(m, x->node, &unit))
            continue;
        if (of_first && !si_same_dimension(&first, &unit))
            diag_add(m->diags, &course_rule_E616, at(m, x->node), "\"" STR_FMT "\" cannot be "
                     "converted to \"" STR_FMT "\", the unit of the value in line %d.",
                     STR_ARG(x->unit), STR_ARG(of_first->unit), of_first->node->line);
        if (!of_first) {
            of_first = x;
            first = unit;
        }
    }
    if (!right && q->expected.n)
        diag_add(m->diags, &course_rule_E615, at(m, q->node), "No value gives all of the points.");
}

/* ------------------------------------------------------------ pairs and choices */

struct texts { str *texts; const struct node **nodes; size_t n; };

static void add_text(struct making *m, struct texts *t, const struct node *words,
                     const struct node *of)
{
    t->texts[t->n] = compared_text(m->arena, words);
    t->nodes[t->n++] = of;
}

static struct texts new_texts(struct making *m, size_t most)
{
    return (struct texts){ NEW_N(m->arena, str, most), NEW_N(m->arena, const struct node *, most), 0 };
}

static void check_twins(struct making *m, const struct texts *t)
{
    const size_t *first = first_alike(m->arena, t->texts, t->n);
    for (size_t i = 0; i < t->n; i++)
        if (first[i] != i)
            diag_add(m->diags, &course_rule_E605, at(m, t->nodes[i]), "There is %s <%s> \"" STR_FMT
                     "\" already.", a_or_an(t->nodes[i]->element),
                     element_name(t->nodes[i]->element),
                     STR_ARG(shown(m->arena, t->texts[i])));
}

static void check_number_of(struct making *m, const struct question *q, size_t n, size_t all,
                            const char *what)
{
    if (n == 1 && !is_cut(q->node))
        diag_add(m->diags, &course_rule_E604, at(m, q->node), "The question has one %s only.", what);
    if (all > MOST_ANSWERS)
        diag_add(m->diags, &course_rule_E612, at(m, q->node), "The question has %zu %ss.", all, what);
}

static void check_choices(struct making *m, const struct question *q)
{
    struct texts t = new_texts(m, q->choices.n);
    for (size_t i = 0; i < q->choices.n; i++)
        add_text(m, &t, q->choices.v[i].node, q->choices.v[i].node);
    check_number_of(m, q, q->choices.n, q->choices.n, "choice");
    check_twins(m, &t);
}

static void check_matching(struct making *m, const struct question *q)
{
    size_t all = q->pairs.n + q->choices.n;
    struct texts texts = new_texts(m, q->pairs.n), matches = new_texts(m, all);
    for (size_t i = 0; i < q->pairs.n; i++) {
        const struct pair *p = &q->pairs.v[i];
        add_text(m, &texts, p->text, p->node);
        add_text(m, &matches, p->match, p->match ? p->match : p->node);
    }
    for (size_t i = 0; i < q->choices.n; i++)
        add_text(m, &matches, q->choices.v[i].node, q->choices.v[i].node);
    check_number_of(m, q, q->pairs.n, all, "pair");
    check_twins(m, &texts);
    check_twins(m, &matches);
}

/* ------------------------------------------------------------ any question */

static void (*const CHECKS[QUESTION_KINDS])(struct making *m, const struct question *q) = {
    [QUESTION_MATCHING] = check_matching, [QUESTION_ORDERING] = check_choices,
    [QUESTION_RATING] = check_choices, [QUESTION_CLOZE] = check_cloze,
    [QUESTION_NUMERIC] = check_numeric,
};

static bool can_be_partly(const struct question *q)
{
    switch (q->kind) {
    case QUESTION_MULTIPLE: return q->partial;
    case QUESTION_MATCHING:
    case QUESTION_ORDERING: return true;
    case QUESTION_CLOZE:    return q->gaps.n > 1;
    case QUESTION_NUMERIC:
        for (size_t i = 0; i < q->expected.n; i++)
            if (q->expected.v[i].digits || (q->expected.v[i].share > 0 && q->expected.v[i].share < 100))
                return true;
        return false;
    default:                return false;
    }
}

static void check_reactions(struct making *m, const struct question *q)
{
    for (const struct node *n = node_child(q->node, EL_reaction); n; n = node_next(n, EL_reaction)) {
        str outcome = node_value(n, AT_for);
        for (size_t i = 0; i < VERDICTS; i++)
            if (q->reactions[i] && q->reactions[i] != n
                && str_eq(node_value(q->reactions[i], AT_for), outcome))
                diag_add(m->diags, &course_rule_E617, at(m, n), "There is a <feedback for=\"" STR_FMT
                         "\"> already.", STR_ARG(outcome));
    }
    if (q->reactions[VERDICT_PARTLY] && !can_be_partly(q) && !is_cut(q->node))
        diag_add(m->diags, &course_rule_W618, node_place(q->reactions[VERDICT_PARTLY]), "An answer "
                 "to this question is right or wrong, never partly right.");
}

static void check_pool(struct making *m, const struct pool *p)
{
    int draw = number_of(p->node, AT_draw, 1);
    if (draw > (int)p->questions.n && p->questions.n && !is_cut(p->node))
        diag_add(m->diags, &course_rule_E619, at(m, p->node), "The pool draws %d of %zu questions.",
                 draw, p->questions.n);
    for (size_t i = 1; i < p->questions.n; i++)
        if (p->questions.v[i]->points != p->points)
            diag_add(m->diags, &course_rule_E620, at(m, p->questions.v[i]->node), "This question is "
                     "worth %d, the first of the pool %d.", p->questions.v[i]->points, p->points);
}

static void walk(struct making *m, const struct node *n)
{
    if (n->element == EL_quantity)
        check_quantity(m, n);
    if (n->element == EL_gap)
        check_gap(m, n);
    for (const struct node *c = n->first; c; c = c->next)
        walk(m, c);
}

void check_parts(struct making *m)
{
    const struct course *c = m->course;
    walk(m, c->root);
    for (size_t i = 0; i < c->questions.n; i++) {
        const struct question *q = c->questions.v[i];
        if (CHECKS[q->kind])
            CHECKS[q->kind](m, q);
        check_reactions(m, q);
    }
    for (size_t i = 0; i < c->quizzes.n; i++) {
        const struct quiz *q = c->quizzes.v[i];
        if (q->retry_wrong && q->attempts == 1)
            diag_add(m->diags, &course_rule_W621, node_place(q->node), "The quiz has one attempt, and "
                     "retry says what a second one asks.");
        for (size_t k = 0; k < q->pools.n; k++)
            check_pool(m, q->pools.v[k]);
    }
}
