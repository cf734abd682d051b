#include "serve/edition.h"

static void make_ready(struct edition *ed)
{
    struct arena *a = ed->arena;
    const struct theme *theme = theme_of_course(a, ed->course, &ed->diags, &ed->err);
    struct render_how how = { .target = "scorm12", .theme = theme, .places = true };
    if (theme && diag_clean(&ed->diags))
        ed->render = render_open(a, ed->course, &how, &ed->err);
}

struct edition *edition_read(const struct course_schema *schema, const char *path)
{
    struct arena *a = arena_new();
    struct edition *ed = NEW(a, struct edition);
    ed->arena = a;
    ed->diags.arena = a;
    ed->course = course_load(a, schema, path, &ed->diags, &ed->err);
    if (ed->course && diag_clean(&ed->diags))
        make_ready(ed);
    diag_sort(&ed->diags);
    return ed;
}

void edition_free(struct edition *ed)
{
    if (ed)
        arena_free(ed->arena);
}
