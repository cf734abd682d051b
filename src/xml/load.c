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
    str path;                             /* of the document, as written */
    str folder;                           /* as written; NULL: no inclusions */
    str real_folder;                      /* after links, "/" at the end */
};

static struct xml *new_xml(struct xml_keep *keep)
{
    struct arena *a = arena_new();
    struct xml *x = NEW(a, struct xml);
    xml_use_library();
    *x = (struct xml){ .arena = a, .keep = keep, .whole = true, .well_formed = true,
                       .dict = keep ? xml_kept_dict(keep) : xmlDictCreate() };
    return x;
}

static void take_out(const struct splice *s);

void xml_free(struct xml *x)
{
    if (!x)
        return;
    for (size_t i = x->splices.n; i-- > 0; )
        take_out(&x->splices.v[i]);
    if (x->keep)
        xml_keep_leaves(x->keep, x);
    for (size_t i = 0; !x->keep && i < x->leaves.n; i++)
        xml_free_leaf(x->leaves.v[i]);
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
    int most = l->xml->large ? XML_TOTAL_BYTES : XML_FILE_BYTES;
    if (size > (uint64_t)most || l->xml->bytes + size > XML_TOTAL_BYTES) {
        diag_add(d, &xml_rule_E104, at, "The file has %llu MB; a file may have %d MB, a course "
                 "%d MB.", (unsigned long long)(size >> 20), most >> 20, XML_TOTAL_BYTES >> 20);
        return err_set(e, ERR_INPUT, "cannot read %s as XML", name.p);
    }
    if (!fs_read(a, path, (size_t)most, bytes, e)) {
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

/* Its origin gets a copy that lives as long as the leaf. */
static struct leaf *new_leaf(struct xml *x, const struct origin *file, int depth)
{
    struct arena *own = x->keep || x->walk ? arena_new() : NULL;
    struct arena *a = x->keep ? own : x->arena;
    struct leaf *l = NEW(a, struct leaf);
    *l = (struct leaf){ .arena = own, .depth = depth };
    l->file = NEW(a, struct origin);
    *l->file = *file;
    l->file->name = str_dup(a, file->name);
    l->file->within = str_dup(a, file->within);
    l->file->real = str_dup(a, file->real);
    return l;
}

static size_t findings(const struct diags *d)
{
    return d->count[GRADE_NOTE] + d->count[GRADE_WARNING] + d->count[GRADE_ERROR];
}

static void take_in(struct loading *l, struct arena *scratch, struct leaf *leaf, str bytes)
{
    struct xml *x = l->xml;
    size_t before = findings(l->diags), nodes = x->nodes;
    leaf->bytes = bytes.n;
    *vec_push(x->arena, &x->leaves) = leaf;
    if (xml_decode(scratch, leaf->file->name, &bytes, l->diags))
        xml_parse(x, leaf, bytes, l->diags);
    else
        x->whole = x->well_formed = false;
    leaf->nodes = x->nodes - nodes;
    leaf->file->found = findings(l->diags) != before;
    if (x->schema && leaf->doc && !leaf->file->found)
        leaf->valid = xml_is_valid(x->schema, leaf->doc);
}

static struct leaf *take_kept(struct xml *x, struct leaf *leaf, struct origin *from)
{
    leaf->file->from = from;
    x->nodes += leaf->nodes;
    x->bytes += leaf->bytes;
    *vec_push(x->arena, &x->leaves) = leaf;
    return leaf;
}

/* The file `path`, parsed; NULL with a finding at `at` when it cannot be read. */
static struct leaf *read_file(struct loading *l, const struct origin *file, const char *path,
                              struct place at, int depth, struct err *e)
{
    struct leaf *leaf = xml_kept(l->xml, file, depth);
    if (leaf)
        return take_kept(l->xml, leaf, file->from);
    struct arena *scratch = arena_new();
    struct stamp stamp = l->xml->keep ? xml_stamp(path) : (struct stamp){ 0 };
    str bytes;
    if (read_bytes(l, scratch, path, file->name, at, &bytes, e)) {
        leaf = new_leaf(l->xml, file, depth);
        leaf->stamp = stamp;
        take_in(l, scratch, leaf, bytes);
    }
    arena_free(scratch);
    return leaf;
}

static xmlNodePtr root_of(const struct leaf *l)
{
    return l->doc ? xmlDocGetRootElement(l->doc) : NULL;
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
static struct origin *named_by(struct loading *l, struct origin *from, xmlNodePtr n)
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
    if (depth > INCLUSION_DEPTH || l->xml->leaves.n >= XML_FILES) {
        diag_add(l->diags, &xml_rule_E120, at, "More than %d files include each other, or more "
                 "than %d are included.", INCLUSION_DEPTH, XML_FILES);
        return false;
    }
    for (size_t i = 0; i < l->xml->leaves.n; i++)
        if (str_eq(l->xml->leaves.v[i]->file->real, o->real)) {
            diag_add(l->diags, &xml_rule_E134, at, "%s is included elsewhere already.",
                     o->name.p);
            return false;
        }
    return true;
}

/* What stands before and behind n, or holds it, has `first` and `last` there instead. */
static void relink(xmlNodePtr n, xmlNodePtr first, xmlNodePtr last)
{
    if (n->prev)
        n->prev->next = first;
    else
        n->parent->children = first;
    if (n->next)
        n->next->prev = last;
    else
        n->parent->last = last;
}

/* The root of a file (NULL: nothing) takes the place of the element that includes
 * it. Links are set by hand: libxml2 would give every node below a new document,
 * and the element goes back to its place at the end. */
static void hang_in(struct xml *x, xmlNodePtr n, xmlNodePtr root)
{
    struct splice s = { .include = n, .root = root };
    relink(n, root ? root : n->next, root ? root : n->prev);
    if (root) {
        s.before = root->prev;
        s.after = root->next;
        root->parent = n->parent;
        root->prev = n->prev;
        root->next = n->next;
    }
    *vec_push(x->arena, &x->splices) = s;
}

static void take_out(const struct splice *s)
{
    relink(s->include, s->include, s->include);
    if (!s->root)
        return;
    s->root->parent = (xmlNodePtr)s->root->doc;
    s->root->prev = s->before;
    s->root->next = s->after;
}

/* The file an include element names; NULL, and something is missing where it
 * stands, when there is nothing of it. */
static struct leaf *read_included(struct loading *l, struct origin *from, xmlNodePtr n)
{
    struct place at = xml_place((const struct xml_node *)n);
    struct origin *o = named_by(l, from, n);
    struct err ignored = { 0 };           /* a finding says it */
    struct leaf *leaf = NULL;
    if (o && may_enter(l, o, at))
        leaf = read_file(l, o, o->real.p, at, depth_of(n) - 1, &ignored);
    if (leaf && root_of(leaf))
        return leaf;
    struct spot *above = n->parent ? n->parent->_private : NULL;
    if (n->parent && n->parent->type == XML_ELEMENT_NODE && above)
        above->cut = true;
    from->found = true;
    l->xml->whole = false;
    return NULL;
}

static void include_all(struct loading *l, struct leaf *in);

/* Puts the file an include element names in its place. */
static void include(struct loading *l, struct origin *from, xmlNodePtr n)
{
    struct leaf *leaf = read_included(l, from, n);
    hang_in(l->xml, n, leaf ? root_of(leaf) : NULL);
    if (leaf)
        include_all(l, leaf);
}

static bool is_below(const xmlNode *n, const xmlNode *above)
{
    while (n && n != above)
        n = n->parent;
    return n != NULL;
}

/* In the order of the document. One that stands inside another goes with it. */
static void include_all(struct loading *l, struct leaf *in)
{
    xml_nodes *includes = &in->includes;
    size_t kept = 0;
    for (size_t i = 0; i < includes->n; i++)
        if (kept == 0 || !is_below(includes->v[i], includes->v[kept - 1]))
            includes->v[kept++] = includes->v[i];
    includes->n = kept;
    for (size_t i = 0; i < kept; i++)
        include(l, in->file, includes->v[i]);
}

/* ------------------------------------------------------------ the door */

/* The document's own file; its inclusions are still to be followed. */
static struct leaf *open_document(struct loading *l, const char *path, const char *folder,
                                  struct err *e)
{
    struct xml *x = l->xml;
    struct diags *d = l->diags;
    struct origin *file = NEW(x->arena, struct origin);
    str p = str_of(path);
    char *real = realpath(path, NULL), *real_folder = folder ? realpath(folder, NULL) : NULL;
    file->name = l->path = str_dup(d->arena, p);
    file->within = str_dup(x->arena, p);
    file->real = str_dup(x->arena, str_of(real));
    if (real_folder) {
        l->folder = str_dup(x->arena, str_of(folder));
        l->real_folder = str_format(x->arena, "%s/", strcmp(real_folder, "/") ? real_folder : "");
        str inside = str_of(folder);
        if (str_starts(p, inside) && p.n > inside.n && p.p[inside.n] == '/')
            file->within = str_from(file->name, inside.n + 1);
    }
    free(real);
    free(real_folder);
    return read_file(l, file, path, (struct place){ .file = file->name }, 0, e);
}

static struct xml *load(struct xml *x, const char *path, const char *folder, struct diags *d,
                        struct err *e)
{
    struct loading l = { .xml = x, .diags = d };
    struct leaf *leaf = open_document(&l, path, folder, e);
    if (leaf) {
        include_all(&l, leaf);
        return x;
    }
    xml_free(x);
    return NULL;
}

struct xml *xml_load_again(struct xml_keep *keep, const char *path, const char *folder,
                           struct diags *d, struct err *e)
{
    struct xml *x = new_xml(keep);
    x->schema = keep ? xml_kept_schema(keep) : NULL;
    return load(x, path, folder, d, e);
}

struct xml *xml_load(const char *path, const char *folder, struct diags *d, struct err *e)
{
    return xml_load_again(NULL, path, folder, d, e);
}

struct xml *xml_load_large(const char *path, struct diags *d, struct err *e)
{
    struct xml *x = new_xml(NULL);
    x->large = true;
    return load(x, path, NULL, d, e);
}

struct xml *xml_read(str bytes, str name, struct diags *d, struct err *e)
{
    struct loading l = { .xml = new_xml(NULL), .diags = d };
    struct origin file = { .name = name, .within = name };
    if (bytes.n > 0 && bytes.n <= XML_FILE_BYTES) {
        struct arena *scratch = arena_new();
        struct leaf *leaf = new_leaf(l.xml, &file, 0);
        take_in(&l, scratch, leaf, bytes);
        arena_free(scratch);
        include_all(&l, leaf);
        return l.xml;
    }
    diag_add(d, bytes.n ? &xml_rule_E104 : &xml_rule_E105, (struct place){ .file = name },
             bytes.n ? "It has more than %d MB." : "It has no bytes; at most %d MB are read.",
             XML_FILE_BYTES >> 20);
    err_set(e, ERR_INPUT, "cannot read " STR_FMT " as XML", STR_ARG(name));
    xml_free(l.xml);
    return NULL;
}

/* ------------------------------------------------------------ a walk */

struct xml *xml_walk(const struct xml_schema *s, const char *path, const char *folder,
                     struct diags *d, struct err *e)
{
    struct xml *x = new_xml(NULL);
    struct loading *l = x->walk = NEW(x->arena, struct loading);
    *l = (struct loading){ .xml = x, .diags = d };
    x->schema = s;
    struct leaf *leaf = open_document(l, path, folder, e);
    if (leaf) {
        *vec_push(x->arena, &x->entered) = (struct entered){ .leaf = leaf };
        return x;
    }
    xml_free(x);
    return NULL;
}

/* Only its parent is set: whoever walks goes on behind the inclusion, not behind it. */
const struct xml_node *xml_enter(struct xml *x, const struct xml_node *node)
{
    xmlNodePtr n = (xmlNodePtr)(uintptr_t)node;
    const struct spot *spot = n->_private;
    if (!x->walk || n->type != XML_ELEMENT_NODE || !spot || !spot->include)
        return node;
    struct leaf *leaf = read_included(x->walk, x->entered.v[x->entered.n - 1].leaf->file, n);
    if (!leaf)
        return NULL;
    root_of(leaf)->parent = n->parent;
    *vec_push(x->arena, &x->entered) = (struct entered){ leaf, n };
    return (const void *)root_of(leaf);
}

void xml_leave(struct xml *x, const struct xml_node *node)
{
    struct entered *last = x->entered.n ? &x->entered.v[x->entered.n - 1] : NULL;
    if (!last || !node)
        return;
    xmlNodePtr root = root_of(last->leaf);
    if (last->include ? (const void *)last->include != node : (const void *)root != node)
        return;
    root->parent = (xmlNodePtr)root->doc;
    xml_free_leaf(last->leaf);
    last->leaf->doc = NULL;
    last->leaf->arena = NULL;
    x->entered.n--;
}

struct xml *xml_load_walked(const struct xml *x, struct arena *a, struct err *e)
{
    struct diags ignored = { .arena = a };
    str folder = x->walk->folder;
    return xml_load(x->walk->path.p, folder.n ? folder.p : NULL, &ignored, e);
}
