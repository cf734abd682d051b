/*
 * The row being read lies whole in the buffer: when the bytes end before the
 * row does, it is moved to the front, more is read and the row is begun anew
 * (what is read doubles with the row, so that this stays linear). Fields point
 * into the buffer; only quoted ones with doubled quotes are copied.
 */
#include "grid/csv.h"

#include <assert.h>
#include <string.h>

enum class { ORDINARY, DELIMITER, LINE_FEED, RETURN, QUOTE, ZERO };

struct csv {
    struct arena *arena;
    struct csv_from from;
    struct csv_limits limits;
    unsigned char class[256];
    char delimiter;

    char *buffer;                         /* a line feed stands behind the last byte, as a sentinel */
    size_t cap, begin, end;               /* the unread bytes are [begin, end) */
    bool ended;                           /* nothing comes behind them */
    bool started;                         /* the byte order mark was looked for */
    bool skipping;                        /* the rest of a line without end is passed over */
    uint64_t offset;                      /* of buffer[begin] in the stream */
    int64_t line;                         /* buffer[begin] is on */

    size_t width;
    VEC(str) fields;
    VEC(size_t) starts;                   /* of the fields, bytes into the row */
    char *copies;                         /* of fields with doubled quotes */
    size_t copies_n, copies_cap;
};

static bool read_memory(void *self, char *p, size_t cap, size_t *n, struct err *e)
{
    (void)e;
    str *rest = self;
    *n = rest->n < cap ? rest->n : cap;
    if (*n > 0)
        memcpy(p, rest->p, *n);
    *rest = str_from(*rest, *n);
    return true;
}

struct csv_from csv_from_memory(str *rest)
{
    return (struct csv_from){ read_memory, rest };
}

static size_t or_else(size_t given, size_t otherwise)
{
    return given != 0 ? given : otherwise;
}

struct csv *csv_open(struct arena *a, struct csv_from from, char delimiter,
                     struct csv_limits limits)
{
    struct csv *c = NEW(a, struct csv);
    c->arena = a;
    c->from = from;
    c->limits = (struct csv_limits){
        .chunk = or_else(limits.chunk, 128 * 1024),
        .row = or_else(limits.row, 1024 * 1024),
        .field = or_else(limits.field, 64 * 1024),
        .fields = or_else(limits.fields, 4096),
    };
    c->delimiter = delimiter;
    c->class[(unsigned char)delimiter] = DELIMITER;
    c->class['\n'] = LINE_FEED;
    c->class['\r'] = RETURN;
    c->class['"'] = QUOTE;
    c->class[0] = ZERO;
    c->line = 1;
    return c;
}

/* The most that must fit: a row, its line end and a byte that shows it is too long. */
static size_t room(const struct csv *c)
{
    return c->limits.row + 3;
}

/* Room for twice of what there is, and a sentinel. */
static void buffer_grow(struct csv *c, size_t have)
{
    size_t most = room(c) + c->limits.chunk + 1;
    size_t cap = c->cap != 0 ? c->cap : 2 * c->limits.chunk;
    while (cap < 2 * have + 2 && cap < most)
        cap *= 2;
    if (cap > most)
        cap = most;
    if (cap <= c->cap)
        return;
    c->buffer = arena_grow(c->arena, c->buffer, c->cap, cap);
    c->cap = cap;
}

/* Moves the unread bytes to the front and adds to them. */
static bool fill(struct csv *c, struct err *e)
{
    size_t have = c->end - c->begin;
    if (have > 0)
        memmove(c->buffer, c->buffer + c->begin, have);
    c->begin = 0;
    c->end = have;
    buffer_grow(c, have);
    while (c->end + 1 < c->cap && !c->ended) {
        size_t n = 0;
        if (!c->from.read(c->from.self, c->buffer + c->end, c->cap - 1 - c->end, &n, e))
            return false;
        c->end += n;
        c->ended = n == 0;
    }
    c->buffer[c->end] = '\n';
    return true;
}

static void advance(struct csv *c, size_t n)
{
    c->begin += n;
    c->offset += n;
}

/* One attempt at the row that begins at c->begin. */
struct attempt {
    const char *row, *end;                /* end: of the bytes there are, at most room() */
    bool last;                            /* nothing comes behind end */
    const char *p;                        /* where the reading is */
    const char *field;                    /* where the field began */
    int64_t lines;                        /* line ends passed inside quotes */
    enum csv_trouble trouble;
    bool more;                            /* the bytes end before the row does */
};

static bool is_trouble(struct attempt *t, enum csv_trouble trouble)
{
    t->trouble = trouble;
    return false;
}

static void field_put(struct csv *c, const struct attempt *t, str text)
{
    *vec_push(c->arena, &c->fields) = text;
    *vec_push(c->arena, &c->starts) = (size_t)(t->field - t->row);
}

/* Copies are taken from room for the whole row, so that they never move. */
static str unquoted(struct csv *c, const struct attempt *t, str s)
{
    size_t most = (size_t)(t->end - t->row);
    if (c->copies_n == 0 && c->copies_cap < most) {
        c->copies = arena_grow(c->arena, c->copies, c->copies_cap, most);
        c->copies_cap = most;
    }
    char *copy = c->copies + c->copies_n, *to = copy;
    for (const char *p = s.p, *end = s.p + s.n; p < end; ) {
        const char *quote = memchr(p, '"', (size_t)(end - p));
        size_t n = quote != NULL ? (size_t)(quote + 1 - p) : (size_t)(end - p);
        memcpy(to, p, n);
        to += n;
        p += quote != NULL ? n + 1 : n;
    }
    c->copies_n += (size_t)(to - copy);
    return (str){ copy, (size_t)(to - copy) };
}

/* The closing quote of the field that opens at t->p; NULL when it is not there. */
static const char *closing_quote(const struct attempt *t, bool *doubled)
{
    const char *p = t->p + 1;
    while ((p = memchr(p, '"', (size_t)(t->end - p))) != NULL) {
        if (p + 1 == t->end || p[1] != '"')
            return p;
        *doubled = true;
        p += 2;
    }
    return NULL;
}

static int64_t line_feeds(str s)
{
    int64_t lines = 0;
    const char *p = s.p, *end = s.p + s.n;
    while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
        lines++;
        p++;
    }
    return lines;
}

static bool quoted_field(struct csv *c, struct attempt *t)
{
    bool doubled = false;
    const char *close = closing_quote(t, &doubled);
    if (close == NULL || (close + 1 == t->end && !t->last)) {
        t->more = !t->last;
        return is_trouble(t, CSV_UNCLOSED);
    }
    str inside = { t->p + 1, (size_t)(close - t->p - 1) };
    if (inside.n > c->limits.field)
        return is_trouble(t, CSV_LONG_FIELD);
    t->lines += line_feeds(inside);
    field_put(c, t, doubled ? unquoted(c, t, inside) : inside);
    t->p = close + 1;
    return true;
}

static bool bare_field(struct csv *c, struct attempt *t)
{
    const char *p = t->p;
    while (c->class[(unsigned char)*p] == ORDINARY)
        p++;
    if (p > t->end)
        p = t->end;
    str text = { t->p, (size_t)(p - t->p) };
    t->p = p;
    if (p == t->end && !t->last)
        return t->more = true, false;
    if (text.n > c->limits.field)
        return is_trouble(t, CSV_LONG_FIELD);
    switch ((enum class)c->class[(unsigned char)*p]) {
    case QUOTE: return is_trouble(t, CSV_STRAY_QUOTE);
    case ZERO:  return is_trouble(t, CSV_NUL);
    default:    field_put(c, t, text);
                return true;
    }
}

enum behind { NEXT_FIELD, ROW_ENDS, STOP };

/* What stands behind a field. A row's end is not passed here. */
static enum behind behind_field(struct csv *c, struct attempt *t)
{
    if (t->p == t->end)
        return t->last ? ROW_ENDS : (t->more = true, STOP);
    switch ((enum class)c->class[(unsigned char)*t->p]) {
    case DELIMITER:
        t->p++;
        return NEXT_FIELD;
    case LINE_FEED:
        return ROW_ENDS;
    case RETURN:
        if (t->p + 1 == t->end && !t->last)
            return t->more = true, STOP;
        if (t->p + 1 < t->end && t->p[1] == '\n')
            return ROW_ENDS;
        return is_trouble(t, CSV_BARE_CR), STOP;
    case ZERO:
        return is_trouble(t, CSV_NUL), STOP;
    default:
        return is_trouble(t, CSV_BEHIND_QUOTE), STOP;   /* a bare field ends elsewhere */
    }
}

/* True: a whole row, t->p at its line end. */
static bool row_read(struct csv *c, struct attempt *t)
{
    c->fields.n = c->starts.n = c->copies_n = 0;
    for (;;) {
        t->field = t->p;
        if (c->fields.n == c->limits.fields)
            return is_trouble(t, CSV_MANY_FIELDS);
        bool quoted = t->p < t->end && *t->p == '"';
        if (!(quoted ? quoted_field(c, t) : bare_field(c, t)))
            return false;
        switch (behind_field(c, t)) {
        case NEXT_FIELD: continue;
        case ROW_ENDS:   return true;
        case STOP:       return false;
        }
    }
}

/* Behind the next line feed at or behind p; the sentinel is not one. */
static const char *behind_line(const char *p, const char *end)
{
    const char *feed = p < end ? memchr(p, '\n', (size_t)(end - p)) : NULL;
    return feed != NULL ? feed + 1 : NULL;
}

static bool has_high_or_zero(str s)
{
    const uint64_t ones = 0x0101010101010101, highs = ones << 7;
    uint64_t seen = 0;
    size_t i = 0;
    for (uint64_t w; i + sizeof w <= s.n; i += sizeof w) {
        memcpy(&w, s.p + i, sizeof w);
        seen |= w | ((w - ones) & ~w);
    }
    for (; i < s.n; i++)
        if ((signed char)s.p[i] <= 0)
            return true;
    return (seen & highs) != 0;
}

/* What a row that was read well may still be: with bytes that are no text. */
static void check_text(struct csv_row *row)
{
    if (!has_high_or_zero(row->raw))
        return;
    const char *zero = memchr(row->raw.p, 0, row->raw.n);
    size_t bad = str_utf8_bad(row->raw);
    size_t nul = zero != NULL ? (size_t)(zero - row->raw.p) : row->raw.n;
    if (bad < row->raw.n) {
        row->trouble = CSV_NOT_UTF8;
        row->trouble_at = bad;
    } else if (nul < row->raw.n) {
        row->trouble = CSV_NUL;
        row->trouble_at = nul;
    }
}

static void check_width(struct csv *c, struct csv_row *row)
{
    if (c->width == 0)
        c->width = row->n;
    if (row->n == c->width || row->trouble != CSV_GOOD)
        return;
    row->trouble = CSV_FIELDS;
    row->trouble_at = row->n > c->width ? c->starts.v[c->width] : row->raw.n;
}

static struct csv_row row_begin(const struct csv *c, const struct attempt *t, const char *end)
{
    return (struct csv_row){
        .fields = c->fields.v, .n = c->fields.n,
        .raw = { t->row, (size_t)(end - t->row) },
        .line = c->line, .offset = c->offset,
    };
}

static void finish_good(struct csv *c, const struct attempt *t, struct csv_row *row)
{
    *row = row_begin(c, t, t->p);
    if (row->raw.n > 0) {
        check_text(row);
        check_width(c, row);
    }
    const char *next = t->p + (t->p < t->end && *t->p == '\r');
    next += next < t->end;
    advance(c, (size_t)(next - t->row));
    c->line += t->lines + 1;
}

static str cut_at_character(str s, size_t n)
{
    while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
        n--;
    return str_head(s, n);
}

/* Reading goes on behind the line the troubled field begins on. */
static void finish_bad(struct csv *c, struct attempt *t, struct csv_row *row)
{
    const char *next = behind_line(t->field, t->end);
    const char *stop = next != NULL ? next - 1 : t->end;
    if (stop > t->p && stop[-1] == '\r')
        stop--;
    if (stop < t->p)
        stop = t->p;
    *row = row_begin(c, t, stop);
    if (row->raw.n > c->limits.row)
        row->raw = cut_at_character(row->raw, c->limits.row);
    row->trouble = t->trouble;
    row->trouble_at = (size_t)((t->trouble == CSV_UNCLOSED || t->trouble == CSV_LONG_FIELD
                                || t->trouble == CSV_MANY_FIELDS ? t->field : t->p) - t->row);
    if (row->trouble_at > row->raw.n)
        row->trouble_at = row->raw.n;
    size_t bad = str_utf8_bad(row->raw);
    if (bad < row->raw.n && bad < row->trouble_at) {
        row->trouble = CSV_NOT_UTF8;
        row->trouble_at = bad;
    }
    c->line += line_feeds((str){ t->row, (size_t)((next != NULL ? next : t->end) - t->row) });
    c->skipping = next == NULL && !t->last;
    advance(c, (size_t)((next != NULL ? next : t->end) - t->row));
}

/* The rest of a line that did not fit the buffer. */
static bool skip_line(struct csv *c, struct err *e)
{
    while (c->skipping) {
        const char *p = c->buffer + c->begin, *end = c->buffer + c->end;
        const char *next = behind_line(p, end);
        advance(c, (size_t)((next != NULL ? next : end) - p));
        c->line += next != NULL;
        c->skipping = next == NULL && !c->ended;
        if (c->skipping && !fill(c, e))
            return false;
    }
    return true;
}

static bool skip_mark(struct csv *c, struct err *e)
{
    while (c->end - c->begin < 3 && !c->ended)
        if (!fill(c, e))
            return false;
    if (c->end - c->begin >= 3 && memcmp(c->buffer + c->begin, "\xEF\xBB\xBF", 3) == 0)
        advance(c, 3);
    c->started = true;
    return true;
}

static struct attempt attempt(const struct csv *c)
{
    size_t have = c->end - c->begin, most = room(c);
    const char *row = c->buffer + c->begin;
    return (struct attempt){
        .row = row, .p = row, .field = row,
        .end = row + (have < most ? have : most),
        .last = c->ended && have <= most,
    };
}

/* Whether more bytes could change what is said about the row: its end, or the
 * end of the line a trouble is on, is not to be seen, and there is room. */
static bool needs_more(const struct csv *c, const struct attempt *t, bool whole)
{
    if (whole || c->ended || c->end - c->begin > room(c))
        return false;
    return t->more || behind_line(t->field, t->end) == NULL;
}

/* One row good or bad; false when more bytes are needed for it. */
static bool step(struct csv *c, struct csv_row *row)
{
    struct attempt t = attempt(c);
    bool whole = row_read(c, &t);
    if (needs_more(c, &t, whole))
        return false;
    if (!whole && t.more && t.trouble != CSV_UNCLOSED)
        t.trouble = CSV_LONG_ROW;
    if (whole && (size_t)(t.p - t.row) > c->limits.row)
        t.trouble = CSV_LONG_ROW;
    if (t.trouble != CSV_GOOD)
        finish_bad(c, &t, row);
    else
        finish_good(c, &t, row);
    return true;
}

enum csv_step csv_next(struct csv *c, struct csv_row *row, struct err *e)
{
    for (;;) {
        if ((!c->started && !skip_mark(c, e)) || !skip_line(c, e))
            return CSV_FAILED;
        if (c->begin == c->end && c->ended)
            return CSV_END;
        if (!step(c, row)) {
            if (!fill(c, e))
                return CSV_FAILED;
            continue;
        }
        if (row->raw.n > 0 || row->trouble != CSV_GOOD)
            return CSV_ROW;
    }
}

struct csv_place csv_place(const struct csv_row *row, size_t at)
{
    struct csv_place place = { row->line, 1 };
    for (size_t i = 0; i < at && i < row->raw.n; i++) {
        unsigned char byte = (unsigned char)row->raw.p[i];
        if (byte == '\n') {
            place.line++;
            place.column = 1;
        } else if ((byte & 0xC0) != 0x80) {
            place.column++;
        }
    }
    return place;
}

size_t csv_field_at(const struct csv *c, const struct csv_row *row, size_t i)
{
    assert(row->fields == c->fields.v);
    return i < c->starts.n ? c->starts.v[i] : row->raw.n;
}

size_t csv_width(const struct csv *c)
{
    return c->width;
}

void csv_forget_width(struct csv *c)
{
    c->width = 0;
}

const char *csv_trouble_text(enum csv_trouble t)
{
    static const char *const text[CSV_TROUBLES] = {
        [CSV_GOOD]         = "is well formed",
        [CSV_FIELDS]       = "has not as many fields as the header",
        [CSV_STRAY_QUOTE]  = "has a quote inside a field that does not begin with one",
        [CSV_BEHIND_QUOTE] = "has something between a closing quote and the next delimiter",
        [CSV_UNCLOSED]     = "has a quote that is never closed, or not within the longest row there may be",
        [CSV_NUL]          = "has a zero byte",
        [CSV_BARE_CR]      = "has a carriage return that is not part of a line end",
        [CSV_NOT_UTF8]     = "has a byte that is not UTF-8",
        [CSV_LONG_ROW]     = "is longer than the limit for a row",
        [CSV_LONG_FIELD]   = "has a field longer than the limit for a field",
        [CSV_MANY_FIELDS]  = "has more fields than the limit",
    };
    return text[t];
}
