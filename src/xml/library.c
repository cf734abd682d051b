/*
 * libxml2 loads nothing by itself: whatever it asks for, an entity, a DTD, an
 * imported schema, it gets from our assets or not at all.
 */
#include <libxml/parserInternals.h>

#include "base/asset.h"
#include "xml/inside.h"

static xmlParserInputPtr load(const char *url, const char *id, xmlParserCtxtPtr ctxt)
{
    struct asset a;
    (void)id;
    if (!url || !asset_find(str_of(url), &a))
        return NULL;
    xmlParserInputBufferPtr bytes =
        xmlParserInputBufferCreateMem(a.bytes.p, (int)a.bytes.n, XML_CHAR_ENCODING_NONE);
    return bytes ? xmlNewIOInputStream(ctxt, bytes, XML_CHAR_ENCODING_NONE) : NULL;
}

void xml_use_library(void)
{
    xmlInitParser();
    if (xmlGetExternalEntityLoader() != load)            /* threads that read at once only look */
        xmlSetExternalEntityLoader(load);
}
