/*
 * input: a file as UTF-8, whatever it was written in.
 *
 * The encoding is proven or told, never guessed: a byte order mark proves
 * UTF-8, UTF-16LE or UTF-16BE; without one the file is UTF-8 (csv.h checks
 * every byte) unless the caller names another. What is plainly no text (a
 * document, a database) is refused by its first bytes with a sentence that says
 * what to do. An archive is not text either, but some readers can open it.
 */
#pragma once

#include "crypto/sha256.h"
#include "grid/csv.h"

struct input;

/* `encoding` may be NULL. Only regular files: they are read more than once. */
MUST struct input *input_open(struct arena *a, const char *path, const char *encoding,
                              struct err *e);
void input_close(struct input *in);       /* NULL is fine */

/* Back to the first byte. */
MUST bool input_rewind(struct input *in, struct err *e);

/* The bytes in UTF-8 from where the input stands, byte order mark and all. */
struct csv_from input_bytes(struct input *in);

const char *input_path(const struct input *in);
const char *input_encoding(const struct input *in);    /* "UTF-8", "UTF-16LE", .. */
bool input_has_mark(const struct input *in);
/* Of the very file that is read, whatever its name means by now. */
MUST bool input_digest(const struct input *in, struct sha256 *out, struct err *e);
uint64_t input_size(const struct input *in);           /* bytes in the file */
uint64_t input_taken(const struct input *in);          /* of them read so far */

int input_file(const struct input *in);                /* open for reading; where it stands is not known */
bool input_is_archive(const struct input *in);         /* a ZIP: input_bytes() are its own, not text */

/* False when it is plainly no text, or one of another kind: a web page, a PDF ... */
MUST bool input_must_be_text(const struct input *in, struct err *e);

/* The first `most` bytes, or all there are: without a mark and in UTF-8, of an archive
 * its own. The input is at its beginning then. */
MUST bool input_head(struct input *in, size_t most, str *out, struct err *e);
