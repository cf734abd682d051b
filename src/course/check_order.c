/*
 * Whether learners can get through: modules ask only for what comes before, and
 * nothing waits for itself; and objectives serve those above them.
 */
#include <string.h>

#include "base/date.h"
#include "course/inside.h"

static struct place at(struct making *m, const struct node *n)
{
    return said_at_node(m, n);
}

/* ------------------------------------------------------------ prerequisites */

static void check_prerequisites(struct making *m, const struct module *module)
{
    for (const struct node *n = node_child(module->node, EL_prerequisite); n;
         n = node_next(n, EL_prerequisite)) {
        const struct node *to = node_target(n, AT_ref);
        if (to && to->is.module && to->is.module->index >= module->index)
            diag_add(m->diags, &course_rule_E414, at(m, n), "\"" STR_FMT "\" %s.", STR_ARG(to->id),
                     to == module->node ? "is this module itself" : "comes later");
    }
}

/* ------------------------------------------------------------ completion */

struct scope { const char *name; bool graded; };      /* graded: there is such a quiz in it */

static bool is_graded(const struct quiz *q)
{
    return q && q->graded;
}

static bool has_graded(const struct module *module)
{
    bool has = is_graded(module->quiz);
    for (size_t i = 0; i < module->lessons.n && !has; i++)
        has = is_graded(module->lessons.v[i]->quiz);
    return has;
}

static void check_quiz_passed(struct making *m, const struct condition *c, const struct scope *s)
{
    bool lost = node_attr(c->node, AT_ref) && !c->quiz;      /* said where it was looked up */
    bool graded = c->quiz ? c->quiz->graded : s->graded;
    if (graded || lost || !m->whole || m->skipped_ids.n)
        return;
    if (c->quiz)
        diag_add(m->diags, &course_rule_E232, at(m, c->node), "The quiz \"" STR_FMT "\" is not "
                 "graded, so it cannot be passed.", STR_ARG(c->quiz->id));
    else
        diag_add(m->diags, &course_rule_E232, at(m, c->node), "No quiz in this %s is graded.",
                 s->name);
}

static void check_condition(struct making *m, const struct condition *c, const struct scope *s)
{
    bool many = c->kind == CONDITION_ALL || c->kind == CONDITION_ANY;
    if (c->kind == CONDITION_QUIZ)
        check_quiz_passed(m, c, s);
    if (many && c->parts.n == 1 && !is_cut(c->node))
        diag_add(m->diags, &course_rule_E231, at(m, c->node), "<%s> holds one condition.",
                 element_name(c->node->element));
    for (size_t i = 0; i < c->parts.n; i++)
        check_condition(m, c->parts.v[i], s);
}

static void check_completions(struct making *m)
{
    const struct course *c = m->course;
    if (c->completion)
        check_condition(m, c->completion, &(struct scope){ "course", c->points > 0 });
    for (size_t i = 0; i < c->modules.n; i++) {
        const struct module *module = c->modules.v[i];
        if (module->completion)
            check_condition(m, module->completion,
                            &(struct scope){ "module", has_graded(module) });
    }
    for (size_t i = 0; i < c->lessons.n; i++) {
        const struct lesson *l = c->lessons.v[i];
        if (l->completion)
            check_condition(m, l->completion, &(struct scope){ "lesson", is_graded(l->quiz) });
    }
}

/* ------------------------------------------------------------ circles */

/*
 * What waits for what: a module for the targets of its <completed>, or without
 * a rule for its lessons; a lesson for its targets and for the door of its
 * module; a door for the prerequisites. What <any> offers is not waited for.
 * What waits for nothing is taken away, and what nothing waits for, until
 * nothing changes: what is left goes in circles.
 */
struct wait { size_t from, to; const struct condition *by; };    /* by NULL: the structure */

struct waits {
    struct arena *arena;
    const struct course *course;
    VEC(struct wait) list;
};

static size_t of_module(const struct module *module)
{
    return module->index;
}

static size_t of_door(const struct waits *w, const struct module *module)
{
    return w->course->modules.n + module->index;
}

static size_t of_lesson(const struct waits *w, const struct lesson *l)
{
    return 2 * w->course->modules.n + l->index;
}

static void add_wait(struct waits *w, size_t from, size_t to, const struct condition *by)
{
    *vec_push(w->arena, &w->list) = (struct wait){ from, to, by };
}

static void add_condition(struct waits *w, size_t from, const struct condition *c)
{
    if (c->kind == CONDITION_COMPLETED && c->module)
        add_wait(w, from, of_module(c->module), c);
    if (c->kind == CONDITION_COMPLETED && c->lesson)
        add_wait(w, from, of_lesson(w, c->lesson), c);
    for (size_t i = 0; c->kind == CONDITION_ALL && i < c->parts.n; i++)
        add_condition(w, from, c->parts.v[i]);
}

static void add_module(struct waits *w, const struct module *module)
{
    if (module->completion)
        add_condition(w, of_module(module), module->completion);
    for (size_t i = 0; i < module->prerequisites.n; i++)
        if (module->prerequisites.v[i]->index < module->index)
            add_wait(w, of_door(w, module), of_module(module->prerequisites.v[i]), NULL);
    for (size_t i = 0; i < module->lessons.n; i++) {
        const struct lesson *l = module->lessons.v[i];
        add_wait(w, of_lesson(w, l), of_door(w, module), NULL);
        if (l->completion)
            add_condition(w, of_lesson(w, l), l->completion);
        if (!module->completion)
            add_wait(w, of_module(module), of_lesson(w, l), NULL);
    }
}

static size_t end_of(const struct wait *w, bool back)
{
    return back ? w->to : w->from;
}

/* Takes away what waits for nothing that is left; `back`: what nothing left
 * waits for. gone[] is of the n that wait. */
static void peel(const struct waits *w, bool *gone, size_t n, bool back)
{
    size_t *count = NEW_N(w->arena, size_t, n), *first = NEW_N(w->arena, size_t, n + 1);
    size_t *by_target = NEW_N(w->arena, size_t, w->list.n + 1), *queue = NEW_N(w->arena, size_t, n + 1);
    size_t waiting = 0;
    for (size_t i = 0; i < w->list.n; i++) {
        const struct wait *one = &w->list.v[i];
        count[end_of(one, back)] += !gone[end_of(one, !back)];
        first[end_of(one, !back)]++;
    }
    for (size_t i = 0, sum = 0; i <= n; i++) {
        size_t here = i < n ? first[i] : 0;
        first[i] = sum;
        sum += here;
    }
    size_t *next = NEW_N(w->arena, size_t, n + 1);
    memcpy(next, first, (n + 1) * sizeof *next);
    for (size_t i = 0; i < w->list.n; i++)
        by_target[next[end_of(&w->list.v[i], !back)]++] = i;
    for (size_t i = 0; i < n; i++)
        if (!gone[i] && count[i] == 0)
            queue[waiting++] = i;
    while (waiting > 0) {
        size_t one = queue[--waiting];
        gone[one] = true;
        for (size_t i = first[one]; i < first[one + 1]; i++) {
            size_t other = end_of(&w->list.v[by_target[i]], back);
            if (--count[other] == 0 && !gone[other])
                queue[waiting++] = other;
        }
    }
}

static void check_circles(struct making *m)
{
    const struct course *c = m->course;
    struct waits w = { .arena = m->arena, .course = c };
    for (size_t i = 0; i < c->modules.n; i++)
        add_module(&w, c->modules.v[i]);
    size_t n = 2 * c->modules.n + c->lessons.n;
    bool *gone = NEW_N(m->arena, bool, n + 1);
    peel(&w, gone, n, false);
    peel(&w, gone, n, true);
    for (size_t i = 0; i < w.list.n; i++) {
        const struct wait *one = &w.list.v[i];
        if (!one->by || gone[one->from] || gone[one->to])
            continue;
        diag_add(m->diags, &course_rule_E415, at(m, one->by->node), "\"" STR_FMT "\" can only be "
                 "completed after this.", STR_ARG(node_value(one->by->node, AT_ref)));
        return;                           /* one mistake, though it goes round */
    }
}

/* ------------------------------------------------------------ objectives */

static bool is_above(const struct objective *high, const struct objective *low)
{
    if (!high->module)
        return low->module != NULL;
    return !high->lesson && low->lesson && high->module == low->module;
}

static void check_objective(struct making *m, const struct objective *o)
{
    if (!o->supports || is_above(o->supports, o))
        return;
    if (!o->module)
        diag_add(m->diags, &course_rule_E416, at(m, o->node), "This is an objective of the course; "
                 "there is none above it.");
    else
        diag_add(m->diags, &course_rule_E416, at(m, o->node), "\"" STR_FMT "\" is not an objective "
                 "of %s.", STR_ARG(o->supports->id),
                 o->lesson ? "the module of this lesson or of the course" : "the course");
}

static void check_history(struct making *m)
{
    const struct course *c = m->course;
    day before, after;
    for (size_t i = 1; i < c->history.n; i++)
        if (date_read_day(c->history.v[i - 1]->date, &before)
            && date_read_day(c->history.v[i]->date, &after) && after > before)
            diag_add(m->diags, &course_rule_W233, node_place(c->history.v[i]->node), "The release of "
                     STR_FMT " stands behind that of " STR_FMT ".",
                     STR_ARG(shown(m->arena, c->history.v[i]->date)),
                     STR_ARG(shown(m->arena, c->history.v[i - 1]->date)));
}

void check_order(struct making *m)
{
    const struct course *c = m->course;
    for (size_t i = 0; i < c->modules.n; i++)
        check_prerequisites(m, c->modules.v[i]);
    for (size_t i = 0; i < c->objectives.n; i++)
        check_objective(m, c->objectives.v[i]);
    check_completions(m);
    check_circles(m);
    check_history(m);
}
