/*
 * In: a quiz or a practice. Out: a form that can be read and printed.
 */
#include "render/quiz.h"

#include "render/elements.h"
#include "render/question.h"

static str part_id(struct page *p, str id, const char *part)
{
    return str_format(p->arena, STR_FMT "_%s", STR_ARG(id), part);
}

static void put_fact(struct page *p, const char *key, const char *name, int value)
{
    page_text(p, S(" "));
    page_words(p, key, name, page_number(p, value), NULL);
}

static void put_facts(struct page *p, const struct quiz *q)
{
    page_open(p, "p", "quiz-facts");
    page_words(p, "page.quiz_questions", "count", page_number(p, q->asked), NULL);
    if (q->graded)
        put_fact(p, "page.quiz_pass", "value", q->pass_mark);
    else
        put_fact(p, "page.quiz_practice", "count", q->asked);
    if (q->graded && q->attempts > 0)
        put_fact(p, "page.quiz_attempts", "count", q->attempts);
    if (q->graded && q->retry_wrong)
        put_fact(p, "page.quiz_wrong", "count", q->asked);
    page_close_line(p);
}

static void put_no_script(struct page *p)
{
    page_open(p, "noscript", NULL);
    page_words_leaf(p, "p", "note", "page.quiz_noscript", NULL);
    page_close_line(p);
}

static void open_pool(struct page *p, const struct pool *pool)
{
    page_open(p, "div", "pool");
    page_attr(p, "data-pool", pool->id);
    page_line(p);
}

/* Questions of one pool stand together. */
static void put_questions(struct page *p, const struct quiz *q)
{
    const struct pool *pool = NULL;
    bool alone = q->kind == QUIZ_PRACTICE && q->questions.n == 1;
    page_open(p, "form", "quiz-form");
    page_flag(p, "novalidate");
    page_line(p);
    for (size_t i = 0; i < q->questions.n; i++) {
        const struct question *one = q->questions.v[i];
        if (pool && one->pool != pool)
            page_close_line(p);
        if (one->pool && one->pool != pool)
            open_pool(p, one->pool);
        pool = one->pool;
        question_put(p, one, alone ? 0 : i + 1);
    }
    if (pool)
        page_close_line(p);
    page_close_line(p);
}

/* A section has a heading of its own; without one it is a group. */
static void open_section(struct page *p, const struct quiz *q)
{
    bool headed = q->lesson && (q->kind != QUIZ_PRACTICE || node_child(q->node, EL_title));
    page_open(p, headed ? "section" : "div", q->kind == QUIZ_PRACTICE ? "quiz practice" : "quiz");
    if (!headed)
        page_attr(p, "role", S("group"));
    page_attr(p, "id", q->id);
    page_attr(p, "data-quiz", q->id);
    page_attr(p, "aria-labelledby", part_id(p, q->id, "title"));
    page_language(p, q->node);
    page_line(p);
}

static void put_heading(struct page *p, const struct quiz *q)
{
    const struct node *title = node_child(q->node, EL_title);
    page_open(p, title ? elements_heading(p->level) : "p", title ? NULL : "practice-over");
    page_attr(p, "id", part_id(p, q->id, "title"));
    if (title)
        elements_put_inside(p, title);
    else
        page_words(p, "page.practice", NULL);
    page_close_line(p);
}

void quiz_put(struct page *p, const struct quiz *q)
{
    open_section(p, q);
    if (q->lesson)
        put_heading(p, q);
    if (q->kind != QUIZ_PRACTICE) {
        elements_put_blocks(p, q->node);
        put_facts(p, q);
    }
    put_no_script(p);
    put_questions(p, q);
    page_close_line(p);
}

void quiz_put_part(struct page *p, const struct node *n)
{
    if (n->element == EL_gap)
        question_put_gap(p, n);
    else
        quiz_put(p, n->is.quiz);
}
