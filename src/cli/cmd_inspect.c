/* inspect: packages of any kind go in, what is in them comes out. */
#include <stddef.h>
#include <string.h>

#include "cli/command.h"
#include "cli/inspect.h"

struct args { const char *format; };

struct inspecting {
    struct run *run;
    struct report *report;
    struct json *list;                    /* NULL: as a report */
    size_t paths, unread;
};

static void count_files(struct inspected *i)
{
    const struct files *f = i->package->files;
    for (size_t k = 0; k < f->list.n; k++) {
        i->unpacked += f->list.v[k].size;
        i->packed += f->list.v[k].packed;
    }
}

static void tell(struct run *r, const struct inspected *i)
{
    size_t all = i->errors + i->warnings;
    if (all > 0)
        run_note(r, "%s: %zu thing%s wrong at first sight; etalon check %s tells all.", i->path,
                 all, all == 1 ? " is" : "s are", i->path);
}

static void show(struct inspecting *k, const char *path, struct package *p, const struct diags *d)
{
    struct inspected i = { .arena = k->run->arena, .path = path, .package = p };
    i.contents = contents_read(i.arena, p);
    i.sequencing = sequencing_of(i.arena, p);
    i.errors = d->count[GRADE_ERROR];
    i.warnings = d->count[GRADE_WARNING];
    count_files(&i);
    if (k->list)
        json_add(k->list, inspect_json(&i));
    else
        inspect_put_report(&i, k->report);
    tell(k->run, &i);
}

/* What is no package is shown too, as far as there is something to show. */
static bool inspect_one(struct inspecting *k, const char *path, struct err *e)
{
    struct arena *a = k->run->arena;
    struct diags d = { .arena = a, .limit = 1000 };
    struct package *p = package_open(a, path, &d, e);
    if (!p)
        return false;
    bool known = p->kind != PACKAGE_UNKNOWN, is_course = files_find(p->files, S("course.xml"));
    show(k, path, p, &d);
    package_close(p);
    return known || err_set(e, ERR_INPUT, is_course ? "%s is a course and no package yet; etalon "
                            "check and etalon pack take it" : "%s is no learning package: it has "
                            "none of the files platforms look for", path);
}

static void inspect_all(struct inspecting *k, char **rest)
{
    struct run *r = k->run;
    for (; rest[k->paths]; k->paths++) {
        struct err e = { 0 };
        if (inspect_one(k, rest[k->paths], &e))
            continue;
        if (k->unread++ == 0)
            r->err = e;
        else
            run_note(r, "%s", e.text);
    }
}

static bool put(struct inspecting *k)
{
    if (!k->list)
        return k->report->parts.n == 0 || run_report(k->run, k->report);
    struct json *o = json_new_object();
    json_set(o, "packages", k->list);
    return run_put_json(k->run, o);
}

static bool inspect(struct run *r, void *given, char **rest)
{
    const struct args *args = given;
    r->format = args->format;
    if (!run_words(r, rest, 1, SIZE_MAX, "a package") || !run_can_write(r))
        return false;
    struct inspecting k = { .run = r, .report = report_new(r->arena, S("")) };
    k.list = str_eq(run_format(r), S("json")) ? json_new_array() : NULL;
    inspect_all(&k, rest);
    return put(&k) && r->err.kind == ERR_NONE;
}

static const struct opt rows[] = {
    { 'f', "format", "FORMAT", OPT_ONE_OF, offsetof(struct args, format),
      "text or json", run_text_or_json },
};

const struct command command_inspect = {
    .name = "inspect",
    .usage = "PACKAGE...",
    .summary = "show what is in a package of any kind",
    .uses = USES_OUTPUT,
    .opts = { rows, sizeof rows / sizeof *rows },
    .args_size = sizeof(struct args),
    .run = inspect,
};
