/*
 * In: a question. Out: its frame, the same for all types, and in it what is
 * chosen from, put in order or typed into.
 */
#include "render/question.h"

#include <stdlib.h>
#include <string.h>

#include "render/elements.h"

/* What the browser might do to typed text: words are the learner's own. */
static void put_typing(struct page *p)
{
    page_attr(p, "autocomplete", S("off"));
    page_attr(p, "autocapitalize", S("off"));
    page_attr(p, "spellcheck", S("false"));
}

static str part_id(struct page *p, str id, const char *part)
{
    return str_format(p->arena, STR_FMT "_%s", STR_ARG(id), part);
}

static str key_id(struct page *p, const struct question *q, str key)
{
    return str_format(p->arena, STR_FMT "_" STR_FMT, STR_ARG(q->id), STR_ARG(key));
}

static void put_hidden(struct page *p, const char *class, const struct node *n,
                       void (*put)(struct page *p, const struct node *n))
{
    page_open(p, "div", class);
    page_flag(p, "hidden");
    page_language(p, n);
    put(p, n);
    page_close_line(p);
}

static void put_feedback(struct page *p, const struct node *n)
{
    if (!n)
        return;
    page_line(p);
    page_open(p, "div", "feedback");
    page_flag(p, "hidden");
    page_language(p, n);
    elements_put_inside(p, n);
    page_close(p);
}

/* ------------------------------------------------------- orders that say nothing */

enum { PARTS_MOST = 72 };                 /* pairs and distractors: one character each */

struct part { str id; const struct node *words; char key[COURSE_KEY_LENGTH + 1]; };
struct parts { size_t n; struct part v[PARTS_MOST]; };

static void add_part(struct page *p, struct parts *all, const struct question *q, str id,
                     const struct node *words)
{
    if (all->n == PARTS_MOST)
        return;
    struct part *one = &all->v[all->n++];
    *one = (struct part){ .id = id, .words = words };
    course_key(key_id(p, q, id), one->key);
}

static int by_key(const void *a, const void *b)
{
    const struct part *x = a, *y = b;
    int c = strcmp(x->key, y->key);
    return c ? c : str_cmp(x->id, y->id);
}

/* Do they stand as the author wrote them? */
static bool is_as_written(const struct parts *all, const str *written, size_t n)
{
    size_t next = 0;
    for (size_t i = 0; i < all->n && next < n; i++)
        if (str_eq(all->v[i].id, written[next]))
            next++;
    return next == n;
}

/* By a hash of question and key, and never in the order that would be right. */
static void hide_order(struct parts *all, const str *written, size_t n)
{
    qsort(all->v, all->n, sizeof *all->v, by_key);
    if (n < 2 || !is_as_written(all, written, n))
        return;
    for (size_t i = 0; i < all->n / 2; i++) {
        struct part held = all->v[i];
        all->v[i] = all->v[all->n - 1 - i];
        all->v[all->n - 1 - i] = held;
    }
}

/* --------------------------------------------------------------- choices */

static void put_choice(struct page *p, const struct question *q, const char *kind, str id,
                       const struct node *words)
{
    page_open(p, "li", "answer");
    page_open(p, "label", NULL);
    page_open(p, "input", NULL);
    page_attr(p, "type", str_of(kind));
    page_attr(p, "name", q->id);
    page_attr(p, "value", id);
    page_close(p);
    page_text(p, S(" "));
    page_open(p, "span", "answer-text");
    if (words)
        elements_put_inside(p, words);
    else
        page_words(p, str_eq(id, S("t")) ? "page.true" : "page.false", NULL);
    page_close(p);
    page_close(p);
}

static void put_answers(struct page *p, const struct question *q)
{
    page_open(p, "ul", "answers");
    page_line(p);
    for (size_t i = 0; i < q->answers.n; i++) {
        const struct answer *a = &q->answers.v[i];
        put_choice(p, q, q->kind == QUESTION_MULTIPLE ? "checkbox" : "radio", a->id,
                   a->node ? node_child(a->node, EL_text) : NULL);
        put_feedback(p, a->feedback);
        page_close_line(p);
    }
    page_close_line(p);
}

static void put_rating(struct page *p, const struct question *q)
{
    page_open(p, "ul", "answers");
    page_line(p);
    for (size_t i = 0; i < q->choices.n; i++) {
        put_choice(p, q, "radio", q->choices.v[i].id, q->choices.v[i].node);
        page_close_line(p);
    }
    page_close_line(p);
}

/* -------------------------------------------------------------- matching */

static bool is_plain(const struct node *n)
{
    return node_child(n, EL_COUNT) == NULL;
}

static bool all_plain(const struct parts *all)
{
    for (size_t i = 0; i < all->n; i++)
        if (!is_plain(all->v[i].words))
            return false;
    return true;
}

/* "A", "B" ... "Z", "AA" ... as a list of type A counts. */
static str letter(struct page *p, size_t i)
{
    return str_format(p->arena, "%s%c", i < 26 ? "" : i < 52 ? "A" : "B", (char)('A' + i % 26));
}

/* Only characters can stand in an option. */
static void put_option(struct page *p, str key, const struct node *words, str name)
{
    page_text(p, S(" "));
    page_open(p, "option", NULL);
    page_attr(p, "value", key);
    if (name.n > 0)
        page_text(p, is_plain(words) ? str_format(p->arena, STR_FMT ". ", STR_ARG(name)) : name);
    if (name.n == 0 || is_plain(words))
        page_text(p, node_text(p->arena, words));
    page_close(p);
}

static void put_no_option(struct page *p)
{
    page_open(p, "option", NULL);
    page_attr(p, "value", S(""));
    page_words_language(p);
    page_text(p, page_filled(p, "page.choose", NULL));
    page_close(p);
}

static void put_in_full(struct page *p, const struct parts *all)
{
    page_open(p, "ol", "options");
    page_attr(p, "type", S("A"));
    page_line(p);
    for (size_t i = 0; i < all->n; i++) {
        page_open(p, "li", NULL);
        elements_put_inside(p, all->v[i].words);
        page_close_line(p);
    }
    page_close_line(p);
}

static void put_pair(struct page *p, const struct question *q, const struct pair *pair,
                     const struct parts *all, bool plain)
{
    str id = key_id(p, q, pair->id);
    page_open(p, "li", "pair");
    page_attr(p, "data-key", pair->id);
    page_open(p, "label", NULL);
    page_attr(p, "for", id);
    elements_put_inside(p, pair->text);
    page_close_line(p);
    page_open(p, "select", NULL);
    page_attr(p, "id", id);
    page_attr(p, "name", q->id);
    put_no_option(p);
    for (size_t i = 0; i < all->n; i++)
        put_option(p, all->v[i].id, all->v[i].words, plain ? S("") : letter(p, i));
    page_close(p);
    put_feedback(p, pair->feedback);
    page_close_line(p);
}

static void put_pairs(struct page *p, const struct question *q)
{
    struct parts all = { 0 };
    str written[PARTS_MOST];
    for (size_t i = 0; i < q->pairs.n; i++)
        add_part(p, &all, q, q->pairs.v[i].id, q->pairs.v[i].match);
    for (size_t i = 0; i < all.n; i++)
        written[i] = all.v[i].id;
    size_t n = all.n;
    for (size_t i = 0; i < q->choices.n; i++)
        add_part(p, &all, q, q->choices.v[i].id, q->choices.v[i].node);
    hide_order(&all, written, n);
    bool plain = all_plain(&all);
    if (!plain)
        put_in_full(p, &all);
    page_open(p, "ul", "pairs");
    page_line(p);
    for (size_t i = 0; i < q->pairs.n; i++)
        put_pair(p, q, &q->pairs.v[i], &all, plain);
    page_close_line(p);
}

/* -------------------------------------------------------------- ordering */

static void put_order(struct page *p, const struct question *q)
{
    struct parts all = { 0 };
    str written[PARTS_MOST];
    for (size_t i = 0; i < q->choices.n; i++)
        add_part(p, &all, q, q->choices.v[i].id, q->choices.v[i].node);
    for (size_t i = 0; i < all.n; i++)
        written[i] = all.v[i].id;
    hide_order(&all, written, all.n);
    page_open(p, "ol", "order");
    page_line(p);
    for (size_t i = 0; i < all.n; i++) {
        page_open(p, "li", "order-item");
        page_attr(p, "data-key", all.v[i].id);
        page_open(p, "span", "order-text");
        page_attr(p, "id", key_id(p, q, all.v[i].id));
        elements_put_inside(p, all.v[i].words);
        page_close(p);
        page_close_line(p);
    }
    page_close_line(p);
}

/* ----------------------------------------------------------------- typed */

enum { TYPED_LEAST = 16, TYPED_MOST = 60, NUMBER_MOST = 32 };

/* As browsers count: characters beyond the first plane are two. */
static int typed_length(str text)
{
    int n = 0;
    while (text.n > 0)
        n += str_code_point(&text) > 0xffff ? 2 : 1;
    return n;
}

struct longest { int length; bool plain; };  /* plain: a character each in a state */

/* The characters that state.js writes as they are. */
static bool is_kept_plain(str text)
{
    static const char plain[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                ".,/^*()- ";
    for (size_t i = 0; i < text.n; i++)
        if (!memchr(plain, text.p[i], sizeof plain - 1))
            return false;
    return true;
}

static void look_at(struct longest *l, const struct form *v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int length = typed_length(v[i].text);
        l->length = length > l->length ? length : l->length;
        l->plain = l->plain && is_kept_plain(v[i].text);
    }
}

static struct longest longest_form(const struct question *q)
{
    struct longest l = { .plain = true };
    look_at(&l, q->accepts.v, q->accepts.n);
    for (size_t i = 0; i < q->gaps.n; i++)
        if (q->gaps.v[i].typed)
            look_at(&l, q->gaps.v[i].forms.v, q->gaps.v[i].forms.n);
    return l;
}

int question_typed_most(const struct question *q)
{
    if (q->kind == QUESTION_NUMERIC)
        return NUMBER_MOST;
    if (q->kind == QUESTION_FREE_TEXT)
        return q->length;
    int longest = longest_form(q).length, roomy = longest + longest / 2;
    if (roomy > TYPED_MOST)
        roomy = longest > TYPED_MOST ? longest : TYPED_MOST;
    return roomy < TYPED_LEAST ? TYPED_LEAST : roomy;
}

/* 16 bits a character in six bits a letter, behind "~~". */
static int in_letters(int characters)
{
    return 2 + (characters * 8 + 2) / 3;
}

static int kept_most(const struct question *q)
{
    int most = question_typed_most(q);
    if (q->kind == QUESTION_NUMERIC)
        return most;
    if (q->kind == QUESTION_FREE_TEXT)
        return 2 * most;
    struct longest l = longest_form(q);
    return l.plain || in_letters(l.length) < most ? most : in_letters(l.length);
}

int question_kept_most(struct editions all, const struct question *q)
{
    int most = kept_most(q);
    for (size_t i = 0; i < all.n; i++) {
        const struct node *same = course_find(all.v[i], q->id);
        int kept = same && same->is.question ? kept_most(same->is.question) : 0;
        most = kept > most ? kept : most;
    }
    return most;
}

static str typed_most(struct page *p, const struct question *q)
{
    return page_number(p, question_typed_most(q));
}

static void put_label(struct page *p, const struct question *q, const char *key)
{
    page_open(p, "label", NULL);
    page_attr(p, "for", part_id(p, q->id, "text"));
    page_words(p, key, NULL);
    page_close(p);
    page_text(p, S(" "));
}

static bool has_unit(const struct question *q)
{
    for (size_t i = 0; i < q->expected.n; i++)
        if (q->expected.v[i].unit.n > 0)
            return true;
    return false;
}

static void put_field(struct page *p, const struct question *q)
{
    bool number = q->kind == QUESTION_NUMERIC;
    page_open(p, "p", "field");
    put_label(p, q, has_unit(q) ? "page.your_number" : "page.your_answer");
    page_open(p, "input", NULL);
    page_attr(p, "type", S("text"));
    page_attr(p, "id", part_id(p, q->id, "text"));
    page_attr(p, "name", q->id);
    page_attr(p, "maxlength", typed_most(p, q));
    if (number) {
        page_attr(p, "aria-describedby", part_id(p, q->id, "how"));
        page_attr(p, "dir", S("ltr"));
    }
    put_typing(p);
    page_close(p);
    page_close_line(p);
}

static void put_number(struct page *p, const struct question *q)
{
    put_field(p, q);
    for (size_t i = 0; i < q->expected.n; i++) {
        const struct node *feedback = q->expected.v[i].feedback;
        if (!feedback)
            continue;
        page_open(p, "div", "feedback");
        page_attr(p, "data-key", page_number(p, (int64_t)i));
        page_flag(p, "hidden");
        page_language(p, feedback);
        elements_put_inside(p, feedback);
        page_close_line(p);
    }
}

static void put_area(struct page *p, const struct question *q)
{
    page_open(p, "p", "field");
    put_label(p, q, "page.your_answer");
    page_open(p, "textarea", NULL);
    page_attr(p, "id", part_id(p, q->id, "text"));
    page_attr(p, "name", q->id);
    page_attr(p, "maxlength", typed_most(p, q));
    page_attr(p, "rows", S("5"));
    page_close(p);
    page_close_line(p);
}

/* ----------------------------------------------------------------- cloze */

static void put_passage(struct page *p, const struct question *q)
{
    page_open(p, "div", "cloze");
    elements_put_blocks(p, q->passage);
    page_close_line(p);
}

static const struct question *question_of(const struct node *n)
{
    while (n->element != EL_cloze)
        n = n->parent;
    return n->is.question;
}

static void put_gap_field(struct page *p, const struct question *q, const struct gap *gap)
{
    (void)gap;
    page_attr(p, "maxlength", typed_most(p, q));
    page_attr(p, "size", page_number(p, question_typed_most(q) * 3 / 4));
    put_typing(p);
}

static void put_gap_options(struct page *p, const struct gap *gap)
{
    static const char keys[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    put_no_option(p);
    for (size_t i = 0; i < gap->forms.n && i < sizeof keys - 1; i++)
        put_option(p, (str){ keys + i, 1 }, gap->forms.v[i].node, S(""));
}

/* Which gap it is in the passage as it stands; false: it is not below n. */
static bool count_to(const struct node *n, const struct node *gap, int64_t *number)
{
    for (; n; n = n->next) {
        *number += n->element == EL_gap;
        if (n == gap || (n->element != EL_gap && count_to(n->first, gap, number)))
            return true;
    }
    return false;
}

void question_put_gap(struct page *p, const struct node *n)
{
    const struct question *q = question_of(n);
    size_t i = 0;
    int64_t number = 0;
    while (i + 1 < q->gaps.n && q->gaps.v[i].node != n)
        i++;
    const struct gap *gap = &q->gaps.v[i];
    (void)count_to(q->passage->first, n, &number);
    page_open(p, "span", "gap");
    page_attr(p, "data-key", gap->id);
    page_open(p, gap->typed ? "input" : "select", NULL);
    if (gap->typed)
        page_attr(p, "type", S("text"));
    page_attr(p, "id", key_id(p, q, gap->id));
    page_attr(p, "name", q->id);
    page_words_attr(p, "aria-label", "page.gap", "number", page_number(p, number), NULL);
    if (gap->typed)
        put_gap_field(p, q, gap);
    else
        put_gap_options(p, gap);
    page_close(p);
    page_close(p);
}

/* -------------------------------------------------------------- all types */

static const struct {
    const char *how;                      /* a key, what is to be done */
    void (*put)(struct page *p, const struct question *q);
} types[QUESTION_KINDS] = {
    [QUESTION_SINGLE]     = { "page.choose_one", put_answers },
    [QUESTION_MULTIPLE]   = { "page.choose_many", put_answers },
    [QUESTION_TRUE_FALSE] = { "page.choose_one", put_answers },
    [QUESTION_MATCHING]   = { "page.how_matching", put_pairs },
    [QUESTION_ORDERING]   = { "page.how_ordering", put_order },
    [QUESTION_CLOZE]      = { "page.how_cloze", put_passage },
    [QUESTION_SHORT_TEXT] = { "page.how_short_text", put_field },
    [QUESTION_NUMERIC]    = { "page.how_numeric", put_number },
    [QUESTION_FREE_TEXT]  = { "page.how_free_text", put_area },
    [QUESTION_RATING]     = { "page.how_rating", put_rating },
};

const char *question_type(const struct question *q)
{
    return element_name(q->node->element);
}

static const char *how_of(const struct question *q)
{
    return q->kind == QUESTION_NUMERIC && !has_unit(q) ? "page.how_number" : types[q->kind].how;
}

static void put_number_of(struct page *p, size_t number)
{
    page_open(p, "span", "question-number");
    if (number > 0)
        page_words(p, "page.question", "number", page_number(p, (int64_t)number), NULL);
    else
        page_words(p, "page.practice_question", NULL);
    page_close(p);
}

/* "Question 3" and what it is worth. */
static void put_legend(struct page *p, const struct question *q, size_t number)
{
    page_open(p, "legend", NULL);
    page_attr(p, "id", part_id(p, q->id, "number"));
    put_number_of(p, number);
    if (q->quiz->graded && q->points > 0) {
        page_text(p, S(" "));
        page_words_leaf(p, "span", "points", "page.points",
                        "count", page_number(p, q->points), NULL);
    }
    page_close_line(p);
}

static void put_prompt(struct page *p, const struct question *q)
{
    if (q->prompt) {
        page_open(p, "div", "prompt");
        page_attr(p, "id", part_id(p, q->id, "prompt"));
        elements_put_blocks(p, q->prompt);
        page_close_line(p);
    }
    page_open(p, "p", "how");
    page_attr(p, "id", part_id(p, q->id, "how"));
    page_words(p, how_of(q), "count", typed_most(p, q), NULL);
    page_close_line(p);
}

static void put_hints(struct page *p, const struct question *q)
{
    if (q->hints.n == 0)
        return;
    page_open(p, "ol", "hints");
    page_flag(p, "hidden");
    page_line(p);
    for (size_t i = 0; i < q->hints.n; i++) {
        page_open(p, "li", NULL);
        page_flag(p, "hidden");
        page_language(p, q->hints.v[i]);
        elements_put_inside(p, q->hints.v[i]);
        page_close_line(p);
    }
    page_close_line(p);
}

static void put_reactions(struct page *p, const struct question *q)
{
    static const char *const names[VERDICTS] = {
        [VERDICT_RIGHT] = "right", [VERDICT_PARTLY] = "partly", [VERDICT_WRONG] = "wrong",
    };
    for (size_t i = 0; i < VERDICTS; i++) {
        if (!q->reactions[i])
            continue;
        page_open(p, "div", "reaction");
        page_attr(p, "data-for", str_of(names[i]));
        page_flag(p, "hidden");
        page_language(p, q->reactions[i]);
        elements_put_inside(p, q->reactions[i]);
        page_close_line(p);
    }
}

static void put_frame(struct page *p, const struct question *q)
{
    page_open(p, "fieldset", str_format(p->arena, "question question-%s", question_type(q)).p);
    page_attr(p, "id", q->id);
    page_attr(p, "data-question", q->id);
    page_attr(p, "aria-labelledby", q->prompt
              ? str_format(p->arena, STR_FMT "_number " STR_FMT "_prompt", STR_ARG(q->id),
                           STR_ARG(q->id))
              : part_id(p, q->id, "number"));
    page_language(p, q->node);
    page_line(p);
}

void question_put(struct page *p, const struct question *q, size_t number)
{
    put_frame(p, q);
    put_legend(p, q, number);
    put_prompt(p, q);
    types[q->kind].put(p, q);
    put_hints(p, q);
    put_reactions(p, q);
    if (q->explanation)
        put_hidden(p, "explanation", q->explanation, elements_put_blocks);
    page_close_line(p);
}
