/*
 * inside: what the files of this floor know of each other.
 *
 * A document is one libxml2 tree per file; the trees of included files are
 * moved into the one that includes them, so they share one dictionary and all
 * live until the end.  Every element, attribute and text that is not blank
 * carries its spot in _private.
 */
#pragma once

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "xml/xml.h"

#define XML_XINCLUDE "http://www.w3.org/2001/XInclude"    /* libxml2's macro is an old draft's */

struct origin {                           /* a file that was read */
    str name;                             /* in places */
    str within;                           /* its path below the course folder */
    str real;                             /* its path after links; "" when from memory */
    const struct origin *from;            /* who includes it */
};

struct spot {
    const struct origin *file;
    int line;
    unsigned column : 29;                 /* a file has 8 MB at most */
    unsigned cut : 1;                     /* of an element: some content is missing */
    unsigned torn : 1;                    /* and what it holds may not be its own */
    unsigned broken : 1;                  /* of a text: not all of it stands in one piece */
};

struct xml {
    struct arena *arena;
    xmlDictPtr dict;
    VEC(xmlDocPtr) docs;
    VEC(struct origin *) files;
    size_t nodes, bytes;
    bool whole, well_formed;
};

struct diags;

/* One file, parsed as far as it goes: its root, unlinked from no one, or NULL.
 * xi:include elements met on the way are put into *includes. */
typedef VEC(xmlNodePtr) xml_nodes;
xmlNodePtr xml_parse(struct xml *x, const struct origin *file, str bytes, int depth,
                     xml_nodes *includes, struct diags *d);

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
