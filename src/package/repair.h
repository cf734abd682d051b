/*
 * repair: a package mended where there is no question what was meant.
 *
 * One round takes the edits that its check offered and what can be done about names:
 * a folder round everything, the manifest's capitals, backslashes, what systems left
 * behind. It gives a new set of files over the old one: nothing is unpacked but the
 * manifest, all other bytes stay what they are. Rounds go on until nothing is left.
 */
#pragma once

#include "base/buf.h"
#include "package/package.h"

struct repair {
    const struct rule *rule;              /* NULL: none speaks of it */
    str text;                             /* "mended line 12: ...", "renamed ...", "left out ..." */
};
typedef VEC(struct repair) repairs;

/*
 * NULL without an err: there is nothing to do. NULL with one: it cannot be packed
 * again without guessing (a file is damaged, two files have one name), e says why.
 * `d` is what the check of p found and offered; `name` stands in the places of the
 * new files; the diff of the manifest goes behind `diff` when it is given. p stays open as long as the
 * files are in use, and cannot be checked again.
 */
MUST struct files *package_repair(struct package *p, const struct diags *d, str name,
                                  repairs *done, struct buf *diff, struct err *e);

/* The files for zip_write(): read when they are wanted. */
MUST bool package_bundle(const struct files *f, struct bundle *b, struct err *e);

/* The package that is in such files. */
struct package *package_of_files(struct arena *a, struct files *f, struct diags *d);
