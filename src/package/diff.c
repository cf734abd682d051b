/*
 * Items are matched by identifier, files by path and then by their bytes (size
 * and check sum). What concerns the course in packages of ours: diff_contents.c.
 */
#include "package/diff.h"

#include "package/diff_inside.h"
#include "package/names.h"

/* ------------------------------------------------------------ items */

struct items {                            /* all below the organizations, in order */
    VEC(const struct package_item *) list;
    struct names by_id;
};

static struct items items_of(struct arena *a, const struct package *p)
{
    struct items all = { .by_id.arena = a };
    for (size_t i = 0; i < p->organizations.n; i++)
        for (struct package_item *n = NULL, *top = p->organizations.v[i];
             (n = package_item_next(top, n)) != NULL;)
            if (n != top) {
                (void)names_put(&all.by_id, n->id, all.list.n);
                *vec_push(a, &all.list) = n;
            }
    return all;
}

static const struct package_item *item_named(const struct items *all, str id)
{
    ptrdiff_t at = names_find(&all->by_id, id);
    return at == NAMES_NONE ? NULL : all->list.v[at];
}

/* What a platform keeps a record of: whatever it launches. */
static bool has_record(const struct package *p, const struct package_item *item)
{
    if (p->kind == PACKAGE_CARTRIDGE || p->kind == PACKAGE_WEB || item->first)
        return false;
    return item->href.n > 0 || item->resource.n > 0;
}

/* The one new item of the same title or launch; NULL: none, or several. */
static const struct package_item *successor(const struct items *old, const struct items *new,
                                            const struct package_item *gone)
{
    const struct package_item *found = NULL;
    for (size_t i = 0; i < new->list.n; i++) {
        const struct package_item *n = new->list.v[i];
        bool alike = (gone->title.n > 0 && str_eq(n->title, gone->title))
                     || (gone->href.n > 0 && str_eq(n->href, gone->href));
        if (!alike || n->first || item_named(old, n->id))
            continue;
        if (found)
            return NULL;
        found = n;
    }
    return found;
}

static void lose(struct arena *a, struct diff *d, const struct package_item *item, str why)
{
    *vec_push(a, &d->records) = (struct diff_loss){
        .kind = item->type, .id = item->id, .title = item->title, .why = why, .at = item->at,
    };
}

enum { SUCCESSORS = 200 };                /* lost items for which one is looked for */

static void compare_record(struct arena *a, struct diff *d, const struct items *old,
                           const struct items *new, const struct package_item *item)
{
    const struct package_item *now = item_named(new, item->id);
    if (now && has_record(d->new, now)) {
        d->records_kept++;
        return;
    }
    const struct package_item *next =
        !now && d->records.n < SUCCESSORS ? successor(old, new, item) : NULL;
    if (next)
        lose(a, d, item, str_format(a, "it seems to be called \"" STR_FMT "\" now",
                                    STR_ARG(next->id)));
    else
        lose(a, d, item, now ? S("it launches nothing any more") : S("it is gone"));
}

static void compare_records(struct arena *a, struct diff *d, const struct items *old,
                            const struct items *new)
{
    for (size_t i = 0; i < old->list.n; i++)
        if (has_record(d->old, old->list.v[i])
            && item_named(old, old->list.v[i]->id) == old->list.v[i])
            compare_record(a, d, old, new, old->list.v[i]);
}

/* A platform of another standard finds nothing of what it kept. */
static bool is_other_standard(const struct diff *d)
{
    return d->old->kind != d->new->kind;
}

static void lose_all(struct arena *a, struct diff *d, const struct items *old, str why)
{
    for (size_t i = 0; i < old->list.n; i++)
        if (has_record(d->old, old->list.v[i])
            && item_named(old, old->list.v[i]->id) == old->list.v[i])
            lose(a, d, old->list.v[i], why);
}

static void look_at_records(struct arena *a, struct diff *d, const struct items *old,
                            const struct items *new)
{
    if (is_other_standard(d))
        lose_all(a, d, old, str_format(a, "records of %s are not read by %s",
                                       package_kind_name(d->old->kind),
                                       package_kind_name(d->new->kind)));
    else if (d->old->kind == PACKAGE_CMI5 && !str_eq(d->old->id, d->new->id))
        lose_all(a, d, old, str_format(a, "the course is called \"" STR_FMT "\" now, and "
                                       "registrations belong to a course", STR_ARG(d->new->id)));
    else
        compare_records(a, d, old, new);
}

static void add_item(struct arena *a, struct diff *d, enum diff_change change,
                     const struct package_item *item, str what)
{
    diff_add(a, &d->items, (struct diff_entry){ .change = change, .kind = item->type,
                                                .id = item->id, .title = item->title,
                                                .what = what });
}

static str parent_id(const struct package_item *item)
{
    return item->parent && item->parent->depth > 0 ? item->parent->id : S("");
}

static void compare_item(struct arena *a, struct diff *d, const struct package_item *old,
                         const struct package_item *new)
{
    const struct diff_field fields[] = {
        { "title", old->title, new->title },
        { "launch", old->href, new->href },
        { "type", old->type, new->type },
        { "place", parent_id(old), parent_id(new) },
        { "mastery", old->mastery, new->mastery },
        { "prerequisites", old->prerequisites, new->prerequisites },
        { "move on", old->move_on, new->move_on },
        { "parameters", old->parameters, new->parameters },
    };
    str what = diff_differing(a, fields, sizeof fields / sizeof *fields);
    if (what.n > 0)
        add_item(a, d, DIFF_CHANGED, new, what);
    else
        d->items_same++;
}

static void compare_items(struct arena *a, struct diff *d, const struct items *old,
                          const struct items *new)
{
    for (size_t i = 0; i < old->list.n; i++) {
        const struct package_item *now = item_named(new, old->list.v[i]->id);
        if (now)
            compare_item(a, d, old->list.v[i], now);
        else
            add_item(a, d, DIFF_REMOVED, old->list.v[i], S(""));
    }
    for (size_t i = 0; i < new->list.n; i++)
        if (!item_named(old, new->list.v[i]->id))
            add_item(a, d, DIFF_ADDED, new->list.v[i], S(""));
}

/* ------------------------------------------------------------ notes */

static str organization_id(const struct package *p)
{
    return p->organizations.n > 0 ? p->organizations.v[0]->id : S("");
}

static void note_identifier(struct arena *a, struct diff *d, const char *of, str old, str new)
{
    if (str_eq(old, new))
        return;
    diff_note(a, d, str_format(a, "The identifier of the %s was \"" STR_FMT "\" and is \"" STR_FMT
                               "\": Moodle does not mind, some other platforms take it for another "
                               "course.", of, STR_ARG(old), STR_ARG(new)));
}

static void note_new(struct arena *a, struct diff *d, const struct items *old,
                     const struct items *new)
{
    size_t n = 0;
    for (size_t i = 0; i < new->list.n; i++)
        n += has_record(d->new, new->list.v[i]) && !item_named(old, new->list.v[i]->id);
    if (n > 0 && old->list.n > 0)
        diff_note(a, d, str_format(a, "%zu item%s new: who had done it all has something left to "
                                   "do.", n, n == 1 ? " is" : "s are"));
}

static void note_all(struct arena *a, struct diff *d, const struct items *old,
                     const struct items *new)
{
    bool scorm = d->old->kind == PACKAGE_SCORM12 || d->old->kind == PACKAGE_SCORM2004;
    if (scorm && !is_other_standard(d)) {
        note_identifier(a, d, "manifest", d->old->id, d->new->id);
        note_identifier(a, d, "organization", organization_id(d->old), organization_id(d->new));
    }
    note_new(a, d, old, new);
}

/* ------------------------------------------------------------ files */

/* Files that are gone, by size and check sum. */
struct by_bytes {
    struct names names;                   /* index in the list */
    VEC(const struct package_file *) list;
};

static str bytes_key(struct arena *a, const struct package_file *f, uint32_t crc)
{
    return str_format(a, "%llu:%08x", (unsigned long long)f->size, crc);
}

static bool is_there(const struct package *p, const struct package_file *f)
{
    return files_find(p->files, f->path) == f;    /* not the second of its name */
}

static bool gather_removed(struct arena *a, const struct diff *d, struct by_bytes *to,
                           struct err *e)
{
    to->names.arena = a;
    for (size_t i = 0; i < d->old->files->list.n; i++) {
        const struct package_file *f = &d->old->files->list.v[i];
        uint32_t crc;
        if (!is_there(d->old, f) || files_find(d->new->files, f->path))
            continue;
        if (!files_sum(d->old->files, f, &crc, e))
            return false;
        (void)names_put(&to->names, bytes_key(a, f, crc), to->list.n);
        *vec_push(a, &to->list) = f;
    }
    return true;
}

static void add_file(struct arena *a, struct diff *d, enum diff_change change, str path, str was)
{
    diff_add(a, &d->files, (struct diff_entry){ .change = change, .kind = S("file"), .id = path,
                                                .was = was });
}

static bool compare_file(struct arena *a, struct diff *d, const struct package_file *old,
                         const struct package_file *new, struct err *e)
{
    uint32_t was = 0, is = 0;
    bool same = old->size == new->size;
    if (same && (!files_sum(d->old->files, old, &was, e) || !files_sum(d->new->files, new, &is, e)))
        return false;
    if (same && was == is)
        d->files_same++;
    else
        add_file(a, d, DIFF_CHANGED, new->path, S(""));
    return true;
}

/* Only on the new side; *moved: which of the removed ones have been found again. */
static bool place_file(struct arena *a, struct diff *d, const struct by_bytes *removed, bool *moved,
                       const struct package_file *f, struct err *e)
{
    uint32_t crc;
    if (!files_sum(d->new->files, f, &crc, e))
        return false;
    ptrdiff_t at = f->size > 0 ? names_find(&removed->names, bytes_key(a, f, crc)) : NAMES_NONE;
    if (at != NAMES_NONE && !moved[at]) {
        moved[at] = true;
        add_file(a, d, DIFF_MOVED, f->path, removed->list.v[at]->path);
    } else {
        add_file(a, d, DIFF_ADDED, f->path, S(""));
    }
    return true;
}

static bool compare_files(struct arena *a, struct diff *d, struct progress *p, struct err *e)
{
    struct by_bytes removed = { 0 };
    if (!gather_removed(a, d, &removed, e))
        return false;
    bool *moved = NEW_N(a, bool, removed.list.n + 1);
    progress_begin(p, "comparing", "files", d->new->files->list.n);
    for (size_t i = 0; i < d->new->files->list.n; i++) {
        const struct package_file *f = &d->new->files->list.v[i];
        const struct package_file *old = files_find(d->old->files, f->path);
        bool ok = !is_there(d->new, f) || (old ? compare_file(a, d, old, f, e)
                                               : place_file(a, d, &removed, moved, f, e));
        if (!ok || !progress_step(p, 1, e))
            return false;
    }
    for (size_t i = 0; i < removed.list.n; i++)
        if (!moved[i])
            add_file(a, d, DIFF_REMOVED, removed.list.v[i]->path, S(""));
    return true;
}

/* ------------------------------------------------------------ all */

void package_diff_records(struct arena *a, const struct package *old, const struct package *new,
                          struct diff *out)
{
    *out = (struct diff){ .old = old, .new = new };
    out->old_contents = contents_read(a, old);
    out->new_contents = contents_read(a, new);
    struct items was = items_of(a, old), is = items_of(a, new);
    look_at_records(a, out, &was, &is);
    compare_items(a, out, &was, &is);
    note_all(a, out, &was, &is);
    if (out->old_contents && out->new_contents) {
        contents_read_pages(a, old, out->old_contents);
        contents_read_pages(a, new, out->new_contents);
    }
    diff_contents(a, out);
}

bool package_diff(struct arena *a, const struct package *old, const struct package *new,
                  struct diff *out, struct progress *p, struct err *e)
{
    package_diff_records(a, old, new, out);
    return compare_files(a, out, p, e);
}
