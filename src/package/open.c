/*
 * A path or a bundle goes in; the standard is recognised and its reader fills
 * the model.
 *
 * The rules of the xml room are written for authors of courses; for a manifest
 * each of them is one of ours with the same sentence and an advice that fits.
 */
#include <string.h>

#include "base/fs.h"
#include "package/inside.h"
#include "package/repair.h"
#include "zip/archive.h"

#define KIND(name) extern const struct package_reader package_reader_##name;
#include "package/kinds.def"
#undef KIND

static const struct package_reader *const readers[] = {
#define KIND(name) &package_reader_##name,
#include "package/kinds.def"
#undef KIND
};

/* ------------------------------------------------------------ XML */

static const struct { const char *of_xml; const struct rule *ours; } hazards[] = {
    { "E104", &package_rule_E1110 }, { "E105", &package_rule_E1111 },
    { "E106", &package_rule_E1112 }, { "E107", &package_rule_E1112 },
    { "E108", &package_rule_E1111 }, { "E110", &package_rule_E1113 },
    { "E111", &package_rule_E1113 }, { "E112", &package_rule_E1114 },
    { "E113", &package_rule_E1114 }, { "E114", &package_rule_E1115 },
    { "E115", &package_rule_E1116 }, { "E116", &package_rule_E1117 },
    { "E117", &package_rule_E1118 }, { "E118", &package_rule_E1119 },
    { "E119", &package_rule_E1120 }, { "E120", &package_rule_E1110 },
    { "E121", &package_rule_E1118 }, { "E130", &package_rule_E1121 },
    { "E131", &package_rule_E1121 },
};

static const struct rule *ours(const struct rule *of_xml)
{
    for (size_t i = 0; i < sizeof hazards / sizeof *hazards; i++)
        if (strcmp(hazards[i].of_xml, of_xml->id) == 0)
            return hazards[i].ours;
    return &package_rule_E1113;
}

/* A prefix that is not declared is wrong once, however many elements have it. */
static bool is_again(const struct diags *d, size_t at)
{
    const struct rule *rule = d->list.v[at].rule;
    for (size_t i = 0; i < at && ours(rule) == &package_rule_E1116; i++)
        if (d->list.v[i].rule == rule && str_eq(d->list.v[i].text, d->list.v[at].text))
            return true;
    return false;
}

struct xml *package_read_xml(struct package *p, str path, struct diags *d)
{
    const struct package_file *file = files_find(p->files, path);
    struct diags found = { .arena = d->arena, .limit = 100 };
    struct err none = { 0 };
    struct xml *x = NULL;
    struct place dtd;
    str bytes, name = files_place(p->files, d->arena, path);
    struct arena *scratch = arena_new();
    if (!file)
        ;
    else if (file->size > FILES_MANIFEST_BYTES)
        diag_add(d, &package_rule_E1110, (struct place){ .file = name },
                 "The file has %llu MB; at most %d MB of a manifest are read.",
                 (unsigned long long)(file->size >> 20), FILES_MANIFEST_BYTES >> 20);
    else if (!files_read(p->files, file, scratch, FILES_MANIFEST_BYTES, &bytes, &none))
        diag_add(d, &package_rule_E1109, (struct place){ .file = name }, "%s.", none.text);
    else
        x = xml_read(bytes, name, &found, &none);
    if (x && xml_names_dtd(x, &dtd))
        diag_add(d, &package_rule_E1118, dtd, "The DOCTYPE names a file of declarations; programs that "
                 "look for it can be led anywhere.");
    for (size_t i = 0; i < found.list.n; i++)
        if (!is_again(&found, i))
            diag_add(d, ours(found.list.v[i].rule), found.list.v[i].at, STR_FMT,
                     STR_ARG(found.list.v[i].text));
    for (size_t i = 0; i < found.edits.n; i++) {
        const struct edit *e = &found.edits.v[i];
        diag_mend(d, ours(e->rule), e->at, e->how, e->old, e->new);
    }
    arena_free(scratch);
    return x;
}

const struct xml_node *package_manifest(struct package *p, str path, struct diags *d)
{
    if (!str_eq(p->manifest, path)) {
        if (p->manifest.n > 0 || !files_find(p->files, path))
            return NULL;
        p->manifest = path;
        p->manifest_place = files_place(p->files, p->arena, path);
        p->xml = package_read_xml(p, path, d);
        p->is_whole = p->xml && xml_is_whole(p->xml) && xml_is_well_formed(p->xml);
    }
    return p->xml ? xml_root(p->xml) : NULL;
}

str package_source(struct package *p)
{
    const struct package_file *file = files_find(p->files, p->manifest);
    struct err none = { 0 };
    if (p->source.n == 0 && file
        && !files_read(p->files, file, p->arena, FILES_MANIFEST_BYTES, &p->source, &none))
        p->source = S("");
    return p->source;
}

/* ------------------------------------------------------------ the door */

struct package *package_of_files(struct arena *a, struct files *f, struct diags *d)
{
    struct package *p = NEW(a, struct package);
    p->arena = p->resource_ids.arena = a;
    p->files = f;
    for (size_t i = 0; i < sizeof readers / sizeof *readers && !p->reader; i++)
        if (readers[i]->recognise(p, d))
            p->reader = readers[i];
    if (p->reader) {
        p->kind = p->reader->kind;
        p->reader->read(p, d);
    }
    return p;
}

struct package *package_open(struct arena *a, const char *path, struct diags *d, struct err *e)
{
    struct files *f = files_open(a, path, d, e);
    return f ? package_of_files(a, f, d) : NULL;
}

struct package *package_of_bundle(struct arena *a, const struct bundle *b, str name,
                                  struct diags *d, struct err *e)
{
    struct files *f = files_of_bundle(a, b, name, e);
    return f ? package_of_files(a, f, d) : NULL;
}

void package_close(struct package *p)
{
    if (!p)
        return;
    xml_free(p->xml);
    p->xml = NULL;
    files_close(p->files);
}

static bool has(struct arena *a, const char *folder, const char *name)
{
    return fs_kind(fs_join(a, str_of(folder), str_of(name)).p) == FS_FILE;
}

static bool has_manifest(struct arena *a, const char *folder)
{
    str *names;
    size_t n;
    struct err none = { 0 };
    if (has(a, folder, "course.xml") || !fs_names(a, folder, &names, &n, &none))
        return false;
    for (size_t i = 0; i < n; i++)
        if (package_manifest_like(names[i]).n > 0 || str_eq_nocase(fs_suffix_of(names[i]), S(".crs")))
            return true;
    return false;
}

/* By its first bytes: an archive of any name ("PK" and the number of a record), or one
 * that somebody took for a zip. */
static bool is_archive(const char *path)
{
    unsigned char head[4] = { 0 };
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(head, 1, sizeof head, f) : 0;
    if (f)
        fclose(f);
    return n == 4 && ((head[0] == 'P' && head[1] == 'K' && head[2] < 9 && head[3] < 9)
                      || archive_other_kind(head));
}

bool package_is_at(const char *path)
{
    const char *slash = strrchr(path, '/');
    str name = str_of(slash ? slash + 1 : path);
    struct arena *a = arena_new();
    enum fs_kind kind = fs_kind(path);
    bool is = kind == FS_FOLDER ? has_manifest(a, path)
              : kind == FS_FILE && (str_eq_nocase(fs_suffix_of(name), S(".zip"))
                                    || package_manifest_like(name).n > 0 || is_archive(path));
    arena_free(a);
    return is;
}
