/*
 * The files of the document read last stay parsed; the next reading takes those
 * that are the same on disk. Only files in which nothing was found are kept, so
 * that whatever there is to say is said every time.
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "xml/inside.h"

/* A file is not told from the next one saved in the same tick of its file system. */
enum { YOUNG_MS = 100 };

struct xml_keep {
    const struct xml_schema *schema;
    xmlDictPtr dict;
    struct leaf **leaves;
    size_t n, at;                         /* the next that is likely asked for */
};

struct xml_keep *xml_keep_open(const struct xml_schema *schema)
{
    struct xml_keep *k = xmlMalloc(sizeof *k);
    if (!k)
        out_of_memory();
    xml_use_library();
    *k = (struct xml_keep){ .schema = schema, .dict = xmlDictCreate() };
    return k;
}

void xml_free_leaf(struct leaf *l)
{
    struct arena *own = l->arena;
    if (l->doc)
        xmlFreeDoc(l->doc);
    arena_free(own);
}

static void forget(struct xml_keep *k)
{
    for (size_t i = 0; i < k->n; i++)
        if (k->leaves[i])
            xml_free_leaf(k->leaves[i]);
    xmlFree(k->leaves);
    k->leaves = NULL;
    k->n = k->at = 0;
}

void xml_keep_close(struct xml_keep *k)
{
    if (!k)
        return;
    forget(k);
    xmlDictFree(k->dict);
    xmlFree(k);
}

xmlDictPtr xml_kept_dict(struct xml_keep *k)
{
    xmlDictReference(k->dict);
    return k->dict;
}

const struct xml_schema *xml_kept_schema(const struct xml_keep *k)
{
    return k->schema;
}

struct stamp xml_stamp(const char *path)
{
    struct stat s;
    struct timespec now;
    if (stat(path, &s) != 0 || clock_gettime(CLOCK_REALTIME, &now) != 0)
        return (struct stamp){ .young = true };
    int64_t age = (now.tv_sec - s.st_mtim.tv_sec) * 1000 + (now.tv_nsec - s.st_mtim.tv_nsec) / 1000000;
    return (struct stamp){ s.st_dev, s.st_ino, s.st_size, s.st_mtim, s.st_ctim,
                           age >= 0 && age < YOUNG_MS };
}

static bool is_same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

static bool is_same(const struct stamp *a, const struct stamp *b)
{
    return a->device == b->device && a->file == b->file && a->size == b->size
           && is_same_time(a->written, b->written) && is_same_time(a->changed, b->changed);
}

static bool fits(const struct leaf *l, const struct origin *o, int depth, const struct xml *x)
{
    return l && str_eq(l->file->real, o->real) && str_eq(l->file->name, o->name)
           && str_eq(l->file->within, o->within) && l->depth == depth
           && x->nodes + l->nodes <= XML_NODES && x->bytes + l->bytes <= XML_TOTAL_BYTES;
}

struct leaf *xml_kept(struct xml *x, const struct origin *o, int depth)
{
    struct xml_keep *k = x->keep;
    for (size_t i = 0; k && i < k->n; i++) {
        size_t at = (k->at + i) % k->n;
        struct leaf *l = k->leaves[at];
        if (!fits(l, o, depth, x))
            continue;
        struct stamp now = xml_stamp(o->real.p);
        if (!is_same(&l->stamp, &now))
            return NULL;
        k->leaves[at] = NULL;
        k->at = at + 1;
        return l;
    }
    return NULL;
}

void xml_keep_leaves(struct xml_keep *k, struct xml *x)
{
    forget(k);
    k->leaves = xmlMalloc((x->leaves.n + 1) * sizeof(struct leaf *));
    if (!k->leaves)
        out_of_memory();
    for (size_t i = 0; i < x->leaves.n; i++) {
        struct leaf *l = x->leaves.v[i];
        if (l->doc && !l->file->found && !l->stamp.young)
            k->leaves[k->n++] = l;
        else
            xml_free_leaf(l);
    }
}
