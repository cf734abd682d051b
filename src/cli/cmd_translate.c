/*
 * In: a course, and what translators send back. Out: one file per language in
 * COURSE/translations, written whole or not at all.
 */
#include <stddef.h>
#include <string.h>

#include "base/fs.h"
#include "cli/command.h"
#include "intl/language.h"
#include "translate/translate.h"

struct translate_args {
    struct opt_list lang;
    const char *fail_on;
    bool drop;
};

static const char *fail_choice(size_t i)
{
    static const char *const choices[] = { "missing", "stale", NULL };
    return choices[i];
}

static const struct opt options[] = {
    { 0, "lang", "LANG[,LANG...]", OPT_LIST, offsetof(struct translate_args, lang),
      "the languages; else those there are files for", NULL },
    { 0, "drop", NULL, OPT_FLAG, offsetof(struct translate_args, drop),
      "extract: take out translations of texts that the course has no more", NULL },
    { 0, "fail-on", "WHAT", OPT_ONE_OF, offsetof(struct translate_args, fail_on),
      "status: exit with 1 when texts are missing, or when some are stale or missing", fail_choice },
};

struct job {
    struct run *run;
    const struct translate_args *args;
    const char *path;
    struct course_schema *schema;
    const struct course *course;
};

struct output { str path, bytes; };

/* ------------------------------------------------------------ the kept files */

static struct languages chosen(const struct job *j)
{
    if (j->args->lang.n == 0)
        return course_languages(j->run->arena, j->path);
    struct languages l = { NEW_N(j->run->arena, str, j->args->lang.n), j->args->lang.n };
    for (size_t i = 0; i < l.n; i++)
        l.v[i] = str_of(j->args->lang.v[i]);
    return l;
}

static bool check_language(const struct job *j, str lang)
{
    struct err *e = &j->run->err;
    if (!intl_language_is_valid(lang))
        return err_set(e, ERR_USAGE, "\"" STR_FMT "\" names no language; write it as fr, pt-BR or "
                       "zh-Hans", STR_ARG(lang));
    if (str_eq_nocase(lang, j->course->lang))
        return err_set(e, ERR_USAGE, "the course is written in \"" STR_FMT "\"; name another "
                       "language", STR_ARG(lang));
    return true;
}

/* NULL without an err: there is none yet. A file with mistakes is not written
 * anew: what it says could be lost. */
static const struct xliff *read_kept(const struct job *j, str lang)
{
    struct run *r = j->run;
    str path = course_translation(r->arena, j->path, lang);
    if (fs_kind(path.p) == FS_ABSENT)
        return NULL;
    struct xliff *x = xliff_read(r->arena, path.p, &r->diags, &r->err);
    if (!x)
        return NULL;
    if (!str_eq_nocase(x->target_lang, lang))
        err_set(&r->err, ERR_INPUT, "%s is a translation into \"" STR_FMT "\"", path.p,
                STR_ARG(x->target_lang));
    else if (x->course.n && !str_eq(x->course, j->course->id))
        err_set(&r->err, ERR_INPUT, "%s is a translation of the course \"" STR_FMT "\"", path.p,
                STR_ARG(x->course));
    else if (!translate_may_keep(x, &r->diags))
        err_set(&r->err, ERR_FOUND, "%s has mistakes; it was left as it is", path.p);
    else
        return x;
    return NULL;
}

static bool write_output(struct job *j, const struct output *o)
{
    struct run *r = j->run;
    str old = S("");
    struct err ignored = { 0 };
    if (fs_kind(o->path.p) == FS_FILE && fs_read(r->arena, o->path.p, 0, &old, &ignored)
        && str_eq(old, o->bytes))
        return true;
    return fs_make_folder(fs_folder_of(r->arena, o->path).p, &r->err)
           && fs_write(o->path.p, o->bytes, FS_PUBLIC, &r->err);
}

static bool output_of(struct job *j, const struct xliff *x, struct output *o)
{
    struct buf b = buf_new(j->run->arena);
    xliff_put(&b, x);
    *o = (struct output){ course_translation(j->run->arena, j->path, x->target_lang),
                          buf_str(&b) };
    return buf_ok(&b) || err_set(&j->run->err, ERR_INPUT, "the course is too large for one file of "
                                 "translations");
}

/* ------------------------------------------------------------ extract */

static void tell_extracted(struct run *r, const struct output *o, const struct extracted *n)
{
    run_note(r, "%s: %zu texts, %zu translated, %zu stale, %zu without translation.", o->path.p,
             n->all, n->kept + n->moved, n->stale, n->fresh);
    if (n->moved)
        run_note(r, "  Moved with their translation: %zu.", n->moved);
    if (n->offered)
        run_note(r, "  Same text translated elsewhere, offered in a note: %zu.", n->offered);
    if (n->gone)
        run_note(r, "  No more in the course and kept apart: %zu (--drop takes them out).", n->gone);
    if (n->dropped)
        run_note(r, "  No more in the course and taken out: %zu.", n->dropped);
}

static bool extract(struct job *j)
{
    struct run *r = j->run;
    struct languages langs = chosen(j);
    struct output *all = NEW_N(r->arena, struct output, langs.n + 1);
    struct extracted *told = NEW_N(r->arena, struct extracted, langs.n + 1);
    if (langs.n == 0)
        return err_set(&r->err, ERR_USAGE, "say into which language: --lang fr");
    for (size_t i = 0; i < langs.n; i++) {
        if (!check_language(j, langs.v[i]))
            return false;
        const struct xliff *kept = read_kept(j, langs.v[i]);
        if (r->err.kind != ERR_NONE)
            return false;
        struct xliff *x = translate_extract(r->arena, j->schema, j->course, langs.v[i], kept,
                                            j->args->drop, &told[i]);
        if (!output_of(j, x, &all[i]))
            return false;
    }
    for (size_t i = 0; i < langs.n; i++) {
        if (!write_output(j, &all[i]))
            return false;
        tell_extracted(r, &all[i], &told[i]);
    }
    return true;
}

/* ------------------------------------------------------------ merge */

static void tell_merged(struct run *r, const char *path, const struct merged *n)
{
    run_note(r, "%s: %zu taken, %zu unchanged, %zu not translated.", path, n->taken, n->unchanged,
             n->empty);
    if (n->stale)
        run_note(r, "  Taken as stale, their source has changed: %zu.", n->stale);
    if (n->older)
        run_note(r, "  Left, there is a newer translation: %zu.", n->older);
    if (n->refused)
        run_note(r, "  Refused, see below: %zu.", n->refused);
    if (n->unknown)
        run_note(r, "  Not in the course, kept apart: %zu.", n->unknown);
}

/* The document of a language as it is after the files before this one. */
static struct xliff *current(struct job *j, struct xliff **docs, size_t n, str lang)
{
    struct run *r = j->run;
    struct extracted ignored;
    for (size_t i = 0; i < n; i++)
        if (docs[i] && str_eq_nocase(docs[i]->target_lang, lang))
            return docs[i];
    const struct xliff *kept = read_kept(j, lang);
    if (!kept)
        return NULL;
    return translate_extract(r->arena, j->schema, j->course, lang, kept, false, &ignored);
}

/* A language is begun by extract, not by what an editor wrote into trgLang. */
static bool has_kept(struct job *j, const struct xliff *back)
{
    struct run *r = j->run;
    if (fs_kind(course_translation(r->arena, j->path, back->target_lang).p) == FS_FILE)
        return true;
    diag_add(&r->diags, &xliff_rule_E481,
             (struct place){ .file = back->path, .line = 1, .column = 1 },
             "The course has no translation into \"" STR_FMT "\"; etalon translate extract --lang "
             STR_FMT " begins one.", STR_ARG(back->target_lang), STR_ARG(back->target_lang));
    return err_set(&r->err, ERR_FOUND, "nothing was merged");
}

static bool merge_file(struct job *j, const char *path, struct xliff **docs, size_t n,
                       struct merged *told)
{
    struct run *r = j->run;
    struct xliff *back = xliff_read(r->arena, path, &r->diags, &r->err);
    if (!back)
        return false;
    if (!check_language(j, back->target_lang)) {
        err_in(&r->err, "%s", path);
        r->err.kind = ERR_INPUT;
        return false;
    }
    if (!has_kept(j, back))
        return false;
    struct xliff *kept = current(j, docs, n, back->target_lang);
    if (!kept)
        return false;
    if (!translate_merge(kept, j->course, back, &r->diags, told))
        return err_set(&r->err, ERR_FOUND, "nothing was merged");
    docs[n] = kept;
    return true;
}

static bool merge(struct job *j, char **files)
{
    struct run *r = j->run;
    size_t n = 0;
    while (files[n])
        n++;
    struct xliff **docs = NEW_N(r->arena, struct xliff *, n);
    struct merged *told = NEW_N(r->arena, struct merged, n);
    struct output *all = NEW_N(r->arena, struct output, n);
    for (size_t i = 0; i < n; i++)
        if (!merge_file(j, files[i], docs, i, &told[i]))
            return false;
    for (size_t i = 0; i < n; i++)
        if (!output_of(j, translate_again(r->arena, j->schema, j->course, docs[i]), &all[i]))
            return false;
    for (size_t i = 0; i < n; i++) {
        if (!write_output(j, &all[i]))
            return false;
        tell_merged(r, files[i], &told[i]);
    }
    return true;
}

/* ------------------------------------------------------------ status */

static bool fails(const char *on, const struct progress_of *p)
{
    return on && (p->missing > 0 || (strcmp(on, "stale") == 0 && p->stale > 0));
}

static bool status(struct job *j)
{
    struct run *r = j->run;
    struct languages langs = chosen(j);
    struct table *t = translate_status_table(r->arena);
    str behind = S("");
    for (size_t i = 0; i < langs.n; i++) {
        static const struct xliff nothing = { 0 };
        if (!check_language(j, langs.v[i]))
            return false;
        const struct xliff *kept = read_kept(j, langs.v[i]);
        if (r->err.kind != ERR_NONE)
            return false;
        struct xliff none = nothing;
        none.target_lang = langs.v[i];
        struct progress_of p = translate_status(t, j->course, kept ? kept : &none);
        if (fails(j->args->fail_on, &p))
            behind = str_format(r->arena, STR_FMT "%s" STR_FMT, STR_ARG(behind),
                                behind.n ? ", " : "", STR_ARG(langs.v[i]));
    }
    if (langs.n == 0)
        table_note(t, S("There is no translation yet; etalon translate extract begins one."));
    if (!run_report(r, report_of_table(t)))
        return false;
    return behind.n == 0 || err_set(&r->err, ERR_FOUND, "not complete: " STR_FMT, STR_ARG(behind));
}

/* ------------------------------------------------------------ the command */

static bool load(struct job *j)
{
    struct run *r = j->run;
    struct diags found = { .arena = r->arena };
    j->schema = course_schema_open(&r->err);
    if (!j->schema)
        return false;
    j->course = course_load(r->arena, j->schema, j->path, &found, &r->err);
    if (j->course && !diag_clean(&found))
        return err_set(&r->err, ERR_FOUND, "the course has mistakes; etalon check %s lists them",
                       j->path);
    return j->course != NULL;
}

static bool translate(struct run *r, void *data, char **rest)
{
    static const char *const verbs[] = { "extract", "merge", "status" };
    struct job j = { .run = r, .args = data };
    size_t verb = 0;
    while (rest[0] && verb < 3 && strcmp(rest[0], verbs[verb]) != 0)
        verb++;
    if (!rest[0] || verb == 3)
        return err_set(&r->err, ERR_USAGE, "say what to do: extract, merge or status");
    if (!run_words(r, rest, verb == 1 ? 3 : 2, verb == 1 ? SIZE_MAX : 2,
                   verb == 1 && rest[1] ? "a file" : "the course"))
        return false;
    j.path = rest[1];
    bool ok = load(&j) && (verb == 0 ? extract(&j) : verb == 1 ? merge(&j, rest + 2) : status(&j));
    course_schema_close(j.schema);
    return ok;
}

const struct command command_translate = {
    .name = "translate",
    .usage = "extract|merge|status COURSE [FILE...] [--lang LANG,LANG] [--fail-on missing|stale]",
    .summary = "give a course to translators and take it back",
    .uses = USES_FORMAT | USES_OUTPUT,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct translate_args),
    .run = translate,
};
