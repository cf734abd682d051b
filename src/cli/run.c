#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/fs.h"
#include "cli/command.h"
#include "json/json.h"
#include "format/format.h"

bool run_put(struct run *r, str bytes)
{
    if (r->output && r->db && fs_is_same(r->output, r->db))
        return err_set(&r->err, ERR_USAGE, "%s is the store; name another file for the result",
                       r->output);
    r->has_result = true;
    return fs_write(r->output ? r->output : "-", bytes, r->personal ? FS_PRIVATE : FS_PUBLIC,
                    &r->err);
}

bool run_put_json(struct run *r, struct json *value)
{
    struct buf b = buf_new(r->arena);
    json_put(&b, value, JSON_INDENTED);
    buf_byte(&b, '\n');
    return run_put(r, buf_str(&b));
}

const char *run_text_or_json(size_t i)
{
    static const char *const all[] = { "text", "json", NULL };
    return all[i];
}

const char *run_platform(size_t i)
{
    static const char *const all[] = { "moodle", NULL };
    return all[i];
}

/* Columns of the terminal the result goes to; 0 when it goes elsewhere. */
static size_t terminal_width(const struct run *r)
{
    struct winsize size;
    if (r->output || !isatty(STDOUT_FILENO))
        return 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return 80;
}

/* -f, else the suffix of -o, else text. */
static const struct format *chosen_format(const struct run *r)
{
    const struct format *f = NULL;
    if (r->format)
        f = format_named(str_of(r->format));
    else if (r->output)
        f = format_of_path(str_of(r->output));
    return f ? f : format_named(S("text"));
}

static bool is_sarif(const struct run *r)
{
    if (r->format)
        return strcmp(r->format, "sarif") == 0;
    return r->output && str_ends(str_of(r->output), S(".sarif"));
}

str run_format(const struct run *r)
{
    if (is_sarif(r))
        return S("sarif");
    return str_of(chosen_format(r)->name);
}

bool run_can_write(struct run *r)
{
    str path = str_of(r->output), suffix = fs_suffix_of(path);
    size_t stem = path.n - suffix.n;
    bool has_suffix = suffix.n > 0 && stem > 0 && path.p[stem - 1] != '/';
    if (r->format || !has_suffix || format_of_path(path))
        return true;
    return err_set(&r->err, ERR_USAGE, "no format is known by " STR_FMT "; say which by -f",
                   STR_ARG(suffix));
}

/* "1 Courses, 2 Activities" */
static str names_of_tables(struct arena *a, const struct report *report)
{
    struct buf b = buf_new(a);
    int n = 0;
    for (size_t i = 0; i < report->parts.n; i++) {
        const struct table *t = report_table_at(report, i);
        if (t)
            buf_printf(&b, "%s%d%s" STR_FMT, n ? ", " : "", n + 1, t->title.n ? " " : "", STR_ARG(t->title));
        n += t != NULL;
    }
    return buf_str(&b);
}

static const struct table *named_table(const struct report *report, str name, size_t *n, size_t *which)
{
    int64_t number = 0;
    const struct table *found = NULL;
    (void)!str_int(name, &number);
    *n = *which = 0;
    for (size_t i = 0; i < report->parts.n; i++) {
        const struct table *t = report_table_at(report, i);
        *n += t != NULL;
        if (t && !found && (!name.n || str_eq_nocase(t->title, name) || (int64_t)*n == number))
            found = t, *which = *n;
    }
    return found;
}

const struct report *run_chosen(struct run *r, const struct report *report, size_t *number)
{
    size_t n;
    const struct table *t = named_table(report, str_of(r->table), &n, number);
    if (!r->table && (!chosen_format(r)->one_table || n < 2)) {
        *number = 0;
        return report;
    }
    if (!t) {
        err_set(&r->err, ERR_USAGE, "the result has no table \"%s\"; it has " STR_FMT, r->table,
                STR_ARG(names_of_tables(r->arena, report)));
        return NULL;
    }
    if (!r->table)
        run_note(r, "a file of this format holds one table: this is the first of " STR_FMT "; --table names another",
                 STR_ARG(names_of_tables(r->arena, report)));
    return report_of_table(t);
}

bool run_report(struct run *r, const struct report *report)
{
    const struct format *f = chosen_format(r);
    if (f->is_binary && !r->output && isatty(STDOUT_FILENO))
        return err_set(&r->err, ERR_USAGE, "%s is nothing for a terminal; name a file by -o", f->name);
    struct write_how how = { .width = terminal_width(r), .colour = r->colour_result };
    struct buf b = buf_new(r->arena);
    size_t number;
    report = run_chosen(r, report, &number);
    return report && f->write(report, &how, &b, &r->err) && run_put(r, buf_str(&b));
}

void run_note(struct run *r, const char *format, ...)
{
    va_list args;
    if (r->quiet)
        return;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}

struct tracker *run_tracker(struct run *r, enum tracker_mode mode)
{
    struct tracker *t = tracker_open(r->db, mode, &r->err);
    if (t && tracker_note(t).n)
        run_note(r, STR_FMT, STR_ARG(tracker_note(t)));
    return t;
}

bool run_done(struct run *r, struct tracker *t, const struct report *report, bool ok)
{
    tracker_close(t);
    return ok && run_report(r, report);
}

bool run_words(struct run *r, char **rest, size_t least, size_t most, const char *what)
{
    size_t n = 0;
    while (rest[n])
        n++;
    if (n < least)
        return err_set(&r->err, ERR_USAGE, "%s is missing", what);
    if (n > most)
        return err_set(&r->err, ERR_USAGE, "\"%s\" is one word too many", rest[most]);
    return true;
}

const char *run_actor(void)
{
    const char *user = getenv("USER");
    const char *login = getenv("LOGNAME");
    return user != NULL && user[0] != 0 ? user : login != NULL ? login : "";
}

struct by_hand run_by_hand(const char *actor, const char *reason, bool dry_run)
{
    return (struct by_hand){ str_of(actor ? actor : run_actor()), str_of(reason), dry_run };
}

static bool no_such_verb(struct run *r, const struct verb *verbs, const char *word)
{
    struct buf b = buf_new(r->arena);
    for (const struct verb *v = verbs; v->name; v++)
        if (v->name[0])
            buf_printf(&b, "%s%s", b.n ? ", " : "", v->name);
    return word ? err_set(&r->err, ERR_USAGE, "\"%s\" is nothing this command does; it does "
                          STR_FMT, word, STR_ARG(buf_str(&b)))
                : err_set(&r->err, ERR_USAGE, "say what to do: " STR_FMT, STR_ARG(buf_str(&b)));
}

bool run_verb(struct run *r, const struct verb *verbs, void *args, char **rest)
{
    for (const struct verb *v = verbs; v->name; v++) {
        if (strcmp(v->name, rest[0] ? rest[0] : "") != 0)
            continue;
        char **words = rest[0] ? rest + 1 : rest;
        if (r->table && !v->tables)
            return err_set(&r->err, ERR_USAGE, "%s%s%s has no option --table; its result is one table",
                           r->command, v->name[0] ? " " : "", v->name);
        return run_words(r, words, v->least, v->most, v->what) && v->run(r, args, words);
    }
    return no_such_verb(r, verbs, rest[0]);
}
