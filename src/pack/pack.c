#include "pack/pack.h"

#include "pack/rules.h"
#include "render/render.h"

/* The state of every learner must fit, whatever he or she does. */
static bool state_fits(const struct course *c, const struct target *t, struct editions editions,
                       struct diags *d)
{
    size_t longest = render_state_longest(c, editions, false);
    if (t->state_most == 0 || longest <= t->state_most)
        return true;
    diag_add(d, &rule_E801, node_place(c->root),
             "To remember %zu lessons, %zu quizzes and the answers to %zu questions takes up to "
             "%zu characters; %s keeps %zu.",
             c->lessons.n, c->quizzes.n, c->questions.n, longest, t->title, t->state_most);
    return false;
}

bool pack_course(const struct course *c, const struct target *t, const struct pack_how *how,
                 struct bundle *out, struct diags *d, struct err *e)
{
    struct render_how pages = { .store = t->store, .theme = how->theme,
                                .completed = how->completed, .editions = how->editions };
    if (!state_fits(c, t, how->editions, d) || !render_course(c, &pages, out, e))
        return false;
    if (t->finish && !t->finish(c, out, e))
        return false;
    bundle_sort(out);
    return true;
}
