/*
 * The tree of nodes goes in; modules, lessons, quizzes, questions, entries and
 * sources come out, counted and numbered.  The tree may be faulty: what does not
 * stand where it belongs is not taken.
 */
#include <string.h>

#include "course/inside.h"

static bool is_true(str s)
{
    return str_eq(s, S("true")) || str_eq(s, S("1"));
}

/* The number an attribute holds, when it is one from 0 to 6000. */
static int number(const struct node *n, enum attribute a, int otherwise)
{
    int64_t i;
    const struct attr *at = node_attr(n, a);
    return at && str_int(at->value, &i) && i >= 0 && i <= 6000 ? (int)i : otherwise;
}

static str title_of(struct making *m, const struct node *n)
{
    const struct node *title = node_child(n, EL_title);
    return title ? node_text(m->arena, title) : S("");
}

/* ------------------------------------------------------------ questions */

static void add_answers(struct making *m, struct question *q)
{
    for (const struct node *n = node_child(q->node, EL_answer); n; n = node_next(n, EL_answer))
        *vec_push(m->arena, &q->answers) = (struct answer){
            .id = n->id, .node = n, .correct = is_true(node_value(n, AT_correct)),
            .feedback = node_child(n, EL_feedback),
        };
}

static void add_question(struct making *m, struct quiz *quiz, const struct node *n,
                         enum question_kind kind)
{
    struct question *q = NEW(m->arena, struct question);
    *q = (struct question){ .id = n->id, .kind = kind, .node = n, .quiz = quiz,
                            .points = number(n, AT_points, 1) };
    if (q->points == 0)
        q->points = 1;                    /* a mistake that was found already */
    add_answers(m, q);
    built_of(n)->node.is.question = q;
    quiz->points += q->points;
    *vec_push(m->arena, &quiz->questions) = q;
    *vec_push(m->arena, &m->course->questions) = q;
}

static const struct quiz *add_quiz(struct making *m, const struct node *n,
                                   const struct module *module, const struct lesson *lesson)
{
    if (!n)
        return NULL;
    struct course *c = m->course;
    struct quiz *q = NEW(m->arena, struct quiz);
    str graded = node_value(n, AT_graded);
    *q = (struct quiz){ .id = n->id, .title = title_of(m, n), .node = n, .module = module,
                        .lesson = lesson, .graded = !str_eq(graded, S("false")) && !str_eq(graded, S("0")),
                        .pass_mark = number(n, AT_pass_mark, c->pass_mark),
                        .attempts = number(n, AT_attempts, 0) };
    built_of(n)->node.is.quiz = q;
    for (const struct node *k = node_child(n, EL_COUNT); k; k = node_next(k, EL_COUNT)) {
        if (k->element == EL_single_choice)
            add_question(m, q, k, QUESTION_SINGLE);
        if (k->element == EL_multiple_choice)
            add_question(m, q, k, QUESTION_MULTIPLE);
        if (k->element == EL_true_false)
            add_question(m, q, k, QUESTION_TRUE_FALSE);
    }
    if (q->graded)
        c->points += q->points;
    *vec_push(m->arena, &c->quizzes) = q;
    return q;
}

/* ------------------------------------------------------------ modules and lessons */

static void number_sections(struct making *m, const struct node *n, str above)
{
    int count = 0;
    for (const struct node *s = node_child(n, EL_section); s; s = node_next(s, EL_section)) {
        built_of(s)->node.number = str_format(m->arena, STR_FMT ".%d", STR_ARG(above), ++count);
        number_sections(m, s, s->number);
    }
}

static void add_lesson(struct making *m, struct module *module, const struct node *n)
{
    struct lesson *l = NEW(m->arena, struct lesson);
    *l = (struct lesson){ .id = n->id, .title = title_of(m, n), .node = n, .module = module,
                          .minutes = number(n, AT_duration, 0) };
    *vec_push(m->arena, &module->lessons) = l;
    *vec_push(m->arena, &m->course->lessons) = l;
    l->number = str_format(m->arena, STR_FMT ".%zu", STR_ARG(module->number), module->lessons.n);
    built_of(n)->node.number = l->number;
    built_of(n)->node.is.lesson = l;
    number_sections(m, n, l->number);
    l->quiz = add_quiz(m, node_child(n, EL_quiz), module, l);
}

static void add_module(struct making *m, const struct node *n)
{
    struct module *module = NEW(m->arena, struct module);
    *module = (struct module){ .id = n->id, .title = title_of(m, n), .node = n };
    *vec_push(m->arena, &m->course->modules) = module;
    module->number = str_format(m->arena, "%zu", m->course->modules.n);
    built_of(n)->node.number = module->number;
    built_of(n)->node.is.module = module;
    for (const struct node *l = node_child(n, EL_lesson); l; l = node_next(l, EL_lesson))
        add_lesson(m, module, l);
    module->quiz = add_quiz(m, node_child(n, EL_quiz), module, NULL);
}

/* Figures and tables are counted through the whole course. */
static void number_floats(struct making *m, const struct node *n, int *figures, int *tables)
{
    int *count = n->element == EL_figure ? figures : n->element == EL_table ? tables : NULL;
    if (count)
        built_of(n)->node.number = str_format(m->arena, "%d", ++*count);
    for (const struct node *c = n->first; c; c = c->next)
        number_floats(m, c, figures, tables);
}

/* ------------------------------------------------------------ the end of the course */

static void add_entry(struct making *m, const struct node *n)
{
    struct entry *e = NEW(m->arena, struct entry);
    const struct node *term = node_child(n, EL_headword);
    *e = (struct entry){ .id = n->id, .node = n, .vim = node_value(n, AT_vim),
                         .viml = node_value(n, AT_viml),
                         .term = term ? node_text(m->arena, term) : S("") };
    built_of(n)->node.is.entry = e;
    *vec_push(m->arena, &m->course->glossary) = e;
}

static void add_source(struct making *m, const struct node *n)
{
    struct work *s = NEW(m->arena, struct work);
    *vec_push(m->arena, &m->course->sources) = s;
    *s = (struct work){ .id = n->id, .node = n, .title = title_of(m, n),
                          .number = str_format(m->arena, "%zu", m->course->sources.n) };
    built_of(n)->node.number = s->number;
    built_of(n)->node.is.source = s;
}

void resolve_course(struct making *m)
{
    struct course *c = m->course;
    const struct node *root = c->root, *settings = node_child(root, EL_settings);
    const struct node *glossary = node_child(root, EL_glossary);
    const struct node *sources = node_child(root, EL_bibliography);
    int figures = 0, tables = 0;
    c->id = root->id;
    c->version = node_value(root, AT_version);
    c->lang = node_value(root, AT_xml_lang);
    c->date = node_value(root, AT_date);
    c->title = title_of(m, root);
    c->pass_mark = settings ? number(settings, AT_pass_mark, 70) : 70;
    c->reports_passed = !settings || !str_eq(node_value(settings, AT_status), S("completed"));
    for (const struct node *n = node_child(root, EL_module); n; n = node_next(n, EL_module))
        add_module(m, n);
    for (const struct node *n = glossary ? node_child(glossary, EL_entry) : NULL; n;
         n = node_next(n, EL_entry))
        add_entry(m, n);
    for (const struct node *n = sources ? node_child(sources, EL_source) : NULL; n;
         n = node_next(n, EL_source))
        add_source(m, n);
    number_floats(m, root, &figures, &tables);
}
