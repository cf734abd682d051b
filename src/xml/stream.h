/*
 * stream: a document read once from its beginning to its end, in pieces, by whoever
 * keeps little of it.
 *
 * Whoever opens it is told of tags and texts as they come, while bytes are fed; memory
 * does not grow with the document. It must be well-formed: the first mistake ends it.
 * A document type is refused altogether, and with it all entities of its own. Depth,
 * names, attributes of a tag and the length of a tag have the limits of xml.h; a tag or
 * comment of more than some MB is refused by libxml2.
 */
#pragma once

#include "xml/xml.h"

struct xml_stream;
struct xml_attributes;                    /* of a start tag; valid while its open() runs */

struct xml_listener {
    void *self;
    void (*open)(void *self, str name, const struct xml_attributes *attributes);   /* local name */
    void (*text)(void *self, str text);   /* of one text any number of pieces */
    void (*close)(void *self, str name);
};

/* The i-th; false behind the last. For whoever reads very many. */
bool xml_attribute_at(const struct xml_attributes *attributes, int i, str *name, str *value);

/* The value of the attribute of this local name; empty when there is none. */
str xml_attribute(const struct xml_attributes *attributes, const char *name);

/* The same of one namespace. */
str xml_attribute_in(const struct xml_attributes *attributes, const char *uri, const char *name);

/* `utf8`: the bytes are that already, whatever the declaration says. `name` stands in
 * front of sentences and lives as long. NULL only when memory is short. */
MUST struct xml_stream *xml_stream_open(struct arena *a, const struct xml_listener *l, str name,
                                        bool utf8, struct err *e);
void xml_stream_close(struct xml_stream *s);          /* NULL is fine */

/* The next bytes; none of them: that was all. False: it is not well-formed, e says where. */
MUST bool xml_stream_feed(struct xml_stream *s, str bytes, struct err *e);

/* Of what is told now: of a tag its ">" or "/>". From 1; columns in characters. */
struct place xml_stream_place(const struct xml_stream *s);

/* The listener has heard enough: nothing more is told, and feeding answers true. */
void xml_stream_stop(struct xml_stream *s);
