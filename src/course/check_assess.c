/*
 * What questions give away or leave out without any of them being wrong: what
 * only shows when the answers of a whole quiz are looked at side by side.
 */
#include <math.h>
#include <string.h>

#include "course/inside.h"
#include "intl/text.h"
#include "si/si.h"

enum {
    FEW_QUESTIONS = 5,                    /* fewer make no pattern */
    MUCH_LONGER = 125,                    /* percent of the next longest answer */
    NEAR_WORDS = 8,                       /* from the beginning of a question */
};

static str text_of(struct making *m, const struct node *n)
{
    return n ? node_text(m->arena, n) : S("");
}

/* Characters, not bytes. */
static size_t length_of(str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

/* ------------------------------------------------------------ patterns over a quiz */

static const struct answer *the_right_one(const struct question *q)
{
    const struct answer *right = NULL;
    for (size_t i = 0; i < q->answers.n; i++)
        if (q->answers.v[i].correct) {
            if (right)
                return NULL;
            right = &q->answers.v[i];
        }
    return right;
}

static bool is_much_longer(struct making *m, const struct question *q, const struct answer *right)
{
    struct arena_mark scratch = arena_mark(m->arena);
    size_t own = length_of(text_of(m, node_child(right->node, EL_text))), most = 0;
    for (size_t i = 0; i < q->answers.n; i++) {
        const struct answer *a = &q->answers.v[i];
        size_t n = a == right ? 0 : length_of(text_of(m, node_child(a->node, EL_text)));
        most = n > most ? n : most;
    }
    arena_rewind(m->arena, scratch);
    return own * 100 > most * MUCH_LONGER;
}

static void check_lengths(struct making *m, const struct quiz *quiz)
{
    size_t n = 0;
    for (size_t i = 0; i < quiz->questions.n; i++) {
        const struct question *q = quiz->questions.v[i];
        const struct answer *right = q->kind == QUESTION_SINGLE ? the_right_one(q) : NULL;
        if (!right)
            continue;
        if (!is_much_longer(m, q, right))
            return;
        n++;
    }
    if (n >= FEW_QUESTIONS)
        diag_add(m->diags, &course_rule_N654, node_place(quiz->node), "In all %zu single-choice "
                 "questions the right answer is much the longest.", n);
}

/* Shuffled answers have no place, those of true-false never have another. */
static void check_positions(struct making *m, const struct quiz *quiz)
{
    size_t n = 0, at = 0;
    for (size_t i = 0; i < quiz->questions.n; i++) {
        const struct question *q = quiz->questions.v[i];
        const struct answer *right = q->kind == QUESTION_SINGLE ? the_right_one(q) : NULL;
        if (!right || q->shuffle)
            continue;
        size_t place = (size_t)(right - q->answers.v);
        if (n++ > 0 && place != at)
            return;
        at = place;
    }
    if (n >= FEW_QUESTIONS)
        diag_add(m->diags, &course_rule_N655, node_place(quiz->node), "In all %zu single-choice "
                 "questions the right answer is number %zu.", n, at + 1);
}

static void check_guessing(struct making *m, const struct quiz *quiz)
{
    size_t two = 0;
    for (size_t i = 0; i < quiz->questions.n; i++)
        two += quiz->questions.v[i]->kind == QUESTION_TRUE_FALSE;
    bool most = quiz->questions.n >= 3 && two * 2 > quiz->questions.n;
    if (quiz->graded && quiz->attempts == 0 && most)
        diag_add(m->diags, &course_rule_N659, node_place(quiz->node), "%zu of %zu questions are true "
                 "or false, and the quiz may be repeated without end.", two, quiz->questions.n);
}

static void check_worth(struct making *m, const struct quiz *quiz)
{
    bool asks = quiz->questions.n > 0 && quiz->points == 0;
    if (quiz->graded && asks && !is_cut(quiz->node))
        diag_add(m->diags, &course_rule_W650, node_place(quiz->node), "No question of this graded quiz "
                 "gives a point.");
}

static void check_pool(struct making *m, const struct pool *p)
{
    size_t n = p->questions.n;
    if (n == 0 || is_cut(p->node))
        return;
    if ((size_t)number_of(p->node, AT_draw, 0) == n)
        diag_add(m->diags, &course_rule_W652, node_place(p->node), "The pool has %zu question%s and "
                 "draws %s.", n, n == 1 ? "" : "s", n == 1 ? "it" : "all of them");
    else if ((size_t)p->draw * 3 > n * 2 && (size_t)p->draw < n && p->quiz->attempts != 1)
        diag_add(m->diags, &course_rule_N653, node_place(p->node), "%d of %zu questions are drawn; a "
                 "second attempt asks most of them again.", p->draw, n);
}

/* ------------------------------------------------------------ one question */

/* How "which of these is not" is asked, and the word that turns it round. */
static const struct { const char *lang, *asks, *turns; } NEGATIONS[] = {
    { "en", "which", "not" }, { "en", "which", "except" }, { "en", "what", "not" },
    { "fr", "lequel", "pas" }, { "fr", "laquelle", "pas" }, { "fr", "lesquels", "pas" },
    { "fr", "lesquelles", "pas" }, { "fr", "quel", "pas" }, { "fr", "quelle", "pas" },
    { "es", "cu\xC3\xA1l", "no" }, { "es", "cu\xC3\xA1les", "no" }, { "es", "qu\xC3\xA9", "no" },
};

static bool is_letter_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool has_word(str text, str word)
{
    for (size_t at = 0; at + word.n <= text.n; at++) {
        bool begins = at == 0 || !is_letter_byte(text.p[at - 1])
                      || (at > 1 && (unsigned char)text.p[at - 2] == 0xC2);    /* "¿" */
        bool ends = at + word.n == text.n || !is_letter_byte(text.p[at + word.n]);
        if (begins && ends && str_eq_nocase((str){ text.p + at, word.n }, word))
            return true;
    }
    return false;
}

static bool is_stressed(struct making *m, const struct node *n, str word)
{
    if ((n->element == EL_em || n->element == EL_strong) && has_word(text_of(m, n), word))
        return true;
    for (const struct node *c = n->first; c; c = c->next)
        if (is_stressed(m, c, word))
            return true;
    return false;
}

/* The last sentence: the question itself. */
static str last_sentence(str text)
{
    size_t end = text.n;
    while (end > 0 && strchr("?.: ", text.p[end - 1]))
        end--;
    for (size_t i = end; i > 1; i--)
        if (text.p[i - 1] == ' ' && strchr(".:;!?", text.p[i - 2]))
            return (str){ text.p + i, end - i };
    return str_head(text, end);
}

static str first_word(str s)
{
    size_t begin = 0, end;
    if (str_starts(s, S("\xC2\xBF")))
        begin = 2;
    for (end = begin; end < s.n && is_letter_byte(s.p[end]); )
        end++;
    return (str){ s.p + begin, end - begin };
}

/* Its first words: further behind, "not" turns a part of the sentence alone. */
static str beginning(str s)
{
    size_t words = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == ' ' && ++words == NEAR_WORDS)
            return str_head(s, i);
    return s;
}

static void check_negation(struct making *m, const struct question *q)
{
    bool choice = q->kind == QUESTION_SINGLE || q->kind == QUESTION_MULTIPLE;
    if (!choice || !q->prompt)
        return;
    str ask = beginning(last_sentence(text_of(m, q->prompt)));
    str first = first_word(ask), lang = m->course->lang;
    for (size_t i = 0; i < sizeof NEGATIONS / sizeof *NEGATIONS; i++) {
        str word = str_of(NEGATIONS[i].turns);
        if (!str_starts(lang, str_of(NEGATIONS[i].lang))
            || !str_eq_nocase(first, str_of(NEGATIONS[i].asks)) || !has_word(ask, word)
            || is_stressed(m, q->prompt, word))
            continue;
        diag_add(m->diags, &course_rule_N656, node_place(q->prompt), "The \"" STR_FMT "\" of this "
                 "question is easily read over.", STR_ARG(word));
        return;
    }
}

/* ------------------------------------------------------------ what is typed */

static void check_forms(struct making *m, const struct form *forms, size_t n, bool exact_case,
                        bool exact_accents)
{
    str *texts = NEW_N(m->arena, str, n);
    for (size_t i = 0; i < n; i++)
        texts[i] = intl_answer(m->arena, forms[i].text, exact_case, exact_accents);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i && k < 100; k++) {
            if (!str_eq(texts[i], texts[k]) || texts[i].n == 0)
                continue;
            diag_add(m->diags, &course_rule_W658, node_place(forms[i].node), "\"" STR_FMT "\" is "
                     "accepted already, as \"" STR_FMT "\".", STR_ARG(shown(m->arena, forms[i].text)),
                     STR_ARG(shown(m->arena, forms[k].text)));
            break;
        }
}

static void check_typed(struct making *m, const struct question *q)
{
    check_forms(m, q->accepts.v, q->accepts.n, q->exact_case, q->exact_accents);
    for (size_t i = 0; i < q->gaps.n; i++) {
        const struct gap *g = &q->gaps.v[i];
        if (g->typed)
            check_forms(m, g->forms.v, g->forms.n, g->exact_case, g->exact_accents);
    }
}

/* ------------------------------------------------------------ numbers */

/* An expected value with its width in coherent units; false when it has no
 * unit that is known. */
static bool interval_of(struct making *m, const struct expected *e, struct si_expression *unit,
                        double *value, double *width)
{
    struct err ignored = { 0 };
    if (!si_expression_read(m->schema->si, e->unit, unit, &ignored))
        return false;
    *value = e->value * unit->factor + unit->zero;
    *width = 0;
    switch (e->tolerance) {
    case TOLERANCE_NONE:        *width = fabs(e->value) * 1e-9; break;
    case TOLERANCE_ABSOLUTE:    *width = e->width; break;
    case TOLERANCE_RELATIVE:    *width = fabs(e->value) * e->width / 100; break;
    case TOLERANCE_UNCERTAINTY: *width = e->width * e->coverage_factor; break;
    }
    *width *= unit->factor;
    return true;
}

static void check_foreseen(struct making *m, const struct expected *right,
                           const struct expected *mistake)
{
    struct si_expression a, b;
    double value, width, wrong, unused;
    if (!interval_of(m, right, &a, &value, &width) || !interval_of(m, mistake, &b, &wrong, &unused)
        || !si_same_dimension(&a, &b) || fabs(wrong - value) > width * (1 + 1e-9))
        return;
    diag_add(m->diags, &course_rule_W657, node_place(mistake->node), "The mistake " STR_FMT
             " lies within the tolerance of the right value " STR_FMT ".", STR_ARG(mistake->text),
             STR_ARG(right->text));
}

static void check_numbers(struct making *m, const struct question *q)
{
    for (size_t i = 0; i < q->expected.n; i++)
        for (size_t k = 0; k < q->expected.n && k < 100; k++)
            if (q->expected.v[i].share == 0 && q->expected.v[k].share == 100)
                check_foreseen(m, &q->expected.v[k], &q->expected.v[i]);
}

/* ------------------------------------------------------------ objectives */

enum { LEVELS = 3 };                      /* lesson, module, course */

static bool is_supported(const struct course *c, const struct objective *o, int levels)
{
    for (size_t i = 0; i < c->objectives.n; i++) {
        const struct objective *below = c->objectives.v[i];
        bool tested = below->questions.n > 0 || (levels > 1 && is_supported(c, below, levels - 1));
        if (below->supports == o && tested)
            return true;
    }
    return false;
}

/* Who gives no objective a name does not say what tests it. */
static void check_objectives(struct making *m)
{
    const struct course *c = m->course;
    for (size_t i = 0; m->whole && c->questions.n > 0 && i < c->objectives.n; i++) {
        const struct objective *o = c->objectives.v[i];
        bool named = o->id.n > 0 && !was_meant(m, o->id, EL_objective);
        if (named && o->questions.n == 0 && !is_supported(c, o, LEVELS))
            diag_add(m->diags, &course_rule_N651, node_place(o->node), "No question tests the "
                     "objective \"" STR_FMT "\".", STR_ARG(o->id));
    }
}

void check_assessment(struct making *m)
{
    const struct course *c = m->course;
    for (size_t i = 0; i < c->quizzes.n; i++) {
        const struct quiz *q = c->quizzes.v[i];
        check_lengths(m, q);
        check_positions(m, q);
        check_guessing(m, q);
        check_worth(m, q);
        for (size_t k = 0; k < q->pools.n; k++)
            check_pool(m, q->pools.v[k]);
    }
    for (size_t i = 0; i < c->questions.n; i++) {
        const struct question *q = c->questions.v[i];
        check_negation(m, q);
        check_typed(m, q);
        check_numbers(m, q);
    }
    check_objectives(m);
}
