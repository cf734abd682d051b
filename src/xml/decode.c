/*
 * The bytes of a file go in, UTF-8 comes out: by byte order mark, by the shape
 * of UTF-16, or by what the XML declaration says.  Bytes that are no
 * characters become "?" and are found once per file, with their number.
 */
#include <libxml/encoding.h>
#include <string.h>

#include "xml/inside.h"

static struct place place_in(str name, str bytes, size_t at)
{
    struct place p = { .file = name, .line = 1, .column = 1 };
    for (size_t i = 0; i < at; i++) {
        if (bytes.p[i] == '\n') {
            p.line++;
            p.column = 1;
        } else if (((unsigned char)bytes.p[i] & 0xC0) != 0x80) {
            p.column++;
        }
    }
    return p;
}

/* What stands in encoding="..." of the declaration; empty: nothing. */
static str declared(str bytes)
{
    str head = str_head(bytes, bytes.n < 256 ? bytes.n : 256);
    size_t end = str_find(head, S("?>"));
    if (!str_starts(head, S("<?xml")) || end == head.n)
        return S("");
    head = str_head(head, end);
    size_t at = str_find(head, S("encoding"));
    if (at == head.n)
        return S("");
    str rest = str_trim(str_from(head, at + 8));
    if (!str_starts(rest, S("=")))
        return S("");
    rest = str_trim(str_from(rest, 1));
    if (rest.n == 0 || (rest.p[0] != '"' && rest.p[0] != '\''))
        return S("");
    char quote = rest.p[0];
    rest = str_from(rest, 1);
    return str_cut(&rest, quote);
}

static bool is_wide(xmlCharEncoding e)
{
    return e == XML_CHAR_ENCODING_UTF16LE || e == XML_CHAR_ENCODING_UTF16BE
           || e == XML_CHAR_ENCODING_UCS4LE || e == XML_CHAR_ENCODING_UCS4BE;
}

static bool convert(struct arena *a, xmlCharEncodingHandlerPtr from, str *bytes)
{
    xmlBufferPtr in = xmlBufferCreateStatic((void *)(uintptr_t)bytes->p, bytes->n);
    xmlBufferPtr out = xmlBufferCreate();
    xmlBufferSetAllocationScheme(out, XML_BUFFER_ALLOC_DOUBLEIT);
    int n = 0;
    while (xmlBufferLength(in) > 0 && (n = xmlCharEncInFunc(from, out, in)) > 0)
        ;
    bool ok = xmlBufferLength(in) == 0 && n >= 0;
    if (ok)
        *bytes = str_dup(a, (str){ (const char *)xmlBufferContent(out),
                                   (size_t)xmlBufferLength(out) });
    xmlBufferFree(in);
    xmlBufferFree(out);
    xmlResetLastError();
    return ok;
}

static void drop_mark(str *bytes)
{
    if (str_starts(*bytes, S("\xEF\xBB\xBF")))
        *bytes = str_from(*bytes, 3);
}

/* By the declaration, for bytes that are not UTF-16 by their shape. */
static void convert_declared(struct arena *a, struct place at, str *bytes, struct diags *d)
{
    str name = declared(*bytes);
    if (name.n == 0 || str_eq_nocase(name, S("UTF-8")) || str_eq_nocase(name, S("US-ASCII")))
        return;
    xmlCharEncodingHandlerPtr from = xmlFindCharEncodingHandler(str_dup(a, name).p);
    bool wide = str_eq_nocase(str_head(name, name.n < 3 ? name.n : 3), S("UTF"))
                || str_eq_nocase(str_head(name, name.n < 3 ? name.n : 3), S("UCS"));
    if (!from)
        diag_add(d, &xml_rule_E107, at, "Nobody here knows an encoding \"%s\"; it was read as "
                 "UTF-8.", xml_shown(a, name).p);
    else if (wide)
        diag_add(d, &xml_rule_E107, at, "The first line says %s, but the bytes are not.",
                 xml_shown(a, name).p);
    else if (!convert(a, from, bytes))
        diag_add(d, &xml_rule_E106, at, "Some bytes are no characters of %s.",
                 xml_shown(a, name).p);
    if (from)
        xmlCharEncCloseFunc(from);
}

static void mend_utf8(struct arena *a, str name, str *bytes, struct diags *d)
{
    size_t first = str_utf8_bad(*bytes), count = 0;
    if (first == bytes->n)
        return;
    str old = *bytes;
    char *to = arena_get(a, old.n + 1);
    memcpy(to, old.p, old.n);
    for (size_t at = first; at < old.n; at += str_utf8_bad(str_from(old, at))) {
        to[at++] = '?';
        count++;
    }
    *bytes = (str){ to, old.n };
    unsigned char bad = (unsigned char)old.p[first];
    struct place at = place_in(name, old, first);
    if (count == 1)
        diag_add(d, &xml_rule_E106, at, "The byte 0x%02X is not a character of UTF-8.", bad);
    else
        diag_add(d, &xml_rule_E106, at, "The byte 0x%02X is not a character of UTF-8, nor %s "
                 "%zu more byte%s behind it.", bad, count == 2 ? "is" : "are", count - 1,
                 count == 2 ? "" : "s");
}

static bool looks_like_xml(str bytes)
{
    bytes = str_trim(bytes);
    return bytes.n > 0 && bytes.p[0] == '<';
}

bool xml_decode(struct arena *a, str name, str *bytes, struct diags *d)
{
    struct place start = { .file = name, .line = 1, .column = 1 };
    xmlCharEncoding shape =
        xmlDetectCharEncoding((const unsigned char *)bytes->p, bytes->n < 4 ? (int)bytes->n : 4);
    if (is_wide(shape)) {
        xmlCharEncodingHandlerPtr from = xmlGetCharEncodingHandler(shape);
        bool ok = from && convert(a, from, bytes);
        if (from)
            xmlCharEncCloseFunc(from);
        if (!ok) {
            diag_add(d, &xml_rule_E106, start, "Some bytes are no characters of UTF-16.");
            return false;
        }
        drop_mark(bytes);
    } else {
        drop_mark(bytes);
        if (looks_like_xml(*bytes))
            convert_declared(a, start, bytes, d);
    }
    const char *nul = memchr(bytes->p, 0, bytes->n);
    if (!looks_like_xml(*bytes)) {
        diag_add(d, &xml_rule_E108, start, "This is not XML: it does not begin with \"<\".");
        return false;
    }
    if (nul) {
        diag_add(d, &xml_rule_E108, place_in(name, *bytes, (size_t)(nul - bytes->p)),
                 "A NUL byte stands here; a text has none.");
        return false;
    }
    mend_utf8(a, name, bytes, d);
    return true;
}
