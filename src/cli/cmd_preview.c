/* In: a course. Out: its pages in a browser, until Ctrl-C. */
#include <stddef.h>

#include "base/fs.h"
#include "cli/command.h"
#include "course/course.h"
#include "serve/preview.h"

struct preview_args {
    int64_t port;
    const char *lang;
};

static const struct opt options[] = {
    { 0, "port", "NUMBER", OPT_INT, offsetof(struct preview_args, port),
      "the port to listen on; else 8765, or another when that is taken", NULL },
    { 0, "lang", "LANG", OPT_TEXT, offsetof(struct preview_args, lang),
      "the language to begin with; else that of the source", NULL },
};

static const char *counted(struct run *r, size_t n, const char *what)
{
    return str_format(r->arena, "%zu %s%s", n, what, n == 1 ? "" : "s").p;
}

static void tell(struct run *r, const struct preview_news *news)
{
    struct arena_mark before = arena_mark(r->arena);
    run_note(r, "read in %d ms: %s, %s, %s%s", news->ms,
             counted(r, news->count[GRADE_ERROR], "error"),
             counted(r, news->count[GRADE_WARNING], "warning"),
             counted(r, news->count[GRADE_NOTE], "note"),
             news->shown ? "" : "; the pages stay as they were");
    arena_rewind(r->arena, before);
}

static bool show(struct run *r, struct preview *p)
{
    struct preview_news news;
    str address = str_format(r->arena, "%s\n", preview_address(p));
    if (!run_put(r, address))
        return false;
    run_note(r, "Open this address in a browser. Ctrl-C ends it.");
    while (preview_turn(p, &news))
        if (news.read)
            tell(r, &news);
    return true;
}

static bool is_language_of(struct run *r, const char *course, const char *lang)
{
    struct languages l = course_languages(r->arena, course);
    for (size_t i = 0; i < l.n; i++)
        if (str_eq_nocase(l.v[i], str_of(lang)))
            return true;
    return err_set(&r->err, ERR_USAGE, "%s has no translation for \"%s\"; etalon translate extract "
                   "makes one", course, lang);
}

static bool preview(struct run *r, void *data, char **rest)
{
    const struct preview_args *args = data;
    if (!run_words(r, rest, 1, 1, "the course"))
        return false;
    if (args->port > 65535)
        return err_set(&r->err, ERR_USAGE, "a port is a number up to 65535");
    if (fs_kind(rest[0]) == FS_ABSENT)
        return err_set(&r->err, ERR_SYSTEM, "there is no %s", rest[0]);
    if (args->lang && !is_language_of(r, rest[0], args->lang))
        return false;
    struct preview_how how = { .course = rest[0], .port = (int)args->port,
                               .lang = args->lang };
    struct preview *p = preview_open(&how, &r->err);
    bool ok = p && show(r, p);
    preview_close(p);
    return ok;
}

const struct command command_preview = {
    .name = "preview",
    .usage = "COURSE [--port NUMBER] [--lang LANG]",
    .summary = "show a course in a browser while it is written",
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct preview_args),
    .run = preview,
};
