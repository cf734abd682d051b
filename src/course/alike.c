/* Texts go in, which of them say the same comes out: sorted, so that long lists
 * of long texts are no more than that. */
#include <stdlib.h>
#include <string.h>

#include "course/inside.h"
#include "intl/text.h"

struct text { str folded; size_t at; };

static int by_text(const void *a, const void *b)
{
    const struct text *x = a, *y = b;
    int c = str_cmp(x->folded, y->folded);
    return c ? c : (x->at > y->at) - (x->at < y->at);
}

enum { SYMBOL = 3 };                      /* bytes: mm and Mm, mPa and MPa are two things */

/* Sentences may begin with a capital or not; other capitals tell things apart. */
static str folded(struct arena *a, str s)
{
    if (s.n <= SYMBOL || s.p[0] < 'A' || s.p[0] > 'Z')
        return s;
    char *to = arena_get(a, s.n);
    memcpy(to, s.p, s.n);
    to[0] = (char)(s.p[0] - 'A' + 'a');
    return (str){ to, s.n };
}

const size_t *first_alike(struct arena *a, const str *texts, size_t n)
{
    size_t *first = NEW_N(a, size_t, n);
    struct arena_mark scratch = arena_mark(a);
    struct text *all = NEW_N(a, struct text, n);
    for (size_t i = 0; i < n; i++)
        all[i] = (struct text){ folded(a, texts[i]), i };
    qsort(all, n, sizeof *all, by_text);
    for (size_t i = 0; i < n; i++) {
        bool alike = i > 0 && all[i].folded.n > 0 && str_eq(all[i].folded, all[i - 1].folded);
        first[all[i].at] = alike ? first[all[i - 1].at] : all[i].at;
    }
    arena_rewind(a, scratch);
    return first;
}

/* Elements that show something and hold no characters of their own. */
static void put_shown(struct buf *b, const struct node *n)
{
    if (n->element == EL_chars || n->element == EL_math)
        buf_put(b, n->text);
    if (n->element == EL_quantity || n->element == EL_figure || n->element == EL_xref)
        for (size_t i = 0; i < n->nattrs; i++) {
            buf_byte(b, ' ');
            buf_put(b, n->attrs[i].value);
        }
    for (const struct node *c = n->first; c; c = c->next)
        put_shown(b, c);
}

str compared_text(struct arena *a, const struct node *n)
{
    struct buf b = buf_new(a);
    if (n)
        put_shown(&b, n);
    return intl_title(a, buf_str(&b));
}
