#include "base/diag.h"

#include <stdlib.h>

/* A name of the findings' own, for whoever gave it may be gone before they are
 * shown; most findings are in the file of the one before. */
static str kept(struct diags *d, str name, str before)
{
    return str_eq(name, before) ? before : str_dup(d->arena, name);
}

void diag_add(struct diags *d, const struct rule *rule, struct place at,
              const char *format, ...)
{
    d->count[rule->grade]++;
    if (d->list.n >= (d->limit ? d->limit : DIAG_LIMIT))
        return;
    va_list args;
    va_start(args, format);
    str text = str_format_list(d->arena, format, args);
    va_end(args);
    struct place last = d->list.n ? d->list.v[d->list.n - 1].at : (struct place){ 0 };
    at.file = kept(d, at.file, last.file);
    at.sheet = kept(d, at.sheet, last.sheet);
    *vec_push(d->arena, &d->list) = (struct diag){ rule, at, text };
}

void diag_mend(struct diags *d, const struct rule *rule, struct place at, enum mend how, str old,
               str new)
{
    if (d->edits.n >= (d->limit ? d->limit : DIAG_LIMIT))
        return;
    struct place last = d->edits.n ? d->edits.v[d->edits.n - 1].at : (struct place){ 0 };
    at.file = kept(d, at.file, last.file);
    at.sheet = S("");
    *vec_push(d->arena, &d->edits) = (struct edit){ rule, at, how, str_dup(d->arena, old),
                                                    str_dup(d->arena, new) };
}

bool diag_clean(const struct diags *d)
{
    return d->count[GRADE_ERROR] == 0;
}

static int by_place(const void *left, const void *right)
{
    const struct diag *a = left, *b = right;
    int c = str_cmp(a->at.file, b->at.file);
    if (!c)
        c = str_cmp(a->at.sheet, b->at.sheet);
    if (!c)
        c = (a->at.line > b->at.line) - (a->at.line < b->at.line);
    if (!c)
        c = (a->at.column > b->at.column) - (a->at.column < b->at.column);
    if (!c)
        c = str_cmp(str_of(a->rule->id), str_of(b->rule->id));
    return c ? c : str_cmp(a->text, b->text);
}

void diag_sort(struct diags *d)
{
    if (d->list.n == 0)
        return;
    qsort(d->list.v, d->list.n, sizeof *d->list.v, by_place);
    size_t kept = 1;
    for (size_t i = 1; i < d->list.n; i++) {
        if (by_place(&d->list.v[kept - 1], &d->list.v[i]) == 0)
            d->count[d->list.v[i].rule->grade]--;
        else
            d->list.v[kept++] = d->list.v[i];
    }
    d->list.n = kept;
}
