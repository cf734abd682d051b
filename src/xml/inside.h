/*
 * inside: what the files of this floor know of each other.
 *
 * A document is one libxml2 tree per file; the roots of included files are hung
 * into the one that includes them and taken out again at the end, so they share
 * one dictionary and all live as long. Every element, attribute and text that is
 * not blank carries its spot in _private.
 */
#pragma once

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlschemas.h>
#include <sys/types.h>
#include <time.h>

#include "xml/xml.h"

#define XML_XINCLUDE "http://www.w3.org/2001/XInclude"    /* libxml2's macro is an old draft's */

struct origin {                           /* a file that was read */
    str name;                             /* in places */
    str within;                           /* its path below the course folder */
    str real;                             /* its path after links; "" when from memory */
    struct origin *from;                  /* who includes it */
    bool found;                           /* there are findings in it */
};

struct spot {
    const struct origin *file;
    int line;
    unsigned column : 28;                 /* a file has 8 MB at most */
    unsigned include : 1;                 /* of an element: it is among leaf.includes */
    unsigned cut : 1;                     /* of an element: some content is missing */
    unsigned torn : 1;                    /* and what it holds may not be its own */
    unsigned broken : 1;                  /* of a text: not all of it stands in one piece */
};

typedef VEC(xmlNodePtr) xml_nodes;

struct stamp {                            /* what changes when a file is saved */
    dev_t device;
    ino_t file;
    off_t size;
    struct timespec written, changed;
    bool young;                           /* too young to be told from the next */
};

struct leaf {                             /* one file, parsed */
    struct arena *arena;                  /* of its spots; NULL: they are in that of the document.
                                           * Kept leaves lie in it themselves. */
    struct origin *file;
    struct stamp stamp;
    xmlDocPtr doc;                        /* NULL: nothing of it could be read */
    xml_nodes includes;                   /* the xi:include elements in it */
    int depth;                            /* of the element that includes it */
    size_t nodes, bytes;
    bool valid;                           /* by itself, inclusions standing for what they name */
};

struct splice {                           /* an xi:include element that is out of its tree */
    xmlNodePtr include;
    xmlNodePtr root;                      /* what hangs in its place; NULL: nothing */
    xmlNodePtr before, after;             /* neighbours of root in its own tree */
};

struct entered {                          /* a file that stands open while it is walked */
    struct leaf *leaf;
    xmlNodePtr include;                   /* NULL: it is the document's own */
};

struct xml {
    struct arena *arena;
    xmlDictPtr dict;
    struct xml_keep *keep;                /* NULL: nothing is kept */
    const struct xml_schema *schema;      /* files are held against it one by one; NULL: they
                                           * are not */
    struct loading *walk;                 /* NULL: all inclusions were followed at once */
    VEC(struct entered) entered;
    VEC(struct leaf *) leaves;            /* the first is the document's own */
    VEC(struct splice) splices;
    size_t nodes, bytes;
    struct place dtd;                     /* of a DOCTYPE that names a file */
    bool large;                           /* xml_load_large() */
    bool whole, well_formed;
};

struct diags;

/* The bytes of leaf->file, parsed as far as it goes, become leaf->doc. */
void xml_parse(struct xml *x, struct leaf *leaf, str bytes, struct diags *d);
void xml_free_leaf(struct leaf *l);

static inline struct arena *leaf_arena(const struct xml *x, const struct leaf *l)
{ return l->arena ? l->arena : x->arena; }

/* What a keep has of a file, taken out of it; NULL when it has none that is as
 * the file is now. At the end it gets all leaves of the document. */
struct leaf *xml_kept(struct xml *x, const struct origin *o, int depth);
void xml_keep_leaves(struct xml_keep *k, struct xml *x);
xmlDictPtr xml_kept_dict(struct xml_keep *k);
const struct xml_schema *xml_kept_schema(const struct xml_keep *k);
struct stamp xml_stamp(const char *path);

/* The document again, all inclusions followed; nothing is found. */
MUST struct xml *xml_load_walked(const struct xml *x, struct arena *a, struct err *e);

struct xml_schema { xmlSchemaPtr schema; };

/* Whether a schema finds nothing in one file as it stands. */
bool xml_is_valid(const struct xml_schema *s, xmlDocPtr doc);

/* The bytes as UTF-8 without a byte order mark; false when they are no text at
 * all, with a finding. */
bool xml_decode(struct arena *a, str name, str *bytes, struct diags *d);

/* What libxml2 says about a file, in our words. */
struct complaint {
    const struct rule *rule;
    bool goes_on;                         /* the rest of the file makes sense */
    char back_to;                         /* the mistake begins at this character before; 0: here */
    bool at_open;                         /* its place is the tag that stands open */
    const char *opening;                  /* its place is this, not closed; NULL: elsewhere */
    str text;
};
struct complaint xml_complaint(struct arena *a, const xmlError *e);

/* A piece of somebody's file for a sentence: at most 60 characters of it. */
str xml_shown(struct arena *a, str s);

void xml_use_library(void);               /* nothing is loaded but our own assets */

#define RULE(id, ...) extern const struct rule xml_rule_##id;
#include "xml/rules.def"
#undef RULE
