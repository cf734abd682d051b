/*
 * Bytes lie in a window. What is kept stays in it and moves to its front when more is
 * read; so places in what is kept are offsets from its beginning.
 */
#include "json/scan.h"

#include <string.h>

#include "base/buf.h"

enum { PIECE = 64 * 1024, NONE = -1 };

enum expects {                            /* what may come next */
    EXPECTS_VALUE,
    EXPECTS_VALUE_OR_END,                 /* behind [ */
    EXPECTS_NAME_OR_END,                  /* behind { */
    EXPECTS_NAME,
    EXPECTS_COMMA_OR_END,
};

struct level { bool object; size_t first_name; };

struct json_scan {
    struct arena *arena;
    struct json_from from;
    size_t most;

    char *window;
    size_t cap, at, end;                  /* the unread bytes are [at, end) */
    int64_t kept, token;                  /* where they begin in the window; NONE */
    size_t token_end;
    bool ended, overflowed, token_overflowed, started;

    int64_t line, token_line;
    int column, token_column;             /* of window[at] */

    enum expects expects;
    struct level levels[JSON_DEPTH];
    int depth, token_depth;
    VEC(uint64_t) names;                  /* digests of the names of all open objects */
};

struct json_scan *json_scan_open(struct arena *a, struct json_from from, size_t most)
{
    struct json_scan *s = NEW(a, struct json_scan);
    s->arena = a;
    s->from = from;
    s->most = most;
    s->cap = 2 * PIECE;
    s->window = arena_get(a, s->cap);
    s->kept = s->token = NONE;
    s->line = s->column = 1;
    s->token_line = s->token_column = 1;
    return s;
}

/* ------------------------------------------------------------ bytes */

/* What must stay begins here. */
static bool is_too_long(const struct json_scan *s, int64_t from)
{
    return from != NONE && s->at - (size_t)from > s->most;
}

static size_t stays_from(struct json_scan *s)
{
    if (is_too_long(s, s->token)) {
        s->token_overflowed = true;
        s->token = NONE;
    }
    if (is_too_long(s, s->kept)) {
        s->overflowed = true;
        s->kept = NONE;
    }
    size_t from = s->at;
    if (s->token != NONE && (size_t)s->token < from)
        from = (size_t)s->token;
    if (s->kept != NONE && (size_t)s->kept < from)
        from = (size_t)s->kept;
    return from;
}

static bool fill(struct json_scan *s, struct err *e)
{
    size_t from = stays_from(s), n = s->end - from, got = 0;
    if (from > 0) {
        memmove(s->window, s->window + from, n);
        s->at -= from;
        s->end -= from;
        s->kept -= s->kept != NONE ? (int64_t)from : 0;
        s->token -= s->token != NONE ? (int64_t)from : 0;
        s->token_end -= s->token_end >= from ? from : s->token_end;
    }
    if (s->cap - s->end < PIECE) {
        s->window = arena_grow(s->arena, s->window, s->cap, 2 * s->cap);
        s->cap *= 2;
    }
    if (!s->from.read(s->from.self, s->window + s->end, PIECE, &got, e))
        return false;
    s->end += got;
    s->ended = got == 0;
    return true;
}

/* The next byte, not taken; 0 at the end. */
static bool peek(struct json_scan *s, unsigned char *c, struct err *e)
{
    while (s->at == s->end && !s->ended)
        if (!fill(s, e))
            return false;
    *c = s->at < s->end ? (unsigned char)s->window[s->at] : 0;
    return true;
}

static bool at_end(const struct json_scan *s)
{
    return s->at == s->end && s->ended;
}

static void take(struct json_scan *s)
{
    char c = s->window[s->at++];
    if (c == '\n') {
        s->line++;
        s->column = 1;
    } else if (((unsigned char)c & 0xC0) != 0x80) {
        s->column++;
    }
}

/* The mistake is where the reading stands. */
static bool wrong(struct json_scan *s, struct err *e, const char *why)
{
    s->token_line = s->line;
    s->token_column = s->column;
    return err_set(e, ERR_INPUT, "%s", why);
}

/* ------------------------------------------------------------ tokens */

static bool skip_mark(struct json_scan *s, struct err *e)
{
    s->started = true;
    while (s->end - s->at < 3 && !s->ended)
        if (!fill(s, e))
            return false;
    if (s->end - s->at >= 3 && memcmp(s->window + s->at, "\xEF\xBB\xBF", 3) == 0)
        s->at += 3;
    return true;
}

static bool skip_blanks(struct json_scan *s, struct err *e)
{
    unsigned char c;
    if (!s->started && !skip_mark(s, e))
        return false;
    for (;;) {
        if (!peek(s, &c, e))
            return false;
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            return true;
        take(s);
    }
}

static bool is_hex(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool escape(struct json_scan *s, struct err *e)
{
    unsigned char c;
    take(s);
    if (!peek(s, &c, e))
        return false;
    if (c == 0 || strchr("\"\\/bfnrtu", c) == NULL)
        return wrong(s, e, "behind \\ in a text stands one of \" \\ / b f n r t u");
    take(s);
    for (int i = 0; c == 'u' && i < 4; i++) {
        unsigned char digit;
        if (!peek(s, &digit, e))
            return false;
        if (!is_hex(digit))
            return wrong(s, e, "behind \\u in a text stand four hexadecimal digits");
        take(s);
    }
    return true;
}

/* Runs of ordinary characters are taken at once. */
static void take_ordinary(struct json_scan *s)
{
    size_t at = s->at;
    int column = s->column;
    while (at < s->end) {
        unsigned char c = (unsigned char)s->window[at];
        if (c == '"' || c == '\\' || c < 0x20)
            break;
        column += (c & 0xC0) != 0x80;
        at++;
    }
    s->at = at;
    s->column = column;
}

static bool check_utf8(struct json_scan *s, struct err *e)
{
    str raw = json_scan_raw(s);
    size_t bad = str_utf8_bad(raw);
    if (bad == raw.n)
        return true;
    return err_set(e, ERR_INPUT, "the text here has the byte 0x%02X, which is not UTF-8; if the file was "
                   "saved in another encoding, name it, for example --encoding windows-1252",
                   (unsigned)(unsigned char)raw.p[bad]);
}

static bool string(struct json_scan *s, struct err *e)
{
    unsigned char c;
    take(s);
    for (;;) {
        take_ordinary(s);
        if (!peek(s, &c, e))
            return false;
        if (at_end(s))
            return wrong(s, e, "the file ends inside a text");
        if (c == '"')
            break;
        if (c < 0x20)
            return wrong(s, e, c == '\n' ? "a text ends with its line; its closing quote is missing"
                                         : "a control character stands in a text; write \\u00.. for it");
        if (c == '\\' && !escape(s, e))
            return false;
    }
    take(s);
    s->token_end = s->at;
    return check_utf8(s, e);
}

static bool digits(struct json_scan *s, struct err *e)
{
    unsigned char c;
    if (!peek(s, &c, e))
        return false;
    if (c < '0' || c > '9')
        return wrong(s, e, "a digit is missing in a number");
    while (c >= '0' && c <= '9') {
        take(s);
        if (!peek(s, &c, e))
            return false;
    }
    return true;
}

/* -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)? */
static bool number(struct json_scan *s, struct err *e)
{
    unsigned char c;
    if (!peek(s, &c, e))
        return false;
    if (c == '-')
        take(s);
    if (!peek(s, &c, e))
        return false;
    bool zero = c == '0';
    if (zero)
        take(s);
    if (zero ? !peek(s, &c, e) : !digits(s, e) || !peek(s, &c, e))
        return false;
    if (zero && c >= '0' && c <= '9')
        return wrong(s, e, "a number does not begin with 0; if it is an identifier, put quotes around it");
    if (c == '.') {
        take(s);
        if (!digits(s, e) || !peek(s, &c, e))
            return false;
    }
    if (c == 'e' || c == 'E') {
        take(s);
        if (!peek(s, &c, e))
            return false;
        if (c == '+' || c == '-')
            take(s);
        if (!digits(s, e))
            return false;
    }
    s->token_end = s->at;
    return true;
}

static bool word(struct json_scan *s, const char *is, struct err *e)
{
    unsigned char c;
    for (; *is != 0; is++) {
        if (!peek(s, &c, e))
            return false;
        if (c != (unsigned char)*is)
            return wrong(s, e, "this is no JSON; a word without quotes is true, false or null");
        take(s);
    }
    s->token_end = s->at;
    return true;
}

/* ------------------------------------------------------------ structure */

static bool open_level(struct json_scan *s, bool object, struct err *e)
{
    if (s->depth == JSON_DEPTH)
        return wrong(s, e, "more than 100 lists and objects are open here, one in the other");
    s->levels[s->depth++] = (struct level){ object, s->names.n };
    s->expects = object ? EXPECTS_NAME_OR_END : EXPECTS_VALUE_OR_END;
    take(s);
    s->token_end = s->at;
    return true;
}

static void value_came(struct json_scan *s)
{
    s->expects = s->depth > 0 ? EXPECTS_COMMA_OR_END : EXPECTS_VALUE;
}

static void close_level(struct json_scan *s)
{
    s->names.n = s->levels[--s->depth].first_name;
    s->token_depth = s->depth;
    take(s);
    s->token_end = s->at;
    value_came(s);
}

/* Names are compared as they are written; those with \u and without are one all the same
 * when they are read. */
static bool remember_name(struct json_scan *s, struct err *e)
{
    size_t first = s->levels[s->depth - 1].first_name;
    struct arena_mark mark = arena_mark(s->arena);
    uint64_t digest = str_hash(json_unescape(s->arena, json_scan_raw(s)));
    bool twice = false;
    arena_rewind(s->arena, mark);
    for (size_t i = first; i < s->names.n; i++)
        twice |= s->names.v[i] == digest;
    if (twice)
        return err_set(e, ERR_INPUT, "a name stands here for the second time in its object; leave one");
    if (s->names.n - first == JSON_NAMES)
        return err_set(e, ERR_INPUT, "an object has more than %d members", JSON_NAMES);
    *vec_push(s->arena, &s->names) = digest;
    return true;
}

static enum json_token name(struct json_scan *s, struct err *e)
{
    unsigned char c;
    if (!string(s, e))
        return JSON_FAILED;
    if (!json_scan_raw(s).n)
        return (void)err_set(e, ERR_INPUT, "a name is longer than any value may be"), JSON_FAILED;
    if (!remember_name(s, e) || !skip_blanks(s, e) || !peek(s, &c, e))
        return JSON_FAILED;
    if (c != ':')
        return (void)wrong(s, e, "a colon is missing behind a name"), JSON_FAILED;
    take(s);
    s->expects = EXPECTS_VALUE;
    return JSON_NAME;
}

static enum json_token value(struct json_scan *s, unsigned char c, struct err *e)
{
    bool ok;
    enum json_token token;
    switch (c) {
    case '{': return open_level(s, true, e) ? JSON_OBJECT : JSON_FAILED;
    case '[': return open_level(s, false, e) ? JSON_ARRAY : JSON_FAILED;
    case '"': ok = string(s, e), token = JSON_STRING; break;
    case 't': ok = word(s, "true", e), token = JSON_TRUE; break;
    case 'f': ok = word(s, "false", e), token = JSON_FALSE; break;
    case 'n': ok = word(s, "null", e), token = JSON_NULL; break;
    default:
        if (c != '-' && (c < '0' || c > '9'))
            return (void)wrong(s, e, at_end(s) ? "the file ends where a value should stand"
                                               : "this is no JSON: no value begins like that"), JSON_FAILED;
        ok = number(s, e), token = JSON_NUMBER;
    }
    if (ok)
        value_came(s);
    return ok ? token : JSON_FAILED;
}

static bool closes(const struct json_scan *s, unsigned char c)
{
    return s->depth > 0 && c == (s->levels[s->depth - 1].object ? '}' : ']');
}

/* A comma, or the end of what is open. *done: it was the end. */
static bool comma_or_end(struct json_scan *s, unsigned char *c, bool *done, struct err *e)
{
    bool object = s->levels[s->depth - 1].object;
    *done = closes(s, *c);
    if (*done)
        return true;
    if (*c != ',')
        return wrong(s, e, at_end(s) ? "the file ends before a list or an object does"
                         : object ? "a comma is missing between two members, or the } behind them"
                                  : "a comma is missing between two values, or the ] behind them");
    take(s);
    s->expects = object ? EXPECTS_NAME : EXPECTS_VALUE;
    if (!skip_blanks(s, e) || !peek(s, c, e))
        return false;
    return !closes(s, *c) || wrong(s, e, "a comma stands before the closing bracket; take it out");
}

static void begin_token(struct json_scan *s)
{
    s->token = (int64_t)s->at;
    s->token_overflowed = false;
    s->token_line = s->line;
    s->token_column = s->column;
    s->token_depth = s->depth;
}

enum json_token json_scan_next(struct json_scan *s, struct err *e)
{
    unsigned char c;
    bool done = false;
    s->token = NONE;
    if (!skip_blanks(s, e) || !peek(s, &c, e))
        return JSON_FAILED;
    if (s->depth == 0 && at_end(s))
        return JSON_NOTHING_MORE;
    if (s->depth > 0 && s->expects == EXPECTS_COMMA_OR_END && !comma_or_end(s, &c, &done, e))
        return JSON_FAILED;
    begin_token(s);
    bool may_end = s->expects == EXPECTS_VALUE_OR_END || s->expects == EXPECTS_NAME_OR_END;
    if (done || (may_end && closes(s, c))) {
        bool object = s->levels[s->depth - 1].object;
        close_level(s);
        return object ? JSON_OBJECT_END : JSON_ARRAY_END;
    }
    if (s->expects == EXPECTS_NAME || s->expects == EXPECTS_NAME_OR_END) {
        if (c == '"')
            return name(s, e);
        return (void)wrong(s, e, "a name in quotes should stand here"), JSON_FAILED;
    }
    return value(s, c, e);
}

int64_t json_scan_line(const struct json_scan *s)
{
    return s->token_line;
}

int json_scan_column(const struct json_scan *s)
{
    return s->token_column;
}

int json_scan_depth(const struct json_scan *s)
{
    return s->token_depth;
}

str json_scan_raw(const struct json_scan *s)
{
    if (s->token == NONE || s->token_overflowed || s->token_end - (size_t)s->token > s->most)
        return S("");
    return (str){ s->window + s->token, s->token_end - (size_t)s->token };
}

void json_scan_keep(struct json_scan *s)
{
    s->kept = s->token;
    s->overflowed = s->token == NONE;
}

bool json_scan_kept(const struct json_scan *s, str *out)
{
    bool whole = !s->overflowed && s->kept != NONE;
    *out = whole ? (str){ s->window + s->kept, s->token_end - (size_t)s->kept } : S("");
    return whole && out->n <= s->most;
}

bool json_scan_next_line(struct json_scan *s, struct err *e)
{
    unsigned char c = 0;
    s->depth = 0;
    s->names.n = 0;
    s->expects = EXPECTS_VALUE;
    for (;;) {
        if (!peek(s, &c, e))
            return false;
        s->token_end = s->at;
        if (at_end(s))
            return true;
        take(s);
        if (c == '\n')
            return true;
    }
}

/* ------------------------------------------------------------ texts */

static uint32_t hex4(const char *p)
{
    uint32_t c = 0;
    for (int i = 0; i < 4; i++)
        c = c * 16 + (uint32_t)(p[i] <= '9' ? p[i] - '0' : (p[i] | 0x20) - 'a' + 10);
    return c;
}

/* \uD83D\uDE00 is one character; half of one is U+FFFD. */
static size_t put_unicode(struct buf *b, str rest)
{
    uint32_t c = hex4(rest.p + 2);
    if (c >= 0xD800 && c < 0xDC00 && rest.n >= 12 && rest.p[6] == '\\' && rest.p[7] == 'u') {
        uint32_t low = hex4(rest.p + 8);
        if (low >= 0xDC00 && low < 0xE000) {
            buf_code_point(b, 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
            return 12;
        }
    }
    buf_code_point(b, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
    return 6;
}

static size_t put_escape(struct buf *b, str rest)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    if (rest.p[1] == 'u')
        return put_unicode(b, rest);
    buf_byte(b, to[strchr(from, rest.p[1]) - from]);
    return 2;
}

str json_unescape(struct arena *a, str raw)
{
    if (raw.n < 2)
        return S("");
    str inside = { raw.p + 1, raw.n - 2 };
    if (memchr(inside.p, '\\', inside.n) == NULL)
        return inside;
    struct buf b = buf_new(a);
    while (inside.n > 0) {
        size_t n = str_find(inside, S("\\"));
        buf_put(&b, str_head(inside, n));
        inside = str_from(inside, n);
        if (inside.n > 0)
            inside = str_from(inside, put_escape(&b, inside));
    }
    return buf_str(&b);
}
