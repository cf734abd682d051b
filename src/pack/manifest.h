/*
 * manifest: what the manifests of all targets are written with.
 *
 * What platforms insist on beyond the standards: elements of IMS without a
 * prefix, literal prefixes, UTF-8 without numeric character references, titles
 * of at most 200 characters that are not "0".
 */
#pragma once

#include "pack/texts.h"
#include "xml/xml.h"

enum { MANIFEST_TITLE = 200 };            /* characters of a title */

/* The title of an element, in the language the package begins in. */
str manifest_title(struct arena *a, const struct packing *p, const struct node *n);

void manifest_group(struct xml_out *o, const char *name);    /* an element that holds lines */
void manifest_inside(struct xml_out *o);  /* behind the attributes of such an element */
void manifest_close(struct xml_out *o);
/* <name>text</name> on a line of its own. */
void manifest_leaf(struct xml_out *o, const char *name, str text);

/* Begins a manifest in `b`. */
struct xml_out manifest_begin(struct buf *b);
/* Adds what was written to the package. */
MUST bool manifest_add(struct bundle *site, const char *path, const struct buf *b, struct err *e);
