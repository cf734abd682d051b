/*
 * What libxml2 found wrong in a file goes in, a sentence for authors goes out.
 * A row per error number; what has no row is said in libxml2's own words.
 */
#include <libxml/xmlerror.h>
#include <string.h>

#include "xml/inside.h"

enum kind { LEAVE, GO_ON };

struct row {
    int code;
    enum kind kind;
    char back_to;
    bool at_open;
    const char *begins;                   /* with which libxml2's sentence begins; NULL: any */
    const struct rule *rule;
    const char *text;                     /* $1 $2: its words, $n: its number */
};

static const struct row ROWS[] = {
    { XML_ERR_UNDECLARED_ENTITY, GO_ON, '&', false, NULL, &xml_rule_E112,
      "&$1; is not an entity XML knows." },
    { XML_WAR_UNDECLARED_ENTITY, GO_ON, '&', false, NULL, &xml_rule_E112,
      "&$1; is not an entity XML knows." },
    { XML_ERR_NAME_REQUIRED, GO_ON, '&', false, "xmlParseEntityRef", &xml_rule_E113,
      "The sign & begins an entity in XML and cannot stand alone." },
    { XML_ERR_ENTITYREF_SEMICOL_MISSING, GO_ON, '&', false, NULL, &xml_rule_E113,
      "The sign & begins an entity in XML, and no \";\" follows." },
    { XML_ERR_ATTRIBUTE_REDEFINED, GO_ON, '<', false, NULL, &xml_rule_E114,
      "The attribute $1 is given twice." },
    { XML_NS_ERR_ATTRIBUTE_REDEFINED, GO_ON, '<', false, NULL, &xml_rule_E114,
      "The attribute $1 is given twice." },
    { XML_NS_ERR_UNDEFINED_NAMESPACE, GO_ON, '<', false, NULL, &xml_rule_E115,
      "The prefix \"$1:\" is not declared." },
    { XML_ERR_INVALID_CHAR, GO_ON, 0, false, "PCDATA", &xml_rule_E116,
      "Character number $n cannot stand in XML." },
    { XML_ERR_INVALID_CHAR, GO_ON, '&', false, "xmlParseCharRef", &xml_rule_E116,
      "Character number $n cannot stand in XML." },
    { XML_ERR_INVALID_CHARREF, GO_ON, '&', false, NULL, &xml_rule_E116,
      "This is not the number of a character." },
    { XML_ERR_INVALID_HEX_CHARREF, GO_ON, '&', false, NULL, &xml_rule_E116,
      "This is not the number of a character." },
    { XML_ERR_INVALID_DEC_CHARREF, GO_ON, '&', false, NULL, &xml_rule_E116,
      "This is not the number of a character." },
    { XML_ERR_HYPHEN_IN_COMMENT, GO_ON, 0, false, NULL, &xml_rule_E110,
      "Two hyphens cannot stand inside a comment." },
    { XML_ERR_MISPLACED_CDATA_END, GO_ON, 0, false, NULL, &xml_rule_E110,
      "\"]]>\" cannot stand in text; write ]]&gt;." },
    { XML_ERR_RESERVED_XML_NAME, GO_ON, '<', false, NULL, &xml_rule_E110,
      "<?xml ...?> may only stand at the very beginning of a file." },
    { XML_ERR_ENTITY_LOOP, LEAVE, 0, false, NULL, &xml_rule_E118,
      "Entities unfold to far more than the file itself." },
    { XML_ERR_TAG_NAME_MISMATCH, LEAVE, '<', false, NULL, &xml_rule_E111,
      "</$2> stands where </$1> should close the element opened in line $n." },
    { XML_ERR_TAG_NOT_FINISHED, LEAVE, 0, true, "Premature", &xml_rule_E111,
      "<$1> is never closed." },
    { XML_ERR_GT_REQUIRED, LEAVE, '<', false, NULL, &xml_rule_E111,
      "The tag does not end with \">\"." },
    { XML_ERR_DOCUMENT_END, LEAVE, 0, false, NULL, &xml_rule_E110,
      "Something follows behind the end of the root element." },
    { XML_ERR_DOCUMENT_EMPTY, LEAVE, 0, false, NULL, &xml_rule_E110,
      "There is no element." },
    { XML_ERR_LT_IN_ATTRIBUTE, LEAVE, 0, false, NULL, &xml_rule_E110,
      "\"<\" stands in the value of an attribute; is the quotation mark behind the value missing?" },
    { XML_ERR_ATTRIBUTE_NOT_STARTED, LEAVE, 0, false, NULL, &xml_rule_E110,
      "The value of an attribute stands in quotation marks: id=\"intro\"." },
    { XML_ERR_ATTRIBUTE_NOT_FINISHED, LEAVE, 0, false, NULL, &xml_rule_E110,
      "The quotation mark behind the value of an attribute is missing." },
    { XML_ERR_ATTRIBUTE_WITHOUT_VALUE, LEAVE, 0, false, NULL, &xml_rule_E110,
      "The attribute $1 has no value." },
    { XML_ERR_SPACE_REQUIRED, LEAVE, 0, false, "attributes construct", &xml_rule_E110,
      "A blank is missing between two attributes." },
    { XML_ERR_COMMENT_NOT_FINISHED, LEAVE, 0, false, NULL, &xml_rule_E110,
      "A comment is never closed with \"-->\"." },
    { XML_ERR_CDATA_NOT_FINISHED, LEAVE, 0, false, NULL, &xml_rule_E110,
      "A CDATA section is never closed with \"]]>\"." },
    { XML_ERR_NAME_REQUIRED, LEAVE, '<', false, "StartTag", &xml_rule_E110,
      "The sign < begins a tag, and no name follows; for \"less than\" write &lt;." },
    { XML_ERR_NAME_REQUIRED, LEAVE, 0, false, "error parsing attribute name", &xml_rule_E110,
      "Here the tag should end, or the name of an attribute begin." },
};

static const struct row *row_of(const xmlError *e)
{
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        const char *begins = ROWS[i].begins;
        if (ROWS[i].code == e->code
            && (!begins || (e->message && strncmp(e->message, begins, strlen(begins)) == 0)))
            return &ROWS[i];
    }
    return NULL;
}

str xml_shown(struct arena *a, str s)
{
    struct buf b = buf_new(a);
    str rest = str_trim(s);
    for (size_t n = 0; rest.n && n < 60; n++) {
        uint32_t c = str_code_point(&rest);       /* bytes that are none become U+FFFD */
        buf_code_point(&b, c < ' ' ? ' ' : c);
    }
    buf_puts(&b, rest.n ? "..." : "");
    buf_byte(&b, 0);
    return (str){ b.p, b.n - 1 };
}

static void put_words(struct buf *b, const char *words)
{
    buf_put(b, xml_shown(b->arena, str_of(words)));
}

static str filled(struct arena *a, const char *text, const xmlError *e)
{
    struct buf b = buf_new(a);
    for (const char *p = text; *p; p++) {
        if (*p != '$') {
            buf_byte(&b, *p);
            continue;
        }
        switch (*++p) {
        case '1': put_words(&b, e->str1); break;
        case '2': put_words(&b, e->str2); break;
        default:  buf_int(&b, e->int1); break;
        }
    }
    return buf_str(&b);
}

static const char *opening(int code)
{
    return code == XML_ERR_COMMENT_NOT_FINISHED ? "<!--" :
           code == XML_ERR_CDATA_NOT_FINISHED ? "<![CDATA[" : NULL;
}

struct complaint xml_complaint(struct arena *a, const xmlError *e)
{
    const struct row *row = row_of(e);
    if (row)
        return (struct complaint){ row->rule, row->kind == GO_ON, row->back_to, row->at_open,
                                   opening(e->code), filled(a, row->text, e) };
    str message = str_trim(str_of(e->message));
    return (struct complaint){ &xml_rule_E110, e->level < XML_ERR_ERROR, 0, false, NULL,
                               str_format(a, "This is not well-formed XML: %s.",
                                          xml_shown(a, message).p) };
}
