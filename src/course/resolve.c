/*
 * The tree of nodes goes in; modules, lessons, quizzes, questions, entries and
 * sources come out, counted and numbered.  The tree may be faulty: what does not
 * stand where it belongs is not taken.
 */
#include "course/inside.h"

/* ------------------------------------------------------------ modules and lessons */

static void add_objectives(struct making *m, const struct node *above, const struct module *module,
                           const struct lesson *lesson)
{
    const struct node *all = node_child(above, EL_objectives);
    for (const struct node *n = all ? node_child(all, EL_objective) : NULL; n;
         n = node_next(n, EL_objective)) {
        struct objective *o = NEW(m->arena, struct objective);
        *o = (struct objective){ .id = n->id, .node = n, .module = module, .lesson = lesson };
        built_of(n)->node.is.objective = o;
        *vec_push(m->arena, &m->course->objectives) = o;
    }
}

static void number_sections(struct making *m, const struct node *n, str above)
{
    int count = 0;
    for (const struct node *s = node_child(n, EL_section); s; s = node_next(s, EL_section)) {
        built_of(s)->node.number = str_format(m->arena, STR_FMT ".%d", STR_ARG(above), ++count);
        number_sections(m, s, s->number);
    }
}

/* Practices stand among the blocks of a lesson and of its sections. */
static void add_practices(struct making *m, struct lesson *l, const struct node *above)
{
    for (const struct node *n = node_child(above, EL_COUNT); n; n = node_next(n, EL_COUNT)) {
        if (n->element == EL_practice)
            *vec_push(m->arena, &l->practices) = add_quiz(m, n, QUIZ_PRACTICE, l->module, l);
        if (n->element == EL_section)
            add_practices(m, l, n);
    }
}

static void add_lesson(struct making *m, struct module *module, const struct node *n)
{
    struct lesson *l = NEW(m->arena, struct lesson);
    *l = (struct lesson){ .id = n->id, .title = title_of(m, n), .node = n, .module = module,
                          .index = m->course->lessons.n,
                          .minutes = number_of(n, AT_duration, 0) };
    *vec_push(m->arena, &module->lessons) = l;
    *vec_push(m->arena, &m->course->lessons) = l;
    l->number = str_format(m->arena, STR_FMT ".%zu", STR_ARG(module->number), module->lessons.n);
    built_of(n)->node.number = l->number;
    built_of(n)->node.is.lesson = l;
    number_sections(m, n, l->number);
    add_objectives(m, n, module, l);
    add_practices(m, l, n);
    l->quiz = add_quiz(m, node_child(n, EL_quiz), QUIZ_LESSON, module, l);
}

static void add_module(struct making *m, const struct node *n)
{
    struct module *module = NEW(m->arena, struct module);
    *module = (struct module){ .id = n->id, .title = title_of(m, n), .node = n,
                               .index = m->course->modules.n };
    *vec_push(m->arena, &m->course->modules) = module;
    module->number = str_format(m->arena, "%zu", m->course->modules.n);
    built_of(n)->node.number = module->number;
    built_of(n)->node.is.module = module;
    add_objectives(m, n, module, NULL);
    for (const struct node *l = node_child(n, EL_lesson); l; l = node_next(l, EL_lesson))
        add_lesson(m, module, l);
    module->quiz = add_quiz(m, node_child(n, EL_quiz), QUIZ_MODULE, module, NULL);
}

struct counts { int figures, tables, equations; };

/* Figures, tables and equations are counted through the whole course. */
static void number_floats(struct making *m, const struct node *n, struct counts *counts)
{
    int *count = n->element == EL_figure ? &counts->figures
               : n->element == EL_table ? &counts->tables
               : n->element == EL_equation ? &counts->equations : NULL;
    if (count)
        built_of(n)->node.number = str_format(m->arena, "%d", ++*count);
    for (const struct node *c = n->first; c; c = c->next)
        number_floats(m, c, counts);
}

/* ------------------------------------------------------------ what refers to other parts */

static const struct condition *condition_of(struct making *m, const struct node *n)
{
    static const struct { enum element element; enum condition_kind kind; } kinds[] = {
        { EL_pages_seen, CONDITION_PAGES }, { EL_quiz_passed, CONDITION_QUIZ },
        { EL_completed, CONDITION_COMPLETED }, { EL_all, CONDITION_ALL }, { EL_any, CONDITION_ANY },
    };
    const struct node *to = node_target(n, AT_ref);
    struct condition *c = NEW(m->arena, struct condition);
    *c = (struct condition){ .node = n, .share = number_of(n, AT_share, 100) };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].element == n->element)
            c->kind = kinds[i].kind;
    if (to && to->element == EL_quiz)
        c->quiz = to->is.quiz;
    if (to && to->element == EL_module)
        c->module = to->is.module;
    if (to && to->element == EL_lesson)
        c->lesson = to->is.lesson;
    if (c->kind == CONDITION_ALL || c->kind == CONDITION_ANY)
        for (const struct node *p = node_child(n, EL_COUNT); p; p = node_next(p, EL_COUNT))
            *vec_push(m->arena, &c->parts) = condition_of(m, p);
    return c;
}

static const struct condition *rule_of(struct making *m, const struct node *above)
{
    const struct node *n = node_child(above, EL_completion);
    n = n ? node_child(n, EL_COUNT) : NULL;
    return n ? condition_of(m, n) : NULL;
}

static void connect_module(struct making *m, const struct module *of)
{
    struct module *module = (struct module *)(uintptr_t)of;
    module->completion = rule_of(m, module->node);
    for (const struct node *n = node_child(module->node, EL_prerequisite); n;
         n = node_next(n, EL_prerequisite))
        if (node_target(n, AT_ref))
            *vec_push(m->arena, &module->prerequisites) = node_target(n, AT_ref)->is.module;
    for (size_t i = 0; i < module->lessons.n; i++)
        ((struct lesson *)(uintptr_t)module->lessons.v[i])->completion =
            rule_of(m, module->lessons.v[i]->node);
}

static void connect_question(struct making *m, const struct question *of)
{
    struct question *q = (struct question *)(uintptr_t)of;
    for (str rest = node_value(q->node, AT_objectives), id; next_word(&rest, &id); ) {
        const struct node *n = course_find(m->course, id);
        if (!n || n->element != EL_objective || !n->is.objective)
            continue;
        *vec_push(m->arena, &q->objectives) = n->is.objective;
        struct objective *o = (struct objective *)(uintptr_t)n->is.objective;
        *vec_push(m->arena, &o->questions) = q;
    }
}

void connect_course(struct making *m)
{
    struct course *c = m->course;
    c->completion = rule_of(m, c->root);
    for (size_t i = 0; i < c->modules.n; i++)
        connect_module(m, c->modules.v[i]);
    for (size_t i = 0; i < c->questions.n; i++)
        connect_question(m, c->questions.v[i]);
    for (size_t i = 0; i < c->objectives.n; i++) {
        const struct node *to = node_target(c->objectives.v[i]->node, AT_supports);
        ((struct objective *)(uintptr_t)c->objectives.v[i])->supports = to ? to->is.objective : NULL;
    }
}

/* ------------------------------------------------------------ the ends of the course */

static void add_release(struct making *m, const struct node *n)
{
    struct release *r = NEW(m->arena, struct release);
    *r = (struct release){ node_value(n, AT_version), node_value(n, AT_date), n };
    *vec_push(m->arena, &m->course->history) = r;
}

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

static void resolve_settings(struct course *c, const struct node *settings)
{
    c->pass_mark = 70;
    c->reports_passed = c->enforces_prerequisites = true;
    c->theme = c->iri = S("");
    if (!settings)
        return;
    c->pass_mark = number_of(settings, AT_pass_mark, 70);
    c->reports_passed = !str_eq(node_value(settings, AT_status), S("completed"));
    c->enforces_prerequisites = !str_eq(node_value(settings, AT_prerequisites), S("advised"));
    c->theme = node_value(settings, AT_theme);
    c->by_module = str_eq(node_value(settings, AT_sco), S("module"));
    c->platform_judges = str_eq(node_value(settings, AT_mastery), S("platform"));
    c->iri = node_value(settings, AT_iri);
}

/* Calls `add` for each `e` in the `list` of the course. */
static void add_each(struct making *m, enum element list, enum element e,
                     void (*add)(struct making *m, const struct node *n))
{
    const struct node *all = node_child(m->course->root, list);
    for (const struct node *n = all ? node_child(all, e) : NULL; n; n = node_next(n, e))
        add(m, n);
}

void resolve_course(struct making *m)
{
    struct course *c = m->course;
    const struct node *root = c->root;
    struct counts counts = { 0 };
    c->id = root->id;
    c->version = node_value(root, AT_version);
    c->lang = node_value(root, AT_xml_lang);
    c->date = node_value(root, AT_date);
    c->title = title_of(m, root);
    resolve_settings(c, node_child(root, EL_settings));
    add_objectives(m, root, NULL, NULL);
    for (const struct node *n = node_child(root, EL_module); n; n = node_next(n, EL_module))
        add_module(m, n);
    c->quiz = add_quiz(m, node_child(root, EL_quiz), QUIZ_COURSE, NULL, NULL);
    add_each(m, EL_history, EL_release, add_release);
    add_each(m, EL_glossary, EL_entry, add_entry);
    add_each(m, EL_bibliography, EL_source, add_source);
    number_floats(m, root, &counts);
}
