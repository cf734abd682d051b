/* Looking at a course: what course.h promises about nodes, and what this floor adds. */
#include <string.h>

#include "course/inside.h"

const struct attr *node_attr(const struct node *n, enum attribute a)
{
    for (size_t i = 0; i < n->nattrs; i++)
        if (n->attrs[i].name == a)
            return &n->attrs[i];
    return NULL;
}

str node_value(const struct node *n, enum attribute a)
{
    const struct attr *at = node_attr(n, a);
    return at ? at->value : S("");
}

static bool is_path(enum attribute a)
{
    return a == AT_src || a == AT_poster;
}

const struct node *node_target(const struct node *n, enum attribute a)
{
    const struct attr *at = is_path(a) ? NULL : node_attr(n, a);
    return at ? at->target : NULL;
}

const struct media *node_media(const struct node *n, enum attribute a)
{
    const struct attr *at = is_path(a) ? node_attr(n, a) : NULL;
    return at ? at->media : NULL;
}

static const struct node *from(const struct node *n, enum element e)
{
    while (n && (e == EL_COUNT ? n->element == EL_chars : n->element != e))
        n = n->next;
    return n;
}

const struct node *node_child(const struct node *n, enum element e)
{
    return from(n->first, e);
}

const struct node *node_next(const struct node *n, enum element e)
{
    return from(n->next, e);
}

static void put_spaced(struct buf *b, str text, bool *space)
{
    for (size_t i = 0; i < text.n; i++) {
        if (strchr(" \t\r\n", text.p[i])) {
            *space = true;
            continue;
        }
        if (*space && b->n > 0)
            buf_byte(b, ' ');
        *space = false;
        buf_byte(b, text.p[i]);
    }
}

static void put_text(struct buf *b, const struct node *n, bool *space)
{
    if (n->element == EL_chars)
        put_spaced(b, n->text, space);
    if (n->element == EL_math)
        put_spaced(b, node_value(n, AT_alttext).n ? node_value(n, AT_alttext) : n->text, space);
    if (n->element == EL_quantity) {
        put_spaced(b, node_value(n, AT_value), space);
        *space = true;
        put_spaced(b, node_value(n, AT_unit), space);
    }
    for (const struct node *c = n->first; c; c = c->next)
        put_text(b, c, space);
    if (element_is_block(n->element))
        *space = true;
}

str node_text(struct arena *a, const struct node *n)
{
    struct buf b = buf_new(a);
    bool space = false;
    put_text(&b, n, &space);
    buf_byte(&b, 0);
    return (str){ b.p, b.n - 1 };
}

struct place node_place(const struct node *n)
{
    return (struct place){ .file = *n->file, .line = n->line, .column = n->column };
}

bool is_true(str s)
{
    return str_eq(s, S("true")) || str_eq(s, S("1"));
}

int number_of(const struct node *n, enum attribute a, int otherwise)
{
    int64_t i;
    const struct attr *at = node_attr(n, a);
    return at && str_int(at->value, &i) && i >= 0 && i <= 6000 ? (int)i : otherwise;
}

str title_of(struct making *m, const struct node *n)
{
    const struct node *title = node_child(n, EL_title);
    return title ? str_dup(m->arena, node_text(m->scratch, title)) : S("");
}

bool next_word(str *rest, str *word)
{
    *rest = str_trim(*rest);
    size_t n = 0;
    while (n < rest->n && !strchr(" \t\r\n", rest->p[n]))
        n++;
    *word = str_head(*rest, n);
    *rest = str_from(*rest, n);
    return n > 0;
}

/* Nodes of one file, built one after the other, share its name. */
const str *file_of(struct making *m, str file)
{
    if (!m->file || m->file_seen != file.p) {
        str *f = NEW(m->arena, str);
        *f = str_dup(m->arena, file);
        m->file = f;
        m->file_seen = file.p;
    }
    return m->file;
}
