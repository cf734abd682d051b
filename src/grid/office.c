#include "grid/office.h"

enum { PIECE = 64 * 1024 };

struct office_part {
    struct arena *arena;
    struct archive_pull *pull;
    struct xml_stream *xml;
    bool mends;
    bool in_tag, begins;                  /* a tag is open; what comes is its first character */
    char quote;
    struct buf mended;
    char piece[PIECE];
};

struct office_part *office_open(struct grid *g, const struct archive_entry *entry,
                                const struct xml_listener *l, struct err *e)
{
    struct arena *a = arena_new();
    struct office_part *p = NEW(a, struct office_part);
    p->arena = a;
    p->pull = archive_pull_open(g->zip, entry, e);
    if (p->pull != NULL)
        p->xml = xml_stream_open(a, l, archive_place(g->zip, entry, a).file, false, e);
    if (p->xml != NULL)
        return p;
    office_close(p);
    return NULL;
}

void office_close(struct office_part *p)
{
    if (p == NULL)
        return;
    xml_stream_close(p->xml);
    archive_pull_close(p->pull);
    arena_free(p->arena);
}

void office_mend(struct office_part *p)
{
    p->mends = true;
    p->mended = buf_new(p->arena);
}

/* One character of what mending looks at; true: a tag is broken into by it. */
static bool breaks(struct office_part *p, char c)
{
    bool broken = false;
    if (p->begins && (c == '!' || c == '?'))
        p->in_tag = p->mends = c == '?';  /* behind <![CDATA[ a "<" means nothing */
    p->begins = false;
    if (p->quote != 0) {
        p->quote = c == p->quote ? 0 : p->quote;
    } else if (c == '<') {
        broken = p->in_tag;
        p->in_tag = p->begins = true;
    } else if (c == '>') {
        p->in_tag = false;
    } else if (p->in_tag && (c == '"' || c == '\'')) {
        p->quote = c;
    }
    return broken;
}

static str mended(struct office_part *p, str piece)
{
    size_t from = 0;
    buf_clear(&p->mended);
    for (size_t i = 0; i < piece.n && p->mends; i++)
        if (breaks(p, piece.p[i])) {
            buf_put(&p->mended, (str){ piece.p + from, i - from });
            buf_puts(&p->mended, " torn=\"torn\"/>");
            from = i;
        }
    if (from == 0)
        return piece;
    buf_put(&p->mended, str_from(piece, from));
    return buf_str(&p->mended);
}

bool office_step(struct office_part *p, bool *more, struct err *e)
{
    size_t n;
    if (!archive_pull_read(p->pull, p->piece, sizeof p->piece, &n, e))
        return false;
    *more = n > 0;
    str piece = { p->piece, n };
    return xml_stream_feed(p->xml, p->mends ? mended(p, piece) : piece, e);
}

uint64_t office_taken(const struct office_part *p)
{
    return archive_pull_taken(p->pull);
}

bool office_read(struct grid *g, const struct archive_entry *entry, const struct xml_listener *l,
                 bool mend, struct err *e)
{
    struct office_part *p = office_open(g, entry, l, e);
    bool ok = p != NULL, more = true;
    if (ok && mend)
        office_mend(p);
    while (ok && more)
        ok = office_step(p, &more, e);
    office_close(p);
    return ok;
}
