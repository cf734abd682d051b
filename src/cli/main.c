/*
 * From the words of a shell to one command, and from what it leaves (a result,
 * findings, an err) to what is printed and the exit status.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/heap.h"
#include "cli/bar.h"
#include "cli/findings.h"
#include "cli/help.h"
#include "db/neighbour.h"

/* The first Ctrl-C asks the work to end in order, the second ends it. */
static void on_signal(int number)
{
    progress_stop();
    signal(number, SIG_DFL);
}

static void listen_to_signals(void)
{
    struct sigaction act = { .sa_handler = on_signal };
    sigemptyset(&act.sa_mask);
    sigaction(SIGINT, &act, NULL);
    sigaction(SIGTERM, &act, NULL);
    if (signal(SIGHUP, SIG_IGN) != SIG_IGN)               /* nohup wants to go on */
        sigaction(SIGHUP, &act, NULL);
    signal(SIGXFSZ, SIG_IGN);             /* a file that may not grow is an error of write() */
}

static bool wants_colour(const char *when, int fd)
{
    const char *no = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    if (when && strcmp(when, "auto") != 0)
        return strcmp(when, "always") == 0;
    return isatty(fd) && !(no && no[0]) && !(term && strcmp(term, "dumb") == 0);
}

static const char *store_path(const char *given)
{
    const char *env = getenv("ETALON_DB");
    return given ? given : env && env[0] ? env : "etalon.db";
}

static int complain(const struct err *e, bool colour)
{
    fprintf(stderr, "%setalon:%s %s\n", colour ? "\033[31m" : "", colour ? "\033[0m" : "", e->text);
    return (int)e->kind;
}

static bool print_findings(struct run *r, const struct command *c)
{
    struct buf b = buf_new(r->arena);
    diag_sort(&r->diags);
    if (!c->findings_are_result || r->has_result) {
        findings_put_text(&b, &r->diags, r->colour);
        return fwrite(buf_str(&b).p, 1, b.n, stderr) == b.n;
    }
    if (str_eq(run_format(r), S("json")))
        findings_put_json(&b, &r->diags);
    else if (str_eq(run_format(r), S("sarif")))
        findings_put_sarif(&b, &r->diags);
    else
        findings_put_text(&b, &r->diags, r->colour && !r->output);
    return run_put(r, buf_str(&b));
}

static void tell_of_log(struct run *r, const struct command *c)
{
    if ((c->uses & USES_DB) && neighbour_left_log(r->db))
        run_note(r, "%s-wal is left beside the store: what was changed last could not be folded into it, for want of "
                 "room on the disk or because a program was killed. Nothing is lost: keep the two together, make "
                 "room, and the next command that changes the store folds it in", r->db);
}

static int work(struct run *r, const struct command *c, void *args, char **rest)
{
    bool ok = c->run(r, args, rest);
    bar_end(&r->progress);
    tell_of_log(r, c);
    if (!ok && r->err.kind == ERR_USAGE)
        fprintf(stderr, "usage: etalon %s %s\n", c->name, c->usage);
    else if (ok || r->diags.list.n)
        ok = print_findings(r, c) && ok;
    if (r->err.kind != ERR_NONE)
        return complain(&r->err, wants_colour(r->colour ? "always" : "never", STDERR_FILENO));
    return ok && diag_clean(&r->diags) ? 0 : ERR_FOUND;
}

static int run_command(struct arena *a, const struct command *c, char **argv)
{
    struct common_args common = { 0 };
    void *args = arena_get(a, c->args_size);
    const struct opt_table tables[] = { c->opts, common_options };
    void *const structs[] = { args, &common };
    char **rest;
    struct err e = { 0 };
    if (!opt_parse(a, tables, structs, 2, argv, &rest, &e)) {
        err_in(&e, "%s", c->name);
        complain(&e, wants_colour(common.color, STDERR_FILENO));
        fprintf(stderr, "etalon help %s lists the options\n", c->name);
        return ERR_USAGE;
    }
    struct run r = {
        .arena = a, .diags = { .arena = a }, .command = c->name, .db = store_path(common.db),
        .format = common.format, .table = common.table, .output = common.output,
        .personal = c->personal, .quiet = common.quiet, .verbose = common.verbose,
        .colour = wants_colour(common.color, c->findings_are_result ? STDOUT_FILENO : STDERR_FILENO),
        .colour_result = !common.output && wants_colour(common.color, STDOUT_FILENO),
    };
    r.progress.show = !r.quiet && isatty(STDERR_FILENO) ? bar_show : NULL;
    if (common.help) {
        struct buf b = buf_new(a);
        help_put_command(&b, c);
        return run_put(&r, buf_str(&b)) ? 0 : complain(&r.err, r.colour);
    }
    const char *not = help_option_not_of(c, &common);
    if (not) {
        err_set(&e, ERR_USAGE, "%s has no option --%s; etalon help %s lists what it has", c->name,
                not, c->name);
        return complain(&e, r.colour);
    }
    if ((c->uses & USES_FORMAT) && !run_can_write(&r))
        return complain(&r.err, r.colour);
    return work(&r, c, args, rest);
}

static int unknown_command(const char *word)
{
    struct err e = { 0 };
    const struct command *near = help_nearest(str_of(word));
    if (near)
        err_set(&e, ERR_USAGE, "there is no command \"%s\"; did you mean %s?", word, near->name);
    else
        err_set(&e, ERR_USAGE, "there is no command \"%s\"; etalon help lists them", word);
    return complain(&e, wants_colour("auto", STDERR_FILENO));
}

int main(int argc, char **argv)
{
    static char help_word[] = "help", status_word[] = "status";
    static char *no_words[] = { status_word, NULL };
    char **words = argc > 1 ? argv + 1 : no_words;
    heap_be_thrifty();
    listen_to_signals();
    if (strcmp(words[0], "--version") == 0 || strcmp(words[0], "-V") == 0) {
        puts("etalon " ETALON_VERSION);
        return 0;
    }
    if (strcmp(words[0], "--help") == 0 || strcmp(words[0], "-h") == 0)
        words[0] = help_word;
    bool is_first_look = strncmp(words[0], "--", 2) == 0;   /* etalon --db FILE */
    const struct command *c = command_named(str_of(is_first_look ? status_word : words[0]));
    if (!c)
        return unknown_command(words[0]);
    struct arena *a = arena_new();
    int status = run_command(a, c, is_first_look ? words : words + 1);
    arena_free(a);
    return status;
}
