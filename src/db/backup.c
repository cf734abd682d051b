/*
 * Two connections of our own: one stands on a snapshot of the source, the other fills a draft
 * beside the target, whose log is folded in before anybody looks at it.
 */
#include "db/backup.h"

#include <stdio.h>
#include <string.h>

#include "base/fs.h"
#include "db/inside.h"

enum { AT_ONCE = 256 };                   /* pages */

static bool copy_pages(sqlite3_backup *b, struct db *to, struct progress *p, struct err *e)
{
    int rc;
    progress_begin(p, "copying the store", "pages", 0);
    while ((rc = sqlite3_backup_step(b, AT_ONCE)) == SQLITE_OK) {
        if (p)
            p->total = (uint64_t)sqlite3_backup_pagecount(b);
        if (!progress_step(p, AT_ONCE, e))
            return false;
    }
    return rc == SQLITE_DONE || db_say(to, rc, e);
}

static bool copy(struct db *from, struct db *to, struct progress *p, struct err *e)
{
    sqlite3_backup *b = sqlite3_backup_init(db_handle(to), "main", db_handle(from), "main");
    if (!b)
        return db_say(to, sqlite3_errcode(db_handle(to)), e);
    bool ok = copy_pages(b, to, p, e);
    int rc = sqlite3_backup_finish(b);
    return ok && (rc == SQLITE_OK || db_say(to, rc, e));
}

/* The first look fixes the snapshot: without one every step would begin anew after a commit. */
static bool copy_snapshot(struct db *from, struct db *to, struct progress *p, struct err *e)
{
    return db_begin(from, e)
        && db_end(from, db_script(from, S("SELECT count(*) FROM sqlite_schema"), e)
                  && copy(from, to, p, e), e);
}

/* The draft is synced as a whole; the copy says of itself that it has a log, as the source does. */
static bool fill(struct db *from, const char *draft, struct progress *p, struct err *e)
{
    struct db *to = db_open(draft, DB_CREATE, db_application(from), e);
    bool ok = to
        && db_script(to, S("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY;"
                           " PRAGMA synchronous = OFF"), e)
        && copy_snapshot(from, to, p, e) && db_script(to, S("PRAGMA journal_mode = DELETE"), e);
    db_close(to);
    return ok;
}

static bool is_whole(struct db *copy, struct err *e)
{
    char fault[200] = "";
    struct stmt *q = db_stmt(copy, S("PRAGMA integrity_check(1)"));
    if (stmt_row(q))
        snprintf(fault, sizeof fault, "%.*s", (int)stmt_str(q, 0).n, stmt_str(q, 0).p);
    if (!stmt_end(q, e))
        return false;
    return strcmp(fault, "ok") == 0
        || err_set(e, ERR_STORE, "what was copied is damaged (%s); take the file itself and all "
                   "beside it, and restore an older backup", fault);
}

static bool is_readable(const char *draft, int32_t application, struct err *e)
{
    struct db *copy = db_open(draft, DB_READ, application, e);
    bool ok = copy && is_whole(copy, e);
    db_close(copy);
    return ok;
}

static bool into_draft(struct db *db, const char *draft, struct progress *p, struct err *e)
{
    struct db *from = db_open(db_path(db), DB_READ, db_application(db), e);
    bool ok = from && fill(from, draft, p, e) && is_readable(draft, db_application(db), e);
    db_close(from);
    return ok;
}

static bool may_stand(const struct db *db, const char *to, bool replace, struct err *e)
{
    if (fs_is_same(db_path(db), to))
        return err_set(e, ERR_USAGE, "%s is the store itself; name another file", to);
    return replace || fs_kind(to) == FS_ABSENT
        || err_set(e, ERR_USAGE, "%s is there already; name another file, or say --force to "
                   "replace it", to);
}

bool db_backup(struct db *db, const char *to, bool replace, struct progress *p, struct err *e)
{
    struct fs_draft d;
    if (!may_stand(db, to, replace, e) || !fs_draft_open(&d, to, FS_PRIVATE, e))
        return false;
    if (into_draft(db, d.path, p, e))
        return replace ? fs_draft_keep(&d, e) : fs_draft_keep_new(&d, e);
    fs_draft_drop(&d);
    return err_in(e, "no copy was made at %s", to);
}
