/*
 * Lines and columns become offsets, offsets the exact bytes that are to go.
 * Only the lexis of XML is known here: names, values in quotation marks, and
 * which end tag closes which start tag.
 */
#include "xml/mend.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

enum { CONTEXT = 3 };                     /* lines of a diff before and behind */

struct text {
    str bytes;
    VEC(size_t) lines;                    /* where each begins */
    struct { int line, column; size_t at; } last;     /* found: lines can be very long */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct text text_of(struct arena *a, str bytes)
{
    struct text t = { .bytes = bytes };
    *vec_push(a, &t.lines) = 0;
    for (size_t i = 0; i < bytes.n; i++)
        if (bytes.p[i] == '\n')
            *vec_push(a, &t.lines) = i + 1;
    return t;
}

/* Columns count characters; a byte order mark is none. The end of the bytes
 * when there is no such place. */
static size_t offset_of(struct text *t, int line, int column)
{
    if (line < 1 || (size_t)line > t->lines.n)
        return t->bytes.n;
    size_t at = t->lines.v[line - 1];
    if (at == 0 && str_starts(t->bytes, S("\xEF\xBB\xBF")))
        at = 3;
    int c = 1;
    if (t->last.line == line && t->last.column <= column) {
        c = t->last.column;
        at = t->last.at;
    }
    for (; at < t->bytes.n && c < column; c++)
        do
            at++;
        while (at < t->bytes.n && ((unsigned char)t->bytes.p[at] & 0xC0) == 0x80);
    t->last.line = line;
    t->last.column = c;
    t->last.at = at;
    return at;
}

static bool stands_at(str bytes, size_t at, str what)
{
    return at <= bytes.n && str_starts(str_from(bytes, at), what);
}

/* ------------------------------------------------------------ tags */

static bool ends_name(str bytes, size_t at)
{
    return at >= bytes.n || is_blank(bytes.p[at]) || strchr("=>/", bytes.p[at]);
}

static bool has_name(str bytes, size_t at, str name)
{
    return stands_at(bytes, at, name) && ends_name(bytes, at + name.n);
}

/* Behind the ">" of the tag that begins at `at`; empty: it ends with "/>". */
static size_t behind_tag(str bytes, size_t at, bool *empty)
{
    char quote = 0;
    for (; at < bytes.n; at++) {
        char c = bytes.p[at];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            break;
    }
    *empty = at < bytes.n && bytes.p[at - 1] == '/';
    return at < bytes.n ? at + 1 : bytes.n;
}

static size_t behind(str bytes, size_t at, str end)
{
    size_t found = at + str_find(str_from(bytes, at), end);
    return found + end.n < bytes.n ? found + end.n : bytes.n;
}

/* The "<" of the end tag of the element whose start tag begins at `at`; the
 * end of the bytes when it has none. */
static size_t end_tag_of(str bytes, size_t at)
{
    bool empty;
    size_t depth = 1;
    at = behind_tag(bytes, at, &empty);
    while (!empty && at < bytes.n) {
        const char *next = memchr(bytes.p + at, '<', bytes.n - at);
        if (!next)
            break;
        at = (size_t)(next - bytes.p);
        if (stands_at(bytes, at, S("<!--"))) {
            at = behind(bytes, at, S("-->"));
        } else if (stands_at(bytes, at, S("<![CDATA["))) {
            at = behind(bytes, at, S("]]>"));
        } else if (stands_at(bytes, at, S("<?"))) {
            at = behind(bytes, at, S("?>"));
        } else if (stands_at(bytes, at, S("</"))) {
            if (--depth == 0)
                return at;
            at++;
        } else {
            bool closed;
            at = behind_tag(bytes, at, &closed);
            depth += !closed;
        }
    }
    return bytes.n;
}

/* The value, without its quotation marks, of the attribute called `name` at `at`. */
static bool value_at(str bytes, size_t at, size_t *begin, size_t *n)
{
    while (at < bytes.n && !ends_name(bytes, at))
        at++;
    while (at < bytes.n && is_blank(bytes.p[at]))
        at++;
    if (at >= bytes.n || bytes.p[at] != '=')
        return false;
    for (at++; at < bytes.n && is_blank(bytes.p[at]); )
        at++;
    if (at >= bytes.n || (bytes.p[at] != '"' && bytes.p[at] != '\''))
        return false;
    const char *end = memchr(bytes.p + at + 1, bytes.p[at], bytes.n - at - 1);
    if (!end)
        return false;
    *begin = at + 1;
    *n = (size_t)(end - bytes.p) - at - 1;
    return true;
}

/* ------------------------------------------------------------ edits */

static void put(struct arena *a, changes *c, const struct edit *e, size_t at, size_t length, str new)
{
    *vec_push(a, c) = (struct change){ at, length, new, e };
}

static void mend_element(struct arena *a, changes *c, const struct edit *e, str bytes, size_t at)
{
    bool empty;
    if (!stands_at(bytes, at, S("<")) || !has_name(bytes, at + 1, e->old))
        return;
    behind_tag(bytes, at, &empty);
    size_t end = empty ? bytes.n : end_tag_of(bytes, at);
    if (!empty && (end == bytes.n || !has_name(bytes, end + 2, e->old)))
        return;
    put(a, c, e, at + 1, e->old.n, e->new);
    if (!empty)
        put(a, c, e, end + 2, e->old.n, e->new);
}

/* What stands in the file is `old`, but for blanks at both ends. */
static void mend_value(struct arena *a, changes *c, const struct edit *e, str bytes, size_t at)
{
    size_t begin, n;
    if (!value_at(bytes, at, &begin, &n))
        return;
    str written = str_trim((str){ bytes.p + begin, n });
    if (str_eq(written, e->old) && !memchr(e->new.p, '"', e->new.n)
        && !memchr(e->new.p, '\'', e->new.n))
        put(a, c, e, begin, n, e->new);
}

static void mend(struct arena *a, changes *c, const struct edit *e, str bytes, size_t at)
{
    switch (e->how) {
    case MEND_TEXT:
        if (stands_at(bytes, at, e->old))
            put(a, c, e, at, e->old.n, e->new);
        break;
    case MEND_ELEMENT:
        mend_element(a, c, e, bytes, at);
        break;
    case MEND_ATTRIBUTE:
        if (has_name(bytes, at, e->old))
            put(a, c, e, at, e->old.n, e->new);
        break;
    case MEND_VALUE:
        mend_value(a, c, e, bytes, at);
        break;
    case MEND_ADD:
        if (stands_at(bytes, at, S("<")) && has_name(bytes, at + 1, e->old))
            put(a, c, e, at + 1 + e->old.n, 0, str_format(a, " " STR_FMT, STR_ARG(e->new)));
        break;
    }
}

static int by_place(const void *left, const void *right)
{
    const struct change *x = left, *y = right;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return (x->length > y->length) - (x->length < y->length);
}

changes mend_changes(struct arena *a, str name, str bytes, const struct edit *edits, size_t n)
{
    changes all = { 0 }, kept = { 0 };
    if (str_utf8_bad(bytes) < bytes.n)
        return kept;
    struct text t = text_of(a, bytes);
    for (size_t i = 0; i < n; i++)
        if (str_eq(edits[i].at.file, name))
            mend(a, &all, &edits[i], bytes, offset_of(&t, edits[i].at.line, edits[i].at.column));
    if (all.n)
        qsort(all.v, all.n, sizeof *all.v, by_place);
    size_t end = 0;
    for (size_t i = 0; i < all.n; i++) {
        struct change *one = &all.v[i];
        bool first = kept.n == 0;
        if (!first && (one->at < end || (one->at == end && one->at == kept.v[kept.n - 1].at)))
            continue;
        *vec_push(a, &kept) = *one;
        end = one->at + one->length;
    }
    return kept;
}

str mend_element_at(struct arena *a, str bytes, struct place at)
{
    struct text t = text_of(a, bytes);
    size_t begin = offset_of(&t, at.line, at.column);
    bool empty;
    if (!stands_at(bytes, begin, S("<")))
        return S("");
    size_t end = behind_tag(bytes, begin, &empty);
    if (!empty)
        end = behind(bytes, end_tag_of(bytes, begin), S(">"));
    return (str){ bytes.p + begin, end - begin };
}

str mend_apply(struct arena *a, str bytes, const changes *c)
{
    struct buf b = buf_new(a);
    size_t at = 0;
    for (size_t i = 0; i < c->n; i++) {
        buf_put(&b, (str){ bytes.p + at, c->v[i].at - at });
        buf_put(&b, c->v[i].new);
        at = c->v[i].at + c->v[i].length;
    }
    buf_put(&b, str_from(bytes, at));
    return buf_str(&b);
}

/* ------------------------------------------------------------ the difference */

static size_t line_of(const struct text *t, size_t at)
{
    size_t low = 0, high = t->lines.n;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (t->lines.v[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static str lines_between(const struct text *t, size_t from, size_t to)
{
    size_t begin = from < t->lines.n ? t->lines.v[from] : t->bytes.n;
    size_t end = to < t->lines.n ? t->lines.v[to] : t->bytes.n;
    return (str){ t->bytes.p + begin, end - begin };
}

static size_t put_lines(struct buf *b, char sign, str lines)
{
    size_t n = 0;
    bool ended = lines.n == 0 || lines.p[lines.n - 1] == '\n';
    for (; lines.n > 0; n++) {
        buf_byte(b, sign);
        buf_put(b, str_cut(&lines, '\n'));
        buf_byte(b, '\n');
    }
    if (!ended)
        buf_puts(b, "\\ No newline at end of file\n");
    return n;
}

/* A run of lines that are replaced: [from, to) by the changes [first, next). */
struct block { size_t from, to, first, next; };

static struct block block_at(const struct text *t, const changes *c, size_t first)
{
    struct block k = { .first = first, .next = first };
    k.from = line_of(t, c->v[first].at);
    do {
        k.to = line_of(t, c->v[k.next].at + c->v[k.next].length) + 1;
        k.next++;
    } while (k.next < c->n && line_of(t, c->v[k.next].at) < k.to);
    return k;
}

static str replaced(struct arena *a, const struct text *t, const changes *c, struct block k)
{
    str old = lines_between(t, k.from, k.to);
    size_t base = (size_t)(old.p - t->bytes.p);
    changes inside = { 0 };
    for (size_t i = k.first; i < k.next; i++) {
        struct change *one = vec_push(a, &inside);
        *one = c->v[i];
        one->at -= base;
    }
    return mend_apply(a, old, &inside);
}

static size_t line_count(str s)
{
    size_t n = s.n > 0 && s.p[s.n - 1] != '\n';
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '\n';
    return n;
}

/* The number of lines of the text; the last is empty when it ends with "\n". */
static size_t lines_in(const struct text *t)
{
    return t->lines.n - (t->lines.v[t->lines.n - 1] == t->bytes.n);
}

/* Blocks that are near each other share a hunk; returns the next change. */
static size_t put_hunk(struct buf *b, const struct text *t, const changes *c, size_t first,
                       long *shift)
{
    struct buf body = buf_new(b->arena);
    struct block k = block_at(t, c, first);
    size_t from = k.from > CONTEXT ? k.from - CONTEXT : 0, at = from, old = 0, new = 0;
    size_t last = lines_in(t);
    for (;;) {
        str text = replaced(b->arena, t, c, k);
        size_t same = put_lines(&body, ' ', lines_between(t, at, k.from));
        old += same + put_lines(&body, '-', lines_between(t, k.from, k.to));
        put_lines(&body, '+', text);
        new += same + line_count(text);
        at = k.to;
        if (k.next == c->n || line_of(t, c->v[k.next].at) > at + 2 * CONTEXT)
            break;
        k = block_at(t, c, k.next);
    }
    size_t end = at + CONTEXT < last ? at + CONTEXT : last > at ? last : at;
    size_t tail = put_lines(&body, ' ', lines_between(t, at, end));
    old += tail;
    new += tail;
    buf_printf(b, "@@ -%zu,%zu +%ld,%zu @@\n", from + 1, old, (long)from + 1 + *shift, new);
    buf_put(b, buf_str(&body));
    *shift += (long)new - (long)old;
    return k.next;
}

void mend_put_diff(struct buf *b, str name, str bytes, const changes *c)
{
    struct text t = text_of(b->arena, bytes);
    long shift = 0;
    if (c->n == 0)
        return;
    buf_printf(b, "--- " STR_FMT "\n+++ " STR_FMT "\n", STR_ARG(name), STR_ARG(name));
    for (size_t i = 0; i < c->n; )
        i = put_hunk(b, &t, c, i, &shift);
}
