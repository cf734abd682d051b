/* Texts go in, which of them say the same comes out: sorted, so that long lists
 * of long texts are no more than that. */
#include <stdlib.h>

#include "course/inside.h"

struct text { str folded; size_t at; };

static int by_text(const void *a, const void *b)
{
    const struct text *x = a, *y = b;
    int c = str_cmp(x->folded, y->folded);
    return c ? c : (x->at > y->at) - (x->at < y->at);
}

static str folded(struct arena *a, str s)
{
    char *to = arena_get(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        to[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] - 'A' + 'a' : s.p[i]);
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
