#include "package/diff_inside.h"

void diff_add(struct arena *a, diff_entries *to, struct diff_entry entry)
{
    *vec_push(a, to) = entry;
}

str diff_differing(struct arena *a, const struct diff_field *fields, size_t n)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < n; i++)
        if (!str_eq(fields[i].old, fields[i].new))
            buf_printf(&b, "%s%s", b.n ? ", " : "", fields[i].name);
    return buf_str(&b);
}

void diff_note(struct arena *a, struct diff *d, str sentence)
{
    *vec_push(a, &d->notes) = sentence;
}
