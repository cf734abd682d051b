#include <string.h>

#include "cli/command.h"
#include "course/course.h"

static size_t count_of(char **rest)
{
    size_t n = 0;
    while (rest[n])
        n++;
    return n;
}

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

/* Several courses that cannot be read leave one sentence, of the worst kind. */
static void keep_worst(struct err *all, const struct err *one, size_t unread, size_t paths)
{
    enum err_kind worst = one->kind > all->kind ? one->kind : all->kind;
    if (paths == 1)
        *all = *one;
    else
        err_set(all, worst, "%zu of %zu courses could not be read", unread, paths);
}

static bool check(struct run *r, void *args, char **rest)
{
    size_t paths = count_of(rest), unread = 0, lessons = 0, questions = 0;
    (void)args;
    if (!run_words(r, rest, 1, SIZE_MAX, "a course"))
        return false;
    if (r->format && strcmp(r->format, "text") != 0 && strcmp(r->format, "json") != 0)
        return err_set(&r->err, ERR_USAGE, "findings come as text or json, not as %s", r->format);
    struct course_schema *schema = course_schema_open(&r->err);
    if (!schema)
        return false;
    r->progress.what = "checking";
    r->progress.unit = "courses";
    r->progress.total = paths;
    for (size_t i = 0; i < paths && progress_step(&r->progress, 1, &r->err); i++) {
        struct arena *a = arena_new();
        struct err e = { 0 };
        const struct course *c = course_load(a, schema, rest[i], &r->diags, &e);
        if (!c)
            keep_worst(&r->err, &e, ++unread, paths);
        lessons += c ? c->lessons.n : 0;
        questions += c ? c->questions.n : 0;
        arena_free(a);
    }
    course_schema_close(schema);
    if (r->err.kind == ERR_NONE && r->diags.list.n == 0)
        run_note(r, "%zu course%s, %zu lesson%s, %zu question%s: nothing to mend.", paths,
                 plural(paths), lessons, plural(lessons), questions, plural(questions));
    return r->err.kind == ERR_NONE;
}

const struct command command_check = {
    .name = "check",
    .usage = "COURSE...",
    .summary = "find every mistake in a course, with its place",
    .uses = USES_FORMAT | USES_OUTPUT,
    .findings_are_result = true,
    .run = check,
};
