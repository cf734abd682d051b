/*
 * In: bytes in pieces. Out: calls. libxml2 parses what it is pushed; it compares every
 * attribute of a tag with every other, so long tags are counted before it sees them.
 */
#include "xml/stream.h"

#include <libxml/SAX2.h>
#include <string.h>

#include "xml/inside.h"

enum { LONG_TAG = 4096 };                 /* bytes; shorter ones cannot hold too many attributes */

struct xml_attributes { int n; const xmlChar **of; };  /* five pointers each, as libxml2 has them */

/* The tag that is being looked at: between two "<" there is at most one. */
struct tag { bool open; char quote; int attributes; };

struct xml_stream {
    struct xml_listener to;
    str name;
    xmlParserCtxtPtr ctxt;
    int names;                            /* in the dictionary before it began */
    int depth;
    bool stopped, failed;
    struct tag tag;
    struct err trouble;
};

/* ------------------------------------------------------------ trouble */

static void fail(struct xml_stream *s, const char *why)
{
    if (!s->failed) {
        struct place at = xml_stream_place(s);
        (void)err_set(&s->trouble, ERR_INPUT, STR_FMT ":%d:%d: %s", STR_ARG(s->name), at.line, at.column,
                      why);
    }
    s->failed = true;
    xmlStopParser(s->ctxt);
}

static struct xml_stream *stream_of(void *ctx)
{
    return ((xmlParserCtxtPtr)ctx)->_private;
}

static void on_error(void *ctx, xmlErrorPtr e)
{
    struct xml_stream *s = stream_of(ctx);
    if (s->failed || s->stopped || e->level < XML_ERR_ERROR
        || (e->level == XML_ERR_ERROR && e->domain == XML_FROM_NAMESPACE))
        return;
    if (e->code == XML_ERR_INTERNAL_ERROR)               /* "Huge input lookup": behind 10 MB */
        return fail(s, "a tag, a comment or a name here is longer than any program writes");
    struct arena *a = arena_new();
    fail(s, str_dup(a, xml_complaint(a, e).text).p);
    arena_free(a);
}

static void on_doctype(void *ctx, const xmlChar *name, const xmlChar *public_id,
                       const xmlChar *system_id)
{
    (void)name, (void)public_id, (void)system_id;
    fail(stream_of(ctx), "the file declares a document type, which may hide entities that unfold "
         "without end; no program that exports records writes one");
}

/* ------------------------------------------------------------ what is told */

static bool is_in(const xmlChar **at, const char *uri)
{
    return uri == NULL || (at[2] != NULL && strcmp((const char *)at[2], uri) == 0);
}

str xml_attribute_in(const struct xml_attributes *attributes, const char *uri, const char *name)
{
    for (int i = 0; i < attributes->n; i++) {
        const xmlChar **at = attributes->of + 5 * i;          /* name, prefix, namespace, value, its end */
        if (strcmp((const char *)at[0], name) == 0 && is_in(at, uri))
            return (str){ (const char *)at[3], (size_t)(at[4] - at[3]) };
    }
    return S("");
}

bool xml_attribute_at(const struct xml_attributes *attributes, int i, str *name, str *value)
{
    if (i >= attributes->n)
        return false;
    const xmlChar **at = attributes->of + 5 * i;
    *name = str_of((const char *)at[0]);
    *value = (str){ (const char *)at[3], (size_t)(at[4] - at[3]) };
    return true;
}

str xml_attribute(const struct xml_attributes *attributes, const char *name)
{
    return xml_attribute_in(attributes, NULL, name);
}

static void on_open(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                    int nspaces, const xmlChar **spaces, int nattributes, int ndefaults,
                    const xmlChar **attributes)
{
    (void)prefix, (void)uri, (void)nspaces, (void)spaces, (void)ndefaults;
    struct xml_stream *s = stream_of(ctx);
    struct xml_attributes a = { nattributes, attributes };
    if (++s->depth > XML_DEPTH)
        fail(s, "more than 100 elements are open here, one in the other");
    else if (xmlDictSize(s->ctxt->dict) > s->names + XML_NAMES)
        fail(s, "there are more than 50 000 different names of elements and attributes");
    if (!s->failed && !s->stopped)
        s->to.open(s->to.self, str_of((const char *)name), &a);
}

static void on_text(void *ctx, const xmlChar *text, int n)
{
    struct xml_stream *s = stream_of(ctx);
    if (!s->failed && !s->stopped)
        s->to.text(s->to.self, (str){ (const char *)text, (size_t)n });
}

static void on_close(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix, (void)uri;
    struct xml_stream *s = stream_of(ctx);
    s->depth--;
    if (!s->failed && !s->stopped)
        s->to.close(s->to.self, str_of((const char *)name));
}

/* ------------------------------------------------------------ long tags */

/* False: too many attributes. `bytes` hold no "<" but perhaps as their first. */
static bool look(struct tag *t, str bytes)
{
    for (size_t i = 0; i < bytes.n && t->open; i++) {
        char c = bytes.p[i];
        if (t->quote) {
            t->quote = c == t->quote ? 0 : t->quote;
        } else if (c == '"' || c == '\'') {
            t->quote = c;
            if (++t->attributes > XML_ATTRIBUTES)
                return false;
        } else if (c == '>') {
            t->open = false;
        }
    }
    return true;
}

static bool is_modest(struct tag *t, str bytes)
{
    const char *p = bytes.p, *end = bytes.p + bytes.n;
    const char *tag = memchr(p, '<', bytes.n);
    if (!look(t, (str){ p, (size_t)((tag ? tag : end) - p) }))
        return false;
    for (const char *next; tag; tag = next) {
        next = memchr(tag + 1, '<', (size_t)(end - tag - 1));
        size_t n = (size_t)((next ? next : end) - tag);
        *t = (struct tag){ .open = next == NULL || n > LONG_TAG };
        if (!look(t, (str){ tag, n }))
            return false;
    }
    return true;
}

/* ------------------------------------------------------------ the door */

struct xml_stream *xml_stream_open(struct arena *a, const struct xml_listener *l, str name,
                                   bool utf8, struct err *e)
{
    xml_use_library();
    struct xml_stream *s = NEW(a, struct xml_stream);
    xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC, .startElementNs = on_open,
                          .endElementNs = on_close, .characters = on_text,
                          .ignorableWhitespace = on_text, .cdataBlock = on_text,
                          .internalSubset = on_doctype, .serror = on_error };
    s->ctxt = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL);
    if (!s->ctxt) {
        (void)err_set(e, ERR_SYSTEM, "not enough memory to read XML");
        return NULL;
    }
    s->to = *l;
    s->name = name;
    s->ctxt->_private = s;
    s->names = xmlDictSize(s->ctxt->dict);
    xmlCtxtUseOptions(s->ctxt, XML_PARSE_NONET | (utf8 ? XML_PARSE_IGNORE_ENC : 0));
    return s;
}

void xml_stream_close(struct xml_stream *s)
{
    if (!s || !s->ctxt)
        return;
    xmlFreeDoc(s->ctxt->myDoc);
    xmlFreeParserCtxt(s->ctxt);
    s->ctxt = NULL;
    xmlResetLastError();
}

bool xml_stream_feed(struct xml_stream *s, str bytes, struct err *e)
{
    if (!s->failed && !s->stopped) {
        if (!is_modest(&s->tag, bytes))
            fail(s, "a tag has more than 200 attributes");
        else
            xmlParseChunk(s->ctxt, bytes.p, (int)bytes.n, bytes.n == 0);
    }
    if (s->failed)
        *e = s->trouble;
    return !s->failed;
}

struct place xml_stream_place(const struct xml_stream *s)
{
    const xmlParserInput *in = s->ctxt->input;
    return (struct place){ .line = in ? in->line : 1, .column = in ? in->col : 1 };
}

void xml_stream_stop(struct xml_stream *s)
{
    s->stopped = true;
    xmlStopParser(s->ctxt);
}
