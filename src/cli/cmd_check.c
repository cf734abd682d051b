/* check: courses and packages go in, what is wrong in them comes out, or their links, or it
 * is mended. */
#include <stddef.h>

#include "base/fs.h"
#include "cli/check_package.h"
#include "cli/command.h"
#include "cli/fix.h"
#include "cli/fix_package.h"
#include "course/course.h"
#include "course/facts.h"
#include "render/theme.h"

enum { ROUNDS = 9 };                      /* of mending: one change may lay open another */

struct args {
    const char *format, *platform;
    bool fix, dry_run, links;
    struct opt_day as_of;
};

struct checking {
    struct run *run;
    const struct args *args;
    const struct course_schema *schema;
    day today;                            /* facts are held against it */
    size_t paths, unread, packages, lessons, questions, mended;
    bool courses_alone;                   /* no package among them */
    struct package_how how;
    const char *copy;                     /* -o of a package that is mended; NULL */
    struct buf diff;
    struct table *links;
};

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

/* Several that cannot be read leave one sentence, of the worst kind. */
static void keep_worst(struct checking *k, const struct err *one)
{
    struct err *all = &k->run->err;
    enum err_kind worst = one->kind > all->kind ? one->kind : all->kind;
    k->unread++;
    if (k->paths == 1)
        *all = *one;
    else
        err_set(all, worst, "%zu of %zu %s could not be read", k->unread, k->paths,
                k->courses_alone ? "courses" : "courses and packages");
}

/* ------------------------------------------------------------ links */

static struct table *new_links(struct arena *a)
{
    struct table *t = table_new(a, S("Links out of the course"));
    table_column(t, S("address"), S("Address"), UNIT_NONE);
    table_column(t, S("file"), S("File"), UNIT_NONE);
    table_column(t, S("line"), S("Line"), UNIT_NONE);
    table_column(t, S("uses"), S("Uses"), UNIT_COUNT);
    return t;
}

static void add_links(struct table *t, struct arena *a, const struct course *c)
{
    const struct outside_links all = course_links(a, c);
    for (size_t i = 0; i < all.n; i++) {
        struct place at = all.v[i].first;
        table_add(t, val_text(str_dup(t->arena, all.v[i].address)));
        table_add(t, val_text(str_dup(t->arena, at.file)));
        table_add(t, val_int(at.line));
        table_add(t, val_int((int64_t)all.v[i].uses));
    }
}

/* ------------------------------------------------------------ one course */

/* False when it cannot be read; *first: where its edits begin. */
static bool look(struct checking *k, struct arena *a, const char *path, struct err *e)
{
    struct run *r = k->run;
    const struct course *c = course_load(a, k->schema, path, &r->diags, e);
    if (!c || (!theme_of_course(a, c, &r->diags, e) && e->kind != ERR_NONE))
        return false;
    k->lessons += c->lessons.n;
    k->questions += c->questions.n;
    course_check_facts(c, k->today, &r->diags);
    if (k->links)
        add_links(k->links, a, c);
    return course_check_languages(k->schema, path, &r->diags, e);
}

/* What was found stays only of the last round; nothing of a dry run, which
 * shows what would be done. */
static bool look_and_mend(struct checking *k, const char *path, struct err *e)
{
    struct run *r = k->run;
    const struct diags before = r->diags;
    const size_t lessons = k->lessons, questions = k->questions;
    for (int round = 1; ; round++) {
        struct arena *a = arena_new();
        size_t done = 0;
        bool ok = look(k, a, path, e);
        arena_free(a);
        if (k->args->fix && round < ROUNDS
            && !fix_files(r, before.edits.n, k->args->dry_run ? &k->diff : NULL, &done))
            return ok;
        k->mended += done;
        if (k->args->dry_run)
            r->diags = before;
        if (done == 0 || k->args->dry_run)
            return ok;
        r->diags = before;
        *e = (struct err){ 0 };
        k->lessons = lessons;
        k->questions = questions;
    }
}

/* ------------------------------------------------------------ one of them */

/* A folder with neither; what a file is, its reader tells. */
static bool is_nothing(const char *path)
{
    struct arena *a = arena_new();
    bool nothing = fs_kind(path) == FS_FOLDER
                   && fs_kind(fs_join(a, str_of(path), S("course.xml")).p) == FS_ABSENT;
    arena_free(a);
    return nothing;
}

static bool look_at(struct checking *k, const char *path, struct err *e)
{
    if (!package_is_at(path))
        return look_and_mend(k, path, e)
               || (is_nothing(path)
                   && err_set(e, ERR_INPUT, "the folder %s is neither a course, for it has no "
                              "course.xml, nor a package, for it has no imsmanifest.xml, cmi5.xml "
                              "or tincan.xml", path));
    k->packages++;
    if (!k->args->fix)
        return check_package(k->run, path, &k->how, e);
    const struct package_fix fix = { path, k->copy, k->how, k->args->dry_run ? &k->diff : NULL };
    size_t done = 0;
    bool ok = fix_package(k->run, &fix, &done, e);
    k->mended += done;
    return ok;
}

/* ------------------------------------------------------------ the command */

/* Of a package that is mended, -o names the copy; findings go where they always go. */
static bool take_copy(struct checking *k, char **rest)
{
    struct run *r = k->run;
    if (!k->args->fix || k->args->dry_run || !r->output || !package_is_at(rest[0]))
        return true;
    if (k->paths > 1)
        return err_set(&r->err, ERR_USAGE, "-o names one repaired copy, and there are %zu packages",
                       k->paths);
    k->copy = r->output;
    r->output = NULL;
    return true;
}

static bool is_clear(struct run *r, const struct args *given)
{
    const str format = run_format(r);
    if (given->dry_run && !given->fix)
        return err_set(&r->err, ERR_USAGE, "--dry-run goes with --fix");
    if (given->links && given->fix)
        return err_set(&r->err, ERR_USAGE, "--links lists and --fix mends; ask for one of them");
    if (given->links && str_eq(format, S("sarif")))
        return err_set(&r->err, ERR_USAGE, "links come as text, csv or json, not as sarif");
    if (!given->links && str_eq(format, S("csv")))
        return err_set(&r->err, ERR_USAGE, "findings come as text, json or sarif, not as csv");
    return true;
}

/* What reports are written as, and SARIF. */
static bool can_write(struct run *r)
{
    return str_eq(run_format(r), S("sarif")) || run_can_write(r);
}

static void tell(const struct checking *k)
{
    struct run *r = k->run;
    if (k->args->fix)
        run_note(r, k->args->dry_run ? "%zu place%s would be mended." : "%zu place%s mended.",
                 k->mended, plural(k->mended));
    else if (r->diags.edits.n > 0)
        run_note(r, "etalon check --fix mends %zu of these by itself; with --dry-run it shows how.",
                 r->diags.edits.n);
    const size_t courses = k->paths - k->packages;
    if (r->err.kind != ERR_NONE || r->diags.list.n > 0 || k->args->dry_run)
        return;
    if (k->packages > 0)
        run_note(r, "%zu package%s: nothing to mend.", k->packages, plural(k->packages));
    if (courses > 0)
        run_note(r, "%zu course%s, %zu lesson%s, %zu question%s: nothing to mend.", courses,
                 plural(courses), k->lessons, plural(k->lessons), k->questions,
                 plural(k->questions));
}

static bool put_result(struct checking *k)
{
    struct run *r = k->run;
    if (k->args->dry_run)
        return run_put(r, buf_str(&k->diff));
    if (k->links)
        return run_report(r, report_of_table(k->links));
    return true;
}

static void check_all(struct checking *k, char **rest)
{
    struct run *r = k->run;
    k->courses_alone = true;
    for (size_t i = 0; i < k->paths; i++)
        k->courses_alone &= !package_is_at(rest[i]);
    for (size_t i = 0; i < k->paths; i++) {
        struct err e = { 0 };
        progress_begin(&r->progress, "checking", "courses", k->paths);
        if (!progress_step(&r->progress, i, &r->err))
            break;
        if (!look_at(k, rest[i], &e))
            keep_worst(k, &e);
    }
}

static bool check(struct run *r, void *given, char **rest)
{
    const struct args *args = given;
    r->format = args->format;
    struct checking k = { .run = r, .args = args, .diff = buf_new(r->arena) };
    if (!run_words(r, rest, 1, SIZE_MAX, "a course or a package"))
        return false;
    k.paths = count_of(rest);
    if (!take_copy(&k, rest) || !can_write(r) || !is_clear(r, args))
        return false;
    struct course_schema *schema = course_schema_open(&r->err);
    if (!schema)
        return false;
    k.schema = schema;
    k.today = args->as_of.given ? args->as_of.day : date_of_instant(date_now());
    k.links = args->links ? new_links(r->arena) : NULL;
    k.how.platform = args->platform ? PLATFORM_MOODLE : PLATFORM_ANY;
    check_all(&k, rest);
    course_schema_close(schema);
    tell(&k);
    return put_result(&k) && r->err.kind == ERR_NONE;
}

static const char *format_choice(size_t i)
{
    static const char *const all[] = { "text", "json", "sarif", "csv", NULL };
    return all[i];
}

static const struct opt rows[] = {
    { 'f', "format", "FORMAT", OPT_ONE_OF, offsetof(struct args, format),
      "findings as text, json or sarif; links as text, csv or json", format_choice },
    { 0, "platform", "NAME", OPT_ONE_OF, offsetof(struct args, platform),
      "also find what a package will do on this platform", run_platform },
    { 0, "fix", NULL, OPT_FLAG, offsetof(struct args, fix),
      "mend in the files what needs no question, and say what was changed", NULL },
    { 0, "dry-run", NULL, OPT_FLAG, offsetof(struct args, dry_run),
      "with --fix: change nothing, show the changes as a diff", NULL },
    { 0, "links", NULL, OPT_FLAG, offsetof(struct args, links),
      "list the addresses of the web that the course leads to; none is fetched", NULL },
    { 0, "as-of", "DAY", OPT_DAY, offsetof(struct args, as_of),
      "find the facts that are no longer valid on this day; else today", NULL },
};

const struct command command_check = {
    .name = "check",
    .usage = "COURSE|PACKAGE...",
    .summary = "find every mistake in a course or a package, with its place",
    .uses = USES_OUTPUT,
    .findings_are_result = true,
    .opts = { rows, sizeof rows / sizeof *rows },
    .args_size = sizeof(struct args),
    .run = check,
};
