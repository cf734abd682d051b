#include "course/facts.h"

#include <stdlib.h>

#include "base/fs.h"
#include "course/html.h"
#include "course/inside.h"

enum { HTML_BYTES = 4 << 20 };

/* ------------------------------------------------------------ links */

struct met { str address; struct place place; size_t order; };
typedef VEC(struct met) meetings;

static void meet(struct arena *a, meetings *all, str address, struct place place)
{
    *vec_push(a, all) = (struct met){ address, place, all->n };
}

static void collect_page(struct arena *a, const struct node *n, meetings *all)
{
    const struct media *page = node_media(n, AT_src);
    struct err ignored = { 0 };
    str bytes;
    if (!page || !fs_read(a, page->disk.p, HTML_BYTES, &bytes, &ignored))
        return;
    const struct html_references found = html_references(a, bytes);
    for (size_t i = 0; i < found.n; i++)
        if (html_is_outside(found.v[i].value))
            meet(a, all, found.v[i].value, (struct place){ .file = page->disk,
                 .line = found.v[i].line, .column = found.v[i].column });
}

static void collect(struct arena *a, const struct node *n, meetings *all)
{
    str href = node_value(n, AT_href);
    if (href.n > 0)
        meet(a, all, href, node_place(n));
    if (n->element == EL_interactive)
        collect_page(a, n, all);
    for (const struct node *c = n->first; c; c = c->next)
        collect(a, c, all);
}

static int by_address(const void *left, const void *right)
{
    const struct met *x = left, *y = right;
    int c = str_cmp(x->address, y->address);
    return c ? c : (x->order > y->order) - (x->order < y->order);
}

static int by_order(const void *left, const void *right)
{
    const struct met *x = left, *y = right;
    return (x->order > y->order) - (x->order < y->order);
}

struct outside_links course_links(struct arena *a, const struct course *c)
{
    meetings all = { 0 }, firsts = { 0 };
    struct outside_links links = { 0 };
    collect(a, c->root, &all);
    if (all.n == 0)
        return links;
    size_t *uses = NEW_N(a, size_t, all.n);
    qsort(all.v, all.n, sizeof *all.v, by_address);
    for (size_t i = 0; i < all.n; i++) {
        bool again = firsts.n && str_eq(firsts.v[firsts.n - 1].address, all.v[i].address);
        if (!again)
            *vec_push(a, &firsts) = all.v[i];
        uses[firsts.v[firsts.n - 1].order]++;
    }
    qsort(firsts.v, firsts.n, sizeof *firsts.v, by_order);
    for (size_t i = 0; i < firsts.n; i++)
        *vec_push(a, &links) = (struct outside_link){ firsts.v[i].address, firsts.v[i].place,
                                                      uses[firsts.v[i].order] };
    return links;
}

/* ------------------------------------------------------------ facts */

static void look_at_fact(const struct node *n, day today, struct diags *d)
{
    struct arena *a = arena_new();
    struct buf b = buf_new(a);
    day until;
    if (date_read_day(node_value(n, AT_valid_until), &until) && until < today) {
        date_put_day(&b, until);
        diag_add(d, &course_rule_W750, node_place(n), "\"" STR_FMT "\" was sure until " STR_FMT ".",
                 STR_ARG(shown(a, node_text(a, n))), STR_ARG(buf_str(&b)));
    }
    arena_free(a);
}

static void walk(const struct node *n, day today, struct diags *d)
{
    if (n->element == EL_fact)
        look_at_fact(n, today, d);
    for (const struct node *c = n->first; c; c = c->next)
        walk(c, today, d);
}

void course_check_facts(const struct course *c, day today, struct diags *d)
{
    walk(c->root, today, d);
}
