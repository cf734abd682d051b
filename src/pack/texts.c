/* In: an element in the first language. Out: its words in all. */
#include "pack/texts.h"

str texts_cut(struct arena *a, str text, size_t most)
{
    size_t count = 0, cut = 0;
    for (str rest = text; rest.n > 0; count++) {
        if (count == most - 1)
            cut = text.n - rest.n;
        (void)str_code_point(&rest);
    }
    return count <= most ? text : str_cat(a, str_trim(str_head(text, cut)), S("…"));
}

/* The same place in the tree of another language: only what passages hold differs, and no
 * text of a manifest is part of a passage. */
static const struct node *counterpart(const struct node *n, const struct course *c)
{
    if (!n->parent)
        return c->root;
    const struct node *in = counterpart(n->parent, c), *out = in ? in->first : NULL;
    for (const struct node *before = n->parent->first; out && before != n; before = before->next)
        out = out->next;
    return out && out->element == n->element ? out : NULL;
}

static bool is_borrowed(const struct node *n)
{
    const struct node *in = node_child(n, EL_COUNT);
    return n->borrowed || (in && in->borrowed);
}

/* Blocks may stand side by side without a blank between them. */
static str words(struct arena *a, const struct node *n)
{
    const struct node *in = node_child(n, EL_COUNT);
    if (!in || !element_is_block(in->element))
        return node_text(a, n);
    str all = node_text(a, in);
    while ((in = node_next(in, EL_COUNT)))
        all = str_cat(a, all, S(" "), node_text(a, in));
    return all;
}

struct texts texts_of(struct arena *a, const struct packing *p, const struct node *n, size_t most)
{
    struct texts all = { 0 };
    for (size_t i = 0; n && i < p->editions.n; i++) {
        const struct course *c = p->editions.v[i];
        const struct node *here = counterpart(n, c);
        if (!here || (i > 0 && is_borrowed(here)))
            continue;
        str text = texts_cut(a, words(a, here), most);
        if (text.n > 0)
            *vec_push(a, &all) = (struct text){ c->lang, text };
    }
    return all;
}
