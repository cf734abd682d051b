/*
 * json: JSON out (RFC 8259). The only folder that includes Jansson.
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
