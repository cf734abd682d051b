/*
 * manifest: what the manifests of all targets are written with.
 *
 * What platforms insist on beyond the standards: elements of IMS without a
 * prefix, literal prefixes, UTF-8 without numeric character references, titles
 * of at most 200 characters that are not "0".
 */
#pragma once

#include "base/bundle.h"
#include "xml/xml.h"

enum { MANIFEST_TITLE = 200 };            /* characters of a title */

/* The title as a manifest may hold it; "..." stands for what was cut off. */
str manifest_title(struct arena *a, str title);

/* An element that begins a line. */
void manifest_open(struct xml_out *o, const char *name);
/* Ends the start tag and the line: what it holds comes below. */
void manifest_inside(struct xml_out *o);
void manifest_close(struct xml_out *o);
/* <name>text</name> on a line of its own. */
void manifest_leaf(struct xml_out *o, const char *name, str text);

/* <file href="..."/> for every file of the site. */
void manifest_files(struct xml_out *o, const struct bundle *site);

/* Begins a manifest in `b`. */
struct xml_out manifest_begin(struct buf *b);
/* Adds what was written to the package. */
MUST bool manifest_add(struct bundle *site, const char *path, const struct buf *b, struct err *e);
