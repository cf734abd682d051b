/*
 * faults SCHEMA-1.SQL [LONG]: whatever happens to a store at any moment of a change, it is as before or as after.
 *
 * Each job is run on a copy of the store it needs while the disk fails (vfs.h) at one of its calls: once,
 * for good, full, the power cut, the process killed. Then the store must be sound and hold what it held
 * before or what the job makes of it (that, when the job said it was done), and the job, done again, makes
 * it. LONG tries up to
 * 200 of the calls of every job, otherwise some.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fs.h"
#include "db/backup.h"
#include "facts.h"
#include "records/merge.h"
#include "records/undo.h"
#include "vfs.h"

enum { APPLICATION_ID = 0x45544c4e };

#define STORE "s.db"

#define TEXT(t) { t, sizeof(t) - 1 }

static const struct fact_file first = { TEXT("first"), TEXT(
    "a@example.org|1|An|A|DE|NMS|2024-01-01|i\n"
    "b@example.org|2|Bo|B|NA|NMS|2024-01-02|c|2024-02-01|0.5\n"
    "c@example.org||Cy|C|KE|SI|2024-01-03|u1=p|2024-02-03|0.7\n"
    "d@example.org||Di|D|FR|SI||-\n"
    "e@example.org||Ed|E|BR|TIME|2024-03-01|f|2024-03-05|0.2") };
static const struct fact_file second = { TEXT("second"), TEXT(
    "a@example.org|1|Ann|A|DE|NMS|2024-01-01|c|2024-04-01|0.9\n"
    "b@example.org|2|Bo|B|FR|TIME|2024-05-02|p|2024-06-01|0.5\n"
    "f@example.org||Fay|F|CN|NMS|2024-05-03|u1=c|2024-06-03\n"
    "e@example.org||Ed|E|BR|TIME|2024-03-01|w") };

/* --- jobs --------------------------------------------------------------------------------------- */

static bool import_second(struct tracker *t, struct err *e) { return facts_import(t, second, true, NULL, e); }
static bool import_first(struct tracker *t, struct err *e) { return facts_import(t, first, true, NULL, e); }
static bool nothing(struct tracker *t, struct err *e) { (void)t; (void)e; return true; }

/* Many rows in one transaction with a small cache: pages go to the log long before the end. */
static bool import_large(struct tracker *t, struct err *e)
{
    struct arena *a = arena_new();
    struct buf b = buf_new(a);
    for (int i = 0; i < 400; i++)
        buf_printf(&b, "p%d@example.org||Given%d|Family%d|DE|C%d|2024-01-%02d|c|2024-02-%02d|0.5\n", i, i, i,
                   i % 9, i % 28 + 1, i % 28 + 1);
    bool ok = tracker_begin(t, e);
    ok = ok && tracker_end(t, db_script(tracker_db(t), S("PRAGMA cache_size = 10"), e)
                           && facts_import(t, (struct fact_file){ S("large"), buf_str(&b) }, true, NULL, e), e);
    arena_free(a);
    return ok;
}

static bool merge(struct tracker *t, struct err *e)
{
    const struct by_hand by = { .actor = S("me"), .reason = S("the same") };
    struct arena *a = arena_new();
    struct report *r = report_new(a, S(""));
    struct err again = { 0 };
    bool ok = merge_learners(t, S("a@example.org"), S("b@example.org"), &by, r, &again)
        || strstr(again.text, "one person already") != NULL;
    if (!ok)
        *e = again;
    arena_free(a);
    return ok;
}

static bool backup(struct tracker *t, struct err *e)
{
    return db_backup(tracker_db(t), "copy.db", true, NULL, e);
}

/* Of the second file, unless that was done. */
static bool undo(struct tracker *t, struct err *e)
{
    const struct undo_how how = { .actor = S("me"), .reason = S("a mistake") };
    struct undo u;
    struct stmt *q = db_stmt(tracker_db(t), S("SELECT undone_by FROM import_batch WHERE id = 2"));
    bool is_open = stmt_row(q) && stmt_nil(q, 0);
    if (!stmt_end(q, e))
        return false;
    struct arena *a = arena_new();
    bool ok = !is_open || undo_batch(t, a, 2, &how, &u, e);
    arena_free(a);
    return ok;
}

static bool rebuild(struct tracker *t, struct err *e) { return tracker_rebuild(t, e); }

/* A store of the first schema. */
static bool make_old(const char *script, struct err *e)
{
    struct arena *a = arena_new();
    str sql;
    struct db *db = fs_read(a, script, 0, &sql, e) ? db_open("old.db", DB_CREATE, APPLICATION_ID, e) : NULL;
    bool ok = db && db_script(db, sql, e);
    db_close(db);
    arena_free(a);
    return ok;
}

/* --- stores ------------------------------------------------------------------------------------ */

static void stop(const char *what, const struct err *e)
{
    fprintf(stderr, "%s: %s\n", what, e->text);
    exit(1);
}

static void sweep(void)
{
    static const char *const names[] = { STORE, STORE "-wal", STORE "-shm", STORE "-journal", "copy.db" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(names[i]);
    struct arena *a = arena_new();
    struct err e = { 0 };
    str *all;
    size_t n = 0;
    if (!fs_names(a, ".", &all, &n, &e))
        stop("listing", &e);
    for (size_t i = 0; i < n; i++)        /* copies before migrations, drafts of killed processes */
        if (str_starts(all[i], S(STORE "-before")) || str_starts(all[i], S("copy.db.")))
            unlink(all[i].p);
    arena_free(a);
}

struct job {
    const char *name;
    const char *from;                     /* the store it begins with; NULL: none */
    enum tracker_mode mode;
    bool (*run)(struct tracker *t, struct err *e);
    bool makes_copy;                      /* the store stays; copy.db is the result */
};

static const struct job jobs[] = {
    { "a first import", NULL, TRACKER_WRITE, import_first, false },
    { "a second import", "filled.db", TRACKER_WRITE, import_second, false },
    { "a large import", "filled.db", TRACKER_WRITE, import_large, false },
    { "an undo", "twice.db", TRACKER_CHANGE, undo, false },
    { "a merge", "filled.db", TRACKER_CHANGE, merge, false },
    { "a rebuild", "filled.db", TRACKER_CHANGE, rebuild, false },
    { "a migration", "old.db", TRACKER_CHANGE, nothing, false },
    { "a backup", "filled.db", TRACKER_READ, backup, true },
};

static void begin_anew(const struct job *j)
{
    struct err e = { 0 };
    sweep();
    if (j->from && !fs_copy(j->from, STORE, &e))
        stop(j->name, &e);
}

static bool run(const struct job *j, struct err *e)
{
    struct tracker *t = tracker_open(STORE, j->mode, e);
    bool ok = t && j->run(t, e);
    tracker_close(t);
    return ok;
}

/* What a store holds: its content; why it cannot be read, when it is none yet or of an older schema. */
static str look(struct arena *a, const char *path, const char *moment)
{
    struct err e = { 0 };
    struct tracker *t = tracker_open(path, TRACKER_READ, &e);
    if (!t && !strstr(e.text, "there is no store") && !strstr(e.text, "is empty")
        && !strstr(e.text, "has schema 1, older"))
        stop(moment, &e);
    if (!t)
        return str_dup(a, str_of(e.text));
    str fault = facts_fault(a, t), content = facts_content(a, t);
    tracker_close(t);
    if (fault.n) {
        snprintf(e.text, sizeof e.text, STR_FMT, STR_ARG(fault));
        stop(moment, &e);
    }
    return content;
}

/* --- one fault --------------------------------------------------------------------------------- */

struct trial {
    const struct job *job;
    struct fault fault;
    struct arena *arena;
    char moment[200];
    str before, after;
};

static void wrong(const struct trial *x, const char *what, str got)
{
    fprintf(stderr, "%s: %s\n--- it holds\n" STR_FMT "\n--- before\n" STR_FMT "\n--- after\n" STR_FMT "\n",
            x->moment, what, STR_ARG(got), STR_ARG(x->before), STR_ARG(x->after));
    exit(1);
}

/* A file nothing is in, or a store without content. */
static bool is_empty(str content)
{
    return !content.n || str_find(content, S("is empty")) < content.n;
}

static void is_before_or_after(const struct trial *x, bool done)
{
    str now = look(x->arena, STORE, x->moment);
    bool was = str_eq(now, x->before) || (!x->job->from && is_empty(now));
    if (!str_eq(now, x->after) && (done || !was))
        wrong(x, done ? "it was said to be done" : "neither as before nor as after", now);
    if (!x->job->makes_copy || (!done && fs_kind("copy.db") == FS_ABSENT))
        return;
    str copy = look(x->arena, "copy.db", x->moment);
    if (!str_eq(copy, x->before))
        wrong(x, "the copy is another", copy);
}

static void does_it_again(const struct trial *x)
{
    struct err e = { 0 };
    if (!run(x->job, &e))
        stop(x->moment, &e);
    str now = look(x->arena, STORE, x->moment);
    if (!str_eq(now, x->after))
        wrong(x, "done again it is another", now);
}

static bool killed(const struct job *j)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        struct err e = { 0 };
        _exit(!run(j, &e));
    }
    if (child < 0 || waitpid(child, &status, 0) != child)
        abort();
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void try(struct trial *x, const char *what, unsigned seed)
{
    struct err e = { 0 };
    snprintf(x->moment, sizeof x->moment, "%s, %s, call %d", x->job->name, what, x->fault.at);
    begin_anew(x->job);
    vfs_set(x->fault);
    bool done = x->fault.how == FAULT_KILL ? killed(x->job) : run(x->job, &e);
    if (x->fault.how == FAULT_CUT) {
        vfs_after_cut(seed);
        unlink(STORE "-shm");
    }
    vfs_set((struct fault){ 0 });
    struct arena_mark mark = arena_mark(x->arena);
    is_before_or_after(x, done);
    does_it_again(x);
    arena_rewind(x->arena, mark);
}

/* --- all of them --------------------------------------------------------------------------------- */

static const struct { const char *what; struct fault fault; } kinds[] = {
    { "a failing read", { CALL_READ, 0, FAULT_ONCE, CODE_IO } },
    { "a failing write", { CALL_WRITE, 0, FAULT_ONCE, CODE_IO } },
    { "writes that fail from here on", { CALL_WRITE, 0, FAULT_STAYS, CODE_IO } },
    { "a full disk", { CALL_WRITE, 0, FAULT_STAYS, CODE_FULL } },
    { "a failing sync", { CALL_SYNC, 0, FAULT_ONCE, CODE_IO } },
    { "syncs that fail from here on", { CALL_SYNC, 0, FAULT_STAYS, CODE_IO } },
    { "a failing truncation", { CALL_TRUNCATE, 0, FAULT_ONCE, CODE_IO } },
    { "a failing removal", { CALL_DELETE, 0, FAULT_ONCE, CODE_IO } },
    { "a file that cannot be opened", { CALL_OPEN, 0, FAULT_ONCE, CODE_IO } },
    { "an index of the log that cannot be had", { CALL_SHARED, 0, FAULT_STAYS, CODE_IO } },
    { "everything failing from here on", { CALL_ALL, 0, FAULT_STAYS, CODE_IO } },
    { "a power cut", { CALL_CHANGES, 0, FAULT_CUT, CODE_IO } },
    { "a kill", { CALL_CHANGES, 0, FAULT_KILL, CODE_IO } },
};

static int calls(const struct job *j, int which)
{
    struct err e = { 0 };
    begin_anew(j);
    vfs_set((struct fault){ .kinds = which });
    if (!run(j, &e))
        stop(j->name, &e);
    int n = vfs_count();
    vfs_set((struct fault){ 0 });
    return n;
}

/* Of n moments the last, where a change becomes lasting, and some spread over the rest. */
static int moment(int i, int n, int some, unsigned salt)
{
    if (n <= some)
        return i < n ? i + 1 : 0;
    if (i >= some)
        return 0;
    return i == 0 ? n : 1 + (int)(((unsigned)(i - 1) * (unsigned)n / (unsigned)(some - 1) + salt) % (unsigned)n);
}

static int try_kind(struct trial *x, size_t k, bool all)
{
    bool fatal = kinds[k].fault.how == FAULT_CUT || kinds[k].fault.how == FAULT_KILL;
    int n = calls(x->job, kinds[k].fault.kinds), tried = 0;
    int some = all ? (fatal ? 200 : 40) : (fatal ? 4 : 2);
    for (int i = 0, at; (at = moment(i, n, some, (unsigned)k * 7 + 3)) != 0; i++) {
        x->fault = kinds[k].fault;
        x->fault.at = at;
        try(x, kinds[k].what, (unsigned)(at * 31 + (int)k));
        tried++;
    }
    return tried;
}

static str outcome(struct arena *a, const struct job *j)
{
    struct err e = { 0 };
    if (!run(j, &e))
        stop(j->name, &e);
    return look(a, STORE, j->name);
}

static int try_job(const struct job *j, bool all)
{
    struct trial x = { .job = j, .arena = arena_new() };
    int tried = 0;
    begin_anew(j);
    x.before = look(x.arena, STORE, j->name);
    x.after = outcome(x.arena, j);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        tried += try_kind(&x, k, all);
    arena_free(x.arena);
    return tried;
}

/* Spellings of countries and the like are most of a small store, and of the time to copy and to check it. */
static bool make_small(struct err *e)
{
    struct db *db = db_open(STORE, DB_WRITE, APPLICATION_ID, e);
    bool ok = db && db_script(db, S("DELETE FROM economy_alias; DELETE FROM group_membership; VACUUM"), e);
    db_close(db);
    return ok;
}

static void make_stores(const char *script)
{
    struct err e = { 0 };
    sweep();
    if (!run(&jobs[0], &e) || !make_small(&e) || !fs_copy(STORE, "filled.db", &e) || !run(&jobs[1], &e)
        || rename(STORE, "twice.db") != 0 || !make_old(script, &e))
        stop("making stores", &e);
}

int main(int argc, char **argv)
{
    int tried = 0;
    bool all = argc > 2 && strcmp(argv[2], "LONG") == 0;
    char folder[64];
    snprintf(folder, sizeof folder, "store-faults-%ld", (long)getpid());
    if (argc < 2 || mkdir(folder, 0700) != 0 || chdir(folder) != 0)
        return 1;
    vfs_begin();
    make_stores(argv[1]);
    for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++)
        tried += try_job(&jobs[i], all);
    sweep();
    unlink("filled.db");
    unlink("twice.db");
    unlink("old.db");
    printf("%d faults\n", tried);
    return chdir("..") != 0 || rmdir(folder) != 0;
}
