/* In: what two packages differ in. Out: sentences and tables, and the members that
 * cli/help/diff.txt lists. */
#include "cli/diff.h"

enum { ROWS_MOST = 60 };                  /* of a table; programs get all */

static const char *const changes[] = {
    [DIFF_CHANGED] = "changed", [DIFF_ADDED] = "added", [DIFF_REMOVED] = "removed",
    [DIFF_MOVED] = "moved",
};

/* ------------------------------------------------------------ people */

static void put_verdict(const struct compared *c, struct report *to)
{
    const struct diff *d = &c->diff;
    size_t all = d->records.n + d->records_kept;
    str text;
    if (d->records.n > 0)
        text = str_format(c->arena, "Records of learners would be lost: those of %zu of %zu item%s. A "
                          "platform that gets the new package in place of the old one finds them "
                          "no more.", d->records.n, all, all == 1 ? "" : "s");
    else if (all > 0)
        text = str_format(c->arena, "All records of learners survive: the %s known by the same "
                          "identifier%s in both.", all == 1 ? "one item is" : "items are",
                          all == 1 ? "" : "s");
    else
        text = S("There is nothing a platform keeps records of.");
    report_text(to, text);
    if (d->answers.n > 0)
        report_text(to, str_format(c->arena, "Of what learners did, %zu part%s could not be read "
                                   "any more.", d->answers.n, d->answers.n == 1 ? "" : "s"));
    for (size_t i = 0; i < d->notes.n; i++)
        report_text(to, d->notes.v[i]);
}

static void fact(struct table *t, const char *name, str old, str new)
{
    if (old.n == 0 && new.n == 0)
        return;
    table_add(t, val_text(str_of(name)));
    table_add(t, val_text(old));
    table_add(t, val_text(new));
}

static str counted(struct arena *a, size_t n)
{
    return str_format(a, "%zu", n);
}

static void put_facts(const struct compared *c, struct report *to)
{
    const struct package *old = c->diff.old, *new = c->diff.new;
    struct table *t = table_new(c->arena, S(""));
    table_column(t, S("fact"), S(" "), UNIT_NONE);
    table_column(t, S("old"), S("Old"), UNIT_NONE);
    table_column(t, S("new"), S("New"), UNIT_NONE);
    fact(t, "Package", str_of(c->old_path), str_of(c->new_path));
    fact(t, "Standard", str_of(package_kind_name(old->kind)), str_of(package_kind_name(new->kind)));
    fact(t, "Identifier", old->id, new->id);
    fact(t, "Title", old->title, new->title);
    fact(t, "Version", old->version, new->version);
    fact(t, "Files", counted(c->arena, old->files->list.n), counted(c->arena, new->files->list.n));
    report_table(to, t);
}

static void tell_rest(struct table *t, size_t n)
{
    if (n > ROWS_MOST)
        table_note(t, str_format(t->arena, "And %zu more; -f json lists them all.", n - ROWS_MOST));
}

static void put_losses(const struct compared *c, const char *title, const struct diff_loss *v,
                       size_t n, struct report *to)
{
    struct table *t = table_new(c->arena, str_of(title));
    table_column(t, S("kind"), S("What"), UNIT_NONE);
    table_column(t, S("id"), S("Identifier"), UNIT_NONE);
    table_column(t, S("title"), S("Title"), UNIT_NONE);
    table_column(t, S("why"), S("Why"), UNIT_NONE);
    for (size_t i = 0; i < n && i < ROWS_MOST; i++) {
        table_add(t, val_text(v[i].kind));
        table_add(t, val_text(v[i].id));
        table_add(t, val_text(v[i].title));
        table_add(t, val_text(v[i].why));
    }
    tell_rest(t, n);
    if (n > 0)
        report_table(to, t);
}

static bool have_titles(const diff_entries *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->v[i].title.n > 0)
            return true;
    return false;
}

static str details(struct arena *a, const struct diff_entry *e)
{
    return e->change == DIFF_MOVED ? str_cat(a, S("from "), e->was) : e->what;
}

static void put_entries(const struct compared *c, const char *title, const diff_entries *list,
                        size_t same, struct report *to)
{
    struct table *t = table_new(c->arena, str_of(title));
    enum seen_by titles = have_titles(list) ? SEEN_BY_ALL : SEEN_BY_MACHINES;
    table_column(t, S("change"), S("Change"), UNIT_NONE);
    table_column(t, S("kind"), S("What"), UNIT_NONE);
    table_column(t, S("id"), S("Identifier"), UNIT_NONE);
    table_column_as(t, (struct column){ .id = S("title"), .title = S("Title"), .seen_by = titles });
    table_column(t, S("what"), S("Details"), UNIT_NONE);
    for (size_t i = 0; i < list->n && i < ROWS_MOST; i++) {
        table_add(t, val_text(str_of(changes[list->v[i].change])));
        table_add(t, val_text(list->v[i].kind));
        table_add(t, val_text(list->v[i].id));
        table_add(t, val_text(list->v[i].title));
        table_add(t, val_text(details(c->arena, &list->v[i])));
    }
    tell_rest(t, list->n);
    table_note(t, str_format(c->arena, "%zu the same.", same));
    if (list->n > 0)
        report_table(to, t);
}

void diff_put_report(const struct compared *c, struct report *to)
{
    const struct diff *d = &c->diff;
    put_facts(c, to);
    put_verdict(c, to);
    put_losses(c, "Records lost", d->records.v, d->records.n, to);
    put_losses(c, "Lost from records that survive", d->answers.v, d->answers.n, to);
    put_entries(c, "Items", &d->items, d->items_same, to);
    put_entries(c, "Course", &d->parts, d->parts_same, to);
    put_entries(c, "Files", &d->files, d->files_same, to);
}

/* ------------------------------------------------------------ programs */

static void set(struct json *o, const char *key, str text)
{
    json_set(o, key, text.n ? json_of_text(text) : json_of_null());
}

static struct json *package_json(const char *path, const struct package *p,
                                 const struct contents *contents)
{
    struct json *o = json_new_object();
    set(o, "path", str_of(path));
    set(o, "standard", str_of(package_kind_name(p->kind)));
    set(o, "edition", p->edition);
    set(o, "identifier", p->id);
    set(o, "title", p->title);
    set(o, "version", contents ? contents->version : p->version);
    set(o, "course", contents ? contents->id : S(""));
    json_set(o, "files", json_of_int((int64_t)p->files->list.n));
    return o;
}

static struct json *entries_json(const diff_entries *list, size_t same)
{
    struct json *o = json_new_object(), *all = json_new_array();
    for (size_t i = 0; i < list->n; i++) {
        struct json *one = json_new_object();
        set(one, "change", str_of(changes[list->v[i].change]));
        set(one, "kind", list->v[i].kind);
        set(one, "id", list->v[i].id);
        set(one, "was", list->v[i].was);
        set(one, "title", list->v[i].title);
        set(one, "what", list->v[i].what);
        json_add(all, one);
    }
    json_set(o, "same", json_of_int((int64_t)same));
    json_set(o, "changes", all);
    return o;
}

static struct json *losses_json(const struct diff_loss *v, size_t n)
{
    struct json *all = json_new_array();
    for (size_t i = 0; i < n; i++) {
        struct json *one = json_new_object();
        set(one, "kind", v[i].kind);
        set(one, "id", v[i].id);
        set(one, "title", v[i].title);
        set(one, "why", v[i].why);
        json_add(all, one);
    }
    return all;
}

struct json *diff_json(const struct compared *c)
{
    const struct diff *d = &c->diff;
    struct json *o = json_new_object(), *records = json_new_object(), *notes = json_new_array();
    json_set(records, "kept", json_of_int((int64_t)d->records_kept));
    json_set(records, "lost", losses_json(d->records.v, d->records.n));
    json_set(records, "answers_lost", losses_json(d->answers.v, d->answers.n));
    for (size_t i = 0; i < d->notes.n; i++)
        json_add(notes, json_of_text(d->notes.v[i]));
    json_set(o, "old", package_json(c->old_path, d->old, d->old_contents));
    json_set(o, "new", package_json(c->new_path, d->new, d->new_contents));
    json_set(o, "records", records);
    json_set(o, "notes", notes);
    json_set(o, "items", entries_json(&d->items, d->items_same));
    json_set(o, "course", d->old_contents && d->new_contents
                              ? entries_json(&d->parts, d->parts_same) : json_of_null());
    json_set(o, "files", entries_json(&d->files, d->files_same));
    return o;
}
