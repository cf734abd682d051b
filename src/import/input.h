/*
 * input: a file as UTF-8, whatever it was written in.
 *
 * The encoding is proven or told, never guessed: a byte order mark proves
 * UTF-8, UTF-16LE or UTF-16BE; without one the file is UTF-8 (csv.h checks
 * every byte) unless the caller names another. What is plainly no text (a
 * spreadsheet, an archive, a database) is refused by its first bytes with a
 * sentence that says what to do.
 */
#pragma once

#include "crypto/sha256.h"
#include "import/csv.h"

struct input;

enum { INPUT_HEAD = 256 * 1024 };

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

/* The first INPUT_HEAD bytes in UTF-8 or all there are; *whole: those are all. */
MUST bool input_head(struct input *in, str *out, bool *whole, struct err *e);
