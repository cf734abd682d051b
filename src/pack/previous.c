#include "pack/previous.h"

#include "package/diff.h"
#include "pack/rules.h"

struct previous {
    struct arena *arena;
    struct package *package;
};

struct previous *previous_open(struct arena *a, const char *path, struct err *e)
{
    struct diags ignored = { .arena = a, .limit = 100 };
    struct package *package = package_open(a, path, &ignored, e);
    if (!package)
        return NULL;
    if (package->kind == PACKAGE_UNKNOWN || (package->xml && !package->is_whole)) {
        (void)err_set(e, ERR_INPUT, files_find(package->files, S("course.xml"))
                      ? "%s is a course; give the package of it that learners have used"
                      : "%s is no package that can be read; etalon check says why", path);
        package_close(package);
        return NULL;
    }
    struct previous *p = NEW(a, struct previous);
    *p = (struct previous){ a, package };
    return p;
}

void previous_close(struct previous *p)
{
    if (p)
        package_close(p->package);
}

const char *previous_standard(const struct previous *p)
{
    return package_kind_name(p->package->kind);
}

/* What was in records that are all lost needs no word of its own. */
static void report(const struct diff *found, bool orphan, struct diags *d)
{
    for (size_t i = 0; i < found->records.n; i++) {
        const struct diff_loss *l = &found->records.v[i];
        diag_add(d, orphan ? &rule_W859 : &rule_E857, l->at,
                 "Learners' records of \"" STR_FMT "\" (" STR_FMT ") would be lost: " STR_FMT ".",
                 STR_ARG(l->id), STR_ARG(l->title), STR_ARG(l->why));
    }
    for (size_t i = 0; i < found->answers.n && (found->records_kept || !found->records.n); i++) {
        const struct diff_loss *l = &found->answers.v[i];
        diag_add(d, &rule_W858, l->at,
                 "The " STR_FMT " \"" STR_FMT "\" of the older edition: " STR_FMT ".", STR_ARG(l->kind), STR_ARG(l->id), STR_ARG(l->why));
    }
}

bool previous_compare(const struct previous *p, const struct bundle *site, bool orphan,
                      size_t *kept, struct diags *d, struct err *e)
{
    struct diags ignored = { .arena = p->arena, .limit = 100 };
    struct package *now = package_of_bundle(p->arena, site, S("new"), &ignored, e);
    struct diff found;
    if (!now)
        return false;
    *kept = SIZE_MAX;
    if (now->kind == p->package->kind) {
        package_diff_records(p->arena, p->package, now, &found);
        report(&found, orphan, d);
        *kept = found.records_kept;
    }
    package_close(now);
    return true;
}
