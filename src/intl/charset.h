/*
 * charset: bytes in a named encoding to UTF-8, piece by piece.
 *
 * Nothing is guessed and nothing replaced: a byte that the encoding does not
 * define stops the conversion at its offset.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct charset;

/* "UTF-16LE", "windows-1252", "Shift_JIS": any name IANA or ICU knows. */
MUST struct charset *charset_open(struct arena *a, const char *name, struct err *e);
void charset_close(struct charset *c);    /* NULL is fine */
const char *charset_name(const struct charset *c);   /* as MIME spells it */

/*
 * Takes bytes off *in and puts at most `cap` bytes of UTF-8 at out, *n in all;
 * call again until *in is empty and *n is 0. `last`: nothing comes after *in.
 * False at a byte that is not in the encoding or at a last character that is
 * cut short; charset_taken() is then its offset in the whole stream.
 */
MUST bool charset_read(struct charset *c, str *in, bool last, char *out, size_t cap,
                       size_t *n, struct err *e);
uint64_t charset_taken(const struct charset *c);
