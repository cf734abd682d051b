/* In: a course in its units. Out: how much of it is of some kind. */
#include "pack/losses.h"

static void add(struct lost *out, const struct node *n)
{
    if (out->n++ == 0)
        out->first = n;
}

/* ----------------------------------------------------------- questions */

static void add_questions(const struct packing *p, struct lost *out,
                          bool (*is)(const struct question *q))
{
    for (size_t i = 0; i < p->course->questions.n; i++)
        if (is(p->course->questions.v[i]))
            add(out, p->course->questions.v[i]->node);
}

static bool any(const struct question *q) { return q->node != NULL; }

static bool has_unit(const struct question *q)
{
    for (size_t i = 0; i < q->expected.n; i++)
        if (q->expected.v[i].unit.n > 0)
            return true;
    return false;
}

static bool has_limits(const struct question *q)
{
    for (size_t i = 0; i < q->expected.n; i++)
        if (q->expected.v[i].tolerance != TOLERANCE_NONE)
            return true;
    return has_unit(q);
}

enum { FILL_IN = 255 };                   /* CMIString255: student_response of SCORM 1.2 */

static bool is_long(const struct question *q)
{
    return q->kind == QUESTION_FREE_TEXT && q->length > FILL_IN;
}

static bool has_gaps(const struct question *q) { return q->gaps.n > 1; }
static bool has_points(const struct question *q) { return q->points > 1; }

static bool is_partly(const struct question *q)
{
    if (q->points == 0)
        return false;
    for (size_t i = 0; i < q->expected.n; i++)
        if (q->expected.v[i].share > 0 && q->expected.v[i].share < 100)
            return true;
    return q->partial || q->kind == QUESTION_MATCHING || q->kind == QUESTION_ORDERING || has_gaps(q);
}

static bool is_spelt(const struct question *q)
{
    for (size_t i = 0; i < q->gaps.n; i++)
        if (q->gaps.v[i].exact_case || q->gaps.v[i].exact_accents)
            return true;
    return q->exact_case || q->exact_accents;
}

void lost_questions(const struct packing *p, struct lost *out) { add_questions(p, out, any); }
void lost_units(const struct packing *p, struct lost *out) { add_questions(p, out, has_unit); }
void lost_limits(const struct packing *p, struct lost *out) { add_questions(p, out, has_limits); }
void lost_long_answers(const struct packing *p, struct lost *out) { add_questions(p, out, is_long); }
void lost_gaps(const struct packing *p, struct lost *out) { add_questions(p, out, has_gaps); }
void lost_partial(const struct packing *p, struct lost *out) { add_questions(p, out, is_partly); }
void lost_points(const struct packing *p, struct lost *out) { add_questions(p, out, has_points); }
void lost_spelling(const struct packing *p, struct lost *out) { add_questions(p, out, is_spelt); }

/* ---------------------------------------------------------- the course */

/* The settings where there are some: that is what an author would change. */
static const struct node *settings(const struct packing *p)
{
    const struct node *n = node_child(p->course->root, EL_settings);
    return n ? n : p->course->root;
}

void lost_everything(const struct packing *p, struct lost *out)
{
    add(out, p->course->root);
}

void lost_done(const struct packing *p, struct lost *out)
{
    if (p->course->points > 0 && p->course->reports_passed && !p->moodle)
        add(out, settings(p));
}

void lost_open(const struct packing *p, struct lost *out)
{
    if (p->course->points > 0 && !p->course->reports_passed)
        add(out, settings(p));
}

void lost_failed(const struct packing *p, struct lost *out)
{
    if (p->moodle && p->course->reports_passed && p->course->points > 0)
        add(out, settings(p));
}

void lost_mastery(const struct packing *p, struct lost *out)
{
    if (p->course->platform_judges && !p->platform_judges)
        add(out, settings(p));
}

void lost_objectives(const struct packing *p, struct lost *out)
{
    for (size_t i = 0; i < p->course->objectives.n; i++) {
        const struct objective *o = p->course->objectives.v[i];
        if (o->id.n > 0 && o->questions.n > 0)
            add(out, o->node);
    }
}

void lost_supports(const struct packing *p, struct lost *out)
{
    for (size_t i = 0; i < p->course->objectives.n; i++)
        if (p->course->objectives.v[i]->supports)
            add(out, p->course->objectives.v[i]->node);
}

void lost_languages(const struct packing *p, struct lost *out)
{
    for (size_t i = 1; i < p->editions.n; i++)
        add(out, p->course->root);
}

/* --------------------------------------------------------------- units */

static void add_prerequisites(const struct packing *p, struct lost *out)
{
    for (size_t i = 0; i < p->course->modules.n; i++)
        for (const struct node *n = node_child(p->course->modules.v[i]->node, EL_prerequisite); n;
             n = node_next(n, EL_prerequisite))
            add(out, n);
}

void lost_prerequisites(const struct packing *p, struct lost *out)
{
    if (p->by_module && p->course->enforces_prerequisites)
        add_prerequisites(p, out);
}

void lost_advice(const struct packing *p, struct lost *out)
{
    if (p->by_module && !p->course->enforces_prerequisites)
        add_prerequisites(p, out);
}

void lost_pass_mark(const struct packing *p, struct lost *out)
{
    size_t graded = 0;
    for (size_t i = 0; i < p->nunits; i++)
        graded += p->units[i].points > 0;
    if (p->by_module && graded > 1)
        add(out, settings(p));
}

void lost_completion(const struct packing *p, struct lost *out)
{
    if (p->by_module && p->course->completion)
        add(out, node_child(p->course->root, EL_completion));
}

static const struct module *module_of(const struct node *n)
{
    while (n && n->element != EL_module)
        n = n->parent;
    return n ? n->is.module : NULL;
}

/* Glossary and bibliography are nobody's; a module as a whole is told about on the overview. */
static bool leads_away(const struct node *from, const struct node *to)
{
    const struct module *m = to ? module_of(to) : NULL;
    return m && to->element != EL_module && m != module_of(from);
}

static void add_links(const struct node *n, struct lost *out)
{
    if (n->element == EL_xref && leads_away(n, node_target(n, AT_ref)))
        add(out, n);
    for (const struct node *in = n->first; in; in = in->next)
        add_links(in, out);
}

void lost_links(const struct packing *p, struct lost *out)
{
    if (p->by_module)
        add_links(p->course->root, out);
}
