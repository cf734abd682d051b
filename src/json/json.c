#include "json/json.h"

#include <jansson.h>
#include <math.h>

#include "base/arena.h"

/* Jansson fails only for want of memory: json_of_text() mends bad bytes before. */
static void must(bool ok)
{
    if (!ok)
        out_of_memory();
}

static struct json *made(json_t *value)
{
    must(value != NULL);
    return (struct json *)value;
}

static json_t *inside(struct json *value)
{
    return (json_t *)value;
}

struct json *json_new_object(void)         { return made(json_object()); }
struct json *json_new_array(void)          { return made(json_array()); }
struct json *json_of_int(int64_t i)        { return made(json_integer(i)); }
struct json *json_of_bool(bool b)          { return made(json_boolean(b)); }
struct json *json_of_null(void)            { return made(json_null()); }

struct json *json_of_real(double r)
{
    return isfinite(r) ? made(json_real(r)) : json_of_null();
}

struct json *json_of_text(str s)
{
    if (str_utf8_bad(s) == s.n)
        return made(json_stringn_nocheck(s.n ? s.p : "", s.n));
    struct arena *a = arena_new();
    struct buf mended = buf_new(a);
    for (str rest = s; rest.n > 0; )
        buf_code_point(&mended, str_code_point(&rest));
    struct json *out = made(json_stringn(mended.p, mended.n));
    arena_free(a);
    return out;
}

static struct json *json_of_blob(struct val v)
{
    struct arena *a = arena_new();
    struct buf digits = buf_new(a);
    val_put(&digits, v);
    struct json *out = json_of_text(buf_str(&digits));
    arena_free(a);
    return out;
}

struct json *json_of_val(struct val v)
{
    switch (v.kind) {
    case VAL_NIL:
    case VAL_HIDDEN: break;
    case VAL_INT:  return json_of_int(v.as.i);
    case VAL_REAL: return json_of_real(v.as.r);
    case VAL_TEXT: return json_of_text(v.as.s);
    case VAL_BLOB: return json_of_blob(v);
    }
    return json_of_null();
}

void json_set(struct json *object, const char *key, struct json *value)
{
    must(json_object_set_new(inside(object), key, inside(value)) == 0);
}

void json_add(struct json *array, struct json *value)
{
    must(json_array_append_new(inside(array), inside(value)) == 0);
}

static int put_piece(const char *piece, size_t n, void *to)
{
    buf_put(to, (str){ piece, n });
    return 0;
}

/* "<" stands only inside texts, where \u means the same. */
static int put_script_piece(const char *piece, size_t n, void *to)
{
    for (size_t i = 0; i < n; i++)
        if (piece[i] == '<')
            buf_puts(to, "\\u003c");
        else
            buf_byte(to, piece[i]);
    return 0;
}

void json_put(struct buf *b, struct json *value, enum json_style style)
{
    static const size_t layout[] = {
        [JSON_DENSE] = JSON_COMPACT, [JSON_INDENTED] = JSON_INDENT(2),
        [JSON_SCRIPT] = JSON_COMPACT | JSON_ENSURE_ASCII,
    };
    size_t flags = JSON_ENCODE_ANY | JSON_REAL_PRECISION(15) | layout[style];
    must(json_dump_callback(inside(value),
                            style == JSON_SCRIPT ? put_script_piece : put_piece, b, flags) == 0);
    json_decref(inside(value));
}

/* ---- in ---------------------------------------------------------------- */

static const json_t *looked_at(const struct json *value)
{
    return (const json_t *)value;
}

struct json *json_read(str bytes, struct err *e)
{
    json_error_t trouble;
    if (bytes.n > JSON_READ_BYTES) {
        (void)err_set(e, ERR_INPUT, "more than %d MB of JSON", JSON_READ_BYTES / 1024 / 1024);
        return NULL;
    }
    json_t *value = json_loadb(bytes.n ? bytes.p : "", bytes.n, JSON_DECODE_ANY | JSON_ALLOW_NUL,
                               &trouble);
    if (!value)
        (void)err_set(e, ERR_INPUT, "not JSON at line %d, column %d: %s", trouble.line,
                      trouble.column, trouble.text);
    return (struct json *)value;
}

void json_free(struct json *value)
{
    json_decref(inside(value));
}

const struct json *json_member(const struct json *object, const char *key)
{
    return (const struct json *)json_object_get(looked_at(object), key);
}

size_t json_count(const struct json *array)
{
    return json_array_size(looked_at(array));
}

const struct json *json_at(const struct json *array, size_t i)
{
    return (const struct json *)json_array_get(looked_at(array), i);
}

str json_text(const struct json *value)
{
    const char *text = json_string_value(looked_at(value));
    return text ? (str){ text, json_string_length(looked_at(value)) } : S("");
}

int64_t json_int(const struct json *value)
{
    return json_integer_value(looked_at(value));
}

bool json_is_yes(const struct json *value)
{
    return json_is_true(looked_at(value));
}

bool json_number(const struct json *value, double *out)
{
    if (!json_is_number(looked_at(value)))
        return false;
    *out = json_number_value(looked_at(value));
    return true;
}

bool json_truth(const struct json *value, bool *out)
{
    if (!json_is_boolean(looked_at(value)))
        return false;
    *out = json_is_true(looked_at(value));
    return true;
}

void json_put_value(struct buf *b, const struct json *value)
{
    if (looked_at(value))
        must(json_dump_callback(looked_at(value), put_piece, b, JSON_COMPACT | JSON_ENCODE_ANY |
                                JSON_REAL_PRECISION(15)) == 0);
}
