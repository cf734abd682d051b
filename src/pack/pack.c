#include "pack/pack.h"

#include "pack/rules.h"
#include "render/render.h"

struct packing pack_plan(struct arena *a, const struct course *c, const struct target *t,
                         const struct pack_how *how)
{
    struct packing p = { .course = c, .editions = how->editions,
                         .by_module = how->by_module && t->has_units,
                         .platform_judges = c->platform_judges && !how->moodle,
                         .moodle = how->moodle };
    packing_units(a, &p);
    return p;
}

/* The state of every learner must fit, whatever he or she does. */
static bool state_fits(const struct packing *p, const struct target *t, struct diags *d)
{
    const struct course *c = p->course;
    size_t longest = render_state_longest(c, p->editions, p->by_module);
    if (t->state_most == 0 || longest <= t->state_most)
        return true;
    diag_add(d, &rule_E801, node_place(c->root),
             "To remember %zu lessons, %zu quizzes and the answers to %zu questions takes up to "
             "%zu characters%s; %s keeps %zu.",
             c->lessons.n, c->quizzes.n, c->questions.n, longest,
             p->by_module ? " in the longest module" : "", t->title, t->state_most);
    return false;
}

/* ------------------------------------------------------------- rules */

static const struct module *module_of(const struct condition *c)
{
    return c->lesson ? c->lesson->module : c->module ? c->module : c->quiz ? c->quiz->module : NULL;
}

/* A unit knows what was done in it, not what was done in another. */
static void check_rule(const struct condition *c, const struct module *m, struct diags *d)
{
    if (!c)
        return;
    if (module_of(c) ? module_of(c) != m : c->quiz != NULL)
        diag_add(d, &rule_E802, node_place(c->node), "This rule of the module \"" STR_FMT "\" asks "
                 "for what is done in another, and they are packed as units of their own.",
                 STR_ARG(m->id));
    for (size_t i = 0; i < c->parts.n; i++)
        check_rule(c->parts.v[i], m, d);
}

static bool rules_stay_inside(const struct packing *p, struct diags *d)
{
    size_t before = d->count[GRADE_ERROR];
    for (size_t i = 0; p->by_module && i < p->course->modules.n; i++) {
        const struct module *m = p->course->modules.v[i];
        check_rule(m->completion, m, d);
        for (size_t l = 0; l < m->lessons.n; l++)
            check_rule(m->lessons.v[l]->completion, m, d);
    }
    return d->count[GRADE_ERROR] == before;
}

bool pack_course(const struct course *c, const struct target *t, const struct pack_how *how,
                 struct bundle *out, struct diags *d, struct err *e)
{
    struct packing p = pack_plan(out->arena, c, t, how);
    struct render_how pages = { .store = t->store, .theme = how->theme, .completed = how->moodle,
                                .editions = how->editions, .by_module = p.by_module };
    if (!state_fits(&p, t, d) || !rules_stay_inside(&p, d) || !render_course(c, &pages, out, e))
        return false;
    if (t->finish && !t->finish(&p, out, e))
        return false;
    bundle_sort(out);
    return true;
}
