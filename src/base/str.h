/*
 * str: text that somebody else owns.
 *
 * A str is a pointer and a length, passed by value and never freed.  It is
 * valid as long as its owner is: usually the arena of the running job, a
 * string literal, or the row a statement stands on.  Not NUL-terminated
 * unless it came from str_dup(), str_format() or S().
 */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

typedef struct str {
    const char *p;
    size_t n;
} str;

#define S(literal) ((str){ "" literal, sizeof(literal) - 1 })
#define STR_FMT    "%.*s"
#define STR_ARG(s) (int)(s).n, (s).p

/* From a C string; NULL gives the empty text. */
str str_of(const char *cstring);

bool str_eq(str a, str b);
bool str_starts(str s, str prefix);
bool str_ends(str s, str suffix);
bool str_eq_nocase(str a, str b);         /* ASCII letters only */
int  str_cmp(str a, str b);               /* byte order, for sorting */
static inline str str_from(str s, size_t at) { return (str){ s.p + at, s.n - at }; }
static inline str str_head(str s, size_t n)  { return (str){ s.p, n }; }

/* Where `part` first stands in s; s.n when nowhere. */
size_t str_find(str s, str part);

/* Without the ASCII white space at both ends. */
str str_trim(str s);

/* Takes the piece before the first `sep` off *rest and returns it; the whole
 * of *rest when `sep` is not in it.  Ends when rest->p is NULL. */
str str_cut(str *rest, char sep);

/* True and *out set when all of s is a decimal integer that fits. */
bool str_int(str s, int64_t *out);
bool str_real(str s, double *out);

/* The bytes of the first place that is not UTF-8 (RFC 3629); s.n when all is. */
size_t str_utf8_bad(str s);

/* Takes one code point off *rest; bad bytes give U+FFFD, one at a time. */
uint32_t str_code_point(str *rest);

/* For hash tables in memory; never stored. */
uint64_t str_hash(str s);

/* Edit distance of two short texts (bytes), for "did you mean"; counts no
 * further than `most` + 1. */
int str_distance(str a, str b, int most);

/* Copies owned by the arena, NUL-terminated. str_cat(a, S("a"), b, c): one behind
 * the other, for what is made so often that a format would be felt. */
str str_dup(struct arena *a, str s);
str str_concat(struct arena *a, const str *parts, size_t n);
#define str_cat(a, ...)                                                      \
    str_concat((a), (const str[]){ __VA_ARGS__ },                            \
               sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))
str str_format(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
str str_format_list(struct arena *a, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
