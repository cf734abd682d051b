#include "base/near.h"

enum { LEAST_PREFIX = 2 };

/* A third of the letters may be wrong, but no more than three. */
static int most_wrong(str typed)
{
    return typed.n < 3 ? 1 : typed.n < 9 ? 2 : 3;
}

struct near near_to(str typed)
{
    return (struct near){ .typed = typed, .distance = most_wrong(typed) + 1 };
}

void near_offer(struct near *n, str name)
{
    int distance = str_distance(n->typed, name, most_wrong(n->typed));
    if (n->typed.n >= LEAST_PREFIX && str_starts(name, n->typed))
        distance = 1;
    if (str_eq_nocase(name, n->typed))
        distance = 0;
    if (distance < n->distance && (size_t)distance < name.n) {
        n->distance = distance;
        n->best = name;
    }
}
