/* etalon backup: a copy of the store while it is in use, checked. */
#include <stddef.h>

#include "base/fs.h"
#include "cli/command.h"
#include "db/backup.h"

struct backup_args { bool force; };

static const struct opt options[] = {
    { 0, "force", NULL, OPT_FLAG, offsetof(struct backup_args, force),
      "replace the file when it is there already", NULL },
};

static bool check(struct run *r, const char *path)
{
    str *faults;
    size_t n = 0;
    struct tracker *t = tracker_open(path, TRACKER_READ, &r->err);
    bool ok = t && tracker_verify(t, r->arena, &faults, &n, &r->err);
    tracker_close(t);
    return ok && (!n || err_set(&r->err, ERR_STORE, "%s was written, and has faults as %s has: %zu; "
                                "\"etalon verify --db %s\" lists them", path, r->db, n, path));
}

static bool tell(struct run *r, const char *path)
{
    uint64_t size;
    if (!fs_size(path, &size, &r->err))
        return false;
    run_note(r, "%s is a copy of %s, checked (%.1f MB)", path, r->db, (double)size / 1e6);
    return true;
}

static bool backup(struct run *r, void *args, char **rest)
{
    const struct backup_args *x = args;
    if (!run_words(r, rest, 1, 1, "the name of the file to write"))
        return false;
    struct tracker *t = run_tracker(r, TRACKER_READ);
    bool ok = t && db_backup(tracker_db(t), rest[0], x->force, &r->progress, &r->err);
    tracker_close(t);
    return ok && check(r, rest[0]) && tell(r, rest[0]);
}

const struct command command_backup = {
    .name = "backup",
    .usage = "FILE [--force]",
    .summary = "copy the store while it is in use",
    .uses = USES_DB,
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct backup_args),
    .run = backup,
};
