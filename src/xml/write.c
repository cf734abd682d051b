/* Elements, attributes and text go in, escaped markup comes out. */
#include <assert.h>
#include <string.h>

#include "xml/xml.h"

static bool is_void(const char *name)
{
    static const char *const names[] = { "area", "base", "br", "col", "embed", "hr", "img",
                                         "input", "link", "meta", "source", "track", "wbr" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i][0] == name[0] && strcmp(names[i], name) == 0)
            return true;
    return false;
}

static void end_tag(struct xml_out *o)
{
    if (o->in_tag)
        buf_byte(o->to, '>');
    o->in_tag = false;
}

/* What stands for a character that cannot stand for itself; NULL when it can. */
static const char *escaped(char c, bool quoted)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return quoted ? "&quot;" : NULL;
    case '\t': case '\n': case '\r':
        return quoted ? " " : c == '\r' ? "" : NULL;
    default:
        return (unsigned char)c < 0x20 ? "" : NULL;
    }
}

/* Nearly all of most texts; none of them is in escaped(). */
static bool is_harmless(unsigned char c)
{
    return c > '>' || c == ' ';
}

static void put_escaped(struct buf *to, str s, bool quoted)
{
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char *e = is_harmless((unsigned char)s.p[i]) ? NULL : escaped(s.p[i], quoted);
        if (!e)
            continue;
        buf_put(to, (str){ s.p + from, i - from });
        buf_puts(to, e);
        from = i + 1;
    }
    buf_put(to, str_from(s, from));
}

void xml_open(struct xml_out *o, const char *name)
{
    assert(o->depth < XML_OUT_DEPTH);
    end_tag(o);
    buf_byte(o->to, '<');
    buf_puts(o->to, name);
    o->open[o->depth++] = name;
    o->in_tag = true;
}

void xml_put_attr(struct xml_out *o, const char *name, str value)
{
    assert(o->in_tag);
    buf_byte(o->to, ' ');
    buf_puts(o->to, name);
    buf_puts(o->to, "=\"");
    put_escaped(o->to, value, true);
    buf_byte(o->to, '"');
}

void xml_put_flag(struct xml_out *o, const char *name)
{
    assert(o->in_tag);
    if (o->style == XML_STYLE_XML) {
        xml_put_attr(o, name, str_of(name));
        return;
    }
    buf_byte(o->to, ' ');
    buf_puts(o->to, name);
}

void xml_put_text(struct xml_out *o, str text)
{
    end_tag(o);
    put_escaped(o->to, text, false);
}

void xml_put_raw(struct xml_out *o, str markup)
{
    end_tag(o);
    buf_put(o->to, markup);
}

void xml_close(struct xml_out *o)
{
    assert(o->depth > 0);
    const char *name = o->open[--o->depth];
    if (o->style == XML_STYLE_HTML && is_void(name)) {
        end_tag(o);
        return;
    }
    if (o->in_tag && o->style == XML_STYLE_XML) {
        buf_puts(o->to, "/>");
        o->in_tag = false;
        return;
    }
    end_tag(o);
    buf_puts(o->to, "</");
    buf_puts(o->to, name);
    buf_byte(o->to, '>');
}
