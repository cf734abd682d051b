/*
 * A schema and a document go in, findings in our words come out.
 *
 * libxml2 says "Element '{urn:x}lesson', attribute 'id': [facet 'pattern'] The
 * value 'A' is not accepted by the pattern '...'."; we take the name of the
 * element and the sentence behind it, without namespaces.
 */
#include <stdarg.h>
#include <string.h>

#include "base/asset.h"
#include "xml/inside.h"

static void keep_first(void *ctx, xmlErrorPtr said)
{
    struct err *e = ctx;
    if (e->kind == ERR_NONE)
        err_set(e, ERR_SYSTEM, "the schema of the program is broken in line %d: %s", said->line,
                said->message ? said->message : "");
}

struct xml_schema *xml_schema_open(str asset, struct err *e)
{
    struct asset a;
    xml_use_library();
    if (!asset_find(asset, &a)) {
        err_set(e, ERR_SYSTEM, "the program has no schema " STR_FMT, STR_ARG(asset));
        return NULL;
    }
    struct err trouble = { 0 };
    xmlSchemaParserCtxtPtr c = xmlSchemaNewMemParserCtxt(a.bytes.p, (int)a.bytes.n);
    xmlSchemaSetParserStructuredErrors(c, keep_first, &trouble);
    xmlSchemaPtr schema = c ? xmlSchemaParse(c) : NULL;
    xmlSchemaFreeParserCtxt(c);
    xmlResetLastError();
    if (!schema) {
        *e = trouble;
        if (e->kind == ERR_NONE)
            err_set(e, ERR_SYSTEM, "the schema " STR_FMT " cannot be used", STR_ARG(asset));
        return NULL;
    }
    struct xml_schema *s = xmlMalloc(sizeof *s);
    s->schema = schema;
    return s;
}

void xml_schema_close(struct xml_schema *s)
{
    if (!s)
        return;
    xmlSchemaFree(s->schema);
    xmlFree(s);
}

struct looking {
    struct arena *arena;
    const struct xml_net *net;
    struct diags *diags;
};

/* "'{urn:x}lesson'" becomes "'lesson'", anywhere in s. */
static str without_namespaces(struct arena *a, str s)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < s.n; i++) {
        const char *end = s.p[i] == '{' ? memchr(s.p + i, '}', s.n - i) : NULL;
        if (end && memchr(s.p + i, ':', (size_t)(end - s.p) - i))
            i = (size_t)(end - s.p);
        else
            buf_byte(&b, s.p[i]);
    }
    return buf_str(&b);
}

/* The sentence behind "Element 'x', attribute 'y': [facet 'z'] ". */
static str sentence(struct arena *a, const char *message)
{
    str s = str_trim(str_of(message));
    size_t end = str_starts(s, S("Element '")) ? str_find(s, S("': ")) : s.n;
    if (end < s.n)
        s = str_from(s, end + 3);
    end = str_starts(s, S("[facet")) ? str_find(s, S("] ")) : s.n;
    if (end < s.n)
        s = str_from(s, end + 2);
    return without_namespaces(a, s);
}

/* libxml2 names the attribute in its message and points at the element. */
static const struct xml_attr *attribute_of(const xmlNode *n, const char *message)
{
    str s = str_of(message);
    size_t at = str_find(s, S(", attribute '"));
    if (at == s.n)
        return NULL;
    s = str_from(s, at + 13);
    str name = str_cut(&s, '\'');
    size_t end = str_find(name, S("}"));
    if (end < name.n)
        name = str_from(name, end + 1);
    for (const struct xml_attr *a = xml_attrs((const void *)n); a; a = xml_attr_next(a))
        if (str_eq(xml_attr_name(a), name))
            return a;
    return NULL;
}

static enum xml_about about(int code)
{
    switch (code) {
    case XML_SCHEMAV_ELEMENT_CONTENT:
    case XML_SCHEMAV_MISSING:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3:
        return XML_ABOUT_CONTENT;
    case XML_SCHEMAV_CVC_IDC:
        return XML_ABOUT_IDENTITY;
    default:
        return XML_ABOUT_VALUE;
    }
}

static void on_finding(void *ctx, xmlErrorPtr said)
{
    struct looking *l = ctx;
    const xmlNode *n = said->node;
    if (!n || said->level < XML_ERR_ERROR)
        return;
    if (n->type == XML_ATTRIBUTE_NODE)
        n = n->parent;
    if (l->net->said && l->net->said(l->net->ctx, (const void *)n, about(said->code)))
        return;
    str words = sentence(l->arena, said->message);
    const struct xml_attr *a = attribute_of(n, said->message);
    if (a)
        diag_add(l->diags, &xml_rule_E190, xml_attr_place(a), "<%s " STR_FMT ">: " STR_FMT,
                 (const char *)n->name, STR_ARG(xml_attr_name(a)), STR_ARG(words));
    else
        diag_add(l->diags, &xml_rule_E190, xml_place((const void *)n), "<%s>: " STR_FMT,
                 (const char *)n->name, STR_ARG(words));
}

static bool is_valid(const struct xml *x)
{
    bool all = x->leaves.n > 0;
    for (size_t i = 0; i < x->leaves.n; i++)
        all = all && x->leaves.v[i]->valid;
    return all;
}

static bool validate(struct xml *x, const struct xml_schema *s, struct looking *l, struct err *e)
{
    if (!xml_root(x))
        return true;
    xmlSchemaValidCtxtPtr c = xmlSchemaNewValidCtxt(s->schema);
    if (!c)
        return err_set(e, ERR_SYSTEM, "the schema cannot be used");
    xmlSchemaSetValidStructuredErrors(c, on_finding, l);
    int result = xmlSchemaValidateDoc(c, x->leaves.v[0]->doc);
    xmlSchemaFreeValidCtxt(c);
    xmlResetLastError();
    return result >= 0 || err_set(e, ERR_SYSTEM, "the document could not be compared with the "
                                  "schema");
}

bool xml_validate(struct xml *x, const struct xml_schema *s, const struct xml_net *net,
                  struct diags *d, struct err *e)
{
    static const struct xml_net nobody = { 0 };
    struct looking l = { x->arena, net ? net : &nobody, d };
    if (is_valid(x))
        return true;
    if (!x->walk)
        return validate(x, s, &l, e);
    struct xml *all = xml_load_walked(x, x->arena, e);
    bool ok = all && validate(all, s, &l, e);
    xml_free(all);
    return ok;
}
