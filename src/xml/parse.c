/*
 * The bytes of one file go in, its tree with a spot on every element, attribute
 * and text comes out.
 *
 * libxml2 knows the line where a start tag ends and no column.  So the place is
 * found in the bytes: at the end of a start tag, the last "<" before is its
 * beginning (an attribute cannot hold one), and a cursor that only moves
 * forward counts lines and columns.
 */
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <string.h>

#include "xml/inside.h"

enum { LIBRARY_BUFFER = 300 };            /* XML_PARSER_BIG_BUFFER_SIZE */

struct cursor { size_t at; int line, column; };

struct reading {
    struct xml *xml;
    struct diags *diags;
    struct leaf *leaf;
    str bytes;
    xmlParserCtxtPtr ctxt;                /* the file's, not that of an entity in it */
    size_t unfolded;                      /* bytes that entities became */
    int names;                            /* that were known before its root */
    struct cursor elements, errors;
    size_t tag_begin, tag_end;            /* found last */
    size_t text_end;                      /* behind the text that came last, */
    size_t text_slack;                    /* or so many bytes in front of there */
    bool cut;
};

static void move(struct cursor *c, str bytes, size_t to)
{
    for (const char *p; c->at < to && (p = memchr(bytes.p + c->at, '\n', to - c->at)); ) {
        c->at = (size_t)(p - bytes.p) + 1;
        c->line++;
        c->column = 1;
    }
    for (; c->at < to; c->at++)
        c->column += ((unsigned char)bytes.p[c->at] & 0xC0) != 0x80;
}

/* Where the parser stands in the file. */
static size_t offset(const struct reading *r)
{
    const xmlParserInput *in = r->ctxt->inputNr > 0 ? r->ctxt->inputTab[0] : NULL;
    size_t at = in ? in->consumed + (size_t)(in->cur - in->base) : r->bytes.n;
    return at < r->bytes.n ? at : r->bytes.n;
}

static size_t back_to(str bytes, char c, size_t from)
{
    for (size_t at = from; at > 0; at--)
        if (bytes.p[at - 1] == c)
            return at - 1;
    return from;
}

/* The first `opening` of a comment or CDATA section since the last tag that
 * nothing closes. */
static size_t unclosed(const struct reading *r, const char *opening)
{
    str open = str_of(opening), close = opening[2] == '-' ? S("-->") : S("]]>");
    for (size_t at = r->elements.at, end; at < r->bytes.n; at = end + close.n) {
        at += str_find(str_from(r->bytes, at), open);
        end = at + str_find(str_from(r->bytes, at), close);
        if (end >= r->bytes.n)
            return at;
    }
    return r->bytes.n;
}

static size_t declaration_before(str bytes, size_t from)
{
    size_t at = back_to(bytes, '<', from);
    while (at > 0 && at < from && !str_starts(str_from(bytes, at), S("<!ENTITY")))
        at = back_to(bytes, '<', from = at);
    return at;
}

/* The tag that ends, or is wrong, at `end`; many mistakes may be in one. */
static size_t tag_before(struct reading *r, size_t end)
{
    if (r->tag_end != end) {
        r->tag_begin = back_to(r->bytes, '<', end);
        r->tag_end = end;
    }
    return r->tag_begin;
}

static struct spot *spot_at(struct reading *r, size_t at)
{
    struct spot *s = NEW(leaf_arena(r->xml, r->leaf), struct spot);
    move(&r->elements, r->bytes, at);
    *s = (struct spot){ .file = r->leaf->file, .line = r->elements.line,
                        .column = (unsigned)r->elements.column & 0x0fffffffu };
    return s;
}

static struct place error_place(struct reading *r, size_t at)
{
    if (at < r->errors.at)
        r->errors = at < r->elements.at ? (struct cursor){ 0, 1, 1 } : r->elements;
    move(&r->errors, r->bytes, at);
    return (struct place){ .file = r->leaf->file->name, .line = r->errors.line,
                           .column = r->errors.column };
}

/* Nothing more of this file is taken; what stands open lacks content. */
static void leave(struct reading *r)
{
    for (int i = 0; i < r->ctxt->nodeNr; i++) {
        struct spot *s = r->ctxt->nodeTab[i]->_private;
        if (s)
            s->cut = true;
    }
    r->cut = true;
    r->ctxt->disableSAX = 1;
    r->ctxt->wellFormed = 0;              /* else entities would still be copied in */
}

static void leave_for(struct reading *r, const struct rule *rule, const char *text)
{
    if (r->cut)
        return;
    diag_add(r->diags, rule, error_place(r, offset(r)), "%s", text);
    leave(r);
}

/* ------------------------------------------------------------ spots */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The next attribute of a start tag: its name and where it is; moves *at behind
 * its value. */
static bool next_attribute(str tag, size_t *at, str *name)
{
    size_t i = *at;
    while (i < tag.n && is_blank(tag.p[i]))
        i++;
    size_t begin = i;
    while (i < tag.n && !is_blank(tag.p[i]) && tag.p[i] != '=')
        i++;
    *name = (str){ tag.p + begin, i - begin };
    while (i < tag.n && tag.p[i] != '"' && tag.p[i] != '\'')
        i++;
    if (i == tag.n)
        return false;
    const char *end = memchr(tag.p + i + 1, tag.p[i], tag.n - i - 1);
    if (!end)
        return false;
    *at = (size_t)(end - tag.p) + 1;
    return true;
}

static bool is_called(const xmlAttr *a, str name)
{
    if (a->ns && a->ns->prefix) {
        size_t n = strlen((const char *)a->ns->prefix);
        if (name.n <= n || memcmp(name.p, a->ns->prefix, n) != 0 || name.p[n] != ':')
            return false;
        name = str_from(name, n + 1);
    }
    return str_eq(name, str_of((const char *)a->name));
}

static void mark_attributes(struct reading *r, xmlNodePtr n, size_t begin, size_t end)
{
    str tag = { r->bytes.p + begin, end - begin }, name;
    xmlAttrPtr next = n->properties;
    size_t at = 0;
    while (at < tag.n && !is_blank(tag.p[at]))
        at++;
    while (next && next_attribute(tag, &at, &name))
        for (xmlAttrPtr a = next; a; a = a->next)
            if (!a->_private && is_called(a, name)) {
                a->_private = spot_at(r, (size_t)(name.p - r->bytes.p));
                if (a == next)
                    next = next->next;
                break;
            }
}

/* <xi:include> without its declaration: said already, and something is missing. */
static void miss(struct reading *r, xmlNodePtr n)
{
    struct spot *above = n->parent ? n->parent->_private : NULL;
    if (above)
        above->cut = true;
    r->xml->whole = false;
}

static bool is_include(const xmlNode *n)
{
    return n->type == XML_ELEMENT_NODE && n->ns
           && xmlStrEqual(n->ns->href, BAD_CAST XML_XINCLUDE)
           && xmlStrEqual(n->name, BAD_CAST "include");
}

static bool is_in_include(const xmlNode *n)
{
    for (n = n->parent; n; n = n->parent)
        if (is_include(n))
            return true;
    return false;
}

/* One of another namespace is found and followed all the same: what it holds
 * is no second mistake. */
static bool is_like_include(struct reading *r, const xmlNode *n)
{
    if (!n->ns || !xmlStrEqual(n->name, BAD_CAST "include") || !xmlHasProp(n, BAD_CAST "href"))
        return false;
    diag_add(r->diags, &xml_rule_E130, xml_place((const struct xml_node *)n), "This <include> is "
             "not of the namespace " XML_XINCLUDE ".");
    return true;
}

static void mark_element(struct reading *r, xmlNodePtr n)
{
    size_t end = offset(r), begin = tag_before(r, end);
    if (begin < r->elements.at)
        begin = r->elements.at;           /* an entity held it: not expected */
    n->_private = spot_at(r, begin);
    if (n->properties)
        mark_attributes(r, n, begin, end);
    if ((is_include(n) || is_like_include(r, n)) && !is_in_include(n)) {
        *vec_push(leaf_arena(r->xml, r->leaf), &r->leaf->includes) = n;
        ((struct spot *)n->_private)->include = true;
    }
    if (!n->ns && strchr((const char *)n->name, ':'))
        miss(r, n);
}

/* ------------------------------------------------------------ what libxml2 calls */

/* libxml2's dictionary of names stops growing at some thousands, and is slow far behind. */
static bool has_too_many_names(const struct reading *r)
{
    return xmlDictSize(r->xml->dict) > r->names + XML_NAMES;
}

static bool is_full(struct reading *r, int depth)
{
    if (depth > XML_DEPTH)
        leave_for(r, &xml_rule_E119, "More than 100 elements are open here, one in the other.");
    else if (has_too_many_names(r))
        leave_for(r, &xml_rule_E120, "The file has more than 50 000 different names of elements, "
                  "attributes and namespaces.");
    else if (++r->xml->nodes > (r->xml->large ? XML_LARGE_NODES : XML_NODES))
        leave_for(r, &xml_rule_E120, r->xml->large
                  ? "The file has more than ten million elements, attributes and texts."
                  : "The course has more than a million elements, attributes and texts.");
    return r->cut;
}

static void on_element(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                       int nspaces, const xmlChar **spaces, int nattrs, int ndefaults,
                       const xmlChar **attrs)
{
    xmlParserCtxtPtr c = ctx;
    struct reading *r = c->_private;
    r->xml->nodes += (size_t)nattrs;
    if (c->nameNr == 0)
        r->names = xmlDictSize(c->dict);
    if (c != r->ctxt || is_full(r, r->leaf->depth + c->nameNr + 1)) {
        if (has_too_many_names(r))
            xmlStopParser(c);
        return;
    }
    xmlNodePtr above = c->node;
    xmlSAX2StartElementNs(ctx, name, prefix, uri, nspaces, spaces, nattrs, ndefaults, attrs);
    if (c->node && c->node != above)
        mark_element(r, c->node);
}

/* Where a text ends in the file; libxml2 hands over a piece of the input, in
 * which it may not have moved yet, or a copy of what it has passed. */
static size_t text_end(const struct reading *r, const xmlChar *text, int n)
{
    const xmlParserInput *in = r->ctxt->inputNr == 1 ? r->ctxt->input : NULL;
    if (in && text >= in->base && text < in->end)
        return in->consumed + (size_t)(text - in->base) + (size_t)n;
    return offset(r);
}

/* Between the last text and the end of this one is more than it and the ends of
 * lines of Windows. A full copy is handed over before its last character is
 * passed. */
static bool is_broken(const struct reading *r, size_t end, size_t n)
{
    size_t from = r->text_end, returns = 0;
    for (size_t i = from; i < end && end - from <= 2 * n; i++)
        returns += r->bytes.p[i] == '\r';
    return end < from + n + returns || end - from > n + returns + r->text_slack;
}

static void on_text(void *ctx, const xmlChar *text, int n)
{
    xmlParserCtxtPtr c = ctx;
    struct reading *r = c->_private;
    int blank = 0;
    while (blank < n && is_blank((char)text[blank]))
        blank++;
    if (c == r->ctxt && r->cut)
        return;
    xmlSAX2Characters(ctx, text, n);
    xmlNodePtr last = c->node ? c->node->last : NULL;
    if (c != r->ctxt || !last || last->type != XML_TEXT_NODE)
        return;
    struct spot *before = last->_private;
    size_t end = text_end(r, text, n), rest = (size_t)(n - blank);
    if (before && is_broken(r, end, (size_t)n))
        before->broken = true;
    r->text_end = end;
    r->text_slack = n >= LIBRARY_BUFFER ? 4 : 0;
    if (before || blank == n)
        return;
    size_t at = end - (rest < end ? rest : end);
    if (at >= r->elements.at && at <= r->bytes.n)
        last->_private = spot_at(r, at);
    is_full(r, 0);
}

static void on_doctype(void *ctx, const xmlChar *name, const xmlChar *public_id,
                       const xmlChar *system_id)
{
    struct reading *r = ((xmlParserCtxtPtr)ctx)->_private;
    xmlSAX2InternalSubset(ctx, name, public_id, system_id);
    if ((public_id || system_id) && r->xml->dtd.line == 0)
        r->xml->dtd = error_place(r, back_to(r->bytes, '<', offset(r)));
}

static void on_entity(void *ctx, const xmlChar *name, int type, const xmlChar *public_id,
                      const xmlChar *system_id, xmlChar *content)
{
    struct reading *r = ((xmlParserCtxtPtr)ctx)->_private;
    const char *why = NULL;
    bool parameter = type == XML_INTERNAL_PARAMETER_ENTITY || type == XML_EXTERNAL_PARAMETER_ENTITY;
    if (type != XML_INTERNAL_GENERAL_ENTITY && type != XML_INTERNAL_PARAMETER_ENTITY)
        why = "stands for a file; nothing is read that way";
    else if (parameter)
        why = "is a parameter entity; a course needs none";
    else if (content && strlen((const char *)content) > XML_ENTITY_BYTES)
        why = "is longer than 1000 bytes";
    else if (content && strpbrk((const char *)content, "<&"))
        why = "holds tags or further entities";
    if (why && !r->cut)
        diag_add(r->diags, &xml_rule_E117, error_place(r, declaration_before(r->bytes, offset(r))),
                 "The entity %s %s.", xml_shown(r->xml->arena, str_of((const char *)name)).p, why);
    /* Still declared, as nothing, so that its uses are no second mistake. */
    xmlChar nothing[] = "";
    if (why)
        xmlSAX2EntityDecl(ctx, name, parameter ? XML_INTERNAL_PARAMETER_ENTITY
                                               : XML_INTERNAL_GENERAL_ENTITY,
                          NULL, NULL, nothing);
    else
        xmlSAX2EntityDecl(ctx, name, type, public_id, system_id, content);
}

static void on_unparsed_entity(void *ctx, const xmlChar *name, const xmlChar *public_id,
                               const xmlChar *system_id, const xmlChar *notation)
{
    (void)notation;
    on_entity(ctx, name, XML_EXTERNAL_GENERAL_UNPARSED_ENTITY, public_id, system_id, NULL);
}

/* What a declaration gives to every element of a name would be copied into each:
 * nothing is read on. */
static void on_attribute(void *ctx, const xmlChar *element, const xmlChar *name, int type,
                         int otherwise, const xmlChar *value, xmlEnumerationPtr choices)
{
    (void)element, (void)name, (void)type, (void)otherwise, (void)value;
    xmlFreeEnumeration(choices);
    leave_for(((xmlParserCtxtPtr)ctx)->_private, &xml_rule_E121, "Attributes are declared here.");
    xmlStopParser(ctx);
}

static xmlEntityPtr on_entity_use(void *ctx, const xmlChar *name)
{
    struct reading *r = ((xmlParserCtxtPtr)ctx)->_private;
    xmlEntityPtr e = xmlSAX2GetEntity(ctx, name);
    r->unfolded += e ? (size_t)e->length : 0;
    if (r->unfolded > r->bytes.n + 64 * 1024)
        leave_for(r, &xml_rule_E118, "Entities unfold to more text than the file has itself.");
    /* Behind the limit each use is one character: NULL would be an error each. */
    return r->cut ? xmlGetPredefinedEntity(BAD_CAST "amp") : e;
}

/* What stands in front of <?xml ...?> when it is blanks alone; else nothing. */
static str blanks_before_declaration(const struct reading *r)
{
    size_t n = 0;
    while (n < r->bytes.n && is_blank(r->bytes.p[n]))
        n++;
    return str_starts(str_from(r->bytes, n), S("<?xml ")) ? str_head(r->bytes, n) : S("");
}

/* A lone "&", the names that HTML has for characters, blanks where none may be. */
static void offer_mend(struct reading *r, const struct complaint *c, const xmlError *e,
                       struct place at)
{
    const htmlEntityDesc *named;
    if (e->code == XML_ERR_RESERVED_XML_NAME && blanks_before_declaration(r).n > 0) {
        at.line = at.column = 1;
        diag_mend(r->diags, c->rule, at, MEND_TEXT, blanks_before_declaration(r), S(""));
    } else if (c->rule == &xml_rule_E113) {
        diag_mend(r->diags, c->rule, at, MEND_TEXT, S("&"), S("&amp;"));
    } else if (c->rule == &xml_rule_E112 && e->str1
               && (named = htmlEntityLookup(BAD_CAST e->str1)) != NULL) {
        struct buf is = buf_new(r->xml->arena);
        buf_code_point(&is, named->value);
        diag_mend(r->diags, c->rule, at, MEND_TEXT, str_format(r->xml->arena, "&%s;", e->str1),
                  buf_str(&is));
    }
}

/* What text programs put into a tag, and nobody sees. */
static const char *seen_as_blank_or_quote(const xmlError *e, str at)
{
    static const char *const quotes[] = { "“", "”", "„", "‘", "’", "«", "»" };
    if (e->code == XML_ERR_NAME_REQUIRED && str_starts(at, S("\u00A0")))
        return "A no-break space stands in the tag; write an ordinary one.";
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (e->code == XML_ERR_ATTRIBUTE_NOT_STARTED && str_starts(at, str_of(quotes[i])))
            return "The quotation marks of an attribute are straight ones, as in id=\"intro\"; "
                   "here stands one of those that text programs make.";
    return NULL;
}

static void on_error(void *ctx, xmlErrorPtr e)
{
    struct reading *r = ((xmlParserCtxtPtr)ctx)->_private;
    if (r->cut || (e->level < XML_ERR_ERROR && e->code != XML_WAR_UNDECLARED_ENTITY))
        return;
    struct arena_mark before = arena_mark(r->xml->arena);    /* there may be millions of them */
    struct complaint c = xml_complaint(r->xml->arena, e);
    size_t at = c.opening ? unclosed(r, c.opening) : offset(r);
    struct spot *open = r->ctxt->node ? r->ctxt->node->_private : NULL;
    struct place place = { 0 };
    if (c.at_open && open)
        place = (struct place){ .file = open->file->name, .line = open->line,
                                .column = (int)open->column };
    else
        place = error_place(r, c.back_to == '<' ? tag_before(r, at)
                               : c.back_to ? back_to(r->bytes, c.back_to, at) : at);
    const char *seen = seen_as_blank_or_quote(e, str_from(r->bytes, at));
    diag_add(r->diags, c.rule, place, "%s", seen ? seen : c.text.p);
    offer_mend(r, &c, e, place);
    arena_rewind(r->xml->arena, before);
    if (!c.goes_on) {
        r->xml->well_formed = false;
        leave(r);
        if (open && c.rule == &xml_rule_E111)
            open->torn = true;
    }
}

/* ------------------------------------------------------------ the door */

/* libxml2 compares every attribute of an element with every other, so tags with
 * too many are not given to it. Every "<" begins afresh, for none can stand in
 * a tag; what looks like a tag in a comment is looked at as one. */
static bool has_too_many_attributes(struct reading *r)
{
    size_t count = 0;
    bool in_tag = false;
    char quote = 0;
    for (size_t i = 0; i < r->bytes.n; i++) {
        char c = r->bytes.p[i];
        if (c == '<') {
            in_tag = i + 1 < r->bytes.n && !strchr("!?/", r->bytes.p[i + 1]);
            quote = 0;
            count = 0;
        } else if (quote) {
            quote = c == quote ? 0 : quote;
        } else if (c == '>') {
            in_tag = false;
        } else if (in_tag && (c == '"' || c == '\'')) {
            quote = c;
            if (++count > XML_ATTRIBUTES) {
                diag_add(r->diags, &xml_rule_E120, error_place(r, i),
                         "An element has more than %d attributes.", XML_ATTRIBUTES);
                return true;
            }
        }
    }
    return false;
}

static xmlParserCtxtPtr new_context(struct reading *r)
{
    xmlParserCtxtPtr c = xmlNewParserCtxt();
    if (!c)
        return NULL;
    xmlDictFree(c->dict);
    c->dict = r->xml->dict;
    xmlDictReference(c->dict);
    c->_private = r;
    c->sax->startElementNs = on_element;
    c->sax->characters = on_text;
    c->sax->ignorableWhitespace = on_text;
    c->sax->cdataBlock = on_text;
    c->sax->comment = NULL;               /* nobody looks at them */
    c->sax->processingInstruction = NULL;
    c->sax->attributeDecl = on_attribute;
    c->sax->internalSubset = on_doctype;
    c->sax->entityDecl = on_entity;
    c->sax->unparsedEntityDecl = on_unparsed_entity;
    c->sax->getEntity = on_entity_use;
    c->sax->serror = on_error;
    return c;
}

void xml_parse(struct xml *x, struct leaf *leaf, str bytes, struct diags *d)
{
    struct reading r = { .xml = x, .diags = d, .leaf = leaf, .bytes = bytes,
                         .elements = { 0, 1, 1 }, .errors = { 0, 1, 1 } };
    r.ctxt = has_too_many_attributes(&r) ? NULL : new_context(&r);
    if (!r.ctxt) {
        x->whole = false;
        return;
    }
    leaf->doc = xmlCtxtReadMemory(r.ctxt, bytes.p, (int)bytes.n, NULL, NULL,
                                  XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_RECOVER |
                                  XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC |
                                  (x->large ? XML_PARSE_HUGE : 0));
    xmlFreeParserCtxt(r.ctxt);
    xmlResetLastError();
    x->whole &= !r.cut && leaf->doc;
}
