/* Whether a file is valid by itself; what is wrong with it schema.c says. */

#include "xml/inside.h"

static void on_any(void *ctx, xmlErrorPtr said)
{
    bool *valid = ctx;
    (void)said;
    *valid = false;
}

bool xml_is_valid(const struct xml_schema *s, xmlDocPtr doc)
{
    bool valid = true;
    xmlSchemaValidCtxtPtr c = xmlSchemaNewValidCtxt(s->schema);
    if (!c)
        return false;
    xmlSchemaSetValidStructuredErrors(c, on_any, &valid);
    valid = xmlSchemaValidateDoc(c, doc) == 0 && valid;
    xmlSchemaFreeValidCtxt(c);
    xmlResetLastError();
    return valid;
}
