/* In: a package that was opened. Out: the members cli/help/inspect.txt lists. */
#include "cli/inspect.h"

static void set(struct json *o, const char *key, str text)
{
    json_set(o, key, text.n ? json_of_text(text) : json_of_null());
}

static struct json *texts_json(const package_texts *texts)
{
    struct json *list = json_new_array();
    for (size_t i = 0; i < texts->n; i++) {
        struct json *one = json_new_object();
        set(one, "language", texts->v[i].lang);
        set(one, "text", texts->v[i].text);
        json_add(list, one);
    }
    return list;
}

static struct json *words_json(const str *v, size_t n)
{
    struct json *list = json_new_array();
    for (size_t i = 0; i < n; i++)
        json_add(list, json_of_text(v[i]));
    return list;
}

/* As deep as the reader lets XML be. */
static struct json *item_json(const struct inspected *i, const struct package_item *item)
{
    struct json *o = json_new_object(), *items = json_new_array();
    set(o, "identifier", item->id);
    set(o, "title", item->title);
    set(o, "type", item->type);
    set(o, "launch", item->href);
    set(o, "resource", item->resource);
    set(o, "parameters", item->parameters);
    set(o, "mastery", item->mastery);
    set(o, "prerequisites", item->prerequisites);
    set(o, "move_on", item->move_on);
    set(o, "max_time", item->max_time);
    set(o, "sequencing", sequencing_words(i->sequencing, i->arena, item));
    json_set(o, "objectives", words_json(item->objectives.v, item->objectives.n));
    json_set(o, "hidden", json_of_bool(item->is_hidden));
    json_set(o, "line", json_of_int(item->at.line));
    for (const struct package_item *c = item->first; c; c = c->next)
        json_add(items, item_json(i, c));
    json_set(o, "items", items);
    return o;
}

static struct json *organizations_json(const struct inspected *i)
{
    struct json *list = json_new_array();
    for (size_t k = 0; k < i->package->organizations.n; k++)
        json_add(list, item_json(i, i->package->organizations.v[k]));
    return list;
}

static struct json *course_json(const struct contents *c)
{
    if (!c)
        return json_of_null();
    struct json *o = json_new_object();
    set(o, "id", c->id);
    set(o, "version", c->version);
    set(o, "title", c->title);
    json_set(o, "languages", words_json(c->languages.v, c->languages.n));
    json_set(o, "modules", json_of_int((int64_t)c->modules.n));
    json_set(o, "pages", json_of_int((int64_t)c->pages.n));
    json_set(o, "quizzes", json_of_int((int64_t)c->quizzes.n));
    json_set(o, "questions", json_of_int((int64_t)c->questions.n));
    json_set(o, "by_module", json_of_bool(c->is_split));
    return o;
}

static struct json *file_json(const struct package_file *f)
{
    struct json *o = json_new_object();
    set(o, "path", f->path);
    json_set(o, "bytes", json_of_int((int64_t)f->size));
    json_set(o, "packed", json_of_int((int64_t)f->packed));
    return o;
}

static struct json *files_json(const struct inspected *i)
{
    const struct files *f = i->package->files;
    struct json *o = json_new_object(), *list = json_new_array();
    size_t largest[INSPECT_LARGEST], n = inspect_largest(i, largest);
    for (size_t k = 0; k < n; k++)
        json_add(list, file_json(&f->list.v[largest[k]]));
    json_set(o, "count", json_of_int((int64_t)f->list.n));
    json_set(o, "bytes", json_of_int((int64_t)i->unpacked));
    json_set(o, "packed", json_of_int((int64_t)i->packed));
    json_set(o, "archive", f->is_archive ? json_of_int((int64_t)f->size) : json_of_null());
    json_set(o, "largest", list);
    return o;
}

static struct json *metadata_json(const struct package *p)
{
    struct json *o = json_new_object();
    json_set(o, "titles", texts_json(&p->titles));
    json_set(o, "descriptions", texts_json(&p->descriptions));
    json_set(o, "keywords", texts_json(&p->keywords));
    return o;
}

static struct json *found_json(const struct inspected *i)
{
    struct json *o = json_new_object();
    json_set(o, "errors", json_of_int((int64_t)i->errors));
    json_set(o, "warnings", json_of_int((int64_t)i->warnings));
    return o;
}

struct json *inspect_json(const struct inspected *i)
{
    static const char *const kinds[PACKAGE_KINDS] = {
        [PACKAGE_SCORM12] = "scorm12", [PACKAGE_SCORM2004] = "scorm2004", [PACKAGE_CMI5] = "cmi5",
        [PACKAGE_TINCAN] = "tincan", [PACKAGE_AICC] = "aicc",
        [PACKAGE_CARTRIDGE] = "common-cartridge", [PACKAGE_WEB] = "web",
    };
    const struct package *p = i->package;
    struct json *o = json_new_object();
    set(o, "path", str_of(i->path));
    set(o, "kind", str_of(kinds[p->kind]));
    set(o, "standard", p->kind == PACKAGE_UNKNOWN ? S("") : inspect_standard(i));
    set(o, "edition", p->edition);
    set(o, "manifest", p->manifest);
    set(o, "identifier", p->id);
    set(o, "title", p->title);
    set(o, "version", p->version);
    set(o, "schemaversion", p->schemaversion);
    set(o, "maker", package_maker(p));
    json_set(o, "course", course_json(i->contents));
    json_set(o, "languages", words_json(p->languages.v, p->languages.n));
    json_set(o, "metadata", metadata_json(p));
    set(o, "default_organization", p->default_organization);
    json_set(o, "organizations", organizations_json(i));
    json_set(o, "resources", json_of_int((int64_t)p->resources.n));
    json_set(o, "files", files_json(i));
    json_set(o, "found", found_json(i));
    return o;
}
