#include "pack/pack.h"

#include "pack/rules.h"
#include "render/render.h"

struct packing pack_plan(struct arena *a, const struct course *c, const struct target *t,
                         const struct pack_how *how)
{
    struct packing p = { .course = c, .editions = how->editions,
                         .by_module = how->by_module && t->has_units,
                         .platform_judges = c->platform_judges && !how->moodle };
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

bool pack_course(const struct course *c, const struct target *t, const struct pack_how *how,
                 struct bundle *out, struct diags *d, struct err *e)
{
    struct packing p = pack_plan(out->arena, c, t, how);
    struct render_how pages = { .store = t->store, .theme = how->theme, .completed = how->moodle,
                                .editions = how->editions, .by_module = p.by_module };
    if (!state_fits(&p, t, d) || !render_course(c, &pages, out, e))
        return false;
    if (t->finish && !t->finish(&p, out, e))
        return false;
    bundle_sort(out);
    return true;
}
