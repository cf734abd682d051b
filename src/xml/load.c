/*
 * A path goes in, a document with all it includes comes out.
 *
 * Inclusions are done here, not by libxml2: its own would lose the places of
 * included elements and would have to be kept out of other folders by a global
 * hook.  An include element is replaced by the root of the file it names.
 */
#include <errno.h>
#include <libxml/uri.h>
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "xml/inside.h"

enum { INCLUSION_DEPTH = 20 };

struct loading {
    struct xml *xml;
    struct diags *diags;
    str folder;                           /* as written; NULL: no inclusions */
    str real_folder;                      /* after links, "/" at the end */
};

static struct xml *new_xml(void)
{
    struct arena *a = arena_new();
    struct xml *x = NEW(a, struct xml);
    *x = (struct xml){ .arena = a, .whole = true, .well_formed = true, .dict = xmlDictCreate() };
    return x;
}

void xml_free(struct xml *x)
{
    if (!x)
        return;
    for (size_t i = 0; i < x->docs.n; i++)
        xmlFreeDoc(x->docs.v[i]);
    xmlDictFree(x->dict);
    arena_free(x->arena);
}

/* ------------------------------------------------------------ one file */

/* The bytes of the file that is called `name`, in an arena of their own; a
 * finding at `at` when there are none. */
static bool read_bytes(struct loading *l, struct arena *a, const char *path, str name,
                       struct place at, str *bytes, struct err *e)
{
    struct diags *d = l->diags;
    uint64_t size = 0;
    errno = 0;
    enum fs_kind kind = fs_kind(path);
    bool absent = kind == FS_ABSENT && (errno == ENOENT || errno == ENOTDIR);
    if (kind == FS_FOLDER || kind == FS_OTHER) {
        diag_add(d, &xml_rule_E103, at, "%s is %s.", name.p,
                 kind == FS_FOLDER ? "a folder" : "not an ordinary file");
        return err_set(e, ERR_INPUT, "cannot read %s as XML", name.p);
    }
    if (!fs_size(path, &size, e)) {
        diag_add(d, absent ? &xml_rule_E101 : &xml_rule_E102, at,
                 absent ? "There is no file %s." : "The file %s cannot be read.", name.p);
        return false;
    }
    if (size > XML_FILE_BYTES || l->xml->bytes + size > XML_TOTAL_BYTES) {
        diag_add(d, &xml_rule_E104, at, "The file has %llu MB; a file may have %d MB, a course "
                 "%d MB.", (unsigned long long)(size >> 20), XML_FILE_BYTES >> 20,
                 XML_TOTAL_BYTES >> 20);
        return err_set(e, ERR_INPUT, "cannot read %s as XML", name.p);
    }
    if (!fs_read(a, path, XML_FILE_BYTES, bytes, e)) {
        diag_add(d, &xml_rule_E102, at, "The file %s cannot be read.", name.p);
        return false;
    }
    if (bytes->n == 0) {
        diag_add(d, &xml_rule_E105, at, "The file %s has no bytes.", name.p);
        return err_set(e, ERR_INPUT, "cannot read %s as XML", name.p);
    }
    l->xml->bytes += bytes->n;
    return true;
}

static xmlNodePtr take_in(struct loading *l, struct arena *a, struct origin *file, str bytes,
                          int depth, xml_nodes *includes)
{
    struct xml *x = l->xml;
    *vec_push(x->arena, &x->files) = file;
    if (xml_decode(a, file->name, &bytes, l->diags))
        return xml_parse(x, file, bytes, depth, includes, l->diags);
    x->whole = x->well_formed = false;
    return NULL;
}

/* ------------------------------------------------------------ inclusion */

static int depth_of(const xmlNode *n)
{
    int depth = 0;
    for (; n && n->type == XML_ELEMENT_NODE; n = n->parent)
        depth++;
    return depth;
}

static str attribute(struct xml *x, xmlNodePtr n, const char *name)
{
    xmlAttrPtr a = xmlHasProp(n, BAD_CAST name);
    const xmlNode *text = a ? a->children : NULL;
    return text && text->content ? str_dup(x->arena, str_of((const char *)text->content)) : S("");
}

/* The file an include element names, as a path below the course folder; NULL
 * with a finding when it names none that may be read. */
static struct origin *named_by(struct loading *l, const struct origin *from, xmlNodePtr n)
{
    struct arena *a = l->xml->arena;
    struct place at = xml_place((const struct xml_node *)n);
    str href = attribute(l->xml, n, "href"), parse = attribute(l->xml, n, "parse"), within;
    if (href.n == 0 || attribute(l->xml, n, "xpointer").n) {
        diag_add(l->diags, &xml_rule_E130, at, href.n ? "xpointer is not followed; only whole "
                 "files are taken in." : "The inclusion says no file: href is missing.");
        return NULL;
    }
    /* In a file that is not well-formed, what stands inside may only follow. */
    if (xmlFirstElementChild(n) && l->xml->well_formed) {
        diag_add(l->diags, &xml_rule_E130, at, "Nothing can stand inside an inclusion; there is no "
                 "fallback for a file that is missing.");
        return NULL;
    }
    if (parse.n && !str_eq(parse, S("xml"))) {
        diag_add(l->diags, &xml_rule_E130, at, "Only XML is taken in, not parse=\"%s\".",
                 xml_shown(a, parse).p);
        return NULL;
    }
    char *plain = xmlURIUnescapeString(href.p, (int)href.n, NULL);
    str path = plain ? str_dup(a, str_of(plain)) : S("");
    xmlFree(plain);
    str above = fs_folder_of(a, from->within);
    bool relative = path.n && path.p[0] != '/' && str_find(path, S(":")) == path.n
                    && str_find(path, S("\\")) == path.n;
    if (l->folder.n == 0 || !relative
        || !fs_inside(a, str_eq(above, S(".")) ? path : fs_join(a, above, path), &within)) {
        diag_add(l->diags, &xml_rule_E131, at, "\"%s\" leads out of the folder of the course.",
                 xml_shown(a, href).p);
        return NULL;
    }
    struct origin *o = NEW(a, struct origin);
    o->within = within;
    o->name = fs_join(l->diags->arena, str_eq(l->folder, S(".")) ? S("") : l->folder, within);
    o->from = from;
    return o;
}

/* Where it lies after links: inside, not above itself, not in here already. */
static bool may_enter(struct loading *l, struct origin *o, struct place at)
{
    struct arena *a = l->xml->arena;
    char *real = realpath(o->name.p, NULL);
    o->real = real ? str_dup(a, str_of(real)) : S("");
    free(real);
    int depth = 0;
    if (o->real.n == 0) {
        diag_add(l->diags, &xml_rule_E132, at, "There is no file %s.", o->name.p);
        return false;
    }
    bool itself = o->real.n + 1 == l->real_folder.n && str_starts(l->real_folder, o->real);
    if (!itself && !str_starts(o->real, l->real_folder)) {
        diag_add(l->diags, &xml_rule_E131, at, "%s is a link that leads out of the folder of the "
                 "course.", o->name.p);
        return false;
    }
    for (const struct origin *above = o->from; above; above = above->from, depth++)
        if (str_eq(above->real, o->real)) {
            diag_add(l->diags, &xml_rule_E133, at, above == o->from ? "%s includes itself."
                     : "%s is included here by a file that it includes.", o->name.p);
            return false;
        }
    if (depth > INCLUSION_DEPTH || l->xml->files.n >= XML_FILES) {
        diag_add(l->diags, &xml_rule_E120, at, "More than %d files include each other, or more "
                 "than %d are included.", INCLUSION_DEPTH, XML_FILES);
        return false;
    }
    for (size_t i = 0; i < l->xml->files.n; i++)
        if (str_eq(l->xml->files.v[i]->real, o->real)) {
            diag_add(l->diags, &xml_rule_E134, at, "%s is included elsewhere already.",
                     o->name.p);
            return false;
        }
    return true;
}

static void include_all(struct loading *l, const struct origin *from, xml_nodes *includes);

/* Puts the file an include element names in its place. */
static void include(struct loading *l, const struct origin *from, xmlNodePtr n)
{
    struct place at = xml_place((const struct xml_node *)n);
    struct origin *o = named_by(l, from, n);
    struct err ignored = { 0 };           /* a finding says it */
    xml_nodes inner = { 0 };
    struct arena *scratch = arena_new();
    xmlNodePtr root = NULL;
    str bytes;
    if (o && may_enter(l, o, at)
        && read_bytes(l, scratch, o->real.p, o->name, at, &bytes, &ignored))
        root = take_in(l, scratch, o, bytes, depth_of(n) - 1, &inner);
    arena_free(scratch);
    if (root) {
        xmlUnlinkNode(root);
        xmlReplaceNode(n, root);
        include_all(l, o, &inner);
    } else {
        struct spot *above = n->parent ? n->parent->_private : NULL;
        if (n->parent && n->parent->type == XML_ELEMENT_NODE && above)
            above->cut = true;
        l->xml->whole = false;
        xmlUnlinkNode(n);
    }
    xmlFreeNode(n);
}

static bool is_below(const xmlNode *n, const xmlNode *above)
{
    while (n && n != above)
        n = n->parent;
    return n != NULL;
}

/* In the order of the document. One that stands inside another goes with it. */
static void include_all(struct loading *l, const struct origin *from, xml_nodes *includes)
{
    size_t kept = 0;
    for (size_t i = 0; i < includes->n; i++)
        if (kept == 0 || !is_below(includes->v[i], includes->v[kept - 1]))
            includes->v[kept++] = includes->v[i];
    for (size_t i = 0; i < kept; i++)
        include(l, from, includes->v[i]);
}

/* ------------------------------------------------------------ the door */

/* Frees `a`, which holds the bytes. */
static struct xml *read_document(struct loading *l, struct arena *a, struct origin *file, str bytes)
{
    xml_nodes includes = { 0 };
    take_in(l, a, file, bytes, 0, &includes);
    arena_free(a);
    include_all(l, file, &includes);
    return l->xml;
}

struct xml *xml_load(const char *path, const char *folder, struct diags *d, struct err *e)
{
    xml_use_library();
    struct xml *x = new_xml();
    struct loading l = { .xml = x, .diags = d };
    struct origin *file = NEW(x->arena, struct origin);
    str p = str_of(path), bytes;
    char *real = realpath(path, NULL), *real_folder = folder ? realpath(folder, NULL) : NULL;
    file->name = str_dup(d->arena, p);
    file->within = str_dup(x->arena, p);
    file->real = str_dup(x->arena, str_of(real));
    if (real_folder) {
        l.folder = str_of(folder);
        l.real_folder = str_format(x->arena, "%s/", strcmp(real_folder, "/") ? real_folder : "");
        str inside = str_of(folder);
        if (str_starts(p, inside) && p.n > inside.n && p.p[inside.n] == '/')
            file->within = str_from(file->name, inside.n + 1);
    }
    free(real);
    free(real_folder);
    struct arena *scratch = arena_new();
    struct place whole = { .file = file->name };
    if (read_bytes(&l, scratch, path, file->name, whole, &bytes, e))
        return read_document(&l, scratch, file, bytes);
    arena_free(scratch);
    xml_free(x);
    return NULL;
}

struct xml *xml_read(str bytes, str name, struct diags *d, struct err *e)
{
    xml_use_library();
    struct loading l = { .xml = new_xml(), .diags = d };
    struct origin *file = NEW(l.xml->arena, struct origin);
    file->name = str_dup(d->arena, name);
    file->within = file->name;
    if (bytes.n > 0 && bytes.n <= XML_FILE_BYTES)
        return read_document(&l, arena_new(), file, bytes);
    diag_add(d, bytes.n ? &xml_rule_E104 : &xml_rule_E105, (struct place){ .file = file->name },
             bytes.n ? "It has more than %d MB." : "It has no bytes; at most %d MB are read.",
             XML_FILE_BYTES >> 20);
    err_set(e, ERR_INPUT, "cannot read " STR_FMT " as XML", STR_ARG(name));
    xml_free(l.xml);
    return NULL;
}
