/* Whether a quiz asks something that can be answered, and tells what it was about. */
#include <string.h>

#include "course/inside.h"

static struct place at(struct making *m, const struct node *n)
{
    return said_at_node(m, n);
}

static void check_right(struct making *m, const struct question *q)
{
    size_t right = 0, unclear = 0;
    const struct answer *second = NULL;
    for (size_t i = 0; i < q->answers.n; i++) {
        const struct attr *correct = node_attr(q->answers.v[i].node, AT_correct);
        unclear += correct && !is_boolean(correct->value);
        if (q->answers.v[i].correct && ++right == 2)
            second = &q->answers.v[i];
    }
    if (right + unclear == 0 && q->answers.n > 0 && !is_cut(q->node))
        diag_add(m->diags, &course_rule_E602, at(m, q->node), "None of the answers is marked as "
                 "right.");
    if (second && q->kind != QUESTION_MULTIPLE)
        diag_add(m->diags, &course_rule_E603, at(m, second->node), "%zu answers of this question "
                 "are right; one can be.", right);
    if (q->kind == QUESTION_MULTIPLE && right > 1 && right == q->answers.n && !is_cut(q->node))
        diag_add(m->diags, &course_rule_W607, node_place(q->node), "All %zu answers are right.",
                 right);
}

static size_t most_answers(const struct question *q)
{
    return q->kind == QUESTION_TRUE_FALSE ? 2 : MOST_ANSWERS;
}

static void check_count(struct making *m, const struct question *q)
{
    if (q->answers.n == 1 && !is_cut(q->node))
        diag_add(m->diags, &course_rule_E604, at(m, q->node), "The question has one answer only.");
    if (q->answers.n > most_answers(q))
        diag_add(m->diags, &course_rule_E612, at(m, q->node), "The question has %zu answers.",
                 q->answers.n);
}

static str answer_text(struct making *m, const struct answer *a)
{
    return compared_text(m->arena, a->node ? node_child(a->node, EL_text) : NULL);
}

/* What is no letter was found where the identifier was read. */
static void check_letter(struct making *m, uint64_t *seen, const struct node *n)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    const char *is = n->id.n == 1 ? memchr(letters, n->id.p[0], sizeof letters - 1) : NULL;
    if (!is)
        return;
    uint64_t letter = (uint64_t)1 << (is - letters);
    if (*seen & letter)
        diag_add(m->diags, &course_rule_E306, at(m, n), "There is %s <%s> \"" STR_FMT "\" "
                 "already in this question.", a_or_an(n->element), element_name(n->element),
                 STR_ARG(n->id));
    *seen |= letter;
}

static void check_letters(struct making *m, const struct question *q)
{
    uint64_t seen = 0;
    if (q->answers.n > most_answers(q))
        return;                           /* there are not so many letters */
    for (size_t i = 0; i < q->answers.n; i++)
        check_letter(m, &seen, q->answers.v[i].node);
    for (size_t i = 0; i < q->pairs.n; i++)
        check_letter(m, &seen, q->pairs.v[i].node);
    for (size_t i = 0; i < q->choices.n; i++)
        check_letter(m, &seen, q->choices.v[i].node);
    for (size_t i = 0; i < q->gaps.n; i++)
        check_letter(m, &seen, q->gaps.v[i].node);
}

static void check_twins(struct making *m, const struct question *q)
{
    size_t n = q->answers.n;
    str *texts = NEW_N(m->arena, str, n);
    for (size_t i = 0; i < n; i++)
        texts[i] = answer_text(m, &q->answers.v[i]);
    const size_t *first = first_alike(m->arena, texts, n);
    for (size_t i = 0; i < n; i++)
        if (first[i] != i)
            diag_add(m->diags, &course_rule_E605, at(m, q->answers.v[i].node), "There is an answer "
                     "\"" STR_FMT "\" already.", STR_ARG(shown(m->arena, texts[i])));
}

static void check_feedback(struct making *m, const struct question *q)
{
    struct buf b = buf_new(m->arena);
    size_t n = 0, all = 0;
    for (size_t i = 0; i < q->answers.n; i++)
        all += !q->answers.v[i].feedback && q->answers.v[i].id.n > 0;
    for (size_t i = 0; i < q->answers.n; i++)
        if (!q->answers.v[i].feedback && q->answers.v[i].id.n > 0) {
            str id = shown(m->arena, q->answers.v[i].id);
            buf_printf(&b, "%s" STR_FMT, n == 0 ? "" : n + 1 == all ? " and " : ", ", STR_ARG(id));
            n++;
        }
    if (n > 0 && !node_child(q->node, EL_explanation) && !is_cut(q->node))
        diag_add(m->diags, &course_rule_W606, node_place(q->node), "There is no explanation, and "
                 "no feedback for %s " STR_FMT ".", n == 1 ? "the answer" : "the answers",
                 STR_ARG(buf_str(&b)));
}

static void check_question(struct making *m, const struct question *q)
{
    check_count(m, q);
    check_right(m, q);
    check_letters(m, q);
    check_twins(m, q);
    check_feedback(m, q);
}

static str prompt_text(struct making *m, const struct question *q)
{
    const struct node *prompt = node_child(q->node, EL_prompt);
    return compared_text(m->arena, prompt);
}

static void check_prompts(struct making *m, const struct quiz *quiz)
{
    size_t n = quiz->questions.n;
    str *texts = NEW_N(m->arena, str, n);
    for (size_t i = 0; i < n; i++)
        texts[i] = prompt_text(m, quiz->questions.v[i]);
    const size_t *first = first_alike(m->arena, texts, n);
    for (size_t i = 0; i < n; i++)
        if (first[i] != i)
            diag_add(m->diags, &course_rule_W611, node_place(quiz->questions.v[i]->node),
                     "The question in line %d asks the same.",
                     quiz->questions.v[first[i]]->node->line);
}

static void check_quiz(struct making *m, const struct quiz *q)
{
    const struct attr *mark = node_attr(q->node, AT_pass_mark);
    if (mark && !q->graded)
        diag_add(m->diags, &course_rule_W609, node_place(q->node), "The quiz has a pass mark and "
                 "is not graded.");
    else if (mark && q->pass_mark == 0)
        diag_add(m->diags, &course_rule_W610, node_place(q->node), "The pass mark of the quiz is "
                 "0.");
    check_prompts(m, q);
}

void check_quizzes(struct making *m)
{
    const struct course *c = m->course;
    const struct node *settings = node_child(c->root, EL_settings);
    const struct attr *mark = settings ? node_attr(settings, AT_pass_mark) : NULL;
    for (size_t i = 0; i < c->quizzes.n; i++)
        check_quiz(m, c->quizzes.v[i]);
    for (size_t i = 0; i < c->questions.n; i++)
        check_question(m, c->questions.v[i]);
    if (mark && c->points == 0 && c->pass_mark > 0 && m->whole && m->skipped_ids.n == 0)
        diag_add(m->diags, &course_rule_E608, at(m, settings), "The pass mark is %d %%, and no "
                 "quiz is graded.", c->pass_mark);
    else if (mark && c->pass_mark == 0)
        diag_add(m->diags, &course_rule_W610, node_place(settings), "The pass mark of the course "
                 "is 0.");
}
