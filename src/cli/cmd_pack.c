/*
 * In: a course and the names of targets. Out: one package each. Everything is
 * decided before anything is written; pages are made while it is.
 */
#include <stddef.h>
#include <string.h>

#include "base/fs.h"
#include "cli/losses.h"
#include "cli/size.h"
#include "pack/pack.h"
#include "pack/previous.h"
#include "render/render.h"
#include "zip/zip.h"

struct pack_args {
    struct opt_list to, lang;
    const char *output, *platform, *theme, *sco, *previous;
    bool orphan, losses;
};

/* The targets, and "all" behind them. */
static const char *target_choice(size_t i)
{
    if (target_at(i))
        return target_at(i)->name;
    return i > 0 && target_at(i - 1) ? "all" : NULL;
}

static const char *sco_choice(size_t i)
{
    static const char *const scos[] = { "course", "module", NULL };
    return scos[i];
}

static const struct opt options[] = {
    { 0, "to", "TARGET[,TARGET...]|all", OPT_LIST, offsetof(struct pack_args, to),
      "what to make", target_choice },
    { 0, "lang", "LANG[,LANG...]|all", OPT_LIST, offsetof(struct pack_args, lang),
      "the languages of the package, the one it begins in first; else that of the source", NULL },
    { 'o', "output", "FILE|DIR", OPT_TEXT, offsetof(struct pack_args, output),
      "the package, or the folder for it; else ID-VERSION-LANG-TARGET.zip here", NULL },
    { 0, "platform", "NAME", OPT_ONE_OF, offsetof(struct pack_args, platform),
      "report what this platform looks at", run_platform },
    { 0, "sco", "WHAT", OPT_ONE_OF, offsetof(struct pack_args, sco),
      "what the platform launches and tracks; else as the course says", sco_choice },
    { 0, "theme", "NAME|FOLDER", OPT_TEXT, offsetof(struct pack_args, theme),
      "calm, high-contrast or a folder of your own; else the course's", NULL },
    { 0, "previous", "OLD.zip", OPT_TEXT, offsetof(struct pack_args, previous),
      "the package that learners have used: refuse to lose their records", NULL },
    { 0, "orphan-records", NULL, OPT_FLAG, offsetof(struct pack_args, orphan),
      "with --previous: pack although records are lost", NULL },
    { 0, "losses", NULL, OPT_FLAG, offsetof(struct pack_args, losses),
      "write nothing, show what each target cannot say of the course", NULL },
};

struct package {
    const struct target *target;
    struct bundle bundle;
    const char *path;
    bool folder;                          /* the files themselves, not an archive */
};

struct job {
    const struct course *course;          /* in the language the package begins in */
    VEC(const struct course *) editions;
    str languages;                        /* in file names: "fr", "fr-es", "all" */
    VEC(struct package) packages;
    struct pack_how how;
};

static void choose_target(struct run *r, const struct target *t, struct job *job)
{
    for (size_t i = 0; i < job->packages.n; i++)
        if (job->packages.v[i].target == t)
            return;
    *vec_push(r->arena, &job->packages) =
        (struct package){ .target = t, .bundle = { .arena = r->arena } };
}

static bool choose_targets(struct run *r, const struct pack_args *args, struct job *job)
{
    if (args->to.n == 0)
        return err_set(&r->err, ERR_USAGE,
                       "say what to make: --to web, --to scorm12, several or --to all");
    for (size_t i = 0; i < args->to.n; i++) {
        bool all = strcmp(args->to.v[i], "all") == 0;
        for (size_t t = 0; all && target_at(t); t++)
            choose_target(r, target_at(t), job);
        if (!all)
            choose_target(r, target_named(str_of(args->to.v[i])), job);
    }
    return true;
}

static bool is_folder(const char *path)
{
    return str_ends(str_of(path), S("/")) || fs_kind(path) == FS_FOLDER;
}

static str default_name(struct arena *a, const struct job *job, const struct target *t)
{
    const struct course *c = job->course;
    return str_format(a, STR_FMT "-" STR_FMT "-" STR_FMT "-%s.zip", STR_ARG(c->id),
                      STR_ARG(c->version), STR_ARG(job->languages), t->name);
}

/* Pages go into a folder of their own: new, empty, or of an earlier site. */
static bool is_free(struct run *r, const char *dir)
{
    str *names;
    size_t n = 0;
    if (fs_kind(dir) != FS_FOLDER)
        return true;
    if (!fs_names(r->arena, dir, &names, &n, &r->err))
        return false;
    return n == 0 || fs_kind(fs_join(r->arena, str_of(dir), S("etalon/data.js")).p) == FS_FILE ||
           err_set(&r->err, ERR_USAGE, "%s holds other files; name a new folder for the pages, or "
                   "a file for an archive of them", dir);
}

/* One web site may become a folder; else every package is a file with a name. */
static bool choose_paths(struct run *r, const char *output, struct job *job)
{
    bool folder = output && is_folder(output);
    bool alone = job->packages.n == 1;
    if (output && !folder && !alone)
        return err_set(&r->err, ERR_USAGE, "several packages need a folder: -o %s/", output);
    for (size_t i = 0; i < job->packages.n; i++) {
        struct package *p = &job->packages.v[i];
        p->folder = folder && alone && p->target->finish == NULL;
        if (p->folder && !is_free(r, output))
            return false;
        str name = default_name(r->arena, job, p->target);
        if (p->folder || (output && !folder))
            p->path = output;
        else
            p->path = folder ? fs_join(r->arena, str_of(output), name).p : name.p;
    }
    return !folder || fs_make_folder(output, &r->err);
}

static bool make_all(struct run *r, struct job *job)
{
    for (size_t i = 0; i < job->packages.n; i++) {
        struct package *p = &job->packages.v[i];
        if (!pack_course(job->course, p->target, &job->how, &p->bundle, &r->diags,
                         &r->err))
            return r->err.kind == ERR_NONE
                       ? err_set(&r->err, ERR_FOUND, "nothing was packed") : false;
    }
    return true;
}

/* ------------------------------------------------------------ the older edition */

static bool compare_one(struct run *r, const struct previous *old, const struct pack_args *args,
                        const struct package *p, size_t *compared)
{
    size_t kept, errors = r->diags.count[GRADE_ERROR], all = r->diags.list.n;
    if (!previous_compare(old, &p->bundle, args->orphan, &kept, &r->diags, &r->err))
        return false;
    if (kept == SIZE_MAX)
        return true;
    ++*compared;
    if (r->diags.count[GRADE_ERROR] > errors)
        return err_set(&r->err, ERR_FOUND, "this edition would orphan learners' records; nothing was "
                       "packed");
    if (r->diags.list.n == all)
        run_note(r, "%s: the records of learners survive, and what they did in it.", args->previous);
    return true;
}

/* Of several packages those of the standard of the older one. */
static bool compare_previous(struct run *r, const struct pack_args *args, const struct job *job)
{
    size_t compared = 0;
    if (!args->previous)
        return !args->orphan
               || err_set(&r->err, ERR_USAGE, "--orphan-records goes with --previous");
    struct previous *old = previous_open(r->arena, args->previous, &r->err);
    bool ok = old != NULL;
    for (size_t i = 0; ok && i < job->packages.n; i++)
        ok = compare_one(r, old, args, &job->packages.v[i], &compared);
    if (ok && compared == 0)
        ok = err_set(&r->err, ERR_USAGE, "%s is a package of %s, and none is to be made; its records "
                     "can be kept only by one of the same standard", args->previous,
                     previous_standard(old));
    previous_close(old);
    return ok;
}

static bool write_package(struct run *r, const struct package *p)
{
    if (p->folder)
        return bundle_write_folder(&p->bundle, p->path, &r->err);
    r->progress.what = str_format(r->arena, "writing %s", p->path).p;
    return zip_write(&p->bundle, p->path, &r->progress, &r->err);
}

/* "1 file", "2 files" */
static const char *counted(struct arena *a, size_t n, const char *what)
{
    return str_format(a, "%zu %s%s", n, what, n == 1 ? "" : "s").p;
}

/* What an earlier site left behind is not ours to delete: it may be anybody's. */
static void tell_left(struct run *r, const struct package *p)
{
    str *names, example = S("");
    size_t n = 0, left = 0;
    struct err ignored = { 0 };
    if (!fs_list(r->arena, p->path, &names, &n, &ignored))
        return;
    for (size_t i = 0; i < n; i++) {
        if (bundle_find(&p->bundle, names[i]))
            continue;
        if (left++ == 0)
            example = names[i];
    }
    if (left > 0)
        run_note(r, "  Left in %s: %s that this course does not have, " STR_FMT " for one; "
                    "delete what an earlier edition wrote.", p->path,
                 counted(r->arena, left, "file"), STR_ARG(example));
}

static void tell_units(struct run *r, const struct job *job, const struct target *t)
{
    struct packing plan = pack_plan(r->arena, job->course, t, &job->how);
    if (plan.nunits > 1)
        run_note(r, "  The platform tracks %zu units%s%s", plan.nunits, t->next_units ? ". " : ".",
                 t->next_units ? t->next_units : "");
    losses_tell(r, t, &plan);
}

static void tell(struct run *r, const struct job *job, const struct package *p)
{
    const struct course *c = job->course;
    uint64_t size = 0;
    struct err ignored = { 0 };
    const char *files = counted(r->arena, p->bundle.files.n, "file");
    if (p->folder || !fs_size(p->path, &size, &ignored))
        run_note(r, "wrote %s into %s", files, p->path);
    else
        run_note(r, "wrote %s, %s in %s", p->path, size_shown(r->arena, size).p, files);
    if (job->editions.n > 1)
        run_note(r, "  In %zu languages, beginning in \"" STR_FMT "\".", job->editions.n,
                 STR_ARG(c->lang));
    run_note(r, "  %s: %s, %s, %s (%s).", p->target->title,
             counted(r->arena, c->modules.n, "module"), counted(r->arena, c->lessons.n, "lesson"),
             counted(r->arena, c->questions.n, "question"),
             counted(r->arena, (size_t)c->points, "point"));
    run_note(r, "  %s", p->target->next);
    if (p->folder)
        tell_left(r, p);
    if (p->target->next_passed && c->reports_passed && !job->how.moodle && c->points > 0)
        run_note(r, "  %s", p->target->next_passed);
    tell_units(r, job, p->target);
}

static bool write_all(struct run *r, const struct job *job)
{
    for (size_t i = 0; i < job->packages.n; i++) {
        if (!write_package(r, &job->packages.v[i]))
            return false;
        tell(r, job, &job->packages.v[i]);
    }
    for (size_t i = 0; i < job->editions.n; i++)
        if (!render_speaks(job->editions.v[i]->lang))
            run_note(r, "The buttons and headings of the pages are in English: there are no texts "
                        "for \"" STR_FMT "\" yet.", STR_ARG(job->editions.v[i]->lang));
    return true;
}

/* Warnings are for those who check; here one line says that there are some. */
static void tell_warnings(struct run *r, const char *path)
{
    size_t warnings = r->diags.count[GRADE_WARNING], notes = r->diags.count[GRADE_NOTE];
    if (warnings + notes > 0)
        run_note(r, "%s%s%s: etalon check %s shows %s.",
                 warnings ? counted(r->arena, warnings, "warning") : "",
                 warnings && notes ? " and " : "",
                 notes ? counted(r->arena, notes, "note") : "", path,
                 warnings + notes == 1 ? "it" : "them");
    r->diags = (struct diags){ .arena = r->arena };
}

/* The languages asked for, the one the package begins in first; "": the source's. */
static struct languages choose_languages(struct run *r, const struct pack_args *args,
                                         const char *path, struct job *job)
{
    struct languages l = { NEW_N(r->arena, str, args->lang.n + 1), args->lang.n };
    for (size_t i = 0; i < l.n; i++) {
        l.v[i] = str_of(args->lang.v[i]);
        job->languages = i == 0 ? l.v[0] : str_format(r->arena, STR_FMT "-" STR_FMT,
                                                      STR_ARG(job->languages), STR_ARG(l.v[i]));
    }
    if (l.n == 0)
        l.v[l.n++] = S("");
    if (args->lang.n != 1 || !str_eq(l.v[0], S("all")))
        return l;
    struct languages all = course_languages(r->arena, path);
    l = (struct languages){ NEW_N(r->arena, str, all.n + 1), 1 };
    l.v[0] = S("");
    for (size_t i = 0; i < all.n; i++)
        l.v[l.n++] = all.v[i];
    return l;
}

static bool is_loaded(const struct job *job, str lang)
{
    for (size_t i = 0; i < job->editions.n; i++)
        if (str_eq_nocase(job->editions.v[i]->lang, lang))
            return true;
    return false;
}

static bool load_all(struct run *r, const struct pack_args *args, const char *path, struct job *job)
{
    struct languages langs = choose_languages(r, args, path, job);
    struct course_schema *schema = course_schema_open(&r->err);
    for (size_t i = 0; schema && i < langs.n && r->err.kind == ERR_NONE; i++) {
        if (is_loaded(job, langs.v[i]))
            continue;
        const struct course *c = course_load_in(r->arena, schema, path, langs.v[i], &r->diags,
                                                &r->err);
        if (c)
            *vec_push(r->arena, &job->editions) = c;
    }
    course_schema_close(schema);
    if (r->err.kind != ERR_NONE)
        return false;
    job->course = job->editions.v[0];
    job->how.editions = (struct editions){ job->editions.v, job->editions.n };
    job->how.by_module = args->sco ? strcmp(args->sco, "module") == 0 : job->course->by_module;
    if (job->languages.n == 0)
        job->languages = job->course->lang;
    return true;
}

static bool load(struct run *r, const struct pack_args *args, const char *path, struct job *job)
{
    if (!load_all(r, args, path, job))
        return false;
    job->how.theme = args->theme ? theme_named(r->arena, args->theme, &r->diags, &r->err)
                                 : theme_of_course(r->arena, job->course, &r->diags, &r->err);
    if (r->err.kind != ERR_NONE)
        return false;
    if (!diag_clean(&r->diags))
        return err_set(&r->err, ERR_FOUND, "the course has mistakes; nothing was packed");
    tell_warnings(r, path);
    return true;
}

static bool show_losses(struct run *r, const char *output, const struct job *job)
{
    struct table *table = losses_table(r->arena);
    r->output = output;
    for (size_t i = 0; i < job->packages.n; i++) {
        const struct target *t = job->packages.v[i].target;
        struct packing plan = pack_plan(r->arena, job->course, t, &job->how);
        losses_add(table, t, &plan);
    }
    return run_can_write(r) && run_report(r, report_of_table(table));
}

static bool pack(struct run *r, void *data, char **rest)
{
    const struct pack_args *args = data;
    struct job job = { .how = { .moodle = args->platform != NULL } };
    if (r->format && !args->losses)
        return err_set(&r->err, ERR_USAGE, "-f is the format of --losses; packages have their own");
    if (!run_words(r, rest, 1, 1, "the course") || !choose_targets(r, args, &job)
        || !load(r, args, rest[0], &job))
        return false;
    if (args->losses)
        return show_losses(r, args->output, &job);
    return choose_paths(r, args->output, &job) && make_all(r, &job)
           && compare_previous(r, args, &job) && write_all(r, &job);
}

const struct command command_pack = {
    .name = "pack",
    .usage = "COURSE --to TARGET[,TARGET...]|all [OPTION...]",
    .summary = "make packages of a course",
    .uses = USES_FORMAT,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct pack_args),
    .run = pack,
};
