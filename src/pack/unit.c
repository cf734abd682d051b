/* In: a course. Out: what a platform is told to launch and track. */
#include "pack/unit.h"

static bool is_in(const struct quiz *q, const struct pack_unit *u, const struct packing *p)
{
    return !p->by_module || q->module == u->module;
}

static bool counts(const struct question *q)
{
    return q->quiz->graded && q->points > 0;
}

static bool is_tested(const struct objective *o, const struct pack_unit *u, const struct packing *p)
{
    for (size_t i = 0; i < o->questions.n; i++)
        if (counts(o->questions.v[i]) && is_in(o->questions.v[i]->quiz, u, p))
            return true;
    return false;
}

static void add_objectives(struct arena *a, struct pack_unit *u, const struct packing *p)
{
    for (size_t i = 0; i < p->course->objectives.n; i++) {
        const struct objective *o = p->course->objectives.v[i];
        if (o->id.n > 0 && is_tested(o, u, p))
            *vec_push(a, &u->objectives) = o;
    }
}

static void count(struct pack_unit *u, const struct packing *p)
{
    const struct course *c = p->course;
    for (size_t i = 0; i < c->lessons.n; i++)
        u->pages += !p->by_module || c->lessons.v[i]->module == u->module;
    for (size_t i = 0; i < c->quizzes.n; i++) {
        const struct quiz *q = c->quizzes.v[i];
        if (!is_in(q, u, p))
            continue;
        u->pages += q->lesson == NULL;
        u->points += q->graded ? q->points : 0;
    }
}

static str page_of(struct arena *a, str id)
{
    return str_cat(a, id, S(".html"));
}

static void add_course(struct arena *a, struct pack_unit *u, const struct packing *p)
{
    const struct course *c = p->course;
    u->id = str_cat(a, c->id, S(".item"));
    u->href = S("index.html");
    u->title = c->root;
    for (size_t i = 0; i < c->modules.n; i++)
        *vec_push(a, &u->done) = c->modules.v[i];
}

static void add_module(struct arena *a, struct pack_unit *u, const struct module *m)
{
    u->id = m->id;
    u->href = page_of(a, m->lessons.v[0]->id);
    u->title = m->node;
    u->module = m;
    *vec_push(a, &u->done) = m;
}

static void add_test(struct arena *a, struct pack_unit *u, const struct quiz *q)
{
    u->id = q->id;
    u->href = page_of(a, q->id);
    u->title = q->node;
}

/* Marks by index the modules that have to be done before those that m asks for. Prerequisites
 * come before what needs them, so one look at each, from behind, is enough. */
static bool *mark_implied(struct arena *a, const struct course *c, const struct module *m)
{
    bool *implied = NEW_N(a, bool, c->modules.n), *asked = NEW_N(a, bool, c->modules.n);
    for (size_t i = 0; i < m->prerequisites.n; i++)
        asked[m->prerequisites.v[i]->index] = true;
    for (size_t i = m->index; i-- > 0; ) {
        const struct module *before = c->modules.v[i];
        for (size_t k = 0; (asked[i] || implied[i]) && k < before->prerequisites.n; k++)
            implied[before->prerequisites.v[k]->index] = true;
    }
    return implied;
}

static void add_needs(struct arena *a, struct pack_unit *u, const struct course *c,
                      const struct pack_unit *units)
{
    const struct module *m = u->module;
    if (!m || m->prerequisites.n == 0)
        return;
    struct arena *scratch = arena_new();
    const bool *implied = mark_implied(scratch, c, m);
    for (size_t i = 0; i < m->prerequisites.n; i++)
        if (!implied[m->prerequisites.v[i]->index])
            *vec_push(a, &u->needs) = &units[m->prerequisites.v[i]->index];
    arena_free(scratch);
}

void packing_units(struct arena *a, struct packing *p)
{
    const struct course *c = p->course;
    struct pack_unit *units = NEW_N(a, struct pack_unit, c->modules.n + 1);
    size_t n = 0;
    for (size_t i = 0; p->by_module && i < c->modules.n; i++)
        add_module(a, &units[n++], c->modules.v[i]);
    if (!p->by_module)
        add_course(a, &units[n++], p);
    else if (c->quiz)
        add_test(a, &units[n++], c->quiz);
    for (size_t i = 0; i < n; i++) {
        count(&units[i], p);
        add_objectives(a, &units[i], p);
        if (p->by_module && c->enforces_prerequisites)
            add_needs(a, &units[i], c, units);
    }
    p->units = units;
    p->nunits = n;
}

/* "first" of "first.html" and "first.fr.html"; "" of what is no page */
static str stem(str path)
{
    bool page = str_ends(path, S(".html")) && str_find(path, S("/")) == path.n;
    return page ? str_head(path, str_find(path, S("."))) : S("");
}

const struct pack_unit *packing_owner(const struct packing *p, str path)
{
    if (!p->by_module)
        return &p->units[0];
    const struct node *n = course_find(p->course, stem(path));
    const struct module *m;
    if (!n)
        return NULL;
    if (n->element == EL_lesson)
        m = n->is.lesson->module;
    else if (n->element == EL_quiz)
        m = n->is.quiz->module;
    else
        return NULL;
    return m ? &p->units[m->index] : &p->units[p->nunits - 1];
}
