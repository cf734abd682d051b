#include "serve/edition.h"

static const struct course *add(struct edition *ed, const struct course_schema *schema,
                                const char *path, str lang)
{
    const struct course *c = course_load_in(ed->arena, schema, path, lang, &ed->diags, &ed->err);
    if (c)
        *vec_push(ed->arena, &ed->courses) = c;
    return c;
}

static void translate(struct edition *ed, const struct course_schema *schema, const char *path)
{
    struct languages l = course_languages(ed->arena, path);
    for (size_t i = 0; i < l.n && ed->err.kind == ERR_NONE; i++)
        if (!str_eq_nocase(l.v[i], ed->course->lang))
            (void)!add(ed, schema, path, l.v[i]);
}

static void make_ready(struct edition *ed)
{
    struct arena *a = ed->arena;
    const struct theme *theme = theme_of_course(a, ed->course, &ed->diags, &ed->err);
    struct render_how how = { .store = "scorm12", .theme = theme, .places = true };
    if (!theme || !diag_clean(&ed->diags) || ed->err.kind != ERR_NONE)
        return;
    how.editions = (struct editions){ ed->courses.v, ed->courses.n };
    for (size_t i = 0; i < ed->courses.n; i++) {
        const struct render *r = render_open(a, ed->courses.v[i], &how, &ed->err);
        if (!r) {
            ed->renders.n = 0;
            return;
        }
        *vec_push(a, &ed->renders) = r;
    }
}

struct edition *edition_read(const struct course_schema *schema, const char *path)
{
    struct arena *a = arena_new();
    struct edition *ed = NEW(a, struct edition);
    ed->arena = a;
    ed->diags.arena = a;
    ed->course = add(ed, schema, path, S(""));
    if (ed->course && diag_clean(&ed->diags)) {
        translate(ed, schema, path);
        make_ready(ed);
    }
    diag_sort(&ed->diags);
    return ed;
}

void edition_free(struct edition *ed)
{
    if (ed)
        arena_free(ed->arena);
}

bool edition_file(const struct edition *ed, struct arena *a, str path, struct bundle_file *out,
                  struct err *e)
{
    *out = (struct bundle_file){ .path = S("") };
    for (size_t i = 0; i < ed->renders.n && out->path.n == 0; i++)
        if (!render_file(ed->renders.v[i], a, path, out, e))
            return false;
    return true;
}
