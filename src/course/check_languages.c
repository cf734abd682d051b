/* The translations of a course go in, what is wrong with them comes out: what a
 * course says in each language, less what it says in its own. */
#include "course/inside.h"
#include "xliff/texts.h"

static str name_of(struct arena *a, const struct diag *f)
{
    return str_format(a, "%s %d %d " STR_FMT " " STR_FMT, f->rule->id, f->at.line, f->at.column,
                      STR_ARG(f->at.file), STR_ARG(f->text));
}

static void add_new(struct arena *a, struct texts *known, const struct diags *found,
                    struct diags *d)
{
    for (size_t i = 0; i < found->list.n; i++) {
        const struct diag *f = &found->list.v[i];
        if (texts_put(known, name_of(a, f), i))
            diag_add(d, f->rule, f->at, STR_FMT, STR_ARG(f->text));
    }
}

bool course_check_languages(const struct course_schema *schema, const char *path, struct diags *d,
                            struct err *e)
{
    struct arena *a = arena_new();
    struct texts known = { .arena = a };
    struct languages all = course_languages(a, path);
    for (size_t i = 0; all.n > 0 && i < d->list.n; i++)
        texts_put(&known, name_of(a, &d->list.v[i]), i);
    bool ok = true;
    for (size_t i = 0; ok && i < all.n; i++) {
        struct diags found = { .arena = a };
        struct err why = { 0 };
        ok = course_load_in(a, schema, path, all.v[i], &found, &why) != NULL;
        add_new(a, &known, &found, d);
        if (!ok)
            *e = why;
    }
    arena_free(a);
    return ok;
}
