/*
 * The paths in a course go in, its media come out: each file once, inside the
 * folder, spelt as it is called, of the kind it is used as.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/media.h"
#include "course/inside.h"
#include "intl/language.h"

enum { LONGEST_PATH = 100, INTERACTIVE_FILES = 500 };

struct folder { str path; str *names; size_t n; };    /* one folder's listing */

struct looking {
    struct making *m;
    str root;                             /* of the course, after links, "/" at the end */
    VEC(struct folder) folders;
    VEC(struct media *) media;            /* in the order they are met */
};

/* ------------------------------------------------------------ names */

static const struct folder *listing(struct looking *l, str path)
{
    struct arena *a = l->m->arena;
    for (size_t i = 0; i < l->folders.n; i++)
        if (str_eq(l->folders.v[i].path, path))
            return &l->folders.v[i];
    struct folder *f = vec_push(a, &l->folders);
    struct err ignored = { 0 };
    str disk = path.n ? fs_join(a, l->m->course->folder, path) : l->m->course->folder;
    *f = (struct folder){ .path = str_dup(a, path) };
    if (!fs_names(a, disk.p, &f->names, &f->n, &ignored))
        f->n = 0;
    return f;
}

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

/* The path as its folders spell it: the same, another by upper and lower case,
 * or empty when there is none. Names that begin with "." are not listed. */
static str spelt(struct looking *l, str path)
{
    struct arena *a = l->m->arena;
    str so_far = S("");
    for (str rest = path; rest.p; ) {
        str name = str_cut(&rest, '/'), found = S("");
        const struct folder *f = listing(l, so_far);
        if ((f->n && bsearch(&name, f->names, f->n, sizeof *f->names, by_bytes))
            || str_starts(name, S(".")))
            found = name;
        for (size_t i = 0; i < f->n && found.n == 0; i++)
            if (str_eq_nocase(f->names[i], name))
                found = f->names[i];
        if (found.n == 0)
            return S("");
        so_far = fs_join(a, so_far, found);
    }
    return so_far;
}

static bool is_plain(str path)
{
    for (size_t i = 0; i < path.n; i++) {
        char c = path.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || strchr("._-/", c)))
            return false;
    }
    return path.n <= LONGEST_PATH;
}

/* ------------------------------------------------------------ kinds */

static bool may_be(const struct pending *p, const struct media_type *t)
{
    switch (p->on->node.element) {
    case EL_figure:   return t && t->class == MEDIA_IMAGE;
    case EL_audio:    return t && t->class == MEDIA_AUDIO;
    case EL_interactive: return t && strcmp(t->type, "text/html") == 0;
    case EL_captions: return t && strcmp(t->type, "text/vtt") == 0;
    case EL_video:
        return t && t->class == (p->attr->name == AT_poster ? MEDIA_IMAGE : MEDIA_VIDEO);
    default:          return true;
    }
}

/* How files of a kind begin; a name can lie, the first bytes rarely do. */
static const struct { const char *type; size_t at; const char *bytes; size_t n; } BEGINNINGS[] = {
    { "image/png", 0, "\x89PNG", 4 },  { "image/jpeg", 0, "\xFF\xD8", 2 },
    { "image/gif", 0, "GIF8", 4 },     { "image/webp", 8, "WEBP", 4 },
    { "video/mp4", 4, "ftyp", 4 },     { "audio/mp4", 4, "ftyp", 4 },
    { "video/webm", 0, "\x1A\x45\xDF\xA3", 4 }, { "audio/ogg", 0, "OggS", 4 },
    { "audio/wav", 0, "RIFF", 4 },     { "application/pdf", 0, "%PDF", 4 },
    { "audio/mpeg", 0, "ID3", 3 },     { "audio/mpeg", 0, "\xFF\xFB", 2 },
    { "audio/mpeg", 0, "\xFF\xFA", 2 }, { "audio/mpeg", 0, "\xFF\xF3", 2 },
    { "audio/mpeg", 0, "\xFF\xF2", 2 }, { "text/vtt", 0, "WEBVTT", 6 },
    { "application/zip", 0, "PK", 2 },
};

static struct place here(struct looking *l, const struct pending *p)
{
    said_at_node(l->m, &p->on->node);
    return pending_place(p);
}

static size_t head_of(const char *disk, char head[16])
{
    memset(head, 0, 16);
    int fd = open(disk, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? 0 : read(fd, head, 16);
    if (fd >= 0)
        close(fd);
    if (n > 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0) {
        memmove(head, head + 3, 13);
        n -= 3;
    }
    return n > 0 ? (size_t)n : 0;
}

/* What the first bytes are those of; NULL: of nothing we know. */
static const char *really(const char head[16], size_t n)
{
    for (size_t i = 0; i < sizeof BEGINNINGS / sizeof *BEGINNINGS; i++)
        if (n >= BEGINNINGS[i].at + BEGINNINGS[i].n
            && memcmp(head + BEGINNINGS[i].at, BEGINNINGS[i].bytes, BEGINNINGS[i].n) == 0)
            return BEGINNINGS[i].type;
    return NULL;
}

static bool is_known(const char *type)
{
    for (size_t i = 0; i < sizeof BEGINNINGS / sizeof *BEGINNINGS; i++)
        if (strcmp(BEGINNINGS[i].type, type) == 0)
            return true;
    return false;
}

static bool begins_as(const char head[16], size_t n, const char *type)
{
    for (size_t i = 0; i < sizeof BEGINNINGS / sizeof *BEGINNINGS; i++)
        if (strcmp(BEGINNINGS[i].type, type) == 0 && n >= BEGINNINGS[i].at + BEGINNINGS[i].n
            && memcmp(head + BEGINNINGS[i].at, BEGINNINGS[i].bytes, BEGINNINGS[i].n) == 0)
            return true;
    return false;
}

/* True, or a finding: the bytes are not what the name says. */
static bool begins_right(struct looking *l, const struct pending *p, str path, str disk,
                         const char *type)
{
    struct making *m = l->m;
    char head[16];
    if (strcmp(type, "image/svg+xml") == 0) {
        if (check_drawing(m, disk, &p->on->node))
            return true;
    } else if (!is_known(type) || begins_as(head, head_of(disk.p, head), type)) {
        return true;
    }
    const char *is = really(head, head_of(disk.p, head));
    if (is)
        diag_add(m->diags, &course_rule_E406, here(l, p), STR_FMT " is called %s and holds %s.",
                 STR_ARG(path), type, is);
    else
        diag_add(m->diags, &course_rule_E406, here(l, p), STR_FMT " is called %s, but is none; "
                 "it may be damaged.", STR_ARG(path), type);
    return false;
}

/* ------------------------------------------------------------ one file */

static struct media *known(struct looking *l, str path)
{
    for (size_t i = 0; i < l->media.n; i++)
        if (str_eq(l->media.v[i]->path, path))
            return l->media.v[i];
    return NULL;
}

/* Inside, there, spelt right and readable; a finding when not. */
static bool is_there(struct looking *l, const struct pending *p, str path, const char *disk)
{
    struct making *m = l->m;
    str is = spelt(l, path);
    char *real = realpath(disk, NULL);
    bool inside = real && str_starts(str_of(real), l->root);
    free(real);
    if (is.n && !str_eq(is, path)) {
        diag_add(m->diags, &course_rule_E407, here(l, p), "The file is called " STR_FMT ".",
                 STR_ARG(is));
        diag_mend(m->diags, &course_rule_E407, pending_place(p), MEND_VALUE, p->attr->value, is);
        return false;
    }
    if (is.n == 0 || !real) {
        diag_add(m->diags, &course_rule_E403, here(l, p), "There is no file " STR_FMT ".",
                 STR_ARG(path));
        return false;
    }
    if (!inside) {
        diag_add(m->diags, &course_rule_E405, here(l, p), STR_FMT " is a link that leads out of "
                 "the folder of the course.", STR_ARG(path));
        return false;
    }
    return true;
}

static bool is_good(struct looking *l, const struct pending *p, const char *disk, uint64_t *size)
{
    struct making *m = l->m;
    struct err why = { 0 };
    enum fs_kind kind = fs_kind(disk);
    if (kind != FS_FILE)
        diag_add(m->diags, &course_rule_E404, here(l, p), "This is %s.",
                 kind == FS_FOLDER ? "a folder" : "not an ordinary file");
    else if (!fs_size(disk, size, &why))
        diag_add(m->diags, &course_rule_E404, here(l, p), "%s.", why.text);
    else if (*size == 0)
        diag_add(m->diags, &course_rule_E404, here(l, p), "The file is empty.");
    else
        return true;
    return false;
}

/* "figures\\chain.svg": Windows shows paths like this, the web does not know it. */
static void mend_slashes(struct looking *l, const struct pending *p)
{
    struct buf b = buf_new(l->m->arena);
    str written = p->attr->value, path;
    for (size_t i = 0; i < written.n; i++)
        buf_byte(&b, written.p[i] == '\\' ? '/' : written.p[i]);
    if (!str_eq(buf_str(&b), written) && fs_inside(l->m->arena, buf_str(&b), &path)
        && str_eq(spelt(l, path), path))
        diag_mend(l->m->diags, &course_rule_E405, pending_place(p), MEND_VALUE, written, path);
}

static struct media *add_media(struct looking *l, const struct pending *p, str path, str disk,
                               uint64_t size)
{
    const struct media_type *type = media_of_path(path);
    struct media *added = NEW(l->m->arena, struct media);
    *added = (struct media){ .path = path, .disk = disk, .size = size, .first = &p->on->node,
                             .type = type ? str_of(type->type) : S("application/octet-stream") };
    *vec_push(l->m->arena, &l->media) = added;
    return added;
}

/* The path below the course folder of the i-th file of its XML. */
static str source_path(const struct looking *l, size_t i)
{
    str folder = l->m->course->folder, name = xml_file(l->m->xml, i);
    if (str_starts(name, folder) && name.n > folder.n && name.p[folder.n] == '/')
        return str_from(name, folder.n + 1);
    return name;
}

/* No part of the course itself lies in it. */
static bool is_apart(const struct looking *l, str folder)
{
    str inside = str_format(l->m->arena, STR_FMT "/", STR_ARG(folder));
    for (size_t i = 0; i < xml_files(l->m->xml); i++)
        if (str_starts(source_path(l, i), inside))
            return false;
    return !str_eq(folder, S("."));
}

/* Everything beside the page of an interactive, and below. */
static void take_folder(struct looking *l, const struct pending *p, struct media *page)
{
    struct making *m = l->m;
    str folder = fs_folder_of(m->arena, page->path), *paths;
    size_t n;
    struct err why = { 0 };
    if (!is_apart(l, folder)) {
        diag_add(m->diags, &course_rule_E417, here(l, p), "The page lies in a folder that holds "
                 "parts of the course too.");
        return;
    }
    if (!fs_list(m->arena, fs_join(m->arena, m->course->folder, folder).p, &paths, &n, &why)) {
        diag_add(m->diags, &course_rule_E404, here(l, p), "%s.", why.text);
        return;
    }
    if (n > INTERACTIVE_FILES) {
        diag_add(m->diags, &course_rule_E418, here(l, p), "There are %zu files in its folder; %d can "
                 "be packaged.", n, INTERACTIVE_FILES);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        str path = fs_join(m->arena, folder, paths[i]);
        str disk = fs_join(m->arena, m->course->folder, path);
        struct media *one = known(l, path);
        uint64_t size = 0;
        if (!one && fs_size(disk.p, &size, &why))
            one = add_media(l, p, path, disk, size);
        if (one)
            one->kept = true;
        if (one && one != page && !is_plain(path))
            diag_add(m->diags, &course_rule_W408, pending_place(p), "The file is called \"" STR_FMT "\".",
                     STR_ARG(shown(m->arena, path)));
    }
}

/* "figures/chain.fr.svg" for "figures/chain.svg", where it is there. */
static str in_language(struct looking *l, str path)
{
    struct making *m = l->m;
    str suffix = fs_suffix_of(path);
    if (m->lang.n == 0 || str_eq_nocase(m->lang, m->course->source_lang))
        return path;
    str own = str_format(m->arena, STR_FMT "." STR_FMT STR_FMT, (int)(path.n - suffix.n), path.p,
                         STR_ARG(m->lang), STR_ARG(suffix));
    return str_eq(spelt(l, own), own) ? own : path;
}

/* In a translation captions are in the language of their file. */
static void mark_captions(struct looking *l, const struct pending *p, bool translated)
{
    struct making *m = l->m;
    str lang = node_value(&p->on->node, AT_xml_lang);
    if (p->on->node.element != EL_captions || m->lang.n == 0)
        return;
    if (!translated && lang.n == 0)
        set_attr(p->on, AT_xml_lang, m->course->source_lang);
    if (translated && str_eq_nocase(lang, m->course->source_lang))
        set_attr(p->on, AT_xml_lang, m->lang);
}

static void take(struct looking *l, const struct pending *p)
{
    struct making *m = l->m;
    str written = p->attr->value, path;
    const char *name = element_name(p->on->node.element);
    bool absolute = str_starts(written, S("/")) || str_find(written, S(":")) < written.n
                    || str_find(written, S("\\")) < written.n;
    if (written.n == 0) {
        diag_add(m->diags, &course_rule_E403, here(l, p), "<%s> names no file.", name);
        return;
    }
    if (absolute || !fs_inside(m->arena, written, &path) || path.n == 0) {
        diag_add(m->diags, &course_rule_E405, here(l, p), "\"" STR_FMT "\" is not a path inside "
                 "the folder of the course.", STR_ARG(shown(m->arena, written)));
        mend_slashes(l, p);
        return;
    }
    const struct media_type *type = media_of_path(path);
    if (!may_be(p, type)) {
        diag_add(m->diags, &course_rule_E406, here(l, p), "<%s %s> cannot show " STR_FMT ".", name,
                 attribute_name(p->attr->name), STR_ARG(shown(m->arena, path)));
        return;
    }
    str source = path;
    path = in_language(l, path);
    mark_captions(l, p, !str_eq(path, source));
    struct media *found = known(l, path);
    str disk = fs_join(m->arena, m->course->folder, path);
    uint64_t size = 0;
    if (!found) {
        if (!is_there(l, p, path, disk.p) || !is_good(l, p, disk.p, &size))
            return;
        if (type && !begins_right(l, p, path, disk, type->type))
            return;
        if (!is_plain(path))
            diag_add(m->diags, &course_rule_W408, pending_place(p), "The file is called \"" STR_FMT "\".",
                     STR_ARG(shown(m->arena, path)));
        found = add_media(l, p, path, disk, size);
    }
    p->attr->media = found;
    if (p->on->node.element == EL_interactive && !found->kept)
        take_folder(l, p, found);
}

/* ------------------------------------------------------------ the rest of the folders */

/* Names it but for its case and the kind of its slashes; what is wrong was said. */
static bool means(str written, str path)
{
    if (written.n != path.n)
        return false;
    for (size_t i = 0; i < path.n; i++)
        if (written.p[i] != '\\' || path.p[i] != '/')
            if (!str_eq_nocase((str){ written.p + i, 1 }, (str){ path.p + i, 1 }))
                return false;
    return true;
}

/* "figures/chain.svg" for "figures/chain.fr.svg"; "" when it is no translation. */
static str translated_from(struct looking *l, str path)
{
    str suffix = fs_suffix_of(path), stem = str_head(path, path.n - suffix.n);
    str lang = fs_suffix_of(stem);
    if (lang.n < 3 || !intl_language_is_valid(str_from(lang, 1)))
        return S("");
    return str_format(l->m->arena, STR_FMT STR_FMT, (int)(stem.n - lang.n), stem.p,
                      STR_ARG(suffix));
}

/* In the folder of an interactive page, also when that has too many files. */
static bool is_beside_page(struct looking *l, str path)
{
    for (size_t i = 0; i < l->m->files.n; i++) {
        const struct pending *p = &l->m->files.v[i];
        if (p->on->node.element != EL_interactive || !may_be(p, media_of_path(p->attr->value)))
            continue;
        str folder = fs_folder_of(l->m->arena, p->attr->value);
        if (path.n > folder.n && str_starts(path, folder) && path.p[folder.n] == '/')
            return true;
    }
    return false;
}

static bool is_used(struct looking *l, str path)
{
    str source = translated_from(l, path);
    if (known(l, path) || (source.n && is_used(l, source)) || is_beside_page(l, path))
        return true;
    for (size_t i = 0; i < l->m->files.n; i++)
        if (means(l->m->files.v[i].attr->value, path))
            return true;
    for (size_t i = 0; i < xml_files(l->m->xml); i++)
        if (str_eq(source_path(l, i), path))
            return true;
    return false;
}

/*
 * What lies beside the files of the course, in folders it takes files from.
 * The folder of course.xml may hold anything; only a module that was forgotten
 * is worth a word there, and nothing beside a course of another name.
 */
static void find_unused(struct looking *l)
{
    struct arena *a = l->m->arena;
    bool own = str_ends(xml_file(l->m->xml, 0), S("course.xml"));
    for (size_t i = 0; i < xml_files(l->m->xml); i++) {
        str path = source_path(l, i), folder = fs_folder_of(a, path);
        listing(l, str_eq(folder, S(".")) ? S("") : folder);
    }
    for (size_t i = 0; i < l->folders.n; i++) {
        const struct folder f = l->folders.v[i];
        for (size_t k = 0; k < f.n; k++) {
            str path = fs_join(a, f.path, f.names[k]);
            if ((f.path.n == 0 && (!own || !str_ends(path, S(".xml")))) || is_used(l, path))
                continue;
            str disk = str_eq(l->m->course->folder, S("."))
                           ? path : fs_join(a, l->m->course->folder, path);
            if (fs_kind(disk.p) == FS_FILE)
                diag_add(l->m->diags, &course_rule_N409, (struct place){ .file = disk },
                         "Nothing in the course uses this file.");
        }
    }
}

static int by_path(const void *a, const void *b)
{
    const struct media *const *x = a, *const *y = b;
    return str_cmp((*x)->path, (*y)->path);
}

void resolve_files(struct making *m)
{
    char *real = realpath(m->course->folder.p, NULL);
    struct looking l = { .m = m };
    l.root = str_format(m->arena, "%s/", real && strcmp(real, "/") != 0 ? real : "");
    free(real);
    for (size_t i = 0; i < m->files.n; i++)
        take(&l, &m->files.v[i]);
    if (m->whole)
        find_unused(&l);
    for (size_t i = 0; i < l.media.n; i++)
        *vec_push(m->arena, &m->course->media) = l.media.v[i];
    if (l.media.n)
        qsort(m->course->media.v, m->course->media.n, sizeof *m->course->media.v, by_path);
}
