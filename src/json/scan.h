/*
 * scan: JSON piece by piece, strictly by RFC 8259, for documents that are too large to
 * be read at once.
 *
 * Every token comes with its place; what stands where it may not, a comma before a
 * closing bracket, a name twice in one object, more than JSON_DEPTH levels: each ends
 * the reading with a sentence. Memory is the longest value that is kept, up to a limit.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum { JSON_DEPTH = 100, JSON_NAMES = 1000 };         /* levels; names in one object */

enum json_token {
    JSON_FAILED,                          /* e says why */
    JSON_NOTHING_MORE,
    JSON_OBJECT, JSON_OBJECT_END, JSON_ARRAY, JSON_ARRAY_END,
    JSON_NAME,                            /* of a member; its value comes next */
    JSON_STRING, JSON_NUMBER, JSON_TRUE, JSON_FALSE, JSON_NULL,
};

/* Where the bytes come from, UTF-8: at most `cap` into p; *n 0 is the end. */
struct json_from {
    bool (*read)(void *self, char *p, size_t cap, size_t *n, struct err *e);
    void *self;
};

struct json_scan;

/* `most`: bytes of one value that can be kept. One value comes behind another, as in
 * JSON Lines; whoever wants only one says so when there is a second. */
struct json_scan *json_scan_open(struct arena *a, struct json_from from, size_t most);

enum json_token json_scan_next(struct json_scan *s, struct err *e);

/* Of the token that came last: where it begins (from 1; columns in characters), and how
 * many arrays and objects are open around it. */
int64_t json_scan_line(const struct json_scan *s);
int json_scan_column(const struct json_scan *s);
int json_scan_depth(const struct json_scan *s);

/* Its bytes, of strings and names with the quotes; valid until the next call. Empty when
 * it is longer than what can be kept. */
str json_scan_raw(const struct json_scan *s);

/* Bytes are kept from the token that came last on. What was kept, up to the end of the
 * last token: false when it is too long. It moves while more is read: offsets stay. */
void json_scan_keep(struct json_scan *s);
bool json_scan_kept(const struct json_scan *s, str *out);

/* After FAILED: passes over the rest of the line, which is kept if its beginning is, and
 * begins anew behind it. */
bool json_scan_next_line(struct json_scan *s, struct err *e);

/* What a string says; `raw` with its quotes. Borrows from raw where it can. */
str json_unescape(struct arena *a, str raw);
