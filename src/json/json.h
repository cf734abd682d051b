/*
 * json: JSON out and in (RFC 8259). The only folder that includes Jansson.
 *
 * A document is built member by member and put into a buf at the end:
 *
 *     struct json *o = json_new_object();
 *     json_set(o, "rows", json_of_int(3));
 *     json_put(&buf, o, JSON_INDENTED);         // frees o
 *
 * json_set() and json_add() take over what they are given. Members keep the
 * order they were set in; reals carry 15 digits; bytes that are no UTF-8 become
 * U+FFFD.
 */
#pragma once

#include "base/err.h"
#include "base/val.h"

struct json;

struct json *json_new_object(void);
struct json *json_new_array(void);
struct json *json_of_text(str s);
struct json *json_of_int(int64_t i);
struct json *json_of_real(double r);         /* null when not finite */
struct json *json_of_bool(bool b);
struct json *json_of_null(void);
struct json *json_of_val(struct val v);      /* nil is null */

void json_set(struct json *object, const char *key, struct json *value);
void json_add(struct json *array, struct json *value);

enum json_style {
    JSON_DENSE,                           /* one line */
    JSON_INDENTED,                        /* for people: two spaces */
    JSON_SCRIPT,                          /* dense, safe in any script: ASCII, no "<" */
};

void json_put(struct buf *b, struct json *value, enum json_style style);

/*
 * Reading is strict: one value in UTF-8, of up to JSON_READ_BYTES, of a member
 * twice the last. NULL with a sentence that names line and column. What the
 * functions below give lives until json_free().
 */
enum { JSON_READ_BYTES = 64 * 1024 * 1024 };

MUST struct json *json_read(str bytes, struct err *e);
void json_free(struct json *value);       /* NULL is fine */

/* Whatever is looked for and not there, or is of another type, is nothing:
 * NULL, no members, no text, the number 0, false. All take NULL. */
const struct json *json_member(const struct json *object, const char *key);
size_t json_count(const struct json *array);
const struct json *json_at(const struct json *array, size_t i);
str  json_text(const struct json *value);
int64_t json_int(const struct json *value);
bool json_is_yes(const struct json *value);

/* False, *out untouched, when it is no number or no truth value. */
bool json_number(const struct json *value, double *out);
bool json_truth(const struct json *value, bool *out);

/* The value as one line; members in their order. */
void json_put_value(struct buf *b, const struct json *value);
