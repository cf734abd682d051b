/*
 * In: a quiz. Out: a form that can be read and printed. Which answers are right
 * is not in it.
 */
#include "render/quiz.h"

#include "render/elements.h"

static str part_id(struct page *p, str id, const char *part)
{
    return str_format(p->arena, STR_FMT "_%s", STR_ARG(id), part);
}

static void put_facts(struct page *p, const struct quiz *q)
{
    page_open(p, "p", "quiz-facts");
    page_words(p, "page.quiz_questions", "count", page_number(p, (int64_t)q->questions.n), NULL);
    page_text(p, S(" "));
    if (q->graded)
        page_words(p, "page.quiz_pass", "value", page_number(p, q->pass_mark), NULL);
    else
        page_words(p, "page.quiz_practice", NULL);
    if (q->graded && q->attempts > 0) {
        page_text(p, S(" "));
        page_words(p, "page.quiz_attempts", "count", page_number(p, q->attempts), NULL);
    }
    page_close_line(p);
    page_open(p, "noscript", NULL);
    page_words_leaf(p, "p", "note", "page.quiz_noscript", NULL);
    page_close_line(p);
}

static void put_answer_text(struct page *p, const struct answer *a)
{
    page_open(p, "span", "answer-text");
    if (a->node)
        elements_put_inside(p, node_child(a->node, EL_text));
    else
        page_words(p, str_eq(a->id, S("t")) ? "page.true" : "page.false", NULL);
    page_close(p);
}

static void put_answer(struct page *p, const struct question *q, const struct answer *a)
{
    page_open(p, "li", "answer");
    page_open(p, "label", NULL);
    page_open(p, "input", NULL);
    page_attr(p, "type", q->kind == QUESTION_MULTIPLE ? S("checkbox") : S("radio"));
    page_attr(p, "name", q->id);
    page_attr(p, "value", a->id);
    page_close(p);
    page_text(p, S(" "));
    put_answer_text(p, a);
    page_close(p);
    if (a->feedback) {
        page_line(p);
        page_open(p, "div", "feedback");
        page_flag(p, "hidden");
        elements_put_inside(p, a->feedback);
        page_close(p);
    }
    page_close_line(p);
}

/* "Question 3" and what it is worth. */
static void put_legend(struct page *p, const struct question *q, size_t number)
{
    page_open(p, "legend", NULL);
    page_attr(p, "id", part_id(p, q->id, "number"));
    page_words(p, "page.question", "number", page_number(p, (int64_t)number), NULL);
    if (q->quiz->graded) {
        page_text(p, S(" "));
        page_words_leaf(p, "span", "points", "page.points",
                        "points", page_number(p, q->points), NULL);
    }
    page_close_line(p);
}

static void put_question(struct page *p, const struct question *q, size_t number)
{
    str prompt = part_id(p, q->id, "prompt");
    const struct node *explanation = node_child(q->node, EL_explanation);
    page_open(p, "fieldset", "question");
    page_attr(p, "id", q->id);
    page_attr(p, "data-question", q->id);
    page_attr(p, "aria-labelledby", str_format(p->arena, STR_FMT "_number " STR_FMT,
                                               STR_ARG(q->id), STR_ARG(prompt)));
    page_language(p, q->node);
    page_line(p);
    put_legend(p, q, number);
    page_open(p, "div", "prompt");
    page_attr(p, "id", prompt);
    if (q->prompt)
        elements_put_blocks(p, q->prompt);
    page_close_line(p);
    page_words_leaf(p, "p", "hint", q->kind == QUESTION_MULTIPLE ? "page.choose_many"
                                                                 : "page.choose_one", NULL);
    page_line(p);
    page_open(p, "ul", "answers");
    page_line(p);
    for (size_t i = 0; i < q->answers.n; i++)
        put_answer(p, q, &q->answers.v[i]);
    page_close_line(p);
    if (explanation) {
        page_open(p, "div", "explanation");
        page_flag(p, "hidden");
        elements_put_blocks(p, explanation);
        page_close_line(p);
    }
    page_close_line(p);
}

static void put_questions(struct page *p, const struct quiz *q)
{
    page_open(p, "form", "quiz-form");
    page_flag(p, "novalidate");
    page_line(p);
    for (size_t i = 0; i < q->questions.n; i++)
        put_question(p, q->questions.v[i], i + 1);
    page_close_line(p);
}

void quiz_put(struct page *p, const struct quiz *q)
{
    str title = part_id(p, q->id, "title");
    page_open(p, "section", "quiz");
    page_attr(p, "id", q->id);
    page_attr(p, "data-quiz", q->id);
    page_attr(p, "aria-labelledby", title);
    page_language(p, q->node);
    page_line(p);
    if (q->lesson) {
        page_open(p, "h2", NULL);
        page_attr(p, "id", title);
        elements_put_inside(p, node_child(q->node, EL_title));
        page_close_line(p);
    }
    elements_put_blocks(p, q->node);
    put_facts(p, q);
    put_questions(p, q);
    page_close_line(p);
}

void quiz_put_part(struct page *p, const struct node *n)
{
    if (n->element == EL_practice)
        quiz_put(p, n->is.quiz);
}
