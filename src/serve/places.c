/*
 * Sorted findings and a course go in, a page for each comes out. The elements
 * of one file stand in the order of its lines, so one walk over the course
 * passes every finding once: it belongs to the last element that begins before.
 */
#include "serve/places.h"

struct stretch {                          /* the findings of one file */
    str file;
    size_t next, end;
    const struct node *last;              /* seen in this file */
};

struct placing {
    struct arena *arena;
    const struct diags *diags;
    const struct node **of;               /* each finding */
    VEC(struct stretch) files;
    const str *file;                      /* of the node before, */
    struct stretch *stretch;              /* and its findings; NULL: none */
};

static void find_stretches(struct placing *p)
{
    for (size_t i = 0; i < p->diags->list.n; i++) {
        str file = p->diags->list.v[i].at.file;
        struct stretch *last = p->files.n ? &p->files.v[p->files.n - 1] : NULL;
        if (last && str_eq(last->file, file))
            last->end = i + 1;
        else
            *vec_push(p->arena, &p->files) = (struct stretch){ .file = file, .next = i, .end = i + 1 };
    }
}

static struct stretch *stretch_of(struct placing *p, const str *file)
{
    if (p->file == file)
        return p->stretch;
    p->file = file;
    p->stretch = NULL;
    for (size_t i = 0; i < p->files.n; i++)
        if (str_eq(p->files.v[i].file, *file))
            p->stretch = &p->files.v[i];
    return p->stretch;
}

static void settle(struct placing *p, struct stretch *s, int before)
{
    for (; s->next < s->end && p->diags->list.v[s->next].at.line < before; s->next++)
        p->of[s->next] = s->last;
}

static const struct node *after(const struct node *n)
{
    if (n->first)
        return n->first;
    while (n && !n->next)
        n = n->parent;
    return n ? n->next : NULL;
}

static void walk(struct placing *p, const struct node *top)
{
    for (const struct node *n = top; n; n = after(n)) {
        struct stretch *s = stretch_of(p, n->file);
        if (!s)
            continue;
        settle(p, s, n->line);
        s->last = n;
    }
    for (size_t i = 0; i < p->files.n; i++)
        settle(p, &p->files.v[i], INT32_MAX);
}

const str *places_of(struct arena *a, const struct course *c, const struct render *r,
                     const struct diags *d)
{
    struct placing p = { .arena = a, .diags = d, .of = NEW_N(a, const struct node *, d->list.n) };
    str *pages = NEW_N(a, str, d->list.n);
    find_stretches(&p);
    walk(&p, c->root);
    for (size_t i = 0; i < d->list.n; i++) {
        str place = p.of[i] ? render_place(r, a, p.of[i]) : S("");
        pages[i] = str_cut(&place, '#');
    }
    return pages;
}
